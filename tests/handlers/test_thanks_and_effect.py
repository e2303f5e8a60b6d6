"""Weeks in a row: who was reminded and has done it is counted, and thanked once where the school wishes it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import update

from bot.clock.clock import Clock
from bot.delivery import Delivery, Options
from handlers.overview import effect as helped
from handlers.settings import thanks
from indicators.weeks import Week
from nudges.effect import Effect
from nudges.norms import Norms
from reports.figures.week import school_figures
from reports.weekly.content import school_content
from reports.weekly.spreadsheet import write_spreadsheet
from storage.campaigns.outbox.rechecking import make_recheck
from storage.tables import PersonWeek
from tests.handlers.conversation import ALIEVA, BORISOV, MANAGER, OFFICER, Conversation, talking, the_school
from tests.handlers.test_files import send

TUESDAYS = [datetime(2026, month, day, 8, tzinfo=UTC) for month, day in ((11, 17), (11, 24), (12, 1))]
W46, W47 = Week.parse("2026-W46"), Week.parse("2026-W47")
DONE = "у вас сделано всё"


def everything_done(days: str) -> bytes:
    return f"""Статистика за {days}
id;ФИО;Зарегистрирован;Создано чатов;Сообщений в чатах;Звонков;ЭЖД связан
{ALIEVA};Алиева Марьям Ахмедовна;да;1;11;1;да
{BORISOV};Борисов Борис Олегович;да;2;13;1;да
""".encode()


async def tuesday(talk: Conversation, number: int) -> list[str]:
    """The clock rings and all is delivered; what Алиева gets to read of it."""
    talk.now = TUESDAYS[number]
    community = talk.services.community_id
    await talk.said(ALIEVA)
    await Clock(database=talk.database, now=talk.services.clock, communities=(community,)).ring()
    options = Options(clock=talk.services.clock, recheck=make_recheck(talk.database, talk.services.clock))
    await Delivery(talk.database, {community: talk.services.messenger}, options).deliver()
    return await talk.said(ALIEVA)


async def load(talk: Conversation, days: str, day: datetime) -> None:
    talk.now = day.replace(hour=6)
    await send(talk, OFFICER, "Статистика.csv", everything_done(days))
    assert "Загрузил" in (await talk.press(OFFICER, "Загрузить"))[0]


async def three_weeks(talk: Conversation) -> list[list[str]]:
    """Алиева lacks messages and a call in the first, and nothing in the others."""
    await talk.write(ALIEVA, "привет")
    got = [await tuesday(talk, 0)]
    await load(talk, "16.11.2026–22.11.2026", TUESDAYS[1])
    got.append(await tuesday(talk, 1))
    await load(talk, "23.11.2026–29.11.2026", TUESDAYS[2])
    return [*got, await tuesday(talk, 2)]


async def test_what_was_a_mistake_of_the_file_is_no_help_of_a_reminder(tmp_path):
    """Of two gaps that were closed by the next file, the one that had never been open is not counted."""
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "привет")
        await tuesday(talk, 0)
        await talk.write(ALIEVA, "это ошибка, звонок у меня был")
        await talk.press(OFFICER, "Да, ошибка в данных")
        await load(talk, "16.11.2026–22.11.2026", TUESDAYS[1])
        told = (await talk.write(OFFICER, "помогло ли"))[0]
        assert "Всего: с напоминанием сделали 1 из 1." in told
        assert "После напоминаний сделано 1 из 1" in (await talk.write(OFFICER, "сводка"))[0]


async def test_the_summary_of_an_earlier_week_is_asked_for_in_words(tmp_path):
    async with talking(tmp_path) as talk:
        await load(talk, "16.11.2026–22.11.2026", TUESDAYS[1])
        for words, days in {
            "сводка": "16–22 ноября",
            "сводка за прошлую неделю": "16–22 ноября",
            "покажи сводку за позапрошлую неделю": "9–15 ноября",
            "сводка за 46 неделю": "9–15 ноября",
            "сводка за 9–15 ноября": "9–15 ноября",
        }.items():
            summary = (await talk.write(OFFICER, words))[0].replace("\u00a0", " ")
            assert days in summary.splitlines()[0], words
        [none] = await talk.write(OFFICER, "сводка за октябрь")
        assert "файлов статистики нет" in none


async def test_who_has_done_everything_is_thanked_once_where_the_school_wishes_it(tmp_path):
    async with talking(tmp_path) as talk:
        assert "не пишу совсем" in (await talk.write(OFFICER, "не благодарить"))[0]
        assert "нет («благодарить»)" in (await talk.write(OFFICER, "настройки"))[0]
        assert "буду благодарить" in (await talk.press_payload(OFFICER, {"do": "thanks_on"}))[0]
        assert "да («не благодарить»)" in (await talk.write(OFFICER, "настройки"))[0]
        [[reminder], [thanks], nothing] = await three_weeks(talk)
        assert DONE not in reminder
        assert DONE in thanks
        assert nothing == []
        assert await talk.messages(BORISOV) == []


async def test_nobody_is_thanked_for_everything_of_whom_not_everything_is_known(tmp_path):
    """A fact that the files used to tell and this one does not: the same for letter, «кто молодец» and own figures."""
    async with talking(tmp_path) as talk:
        await talk.press_payload(OFFICER, {"do": "thanks_on"})
        await talk.write(ALIEVA, "привет")
        async with talk.database.writing() as session:
            await session.execute(update(PersonWeek).values(profile_active=True))
        await tuesday(talk, 0)
        await load(talk, "16.11.2026–22.11.2026", TUESDAYS[1])
        [thanks] = await tuesday(talk, 1)
        assert "Спасибо: " in thanks
        assert DONE not in thanks
        assert "Алиева" not in (await talk.write(OFFICER, "кто молодец"))[-1]
        assert "профиль" in (await talk.write(ALIEVA, "мои показатели"))[-1]


async def test_thanks_are_told_apart_from_reminders_wherever_messages_are_counted(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "благодарить")
        await talk.write(ALIEVA, "привет")
        await tuesday(talk, 0)
        talk.now = TUESDAYS[1].replace(hour=6)
        await send(talk, OFFICER, "Статистика.csv", everything_done("16.11.2026–22.11.2026"))
        assert "1 человеку, только спасибо." in "\n".join(await talk.press(OFFICER, "Загрузить"))
        assert "Алиева Марьям Ахмедовна — получит спасибо" in (await talk.write(OFFICER, "когда Алиевой напомнишь"))[0]
        await tuesday(talk, 1)
        [*told, post] = await talk.write(OFFICER, "что получила Алиева")
        assert any("1 сообщение, только спасибо, по данным за 16–22 ноября." in one for one in told)
        assert [line.partition(" — ")[2] for line in post.splitlines()[1:]] == [
            "спасибо: доставлено",
            "напоминание недели (Сообщения, Звонок): доставлено",
        ]
        async with talk.database.reading() as session:
            figures = await school_figures(session, await the_school(talk), [W46, W47, W47.shift(1)])
        taken = " ".join(school_content(figures).taken).replace("\u00a0", " ")
        assert "За эти дни отправлено 1 личное напоминание со следующим шагом. Отправлено благодарностей" in taken
        assert "благодарностей за сделанное: 1." in taken
        assert not any(
            "шагом" in one for one in school_content(replace(figures, reminders=figures.reminders[1:])).taken
        )
        sheets = CalamineWorkbook.from_filelike(BytesIO(write_spreadsheet([figures])))
        rows = sheets.get_sheet_by_name("Напоминания").to_python()
        assert [row[2] for row in rows if row[0] == "Алиева Марьям Ахмедовна"] == ["еженедельное", "спасибо"]


async def test_who_was_thanked_is_shown_with_whether_others_will_be(tmp_path):
    async with talking(tmp_path) as talk:
        [*_, nobody] = await talk.write(OFFICER, "кто получил спасибо")
        assert nobody == f"{thanks.NOBODY_YET}\n\n{thanks.OFF}"
        await talk.write(OFFICER, "благодарить")
        await talk.write(ALIEVA, "привет")
        await tuesday(talk, 0)
        await load(talk, "16.11.2026–22.11.2026", TUESDAYS[1])
        await tuesday(talk, 1)
        [*_, said] = await talk.write(OFFICER, "кто получил спасибо")
        assert said.splitlines()[1:] == ["• Алиева Марьям Ахмедовна, 24 ноября", "", thanks.ON]


async def test_nobody_is_thanked_where_nothing_was_said(tmp_path):
    async with talking(tmp_path) as talk:
        [[reminder], *later] = await three_weeks(talk)
        assert DONE not in reminder
        assert later == [[], []]


async def test_thanks_on_their_way_stay_home_when_they_are_switched_off(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "благодарить")
        await talk.write(ALIEVA, "привет")
        await tuesday(talk, 0)
        await load(talk, "16.11.2026–22.11.2026", TUESDAYS[1])
        talk.now = TUESDAYS[1]
        await Clock(database=talk.database, now=talk.services.clock).ring()
        await talk.write(OFFICER, "не благодарить")
        assert await tuesday(talk, 1) == []


async def test_what_the_reminders_changed_is_told_after_the_next_file(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.write(OFFICER, "помогают ли напоминания?") == [helped.ONE_FILE]
        await talk.write(ALIEVA, "привет")
        await tuesday(talk, 0)
        await load(talk, "16.11.2026–22.11.2026", TUESDAYS[1])
        [answer] = await talk.write(OFFICER, "помогло ли")
        assert "после напоминаний за 9–15 ноября" in answer
        assert "«Без звонка за неделю»: с напоминанием сделали 1 из 1" in answer
        assert "этого пока мало (2 с напоминанием)" in answer
        assert "Алиева" not in answer
        await talk.write(OFFICER, "пауза с 16 по 19 ноября")  # of the bot, and none of the lessons
        assert "звонка" in (await talk.write(OFFICER, "помогло ли"))[0]
        await talk.write(OFFICER, "каникулы с 16 по 22 ноября")
        [rested] = await talk.write(OFFICER, "помогло ли")
        assert "звонка" not in rested  # of a week of holidays nobody is asked about calls
        assert rested.startswith(helped.NOTHING_SHOWN)
        assert "Недельные нормы за 16–22 ноября не сравниваются: в ту неделю было мало учебных дней." in rested


async def test_without_reminders_between_the_files_there_is_nothing_to_judge(tmp_path):
    async with talking(tmp_path) as talk:
        await load(talk, "16.11.2026–22.11.2026", TUESDAYS[1])
        assert await talk.write(OFFICER, "эффект") == [helped.NOBODY_REMINDED]


async def test_a_manager_may_ask_and_a_teacher_may_not(tmp_path):
    async with talking(tmp_path) as talk:
        talk.services.new_code = lambda: "PRIMER44"
        await talk.write(OFFICER, "назначить руководителя")
        await talk.write(MANAGER, "PRIMER44")
        assert await talk.write(MANAGER, "эффект") == [helped.ONE_FILE]
        assert helped.ONE_FILE not in await talk.write(ALIEVA, "эффект")


@pytest.mark.parametrize(
    ("effect", "verdict"),
    [
        (Effect("no_call", 60, 40, 40, 8), helped.BETTER),
        (Effect("no_call", 80, 40, 60, 30), helped.SAME),
        (Effect("no_call", 60, 6, 40, 20), helped.WORSE),
        (Effect("no_call", 40, 20, 10, 2), helped.TOO_FEW.format(counted="40 с напоминанием и 10 без него")),
        (Effect("no_call", 12, 2, 10, 0), helped.TOO_FEW.format(counted="12 с напоминанием и 10 без него")),
        (Effect("no_call", 40, 20, 9, 0), helped.TOO_FEW.format(counted="40 с напоминанием и 9 без него")),
        (Effect("no_call", 9, 9, 40, 0), helped.TOO_FEW.format(counted="9 с напоминанием и 40 без него")),
        (Effect("no_call", 40, 20, 0, 0), helped.ONLY_REMINDED),
    ],
)
def test_a_conclusion_is_drawn_only_from_enough_cases(effect, verdict):
    assert helped.words([(W46, [effect])], Norms()).endswith(verdict)


def test_whom_to_talk_to_is_named_only_where_there_is_somebody():
    found = [(W46, [Effect("no_call", 40, 4, 10, 5)])]
    assert helped.words(found, Norms(), stuck=True).endswith(f"{helped.WORSE} {helped.IN_PERSON}")
    assert "кто без движения" not in helped.words(found, Norms())


def test_several_weeks_are_summed_and_the_newest_told_in_detail():
    first, second = Effect("no_call", 10, 5, 10, 1), Effect("no_group_chat", 20, 12, 5, 0)
    text = helped.words([(W46, [first]), (W47, [second])], Norms())
    assert "за 16–22 ноября" in text.replace("\u00a0", " ")
    assert "«Без групповых чатов»: с напоминанием сделали 12 из 20, без него — 0 из 5" in text
    assert "За 2 недели: с напоминанием сделали 17 из 30, без него — 1 из 15." in text
    assert "Без звонка" not in text


def test_what_nobody_was_reminded_of_is_added_to_no_side():
    text = helped.words([(W46, [Effect("not_registered", 0, 0, 4, 2), Effect("no_call", 16, 3, 14, 0)])], Norms())
    assert "Всего: с напоминанием сделали 3 из 16, без него — 0 из 14." in text


async def test_of_a_day_on_which_a_file_is_waited_for_it_is_not_said_that_reminders_go_now(tmp_path):
    async with talking(tmp_path) as talk:
        await tuesday(talk, 0)
        talk.now = TUESDAYS[1] + timedelta(days=1)
        told = (await talk.write(OFFICER, "кому уйдёт сегодня"))[-1]
        assert told.startswith(
            "На 25 ноября педагогам ничего не назначено.\nСледующие напоминания уйдут по новому файлу"
        )
        assert "сейчас" not in told
