"""Sentences in one's own words: done, shown first, asked back with buttons, or honestly refused."""

import pytest
from sqlalchemy import select

from handlers.access.my_data import ON_ANYWAY, STILL_MUTED, UNMUTED
from handlers.overview.audit import ACTIONS, OF_THEMSELVES
from handlers.overview.undoing import BACK, FOR_GOOD, STOPPED, THERE
from handlers.people.bringing_back import NOBODY_TO_BRING_BACK
from handlers.topics import LABELS
from handlers.understanding.labels import label, said
from handlers.understanding.which_person import NOT_SO
from handlers.understanding.wish import Wish
from storage.tables import Break, Exemption, OutboxRow
from tests.handlers.conversation import ALIEVA, OFFICER, add_person, talking, the_school


async def staff(talk):
    school = await the_school(talk)
    await add_person(
        talk.database, school, "Глобусова Тамара Ильинична", calls=0, role="учитель географии", classes="5-7"
    )
    await add_person(
        talk.database, school, "Линейкина Наталья Олеговна", calls=0, role="учитель математики", classes="9а"
    )
    return school


async def rows(talk, table):
    async with talk.database.reading() as session:
        return list(await session.scalars(select(table)))


async def test_a_list_is_narrowed_to_the_group_that_was_named(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [listed] = await talk.write(OFFICER, "кто из математиков до сих пор не провёл ни одного звонка")
        assert listed.startswith("Без звонка за неделю — математика: 1 человек")
        assert "Линейкина" in listed
        assert "Глобусова" not in listed


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("кто из женатых не звонил", "женатых"),
        ("кто не звонил из пенсионеров", "пенсионеров"),
        ("кто из второй смены не звонил", "второй смены"),
        ("кто из учителей старше 50 лет не звонил", "старше 50 лет"),
    ],
)
async def test_by_what_nobody_is_chosen_is_said_before_the_list_of_everybody(tmp_path, asked, words):
    async with talking(tmp_path) as talk:
        await staff(talk)
        said, listed = await talk.write(OFFICER, asked)
        assert f"«{words}» учесть не умею" in said
        assert listed.startswith("Без звонка за неделю: 3 человека")
        [listed] = await talk.write(OFFICER, "кто из учителей не звонил")
        assert listed.startswith("Без звонка")
        [said] = await talk.write(OFFICER, "напомни пенсионерам про звонок")
        assert "По признаку «пенсионерам» людей не отбираю" in said


async def test_a_deed_in_ones_own_words_is_shown_before_it_is_done(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        said = "дай тамаре ильиничне отдохнуть до 10 декабря, она в отпуске, её не трогай"
        [asked] = await talk.write(OFFICER, said)
        assert asked.startswith("Понял так: Не тревожить Глобусову Тамару Ильиничну, по 10 декабря")
        assert await rows(talk, Exemption) == []
        [done] = await talk.press(OFFICER, "Да")
        assert "не тревожу Глобусову Тамару Ильиничну до 10 декабря" in done
        assert len(await rows(talk, Exemption)) == 1


async def test_the_last_deed_is_named_and_its_button_takes_it_back(tmp_path):
    async with talking(tmp_path) as talk:
        assert "отменять нечего" in (await talk.write(OFFICER, "отмени последнее действие"))[0]
        await talk.write(OFFICER, "исключить Алиеву до 12.12 отпуск")
        [asked] = await talk.write(OFFICER, "отмени последнее действие")
        assert "исключение из напоминаний — Алиева М. А. Вернуть?" in asked
        assert len(await rows(talk, Exemption)) == 1
        await talk.press(OFFICER, "Вернуть")
        assert await rows(talk, Exemption) == []
        assert await rows(talk, OutboxRow) == []


def test_every_deed_of_an_officer_may_be_their_last():
    undone = {*BACK, *STOPPED, *THERE, *FOR_GOOD}
    assert undone | OF_THEMSELVES == set(ACTIONS)
    assert not undone & OF_THEMSELVES


async def test_what_is_not_sure_is_offered_as_buttons_and_the_button_means_it(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "если бы мы вдруг поставили карантин до пятницы")
        assert await rows(talk, Exemption) == []


async def test_a_teachers_two_schools_get_an_answer(tmp_path):
    async with talking(tmp_path) as talk:
        assert "две школы" in (await talk.write(ALIEVA, "у меня две школы и обе пишут"))[0]


async def test_people_by_how_they_stand_are_shown_and_nothing_is_done_to_others_instead(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключить Алиеву до 12.12 отпуск")
        assert "Алиева Марьям Ахмедовна: отпуск" in (await talk.write(OFFICER, "сколько освобождённых"))[0]
        assert "назовите их сами" in (await talk.write(OFFICER, "дай код тем, кому не дошло"))[0]
        assert "Вернуть в напоминания всех" in (await talk.write(OFFICER, "верни всех исключённых"))[0]
        assert len(await rows(talk, Exemption)) == 1
        assert await rows(talk, OutboxRow) == []


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("state:undelivered", "Личный код: до кого не дошло"),
        ("parallel:9", "Личный код: 9-е классы"),
        ("алиева марьям", "Личный код: Алиева Марьям"),
        ("all", "Личный код"),
    ],
)
def test_a_wish_is_said_back_in_russian(who, shown):
    assert label(Wish("code", {"who": who}), LABELS) == shown


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ({"who": "-курбанова+-омарова"}, "Напомнить: все, кроме: Курбанова, Омарова"),
        ({"who": "-курбанова", "gap": "no_call"}, "Напомнить: без звонка за неделю, кроме: Курбанова"),
        ({"who": "subject:математика+-курбанова"}, "Напомнить: математика, кроме: Курбанова"),
    ],
)
def test_whoever_is_left_out_is_said_so_in_the_question_and_on_the_button(keys, shown):
    assert said(Wish("remind", keys), LABELS) == shown
    assert "-" not in label(Wish("remind", keys), LABELS)


async def test_nobody_is_left_of_a_group_without_whoever_is_not_counted(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [said_back] = await talk.write(OFFICER, "исключи математиков кроме Линейкиной")
        assert said_back == "В списке школы таких нет: математика, кроме: Линейкина Н. О."


def test_hours_are_said_back_as_the_settings_say_them():
    assert said(Wish("set_hours", {"value": "08:00-17:00"}), LABELS) == "Часы рассылки, 08:00–17:00"


@pytest.mark.parametrize(
    ("gap", "shown"), [("not_in_max", "не зарегистрированы в MAX"), ("my_school_inactive", "не заходят в «Мою школу»")]
)
def test_names_keep_their_capitals_inside_a_sentence(gap, shown):
    assert shown in label(Wish("remind", {"gap": gap}), LABELS)
    assert shown in said(Wish("remind", {"gap": gap}), LABELS)


async def test_a_group_is_left_in_peace_and_comes_back_and_is_named_before(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [asked] = await talk.write(OFFICER, "исключи Алиеву и математиков до пятницы")
        assert "Алиеву Марьям Ахмедовну и Линейкину Наталью Олеговну" in asked
        assert await rows(talk, Exemption) == []
        await talk.press(OFFICER, "Да")
        assert len(await rows(talk, Exemption)) == 2
        assert await talk.write(OFFICER, "верни математиков") == [
            "Линейкина Наталья Олеговна: освобождение снял, но аккаунт не привязан: писать пока некуда."
        ]
        assert "и так получают" in (await talk.write(OFFICER, "верни математиков"))[0]
        assert "таких нет" in (await talk.write(OFFICER, "исключи физруков до пятницы"))[0]
        assert "таких нет" in (await talk.write(OFFICER, "верни физруков"))[0]
        assert "Не нашёл такого человека" in (await talk.write(OFFICER, "верни Жданову в список"))[0]


async def test_a_round_takes_several_gaps_a_group_beside_somebody_and_another_moment(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [shown] = await talk.write(OFFICER, "напомни завтра в 10 тем, кто без звонка")
        assert "Когда: вторник, 17 ноября, с 10:00" in shown
        await talk.press(OFFICER, "Не отправлять")
        [shown] = await talk.write(OFFICER, "напомни про звонок и 10 сообщений")
        assert "«Без звонка за неделю или меньше 10 сообщений за неделю»" in shown
        await talk.press(OFFICER, "Не отправлять")
        [shown] = await talk.write(OFFICER, "напомни математикам и Алиевой")
        assert "аккаунт неизвестен" in shown  # the mathematician's
        assert "Пример — Алиева" in shown
        assert await rows(talk, OutboxRow) == []


async def test_papers_are_for_the_group_that_was_named(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        assert "Листовка готова" in (await talk.agree(OFFICER, "листовки математикам"))[-1]
        assert await talk.agree(OFFICER, "листовки физрукам") == ["В списке школы таких нет: физкультура."]
        [said] = await talk.write(OFFICER, "отчёт по математикам")
        assert "по группе (математика) покажу список" in said
        [listed] = await talk.press(OFFICER, "Список")
        assert "Линейкина" in listed
        assert "Глобусова" not in listed


async def test_a_target_that_nobody_measures_sets_nothing(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "цель педагоги, прошедшие курс, 90 %")
        assert "«курс» я не отслеживаю" in said
        assert "%" not in (await talk.write(OFFICER, "цели"))[0].partition("Чтобы")[0]


@pytest.mark.parametrize(
    "said",
    [
        "цель звонки не менее 80 процентов",
        "цель звонки 80 % всех сотрудников",
        "добавь цель звонки 80 %",
        "наша цель звонки 80 %",
    ],
)
async def test_words_that_say_nothing_more_of_a_target_are_no_other_target(tmp_path, said):
    async with talking(tmp_path) as talk:
        answers = await talk.agree(OFFICER, said)
        assert not any("не отслеживаю" in one for one in answers)
        assert "80 %" in (await talk.write(OFFICER, "цели"))[0].partition("Чтобы")[0]


@pytest.mark.parametrize(
    ("said", "left_out"),
    [
        ("кто второй раз подряд без звонка", "«второй раз подряд» учесть не умею"),
        ("кто три недели подряд не звонил", "«три недели подряд» учесть не умею"),
        ("кто ни разу не звонил", "«ни разу» учесть не умею"),
    ],
)
async def test_what_narrows_a_list_and_is_not_taken_is_said(tmp_path, said, left_out):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [note, listed] = await talk.write(OFFICER, said)
        assert left_out in note
        assert listed.startswith("Без звонка за неделю")
        [listed] = await talk.write(OFFICER, "кто за неделю ни разу не звонил")
        assert listed.startswith("Без звонка за неделю")


async def test_a_question_who_that_is_answered_for_the_school_says_so(tmp_path):
    async with talking(tmp_path) as talk:
        assert "Поимённо, кто улучшил, сказать не умею" in (await talk.write(OFFICER, "кто улучшил показатели"))[0]


async def test_papers_and_rounds_are_not_made_without_what_narrows_them(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [asked] = await talk.write(OFFICER, "листовки для тех, кто без звонка")
        assert "А «без звонка» учесть не смогу. Сделать без этого?" in asked
        assert not any("учесть не умею" in one for one in await talk.press(OFFICER, "Да"))
        [asked] = await talk.write(OFFICER, "напомни тем, кто третью неделю подряд без звонка")
        assert "А «третью неделю подряд» учесть не смогу" in asked
        for whom in ("кому остался только звонок", "у кого нет только чата", "кому остался один звонок"):
            [asked] = await talk.write(OFFICER, f"напомни тем, {whom}")
            assert f"А «{whom}» учесть не смогу" in asked
        [listed] = await talk.write(OFFICER, "кому остался только звонок")
        assert listed.startswith("Осталось одно дело (без звонка за неделю)")


async def test_a_leave_that_was_not_given_is_nobodys_leave(tmp_path):
    async with talking(tmp_path) as talk:
        for said in ("отпуск не дали", "никуда не ушла"):
            assert await talk.write(OFFICER, said) == [NOBODY_TO_BRING_BACK]
        [asked] = await talk.write(OFFICER, "Алиевой отпуск не дали")
        assert asked == "Понял так: Вернуть Алиеву Марьям Ахмедовну. Сделать?"
        for said in ("мне отпуск не дали", "я не на больничном", "я не увольняюсь"):
            assert await talk.write(ALIEVA, said) == [ON_ANYWAY]
        await talk.write(ALIEVA, "не напоминайте")
        assert await talk.write(ALIEVA, "я не увольняюсь") == [STILL_MUTED]
        assert await talk.press(ALIEVA, "Напоминать") == [UNMUTED]


async def test_reminders_that_are_moved_to_a_weekday_get_another_moment(tmp_path):
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(OFFICER, "перенеси напоминания на вторник в 11")
        assert "Напоминать каждую неделю в другое время: вторник, 11:00. Сделать?" in asked
        [done] = await talk.press(OFFICER, "Да")
        assert "вторник" in done
        assert "11:00" in done


async def test_those_who_lack_both_are_listed_and_reminded(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        await add_person(talk.database, school, "Глобусова Тамара Ильинична", 71, calls=0, group_chats=0)
        [listed] = await talk.write(OFFICER, "у кого нет ни чата ни звонка")
        assert listed.startswith("Без групповых чатов и без звонка за неделю: 1 человек")
        assert "Глобусова" in listed
        assert "Алиева" not in listed
        [shown] = await talk.press(OFFICER, "Напомнить им")
        assert "1 человеку" in shown
        [shown] = await talk.write(OFFICER, "напомни тем, у кого нет ни чата, ни звонка")
        assert "1 человеку" in shown


async def test_days_off_that_are_to_go_have_a_button_where_they_are_the_only_ones(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "каникулы 28.12–11.01")
        await talk.write(OFFICER, "карантин с 3 по 10 декабря")
        [asked] = await talk.write(OFFICER, "убери карантин")
        assert asked.startswith("Убрать: карантин, 3–10 декабря 2026?")
        await talk.press(OFFICER, "Убрать")
        assert [one.title for one in await rows(talk, Break)] == ["каникулы"]


async def test_a_first_name_or_patronymic_that_is_not_theirs_never_chooses_somebody_else(tmp_path):
    orders = (
        "карточка Алиевой Светланы",
        "карточка Алиевой Марьям Андреевны",
        "что получила Алиева Вера",
        "исключи Алиеву Марьям Андреевну до пятницы",
        "исключи Алиеву Светлану до пятницы, отпуск",
        "напомни Алиевой Марьям Андреевне",
        "отвяжи аккаунт Алиевой Ирины",
        "назначь Алиеву Ирину заместителем",
        "Алиева Светлана болеет до пятницы",
        "листовка для Алиевой Светланы",
    )
    async with talking(tmp_path) as talk:
        for order in orders:
            assert await talk.write(OFFICER, order) == [NOT_SO], order
            assert (await talk.buttons(OFFICER))[0].startswith("Алиева Марьям Ахмедовна")
        for order in ("напомни Борисову Глебу", "назначь Борисова Глеба заместителем"):
            assert await talk.write(OFFICER, order) == [NOT_SO], order
        [refused] = await talk.write(OFFICER, "передай Алиевой Вере, что завтра педсовет")
        assert "Не понял" in refused
