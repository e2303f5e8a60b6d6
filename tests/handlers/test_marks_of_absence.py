"""Of two marks of absence of one person, the file's and an officer's, the later word is what holds."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from storage.people.exemptions import FILE_MARK
from storage.tables import Exemption
from tests.handlers.conversation import ALIEVA, BORISOV, OFFICER, Conversation, talking
from tests.handlers.test_files import send


@pytest.mark.parametrize(
    ("until", "lines"),
    [
        ("10 декабря", ["больничный, до 10 декабря"]),
        ("20 ноября", ["больничный, до 20 ноября"]),
    ],
)
async def test_a_mark_of_the_file_ends_with_the_officers_later_word(
    tmp_path: Path, until: str, lines: list[str]
) -> None:
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            span = {"starts_on": date(2026, 11, 16), "ends_on": date(2026, 11, 29)}
            session.add(Exemption(person_id=1, reason=FILE_MARK, **span))
        await talk.agree(OFFICER, f"исключить Алиеву до {until} больничный")
        [resting] = await talk.write(OFFICER, "кого не тревожим")
        assert [one.partition("Ахмедовна: ")[2] for one in resting.splitlines() if "Алиева" in one][
            : len(lines)
        ] == lines
        assert resting.count("Алиева М") == len(lines)
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        assert [one for one in card.splitlines() if "Не тревожим" in one] == [f"Не тревожим: {one}." for one in lines]


async def test_a_word_that_begins_later_takes_nothing_from_the_file(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            span = {"starts_on": date(2026, 11, 16), "ends_on": date(2026, 11, 29)}
            session.add(Exemption(person_id=1, reason=FILE_MARK, **span))
        await talk.agree(OFFICER, "исключить Алиеву с 23 ноября по 10 декабря отпуск")
        [resting] = await talk.write(OFFICER, "кого не тревожим")
        assert FILE_MARK in resting
        assert "отпуск" in resting


async def test_a_mark_that_goes_on_after_an_earlier_word_stands_beside_it(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "исключить Алиеву до 20 ноября больничный")
        async with talk.database.writing() as session:
            span = {"starts_on": date(2026, 11, 16), "ends_on": date(2026, 11, 29)}
            session.add(Exemption(person_id=1, reason=FILE_MARK, **span))
        [resting] = await talk.write(OFFICER, "кого не тревожим")
        lines = [one.partition("Ахмедовна: ")[2] for one in resting.splitlines() if "Алиева" in one]
        assert sorted(lines) == sorted([f"{FILE_MARK}, до 29 ноября", "больничный, до 20 ноября"])


FILE = f"""Статистика за {{}}
id;ФИО;Должность;Зарегистрирован;Создано чатов;Сообщений в чатах;Звонков
{ALIEVA};Алиева Марьям Ахмедовна;учитель{{}};да;1;4;0
{BORISOV};Борисов Борис Олегович;учитель;да;2;12;1
"""
STILL = "В данных по-прежнему отмечено отсутствие: Алиева Марьям Ахмедовна."


async def _week(talk: Conversation, mark: str = " (декрет)") -> str:
    """The file of the week before; what was said before it was loaded."""
    talk.now += timedelta(days=7)
    monday = talk.now.date() - timedelta(days=7 + talk.now.weekday())
    week = f"{monday:%d.%m.%Y}–{monday + timedelta(days=6):%d.%m.%Y}"
    said = await send(talk, OFFICER, f"{monday}.csv", FILE.format(week, mark).encode())
    await talk.press(OFFICER, "Загрузить")
    await talk.said(ALIEVA)
    return "\n".join(said)


async def _rests(talk: Conversation) -> bool:
    return "Алиева" in (await talk.write(OFFICER, "кого не тревожим"))[0]


async def test_a_file_that_goes_on_marking_does_not_outlast_the_officers_word(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        assert "Алиева" not in (await talk.write(OFFICER, "кого не тревожим"))[0]
        await _week(talk)  # 23 November
        await talk.agree(OFFICER, "исключить Алиеву до 10 декабря больничный")
        for _ in range(2):  # 30 November, 7 December
            assert STILL not in await _week(talk)
            assert "больничный, до 10 декабря" in (await talk.write(OFFICER, "кого не тревожим"))[0]
        talk.now += timedelta(days=4)  # 11 December
        assert not await _rests(talk)
        talk.now -= timedelta(days=4)
        assert STILL in await _week(talk)  # 14 December
        assert not await _rests(talk)
        assert STILL not in await _week(talk)  # it is said once
        assert not await _rests(talk)


async def test_a_new_absence_in_the_file_counts_again(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _week(talk)
        await talk.agree(OFFICER, "исключить Алиеву до 1 декабря больничный")
        await _week(talk)
        await _week(talk, mark=" (вышла из декрета)")
        assert not await _rests(talk)
        await _week(talk)
        assert FILE_MARK in (await talk.write(OFFICER, "кого не тревожим"))[0]


async def test_a_mark_after_more_than_three_weeks_without_one_is_a_new_one(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _week(talk)
        await talk.agree(OFFICER, "верни Алиеву")
        await _week(talk)
        talk.now += timedelta(days=14)
        await _week(talk)
        assert not await _rests(talk)
        talk.now += timedelta(days=21)
        await _week(talk)
        assert FILE_MARK in (await talk.write(OFFICER, "кого не тревожим"))[0]


async def test_a_word_that_is_taken_back_leaves_the_files_mark(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _week(talk)
        await talk.agree(OFFICER, "исключить Алиеву до 1 декабря больничный")
        await talk.press(OFFICER, "Вернуть")
        await _week(talk)
        assert FILE_MARK in (await talk.write(OFFICER, "кого не тревожим"))[0]


async def test_a_word_that_is_taken_back_gives_the_mark_the_days_it_had(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _week(talk)
        await talk.agree(OFFICER, "исключить Алиеву до 24 ноября больничный")
        await talk.press(OFFICER, "Вернуть")
        assert f"{FILE_MARK}, до 7 декабря" in (await talk.write(OFFICER, "кого не тревожим"))[0]


async def test_another_word_that_is_taken_back_does_not_silence_whom_the_officer_had_brought_back(
    tmp_path: Path,
) -> None:
    async with talking(tmp_path) as talk:
        await _week(talk)
        talk.now += timedelta(days=2)
        await talk.agree(OFFICER, "верни Алиеву")
        await talk.agree(OFFICER, "исключить Алиеву до 1 декабря больничный")
        await talk.press(OFFICER, "Вернуть")
        talk.now -= timedelta(days=2)
        await _week(talk)
        assert not await _rests(talk)


async def test_a_file_that_is_undone_and_loaded_anew_does_not_silence_whom_the_officer_has_brought_back(
    tmp_path: Path,
) -> None:
    async with talking(tmp_path) as talk:
        await _week(talk)
        await talk.agree(OFFICER, "верни Алиеву")
        await talk.write(OFFICER, "отменить загрузку")
        await talk.press(OFFICER, "Отменить загрузку целиком")
        talk.now -= timedelta(days=7)
        await _week(talk)
        assert not await _rests(talk)


@pytest.mark.parametrize("back", ["верни Алиеву", "вернуть Алиеву"])
async def test_whom_the_officer_brings_back_no_file_silences_again(tmp_path: Path, back: str) -> None:
    async with talking(tmp_path) as talk:
        await _week(talk)
        talk.now += timedelta(days=2)
        [said] = await talk.agree(OFFICER, back)
        assert "снова в напоминаниях" in said
        assert not await _rests(talk)
        talk.now -= timedelta(days=2)
        assert STILL in await _week(talk)
        assert not await _rests(talk)
        said = await _week(talk)
        assert STILL not in said
        assert "о ком вы позже сказали сами (вернули или назвали свой срок), с теми всё так, как вы сказали" in said
        assert not await _rests(talk)


async def test_a_return_that_is_taken_back_leaves_the_files_mark_as_it_was(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _week(talk)
        await talk.agree(OFFICER, "верни Алиеву")
        await talk.press(OFFICER, "Снова не тревожить")
        assert f"{FILE_MARK}, до 7 декабря" in (await talk.write(OFFICER, "кого не тревожим"))[0]
        assert STILL not in await _week(talk)
        assert f"{FILE_MARK}, до 14 декабря" in (await talk.write(OFFICER, "кого не тревожим"))[0]


async def test_whom_the_file_marks_is_named_where_a_reason_is_asked_for(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            span = {"starts_on": date(2026, 11, 16), "ends_on": date(2026, 11, 29)}
            session.add(Exemption(person_id=1, reason=FILE_MARK, **span))
        told = "\n".join(await talk.write(OFFICER, "кто в декрете"))
        assert "Отмечены в файле статистики" in told
        assert "Алиева" in told
