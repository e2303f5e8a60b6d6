"""Classes and years: «5Б», «5 б», «пятый б», «9-х классов», «10-11 классы», «первоклашки»."""

import re
from collections.abc import Sequence

from handlers.understanding.reading.clauses import ABOUT, WITH
from handlers.understanding.reading.tokens import Token

_CLASS_WORD = re.compile(r"класс(?!н|и|руч|рук)\w*|кл|параллел\w*|клас\w?")
_SPAN = re.compile(r"(\d{1,2})[-–](\d{1,2})")
_LETTERS = frozenset("абвгдежзик")
_YOUNG = re.compile(r"(перво|второ|третье|четверо|пяти|шести|семи|восьми|девяти|десяти|одиннадцати)класс|первоклаш\w*")
_YOUNG_NUMBERS = {"перво": 1, "второ": 2, "третье": 3, "четверо": 4, "пяти": 5, "шести": 6, "семи": 7, "восьми": 8}
_YOUNG_NUMBERS |= {"девяти": 9, "десяти": 10, "одиннадцати": 11}
_ENDING = frozenset({"х", "е", "ые", "ых", "ым", "м", "й", "го", "ми", "я", "ом", "му", "ый"})
MOST = 11
_IN_ORDER = 3  # «в третьих» goes on with a row, «в шестых» are classes


def take_classes(tokens: Sequence[Token]) -> list[str]:
    """`class:5Б` and `parallel:9`, in the order they are named; their words belong to them."""
    found: list[str] = []
    for place, token in enumerate(tokens):
        if token.entity:
            continue
        young = _YOUNG.match(token.norm) if token.kind == "word" else None
        if young is not None:
            token.entity = "class"
            token.about = (f"parallel:{_YOUNG_NUMBERS.get(young[1] or 'перво', 1)}",)
        elif token.kind == "number":
            token.about = tuple(_numbered(tokens, place) or _listed(tokens, place) or _in_row(tokens, place))
        found += token.about
    return list(dict.fromkeys(found))


def _numbered(tokens: Sequence[Token], place: int) -> list[str]:
    token = tokens[place]
    following = list(tokens[place + 1 : place + 5])
    if years := _from_to(tokens, place):
        return years
    span = _SPAN.fullmatch(token.norm)
    if span is not None and int(span[1]) < int(span[2]) <= MOST and _class_word(following[:1]) is not None:
        _take(token, *following[:1])
        return [f"parallel:{number}" for number in range(int(span[1]), int(span[2]) + 1)]
    if span is not None and int(span[1]) < int(span[2]) <= MOST and _is_of_years(tokens, place):
        _take(token)
        return [f"parallel:{number}" for number in range(int(span[1]), int(span[2]) + 1)]
    if token.value is None or not 1 <= token.value <= MOST:
        return []
    return _of_one(tokens, place, following)


_SEVERAL = ("ые", "ых", "ым", "ыми", "ьи", "ьих", "ьим", "ьими")


def _from_to(tokens: Sequence[Token], place: int) -> list[str]:
    """«Девятых-одиннадцатых», «с 5-х по 7-е», «с первого по четвёртый класс», «5–7-е классы»; not «с 5-го по 9-е»
    and «5–7-е декабря», which are days."""
    token, span = tokens[place], _SPAN.fullmatch(tokens[place].norm)
    first, last = (int(span[1]), int(span[2])) if span is not None else (token.value or 0, 0)
    end, are_several = _ending_at(tokens, place)
    if span is None:
        joint = tokens[end + 1].norm if end + 2 < len(tokens) else ""
        led = joint in ("по", "до") and place > 0 and tokens[place - 1].norm in ("с", "со", "от")
        if joint not in ("-", "–", "—") and not led:
            return []
        last = tokens[end + 2].value or 0
        end, others = _ending_at(tokens, end + 2)
        are_several = are_several or others or (led and _are_class_leads(tokens, place - 2))
    word = _class_word(tokens[end + 1 : end + 2])
    are_classes = word is not None or (are_several and not _is_day("", tokens[end + 1 : end + 2]))
    if not (1 <= first < last <= MOST and are_classes):
        return []
    _take(*tokens[place : end + 1 + (word is not None)])
    return [f"parallel:{number}" for number in range(first, last + 1)]


def _are_class_leads(tokens: Sequence[Token], place: int) -> bool:
    """«Из классных с 5 по 9»."""
    return (
        place >= 0 and tokens[place].norm.startswith(_LEADS) and tokens[place].norm.endswith(("ых", "ым", "ые", "рук"))
    )


def _ending_at(tokens: Sequence[Token], place: int) -> tuple[int, bool]:
    """The last place of a number with its ending: «7-х»; and whether it is said of several."""
    token = tokens[place]
    if [one.norm for one in tokens[place + 1 : place + 2]] == ["-"] and place + 2 < len(tokens):
        ending = tokens[place + 2]
        if ending.norm in _ENDING and ending.start == tokens[place + 1].end:
            return place + 2, ending.norm == "х" or (ending.norm == "е" and _SPAN.fullmatch(token.norm) is not None)
    return place, token.ordinal and token.norm.endswith(_SEVERAL)


_OF_SOME, _AMONG, _IN = frozenset({"у", "среди", "из"}), frozenset({"по", "для"}), frozenset({"в", "во"})
_ONLY = frozenset({"только", "лишь"})  # «напомни классным, только 9-11»
_GROUPS = ("post:", "subject:")
_OF_CLASSES = (
    "pupil",
    "journal",
    "link",
    "chat",
    "parent",
    "message",
    "call",
    "register",
    "count_q",
    "share",
    "debtors",
    "who_q",
)
_SENT = ("remind", "send", "write", "tell", "hours")
_COUNTED = ("ах", "ов")
_OF_TIME = ("утр", "вечер", "дня", "дней", "процент", "ноч")


def _is_of_years(tokens: Sequence[Token], place: int) -> bool:
    """«Сколько привязали в 5-9», «по 8-9 кто без чата»; not «в 9-11 утра», «по 5-9 декабря», «напиши в 9-11»."""
    lead, following = tokens[place - 1] if place else None, tokens[place + 1] if place + 1 < len(tokens) else None
    if lead is None or _counts_other(tokens, place) or (following is not None and following.norm.startswith(_OF_TIME)):
        return False
    if following is not None and following.means("chat") and following.norm.endswith(_COUNTED):  # «в 2-3 чатах»
        return False
    if lead.norm in _OF_SOME or any(one.startswith(_GROUPS) for one in lead.concepts):  # «у 1-4», «предметники 9-11»
        return True
    leads = lead.norm in _AMONG or lead.means("chat", "journal", "list_noun")
    if lead.norm in _ONLY and any(one.norm.startswith(_LEADS) for one in tokens):
        return True
    leads = leads or (place > 1 and lead.norm in ("и", ",") and tokens[place - 2].entity == "class")
    leads = leads or (lead.norm in _IN and not any(one.means(*_SENT) for one in tokens))
    return leads and any(one.means(*_OF_CLASSES) for one in tokens)


def _of_one(tokens: Sequence[Token], place: int, following: list[Token]) -> list[str]:
    token = tokens[place]
    marks = [one for one in following[:1] if one.norm in "-–"]
    rest = following[len(marks) :]
    ending = rest[0].norm if rest else ""
    joined = bool(rest) and rest[0].start - token.end <= (1 if marks else 0)
    if marks and ending in _ENDING and joined and (word := _class_word(rest[1:2])) is not None:
        _take(token, *marks, rest[0], word)
        return [f"parallel:{token.value}"]
    if rest and joined and ending in _ENDING and (word := _class_word(rest[1:2])) is not None:
        _take(token, rest[0], word)
        return [f"parallel:{token.value}"]
    before = tokens[place - 1].norm if place else ""
    if marks and ending == "е" and _is_day(before, rest[1:2]):
        return []
    goes_on = ending in _ENDING and _goes_with_classes(tokens, place)  # «по 7-м классам и по 8-м»
    are_many = ending == "х" and not marks and (token.value or 0) >= _NO_COUNT  # «в 7х»
    if joined and (goes_on or (are_many and not _counts_other(tokens, place + 1))):
        _take(token, *marks, rest[0])
        return [f"parallel:{token.value}"]
    if marks and ending in ("х", "е") and joined:
        _take(token, *marks, rest[0])
        if before.startswith(("паралл", "класс")):
            _take(tokens[place - 1])
        return [f"parallel:{token.value}"]
    if ending in _LETTERS and _looks_like_class(token, rest, joined, before):
        _take(token, *marks, rest[0], *([word] if (word := _class_word(rest[1:2])) else []))
        return [f"class:{token.value}{ending.upper()}"]
    if rest and rest[0].norm.startswith("классник") and joined:  # «11-классников»
        _take(token, *marks, rest[0])
        return [f"parallel:{token.value}"]
    if (word := _class_word(rest[:1])) is not None and not _counts_classes(token, word):
        _take(token, *marks, word)
        return [f"parallel:{token.value}"]
    in_order = place and tokens[place - 1].norm in ("во", "в") and (token.value or MOST) <= _IN_ORDER
    if in_order and token.norm.endswith(("ых", "ьих")):  # «во первых»
        return []
    if rest and (rest[0].kind == "number" or _counts_other(tokens, place) or _goes_with(token, rest[0])):
        return []
    if token.norm in _AT_FIRST and before not in WITH:  # «первыми пенсионеры»
        return []
    if token.ordinal and token.norm.endswith(("ые", "ых", "ым", "ьи", "ьих", "ьим", "ыми")):
        _take(token)
        return [f"parallel:{token.value}"]
    return []


_AT_FIRST = frozenset({"первыми", "вторыми"})


def _counts_classes(token: Token, word: Token) -> bool:
    """«На двух классах», «три класса»: how many, said in words."""
    return token.kind == "number" and not token.norm[0].isdigit() and not token.ordinal and word.norm != "класс"


_NO_COUNT = 5  # «у 3х» are three people, «в 7х» are classes


def _goes_with_classes(tokens: Sequence[Token], place: int) -> bool:
    """Behind «и по», «и в», where classes were named before."""
    return place > 2 and (
        tokens[place - 1].norm in (*_AMONG, *_OF_SOME, *_IN)
        and tokens[place - 2].norm in ("и", ",")
        and tokens[place - 3].entity == "class"
    )


def _is_day(lead: str, following: Sequence[Token]) -> bool:
    """«С 5-го по 9-е», «9-е декабря»."""
    return lead == "по" or any(one.means("month_name") or one.norm.startswith("числ") for one in following)


# Of an ordinal for several, or in the instrumental, with those of a noun that goes with it.
_AGREE = {
    "ым": ("ом", "ем", "ам", "ям"),
    "ьим": ("ом", "ем", "ам", "ям"),
    "ые": ("ы", "и", "а", "я"),
    "ьи": ("ы", "и", "а", "я"),
    "ых": ("ов", "ев", "ей", "ах", "ях", "к"),
    "ьих": ("ов", "ев", "ей", "ах", "ях", "к"),
}


def _goes_with(token: Token, following: Token) -> bool:
    """«Первые две недели», «первым делом», «из первых рук», «первые лица»: it orders something, and no class."""
    is_thing = following.kind == "word" and following.form == "noun" and not (following.concepts or following.entity)
    ending = next((one for one in sorted(_AGREE, key=len, reverse=True) if token.norm.endswith(one)), "")
    return is_thing and bool(ending) and following.norm.endswith(_AGREE[ending])


def _looks_like_class(token: Token, rest: Sequence[Token], joined: bool, lead: str) -> bool:
    if joined or rest[0].quoted:  # «7 «а»»
        return True
    letter = rest[0].norm
    if token.ordinal and letter in ("а", "в") and lead not in _LEADS_TO_DAY and _is_of_one_class(token, rest[1:2]):
        return True
    if letter in ("а", "и", "к") and not (token.ordinal and letter == "а" and len(rest) == 1):
        return (len(rest) > 1 and _class_word(rest[1:2]) is not None) or rest[0].text.isupper()
    if letter == "в":
        return (len(rest) == 1 and not token.ordinal) or _class_word(rest[1:2]) is not None
    return letter in ("б", "г", "д", "е", "ж", "з")


_LEADS_TO_DAY = frozenset({"до", "с", "со", "от", "по", "к"})  # «до пятого, а потом …»
_OF_ONE_CLASS = ("ый", "ой", "ий", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем")
_GOES_ON_WITH = frozenset({"про", "насчет", "о", "об", "что", "чтобы", "кто", "у", "без", "по", "до", "с", "на", ":"})


def _is_of_one_class(token: Token, following: Sequence[Token]) -> bool:
    """«Напомни седьмому а про звонок», «листовки для десятого а»: behind it there is nothing that «а» could join."""
    ends = not following or following[0].kind in ("mark", "number") or following[0].norm in _GOES_ON_WITH
    ordered = any(one.form == "imp" and not one.is_filler for one in following)
    return token.norm.endswith(_OF_ONE_CLASS) and (ends or ordered)


def _class_word(tokens: Sequence[Token]) -> Token | None:
    return tokens[0] if tokens and tokens[0].kind == "word" and _CLASS_WORD.fullmatch(tokens[0].norm) else None


def _take(*tokens: Token) -> None:
    for token in tokens:
        token.entity = "class"


def _listed(tokens: Sequence[Token], place: int) -> list[str]:
    """«5, 6 и 7 классов», «классным 5-7»: numbers whose «классов» stands behind the last, or before the first."""
    token = tokens[place]
    following = place + 1
    while following < len(tokens) and (tokens[following].norm in (",", "и") or _is_year(tokens[following])):
        following += 1
    after = following > place + 1 and _class_word(tokens[following : following + 1]) is not None
    if not after and not _are_led(tokens, place, following):
        return []
    span = _SPAN.fullmatch(token.norm)
    first, last = (int(span[1]), int(span[2])) if span is not None else (token.value or 0, token.value or 0)
    is_one = first == 1 and not token.norm[0].isdigit()  # «в седьмом классе один мальчик»
    if token.ordinal or is_one or not 1 <= first <= last <= MOST or _counts_other(tokens, place):
        return []
    _take(token)
    return [f"parallel:{number}" for number in range(first, last + 1)]


def _are_led(tokens: Sequence[Token], place: int, following: int) -> bool:
    """«Классным 5-7», «старшая школа, 10 и 11», «напомни 5-9 про родителей»."""
    lead = next((one for one in range(place - 1, -1, -1) if not _goes_on(tokens[one])), -1)
    if lead < 0:
        return False
    named = tokens[lead].norm.startswith(_LEADS)
    of_part = tokens[lead].norm.startswith("школ") and lead > 0 and tokens[lead - 1].norm.startswith(_PARTS)
    about = following < len(tokens) and tokens[following].norm in ABOUT
    return named or of_part or (tokens[lead].means("remind") and about)


def _goes_on(token: Token) -> bool:
    return token.norm in (",", "и") or _is_year(token) or _SPAN.fullmatch(token.norm) is not None


_BUT = frozenset({"кроме", "исключая", "исключением", "помимо"})


def _in_row(tokens: Sequence[Token], place: int) -> list[str]:
    """«Классным, кроме девятых и одиннадцатого», «кроме одиннадцатого»: beside classes, or left out of their teachers,
    it is one of them; a day says so («кроме пятых и десятого декабря»)."""
    token = tokens[place]
    last, ends = place, token.ordinal and token.norm.endswith(_OF_ONE_CLASS)
    if [one.norm for one in tokens[place + 1 : place + 2]] == ["-"] and len(tokens) > place + 2:
        last, ends = place + 2, tokens[place + 2].norm in ("го", "му", "й")
    following, before = tokens[last + 1 : last + 2], [one.norm for one in tokens[max(0, place - 1) : place]]
    if not ends or not 1 <= (token.value or 0) <= MOST or _is_day("", following) or _counts_other(tokens, last):
        return []
    beside = before in (["и"], [","], ["или"]) and place > 1 and tokens[place - 2].entity == "class"
    led = any(one.norm.startswith(_LEADS) for one in tokens[:place])
    ahead = [one for one in tokens[last + 1 : last + 3] if one.norm not in (",", "и", "или")]
    years = bool(ahead) and ahead[0].ordinal and ahead[0].norm.endswith(_SEVERAL)
    if not beside and not (before and before[0] in _BUT and (led or years)):
        return []
    _take(*tokens[place : last + 1])
    return [f"parallel:{token.value}"]


_PARTS = ("старш", "средн", "начальн", "младш")
_LEADS = ("классн", "класны", "классрук", "параллел", "класс")


def _is_year(token: Token) -> bool:
    return token.kind == "number" and token.value is not None and 1 <= token.value <= MOST


def _counts_other(tokens: Sequence[Token], place: int) -> bool:
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return following is not None and (
        following.means("message", "share", "day_unit", "month_name", "call", "hour", "pupil", "staff", "week")
        or following.norm.startswith("числ")
    )
