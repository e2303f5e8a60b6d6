"""To whom and when an announcement goes is none of its words; «отмена» leaves the question that stands last."""

import pytest

from tests.handlers.conversation import OFFICER, add_person, talking, the_school

STAFF = (
    ("Исаев Руслан Магомедович", "учитель физкультуры", "7А"),
    ("Омарова Патимат Исаевна", "учитель начальных классов", "2А"),
)


async def staff(talk):
    school = await the_school(talk)
    for place, (name, role, classes) in enumerate(STAFF):
        await add_person(talk.database, school, name, 9_200_001 + place, role=role, classes=classes)


@pytest.mark.parametrize(
    ("said", "when", "words"),
    [
        ("передай завтра в 10 учителям 5-9 классов: сдать журналы", "17 ноября в 10:00", "«Сдать журналы»"),
        (
            "передай завтра в 11 классным руководителям 5-8 классов: сдать журналы",
            "17 ноября в 11:00",
            "«Сдать журналы»",
        ),
        (
            "передай всем классным руководителям кроме начальной школы, что в среду в 15 совещание",
            "сразу",
            "«В среду в 15 совещание»",
        ),
        ("отправь объявление всем учителям 5-9 классов: сдать журналы до среды", "сразу", "«Сдать журналы до среды»"),
        ("передай всем физрукам завтра сбор в зале", "сразу", "«Завтра сбор в зале»"),
    ],
)
async def test_whom_and_when_are_none_of_the_words(tmp_path, said, when, words):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [shown] = await talk.write(OFFICER, said)
        to, text, *_ = shown.split("\n\n")
        assert (to, text) == (f"Объявление уйдёт {when}, 1 человеку: Исаев Руслан Магомедович.", words)


@pytest.mark.parametrize("word", ["отмена", "Отмени", "отменить"])
@pytest.mark.parametrize("said", ["Борисов сменил фамилию на Шмелёв", "Борисов больше не работает"])
async def test_a_question_is_left_while_a_round_is_on_its_way(tmp_path, said, word):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "передай всем завтра в 10: сдать журналы")
        await talk.press(OFFICER, (await talk.buttons(OFFICER))[0])
        [asked] = await talk.write(OFFICER, said)
        assert asked.endswith(("Исправить?", "Напоминания прекратятся."))
        assert await talk.write(OFFICER, word) == ["Хорошо, оставил как было."]
        [stop] = await talk.write(OFFICER, "отмена")
        assert "Отменить" in stop


@pytest.mark.parametrize("when", ["после нового года", "с нового года", "с понедельника", "завтра", "в понедельник"])
async def test_when_it_is_to_go_is_none_of_the_words(tmp_path, when):
    async with talking(tmp_path) as talk:
        [shown] = await talk.write(OFFICER, f"передай всем {when}: отчёт готов")
        assert "«Отчёт готов»" in shown
