"""What is no text of an announcement where its words are asked for; an order that somebody retells."""

import pytest

from tests.handlers.conversation import OFFICER, class_teacher, talking


async def test_whom_it_is_for_is_no_text(tmp_path):
    async with talking(tmp_path) as talk:
        await class_teacher(talk)
        await talk.write(OFFICER, "объявление")
        [said] = await talk.write(OFFICER, "она уточнила, не всем а только классным руководителям 7-8")
        assert said.startswith("Понял, кому: Алиева Марьям Ахмедовна. А что передать?")
        [shown] = await talk.write(OFFICER, "В среду в 14:30 совещание")
        assert shown.startswith("Объявление уйдёт сразу, 1 человеку: Алиева Марьям Ахмедовна.")
        assert "«В среду в 14:30 совещание»" in shown


@pytest.mark.parametrize("said", ["а можно это отправить завтра?", "Мы же ничего не пропустили с чатами?"])
async def test_a_question_goes_to_nobody_before_it_is_asked_whether_it_is_meant(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "объявление")
        [asked] = await talk.write(OFFICER, said)
        assert asked.startswith("Это слова объявления")
        [shown] = await talk.press(OFFICER, "Это слова объявления")
        assert shown.startswith("Объявление уйдёт сразу, 2 людям")
        assert said[1:] in shown


async def test_a_word_that_only_restricts_is_part_of_the_text(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "объявление")
        [shown] = await talk.write(OFFICER, "Сдаём отчёты только через сайт")
        assert "«Сдаём отчёты только через сайт»" in shown


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Вера Анатольевна говорит пусть всем разошлют что в среду совещание", "«В среду совещание»"),
        ("Завуч сказала разослать всем что завтра совещание", "«Завтра совещание»"),
        ("Директор просит передать всем учителям: завтра проверка чатов", "«Завтра проверка чатов»"),
        ("Мария Ивановна хочет чтобы всех предупредили, что завтра проверка", "«Завтра проверка»"),
    ],
)
async def test_an_order_that_is_retold_keeps_its_words(tmp_path, said, words):
    async with talking(tmp_path) as talk:
        [shown] = await talk.write(OFFICER, said)
        assert shown.startswith("Объявление уйдёт сразу, 2 людям")
        assert words in shown
