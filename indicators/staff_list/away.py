"""People of whom the file itself says that they are away: nobody is to remind them of anything."""

import re
from collections.abc import Container, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from operator import itemgetter
from typing import Final

from indicators.cells.values import is_dash, is_flag, is_unknown
from indicators.days import valid
from indicators.headings.about import said_in
from indicators.headings.needs import PASSIVE, concepts
from indicators.reading.tables import Cell
from indicators.rows import PersonRow
from indicators.russian.calendar_words import WHOLE_MONTH, month_number
from indicators.russian.day_words import DayWord, Kind, day_words, plain_days
from indicators.russian.names import is_full_name
from indicators.russian.rules import listed
from indicators.weeks import Week

_HINTS: Final = ("декрет", "отпуск", "больничн", "б/л", "уволен", "уволил", "по уходу")
_AWAY: Final = re.compile(
    "|".join(
        (
            r"\bдекрет(?:е|ный|ном|ница)?\b",
            r"\bотпуск[ае]?\b",
            r"\bбольничн(?:ый|ом)\b",
            r"\bб/л\b",
            r"\bувол(?:ен|ена|ился|илась)\b",
            r"\bпо уходу за (?!собой)",
            r"\b(?:выход|выйдет|выходит|вернется|не вышел|не вышла) (?:на работу )?(?:из|со?) "
            r"(?:\w+ )?(?:декрет|отпуск|больничн)",
        )
    )
)
_LEAVE: Final = r"(?:\w+ )?(?:декрет|отпуск|больничн)\w*"
# «Вышла из декрета», «на период отпуска Ивановой», «отпуск использован»: these are at work
_PRESENT: Final = re.compile(
    "|".join(
        (
            r"(?<!не )\bвыш(?:ел|ла)\b",
            r"\bверну(?:л|в)",
            rf"\b(?:заме[щн]\w*|вместо)\b(?=.*{_LEAVE})",
            r"\b(?:после|кроме|перед)\b",
            r"\bс учетом\b",
            r"\bвр\.? ?и\.? ?о\b",
            r"\b(?:на время|(?:на|в) период|на срок)\b(?! (?:с |до )?\d)",
            r"\bосн(?:овн|\.)",
            r"\bмест[оае]\b",
            r"\b(?:за|на) декрет",
            r"\bне увол",
            rf"\bне (?:был[аи]? )?(?:в|на) {_LEAVE}",
            rf"\bбыл[аи]? (?:(?:в|на) )?{_LEAVE}",
            r"\b(?:нет|без) (?:декрет|отпуск|больничн)",
            rf"{_LEAVE}(?: лист\w*)?\W*(?:нет$|не (?:был|брал|оформ))",
            r"\b(?:за|ис)кон[чь]",
            r"\bоконч",
            r"\bзаверш",
            r"\bпрерв",
            r"больничн\w*(?: лист)? закрыт",
            r"закрыт\w* больничн",
            r"\bиспользован",
            r"\bостат",
            r"(?<!не )\b(?:работа(?:ет|ют|я)\b|приступ)",
            r"\bпланиру",
            r"\bзаплан",
            r"\bуходит\b",
            r"\bуйдет\b",
            r"\bсобирается\b",
            r"\bпо совместит",
            r"\bс (?:прежн|предыд)",
        )
    )
)
_SOMEBODY_ELSE: Final = re.compile(r"\w\s+[А-ЯЁ][а-яё]+(?:вой|ной|кой|вую|ную|ву|ну)\b|\bза\s+[А-ЯЁ]")
_BACK: Final = re.compile(r"\bвыход\b|\bвыйдет\b|\bвыходит\b|\bвернется\b")
_UNDATED: Final = re.compile(
    r"\d+\s*(?:к\.? ?д|кал|дн|раб|нед)|\bпо (?:плану|графику)\b|\bпредоставл|\bлетом\b|\bвыход\b"
)
# A column that says how long, when or instead of whom, and not how things are
_OTHER_COLUMN: Final = re.compile(r"заме[щн]|вместо|прошл|предыдущ|остат|график")
_PERHAPS_OTHER: Final = re.compile(r"дней|план|дата|выход|договор|основани|занятост|ставк|нагрузк")
_SURELY_REMARKS: Final = r"примеч|причин|комментар|отсутств"
_REMARKS: Final = rf"{_SURELY_REMARKS}|отмет|статус"
_SURELY_TELLS: Final = re.compile(_SURELY_REMARKS)
_TELLS: Final = re.compile(_REMARKS)
# «Отметка», «Статус сотрудника»; «Отметок в ЭЖД» and «Статус заявки» are of something else
_OF_NOTHING_ELSE: Final = PASSIVE | frozenset(
    concepts("grade status teacher person_word user experience remark current week")
)
_OF_REMARKS: Final = re.compile(rf"{_REMARKS}|должн|роль|ф\.?\s?и\.?\s?о|фамил")
_MONTH: Final = rf"{WHOLE_MONTH}\b"
_LIKE_A_PART: Final = re.compile(r"\d+[./]\d")  # «отпуск 1.5 месяца»
_ONLY_MONTH: Final = re.compile(rf"\b(?<!с )(?<!до )(?<!по )({_MONTH})")
_SAYS_SOMETHING: Final = re.compile(r"[^\W\d_]{2}|\b[бо]/")  # «б/л»
_LONGEST = 100
_FEW = 5
_MANY = 2_000
_SAMPLED = 400


def away_rows(
    rows: list[list[Cell]], headings: Sequence[str], facts: Container[int], today: date
) -> tuple[set[int], set[int]]:
    """Indexes of the rows with a cell such as «в декрете» or «учитель (отпуск по уходу)», and of those that are told of
    as being at work: by a word of their own («вышла из декрета»), or unmarked in a column for remarks or one that marks
    somebody. A table without any says nothing of who is away. `facts` are the columns that are read as something."""
    found, told = set[int](), set[int]()
    for index in range(len(rows[0]) if rows else 0):
        heading = headings[index].lower()
        if _is_of_others(heading):
            continue
        tells = index not in facts and _is_for_remarks(heading, [row[index] for row in rows[:_SAMPLED]])
        if not tells and all(isinstance(row[index], float) for row in rows[:_SAMPLED]):
            continue  # figures or numbers of pages
        texts = _remarks(set(map(itemgetter(index), rows)))
        hinted = {text for text in texts if any(hint in text.lower() for hint in _HINTS)}
        away = {text for text in hinted if says_away(text, today)}
        found |= {number for number, row in enumerate(rows) if row[index] in away}
        if tells or away:
            told.update(range(len(rows)))
        elif hinted:
            told |= {number for number, row in enumerate(rows) if row[index] in hinted}
    return found, told - found


def _is_for_remarks(heading: str, cells: Sequence[Cell]) -> bool:
    """Whether nobody needs a remark there who is at work. Figures, days and answers are none."""
    if not _TELLS.search(heading) or not (_SURELY_TELLS.search(heading) or said_in(heading) <= _OF_NOTHING_ELSE):
        return False
    written = [cell for cell in cells if cell is not None and not is_unknown(cell) and not is_dash(cell)]
    return not written or any(
        isinstance(cell, str) and _SAYS_SOMETHING.search(cell) and not is_flag(cell) for cell in written
    )


def _is_of_others(heading: str) -> bool:
    perhaps = _PERHAPS_OTHER.search(heading) and not _OF_REMARKS.search(heading)
    return bool(perhaps or _OTHER_COLUMN.search(heading))


def _remarks(cells: AbstractSet[Cell]) -> list[str]:
    """Many different texts are names, and a remark is set apart from a name: a look at every row has to be quick."""
    if len(cells) < _MANY:
        return [cell for cell in cells if isinstance(cell, str)]
    return [cell for cell in cells if isinstance(cell, str) and ("(" in cell or "," in cell or " - " in cell)]


def says_away(text: str, today: date) -> bool:
    """Whether somebody is away now by this remark; a leave that is over or still to come leaves them at work."""
    plain = " ".join(text.lower().replace("ё", "е").split())
    if len(plain) > _LONGEST or not _AWAY.search(plain) or is_full_name(text):
        return False
    if _PRESENT.search(plain) or _SOMEBODY_ELSE.search(text):
        return False
    return any(_AWAY.search(part) and _is_now(part, today) for part in plain.split(";"))


def _is_now(plain: str, today: date) -> bool:
    days = list(_days(plain, today))
    if not days:
        months = {month_number(name) for name in _ONLY_MONTH.findall(plain)}
        return not _UNDATED.search(plain) and (not months or today.month in months)
    back = bool(_BACK.search(plain))
    ends = [day for is_end, day in days if is_end or back]
    starts = [day for is_end, day in days if not (is_end or back)]
    # An absence in the week that is measured now explains its figures
    has_ended = bool(ends) and max(ends) < Week.of(today).shift(-1).monday
    return not has_ended and (not starts or min(starts) <= Week.of(today).sunday)


def _days(plain: str, today: date) -> list[tuple[bool, date]]:
    """The days named, each with whether it is a last day; without a year it is the nearest one."""
    found = []
    words = day_words(plain_days(plain))
    for before, word in zip((None, *words), words, strict=False):
        if word.kind is not Kind.DATE or _LIKE_A_PART.fullmatch(word.text):
            continue
        years = [word.year] if word.year else [today.year - 1, today.year, today.year + 1]
        days = [day for year in years if (day := valid(year, word.month, word.day))]
        if days:
            is_end = before is not None and (before.kind is Kind.UNTIL or _goes_on(before, plain))
            found.append((is_end, min(days, key=lambda day: abs(day - today))))
    return found


def _goes_on(word: DayWord, plain: str) -> bool:
    """«02.11 - 10.11», but not «б/л - 10.11»."""
    return word.kind is Kind.DASH and plain[: word.start].rstrip()[-1:].isdigit()


def told(people: list[PersonRow]) -> list[str]:
    if not people:
        return []
    names = listed([f"{row.called} (строка {row.row})" for row in people], _FEW)
    return [
        f"В файле отмечены декрет, отпуск, больничный или увольнение: {names}. Бот этим людям не напоминает две "
        "недели, а пока отметка стоит и в новых файлах — дольше. Только о ком вы позже сказали сами (вернули или "
        "назвали свой срок), с теми всё так, как вы сказали. Если отметка неверна — «вернуть Алиеву», если человек "
        "ушёл — «Алиева больше не работает»."
    ]
