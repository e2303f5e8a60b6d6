"""Words of state in a cell: «рабочий» and «заморожен», «перешла» and «не перешла», told by the lexicon's concepts."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from indicators.lexicon.lookup import of_word
from indicators.russian.rules import is_infinitive

# What somebody does or has done, and what has come to its end or not even begun.
_LIFE: Final = frozenset(
    {
        *("active", "activate", "have", "register", "join", "authorise", "link", "connect", "install", "create"),
        *("set_up", "make", "send", "write", "achieved", "attend", "use", "add", "access", "visit"),
    }
)
_WITH_VERBS: Final = frozenset({"call", "member", "activity"})
_ENDED: Final = frozenset({"block", "delete"})
_NOT_YET: Final = frozenset({"missed", "opposite", "without", "invitation"})
# What a state is of.
_THINGS: Final = frozenset(
    {
        *("account", "profile", "study_profile", "status", "user", "person_word", "teacher", "chat", "message", "call"),
        *("journal", "max", "platform", "my_school", "page", "group", "grouped", "personal", "self", "week", "current"),
        "school",  # «в «Моей школе»»
        *("neutral", "preposition", "conjunction"),
    }
)
_PLACES: Final = frozenset({"max", "platform", "my_school"})
_WHERE: Final = ("в", "во", "на")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DENIALS: Final = ("нет", "не", "без", "ни", "not", "no")
_ACCOUNT: Final = re.compile(r"учетн\w+ запис\w+")
_SWITCHED_ON: Final = ("включен", "открыт")
_PASSED_OVER: Final = ("пока", "еще", "уже", "норма", "нормы", "норме", "норму")
# «регистрация пройдена», «связь разорвана»: a thing, unless nothing else is said
_NOUN: Final = re.compile(r".*(?:ци[яиюей]+|ни[еяию]+|вязк[аиу]|вход[аыов]*|связк[аиу]|связ[ьи]|доступа?|чи[еи])")
# «звонил», «состоит»; «звонки» and «участник» are none
_VERB: Final = re.compile(r".*(?:[аеиыя]л[аои]?(?:с[ья])?|ит|ат|ят|ится|атся|ятся)")
_PENDING: Final = re.compile(r"(?:в|на) (?:процесс|оформлен|рассмотрен|проверк|обработк|ожидан|подтвержден|согласован)")
_NAME: Final = re.compile(r"\W*[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё.]")
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class State:
    """`concept` is the lexicon's, or empty where only «да» or a denial is said."""

    concept: str
    yes: bool


@lru_cache(maxsize=10_000)
def state_in(text: str) -> State | None:
    word = _ACCOUNT.sub("аккаунт", text.lower().replace("ё", "е").strip(" .;,!"))
    words = _WORD.findall(word)
    if not words:
        return None
    denies = words[0] in _DENIALS
    plainly = State("", yes=not denies) if denies or words[0] == "да" else None
    if len(words) > _MOST_WORDS or _NAME.match(text) or re.match(r"(?:нет|no)[^\w\s]", word):  # «нет, заблокирован»
        return plainly
    if _PENDING.match(word):
        return State("", yes=False)
    at_end = words[-1] == "нет" or (words[-1] == "не" and words[0] in _PASSED_OVER)
    found = _first_state(words, denied=at_end) or (State("", yes=False) if at_end else plainly)
    told = found is not None and (found.yes or found.concept in _LIFE)
    return None if told and any(map(_is_foreign, words)) else found


def _is_foreign(word: str) -> bool:
    """«Общается в WhatsApp» is no yes to anything that is asked, and «не пользуется WhatsApp» no «нет»."""
    return (of_word(word) or ("",))[0] == "foreign"


def _first_state(words: list[str], *, denied: bool) -> State | None:
    thing, there = "", False
    where = next((word for word in words if word not in _DENIALS and word not in _PASSED_OVER), "") in _WHERE
    for word in words:
        if word in _DENIALS:
            denied = True
            continue
        code, turned = ("active", False) if word.startswith(_SWITCHED_ON) else of_word(word) or ("", False)
        if code in _ENDED:
            return State(code, yes=denied != turned)
        if code in _NOT_YET and word not in _PASSED_OVER:
            return State(code, yes=False)
        if is_infinitive(word) and code in _LIFE | _WITH_VERBS:
            return None  # «привязать журнал» is still to be done
        if code in _LIFE or (code in _WITH_VERBS and _VERB.fullmatch(word)):
            if turned or not _NOUN.fullmatch(word):
                return State(code, yes=denied == turned)
            thing = thing or code
        elif code not in _THINGS and word not in _PASSED_OVER:
            return State("", yes=False) if denied else None  # «аккаунт не найден»
        there = there or code in _PLACES
    if not thing and there and where:
        thing = "register"  # «в Сферуме», «не в MAX»
    return State(thing, yes=not denied) if thing else None
