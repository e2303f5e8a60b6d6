"""«Сравни с декабрём» says which weeks are compared, or that there is nothing to compare with."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from storage.tables import Person, PersonWeek
from tests.handlers.conversation import OFFICER, talking
from tests.loads import add_load


async def test_a_month_without_files_is_said_and_not_passed_over(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        talk.now = datetime(2027, 1, 18, 8, tzinfo=UTC)
        [told] = await talk.write(OFFICER, "сравни с декабрём")
        assert told.startswith("За 1–31 декабря файлов статистики нет, сравнить не с чем.")


async def test_the_weeks_that_are_compared_are_named(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [told, *_] = await talk.write(OFFICER, "сравни звонки с ноябрём")
        assert told.startswith("Сравнить пока не с чем: с тех пор файл есть только за 9–15 ноября.\n")
        async with talk.database.writing() as session:
            kept = (await session.scalars(select(Person).order_by(Person.id))).first()
            earlier = await add_load(session, kept.school_id, "2026-W45", talk.now, rows=1)
            session.add(PersonWeek(person_id=kept.id, week="2026-W45", import_id=earlier.id, registered=True, calls=0))
        [told, *_] = await talk.write(OFFICER, "сравни звонки с ноябрём")
        assert told.startswith("Сравниваю недели с 2–8 ноября по 9–15 ноября.\n")
        assert "• 1 звонок за неделю: 0 → 1" in told
