"""Leaflets: who gets one, what is on the page, and that it survives long names and black-and-white printers."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from nudges.names import PersonName
from reports.printed.leaflets import Leaflet, SchoolLeaflets, draw_leaflets, grouped, make_leaflets
from storage.people.codes import find_invitation, looks_like_code, random_code, tidy_code
from storage.people.registry import link
from storage.people.roles import Role, give_role
from storage.tables import Account, Exemption, Invitation, Person
from tests.reports.paper import codes, font_files, lines, outermost, page_count, squeezed, texts, used_fonts
from tests.reports.school import NOON, WEEK, add_list, add_people, add_school

TODAY = date(2026, 11, 17)
LINK = "https://vk.me/club219000001"
LONG = "Выдумкина-Константинопольская Александра-Виктория-Елизавета Мухаммадшарифджоновна кызы"
A4_HEIGHT = 841.89


def in_vk(code: str) -> dict[str, str]:
    return {"vk": f"{LINK}?ref={code}"}


def in_both(code: str) -> dict[str, str]:
    return in_vk(code) | {"max": f"https://max.ru/primer_bot?start={code}"}


def leaflet(number: int = 0, name: str = "Выдумкина Марьям Ахмедовна", **changes) -> Leaflet:
    code = f"K7MF{number:04d}"
    made = Leaflet(PersonName.read(name), "учитель физики, 7Б", False, code, in_vk(code), date(2027, 1, 14))
    return replace(made, **changes)


def sheet(*leaflets: Leaflet, **changes) -> SchoolLeaflets:
    made = SchoolLeaflets("МБОУ «Школа Примерная № 1»", "Ответова Ольга Петровна", "214", None, leaflets)
    return replace(made, **changes)


def draw(folder: Path, *schools: SchoolLeaflets) -> Path:
    path = folder / "leaflets.pdf"
    with path.open("wb") as file:
        draw_leaflets(schools, file)
    return path


@pytest.mark.parametrize(("people", "pages"), [(1, 1), (2, 1), (3, 2), (20, 10)])
def test_two_leaflets_go_on_a_page(tmp_path, people, pages):
    path = draw(tmp_path, sheet(*(leaflet(number) for number in range(people))))
    assert page_count(path) == pages
    on_last = [f"{LINK}?ref=K7MF{number:04d}" for number in range(people)][2 * (pages - 1) :]
    assert [code.text for code in codes(path, pages - 1)] == on_last


def test_the_qr_codes_read_from_the_pixels_are_the_personal_links_one_in_each_half(tmp_path):
    path = draw(tmp_path, sheet(leaflet(1), leaflet(2)))
    upper, lower = codes(path)
    assert (upper.text, lower.text) == (f"{LINK}?ref=K7MF0001", f"{LINK}?ref=K7MF0002")
    assert upper.middle < 0.5 < lower.middle


def test_with_two_messengers_there_is_a_code_for_each_under_its_name(tmp_path):
    path = draw(tmp_path, sheet(leaflet(1, links=in_both("K7MF0001"))))
    assert {code.text for code in codes(path)} == set(in_both("K7MF0001").values())
    [page] = texts(path)
    assert "VK Мессенджер" in page
    assert "MAX" in page
    assert "мессенджера, который у вас есть" in " ".join(page.split())


def test_a_leaflet_names_the_person_the_steps_the_officer_and_the_room(tmp_path):
    [page] = texts(draw(tmp_path, sheet(leaflet(), deadline=date(2026, 12, 25))))
    for words in (
        "Выдумкина Марьям Ахмедовна",
        "Марьям Ахмедовна!",
        "sferum.ru/?p=instructions",
        "до 25 декабря",
        "Наведите камеру телефона на QR-код",
        "Ответова Ольга Петровна, кабинет 214",
        "K7MF-0000",
        "до 14 января включительно",
        "vk.me/club219000001",
    ):
        assert words in page


def test_who_is_registered_is_not_sent_to_register(tmp_path):
    [page] = texts(draw(tmp_path, sheet(leaflet(registered=True), deadline=date(2026, 12, 25))))
    assert "Зарегистрируйтесь" not in page
    assert "декабря" not in page
    assert "мои показатели" in page


def test_without_a_link_there_is_the_code_alone(tmp_path):
    path = draw(tmp_path, sheet(leaflet(links={})))
    assert codes(path) == []
    [page] = texts(path)
    assert "K7MF-0000" in page
    assert "Наведите камеру" not in page
    assert "Напишите ему личный код" in page


def test_an_unknown_officer_leaves_lines_to_fill_in(tmp_path):
    [page] = texts(draw(tmp_path, sheet(leaflet(), officer="", room="")))
    assert "ответственный за Сферум: ____" in page
    assert "кабинет ____" in page


def test_every_school_begins_a_page_of_its_own(tmp_path):
    path = draw(tmp_path, sheet(leaflet(1)), sheet(leaflet(2), leaflet(3), leaflet(4), school="Лицей выдуманный"))
    first, second, third = texts(path)
    assert "K7MF-0001" in first
    assert "K7MF-0002" not in first
    assert "Лицей выдуманный" in second
    assert "K7MF-0004" in third


def test_fonts_travel_with_the_document(tmp_path):
    path = draw(tmp_path, sheet(leaflet()))
    embedded = font_files(path)
    used = used_fonts(path)
    assert len(used) == 3
    assert all(embedded[name] for name in used)
    assert path.stat().st_size < 150_000


@pytest.mark.parametrize("registered", [True, False])
@pytest.mark.parametrize("links", [{}, in_vk("K7MF0000"), in_both("K7MF0000")])
def test_the_longest_names_stay_whole_and_in_their_place(tmp_path, registered, links):
    one = leaflet(0, LONG, about="заместитель директора по учебно-воспитательной работе, 10А, 11Б")
    one = replace(one, registered=registered, links=links)
    title = "Муниципальное бюджетное общеобразовательное учреждение " * 3 + "«Школа Примерная»"
    path = draw(tmp_path, sheet(one, one, school=title, officer=LONG, deadline=date(2026, 12, 25)))
    [page] = texts(path)
    assert squeezed(page).count(squeezed(PersonName.read(LONG).full)) == 4  # twice each: the teacher and the officer
    assert squeezed(page).count(squeezed(title)) == 2
    [(left, bottom, right, top)] = outermost(path)
    assert left > 10
    assert bottom > 20
    assert right < 595 - 10
    assert top < A4_HEIGHT - 20
    assert not [text for text, _, low, _, high in lines(path) if low < A4_HEIGHT / 2 < high and "✂" not in text]
    _no_line_lies_on_another(path)


def _no_line_lies_on_another(path: Path) -> None:
    for (one, l1, b1, r1, t1), (two, l2, b2, r2, t2) in itertools.combinations(lines(path), 2):
        wide, high = min(r1, r2) - max(l1, l2), min(t1, t2) - max(b1, b2)
        assert wide <= 1 or high <= 1, (one, two)


def test_a_name_of_one_endless_word_is_broken_and_not_lost(tmp_path):
    endless = "Ы" + "ы" * 150
    [page] = texts(draw(tmp_path, sheet(leaflet(0, endless))))
    assert endless in squeezed(page)


def test_letters_no_font_has_are_left_out(tmp_path):
    [page] = texts(draw(tmp_path, sheet(leaflet(), school="Школа 🌸 №\u200b 7\x07")))
    assert "Школа № 7" in page


async def test_a_leaflet_is_made_for_everybody_out_of_reach_who_is_there_and_not_left_in_peace(database):
    async with database.writing() as session:
        school = await add_school(session)
        people = await add_people(session, school, 30)
        await add_list(session, school, WEEK, people, 7)
        # 8, 17, 26 have no account, 12 and 25 refuse messages.
        session.add(Exemption(person_id=people[17], reason="декрет", starts_on=date(2026, 9, 1)))
        session.add(Exemption(person_id=people[26], reason="отпуск", starts_on=TODAY + timedelta(days=1)))
        session.add(Exemption(person_id=people[12], reason="журнал", gap="journal_not_linked", starts_on=TODAY))
        await session.execute(update(Person).where(Person.id == people[25]).values(left_on=TODAY))
        made = await make_leaflets(session, school, random_code, NOON, TODAY, links=lambda _, code: in_vk(code))
        names = [(await session.get_one(Person, people[number])).full_name for number in (8, 12, 26)]
    assert sorted(one.name.full for one in made.leaflets) == sorted(names)
    assert made.deadline == date(2026, 12, 25)
    assert all(one.links == {"vk": f"{LINK}?ref={one.code}"} for one in made.leaflets)


async def test_printed_again_an_unused_code_stays_and_a_used_one_is_new(database):
    async with database.writing() as session:
        school = await add_school(session)
        await add_people(session, school, 18)
        first = await make_leaflets(session, school, random_code, NOON, TODAY)
        again = await make_leaflets(session, school, random_code, NOON, TODAY)
        assert again == first
        codes_before = [one.code for one in first.leaflets]
        await session.execute(update(Invitation).where(Invitation.code == codes_before[0]).values(used_at=NOON))
        third = await make_leaflets(session, school, random_code, NOON, TODAY)
    codes_after = [one.code for one in third.leaflets]
    assert codes_after[0] != codes_before[0]
    assert codes_after[1:] == codes_before[1:]


async def test_the_officer_is_named_when_on_the_schools_list_and_the_room_is_a_setting(database):
    async with database.writing() as session:
        school = await add_school(session)
        people = await add_people(session, school, 9)
        assert (await make_leaflets(session, school, random_code, NOON, TODAY)).officer == ""
        officer = await session.get_one(Person, people[0])
        await give_role(session, officer.account_id, school.id, Role.OFFICER, NOON)
        school.settings = {**school.settings, "room": "214"}
        made = await make_leaflets(session, school, random_code, NOON, TODAY)
    assert (made.officer, made.room) == (officer.full_name, "214")


def test_random_codes_can_be_typed_as_they_are_seen():
    made = [random_code() for _ in range(500)]
    assert len(set(made)) == 500
    for code in made:
        assert not set(code) & set("0OQ1ILZ5S8BGV")
        as_typed = grouped(code).lower()
        assert looks_like_code(as_typed)
        assert tidy_code(as_typed) == code


async def test_a_code_typed_with_russian_letters_that_look_the_same_is_found(database):
    async with database.writing() as session:
        session.add(Invitation(code="KA7MHC34", made_at=NOON))
        await session.flush()
        assert looks_like_code("ка7м-нс34")
        assert (await find_invitation(session, "ка7м-нс34", NOON)).code == "KA7MHC34"
        assert not looks_like_code("МАКСАТ")


async def test_an_account_that_is_gone_gives_way_to_the_new_one(database):
    async with database.writing() as session:
        school = await add_school(session)
        people = await add_people(session, school, 2)
        person = await session.get_one(Person, people[0])
        new = Account(platform="vk", external_id=77_000_001)
        session.add(new)
        await session.flush()
        assert not await link(session, person, new)
        (await session.get_one(Account, person.account_id)).writing = "gone"
        assert await link(session, person, new)
        assert person.account_id == new.id
