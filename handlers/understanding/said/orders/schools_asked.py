"""Of whoever looks after several schools: what is asked of the schools themselves, and of none of their people."""

import re

from handlers.understanding.reading.spelling import plain

_CHOOSES = re.compile(
    r"(?:а|и|ну|на|к|с|со|в|во|мне|нам|давай\w*|теперь|пожалуйста|хочу|нужн\w+|надо|покаж\w+|показать|откро\w+|открыть|"
    r"выбер\w+|выбрать|выбираю|смени\w*|сменить|переключ\w+|перейд\w+|перейти|работа\w+|посмотр\w+|другая|другую|школ\w*)"
)
_WHERE_NOW = re.compile(
    r"\bс\s+как(?:ой|ими)\s+школ\w+\b|^\W*(?:какая\s+сейчас|друг\w+|смен\w+|поменя\w+|выб\w+|мои|наши|список|покажи)"
    r"\s+школ\w*\W*$"
)
_NO_FILE = re.compile(
    r"\bшкол\w*\b.*\b(?:без\s+файл|не\s+присла|не\s+прислал|не\s+загруз|нет\s+(?:файл|данн|статистик))|"
    r"\b(?:от\s+кого|у\s+кого)\s+(?:\w+\s+)?нет\s+файл|\bкто\s+не\s+(?:присла|загрузи)\w*\s+(?:файл|статистик|данн)"
)
_CREATES = re.compile(
    r"^\W*(?:пожалуйста\W+)?(?:созда(?:й|йте|ть)|завед(?:и|ите)|завести|добав(?:ь|ьте|ить))\s+(?:нов\w+\s+|еще\s+)*"
    r"(?:одну\s+)?(?:школу|школы|гимназию|лицей)\b"
)
_WHO_LAGS = re.compile(r"^\W*кто\s+(?:у\s+нас\s+)?(?:(?:хуже|лучше)\s+всех|отстает|впереди|последн\w+|перв\w+)")
_BY = re.compile(r"\bпо\s+\w.*", re.IGNORECASE)
_REPORT = re.compile(
    r"\b(?:сводн|районн|муниципальн|общ)\w*\s+отчет|\bотчет\w*\s+(?:по\s+)?(?:все\w+\s+)?(?:район|округ|муниципал|школам\b)"
)
_COMPARES = re.compile(r"\bсравн|\bсопостав|\bрейтинг")
_OF_SCHOOLS = re.compile(rf"{_COMPARES.pattern}.*\bшкол")
_CONTENT = re.compile(r":|,|\bчто\b|\bчтобы\b|\bпро\b|\bо\b|\bоб\b")
_ALL_PEOPLE = {"учител": "teachers_total", "педагог": "teachers_total", "ученик": "pupils_total", "дет": "pupils_total"}


def only_chooses(text: str) -> bool:
    """«Давайте с этой»: nothing is asked but to work with it."""
    return all(map(_CHOOSES.fullmatch, re.findall(r"\w+", plain(text))))


def asks_where_now(text: str) -> bool:
    return _WHERE_NOW.search(plain(text)) is not None


def asks_who_sent_no_file(text: str) -> bool:
    return _NO_FILE.search(plain(text)) is not None


def creates_school(text: str) -> bool:
    return _CREATES.search(plain(text)) is not None


def asks_who_lags(text: str) -> bool:
    """Of whoever has chosen no school yet it is the schools that are asked about."""
    return _WHO_LAGS.search(plain(text)) is not None


def by_what(text: str) -> str:
    """«По звонкам», as it stands."""
    found = _BY.search(text)
    return found[0] if found is not None else ""


def asks_for_report_of_all(text: str) -> bool:
    return _REPORT.search(plain(text)) is not None


def compares(text: str) -> bool:
    return _COMPARES.search(plain(text)) is not None


def compares_schools(text: str) -> bool:
    return _OF_SCHOOLS.search(plain(text)) is not None


def content_begins(text: str) -> int | None:
    """Where what is to be announced begins."""
    found = _CONTENT.search(plain(text))
    return found.start() if found is not None else None


def totals_named(text: str) -> list[str]:
    """The indicators that count all people of a kind: «сколько учителей»."""
    said = plain(text)
    return [code for word, code in _ALL_PEOPLE.items() if re.search(rf"\b{word}", said)]
