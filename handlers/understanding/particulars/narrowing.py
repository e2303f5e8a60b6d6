"""Words that narrow whom a wish is about, and that nothing takes: «три недели подряд», «ни разу», «пенсионеры»."""

import re

from handlers.understanding.reading.clauses import ABOUT, THOSE, clause_around
from handlers.understanding.reading.exceptions.but_for import EXCEPT
from handlers.understanding.reading.exceptions.letting_be import is_spared
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.lack.having import is_made
from handlers.understanding.reading.tokens import Token

_COUNT = r"(?:две|два|три|четыре|пять|шесть|несколько|\d+)"
_ORDER = r"(?:котор\w+|втор\w+|трет\w+|четв[её]рт\w+|пят\w+|\d+(?:-?[йюя]\w*)?)"
_SPANS = (
    rf"{_COUNT} (?:недел\w+|месяц\w*|раз\w*) подряд",
    rf"{_ORDER} (?:недел\w+|месяц\w*|раз)(?: уже)? подряд",
    rf"(?:во? |уже )?{_ORDER} раз\b(?! в)",
    r"(?:уже )?(?:втор|треть|четв[её]рт)\w* недел\w+",
    rf"(?:больше|более|дольше|уже) {_COUNT} недел\w+",
    r"подряд",
    r"с начала (?:учебного )?(?:года|четверти|месяца)",
)
_REPEATED = re.compile(rf"\b(?:{'|'.join(_SPANS)})", re.IGNORECASE)
_NEVER = re.compile(r"\bни разу\b", re.IGNORECASE)
_OF_A_WEEK = re.compile(r"\bнедел", re.IGNORECASE)
# «Кому остался только звонок», «у кого только чата нет»: whoever lacks just that.
_LACK = r"(?:остал\w*|оста[её]тся|не\s?хватает|недоста[её]т|нет|нету|без)"
_ONE = r"(?:только|лишь|один|одна|одно|одного|одной)"
_JUST_ONE = re.compile(
    rf"\b(?:кому|у кого|которым|у которых|кто)\s(?:\w+\s){{0,3}}?"
    rf"(?:{_LACK}\s(?:(?!ни\s)\w+\s)?{_ONE}\s\w+|(?:только|лишь)\s(?:\w+\s)?{_LACK}\b(?:\s\w+)?)",
    re.IGNORECASE,
)
# «Тех, у кого от 7 до 9», «кто написал меньше 5»: the marks are 3 and 10, and no others can be chosen by.
_NUMBER = r"(?:\d+|пят[ьи]|шест[ьи]|сем[ьи]|вос(?:емь|ьми)|девят[ьи])"
_NOT_OF_TIME = r"(?! ?(?:лет|час|утр|вечер|недел|раз|дн|месяц|%|процент))"
_FIGURES = (
    rf"\b(?:от|с) {_NUMBER} до {_NUMBER}{_NOT_OF_TIME}",
    r"(?:по )?\d+ ?[-–] ?\d+(?= (?:сообщ|звонк|чат)|$|[,.!?])",
    rf"(?:меньше|менее|больше|более|ниже|выше) (?!(?:3|10|трех|десяти)\b){_NUMBER}{_NOT_OF_TIME}",
)
_FIGURE = re.compile(
    rf"\b(?:у кого|у которых|кто|тем|тех|те)\b[^.!?\d]{{0,25}}?(?P<figure>{'|'.join(_FIGURES)})",
    re.IGNORECASE,
)
_BY_FIGURE = frozenset({"remind", "list", "announce"})
# Whose figures changed; of the whole school they are shown.
_CHANGED = re.compile(
    r"\b(?P<lead>кто|у кого)\b.{0,30}?\b"
    r"(?P<change>(?:улучш|ухудш|подтян|прибав|просел|сдал назад|вырос|выросл|снизил|подрос|упал)\w*"
    r"|(?:стало|стал|стали) (?:лучше|хуже))",
    re.IGNORECASE,
)
# «Тех, кто без звонка», where whoever lacks it is chosen.
_WHOSE_GAP = re.compile(
    r"\b(?:тем|тех|всем|всех|те)\b,? ?(?:кто|кого|у кого|у которых|которые)\s(.{2,40}?)(?=$|[,.!?])",
    re.IGNORECASE,
)
_OF_TRAITS_TEXT = """
    list done_list lagging headcount indicator exemptions unreachable preview remind restore leaflets
"""
_OF_TRAITS = frozenset(_OF_TRAITS_TEXT.split())  # elsewhere the words may be a reason, or said on
_LISTS = frozenset({"list", "done_list", "lagging", "close_ones", "answered", "undelivered", "remind"})
_WEEKS_OF = frozenset({"list", "done_list", "lagging", "close_ones", "remind"})
# Their people are chosen by groups and names, not by what they lack.
_BY_NAME = frozenset({"leaflets", "posters", "code", "announce"})


def narrowed(text: str, code: str, *, has_gap: bool) -> tuple[str, ...]:
    """What of the message narrows the wish, and is not taken by it."""
    found: list[str] = []
    if code in _LISTS and (said := _REPEATED.search(text)) is not None:
        found.append(said[0].strip())
    if code in _WEEKS_OF and (never := _NEVER.search(text)) is not None and not (found or _OF_A_WEEK.search(text)):
        found.append(never[0])
    if code in _BY_FIGURE and (figure := _FIGURE.search(text)) is not None:
        found.append(figure["figure"])
    if code in _LISTS and code != "close_ones" and has_gap and (just := _JUST_ONE.search(text)) is not None:
        found.append(just[0])
    if code in ("dynamics", "indicator", "effect") and (changed := _CHANGED.search(text)) is not None:
        found.append(f"{changed['lead'].lower()} {changed['change']}")
    if code in _BY_NAME and has_gap and (whose := _WHOSE_GAP.search(text)) is not None:
        found.append(whose[1].strip())
    return tuple(found)


def told_by_clause(sentence: Sentence) -> str:
    """«Передай всем, кто сдал отчёт, что …»: by what nobody is chosen, where neither how they stand nor a group is
    told."""
    tokens = sentence.tokens
    ends = sentence.manner.tells or next((at for at, one in enumerate(tokens) if one.norm == ":"), 0)
    whose = (at for at in range(ends) if tokens[at].norm in _WHOSE and tokens[at - 1].norm in (",", *THOSE))
    place = next((at for at in whose if {one.norm for one in tokens[:at]} & THOSE), None)
    if place is None or not ends:
        return ""
    clause = clause_around(tokens, place, place)
    if any(tokens[at].entity in ("state", "group", "class", "who") for at in clause):
        return ""
    return sentence.text[tokens[clause[0]].start : tokens[clause[-1]].end]


_WHOSE = frozenset({"кто", "кого", "кому", "которые", "которых", "которым"})


def but_nobody(sentence: Sentence) -> str:
    """«Всем, кроме первых двух»: an exception of which nothing was understood, so that nobody would be left out."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.entity != "except" or token.norm not in EXCEPT:
            continue
        last = next((at for at in range(place + 1, len(tokens)) if _ends_exception(tokens[at])), len(tokens))
        said = tokens[place + 1 : last]
        known = bool(said) and said[0].norm in ("того", "этого", "шуток", "тех", "всего")
        known = known or any(one.entity not in ("", "number") or one.concepts - {"filler", "everyday"} for one in said)
        if said and not known:
            return sentence.text[token.start : said[-1].end]
    return ""


def _ends_exception(token: Token) -> bool:
    return token.kind == "mark" or (token.form == "imp" and bool(token.concepts) and not token.is_filler)


def words_begin(sentence: Sentence) -> int:
    """Where it begins what is to be said: behind «что» or a colon; 0 where nothing tells."""
    colon = next((place for place, one in enumerate(sentence.tokens) if one.norm == ":"), 0)
    return min(filter(None, (sentence.manner.tells, colon)), default=0)


def lack_of_told(sentence: Sentence) -> list[str]:
    """«Передай всем, у кого нет звонка, что …»: what those lack to whom it is to be said."""
    tokens, ends = sentence.tokens, words_begin(sentence)
    whose = next((at for at in range(ends) if tokens[at].norm in _WHOSE or tokens[at].norm == "без"), ends)
    if (but := who_but(sentence)) and but.start < ends:
        return []
    return [
        thing for at, thing in sentence.figures.said.items() if whose < at < ends and thing in sentence.figures.lacking
    ]


def says_just_one(text: str) -> bool:
    """Whether those are meant who lack one thing and no other."""
    return _JUST_ONE.search(text) is not None


def trait(sentence: Sentence, code: str) -> str:
    """By what the people of the wish should be chosen, and are not: no list of the staff tells it of anybody."""
    if code not in _OF_TRAITS:
        return ""
    tokens = sentence.tokens
    first = next((place for place, one in enumerate(tokens) if one.means("trait")), None)
    if first is None:
        return ""
    last = first
    while last + 1 < len(tokens) and _goes_on(tokens[last + 1]):  # «старше 50 лет»
        last += 1
    if first and tokens[first].norm.startswith("категори") and not tokens[first - 1].is_filler:  # «высшей категории»
        first -= 1
    return sentence.text[tokens[first].start : tokens[last].end].lower()


def _goes_on(token: Token) -> bool:
    return (
        token.means("trait") or (token.kind == "number" and not token.ordinal) or token.norm in ("лет", "года", "год")
    )


def who_did(sentence: Sentence) -> range:
    """The clause that says who has something already: «кто позвонил», «тех, кто завёл чат»; not «кто жаловался на чат»,
    «кто сколько писал». Empty for none."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if (
            token.form != "past"
            or token.denied
            or not (place in sentence.figures.said or is_made(tokens, sentence.figures.said, place))
        ):
            continue
        clause = clause_around(tokens, place, place)
        said = [tokens[at] for at in clause]
        if any(one.norm == "кто" for one in said) and not any(one.means("count_q") for one in said):
            return clause
    return range(0)


def who_lacks(sentence: Sentence) -> range:
    """The clause by which those are told who are to be reminded of another thing: «тем, кто без чата, про звонок».
    Empty for none."""
    tokens, said = sentence.tokens, sentence.figures.said
    about = [place for place in said if place and tokens[place - 1].norm in ABOUT]
    for place, thing in said.items():
        clause = clause_around(tokens, place, place)
        whose = thing in sentence.figures.lacking and any(tokens[at].norm in ("кто", "кого") for at in clause)
        others = [at for at in about if at not in clause and said[at] not in sentence.figures.lacking]
        if whose and others:
            return clause
    return range(0)


def who_but(sentence: Sentence) -> range:
    """«…, кроме тех, кто без звонка», «но не тем, у кого нет чата», «а тем, кто не звонил, не надо»: by what they lack
    nobody is left out. Empty for none."""
    tokens = sentence.tokens
    for place in range(1, len(tokens)):
        if tokens[place].norm not in THOSE:
            continue
        told = _lack_of_those(sentence, place)
        before = tokens[place - 1]
        if told and (before.entity == "except" or (before.norm == "не" and tokens[place].norm not in _ALL)):
            return range(place - 1, told.stop)
        if told and before.norm in ("а", "но") and told.stop + 1 < len(tokens):
            behind = clause_around(tokens, told.stop + 1, told.stop + 1)
            if is_spared(" ".join(tokens[at].norm for at in behind)):
                return range(place, behind.stop)
    return range(0)


def _lack_of_those(sentence: Sentence, place: int) -> range:
    """The clause behind «тех» that says what they lack, with all of a row: «кто без звонка и без чата»."""
    tokens = sentence.tokens
    lacking = [at for at, thing in sentence.figures.said.items() if at > place and thing in sentence.figures.lacking]
    if not lacking:
        return range(0)
    last = lacking[0]
    for other in lacking[1:]:
        last = other if {one.norm for one in tokens[last + 1 : other]} <= _IN_A_ROW else last
    clause = clause_around(tokens, lacking[0], last)
    between = tokens[place + 1 : clause.start]  # «тех, кто в отпуске и у кого нет чата»
    ordered = any(one.form == "imp" and not one.is_filler for one in between)
    return range(0) if ordered or any(one.norm in THOSE | _ENDS for one in between) else clause


_ALL = frozenset({"всем", "всех"})
_ENDS = ABOUT | {".", "!", "?", ";", ":"}
_IN_A_ROW = frozenset({"и", "или", ",", "без", "нет", "у", "кого", "кто"})
