"""One number, one answer: whoever asks, and in whatever words."""

import re
from datetime import UTC, datetime

from handlers.overview.over_weeks import UNTOLD
from handlers.settings.targets import NOT_SHARES
from handlers.teacher.figures_in_words import ALL_DONE, NOT_ALL_KNOWN
from storage.schools.registry import all_schools
from tests.handlers.conversation import ALIEVA, BORISOV, OFFICER, add_person, talking, the_school
from tests.handlers.test_files import send


async def test_who_left_after_the_week_stays_in_its_figures_wherever_they_are_told(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Уходова Нина Ильинична", registered=False)
        await talk.write(OFFICER, "Уходова больше не работает")
        await talk.press(OFFICER, "Да, больше не работает")
        told = {
            words: (await talk.write(OFFICER, words))[0]
            for words in ("сводка", "сколько нас", "сколько зарегистрировано")
        }
        assert {re.findall(r"в Сферуме: (\d+ из \d+ \(\d+ %\))", one)[0] for one in told.values()} == {"2 из 3 (67 %)"}
        assert "В списке школы 2 человека." in told["сколько нас"]
        for words in ("сводка", "сколько нас"):
            assert "Ещё 1 из файла той недели в списке школы уже нет." in told[words]


async def test_already_done_is_thanked_for_only_as_far_as_the_file_tells(tmp_path):
    async with talking(tmp_path) as talk:
        head = "Статистика за 16.11.2026–22.11.2026\nid;ФИО;Зарегистрирован;Создано чатов;Сообщений в чатах;ЭЖД связан"
        untold = f"{head}\n{ALIEVA};Алиева Марьям Ахмедовна;да;1;11;да\n"
        await send(talk, OFFICER, "Без звонков.csv", untold.encode())
        await talk.press(OFFICER, "Загрузить")
        for asked in ("уже сделано", "мои показатели"):
            told = "\n".join(await talk.write(ALIEVA, asked))
            assert ALL_DONE not in told
            assert NOT_ALL_KNOWN.format(titles="звонок") in told


async def test_why_nobody_is_reminded_is_told_of_those_who_were_meant(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        chatless = {"registered": True, "group_chats": 0, "group_messages": 12, "calls": 1, "journal_linked": True}
        await add_person(talk.database, school, "Бесчатова Анна Ивановна", **chatless)
        await add_person(talk.database, school, "Ушедшая Нина Ильинична", **chatless)
        await talk.write(OFFICER, "Ушедшая больше не работает")
        await talk.press(OFFICER, "Да, больше не работает")
        lists = {
            "напомни тем, кто без чатов": 1,
            "напомни Бесчатовой и Борисову": 2,
            "напомнить всем": 2,
        }
        for words, people in lists.items():
            answer = (await talk.write(OFFICER, words))[-1]
            counted = [int(one) for one in re.findall(r"^• .* — (\d+)$", answer, re.MULTILINE)]
            assert sum(counted) == people, answer


async def test_what_a_week_does_not_tell_stands_as_a_dash_in_the_course_of_the_weeks(tmp_path):
    head = "id;ФИО;Зарегистрирован;Создано чатов;Сообщений в чатах;ЭЖД связан"
    weeks = {"16.11.2026–22.11.2026": ("", ""), "23.11.2026–29.11.2026": (";Звонков", ";1")}
    async with talking(tmp_path) as talk:
        talk.now = datetime(2026, 11, 30, 8, tzinfo=UTC)
        for days, (calls, call) in weeks.items():
            file = f"Статистика за {days}\n{head}{calls}\n{ALIEVA};Алиева Марьям Ахмедовна;да;1;11;да{call}\n"
            await send(talk, OFFICER, f"{days}.csv", file.encode())
            await talk.press(OFFICER, "Загрузить")
        told = (await talk.write(OFFICER, "динамика"))[0].splitlines()
        assert "• 1 звонок за неделю: 1 → — → 1" in told
        assert told[-1] == UNTOLD


async def test_every_row_of_the_course_of_the_weeks_begins_with_the_same_week(tmp_path):
    head = "id;ФИО;Зарегистрирован;Создано чатов;Сообщений в чатах;Звонков"
    async with talking(tmp_path) as talk:
        talk.now = datetime(2026, 11, 23, 8, tzinfo=UTC)
        row = f"{ALIEVA};Алиева Марьям Ахмедовна;да;1;11;1;да"
        file = f"Статистика за 16.11.2026–22.11.2026\n{head};ЭЖД связан\n{row}\n"
        await send(talk, OFFICER, "Статистика.csv", file.encode())
        await talk.press(OFFICER, "Загрузить")
        told = (await talk.write(OFFICER, "динамика"))[0].splitlines()
        assert "• Учителя связали ЭЖД: — → 1" in told
        assert any(line.startswith("• 1 звонок за неделю:") and line.count("→") == 1 for line in told)
        assert "• Ученики в Сферуме: нет данных" in told


async def test_targets_say_the_schools_own_word_and_which_of_them_an_order_for_all_leaves_alone(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            (await all_schools(session))[0].journal_name = "Элжур"
        told = (await talk.agree(OFFICER, "цели 90 %"))[-1]
        assert "• Учителя связали «Элжур»: 90 %" in told
        assert "• Учителя в Сферуме: не задана" in told
        assert NOT_SHARES in told
        assert NOT_SHARES not in (await talk.write(OFFICER, "цели"))[0]
        assert "В вашей школе это Элжур." in (await talk.write(ALIEVA, "что такое эжд"))[0]


async def test_a_report_is_called_by_the_weeks_it_shows(tmp_path):
    async with talking(tmp_path) as talk:
        [said, *_] = await talk.write(OFFICER, "отчёт за ноябрь в ворде")
        assert said == "Готовлю отчёт за 1–30 ноября (недели 9–15 ноября), минутку…"


async def test_every_movement_is_told_the_largest_first(tmp_path):
    async with talking(tmp_path) as talk:
        head = "id;ФИО;Зарегистрирован;Создано чатов;Сообщений в чатах;Звонков;ЭЖД связан"
        people = [f"{ALIEVA};Алиева Марьям Ахмедовна;да;1;11;1;да", f"{BORISOV};Борисов Борис Олегович;да;1;12;1;да"]
        people += [";Новикова Нина Николаевна;да;0;12;1;нет"]
        await send(
            talk, OFFICER, "Статистика.csv", "\n".join(["Статистика за 16.11.2026–22.11.2026", head, *people]).encode()
        )
        await talk.press(OFFICER, "Загрузить")
        told = (await talk.write(OFFICER, "сводка"))[0]
        grown = re.findall(r", \+(\d+)", told.partition("С 9–15 ноября")[0])
        named = re.findall(r" \+(\d+)", next(line for line in told.splitlines() if line.startswith("С 9–15 ноября")))
        assert len(grown) > 2
        assert sorted(grown, reverse=True) == named


async def test_whether_all_will_be_in_time_speaks_of_the_registration_too(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Новикова Нина Николаевна", registered=False)
        await talk.agree(OFFICER, "срок регистрации 1 декабря")
        for words in ("мы успеваем?", "мы успеваем к первому декабря?"):
            told = "\n".join(await talk.write(OFFICER, words))
            assert "До срока регистрации (1 декабря) осталось 15 дней. Не зарегистрирован: 1 человек." in told, words


async def test_the_summary_of_an_earlier_week_says_nothing_of_now_and_leads_to_that_weeks_list(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for number in range(4):
            await add_person(
                talk.database, school, f"Долгова-{'АБВГ'[number]} Нина Ильинична", calls=0, registered=True
            )
        assert "Не могу написать: " in (await talk.write(OFFICER, "сводка"))[0]
        talk.now = datetime(2026, 11, 23, 8, tzinfo=UTC)
        head = "Статистика за 16.11.2026–22.11.2026\nid;ФИО;Зарегистрирован;Создано чатов;Сообщений в чатах;Звонков"
        await send(talk, OFFICER, "Статистика.csv", f"{head}\n{ALIEVA};Алиева Марьям Ахмедовна;да;1;11;0\n".encode())
        await talk.press(OFFICER, "Загрузить")
        told = (await talk.write(OFFICER, "сводка за 9–15 ноября"))[0]
        assert "Не могу написать" not in told
        count, words = re.findall(r"Всего с долгами: (\d+) \w+ — «(все долги за 9–15 ноября)»", told)[0]
        assert (await talk.write(OFFICER, words))[0].startswith(f"Все долги: {count} ")
