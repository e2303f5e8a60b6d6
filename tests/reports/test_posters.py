"""Posters: one A4 a chat, a code that a telephone reads, steps, and nothing that overflows."""

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from sqlalchemy import select, update

from reports.printed.posters import AUDIENCE, Poster, draw_posters, school_posters
from storage.tables import Chat
from tests.reports.paper import codes, font_files, lines, outermost, page_count, picture_of, squeezed, texts, used_fonts
from tests.reports.school import add_chats, add_school

LINK = "https://vk.me/join/Primer_00001_vydumannaya_ssylka="
WITH = Poster("МБОУ «Школа Примерная № 1»", "7Б", "parents_with_teacher", LINK)


def draw(folder: Path, *posters: Poster) -> Path:
    path = folder / "posters.pdf"
    with path.open("wb") as file:
        draw_posters(iter(posters), file)
    return path


@pytest.mark.parametrize("count", [1, 2, 20])
def test_each_chat_has_a_page(tmp_path, count):
    path = draw(tmp_path, *(replace(WITH, link=f"https://vk.me/join/Primer_{n:05d}=") for n in range(count)))
    assert page_count(path) == count
    assert path.stat().st_size < 60_000 + 5_000 * count
    assert picture_of(path, count - 1, scale=1).size == (596, 842)
    assert [code.text for code in codes(path, count - 1)] == [f"https://vk.me/join/Primer_{count - 1:05d}="]


def test_pages_are_drawn_when_their_turn_comes(tmp_path):
    """Posters come one by one: the list of all need not be held."""
    asked = []

    def coming():
        for number in range(3):
            asked.append(number)
            yield replace(WITH, class_name=f"{number + 1}А")

    stream = coming()
    with (tmp_path / "posters.pdf").open("wb") as file:
        assert draw_posters(stream, file) == 3
    assert asked == [0, 1, 2]
    assert ["Чат 3А" in page for page in texts(tmp_path / "posters.pdf")] == [False, False, True]


@pytest.mark.parametrize("kind", AUDIENCE)
def test_a_poster_says_the_class_for_whom_it_is_and_three_steps(tmp_path, kind):
    [page] = texts(draw(tmp_path, replace(WITH, kind=kind)))
    for words in ("Чат 7Б", AUDIENCE[kind][0], "МБОУ «Школа Примерная № 1»", "Наведите камеру", "Нажмите", LINK[8:]):
        assert words in page
    assert [one for one in ("с педагогом", "без педагога") if one in page] == [AUDIENCE[kind][0].split(", ")[1]]


def test_a_chat_in_another_messenger_names_it(tmp_path):
    [page] = texts(draw(tmp_path, replace(WITH, link="https://max.ru/join/Primer1")))
    assert "войдите в MAX" in page


def test_the_code_is_read_from_a_coarse_picture_and_stands_in_white(tmp_path):
    """As a telephone sees it from the back of the classroom; four modules around it are white."""
    path = draw(tmp_path, WITH)
    assert [code.text for code in codes(path, scale=0.6)] == [LINK]
    picture = picture_of(path, scale=4)
    [found] = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    left, top = found.position.top_left.x, found.position.top_left.y
    right, bottom = found.position.bottom_right.x, found.position.bottom_right.y
    quiet = 4 * (right - left) / 37 - 3  # a link of this length makes 37 modules
    around = [
        (left - quiet, top - quiet, right + quiet, top - 3),
        (left - quiet, top - quiet, left - 3, bottom + quiet),
    ]
    around += [(left, bottom + 3, right, bottom + quiet), (right + 3, top, right + quiet, bottom)]
    assert all(picture.crop(tuple(map(int, box))).getextrema() == (255, 255) for box in around)


def test_fonts_travel_with_the_document(tmp_path):
    path = draw(tmp_path, WITH)
    embedded, used = font_files(path), used_fonts(path)
    assert len(used) == 2
    assert all(embedded[name] for name in used)


@pytest.mark.parametrize(
    "name",
    [
        "Подготовительная группа «Очень любознательные почемучки имени Незнайки» 1-го корпуса",
        "Ы" + "ы" * 120,
        "7Б",
        "",
    ],
)
def test_long_names_stay_whole_and_on_the_page(tmp_path, name):
    title = "Муниципальное бюджетное общеобразовательное учреждение " * 3 + "«Школа Примерная»"
    link = "https://vk.me/join/" + "Ab1_" * 60
    path = draw(tmp_path, replace(WITH, class_name=name, school=title, link=link))
    [page] = texts(path)
    assert squeezed(name) in squeezed(page)
    assert squeezed(title) in squeezed(page)
    assert link[8:] in squeezed(page)
    [(left, bottom, right, top)] = outermost(path)
    assert left > 10
    assert bottom > 20
    assert right < 595 - 10
    assert top < 842 - 20
    assert [code.text for code in codes(path, scale=3)] == [link]
    for (one, l1, b1, r1, t1), (two, l2, b2, r2, t2) in itertools.combinations(lines(path), 2):
        assert min(r1, r2) - max(l1, l2) <= 1 or min(t1, t2) - max(b1, b2) <= 1, (one, two)


async def test_the_chats_of_classes_with_a_link_are_printed_in_the_order_of_classes(database):
    async with database.writing() as session:
        school = await add_school(session)
        await add_chats(session, school, 24)
        chats = (await session.scalars(select(Chat).order_by(Chat.id))).all()
        chats[0].link = None
        chats[1].link = "https://vk.me/join/" + "x" * 1000
        chats[2].kind = "staff"
        chats[3].state, chats[3].state_reason = "off", "moved_to_max"
        chats[4].state, chats[4].state_reason = "off", "removed"
        await session.flush()
        made = await school_posters(session, school)
        one = await school_posters(session, school, chats[6].id)
    assert len(made.posters) == 20
    assert {chat.id for chat in made.without_link} == {chats[0].id, chats[1].id}
    assert chats[4].link in {poster.link for poster in made.posters}
    grades = [int(poster.class_name.rstrip("АБВГД")) for poster in made.posters]
    assert grades == sorted(grades)
    assert [poster.link for poster in one.posters] == [chats[6].link]


async def test_a_school_without_links_has_no_posters(database):
    async with database.writing() as session:
        school = await add_school(session)
        await add_chats(session, school, 3)
        await session.execute(update(Chat).values(link=None))
        made = await school_posters(session, school)
    assert made.posters == ()
    assert len(made.without_link) == 3
