"""Time zones and hours as people name them: «мск», «Казань», «UTC+7», «+2 к Москве», «с девяти до пяти»."""

import re
from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from handlers.understanding.reading.tokens.numerals import NUMBERS

ZONES = {
    "Калининград": "Europe/Kaliningrad",
    "Москва": "Europe/Moscow",
    "Самара": "Europe/Samara",
    "Екатеринбург": "Asia/Yekaterinburg",
    "Омск": "Asia/Omsk",
    "Красноярск": "Asia/Krasnoyarsk",
    "Иркутск": "Asia/Irkutsk",
    "Якутск": "Asia/Yakutsk",
    "Владивосток": "Asia/Vladivostok",
    "Магадан": "Asia/Magadan",
    "Камчатка": "Asia/Kamchatka",
    "Новосибирск": "Asia/Novosibirsk",
    "Барнаул": "Asia/Barnaul",
    "Томск": "Asia/Tomsk",
    "Кемерово": "Asia/Novokuznetsk",
    "Чита": "Asia/Chita",
    "Сахалин": "Asia/Sakhalin",
    "Саратов": "Europe/Saratov",
    "Астрахань": "Europe/Astrakhan",
    "Ульяновск": "Europe/Ulyanovsk",
    "Волгоград": "Europe/Volgograd",
    "Киров": "Europe/Kirov",
}
# Beginnings of words, for other towns and regions, and for the cases of those above.
_STEMS = {
    "Москва": "мск msk москв московск махачкал дагестан дербент хасавюрт каспийск казан татарстан питер спб "
    "петербург ленинград новгород ростов краснодар кубан ставропол пятигорск владикавказ осети грозн чечн чечен "
    "магас ингуш назран нальчик кабардин черкесск карачаев элист калмык майкоп адыге сочи симферопол крым "
    "севастопол воронеж белгород курск орел орлов липецк тамбов пенз рязан тул калуг смоленск брянск твер ярослав "
    "костром иванов владимир вологд архангельск мурманск петрозаводск карел псков сыктывкар коми чебоксар чуваш "
    "саранск мордов йошкар",
    "Калининград": "калининград",
    "Самара": "самар тольятти ижевск удмурт",
    "Екатеринбург": "екб екатеринбург свердлов уфа уфе уфы башкир челябинск перм тюмен курган оренбург ханты сургут "
    "салехард магнитогорск",
    "Омск": "омск",
    "Красноярск": "красноярск норильск абакан хакас кызыл тыва тувин",
    "Новосибирск": "новосиб",
    "Кемерово": "кемеров новокузнецк кузбасс",
    "Барнаул": "барнаул алта горно-алт",
    "Томск": "томск",
    "Иркутск": "иркутск братск улан бурят",
    "Якутск": "якут благовещенск амурск",
    "Чита": "чит забайкал",
    "Владивосток": "владивосток хабаровск приморск уссурийск",
    "Сахалин": "сахалин южно-сах",
    "Магадан": "магадан",
    "Камчатка": "камчат петропавловск чукот анадыр",
    "Саратов": "саратов",
    "Астрахань": "астрахан",
    "Ульяновск": "ульяновск",
    "Волгоград": "волгоград",
    "Киров": "киров вятк",
}
_TOWNS = tuple((stem, city) for city, stems in _STEMS.items() for stem in stems.split())
_SHORTEST = 4  # letters of a town's beginning; fewer may be any word
_MOSCOW = r"(?:мск|msk|москв\w*|московск\w*)"
_SIGNED = r"([+-]\s*\d{1,2})"
_FROM_MOSCOW = (
    re.compile(rf"{_MOSCOW}(?:\s*врем\w*)?\s*{_SIGNED}\b"),
    re.compile(rf"{_SIGNED}\s*(?:ч\w*\.?)?\s*(?:к|от|с|по)?\s*{_MOSCOW}"),
)
_FROM_GREENWICH = re.compile(rf"(?:utc|gmt|гринвич\w*)\s*{_SIGNED}(?::00)?\b")
_GREENWICH = re.compile(r"Etc/GMT([+-]\d+)")
_MOSCOW_HOURS = 3


def zone_in(text: str) -> str | None:
    """The name of the time zone that is meant, as the calendar keeps it; None when none is understood."""
    plain = text.strip().lower().replace("ё", "е").replace("−", "-").replace("–", "-")
    hours = _hours_ahead(plain)
    if hours is not None:
        # Whoever names a difference did not name a town. These zones' sign is turned round: Etc/GMT-5 is ahead.
        return ZONES["Москва"] if hours == _MOSCOW_HOURS else _known(f"Etc/GMT{-hours:+d}")
    words = re.findall(r"[a-zа-я][a-zа-я-]*", plain)
    cities = {city for word in words for city in _cities(word)}
    if len(cities) == 1:
        return ZONES[cities.pop()]
    return _known(text.strip()) if "/" in text or plain == "utc" else None


def city_of(zone: str) -> str:
    """«Красноярск», «МСК+4 (UTC+7)» where only the difference was named, or the zone's own name."""
    ahead = _GREENWICH.fullmatch(zone)
    if ahead is None:
        return next((city for city, known in ZONES.items() if known == zone), zone)
    hours = -int(ahead[1])
    return f"МСК{hours - _MOSCOW_HOURS:+d} (UTC{hours:+d})".replace("-", "−")


def _hours_ahead(plain: str) -> int | None:
    for pattern in _FROM_MOSCOW:
        if (found := pattern.search(plain)) is not None:
            return _MOSCOW_HOURS + int(found[1].replace(" ", ""))
    found = _FROM_GREENWICH.search(plain)
    return int(found[1].replace(" ", "")) if found is not None else None


def _cities(word: str) -> set[str]:
    whole = {city for stem, city in _TOWNS if word.startswith(stem)}
    begun = {city for stem, city in _TOWNS if len(word) >= _SHORTEST and stem.startswith(word)}
    return whole or begun


def _known(zone: str) -> str | None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return zone


_HOURS = {word: value for word, value in NUMBERS.items() if 2 <= value <= 20 and word != "две"}  # «две смены»
_NUMBER = re.compile(rf"\b({'|'.join(_HOURS)})\b")
_HOUR = re.compile(r"(?<!\d)(\d{1,2})(?:[:.](\d{2}))?(?!\d)")
_HALF = 12


def in_figures(plain: str) -> str:
    """«после трех» → «после 3»."""
    return _NUMBER.sub(lambda word: str(_HOURS[word[1]]), plain)


def hours_in(text: str) -> tuple[time, time] | None:
    """«с 8:30 до 17», «9-18», «с девяти до пяти»: an end before the beginning is meant in the afternoon."""
    plain = in_figures(text.lower().replace("ё", "е"))
    found = [(int(hour), int(minutes or 0)) for hour, minutes in _HOUR.findall(plain)]
    if len(found) != 2 or any(hour > 23 or minutes > 59 for hour, minutes in found):
        return None
    start, (last, minutes) = time(*found[0]), found[1]
    end = time(last, minutes)
    return start, end.replace(hour=last + _HALF) if end <= start and last < _HALF else end
