"""The officer's everyday commands, by words and by buttons."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.tables import Campaign, Exemption, OutboxRow
from tests.handlers.conversation import ALIEVA, BORISOV, DEPUTY, OFFICER, STRANGER, add_person, talking, the_school


async def outbox(talk) -> list[tuple[int, str]]:
    async with talk.database.reading() as session:
        rows = await session.scalars(select(OutboxRow).order_by(OutboxRow.id))
        return [(row.peer_id, row.state) for row in rows]


async def test_a_list_names_those_with_the_gap(tmp_path):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(OFFICER, "кто без звонка?")
        assert answer.startswith("Без звонка за неделю: 1 человек")
        assert "1. Алиева Марьям Ахмедовна" in answer
        [nobody] = await talk.write(OFFICER, "кто не зарегистрирован")
        assert "таких нет" in nobody
        [few] = await talk.write(OFFICER, "меньше 10")
        assert "Алиева Марьям Ахмедовна — 4 сообщения" in few
        [three] = await talk.write(OFFICER, "меньше трёх")
        assert "таких нет" in three


async def test_a_long_list_pages_with_buttons_and_comes_as_a_file(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for number in range(45):
            await add_person(talk.database, school, f"Примеров{'абвгдежзик'[number % 10]} Пётр{number}", calls=0)
        [first] = await talk.write(OFFICER, "без звонка")
        assert "46 человек" in first
        assert "Страница 1 из 3" in first
        [second] = await talk.press(OFFICER, "Дальше →")
        assert "\n21. " in second
        [answer] = await talk.press(OFFICER, "Файлом")
        assert "файл приложен" in answer
        [*_, last] = await talk.messages(OFFICER)
        assert last["attachments"][0]["doc"]["ext"] == "xlsx"


async def test_reminding_shows_a_preview_and_writes_nothing_before_the_button(tmp_path):
    async with talking(tmp_path) as talk:
        [preview] = await talk.write(OFFICER, "напомнить всем")
        assert "1 человеку" in preview
        assert "по этим данным напоминать не о чем — 1" in preview
        assert "Пример — Алиева Марьям Ахмедовна" in preview
        assert await outbox(talk) == []
        [done] = await talk.press(OFFICER, "Отправить: 1")
        assert "Готово" in done
        assert await outbox(talk) == [(ALIEVA, "planned")]
        [again] = await talk.press(OFFICER, "Отправить: 1")
        assert "не действует" in again
        assert len(await outbox(talk)) == 1


async def test_two_officers_at_once_send_one_round_and_both_see_it(tmp_path):
    async with talking(tmp_path, officers=(OFFICER, DEPUTY)) as talk:
        await talk.write(OFFICER, "напомнить всем")
        await talk.write(DEPUTY, "напомнить всем")
        await talk.press(OFFICER, "Отправить: 1")
        [late] = await talk.press(DEPUTY, "Отправить: 1")
        assert "другой ответственный" in late
        assert len(await outbox(talk)) == 1


async def test_of_two_officers_with_different_lists_the_second_adds_whom_the_first_left_out(tmp_path):
    async with talking(tmp_path, officers=(OFFICER, DEPUTY)) as talk:
        person = await add_person(
            talk.database, await the_school(talk), "Новикова Нина Николаевна", 9_100_077, group_messages=2, calls=1
        )
        await talk.write(OFFICER, "напомнить тем, кто без звонка")
        await talk.write(DEPUTY, "напомнить всем")
        await talk.press(OFFICER, "Отправить: 1")
        [added] = await talk.press(DEPUTY, "Отправить: 2")
        assert "добавил тех, кого в ней не было: 1 человек" in added
        assert await outbox(talk) == [(ALIEVA, "planned"), (9_100_077, "planned")]
        async with talk.database.reading() as session:
            kinds = (await session.scalars(select(Campaign.kind).order_by(Campaign.id))).all()
            assert kinds == ["manual-1", "manual-2"]
            assert await session.scalar(select(OutboxRow.gaps).where(OutboxRow.person_id == person)) == ["few_messages"]


async def test_an_exemption_that_would_end_a_year_from_now_is_asked_about(tmp_path):
    async with talking(tmp_path) as talk:
        [doubt] = await talk.write(OFFICER, "исключить Алиеву до 15 ноября больничный")
        assert "15 ноября этого года уже прошло" in doubt
        assert "до 15.11.2027" in doubt
        [kept] = await talk.press(OFFICER, "Да, до 15.11.2027")
        assert "до 15 ноября 2027 включительно: больничный" in kept
        [past] = await talk.write(OFFICER, "исключить Борисова до 1 сентября 2026")
        assert "уже прошло. Напишите так:" in past


async def test_a_command_about_somebody_else_is_no_answer_to_the_question_until_when(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключить Алиеву")
        [done] = await talk.agree(OFFICER, "Борисова не тревожить до 27 ноября больничный")
        assert "не тревожу Борисова Бориса Олеговича до 27 ноября включительно: больничный" in done


async def test_an_exemption_that_is_still_to_begin_says_from_when(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключить Алиеву с 20 ноября по 2 декабря отпуск")
        assert "Не тревожим: отпуск, с 20 ноября по 2 декабря." in (await talk.write(OFFICER, "карточка Алиевой"))[0]
        assert "отпуск, с 20 ноября по 2 декабря" in (await talk.write(OFFICER, "вернуть всех"))[0]
        await talk.write(OFFICER, "исключить Борисова с 23 ноября по 23 ноября курсы")
        assert "Не тревожим: курсы, 23 ноября." in (await talk.write(OFFICER, "карточка Борисова"))[0]


@pytest.mark.parametrize(
    ("what", "said"), [("photo", "С фотографии"), ("voice", "Голосовые"), ("sticker", "напишите, пожалуйста, словами")]
)
async def test_what_is_no_file_is_answered_with_what_to_send_instead(tmp_path, what, said):
    async with talking(tmp_path) as talk:
        await talk.vk.control(f"/sandbox/act/{what}", {"user_id": OFFICER})
        [answer] = await talk.answers(OFFICER)
        assert said.lower() in answer.lower()
        assert ("пришлите её файлом" in answer) == (what != "sticker")


async def test_one_person_or_one_gap_can_be_reminded_in_any_case_of_the_name(tmp_path):
    async with talking(tmp_path) as talk:
        [one] = await talk.write(OFFICER, "Напомни Алиевой Марьям")
        assert "Напомнить Алиевой Марьям Ахмедовне, по данным за" in one
        [gap] = await talk.write(OFFICER, "напомнить тем, кто без звонка")
        assert "по списку «Без звонка за неделю»: 1 человеку" in gap
        [done] = await talk.write(OFFICER, "напомни Борисову")
        assert "некому" in done
        [what] = await talk.write(OFFICER, "напомни всем что завтра педсовет")
        assert "Объявление уйдёт сразу, 2 людям" in what
        assert "«Завтра педсовет»" in what
        [whom] = await talk.write(OFFICER, "напомни Сапожковой")
        assert whom.startswith("Такой фамилии в списке школы не вижу: «Сапожков")
        assert await outbox(talk) == []


async def test_pausing_and_cancelling_a_round(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "напомнить всем")
        await talk.press(OFFICER, "Отправить: 1")
        assert "на паузу" in (await talk.write(OFFICER, "пауза"))[0]
        assert "уже на паузе" in (await talk.write(OFFICER, "пауза"))[0]
        assert "Снять с паузы?" in (await talk.write(OFFICER, "продолжить"))[0]
        [going_on] = await talk.press(OFFICER, "Да, продолжить")
        assert going_on.startswith("Продолжаю. 1 сообщение начатой рассылки уйдёт сейчас. Следующие напоминания уйдут")
        assert "Отменить?" in (await talk.write(OFFICER, "отменить рассылку"))[0]
        assert "Отменил" in (await talk.press(OFFICER, "Отменить: 9–15 ноября"))[0]
        assert "Отменять уже нечего" in (await talk.press(OFFICER, "Отменить: 9–15 ноября"))[0]
        assert await outbox(talk) == [(ALIEVA, "cancelled")]
        assert "отменено 1" in (await talk.write(OFFICER, "кто не получил"))[0]


async def test_who_goes_on_in_the_evening_is_told_when_the_rest_of_the_round_goes(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "напомнить всем")
        await talk.press(OFFICER, "Отправить: 1")
        await talk.write(OFFICER, "пауза")
        talk.now += timedelta(hours=12)
        await talk.write(OFFICER, "продолжить")
        [going_on] = await talk.press(OFFICER, "Да, продолжить")
        assert going_on.startswith("Продолжаю. 1 сообщение начатой рассылки уйдёт во вторник, 17 ноября, в 09:00. ")


async def test_somebody_is_left_in_peace_until_a_day_and_brought_back(tmp_path):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(OFFICER, "Исключить Алиеву до 12.01 больничный")
        assert answer == "Хорошо, не тревожу Алиеву Марьям Ахмедовну до 12 января включительно: больничный."
        async with talk.database.reading() as session:
            exemption = await session.scalar(select(Exemption))
            assert (str(exemption.ends_on), exemption.reason) == ("2027-01-12", "больничный")
        [preview] = await talk.write(OFFICER, "напомнить всем")
        assert "некому" in preview
        assert "отпуск, больничный" in preview
        [back] = await talk.write(OFFICER, "вернуть Алиеву")
        assert "снова в напоминаниях" in back
        [already] = await talk.press(OFFICER, "Вернуть")
        assert "и так получает" in already


async def test_an_unfinished_question_is_answered_after_a_restart(tmp_path):
    async with talking(tmp_path) as talk:
        [question] = await talk.write(OFFICER, "исключить Борисова")
        assert "До какого дня не тревожить Борисова Бориса Олеговича" in question
        await talk.restart()
        [answer] = await talk.write(OFFICER, "до пятницы, командировка")
        assert "до 20 ноября включительно: командировка" in answer


async def test_a_preview_is_confirmed_after_a_restart(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "напомнить всем")
        await talk.restart()
        assert "Готово" in (await talk.press(OFFICER, "Отправить: 1"))[0]
        assert await outbox(talk) == [(ALIEVA, "planned")]


async def test_namesakes_are_asked_back(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Алиева Патимат Омаровна", group_messages=1)
        [question] = await talk.write(OFFICER, "карточка алиевой")
        assert "Таких несколько" in question
        [card] = await talk.press(OFFICER, "Алиева Патимат Омаровна")
        assert card.startswith("Алиева Патимат Омаровна — учитель")


async def test_people_of_another_school_cannot_be_reached_by_a_forged_button(tmp_path):
    async with talking(tmp_path) as talk:
        from tests.handlers.conversation import add_school

        other = await add_school(talk.database, "Школа № 2 (пример)")
        theirs = await add_person(talk.database, other, "Тайнова Тамара Тимуровна", STRANGER, calls=0)
        for command in ("card", "exempt", "left_yes", "unlink", "remind", "restore"):
            answers = await talk.press_payload(OFFICER, {"do": command, "p": theirs, "sure": "yes"})
            assert all("Тайнова" not in answer for answer in answers)
        async with talk.database.reading() as session:
            assert await session.scalar(select(Campaign)) is None
            assert await session.scalar(select(Exemption)) is None


async def test_somebody_who_left_is_marked_only_after_a_button(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "больше не работает Борисов")
        [done] = await talk.press(OFFICER, "Да, больше не работает")
        assert "отметил" in done
        [answer] = await talk.write(BORISOV, "мои показатели")
        assert "Чтобы я вас узнал" in answer


async def test_a_mark_that_is_taken_back_is_called_no_exemption(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Исаев Артур Тимурович")
        await talk.write(OFFICER, "больше не работает Исаев")
        await talk.press(OFFICER, "Да, больше не работает")
        [back] = await talk.press(OFFICER, "Отменить отметку")
        assert back.startswith("Исаев Артур Тимурович: отметку об уходе снял, но аккаунт не привязан")


async def test_a_card_speaks_of_the_one_person_it_is_about(tmp_path):
    async with talking(tmp_path) as talk:
        [woman] = await talk.write(OFFICER, "карточка Алиевой")
        assert "✓ зарегистрирована в Сферуме" in woman
        [man] = await talk.write(OFFICER, "карточка Борисова")
        assert "✓ зарегистрирован в Сферуме" in man
        assert "зарегистрированы" not in woman + man


async def test_the_list_of_all_debts_says_it_of_a_woman_and_of_a_man(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        await add_person(talk.database, school, "Новикова Нина Николаевна", registered=False)
        await add_person(talk.database, school, "Новиков Нил Николаевич", registered=False)
        [answer] = await talk.write(OFFICER, "все долги")
        assert "Новикова Нина Николаевна — не зарегистрирована" in answer
        assert "Новиков Нил Николаевич — не зарегистрирован" in answer
        assert "зарегистрирован(а)" not in answer


async def test_a_list_longer_than_the_summarys_figure_says_why(tmp_path):
    async with talking(tmp_path) as talk:
        [plain] = await talk.write(OFFICER, "без звонка")
        assert "среди зарегистрированных" not in plain
        await add_person(talk.database, await the_school(talk), "Новикова Нина Николаевна", registered=False, calls=0)
        [answer] = await talk.write(OFFICER, "без звонка")
        assert answer.startswith("Без звонка за неделю: 2 человека")
        assert "Из них 1 человек ещё не зарегистрирован в Сферуме." in answer
        [unregistered] = await talk.write(OFFICER, "кто не зарегистрирован")
        assert "Из них" not in unregistered


async def test_the_summary_of_a_paused_school_says_so_and_how_to_go_on(tmp_path):
    async with talking(tmp_path) as talk:
        [summary, *_] = await talk.write(OFFICER, "сводка")
        assert "на паузе" not in summary
        await talk.write(OFFICER, "пауза")
        [summary, *_] = await talk.write(OFFICER, "сводка")
        assert "Напоминания школы на паузе" in summary
        assert "«продолжить»" in summary
        assert "Снять с паузы?" in (await talk.write(OFFICER, "продолжить"))[0]
