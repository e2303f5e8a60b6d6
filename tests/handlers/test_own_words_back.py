"""What a teacher answered or disputed is taken back by themselves: closed, told once, and nothing stays silent."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.tables import Account, Claim, Person
from tests.handlers.conversation import ALIEVA, OFFICER, add_person, add_school, talking

NONE_WAITS = "Сообщений об ошибках без ответа нет."
FACTS = {"registered": True, "group_chats": 0, "group_messages": 12, "calls": 0}


async def claims(talk):
    async with talk.database.reading() as session:
        return {(one.gap, one.kind, one.resolution) for one in await session.scalars(select(Claim))}


@pytest.mark.parametrize("days", [0, 3])
@pytest.mark.parametrize("said", ["ой, всё верно, 4 и есть", "забудьте, я ошиблась", "это я не туда посмотрела"])
async def test_a_dispute_taken_back_is_closed_and_told_once(tmp_path, said, days):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12, а не 4")
        await talk.said(OFFICER)
        talk.now += timedelta(days=days)
        [answer] = await talk.write(ALIEVA, said)
        assert answer.startswith("Хорошо, отозвал (сообщения): ошибки в данных нет.")
        [told] = await talk.said(OFFICER)
        assert told == (
            f"Алиева Марьям Ахмедовна пишет, что ошибки в данных нет (сообщения): «{said}». "
            "Вопрос закрыт, отвечать не надо."
        )
        assert await talk.write(OFFICER, "ошибки") == [NONE_WAITS]
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        assert "4 из 10\n" in card
        assert f"педагог отозвал: «{said}»" in card
        assert await claims(talk) == {("few_messages", "mistake", "withdrawn")}


async def test_the_officers_old_button_says_that_it_was_taken_back(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12, а не 4")
        [asked] = [one for one in await talk.messages(OFFICER) if "пишет" in one["text"]]
        await talk.press(ALIEVA, "Отозвать")
        payload = asked["keyboard"]["buttons"][0][0]["action"]["payload"]
        await talk.said(OFFICER)
        [said] = await talk.press_payload(OFFICER, json.loads(payload))
        assert said == "Отвечать не надо: педагог это уже отозвал, ошибки в данных нет."


async def test_it_can_be_disputed_again(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12, а не 4")
        await talk.press(ALIEVA, "Отозвать")
        await talk.press(ALIEVA, "Всё-таки ошибка")
        assert await claims(talk) == {("few_messages", "mistake", None)}
        await talk.said(OFFICER)
        [waits] = await talk.write(OFFICER, "ошибки")
        assert "4 из 10" in waits


@pytest.mark.parametrize("said", ["сообщений 4 и есть", "ой, всё верно, 4 и есть", "всё-таки 4 и есть"])
async def test_of_two_only_the_named_one_is_taken_back(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "это ошибка")
        await talk.press(ALIEVA, "Всё сразу")
        [answer] = await talk.write(ALIEVA, said)
        assert "Ещё у ответственного: звонок." in answer
        [*_, told] = await talk.said(OFFICER)
        assert told.endswith("Остаётся: звонок.")
        await talk.press(ALIEVA, "Отозвать и это")
        await talk.said(OFFICER)
        assert await talk.write(OFFICER, "ошибки") == [NONE_WAITS]


@pytest.mark.parametrize("said", ["я ошиблась, не 12, а 11", "вы ошиблись, всё верно у меня"])
async def test_other_figures_are_passed_on_and_stay_in_dispute(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12, а не 4")
        [answer] = await talk.write(ALIEVA, said)
        assert answer.startswith("Передал ответственному")
        assert await claims(talk) == {("few_messages", "mistake", None)}


async def test_whether_a_bare_agreement_takes_it_back_is_asked(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12, а не 4")
        [asked] = await talk.write(ALIEVA, "всё верно")
        assert asked == "Отозвать сообщение об ошибке (сообщения)? Сейчас оно у ответственного."
        await talk.write(ALIEVA, "нет")
        assert await claims(talk) == {("few_messages", "mistake", None)}
        await talk.write(ALIEVA, "всё верно")
        await talk.write(ALIEVA, "да")
        assert await claims(talk) == {("few_messages", "mistake", "withdrawn")}


async def test_a_yes_to_what_was_passed_on_takes_nothing_back(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12, а не 4")
        await talk.write(ALIEVA, "да")
        assert await claims(talk) == {("few_messages", "mistake", None)}


@pytest.mark.parametrize("said", ["я ошиблась", "извините, моя ошибка", "наверно я ошиблась", "отзываю жалобу"])
async def test_what_goes_back_to_the_officer_goes_there_once_however_it_is_said(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12, а не 4")
        await talk.press(OFFICER, "Да, ошибка в данных")
        talk.now += timedelta(minutes=5)
        await talk.write(ALIEVA, said)
        await talk.said(OFFICER)
        talk.now += timedelta(minutes=5)
        for again in (said, "извините, моя ошибка"):
            [answer] = await talk.write(ALIEVA, again)
            assert answer == "Эти слова уже у ответственного: решит он. Ответит — сразу напишу."
        assert await talk.said(OFFICER) == []
        [waits] = await talk.write(OFFICER, "ошибки")
        assert said in waits


async def test_what_the_officer_called_a_mistake_already_goes_back_to_them(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12, а не 4")
        await talk.press(OFFICER, "Да, ошибка в данных")
        await talk.said(ALIEVA)
        talk.now += timedelta(minutes=5)
        [answer] = await talk.write(ALIEVA, "ой, я ошиблась, ошибки нет")
        assert answer.startswith("Ответственный уже признал это ошибкой (сообщения).")
        [told] = await talk.said(OFFICER)
        assert told.endswith("ошибки в данных всё-таки нет (сообщения): «ой, я ошиблась, ошибки нет»")
        for again in ("забудьте, я ошиблась", "ошибки нет"):
            [answer] = await talk.write(ALIEVA, again)
            assert answer == "Эти слова уже у ответственного: решит он. Ответит — сразу напишу."
            assert await talk.said(OFFICER) == []
        await talk.press(OFFICER, "Изменить: данные верны")
        assert await claims(talk) == {("few_messages", "mistake", "rejected")}


async def test_done_and_not_this_week_are_taken_back_by_words_and_buttons(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "сделала звонок")
        [answer] = await talk.write(ALIEVA, "ой, я случайно нажала")
        assert answer == "Хорошо, отметку «сделано» снял (звонок). Когда сделаете — скажите."
        assert await claims(talk) == set()
        await talk.write(ALIEVA, "не на этой неделе")
        [answer] = await talk.press(ALIEVA, "Отменить")
        assert answer == "Хорошо, снова могу написать и на этой неделе."
        assert await claims(talk) == set()
        assert await talk.said(OFFICER) == []


async def test_with_nothing_said_there_is_nothing_to_take_back(tmp_path):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(ALIEVA, "забудьте, я ошиблась")
        assert answer == "Ничего вашего ответа сейчас не ждёт, и отметок, которые можно снять, нет."


async def at_a_second_school(talk):
    second = await add_school(talk.database, "Лицей № 5 (пример)")
    there = await add_person(talk.database, second, "Алиева Марьям Ахмедовна", **FACTS)
    async with talk.database.writing() as session:
        account = await session.scalar(select(Account).where(Account.external_id == ALIEVA))
        (await session.get_one(Person, there)).account_id = account.id


async def test_whoever_teaches_at_two_schools_reads_of_which(tmp_path):
    async with talking(tmp_path) as talk:
        await at_a_second_school(talk)
        [passed] = await talk.write(ALIEVA, "у меня 12, а не 4")
        assert "Речь о школе: Школа № 1 (пример)." in passed
        [answer] = await talk.press(ALIEVA, "Отозвать")
        assert answer.startswith("Хорошо, отозвал (сообщения), Школа № 1 (пример): ошибки в данных нет.")
        [passed] = await talk.write(ALIEVA, "у меня чат есть, это ошибка")
        assert "Речь о школе: Лицей № 5 (пример)." in passed


async def test_what_is_open_at_both_schools_is_asked_about_and_peace_is_of_both(tmp_path):
    async with talking(tmp_path) as talk:
        await at_a_second_school(talk)
        assert await talk.write(ALIEVA, "сделала звонок") == ["О какой школе речь?"]
        [thanks] = await talk.press(ALIEVA, "Лицей № 5 (пример)")
        assert thanks.startswith("Спасибо!")
        async with talk.database.reading() as session:
            [done] = await session.scalars(select(Claim))
            person = await session.get_one(Person, done.person_id)
        assert (done.gap, person.school_id) == ("no_call", 2)
        await talk.press(ALIEVA, "Ещё не сделано")
        await talk.write(ALIEVA, "не на этой неделе")
        async with talk.database.reading() as session:
            assert len({one.person_id for one in await session.scalars(select(Claim))}) == 2
        await talk.press(ALIEVA, "Отменить")
        assert await claims(talk) == set()


async def test_an_old_button_takes_back_only_what_stood_above_it(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12, а не 4")
        [*_, old] = await talk.messages(ALIEVA)
        payload = json.loads(old["keyboard"]["buttons"][0][0]["action"]["payload"])
        await talk.press(ALIEVA, "Отозвать")
        talk.now += timedelta(days=7)
        await talk.write(ALIEVA, "звонок я провела, это ошибка")
        [said] = await talk.press_payload(ALIEVA, payload)
        assert said == "Ничего вашего ответа сейчас не ждёт, и отметок, которые можно снять, нет."
        assert ("no_call", "mistake", None) in await claims(talk)


@pytest.mark.parametrize(
    "said",
    [
        "ладно извините погорячилась. как этот звонок делается",
        "данные верны по чатам, а по звонкам нет, так и передайте",
    ],
)
async def test_an_apology_and_a_verdict_by_halves_withdraw_nothing(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "это ошибка: звонок я проводила")
        await talk.said(OFFICER)
        told = await talk.write(ALIEVA, said)
        assert not any("отозвал" in one for one in told), told
