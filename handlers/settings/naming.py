"""Whether words are an answer, the name of a school or of its journal, or a sentence of their own.

Own patterns: the answer to its own question is a name, whatever leads to it; what looks like none is asked about.
"""

import re
from datetime import date

from handlers.understanding.around import plainly
from indicators.russian.rules import capital

# «Школа № 5» is a command and a name.
_NAMING = frozenset({"school", "set", "ask"})
_NOT_NAMES_TEXT = """
    да нет не ага ок окей хорошо ладно что чего как так зачем почему это привет здравствуйте ну добрый день
    спасибо понятно знаю потом дальше оставить пропустить далее тест
"""
_NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())
_SCHOOL_LIKE = re.compile(
    r"№\s*\d|«|\b(?:школ|лице|гимнази|прогимнази|интернат|кадет|корпус|колледж|училищ|центр|академи|учрежден|"
    r"соо?ш|оош|нош|мбоу|мкоу|маоу|мбу|гбоу|гкоу|моу|чоу|ано|доу)",
    re.IGNORECASE,
)
_OF_THE_NAME = re.compile(r"\b(?:назван|называ|назов|переимен)", re.IGNORECASE)
# «Нет, …», «наша школа это …», «мы — …», «название школы: …»: what leads to the name is none of it.
_CALLED = r"(?:(?:сейчас|теперь|официально|просто)\s+)?(?:называ\w+|зов[её]тся|именуется)"
_LEADS_TO_NAME = re.compile(
    r"^(?:\W*(?:ой\s+)?(?:нет|ой|не\s+так|точнее|вернее)\b\s*[,.:!—–-]+\s*)*(?:\W*(?:(?:ну|так|итак|запиши(?:те)?|пиши(?:те)?|пусть\s+будет)\b\W*)*"
    r"(?:(?:полное\s+|официальное\s+)?название(?:\s+(?:нашей\s+)?школы)?+\b\s*(?:это\b|[:—–-])?"
    rf"|(?:наш[ае]?|моя|мой)\s+(?:школа|лицей|гимназия|учреждение|организация)\s*(?:{_CALLED}|это\b|[:—–-]\s*(?:это\b)?)"
    r"|(?:назови(?:те)?|назвать|переимену(?:й|йте|ем)|переименовать)\s+(?:нашу\s+)?школу(?:\s+(?:в|на))?+\b"
    rf"|(?:школа|мы|она)\s+{_CALLED}|мы\b(?:\s*[—–-])?|это\b|у\s+нас\b|зовут\s+нас\b"
    r")[\s:,—–-]*)?(?=\S)",
    re.IGNORECASE,
)
_POLITE = re.compile(r"[\s,]*\bпожалуйста\b[\s.!]*$", re.IGNORECASE)
_NO_JOURNAL = re.compile(
    r"\?|\d\s*(?::|час|утра|вечера|дня)|\b(?:понедельник|вторник|сред[ауы]|четверг|пятниц|суббот|воскресень)|"
    r"\b(?:кто|что|как|кому|когда|зачем|почему|сколько|покажи|напомни|пришли)\b",
    re.IGNORECASE,
)
_NO_WISH = frozenset({"ask", "yes", "no", "thanks", "greet", "smalltalk", "cancel"})
_OF_QUESTION = {"targets": "set_target", "hours": "set_hours"}
_LIKELY = 0.5
NOT_LIKE_A_SCHOOL = "На название школы не похоже. Так и записать:"
NOT_LIKE_A_JOURNAL = "На название журнала не похоже. Так и записать:"


def name_said(text: str) -> str:
    """The name alone, of an answer in a whole sentence."""
    found = _LEADS_TO_NAME.match(text)
    name = _POLITE.sub("", text[found.end() :]).strip() if found is not None and found.end() else ""
    return capital(name) if name else text


def looks_like_school(text: str) -> bool:
    """A word for a school, its number, quotation marks: what else is written may be a sentence of its own, and so is
    one that speaks of the name."""
    return _SCHOOL_LIKE.search(text) is not None and _OF_THE_NAME.search(text) is None


def is_a_wish(text: str, day: date) -> bool:
    """Plainly something else that is wanted, whatever number is in it: «Алиева на больничном до 5 декабря»."""
    reading = plainly(text, day)
    return reading.sure and reading.wishes[0].is_plain and reading.wishes[0].code not in _NAMING


def is_about_else(text: str, day: date) -> bool:
    """Whatever was read, surely or not, is a wish and no name."""
    return any(wish.code not in _NAMING | _NO_WISH for wish in plainly(text, day).wishes)


def is_another_wish(text: str, key: str, day: date) -> bool:
    """What is no answer to the question `key`, and is read as something else: «журнал называется Элжур» to «какой
    доли добиваемся?»."""
    wish = next(iter(plainly(text, day).wishes), None)
    if wish is None or wish.code in _NO_WISH or wish.unused or wish.likely < _LIKELY:
        return False
    return wish.code != _OF_QUESTION.get(key) and wish.keys.get("field", "").removeprefix("school_") != key


def is_no_name(text: str, day: date) -> bool:
    """A question, a command or a few signs: whoever wrote it did not name the school."""
    words = {word.strip(".,!").lower() for word in text.split()}
    reading = plainly(text, day)
    is_command = reading.sure and reading.wishes[0].is_known and reading.wishes[0].code not in _NAMING
    is_asked_for = _OF_THE_NAME.search(text) is not None and name_said(text) == text
    return "?" in text or not any(map(str.isalpha, text)) or words <= _NOT_NAMES or is_command or is_asked_for


def is_another_name(text: str, day: date) -> bool:
    """Whoever is asked whether this is the name says another."""
    return looks_like_school(text) and not is_a_wish(text, day) and not is_no_name(text, day)


def doubts_name(text: str, day: date) -> str:
    return "" if is_another_name(text, day) or is_no_name(text, day) else NOT_LIKE_A_SCHOOL


def doubts_journal(text: str, day: date) -> str:
    is_likely = _NO_JOURNAL.search(text) is None and not is_a_wish(text, day)
    return "" if is_likely else NOT_LIKE_A_JOURNAL
