"""The messenger over a real HTTP VK: batches, refusals, faults, look-ups, files."""

import asyncio
import base64
from datetime import UTC, datetime, timedelta

import pytest

from bot.pace import Pace
from bot.vk.messenger import VkMessenger, open_vk
from bot.vk.rests import Rests
from indicators.errors import MessengerRefused, MessengerUnreachable, UnusableFile
from nudges.messenger import Button, Delivered, FileRef, Keyboard, Letter, Pressed, Reaction, Refusal, Sought
from tests.outbox_rows import NOON
from tests.sandbox_server import COLLEAGUE, REFUSES, STAFF_CHAT, TEACHER


def letter(peer: int, number: int = 1, text: str = "Здравствуйте!", **more) -> Letter:
    return Letter(peer, text, number, **more)


async def texts(sandbox, peer: int) -> list[str]:
    return [one["text"] for one in (await sandbox.control(f"/sandbox/accepted?peer_id={peer}"))["items"]]


async def test_somebody_who_refuses_does_not_disturb_the_others(sandbox, vk):
    outcomes = await vk.send([letter(TEACHER), letter(REFUSES, text="Б"), letter(COLLEAGUE, text="В")])
    assert [isinstance(one, Delivered) for one in outcomes] == [True, False, True]
    assert (outcomes[1].code, outcomes[1].reaction) == (901, Reaction.UNREACHABLE)
    assert (await sandbox.control("/sandbox/stats"))["methods"]["execute"] == 1


async def test_the_same_text_under_one_number_goes_in_one_call_to_all(sandbox, vk):
    outcomes = await vk.send([letter(TEACHER, 5), letter(REFUSES, 5), letter(COLLEAGUE, 5)])
    assert [getattr(one, "code", None) for one in outcomes] == [None, 901, None]
    assert "execute" not in (await sandbox.control("/sandbox/stats"))["methods"]


async def test_the_same_holds_where_errors_come_as_text(sandbox, vk):
    await sandbox.control("/sandbox/settings", {"errors_as_text": True})
    outcomes = await vk.send([letter(TEACHER, 5), letter(REFUSES, 5)])
    assert [getattr(one, "code", None) for one in outcomes] == [None, 901]


async def test_a_letter_that_spoils_the_whole_request_is_found_by_halving(sandbox, vk):
    letters = [letter(TEACHER, number, f"Письмо {number}") for number in range(1, 25)]
    await sandbox.control("/sandbox/faults", {"kind": "error", "code": 13, "times": 3, "methods": ["execute"]})
    assert all(isinstance(one, Delivered) for one in await vk.send(letters))
    assert sorted(await texts(sandbox, TEACHER)) == sorted(one.text for one in letters)


async def test_alone_it_is_set_aside(sandbox, vk):
    await sandbox.control("/sandbox/faults", {"kind": "error", "code": 12, "methods": ["execute"]})
    outcomes = await vk.send([letter(TEACHER, 1), letter(COLLEAGUE, 2)])
    assert [(one.reaction, one.code) for one in outcomes] == [(Reaction.BUG, 12)] * 2


async def test_a_letter_that_cannot_be_written_down_costs_only_itself(vk):
    crowded = Keyboard(tuple((Button(str(n), {}),) for n in range(11)))
    first, second = await vk.send([letter(TEACHER, 1, keyboard=crowded), letter(COLLEAGUE, 2)])
    assert first.reaction is Reaction.BUG
    assert isinstance(second, Delivered)


@pytest.mark.parametrize(
    "fault", [{"kind": "http"}, {"kind": "html"}, {"kind": "half_json"}, {"kind": "drop"}, {"kind": "reset"}]
)
async def test_without_a_readable_answer_the_outcome_is_unknown_and_a_repeat_is_harmless(sandbox, vk, fault):
    await sandbox.control("/sandbox/faults", {**fault, "times": 1})
    (outcome,) = await vk.send([letter(TEACHER, 9)])
    assert (outcome.reaction, outcome.unknown_outcome, outcome.whole) == (Reaction.RETRY, True, True)
    (outcome,) = await vk.send([letter(TEACHER, 9)])
    assert isinstance(outcome, Delivered)
    assert len(await texts(sandbox, TEACHER)) == 1


async def test_a_slow_answer_is_given_up_and_its_outcome_unknown(sandbox):
    await sandbox.control("/sandbox/faults", {"kind": "slow", "seconds": 30, "times": 1})
    async with open_vk(sandbox.token, sandbox.group_id, api_url=sandbox.api_url, patience=0.2) as vk:
        (outcome,) = await vk.send([letter(TEACHER)])
    assert outcome.unknown_outcome


async def test_error_6_is_waited_out_by_everybody(sandbox, vk, monkeypatch):
    monkeypatch.setattr("bot.pace._SLOWED", 0.0)
    await sandbox.control("/sandbox/faults", {"kind": "error", "code": 6, "times": 3})
    outcomes = await asyncio.gather(*(vk.send([letter(TEACHER, number)]) for number in range(1, 5)))
    assert all(isinstance(one, Delivered) for (one,) in outcomes)


async def test_after_error_29_only_that_method_rests(sandbox, vk):
    await sandbox.control("/sandbox/faults", {"kind": "error", "code": 29, "methods": ["execute"], "times": 1})
    outcomes = await vk.send([letter(TEACHER, 1), letter(COLLEAGUE, 2)])
    outcomes += await vk.send([letter(TEACHER, 3), letter(9_000_003, 4)])
    assert [isinstance(one, Delivered) for one in outcomes] == [True, True, True, False]
    assert outcomes[3].reaction is Reaction.UNREACHABLE
    stats = await sandbox.control("/sandbox/stats")
    assert (stats["methods"], stats["requests"]) == ({"messages.send": 4}, 5)
    assert 50 < vk.api.rests.left("execute") < 70


async def test_while_sending_itself_rests_nothing_is_asked(sandbox, vk):
    await sandbox.control("/sandbox/faults", {"kind": "peer", "code": 29, "times": 1})
    (first,) = await vk.send([letter(TEACHER)])
    (second,) = await vk.send([letter(TEACHER)])
    assert [one.reaction for one in (first, second)] == [Reaction.REST] * 2
    assert min(first.retry_after, second.retry_after) > 50
    assert (await sandbox.control("/sandbox/stats"))["requests"] == 1


def test_a_method_rests_longer_each_time_and_many_refusals_at_once_are_one():
    now, pauses = 0.0, []
    rests = Rests(lambda: now, lambda: 0.0)
    for _ in range(9):
        rests.begin("execute")
        rests.begin("execute")
        pauses.append(rests.left("execute"))
        now += pauses[-1]
    assert pauses == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]
    assert rests.left("execute", "messages.send") == 0
    rests.worked("execute")
    rests.begin("execute")
    assert rests.left("execute") == 60


async def test_a_wrong_token_stops_everything_with_an_instruction(sandbox):
    async with open_vk("wrong", sandbox.group_id, api_url=sandbox.api_url) as vk:
        (outcome,) = await vk.send([letter(TEACHER)])
    assert outcome.reaction is Reaction.STOP
    assert "VK_TOKEN" in outcome.advice


async def test_nobody_at_the_address_is_an_unknown_outcome_too():
    async with open_vk("token", 1, api_url="http://127.0.0.1:9/method") as vk:
        (outcome,) = await vk.send([letter(TEACHER)])
    assert isinstance(outcome, Refusal)
    assert outcome.reaction is Reaction.RETRY


async def test_sent_messages_are_found_in_long_and_short_histories_with_one_question(sandbox, vk):
    (sent, other) = await vk.send([letter(TEACHER, 77), letter(COLLEAGUE, 78)])
    sought = [Sought(TEACHER, 77, NOON), Sought(COLLEAGUE, 78, NOON), Sought(COLLEAGUE, 79, NOON), Sought(9, 1, NOON)]
    before = (await sandbox.control("/sandbox/stats"))["requests"]
    assert await vk.find_sent(sought) == [sent.message_id, other.message_id, None, None]
    assert (await sandbox.control("/sandbox/stats"))["requests"] == before + 1
    for number in range(250):
        await sandbox.control("/sandbox/act/write", {"user_id": TEACHER, "text": str(number)})
    assert await vk.find_sent([Sought(TEACHER, 77, NOON), Sought(TEACHER, 70, NOON)]) == [sent.message_id, None]


async def test_a_history_is_read_back_to_the_moment_in_question_only(sandbox, vk):
    for number in range(250):
        await sandbox.control("/sandbox/act/write", {"user_id": TEACHER, "text": str(number)})
    await sandbox.control("/sandbox/clock", {"advance": 7200})
    now = datetime.fromtimestamp((await sandbox.control("/sandbox/clock", {}))["now"], UTC)
    await vk.send([letter(TEACHER, 77)])
    before = (await sandbox.control("/sandbox/stats"))["requests"]
    assert await vk.find_sent([Sought(TEACHER, 70, now)]) == [None]
    assert (await sandbox.control("/sandbox/stats"))["requests"] == before + 1


async def test_another_message_that_would_do_counts_from_the_moment_in_question_on(sandbox, vk):
    (sent,) = await vk.send([letter(TEACHER, 77)])
    then = datetime.fromtimestamp((await sandbox.control("/sandbox/clock", {}))["now"], UTC)
    await sandbox.control("/sandbox/clock", {"advance": 7200})
    later = then + timedelta(hours=1)
    would_do = {77}.__contains__
    found = [Sought(TEACHER, 70, then, would_do), Sought(TEACHER, 70, later, would_do), Sought(TEACHER, 70, then)]
    assert await vk.find_sent(found) == [sent.message_id, None, None]


async def test_a_history_that_cannot_be_read_is_an_error_not_an_answer(sandbox, vk):
    await sandbox.control("/sandbox/faults", {"kind": "http", "times": 1})
    assert [type(one) for one in await vk.find_sent([Sought(TEACHER, 77, NOON)])] == [MessengerUnreachable]
    await sandbox.control("/sandbox/faults", {"kind": "error", "code": 10, "times": 2})
    (passing,) = await vk.find_sent([Sought(TEACHER, 77, NOON)])
    assert (type(passing), passing.permanent) == (MessengerRefused, False)
    await sandbox.control("/sandbox/faults", {"kind": "error", "code": 3, "times": 2})
    (for_good,) = await vk.find_sent([Sought(TEACHER, 77, NOON)])
    assert (type(for_good), for_good.permanent) == (MessengerRefused, True)


async def test_a_history_that_many_cannot_be_asked_for_at_once_is_read_dialog_by_dialog(sandbox, vk):
    (sent,) = await vk.send([letter(TEACHER, 77)])
    await sandbox.control("/sandbox/faults", {"kind": "error", "code": 13, "times": 1, "methods": ["execute"]})
    assert await vk.find_sent([Sought(TEACHER, 77, NOON)]) == [sent.message_id]


async def test_a_press_is_answered(sandbox, vk):
    keyboard = Keyboard(((Button("Понятно", {"do": "ok"}),),))
    await vk.send([letter(TEACHER, 1, "Было", keyboard=keyboard)])
    position = (await sandbox.call("groups.getLongPollServer", group_id=sandbox.group_id))["ts"]
    await sandbox.control("/sandbox/act/press", {"user_id": TEACHER, "label": "Понятно"})
    listened = await anext(vk.listen(position))
    (press,) = listened.events
    assert isinstance(press, Pressed)
    assert press.payload == {"do": "ok"}
    await vk.answer_press(press, "Спасибо! " * 20)


@pytest.mark.parametrize(("picture", "name", "kind"), [(False, "Отчёт.xlsx", "doc"), (True, "график.png", "photo")])
async def test_an_uploaded_file_can_be_attached(sandbox, vk, picture, name, kind):
    reference = await vk.upload(TEACHER, name, b"\x89PNG\r\n\x1a\n" + bytes(100), picture=picture)
    assert reference.startswith(kind)
    (sent,) = await vk.send([letter(TEACHER, attachments=(reference,))])
    assert isinstance(sent, Delivered)
    history = await sandbox.call("messages.getHistory", peer_id=TEACHER)
    assert history["items"][0]["attachments"][0]["type"] == kind


async def test_a_refused_upload_says_so(sandbox, vk):
    await sandbox.control("/sandbox/faults", {"kind": "error", "code": 15, "methods": ["docs.getMessagesUploadServer"]})
    with pytest.raises(MessengerRefused):
        await vk.upload(TEACHER, "a.txt", b"a")
    await sandbox.control("/sandbox/faults", verb="DELETE")
    await sandbox.control("/sandbox/faults", {"kind": "html", "methods": ["upload"]})
    with pytest.raises(MessengerUnreachable):
        await vk.upload(TEACHER, "a.txt", b"a")


async def received(sandbox, vk: VkMessenger, content: bytes) -> FileRef:
    await sandbox.control(
        "/sandbox/act/document", {"user_id": TEACHER, "name": "список.csv", "content_base64": _base64(content)}
    )
    listened = await anext(vk.listen("1"))
    (file,) = listened.events[-1].files
    return file


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


async def test_a_document_somebody_sent_is_fetched_through_its_redirect(sandbox, vk, tmp_path):
    file = await received(sandbox, vk, b"a;b\n1;2\n")
    assert file.name == "список.csv"
    await vk.download(file, tmp_path / "in", limit=1000)
    assert (tmp_path / "in").read_bytes() == b"a;b\n1;2\n"


@pytest.mark.parametrize("told", [True, False])
async def test_a_document_over_the_limit_is_refused_and_not_kept(sandbox, vk, tmp_path, told):
    file = await received(sandbox, vk, bytes(5000))
    file = file if told else FileRef(file.name, file.url, 0)
    with pytest.raises(UnusableFile):
        await vk.download(file, tmp_path / "in", limit=1000)
    assert not (tmp_path / "in").exists()


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://localhost:1/a",
        "https://vk.com.example.org/doc",
        "https://user@vk.com/doc",
        "http://vk.com/doc",
        "file:///etc/passwd",
        "https://evilvk.com/doc",
    ],
)
async def test_a_document_is_fetched_from_vk_only(vk, tmp_path, url):
    with pytest.raises(UnusableFile):
        await vk.download(FileRef("a", url, 1), tmp_path / "in", limit=1000)


async def test_a_document_that_is_gone_is_asked_for_again(sandbox, vk, tmp_path):
    with pytest.raises(UnusableFile, match="ещё раз"):
        await vk.download(FileRef("a", f"{sandbox.base_url}/files/999/x?exp=1", 1), tmp_path / "in", limit=1000)


async def test_probes_find_nothing_wrong_with_a_good_community(vk):
    probes = await vk.probe()
    assert [probe.name for probe in probes if not probe.ok] == []
    assert len(probes) == 3


async def test_probes_name_the_switch_that_is_off(sandbox, vk):
    await sandbox.call("groups.setLongPollSettings", group_id=sandbox.group_id, enabled=1, message_event=0)
    hints = {probe.name: probe.hint for probe in await vk.probe() if not probe.ok}
    assert list(hints) == ["Long Poll"]
    assert "Действие с сообщением" in hints["Long Poll"]
    await sandbox.call("groups.setLongPollSettings", group_id=sandbox.group_id, enabled=0)
    assert "Выключен" in {probe.name: probe.hint for probe in await vk.probe()}["Long Poll"]


async def test_probes_notice_a_foreign_token_and_a_wrong_group(sandbox):
    async with open_vk("wrong", sandbox.group_id, api_url=sandbox.api_url, pace=Pace(0)) as vk:
        assert not any(probe.ok for probe in await vk.probe())
    async with open_vk(sandbox.token, 424242, api_url=sandbox.api_url, pace=Pace(0)) as vk:
        first = (await vk.probe())[0]
        assert not first.ok
        assert "VK_GROUP_ID" in first.hint


async def test_a_probe_that_vk_does_not_take_says_what_to_look_at_and_nothing_of_messages(sandbox, vk):
    methods = ["groups.getTokenPermissions", "groups.getLongPollSettings"]
    await sandbox.control("/sandbox/faults", {"kind": "error", "code": 3, "methods": methods})
    hints = {probe.name: probe.hint for probe in await vk.probe() if not probe.ok}
    assert list(hints) == ["Права ключа", "Long Poll"]
    for hint in hints.values():
        assert "VK_API_URL" in hint
        assert "сообщение" not in hint


async def test_the_callback_address_can_be_confirmed(vk):
    assert len(await vk.confirmation_code()) == 8


async def test_a_message_to_a_chat_the_bot_left_switches_it_off(sandbox, vk):
    await sandbox.control("/sandbox/act/remove_bot", {"user_id": TEACHER, "peer_id": STAFF_CHAT})
    (outcome,) = await vk.send([letter(STAFF_CHAT)])
    assert outcome.reaction is Reaction.CHAT_OFF
