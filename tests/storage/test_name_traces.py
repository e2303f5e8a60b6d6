"""A deleted person's name is found in every case and order, and nobody else's is touched."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import JSON, String, select

from indicators.russian.names import comparable
from nudges.names import PersonName
from storage.dialogs.replies import Answer, add_replies
from storage.people.privacy.name_traces import GONE, TEXTS, Named, empty_names
from storage.schools.registry import create_school
from storage.tables import Base, Correction, Person, PreviousRow, RememberedMatch, Reply
from tests.databases import fresh_database
from tests.postgres import emptied

NOW = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
MARYAM = PersonName("Алиева", "Марьям", "Ахмедовна")
ZAREMA = PersonName("Алиева", "Зарема", "Камильевна")

# Codes, numbers, the school's own words, messages that name nobody but whom they go to.
NAMELESS = {
    "account": {"platform", "writing"},
    "audit": {"action", "details"},
    "attempt": {"platform", "kind"},
    "break": {"kind"},
    "cabinet_link": {"token_hash"},
    "cabinet_session": {"token_hash"},
    "campaign": {"week", "kind", "state"},
    "chat": {"platform", "kind", "class_name", "link", "state", "settings"},
    "class_pupils": {"week", "class_name", "before"},
    "claim": {"week", "gap", "kind", "resolution", "answers_before"},
    "dialogue": {"name"},
    "errand": {"kind", "state"},
    "escalation": {"gap", "level"},
    "exemption": {"gap"},
    "handled_event": {"event_id"},
    "invitation": {"code", "role", "details"},
    "live_count": {"week"},
    "member": {"role"},
    "not_understood": {"side"},
    "note": {"key", "value"},
    "occasion": {"kind", "period"},
    "outbox": {"platform", "text", "gaps", "state", "calendar_week", "figures_week"},
    "person_week": {"week"},
    "previous_load": {"sha256", "mapping", "figures", "nameless"},
    "remembered_mapping": {"shape", "mapping"},
    "reply": {"state"},
    "school": {"name", "name_key", "timezone", "journal_name", "settings"},
    "school_alias": {"name_key"},
    "school_week": {"week", "code"},
    "silenced": {"platform"},
    "statistics_import": {"week", "kind", "sha256", "mapping", "nameless"},
    "target": {"code"},
    "thread_line": {"side"},
    "told_change": {"fields"},
}
WHOLE = {one.__tablename__ for one in (Person, RememberedMatch, Correction, PreviousRow)}


def test_every_column_with_text_is_emptied_or_cannot_name_anybody():
    emptied = {(table.__tablename__, column) for table, column in TEXTS}
    for table in Base.metadata.tables.values():
        texts = {column.name for column in table.columns if isinstance(column.type, String | JSON)}
        told = {column for name, column in emptied if name == table.name} | NAMELESS.get(table.name, set())
        if table.name not in WHOLE:
            assert texts == told, table.name


@pytest.mark.parametrize(
    "text",
    [
        "Алиева Марьям Ахмедовна",
        "Алиевой Марьям Ахмедовне",
        "Алиевой Марьям",
        "алиеву",
        "АЛИЕВА М. А.",
        "Алиева М.А.",
        "М. А. Алиева",
        "Марьям Ахмедовна Алиева",
        "Марьям Ахмедовны",
    ],
)
def test_all_ways_to_write_it_are_found(text):
    pattern = Named(MARYAM, (ZAREMA,)).pattern
    assert pattern.sub(GONE, f"Напомнить {text}, пожалуйста") == f"Напомнить {GONE}, пожалуйста"


@pytest.mark.parametrize("text", ["Алиева Зарема", "Алиевой З. К.", "Марьяна Ахметовна", "Валиева Марьям", "альбом"])
def test_others_stay(text):
    assert Named(MARYAM, (ZAREMA,)).pattern.sub(GONE, text) == text


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        (
            PersonName("Ли", "Вера", "Игоревна"),
            "помогло ли? Ли Вере Игоревне, листовки, Ли",
            "помогло ли? #, листовки, #",
        ),
        (PersonName("О", "Елена", "Викторовна"), "О школе и О Елене Викторовне", "О школе и #"),
        (PersonName("Семёнова", "Алёна", "Юрьевна"), "Семеновой Алене Ю. и Семёнова", "# и #"),
        (PersonName("Чёрных", "Иван", "Ильич"), "что у Черных? Чёрных И. И.", "что у #? #"),
        (PersonName("Гаджиева-Али", "Ума", "Мурад кызы"), "Гаджиевой-Али Уме Мурад кызы; Гаджиева", "#; #"),
    ],
)
def test_short_double_and_dotted_names(name, text, left):
    assert Named(name).pattern.sub("#", text) == left


def test_given_name_and_patronymic_of_two_people_name_neither():
    assert Named(MARYAM, one_of_many=True).pattern.sub("#", "Марьям Ахмедовна, здравствуйте") == (
        "Марьям Ахмедовна, здравствуйте"
    )


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_kept_texts_of_either_database_are_emptied(kind, tmp_path, request):
    is_server = kind == "postgresql"
    database = await (emptied(request.getfixturevalue("postgres")) if is_server else fresh_database(tmp_path / "t.db"))
    try:
        async with database.writing() as session:
            answers = [Answer(1, f"Карточка: Алиеву Марьям — {number}") for number in range(3)]
            await add_replies(session, 9, [*answers, Answer(1, "Борисов и Алиева Зарема")], NOW)
            school = await create_school(session, "Школа № 1 (пример)", NOW)
            session.add(RememberedMatch(school_id=school.id, row_key="алиева марьям ахмедовна"))
            session.add(RememberedMatch(school_id=school.id, row_key="борисов борис олегович"))
            zarema = {"full_name": "Алиева Зарема Камильевна", "last_name": "Алиева", "first_name": "Зарема"}
            session.add(Person(school_id=school.id, **zarema, name_key=comparable(zarema["full_name"]), created_at=NOW))
        async with database.writing() as session:
            assert await empty_names(session, [MARYAM]) == 3
        async with database.reading() as session:
            texts = {body["text"] for body in await session.scalars(select(Reply.body))}
            keys = list(await session.scalars(select(RememberedMatch.row_key)))
        assert texts == {*(f"Карточка: {GONE} — {number}" for number in range(3)), "Борисов и Алиева Зарема"}
        assert keys == ["борисов борис олегович"]
    finally:
        await database.close()
