"""A command reads the staff list once, however many people it is about."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from storage.database.connection import Database
from tests.handlers.conversation import OFFICER, add_person, talking, the_school

SURNAMES = "Абаева Бабаева Вагабова Гаджиева Давудова Ёлкина Жукова Зайцева Исаева Каримова Лаврова Магомедова Носова"


@contextmanager
def staff_lists(database: Database) -> Iterator[list[str]]:
    """The statements that read a whole school's people."""
    seen: list[str] = []

    def note(connection, cursor, statement, *_):
        if "FROM person" in statement and "WHERE person.school_id = ? ORDER BY" in statement:
            seen.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", note)


async def test_fifteen_people_are_excluded_with_one_look_at_the_staff_list(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for surname in SURNAMES.split():
            await add_person(talk.database, school, f"{surname} Анна Ивановна")
        names = ", ".join(["Алиеву", "Борисова", *(surname[:-1] + "у" for surname in SURNAMES.split())])
        with staff_lists(talk.database) as read:
            [answer] = await talk.write(OFFICER, f"исключить {names} до 12.01 отпуск")
        assert answer.count("•") == 15
        print(read)
        assert len(read) == 1
