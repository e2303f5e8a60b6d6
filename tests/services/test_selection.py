"""Whom a selection takes, and whom the table of the cabinet shows."""

from dataclasses import dataclass

import pytest

from services.selection import Selection
from services.staff import table
from services.staff.table import Wanted, staff_table
from storage.people.accounts import ensure_account
from storage.tables import Person, PersonAccount
from tests.services.school import OFFICER, TODAY, staffed


@dataclass(frozen=True, slots=True)
class Someone:
    role: str
    classes: str
    person_id: int = 1
    messengers: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("part", "classes", "takes"),
    [
        ("post:старшее звено", "9а, 10б", True),
        ("post:старшее звено", "5а, 6б", False),
        ("post:среднее звено", "7-11", True),
        ("parallel:8", "7-11", True),
        ("parallel:8", "8в", True),
        ("parallel:8", "7-9, 11а", True),
        ("parallel:8", "18а", False),
        ("parallel:11", "7-11классы", True),
        ("parallel:1", "7-11классы", False),
        ("parallel:1", "11классы", False),
        ("parallel:8", "каб. 208", False),
        ("parallel:восьмая", "8в", False),
        ("class:8В", "8в, 9а", True),
        ("class:8В", "8а", False),
    ],
)
def test_grades_and_classes_are_read_from_what_stands_beside_the_name(part, classes, takes):
    assert Selection.parse(part).takes(Someone("учитель", classes)) is takes
    assert Selection.parse(f"-{part}").takes(Someone("учитель", classes)) is not takes


async def test_the_table_is_narrowed_to_a_class_a_post_and_a_messenger(tmp_path):
    async with staffed(tmp_path) as school:
        actor = await school.actor(OFFICER)
        async with school.database.writing() as session:
            alieva = await session.get_one(Person, school.alieva)
            alieva.role, alieva.classes = "учитель физики", "7Б, 8А"
            in_max = await ensure_account(session, "max", 77)
            session.add(PersonAccount(person_id=school.alieva, account_id=in_max.id))
        async with school.database.reading() as session:
            shown = {}
            for wanted in (
                Wanted(class_name="7Б"),
                Wanted(role="учитель физики"),
                Wanted(messenger=table.BOTH),
                Wanted(messenger="vk"),
                Wanted(messenger=table.NONE),
            ):
                found = await staff_table(session, actor, wanted, TODAY)
                shown[wanted] = [one.person_id for one in found.shown]
    assert list(shown.values()) == [[school.alieva], [school.alieva], [school.alieva], [school.borisov], []]


_IN_LISTS = {
    "химия": "учитель химии",
    "физика": "учитель физики",
    "музыка": "учитель музыки",
    "история": "учитель истории",
    "биология": "учитель биологии",
    "география": "учитель географии",
    "литература": "учитель литературы",
    "информатика": "учитель информатики",
    "изо": "учитель ИЗО",
    "обзр": "преподаватель ОБЗР",
    "физкультура": "учитель физкультуры",
    "технология": "учитель труда",
    "родной язык": "учитель родного языка",
}


@pytest.mark.parametrize("subject", _IN_LISTS)
def test_a_subject_takes_its_teachers_and_nobody_elses(subject: str) -> None:
    """Lists have «учитель химии»: the name of a subject stands there in another case, however short it is."""
    taken = [name for name, post in _IN_LISTS.items() if Selection((f"subject:{subject}",)).takes(Someone(post, ""))]
    assert taken == [subject]


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("subject:технология", "сотрудник охраны"),
        ("subject:право", "управляющий делами"),
        ("post:классный руководитель", "педагог по внеклассной работе"),
    ],
)
def test_the_middle_of_a_word_is_nobodys_post(name: str, post: str) -> None:
    assert not Selection((name,)).takes(Someone(post, ""))
    assert Selection(("post:администрация",)).takes(Someone("замдиректора по УВР", ""))
