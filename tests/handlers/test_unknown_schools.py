"""A file about a school that is not known by that name: a clear choice, remembered."""

import re
from datetime import timedelta

from sqlalchemy import func, select

from indicators.summary.schools import school_key
from storage.people.accounts import ensure_account
from storage.people.first_officers import ensure_officers
from storage.people.roles import Role, give_role, members
from storage.schools.registry import UNNAMED, all_schools
from storage.tables import Dialogue, Member, Person, PersonWeek, School, SchoolAlias
from tests.handlers.conversation import (
    ALIEVA,
    BORISOV,
    MANAGER,
    MONDAY,
    OFFICER,
    STRANGER,
    Conversation,
    add_school,
    talking,
)
from tests.handlers.test_files import send

HEAD = "За 16.11.2026–22.11.2026\nШкола;ФИО;Звонков\n"
OURS = "Школа № 1 (пример)"
LOADED = "Управление образования загрузило данные вашей школы за 16–22 ноября: "


async def facts_of(talk: Conversation, name: str) -> int:
    async with talk.database.reading() as session:
        rows = select(func.count()).select_from(PersonWeek).join(Person).join(School)
        return await session.scalar(rows.where(School.name == name, PersonWeek.week == "2026-W47"))


async def test_another_name_of_our_school_is_asked_about_once_and_remembered(tmp_path):
    async with talking(tmp_path) as talk:
        table = (HEAD + "Гимназия «Примерная»;Новикова Нина Николаевна;5\n").encode()
        _, question = await send(talk, OFFICER, "выгрузка.csv", table)
        assert f"Это ваша школа «{OURS}»?" in question
        assert await talk.buttons(OFFICER) == ["Наша: Гимназия «Примерная»", "Отменить"]
        remembered, preview = await talk.press(OFFICER, "Наша: Гимназия «Примерная»")
        assert "Запомнил" in remembered
        assert "1 человек" in preview
        await talk.press(OFFICER, "Загрузить")
        assert await facts_of(talk, OURS) == 1
        _, again = await send(talk, OFFICER, "выгрузка.csv", table)
        assert "Вот как я понял" in again


async def test_a_school_without_a_name_takes_the_one_of_the_file_in_one_sentence(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            [school] = await all_schools(session)
            school.name, school.name_key = UNNAMED, school_key(UNNAMED)
        table = (HEAD + "Гимназия «Примерная»;Новикова Нина Николаевна;5\n").encode()
        await send(talk, OFFICER, "выгрузка.csv", table)
        [said, *_] = await talk.press(OFFICER, "Наша: Гимназия «Примерная»")
        assert said == "Записал название: Гимназия «Примерная». Перечитываю файл…"


async def test_of_several_unknown_schools_ours_is_chosen_and_the_others_are_left(tmp_path):
    async with talking(tmp_path) as talk:
        rows = "Гимназия «Первая»;Новикова Нина Николаевна;5\nГимназия «Вторая»;Тайнова Тамара Тимуровна;5\n"
        await send(talk, OFFICER, "район.csv", (HEAD + rows).encode())
        assert await talk.buttons(OFFICER) == ["Наша: Гимназия «Первая»", "Наша: Гимназия «Вторая»", "Отменить"]
        await talk.press(OFFICER, "Наша: Гимназия «Вторая»")
        await talk.press(OFFICER, "Загрузить")
        assert await facts_of(talk, OURS) == 1
        async with talk.database.reading() as session:
            assert len(await all_schools(session)) == 1


async def test_a_cancelled_choice_remembers_nothing_and_the_file_goes(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "выгрузка.csv", (HEAD + "Гимназия «Примерная»;Новикова Нина;5\n").encode())
        await talk.press(OFFICER, "Отменить")
        [late] = await talk.press(OFFICER, "Наша: Гимназия «Примерная»")
        assert "больше нет" in late
        async with talk.database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(SchoolAlias)) == 0
        assert not list((tmp_path / "files").iterdir())


async def test_a_known_school_of_others_is_refused_and_cannot_be_taken_as_ours(tmp_path):
    async with talking(tmp_path) as talk:
        await add_school(talk.database, "Лицей № 5 (пример)")
        _, answer = await send(talk, OFFICER, "чужая.csv", (HEAD + "Лицей № 5 (пример);Тайнова Тамара;5\n").encode())
        assert "В файле другая школа: «Лицей № 5 (пример)»" in answer
        assert not list((tmp_path / "files").iterdir())


async def municipal(talk: Conversation) -> None:
    async with talk.database.writing() as session:
        account = await ensure_account(session, "vk", MANAGER)
        for school in await all_schools(session):
            await give_role(session, account.id, school.id, Role.MUNICIPAL, MONDAY)
    await talk.write(MANAGER, "привет")


DISTRICT = (
    f"{HEAD}{OURS};Новикова Нина Николаевна;5\nЛицей № 5 (пример);Тайнова Тамара Тимуровна;1\n"
    "Гимназия «Новая»;Петрова Полина Павловна;2\n"
)


async def test_a_districts_file_is_imported_for_the_known_schools_and_lists_the_others(tmp_path):
    async with talking(tmp_path) as talk:
        await add_school(talk.database, "Лицей № 5 (пример)")
        await municipal(talk)
        _, preview = await send(talk, MANAGER, "район.csv", DISTRICT.encode())
        assert "Гимназия «Новая»" in preview
        assert "--create-schools" not in preview
        assert "Завести 1 школу" in await talk.buttons(MANAGER)
        await talk.press(MANAGER, "Загрузить")
        assert [await facts_of(talk, name) for name in (OURS, "Лицей № 5 (пример)")] == [1, 1]


async def test_the_unknown_schools_of_a_district_are_created_by_a_button(tmp_path):
    async with talking(tmp_path) as talk:
        await add_school(talk.database, "Лицей № 5 (пример)")
        await municipal(talk)
        await send(talk, MANAGER, "район.csv", DISTRICT.encode())
        [label] = [one for one in await talk.buttons(MANAGER) if one.startswith("Завести")]
        created, preview = await talk.press(MANAGER, label)
        assert "Завёл 1 школу" in created
        assert "Гимназия «Новая»:" in preview
        await talk.press(MANAGER, "Загрузить")
        assert await facts_of(talk, "Гимназия «Новая»") == 1


async def test_an_officer_of_one_school_creates_none_by_a_forged_button(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "выгрузка.csv", (HEAD + "Гимназия «Примерная»;Новикова Нина;5\n").encode())
        async with talk.database.reading() as session:
            number = (await session.scalar(select(Dialogue).where(Dialogue.name == "import"))).state["id"]
        await talk.press_payload(OFFICER, {"do": "import_create", "id": number})
        async with talk.database.reading() as session:
            assert len(await all_schools(session)) == 1
            assert {one.role for one in await session.scalars(select(Member))} == {"officer"}


async def test_a_districts_file_is_read_whole_though_its_officer_has_one_school_so_far(tmp_path):
    async with talking(tmp_path) as talk:
        await municipal(talk)
        rows = f"{OURS};Алиева Марьям Ахмедовна;5\nГимназия «Вторая»;Тайнова Тамара Тимуровна;5\n"
        *_, preview = await send(talk, MANAGER, "район.csv", (HEAD + rows).encode())
        assert "Строки других школ не взяты" not in preview
        await talk.press(MANAGER, "Завести 1 школу")
        await talk.press(MANAGER, "Загрузить")
        assert (await facts_of(talk, OURS), await facts_of(talk, "Гимназия «Вторая»")) == (1, 1)


async def test_a_school_is_chosen_by_its_name_and_a_districts_officer_is_offered_what_is_theirs(tmp_path):
    async with talking(tmp_path) as talk:
        await add_school(talk.database, "Лицей № 5 (пример)")
        await municipal(talk)
        for said in ("школа лицей № 5 (пример)", "школа № 1 (пример)"):
            [answer] = await talk.write(MANAGER, said)
            assert answer.startswith("Работаем со школой «")
        summary = (
            f"За 16.11.2026–22.11.2026\nШкола;Учителей всего;1 звонок за неделю\n{OURS};22;7\nЛицей № 5 (пример);9;4\n"
        )
        *_, preview = await send(talk, MANAGER, "сводка.csv", summary.encode())
        assert "«сводка.csv»: сводка по школам, за 16–22 ноября" in preview
        assert f"Школы: {OURS}, Лицей № 5 (пример)." in preview
        assert f"{OURS}:" not in preview
        [done] = await talk.press(MANAGER, "Загрузить")
        assert done.startswith("Загрузил сводку за 16–22 ноября: 2 школы. Сам файл удалил.")
        assert "Напомнить" not in await talk.buttons(MANAGER)


async def test_a_summary_that_comes_again_names_each_indicator_once_and_says_what_changes(tmp_path):
    head = "Свод за 16.11.2026–22.11.2026\nШкола;Учителей всего;Учителя, совершившие минимум 1 звонок за неделю\n"
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Свод.csv", f"{head}{OURS};20 из 23;16 из 23\n".encode())
        await talk.press(OFFICER, "Загрузить")
        _, shown = await send(talk, OFFICER, "Свод.csv", f"{head}{OURS};20 из 24;17 из 24\n".encode())
        assert "• Учителя в Сферуме: 20 из 23 → 20 из 24" in shown
        assert "• 1 звонок за неделю: 16 → 17" in shown
        [done] = await talk.press(OFFICER, "Загрузить")
        assert done.startswith("Загрузил сводку за 16–22 ноября. Сам файл удалил.")
        head = "Список за 16.11.2026–22.11.2026\nФИО;Класс;Учеников в классе;Звонков\nАлиева Марьям Ахмедовна;7А;"
        await send(talk, OFFICER, "Список.csv", f"{head}25;1\n".encode())
        await talk.press(OFFICER, "Загрузить")
        _, shown = await send(talk, OFFICER, "Список.csv", f"{head}26;1\n".encode())
        assert "• Алиева Марьям Ахмедовна, Учеников в классе: 25 → 26" in shown


async def test_the_first_officer_of_a_school_that_a_district_created_is_named_by_it_and_not_by_the_settings(tmp_path):
    async with talking(tmp_path) as talk:
        await municipal(talk)
        await send(talk, MANAGER, "район.csv", (f"{HEAD}Гимназия «Новая»;Петрова Полина Павловна;2\n").encode())
        await talk.press(MANAGER, "Завести 1 школу")
        await talk.press(MANAGER, "Загрузить")
        async with talk.database.writing() as session:
            await ensure_officers(session, [("vk", OFFICER)], MONDAY)
            [ours, theirs] = await all_schools(session)
            if ours.name != OURS:
                ours, theirs = theirs, ours
            assert not await members(session, theirs.id, Role.OFFICER)
        await talk.write(MANAGER, "школа Гимназия «Новая»")
        [who] = await talk.write(MANAGER, "роли")
        assert "Ответственного здесь ещё нет, и назвать первого можете вы" in who
        [refused] = await talk.write(MANAGER, "назначить руководителя")
        assert "может ответственный" in refused
        await talk.write(MANAGER, "назначить ответственного")
        [who] = await talk.write(MANAGER, "роли")
        assert "Ждут согласия или кода:" in who
        [withdraw] = await talk.buttons(MANAGER)
        [gone] = await talk.press(MANAGER, withdraw)
        assert re.search(r"Отозвал: код \w\w… от 16 ноября, ответственный\.", gone)
        [code] = await talk.write(MANAGER, "назначить ответственного")
        await talk.write(STRANGER, code.split(": ")[1].split()[0])
        async with talk.database.reading() as session:
            assert [account.external_id for _, account in await members(session, theirs.id, Role.OFFICER)] == [STRANGER]
        [refused] = await talk.write(MANAGER, "назначить ответственного")
        assert "Ответственный в школе уже есть" in refused


async def created(talk: Conversation) -> None:
    """A school that the municipality made, with one of whom there is something to say."""
    await municipal(talk)
    await send(talk, MANAGER, "район.csv", DISTRICT.encode())
    await talk.press(MANAGER, "Завести 2 школы")
    await talk.press(MANAGER, "Загрузить")


async def test_in_a_school_that_was_created_nobody_is_written_to_before_its_officer_says_so(tmp_path):
    async with talking(tmp_path) as talk:
        await created(talk)
        [told] = await talk.write(MANAGER, "когда следующие напоминания в гимназии «Новая»")
        assert "Сам я пока никому не пишу: напоминания включит ответственный школы." in told
        await talk.write(MANAGER, "роли")
        async with talk.database.reading() as session:
            made = {one.name: one.settings.get("automatic") for one in await all_schools(session)}
        assert made == {OURS: None, "Лицей № 5 (пример)": False, "Гимназия «Новая»": False}


async def test_the_first_officer_of_a_created_school_is_told_that_nobody_is_written_to_yet(tmp_path):
    async with talking(tmp_path) as talk:
        await created(talk)
        [told] = await talk.write(MANAGER, "назначить ответственного в гимназии «Новая»")
        code = re.search(r": ([A-Z0-9]{8})\n", told)[1]
        [spare] = await talk.write(MANAGER, "назначить ответственного")
        again = re.search(r": ([A-Z0-9]{8})\n", spare)[1]
        hello, waits = await talk.write(STRANGER, code)
        assert hello == "Готово, доступ открыт: вы — ответственный."
        assert "педагогам пока ничего не пишу" in waits
        assert await talk.buttons(STRANGER) == ["Включить напоминания"]
        [roles] = await talk.write(STRANGER, "роли")
        assert again[:2] not in roles
        [told] = await talk.write(MANAGER, "отозвать все коды")
        assert "Ответственный в школе уже есть" in told
        await talk.press(STRANGER, "Включить напоминания")


async def test_the_first_officer_is_named_by_a_page_of_another_school(tmp_path):
    async with talking(tmp_path) as talk:
        await created(talk)
        await talk.write(MANAGER, "школа гимназия «Новая»")
        [told] = await talk.write(MANAGER, f"назначить ответственным id{ALIEVA}")
        assert told.startswith("Гимназия «Новая»:\nПредложил: ")
        [offered, *_] = await talk.said(ALIEVA)
        assert "роль «ответственный» в школе Гимназия «Новая»" in offered
        [told] = await talk.write(MANAGER, f"назначить id{BORISOV} ответственным в лицее № 5")
        assert told.startswith("Лицей № 5 (пример):\nПредложил: ")


async def test_whoever_declines_to_be_the_first_officer_is_told_of_nobody_who_hears_it(tmp_path):
    async with talking(tmp_path) as talk:
        await created(talk)
        await talk.write(MANAGER, "школа гимназия «Новая»")
        await talk.write(MANAGER, f"назначить ответственным id{ALIEVA}")
        assert (await talk.press(ALIEVA, "Нет"))[-1] == "Хорошо, роль не принимаю."


NAMELESS = "За 16.11.2026–22.11.2026\nФИО;Звонков\nТайнова Тамара Тимуровна;1\n"


async def test_whoever_has_several_schools_is_asked_whose_a_file_is_that_names_none(tmp_path):
    async with talking(tmp_path) as talk:
        await add_school(talk.database, "Лицей № 5 (пример)")
        await municipal(talk)
        await talk.write(MANAGER, "школа лицей № 5")
        _, question = await send(talk, MANAGER, "неделя.csv", NAMELESS.encode())
        assert question == "В файле не сказано, чья это статистика: выберите школу."
        assert await talk.buttons(MANAGER) == ["Лицей № 5 (пример)", OURS, "Отменить"]
        again, preview = await talk.press(MANAGER, "Лицей № 5 (пример)")
        assert again == "Хорошо, это «Лицей № 5 (пример)». Перечитываю файл…"
        assert preview.startswith("Лицей № 5 (пример):\nВот как я понял файл")
        loaded, *_ = await talk.press(MANAGER, "Загрузить")
        assert loaded.startswith("Лицей № 5 (пример):\nЗагрузил за 16–22 ноября: 1 человек")
        assert [await facts_of(talk, name) for name in (OURS, "Лицей № 5 (пример)")] == [0, 1]


async def test_whose_a_file_is_may_be_answered_only_of_ones_own_schools(tmp_path):
    async with talking(tmp_path) as talk:
        theirs = await add_school(talk.database, "Лицей № 5 (пример)")
        other = await add_school(talk.database, "Гимназия № 3 (пример)")
        async with talk.database.writing() as session:
            account = await ensure_account(session, "vk", OFFICER)
            await give_role(session, account.id, theirs.id, Role.OFFICER, MONDAY)
        await send(talk, OFFICER, "неделя.csv", NAMELESS.encode())
        assert await talk.buttons(OFFICER) == ["Лицей № 5 (пример)", OURS, "Отменить"]
        async with talk.database.reading() as session:
            number = (await session.scalar(select(Dialogue).where(Dialogue.name == "import"))).state["id"]
        [refused] = await talk.press_payload(OFFICER, {"do": "import_of", "id": number, "s": other.id})
        assert "больше нет" in refused


async def test_a_load_by_somebody_else_is_told_to_the_officers_of_the_school_once(tmp_path):
    async with talking(tmp_path) as talk:
        await add_school(talk.database, "Лицей № 5 (пример)")
        await municipal(talk)
        for row, told in (("5", "1 строка"), ("6", "изменилось 1 значение у 1 человека"), ("6", None)):
            content = f"{HEAD}{OURS};Новикова Нина Николаевна;{row}\nЛицей № 5 (пример);Тайнова Тамара Тимуровна;1\n"
            await send(talk, MANAGER, "район.csv", content.encode())
            await talk.press(MANAGER, "Загрузить")
            said = [one for one in await talk.said(OFFICER) if LOADED in one]
            assert len(said) == (told is not None)
            assert not said or told in said[0]
        await send(talk, OFFICER, "наше.csv", f"{HEAD}{OURS};Новикова Нина Николаевна;7\n".encode())
        await talk.press(OFFICER, "Загрузить")
        assert not [one for one in await talk.said(OFFICER) if LOADED in one]


async def test_a_load_by_somebody_else_at_night_is_told_in_the_morning(tmp_path):
    async with talking(tmp_path) as talk:
        await add_school(talk.database, "Лицей № 5 (пример)")
        await municipal(talk)
        talk.now = MONDAY.replace(hour=20)
        content = f"{HEAD}{OURS};Новикова Нина Николаевна;5\nЛицей № 5 (пример);Тайнова Тамара Тимуровна;1\n"
        await send(talk, MANAGER, "район.csv", content.encode())
        await talk.press(MANAGER, "Загрузить")
        assert not [one for one in await talk.said(OFFICER) if LOADED in one]
        talk.now = MONDAY.replace(hour=7) + timedelta(days=1)
        told = await talk.write(OFFICER, "привет")
        assert f"{LOADED}1 строка. Файл — «район.csv», отменить можно здесь: «загрузки»." in told
        assert not [one for one in await talk.write(OFFICER, "привет") if LOADED in one]
