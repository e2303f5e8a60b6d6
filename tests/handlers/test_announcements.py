"""An announcement is shown, goes within the hours, once a day for a person, and is no reminder."""

from datetime import timedelta

from sqlalchemy import select, update

from indicators.weeks import Week
from storage.campaigns.effect import reminded
from storage.campaigns.outbox import make_recheck
from storage.tables import Campaign, OutboxRow
from tests.handlers.conversation import ALIEVA, OFFICER, add_person, class_teacher, talking, the_school

WORDS = "передай всем, что завтра педсовет в 14:00"


async def rows(talk) -> list[OutboxRow]:
    async with talk.database.reading() as session:
        return list(await session.scalars(select(OutboxRow).order_by(OutboxRow.id)))


async def test_an_announcement_is_shown_and_written_only_after_the_button(tmp_path):
    async with talking(tmp_path) as talk:
        [preview] = await talk.write(OFFICER, WORDS)
        assert "Объявление уйдёт сразу, 2 людям" in preview
        assert "«Завтра педсовет в 14:00»" in preview
        assert await rows(talk) == []
        [said] = await talk.press(OFFICER, "Отправить: 2")
        assert "передам 2 людям" in said
        written = await rows(talk)
        assert written[0].text == "Марьям Ахмедовна, объявление школы:\n\nЗавтра педсовет в 14:00"
        [again] = await talk.press(OFFICER, "Отправить: 2")
        assert "уже не действует" in again
        assert len(await rows(talk)) == 2


async def test_a_question_or_the_order_said_anew_are_no_words_of_an_announcement(tmp_path):
    async with talking(tmp_path) as talk:
        for parents in ("напиши родителям, что завтра собрание", "передай всем ученикам, что завтра в школу к 10"):
            assert "Родителям и ученикам я не пишу" in (await talk.write(OFFICER, parents))[0]
        await talk.write(OFFICER, "передай всем")
        assert (await talk.write(OFFICER, "кто из физиков не звонил?"))[0].startswith("Без звонка за неделю — физика")
        assert "«Завтра педсовет в 14:00»" in (await talk.write(OFFICER, WORDS))[0]
        await talk.write(OFFICER, "отмена")
        await talk.write(OFFICER, "передай всем")
        asked = "Кто не сдал журналы, сдайте до пятницы"
        assert f"«{asked}»" in (await talk.write(OFFICER, asked))[0]


async def test_to_one_person_and_later(tmp_path):
    async with talking(tmp_path) as talk:
        [preview] = await talk.write(OFFICER, "передай Алиевой, что её ждут в учительской")
        assert "1 человеку: Алиева Марьям Ахмедовна" in preview
        [later] = await talk.write(OFFICER, "отправь завтра в 10")
        assert "Объявление уйдёт 17 ноября в 10:00" in later
        await talk.press(OFFICER, "Отправить: 1")
        [row] = await rows(talk)
        assert row.not_before is not None
        assert row.not_before.astimezone(talk.services.zone).strftime("%d.%m %H:%M") == "17.11 10:00"


async def test_thanks_are_words_of_an_announcement(tmp_path):
    async with talking(tmp_path) as talk:
        for words in ("спасибо, что так быстро всё сделала", "спасибо за открытый урок"):
            [preview] = await talk.write(OFFICER, f"передай Алиевой {words}")
            assert "1 человеку: Алиева Марьям Ахмедовна" in preview
            assert f"«С{words[1:]}»" in preview


async def test_a_day_that_is_named_from_today_is_pointed_out_when_it_goes_later(tmp_path):
    async with talking(tmp_path) as talk:
        [now] = await talk.write(OFFICER, WORDS)
        assert "⚠" not in now
        [later] = await talk.write(OFFICER, "отправь завтра в 10")
        assert "⚠ В словах есть «завтра», а прочитают их 17 ноября: лучше назвать день числом." in later


async def test_at_most_one_a_day_for_a_person(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, WORDS)
        await talk.press(OFFICER, "Отправить: 2")
        async with talk.database.writing() as session:
            await session.execute(update(OutboxRow).values(state="sent", finished_at=talk.now))
        [said] = await talk.write(OFFICER, "передай всем, что столовая закрыта")
        assert "в этот день объявление уже есть: больше одного в день не передаю — 2" in said
        [said] = await talk.write(OFFICER, "завтра в 10")
        assert "Объявление уйдёт 17 ноября в 10:00, 2 людям" in said
        await talk.press(OFFICER, "Отмена")
        talk.now += timedelta(days=1)
        [said] = await talk.write(OFFICER, "передай всем, что столовая закрыта")
        assert "2 людям" in said


async def test_the_last_look_lets_it_go_and_it_counts_as_no_reminder(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, WORDS)
        await talk.press(OFFICER, "Отправить: 2")
        look = await make_recheck(talk.database, lambda: talk.now)(await rows(talk))
        assert look.reasons == {}
        school = await the_school(talk)
        async with talk.database.writing() as session:
            for row in await session.scalars(select(OutboxRow)):
                row.state, row.finished_at = "sent", talk.now
        async with talk.database.reading() as session:
            week = (await session.scalar(select(Campaign))).week
            assert await reminded(session, school, Week.parse(week), Week.parse(week).shift(1)) == {}
        [preview, *_] = await talk.write(OFFICER, "напомнить всем")
        assert "Алиев" in preview


async def test_who_does_not_want_messages_is_left_out(tmp_path):
    async with talking(tmp_path) as talk:
        assert "объявлений школы тоже не передам" in (await talk.write(ALIEVA, "не напоминать"))[0]
        [preview] = await talk.write(OFFICER, WORDS)
        assert "1 человеку" in preview
        assert "просьба не напоминать: не передаю и объявлений — 1" in preview


async def test_a_group_is_told_and_nobody_else(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Силов Иван Иванович", 77, role="учитель физкультуры")
        [preview] = await talk.write(OFFICER, "передай физрукам, что спартакиада отменяется")
        assert "1 человеку: Силов Иван Иванович" in preview
        assert "«Спартакиада отменяется»" in preview


async def test_the_words_that_stand_in_the_sentence_are_taken(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Силов Иван Иванович", 77, role="учитель физкультуры")
        for said in ("объяви физрукам что завтра совещание в 15", "напиши физрукам завтра совещание в 15"):
            [preview] = await talk.write(OFFICER, said)
            assert "1 человеку: Силов Иван Иванович" in preview
            assert "«Завтра совещание в 15»" in preview


async def test_an_order_said_for_the_words_is_asked_about(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "передай всем")
        [asked] = await talk.write(OFFICER, "не трогай Алиеву до среды")
        assert "Это слова объявления — или отдельная просьба: Не тревожить" in asked
        [preview] = await talk.press(OFFICER, "Это слова объявления")
        assert "«Не трогай Алиеву до среды»" in preview
        await talk.write(OFFICER, "передай всем")
        await talk.write(OFFICER, "не трогай Алиеву до среды")
        [done] = await talk.press(OFFICER, "Отдельная просьба")
        assert "не тревожу Алиеву" in done
        assert await rows(talk) == []


async def test_a_second_order_is_none_of_the_words(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        await add_person(
            talk.database, school, "Букварёва Анна Ивановна", 78, role="учитель начальных классов", group_chats=0
        )
        said = "передай началке, что в пятницу совещание и чай, и напомни им про чаты"
        [preview, offered] = await talk.write(OFFICER, said)
        assert "«В пятницу совещание и чай»" in preview
        assert offered.startswith("Отдельно, когда решите с объявлением: Напомнить: без групповых чатов")
        [sent] = await talk.press(OFFICER, "Отправить: 1")
        assert "передам 1 человеку" in sent
        [shown] = await talk.press(OFFICER, "Потом — это")
        assert shown.startswith("Напомнить по списку «Без групповых чатов")


async def test_whoever_is_named_is_told_also_with_a_class_behind_the_name(tmp_path):
    async with talking(tmp_path) as talk:
        await class_teacher(talk, "5А")
        await add_person(talk.database, await the_school(talk), "Алиева Марьям Ахмедовна", 9_100_077, classes="2Б")
        [preview] = await talk.write(OFFICER, "передай Алиевой 5А и Борисову, что ждём отчёт")
        assert "2 людям: Алиева Марьям Ахмедовна (5А), Борисов Борис Олегович." in preview
        await talk.press(OFFICER, "Отмена")
        [doubt] = await talk.write(OFFICER, "передай Алиевой и Борисову, что ждём отчёт")
        assert "Алиева Марьям Ахмедовна, 5А или Алиева Марьям Ахмедовна, 2Б?" in doubt


async def test_what_waits_for_its_moment_has_not_begun(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, WORDS)
        await talk.write(OFFICER, "завтра в 10")
        [said] = await talk.press(OFFICER, "Отправить: 2")
        assert "передам 2 людям 17 ноября с 10:00, в рабочие часы." in said
        [said] = await talk.press(OFFICER, "Как идёт рассылка")
        assert said == "Рассылка объявления начнётся 17 ноября в 10:00: отправлено 0 из 2, осталось 2."
        [missed] = await talk.press(OFFICER, "Кто не получил")
        assert "или не о чем" not in missed
        await talk.write(OFFICER, "отменить рассылку")
        assert (await talk.press(OFFICER, "Отменить: объявление"))[0].startswith("Отменил.")


async def test_two_rounds_by_the_same_figures_are_told_apart_where_one_is_cancelled(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        await add_person(talk.database, school, "Алиева Марьям Ахмедовна", 9_100_077, role="логопед", calls=0)
        await add_person(talk.database, school, "Цой Виктор Робертович", 9_100_078, calls=0)
        [preview] = await talk.write(OFFICER, "напомнить всем")
        assert "Пример — Алиева Марьям Ахмедовна (логопед):" in preview
        await talk.press(OFFICER, "Не отправлять")
        await talk.write(OFFICER, "напомни Цою")
        await talk.press(OFFICER, "Отправить: 1")
        await talk.write(OFFICER, "напомнить всем")
        await talk.press(OFFICER, "Отправить: 2")
        await talk.write(OFFICER, "отменить рассылку")
        [done] = await talk.press(OFFICER, "Отменить: 9–15 ноября, ждут 2")
        assert done == "Отменил. Отправлено 0 из 2, отменено 2."


async def test_tomorrow_shown_yesterday_is_shown_once_more(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, WORDS)
        talk.now += timedelta(days=1)
        [shown] = await talk.press(OFFICER, "Отправить: 2")
        assert "⚠ В словах есть «завтра», а прочитают их 17 ноября" in shown
        assert await rows(talk) == []
        [sent] = await talk.press(OFFICER, "Отправить: 2")
        assert "передам 2 людям" in sent


async def test_who_reads_in_hours_of_their_own_is_not_told_at_once(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "Борисову пиши после 15")
        [preview] = await talk.write(OFFICER, "передай Борисову, что педсовет в 14")
        assert preview.startswith("Объявление уйдёт 16 ноября в 15:00, 1 человеку: Борисов")
        assert preview.count("Борисов Борис Олегович") == 1
        [done] = await talk.press(OFFICER, "Отправить: 1")
        assert "передам 1 человеку 16 ноября с 15:00" in done


async def test_where_hours_differ_each_is_named_and_of_one_who_is_later_too(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "Борисову пиши после 15")
        [preview] = await talk.write(OFFICER, "передай всем, что педсовет во вторник")
        assert "В свои часы или дни получат: Борисов Борис Олегович (16 ноября в 15:00)." in preview
        await talk.agree(OFFICER, "Алиевой пиши после 16")
        [preview] = await talk.write(OFFICER, "передай всем, что педсовет во вторник")
        assert "не сразу, а в удобное каждому время" in preview
        assert "Алиева Марьям Ахмедовна (16 ноября в 16:00)" in preview


async def test_where_it_is_moved_both_preview_and_confirmation_say_when_and_why(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "пауза до четверга")
        await talk.write(OFFICER, "передай всем: в среду в 13:30 совещание у завуча")
        [preview] = await talk.write(OFFICER, "завтра в 8:40")
        assert "Объявление уйдёт 20 ноября в 09:00, 2 людям" in preview
        assert "17 ноября не пишу: пауза." in preview
        assert "⚠ Слова — о 18 ноября, а прочитают их 20 ноября" in preview
        [said] = await talk.press(OFFICER, "Отправить: 2")
        assert "передам 2 людям 20 ноября с 09:00" in said


async def test_whoever_reads_today_on_another_day_is_named_before_it_goes(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "Борисову пиши до 11")
        [preview] = await talk.write(OFFICER, "передай всем, что сегодня совещание в 16:00")
        assert "сразу, 2 людям" in preview
        assert "⚠ В словах есть «сегодня», а в свои часы или дни прочитают их позже: Борисов" in preview
        assert "(17 ноября)" in preview


async def test_words_about_those_who_read_them_are_pointed_out(tmp_path):
    async with talking(tmp_path) as talk:
        [preview] = await talk.write(OFFICER, "передай Алиевой и Борисову, что их просит зайти директор")
        assert "«Их просит зайти директор»" in preview
        assert "Передам дословно: «их»" in preview
        await talk.press(OFFICER, "Отмена")
        [preview] = await talk.write(OFFICER, "передай Алиевой, что ждём отчёт")
        assert "дословно" not in preview


async def test_whom_it_goes_to_is_told_of_what_is_shown_and_not_of_another_round(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "передай всем: завтра сбор")
        told = "\n".join(await talk.write(OFFICER, "кому это уйдёт?"))
        assert "Объявление уйдёт" in told
        assert "Алиева Марьям Ахмедовна" in told
        assert any(one.startswith("Отправить") for one in await talk.buttons(OFFICER))
