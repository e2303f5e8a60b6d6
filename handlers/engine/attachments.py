"""Any list as a spreadsheet in the chat. Text stays text: a name that looks like a formula is none."""

import asyncio
import io
from collections.abc import Sequence

from handlers.engine.job import Job

Value = str | int | float | None


def make_sheet(title: str, headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """An xlsx of one sheet with a frozen heading and filters."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Список")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, title, bold)
    for column, heading in enumerate(headings):
        sheet.write_string(2, column, heading, bold)
        longest = max((len(str(row[column] or "")) for row in rows), default=0)
        sheet.set_column(column, column, min(max(longest, len(heading)) + 2, 60))
    for number, row in enumerate(rows, 3):
        for column, value in enumerate(row):
            if isinstance(value, int | float):
                sheet.write_number(number, column, value)
            elif value:
                sheet.write_string(number, column, value)
    sheet.freeze_panes(3, 1)
    sheet.autofilter(2, 0, max(2, len(rows) + 2), len(headings) - 1)
    book.close()
    return buffer.getvalue()


async def send_sheet(job: Job, title: str, headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    """Make the file, upload it, and answer the errand with it."""
    content = await asyncio.to_thread(make_sheet, title, headings, rows)
    await send_file(job, f"{title}.xlsx", content, f"{title}: готово, файл приложен.")


async def send_file(job: Job, name: str, content: bytes, text: str, *, picture: bool = False, about: str = "") -> None:
    attachment = await job.services.messenger.upload(job.errand.peer_id, name, content, picture=picture)
    async with job.finishing() as talk:
        talk.say(text, files=(attachment,), about=about)
