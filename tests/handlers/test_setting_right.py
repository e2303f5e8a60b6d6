"""The staff list is set right by words: names, posts, two cards that are one, accounts that are somebody else's."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from handlers.people.leaving import NOBODY_LEFT
from services.actor import Actor
from services.staff.table import Wanted, staff_table
from storage.people.registry import called
from storage.tables import Account, Campaign, Claim, OutboxRow, Person, PersonWeek
from tests.handlers.conversation import ALIEVA, BORISOV, OFFICER, STRANGER, add_person, talking, the_school
from tests.handlers.test_files import send

NEXT = f"""Статистика за 16.11.2026–22.11.2026
id;ФИО;Должность;Зарегистрирован;Создано чатов;Сообщений в чатах;Звонков
{ALIEVA};Алиева Марьям Ахмедовна;учитель;да;1;11;0
{BORISOV};Борисов Борис Олегович;учитель;да;2;3;1
;Васильева Галина Юрьевна;учитель;да;1;12;1
"""


async def import_next(talk, content: str = NEXT) -> None:
    await send(talk, OFFICER, "Статистика.csv", content.encode())
    await talk.press(OFFICER, "Загрузить")


async def names(talk) -> list[str]:
    async with talk.database.reading() as session:
        return sorted(await session.scalars(select(Person.full_name)))


async def test_a_new_surname_is_kept_though_the_next_file_says_the_old_one(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Васильева Галина Юрьевна")
        [question] = await talk.write(OFFICER, "Васильева вышла замуж, теперь Сайпуллаева")
        assert "Васильева Галина Юрьевна → Сайпуллаева Галина Юрьевна" in question
        [done] = await talk.press(OFFICER, "Да, исправить")
        assert "Исправил. Сайпуллаева Галина Юрьевна" in done
        await import_next(talk)
        assert "Сайпуллаева Галина Юрьевна" in await names(talk)
        assert "Васильева Галина Юрьевна" not in await names(talk)


async def test_a_file_with_the_old_surname_is_not_said_to_bring_it_back(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исправь фамилию Алиевой на Саидова")
        await talk.press(OFFICER, "Да, исправить")
        *_, preview = await send(talk, OFFICER, "Статистика.csv", NEXT.encode())
        assert "⚠ В файле Алиева Марьям Ахмедовна — это Саидова Марьям Ахмедовна, как вы исправили." in preview
        assert "Саидова Марьям Ахмедовна теперь" not in preview


async def test_a_post_is_set_right_by_words_and_stays(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исправь должность Алиевой на учитель химии")
        await talk.press(OFFICER, "Да, исправить")
        await import_next(talk)
        async with talk.database.reading() as session:
            assert await session.scalar(select(Person.role).where(Person.last_name == "Алиева")) == "учитель химии"


async def test_a_class_is_set_right_from_the_card_and_taken_back(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "карточка Борисова")
        await talk.press(OFFICER, "Исправить")
        await talk.press(OFFICER, "Класс")
        [question] = await talk.write(OFFICER, "7Б")
        assert "не указано → 7Б" in question
        [done] = await talk.press(OFFICER, "Да, исправить")
        assert "класс — 7Б" in done


async def test_a_surname_in_the_accusative_is_put_into_the_nominative(tmp_path):
    async with talking(tmp_path) as talk:
        [question] = await talk.write(OFFICER, "исправь фамилию Алиевой на Магомедову")
        assert "→ Магомедова Марьям Ахмедовна" in question


async def twin_of_alieva(talk) -> int:
    school = await the_school(talk)
    twin = await add_person(talk.database, school, "Алиева М.А.", registered=True, calls=3, my_school=True)
    async with talk.database.writing() as session:
        session.add(Claim(person_id=twin, week="2026-W45", gap="no_call", kind="done", at=talk.now))
    return twin


async def test_two_cards_become_one_with_all_that_was_known(tmp_path):
    async with talking(tmp_path) as talk:
        await twin_of_alieva(talk)
        [question] = await talk.write(OFFICER, "объедини Алиеву М.А. и Алиеву Марьям Ахмедовну")
        assert "⚠ В файле за 9–15 ноября они стоят в разных строках: похоже, это разные люди." in question
        assert "Какую карточку оставить? Всё из второй перейдёт в неё" in question
        assert "вернуть её будет нельзя" in question
        [done] = await talk.press(OFFICER, "Оставить: Алиева Марьям Ахмедовна")
        assert "теперь в карточке «Алиева Марьям Ахмедовна»" in done
        async with talk.database.reading() as session:
            [kept] = (await session.scalars(select(Person).where(Person.last_name == "Алиева"))).all()
            week = await session.scalar(select(PersonWeek).where(PersonWeek.person_id == kept.id))
            assert (week.calls, week.group_messages, week.my_school) == (0, 4, True)
            assert await session.scalar(select(Claim.person_id)) == kept.id


async def test_of_one_round_the_merged_person_has_one_message(tmp_path):
    async with talking(tmp_path) as talk:
        twin = await twin_of_alieva(talk)
        async with talk.database.writing() as session:
            alieva = await session.scalar(select(Person).where(Person.first_name == "Марьям"))
            other = Account(platform="vk", external_id=77, writing="allowed")
            session.add(other)
            await session.flush()
            (await session.get_one(Person, twin)).account_id = other.id
            for kind in ("digest", "manual-1"):
                campaign = Campaign(school_id=alieva.school_id, week="2026-W46", kind=kind, made_at=talk.now)
                session.add(campaign)
                await session.flush()
                for person, account_id, state in (
                    (alieva.id, alieva.account_id, "planned"),
                    (twin, other.id, "sent" if kind == "digest" else "planned"),
                ):
                    session.add(
                        OutboxRow(
                            campaign_id=campaign.id,
                            person_id=person,
                            account_id=account_id,
                            peer_id=1,
                            text="…",
                            gaps=[],
                            state=state,
                        )
                    )
        await talk.write(OFFICER, "объедини Алиеву М.А. и Алиеву Марьям Ахмедовну")
        await talk.press(OFFICER, "Оставить: Алиева Марьям Ахмедовна")
        async with talk.database.reading() as session:
            rows = (await session.scalars(select(OutboxRow).order_by(OutboxRow.id))).all()
            assert [row.state for row in rows] == ["sent", "planned"]
            assert {row.account_id for row in rows} == {alieva.account_id}


async def test_this_is_not_me_stops_everything_until_the_officer_answers(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, "это не я")
        assert "Больше ничего сюда не пришлю" in said
        [told] = await talk.said(OFFICER)
        assert "это не Алиева Марьям Ахмедовна" in told
        [shown] = await talk.write(ALIEVA, "мои показатели")
        assert "Алиева" not in shown
        assert "сообщений" not in shown
        await import_next(talk)
        await talk.said(OFFICER)
        async with talk.database.reading() as session:
            assert await session.scalar(select(Person.account_id).where(Person.last_name == "Алиева")) is None


async def test_that_something_was_mixed_up_is_asked_about_and_takes_nobody_off(tmp_path):
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(ALIEVA, "вы что-то перепутали")
        assert "Больше ничего сюда не пришлю" not in asked
        assert {"Это не я", "Это ошибка"} <= {*await talk.buttons(ALIEVA)}
        assert await talk.said(OFFICER) == []


async def test_the_officer_gives_the_account_back(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "вы ошиблись")
        *_, still_open = await talk.write(OFFICER, "заявки")
        assert "пишет, что это не Алиева" in still_open
        [said] = await talk.press(OFFICER, "Это всё-таки тот человек")
        assert "Вернул" in said
        assert "рады, что это вы" in (await talk.said(ALIEVA))[-1]
        [shown] = await talk.write(ALIEVA, "мои показатели")
        assert "Марьям Ахмедовна" in shown
        [again] = await talk.press(OFFICER, "Верно, не тот")
        assert "уже ответили" in again


async def test_what_a_stranger_said_under_her_name_goes_with_them(tmp_path):
    async with talking(tmp_path) as talk:
        for said in ("звонок у меня был, в данных ошибка", "меня не будет до 27 ноября, отпуск", "пишите мне после 15"):
            talk.now += timedelta(minutes=2)
            await talk.agree(ALIEVA, said)
        await talk.write(ALIEVA, "надоели ваши напоминания")
        *_, card = await talk.write(OFFICER, "карточка Алиевой")
        await talk.write(ALIEVA, "это не я")
        *_, said = await talk.press(OFFICER, "Верно, не тот")
        assert "остаётся отвязанным, сказанное оттуда убрал." in said
        *_, after = await talk.write(OFFICER, "карточка Алиевой")
        for word in ("Переписка", "Не тревожим", "Недовольство", "после 15", "15:00"):
            assert word not in after
        assert "Переписка" in card
        assert "Недовольство" in card
        assert (await talk.write(OFFICER, "ошибки"))[-1] == "Сообщений об ошибках без ответа нет."


async def test_whoever_has_another_account_by_now_is_not_said_to_have_none(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "это не я")
        await talk.write(STRANGER, "Алиева Марьям Ахмедовна")
        await talk.press(OFFICER, "Да, это Алиева Марьям Ахмедовна")
        [said] = await talk.press(OFFICER, "Верно, не тот")
        assert "остаётся отвязанным" in said
        assert f"Алиева Марьям Ахмедовна: аккаунт уже другой, vk.com/id{STRANGER}." in said
        assert await talk.buttons(OFFICER) == ["Карточка"]


async def test_an_officer_says_that_it_is_not_her_after_the_card(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "карточка Алиевой")
        [said] = await talk.write(OFFICER, "это не она")
        assert f"Отвязал vk.com/id{ALIEVA}" in said
        [back] = await talk.press(OFFICER, "Вернуть аккаунт")
        assert "снова привязан" in back


async def test_a_stranger_is_shown_the_way_in(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(STRANGER, "это не я")
        assert "код с листовки" in said


TWO = """Статистика за 16.11.2026–22.11.2026
ФИО;Должность;Зарегистрирован;Создано чатов;Сообщений в чатах;Звонков
Гаджиева Зарема Умаровна;математика;да;1;11;0
Гаджиева Зарема Умаровна;физика;да;1;3;1
"""


async def test_an_answer_for_a_spelling_of_two_rows_belongs_to_its_row(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        first = await add_person(talk.database, school, "Гаджиева Зарема Умаровна", role="математика")
        second = await add_person(talk.database, school, "Гаджиева Зарема Умаровна", role="физика")
        await send(talk, OFFICER, "Статистика.csv", TWO.encode())
        await talk.press(OFFICER, "Уточнить людей")
        await talk.press(OFFICER, "Гаджиева Зарема Умаровна, математика")
        await talk.press(OFFICER, "Гаджиева Зарема Умаровна, физика")
        await talk.press(OFFICER, "Загрузить")
        async with talk.database.reading() as session:
            query = select(PersonWeek.person_id, PersonWeek.group_messages).where(PersonWeek.week == "2026-W47")
            assert dict((await session.execute(query)).all()) == {first: 11, second: 3}
        swapped = TWO.replace("математика", "x").replace("физика", "математика").replace(";x;", ";физика;")
        await send(talk, OFFICER, "Статистика.csv", swapped.encode())
        [question] = await talk.press(OFFICER, "Уточнить людей")
        assert "Осталось вопросов: 2" in question


async def test_the_same_given_names_gone_and_new_are_asked_about(tmp_path):
    async with talking(tmp_path) as talk:
        gone = await add_person(talk.database, await the_school(talk), "Васильева Галина Юрьевна")
        content = NEXT.replace("Васильева", "Сайпуллаева")
        _, preview = await send(talk, OFFICER, "Статистика.csv", content.encode())
        assert "Не понял, кто это" in preview
        [question] = await talk.press(OFFICER, "Уточнить людей")
        assert "имя и отчество те же" in question
        await talk.press(OFFICER, "Васильева Галина Юрьевна")
        await talk.press(OFFICER, "Загрузить")
        async with talk.database.reading() as session:
            query = select(func.count()).select_from(PersonWeek).where(PersonWeek.person_id == gone)
            assert await session.scalar(query) == 1
        assert "Сайпуллаева Галина Юрьевна" in await names(talk)
        assert "Васильева Галина Юрьевна" not in await names(talk)
        assert (await talk.write(OFFICER, "карточка Васильевой"))[0].startswith("Сайпуллаева Галина Юрьевна")


async def test_two_namesakes_are_told_apart_on_the_buttons(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Борисов Борис Олегович", role="учитель истории")
        [question] = await talk.write(OFFICER, "объедини Борисова и Борисова")
        assert "в разных строках" not in question
        await talk.press(OFFICER, "Оставить: учитель истории")
        assert (await names(talk)).count("Борисов Борис Олегович") == 1


async def test_whichever_namesake_is_meant_is_said_to_the_officer(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Алиева Марьям Ахмедовна", role="логопед")
        async with talk.database.writing() as session:
            await session.execute(update(Person).where(Person.id == 1).values(role="учитель химии"))
        shown = "Алиева Марьям Ахмедовна (учитель химии)"
        await talk.write(ALIEVA, "у меня 12, а не 4")
        await talk.said(OFFICER)
        assert (await talk.press(OFFICER, "Данные верны"))[0].startswith(f"{shown}, сообщения: оставили")
        await talk.press(OFFICER, "Ответить")
        assert await talk.write(OFFICER, "проверю") == [f"Передал: {shown}."]
        [posted] = await talk.press_payload(OFFICER, {"do": "got", "p": 1})
        assert posted.startswith(shown)
        [why] = await talk.press_payload(OFFICER, {"do": "why_listed", "p": 1})
        assert why.startswith(shown)
        [stays] = await talk.press_payload(OFFICER, {"do": "restore", "p": 1})
        assert stays == f"{shown}: и так получает напоминания."
        await talk.write(ALIEVA, "это не я")
        [told] = await talk.said(OFFICER)
        assert f"пишет, что это не {shown}." in told
        assert f"пишет, что это не {shown}." in (await talk.write(OFFICER, "заявки"))[0]
        [left] = await talk.press(OFFICER, "Верно, не тот")
        assert f"{shown} теперь без аккаунта" in left
        await talk.write(ALIEVA, "Алиева Марьям Ахмедовна")
        *_, brought = await talk.press(OFFICER, "Да, это Алиева М. А. (учитель химии)")
        assert "Готово" in brought
        [gone] = await talk.press_payload(OFFICER, {"do": "left_yes", "p": 1})
        assert gone == f"{shown}: отметил."


async def test_nobody_is_said_to_be_reminded_who_is_not(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "не напоминать")
        [own] = await talk.write(OFFICER, "вернуть Алиеву")
        assert own.endswith("освобождения нет, но человек сам просил не напоминать.")
        await add_person(talk.database, await the_school(talk), "Магомедова Патимат Гаджиевна")
        await talk.agree(OFFICER, "исключить Магомедову до пятницы")
        [none] = await talk.write(OFFICER, "вернуть Магомедову")
        assert none.endswith("освобождение снял, но аккаунт не привязан: писать пока некуда.")


async def test_two_names_of_which_one_is_several_peoples_merge_nobody(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        await add_person(talk.database, school, "Алиева Марьям Ахмедовна", classes="2Б")
        await add_person(talk.database, school, "Магомедова Патимат Гаджиевна")
        [said] = await talk.write(OFFICER, "объедини Алиеву и Магомедову")
        assert said.startswith("Кого объединить?")


@pytest.mark.parametrize(
    ("pressed", "said", "asked"),
    [
        ("Фамилию", "теперь Сайпуллаева", "Имя: Алиева Марьям Ахмедовна → Сайпуллаева Марьям Ахмедовна. Исправить?"),
        ("Класс", "теперь 7Б", "Алиева Марьям Ахмедовна. Класс: не указано → 7Б. Исправить?"),
        ("", "теперь Сайпуллаева", "Имя: Алиева Марьям Ахмедовна → Сайпуллаева Марьям Ахмедовна. Исправить?"),
        ("", "она теперь завуч", "Алиева Марьям Ахмедовна. Должность: учитель → завуч. Исправить?"),
        ("", "стала Сайпуллаевой", "Имя: Алиева Марьям Ахмедовна → Сайпуллаева Марьям Ахмедовна. Исправить?"),
        ("Фамилию", "на Сайпуллаеву", "Имя: Алиева Марьям Ахмедовна → Сайпуллаева Марьям Ахмедовна. Исправить?"),
        ("", "стала завучем", "Алиева Марьям Ахмедовна. Должность: учитель → завуч. Исправить?"),
        ("", "стала учителем химии", "Алиева Марьям Ахмедовна. Должность: учитель → учитель химии. Исправить?"),
    ],
)
async def test_what_is_so_now_answers_what_is_to_be_set_right(tmp_path, pressed, said, asked):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исправить Алиеву")
        if pressed:
            await talk.press(OFFICER, pressed)
        assert await talk.write(OFFICER, said) == [asked]


async def test_who_was_renamed_is_found_by_the_old_name_too(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исправь фамилию Алиевой на Саидова")
        await talk.press(OFFICER, "Да, исправить")
        for words in ("карточка Алиевой", "что получила Алиева", "а что там с Алиевой?"):
            assert (await talk.write(OFFICER, words))[0].startswith("Саидова Марьям Ахмедовна")
        for words in ("напомни Алиевой и Борисову", "передай Алиевой и Борисову, что завтра педсовет"):
            assert "Саидова" in (await talk.write(OFFICER, words))[-1]
        async with talk.database.reading() as session:
            school = await the_school(talk)
            found = await staff_table(
                session, Actor(None, school.id, trusted=True), Wanted(text="алиева"), talk.now.date()
            )
            assert [one.name for one in found.shown] == ["Саидова Марьям Ахмедовна"]
            asked_in = await called(session, "Алиева Марьям Ахмедовна")
            assert [one.full_name for one in asked_in] == ["Саидова Марьям Ахмедовна"]
        assert "Раньше: Алиева Марьям Ахмедовна." in (await talk.write(ALIEVA, "мои данные"))[0]


async def test_whoever_bears_the_old_name_now_is_meant_by_it(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исправь фамилию Алиевой на Саидова")
        await talk.press(OFFICER, "Да, исправить")
        await add_person(talk.database, await the_school(talk), "Алиева Нина Юрьевна")
        for words in ("карточка Алиевой", "а что там с Алиевой?"):
            assert (await talk.write(OFFICER, words))[0].startswith("Алиева Нина Юрьевна")


async def test_whose_class_is_no_longer_theirs_asks_for_no_peace_and_the_officer_hears_of_it(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, "я больше не веду 8А")
        assert "не вовремя" not in said
        assert "я больше не веду 8А" in (await talk.said(OFFICER))[0]


@pytest.mark.parametrize(
    "words", ["я больше не классный руководитель 7Б", "класс теперь не мой", "мне дали другой класс"]
)
async def test_another_class_is_passed_on_when_the_teacher_says_yes(tmp_path, words):
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(ALIEVA, words)
        assert words in asked
        await talk.press(ALIEVA, "Да, передать")
        assert words in (await talk.said(OFFICER))[0]


async def test_who_has_left_is_shown_since_when(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.write(OFFICER, "кто ушёл") == [NOBODY_LEFT]
        await talk.write(OFFICER, "Алиева уволилась")
        await talk.press(OFFICER, "Да, больше не работает")
        for asked in ("кто ушёл", "кто уволился", "кто больше не работает?"):
            assert await talk.write(OFFICER, asked) == [
                "Больше не работают:\n• Алиева Марьям Ахмедовна — с 16 ноября 2026"
            ]


@pytest.mark.parametrize("words", ["мой класс", "сколько моих уже привязало журнал"])
async def test_a_question_about_ones_class_is_answered(tmp_path, words):
    async with talking(tmp_path) as talk:
        assert "Передать ваши слова" not in "\n".join(await talk.write(ALIEVA, words))


async def test_somebody_s_data_are_deleted_in_the_cabinet_and_not_by_a_sentence(tmp_path):
    async with talking(tmp_path) as talk:
        for asked in ("удали данные Алиевой", "удали все данные Алиевой"):
            [said] = await talk.write(OFFICER, asked)
            assert said.startswith("Алиева Марьям Ахмедовна: насовсем данные удаля")
        assert "Больше не работает" in await talk.buttons(OFFICER)
        assert "Алиева Марьям Ахмедовна" in await names(talk)
        [mine] = await talk.write(ALIEVA, "удалить данные")
        assert mine.startswith("Удалю ФИО")


async def test_a_class_is_taken_from_the_order_and_never_the_whole_order_for_a_class(tmp_path):
    async with talking(tmp_path) as talk:
        assert "→ 8Б" in (await talk.write(OFFICER, "Борисов ведёт 8Б вместо Алиевой"))[0]
        assert "Какие классы" in (await talk.write(OFFICER, "исправь класс Борисову"))[0]
        assert "Алиева Марьям Ахмедовна. Класс: " in (
            answer := (await talk.write(OFFICER, "исправь класс Алиевой на 8Б"))[0]
        )
        assert answer.endswith("→ 8Б. Исправить?")
        await talk.write(OFFICER, "исправь класс Борисову")
        assert "→ 5А, 6Б" in (await talk.write(OFFICER, "он теперь в 5а и 6б"))[0]


async def test_of_several_who_are_named_none_is_lost(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for name in ("Абрикосова Рената Тимуровна", "Абрикосов Роман Тимурович"):
            await add_person(talk.database, school, name)
        assert (
            "Не нашёл, кто это: «Кукушкиной»"
            in (await talk.write(OFFICER, "передай Алиевой и Кукушкиной что завтра дежурство"))[0]
        )
        for joined in (" и", ","):
            await talk.write(OFFICER, f"исключить Абрикосова{joined} Борисова до пятницы, отпуск")
            [shown] = await talk.press(OFFICER, "Абрикосов Роман Тимурович")
            assert "до 20 ноября" in shown
            assert "Абрикосова Романа Тимуровича\n• Борисова" in shown


@pytest.mark.parametrize("said", ["уволилась Кукушкина", "отвяжи аккаунт Кукушкиной", "дай код для Кукушкиной"])
async def test_nothing_is_offered_to_be_done_without_the_only_one_who_is_named(tmp_path, said):
    async with talking(tmp_path) as talk:
        assert "Не нашёл такого человека" in (await talk.write(OFFICER, said))[0]


async def test_a_name_behind_an_apology_is_brought_to_the_officer(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "это не я")
        await talk.said(OFFICER)
        await talk.write(ALIEVA, "ой простите, это я, Алиева Марьям Ахмедовна")
        [asked] = await talk.said(OFFICER)
        assert asked.startswith("Ко мне просится «Алиева Марьям Ахмедовна»")
        assert "Да, это Алиева Марьям Ахмедовна" in " ".join(await talk.buttons(OFFICER))
