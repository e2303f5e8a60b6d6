"""A file that waits for an answer: what its dialogue keeps, and the buttons under its preview."""

from typing import Any

from handlers.engine.buttons import bad, button, good, main, under
from handlers.engine.talk import Talk
from handlers.statistics.preview import fact_title, why_words
from indicators.russian.rules import small
from nudges.messenger import Button, Keyboard
from storage.dialogs.dialogues import file_waiting, turn_to_file
from storage.imports import ImportReport
from storage.tables import Dialogue

# What goes on with the file from one question to the next.
KEPT = ("path", "name", "school", "week", "mapping", "answers")
OLD = "Этого файла у меня больше нет: он загружен, отменён или удалён. Пришлите его ещё раз, если нужно."
NOT_LOADED = "Хорошо, ничего не загружаю. Файл удалил."


def waiting_import(talk: Talk) -> Dialogue | None:
    """With the file as what is waited for, whatever was asked meanwhile."""
    dialogue = talk.who.dialogue
    if dialogue is None or file_waiting(dialogue) is None:
        return None
    turn_to_file(dialogue)
    return dialogue


def state_of(number: int, details: dict[str, Any], report: ImportReport | None) -> dict[str, Any]:
    """What the dialogue keeps of a file that waits; without a report nothing of it was understood yet."""
    doubts = [
        {
            "school": school.school_id,
            "key": doubt.key,
            "row": doubt.row,
            "written": doubt.written,
            "why": doubt.why,
            "row_key": doubt.row_key,
            "repeated": doubt.repeated,
            "people": [list(one) for one in doubt.candidates],
        }
        for school in (report.schools if report else ())
        for doubt in school.ambiguous
    ]
    week = str(report.week) if report and report.week else details.get("week")
    return {
        "id": number,
        "path": details["path"],
        "name": details["name"],
        "school": details.get("school"),
        "week": week,
        "mapping": details.get("mapping", {}),
        "answers": details.get("answers", {}),
        "columns": [[column.heading, column.fact] for column in report.columns if column.heading] if report else [],
        "why": why_words(report) if report else [],
        "doubts": doubts,
        "unknown": report.unknown_schools if report else [],
        "offers": [[one.heading, one.fact] for one in report.offers] if report else [],
        "likely": {one.fact: one.likely for one in report.gone if one.likely} if report else {},
    }


def preview_keyboard(number: int, report: ImportReport, doubts: bool) -> Keyboard:
    first = _loading(number, report)
    corrections = [button("Исправить столбцы", "import_columns", id=number)]
    if doubts:
        corrections.append(button("Уточнить людей", "import_people", id=number))
    week = button("Другая неделя", "import_week", id=number)
    if report.week is None:
        week = main("Указать неделю", "import_week", id=number)
    why = button("Почему так?", "import_why", id=number)
    likely = [
        button(f"«{one.likely}» — это {small(fact_title(one.fact))}", "import_likely", id=number, f=one.fact)
        for one in report.gone
        if one.likely
    ][:2]
    rows = [[one] for one in likely]
    if report.offers:
        rows.append(
            [
                good("Взять, как другие школы", "import_offered", id=number),
                button("Оставить как есть", "import_offered", id=number, no=1),
            ]
        )
    return under([*first, bad("Отменить", "import_no", id=number)], *rows, corrections, [week, why])


def _loading(number: int, report: ImportReport) -> list[Button]:
    """A file that lacks what its week has already may add to it, or take its place."""
    if report.week is None:
        return []
    if not any(school.lacks for school in report.schools):
        return [good("Загрузить", "import_yes", id=number)]
    whole = button("Заменить целиком", "import_yes", id=number, whole=1)
    return [good("Дополнить неделю", "import_yes", id=number), whole]


def waiting_file(talk: Talk) -> dict[str, Any] | None:
    """The state of the preview the button belongs to; None (and an answer) when it is an old one."""
    file = file_waiting(talk.who.dialogue)
    if file is not None and file["id"] == talk.number("id"):
        waiting_import(talk)
        return dict(file)
    talk.say(OLD)
    return None
