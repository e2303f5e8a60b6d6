"""What a heading speaks of, where only that is asked."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from indicators.headings.needs import PASSIVE, concepts
from indicators.lexicon.reading import Mention, mentions_in
from indicators.russian.word_forms import is_adjective, is_verb

_MEMBERSHIP: Final = frozenset(concepts("@membership"))
_COUNTED: Final = frozenset(concepts("@counted"))
_WRITING: Final = frozenset({"message", "write", "send"})
_TIMES: Final = ("раз", "раза")
# What one may do many times, in the form that is counted: «авторизаций», «входов».
_REPEATED: Final = frozenset({"authorise", "activate", "connect", "visit"})
_COUNTED_FORM: Final = ("ий", "ов", "ев")
_NOTHING: Final = PASSIVE | {"number", "index", "count", "remark", "date", "n1", "n3", "n10"}
_BANDS: Final = (
    PASSIVE
    | frozenset(
        concepts("total use active activity visit week period current teacher person_word user experience account")
    )
    | {"profile", "platform"}
)
_PLACE: Final = PASSIVE | {"place", "rank"}
# «Название курсов» is that of something else.
_TITLED: Final = frozenset(
    concepts("@doings @others remark experience documents chat group grouped channel community class")
)
_CHILDREN: Final = frozenset(concepts("@others"))
_OTHER_PEOPLE: Final = frozenset(concepts("@others organizer contact chat title register"))
_TO_ASK: Final = frozenset({"organizer"})
_TEACHERS_NAME: Final = frozenset({("fio", "teacher"), ("fio", "person_word"), ("fio", "class_lead")})
_POST: Final = ("долж", "рол", "пост", "пози", "position", "role", "job", "кем")
_NAMED_BY: Final[Mapping[str, frozenset[str]]] = {
    "classes": frozenset({"class", "class_lead", "teach", "fill", "pin", "organizer"}),
    "profile_active": frozenset({"profile", "account", "page"}),
}
# Classes and states may be those of anything: only beside these words do cells tell whose they are.
_BESIDE: Final = PASSIVE | frozenset(concepts("unknown current have number self status title @staff"))
_LEFT_OPEN: Final[Mapping[str, frozenset[str]]] = {
    "classes": _BESIDE | frozenset(concepts("class teach experience subject fill pin organizer")),
    "profile_active": _BESIDE | frozenset(concepts("profile account page active activate make platform")),
}
# Posts and schools look like nothing else: only what is of others, or of another register, rules them out.
_ELSEWHERE: Final = frozenset(
    concepts(
        "@others organizer contact chat register child_of previous plan date link journal message call task_work group "
        "join"
    )
)
_RULED_OUT: Final[Mapping[str, frozenset[str]]] = {
    "role": _ELSEWHERE | {"my_school", "max"},  # «Роль в «Моей школе»»
    "school": _ELSEWHERE | {"experience"},  # «Школа, которую окончил»
}
# «ФИО зарегистрированного педагога» says of whom, «зарегистрировал» who did it.
_PARTICIPLE: Final = re.compile(r".*(?:нн|вш|дш)(?:ый|ий|ого|его|ых|их|ые|ие|ая|ой|ей)(?:ся)?")


def said_in(heading: str) -> frozenset[str]:
    """The concepts that a heading names."""
    return frozenset(mention.code for mention in mentions_in(heading))


def names_others(heading: str) -> bool:
    """Whether names under the heading are those of pupils, parents, or of whom to ask."""
    mentions = mentions_in(heading)
    return any(
        mention.code in (_TO_ASK if _is_of_teacher(mentions[:place]) else _OTHER_PEOPLE)
        and not (mention.code == "register" and _PARTICIPLE.fullmatch(mention.text))
        for place, mention in enumerate(mentions)
    )


def _is_of_teacher(before: Sequence[Mention]) -> bool:
    """«ФИО учителя, ведущего переписку с обучающимися»: what follows tells more of whoever was named."""
    codes = [mention.code for mention in before]
    return any(pair in _TEACHERS_NAME for pair in pairwise(codes))


def is_of_others(heading: str) -> bool:
    """Whether it speaks of pupils or parents, whom no list of staff is about."""
    return any(mention.code in _CHILDREN for mention in mentions_in(heading))


def says_nothing(heading: str) -> bool:
    """«кол. 7», «Прим. 2», «Данные»: a place, and not what stands there."""
    return said_in(own_line(heading)) <= _NOTHING


def names_nothing(word: str) -> bool:
    """«Пок.», «Инф.»: nobody would be wiser, knowing what it is short for."""
    return said_in(word) <= _NOTHING | {"unknown"}


def is_band(line: str) -> bool:
    """Whether the line may be but the title of a part of a table."""
    return said_in(line) <= _BANDS


def own_line(heading: str) -> str:
    """Without the title of a part of the table: «Показатели за неделю», «Учётная запись»."""
    above, _, own = heading.rpartition(" / ")
    return own if above and is_band(above) else heading


def names_what_cells_tell(heading: str, code: str) -> bool:
    """«Учебная нагрузка (классы)», «Должность (по трудовому договору)», «Место осн. работы», «Жив ли профиль»."""
    heading = own_line(heading)
    said = said_in(heading)
    if code == "role":  # «специальность по диплому» is none
        return any(m.code == "role" and m.text.startswith(_POST) for m in mentions_in(heading))
    if code == "school":
        return (
            "school" in said
            or ("title" in said and not said & _TITLED)
            or said <= _PLACE
            or ("use" in said and bool(said & {"place", "rank"}))
        )
    return bool(said & _NAMED_BY.get(code, frozenset()))


def leaves_open(heading: str, code: str) -> bool:
    """Whether cells may tell that a column is the fact. «Классы без чата», «Откуда переведён» speak of another thing,
    and of what «Класс вредности» is, nobody knows."""
    heading = own_line(heading)
    mentions, said = mentions_in(heading), said_in(heading)
    if said & _RULED_OUT.get(code, frozenset()):
        return False
    of_what = len(mentions) > 1 and mentions[-1].code == "unknown"
    if "class_lead" not in said:  # «Замещает в классах», «Дежурный класс»
        of_what |= any(m.code == "unknown" and (is_verb(m.text) or is_adjective(m.text)) for m in mentions)
    return code not in _LEFT_OPEN or (said <= _LEFT_OPEN[code] and not of_what)


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
