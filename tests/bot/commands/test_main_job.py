"""A statistics file goes in, the right teachers get one message each: by the command line, as real processes."""

from collections import Counter
from pathlib import Path

import pytest

from sandbox import User, World
from tests.bot.commands.program import Program, people_file, with_school
from tests.sandbox_server import SandboxClient, running_sandbox

FIRST = 9_100_001
MESSAGES, CALLS = 10, 1


def school_of_forty() -> tuple[list[str], dict[int, set[str]]]:
    """Rows of a file, and by VK id what each person lacks. Every third has everything."""
    rows, lacking = [], {}
    for number in range(40):
        vk_id = FIRST + number
        gaps = set[str]()
        chats, messages, calls, journal = 1, MESSAGES, CALLS, "да"
        if number % 3 == 1:
            gaps |= {"few_messages"}
            messages = number % 10
        if number % 3 == 2:
            gaps |= {"no_group_chat", "no_call"}
            chats, calls = 0, 0
        if number % 6 == 5:
            gaps |= {"journal_not_linked"}
            journal = "нет"
        name = f"Примерова-{'АБВГДЕЖЗИК'[number // 10]}{'абвгдежзик'[number % 10]} Анна Ивановна"
        rows.append(f"{vk_id};{name};учитель;Активен;да;{chats};{messages};{calls};{journal}")
        lacking[vk_id] = gaps
    return rows, lacking


def world_of(lacking: dict[int, set[str]]) -> World:
    return World([User(vk_id, "Анна", "Примерова", "Ивановна") for vk_id in lacking])


@pytest.fixture
def lacking(tmp_path) -> dict[int, set[str]]:
    rows, lacking = school_of_forty()
    people_file(tmp_path / "week.csv", rows)
    return lacking


async def accepted(sandbox: SandboxClient) -> list[dict[str, object]]:
    return list((await sandbox.control("/sandbox/accepted"))["items"])


async def test_exactly_those_who_lack_something_get_exactly_one_message(bot: Program, lacking):
    async with running_sandbox(world_of(lacking)) as sandbox:
        bot.talk_to(sandbox)
        imported = await bot("import", "week.csv", "--yes", "--json")
        assert imported.status == 0, imported.err
        assert imported.json["imported"] is True
        assert imported.json["people"] == {"new": 40, "known": 0, "missing": 0, "ambiguous": 0}

        planned = await bot("plan", "--json")
        gaps = {one["peer_id"]: set(one["gaps"]) for one in planned.json["recipients"]}
        assert gaps == {vk_id: some for vk_id, some in lacking.items() if some}
        assert {one["reason"] for one in planned.json["skipped"]} == {"has_everything"}
        assert await accepted(sandbox) == []

        sent = await bot("send", "--yes", "--now", "--json")
        assert sent.status == 0, sent.err
        wanted = sum(1 for some in lacking.values() if some)
        assert sent.json["planned"] == sent.json["sent"] == wanted
        letters = {one["peer_id"]: one["text"] for one in await accepted(sandbox)}
        texts = {one["peer_id"]: one["text"] for one in planned.json["recipients"]}
        assert letters == texts
        assert all("Анна Ивановна" in text for text in letters.values())

        again = await bot("send", "--yes", "--now", "--json")
        assert again.json["planned"] == again.json["sent"] == 0
        counts = Counter(one["peer_id"] for one in await accepted(sandbox))
        assert set(counts.values()) == {1}
        after = await bot("plan", "--json")
        assert after.json["recipients"] == []


async def test_whoever_lacks_something_only_after_the_round_was_planned_is_told_of(bot: Program, tmp_path: Path):
    before, after = (f"9100001;Примерова Анна Ивановна;учитель;Активен;да;1;12;{calls};да" for calls in (1, 0))
    other = "9100002;Образцова Вера Ивановна;учитель;Активен;да;1;12;0;да"
    async with running_sandbox(World(crowd=range(9100001, 9100003))) as sandbox:
        bot.talk_to(sandbox)
        people_file(tmp_path / "week.csv", [before, other])
        await bot("import", "week.csv", "--yes")
        first = await bot("send", "--yes", "--now", "--json")
        assert (first.json["sent"], first.json["warnings"]) == (1, [])
        people_file(tmp_path / "week.csv", [after, other])
        await bot("import", "week.csv", "--yes")
        second = await bot("send", "--yes", "--now", "--json")
        assert (second.json["planned"], second.json["sent"]) == (0, 0)
        planned = await bot("plan", "--json")
        assert [one["peer_id"] for one in planned.json["recipients"]] == [9100001]
        for told in (second.json["warnings"], planned.json["warnings"]):
            assert len(told) == 1
            assert "Ещё 1 сотруднику есть о чём напомнить" in told[0]


async def test_a_person_who_refuses_is_unreachable_and_the_sum_holds(bot: Program, lacking):
    world = world_of(lacking)
    refusing = next(vk_id for vk_id, some in lacking.items() if some)
    world = World(list(world.users.values()), not_allowed=[refusing])
    async with running_sandbox(world) as sandbox:
        bot.talk_to(sandbox)
        await bot("import", "week.csv", "--yes")
        sent = (await bot("send", "--yes", "--now", "--json")).json
        assert sent["unreachable"] == 1
        parts = ("sent", "failed", "skipped", "cancelled", "unreachable")
        assert sent["planned"] == sum(sent[part] for part in parts)
        skipped = (await bot("plan", "--json")).json["skipped"]
        assert [one["reason"] for one in skipped if one["person"].startswith("Примерова-Аб")] == ["not_allowed"]


async def test_a_wrong_token_says_so_and_the_messages_go_once_it_is_mended(bot: Program, lacking):
    async with running_sandbox(world_of(lacking)) as sandbox:
        bot.talk_to(sandbox)
        await bot("import", "week.csv", "--yes")
        token, bot.settings["VK_TOKEN"] = bot.settings["VK_TOKEN"], "wrong"
        refused = await bot("send", "--yes", "--now", "--json")
        assert refused.status == 1
        assert "VK_TOKEN" in refused.err
        assert "Traceback" not in refused.err
        assert await accepted(sandbox) == []
        bot.settings["VK_TOKEN"] = token
        sent = await bot("send", "--yes", "--now", "--json")
        assert sent.json["sent"] == sum(1 for some in lacking.values() if some)


async def test_without_yes_nothing_is_written_and_nothing_is_sent(bot: Program, lacking):
    async with running_sandbox(world_of(lacking)) as sandbox:
        bot.talk_to(sandbox)
        preview = await bot("import", "week.csv", "--json")
        assert preview.json["imported"] is False
        assert (await bot("plan", "--json")).status == 2
        await bot("import", "week.csv", "--yes")
        refused = await bot("send", "--json")
        assert refused.status == 2
        assert "--yes" in refused.err
        assert await accepted(sandbox) == []


async def test_an_older_week_can_be_planned_with_a_warning(bot: Program, tmp_path: Path):
    rows, _ = school_of_forty()
    people_file(tmp_path / "older.csv", rows, "Статистика за 02.11.2026–08.11.2026")
    people_file(tmp_path / "newer.csv", rows)
    assert (await bot("import", "older.csv", "newer.csv", "--yes", "--json")).status == 0
    older = (await bot("plan", "--week", "2026-W45", "--json")).json
    assert older["week"] == "2026-W45"
    assert older["warnings"]
    assert (await bot("plan", "--json")).json["week"] == "2026-W46"


async def test_who_teaches_at_two_schools_stands_once_in_the_plan_and_gets_one_message(bot: Program, tmp_path):
    row = "{};{};учитель;Активен;да;1;0;1;да"
    shared, others = row.format(FIRST, "Примерова Анна Ивановна"), ("Вторая-Пример Ольга", "Третья-Пример Вера")
    for number, name in enumerate(others, 1):
        people_file(tmp_path / "week.csv", [shared, row.format(FIRST + number, f"{name} Ивановна")])
        await with_school(bot, tmp_path / "week.csv", f"Школа № {number} (пример)")
    lacking = {FIRST + number: {"few_messages"} for number in range(3)}
    async with running_sandbox(world_of(lacking)) as sandbox:
        bot.talk_to(sandbox)
        planned = (await bot("plan", "--json")).json
        assert sorted(one["peer_id"] for one in planned["recipients"]) == sorted(lacking)
        assert [(one["person"], one["reason"]) for one in planned["skipped"]] == [
            ("Примерова Анна Ивановна", "already_written")
        ]
        sent = await bot("send", "--yes", "--now", "--json")
        assert (sent.json["planned"], sent.json["sent"]) == (3, 3)
        assert sorted(one["peer_id"] for one in await accepted(sandbox)) == sorted(lacking)
