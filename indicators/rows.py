"""What an understood file consists of, and which rows of a table are no data."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from indicators.cells.values import text_of
from indicators.reading.tables import Cell
from indicators.russian.calendar_words import LOOSE_MONTH
from indicators.russian.names import Name, comparable, is_full_name, is_person

VK: Final = "vk"
MAX: Final = "max"
AccountId = tuple[str, int]  # platform, number there
FactValue = bool | int | date | str


@dataclass(slots=True)
class PersonRow:
    """One employee of a list. `row` is the number the person sees in the spreadsheet, of sheet `sheet`.

    `facts` holds known facts only: a fact that is not there is unknown. `away`: the row itself says that
    the person is on leave, ill or no longer employed; `at_work`: that they are not. Neither: nothing is said of it.
    """

    row: int
    sheet: str
    vk_id: int | None
    name: Name | None
    role: str
    classes: str
    school: str
    facts: dict[str, FactValue]
    away: bool = False
    max_id: int | None = None
    at_work: bool = False

    @property
    def full_name(self) -> str:
        return self.name.shown if self.name else ""

    @property
    def accounts(self) -> tuple[AccountId, ...]:
        """The accounts it names. Messengers number their people apart, so a number alone names nobody."""
        vk, max_ = self.vk_id, self.max_id
        return (*(((VK, vk),) if vk else ()), (MAX, max_)) if max_ else ((VK, vk),) if vk else ()

    @property
    def called(self) -> str:
        """The name, or where there is none the account."""
        return self.full_name or (f"id{self.vk_id}" if self.vk_id else f"max:{self.max_id}")


def are_apart(one: Iterable[AccountId], other: Iterable[AccountId]) -> bool:
    """Whether two rows name different accounts of one messenger, and so different people (or a new page)."""
    known = dict(other)
    return any(known.get(platform, number) != number for platform, number in one)


@dataclass(frozen=True, slots=True)
class SummaryValue:
    """A figure of a summary; `value` is worked out from the percent where only that is said."""

    value: int | None
    total: int | None = None
    percent: float | None = None
    typed_on: date | None = field(default=None, compare=False)
    """When somebody typed it, whom no file tells."""


@dataclass(slots=True)
class SummaryRow:
    row: int
    sheet: str
    school: str
    values: dict[str, SummaryValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A value (or with an empty column a whole row) that could not be used."""

    row: int
    column: str
    value: str
    reason: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """How a heading was understood. `fact` is a fact's or an indicator's code, or `None` when left out.

    `part` is `percent` or `total` for the columns beside a summary's figure, otherwise `value`. `index` is
    the column's place in the sheet, 0 for A.
    """

    heading: str
    fact: str | None
    guess: bool = False
    samples: tuple[str, ...] = ()
    note: str = ""
    part: str = "value"
    said: bool = False
    index: int = 0
    asked: str | None = None
    """A fact it may well be, but not surely enough to be taken."""
    why: tuple[str, ...] = ()
    """The parts of the decision, in words."""


_TOTALS: Final = re.compile(
    r"\s*(итог(?:о|и|ов(?:о|ый|ая|ое|ые|ого))?|всего|в\s+среднем|"
    r"средн(?:ее|ий|яя|ие)|сумма|total|общее|общий итог|из\s+них|в\s+том\s+числе|"
    r"в\s+т\.?\s?ч|процент(?:а|ы|ов|ное)?|доля|"
    r"по\s+(району|школе|городу|муниципалитету|республике))\b|\s*%",
    re.IGNORECASE,
)
# A row of what is aimed at, or of the best and the worst.
_AIMS: Final = re.compile(
    r"\s*(?:план|плановое|целевое|норма|норматив|цель|максимум|минимум|максимальное|минимальное|медиана)"
    r"(?:\s+(?:на|по|за|в|значени|показател|школ|недел)[а-яё]*(?:\s.*)?)?[\s\d:.,%]*",
    re.IGNORECASE,
)
_NOTES: Final = re.compile(
    r"^(исполнител[ьи]\b|примечани[ея]\b|подпис[ьи]\b|согласован[оы]?\b|утвержда(?:ю|ем|ется)\b|директор\b.*_|"
    r"ответственн\w* .*_|составил[аи]?\b|проверил[аи]?\b|источники?\b|"
    r"данные\s+(на|за|по)|по\s+состоянию|отчет\s|выгруз|\*|тел\.|м\.?\s?п\.)"
)
_NOT_STAFF: Final = re.compile(
    r"\s*(?:учени(?:к|ц)|учащ|обучающ|школьник|воспитанни[кц]|выпускни[кц]|студент|родител|законн\w* представит|опекун|"
    r"представител\w*\s+(?:реб[её]нк|учен|обучающ|учащ)|student|pupil|parent)"
)
_OTHERS: Final = r"(?:учени[кц]|учащи|обучающи|воспитанни[кц]|школьник|родител|дет(?:и|ей)\b)"
_SHEET_OF_OTHERS: Final = re.compile(rf"{_OTHERS}\w*[\W\d]*\w{{0,2}}\W*")
_LIST_OF_OTHERS: Final = re.compile(rf"\bспис(?:ок|ки)\s+(?:всех\s+)?{_OTHERS}")
_STAFF: Final = re.compile(r"учител|педагог|сотрудник|работник|руководител|преподават")
# A row of the district among its schools is a total.
_DISTRICT: Final = re.compile(
    r"(?:[\w-]+ ){0,2}(?:район|р-н|округ)|(?:муниципальн|городск)\w+ (?:район|округ|образование)\b.*|"
    r"(?:г\. ?о\.|го|мо) .+|(?:город|г\.) ?[\w-]+|(?:городск|сельск)\w+ (?:школ\w+|оо|оу)"
)
_SCHOOL: Final = re.compile(
    r"\b(м?[абкг]?б?оу|[гмкч]?[абк]?(?:поу|доу)|детск\w+\s+сад\w*|колледж\w*|техникум\w*|училищ\w*|мк?оу|мбоу|мкоу|маоу|гбоу|гкоу|гоу|чоу|ано|сош|оош|нош|школа|школы|школе|гимнази\w*|лице\w*|"
    r"интернат\w*|кадетск\w*|прогимнази\w*|образовательн\w*\s+(?:организаци|учреждени)\w*)\b"
)
_SCHOOL_LABEL: Final = re.compile(r"^\s*(школа|оо|оу|организация|учреждение|наименование[^:]*)\s*:\s*", re.IGNORECASE)
_SCHOOL_NAME_END: Final = re.compile(
    r"\s+(?:за|на|по|с|от|о|об|в|учебн\w+|недел\w+)\s|[,;:(]|\s[-–—]\s|\s*\d{2}\.\d{2}|"
    rf"\s+\d{{1,2}}\s*(?:[-–—]|по)\s*\d{{1,2}}\s+{LOOSE_MONTH}"
)
# «МБОУ «СОШ № 4 с. Примерное»‹. Мониторинг активности…›»: a sentence of its own behind the name, or a document's word;
# «с. Примерное», «им. А. С. Пушкина» go on.
_BEHIND_NAME: Final = re.compile(
    r"(?<=[»\"”\d])\s*\.\s+(?=[а-яё]{4})|(?<=[а-яё]{6})\.\s+(?=[а-яё]{4})|\s+(?=(?:мониторинг|отчет|статистик|сведени|показател"
    r"|спис(?:ок|к)|активност|данны[ея]|информация|сводк|анализ|таблиц|реестр|итог|результат|выгрузк|рейтинг|охват)\w*)"
)
# «Озёрская ООШ», «Новосельская средняя школа»; «Новая школа», «Педагогическая школа» are of no place.
_OF_PLACE: Final = re.compile(
    r"(?<![\w-])(?!Городск|Сельск|Российск|Детск|Кадетск|Родительск|\w+ическ)[А-ЯЁ][\w-]+(?:ск|цк)"
    r"(?:ая\s+(?:[а-яё]+(?:ая|яя)\s+)*(?:СОШ|ООШ|НОШ|СШ|школа|гимназия)|(?:ий|ой)\s+(?:лицей|интернат))(?![\w-]|\s*№)"
)
_NOT_SCHOOL: Final = re.compile(
    r"моя школа|моей школ|мою школ|директор|учител|показател|всего|^(?:начальн|основн|средн|старш)\w+ школ\w+$"
)


def is_total(row: list[Cell]) -> bool:
    texts = [cell for cell in row[:4] if isinstance(cell, str)]
    said = [text for text in texts[:2] if _TOTALS.match(text) or _AIMS.fullmatch(text)]
    if not said:
        return False
    names = [*texts[:2], " ".join(texts[:3]), " ".join(texts[1:4])]  # a name may stand in three columns
    return not any(map(is_person, names))


def is_note(row: list[Cell]) -> bool:
    texts = [comparable(cell) for cell in row if isinstance(cell, str)]
    return bool(texts) and bool(_NOTES.match(texts[0])) and not is_full_name(texts[0])


@lru_cache(maxsize=4096)
def is_of_staff(role: str) -> bool:
    """Exports of the cabinet hold pupils and parents too; a parent who teaches is staff."""
    parts = [part for part in re.split(r"[,;/\n]|\bи\b", comparable(role)) if part.strip()]
    return not parts or not all(_NOT_STAFF.match(part) for part in parts)


def lists_others(sheet: str, titles: list[str]) -> bool:
    """A sheet «Ученики» or a «Список обучающихся 5А» is not about the staff."""
    said = [comparable(text) for text in titles]
    if any(_STAFF.search(text) for text in said):
        return False
    return bool(_SHEET_OF_OTHERS.fullmatch(comparable(sheet))) or any(map(_LIST_OF_OTHERS.search, said))


def is_district(text: str) -> bool:
    """«Каякентский район», «Сельские школы»: a row over schools and none of them."""
    return bool(_DISTRICT.fullmatch(comparable(text))) and not re.search(r"\d", text)


def looks_like_school(text: str) -> bool:
    plain = comparable(text)
    return len(plain) < 160 and bool(_SCHOOL.search(plain)) and not _NOT_SCHOOL.search(plain)


def without_document(text: str) -> str:
    """A line that begins with a school's name, without what a document is called behind it."""
    plain = comparable(text)
    start = _SCHOOL.search(plain)
    end = _BEHIND_NAME.search(plain, start.end()) if start is not None and len(plain) == len(text) else None
    if end is None:
        return text
    stop = max(end.start(), _quotes_end(text, 0, end.start()))
    return text[:stop].strip(" .-–—") if re.search(r"\d|[«\"“].+[»\"”]", text[:stop]) else text


def school_named(text: str) -> str:
    """The one school that a longer text names by its number, in quotes or by its place, or an empty string."""
    text = _SCHOOL_LABEL.sub("", text)
    return _by_kind(text) or _by_place(text)


def _by_place(text: str) -> str:
    """«…, Озёрская ООШ»: a kind behind a place that is an adjective."""
    found = _OF_PLACE.findall(text)
    return found[0] if len(found) == 1 else ""


def _by_kind(text: str) -> str:
    """«… МБОУ СОШ № 9 …», «МБОУ «Гимназия: росток»»: a kind with a number or quotes behind it."""
    plain = comparable(text)
    start = _SCHOOL.search(plain)
    if start is None or len(plain) != len(text) or _SCHOOL_NAME_END.match(plain[start.start() :]):
        return ""
    end = _SCHOOL_NAME_END.search(plain, start.start())
    stop = end.start() if end else len(text)
    stop = max(stop, _quotes_end(text, start.start(), stop))
    name = without_document(text[start.start() : stop].strip(" .-–—"))
    return name if re.search(r"\d|[«\"“].+[»\"”]", name) and len(name) < 120 else ""


def _quotes_end(text: str, begin: int, stop: int) -> int:
    """Where quotes that are open at `stop` close: «СОШ № 9 (сельская)» is one name."""
    is_open = text.count("«", begin, stop) > text.count("»", begin, stop)
    return text.find("»", stop) + 1 if is_open else 0


def lone_text(row: list[Cell]) -> str:
    """The text of a row that says one thing only: a title, a section, or a note."""
    said = set(row) - {None}
    return text_of(said.pop()) if len(said) == 1 else ""
