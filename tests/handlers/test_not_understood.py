"""What nobody understood: kept without names for 90 days, shown to the officer, switched off."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.understanding.reading.people.member import Member
from handlers.understanding.reading.people.roster import Roster
from handlers.understanding.unread import without_names
from storage.dialogs.not_understood import A_DAY
from storage.tables import NotUnderstood
from storage.upkeep.expiry import expire
from tests.handlers.conversation import ALIEVA, MANAGER, OFFICER, talking

SAID = "борщ фыркает"
ROSTER = Roster([Member(1, "Алиева", "Марьям", "Ахмедовна"), Member(2, "Кот", "Иван", "Олегович")])


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("борщ Алиевой остывает", "борщ … остывает"),
        ("марьям ахмедовна варит борщ", "… варит борщ"),
        ("Мышкину Льву варит борщ", "… варит борщ"),
        ("гаджимурадова и кот варят борщ", "… и … варят борщ"),
        ("звони 8 (928) 123-45-67 насчёт борща", "звони 8 … насчёт борща"),
        ("борщ на https://vk.com/alieva и @alieva", "борщ на … и …"),
        ("фирузат магомедовна варит борщ", "… варит борщ"),
        ("борщ ka7m-hc34 и KA7MHC34", "борщ … и …"),
        ("ka7m hc34", "…"),
    ],
)
def test_no_name_and_no_number_is_left(said, kept):
    assert without_names(said, ROSTER) == kept


async def kept(talk):
    async with talk.database.reading() as session:
        return [one.text for one in await session.scalars(select(NotUnderstood))]


async def test_it_is_kept_shown_and_gone_after_90_days(tmp_path):
    async with talking(tmp_path) as talk:
        assert "Непонятого нет" in (await talk.write(OFFICER, "непонятое"))[0]
        await talk.write(OFFICER, SAID)
        assert await kept(talk) == [SAID]
        [shown] = await talk.write(OFFICER, "непонятое")
        assert f"ответственный: «{SAID}»" in shown
        await expire(talk.database, talk.now + timedelta(days=89), 52)
        assert len(await kept(talk)) == 1
        await expire(talk.database, talk.now + timedelta(days=91), 52)
        assert await kept(talk) == []


async def test_what_had_to_be_asked_back_is_kept_once(tmp_path):
    async with talking(tmp_path) as talk:
        assert "Вы об этом?" in (await talk.write(OFFICER, "по Алиевой там вроде отчёт и напоминание"))[0]
        assert "другими словами" in (await talk.press(OFFICER, "Другое"))[0]
        assert await kept(talk) == ["по … там вроде отчёт и напоминание"]


async def test_it_is_switched_off_by_the_officer_and_nobody_else(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, SAID)
        await talk.write(MANAGER, "непонятое")
        await talk.write(OFFICER, "непонятое")
        assert "прежние удалил" in (await talk.press(OFFICER, "Не хранить"))[0]
        await talk.write(OFFICER, SAID)
        assert await kept(talk) == []
        assert "так решила школа" in (await talk.write(OFFICER, "непонятое"))[0]
        await talk.press(OFFICER, "Хранить непонятое")
        await talk.write(OFFICER, SAID)
        assert len(await kept(talk)) == 1


async def test_a_day_keeps_no_more_than_so_many(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            session.add_all(NotUnderstood(school_id=1, side="teacher", text="борщ", at=talk.now) for _ in range(A_DAY))
        await talk.write(ALIEVA, "борщ фыркает")
        assert len(await kept(talk)) == A_DAY
