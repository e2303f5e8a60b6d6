"""One number, one answer: whoever asks, and in whatever words."""

import re

from tests.handlers.conversation import OFFICER, add_person, talking, the_school


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
            assert "Ещё 1 из списка той недели уже не работает." in told[words]
