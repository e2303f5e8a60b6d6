"""Several targets of one message keep each what is wanted of it and its own day; what is told of one sets none."""

from pathlib import Path

import pytest

from tests.handlers.conversation import OFFICER, talking

NONE = "не задана"


@pytest.mark.parametrize(
    ("said", "calls", "chats"),
    [
        (
            "цель по звонкам 70 процентов к 15 декабря, а по чатам 85 к 25",
            "70 % до 15 декабря 2026",
            "85 % до 25 декабря 2026",
        ),
        (
            "поставь цель по звонкам 70 процентов к 15 декабря, а по чатам 85 к 25",
            "70 % до 15 декабря 2026",
            "85 % до 25 декабря 2026",
        ),
        (
            "хочу чтобы звонки были 70 процентов к 15 декабря, а чаты 85 процентов к 25 декабря",
            "70 % до 15 декабря 2026",
            "85 % до 25 декабря 2026",
        ),
        ("звонки 60% до 15 декабря, чаты 80% до 25 декабря", "60 % до 15 декабря 2026", "80 % до 25 декабря 2026"),
        ("поставь звонки 60%, чаты 80% до 25 декабря", "60 % до 25 декабря 2026", "80 % до 25 декабря 2026"),
        ("поставь цели: звонки 60 процентов, чаты 90 к 20", "60 % до 20 ноября 2026", "90 % до 20 ноября 2026"),
        ("поставь цель чаты 30 человек к 10 декабря, звонки 20 человек к 15", NONE, NONE),
        ("поставь звонки до 60%, чаты до 90%, журнал оставь", "60 %", "90 %"),
    ],
)
async def test_each_has_its_own(tmp_path: Path, said: str, calls: str, chats: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, said)
        [told] = await talk.write(OFFICER, "цели")
        lines = told.split("\n")
        assert f"• 1 звонок за неделю: {calls}" in lines
        assert f"• Создали чаты: {chats}" in lines
        assert f"• Учителя связали ЭЖД: {NONE}" in lines


async def test_the_others_are_all_that_are_not_named_and_are_shown_once(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        said = "регистрация до 25 декабря, звонки 60 процентов к 15 декабря, остальное 90"
        [asked] = await talk.write(OFFICER, said)
        assert "• Поставить цель, Учителя в Сферуме, по 25 декабря\n" in asked
        assert "• Поставить цель, 1 звонок за неделю, по 15 декабря, 60 %" in asked
        assert "• Поставить цель, Учителя связали ЭЖД, 90 %" in asked
        lacking, told = await talk.press(OFFICER, "Да")
        assert lacking.startswith("Цели «учителя в Сферуме» пока нет")
        assert "• 1 звонок за неделю: 60 % до 15 декабря 2026" in told
        assert "• Создали чаты: 90 %" in told


@pytest.mark.parametrize(
    "said",
    [
        "мы выполнили цель по звонкам к 25 декабря",
        "цель по звонкам к 25 декабря выполнена",
        "цель по звонкам достигнута",
        "к 25 декабря мы сделали 70 процентов звонков",
        "цель по звонкам не достигнута",
    ],
)
async def test_what_is_told_of_a_target_sets_none(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "цель звонки 70 % до 20 декабря")
        [told] = await talk.write(OFFICER, said)
        assert "1 звонок за неделю: 1 из 2 (50 %), цель 70 %" in told
        assert "• 1 звонок за неделю: 70 % до 20 декабря 2026" in (await talk.write(OFFICER, "цели"))[0]


async def test_where_others_have_a_target_it_is_not_said_that_none_is_set(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "цель по чатам 80 % к 25 декабря")
        [said] = await talk.write(OFFICER, "успеваем ли по звонкам")
        assert "Цели поставлены по другим показателям: создали чаты." in said
        assert "Цели пока не поставлены" not in said
