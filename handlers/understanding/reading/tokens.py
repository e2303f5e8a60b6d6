"""A message as words: what each means, in which form it stands, and whether it is denied."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import takewhile

from handlers.understanding.lexicon.words import fits, lexicon, meanings
from handlers.understanding.reading.forms import form
from handlers.understanding.reading.spelling import in_full, in_russian, plain, without_mentions
from indicators.russian.first_names import FIRST_NAMES
from indicators.russian.name_endings import SURNAME

_TOKEN = re.compile(r"\d+(?:[.:/–,-]\d+)*%?|[^\W\d_]+(?:-[^\W\d_]+)*|[?!%+,.;:\n()]|[–—-]")
_QUOTED = re.compile(r"«[^«»]+»|\"[^\"]+\"|“[^“”]+”|„[^„“”]+[“”]")
_UNITS = (
    "ноль нол|один одна одну одного одной перв|два две двух двум втор|три трех трем трет|четыре четырех четверт|"
    "пять пяти пят|шесть шести шест|семь семи седьм|восемь восьми восьм|девять девяти девят|десять десяти десят|"
    "одиннадцать одиннадцати одиннадцат|двенадцать двенадцати двенадцат|тринадцать тринадцати тринадцат|"
    "четырнадцать четырнадцати четырнадцат|пятнадцать пятнадцати пятнадцат|шестнадцать шестнадцати шестнадцат|"
    "семнадцать семнадцати семнадцат|восемнадцать восемнадцати восемнадцат|девятнадцать девятнадцати девятнадцат"
)
_TENS = {
    "двадцать": 20, "двадцати": 20, "тридцать": 30, "тридцати": 30, "сорок": 40, "сорока": 40, "пятьдесят": 50,
    "пятидесяти": 50, "шестьдесят": 60, "шестидесяти": 60, "семьдесят": 70, "семидесяти": 70, "восемьдесят": 80,
    "восьмидесяти": 80, "девяносто": 90, "девяноста": 90, "сто": 100, "ста": 100,
}  # fmt: skip
_ORDINAL_ENDING = r"(?:ый|ой|ий|ая|ья|ое|ье|ого|ьего|его|ому|ьему|ему|ым|ьим|ом|ьем|ую|ью|ых|ьих|ыми|ые|ьи|ей|ьей)"
_ORDINAL_TENS = {"двадцат": 20, "тридцат": 30, "сороков": 40}
_NUMBERS: dict[str, int] = dict(_TENS)
_ORDINALS: dict[str, int] = dict(_ORDINAL_TENS)
for _value, _words in enumerate(_UNITS.split("|")):
    *_whole, _stem = _words.split()
    _NUMBERS.update(dict.fromkeys(_whole, _value))
    _ORDINALS[_stem] = _value
_ORDINAL = re.compile(rf"({'|'.join(sorted(_ORDINALS, key=len, reverse=True))}){_ORDINAL_ENDING}")
_DENIES = frozenset({"не", "ни"})
# Between «не» and what it denies.
_PASSED_TEXT = """
    надо нужно нужна стоит могу может можем смог смогла смогли буду будем будет были был была еще совсем вообще
    пока больше всегда хочу хочет хотел хотела хотят хотелось до сих пор успел успела успели хватает просила просил
    смей смейте вздумай на в с из во со у к ко про о об для от хочется давай обязательно должна должен должны удалось
"""
_PASSED = frozenset(_PASSED_TEXT.split())
_AHEAD = 8  # words in which what need not be done is named
_AFTERWARDS = frozenset({"надо", "нужно", "стоит", "буду", "будем", "нужен", "нужна", "нужны", "требуется"})


@dataclass(slots=True)
class Token:
    """`kind`: word, number or mark. `entity` says which reader took it; `value` is a number's."""

    text: str
    norm: str
    start: int
    end: int
    kind: str = "word"
    concepts: set[str] = field(default_factory=set)
    form: str = ""
    denied: bool = False
    guessed: bool = False
    value: int | None = None
    ordinal: bool = False
    entity: str = ""
    about: tuple[str, ...] = ()  # the groups or classes that the entity names
    bound: bool = False  # to a phrase that has its «не» in it
    quoted: bool = False

    @property
    def is_filler(self) -> bool:
        return "filler" in self.concepts

    def means(self, *concepts: str) -> bool:
        return not self.concepts.isdisjoint(concepts)


def tokens_of(text: str, is_name: Callable[[str], bool] = lambda word: False) -> list[Token]:
    """The words of a message, with their meanings; the name of somebody who is known is one word."""
    bare = without_mentions(text)
    said = in_russian(plain(bare), lambda word: bool(lexicon().concepts(word) - {"filler"}) or word in _NUMBERS)
    if len(said) != len(bare):
        bare = said
    found = [_token(match, bare) for match in _TOKEN.finditer(said)]
    _hear_marks(found)
    _write_in_full(found)
    found = _without_full_stops(_with_initials(found, is_name))
    found = _apart(found, is_name)
    for quote in _QUOTED.finditer(bare):
        for token in found:
            token.quoted = token.quoted or quote.start() < token.start < quote.end()
    for place, token in enumerate(found):
        _phrases(found, place, token)
    _numbers(found)
    found = [token for token in found if token.entity != "part"]
    _denials(found)
    return found


def _with_initials(found: list[Token], is_name: Callable[[str], bool]) -> list[Token]:
    """«Мелковой Н.Ю., Образцовой», «Г. П. Кузнецова»: the full stops beside a surname end no sentence."""
    letters = {place for place, one in enumerate(found) if one.kind == "word" and len(one.norm) == 1}
    stops = {at + 1 for at in letters if at + 1 < len(found) and _is_stop_of(found[at], found[at + 1])}
    initials: set[int] = set()
    for place in sorted(stops):
        behind_name = place > 1 and (place - 2 in initials or is_name(found[place - 2].norm))
        last = next((at for at in range(place, len(found), 2) if at + 2 not in stops), place)
        before_name = last + 1 < len(found) and found[last + 1].text[0].isupper() and is_name(found[last + 1].norm)
        if behind_name or before_name:
            initials.add(place)
    for place in initials:
        found[place - 1].text, found[place - 1].end = f"{found[place - 1].text}.", found[place].end
    return [one for place, one in enumerate(found) if place not in initials]


def _is_stop_of(letter: Token, mark: Token) -> bool:
    return mark.norm == "." and mark.start == letter.end


_SPOKEN = {"запятая": ",", "точка": ".", "двоеточие": ":"}


def _hear_marks(found: list[Token]) -> None:
    """«… запятая только не сегодня точка»: marks as a voice dictates them; «точка» is one at the end or among such."""
    dictates = any(one.norm in ("запятая", "двоеточие") for one in found)
    for place, token in enumerate(found):
        if token.norm in _SPOKEN and (token.norm != "точка" or dictates or (place and place + 1 == len(found))):
            token.norm, token.kind, token.form, token.concepts = _SPOKEN[token.norm], "mark", "", set()


_TIMES = ("weekday", "week", "month", "month_name", "day_unit", "quarter")


def _write_in_full(found: list[Token]) -> None:
    for place in reversed(range(len(found))):
        token = found[place]
        stops = place + 1 < len(found) and _is_stop_of(token, found[place + 1])
        behind = found[place + 1 + stops : place + 2 + stops]
        of_quarter = place > 0 and _numbers_quarter(found[place - 1])
        said = in_full(token.norm, before_time=any(one.means(*_TIMES) for one in behind), behind_number=of_quarter)
        if said == token.norm:
            continue
        token.norm, token.form = said, form(said)
        token.concepts, token.guessed = set(meanings(said)[0]), False
        if stops and behind and not behind[0].text[0].isupper():  # «до след. среды», «11 чел. болеет»
            token.text, token.end = f"{token.text}.", found[place + 1].end
            del found[place + 1]


def _numbers_quarter(token: Token) -> bool:
    """«За 2 четв», «за первую четв.»."""
    ordinal = _ORDINAL.fullmatch(token.norm)
    return (token.value if ordinal is None else _ORDINALS[ordinal[1]]) in range(1, 5)


_SHORTENED_TEXT = """
    мат матем физ хим био биол геогр инф информ муз лит литер рус ист общ обществ англ нем тат род яз ин техн нач кл рук
    зам соц учит преп пед
"""
_SHORTENED = frozenset(_SHORTENED_TEXT.split())


def _is_cut_patronymic(found: list[Token], place: int) -> bool:
    """«Валентина Григ. просит», «Вере Анат.»: behind a first name, and no word of its own."""
    word, name = found[place], found[place - 1].norm if place else ""
    is_first = any(one in FIRST_NAMES for one in (name, *(name[:-1] + ending for ending in ("а", "я", "", "й", "ь"))))
    is_cut = (
        word.kind == "word" and 3 <= len(word.norm) <= 7 and word.norm[-1] not in "аеиоуыэюяьй" and not word.concepts
    )
    return is_first and len(name) > 2 and is_cut


def _without_full_stops(found: list[Token]) -> list[Token]:
    """«Мат. и физ.», «кл. рук.»: the full stop of a shortened word ends no sentence, unless a capital follows it."""
    kept: list[Token] = []
    for place, token in enumerate(found):
        before, following = found[place - 1] if place else None, found[place + 1] if place + 1 < len(found) else None
        is_stop = token.norm == "." and before is not None and before.end == token.start
        shortens = (
            is_stop and before is not None and (before.norm in _SHORTENED or _is_cut_patronymic(found, place - 1))
        )
        if shortens and before is not None and following is not None and not following.text[0].isupper():
            before.text, before.end = f"{before.text}.", token.end
        else:
            kept.append(token)
    return kept


_PARTICLE = re.compile(r"(?<=[^\W\d_]{3})-(?:то|таки)$")  # «Кузнецова-то», «сделала-таки»
_AFTER_ALL = {"все-таки": "же"}  # it is no «все»
_WITH_PARTICLE = (
    "кто",
    "что",
    "как",
    "где",
    "куда",
    "когда",
    "поче",
    "заче",
    "чей",
    "чья",
    "кого",
    "кому",
    "чего",
    "чему",
)


def _token(match: re.Match[str], original: str) -> Token:
    bare = match[0] if match[0].startswith(_WITH_PARTICLE) else _PARTICLE.sub("", match[0])
    norm = _AFTER_ALL.get(match[0], bare)
    token = Token(original[match.start() : match.end()], norm, match.start(), match.end())
    if norm[0].isdigit():
        token.kind = "number"
        token.value = int(norm.rstrip("%")) if norm.rstrip("%").isdigit() and len(norm) < 8 else None
    elif not norm[0].isalpha():
        token.kind = "mark"
    else:
        token.form = form(norm)
        known, token.guessed = meanings(norm)
        token.concepts = set(known)
    return token


_RUN_TOGETHER = (
    "кто",
    "не",
    "без",
    "кому",
    "всем",
    "нет",
    "у",
    "как",
    "напомни",
    "покажи",
    "сколько",
    "про",
    "всех",
    "за",
)


_TOLD = ("post:", "subject:")  # «Юлечку-логопеда»


def _apart(found: list[Token], is_name: Callable[[str], bool]) -> list[Token]:
    """«ктонезвонил» is three words, when all of them are known."""
    result: list[Token] = []
    for token in found:
        if token.kind == "word" and "-" in token.norm and (span := _span_of(token)):
            result += span
            continue
        is_unknown = token.kind == "word" and not token.concepts and not is_name(token.norm)
        joined = token.norm.split("-") if is_unknown else []
        is_told = len(joined) == 2 and any(one.startswith(_TOLD) for one in lexicon().concepts(joined[1]))
        if is_told or (len(joined) == 2 and all(len(one) > 3 and lexicon().concepts(one) for one in joined)):
            second = token.start + len(joined[0]) + 1
            for start, one in ((token.start, joined[0]), (second, joined[1])):
                text = token.text[start - token.start : start - token.start + len(one)]
                result.append(_word(text, one, start))
            continue
        parts = _split(token.norm) if is_unknown and len(token.norm) > 5 else []
        if len(parts) < 2:
            result.append(token)
            continue
        place = token.start
        for part in parts:
            result.append(_word(part, part, place))
            place += len(part)
    return result


def _span_of(token: Token) -> list[Token]:
    """«среда-пятница», «пн-ср», «девятых-одиннадцатых»: two days or years with a dash between."""
    first, _, second = token.norm.partition("-")
    are_days = all("weekday" in lexicon().concepts(one) for one in (first, second))
    if not are_days and not all(_ORDINAL.fullmatch(one) for one in (first, second)):
        return []
    dash = token.start + len(first)
    return [
        _word(token.text[: len(first)], first, token.start),
        Token("-", "-", dash, dash + 1, kind="mark"),
        _word(token.text[-len(second) :], second, dash + 1),
    ]


def _word(text: str, norm: str, start: int) -> Token:
    return Token(text, norm, start, start + len(norm), form=form(norm), concepts=set(meanings(norm)[0]))


_PREFIXES = frozenset({"за", "у", "про"})  # «записали» is one verb
_NO_SURNAMES = ("негот", "нездор")


def _split(word: str) -> list[str]:
    if word.startswith("не") and not word.startswith(_NO_SURNAMES) and SURNAME.match(word) is not None:
        return []  # «Нестерова» is somebody, on the list or not
    for first in _RUN_TOGETHER:
        rest = word.removeprefix(first)
        if rest == word or len(rest) < 3 or (first in _PREFIXES and form(rest) != "noun"):
            continue
        if lexicon().concepts(rest):
            return [first, rest]
        if more := _split(rest):
            return [first, *more]
    return []


def _phrases(found: list[Token], place: int, token: Token) -> None:
    if token.kind != "word" or place + 1 == len(found):
        return
    for pattern, concept in lexicon().beginning(token.norm, found[place + 1].norm):
        following = found[place : place + len(pattern)]
        if len(following) == len(pattern) and all(map(fits, pattern, (one.norm for one in following))):
            for one in following:
                one.concepts.add(concept)
                one.bound = one.bound or "не" in pattern


def _numbers(found: list[Token]) -> None:
    """Numbers in words: «двадцать пятому» is one, at its last word."""
    for place, token in enumerate(found):
        if token.kind != "word":
            continue
        ordinal = _ORDINAL.fullmatch(token.norm)
        value = _NUMBERS.get(token.norm) if ordinal is None else _ORDINALS[ordinal[1]]
        if value is None:
            continue
        token.value, token.ordinal, token.guessed = value, ordinal is not None, False
        before = found[place - 1] if place else None
        if before is not None and before.norm in _TENS and before.end < token.start and 0 < value < 10:
            token.value += _TENS[before.norm]
            token.start, token.text = before.start, f"{before.text} {token.text}"
            before.value, before.entity = None, "part"
            before.concepts = {"filler"}
        token.kind = "number"


def _denials(found: list[Token]) -> None:
    words = [token for token in found if token.kind != "mark" or token.norm in ",.?!\n"]
    for place, token in enumerate(words):
        if token.norm not in _DENIES:
            continue
        following = place + 1
        while following < len(words) - 1 and words[following].norm in _PASSED:
            following += 1
        if following < len(words) and words[following].kind == "word":
            words[following].denied = True
        after = words[place + 1].norm if place + 1 < len(words) else ""
        if after in _AFTERWARDS:  # «не надо никому напоминать»
            for one in takewhile(lambda one: one.kind != "mark", words[place + 2 : place + 2 + _AHEAD]):
                one.denied = one.denied or (one.form == "inf" and bool(one.concepts))
        ends = place + 2 >= len(words) or words[place + 2].kind == "mark" or following + 1 >= len(words)
        if after in _AFTERWARDS and ends:
            before = [one for one in reversed(_clause(words[:place])) if one.kind == "word" and not one.is_filler]
            deed = next((one for one in before if one.form in ("inf", "imp") and one.concepts), None)
            things = [
                one for one in before if not one.means("day_word", "weekday")
            ] or before  # «рассылку завтра не надо»
            known = [one for one in things if one.form == "noun" and one.concepts - {"announcement_words"}] or things
            meant = deed if deed is not None else known[0] if known else None  # «напоминания Исаеву не надо»
            if meant is not None and meant.form != "past":
                meant.denied = True


_OTHERS = frozenset({"остальным", "остальных", "другим", "других", "прочим", "прочих"})


def _clause(words: list[Token]) -> list[Token]:
    """What stands behind the last «а», «но», where anything does: «толкни Петрова, а Исаева не надо»."""
    last = max((place for place, one in enumerate(words) if one.norm == "но" or _is_but(words, place)), default=-1)
    if words and words[-1].norm in _OTHERS:  # «Исаеву напомни, остальным не надо»
        last = len(words) - 2
    marks = [place for place, one in enumerate(words) if one.kind == "mark"]
    if marks and last < marks[-1] < len(words) - 1 and not any(map(_says_something, words[marks[-1] + 1 :])):
        last = marks[-1]  # «объяви всем, Борисовой не надо»
    return words[last + 1 :] if any(one.kind != "mark" for one in words[last + 1 :]) else words


def _says_something(token: Token) -> bool:
    """Not a name, which means nothing, a group, nor what joins them: «…, Садовой и физикам не надо»."""
    if token.norm == "и":
        return False
    concepts = {one for one in token.concepts if not one.startswith(("subject:", "post:"))}
    return not concepts <= {"filler", "everyday"} or (token.is_filler and token.kind == "word")


def _is_but(words: list[Token], place: int) -> bool:
    """«а», and not the letter of «5а»."""
    before = words[place - 1] if place else None
    of_class = before is not None and before.kind == "number" and before.end == words[place].start
    return words[place].norm == "а" and not of_class
