"""Whoever brings a personal code is nobody yet while its person writes from another account: that one is asked."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clock.clock import Clock
from storage.messengers.ways import account_for, all_accounts_of
from storage.tables import Account, Invitation, Person
from tests.handlers.conversation import ALIEVA, OFFICER
from tests.handlers.test_moving import ALIEVA_IN_MAX, came_over, delivered, replies_to, talk

__all__ = ["talk"]


@pytest.fixture
async def came(talk):
    """Somebody has brought the code of Алиева's invitation in MAX; what they read there."""
    await talk.write(OFFICER, "переезд в MAX")
    await talk.press(OFFICER, "Пригласить: 2")
    await delivered(talk)
    await talk.said(ALIEVA)
    talk.in_max.now = talk.now
    return await came_over(talk)


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
    assert asked.startswith(f"В MAX перешли по вашему личному коду (MAX {ALIEVA_IN_MAX}). Это вы?")
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
    assert asked == f"Под вашим именем по личному коду пришли ещё в MAX (MAX {ALIEVA_IN_MAX}). Это вы?"
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


async def test_whoever_brought_a_code_that_is_not_theirs_is_forgotten_by_one_word(talk, came):
    assert (await talk.in_max.write(ALIEVA_IN_MAX, "это не я"))[-1].startswith("Хорошо, забыл")
    await later(talk, days=4)
    await Clock(talk.database, lambda: talk.now).ring()
    assert await account(talk, ALIEVA_IN_MAX) not in await accounts_of_alieva(talk)
    there = await account(talk, ALIEVA_IN_MAX)
    assert (await talk.press_payload(ALIEVA, {"do": "role_here", "a": there}))[-1].startswith("Этого предложения")
