"""What `import` tells a person: what was understood, what is a guess, what is odd, what to do next."""

from collections.abc import Mapping
from typing import Final

from bot.terminal.output import print_table, say
from indicators.catalogue import FACT, INDICATOR, Fact, Indicator
from indicators.comparing.oddities import absent_facts
from indicators.headings.explaining import explain
from indicators.rows import Column
from indicators.russian.rules import listed
from nudges.periods import week_words
from storage.imports import ImportReport, SchoolReport
from storage.imports.supplementing import lacks_words

_SHOWN = 20
_CREATE = "Завести их разрешает ключ --create-schools."
_AUTOMATIC: Final = (
    "В {where} напоминания включены: бот сам начнёт писать педагогам по списку, часы покажет python -m bot schedule. "
    "Если пока не нужно, ответственный пишет боту «выключить напоминания»."
)
_KINDS: Final = {"people": "пофамильный список", "summary": "сводка по школам"}
_PARTS: Final = {"percent": ", в процентах", "total": ", из скольких"}
_SOURCES: Final = {
    "argument": "как вы указали",
    "title": "так написано в таблице",
    "file_name": "так написано в имени файла",
    "column": "так написано в столбце",
    "as_of": "неделя перед датой, на которую сделан файл",
    "activity": "по датам последней активности, проверьте",
}


def show(report: ImportReport, *, explained: bool = False) -> None:
    say(f"\n{report.file_name}: {_KINDS.get(report.kind, report.kind)}, {_week(report)}")
    print_table(
        "Как поняты столбцы",
        ("В файле", "Понято как", "Примеры"),
        [(column.heading, _meaning(column, report.kind), ", ".join(column.samples)) for column in report.columns],
    )
    if explained:
        print_table("Почему", ("В файле", "Понято как", "Из чего это видно"), explain(report.columns, report.kind))
    if absent := absent_facts(report.kind, report.columns):
        say(f"В файле нет: {listed(absent)}. Этого мы не знаем ни о ком и никому об этом не напомним.")
    for offer in report.offers:
        meant = f"это «{_title(offer.fact, report.kind)}»" if offer.fact else "его не берут"
        say(
            f"  ? Столбец «{offer.heading}» другие школы ({offer.schools}) поправили: {meant}. "
            f'Взять так же: --map "{offer.heading}={offer.fact or "-"}"'
        )
    for one in report.schools:
        _show_school(one, report.kind)
    for bad in report.rejected[:_SHOWN]:
        say(f"  ✗ строка {bad.row}, «{bad.column}»: «{bad.value}» — {bad.reason}, значение не взято")
    _say_rest(len(report.rejected))
    for warning in all_warnings(report):
        say(f"  ! {warning}")
    if new := sum(one.created for one in report.schools):
        say(_AUTOMATIC.format(where="новой школе" if new == 1 else "новых школах"))
    if report.settled:
        from handlers.teacher.settled import settled_words

        say(settled_words(report.settled))
    say(_next_step(report))


def all_warnings(report: ImportReport) -> list[str]:
    of_schools = [warning for one in report.schools for warning in one.warnings]
    return [*report.warnings, *report.not_taken(_CREATE), *of_schools]


def _week(report: ImportReport) -> str:
    if report.week is None:
        return "неделя не указана: добавьте --week"
    source = _SOURCES.get(report.week_source, "")
    return f"за {week_words(report.week, year=True)} ({report.week}{', ' if source else ''}{source})"


def _meaning(column: Column, kind: str) -> str:
    if column.fact is None:
        if column.asked:
            return f"не взято: может быть, это «{_title(column.asked, kind)}»; если да, скажите ключом --map"
        return f"не используется: {column.note}" if column.note else "не используется"
    title = f"{_title(column.fact, kind)}{_PARTS.get(column.part, '')}"
    return f"{title} (догадка, проверьте)" if column.guess else title


def _show_school(one: SchoolReport, kind: str) -> None:
    created = " (новая школа)" if one.created else ""
    if kind != "people":
        say(f"{one.school}{created}: строк {one.rows}, принято {one.accepted}")
    else:
        say(
            f"{one.school}{created}: строк {one.rows}, принято {one.accepted}; новых людей {len(one.new)}, "
            f"известных {one.known}, известных, но не найденных в файле {len(one.missing)}, "
            f"под вопросом {len(one.ambiguous)}"
        )
    if one.missing:
        say(f"  Нет в файле: {listed(one.missing)}. Об этой неделе им не напомним; кто уволился, отметьте в чате.")
    for doubt in one.ambiguous[:_SHOWN]:
        names = listed([name for _, name in doubt.candidates])
        who = f" Это {names} или новый человек?" if names else ""
        say(f"  ? строка {doubt.row}, {doubt.written}: {doubt.why}.{who}")
    _say_rest(len(one.ambiguous))
    if one.ambiguous:
        say("  Строки под вопросом не взяты: ответственный ответит боту в чате на «сопоставить».")
    if one.replaces:
        say("  Эта неделя уже загружена" + (", меняется:" if one.changes else ", ничего не меняется."))
    if one.lacks:
        say(f"  В файле нет того, что за эту неделю уже есть: {lacks_words(one.lacks)}. Это остаётся как было.")
    for change in one.changes[:_SHOWN]:
        title = f", {_title(change.fact, kind)}" if change.fact and not change.of_school else ""
        say(f"  {change.full_name}{title}: {_shown(change.before)} → {_shown(change.after)}")
    _say_rest(len(one.changes))


def _say_rest(count: int) -> None:
    if count > _SHOWN:
        say(f"  … и ещё {count - _SHOWN}")


def _next_step(report: ImportReport) -> str:
    if report.imported:
        return "Записано. Кто что получит, покажет: python -m bot plan"
    return (
        "Это предпросмотр, ничего не записано. Всё верно — повторите с ключом --yes. "
        'Столбец понят не так — добавьте --map "Заголовок=показатель" (или "Заголовок=-", чтобы его не брать).'
    )


def _title(code: str, kind: str) -> str:
    """«pupils_total» is a class teacher's figure in a list and an indicator of the school in a summary."""
    tables: tuple[Mapping[str, Fact | Indicator], ...] = (FACT, INDICATOR) if kind == "people" else (INDICATOR, FACT)
    known = next((table[code] for table in tables if code in table), None)
    return known.title if known else code


def _shown(value: object) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "да" if value else "нет"
    return str(value)
