"""The same import on PostgreSQL: ids, replaced weeks, renamed people."""

from sqlalchemy import func, select

from storage.tables import Person, PersonWeek
from tests.postgres import emptied
from tests.storage.imports.lists import bring_in, people


async def test_lists_come_in_are_replaced_and_go_on_the_next_week(tmp_path, postgres):
    database = await emptied(postgres)
    anna, boris = "9100001;Примерова Анна;12;1", "9100002;Образцов Борис Петрович;2;0"
    await bring_in(database, people(tmp_path / "a.csv", anna, boris))
    again = await bring_in(database, people(tmp_path / "b.csv", "9100001;Примерова Анна Ивановна;15;1"))
    assert len(again.schools[0].changes) == 2
    later = people(tmp_path / "c.csv", anna, "9100003;Новая Вера Игоревна;1;0", week="16.11.2026–22.11.2026")
    report = await bring_in(database, later)
    assert (report.schools[0].known, len(report.schools[0].new)) == (1, 1)
    assert report.schools[0].missing == ["Образцов Борис Петрович"]
    async with database.reading() as session:
        names = await session.scalars(select(Person.full_name).order_by(Person.id))
        assert list(names) == ["Примерова Анна Ивановна", "Образцов Борис Петрович", "Новая Вера Игоревна"]
        weeks = select(PersonWeek.week, func.count()).group_by(PersonWeek.week).order_by(PersonWeek.week)
        assert [tuple(row) for row in await session.execute(weeks)] == [("2026-W46", 1), ("2026-W47", 2)]
    await database.close()
