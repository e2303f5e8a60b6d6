"""«Не надо …» beside an order of leaflets leaves that one out, and «+» under a question is a yes."""

from pathlib import Path

import pytest

from tests.handlers.conversation import OFFICER, add_person, talking, the_school


@pytest.mark.parametrize(
    "said",
    [
        "листовки всем, Ершовой не надо",
        "листовки, Ершовой не надо",
        "распечатай листовки, но Ершовой не надо",
        "распечатай листовки, только Ершовой не надо",
    ],
)
async def test_whoever_needs_no_leaflet_gets_none(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Ершова Анна Павловна", None, registered=True)
        told = "\n".join(await talk.write(OFFICER, said))
        if "Вы об этом" in told:
            told = "\n".join(await talk.press(OFFICER, (await talk.buttons(OFFICER))[0]))
        assert "Листовки этим людям не нужны" in told
        assert "ничего не меняю" not in told


async def test_whose_the_one_leaflet_is_is_said(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        for name in ("Ершова Анна Павловна", "Дубова Ольга Петровна"):
            await add_person(talk.database, await the_school(talk), name, None, registered=True)
        told = await talk.write(OFFICER, "листовки всем, Ершовой не надо")
        assert told[-1].startswith("Листовка готова: Дубова Ольга Петровна.")


async def test_a_plus_is_a_yes(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "с 29.12 по 11.01 каникулы, никого не беспокоить")
        assert "Записал: каникулы" in (await talk.write(OFFICER, "+"))[0]


async def test_a_plus_to_nothing_is_none(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        assert "Записал" not in (await talk.write(OFFICER, "+"))[0]
