"""While «передать, чтобы вас пока не тревожили?» waits for days, what else is said is a message of its own."""

import pytest

from tests.handlers.conversation import ALIEVA, OFFICER, talking

AWAY = "болею"
TOLD = "просит пока не тревожить"


@pytest.mark.parametrize("said", ["до 20 ноября", "наверное до пятницы", "на больничном до 20 ноября, температура"])
async def test_days_alone_are_the_answer(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, AWAY)
        await talk.write(ALIEVA, said)
        assert any(TOLD in one for one in await talk.said(OFFICER))


@pytest.mark.parametrize(
    "said",
    [
        "бываю только вторник и пятница, в другие дни не беспокоить",
        "только вторник и пятница",
        "выхожу завтра, можете снова присылать",
        "чат 6Б создавала в сентябре",
    ],
)
async def test_what_says_more_than_days_is_none(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, AWAY)
        await talk.write(ALIEVA, said)
        assert not any(TOLD in one for one in await talk.said(OFFICER))


async def test_silence_wished_after_the_last_day_begins_behind_it(tmp_path):
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(ALIEVA, "до 30 ноября работаю, потом уже не пишите")
        assert asked.startswith("Понял, с 1 декабря. Передать ответственному, чтобы он убрал вас из списка школы?")
        [told] = await talk.press(ALIEVA, "Да, передать")
        assert "До 1 декабря пишу как обычно" in told
