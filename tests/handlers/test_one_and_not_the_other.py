"""«Исаеву звонить не надо, Петрову напомни про чат»: whoever is not meant is not written to."""

import pytest

from tests.handlers.conversation import OFFICER, add_person, talking, the_school


async def staff(talk):
    school = await the_school(talk)
    for place, name in enumerate(("Исаев Руслан Магомедович", "Петров Пётр Ильич", "Омарова Патимат Исаевна")):
        await add_person(talk.database, school, name, 9_200_001 + place, calls=0, group_chats=0, registered=True)


_BUT_HIM = "Напомнить по списку «Без групповых чатов — кроме: Исаев Р. М.»"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Исаеву звонить не надо, Петрову напомни про чат", "Напомнить Петрову Петру Ильичу (без групповых чатов),"),
        ("Исаеву не звони, а Петрову напомни про чат", "Напомнить Петрову Петру Ильичу (без групповых чатов),"),
        ("Исаеву про журнал не надо, Петрову про чат напомни", "Напомнить Петрову Петру Ильичу (без групповых чатов),"),
        ("Исаеву сама скажу, Петрову напомни про чат", "Напомнить Петрову Петру Ильичу (без групповых чатов),"),
        ("Исаеву нет, а Петрову напомни про чат", "Напомнить Петрову Петру Ильичу (без групповых чатов),"),
        ("Исаеву не надо, напомни всем про чат", _BUT_HIM),
        ("напомни всем про чат, Исаеву уже сказала", _BUT_HIM),
        ("напомни всем про чат, Исаева оставь в покое", _BUT_HIM),
        ("Исаева оставь в покое, напомни всем про чат", _BUT_HIM),
        (
            "напомни всем про чат, Исаева сама предупрежу",
            _BUT_HIM,
        ),
        (
            "напомни всем про чат, Исаева предупредила сама",
            _BUT_HIM,
        ),
        (
            "Исаеву звонить не надо, остальным напомни",
            "Напомнить по списку «Без звонка за неделю — кроме: Исаев Р. М.»",
        ),
    ],
)
async def test_of_two_only_who_is_meant_is_written_to(tmp_path, said, shown):
    async with talking(tmp_path) as talk:
        await staff(talk)
        answers = await talk.write(OFFICER, said)
        assert len(answers) == 1
        assert answers[0].startswith(shown)


@pytest.mark.parametrize(
    "said",
    [
        "без Исаева",
        "Исаеву не надо",
        "Исаеву нет, а Петрову да",
        "всем кроме Исаева, ему я сам скажу",
        "Исаеву сама скажу",
        "убери Исаева",
        "только не Исаеву",
    ],
)
async def test_somebody_is_left_out_of_the_round_that_is_shown(tmp_path, said):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "напомни всем про чат завтра в 10")
        [shown] = await talk.write(OFFICER, said)
        assert shown.startswith("Напомнить по списку «Без групповых чатов — кроме: Исаев Р. М.»: 2 людям")
        assert "Когда: вторник, 17 ноября, с 10:00." in shown
        assert "Отправить: 2" in await talk.buttons(OFFICER)
