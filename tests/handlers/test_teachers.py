"""What a teacher can do under a nudge and at any other time."""

import pytest
from sqlalchemy import select

from bot.delivery import Delivery, Options
from nudges.gaps import GAPS
from services.lists import EITHER
from storage.campaigns.outbox import make_recheck
from storage.tables import Account, Claim, OutboxRow, Person
from tests.handlers.conversation import ALIEVA, BORISOV, DEPUTY, OFFICER, WEEK, talking


async def claims(talk) -> list[tuple[str, str, str | None]]:
    async with talk.database.reading() as session:
        found = await session.scalars(select(Claim).order_by(Claim.id))
        return [(claim.gap, claim.kind, claim.resolution) for claim in found]


async def test_how_to_do_it_is_one_button_away(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "мои показатели")
        [choice] = await talk.press(ALIEVA, "Как сделать")
        assert choice == "С чем помочь?"
        steps, _ = await talk.press(ALIEVA, "Как позвонить из чата")
        assert "1. " in steps
        assert "sferum.ru/?p=instructions" in steps


async def test_one_help_is_given_once_whatever_asks_for_it(tmp_path):
    async with talking(tmp_path) as talk:
        answers = await talk.write(ALIEVA, "я не могу позвонить, нет кнопки")
        assert sum(one.startswith("Как позвонить из чата\n") for one in answers) == 1


async def test_the_picture_is_uploaded_once_and_comes_with_the_words_from_then_on(tmp_path):
    async with talking(tmp_path) as talk:
        steps, shown = await talk.write(ALIEVA, "как позвонить")
        assert "1. " in steps
        assert shown == "Как позвонить из чата: на картинке."
        [first] = (await talk.messages(ALIEVA))[-1]["attachments"]
        assert first["type"] == "photo"
        [again] = await talk.write(BORISOV, "как позвонить")
        assert "1. " in again
        [second] = (await talk.messages(BORISOV))[-1]["attachments"]
        assert second["photo"]["id"] == first["photo"]["id"]


async def test_a_picture_that_the_messenger_has_no_more_costs_only_the_picture_and_is_uploaded_anew(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "как позвонить")
        talk.vk.running.world.files.files.clear()
        [steps] = await talk.write(BORISOV, "как позвонить")
        assert "1. " in steps
        assert (await talk.messages(BORISOV))[-1]["attachments"] == []
        _, shown = await talk.write(BORISOV, "как позвонить")
        assert shown == "Как позвонить из чата: на картинке."
        assert [one["type"] for one in (await talk.messages(BORISOV))[-1]["attachments"]] == ["photo"]


@pytest.mark.parametrize("code", [15, 100])
async def test_an_answer_whose_picture_is_refused_goes_at_once_without_it(tmp_path, code):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "как позвонить")
        rule = {"kind": "peer", "code": code, "peers": [BORISOV], "times": 1}
        await talk.vk.control("/sandbox/faults", rule)
        [steps] = await talk.write(BORISOV, "как позвонить")
        assert "1. " in steps
        assert await talk.said(BORISOV) == []


async def test_a_refusal_that_is_not_about_the_picture_leaves_it_remembered(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "как позвонить")
        await talk.vk.control("/sandbox/faults", {"kind": "peer", "code": 100, "peers": [BORISOV], "times": 2})
        assert await talk.write(BORISOV, "как позвонить") == []
        [steps] = await talk.write(ALIEVA, "как позвонить")
        assert "1. " in steps
        assert (await talk.messages(ALIEVA))[-1]["attachments"] != []


async def test_the_words_go_also_when_the_picture_cannot_be_uploaded(tmp_path):
    async with talking(tmp_path) as talk:
        rule = {"kind": "error", "code": 100, "methods": ["photos.getMessagesUploadServer"]}
        await talk.vk.control("/sandbox/faults", rule)
        [steps] = await talk.write(ALIEVA, "как создать чат")
        assert "1. " in steps


async def test_already_done_is_thanked_once_and_remembered(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "мои показатели")
        assert await talk.press(ALIEVA, "Уже сделано") == ["Отлично! А что уже сделано?"]
        [thanks] = await talk.press(ALIEVA, "Звонок")
        assert "Проверим по следующему файлу" in thanks
        [again] = await talk.press(ALIEVA, "Звонок")
        assert "вы уже говорили" in again
        assert await claims(talk) == [("no_call", "done", None)]


async def test_several_things_said_to_be_done_are_all_taken(tmp_path):
    async with talking(tmp_path) as talk:
        every = EITHER.join(one.code for one in GAPS)
        assert "Проверим по следующему файлу" in (await talk.press_payload(ALIEVA, {"do": "done", "gap": every}))[0]
        assert {one[0] for one in await claims(talk)} > {"no_call"}


async def test_a_waiting_message_no_longer_names_what_is_done_meanwhile(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "привет")
        await talk.write(OFFICER, "напомнить всем")
        await talk.press(OFFICER, "Отправить: 1")
        await talk.write(ALIEVA, "уже сделано")
        await talk.press(ALIEVA, "Звонок")
        options = Options(clock=talk.services.clock, recheck=make_recheck(talk.database, talk.services.clock))
        await Delivery(talk.database, {talk.services.community_id: talk.services.messenger}, options).deliver()
        [digest] = await talk.said(ALIEVA)
        assert "сообщен" in digest
        assert "звон" not in digest.lower()
        async with talk.database.reading() as session:
            row = (await session.scalars(select(OutboxRow))).one()
            assert (row.state, row.gaps, row.text) == ("sent", ["few_messages"], digest)


async def test_a_mistake_goes_to_the_officer_with_the_figures_and_is_answered_once(tmp_path):
    async with talking(tmp_path, officers=(OFFICER, DEPUTY)) as talk:
        await talk.write(OFFICER, "привет")
        await talk.write(DEPUTY, "привет")
        await talk.write(ALIEVA, "это ошибка")
        [passed_on] = await talk.press(ALIEVA, "Сообщения")
        assert "Передал ответственному" in passed_on
        [dispute] = await talk.said(OFFICER)
        assert "Алиева Марьям Ахмедовна сообщает об ошибке" in dispute
        assert "4 из 10" in dispute
        [answered] = await talk.press(OFFICER, "Да, ошибка в данных")
        assert "признали ошибкой" in answered
        [told] = await talk.said(ALIEVA)
        assert "в данных правда ошибка (сообщения)" in told
        [*_, late] = await talk.press(DEPUTY, "Данные верны")
        assert "На это уже ответили" in late
        assert await claims(talk) == [("few_messages", "mistake", "accepted")]


async def test_a_button_about_an_earlier_week_shows_how_things_are_now(tmp_path):
    async with talking(tmp_path) as talk:
        old, now = await talk.press_payload(ALIEVA, {"do": "mistake", "w": "2026-W40"})
        assert "более ранней неделе" in old
        assert "4 из 10" in now
        assert await claims(talk) == []


async def test_done_and_not_this_week_hold_whatever_file_has_come_since(tmp_path):
    async with talking(tmp_path) as talk:
        [asked] = await talk.press_payload(ALIEVA, {"do": "done", "w": "2026-W40"})
        assert "что уже сделано" in asked
        [answer] = await talk.press_payload(ALIEVA, {"do": "not_now", "w": "2026-W40"})
        assert "больше не напомню" in answer
        assert await claims(talk) == [("*", "not_now", None)]


async def test_a_button_of_somebody_elses_nudge_does_nothing(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.press_payload(BORISOV, {"do": "done", "w": WEEK, "p": 1, "gap": "*"}) == []
        assert await claims(talk) == []


async def test_not_this_week_brings_peace(tmp_path):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(ALIEVA, "не на этой неделе")
        assert "больше не напомню" in answer
        assert await claims(talk) == [("*", "not_now", None)]


async def test_a_teacher_may_ask_not_to_be_reminded_and_take_it_back(tmp_path):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(ALIEVA, "Не напоминайте мне, пожалуйста")
        assert "Ответственный увидит" in answer
        await talk.write(OFFICER, "привет")
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        assert "Просит не напоминать" in card
        await talk.press(ALIEVA, "Вернуть напоминания")
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        assert "Просит не напоминать" not in card


async def test_my_data_are_shown_and_deleted_for_good(tmp_path):
    async with talking(tmp_path) as talk:
        [data] = await talk.write(ALIEVA, "что ты обо мне знаешь?")
        assert "Алиева Марьям Ахмедовна" in data
        assert "1 неделя" in data
        await talk.press(ALIEVA, "Удалить мои данные")
        [bye] = await talk.press(ALIEVA, "Да, удалить")
        assert "больше нет" in bye
        async with talk.database.reading() as session:
            assert await session.scalar(select(Person).where(Person.full_name.contains("Алиева"))) is None
            assert await session.scalar(select(Account).where(Account.external_id == ALIEVA)) is None
        [welcome] = await talk.write(ALIEVA, "мои показатели")
        assert "Чтобы я вас узнал" in welcome


async def test_the_only_officer_cannot_disappear(tmp_path):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(OFFICER, "удалить мои данные")
        assert "единственный ответственный" in answer
        [still] = await talk.press_payload(OFFICER, {"do": "forget_me_yes"})
        assert "единственный ответственный" in still


async def test_stickers_voice_and_long_texts_get_a_sensible_sentence(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.vk.control("/sandbox/act/sticker", {"user_id": ALIEVA})
        assert "напишите, пожалуйста, словами" in (await talk.answers(ALIEVA))[0]
        assert "одной фразой" in (await talk.write(ALIEVA, "а" * 4000))[0]


async def test_a_teacher_cannot_use_an_officers_words(tmp_path):
    async with talking(tmp_path) as talk:
        for words in ("сводка", "напомнить всем", "карточка Борисова", "все долги"):
            [answer] = await talk.write(ALIEVA, words)
            assert "только ответственный" in answer
