"""«Переезд в MAX»: who is there, one invitation with a personal link, paper for the rest, and who has come over."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from bot.app import App
from bot.delivery.engine import deliver
from bot.max.messenger import open_max
from bot.sending import delivery_options
from bot.settings import Settings
from indicators.errors import NotPossible
from indicators.weeks import Week
from sandbox import User
from sandbox.max.world import World
from services.access.disowning import disown_other
from services.actor import somebody
from services.occasions import begin_round
from storage.messengers.spoken import remember_spoken
from storage.messengers.ways import all_accounts_of
from storage.people.accounts import ensure_account, load_who, set_writing
from storage.people.officers import accounts_with
from storage.people.registry import link
from storage.people.roles import Role, give_role, take_role
from storage.tables import Account, Break, Campaign, Invitation, Member, OutboxRow, Person, PersonWeek, Reply
from tests.handlers.conversation import ALIEVA, BORISOV, MONDAY, OFFICER, WEEK, add_person, talking, the_school
from tests.handlers.max_conversation import start_in_max
from tests.handlers.test_which_messenger import with_max
from tests.max_sandbox import running_max

VERA_IN_MAX, ALIEVA_IN_MAX = 51_000_101, 51_000_102


@pytest.fixture
async def talk(tmp_path):
    """Алиева and Борисов are known in VK, Вершинина is in MAX already, nobody knows Громова."""
    async with talking(tmp_path) as it:
        with_max(it)
        await remember_spoken(it.database, ["vk", "max"])
        school = await the_school(it)
        vera = await add_person(it.database, school, "Вершинина Вера Павловна", registered=True)
        await add_person(it.database, school, "Громова Галина Юрьевна", registered=True)
        async with it.database.writing() as session:
            account = await ensure_account(session, "max", VERA_IN_MAX)
            assert await link(session, await session.get_one(Person, vera), account)
            await set_writing(session, account.id, "allowed")
        world = World([User(0, "Марьям", "Алиева", max_id=ALIEVA_IN_MAX)])
        world.add_bot(rate=10_000)
        async with running_max(world) as max_, open_max(max_.token, api_url=max_.api_url, rate=0) as messenger:
            await messenger.bot_id()
            it.in_max = await start_in_max(max_, it.database, messenger, tmp_path / "max")
            it.in_max.services.communities = it.services.communities
            yield it


async def delivered(talk):
    """What goes out now, by person."""
    app = App(
        Settings(_env_file=None), talk.database, {talk.services.community_id: talk.services.messenger}, lambda: talk.now
    )
    await deliver(talk.database, app.messengers, delivery_options(app, patience=timedelta(hours=1)))
    async with talk.database.reading() as session:
        rows = await session.execute(
            select(Person.last_name, OutboxRow.state).join(Person, Person.id == OutboxRow.person_id)
        )
        return {one.last_name: one.state for one in rows}


async def test_everybody_is_invited_once_with_their_own_link_and_the_rest_get_paper(talk):
    shown = (await talk.write(OFFICER, "переезд в макс"))[-1]
    assert "1 из 4 уже там" in shown
    assert "могу пригласить в VK — 2" in shown
    assert "поможет листовка — 1 (аккаунт неизвестен: нужна листовка с QR-кодом — 1)" in shown
    assert "Рабочие чаты школы теперь в MAX" in shown
    async with talk.database.reading() as session:
        assert not (await session.scalars(select(Invitation))).all()
    assert "приглашу в MAX: 2 людям" in (await talk.press(OFFICER, "Пригласить: 2"))[-1]
    assert await delivered(talk) == {"Алиева": "sent", "Борисов": "sent"}
    async with talk.database.reading() as session:
        codes = {one.person_id: one.code for one in await session.scalars(select(Invitation))}
        alieva = await session.scalar(select(Person.id).where(Person.last_name == "Алиева"))
    [letter] = await talk.said(ALIEVA)
    assert f"https://max.ru/primer_bot?start={codes[alieva]}" in letter
    assert "перестанут" in letter

    assert "на этой неделе сообщение уже было" in (await talk.write(OFFICER, "напомнить Алиевой"))[-1]
    again = (await talk.write(OFFICER, "переезд"))[-1]
    assert "приглашены и ещё не перешли — 2" in again
    assert "могу пригласить" not in again
    listed = (await talk.write(OFFICER, "кто не переехал"))[-1]
    assert "1. Алиева Марьям Ахмедовна — приглашение было" in listed
    assert "3. Громова Галина Юрьевна — аккаунт неизвестен: нужна листовка с QR-кодом" in listed
    assert "Готово: 3 листовки" in (await talk.press(OFFICER, "Листовки тем, кто не в MAX"))[-1]


async def test_an_account_that_a_file_told_is_known_everywhere_and_only_start_is_lacking(talk):
    async with talk.database.writing() as session:
        gromova = await session.scalar(select(Person).where(Person.last_name == "Громова"))
        assert await link(session, gromova, await ensure_account(session, "max", VERA_IN_MAX + 5))
    shown = (await talk.write(OFFICER, "переезд в макс"))[-1]
    assert "поможет листовка — 1 (в MAX «Начать» ещё не нажато: нужна листовка с QR-кодом — 1)" in shown
    listed = (await talk.write(OFFICER, "кто не переехал"))[-1]
    assert "3. Громова Галина Юрьевна — в MAX «Начать» ещё не нажато: нужна листовка с QR-кодом" in listed
    assert "аккаунт неизвестен" not in shown + listed


async def test_who_is_not_in_max_leads_to_the_list_also_where_no_file_tells(talk):
    [said] = await talk.write(OFFICER, "у кого нет макса")
    assert said.startswith("Не зарегистрированы в MAX: цели по этому столбцу файла у школы нет.")
    assert (await talk.press(OFFICER, "Кто ещё не переехал"))[-1].startswith("Ещё не в MAX: 3 человека.")


async def test_an_invitation_is_the_one_message_of_its_week(talk):
    await talk.write(OFFICER, "напомнить Алиевой")
    await talk.press(OFFICER, "Отправить: 1")
    assert (await delivered(talk))["Алиева"] == "sent"
    shown = (await talk.write(OFFICER, "переезд в MAX"))[-1]
    assert "могу пригласить в VK — 2, из них позже, с 09:00 23 ноября — 1: на этой" in shown
    await talk.press(OFFICER, "Пригласить: 2")
    await delivered(talk)
    assert "Рабочие чаты" not in str(await talk.said(ALIEVA))
    assert "Рабочие чаты" in str(await talk.said(BORISOV))
    talk.now = MONDAY + timedelta(days=7)
    await delivered(talk)
    assert "Рабочие чаты" in str(await talk.said(ALIEVA))


@pytest.mark.parametrize("said", ["исключить Алиеву до 30.11 отпуск", None])
async def test_whoever_is_left_in_peace_or_came_over_meanwhile_is_not_invited(talk, said):
    await talk.write(OFFICER, "переезд в MAX")
    await talk.press(OFFICER, "Пригласить: 2")
    if said is not None:
        await talk.write(OFFICER, said)
    else:
        await came_over(talk)
    assert (await delivered(talk))["Алиева"] == "skipped"


async def came_over(talk):
    """Алиева opens her link in MAX and presses «Начать»."""
    async with talk.database.reading() as session:
        alieva = await session.scalar(select(Person.id).where(Person.last_name == "Алиева"))
        code = await session.scalar(select(Invitation.code).where(Invitation.person_id == alieva))
    return await talk.in_max.start(ALIEVA_IN_MAX, code)


async def test_whoever_opens_the_link_is_thanked_and_written_to_there_from_then_on(talk):
    await talk.write(OFFICER, "переезд в MAX")
    await talk.press(OFFICER, "Пригласить: 2")
    await delivered(talk)
    await came_over(talk)
    async with talk.database.reading() as session:
        there = await session.scalar(select(Account.id).where(Account.external_id == ALIEVA_IN_MAX))
    await talk.press_payload(ALIEVA, {"do": "role_here", "a": there})
    [thanks] = (await replies_to(talk, ALIEVA_IN_MAX))[1:]
    assert thanks.startswith("Марьям Ахмедовна, спасибо, что перешли! Теперь раз в неделю пишу вам сюда, в MAX")
    assert "2 из 4 уже там" in (await talk.write(OFFICER, "сколько переехало"))[-1]
    assert "Алиева" in (await talk.write(OFFICER, "кто в максе"))[-1]
    assert "Алиева" not in (await talk.write(OFFICER, "у кого нет макса"))[-1]
    talk.now = MONDAY + timedelta(days=7)
    await talk.write(OFFICER, "напомнить Алиевой")
    await talk.press(OFFICER, "Отправить: 1")
    async with talk.database.reading() as session:
        newest = await session.scalar(select(OutboxRow.platform).order_by(OutboxRow.id.desc()).limit(1))
    assert newest == "max"


async def test_without_max_nothing_is_promised(tmp_path):
    async with talking(tmp_path) as talk:
        assert "MAX к боту ещё не подключён" in (await talk.write(OFFICER, "переезд в MAX"))[-1]


async def test_whoever_wants_no_reminders_is_not_invited(talk):
    async with talk.database.writing() as session:
        await session.execute(update(Person).where(Person.last_name == "Борисов").values(wants_nudges=False))
    shown = (await talk.write(OFFICER, "переезд в MAX"))[-1]
    assert "просьба не напоминать — 1" in shown


async def test_the_words_for_the_staff_chat_show_the_way_into_both(talk):
    said = "\n".join(await talk.write(OFFICER, "с кем поговорить"))
    assert "VK Мессенджер: https://vk.me/club" in said
    assert " или MAX: https://max.ru/primer_bot" in said


async def test_an_invitation_that_falls_into_holidays_is_moved_and_is_no_invitation_before_it_went(talk):
    await talk.write(OFFICER, "напомнить Алиевой")
    await talk.press(OFFICER, "Отправить: 1")
    await delivered(talk)
    shown = (await talk.write(OFFICER, "переезд в MAX"))[-1]
    assert "из них позже, с 09:00 23 ноября — 1: на этой неделе уже писал" in shown
    await talk.press(OFFICER, "Пригласить: 2")
    await delivered(talk)
    await talk.agree(OFFICER, "каникулы с 23 по 29 ноября")
    shown = (await talk.write(OFFICER, "переезд в MAX"))[-1]
    assert "приглашены и ещё не перешли — 1" in shown
    assert "приглашение назначено — 1, с 09:00 30 ноября" in shown
    assert "могу пригласить" not in shown
    assert "Алиева Марьям Ахмедовна — приглашение назначено" in (await talk.write(OFFICER, "кто не переехал"))[-1]
    await talk.said(ALIEVA)
    talk.now = MONDAY + timedelta(days=14)
    assert "на этой неделе сообщение уже было или назначено" in (await talk.write(OFFICER, "напомнить Алиевой"))[-1]
    await delivered(talk)
    assert "Рабочие чаты" in str(await talk.said(ALIEVA))
    assert "приглашены и ещё не перешли — 2" in (await talk.write(OFFICER, "переезд в MAX"))[-1]


async def test_an_invitation_for_which_no_week_is_left_is_no_second_message_of_this_one(talk):
    await talk.write(OFFICER, "напомнить Алиевой")
    await talk.press(OFFICER, "Отправить: 1")
    await delivered(talk)
    await talk.write(OFFICER, "переезд в MAX")
    await talk.press(OFFICER, "Пригласить: 2")
    school = await the_school(talk)
    async with talk.database.writing() as session:
        closed = Break(school_id=school.id, starts_on=date(2026, 11, 21), ends_on=date(2028, 1, 1), title="ремонт")
        session.add(closed)
        await session.execute(update(OutboxRow).where(OutboxRow.state == "planned").values(not_before=None))
    await talk.said(ALIEVA)
    await delivered(talk)
    assert await talk.said(ALIEVA) == []
    async with talk.database.reading() as session:
        states = await session.scalars(select(OutboxRow.state).order_by(OutboxRow.id))
        assert sorted(states) == ["sent", "sent", "skipped"]


async def test_whoever_was_invited_instead_of_being_reminded_gets_no_second_look_that_week(talk):
    async with talk.database.writing() as session:
        await session.execute(update(PersonWeek).values(group_messages=2))
    await talk.write(OFFICER, "переезд в MAX")
    await talk.press(OFFICER, "Пригласить: 2")
    await delivered(talk)
    talk.now = MONDAY + timedelta(days=3)
    async with talk.database.writing() as session:
        school, week = await session.merge(await the_school(talk), load=False), Week.parse(WEEK)
        made = await begin_round(session, school, week, "quota", talk.now, default_zone="Europe/Moscow")
    assert not {"Алиева", "Борисов"} & {one.full_name.partition(" ")[0] for one in made.recipients}


@pytest.mark.parametrize("put_off", [False, True])
async def test_an_invitation_of_next_week_is_in_the_way_of_no_second_look(talk, put_off):
    """Nor is a second look announced to more people than it is sent to. An invitation may also have been meant for
    this week, until somebody was reminded by hand before it went."""
    async with talk.database.writing() as session:
        await session.execute(update(PersonWeek).values(group_messages=2))
    await talk.write(OFFICER, "напомнить Алиевой")
    await talk.press(OFFICER, "Отправить: 1")
    await delivered(talk)
    await talk.write(OFFICER, "переезд в MAX")
    await talk.press(OFFICER, "Пригласить: 2")
    if put_off:
        async with talk.database.writing() as session:
            open_rows = update(OutboxRow).where(OutboxRow.state == "planned")
            await session.execute(open_rows.values(not_before=None, calendar_week=str(Week.of(talk.now.date()))))
    await delivered(talk)
    talk.now = MONDAY + timedelta(days=3)
    school = await the_school(talk)
    async with talk.database.writing() as session:
        week = Week.parse(WEEK)
        made = await begin_round(session, school, week, "quota", talk.now, default_zone="Europe/Moscow")
    assert "Алиева Марьям Ахмедовна" in [one.full_name for one in made.recipients]
    await delivered(talk)
    async with talk.database.reading() as session:
        quota = select(Person.last_name, OutboxRow.state).join(Person, Person.id == OutboxRow.person_id)
        rows = await session.execute(
            quota.join(Campaign, Campaign.id == OutboxRow.campaign_id).where(Campaign.kind == "quota")
        )
        assert ("Алиева", "sent") in [tuple(row) for row in rows]


async def with_role(talk, role=Role.DEPUTY):
    """Алиева, who has a role in VK, opens her link in MAX; what she reads there."""
    async with talk.database.writing() as session:
        alieva = await session.scalar(select(Account.id).where(Account.external_id == ALIEVA))
        await give_role(session, alieva, (await the_school(talk)).id, role, talk.now)
    await talk.write(OFFICER, "переезд в MAX")
    await talk.press(OFFICER, "Пригласить: 2")
    await delivered(talk)
    await talk.said(ALIEVA)
    said = await came_over(talk)
    await talk.conversations.settle()
    await talk.said(ALIEVA)
    async with talk.database.reading() as session:
        replies = await session.scalars(select(Reply).where(Reply.peer_id == ALIEVA).order_by(Reply.id))
        asked = [one.body["text"] for one in replies][-1]
        there = await session.scalar(select(Account.id).where(Account.external_id == ALIEVA_IN_MAX))
    return said, asked, there


async def test_a_role_goes_with_its_owner_when_the_messenger_that_has_it_says_so(talk):
    """A code may have been found: alone it gives no rights, and it is not said that it did."""
    said, asked, there = await with_role(talk)
    assert said[-1].startswith("Код верный")
    assert "Это вы?" in asked
    assert "С ответом «Да» там будет и ваша роль: «заместитель ответственного»." in asked
    forbidden = (await talk.in_max.write(ALIEVA_IN_MAX, "исключить Борисова до 30.11 отпуск"))[-1]
    assert forbidden.startswith("Код верный")
    talk.in_max.now += timedelta(days=3)
    forbidden, waits = await talk.in_max.write(ALIEVA_IN_MAX, "исключить Борисова до 30.11 отпуск")
    assert "Это умеет только ответственный" in forbidden + waits
    assert "Ваша роль («заместитель ответственного») пока в VK Мессенджере: подтвердите там" in forbidden + waits
    assert "роль теперь и в MAX" in (await talk.press_payload(ALIEVA, {"do": "role_here", "a": there}))[-1]
    assert "Борисов" in (await talk.in_max.write(ALIEVA_IN_MAX, "исключить Борисова до 30.11 отпуск"))[-1]
    async with talk.database.reading() as session:
        school = await the_school(talk)
        heard = [one.external_id for one in await accounts_with(session, school.id, Role.OFFICER, Role.DEPUTY)]
    assert heard == [ALIEVA_IN_MAX, OFFICER]


async def test_whoever_comes_by_name_is_told_of_no_code(talk):
    async with talk.database.writing() as session:
        alieva = await session.scalar(select(Account.id).where(Account.external_id == ALIEVA))
        await give_role(session, alieva, (await the_school(talk)).id, Role.DEPUTY, talk.now)
    await talk.in_max.start(ALIEVA_IN_MAX)
    await talk.in_max.write(ALIEVA_IN_MAX, "Алиева Марьям Ахмедовна")
    async with talk.database.reading() as session:
        there = await session.scalar(select(Account.id).where(Account.external_id == ALIEVA_IN_MAX))
        person = await session.scalar(select(Person.id).where(Person.last_name == "Алиева"))
    await talk.press_payload(OFFICER, {"do": "approve", "a": there, "p": person})
    async with talk.database.reading() as session:
        told = await session.scalars(select(Reply).where(Reply.peer_id.in_((ALIEVA, ALIEVA_IN_MAX))))
        texts = [one.body["text"] for one in told]
    assert any(text.startswith("Под вашим именем") and "Это вы?" in text for text in texts)
    assert not any("код" in text.lower().split() for text in texts if "роль" in text)


async def test_nobody_else_hands_a_role_over_and_a_role_ends_in_all_messengers(talk):
    _, _, there = await with_role(talk)
    for one in (BORISOV, OFFICER):
        await talk.press_payload(one, {"do": "role_here", "a": there})
    async with talk.database.writing() as session:
        roles = (await session.scalars(select(Member).where(Member.role == "deputy"))).all()
        assert len(roles) == 1
    await talk.press_payload(ALIEVA, {"do": "role_here", "a": there})
    async with talk.database.writing() as session:
        assert await take_role(session, roles[0].id)
        assert not (await session.scalars(select(Member).where(Member.role == "deputy"))).all()


async def test_what_is_said_from_an_account_without_the_role_is_told_to_the_one_that_has_it(talk):
    """A code may have been found: what somebody says with it is not kept from whose name it is said in."""
    await with_role(talk, Role.OFFICER)
    async with talk.database.writing() as session:
        alone = select(Member).join(Account, Account.id == Member.account_id).where(Account.external_id == OFFICER)
        for member in await session.scalars(alone):
            assert await take_role(session, member.id)
    talk.in_max.now += timedelta(days=3)
    await talk.in_max.write(ALIEVA_IN_MAX, "привет")
    said = (await talk.in_max.write(ALIEVA_IN_MAX, "у меня 12, а не 4"))[-1]
    assert said.startswith("Передал ответственному")
    async with talk.database.reading() as session:
        replies = await session.scalars(select(Reply).where(Reply.peer_id == ALIEVA).order_by(Reply.id))
        assert "«у меня 12, а не 4»" in [one.body["text"] for one in replies][-1]


async def test_what_of_the_invitations_has_not_gone_yet_can_be_taken_back(talk):
    await talk.write(OFFICER, "переезд в макс")
    await talk.press(OFFICER, "Пригласить: 2")
    assert "остальное можно остановить" in (await talk.write(OFFICER, "отмени последнее"))[-1]
    assert "отменено 2" in (await talk.press(OFFICER, "Остановить рассылку"))[-1]
    assert await delivered(talk) == {"Алиева": "cancelled", "Борисов": "cancelled"}


async def test_what_has_all_gone_is_not_offered_to_be_stopped(talk):
    await talk.write(OFFICER, "переезд в макс")
    await talk.press(OFFICER, "Пригласить: 2")
    await delivered(talk)
    assert "Отправленное отозвать нельзя" in (await talk.write(OFFICER, "отмени последнее"))[-1]


async def replies_to(talk, peer):
    async with talk.database.reading() as session:
        replies = await session.scalars(select(Reply).where(Reply.peer_id == peer).order_by(Reply.id))
        return [one.body["text"] for one in replies]


async def test_whoever_comes_in_under_anothers_name_is_told_of_and_thrown_out_by_one_button(talk):
    """The officer is warned, the one who was there is told, and «это не я» gives everything back."""
    await talk.in_max.start(ALIEVA_IN_MAX)
    await talk.in_max.write(ALIEVA_IN_MAX, "Алиева Марьям Ахмедовна")
    warned = (await replies_to(talk, OFFICER))[-1]
    assert f"я уже знаю: Алиева Марьям Ахмедовна — vk.com/id{ALIEVA}" in warned
    assert "я уже знаю" in (await talk.write(OFFICER, "заявки"))[0]
    async with talk.database.reading() as session:
        there = await session.scalar(select(Account.id).where(Account.external_id == ALIEVA_IN_MAX))
        here = await session.scalar(select(Account.id).where(Account.external_id == ALIEVA))
        person = await session.scalar(select(Person.id).where(Person.last_name == "Алиева"))
    await talk.press_payload(OFFICER, {"do": "approve", "a": there, "p": person})
    told = (await replies_to(talk, ALIEVA))[-1]
    assert told.startswith("Под вашим именем, с подтверждения ответственного, мне теперь пишут в MAX")
    await talk.write(ALIEVA, "пишите мне в ВК")  # where they are written to says nothing of who was there first
    async with talk.database.writing() as session:  # the newcomer cannot turn it round
        newcomer = somebody((await load_who(session, "max", [ALIEVA_IN_MAX]))[ALIEVA_IN_MAX], None)
        with pytest.raises(NotPossible):
            await disown_other(session, newcomer, here, talk.now)
    assert "отвязал" in (await talk.press_payload(ALIEVA, {"do": "not_mine", "a": there}))[-1]
    assert f"пишет, что MAX {ALIEVA_IN_MAX} — кто-то чужой под этим именем" in (await replies_to(talk, OFFICER))[-1]
    async with talk.database.reading() as session:
        assert await all_accounts_of(session, [person]) == {here}
    assert "MAX" not in (await talk.write(ALIEVA, "мои показатели"))[-1]


@pytest.mark.parametrize(
    "said", ["Листовки тем, кто не в MAX", "листовки тем кто не в max", "листовки кого нет в максе"]
)
async def test_the_leaflets_of_the_button_are_the_same_in_words(talk, said):
    assert "Готово: 3 листовки" in "\n".join(await talk.write(OFFICER, said))
