"""Events: read from what VK sends, through stale keys and outages, without spinning."""

import pytest

from bot.incoming import Odd, read_payload
from bot.metrics import EVENTS_ODD
from bot.vk.longpoll import LongPoll
from bot.vk.updates import parse_update, strip_mention
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
    with pytest.raises(Odd, match="peer_id"):
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


ODD_UPDATES = [
    None,
    [],
    5,
    "message_new",
    {},
    {"type": ["message_new"]},
    {"type": None, "event_id": "1"},
    {"type": "message_new"},
    {"type": "message_new", "event_id": "2", "object": None},
    {"type": "message_new", "event_id": "3", "object": [[]]},
    {"type": "message_new", "event_id": {"a": 1}, "object": {"message": {}}},
    {"type": "message_event", "event_id": "4", "object": {"payload": "[" * 990}},
    {"type": "message_allow", "event_id": "5" * 100, "object": {"user_id": 5}},
    {"type": "message_deny", "event_id": "6", "object": {"user_id": 10**30}},
    new_message(date=10**15),
    new_message(from_id=True),
    new_message(peer_id=[1]),
    new_message(attachments={"type": "doc"}),
    new_message(reply_message=[]),
    new_message(action="pin"),
]


@pytest.mark.parametrize("odd", ODD_UPDATES, ids=str)
async def test_an_update_that_is_no_event_is_set_aside_and_the_next_is_heard(sandbox, vk, odd):
    before = EVENTS_ODD._value.get()
    await sandbox.control("/sandbox/longpoll", {"put": [odd]})
    await write(sandbox, "дальше")
    assert await Listener(vk, "1").texts(1) == ["дальше"]
    assert EVENTS_ODD._value.get() == before + 1


@pytest.mark.parametrize("depth", [60, 400, 5000])
async def test_a_payload_of_brackets_costs_its_message_nothing(sandbox, vk, depth):
    for payload in ("[" * depth, "[" * depth + "]" * depth, '{"a":' * depth + "1" + "}" * depth):
        await sandbox.control("/sandbox/longpoll", {"put": [new_message(payload=payload)]})
    await sandbox.control("/sandbox/longpoll", {"put": [new_message(text="конец")]})
    assert await Listener(vk, "1").texts(4) == ["Привет"] * 3 + ["конец"]


@pytest.mark.parametrize("method", ["longpoll", "groups.getLongPollServer"])
@pytest.mark.parametrize(
    "body",
    [
        "null",
        "[]",
        "{}",
        "5",
        "[" * 990,
        '{"a":' * 5000,
        '{"response": {}}',
        '{"response": []}',
        '{"response": null}',
        '{"response": {"server": null, "key": 5, "ts": "1"}}',
        '{"response": {"server": "", "key": "k", "ts": "1"}}',
        '{"response": {"server": "http://[", "key": "k", "ts": "1"}}',
        '{"error": 5, "response": 5}',
        '{"error": {"error_code": []}}',
        '{"updates": []}',
        '{"ts": null, "updates": []}',
        '{"ts": [], "updates": [1]}',
        '{"ts": "", "updates": []}',
        '{"ts": "9", "updates": {"0": 1}}',
        '{"failed": null, "updates": null}',
        '{"failed": "x"}',
        '{"failed": 99}',
        '{"failed": 1, "ts": []}',
    ],
)
async def test_an_answer_that_is_none_is_asked_for_again_from_the_same_place(sandbox, vk, method, body):
    await write(sandbox, "до")
    await sandbox.control("/sandbox/faults", {"kind": "body", "body": body, "times": 3, "methods": [method]})
    assert await Listener(vk, "1").texts(1) == ["до"]


def doc(name: str, **more):
    return {"type": "doc", "doc": {"title": name, "ext": "csv", "size": 12, "url": "https://vk.com/doc1", **more}}


def inside(*names: str, from_id: int = TEACHER, **more):
    return {"from_id": from_id, "date": 1, "text": "", "attachments": [doc(name) for name in names], **more}


@pytest.mark.parametrize(
    ("message", "names"),
    [
        ({"fwd_messages": [inside("а"), inside("б")]}, ["а.csv", "б.csv"]),
        ({"reply_message": inside("в")}, ["в.csv"]),
        ({"attachments": [doc("свой")], "reply_message": inside("в")}, ["свой.csv", "в.csv"]),
        ({"fwd_messages": [inside(fwd_messages=[inside(reply_message=inside("г"))])]}, ["г.csv"]),
        ({"reply_message": inside("наш отчёт", from_id=-GROUP)}, []),
        (
            {"fwd_messages": [inside("ссылки нет"), {"attachments": [doc("д", url=None), doc("е", url=[])]}]},
            ["ссылки нет.csv"],
        ),
        ({"fwd_messages": [None, 5, [], inside("ж")]}, ["ж.csv"]),
    ],
)
def test_files_in_messages_that_are_forwarded_or_answered_are_files(message, names):
    assert [file.name for file in read(new_message(**message)).files] == names


async def test_a_message_that_is_shown_in_part_is_asked_for_whole(sandbox, vk):
    await sandbox.control("/sandbox/settings", {"crop_after": 1})
    files = {"user_id": TEACHER, "text": "вот", "attachments": [doc("а"), doc("б"), doc("в")]}
    await sandbox.control("/sandbox/act/write", files)
    (written,) = (await Listener(vk, "1").poll.next()).events
    assert [file.name for file in written.files] == ["а.csv", "б.csv", "в.csv"]
    assert (written.text, written.from_id) == ("вот", TEACHER)


@pytest.mark.parametrize(
    "body", ["null", '{"response": []}', '{"response": {"items": [5]}}', '{"error": {"error_code": 15}}']
)
async def test_where_the_whole_is_not_given_the_part_has_to_do(sandbox, vk, body):
    await sandbox.control("/sandbox/settings", {"crop_after": 1})
    fault = {"kind": "body", "body": body, "methods": ["messages.getByConversationMessageId"]}
    await sandbox.control("/sandbox/faults", fault)
    await sandbox.control("/sandbox/act/write", {"user_id": TEACHER, "attachments": [doc("а"), doc("б")]})
    (written,) = (await Listener(vk, "1").poll.next()).events
    assert [file.name for file in written.files] == ["а.csv"]
