"""Who asked for days without messages stands among those who are left in peace."""

from pathlib import Path

from tests.handlers.conversation import ALIEVA, OFFICER, talking


async def test_own_days_stand_in_the_list_and_where_it_is_asked_why(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "не пишите мне до 30 ноября")
        await talk.press(ALIEVA, "Не писать до 30 ноября")
        [listed] = await talk.write(OFFICER, "кого не тревожим")
        assert "Сами попросили не писать по дням: Алиева Марьям Ахмедовна — 16–30 ноября." in listed
        [why] = await talk.write(OFFICER, "почему не пишем Алиевой")
        assert "Просит не писать: 16–30 ноября." in why
