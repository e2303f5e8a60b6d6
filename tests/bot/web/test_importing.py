"""A file on the page: how its columns were understood and why, and what other schools made of them."""

import re

from aiohttp import FormData

from tests.bot.web.cabinet import SCHOOL, WEEK_46, Office
from tests.storage.imports.lists import bring_in

ODD = f"""Статистика за {WEEK_46}
ФИО;Кол-во;Звонков за неделю
Алиева Марьям Ахмедовна;11;0
Борисов Борис Олегович;3;1
"""


async def upload(office: Office) -> str:
    """The address of the preview."""
    form = FormData()
    form.add_field("_csrf", await office.csrf())
    form.add_field("files", ODD.encode(), filename="Список.csv")
    answer = await office.client.post(f"{office.address}/import", data=form, allow_redirects=False)
    return answer.headers["Location"]


def chosen(page: str, heading: str) -> str:
    """What the column is taken for."""
    row = page[page.index(f"<td>{heading}</td>") :].partition("</tr>")[0]
    found = re.search(r"selected>([^<]+)<", row)
    return found[1] if found else "не использую"


async def test_what_other_schools_corrected_is_offered_once(entered: Office):
    (path := entered.folder / "theirs.csv").write_text(ODD, encoding="utf-8")
    for name in ("Лицей № 2 (пример)", "Лицей № 3 (пример)"):
        await entered.add_school(name)
        await bring_in(entered.database, path, school=name, mapping={"Кол-во": "group_messages"})
    preview = await upload(entered)
    page = await entered.text(preview)
    assert "2 другие школы поправили столбец «Кол-во»" in page
    assert "в названии: звонков" in page
    assert chosen(page, "Кол-во") == "не использую"
    await entered.post(preview, act="offered")
    page = await entered.text(preview)
    assert chosen(page, "Кол-во") == "Сообщений в групповых чатах за неделю"
    assert "другие школы" not in page
    await entered.post(preview, act="load")
    assert chosen(await entered.text(await upload(entered)), "Кол-во") == "Сообщений в групповых чатах за неделю"


async def test_an_offer_that_was_declined_is_not_made_again(entered: Office):
    (path := entered.folder / "theirs.csv").write_text(ODD, encoding="utf-8")
    for name in ("Лицей № 2 (пример)", "Лицей № 3 (пример)"):
        await entered.add_school(name)
        await bring_in(entered.database, path, school=name, mapping={"Кол-во": "group_messages"})
    preview = await upload(entered)
    await entered.post(preview, act="declined")
    await entered.post(preview, act="load")
    page = await entered.text(await upload(entered))
    assert (chosen(page, "Кол-во"), "другие школы" in page) == ("не использую", False)
    assert SCHOOL in page
