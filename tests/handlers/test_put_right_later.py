"""What was written down and is put right later keeps what is not said anew; a post is corrected as it is told."""

import pytest

from tests.handlers.conversation import OFFICER, add_person, talking, the_school
from tests.handlers.test_each_absence import absences


async def test_another_first_day_keeps_the_last_one_and_the_reason(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "Алиева в отпуске с 7 по 20 декабря")
        await talk.write(OFFICER, "кто без звонка")  # something else between
        shown = "\n".join(await talk.write(OFFICER, "Ошиблась, Алиевой отпуск с 14-го, а не с 7-го"))
        assert "14–20 декабря" in shown
        await talk.write(OFFICER, "да")
        assert await absences(talk) == [("Алиева", "14.12", "20.12", "отпуск")]


async def test_another_person_takes_the_days_and_whoever_was_named_by_mistake_comes_back(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Петров Пётр Ильич", 9_200_001)
        await talk.agree(OFFICER, "Алиева на курсах с 7 по 12 декабря, не трогай")
        await talk.write(OFFICER, "кто без звонка")
        shown = "\n".join(
            await talk.write(OFFICER, "Ой нет, я перепутала, не Алиева на курсах, а Петров, Алиева на месте, исправь.")
        )
        assert "Вернуть Алиеву" in shown
        assert "Не тревожить Петрова Петра Ильича, 7–12 декабря, курсы" in shown
        await talk.write(OFFICER, "да")
        assert await absences(talk) == [("Петров", "07.12", "12.12", "курсы")]


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("Алиеву назначили замдиректора по УВР с 1 декабря, с классом остаётся", "→ замдиректора по УВР. Исправить?"),
        ("Алиеву перевели на должность методиста", "→ методист. Исправить?"),
    ],
)
async def test_a_post_that_is_told_is_offered_for_the_card(tmp_path, said, becomes):
    async with talking(tmp_path) as talk:
        assert becomes in "\n".join(await talk.write(OFFICER, said))


async def test_the_right_patronymic_that_was_told_is_not_asked_for(tmp_path):
    async with talking(tmp_path) as talk:
        shown = "\n".join(await talk.write(OFFICER, "Отчество у Алиевой неправильно, надо Магомедовна"))
        assert "→ Алиева Марьям Магомедовна. Исправить?" in shown
