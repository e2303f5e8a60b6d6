"""What was loaded is listed, and the newest load of a week can be taken back."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from storage.tables import Campaign, Exemption, OutboxRow, Person, PersonWeek, PreviousRow, StatisticsImport
from tests.handlers.conversation import ALIEVA, BORISOV, OFFICER, add_person, talking, the_school
from tests.handlers.test_files import send
from tests.spreadsheets import summary_of, workbook

HEAD = "Статистика за 09.11.2026–15.11.2026\nid;ФИО;Должность;Зарегистрирован;Создано чатов;Сообщений в чатах;Звонков\n"
RIGHT = f"""{HEAD}{ALIEVA};Алиева Марьям Ахмедовна;учитель;да;1;11;1
{BORISOV};Борисов Борис Олегович;учитель;да;2;12;1
"""
WRONG = f"""{HEAD}{ALIEVA};Алиева Марьям Ахмедовна;завуч;да;0;0;0
;Чужаков Чук Чукович;учитель;нет;0;0;0
"""


async def load(talk, content: str, name: str = "Статистика.csv") -> None:
    await send(talk, OFFICER, name, content.encode())
    await talk.press(OFFICER, "Загрузить")


async def messages_of(talk, surname: str) -> int | None:
    async with talk.database.reading() as session:
        query = select(PersonWeek.group_messages).join(Person).where(Person.last_name == surname)
        return await session.scalar(query.where(PersonWeek.week == "2026-W46"))


async def test_loads_are_listed_with_week_time_rows_and_who(tmp_path):
    async with talking(tmp_path) as talk:
        await load(talk, RIGHT)
        [said] = await talk.write(OFFICER, "загрузки")
        assert "9–15 ноября: список, 2 строки, 16.11 в 11:00" in said
        assert "«Статистика.csv»" in said
        assert f"vk.com/id{OFFICER}" in said
        await load(talk, RIGHT.replace(";2;12;1", ";2;14;1"), "Второй.csv")
        await talk.write(OFFICER, "ученики 512 из 530, эжд 300")
        await talk.press(OFFICER, "Записать")
        [said] = await talk.write(OFFICER, "загрузки")
        assert "(«Второй.csv»); до него за эту неделю был «Статистика.csv»" in said
        assert f"сводка, 16.11 в 11:00, vk.com/id{OFFICER} («введено вручную»)" in said


@pytest.mark.parametrize("forgotten_first", [True, False])
async def test_a_list_that_comes_back_counts_those_whose_data_were_deleted_as_it_did(tmp_path, forgotten_first):
    async with talking(tmp_path) as talk:
        await load(talk, RIGHT, "Верный.csv")
        assert "2 из 2" in (await talk.write(OFFICER, "сводка"))[0]
        if not forgotten_first:
            await load(talk, WRONG.replace(f"{ALIEVA};Алиева Марьям Ахмедовна", ";Новикова Нина Юрьевна"), "Чужой.csv")
        await talk.write(ALIEVA, "удалить мои данные")
        await talk.press(ALIEVA, "Да, удалить")
        await talk.said(OFFICER)
        if forgotten_first:
            await load(talk, WRONG.replace(f"{ALIEVA};Алиева Марьям Ахмедовна", ";Новикова Нина Юрьевна"), "Чужой.csv")
        await talk.write(OFFICER, "я не тот файл отправила")
        await talk.press(OFFICER, "Вернуть прежний файл")
        assert "2 из 2" in (await talk.write(OFFICER, "сводка"))[0]


async def test_a_wrong_file_gives_way_to_the_one_before_it(tmp_path):
    async with talking(tmp_path) as talk:
        await load(talk, RIGHT, "Верный.csv")
        await load(talk, WRONG, "Чужой.csv")
        assert await messages_of(talk, "Алиева") == 0
        [question] = await talk.write(OFFICER, "я не тот файл отправила")
        assert "Чужой.csv" in question
        assert "до него за эту неделю был «Верный.csv»" in question.lower().replace("верный", "Верный")
        [said] = await talk.press(OFFICER, "Вернуть прежний файл")
        assert "Вернул за 9–15 ноября прежний файл «Верный.csv»" in said
        assert await messages_of(talk, "Алиева") == 11
        assert await messages_of(talk, "Борисов") == 12
        async with talk.database.reading() as session:
            assert await session.scalar(select(Person.role).where(Person.last_name == "Алиева")) == "учитель"
            assert await session.scalar(select(Person.id).where(Person.last_name == "Чужаков")) is None
            assert await session.scalar(select(StatisticsImport.file_name)) == "Верный.csv"


async def test_a_list_and_a_summary_of_one_file_are_one_load_and_go_together(tmp_path):
    people = [["Статистика за 09.11.2026–15.11.2026"], ["id", "ФИО", "Зарегистрирован", "Звонков"]]
    people += [[ALIEVA, "Алиева Марьям Ахмедовна", "да", 0], ["", "Чужаков Чук Чукович", "да", 0]]
    async with talking(tmp_path) as talk:
        await load(talk, RIGHT, "Верный.csv")
        _, shown = await send(
            talk, OFFICER, "Чужой.xlsx", workbook(people, summary_of("09.11.2026–15.11.2026", "7 из 9", "5 из 9"))
        )
        assert "1 звонок за неделю: по сводке 5, по списку 0" in shown
        await talk.press(OFFICER, "Дополнить неделю")
        [said] = await talk.write(OFFICER, "загрузки")
        assert said.count("•") == 1
        assert "список и сводка, 2 строки" in said
        await talk.write(OFFICER, "я не тот файл отправила")
        await talk.press(OFFICER, "Вернуть прежний файл")
        [said, *_] = await talk.write(OFFICER, "сводка")
        assert "из 9" not in said
        assert await messages_of(talk, "Борисов") == 12


async def test_a_summary_that_a_file_with_a_list_replaced_comes_back_without_the_list(tmp_path):
    people = [["Статистика за 16.11.2026–22.11.2026"], ["id", "ФИО", "Зарегистрирован", "Звонков", "Примечание"]]
    people += [[ALIEVA, "Алиева Марьям Ахмедовна", "да", 0, "отпуск"]]
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Сводка.xlsx", workbook(summary_of("16.11.2026–22.11.2026", "8 из 9", "6 из 9")))
        await talk.press(OFFICER, "Загрузить")
        talk.now += timedelta(minutes=1)
        await send(
            talk, OFFICER, "Чужой.xlsx", workbook(people, summary_of("16.11.2026–22.11.2026", "7 из 9", "5 из 9"))
        )
        await talk.press(OFFICER, "Загрузить")
        async with talk.database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(Exemption)) == 1
        await talk.write(OFFICER, "я не тот файл отправила")
        [said] = await talk.press(OFFICER, "Вернуть прежний файл")
        assert "Вернул за 16–22 ноября прежний файл «Сводка.xlsx»" in said
        async with talk.database.reading() as session:
            kinds = await session.scalars(select(StatisticsImport.kind).where(StatisticsImport.week == "2026-W47"))
            assert kinds.all() == ["summary"]
            assert await session.scalar(select(func.count()).select_from(Exemption)) == 0


async def test_a_load_is_taken_back_whole(tmp_path):
    async with talking(tmp_path) as talk:
        await load(talk, RIGHT)
        await load(talk, WRONG)
        await talk.write(OFFICER, "отмени загрузку")
        [said] = await talk.press(OFFICER, "Отменить загрузку целиком")
        assert "Отменил загрузку за 9–15 ноября" in said
        async with talk.database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(PersonWeek)) == 0
            assert await session.scalar(select(func.count()).select_from(PreviousRow)) == 0
        [again] = await talk.press(OFFICER, "Отменить загрузку целиком")
        assert "уже нет" in again
        [empty] = await talk.write(OFFICER, "загрузки")
        assert "ничего не загружали" in empty


async def test_what_was_sent_stays_sent_and_is_said(tmp_path):
    async with talking(tmp_path) as talk:
        await load(talk, WRONG)
        await sent_and_waiting(talk)
        await talk.write(OFFICER, "не тот файл")
        [said] = await talk.press(OFFICER, "Отменить загрузку целиком")
        assert "уже получил 1 человек: отозвать его я не могу" in said
        assert "Не отправлю то, что ещё ждало: 1 сообщение" in said
        async with talk.database.reading() as session:
            assert sorted(await session.scalars(select(OutboxRow.state))) == ["cancelled", "sent"]


async def test_a_round_nobody_got_is_forgotten_with_its_figures(tmp_path):
    async with talking(tmp_path) as talk:
        await load(talk, WRONG)
        await sent_and_waiting(talk, states=("planned", "planned"))
        await talk.write(OFFICER, "не тот файл")
        await talk.press(OFFICER, "Отменить загрузку целиком")
        async with talk.database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(Campaign)) == 0


async def sent_and_waiting(talk, states=("sent", "planned")) -> None:
    school = await the_school(talk)
    async with talk.database.writing() as session:
        campaign = Campaign(school_id=school.id, week="2026-W46", kind="digest", made_at=talk.now)
        session.add(campaign)
        await session.flush()
        people = await session.scalars(select(Person).where(Person.account_id.is_not(None)).order_by(Person.id))
        for person, state in zip(people, states, strict=True):
            session.add(
                OutboxRow(
                    campaign_id=campaign.id,
                    person_id=person.id,
                    account_id=person.account_id,
                    peer_id=ALIEVA,
                    text="…",
                    gaps=["no_call"],
                    state=state,
                )
            )


async def test_only_who_may_change_takes_a_load_back(tmp_path):
    async with talking(tmp_path) as talk:
        await load(talk, RIGHT)
        [said] = await talk.write(ALIEVA, "отмени загрузку")
        assert "только ответственный" in said or "ответственн" in said
        assert await messages_of(talk, "Алиева") == 11


async def test_whom_a_file_marked_as_away_is_reminded_again_once_it_is_taken_back(tmp_path):
    async with talking(tmp_path) as talk:
        await load(talk, RIGHT.replace(";учитель;", ";учитель (декрет);", 1))
        assert "Алиева" in (await talk.write(OFFICER, "кого не тревожим"))[0]
        await talk.write(OFFICER, "не тот файл")
        await talk.press(OFFICER, "Отменить загрузку целиком")
        assert "Алиева Марьям" not in (await talk.write(OFFICER, "кого не тревожим"))[0]


async def test_an_older_list_taken_back_leaves_the_marks_of_the_list_after_it(tmp_path):
    away = RIGHT.replace(";учитель;", ";учитель (декрет);", 1)
    async with talking(tmp_path) as talk:
        await load(talk, away.replace("09.11.2026–15.11.2026", "02.11.2026–08.11.2026"))
        await load(talk, away)
        await talk.write(OFFICER, "загрузки")
        await talk.press(OFFICER, "Отменить: список 2–8 ноября")
        [said] = await talk.press(OFFICER, "Отменить загрузку целиком")
        assert "Отменил загрузку за 2–8 ноября" in said
        assert "Алиева Марьям" in (await talk.write(OFFICER, "кого не тревожим"))[0]


async def test_where_two_weeks_have_no_figure_in_common_nothing_is_said_to_be_unchanged(tmp_path):
    async with talking(tmp_path) as talk:
        await load(talk, RIGHT.replace("09.11.2026–15.11.2026", "16.11.2026–22.11.2026"))
        await talk.write(OFFICER, "ученики 512 из 530, эжд 300")
        await talk.press(OFFICER, "Записать")
        await talk.write(OFFICER, "не тот файл")
        await talk.press(OFFICER, "Отменить загрузку целиком")
        [summary, *_] = await talk.write(OFFICER, "сводка")
        assert "Сравнить не с чем: за 9–15 ноября этих показателей не было." in summary
        assert "ничего не изменилось" not in summary


async def test_rows_that_are_in_doubt_count_where_the_list_is_compared_with_the_summary(tmp_path):
    head = [["Статистика за 09.11.2026–15.11.2026"], ["ФИО", "Зарегистрирован", "Звонков"]]
    people = [["Борисов Борис Олегович", "да", 0], ["Алиева М.", "да", 1], ["Алиева М.", "да", 1]]
    book = workbook([*head, *people], summary_of("09.11.2026–15.11.2026", "3 из 3", "2 из 3"))
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Алиева Мадина Олеговна")
        await send(talk, OFFICER, "Свод.xlsx", book)
        await talk.press(OFFICER, "Дополнить неделю")
        _, shown = await send(talk, OFFICER, "Свод.xlsx", book)
        assert "Не понял, кто это" in shown
        assert "по сводке" not in shown


async def test_a_summary_that_a_loaded_week_had_not_is_no_unchanged_week(tmp_path):
    people = [["Статистика за 09.11.2026–15.11.2026"], ["id", "ФИО", "Зарегистрирован", "Звонков"]]
    people += [[ALIEVA, "Алиева Марьям Ахмедовна", "да", 0], [BORISOV, "Борисов Борис Олегович", "да", 1]]
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Список.xlsx", workbook(people))
        await talk.press(OFFICER, "Заменить целиком")
        _, shown = await send(
            talk, OFFICER, "Оба.xlsx", workbook(people, summary_of("09.11.2026–15.11.2026", "2 из 2", "1 из 2"))
        )
        assert "в нём ничего не изменится; показателей школы ещё не было." in shown
