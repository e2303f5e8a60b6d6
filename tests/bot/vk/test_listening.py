"""Events: read from what VK sends, through stale keys and outages, without spinning."""

import pytest

from bot.vk.longpoll import LongPoll
from bot.vk.updates import parse_update, read_payload, strip_mention
from nudges.messenger import Permission, Pressed, Written
from tests.sandbox_server import STAFF_CHAT, TEACHER

GROUP = 77


def new_message(**message):
    content = {"id": 5, "date": 1_700_000_000, "peer_id": TEACHER, "from_id": TEACHER, "text": "Привет", **message}
    return {"type": "message_new", "event_id": "e1", "v": "5.199", "object": {"message": content, "client_info": {}}}


def read(update):
    return parse_update({"group_id": GROUP, **update}, GROUP)


def test_a_plain_message():
    written = read(new_message())
    assert isinstance(written, Written)
    assert (written.event_id, written.from_id, written.text, written.at) == ("e1", TEACHER, "Привет", 1_700_000_000)
    assert written.addressed
    assert written.message_id == 5


@pytest.mark.parametrize("payload", ['{"command":"start"}', {"command": "start"}])
def test_a_payload_is_read_as_json_or_from_a_string(payload):
    assert read(new_message(payload=payload)).payload == {"command": "start"}


def test_a_payload_that_is_no_object_is_none():
    assert read_payload("не JSON") is None
    assert read_payload("[1]") is None


def test_the_bots_mention_is_stripped_and_makes_chat_talk_addressed():
    written = read(new_message(peer_id=STAFF_CHAT, text=f"[club{GROUP}|@dezhurny], сводка"))
    assert (written.text, written.addressed) == ("сводка", True)
    assert not read(new_message(peer_id=STAFF_CHAT, text="[club78|@drugoy] сводка")).addressed
    assert read(new_message(peer_id=STAFF_CHAT, text="/сводка")).addressed
    assert strip_mention(f"Скажи, [public{GROUP}|бот]", GROUP) == (f"Скажи, [public{GROUP}|бот]", True)


def test_documents_become_files_and_the_rest_is_named():
    doc = {"type": "doc", "doc": {"title": "Список", "ext": "xlsx", "size": 12, "url": "https://vk.com/doc1"}}
    written = read(new_message(attachments=[doc, {"type": "sticker"}, {"type": "audio_message"}], geo={"a": 1}))
    assert [(file.name, file.size) for file in written.files] == [("Список.xlsx", 12)]
    assert written.other == ("sticker", "voice", "geo")


def test_a_first_message_by_link_tells_where_from():
    assert read(new_message(ref="abc123", ref_source="qr")).ref == "abc123"


def test_our_own_and_other_communities_messages_are_no_events():
    assert read(new_message(from_id=-GROUP)) is None


def test_a_press_carries_the_buttons_own_event_id():
    pressed = read(
        {
            "type": "message_event",
            "event_id": "update",
            "object": {
                "user_id": TEACHER,
                "peer_id": TEACHER,
                "event_id": "button",
                "payload": '{"do":"ok"}',
                "conversation_message_id": 3,
            },
        }
    )
    assert pressed == Pressed("update", TEACHER, TEACHER, {"do": "ok"}, "button", 3)


def test_permissions_come_and_go():
    allow = {"type": "message_allow", "event_id": "a", "object": {"user_id": TEACHER, "key": "k"}}
    deny = {"type": "message_deny", "event_id": "b", "object": {"user_id": TEACHER}}
    assert read(allow) == Permission("a", TEACHER, True, "k")
    assert read(deny) == Permission("b", TEACHER, False)


def test_kinds_nobody_needs_are_nothing_and_broken_ones_say_so():
    assert read({"type": "wall_post_new", "event_id": "x", "object": {}}) is None
    with pytest.raises(ValueError, match="message_event"):
        read({"type": "message_event", "event_id": "x", "object": {}})


class Listener:
    """A long poll that waits a moment only."""

    def __init__(self, vk, position: str | None = None) -> None:
        self.poll = LongPoll(vk.api, vk.group_id, position, jitter=lambda: 0.0, wait=1, backoff=(0.01, 0.05))

    async def texts(self, count: int) -> list[str]:
        found: list[str] = []
        while len(found) < count:
            listened = await self.poll.next()
            found += [event.text for event in listened.events if isinstance(event, Written)]
        return found


async def write(sandbox, text: str) -> None:
    await sandbox.control("/sandbox/act/write", {"user_id": TEACHER, "text": text})


async def test_events_come_in_order_and_from_the_remembered_position(sandbox, vk):
    for text in "абв":
        await write(sandbox, text)
    listener = Listener(vk, "1")
    assert await listener.texts(3) == ["а", "б", "в"]
    assert await Listener(vk, "3").texts(1) == ["в"]


@pytest.mark.parametrize("code", [2, 3])
async def test_an_expired_key_is_renewed_and_nothing_later_is_lost(sandbox, vk, code):
    await write(sandbox, "до")
    listener = Listener(vk, "1")
    assert await listener.texts(1) == ["до"]
    await sandbox.control("/sandbox/longpoll", {"fail": [code]})
    if code == 3:
        assert (await listener.poll.next()).events == ()
    await write(sandbox, "после")
    assert await listener.texts(1) == ["после"]


async def test_the_first_position_is_told_at_once_so_that_nothing_said_later_is_missed(sandbox, vk):
    first = await Listener(vk).poll.next()
    assert (first.events, first.position) == ((), "1")
    await sandbox.control("/sandbox/act/write", {"user_id": TEACHER, "text": "пока никого нет"})
    assert await Listener(vk, first.position).texts(1) == ["пока никого нет"]


async def test_a_lost_position_is_taken_anew_also_when_it_is_a_number(sandbox, vk):
    listener = Listener(vk, "1")
    await write(sandbox, "до")
    await sandbox.control("/sandbox/longpoll", {"fail": [1], "ts_as": "number"})
    listened = await listener.poll.next()
    assert (listened.events, listened.position) == ((), "2")
    await write(sandbox, "после")
    assert await listener.texts(1) == ["после"]


@pytest.mark.parametrize("kind", ["http", "html", "half_json", "drop", "reset"])
async def test_an_outage_of_the_long_poll_is_sat_out(sandbox, vk, kind):
    await write(sandbox, "до")
    await sandbox.control("/sandbox/faults", {"kind": kind, "times": 3, "methods": ["longpoll"]})
    assert await Listener(vk, "1").texts(1) == ["до"]


async def test_an_outage_of_the_api_is_sat_out(sandbox, vk):
    await write(sandbox, "до")
    await sandbox.control("/sandbox/faults", {"kind": "error", "code": 10, "times": 2})
    assert await Listener(vk, "1").texts(1) == ["до"]


async def test_it_does_not_ask_in_a_loop_when_every_key_is_refused(sandbox, vk):
    await write(sandbox, "до")
    await sandbox.control("/sandbox/longpoll", {"fail": [2] * 6})
    pauses = []
    listener = Listener(vk, "1")
    usual = listener.poll._pause

    async def counted(error) -> None:
        pauses.append(error)
        await usual(error)

    listener.poll._pause = counted
    assert await listener.texts(1) == ["до"]
    assert len(pauses) >= 5
