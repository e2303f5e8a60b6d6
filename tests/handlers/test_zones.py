"""How people name a time zone and the hours of a school."""

from datetime import time

import pytest

from handlers.understanding.reading.time.zones_and_hours import city_of, hours_in, zone_in


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("мск", "Europe/Moscow"),
        ("по Москве", "Europe/Moscow"),
        ("московское", "Europe/Moscow"),
        ("По московскому времени", "Europe/Moscow"),
        ("Махачкала", "Europe/Moscow"),
        ("г. Казань", "Europe/Moscow"),
        ("Новосибирск", "Asia/Novosibirsk"),
        ("Екат", "Asia/Yekaterinburg"),
        ("Камчатка", "Asia/Kamchatka"),
        ("UTC+7", "Etc/GMT-7"),
        ("utc +3", "Europe/Moscow"),
        ("+2 к Москве", "Etc/GMT-5"),
        ("+2 часа к мск", "Etc/GMT-5"),
        ("МСК+2", "Etc/GMT-5"),
        ("Москва −1", "Etc/GMT-2"),
        ("мск + 9", "Etc/GMT-12"),
        ("Asia/Yakutsk", "Asia/Yakutsk"),
        ("Europe/Moscow", "Europe/Moscow"),
        ("Владивосток", "Asia/Vladivostok"),
        ("Омск", "Asia/Omsk"),
        ("Томск", "Asia/Tomsk"),
    ],
)
def test_a_zone_is_understood_as_people_say_it(said, zone):
    assert zone_in(said) == zone


@pytest.mark.parametrize(
    ("said", "shown"),
    [("UTC+7", "МСК+4 (UTC+7)"), ("Москва −1", "МСК−1 (UTC+2)"), ("Красноярск", "Красноярск"), ("мск", "Москва")],
)
def test_a_town_is_named_only_where_the_officer_named_it(said, shown):
    assert city_of(zone_in(said) or "") == shown


@pytest.mark.parametrize("said", ["к", "", "да", "не знаю", "UTC+99", "Влад", "Europe", "Europe/Примерск", "9-18"])
def test_what_names_no_zone_is_not_guessed(said):
    assert zone_in(said) is None


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("с 9 до 18", time(9), time(18)),
        ("9-18", time(9), time(18)),
        ("9:00–18:00", time(9), time(18)),
        ("с 8:30 до 17", time(8, 30), time(17)),
        ("с девяти до пяти", time(9), time(17)),
        ("две смены, с восьми до двадцати", time(8), time(20)),
        ("с восьми до восемнадцати", time(8), time(18)),
        ("с 9 утра до 6 вечера", time(9), time(18)),
        ("8.30 - 16.45", time(8, 30), time(16, 45)),
    ],
)
def test_hours_are_understood_in_figures_and_in_words(said, start, end):
    assert hours_in(said) == (start, end)


@pytest.mark.parametrize("said", ["весь день", "с 9", "25-30", "с 9 до 18 и с 19 до 20", "900-1800"])
def test_what_is_no_pair_of_hours_is_asked_again(said):
    assert hours_in(said) is None
