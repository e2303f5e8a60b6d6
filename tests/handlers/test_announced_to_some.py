"""«Передай всем, кто не звонил, что …»: an announcement for those who lack something, in its own words."""

from pathlib import Path

import pytest
from sqlalchemy import select

from storage.tables import OutboxRow
from tests.handlers.conversation import OFFICER, Conversation, add_person, talking, the_school

ALIEVA, BORISOV = "Алиева Марьям Ахмедовна", "Борисов Борис Олегович"
ERSHOVA = "Ершова Анна Павловна"


async def _with_a_third(talk: Conversation) -> None:
    facts = {"registered": True, "group_chats": 0, "group_messages": 1, "calls": 0, "role": "начальные классы"}
    await add_person(talk.database, await the_school(talk), ERSHOVA, 9_200_002, **facts)


@pytest.mark.parametrize(
    ("said", "told", "words"),
    [
        ("передай всем кто не звонил, что в среду обучение", f"{ALIEVA}, {ERSHOVA}", "В среду обучение"),
        (
            "передай всем кто не звонил, кроме начальной школы, что в среду в 15 обучение, "
            "а если придут не все, то повторим в пятницу",
            ALIEVA,
            "В среду в 15 обучение, а если придут не все, то повторим в пятницу",
        ),
        ("передай всем, у кого нет звонка, кроме Ершовой: звонки в четверг", ALIEVA, "Звонки в четверг"),
        ("передай тем у кого меньше 3 сообщений и кто не в отпуске: жду завтра в 13", ERSHOVA, "Жду завтра в 13"),
        ("Передай тем, у кого нет звонка, спасибо за терпение", f"{ALIEVA}, {ERSHOVA}", "Спасибо за терпение"),
        ("передайте всем, кто не звонил, большое спасибо", f"{ALIEVA}, {ERSHOVA}", "Большое спасибо"),
        ("передай учителям у которых нет чата что ждём до пятницы", ERSHOVA, "Ждём до пятницы"),
        ("передай всем: кто без чата, зайдите", f"{ALIEVA}, {BORISOV}, {ERSHOVA}", "Кто без чата, зайдите"),
    ],
)
async def test_the_words_go_to_those_who_are_meant_and_to_nobody_else(
    tmp_path: Path, said: str, told: str, words: str
) -> None:
    async with talking(tmp_path) as talk:
        await _with_a_third(talk)
        [preview] = await talk.write(OFFICER, said)
        assert f": {told}." in preview
        assert f"«{words}»" in preview


async def test_by_which_list_is_said_and_stays_when_the_hour_changes(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _with_a_third(talk)
        [preview] = await talk.write(OFFICER, "передай всем у кого нет чата, что ждём")
        assert "По списку «Без групповых чатов», по данным за 9–15 ноября." in preview
        [preview] = await talk.write(OFFICER, "завтра в 10")
        assert "17 ноября в 10:00, 1 человеку" in preview
        assert "По списку «Без групповых чатов»" in preview


async def test_whoever_is_the_last_to_be_left_out_is_not_told_by_another_word(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _with_a_third(talk)
        await talk.write(OFFICER, "передай всем у кого нет чата, что ждём")
        assert await talk.write(OFFICER, "без Ершовой") == ["Передать некому."]
        for said in ("завтра в 10", "отправь"):
            assert not any("Ершова" in one or "передам" in one for one in await talk.write(OFFICER, said))
        async with talk.database.reading() as session:
            assert (await session.scalars(select(OutboxRow))).all() == []


async def test_nobody_is_told_where_nobody_lacks_it(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(OFFICER, "передай всем у кого нет чата, что ждём")
        assert "Без групповых чатов: таких нет." in answer


async def test_another_announcement_under_a_preview_is_no_correction_of_it(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _with_a_third(talk)
        await talk.write(OFFICER, "передай всем, что в среду обучение")
        [preview] = await talk.write(OFFICER, "передай всем у кого нет звонка, кроме Ершовой, что айтишник в пятницу")
        assert f"1 человеку: {ALIEVA}." in preview
        assert "«Айтишник в пятницу»" in preview


async def test_by_what_nobody_is_chosen_is_said_before_and_by_the_button_too(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(OFFICER, "передай всем, кто сдал отчёт, что молодцы")
        assert "«кто сдал отчёт» учесть не смогу" in asked
        [asked] = await talk.write(OFFICER, "передай тем, кто болел за наших, что проиграли")
        assert "Вы об этом?" in asked
        [asked] = await talk.press(OFFICER, "Объявление")
        assert "«кто болел за наших» учесть не смогу" in asked


@pytest.mark.parametrize(
    ("said", "goes", "words"),
    [
        ("передай всем завтра в 12: приносим журналы", "17 ноября в 12:00", "Приносим журналы"),
        ("передай всем 18 ноября в 9: педсовет в 14", "18 ноября в 09:00", "Педсовет в 14"),
        ("передай всем завтра в 12:30 что приносим журналы", "17 ноября в 12:30", "Приносим журналы"),
        ("передай завтра всем что пятница короткий день", "17 ноября в 09:00", "Пятница короткий день"),
        ("завтра в 9 передай всем: сбор", "17 ноября в 09:00", "Сбор"),
        ("объявление завтра: педсовет в 14:30", "17 ноября в 09:00", "Педсовет в 14:30"),
        ("передай всем, кто без звонка, 18 ноября в 9:15 что сбор", "18 ноября в 09:15", "Сбор"),
        ("передай всем: завтра в 12 педсовет", "сразу", "Завтра в 12 педсовет"),
        ("передай всем к пятнице: сдать планы", "сразу", "К пятнице: сдать планы"),
    ],
)
async def test_when_it_goes_is_none_of_its_words(tmp_path: Path, said: str, goes: str, words: str) -> None:
    async with talking(tmp_path) as talk:
        [preview] = await talk.write(OFFICER, said)
        assert f"Объявление уйдёт {goes}, " in preview
        assert f"«{words}»" in preview


@pytest.mark.parametrize(
    "said",
    [
        "Всем, кроме Борисова, он на больничном, передай: завтра педсовет в 14:00",
        "Всем учителям, кроме Борисова, он болеет, сообщите, что завтра педсовет в 14:00",
    ],
)
async def test_whom_it_is_for_may_stand_before_the_verb(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        [preview] = await talk.write(OFFICER, said)
        assert f"1 человеку: {ALIEVA}." in preview
        assert "«Завтра педсовет в 14:00»" in preview


async def test_those_who_are_not_understood_are_not_everybody(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "поздравь тех, кто молодец")
        assert said.startswith("Не понял, кому передать.")


async def test_where_only_the_words_are_missing_it_says_whom_they_are_for(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "похвали Алиеву")
        assert said == f"Понял, кому: {ALIEVA}. А что передать? Напишите сами слова."


async def test_posts_are_no_debts(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _with_a_third(talk)
        [listed] = await talk.write(OFFICER, "Список всех сотрудников с должностями и классами")
        assert "Все долги" not in listed
        assert f"{ERSHOVA} — начальные классы" in listed
        assert f"{BORISOV} — учитель" in listed


async def test_of_those_who_have_it_that_is_said(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _with_a_third(talk)
        told = await talk.write(OFFICER, "Напомни Алиевой и Борисову о чате, остальным ничего")
        assert told == [f"Напоминать некому: за 9–15 ноября это уже сделано — {ALIEVA}, {BORISOV}."]
        [preview] = await talk.write(OFFICER, "Напомни Алиевой и Ершовой о чате")
        assert "1 человеку" in preview


async def test_what_was_said_of_somebody_is_taken_back_without_the_comma(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "Борисова не трогать до 4 декабря, он на курсах")
        [asked] = await talk.write(OFFICER, "отмени то что я про Борисова сказала, курсы отменили")
        assert asked == "Записано, что не тревожим Борисова Бориса Олеговича: курсы. Вернуть к напоминаниям?"
