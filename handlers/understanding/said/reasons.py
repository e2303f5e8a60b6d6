"""Why somebody is away: the usual reasons in a message, each by the word in which it is kept.

A reason that is denied is none («не в отпуске, а на курсах»), nor is one that the spelling alone suggests: a group is
no flu. What is usual only by its meaning («экскурсия с классом») stays in the words of whoever said it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.tokens import Token, tokens_of

SICK, STUDY = "больничный", "учёба"
# What their words begin with.
_STEMS = {
    "больн": SICK,
    "болез": SICK,
    "болен": SICK,
    "болею": SICK,
    "болеет": SICK,
    "болел": SICK,
    "заболе": SICK,
    "отпуск": "отпуск",
    "санатор": "отпуск",
    "декрет": "декрет",
    "совмест": "совместитель",
    "командиров": "командировка",
    "учеб": STUDY,
    "обуч": STUDY,
    "сесси": STUDY,
    "курс": "курсы",
    "семейн": "семейные обстоятельства",
}
# Whose every word says so, however it begins: «слегла», «с температурой», «родила»; but a telephone breaks, too.
_MEANT = {"sick": SICK, "maternity": "декрет"}
_OF_THINGS = ("слома", "свали", "обследован", "давлен")
_OF_SCHOOL = ("учебн", "учебник", "обучающ")  # the school year, books and pupils
_LEAVE = "отпуск"
_FOR = frozenset({"за", "вместо", "без"})
_REPLACES = ("замен", "замещ", "подмен")
_GOES = frozenset({"ухожу", "уезжаю", "улетаю", "уйду", "уеду"})
_BUT = frozenset({"кроме", "исключая", "исключением", "без"})


def usual_reasons(text: str) -> list[str]:
    """All that are named, each once, in their order: «кто на больничном и в декрете»."""
    return list(dict.fromkeys(word for word, token in _named(tokens_of(text)) if not token.denied))


def reasons_and_but(text: str) -> tuple[list[str], list[str]]:
    """Those that are meant, and those that are left out: «верни всех, кроме больных», «…, а больных не надо»."""
    tokens = tokens_of(text)
    leads = (one.start for one in tokens if one.norm in _BUT or (one.norm.startswith("счита") and one.denied))
    place, named = next(leads, len(text)), list(_named(tokens))
    but = [word for word, token in named if token.denied or token.start > place]
    return list(dict.fromkeys(word for word, _ in named if word not in but)), list(dict.fromkeys(but))


def i_am_away(text: str) -> bool:
    """«Ухожу в отпуск, пусть Помощникова командует», «за меня будет …»; not «я не ухожу»."""
    tokens = tokens_of(text)
    goes = any(one.norm in _GOES and not one.denied for one in tokens)
    return goes or any(_is_replaced(tokens, place) or _is_on_leave(tokens, place) for place in range(len(tokens)))


def _is_replaced(tokens: Sequence[Token], place: int) -> bool:
    """«За меня», «меня не будет», «меня заменит»; not «у меня нет»."""
    before = tokens[place - 1].norm if place else ""
    if tokens[place].norm != "меня" or before == "у":
        return False
    said = [tokens[at].norm for at in clause_around(tokens, place, place)]
    gone = "нет" in said or ("не", "будет") in pairwise(said)
    return before in _FOR or gone or any(one.startswith(_REPLACES) for one in said)


def _is_on_leave(tokens: Sequence[Token], place: int) -> bool:
    """«Я в отпуске», «я завтра на курсы», «в декрете я»."""
    near = tokens[max(0, place - 2) : place + 4]
    led = any(lead.norm in ("в", "на") and _usual(one) and not one.denied for lead, one in pairwise(near))
    return tokens[place].norm == "я" and led


def speaks_of_reason(text: str) -> bool:
    """Also «я не болею», which takes one back."""
    return any(True for _ in _named(tokens_of(text)))


def _named(tokens: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    is_study = False
    for token, following in pairwise([*tokens, Token("", "", 0, 0)]):
        was_study, is_study = is_study, token.norm.startswith("учебн") and following.norm.startswith(_LEAVE)
        word = STUDY if is_study else _usual(token)
        if word and not (was_study and token.norm.startswith(_LEAVE)):
            yield word, token


def _usual(token: Token) -> str:
    if token.norm.startswith(_OF_SCHOOL) or token.is_filler:
        return ""
    begun = (word for stem, word in _STEMS.items() if any(one.startswith(stem) for one in token.norm.split("-")))
    is_meant = not (token.guessed or token.norm.startswith(_OF_THINGS))
    meant = (word for concept, word in _MEANT.items() if is_meant and token.means(concept))
    return next(begun, "") or next(meant, "")
