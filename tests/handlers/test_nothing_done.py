"""«Сколько человек не сделали ничего» is not everybody who lacks something."""

import pytest

from tests.handlers.conversation import OFFICER, add_person, talking, the_school


@pytest.mark.parametrize(
    "said", ["сколько человек не сделали ничего", "кто ничего не сделал", "у кого ничего не выполнено"]
)
async def test_only_those_who_did_nothing_are_counted(tmp_path, said):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        nothing = {"calls": 0, "registered": True, "group_messages": 0, "group_chats": 0}
        await add_person(talk.database, school, "Ленцова Инна Львовна", 9_600_001, **nothing)
        await add_person(talk.database, school, "Почина Анна Львовна", 9_600_002, **nothing | {"group_messages": 30})
        [shown] = await talk.write(OFFICER, said)
        assert shown.startswith("Ничего не сделано, регистрация не в счёт: ")
        assert "Ленцова" in shown
        assert "Почина" not in shown
        assert "Борисов" not in shown
        [debts] = await talk.write(OFFICER, "все долги")
        assert "Почина" in debts
