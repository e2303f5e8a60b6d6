"""Whether whoever disputed figures takes it back: «ой, всё верно, 4 и есть»."""

import pytest

from handlers.understanding.pieces.conceding import Concedes, concedes, takes_absence_back

IN_FILE = {4, 0}


@pytest.mark.parametrize(
    "said",
    [
        "ой, всё верно, 4 и есть",
        "забудьте, я ошиблась",
        "это я не туда посмотрела",
        "я была не права, данные верны",
        "ой, нет, не надо передавать",
        "отзываю, звонка не было",
        "снимите мою жалобу",
        "вопрос закрыт, разобралась",
        "всё правильно, это я перепутала",
        "ошибки нет",
        "извините, недосмотрела, у вас правильно",
        "сообщений 4 и есть",
        "беру слова обратно",
        "не передавайте, пересчитала — сходится",
        "действительно 4, всё сходится",
    ],
)
def test_it_is_taken_back(said):
    assert concedes(said, IN_FILE) is Concedes.YES


@pytest.mark.parametrize(
    "said",
    [
        "я ошиблась, не 12, а 11",
        "вы ошиблись, всё верно у меня",
        "нет, не верно",
        "данные неверны",
        "а всё-таки 12",
        "всё верно, у меня 12",
        "я ошиблась?",
        "а что, всё верно?",
        "это не ошибка, у меня правда 12",
        "вы не правы, проверьте ещё раз",
        "забудьте мои данные",
        "передайте, пожалуйста, скорее",
        "нашла кнопку звонка",
        "считаю это неправильным",
        "директор сказал, что я права",
        "спасибо, жду ответа",
    ],
)
def test_it_is_not(said):
    assert concedes(said, IN_FILE) is Concedes.NO


@pytest.mark.parametrize("said", ["всё верно", "да, правильно", "отмена"])
def test_what_may_answer_something_else_is_asked_about(said):
    assert concedes(said, IN_FILE) is Concedes.MAYBE


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("я передумала", True),
        ("отпуск отменили, я на работе", True),
        ("остаюсь на месте, никуда не еду", True),
        ("я пошутил", True),
        ("не увольняюсь я", True),
        ("не болею уже", True),
        ("не нужно было, я здесь", True),
        ("ой, отмените", True),
        ("я ошиблась", True),
        ("уже выхожу", True),
        ("я не передумала", False),
        ("отпуск не отменили", False),
        ("не выхожу пока", False),
        ("а если отпуск отменят?", False),
        ("ошибка в моих цифрах", False),
        ("ошибка в журнале", False),
        ("муж не работает, я с ребёнком", False),
        ("болею ещё", False),
        ("уезжаю завтра", False),
        ("спасибо", False),
    ],
)
def test_whether_an_absence_that_was_told_is_taken_back(said, back):
    assert takes_absence_back(said) is back
