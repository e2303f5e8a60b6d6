"""«Верни всех кроме …», «не тревожь математиков»: an exception is never dropped, and a group is a group."""

import pytest
from sqlalchemy import select

from storage.tables import Account, Person
from tests.handlers.conversation import OFFICER, add_person, talking, the_school

STAFF = (
    ("Исаев Руслан Магомедович", "учитель математики"),
    ("Петрова Пелагея Ильинична", "учитель математики"),
    ("Омарова Патимат Исаевна", "учитель химии"),
)


async def staff(talk):
    school = await the_school(talk)
    for place, (name, role) in enumerate(STAFF):
        await add_person(talk.database, school, name, 9_200_001 + place, role=role, calls=0, registered=True)


async def at_rest(talk):
    await staff(talk)
    for said in (
        "исключить Исаева до 1 декабря отпуск",
        "исключить Петрову до 25 ноября больничный",
        "исключить Омарову до 25 ноября командировка",
    ):
        await talk.write(OFFICER, said)


@pytest.mark.parametrize(
    ("said", "shown", "names"),
    [
        ("верни всех кроме Исаева", "(кроме: Исаев Р. М.)", ["Омарова", "Петрова"]),
        ("вернуть всех, кроме Исаева и Петровой", "(кроме: Исаев Р. М., Петрова П. И.)", ["Омарова"]),
        ("верни всех кроме математиков", "(кроме: математика)", ["Омарова"]),
        ("верни всех кроме больных", "(кроме: больничный)", ["Исаев", "Омарова"]),
        ("верни всех, кто в командировке", "(командировка)", ["Омарова"]),
        ("верни всех", "", ["Исаев", "Омарова", "Петрова"]),
    ],
)
async def test_whoever_is_left_out_does_not_come_back_with_all(tmp_path, said, shown, names):
    async with talking(tmp_path) as talk:
        await at_rest(talk)
        [asked] = await talk.write(OFFICER, said)
        title, *lines = asked.split("\n")
        told = f" {shown}" if shown else ""
        people = "человек" if len(lines) == 1 else "человека"
        assert title == f"Вернуть в напоминания всех, кого не тревожу{told}? Это {len(lines)} {people}:"
        assert [one.split()[1] for one in lines] == names
        yes = (await talk.buttons(OFFICER))[0]
        assert await talk.press(OFFICER, yes) == [f"Вернул в напоминания: {len(lines)} {people}."]
        [left] = await talk.write(OFFICER, "кого не тревожим")
        stay = [name.split()[0] for name, _ in STAFF if name.split()[0] not in names]
        assert [one for one in ("Исаев", "Петрова", "Омарова") if one in left] == stay


async def test_an_exception_that_is_on_no_list_is_asked_about(tmp_path):
    async with talking(tmp_path) as talk:
        await at_rest(talk)
        [asked] = await talk.write(OFFICER, "верни всех кроме Лаптевой")
        assert asked.startswith("Не нашёл в списке школы, кого не считать: «Лаптевой». Пока ничего не делал")
        [asked] = await talk.write(OFFICER, "напомни всем кроме Лаптевой")
        assert asked.startswith("Не нашёл в списке школы, кого не считать: «Лаптевой».")
        await talk.write(OFFICER, "верни Исаева, Петрову и Омарову")
        [none] = await talk.write(OFFICER, "верни всех кроме Исаева")
        assert none == "Сейчас никто не освобождён от напоминаний: возвращать некого."


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("напомни всем кроме Январёвой про звонок", "Январёвой"),
        ("напомни всем кроме лаптевой ольги петровны", "лаптевой ольги петровны"),
        ("напомни всем про звонок, а Борисовой нет", "Борисовой"),
        ("Борисовой не надо, напомни всем про звонок", "Борисовой"),
        ("Лаптевой Ольге не надо, напомни всем про звонок", "Лаптевой Ольге"),
        ("напомни всем про звонок, только не Борисовой", "Борисовой"),
        ("напомни математикам про звонок, Лаптеву не трогай", "Лаптеву"),
    ],
)
async def test_however_an_exception_is_told_a_strange_name_is_asked_about(tmp_path, said, name):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [asked] = await talk.write(OFFICER, said)
        assert asked.startswith(f"Не нашёл в списке школы, кого не считать: «{name}». Пока ничего не делал")


async def test_nobody_but_those_who_are_left_out_is_back_already(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "исключить Исаева до 1 декабря отпуск")
        [none] = await talk.write(OFFICER, "верни всех кроме Исаева")
        assert none == "Из тех, кого не тревожу, таких нет: возвращать некого."


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "не тревожь математиков до 25 ноября",
            "Не тревожить Исаева Руслана Магомедовича и Петрову Пелагею Ильиничну (математика) — до 25.11?",
        ),
        (
            "не тревожь математиков кроме Исаева до 25 ноября",
            "Не тревожить Петрову Пелагею Ильиничну (математика, кроме: Исаев Р. М.) — до 25.11?",
        ),
        (
            "исключи всех кроме математиков до 25 ноября",
            "Не тревожить Алиеву Марьям Ахмедовну, Борисова Бориса Олеговича и Омарову Патимат Исаевну "
            "(кроме: математика) — до 25.11?",
        ),
        (
            "не тревожь никого кроме Исаева до 25 ноября",
            "Не тревожить Алиеву Марьям Ахмедовну, Борисова Бориса Олеговича, Омарову Патимат Исаевну и "
            "Петрову Пелагею Ильиничну (кроме: Исаев Р. М.) — до 25.11?",
        ),
    ],
)
async def test_a_group_is_left_in_peace_and_not_the_school(tmp_path, said, shown):
    async with talking(tmp_path) as talk:
        await staff(talk)
        assert await talk.write(OFFICER, said) == [shown]


async def test_who_is_sick_are_the_sick(tmp_path):
    async with talking(tmp_path) as talk:
        await at_rest(talk)
        [shown] = await talk.write(OFFICER, "кто на больничном")
        assert shown.split("\n") == [
            "Не тревожу (больничный):",
            "• Петрова Пелагея Ильинична: больничный, до 25 ноября",
            "Всего не тревожу 3 человек, по всем причинам.",
        ]
        assert await talk.buttons(OFFICER) == ["Кого не тревожим"]
        [shown] = await talk.write(OFFICER, "кто в декрете")
        assert shown.startswith("С причиной «декрет» никто не записан.")
        await talk.write(OFFICER, "верни Исаева и Петрову")
        [shown] = await talk.write(OFFICER, "кто в отпуске и на больничном")
        assert shown.startswith("С причиной «отпуск» или «больничный» никто не записан.")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("напомни всем кроме Омаровой и тех, кто на больничном", "«Все долги — кроме: Омарова П. И.»"),
        ("напомни всем, кроме тех, кто на больничном", "всем, у кого что-то осталось"),
        ("напомни всем, кто не на больничном", "всем, у кого что-то осталось"),
        ("напомни тем, кто не в отпуске, про звонок", "«Без звонка за неделю»"),
        ("кто без звонка и не на больничном", "Без звонка за неделю — кроме: кого не тревожим: 3 человека."),
        ("кто без звонка, кроме больных и Омаровой", "кроме: Омарова П. И., кого не тревожим: 2 человека."),
    ],
)
async def test_whoever_is_away_is_left_out_where_that_is_said(tmp_path, said, shown):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "исключить Исаева до 25 ноября больничный")
        [answer] = await talk.write(OFFICER, said)
        assert shown in answer.partition("\n")[0]
        assert "Исаев Р" not in answer


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("напомни всем, математикам не надо", "«Все долги — кроме: математика»"),
        ("напомни всем про звонок, Омаровой и математикам не надо", "кроме: математика, Омарова П. И.»"),
        ("напомни всем про звонок без Лаптевой", "Не нашёл в списке школы, кого не считать: «Лаптевой»."),
    ],
)
async def test_however_many_are_left_out_and_however(tmp_path, said, shown):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [answer] = await talk.write(OFFICER, said)
        assert shown in answer


async def test_an_announcement_to_those_who_are_told_by_a_clause(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "исключить Исаева до 25 ноября отпуск")
        [shown] = await talk.write(OFFICER, "передай всем, кто не в отпуске, что завтра совещание")
        assert "«Завтра совещание»" in shown
        assert "Исаев Р" not in shown
        [asked] = await talk.write(OFFICER, "передай всем, кто не сдал отчёт, что срок завтра")
        assert asked == "Понял так: Объявление: все. А «кто не сдал отчёт» учесть не смогу. Сделать без этого?"
        [shown] = await talk.press(OFFICER, "Да")
        assert "«Срок завтра»" in shown


async def test_whoever_speaks_of_themselves_is_named(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        await add_person(talk.database, school, "Петрова Пелагея Ильинична", 9_200_007)
        said = "скажи Петровой, чтобы зашла ко мне"
        [shown] = await talk.write(OFFICER, said)
        assert "⚠ Передам дословно, а кто это «мне», из слов не видно: допишите, пожалуйста, имя." in shown
        await listed_officer(talk)
        [shown] = await talk.write(OFFICER, said)
        assert "«Просили передать, чтобы зашла ко мне\n\nОт кого: Ответова Ольга Ивановна»" in shown
        assert "⚠" not in shown


async def listed_officer(talk):
    person = await add_person(talk.database, await the_school(talk), "Ответова Ольга Ивановна")
    async with talk.database.writing() as session:
        account = (await session.scalars(select(Account).where(Account.external_id == OFFICER))).one()
        (await session.get_one(Person, person)).account_id = account.id
