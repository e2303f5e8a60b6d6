"""Cells to values. Unknown is `None` and never zero; what cannot be meant is a `BadValue`."""

import re
from datetime import date, datetime, timedelta
from typing import Final

from indicators.cells.ago import days_ago
from indicators.cells.counted import figure_of
from indicators.cells.state_words import state_in
from indicators.reading.tables import Cell
from indicators.russian.calendar_words import month_number
from indicators.russian.names import in_cyrillic


class BadValue(ValueError):
    """`reason` is a Russian clause for the list of rejected values."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split("|"))


DASHES: Final = frozenset("-–—−‒‑‐")
_UNKNOWN: Final = _set(
    "|н/д|нд|н.д.|н\\д|н/п|н/а|нет данных|нет информации|нет сведений|данных нет|неизвестно|не известно|"
    "не определено|не указано|не указан|не заполнено|n/a|na|nan|null|none|?|??|...|…|#н/д|#n/a|#знач!|#value!|"
    "#ссылка!|#ref!|#дел/0!|#div/0!|#имя?|#name?|--|---|прочерк|отсутствуют данные|данные отсутствуют"
)
_YES: Final = _set(
    "да|+|++|✓|✔|✅|☑|v|y|yes|true|истина|есть|имеется|так|ок|ok|д|√|🗸|✔️|☑️|в наличии|on|сделано|готово|"
    "был|была|было|были|верно|правда|галочка|галка"
)
_NO: Final = _set("нет|✗|✘|❌|☐|×|✖|n|no|false|ложь|отсутствует|отсутствуют|не имеется|нету|н|❌️|✖️|off|никогда")
# Not asked of this person, or the person is away: that is no «нет»
_EXEMPT: Final = re.compile(
    r"не (?:требу|применим|обяза|полож|предусм|нуж|долж|актуал|относ|распростр|оценив|работает)|освобожд|"
    r"(?:в )?(?:декрет|отпуск|больничн)|(?:на )?б/?л(?!\w)|уволен"
)
_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
# «сообщений не было»: none at all, whatever the other rows say
_NONE: Final = re.compile(
    r"ни (?:разу|одного|одной)(?: \w+)?|не (?:на)?писал[\w()]*|не (?:отправ|звонил|созва|соверш|созда)[\w()]*|"
    r"не было(?: (?:сообщений|звонков|чатов))?|нет[ ,/]+не было|"
    r"(?:сообщений|звонков|чатов) (?:нет|не было)|(?:нет|без) (?:сообщений|звонков|чатов)"
)
GROUPS: Final = re.compile(r"(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(?:\D|$))")
_OF: Final = re.compile(r"(\d+(?:[.,]0+)?)\s*(?:из|/|\\|of)\s*(\d+(?:[.,]0+)?)")
PART: Final = re.compile(r"(\d{1,6})\s*из\s*(\d{1,6})")
_PERCENT: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:%|проц\w*\.?)")
_MOST_ANSWERED = 999  # «да (2026)» is a year
_SERIAL_ZERO: Final = date(1899, 12, 30)
_SERIALS: Final = range(36_526, 73_051)  # the years 2000–2099 as spreadsheets count days
_DAY: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)")
_ISO_DAY: Final = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
# «да (3)», «есть, 2 чата»: an answer with its count
_ANSWERED: Final = re.compile(r"(?:да|есть|имеется|был[аои]?)\b[\s(:,–—-]*([^)]+)\)?")
# «был(а) в сети 03.11.2026»
_BEFORE_DAY: Final = re.compile(r"^[^\d]+\s(?=\d)")
_WORD_DAY: Final = re.compile(r"(\d{1,2})\s+([а-я]{3,8})\.?\s+(\d{4})")


def text_of(cell: Cell) -> str:
    """The cell as a person sees it: `5.0` is «5», a date is «09.11.2026», no outer spaces."""
    if isinstance(cell, str):
        return _clean(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else str(cell).replace(".", ",")
    return cell.strftime("%d.%m.%Y") if isinstance(cell, date) else str(cell)


def _clean(text: str) -> str:
    if text[:1] in '="' and text.startswith('="') and text.endswith('"'):  # keeps Excel from counting in csv
        text = text[2:-1]
    if not text.isascii():
        text = text.replace("\u200b", "").replace("\ufeff", "").replace("\u00ad", "")
    return " ".join(text.split()).removeprefix("'")


def _word(cell: Cell) -> str:
    return in_cyrillic(text_of(cell)).lower().replace("ё", "е").strip(" .;,!") if isinstance(cell, str) else ""


def is_unknown(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and ((word := _word(cell)) in _UNKNOWN or bool(_EXEMPT.match(word))))


def is_dash(cell: Cell) -> bool:
    return isinstance(cell, str) and text_of(cell) in DASHES


def is_yes(cell: Cell) -> bool:
    return _word(cell) in _YES


def is_flag(text: str) -> bool:
    """Whether the text is a plain yes, no or unknown."""
    word = _word(text)
    return word in _YES or word in _NO or word in _UNKNOWN


def read_flag(cell: Cell, *, dash_is_no: bool = False, threshold: int = 1) -> bool | None:
    """Yes, no, or unknown. With a `threshold` above 1 a number in the cell is compared with it.

    Raises:
        BadValue: the cell says something that is neither.
    """
    if isinstance(cell, bool):
        return cell
    if is_unknown(cell):
        return None
    if is_dash(cell):
        return False if dash_is_no else None
    if isinstance(cell, date):
        return True  # the day on which it was done
    said = says_yes_or_no(cell)
    return _flag_number(cell, threshold) if said is None else said


def says_none(text: str) -> bool:
    """«сообщений не было», «ни разу»: none at all."""
    return _NONE.fullmatch(_word(text)) is not None


def says_yes_or_no(cell: Cell) -> bool | None:
    """Yes or no in words."""
    if not isinstance(cell, str):
        return None
    word = _word(cell)
    if word in _YES or word in _NO:
        return word in _YES
    state = state_in(text_of(cell))
    return state.yes if state else None


def _flag_number(cell: Cell, threshold: int) -> bool:
    number = number_in(cell)
    if number is None:
        if isinstance(cell, str) and day_in(_word(cell)):
            return True
        raise BadValue("не понятно, да это или нет")
    if number < 0 or not float(number).is_integer():
        raise BadValue("ожидалось «да» или «нет»")
    if threshold > 1:
        return number >= threshold
    if number > 1:
        raise BadValue("ожидалось «да» или «нет», а стоит число")
    return number == 1


def read_number(
    cell: Cell,
    *,
    most: int,
    dash_is_no: bool = False,
    flags: bool = False,
    no_is_zero: bool = True,
    of_norm: bool = False,
) -> int | None:
    """A count. With `flags` «да» is 1 and «нет» is 0; `of_norm`: in «11 из 10» the second is what was to be reached.

    Raises:
        BadValue: no count, below zero, or above `most`.
    """
    if is_unknown(cell):
        return None
    if is_dash(cell):
        return 0 if dash_is_no and flags else None
    if isinstance(cell, date):
        raise BadValue("ожидалось число, а стоит дата")
    number = number_in(cell)
    if number is None:
        word = _word(cell)
        if part := PART.fullmatch(figure_of(word) or word):
            return _count(int(part[1]), most) if of_norm else _count_of(int(part[1]), int(part[2]), most)
        if flags and (said := says_yes_or_no(cell)) is not None:
            return _count_with(word, most, said=said)
        if _NONE.fullmatch(word) or (no_is_zero and word in _NO and word not in ("n", "н")):
            return 0
        raise BadValue("ожидалось число")
    return _count(number, most)


def _count_with(answer: str, most: int, *, said: bool) -> int:
    """«Да (3)» is three; «да» beside nought is neither.

    Raises:
        BadValue: the answer and its count say the opposite.
    """
    told = _ANSWERED.fullmatch(answer)
    number = number_in(told[1].strip()) if told else None
    if said and number == 0:
        raise BadValue("и «да», и ноль")
    if number and float(number).is_integer() and 0 < number <= min(most, _MOST_ANSWERED):
        return int(number)
    return int(said)


def _count_of(part: int, whole: int, most: int) -> int:
    if part > whole:
        raise BadValue("часть больше целого")
    return _count(part, most)


def _count(number: float, most: int) -> int:
    if not float(number).is_integer():
        raise BadValue("ожидалось целое число")
    if number < 0:
        raise BadValue("число меньше нуля")
    if number > most:
        raise BadValue("неправдоподобно большое число")
    return int(number)


def number_in(cell: Cell) -> float | None:
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, int | float):
        return cell
    if not isinstance(cell, str):
        return None
    text = GROUPS.sub("", text_of(cell)).replace("−", "-")
    text = text if _NUMBER.fullmatch(text) else figure_of(text)
    return float(text.replace(",", ".")) if len(text) < 19 and _NUMBER.fullmatch(text) else None


def read_share(cell: Cell) -> tuple[float | None, int | None, float | None]:
    """A cell of a summary: (number as it stands, whole, percent), each `None` where it is not said.

    «38 из 42» is (38, 42, None), «85,3%» is (None, None, 85.3), «38 (90 %)» is (38, None, 90).

    Raises:
        BadValue: none of these.
    """
    if is_unknown(cell) or is_dash(cell):
        return None, None, None
    if isinstance(cell, date):
        raise BadValue("ожидалось число, а стоит дата")
    number = number_in(cell)
    if number is not None:
        return number, None, None
    text = GROUPS.sub("", text_of(cell)).lower()
    percent = _PERCENT.search(text)
    rest = _PERCENT.sub(" ", text).strip(" ()-–—,;:=/\\")
    whole = _OF.match(rest)
    if whole:
        return _float(whole[1]), int(_float(whole[2])), _float(percent[1]) if percent else None
    bare = _NUMBER.fullmatch(figure_of(rest) or rest) if rest else None
    if percent and (not rest or bare):
        return _float(bare[0]) if bare else None, None, _float(percent[1])
    raise BadValue("ожидалось число, процент или «38 из 42»")


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def read_date(cell: Cell, *, today: date, told_on: date | None = None) -> date | None:
    """A day: a date cell, text, or a spreadsheet's day number; «вчера» is the one before `told_on`, else before today.

    Raises:
        BadValue: no day, or one that is still to come.
    """
    if is_unknown(cell) or is_dash(cell) or says_yes_or_no(cell) is False:
        return None
    found = _day_of(cell)
    if found is None and isinstance(cell, str) and (ago := days_ago(text_of(cell))) is not None:
        found = (told_on or today) - timedelta(days=ago)
    if found is None:
        raise BadValue("ожидалась дата")
    if found > today + timedelta(days=1):
        raise BadValue("дата ещё не наступила")
    if found.year < 2006:
        raise BadValue("слишком давняя дата")
    return found


def _day_of(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    number = number_in(cell)
    if number is not None:
        return _SERIAL_ZERO + timedelta(days=int(number)) if int(number) in _SERIALS else None
    word = _word(cell)
    return day_in(word) or day_in(_BEFORE_DAY.sub("", word))


def day_in(text: str) -> date | None:
    """The day a small-lettered text begins with."""
    try:
        if match := _ISO_DAY.match(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DAY.match(text):
            year = int(match[3])
            return date(year if year > 99 else 2000 + year, int(match[2]), int(match[1]))
        if (match := _WORD_DAY.match(text)) and (month := month_number(match[2])):
            return date(int(match[3]), month, int(match[1]))
    except ValueError:
        return None
    return None
