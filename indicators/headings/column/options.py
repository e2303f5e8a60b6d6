"""What one column may be: its heading's score as a fact, made better or worse by what stands in its cells."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from indicators.catalogue import ACCOUNTS, FACT, FactType
from indicators.cells.values import is_dash, is_unknown, number_in, text_of
from indicators.headings.about import counts_times, is_percent, said_in
from indicators.headings.column.by_cells import by_values
from indicators.headings.column.evidence import SIGNS, Profile, fit
from indicators.headings.column.fact_codes import OF_CLASS, PUPILS_OF, people_code
from indicators.headings.column.looks import (
    LATELY,
    concept_of,
    days_in,
    is_of_activity,
    tell_of_people,
    tell_of_profile,
)
from indicators.headings.layout.layout import Layout
from indicators.headings.needs import PASSIVE
from indicators.headings.scoring import ASKED, TAKEN
from indicators.lexicon.reading import mentions_in
from indicators.reading.tables import Cell

_EMPLOYED: Final = re.compile(
    r"отпуск|больнич|\bб/?л\b|декрет|уход[еу]? за|уволен|увольн|совмест|основной|вакан|команд|на месте|штат|"
    r"стажир|пенси|^работа(?!ет с)|^труд|принят|перевед[её]н|сокращ|выбыл",
    re.IGNORECASE,
)
_OF_PROFILE: Final = frozenset({"profile", "study_profile", "account", "page", "platform"})
_MOST_IN_CLASS = 60
_COUNTED: Final = OF_CLASS | {"group_messages", "group_chats", "calls"}
_WORDS = 0.7
_PROFILES: Final = frozenset({"profile", "study_profile", "account", "page", "active", "activity", "activate"})
_NO_ANSWERS: Final = ("text", "word", "name", "class", "school", "office")
# States that are those of something else, unless the heading names them.
_FOREIGN: Final = {
    "group_chats": frozenset({"active", "register", "link", "authorise"}),
    "calls": frozenset({"active", "register", "link", "authorise"}),
    "messages_3": frozenset({"active", "register", "link", "authorise"}),
    "messages_10": frozenset({"active", "register", "link", "authorise"}),
    "journal_linked": frozenset({"active"}),
    "registered": frozenset({"link"}),
}
_ANYTHING: Final = frozenset({"have", "use", "active", "total", "status"})
_TOO_LITTLE: Final = {"link": "journal_linked", "call": "calls", "write": "group_messages"}
_VAGUE: Final = ("связь", "видеосвязь", "переписк")
_LAST_CLASS = 12
_SOME = 3
_SOON: Final = timedelta(days=45)
# A heading at least so sure may be put right by its cells.
_GIVEN_BY_CELLS = 0.5
# How much the cells may add to a heading's score, and take away from it.
_FOR = 0.2
_AGAINST = 0.6
_FOR_OWN = 0.35
_AGAINST_OWN = 0.9


@dataclass(frozen=True, slots=True)
class Option:
    """What a column may be; `cells` is how well its cells go with that, from -1 to 1."""

    code: str | None
    score: float
    cells: float
    why: tuple[str, ...]


def option_of(meant: str, score: float, index: int, layout: Layout, profile: Profile) -> Option:
    written, heading, why = people_code(meant), layout.headings[index], []
    sample = _told(layout.sample(index))
    code = by_values(written, sample, index, layout, profile) if written else None
    if not code:
        return Option(None, 0, 0, ("по клеткам это другое",) if written else ())
    if code != written:
        score = max(score, TAKEN) if score >= _GIVEN_BY_CELLS else score
        why.append(f"по клеткам это «{FACT[code].title if code in FACT else code}»")
    if another := _another_measure(code, heading, profile, sample) or _not_of_the_fact(
        code, heading, sample, layout.today
    ):
        return Option(None, 0, 0, (another,))
    if code == "profile_active" and (doubt := _of_no_profile(heading, score, profile, sample)):
        return Option(code, ASKED, 0, (*why, doubt))
    if code != written and code in PUPILS_OF.values() and counts_times(heading):
        return Option(code, ASKED, 0, (*why, "сколько раз, а не сколько учеников"))
    if _says_too_little(code, heading):
        return Option(code, ASKED, 0, (*why, "о чём это, не сказано"))
    if code == "last_activity" and score < TAKEN and not _mostly_of_late(sample, layout.today):
        return Option(code, ASKED, 0, (*why, "дни давние"))  # «Дата первого входа»
    if code == "max_registered" and tell_of_profile(sample):
        return Option(code, ASKED, 0, (*why, "в клетках — кто активен"))  # of whom there is more than who is there
    if _are_of_another(code, heading, sample):
        return Option(code, min(score, ASKED), 0, (*why, "в клетках — состояние чего-то другого"))
    if _are_no_answers(code, profile):
        return Option(code, min(score, ASKED), 0, (*why, "в клетках нет ни «да», ни «нет»"))
    if code in ACCOUNTS and score < _GIVEN_BY_CELLS and profile.share("link") < _WORDS:
        return Option(code, min(score, ASKED), 0, (*why, "номера чего-то, о чём ничего не известно"))
    cells = fit(code, profile)
    part = cells * _weight(code, cells)
    said = () if not part else ("клетки подходят",) if part > 0 else ("клетки мало похожи",)
    return Option(code, score + part, cells, (*why, *said))


def _says_too_little(code: str, heading: str) -> bool:
    """«Связь есть», «Видеосвязь работает», «Переписок»: a line, a camera, or people who were written to as well."""
    said = mentions_in(heading)
    if code == "group_chats" and {m.code for m in said} - PASSIVE == {"chat", "total"}:
        return True  # «Чаты (всего)»: those of two and of others as well
    alone = {m.code for m in said} - PASSIVE - _ANYTHING <= _TOO_LITTLE.keys()
    return alone and any(_TOO_LITTLE.get(m.code) == code and m.text.startswith(_VAGUE) for m in said)


def _of_no_profile(heading: str, score: float, profile: Profile, sample: list[Cell]) -> str:
    """Why what is active may be no profile."""
    if tell_of_people(sample):
        return ""
    if score <= _GIVEN_BY_CELLS or _is_of_something(heading, profile):  # «Активность: да» may be of the week
        return "в клетках не статусы профиля"
    return "статус человека, а не профиля" if _is_of_somebody(heading) else ""


def _is_of_something(heading: str, profile: Profile) -> bool:
    """«Статус» over numbers, days or words of which some happen to say no."""
    return not said_in(heading) & _PROFILES and profile.share("flag", "mark", "one") < _WORDS


def _is_of_somebody(heading: str) -> bool:
    """«Статус работника»: whether somebody works is no state of a profile."""
    said = said_in(heading)
    return "status" in said and bool(said & {"teacher", "person_word"}) and not said & (_PROFILES | _OF_PROFILE)


def _are_of_another(code: str, heading: str, sample: list[Cell]) -> bool:
    """«Чаты» over «связан» and «не связан»."""
    foreign = _FOREIGN.get(code, frozenset()) - said_in(heading)
    return bool(sample) and sum(concept_of(text_of(cell)) in foreign for cell in sample) * 2 > len(sample)


def _are_no_answers(code: str, profile: Profile) -> bool:
    """Words most of which say neither yes nor no."""
    is_flag = code in FACT and FACT[code].type is FactType.FLAG
    return is_flag and profile.size > _SOME and profile.share(*_NO_ANSWERS) > _WORDS


def _told(cells: list[Cell]) -> list[Cell]:
    return [cell for cell in cells if not is_unknown(cell) and not is_dash(cell)]


def _weight(code: str, cells: float) -> float:
    """Days, pages and names are hardly mistaken for anything else; figures may be figures of anything."""
    own = code in FACT and (FACT[code].identity or FACT[code].type is FactType.DATE)
    if cells > 0:
        return _FOR_OWN if own else _FOR
    return _AGAINST_OWN if own else _AGAINST


def _is_whole_school(sample: list[Cell]) -> bool:
    numbers = [number for cell in sample if (number := number_in(cell)) is not None]
    return bool(numbers) and sum(number > _MOST_IN_CLASS for number in numbers) * 2 > len(numbers)


def _are_below_nothing(sample: list[Cell]) -> bool:
    """One may be a slip."""
    return sum((number_in(cell) or 0) < 0 for cell in sample) > 1


def _another_measure(code: str, heading: str, profile: Profile, sample: list[Cell]) -> str:
    """Why the cells measure something else: shares are no figures of a person, «да» is no number of children."""
    measured = code in FACT and FACT[code].type in (FactType.NUMBER, FactType.FLAG)
    if measured and (is_percent(heading) or profile.share("percent", "part") > 0.5):
        return "доля, а не показатель человека"
    if measured and profile.share("signed") > SIGNS and _are_below_nothing(sample):
        return "разность: у числа нет знака"
    if code in OF_CLASS and _is_whole_school(sample):
        return "столько в одном классе не бывает"
    if code in _COUNTED and profile.size > _SOME and profile.share(*_NO_ANSWERS) > _WORDS:
        return "в клетках слова, а не числа"
    answered = profile.share("flag", "mark", "status") > 0.5 or (profile.size > 2 and profile.share("one") == 1)
    return "ответы, а не число детей или родителей" if code in OF_CLASS and answered else ""


def _not_of_the_fact(code: str, heading: str, sample: list[Cell], today: date | None) -> str:
    """Why the cells cannot be meant: who is on leave is no state of a profile, nobody was active in days to come."""
    if code == "profile_active" and not _OF_PROFILE & said_in(heading):
        texts = list(map(text_of, sample))
        employed = [text for text in texts if _EMPLOYED.search(text)]
        away = sum(1 for text in employed if not text.lower().startswith("работа"))
        if away * 3 > len(texts) or (employed and not any(map(is_of_activity, texts))):
            return "в клетках — работает человек или в отпуске"
    if code == "pupils_total" and "school" in (said := said_in(heading)) and "class" not in said:
        return "столько в школе, а не в классе"
    numbers = [number for cell in sample if (number := number_in(cell)) is not None]
    if code == "classes" and (0 in numbers or sum(number > _LAST_CLASS for number in numbers) * 2 > len(sample)):
        return "таких классов нет"
    if code in ACCOUNTS and len(sample) > _SOME and len(set(sample)) == 1:
        return "у всех одно и то же, а номер у каждого свой"
    if code == "last_activity" and today:
        days = days_in(sample)
        if sum(day > today + _SOON for day in days) * 2 > len(days):
            return "дни ещё не наступили"
    return ""


def _mostly_of_late(sample: list[Cell], today: date | None) -> bool:
    days = days_in(sample)
    return today is None or sum(day >= today - LATELY for day in days) * 2 >= len(days)
