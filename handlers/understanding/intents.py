"""What people say and what they mean by it. To teach the bot a new wording, add it to the line of its intent.

The order decides between wordings that fit equally well.
"""

from handlers.understanding.intent import Intent
from handlers.understanding.intents_back import BACK
from handlers.understanding.intents_office import LISTS, OFFICERS
from handlers.understanding.intents_people import EVERYONE, PEOPLE, TEACHERS
from handlers.understanding.intents_wishes import WISHES

INTENTS: tuple[Intent, ...] = (*BACK, *EVERYONE, *PEOPLE, *TEACHERS, *LISTS, *WISHES, *OFFICERS)
