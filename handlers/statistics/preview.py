"""A statistics file explained to whoever sent it: the columns, the people, the oddities, in one message."""

from collections.abc import Sequence

from indicators.catalogue import FACT, INDICATOR
from indicators.headings.explaining import explain, questions
from indicators.rows import Column, Rejected, SummaryValue
from indicators.russian.rules import listed, plural
from nudges.periods import week_words
from reports.figures.wording import NBSP, UNKNOWN, number
from storage.imports import Change, ImportReport, SchoolReport
from storage.imports.remembered import Offer
from storage.imports.supplementing import lacks_words

_COLUMNS = 16
_EXPLAINED = 30
_SAMPLES = 2
_FEW = 5
KINDS = {"people": "пофамильный список", "summary": "сводка по школе"}
OF_SCHOOLS = "сводка по школам"
PEOPLE = ("человек", "человека", "человек")


def preview_words(report: ImportReport) -> str:
    """«Вот как я понял столбцы…»: everything an officer must see before pressing «Загрузить»."""
    blocks = [_heading(report), _columns(report.columns, report.kind)]
    blocks += [_school(school, several=len(report.schools) > 1) for school in report.schools[:_FEW]]
    if report.kind == "summary" and len(report.schools) > 1:
        blocks.append(f"Школы: {listed([one.school for one in report.schools], _FEW)}.")
    elif len(report.schools) > _FEW:
        blocks.append(f"И ещё {plural(len(report.schools) - _FEW, 'школа', 'школы', 'школ')}.")
    blocks += [_offers(report), _rejected(report.rejected), _warnings(report)]
    return "\n\n".join(block for block in blocks if block)


def why_words(report: ImportReport) -> list[str]:
    """«Почему?»: what each column's decision rests on, a line each."""
    told = explain(report.columns[:_EXPLAINED], report.kind)
    return [f"• «{heading}» → {decision}" + (f" ({why})" if why else "") for heading, decision, why in told]


def done_words(report: ImportReport) -> str:
    week = f" за {week_words(report.week)}" if report.week else ""
    if report.kind == "summary":
        count = len(report.schools)
        of = f": {plural(count, 'школа', 'школы', 'школ')}" if count > 1 else ""
        return f"Загрузил сводку{week}{of}. Сам файл удалил."
    parts = [f"Загрузил{week}: {plural(report.people, *PEOPLE)}"]
    new = sum(len(school.new) for school in report.schools)
    doubts = sum(len(school.ambiguous) for school in report.schools)
    if new:
        parts.append(f"новых {new}")
    if doubts:
        parts.append(f"не взял {doubts}, потому что не понял, кто это")
    beside = f" Показатели школы взял оттуда же: {report.figures}." if report.figures else ""
    return f"{', '.join(parts)}.{beside} Сам файл удалил."


def _heading(report: ImportReport) -> str:
    week = f"за {week_words(report.week, year=True)}" if report.week else "за какую неделю — не видно"
    is_of_schools = report.kind == "summary" and len(report.named_schools) > 1
    kind = OF_SCHOOLS if is_of_schools else KINDS.get(report.kind, report.kind)
    return f"Вот как я понял файл «{report.file_name}»: {kind}, {week}."


def fact_title(code: str | None, kind: str = "people") -> str:
    """«pupils_total» is a class teacher's figure in a list and an indicator of the school in a summary."""
    if code is None:
        return "не использую"
    if code in INDICATOR and (kind == "summary" or code not in FACT):
        return INDICATOR[code].short
    return FACT[code].title if code in FACT else code


def column_words(column: Column, kind: str = "people") -> str:
    """«Кол-во сообщ.» → Сообщений в групповых чатах (12, 4)"""
    samples = ", ".join(sample for sample in column.samples[:_SAMPLES] if sample)
    shown = f" ({samples})" if samples and column.fact not in ("full_name", "last_name", "first_name") else ""
    guess = " — догадка, проверьте" if column.guess else ""
    return f"«{column.heading}» → {fact_title(column.fact, kind)}{shown}{guess}"


def _columns(columns: Sequence[Column], kind: str) -> str:
    used = [column for column in columns if column.fact is not None]
    asked = questions(columns)
    left_out = [f"«{c.heading}»" for c in columns if c.fact is None and c.heading and c not in asked]
    lines = [f"• {column_words(column, kind)}" for column in used[:_COLUMNS]]
    if len(used) > _COLUMNS:
        lines.append(f"• и ещё {plural(len(used) - _COLUMNS, 'столбец', 'столбца', 'столбцов')}")
    lines += [f"• «{column.heading}» — это «{fact_title(column.asked, kind)}»? Не взял, не уверен." for column in asked]
    if left_out:
        lines.append(f"Не использую: {listed(left_out)}.")
    return "\n".join(lines)


def _school(school: SchoolReport, *, several: bool) -> str:
    lines: list[str] = []
    if school.known or school.new or school.ambiguous:
        lines.append(_people(school))
    if school.missing:
        count = len(school.missing)
        lines.append(f"Нет в файле, но есть в школе — {count}: {listed(school.missing, _FEW)}.")
    if school.new:
        lines.append(f"Новые: {listed(school.new, _FEW)}.")
    if school.ambiguous:
        doubts = [f"строка {doubt.row} «{doubt.written}»" for doubt in school.ambiguous]
        lines.append(f"Не понял, кто это: {listed(doubts, _FEW)}. Без ответа эти строки не возьму.")
    if school.replaces:
        lines.append(_changes(school))
    if school.lacks:
        lines.append(
            f"В файле нет того, что за эту неделю уже есть: {lacks_words(school.lacks)}. «Дополнить неделю» — "
            "останется как было; «Заменить целиком» — станет неизвестно."
        )
    lines += [f"⚠ {warning}" for warning in school.warnings[:_FEW]]
    return "\n".join([f"{school.school}:", *lines] if several and lines else lines)


def offer_words(offer: Offer, kind: str) -> str:
    """«Столбец «X» другие школы (3) поняли так: звонков за неделю.»"""
    schools = plural(offer.schools, "другая школа поправила", "другие школы поправили", "других школ поправили")
    meant = f"это «{fact_title(offer.fact, kind)}»" if offer.fact else "его не берут"
    return f"{schools} столбец «{offer.heading}»: {meant}."


def _offers(report: ImportReport) -> str:
    lines = [f"• {offer_words(offer, report.kind)}" for offer in report.offers[:_FEW]]
    return "\n".join([*lines, "Взять так же — кнопкой ниже."]) if lines else ""


def _people(school: SchoolReport) -> str:
    parts = [plural(school.people + len(school.ambiguous), *PEOPLE)]
    if school.known:
        parts.append(f"знакомых {school.known}")
    if school.new:
        parts.append(f"новых {len(school.new)}")
    if school.missing:
        parts.append(f"в файле нет {len(school.missing)}")
    told = [f"• {INDICATOR[code].short}: {_official(one)}" for code, one in school.official.items()]
    beside = ["Есть в файле и показатели школы:", *told] if told else []
    return "\n".join([f"{', '.join(parts)}.", *beside])


def _official(one: SummaryValue) -> str:
    if one.value is None:
        return UNKNOWN if one.percent is None else f"{number(one.percent)}{NBSP}%"
    return number(one.value) if one.total is None else f"{number(one.value)} из {number(one.total)}"


def _changes(school: SchoolReport) -> str:
    """What a repeated import of the week changes, before → after."""
    changes: Sequence[Change] = school.changes
    if not changes and school.first_summary:
        return "Список этой недели уже загружен, в нём ничего не изменится; показателей школы ещё не было."
    if not changes:
        return "Эта неделя уже загружена, и ничего не изменится."
    lines = [f"Эта неделя уже загружена. Изменится — {len(changes)}:"]
    for change in changes[:_FEW]:
        title = f", {fact_title(change.fact)}" if change.fact and not change.of_school else ""
        before, after = (_value(value, change.fact) for value in (change.before, change.after))
        lines.append(f"• {change.full_name}{title}: {before} → {after}")
    if len(changes) > _FEW:
        lines.append(f"и ещё {len(changes) - _FEW}")
    return "\n".join(lines)


def _value(value: object, fact: str) -> str:
    """An unknown fact is no «нет»; who is not in the list is."""
    if value is None:
        return "—" if fact else "нет"
    if isinstance(value, bool):
        return "да" if value else "нет"
    return str(value)


def _rejected(rejected: Sequence[Rejected]) -> str:
    if not rejected:
        return ""
    lines = [f"Не смог прочитать — {len(rejected)}:"]
    for one in rejected[:_FEW]:
        where = f"строка {one.row}" + (f", «{one.column}»" if one.column else "")
        lines.append(f"• {where}: {one.reason}")
    if len(rejected) > _FEW:
        lines.append(f"и ещё {len(rejected) - _FEW}")
    return "\n".join(lines)


def _warnings(report: ImportReport) -> str:
    warnings = [*report.warnings, *report.not_taken()]
    return "\n".join(f"⚠ {warning}" for warning in warnings[: 2 * _FEW])
