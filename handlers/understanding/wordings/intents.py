"""What people say and what they mean by it. To teach the bot a new wording, add it to the line of its intent.

The order decides between wordings that fit equally well.
"""

from handlers.understanding.wordings.intent import Intent
from handlers.understanding.wordings.intents_back import BACK
from handlers.understanding.wordings.intents_office import LISTS, OFFICERS
from handlers.understanding.wordings.intents_people import EVERYONE, PEOPLE, TEACHERS
from handlers.understanding.wordings.intents_wishes import WISHES

INTENTS: tuple[Intent, ...] = (*BACK, *EVERYONE, *PEOPLE, *TEACHERS, *LISTS, *WISHES, *OFFICERS)
