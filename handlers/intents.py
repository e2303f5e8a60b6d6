"""What people say and what they mean by it. To teach the bot a new wording, add it to the line of its intent.

The order decides between wordings that fit equally well.
"""

from handlers.intents_office import LISTS, OFFICERS
from handlers.intents_people import EVERYONE, PEOPLE, TEACHERS
from handlers.intents_wishes import WISHES
from handlers.wordings import Intent

INTENTS: tuple[Intent, ...] = (*EVERYONE, *PEOPLE, *TEACHERS, *LISTS, *WISHES, *OFFICERS)
