"""«Исаеву звонить не надо, Петрову напомни про чат»: whoever is not meant is not written to."""

from datetime import timedelta

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


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Исаеву надо чат, звонить не надо", "(без групповых чатов)"),
        ("Исаеву надо звонок, а чат не надо", "(без звонка за неделю)"),
        ("напомни Исаеву про чат, а про звонок не надо", "(без групповых чатов)"),
        ("Исаеву про чат напомни, про звонок не напоминай", "(без групповых чатов)"),
        ("напомни Исаеву не про чат, а про звонок", "(без звонка за неделю)"),
        ("не про звонок, а про чат напомни Исаеву", "(без групповых чатов)"),
        ("напомни Исаеву только про звонок, без чата", "(без звонка за неделю)"),
        ("напомни Исаеву про чат, но не про звонок и журнал", "(без групповых чатов)"),
        ("Исаеву звонить не надо, напомни про чат", "(без групповых чатов)"),
        ("напомни Исаеву про чат, про звонок я ему сама скажу", "(без групповых чатов)"),
        ("напомни всем про звонок, про чат пока не надо", "«Без звонка за неделю»"),
        ("напомни всем про чат, а звонки не трогай", "«Без групповых чатов»"),
    ],
)
async def test_of_two_things_only_what_is_meant_is_reminded_of(tmp_path, said, shown):
    async with talking(tmp_path) as talk:
        await staff(talk)
        answers = await talk.write(OFFICER, said)
        assert len(answers) == 1
        assert shown in answers[0].partition("\n")[0]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("напомни всем обо всём, кроме звонков", "кроме звонков"),
        ("напомни всем, но про звонок не надо", "про звонок не надо"),
        ("напомни Исаеву обо всём кроме чата", "кроме чата"),
        ("напомни тем, кто без чата, про звонок", "кто без чата"),
        ("тем, у кого нет чата, напомни про звонок", "у кого нет чата"),
        ("напомни Исаеву завтра в 10, Омаровой в 12", "в 12"),
        ("напомни математикам завтра в 10:30, а Исаеву в 12", "в 12"),
    ],
)
async def test_what_cannot_be_left_out_is_said(tmp_path, said, left):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [asked] = await talk.write(OFFICER, said)
        assert asked.startswith("Понял так: Напомнить")
        assert f"А «{left}» учесть не смогу. Сделать без этого?" in asked


async def test_a_thing_that_is_let_off_for_good_is_a_wish_beside_the_reminder(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        shown, later = await talk.write(OFFICER, "напомни Исаеву про чат, про звонок больше не напоминай")
        assert shown.startswith("Напомнить Исаеву Руслану Магомедовичу (без групповых чатов)")
        assert later == "Отдельно, когда решите с напоминанием: Не тревожить: Исаев, только про: звонок."


async def test_of_several_questions_each_waits_for_its_answer(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "напомни Исаеву про звонок, Петров на больничном до пятницы")
        *_, done = await talk.press(OFFICER, "Отправить: 1")
        assert "не действует" not in done
        asked, later = await talk.write(OFFICER, "Петров на больничном до пятницы, напомни Омаровой про звонок")
        assert asked.startswith("Понял так: Не тревожить Петрова")
        assert later.startswith("Отдельно, когда решите с этим: Напомнить")
        [done] = await talk.press(OFFICER, "Да")
        assert done.startswith("Хорошо, не тревожу Петрова")
        [shown] = await talk.press(OFFICER, "Потом — это")
        assert shown.startswith("Напомнить Омаровой")


async def test_what_waits_for_a_yes_is_offered_behind_a_question_of_another(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await add_person(talk.database, await the_school(talk), "Петров Иван Ильич", 9_200_009, calls=0)
        asked, later = await talk.write(OFFICER, "не тревожь никого кроме Петрова до пятницы, Исаев уволился")
        assert asked.startswith("Кого не считать?")
        assert later.startswith("Отдельно, когда решите с этим:")
        assert "Исаев" in later


async def test_nothing_is_offered_by_a_button_before_it_is_clear_whom_it_spares(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await add_person(talk.database, await the_school(talk), "Петров Иван Ильич", 9_200_009, calls=0)
        shown, later = await talk.write(OFFICER, "напомни Исаеву про чат, не тревожь никого кроме Петрова до пятницы")
        assert shown.startswith("Напомнить Исаеву")
        assert later.endswith("Напишите об этом потом ещё раз.")
        assert "keyboard" not in (await talk.messages(OFFICER))[-1]


async def test_an_announcement_that_waits_behind_a_question_keeps_its_words(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        _, later = await talk.write(OFFICER, "Исаев на больничном до пятницы, передай всем, что завтра педсовет")
        assert later == "Отдельно, когда решите с этим: Объявление: все."
        await talk.press(OFFICER, "Да")
        talk.now += timedelta(days=1)
        [shown] = await talk.press(OFFICER, "Потом — это")
        assert "«Завтра педсовет»" in shown
        assert "⚠ В словах есть «завтра»" in shown
        await talk.press(OFFICER, "Отмена")
        long = (
            "завтра педсовет в 14 в кабинете директора и проверка журналов за первую четверть с обсуждением олимпиады"
        )
        *_, later = await talk.write(OFFICER, f"Петров на больничном до пятницы. Передай всем, что {long} и {long}")
        assert later == "Отдельно, когда решите с этим: Объявление: все. Напишите об этом потом ещё раз."
