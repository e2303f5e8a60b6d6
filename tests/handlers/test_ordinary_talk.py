"""What people really write: names alone, two wishes in one sentence, tiredness, illness, and nothing at all."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.access.requests import NOBODY_WAITS
from handlers.engine.rights import OFFICERS_ONLY
from storage.people.accounts import ensure_account
from storage.people.roles import Role, give_role
from storage.tables import Claim, Exemption, OutboxRow
from tests.handlers.conversation import (
    ALIEVA,
    BORISOV,
    MANAGER,
    MONDAY,
    OFFICER,
    STAFF_CHAT,
    STRANGER,
    Conversation,
    add_person,
    talking,
    the_school,
)


async def colleagues(talk: Conversation) -> None:
    school = await the_school(talk)
    for number, name in enumerate(
        (
            "Магомедова Патимат Расуловна",
            "Чёрных Анна Кузьминична",
            "Коваленко Семён Ильич",
            "Мкртчян Ашот Гагикович",
            "Дюма Кузьма Ильич",
            "Петров Иван Сергеевич",
            "Петрова Ирина Сергеевна",
        )
    ):
        await add_person(talk.database, school, name, 9_100_100 + number, group_messages=1, calls=0)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("черных", "Чёрных Анна Кузьминична"),
        ("что у Чёрных?", "Чёрных Анна Кузьминична"),
        ("покажи мне пожалуйста магомедову", "Магомедова Патимат Расуловна"),
        ("КОВАЛЕНКО", "Коваленко Семён Ильич"),
        ("как дела у мкртчяна", "Мкртчян Ашот Гагикович"),
        ("Петрова Ирина", "Петрова Ирина Сергеевна"),
        ("покажи петрову", "Петрова Ирина Сергеевна"),
        ("покажи сидорову", "Такой фамилии в списке школы не вижу: «сидорову»"),
        ("алиева болеет до пятницы", "не тревожу Алиеву Марьям Ахмедовну до 20 ноября включительно: больничный"),
        ("Борисов в отпуске с 1 по 14 декабря", "не тревожу Борисова Бориса Олеговича с 1 декабря по 14 декабря"),
        ("напомни дюме", "Напомнить Дюма Кузьме Ильичу"),
        ("напомни коваленко", "Напомнить Коваленко Семёну Ильичу"),
        ("напомни мкртчяну", "Напомнить Мкртчяну Ашоту Гагиковичу"),
        ("напомни магомедовой патимат", "Напомнить Магомедовой Патимат Расуловне"),
        ("напомни черных", "Напомнить Чёрных Анне Кузьминичне"),
        ("напомни магомедовой и черных", "Чёрных А. К."),
        ("мкртчян уволился", "Отметить, что Мкртчян Ашот Гагикович больше не работает"),
        ("отчет за первую четверть в ворде", "файлов статистики нет"),
        ("отчет за 4 квартал", "за 1 октября – 15 ноября"),
        ("отчет за прошлый квартал в ворде", "файлов статистики нет"),
        ("кто молодец", "Ещё о 1 сотруднике известно не всё (в файле недели нет: журнал)"),
        ("список учителей", "Список школы: 9 человек"),
        ("да пошёл ты", "Понимаю, дел и без меня хватает"),
        ("измени часовой пояс", "По какому времени живёт школа?"),
    ],
)
async def test_an_officers_words_lead_somewhere(tmp_path, said, shown):
    async with talking(tmp_path) as talk:
        await colleagues(talk)
        answers = await talk.agree(OFFICER, said)
        assert shown in answers[0]
        async with talk.database.reading() as session:
            assert (await session.scalars(select(OutboxRow))).all() == []


async def test_two_wishes_in_one_sentence_are_both_granted(tmp_path):
    async with talking(tmp_path) as talk:
        summary, listed, *_ = await talk.write(OFFICER, "покажи сводку и кто не позвонил")
        assert summary.startswith("Сводка за")
        assert listed.startswith("Без звонка за неделю")


async def test_a_wish_that_writes_to_people_is_shown_beside_another_and_waits_for_its_button(tmp_path):
    async with talking(tmp_path) as talk:
        answers = await talk.write(OFFICER, "сводка и напомни всем")
        assert any("Отправляем?" in answer for answer in answers)
        async with talk.database.reading() as session:
            assert (await session.scalars(select(OutboxRow))).all() == []


async def test_what_is_not_understood_is_not_said_twice_alike(tmp_path):
    async with talking(tmp_path) as talk:
        [first] = await talk.write(OFFICER, "какая завтра погода")
        [second] = await talk.write(OFFICER, "какая завтра погода")
        assert first != second
        [figures] = await talk.write(ALIEVA, "какая завтра погода")
        [puzzled] = await talk.write(ALIEVA, "какая завтра погода")
        assert "Ваши показатели" in figures
        assert "Не понял, простите" in puzzled


async def test_stop_while_messages_are_on_their_way_offers_to_cancel_them(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "напомнить всем")
        await talk.write(OFFICER, "да")
        [asked] = await talk.write(OFFICER, "стоп")
        assert "Отменить? Уже отправленное останется у людей." in asked


async def test_a_newer_word_about_an_illness_takes_the_older_ones_place(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "алиева на больничном")
        await talk.agree(OFFICER, "алиева болеет до пятницы")
        async with talk.database.reading() as session:
            [one] = (await session.scalars(select(Exemption))).all()
        assert str(one.ends_on) == "2026-11-20"


async def test_somebody_who_left_is_found_again_and_no_namesake_takes_their_place(tmp_path):
    async with talking(tmp_path) as talk:
        await colleagues(talk)
        await talk.write(OFFICER, "петрова ирина уволилась")
        await talk.press(OFFICER, "Да, больше не работает")
        [back] = await talk.agree(OFFICER, "петрова ирина вернулась")
        assert back == "Петрова Ирина Сергеевна: снова в напоминаниях."


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("отстаньте уже от меня", "на этой неделе больше не напомню"),
        ("стоп", "на этой неделе больше не напомню"),
        ("зачем это нужно?", "раз в неделю подсказываю один шаг"),
        ("кто ответственный", "За Сферум в школе отвечают:"),
        ("не получается создать чат", "Как создать групповой чат"),
        ("Спасибо, всё поняла", "Пожалуйста!"),
        ("👍", "Если понадоблюсь — я здесь"),
        ("хватит мне писать", "напоминать больше не буду"),
        ("я все сделала уже", "А что уже сделано?"),
        ("покажи борисова", "Ваши показатели"),
    ],
)
async def test_a_teachers_words_lead_somewhere(tmp_path, said, shown):
    async with talking(tmp_path) as talk:
        answers = await talk.write(ALIEVA, said)
        assert shown in answers[0]
        assert "Борисов" not in answers[0]


async def test_an_ill_teacher_has_the_officer_told_only_by_their_own_word(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "привет")
        [offer] = await talk.write(ALIEVA, "я на больничном до пятницы")
        assert "Передать ответственному" in offer
        assert await talk.said(OFFICER) == []
        await talk.press(ALIEVA, "Да, передать")
        [told] = await talk.said(OFFICER)
        assert "Алиева Марьям Ахмедовна просит пока не тревожить: «я на больничном до пятницы»." in told
        async with talk.database.reading() as session:
            assert (await session.scalars(select(Claim.kind))).all() == []  # nobody said «не на этой неделе»
        assert "До вашего ответа не тревожу: до 20 ноября." in told
        assert await reasons(talk) == ["по словам педагога"]
        [waits] = await talk.write(OFFICER, "заявки")
        assert waits.startswith("Алиева Марьям Ахмедовна — по словам педагога, до 20 ноября.")
        [back] = await talk.write(ALIEVA, "я снова работаю")
        assert back.startswith("Сейчас вас не тревожим: по вашим словам, до 20 ноября.")
        [done] = await talk.press_payload(OFFICER, {"do": "exempt", "p": 1, "rest": "до 20.11.2026 больничный"})
        assert "до 20 ноября включительно: больничный" in done
        assert await reasons(talk) == ["больничный"]
        assert await talk.write(OFFICER, "заявки") == [NOBODY_WAITS]


async def pass_on(talk: Conversation, who: int, said: str) -> list[str]:
    """The officer is to be told."""
    await talk.write(who, said)
    return await talk.press(who, "Да, передать")


async def test_who_says_to_be_gone_is_left_in_peace_until_an_officer_answers(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "привет")
        [told] = await pass_on(talk, ALIEVA, "я здесь больше не работаю")
        assert "Пока он не ответит, не тревожу вас: до 29 ноября." in told
        [said] = await talk.said(OFFICER)
        assert "пишет об уходе из школы: «я здесь больше не работаю». До вашего ответа не тревожу: до 29" in said
        [missed] = await talk.write(OFFICER, "напомни Алиевой")
        assert "Напоминать некому" in missed
        await talk.press(OFFICER, "Напоминать как прежде")
        assert await reasons(talk) == []
        assert "просит напоминать как прежде" in (await talk.said(ALIEVA))[-1]


@pytest.mark.parametrize(
    ("first", "then", "until"),
    [
        ("болею", "до 27 ноября включительно", "до 27 ноября"),
        ("я на больничном", "до 20 ноября", "до 20 ноября"),
        ("в отпуске до 5", "да, передайте", "до 5 декабря"),
        ("болею", "до 20", "до 20 ноября"),
        ("меня пока нет", "с 18 по 20 ноября", "18–20 ноября"),
        ("болею", "передайте пожалуйста", "до 29 ноября"),
        ("болею", "да, передайте", "до 29 ноября"),
        ("болею с завтрашнего дня, справку дали на неделю", "да, передайте", "17–23 ноября"),
        ("в отпуске со среды, вернусь в понедельник", "да, передайте", "18–22 ноября"),
    ],
)
async def test_an_absence_may_be_told_in_two_messages(tmp_path, first, then, until):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "привет")
        [asked] = await talk.write(ALIEVA, first)
        assert "Передать ответственному" in asked
        [told] = await talk.write(ALIEVA, then)
        assert f"не тревожу вас: {until}." in told
        [said] = await talk.said(OFFICER)
        assert f"До вашего ответа не тревожу: {until}." in said
        if "27" in then:  # the button of the first question adds nothing and takes nothing away
            assert (await talk.press(ALIEVA, "Да, передать"))[0].startswith("Это я уже передал.")
            assert await talk.said(OFFICER) == []


async def test_a_day_ahead_without_a_last_one_is_told_and_kept(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "привет")
        [told] = await pass_on(talk, ALIEVA, "я в отпуске с понедельника")
        assert "не тревожу вас: 23 ноября – 6 декабря." in told
        await pass_on(talk, BORISOV, "я увольняюсь с 1 декабря")
        assert "пишет об уходе из школы: «я увольняюсь с 1 декабря»." in (await talk.said(OFFICER))[-1]
        [ahead] = await talk.press(OFFICER, "Больше не работает")
        assert ahead.startswith("Борисов Борис Олегович больше не работает в школе с 1 декабря?")


async def test_who_wrote_that_they_leave_is_told_that_it_is_noted(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "привет")
        await pass_on(talk, ALIEVA, "я здесь больше не работаю")
        said = await reasons(talk)
        await talk.press(OFFICER, "Больше не работает")
        await talk.press(OFFICER, "Да, больше не работает")
        assert "отметил, что вы больше не работаете" in (await talk.said(ALIEVA))[-1]
        assert await reasons(talk) == []
        await talk.press(OFFICER, "Отменить отметку")
        assert await reasons(talk) == said


async def test_a_decision_that_is_taken_back_leaves_what_they_said_of_themselves(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "привет")
        await pass_on(talk, ALIEVA, "болею до 27 ноября")
        said = await reasons(talk)
        await talk.write(OFFICER, "исключить Алиеву до 18.11 отпуск")
        assert await reasons(talk) == ["отпуск"]
        [back] = await talk.press(OFFICER, "Вернуть")
        assert back == "Алиева Марьям Ахмедовна: как и прежде, не тревожим (по словам педагога, до 27 ноября)."
        assert await reasons(talk) == said
        assert "Алиева" in (await talk.write(OFFICER, "заявки"))[0]


async def test_of_several_each_is_brought_back_to_their_own_words(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "привет")
        for who in (ALIEVA, BORISOV):
            await pass_on(talk, who, "болею до 27 ноября")
        await add_person(talk.database, await the_school(talk), "Кнопкина Юлия Борисовна")
        await talk.write(OFFICER, "исключить Алиеву, Борисова и Кнопкину до 18.11 отпуск")
        await talk.press(OFFICER, "Вернуть: Алиева Марьям Ахмедовна")
        assert sorted(await reasons(talk)) == ["отпуск", "отпуск", "по словам педагога"]
        await talk.press(OFFICER, "Вернуть остальных")
        assert sorted(await reasons(talk)) == ["отпуск", "по словам педагога"]


async def reasons(talk):
    async with talk.database.reading() as session:
        return list(await session.scalars(select(Exemption.reason)))


async def test_both_days_of_an_absence_are_in_the_officers_button(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "привет")
        await pass_on(talk, ALIEVA, "у меня отпуск с 20 по 27")
        await talk.said(OFFICER)
        [done] = await talk.press(OFFICER, "Не тревожить 20–27 ноября")
        assert "с 20 ноября по 27 ноября включительно: отпуск" in done
        assert "не тревожу вас (отпуск, с 20 ноября по 27 ноября)" in (await talk.said(ALIEVA))[-1]
        await pass_on(talk, BORISOV, "у меня командировка с 28 по 3")
        await talk.press(OFFICER, "Не тревожить 28 ноября – 3 декабря")
        async with talk.database.reading() as session:
            days = {(str(one.starts_on), str(one.ends_on)) for one in await session.scalars(select(Exemption))}
        assert days == {("2026-11-20", "2026-11-27"), ("2026-11-28", "2026-12-03")}


async def test_the_days_at_the_end_of_a_long_message_are_kept(tmp_path):
    begin = "здравствуйте, извините пожалуйста за беспокойство, хотела вас предупредить заранее,"
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "привет")
        [told] = await pass_on(talk, ALIEVA, f"{begin} что у меня отпуск с 20 по 22 и с 25 по 27 ноября")
        assert "не тревожу вас: 20–22 ноября и 25–27 ноября." in told
        assert "извините пожалуйста" in (await talk.said(OFFICER))[-1]
        [done] = await talk.press(OFFICER, "Не тревожить 20–22 ноября и 25–27 ноября")
        assert done.endswith("20–22 ноября и 25–27 ноября: отпуск.")
        await pass_on(talk, BORISOV, f"{begin} что я увольняюсь с 1 декабря")
        await talk.said(OFFICER)
        assert (await talk.press(OFFICER, "Больше не работает"))[0].startswith(
            "Борисов Борис Олегович больше не работает в школе с 1 декабря?"
        )


async def test_all_days_that_wait_for_an_answer_are_answered_at_once_and_a_far_one_has_its_year(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "привет")
        await pass_on(talk, ALIEVA, "я в отпуске с 20 по 22 и с 25 по 27 ноября")
        await talk.said(OFFICER)
        [waits] = await talk.write(OFFICER, "заявки")
        assert "по словам педагога, 20–22 ноября и 25–27 ноября. Не тревожу до вашего ответа." in waits
        await talk.press(OFFICER, "Не тревожить 20–22 ноября и 25–27 ноября")
        async with talk.database.reading() as session:
            found = (await session.scalars(select(Exemption).order_by(Exemption.starts_on))).all()
        assert [(one.starts_on.day, one.ends_on.day) for one in found] == [(20, 22), (25, 27)]
        assert await talk.write(OFFICER, "заявки") == [NOBODY_WAITS]
        [told] = await pass_on(talk, BORISOV, "я на больничном до 31.08.2028")
        assert "не тревожу вас: до 31 августа 2028" in told


async def test_what_an_officer_decided_before_stays_when_only_the_persons_own_word_is_lifted(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключить Алиеву без срока декрет")
        await pass_on(talk, ALIEVA, "я на больничном до пятницы")
        await talk.said(OFFICER)
        [done] = await talk.press(OFFICER, "Напоминать как прежде")
        assert done == "Алиева Марьям Ахмедовна: как и прежде, не тревожим (декрет, без срока)."
        assert await reasons(talk) == ["декрет"]
        await pass_on(talk, BORISOV, "я в отпуске до 15 декабря")
        [told] = await pass_on(talk, BORISOV, "я на больничном")
        assert "не тревожу вас: до 15 декабря." in told
        await talk.said(OFFICER)
        [done] = await talk.press(OFFICER, "Напоминать как прежде")
        assert done == "Борисов Борис Олегович: снова в напоминаниях."


async def test_whoever_is_back_is_reminded_again_when_the_officer_says_so(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключить Алиеву до 27 ноября больничный")
        [asked] = await talk.write(ALIEVA, "снова напоминай мне")
        assert "Сейчас вас не тревожим: больничный, до 27 ноября." in asked
        await talk.press(ALIEVA, "Да, передать")
        assert "пишет, что снова на работе" in (await talk.said(OFFICER))[-1]
        [done] = await talk.press(OFFICER, "Снова напоминать")
        assert "снова в напоминаниях" in done
        [again] = await talk.write(ALIEVA, "снова напоминай мне")
        assert "и так включены" in again


async def test_a_stranger_is_told_once_who_the_bot_is_and_a_name_is_found_in_a_greeting(tmp_path):
    async with talking(tmp_path) as talk:
        [first] = await talk.write(STRANGER, "здравствуйте")
        [second] = await talk.write(STRANGER, "я учитель")
        assert len(second) < len(first) / 2
        [asked] = await talk.write(STRANGER, "Добрый день, меня зовут Иванова Анна Петровна, учитель химии")
        assert "Передал ответственному" in asked
        assert "«Иванова Анна Петровна»" in (await talk.said(OFFICER))[-1]
        [taken_back] = await talk.write(STRANGER, "стоп")
        assert "просьбу отозвал" in taken_back
        [parent] = await talk.write(STRANGER, "я мама ученика 7Б")
        assert "классный руководитель" in parent


@pytest.mark.parametrize(
    "said", ["алиева болеет", "напомни всем", "алиева уволилась", "поставь цель 80 по звонкам", "отозвать приглашение"]
)
async def test_a_manager_reads_only_whatever_the_words(tmp_path, said):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            account = await ensure_account(session, "vk", MANAGER)
            await give_role(session, account.id, (await the_school(talk)).id, Role.MANAGER, MONDAY)
        assert "Вы видите сводки и отчёты" in (await talk.write(MANAGER, said))[0]


async def test_a_deputy_is_not_asked_about_a_role_they_cannot_give(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            account = await ensure_account(session, "vk", MANAGER)
            await give_role(session, account.id, (await the_school(talk)).id, Role.DEPUTY, MONDAY)
        assert await talk.write(MANAGER, "сделай меня ответственным") == [OFFICERS_ONLY]


NOISE = (
    "",
    "👍👍",
    "...",
    "ааааа",
    "ы" * 4000,
    "12345",
    "?",
    "сводка " * 500,
    "[id1|Кто-то] привет",
    "\u200b",
    "%s {name} <b>",
)


@pytest.mark.parametrize("who", [OFFICER, ALIEVA, STRANGER])
async def test_noise_gets_a_sentence_and_never_an_error(tmp_path, who):
    async with talking(tmp_path) as talk:
        for text in NOISE:
            talk.now += timedelta(seconds=20)
            answers = await talk.write(who, text) if text else []
            assert not any("не получилось это обработать" in answer for answer in answers)
            assert len(answers) <= 2


@pytest.mark.parametrize(
    "said", ["черных", "карточка Алиевой", "кто без звонка", "алиева болеет", "напомни всем", "журнал действий"]
)
async def test_in_a_chat_no_words_bring_names(tmp_path, said):
    async with talking(tmp_path) as talk:
        await colleagues(talk)
        await talk.vk.control("/sandbox/act/add_bot", {"user_id": OFFICER, "peer_id": STAFF_CHAT})
        await talk.answers(STAFF_CHAT)
        for answer in await talk.write(OFFICER, f"/{said}", peer_id=STAFF_CHAT):
            assert not any(name in answer for name in ("Алиев", "Чёрных", "Борисов"))


async def test_a_leave_that_is_still_to_come_may_be_called_off(tmp_path):
    async with talking(tmp_path) as talk:
        await pass_on(talk, ALIEVA, "я в отпуске с 20 по 27 ноября")
        [asked] = await talk.write(ALIEVA, "отпуск отменили")
        assert asked.startswith("Записано не тревожить вас: по вашим словам, с 20 ноября по 27 ноября.")
        await talk.press(ALIEVA, "Да, передать")
        assert "пишет, что отсутствие отменяется: «отпуск отменили»." in (await talk.said(OFFICER))[-1]
        await talk.press(OFFICER, "Снова напоминать")
        assert await talk.write(OFFICER, "заявки") == [NOBODY_WAITS]


async def test_whom_nobody_reminds_is_who_is_left_in_peace(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключить Алиеву до 27 ноября отпуск")
        [shown] = await talk.write(OFFICER, "кому не напоминаем")
        assert "Алиева Марьям Ахмедовна: отпуск, до 27 ноября" in shown
