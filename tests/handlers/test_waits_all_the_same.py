"""What is announced goes unless it is cancelled: a turn right behind it is of it, and «не буду» hides nothing that
waits."""

from pathlib import Path

import pytest

from tests.handlers.conversation import OFFICER, Conversation, add_person, talking, the_school

NOTHING = "сейчас ничего никому не отправляю"


async def staff(talk: Conversation) -> None:
    school = await the_school(talk)
    facts = {"registered": True, "group_chats": 1, "group_messages": 2, "calls": 0}
    for number, (name, role) in enumerate(
        [
            ("Гамова Зарема Омаровна", "учитель математики"),
            ("Кимова Рита Захаровна", "учитель физики"),
            ("Уткина Лидия Петровна", "учитель химии"),
        ]
    ):
        await add_person(talk.database, school, name, 7101 + number, role=role, **facts)


async def announced(talk: Conversation, said: str = "передай физикам в четверг в 10, что приборы привезли") -> None:
    await talk.write(OFFICER, said)
    [label] = [one for one in await talk.buttons(OFFICER) if one.startswith("Отправить")]
    await talk.press(OFFICER, label)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("нет, математикам", "Гамова"),
        ("ой, математикам", "Гамова"),
        ("ой нет, Уткиной", "Уткина"),
        ("нет, Уткиной", "Уткина"),
        ("вернее, математикам", "Гамова"),
        ("нет, только математикам", "Гамова"),
    ],
)
async def test_a_bare_turn_right_behind_what_is_announced_changes_whom_it_is_for(
    tmp_path: Path, said: str, name: str
) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await announced(talk)
        [shown] = await talk.write(OFFICER, said)
        assert f"1 человеку: {name}" in shown
        assert "Было: 19 ноября в 10:00, 1 человеку: «Приборы привезли»" in shown
        [done] = await talk.press(OFFICER, "Изменить: 1")
        assert done.startswith("Изменил")


async def test_a_bare_turn_names_two(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await announced(talk)
        [shown] = await talk.write(OFFICER, "нет, Гамовой и Уткиной")
        assert "2 людям: Гамова" in shown
        assert "Уткина" in shown


@pytest.mark.parametrize("said", ["нет, спасибо", "ой, хорошо", "нет, всё верно"])
async def test_a_turn_that_names_nobody_changes_nothing(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await announced(talk)
        for one in await talk.write(OFFICER, said):
            assert "Было:" not in one
            assert NOTHING not in one


@pytest.mark.parametrize("said", ["не надо", "нет", "нет, не надо"])
async def test_nothing_is_sent_is_said_only_where_nothing_waits(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await announced(talk)
        told = "\n".join(await talk.write(OFFICER, said))
        assert NOTHING not in told
        assert "19 ноября в 10:00" in told
        assert "«Приборы привезли»" in told
        assert "Отменил." in (await talk.press(OFFICER, "Отменить: объявление"))[0]
        assert "19 ноября" not in "\n".join(await talk.write(OFFICER, "не надо"))


async def test_what_is_set_and_only_being_changed_is_said_to_go(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await announced(talk)
        assert "Было:" in (await talk.write(OFFICER, "ой, лучше в среду"))[0]
        for said in ("что там с объявлением", "что с объявлением"):
            [told] = await talk.write(OFFICER, said)
            assert "никому не отправлено" not in told
            assert "19 ноября в 10:00, 1 человеку: «Приборы привезли»" in told
            assert "Изменить" in told
        assert "18 ноября в 10:00" in (await talk.write(OFFICER, "да"))[0].replace("с 10", "в 10")


async def test_cancelled_while_it_is_being_changed_the_one_that_is_set_is_meant(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await announced(talk)
        await talk.write(OFFICER, "ой, лучше в среду")
        [asked] = await talk.write(OFFICER, "отмени объявление")
        assert "Отменить?" in asked
        assert "«Приборы привезли»" in asked
        assert "Отменил." in (await talk.press(OFFICER, "Отменить: объявление"))[0]


async def test_several_that_wait_are_all_named_and_told_apart_by_their_words(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await announced(talk)
        await announced(talk, "передай математикам в пятницу в 10: новые мыши в кабинете")
        for said in ("что с объявлением", "что с объявлениями"):
            [told] = await talk.write(OFFICER, said)
            assert "«Приборы привезли»" in told
            assert "«Новые мыши в кабинете»" in told
        await talk.write(OFFICER, "отмени объявление")
        labels = [one for one in await talk.buttons(OFFICER) if one.startswith("Отменить: ")]
        assert {one.partition(". ")[2] for one in labels[-2:]} == {"Приборы привезли", "Новые мыши в кабинете"}
        [asked] = await talk.write(OFFICER, "отмени объявление про мыши")
        assert "Новые мыши" in asked
        assert "Приборы" not in asked
        [asked] = await talk.write(OFFICER, "отмени объявление про приборы")
        assert "Новые мыши" not in asked


@pytest.mark.parametrize(
    "said",
    [
        "не физикам, учителям химии",
        "нет, не учителям физики, а учителям химии",
        "вернее, химикам",
        "нет, учителям химии",
        "не физикам, а Уткиной",
    ],
)
@pytest.mark.parametrize("goes", [True, False])
async def test_who_is_denied_is_not_told_beside_who_is_meant(tmp_path: Path, said: str, goes: bool) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "передай физикам в четверг в 10, что приборы привезли")
        if goes:
            await talk.press(OFFICER, "Отправить: 1")
        [shown] = await talk.write(OFFICER, said)
        assert "1 человеку: Уткина" in shown
