"""«Пишите мне в MAX»: chosen among one's own accounts, or the way there is shown; two accounts are one person."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.access.which_messenger import LOST
from handlers.understanding.said.messengers import lost_page, refuses_here
from storage.messengers.told_there import told_there
from storage.messengers.ways import accounts_of
from storage.people.accounts import ensure_account, load_who
from storage.people.codes import make_invitation, random_code
from storage.people.officers import OFFICERS, accounts_with
from storage.people.privacy.forgetting import forget_account
from storage.people.privacy.personal import Subject, everything_about
from storage.people.registry import link
from storage.people.roles import Role, give_role
from storage.tables import Account, Invitation, Member, Person
from tests.handlers.conversation import ALIEVA, DEPUTY, MONDAY, OFFICER, talking

OF_MAX = 51_000_001
YES = f"Да, MAX {OF_MAX} — это я"


def with_max(talk):
    """As if the program spoke MAX too."""
    here = talk.services.community_id
    talk.services.communities = (here, -1)
    links = {here: f"https://vk.me/club{here}?ref=", -1: "https://max.ru/primer_bot?start="}
    talk.services.link_of = lambda community, code="": links[community] + code if community in links else ""


async def alieva(session):
    return (await session.scalars(select(Person).where(Person.last_name == "Алиева"))).one()


async def test_whoever_has_both_chooses_in_words(tmp_path):
    async with talking(tmp_path) as talk:
        with_max(talk)
        async with talk.database.writing() as session:
            assert await link(session, await alieva(session), await ensure_account(session, "max", OF_MAX))
        assert "в MAX" in (await talk.write(ALIEVA, "пишите мне в макс"))[-1]
        async with talk.database.reading() as session:
            chosen = {one.platform: one.chosen_at for one in await session.scalars(select(Account))}
        assert (chosen["max"], chosen["vk"]) == (MONDAY, None)
        assert "в VK Мессенджере" in (await talk.write(ALIEVA, "пишите мне в вк"))[-1]


@pytest.mark.parametrize("asks", ["пишите мне в MAX", "я уже зарегистрировалась в максе"])
async def test_whoever_has_none_there_gets_their_personal_link(tmp_path, asks):
    async with talking(tmp_path) as talk:
        with_max(talk)
        said = (await talk.write(ALIEVA, asks))[-1]
        async with talk.database.reading() as session:
            [code] = [one.code for one in await session.scalars(select(Invitation))]
        assert code in said
        [button] = (await talk.messages(ALIEVA))[-1]["keyboard"]["buttons"][0]
        assert button["action"]["link"] == f"https://max.ru/primer_bot?start={code}"


async def test_where_the_program_does_not_speak_it_nothing_is_promised(tmp_path):
    async with talking(tmp_path) as talk:
        assert "пока не работает" in (await talk.write(ALIEVA, "пишите мне в MAX"))[-1]


async def test_the_code_ties_the_other_account_and_both_are_one_person(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            person = await alieva(session)
            account = await ensure_account(session, "max", OF_MAX)
            made = await make_invitation(
                session, random_code, MONDAY - timedelta(days=1), person_id=person.id, school_id=person.school_id
            )
            assert made is not None
            assert await link(session, person, account)
        async with talk.database.reading() as session:
            found = await load_who(session, "max", [OF_MAX])
            assert [one.id for one in found[OF_MAX].persons] == [person.id]
            assert len((await accounts_of(session, [person.id]))[person.id]) == 2
            assert [one.id for one in (await load_who(session, "vk", [ALIEVA]))[ALIEVA].persons] == [person.id]


async def test_whoever_leaves_this_messenger_is_not_told_that_it_is_the_one(tmp_path):
    for said in ("у меня муж в вк сидит с моей страницы, не пишите сюда", "вк взломали, не пишите туда"):
        folder = tmp_path / said[:2].strip()
        folder.mkdir()
        async with talking(folder) as talk:
            assert "Где вам удобнее" in (await talk.write(ALIEVA, said))[0]
            assert "Не напоминать" in await talk.buttons(ALIEVA)


async def test_an_account_that_is_lost_is_not_said_to_be_the_one(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, "у меня новый телефон, старый вк потерял")
        assert said == LOST
        assert "теперь пишу вам" in (await talk.write(ALIEVA, "пишите мне в вк"))[0]


@pytest.mark.parametrize("said", ["пишите мне в MAX", "пишите мне в макс", "пиши мне в max пожалуйста"])
async def test_an_officer_who_teaches_chooses_in_the_same_words(tmp_path, said):
    async with talking(tmp_path) as talk:
        with_max(talk)
        async with talk.database.writing() as session:
            account = await ensure_account(session, "vk", ALIEVA)
            await give_role(session, account.id, (await alieva(session)).school_id, Role.OFFICER, MONDAY)
            assert await link(session, await alieva(session), await ensure_account(session, "max", OF_MAX))
        assert await talk.write(ALIEVA, said) == [
            "Хорошо, теперь пишу вам в MAX. На вопросы отвечаю там, где их задали."
        ]
        for back in ("пишите мне в VK", "пишите мне в вк"):
            assert "пишу вам в VK Мессенджере" in (await talk.write(ALIEVA, back))[-1]
        assert "Кто есть в VK" not in (await talk.write(ALIEVA, "кто есть в MAX"))[-1]


async def told(talk, school_id: int) -> set[tuple[str, int]]:
    async with talk.database.reading() as session:
        return {(one.platform, one.external_id) for one in await accounts_with(session, school_id, *OFFICERS)}


async def test_an_officer_on_no_list_says_which_of_two_accounts_is_told(tmp_path):
    """Each had everything twice: nothing ties the two, and nobody but the officer knows that they are one."""
    async with talking(tmp_path, officers=(OFFICER, DEPUTY)) as talk:
        with_max(talk)
        async with talk.database.writing() as session:
            school_id = (await alieva(session)).school_id
        assert "В MAX вашей роли пока ни у кого нет" in (await talk.write(OFFICER, "пишите мне в MAX"))[-1]
        async with talk.database.writing() as session:
            account = await ensure_account(session, "max", OF_MAX)
            await give_role(session, account.id, school_id, Role.OFFICER, MONDAY)
        both = {("vk", OFFICER), ("vk", DEPUTY), ("max", OF_MAX)}
        assert await told(talk, school_id) == both
        [said] = await talk.write(OFFICER, "пишите мне в MAX")
        assert said == (
            f"В MAX с той же ролью: MAX {OF_MAX}. Это вы? Тогда просьбы и сводки буду присылать только туда."
        )
        assert await told(talk, school_id) == both
        [said] = await talk.press(OFFICER, YES)
        assert f"теперь приходят только туда (MAX {OF_MAX})" in said
        assert await told(talk, school_id) == {("vk", DEPUTY), ("max", OF_MAX)}
        async with talk.database.writing() as session:  # a door that is shut tells nobody anything
            (await ensure_account(session, "max", OF_MAX)).writing = "denied"
        assert await told(talk, school_id) == both
        async with talk.database.writing() as session:
            (await ensure_account(session, "max", OF_MAX)).writing = "allowed"
        assert "присылаю сюда" in (await talk.write(OFFICER, "пишите мне в вк"))[-1]
        assert await told(talk, school_id) == both


async def test_who_is_told_in_the_other_messenger_refuses_the_summary_there(tmp_path):
    """Nothing proves that the two are one: an account refuses for itself alone."""
    async with talking(tmp_path) as talk:
        with_max(talk)
        async with talk.database.writing() as session:
            school_id = (await alieva(session)).school_id
            account = await ensure_account(session, "max", OF_MAX)
            await give_role(session, account.id, school_id, Role.OFFICER, MONDAY)
        await talk.write(OFFICER, "пишите мне в MAX")
        await talk.press(OFFICER, YES)
        await talk.write(OFFICER, "не присылай мне сводку")
        [said] = await talk.press(OFFICER, "Да")
        assert said.startswith("Хорошо, сюда сводки не будет. Но пишу я вам сейчас в MAX, и там она придёт")
        await talk.write(OFFICER, "пишите мне в вк")
        await talk.write(OFFICER, "не присылай мне сводку")
        [said] = await talk.press(OFFICER, "Да")
        assert said.startswith("Сводку по пятницам я вам и так не присылаю.")


async def test_where_the_role_is_taken_from_the_other_account_the_first_is_told_again(tmp_path):
    async with talking(tmp_path) as talk:
        with_max(talk)
        async with talk.database.writing() as session:
            school_id = (await alieva(session)).school_id
            account = await ensure_account(session, "max", OF_MAX)
            role = await give_role(session, account.id, school_id, Role.OFFICER, MONDAY)
        await talk.write(OFFICER, "пишите мне в MAX")
        await talk.press(OFFICER, YES)
        assert await told(talk, school_id) == {("max", OF_MAX)}
        async with talk.database.writing() as session:
            await session.delete(await session.get(Member, role.id))
        assert await told(talk, school_id) == {("vk", OFFICER)}


@pytest.mark.parametrize("whose", [("vk", OFFICER), ("max", OF_MAX)])
async def test_what_was_chosen_is_told_to_whoever_asks_and_goes_with_either_account(tmp_path, whose):
    """The number of an account that is deleted may be another's one day, who would hear nothing."""
    async with talking(tmp_path) as talk:
        with_max(talk)
        async with talk.database.writing() as session:
            school_id = (await alieva(session)).school_id
            account = await ensure_account(session, "max", OF_MAX)
            await give_role(session, account.id, school_id, Role.OFFICER, MONDAY)
        await talk.write(OFFICER, "пишите мне в MAX")
        await talk.press(OFFICER, YES)
        async with talk.database.writing() as session:
            mine = await ensure_account(session, "vk", OFFICER)
            kept = await everything_about(session, Subject((), mine))
            assert kept["page"]["news_told_in_another_account"] is True
            await forget_account(session, await ensure_account(session, *whose))
            assert await told_there(session, [mine.id]) == {}


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ("пишите сюда а не в макс", False),
        ("сюда больше не пишите", True),
        ("не пишите мне сюда", True),
        ("пишите не сюда", True),
        ("не в макс, пишите сюда", False),
    ],
)
def test_what_is_refused_is_told_by_its_clause(said, refused):
    assert refuses_here(said) is refused


@pytest.mark.parametrize(
    ("said", "lost"),
    [("тот аккаунт взломали", True), ("в вк не могу зайти", True), ("я страницу не удаляла, пишите сюда", False)],
)
def test_a_page_is_lost_where_that_is_not_denied(said, lost):
    assert lost_page(said) is lost
