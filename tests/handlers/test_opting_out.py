"""Whoever does not want to be reminded is not: what is promised is done, and what is unsure is asked with a button."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.access.my_data import ON_ANYWAY, UNMUTED
from handlers.understanding.said.peace import has_enough
from indicators.weeks import Week
from nudges.calendar import SchoolCalendar
from storage.statistics.scope import Scope
from storage.statistics.standings import load_standings
from storage.tables import Account, AuditEntry, Claim, Person, PersonAccount
from tests.handlers.conversation import (
    ALIEVA,
    BORISOV,
    OFFICER,
    STRANGER,
    Conversation,
    add_person,
    add_school,
    talking,
    the_school,
)

PLAIN = (
    "больше не надо",
    "не надо таких сообщений",
    "не надо мне этих сообщений",
    "не надо больше, пожалуйста",
    "мне не нужны ваши сообщения",
    "не нужны напоминания",
    "не присылайте мне больше",
    "уберите меня из рассылки",
    "не хочу получать эти сообщения",
    "отказываюсь от рассылки",
    "unsubscribe",
    "отписаться",
    "выключи напоминания",
)
UNSURE = (
    "хватит спамить",
    "остановите рассылку",
    "прекратите присылать мне это",
    "оставьте меня в покое",
    "я не давала согласия на рассылку",
    "выключите, пожалуйста, эти напоминания",
    "мне это не нужно",
    "STOP",
    "stop",
    "Стоп!",
    "не надо",
    "не нужно",
    "мне этого не надо",
    "не хочу",
    "передумала",
)


async def reminded(talk: Conversation, external_id: int) -> list[bool]:
    """Whether the rows of this page would be reminded, school by school."""
    async with talk.database.reading() as session:
        rows = await session.scalars(
            select(Person).join(Account, Account.id == Person.account_id).where(Account.external_id == external_id)
        )
        people = sorted(rows, key=lambda person: person.school_id)
        found = []
        for person in people:
            scope = Scope(person.school_id, Week.parse("2026-W46"), talk.now, SchoolCalendar(talk.services.zone))
            found += [one.wants_nudges for one in await load_standings(session, scope) if one.person_id == person.id]
        return found


@pytest.mark.parametrize("text", PLAIN)
async def test_plain_words_are_taken_at_their_word(tmp_path, text):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(ALIEVA, text)
        assert "напоминать больше не буду" in answer
        assert await reminded(talk, ALIEVA) == [False]


@pytest.mark.parametrize("text", UNSURE)
async def test_unsure_words_are_asked_back_and_the_button_does_it(tmp_path, text):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(ALIEVA, text)
        assert "не буду напоминать совсем?" in answer
        assert await reminded(talk, ALIEVA) == [True]
        [done] = await talk.press(ALIEVA, "Не напоминать")
        assert "напоминать больше не буду" in done
        assert await reminded(talk, ALIEVA) == [False]


async def test_an_officer_who_says_no_is_promised_nothing_that_is_not_done(tmp_path):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(OFFICER, "напомнить Алиевой не надо")
        assert "сами, пока не скажете «пауза»" in answer


async def test_an_officer_who_is_a_teacher_too_is_asked_whom_it_is_about(tmp_path):
    async with talking(tmp_path, officers=[ALIEVA]) as talk:
        [answer] = await talk.write(ALIEVA, "больше не надо")
        assert "лично вам" in answer
        assert await reminded(talk, ALIEVA) == [True]
        await talk.press(ALIEVA, "Не напоминать мне")
        assert await reminded(talk, ALIEVA) == [False]


async def test_it_holds_in_a_school_whose_list_comes_later(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "не напоминайте мне больше")
        second = await add_school(talk.database, "Школа № 2 (пример)")
        await add_person(talk.database, second, "Алиева Марьям Ахмедовна", registered=True)
        await _tie(talk, second.id, ALIEVA)
        assert await reminded(talk, ALIEVA) == [False, False]
        await talk.write(ALIEVA, "напоминать")
        assert await reminded(talk, ALIEVA) == [True, True]


async def test_it_holds_in_every_messenger_of_the_person_also_at_a_later_school(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            person = (await session.scalars(select(Person).where(Person.last_name == "Алиева"))).one()
            session.add(in_max := Account(platform="max", external_id=77, writing="unknown"))
            await session.flush()
            session.add(PersonAccount(person_id=person.id, account_id=in_max.id))
        await talk.write(ALIEVA, "не напоминать")
        second = await add_school(talk.database, "Школа № 2 (пример)")
        by_max = await add_person(talk.database, second, "Алиева Марьям Ахмедовна", registered=True)
        async with talk.database.writing() as session:
            session.add(PersonAccount(person_id=by_max, account_id=in_max.id))
        scope = Scope(second.id, Week.parse("2026-W46"), talk.now, SchoolCalendar(talk.services.zone))
        async with talk.database.reading() as session:
            assert [one.wants_nudges for one in await load_standings(session, scope)] == [False]


async def test_a_stranger_s_no_holds_when_a_list_names_them(tmp_path):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(STRANGER, "не пишите мне")
        assert "даже если окажетесь в её списке" in answer
        school = await the_school(talk)
        await add_person(talk.database, school, "Чужов Степан Степанович", registered=True)
        await _tie(talk, school.id, STRANGER)
        assert await reminded(talk, STRANGER) == [False]


async def test_my_figures_of_an_officer_who_teaches_are_their_own(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        await add_person(talk.database, school, "Ответова Ольга Павловна", registered=True, group_messages=3)
        await _tie(talk, school.id, OFFICER)
        [said] = await talk.write(OFFICER, "мои показатели")
        assert "Ольга Павловна, здравствуйте!" in said
        assert "сообщений в групповых чатах — 3 из 10" in said
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        assert card.startswith("Алиева Марьям Ахмедовна")


async def test_every_school_sees_it_in_its_own_log(tmp_path):
    async with talking(tmp_path) as talk:
        second = await add_school(talk.database, "Школа № 2 (пример)")
        await add_person(talk.database, second, "Алиева Марьям Ахмедовна", registered=True)
        await _tie(talk, second.id, ALIEVA)
        talk.now += timedelta(minutes=1)
        await talk.write(ALIEVA, "не напоминать")
        async with talk.database.reading() as session:
            logged = await session.scalars(select(AuditEntry.school_id).where(AuditEntry.action == "opted_out"))
            assert sorted(logged) == [(await the_school(talk)).id, second.id]


async def test_the_list_of_those_left_in_peace_has_whoever_asked_for_it_themselves(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "кого не тревожим")
        assert said.startswith("Сейчас никто не освобождён от напоминаний.\n\n")
        await talk.write(ALIEVA, "не напоминать")
        await talk.write(BORISOV, "не на этой неделе")
        [said] = await talk.write(OFFICER, "кого не тревожим")
        assert said.startswith(
            "Сами попросили не напоминать: Алиева Марьям Ахмедовна.\n\n"
            "На этой неделе сами попросили не писать: Борисов Борис Олегович.\n\n"
        )
        talk.now += timedelta(days=7)
        [said] = await talk.write(OFFICER, "кого не тревожим")
        assert "Борисов" not in said


async def _tie(talk: Conversation, school_id: int, external_id: int) -> None:
    """What a list with this page's number does."""
    async with talk.database.writing() as session:
        account = (await session.scalars(select(Account).where(Account.external_id == external_id))).one()
        person = (
            await session.scalars(select(Person).where(Person.school_id == school_id, Person.account_id.is_(None)))
        ).one()
        person.account_id = account.id


async def test_nothing_is_said_to_be_on_again_that_was_on_and_a_quiet_week_ends(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.write(ALIEVA, "напоминать") == [ON_ANYWAY]
        await talk.write(ALIEVA, "не на этой неделе")
        assert await talk.write(ALIEVA, "напоминать") == [UNMUTED]
        async with talk.database.reading() as session:
            assert await session.scalar(select(Claim)) is None
        await talk.write(ALIEVA, "не напоминать")
        assert await talk.write(ALIEVA, "напоминать") == [UNMUTED]


async def test_a_question_is_no_wish_to_be_left_in_peace(tmp_path):
    async with talking(tmp_path) as talk:
        [offered] = await talk.write(ALIEVA, "а если не успею на этой неделе?")
        assert offered.startswith("Я никого не наказываю, а каждая неделя считается заново")
        async with talk.database.reading() as session:
            assert await session.scalar(select(Claim)) is None


async def test_a_teacher_who_asks_when_is_told_by_which_file(tmp_path):
    async with talking(tmp_path) as talk:
        [told] = await talk.write(ALIEVA, "когда следующее напоминание")
        assert told.startswith("Следующее напоминание придёт вам")
        assert "Проверяю по файлу статистики" in told


async def test_a_bare_go_on_takes_the_silence_back(tmp_path):
    async with talking(tmp_path) as talk:
        for said in ("ладно пишите", "хорошо, можете писать", "Ну напоминайте тогда"):
            await talk.write(ALIEVA, "больше мне не пишите")
            assert "Снова буду напоминать" in (await talk.write(ALIEVA, said))[0]
        assert "Снова буду" not in (await talk.write(ALIEVA, "ладно пишите"))[0]


@pytest.mark.parametrize("said", ["вы мне надоели со своим сферумом", "я на вас в прокуратуру пожалуюсь"])
async def test_whoever_is_fed_up_is_seen_by_who_orders_the_next_reminder(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, said)
        assert await reminded(talk, ALIEVA) == [True]
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        assert "Недовольство напоминаниями: 16 ноября." in card
        assert (
            "За последнюю неделю были недовольны напоминаниями: Алиева Марьям Ахмедовна."
            in (await talk.write(OFFICER, "сводка"))[0]
        )
        [preview] = await talk.write(OFFICER, "напомни Алиевой")
        assert "Недовольство напоминаниями было 16 ноября." in preview


@pytest.mark.parametrize("said", ["мне это не нужно", "жалоб нет, всё хорошо", "жаловаться не буду"])
async def test_whoever_only_asks_has_complained_of_nothing(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, said)
        assert "Недовольство" not in (await talk.write(OFFICER, "карточка Алиевой"))[0]


@pytest.mark.parametrize(
    ("said", "enough"),
    [("мне нужен чат 5а", False), ("я не против", False), ("не отключайте", False), ("мне это не нужно", True)],
)
def test_enough_is_told_by_words_and_by_what_is_denied(said, enough):
    """«Мне надо» is no «не надо», and whoever is not against it has not enough of it."""
    assert has_enough(said) is enough


@pytest.mark.parametrize("said", ["мне нужна справка с места работы", "а мне надо что-то ещё, я стажёр"])
async def test_who_wants_something_is_not_asked_whether_to_be_left_in_peace(tmp_path, said):
    async with talking(tmp_path) as talk:
        assert not any("напоминать совсем" in one for one in await talk.write(ALIEVA, said))


async def test_who_forgets_without_reminders_gets_them_again(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "не напоминать")
        [answer] = await talk.write(ALIEVA, "без напоминаний забываю, включите обратно")
        assert answer == UNMUTED
