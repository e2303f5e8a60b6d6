"""What a heading speaks of, where only that is asked."""

import re
from typing import Final

from indicators.headings.needs import concepts
from indicators.lexicon.reading import mentions_in

_MEMBERSHIP: Final = frozenset(concepts("@membership"))
_COUNTED: Final = frozenset(concepts("@counted"))
_WRITING: Final = frozenset({"message", "write", "send"})
_TIMES: Final = ("раз", "раза")
# What one may do many times, in the form that is counted: «авторизаций», «входов».
_REPEATED: Final = frozenset({"authorise", "activate", "connect", "visit"})
_COUNTED_FORM: Final = ("ий", "ов", "ев")
_CHILDREN: Final = frozenset(concepts("@others"))
_OTHER_PEOPLE: Final = _CHILDREN | {"organizer", "contact", "chat", "title", "register"}
_SOMEBODY_ELSES: Final = _CHILDREN | {"organizer", "previous", "plan", "date", "contact"}
_POST: Final = ("должн", "рол", "пост", "пози", "position", "role")
_ELSEWHERE: Final = frozenset(
    {"max", "my_school", "journal", "foreign", "link", "message", "chat", "call", "task_work"}
)
# «ФИО зарегистрированного педагога» says of whom, «зарегистрировал» who did it.
_PARTICIPLE: Final = re.compile(r".*(?:нн|вш|дш)(?:ый|ий|ого|его|ых|их|ые|ие|ая|ой|ей)(?:ся)?")


def said_in(heading: str) -> frozenset[str]:
    """The concepts that a heading names."""
    return frozenset(mention.code for mention in mentions_in(heading))


def names_others(heading: str) -> bool:
    """Whether names under the heading are those of pupils, parents, or of whom to ask."""
    return any(
        mention.code in _OTHER_PEOPLE and not (mention.code == "register" and _PARTICIPLE.fullmatch(mention.text))
        for mention in mentions_in(heading)
    )


def is_of_others(heading: str) -> bool:
    """Whether it speaks of pupils or parents, whom no list of staff is about."""
    return any(mention.code in _CHILDREN for mention in mentions_in(heading))


def says_class(heading: str) -> bool:
    """«Учебная нагрузка (классы)», and no class of somebody's child."""
    said = said_in(heading)
    return bool(said & {"class", "class_lead", "teach"}) and not said & (_CHILDREN | {"organizer", "date"})


def says_office(heading: str) -> bool:
    """«Должность (по трудовому договору)», and nobody's former one; «специальность по диплому» is none."""
    named = any(m.code == "role" and m.text.startswith(_POST) for m in mentions_in(heading))
    return named and not said_in(heading) & _SOMEBODY_ELSES


def says_no_other_place(heading: str) -> bool:
    """«Место осн. работы», «Краткое название по уставу»; not where somebody comes from or where the pupils went."""
    said = said_in(heading)
    named = said & {"school", "title"} or ("use" in said and said & {"place", "rank"})
    return bool(named) and not said & (_SOMEBODY_ELSES | {"birth", "course", "experience", "documents", "lesson"})


def says_profile(heading: str) -> bool:
    said = said_in(heading)
    return bool(said & {"profile", "account", "status", "page"}) and not said & (_SOMEBODY_ELSES | _ELSEWHERE)


def counts_people(heading: str) -> bool:
    """«Из них в Сферуме», «из них с ЭЖД» are people, not messages or chats."""
    said = said_in(heading)
    return bool(said & _MEMBERSHIP) and not said & _COUNTED


def counts_times(heading: str) -> bool:
    """«Авторизаций», «раз»: one pupil may have many of them."""
    return any(
        m.text in _TIMES or (m.code in _REPEATED and m.text.endswith(_COUNTED_FORM)) for m in mentions_in(heading)
    )


def says_written(heading: str) -> bool:
    """Whether it counts what somebody wrote, wherever that was."""
    return bool(said_in(heading) & _WRITING)


def is_percent(heading: str) -> bool:
    return "percent" in said_in(heading)
