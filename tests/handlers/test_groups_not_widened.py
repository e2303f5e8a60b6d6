"""A group of people that is named and not known never becomes everybody."""

from pathlib import Path

import pytest

from tests.handlers.conversation import OFFICER, add_person, talking, the_school

ALL_DONE = {
    "registered": True,
    "group_chats": 2,
    "group_messages": 20,
    "calls": 3,
    "journal_linked": True,
    "profile_active": True,
    "my_school": True,
}


@pytest.mark.parametrize(
    "said",
    [
        "Похвали, пожалуйста, тех, у кого всё зелёное, им приятно будет)))",
        "поблагодари тех, у кого всё сделано",
        "передай тем, кто всё сделал: спасибо за работу",
    ],
)
async def test_thanks_go_to_those_only_who_did_everything(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Ершова Анна Павловна", 9_200_002, **ALL_DONE)
        told = await talk.write(OFFICER, said)
        if "что передать" in told[-1].casefold():
            told = await talk.write(OFFICER, "Спасибо за работу, вы умнички!")
        assert ", 1 человеку: Ершова Анна Павловна." in told[-1]
        assert "По списку «Всё сделано»" in told[-1]


async def test_where_nobody_did_everything_nothing_is_passed_on(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        told = await talk.write(OFFICER, "похвали тех, у кого всё зелёное")
        assert told[-1].startswith("Всё сделано: таких нет.")


@pytest.mark.parametrize(
    ("said", "whom"),
    [
        ("Здравствуйте. Наши воспитатели работают в ночную смену, прошу не писать им до 14 часов.", "воспитатели"),
        ("воспитателям не писать до 14", "воспитателям"),
        ("воспитателям пишите после 14", "воспитателям"),
        ("напомни воспитателям про звонки", "воспитателям"),
        ("пауза до пятницы воспитателям", "воспитателям"),
        ("напомни директорам про звонок", "директорам"),
    ],
)
async def test_whom_nobody_knows_is_said_and_nothing_is_done(tmp_path: Path, said: str, whom: str) -> None:
    async with talking(tmp_path) as talk:
        told = await talk.write(OFFICER, said)
        assert told[0].startswith(f"По признаку «{whom}» людей не отбираю")


@pytest.mark.parametrize("said", ["учителя просят, не пиши им раньше 10", "пишите всем после 12"])
async def test_the_whole_school_stays_the_whole_school(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        assert "людей не отбираю" not in "\n".join(await talk.write(OFFICER, said))
