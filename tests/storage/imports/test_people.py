"""A list of people: who is known, new, missing or doubtful, and what a repeated import changes."""

from datetime import UTC, datetime

from sqlalchemy import func, select

from indicators.weeks import Week
from nudges.gaps import codes
from storage.campaigns.planning import plan
from storage.people.privacy.forgetting import forget_account, forget_human, forget_people
from storage.tables import Account, Person, PersonAccount, PersonWeek, RememberedMatch, School, StatisticsImport, Target
from tests.storage.imports.lists import bring_in, people

ANNA = "9100001;Примерова Анна Ивановна;12;1"
BORIS = "9100002;Образцов Борис Петрович;2;0"


async def facts(database, week="2026-W46"):
    async with database.reading() as session:
        rows = await session.execute(
            select(Person.full_name, PersonWeek.group_messages)
            .join(PersonWeek, PersonWeek.person_id == Person.id)
            .where(PersonWeek.week == week)
            .order_by(Person.id)
        )
        return [tuple(row) for row in rows]


async def test_a_first_list_creates_people_accounts_and_facts(database, tmp_path):
    report = await bring_in(database, people(tmp_path / "a.csv", ANNA, BORIS))
    assert report.schools[0].new == ["Примерова Анна Ивановна", "Образцов Борис Петрович"]
    assert await facts(database) == [("Примерова Анна Ивановна", 12), ("Образцов Борис Петрович", 2)]
    async with database.reading() as session:
        assert list(await session.scalars(select(Account.external_id).order_by(Account.id))) == [9100001, 9100002]


async def test_a_preview_writes_nothing(database, tmp_path):
    report = await bring_in(database, people(tmp_path / "a.csv", ANNA), write=False)
    assert report.imported is False
    assert report.schools[0].new == ["Примерова Анна Ивановна"]
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Person)) == 0


async def test_the_next_week_knows_everybody_by_vk_id_and_by_name(database, tmp_path):
    await bring_in(database, people(tmp_path / "a.csv", ANNA, BORIS))
    rows = ("9100001;ПРИМЕРОВА АННА ИВАНОВНА;1;0", ";Образцов Борис Петрович;11;1")
    report = await bring_in(database, people(tmp_path / "b.csv", *rows, week="16.11.2026–22.11.2026"))
    assert (report.schools[0].known, report.schools[0].new) == (2, [])
    assert await facts(database, "2026-W47") == [("Примерова Анна Ивановна", 1), ("Образцов Борис Петрович", 11)]


async def test_a_week_imported_again_is_replaced_and_the_difference_is_told(database, tmp_path):
    await bring_in(database, people(tmp_path / "a.csv", ANNA, BORIS))
    again = people(tmp_path / "b.csv", "9100001;Примерова Анна Ивановна;15;1")
    report = await bring_in(database, again)
    changes = {(one.full_name, one.fact, one.before, one.after) for one in report.schools[0].changes}
    assert changes == {
        ("Примерова Анна Ивановна", "group_messages", 12, 15),
        ("Образцов Борис Петрович", "", "в списке", None),
    }
    assert report.schools[0].missing == ["Образцов Борис Петрович"]
    assert await facts(database) == [("Примерова Анна Ивановна", 15)]
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(StatisticsImport)) == 1
        assert await session.scalar(select(func.count()).select_from(Person)) == 2


async def test_namesakes_with_different_accounts_stay_two_people(database, tmp_path):
    rows = ("9100001;Примерова Анна Ивановна;12;1", "9100009;Примерова Анна Ивановна;0;0")
    report = await bring_in(database, people(tmp_path / "a.csv", *rows))
    assert len(report.schools[0].new) == 2
    await bring_in(database, people(tmp_path / "b.csv", *rows, week="16.11.2026–22.11.2026"))
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Person)) == 2


async def test_a_doubtful_row_is_not_written_until_an_officer_says_who_it_is(database, tmp_path):
    await bring_in(database, people(tmp_path / "a.csv", ANNA, BORIS))
    doubtful = people(tmp_path / "b.csv", ANNA, ";Образцов Борис Петрови;3;0", week="16.11.2026–22.11.2026")
    report = await bring_in(database, doubtful)
    [doubt] = report.schools[0].ambiguous
    assert [name for _, name in doubt.candidates] == ["Образцов Борис Петрович"]
    assert await facts(database, "2026-W47") == [("Примерова Анна Ивановна", 12)]
    async with database.writing() as session:
        answer = RememberedMatch(
            school_id=report.schools[0].school_id, row_key=doubt.key, person_id=doubt.candidates[0][0]
        )
        session.add(answer)
    report = await bring_in(database, doubtful)
    assert report.schools[0].ambiguous == []
    assert ("Образцов Борис Петрович", 3) in await facts(database, "2026-W47")


async def test_somebody_new_by_an_officers_word_is_the_same_person_next_week(database, tmp_path):
    await bring_in(database, people(tmp_path / "a.csv", ANNA, BORIS))
    row = ";Образцов Борис Петрови;3;0"
    first = people(tmp_path / "b.csv", ANNA, BORIS, row, week="16.11.2026–22.11.2026")
    report = await bring_in(database, first)
    keys = [doubt.key for doubt in report.schools[0].ambiguous]
    if keys:
        async with database.writing() as session:
            school_id = report.schools[0].school_id
            session.add(RememberedMatch(school_id=school_id, row_key=keys[0], person_id=None))
        await bring_in(database, first)
    await bring_in(database, people(tmp_path / "c.csv", ANNA, BORIS, row, week="23.11.2026–29.11.2026"))
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Person)) == 3
    assert len(await facts(database, "2026-W48")) == 3


async def test_an_account_that_a_later_list_knows_is_added(database, tmp_path):
    await bring_in(database, people(tmp_path / "a.csv", ";Примерова Анна Ивановна;12;1"))
    await bring_in(database, people(tmp_path / "b.csv", ANNA, week="16.11.2026–22.11.2026"))
    async with database.reading() as session:
        names = await session.execute(select(Person.full_name, Account.external_id).join(Account))
        assert [tuple(row) for row in names] == [("Примерова Анна Ивановна", 9100001)]


async def test_a_fuller_name_replaces_a_short_one_and_never_the_other_way(database, tmp_path):
    await bring_in(database, people(tmp_path / "a.csv", "9100001;Примерова Анна;12;1"))
    await bring_in(database, people(tmp_path / "b.csv", ANNA, week="16.11.2026–22.11.2026"))
    short = people(tmp_path / "c.csv", "9100001;Примерова А.И.;12;1", week="23.11.2026–29.11.2026")
    await bring_in(database, short)
    assert await facts(database, "2026-W48") == [("Примерова Анна Ивановна", 12)]


async def wants_nudges(database) -> dict[str, bool]:
    async with database.reading() as session:
        return {row.full_name: row.wants_nudges for row in await session.scalars(select(Person))}


async def test_somebody_who_had_their_data_deleted_comes_back_as_staff_but_not_as_a_recipient(database, tmp_path):
    path = people(tmp_path / "a.csv", ANNA, BORIS)
    await bring_in(database, path)
    async with database.writing() as session:
        account = (await session.scalars(select(Account).where(Account.external_id == 9100001))).one()
        person = (await session.scalars(select(Person).where(Person.account_id == account.id))).one()
        await forget_people(session, [person.id])
        await forget_account(session, account)
    await bring_in(database, path)
    assert await wants_nudges(database) == {"Примерова Анна Ивановна": False, "Образцов Борис Петрович": True}


WITH_MAX = "VK ID;ID MAX;ФИО;Сообщений в групповых чатах\n"


def both(path, *rows):
    path.write_text(f"Сферум, 09.11.2026–15.11.2026\n{WITH_MAX}" + "\n".join(rows), encoding="utf-8")
    return path


async def accounts_of(database):
    """(name, platform, number) of everybody: the account written to, then the further ones."""
    own = select(Person.full_name, Account.platform, Account.external_id).join(Account, Account.id == Person.account_id)
    further = select(Person.full_name, Account.platform, Account.external_id)
    further = further.join(PersonAccount, PersonAccount.person_id == Person.id)
    further = further.join(Account, Account.id == PersonAccount.account_id)
    async with database.reading() as session:
        return [tuple(row) for query in (own, further) for row in await session.execute(query)]


async def test_an_account_in_max_stands_beside_vks_even_under_the_same_number(database, tmp_path):
    rows = ("9100001;9100002;Примерова Анна Ивановна;12", "9100002;;Образцов Борис Петрович;2")
    await bring_in(database, both(tmp_path / "a.csv", *rows))
    assert set(await accounts_of(database)) == {
        ("Примерова Анна Ивановна", "vk", 9100001),
        ("Примерова Анна Ивановна", "max", 9100002),
        ("Образцов Борис Петрович", "vk", 9100002),
    }


async def test_an_account_in_max_is_learned_later_and_then_enough(database, tmp_path):
    await bring_in(database, people(tmp_path / "a.csv", ANNA))
    await bring_in(database, both(tmp_path / "b.csv", "9100001;77;Примерова Анна Ивановна;12"))
    report = await bring_in(database, both(tmp_path / "c.csv", ";77;Примерова Анна;13"))
    assert (report.schools[0].known, report.schools[0].new) == (1, [])
    assert ("Примерова Анна Ивановна", "max", 77) in await accounts_of(database)


async def test_somebody_known_in_max_alone_is_not_written_to_in_vk(database, tmp_path):
    await bring_in(database, both(tmp_path / "a.csv", ";77;Примерова Анна Ивановна;1"))
    assert set(await accounts_of(database)) == {("Примерова Анна Ивановна", "max", 77)}
    await bring_in(database, both(tmp_path / "b.csv", "9100001;77;Примерова Анна Ивановна;1"))
    assert set(await accounts_of(database)) == {
        ("Примерова Анна Ивановна", "vk", 9100001),
        ("Примерова Анна Ивановна", "max", 77),
    }


async def test_who_is_forgotten_is_forgotten_in_every_messenger(database, tmp_path):
    path = both(tmp_path / "a.csv", "9100001;77;Примерова Анна Ивановна;1")
    await bring_in(database, path)
    async with database.writing() as session:
        person = (await session.scalars(select(Person))).one()
        await forget_human(session, [person.id], await session.get(Account, person.account_id))
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Account)) == 0
    await bring_in(database, both(tmp_path / "b.csv", ";77;Примерова Анна Ивановна;1"))
    async with database.reading() as session:
        assert (await session.scalars(select(Person.wants_nudges))).one() is False


async def test_what_the_file_says_of_max_is_asked_for_only_with_a_target(database, tmp_path):
    path = tmp_path / "a.csv"
    heading = "VK ID;ФИО;Сообщений в групповых чатах;Зарегистрирован в MAX;Активен в MAX за неделю"
    rows = ("9100001;Примерова Анна Ивановна;12;нет;нет", "9100002;Образцов Борис Петрович;12;да;нет")
    path.write_text("\n".join(("Сферум, 09.11.2026–15.11.2026", heading, *rows)), encoding="utf-8")
    await bring_in(database, path)

    async def gaps():
        async with database.reading() as session:
            school = (await session.scalars(select(School))).one()
            made = await plan(session, school, Week.parse("2026-W46"), now=datetime(2026, 11, 17, 9, tzinfo=UTC))
            return {one.full_name: (codes(one.gaps), one.text) for one in made.recipients}

    assert await gaps() == {}
    async with database.writing() as session:
        school = (await session.scalars(select(School))).one()
        for code in ("max_registered", "max_active_week"):
            session.add(Target(school_id=school.id, code=code, value=90, is_percent=True))
    told = await gaps()
    assert told["Примерова Анна Ивановна"][0] == ["not_in_max"]
    assert told["Образцов Борис Петрович"][0] == ["inactive_in_max"]
    assert "зарегистрируйтесь в MAX" in told["Примерова Анна Ивановна"][1]
