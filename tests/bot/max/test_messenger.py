"""One bot over real HTTP: every outcome is the one the facts say, and nothing is ever sent twice."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.max.messenger import open_max
from indicators.errors import HistoryUnreadable, MessengerUnreachable, UnusableFile
from nudges.messenger import (
    Button,
    Cleared,
    Delivered,
    FileRef,
    Happened,
    HappenedKind,
    Keyboard,
    Letter,
    Permission,
    Pressed,
    Reaction,
    Sought,
    Written,
)
from tests.max_sandbox import ANNA, BORIS, GROUP, VERA

DONE = Button("Уже сделала", {"do": "done", "week": "2026-W46"})
BUTTONS = Keyboard(((DONE,), (Button("Это ошибка", {"do": "no"}),)))


def letter(peer_id=ANNA, number=7, text="Добрый день!", **more):
    return Letter(peer_id, text, number, more.pop("keyboard", BUTTONS), **more)


def sought(number=7, since=None, text=""):
    return Sought(ANNA, number, since or datetime.now(UTC) - timedelta(minutes=1), text=text)


async def events(messenger):
    return await anext(messenger.listen(None))


async def test_a_letter_arrives_with_its_buttons_and_its_mark(max_, messenger):
    await max_.act("start", user_id=ANNA)
    [outcome] = await messenger.send([letter()])
    assert isinstance(outcome, Delivered)
    [told] = (await max_.control("accepted"))["items"]
    assert (told["text"], told["seq"]) == ("Добрый день!", outcome.message_id)
    rows = told["attachments"][0]["payload"]["buttons"]
    assert [json.loads(row[0]["payload"]) for row in rows] == [
        {"do": "done", "week": "2026-W46", "_": 7},
        {"do": "no"},
    ]
    assert await messenger.find_sent([sought(7), sought(8)]) == [outcome.message_id, None]


@pytest.mark.parametrize(
    ("prepare", "reaction"),
    [
        ((), Reaction.UNREACHABLE),
        (("start", "stop"), Reaction.UNREACHABLE),
        (("start", "remove"), Reaction.UNREACHABLE),
    ],
)
async def test_who_never_started_or_stopped_is_unreachable(max_, messenger, prepare, reaction):
    for action in prepare:
        await max_.act(action, user_id=ANNA)
    [outcome] = await messenger.send([letter()])
    assert (outcome.reaction, outcome.unknown_outcome, bool(outcome.advice)) == (reaction, False, True)


@pytest.mark.parametrize(
    ("fault", "reaction", "unknown"),
    [
        (
            {"kind": "unsuccessful", "error": "chat.denied", "message": "error.dialog.suspended"},
            Reaction.UNREACHABLE,
            False,
        ),
        ({"kind": "http", "status": 502}, Reaction.RETRY, True),
        ({"kind": "http", "status": 503, "accepted": True}, Reaction.RETRY, True),
        ({"kind": "html", "accepted": True}, Reaction.RETRY, True),
        ({"kind": "half_json"}, Reaction.RETRY, True),
        ({"kind": "drop"}, Reaction.RETRY, True),
        ({"kind": "reset"}, Reaction.RETRY, True),
        ({"kind": "reset", "accepted": True}, Reaction.RETRY, True),
        ({"kind": "body", "body": "[]", "accepted": True}, Reaction.RETRY, True),
        ({"kind": "body", "body": "{}", "accepted": True}, Reaction.RETRY, True),
        ({"kind": "slow", "seconds": 8}, Reaction.RETRY, True),
    ],
)
async def test_every_answer_has_its_one_reaction(max_, fault, reaction, unknown):
    await max_.act("start", user_id=ANNA)
    await max_.control("faults", {**fault, "methods": ["POST /messages"]})
    async with open_max(max_.token, api_url=max_.api_url, rate=0, patience=1, settles=timedelta(0)) as messenger:
        [outcome] = await messenger.send([letter()])
        assert (outcome.reaction, outcome.unknown_outcome) == (reaction, unknown)
        posts = (await max_.control("stats"))["methods"].get("POST /messages", 0)
        assert posts <= 1, "no request repeats itself"


async def test_no_connection_means_not_sent():
    async with open_max("token", api_url="http://127.0.0.1:9", rate=0) as messenger:
        [outcome] = await messenger.send([letter()])
    assert (outcome.reaction, outcome.unknown_outcome) == (Reaction.RETRY, False)


async def test_a_message_whose_answer_was_lost_is_found_by_its_mark(max_, messenger):
    await max_.act("start", user_id=ANNA)
    await max_.control("faults", {"kind": "drop", "times": 1, "methods": ["POST /messages"]})
    [outcome] = await messenger.send([letter()])
    assert outcome.unknown_outcome
    [found] = await messenger.find_sent([sought()])
    assert isinstance(found, int)


async def test_a_message_without_buttons_is_found_by_its_words(max_, messenger):
    await max_.act("start", user_id=ANNA)
    await messenger.send([letter(keyboard=None, text="Спасибо, записали.")])
    found = await messenger.find_sent([sought(text="Спасибо, записали."), sought(text="Другое")])
    assert isinstance(found[0], int)
    assert found[1] is None


async def test_an_old_message_is_found_behind_a_full_page(max_, messenger):
    await max_.act("start", user_id=ANNA)
    [first] = await messenger.send([letter()])
    for number in range(120):
        max_.world.clock.advance(1)
        await max_.act("write", user_id=ANNA, text=f"Сообщение {number}")
    assert await messenger.find_sent([sought()]) == [first.message_id]


@pytest.mark.parametrize("switch", [{"readable": False}, {"payloads_in_history": False}])
async def test_what_cannot_be_looked_up_is_never_called_absent(max_, messenger, switch):
    await max_.act("start", user_id=ANNA)
    await messenger.send([letter()])
    await max_.control("settings", switch)
    [found] = await messenger.find_sent([sought(text="Добрый день!")])
    assert isinstance(found, HistoryUnreadable if "readable" in switch else int)


async def test_of_a_removed_dialog_nobody_knows(max_, messenger):
    await max_.act("start", user_id=ANNA)
    await messenger.send([letter()])
    await max_.act("remove", user_id=ANNA)
    [found] = await messenger.find_sent([sought()])
    assert isinstance(found, HistoryUnreadable)
    assert found.permanent


async def test_trouble_with_the_history_is_asked_again_later(max_, messenger):
    await max_.act("start", user_id=ANNA)
    await max_.control("faults", {"kind": "http", "status": 500, "methods": ["GET /messages"]})
    [found] = await messenger.find_sent([sought()])
    assert isinstance(found, MessengerUnreachable)
    assert not found.permanent


async def test_a_file_that_is_still_in_work_is_waited_for(max_, messenger, monkeypatch):
    await max_.act("start", user_id=ANNA)
    await max_.control("settings", {"upload_seconds": 1})
    attached = await messenger.upload(ANNA, "отчёт.docx", b"PK")
    picture = await messenger.upload(ANNA, "шаги.png", b"png", picture=True)
    outcomes = await messenger.send([letter(attachments=(attached,)), letter(number=8, attachments=(picture,))])
    assert all(isinstance(one, Delivered) for one in outcomes)
    kinds = [one["attachments"][0]["type"] for one in (await max_.control("accepted"))["items"]]
    assert sorted(kinds) == ["file", "image"]


async def test_people_are_heard_in_the_programs_words(max_, messenger):
    await max_.act("start", user_id=ANNA, payload="Код-7")
    await messenger.send([letter()])
    await max_.act("press", user_id=ANNA, label="Уже сделала")
    await max_.act("write", user_id=ANNA, text="привет\u200b")
    await max_.act("document", user_id=ANNA, name="неделя.csv", content_base64="YTti")
    await max_.act("contact", user_id=ANNA)
    await max_.act("contact", user_id=ANNA, of=BORIS)
    await max_.act("clear", user_id=ANNA)
    await max_.act("stop", user_id=ANNA)
    heard = await events(messenger)
    started, pressed, written, file, own, foreign, cleared, stopped = heard.events
    assert (started.allowed, started.key, started.begins, started.from_id) == (True, "Код-7", True, ANNA)
    assert isinstance(pressed, Pressed)
    assert (pressed.payload, pressed.peer_id) == ({"do": "done", "week": "2026-W46"}, ANNA)
    assert isinstance(written, Written)
    assert (written.text, written.peer_id, written.addressed) == ("привет", ANNA, True)
    assert [one.name for one in file.files] == ["неделя.csv"]
    assert (own.text, foreign.text) == ("Анна Первова-Пример", "")
    assert isinstance(cleared, Cleared)
    assert isinstance(stopped, Permission)
    assert not stopped.allowed
    assert len({one.event_id for one in heard.events}) == 8
    assert heard.position


async def test_a_press_is_answered_with_a_word(max_, messenger):
    await max_.act("start", user_id=ANNA)
    await messenger.send([letter()])
    await max_.act("press", user_id=ANNA, label="Уже сделала")
    pressed = (await events(messenger)).events[-1]
    await messenger.answer_press(pressed, "Спасибо!")
    await messenger.answer_press(pressed)
    assert [one["text"] for one in (await max_.control("stats"))["toasts"]] == ["Спасибо!", "Принято"]


async def test_a_press_without_its_message_is_about_the_persons_dialog(max_, messenger):
    await max_.act("start", user_id=ANNA)
    await messenger.send([letter()])
    await max_.control("settings", {"press_without_message": True})
    await max_.act("press", user_id=ANNA, label="Уже сделала")
    assert (await events(messenger)).events[-1].peer_id == ANNA


async def test_what_happens_in_a_group_is_heard_and_said_below_zero(max_, messenger):
    await max_.control("chats", {"chat_id": GROUP, "title": "Учительская", "members": [ANNA], "owner_id": ANNA})
    await max_.act("add_bot", chat_id=GROUP, user_id=ANNA, admin=True)
    await max_.act("write", chat_id=GROUP, user_id=ANNA, text="Коллеги!")
    await max_.act("write", chat_id=GROUP, user_id=ANNA, text=f"@{max_.bot.username}, сводка")
    came, talk, addressed = (await events(messenger)).events
    assert came == Happened(came.event_id, GROUP, ANNA, HappenedKind.BOT_CAME)
    assert (talk.peer_id, talk.addressed, addressed.addressed, addressed.text) == (GROUP, False, True, "сводка")
    [outcome] = await messenger.send([letter(GROUP)])
    assert isinstance(outcome, Delivered)
    assert (await messenger.chat_about(GROUP)).title == "Учительская"
    await max_.act("remove_bot", chat_id=GROUP, user_id=ANNA)
    [outcome] = await messenger.send([letter(GROUP)])
    assert outcome.reaction is Reaction.CHAT_OFF


async def test_an_update_that_is_none_harms_nobody(max_, messenger):
    odd = [
        {"update_type": "message_created", "timestamp": 1},
        {"update_type": "message_callback", "timestamp": "x"},
        {"update_type": ["bot_started"]},
        {},
    ]
    await max_.control("updates", {"emit": odd})
    await max_.act("start", user_id=ANNA)
    assert [type(one) for one in (await events(messenger)).events] == [Permission]


async def test_a_marker_is_never_overwritten_by_nothing(max_, messenger):
    await max_.act("start", user_id=ANNA)
    await max_.control("settings", {"null_marker": True})
    listening = messenger.listen(None)
    first = await anext(listening)
    await max_.act("write", user_id=ANNA, text="раз")
    second = await anext(listening)
    assert int(second.position) > int(first.position)


async def test_files_come_from_max_only(max_, messenger, tmp_path):
    with pytest.raises(UnusableFile):
        await messenger.download(FileRef("a.csv", "https://example.org/a.csv", 3), tmp_path / "a", limit=100)
    await max_.act("start", user_id=ANNA)
    await max_.act("document", user_id=ANNA, name="неделя.csv", content_base64="YTti")
    file = (await events(messenger)).events[-1].files[0]
    await messenger.download(file, tmp_path / "a", limit=100)
    assert (tmp_path / "a").read_bytes() == b"a;b"


async def test_an_edit_changes_the_words_and_keeps_the_buttons(max_, messenger):
    await max_.act("start", user_id=ANNA)
    [sent] = await messenger.send([letter()])
    await messenger.edit(ANNA, sent.message_id, "Исправлено")
    chat = max_.bot.dialog(ANNA)
    assert (chat.messages[0].text, len(chat.messages[0].keyboard())) == ("Исправлено", 2)
    await messenger.edit(ANNA, 1, "Этого нет")


async def test_doctor_says_what_is_wrong(max_, messenger):
    assert [one.ok for one in await messenger.probe()] == [True, True, True]
    await max_.ask("POST", "/subscriptions", None, {"url": f"{max_.running.base_url}/hook"})
    assert [one.ok for one in await messenger.probe()] == [True, False, True]
    async with open_max("wrong", api_url=max_.api_url) as stranger:
        [found] = await stranger.probe()
    assert not found.ok
    assert "MAX_TOKEN" in found.hint


async def test_the_bots_commands_are_told(max_, messenger):
    await messenger.set_commands([("summary", "Сводка за неделю")])
    assert (await max_.control("stats"))["commands"] == [{"name": "summary", "description": "Сводка за неделю"}]
    assert VERA
