"""An officer's messages as they are typed at work: each is answered by what was asked, and nothing else is done."""

from pathlib import Path

import pytest

from tests.handlers.conversation import ALIEVA, OFFICER, add_person, talking, the_school


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("св", "Сводка за"),
        ("Борисову норму 3 сообщения, остальным 10", "Своей нормы одному человеку"),
        (
            "Борисов внешний совместитель. Спрашивать с него десять сообщений несправедливо, достаточно трёх.",
            "Своей нормы одному человеку",
        ),
        ("в пт сводку не шли, я на семинаре, шли в чт", "Сводка сама приходит только по пятницам"),
        ("не слишком ли часто мы им пишем?", "одно напоминание в неделю"),
        ("А они видят, что это я им пишу?", "вашего имени в них нет"),
        ("сколько процентов коллектива выполнило всё", "Всё выполнено у "),
        ("кто недоволен напоминаниями", "За последнюю неделю никто"),
        ("Кто-нибудь сегодня писал, что заболел?", "О болезни и других отсутствиях"),
        ("сводка без имён", "Сводка за"),
    ],
)
async def test_a_question_has_its_own_answer(tmp_path: Path, said: str, told: str) -> None:
    async with talking(tmp_path) as talk:
        answer, *_ = await talk.write(OFFICER, said)
        assert told in answer
        assert "Не уверен" not in answer


async def test_a_summary_for_others_names_nobody(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [named, *_] = await talk.write(OFFICER, "сводка")
        [bare, *_] = await talk.write(OFFICER, "как у нас дела на этой неделе, только без имён")
        assert "Алиева" in named
        assert "Алиева" not in bare
        await talk.write(OFFICER, "отчёт в ворде, только без имён")
        [pressed, *_] = await talk.press(OFFICER, "Сводка без имён")
        assert pressed == bare


async def test_words_that_are_there_are_not_asked_for(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [shown] = await talk.write(OFFICER, "Алиевой: жду журнал до среды. Передать дословно.")
        assert "«Жду журнал до среды" in shown
        assert "1 человеку" in shown


async def test_whoever_was_shown_last_is_answered(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "что писала Алиева")
        [shown] = await talk.write(OFFICER, "ответь ей что поправим в следующем файле")
        assert "Алиева Марьям Ахмедовна" in shown
        assert "«Поправим в следующем файле" in shown


async def test_what_she_wrote_of_an_illness_is_told_too(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "я на больничном до пятницы")
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(OFFICER)
        [told] = await talk.write(OFFICER, "что писала Алиева")
        assert "сообщение об отсутствии: по словам педагога" in told
        [away] = await talk.write(OFFICER, "кто сегодня писал, что заболел")
        assert "• Алиева Марьям Ахмедовна" in away


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("увольняюсь с 1 декабря", "• пишет об уходе из школы, 1–14 декабря"),
        ("болею с 20 по 25 ноября", "• сообщение об отсутствии: по словам педагога, 20–25 ноября"),
    ],
)
async def test_what_she_wrote_of_leaving_or_of_days_to_come_is_told_with_its_days(
    tmp_path: Path, said: str, told: str
) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, said)
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(OFFICER)
        [answer] = await talk.write(OFFICER, "что писала Алиева")
        assert told in answer


async def test_one_of_two_is_chosen_by_post_class_or_place(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        await add_person(
            talk.database, school, "Алиева Анна Павловна", 9_200_003, role="начальные классы", classes="1Б"
        )
        for words in ("ту, которая начальные классы", "1Б", "Анну", "А. П."):
            [asked] = await talk.write(OFFICER, "карточка Алиевой")
            assert "Кого вы имеете в виду?" in asked
            [card, *_] = await talk.write(OFFICER, words)
            assert card.startswith("Алиева Анна Павловна"), words


async def test_two_who_are_not_to_be_mixed_up_stay_as_they_are(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        said = "Алиева и Борисов — это разные люди, не путать"
        [told] = await talk.write(OFFICER, said)
        assert told.startswith("У меня это и так разные люди:")
        assert "Ничего не меняю" in told


async def test_the_hour_of_reminders_is_kept_as_it_was_shown(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        said = "Напоминания пусть лучше приходят часа в три, а не с утра, люди на уроках вздрагивают"
        [shown] = await talk.write(OFFICER, said)
        assert "15:00" in shown
        assert "вздрагивают" not in shown
        [done] = await talk.press(OFFICER, "Да")
        assert "15:00" in done


async def test_a_reason_that_was_not_understood_is_no_reason(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [shown] = await talk.write(OFFICER, "Борисова пока не трогайте, он обижен, пусть до понедельника отойдёт")
        assert "учесть не смогу" not in shown
        [done] = await talk.press(OFFICER, "Да")
        assert done.startswith("Хорошо, не тревожу Борисова")


async def test_a_report_for_somebody_on_a_day_says_what_it_cannot(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(OFFICER, "Отчёт директору в пятницу к 12:00")
        assert "Другому человеку файл сам не отправлю" in asked
        assert "К назначенному дню отчёт не откладываю" in asked


async def test_a_part_that_is_refused_refuses_no_order(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [answer, *_] = await talk.write(OFFICER, "Поздравьте от меня Алиеву, у неё юбилей, только не пишите возраст")
        assert "ничего не меняю" not in answer
        assert "не буду" not in answer
