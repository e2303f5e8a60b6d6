"""Which of several schools a message names: «динамика лицея», «у школы № 2», «в пятом лицее», «по школам»."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from handlers.understanding.lexicon.words import lexicon
from indicators.russian.names import comparable
from indicators.summary.schools import school_key

_WORD: Final = re.compile(r"№|\d+|[^\W\d_]+")
_KINDS: Final = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"школ(?:а|ы|е|у|ой|ою|)|сош|сш|оош|нош", "сош"),
        (r"гимнази\w{1,3}", "гимназия"),
        (r"лице(?:й|я|ю|ем|е)", "лицей"),
        (r"интернат\w{0,3}", "интернат"),
        (r"прогимнази\w{1,3}", "прогимназия"),
    )
)
_GENERAL: Final = "сош"  # any school may be called so
_ORDINALS: Final = tuple(
    re.compile(rf"(?:{stem})(?:ый|ой|ий|ая|яя|ое|ого|его|ому|ему|ом|ем|ую|ью|ей|ья|ьей|ьего|ьему|ьем|ий)")
    for stem in ["перв", "втор", "трет", "четв[её]рт", "пят", "шест", "седьм", "восьм", "девят", "десят"]
)
_ENDINGS: Final = frozenset({"й", "я", "ю", "м", "ой", "ая", "ую", "ом", "го", "му", "ей", "е", "ый", "ий"})
_PLURAL: Final = frozenset({"школы", "гимназии", "лицея", "лицеи"})  # «две школы», «2 лицея» are a count
_FEW: Final = 4  # «5 лицея» is no count
_MY: Final = frozenset({"моя", "моей", "мою"})
_NO_NAME: Final = re.compile(r"\s*%|[:/]|\.\d|\s*[-–—]\s*\d")
_NUMBER_SIGNS: Final = frozenset({"№", "номер", "номером", "n"})
_COUNTED: Final = re.compile(
    r"(?:человек|людей|учител|педагог|ученик|реб|дет|класс|недел|д(?:ня|ней|ень)|месяц|час|мин|раз|процент|звон|"
    r"сообщ|чат|январ|феврал|март|апрел|ма[йя]$|июн|июл|август|сентябр|октябр|ноябр|декабр)"
)
_OPENED: Final = {"»": "«", ")": "(", '"': '"'}
_JOINT: Final = re.compile(r"[\s,]*(?:\b(?:и|или|с|со)\b)?\s*")
_AND: Final = frozenset({"и", "или"})
_BEFORE: Final = re.compile(r"(?:\b(?:в|во|по|у|для|из|о|об|про|с|со|к|на|от)\s+)?$", re.IGNORECASE)
_EVERY: Final = re.compile(
    r"\b(?:(?:по|во?|для|у|про)\s+)?(?:(?:все[хмй]?|каждой|каждую|разным|наши[мх]|остальны[мх])\s+(?:наши[мх]?\s+)?"
    r"школ(?:ам|ах|ы|е|у)?\b|все\s+школы\b|школам\b|школах\b)|\b(?:по|в|во)\s+(?:всему\s+)?"
    r"(?:округу|округе|району|районе|муниципалитету|муниципалитете)\b|\bшкол\w*\s+(?:округа|района)\b",
    re.IGNORECASE,
)
_NEAR: Final = 3  # words between a name and its kind
_NOMINATIVES: Final = frozenset({"ая", "яя", "ий", "ый", "ой"})
_CASES: Final = _NOMINATIVES | {"ую", "юю", "ей", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем"}
_PLAIN: Final = re.compile(
    r"средн|основн|начальн|вечерн|сменн|центральн|пробн|нов|перв|втор|специальн|городск|сельск|районн"
)
_SHORTEST, _LONG, _ALIKE, _ADJECTIVE = 4, 5, 3, 6  # letters of a word of a name, and of its endings


@dataclass(frozen=True, slots=True)
class SchoolsSaid:
    """`schools` are those that are named, in their order; `doubt`: those among whom one name does not choose.
    `unknown` is a name that none of them has. `every`: all of them. `rest` is the message without any of it, and
    `begins` where in the message the first name stands. `placed` is a name without a kind, which may be somebody's."""

    schools: tuple[int, ...] = ()
    doubt: tuple[int, ...] = ()
    unknown: str = ""
    every: bool = False
    rest: str = ""
    begins: int = -1
    placed: str = ""

    @property
    def names_any(self) -> bool:
        return bool(self.schools or self.doubt or self.unknown or self.every)


def schools_said(text: str, known: Mapping[int, Sequence[str]]) -> SchoolsSaid:
    """`known`: every name of each school."""
    reader = _Reader(text, {key: [set(school_key(name).split()) for name in names] for key, names in known.items()})
    reader.read()
    placed = reader.read_places() if not reader.spans else ""
    every = _EVERY.search(text) if not reader.spans else None
    spans = [every.span()] if every is not None else reader.spans
    if not spans:
        return SchoolsSaid(rest=text)
    return SchoolsSaid(
        tuple(dict.fromkeys(reader.found)), tuple(reader.doubt), reader.unknown, every is not None,
        _without(text, spans), spans[0][0], "" if every is not None else placed,
    )  # fmt: skip


def speaks_of_school(text: str) -> bool:
    """Whether a kind of school stands there: without one nothing is a name that no school has."""
    return any(_kind(comparable(one[0]) or one[0]) for one in _WORD.finditer(text))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(_joined(text, spans)):
        before = text[:start]
        said = _BEFORE.search(before)
        text = f"{before[: said.start()] if said is not None else before} {text[end:]}"
    text = re.sub(r"[«\"(]\s*[»\")]|\s+(?=[,.!?])", "", text)
    return " ".join(text.split()).strip(" ,;:—–-")


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """«Школу № 1 и гимназию» as one; a bracket or quotation mark that ends a name is a part of it."""
    result: list[tuple[int, int]] = []
    for start, end in spans:
        while text[end : end + 1] in ("»", ")", '"') and text[start:end].count(_OPENED[text[end]]):
            end += 1
        if result and _JOINT.fullmatch(text[result[-1][1] : start]):
            start = result.pop()[0]
        result.append((start, end))
    return result


class _Reader:
    def __init__(self, text: str, keys: Mapping[int, Sequence[set[str]]]) -> None:
        self.text = text
        self.keys = keys
        self.words = list(_WORD.finditer(text))
        self.norms = [comparable(one[0]) or one[0] for one in self.words]
        every = [word for names in keys.values() for word in set().union(*names)]
        self.common = {word for word in every if every.count(word) == len(keys)} if len(keys) > 1 else set()
        self.numbers = {word for word in every if word.isdecimal()}
        self.found: list[int] = []
        self.doubt: list[int] = []
        self.unknown = ""
        self.spans: list[tuple[int, int]] = []

    def read(self) -> None:
        place = 0
        while place < len(self.words):
            place = max(self._at(place), place + 1)

    def _at(self, place: int) -> int:
        """Where reading goes on behind a name that begins, or whose kind stands, here."""
        kinds: list[str] = []
        end = place
        while end < len(self.norms) and (kind := _kind(self.norms[end])):
            kinds.append(kind)
            end += 1
        if not kinds:
            return place
        kind = next((one for one in kinds if one != _GENERAL), _GENERAL)
        start = place
        number, signed, behind = self._number_after(end)
        if not number:
            number, start = self._number_before(place, self.norms[place])
            signed, behind = bool(number), end
        fitting = self._fitting(kind, number)
        if number and not signed and not fitting:  # «в гимназии 10 и 11 декабря», «в школе 5 человек»
            number, start, behind = "", place, end
            fitting = self._fitting(kind, "")
        told, start, after = self._told_apart(fitting if number or kind != _GENERAL else list(self.keys), start, behind)
        if not number and kind == _GENERAL and not told:
            return end  # «по школе»
        chosen = told or fitting
        self.spans.append((self.words[start].start(), self.words[after - 1].end()))
        if not chosen:
            self.unknown = self.unknown or self.text[self.words[start].start() : self.words[after - 1].end()]
        elif len(chosen) > 1:
            self.doubt += chosen
        else:
            self.found += chosen
            after = self._further(kind, after) if number else after
        return after

    def _fitting(self, kind: str, number: str) -> list[int]:
        found = [key for key, names in self.keys.items() if any(_is(one, kind, number) for one in names)]
        return found or [key for key, names in self.keys.items() if number and any(number in one for one in names)]

    def read_places(self) -> str:
        """A name without a kind: «листовки озёрская»."""
        for at, word in enumerate(self.norms):
            keys = [key for key, names in self.keys.items() if any(_is_place(word, one) for one in set().union(*names))]
            if keys and self._tells(word):
                self.spans.append(self.words[at].span())
                self.found += keys if len(keys) == 1 else []
                self.doubt += keys if len(keys) > 1 else []
                return word
        return ""

    def _number_after(self, place: int) -> tuple[str, bool, int]:
        """(number, whether it is said to be one, where it ends)."""
        signed = place < len(self.norms) and self.norms[place] in _NUMBER_SIGNS
        at = place + signed
        number = self.norms[at] if at < len(self.norms) and self.norms[at].isdecimal() else ""
        follows = self.norms[at + 1] if at + 1 < len(self.norms) else ""
        if not number or (not signed and (_COUNTED.match(follows) or self._is_no_name(at))):
            return "", False, place
        return number, signed, at + 1

    def _is_no_name(self, at: int) -> bool:
        """«Старшая школа, 10 и 11», «в школе 80 %», «школа 12.01», «Моя школа 5»."""
        apart = self.text[self.words[at - 1].end() : self.words[at].start()]
        behind = self.text[self.words[at].end() :]
        service = at > 1 and self.norms[at - 2] in _MY
        return bool(apart.strip() or _NO_NAME.match(behind) or service)

    def _number_before(self, place: int, kind_said: str) -> tuple[str, int]:
        ended = place > 1 and self.norms[place - 1] in _ENDINGS and self.norms[place - 2].isdecimal()
        at = place - 2 if ended else place - 1
        if at < 0:
            return "", place
        if (
            self.norms[at].isdecimal()
            and self.norms[at] in self.numbers
            and (ended or kind_said not in _PLURAL or int(self.norms[at]) > _FEW)
        ):
            return self.norms[at], at
        ordinal = next((str(n) for n, one in enumerate(_ORDINALS, 1) if one.fullmatch(self.norms[at])), "")
        return (ordinal, at) if ordinal in self.numbers else ("", place)

    def _told_apart(self, keys: Sequence[int], start: int, end: int) -> tuple[list[int], int, int]:
        """Those of the schools one of whose own words stands beside the name, and the name with these words."""
        best: dict[int, list[int]] = {}
        for key in keys:
            own = {one for names in self.keys[key] for one in names if len(one) >= _SHORTEST} - {"гимназия", "лицей"}
            near = range(end, min(end + _NEAR, len(self.norms)))
            before = [start - 1] if start else []
            hits = [at for at in (*near, *before) if any(_alike(self.norms[at], one) for one in own)]
            if hits:
                best[key] = hits
        telling = {key: hits for key, hits in best.items() if any(self._tells(self.norms[at]) for at in hits)}
        chosen = list(telling)
        places = [at for hits in (telling or best).values() for at in hits]
        if not telling and len(keys) == 1 and best:
            chosen = list(keys)
        after = max([end, *(at + 1 for at in places)])
        return chosen, min([start, *places]), after

    def _tells(self, word: str) -> bool:
        return not any(_alike(word, one) for one in self.common)

    def _further(self, kind: str, place: int) -> int:
        """«Школы № 1 и № 2»: the further numbers."""
        while place < len(self.norms):
            gap = self.text[self.words[place - 1].end() : self.words[place].start()]
            at = place + (self.norms[place] in _AND)
            if at == place and "," not in gap:
                return place
            number, _, end = self._number_after(at)
            fitting = [key for key, names in self.keys.items() if any(_is(one, kind, number) for one in names)]
            if not number or len(fitting) != 1:
                return place
            self.spans.append((self.words[place].start(), self.words[end - 1].end()))
            self.found += fitting
            place = end
        return place


def _kind(word: str) -> str:
    return next((kind for pattern, kind in _KINDS if pattern.fullmatch(word)), "")


def _is(name: set[str], kind: str, number: str) -> bool:
    return kind in name and (not number or number in name)


def _is_place(word: str, of_name: str) -> bool:
    """An adjective of a name in any case, and no word that any school or subject may be called by: «татарский»."""
    stem = of_name[:-2]
    is_one = len(of_name) > _ADJECTIVE and of_name[-2:] in _NOMINATIVES and _PLAIN.fullmatch(stem) is None
    is_one = is_one and not any(one.startswith("subject:") for one in lexicon().concepts(word))
    return is_one and word.startswith(stem) and word[len(stem) :] in _CASES


def _alike(word: str, of_name: str) -> bool:
    """In any case: «Перспективе» and «Перспектива»."""
    if len(of_name) < _SHORTEST or word.isdecimal():
        return False
    stem = of_name[: max(_SHORTEST, len(of_name) - 2)]
    longest = _ALIKE if len(stem) <= _LONG else _ADJECTIVE  # «ленинаульская» of «Ленинаул»
    return word.startswith(stem) and abs(len(word) - len(of_name)) <= longest
