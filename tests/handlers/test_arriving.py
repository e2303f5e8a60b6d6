"""Whoever brings a personal code is nobody yet while its person writes from another account: that one is asked."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from bot.clock.clock import Clock
from services.access.codes import enter
from services.actor import somebody
from storage.messengers.arrivals import note_asked, question_about
from storage.messengers.ways import account_for, all_accounts_of
from storage.people.accounts import ensure_account, load_who, set_writing
from storage.people.codes import make_invitation, random_code
from storage.people.detached import asked_of, detached_of
from storage.people.merging import merge_into
from storage.people.registry import link
from storage.people.roles import Role, give_role
from storage.tables import Account, Break, Detached, Invitation, Person, PersonAccount, Reply
from tests.handlers.conversation import ALIEVA, OFFICER, STRANGER, add_person, add_school, the_school
from tests.handlers.test_moving import ALIEVA_IN_MAX, VERA_IN_MAX, came_over, delivered, replies_to, talk

__all__ = ["talk"]


@pytest.fixture
async def came(talk):
    """Somebody has brought the code of Алиева's invitation in MAX; what they read there."""
    await talk.write(OFFICER, "переезд в MAX")
    await talk.press(OFFICER, "Пригласить: 2")
    await delivered(talk)
    await talk.said(ALIEVA)
    talk.in_max.now = talk.now
    read = await came_over(talk)
    await talk.conversations.settle()
    await talk.said(ALIEVA)
    return read


async def account(talk, external_id):
    async with talk.database.reading() as session:
        return await session.scalar(select(Account.id).where(Account.external_id == external_id))


async def accounts_of_alieva(talk):
    async with talk.database.reading() as session:
        person = await session.scalar(select(Person.id).where(Person.last_name == "Алиева"))
        return await all_accounts_of(session, [person])


async def later(talk, **ago):
    talk.now += timedelta(**ago)
    talk.in_max.now = talk.now


async def test_a_code_alone_opens_nobodys_figures(talk, came):
    [said] = came
    assert said.startswith("Код верный, спасибо! Чтобы ваши показатели не увидел кто-то другой, спросил вас")
    assert "откроется само 19 ноября после 1" in said
    assert "Марьям" not in said
    [asked] = await talk.said(ALIEVA) or (await replies_to(talk, ALIEVA))[-1:]
    assert asked.startswith(f"В MAX вошли по вашему личному коду (MAX {ALIEVA_IN_MAX}). Это вы?")
    for words in ("мои показатели", "мой класс", "Алиева Марьям Ахмедовна", "привет"):
        assert all("Код верный" in one for one in await talk.in_max.write(ALIEVA_IN_MAX, words)), words
    assert "Алиева" not in str(await talk.in_max.write(ALIEVA_IN_MAX, "что вы обо мне храните"))
    assert await accounts_of_alieva(talk) == {await account(talk, ALIEVA)}


async def test_one_press_where_she_wrote_from_before_opens_everything(talk, came):
    there = await account(talk, ALIEVA_IN_MAX)
    [done] = await talk.press_payload(ALIEVA, {"do": "role_here", "a": there})
    assert done.startswith("Спасибо! Теперь пишу вам в MAX")
    assert there in await accounts_of_alieva(talk)
    assert "Марьям Ахмедовна" in (await talk.in_max.write(ALIEVA_IN_MAX, "мои показатели"))[-1]
    [again] = await talk.press_payload(ALIEVA, {"do": "role_here", "a": there})
    assert again == f"Хорошо, так и есть: MAX {ALIEVA_IN_MAX} — это вы."


async def test_in_silence_it_opens_by_itself_when_it_was_said(talk, came):
    await later(talk, days=2, hours=23)
    assert "Код верный" in (await talk.in_max.write(ALIEVA_IN_MAX, "мои показатели"))[-1]
    await later(talk, hours=2)
    assert "Марьям Ахмедовна" in (await talk.in_max.write(ALIEVA_IN_MAX, "мои показатели"))[-1]


@pytest.mark.parametrize("writes", [True, False])
async def test_whoever_could_not_be_asked_has_not_been_silent(talk, writes):
    """The old account takes no messages by now: no silence opens, an officer who is told the name does."""
    async with talk.database.writing() as session:
        await set_writing(session, await account(talk, ALIEVA), "allowed")
    talk.in_max.now = talk.now
    if not writes:
        await talk.vk.control("/sandbox/act/deny", {"user_id": ALIEVA})
    await talk.in_max.start(ALIEVA_IN_MAX, await a_code_of(talk))
    if writes:  # and yet it was too late when it could go
        async with talk.database.writing() as session:
            await session.execute(update(Reply).where(Reply.peer_id == ALIEVA).values(state="failed"))
    await talk.conversations.settle()
    await after_the_term(talk)
    [said] = await talk.in_max.write(ALIEVA_IN_MAX, "мои показатели")
    assert said.startswith("Код верный, но спросить, вы ли это, не получилось: в VK Мессенджере сообщение не дошло.")
    assert await accounts_of_alieva(talk) == {await account(talk, ALIEVA)}
    await talk.in_max.write(ALIEVA_IN_MAX, "Алиева Марьям Ахмедовна")
    await talk.conversations.settle()
    async with talk.database.reading() as session:
        person = await session.scalar(select(Person.id).where(Person.last_name == "Алиева"))
    await talk.press_payload(OFFICER, {"do": "approve", "a": await account(talk, ALIEVA_IN_MAX), "p": person})
    assert await account(talk, ALIEVA_IN_MAX) in await accounts_of_alieva(talk)


async def test_silence_is_counted_by_days_of_school(talk):
    async with talk.database.writing() as session:
        await set_writing(session, await account(talk, ALIEVA), "allowed")
        school = (await the_school(talk)).id
        session.add(Break(school_id=school, starts_on=date(2026, 11, 17), ends_on=date(2026, 11, 20), title="карантин"))
    held = (await brought(talk, ALIEVA_IN_MAX, await a_code_of(talk))).held
    assert held.until == talk.now + timedelta(days=9)  # of Monday the Wednesday after the next weekend


async def test_until_then_reminders_go_where_they_went_and_afterwards_to_the_new_one(talk, came):
    async def goes_to():
        async with talk.database.reading() as session:
            person = await session.scalar(select(Person).where(Person.last_name == "Алиева"))
            return (await account_for(session, person)).external_id

    clock = Clock(talk.database, lambda: talk.now)
    await later(talk, days=2)
    await clock.ring()
    assert await goes_to() == ALIEVA
    await later(talk, days=2)
    await clock.ring()
    assert await goes_to() == ALIEVA_IN_MAX


@pytest.mark.parametrize(
    "words",
    [
        "какой то чужой человек вошел по моему коду",
        "кто то чужой зашел по моей ссылке",
        "это не я перешёл в макс",
        "Это не я",
        "по моему коду зашла не я",
        "я не переходила в макс",
    ],
)
async def test_a_complaint_is_about_the_newcomer_and_never_about_oneself(talk, came, words):
    await talk.said(ALIEVA)
    there, here = await account(talk, ALIEVA_IN_MAX), await account(talk, ALIEVA)
    [asked] = await talk.write(ALIEVA, words)
    assert asked == f"Под вашим именем мне пишут ещё и в MAX (MAX {ALIEVA_IN_MAX}). Это вы?"
    [done] = await talk.press(ALIEVA, "Нет, не я")
    assert done.startswith(f"Спасибо, что сказали! MAX {ALIEVA_IN_MAX} отвязал")
    told = (await replies_to(talk, OFFICER))[-1]
    assert f"(vk.com/id{ALIEVA}) пишет, что MAX {ALIEVA_IN_MAX} — кто-то чужой" in told
    assert (await talk.write(OFFICER, "заявки"))[0].replace("\u00a0", " ") == told.replace("\u00a0", " ")
    assert await accounts_of_alieva(talk) == {here}
    async with talk.database.reading() as session:
        codes = (await session.scalars(select(Invitation).where(Invitation.person_id.is_not(None)))).all()
        person = await session.scalar(select(Person.id).where(Person.last_name == "Алиева"))
        assert not [one for one in codes if one.person_id == person and one.used_at is None]
    await later(talk, days=4)
    assert "Марьям" not in str(await talk.in_max.write(ALIEVA_IN_MAX, "мои показатели"))
    assert there not in await accounts_of_alieva(talk)


async def test_after_the_stated_time_the_newcomer_can_still_be_shown_out(talk, came):
    await later(talk, days=4)
    await talk.in_max.write(ALIEVA_IN_MAX, "мои показатели")
    assert await account(talk, ALIEVA_IN_MAX) in await accounts_of_alieva(talk)
    await talk.write(ALIEVA, "кто-то чужой зашёл по моему коду")
    await talk.press(ALIEVA, "Нет, не я")
    assert await accounts_of_alieva(talk) == {await account(talk, ALIEVA)}


async def test_nobody_came_is_said_and_nothing_is_untied(talk):
    [said] = await talk.write(ALIEVA, "кто-то чужой зашёл по моему коду")
    assert said.startswith(f"Под вашим именем знаю только аккаунты, с которыми вы были и раньше: vk.com/id{ALIEVA}.")
    assert await accounts_of_alieva(talk) == {await account(talk, ALIEVA)}


async def test_words_about_figures_are_no_complaint_about_a_stranger(talk):
    for words in ("в звонок зашла не я, а завуч", "это не я вошла в группу"):
        assert "знаю только аккаунты" not in str(await talk.write(ALIEVA, words)), words


async def test_words_that_were_asked_for_are_no_complaint_about_a_newcomer(talk, came):
    await talk.said(ALIEVA)
    await talk.press_payload(ALIEVA, {"do": "mistake", "gap": "no_call"})
    said = await talk.write(ALIEVA, "в звонок зашла не я, а завуч")
    assert "Это вы?" not in str(said)
    assert "зашла не я, а завуч" in (await replies_to(talk, OFFICER))[-1]


async def test_whoever_brought_a_code_that_is_not_theirs_is_forgotten_by_one_word(talk, came):
    assert (await talk.in_max.write(ALIEVA_IN_MAX, "это не я"))[-1].startswith("Хорошо, забыл")
    await later(talk, days=4)
    await Clock(talk.database, lambda: talk.now).ring()
    assert await account(talk, ALIEVA_IN_MAX) not in await accounts_of_alieva(talk)
    there = await account(talk, ALIEVA_IN_MAX)
    assert (await talk.press_payload(ALIEVA, {"do": "role_here", "a": there}))[-1].startswith("Этого предложения")


async def a_code_of(talk, surname="Алиева"):
    async with talk.database.writing() as session:
        person = await session.scalar(select(Person).where(Person.last_name == surname))
        made = await make_invitation(session, random_code, talk.now, person_id=person.id, school_id=person.school_id)
        return made.code


async def brought(talk, external_id, code):
    """Whoever it is brings the code in MAX."""
    async with talk.database.writing() as session:
        await ensure_account(session, "max", external_id)
        who = (await load_who(session, "max", [external_id]))[external_id]
        entered = await enter(session, somebody(who, None), code, talk.now, default_zone="Europe/Moscow")
        if entered.held:
            await note_asked(session, {question_about(entered.held.person.id, who.account.id)}, talk.now)
        return entered


async def after_the_term(talk):
    await later(talk, days=4)
    await Clock(talk.database, lambda: talk.now).ring()


@pytest.mark.parametrize(("role", "is_held"), [(Role.MANAGER, True), (Role.DEPUTY, False)])
async def test_only_whoever_may_see_everybodys_figures_is_let_in_unasked(talk, role, is_held):
    school, code = await the_school(talk), await a_code_of(talk)
    async with talk.database.writing() as session:
        await set_writing(session, await account(talk, ALIEVA), "allowed")
        newcomer = await ensure_account(session, "max", ALIEVA_IN_MAX)
        await give_role(session, newcomer.id, school.id, role, talk.now)
    entered = await brought(talk, ALIEVA_IN_MAX, code)
    assert (entered.held is not None, entered.person is None) == (is_held, is_held)
    assert (await account(talk, ALIEVA_IN_MAX) in await accounts_of_alieva(talk)) is not is_held


async def test_the_newest_code_counts_and_whoever_found_an_earlier_one_waits_in_vain(talk, came):
    hers = ALIEVA_IN_MAX + 10
    await later(talk, days=1)
    assert (await brought(talk, hers, await a_code_of(talk))).held
    await after_the_term(talk)
    assert await accounts_of_alieva(talk) == {await account(talk, ALIEVA), await account(talk, hers)}
    assert "Код верный" not in str(await talk.in_max.write(ALIEVA_IN_MAX, "привет"))


async def test_who_asks_to_be_written_to_there_says_whether_it_is_them_who_waits(talk, came):
    await talk.said(ALIEVA)
    [asked] = await talk.write(ALIEVA, "пишите мне в MAX")
    assert asked == f"Под вашим именем мне пишут ещё и в MAX (MAX {ALIEVA_IN_MAX}). Это вы?"
    await talk.press(ALIEVA, "Да, это я")
    assert await account(talk, ALIEVA_IN_MAX) in await accounts_of_alieva(talk)


async def test_one_code_more_makes_nobody_wait_longer(talk, came):
    await later(talk, days=2)
    held = (await brought(talk, ALIEVA_IN_MAX, await a_code_of(talk))).held
    assert held.until == talk.now + timedelta(days=1)


async def test_who_has_come_in_by_name_leaves_nobody_waiting(talk, came):
    async with talk.database.writing() as session:
        person = await session.scalar(select(Person).where(Person.last_name == "Алиева"))
        assert await link(session, person, await ensure_account(session, "max", ALIEVA_IN_MAX + 10))
    assert "Код верный" not in str(await talk.in_max.write(ALIEVA_IN_MAX, "привет"))


async def test_an_officer_who_unties_the_account_lets_nobody_in_who_brought_a_code(talk, came):
    async with talk.database.reading() as session:
        person = await session.scalar(select(Person.id).where(Person.last_name == "Алиева"))
    await talk.press_payload(OFFICER, {"do": "detach", "p": person})
    assert await accounts_of_alieva(talk) == set()
    await after_the_term(talk)
    assert await accounts_of_alieva(talk) == set()
    assert "Код верный" not in str(await talk.in_max.write(ALIEVA_IN_MAX, "привет"))


async def test_a_stranger_who_comes_again_by_another_code_is_asked_about_again(talk, came):
    there = await account(talk, ALIEVA_IN_MAX)
    for _ in range(2):
        await talk.press_payload(ALIEVA, {"do": "not_mine", "a": there})
        settled = (await talk.press(OFFICER, "Верно, не тот"))[-1]
        assert settled.startswith(f"Хорошо, MAX {ALIEVA_IN_MAX} остаётся отвязанным")
        assert (await brought(talk, ALIEVA_IN_MAX, await a_code_of(talk))).held


async def test_two_cards_that_become_one_lock_nobody_out(talk, came):
    kept = await add_person(talk.database, await the_school(talk), "Алиева-Пример Марьям Ахмедовна")
    async with talk.database.writing() as session:
        other = await session.scalar(select(Person).where(Person.last_name == "Алиева"))
        await merge_into(session, await session.get_one(Person, kept), other, talk.now)
    there = await account(talk, ALIEVA_IN_MAX)
    assert (await talk.press_payload(ALIEVA, {"do": "role_here", "a": there}))[-1].startswith("Спасибо!")
    async with talk.database.reading() as session:
        assert there in await all_accounts_of(session, [kept])


async def test_whoever_was_shown_out_of_one_card_is_not_let_in_by_the_other(talk, came):
    there, here = await account(talk, ALIEVA_IN_MAX), await account(talk, ALIEVA)
    await talk.press_payload(ALIEVA, {"do": "not_mine", "a": there})
    kept = await add_person(talk.database, await the_school(talk), "Алиева-Пример Марьям Ахмедовна")
    async with talk.database.writing() as session:
        session.add(Detached(person_id=kept, account_id=here, at=talk.now))  # and yet it is hers, by the other card
        other = await session.scalar(select(Person).where(Person.last_name == "Алиева"))
        await merge_into(session, await session.get_one(Person, kept), other, talk.now)
    async with talk.database.reading() as session:
        assert await detached_of(session, [kept]) == {(kept, there)}
        assert [(one.id, two.id) for one, two in await asked_of(session, (await the_school(talk)).id)] == [
            (kept, there)
        ]


async def test_whoever_wants_no_reminders_is_promised_none(talk, came):
    await talk.write(ALIEVA, "не напоминать")
    there = await account(talk, ALIEVA_IN_MAX)
    [said] = await talk.press_payload(ALIEVA, {"do": "role_here", "a": there})
    assert said == f"Хорошо, так и есть: MAX {ALIEVA_IN_MAX} — это вы."
    assert "рад знакомству! Вы просили не напоминать" in (await replies_to(talk, ALIEVA_IN_MAX))[-1]


async def test_a_colleague_of_another_school_who_took_the_wrong_leaflet_stays_who_they_are(talk):
    other = await add_school(talk.database, "Школа № 2 (пример)")
    mine = await add_person(talk.database, other, "Чужанова Чара Ивановна", registered=True)
    async with talk.database.writing() as session:
        newcomer = await ensure_account(session, "max", ALIEVA_IN_MAX)
        assert await link(session, await session.get_one(Person, mine), newcomer)
        await set_writing(session, await account(talk, ALIEVA), "allowed")
    talk.in_max.now = talk.now
    assert (await talk.in_max.start(ALIEVA_IN_MAX, await a_code_of(talk)))[-1].startswith("Код верный")
    assert (await talk.in_max.write(ALIEVA_IN_MAX, "это не я"))[-1].startswith("Хорошо, забыл")
    async with talk.database.reading() as session:
        assert newcomer.id in await all_accounts_of(session, [mine])
    await after_the_term(talk)
    assert newcomer.id not in await accounts_of_alieva(talk)
    assert (await brought(talk, ALIEVA_IN_MAX, await a_code_of(talk))).held
    await talk.press_payload(ALIEVA, {"do": "not_mine", "a": newcomer.id})
    told = (await replies_to(talk, ALIEVA_IN_MAX))[-1]
    assert told.startswith("Простите за беспокойство! Чужих показателей и напоминаний сюда не пришлю")


async def test_of_two_schools_one_answer_opens_both_and_thanks_once(talk):
    other = await add_school(talk.database, "Школа № 2 (пример)")
    second = await add_person(talk.database, other, "Алиева-Вторая Марьям Ахмедовна", registered=True)
    here = await account(talk, ALIEVA)
    async with talk.database.writing() as session:
        assert await link(session, await session.get_one(Person, second), await session.get_one(Account, here))
        await set_writing(session, here, "allowed")
    talk.in_max.now = talk.now
    await talk.in_max.start(ALIEVA_IN_MAX, await a_code_of(talk))
    await talk.in_max.write(ALIEVA_IN_MAX, await a_code_of(talk, "Алиева-Вторая"))
    there = await account(talk, ALIEVA_IN_MAX)
    await talk.press_payload(ALIEVA, {"do": "role_here", "a": there})
    assert there in await accounts_of_alieva(talk)
    async with talk.database.reading() as session:
        assert there in await all_accounts_of(session, [second])
    assert len([one for one in await replies_to(talk, ALIEVA_IN_MAX) if "спасибо, что перешли" in one]) == 1


async def test_what_is_said_of_the_wait_names_where_the_answer_is_given(talk, came):
    async with talk.database.writing() as session:
        lost = await ensure_account(session, "max", ALIEVA_IN_MAX + 10)
        person = await session.scalar(select(Person).where(Person.last_name == "Алиева"))
        session.add(PersonAccount(person_id=person.id, account_id=lost.id))
        await set_writing(session, lost.id, "gone")
    assert "спросил вас в VK Мессенджере: «Это вы?»" in (await talk.in_max.write(ALIEVA_IN_MAX, "привет"))[-1]
    await talk.press_payload(ALIEVA, {"do": "not_me", "here": "1"})  # the list had a wrong page for her
    [said] = await talk.in_max.write(ALIEVA_IN_MAX, "привет")
    assert said.startswith("Код верный, спасибо! Спросить, вы ли это, мне больше негде: ваши показатели откроются сами")
    await after_the_term(talk)
    assert await account(talk, ALIEVA_IN_MAX) in await accounts_of_alieva(talk)


async def test_whoever_is_in_max_is_asked_there_when_the_code_comes_in_vk(talk):
    code = await a_code_of(talk, "Вершинина")
    [held] = await talk.write(STRANGER, code)
    assert "спросил вас в MAX: «Это вы?»" in held
    asked = (await replies_to(talk, VERA_IN_MAX))[-1]
    assert asked.startswith(f"В VK Мессенджере вошли по вашему личному коду (vk.com/id{STRANGER}). Это вы?")
    assert "Вершинина" not in str(await talk.write(STRANGER, "мои показатели"))
