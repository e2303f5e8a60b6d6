"""What a teacher asks of the bot for themselves: nothing on certain days, nothing before a day, or no such thing."""

import pytest

from handlers.understanding.pieces.left_alone import Asks, asks_of


@pytest.mark.parametrize(
    "said",
    [
        "не пишите до четверга",
        "не тревожьте меня до 25 ноября",
        "не трогайте меня неделю",
        "отстаньте до четверга",
        "оставьте меня в покое до 25-го",
        "не дёргайте до среды",
        "помолчите до четверга",
        "не отвлекайте до пятницы",
        "не надо мне писать до пятницы",
        "до четверга мне не напоминать",
        "прошу не слать мне ничего до 20 ноября",
        "у меня телефон сломался до четверга не пишите",
        "можно до четверга без писем",
        "хватит писать до понедельника",
    ],
)
def test_nothing_is_to_come_on_those_days(said):
    assert asks_of(said) is Asks.NOT_THEN


@pytest.mark.parametrize("said", ["пишите после 20-го", "напишите мне после 20 ноября", "пишите с понедельника"])
def test_what_comes_is_to_come_later(said):
    assert asks_of(said) is Asks.NOT_BEFORE


@pytest.mark.parametrize(
    "said",
    [
        "вы мне не писали до четверга",
        "коллеги не пишут мне до четверга",
        "я им не пишу до четверга",
        "не пишите в чат до пятницы",
        "дети не пишут сообщения до пятницы",
        "директор сказал не беспокоить его до четверга",
        "почему вы мне не пишете до четверга",
        "не пишите ему до четверга",
        "не беспокойте их до пятницы",
        "можно мне не писать до пятницы?",
        "до четверга никто ничего не писал",
        "я в отпуске до пятницы",
        "завтра пишем контрольную",
        "родители просят не писать им до выходных",
        "нам хватит времени до понедельника",
    ],
)
def test_nothing_is_asked_where_it_is_told_of_others_or_asked_about(said):
    assert asks_of(said) is Asks.NOTHING
