"""Two communities in one program: a school's people are written to from where their officer set the school up."""

import json
import signal

from tests.bot.commands.program import Program, people_file
from tests.bot.commands.test_running import at_work, until
from tests.sandbox_server import COLLEAGUE, REFUSES, TEACHER, SandboxClient

OTHER = 239_000_777
ROWS = [
    f"{TEACHER};Первова-Пример Анна Ивановна;учитель;Активен;да;1;0;1;да",
    f"{REFUSES};Третьева-Пример Вера Руслановна;учитель;Активен;да;1;0;1;да",
]


async def letters(sandbox: SandboxClient, group_id: int, peer_id: int) -> list[str]:
    found = await sandbox.control(f"/sandbox/accepted?peer_id={peer_id}&group_id={group_id}")
    return [one["text"] for one in found["items"]]


async def test_a_school_belongs_to_the_community_where_it_was_set_up(bot: Program, sandbox: SandboxClient, tmp_path):
    first, world = sandbox.group_id, sandbox.running.world
    other = world.add_community(OTHER, "an-invented-key")
    other.not_allowed = {REFUSES}  # who allowed messages to the first community only, and the other way round
    world.communities[first].not_allowed = {TEACHER}
    bot.talk_to(sandbox)
    keys = [{"token": sandbox.token, "group_id": first}, {"token": "an-invented-key", "group_id": OTHER}]
    bot.settings |= {"VK_COMMUNITIES": json.dumps(keys), "HTTP_PORT": "0", "OFFICER_IDS": str(COLLEAGUE)}
    people_file(tmp_path / "week.csv", ROWS)
    imported = await bot("import", "week.csv", "--school", "Школа № 7 (пример)", "--create-schools", "--yes")
    assert imported.status == 0, imported.err

    async with at_work(bot, "run") as (process, _):
        await until(lambda: _are_heard(sandbox, first, OTHER))
        await _write(sandbox, OTHER, COLLEAGUE, "настройки")
        await until(lambda: letters(sandbox, OTHER, COLLEAGUE))
        await _write(sandbox, first, TEACHER, "мои показатели")
        answers = await until(lambda: letters(sandbox, first, TEACHER))
        assert "от другого сообщества" in " ".join(answers)
        await _write(sandbox, OTHER, TEACHER, "мои показатели")
        answers = await until(lambda: letters(sandbox, OTHER, TEACHER))
        assert "другого сообщества" not in " ".join(answers)
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0

    before = {group_id: len(await letters(sandbox, group_id, TEACHER)) for group_id in (first, OTHER)}
    sent = (await bot("send", "--yes", "--now", "--json")).json
    assert (sent["sent"], sent["unreachable"]) == (1, 1)
    assert len(await letters(sandbox, first, TEACHER)) == before[first]
    assert len(await letters(sandbox, OTHER, TEACHER)) == before[OTHER] + 1


async def _write(sandbox: SandboxClient, group_id: int, user_id: int, text: str) -> None:
    await sandbox.control("/sandbox/act/write", {"user_id": user_id, "text": text, "group_id": group_id})


async def _are_heard(sandbox: SandboxClient, *group_ids: int) -> bool:
    heard = [await sandbox.control(f"/sandbox/stats?group_id={one}") for one in group_ids]
    return all("groups.getLongPollServer" in one["methods"] for one in heard)
