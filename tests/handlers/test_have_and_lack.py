"""«Кто без звонка, но с чатом»: who lacks the one and has the other, in lists, reminders and announcements."""

import pytest

from tests.handlers.conversation import OFFICER, Conversation, add_person, talking, the_school


async def staff(talk: Conversation) -> None:
    school = await the_school(talk)
    for number, (name, chats, messages, calls, journal) in enumerate(
        [
            ("Всёшкин Иван Ильич", 1, 12, 1, True),
            ("Звонилина Рита Захаровна", 0, 2, 1, False),
            ("Писалова Лидия Петровна", 0, 15, 0, None),
            ("Чатова Анна Олеговна", 1, 2, 0, True),
        ]
    ):
        facts = {"registered": True, "group_chats": chats, "group_messages": messages, "calls": calls}
        await add_person(talk.database, school, name, 9_200_001 + number, journal_linked=journal, **facts)


LISTS = [
    ("кто без звонка но написал 10 сообщений", "Без звонка за неделю (сделано: сообщения)", {"Писалова"}),
    ("кто звонил, но без чата", "Без групповых чатов (сделано: звонок)", {"Звонилина"}),
    ("у кого есть звонок, но нет чата", "Без групповых чатов (сделано: звонок)", {"Звонилина"}),
    ("кто не звонил, хотя чат есть", "Без звонка за неделю (сделано: групповой чат)", {"Алиева", "Чатова"}),
    ("кто не звонил, зато чат есть", "Без звонка за неделю (сделано: групповой чат)", {"Алиева", "Чатова"}),
    (
        "кто с журналом и чатом, но без звонка",
        "Без звонка за неделю (сделано: журнал, групповой чат)",
        {"Чатова"},
    ),
    ("кто не связал журнал, но звонил", "Не связали журнал (сделано: звонок)", {"Звонилина"}),
]


@pytest.mark.parametrize(("said", "title", "people"), LISTS)
async def test_both_conditions_are_kept_and_stand_in_the_heading(tmp_path, said, title, people):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [answer] = await talk.write(OFFICER, said)
        assert answer.startswith(f"{title}: ")
        shown = {line.split()[1] for line in answer.splitlines() if line[:1].isdecimal()}
        assert shown == people


async def test_whom_the_file_does_not_tell_of_is_counted_and_not_left_out_in_silence(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [answer] = await talk.write(OFFICER, "кто без звонка, но журнал связан")
        assert "Чатова" in answer
        assert "Ещё о 2 сотрудниках этих сведений в файле нет." in answer  # Алиева, Писалова


@pytest.mark.parametrize("many", ["3 сообщения", "2 сообщения"])
async def test_what_nobody_is_chosen_by_is_said(tmp_path, many):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [left_out, _] = await talk.write(OFFICER, f"кто без звонка, но написал {many}")
        assert left_out == f"Показываю, но «написал {many}» учесть не умею: в списке все, без этого отбора."


@pytest.mark.parametrize("said", ["напомни про звонок тем, у кого есть чат", "напомни тем, кто без звонка, но с чатом"])
async def test_only_those_are_reminded_who_have_the_other_thing(tmp_path, said):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [shown] = await talk.write(OFFICER, said)
        if shown.startswith("Понял так"):
            assert "(сделано: групповой чат)" in shown
            [shown] = await talk.press(OFFICER, "Да")
        assert shown.startswith("Напомнить по списку «Без звонка за неделю (сделано: групповой чат)»: 2 людям")


async def test_ones_own_call_chooses_nobody(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [shown] = await talk.write(OFFICER, "напомни всем, кто без чата, я уже позвонила")
        assert shown.startswith("Напомнить по списку «Без групповых чатов»: 2 людям")


@pytest.mark.parametrize(
    ("said", "by", "people"),
    [
        ("передай тем, кто звонил, но без чата: ждём", "Без групповых чатов (сделано: звонок)", "Звонилина"),
        ("передай тем, кто звонил: спасибо", "Уже сделано (звонок)", "Борисов"),
    ],
)
async def test_an_announcement_goes_to_those_alone(tmp_path, said, by, people):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [shown] = await talk.write(OFFICER, said)
        assert f"По списку «{by}»" in shown
        assert people in shown
        assert "Чатова" not in shown
        assert "Писалова" not in shown


async def test_the_list_goes_on_as_a_file_and_as_reminders_of_the_same_people(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "кто не звонил, хотя чат есть")
        [shown] = await talk.press(OFFICER, "Напомнить им")
        assert "«Без звонка за неделю (сделано: групповой чат)»: 2 людям" in shown


async def test_of_several_with_a_condition_no_other_way_is_offered_that_would_drop_it(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [answer] = await talk.write(OFFICER, "у кого нет ни звонка, ни чата, но есть 10 сообщений")
        assert answer.startswith("Без звонка")
        assert "(сделано: сообщения)" in answer.splitlines()[0]
        assert not {"У кого нет хотя бы одного", "У кого нет ничего из этого"} & set(await talk.buttons(OFFICER))
