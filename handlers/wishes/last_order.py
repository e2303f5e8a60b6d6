"""By what words the last answer came about, kept with it: what is said next may put them right."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from handlers.access.my_data import SILENCE_OFFERED
from handlers.access.own_peace import OFFERED
from handlers.engine.buttons import BACK, COMMAND
from handlers.engine.old_buttons import NUMBER, QUESTION, undated
from handlers.engine.talk import Talk
from handlers.overview.undoing import JUST_NOW
from handlers.reminding.announcement_shown import ANNOUNCE, WORDS
from handlers.teacher.nudge_buttons import TAKE_BACK, WHICH
from handlers.understanding.around import taken_apart, understand
from handlers.understanding.asking import BESIDE, MEANT
from handlers.understanding.reading.found import Sentence
from handlers.understanding.said.put_right import in_place_of, named_alike
from handlers.understanding.said.slips import tells_moment_alone
from handlers.wishes.routing import routed
from nudges.messenger import Button
from storage.dialogs.replies import backs_of, keyboard_of, order_of
from storage.tables import Reply

_LONGEST = 300
TAKEN_BACK = "taken_back"  # what an answer is about by which a deed was taken back in words: the same does nothing more
_WAITS = timedelta(days=1)  # as long as a question takes words for its answer
_SILENCED = frozenset({"restore", "own_peace", "own_day_back", TAKE_BACK})
_TELLS = frozenset({"p", "ps", "who", "rest", "d", "v", "id", "w", "to"})  # in a button: what it tells of an order
_SENT = ("announce_yes", "remind_yes")  # nothing takes it back
_LEAVES = ("cancel", "remind_no")


@dataclass(frozen=True, slots=True)
class LastOrder:
    """`back`: the buttons that take back what was done, under all answers to it; `asked`: it is shown, and waits;
    `silences`: somebody is left in peace by it; `number`: of the question that is asked."""

    words: str
    back: tuple[Button, ...]
    asked: bool
    silences: bool = False
    number: int | None = None


async def last_order(talk: Talk) -> LastOrder | None:
    reply = await talk.said_before()
    if reply is None:
        return None
    buttons = _buttons(reply)
    about = reply.body.get("about")
    back = tuple(one for one in (*backs_of(reply), *buttons) if _is_back(one) and about != TAKEN_BACK)
    is_offer = about in (OFFERED, SILENCE_OFFERED)
    is_which = about == WHICH
    number = next((one.payload[NUMBER] for one in buttons if one.payload and NUMBER in one.payload), None)
    leaves = any((one.payload or {}).get(COMMAND) in _LEAVES for one in buttons)
    asked = is_offer or is_which or leaves or number is not None
    silences = any((one.payload or {}).get(COMMAND) in _SILENCED for one in back)
    if not (order_of(reply) or back or asked):
        return None
    if reply.at < talk.now - (_WAITS if asked else JUST_NOW):
        return None
    return LastOrder(order_of(reply), back, asked and not back, silences or is_offer, number)


def keep(talk: Talk, words: str) -> None:
    """With the last answer to whoever spoke, unless that has its own."""
    last = talk.replies[-1] if talk.replies else None
    before = [one for one in talk.replies[:-1] if one.peer_id == talk.peer_id and one.keyboard and one.keyboard.inline]
    backs = tuple(one for each in before if each.keyboard for row in each.keyboard.rows for one in row if _is_back(one))
    if (
        words
        and last is not None
        and not last.order
        and last.peer_id == talk.peer_id
        and talk.who.is_known
        and len(words) <= _LONGEST
    ):
        talk.replies[-1] = replace(last, order=words, backs=backs)


async def keep_answered(talk: Talk, asked: str, answer: str) -> None:
    """What was asked back has been told: it belongs to the order; whom and when an announcement is for, and another
    moment, are kept by what is shown."""
    before = await last_order(talk)
    if before is None or not before.asked:
        keep(talk, answer)
    elif tells_moment_alone(await taken_apart(talk, answer)):
        keep(talk, before.words)
    elif asked != ANNOUNCE:  # its words or its people are others now: they are known by what is shown
        keep(talk, f"{before.words}{':' if asked == WORDS else ''} {answer}")


async def keep_pressed(talk: Talk, payload: dict[str, Any]) -> None:
    """A button under what was asked back about an order tells more of it: who of two, till when."""
    if talk.spelt and payload.get(COMMAND) == MEANT:
        keep(talk, talk.spelt)
        return
    if not _TELLS.intersection(payload) or payload.get(COMMAND) in (BESIDE, *_SENT, *_LEAVES):
        return
    reply = await talk.said_before()
    before = await last_order(talk)
    if reply is None or before is None or not before.words or before.back or not talk.replies:
        return
    pressed = _bare(payload)
    if pressed not in [_bare(one.payload or {}) for one in _buttons(reply)]:
        return
    reading = await understand(talk, before.words)
    wishes = (*reading.wishes, *reading.nearest[:1])
    if not before.asked and pressed.get(COMMAND) not in [routed(one, before.words).code for one in wishes]:
        return
    words = _with_name(await taken_apart(talk, before.words), payload.get("p"))
    rest = str(payload.get("rest") or "")
    keep(talk, words if not rest or rest in words else f"{words} {rest}")


def _with_name(order: Sentence, person: object) -> str:
    named = named_alike(order, person) if isinstance(person, int) else None
    member = next((one for one in named.members if one.id == person), None) if named is not None else None
    return in_place_of(order, named.places, member) if named is not None and member is not None else order.text


def _is_back(one: Button) -> bool:
    return bool((one.payload or {}).get(BACK))


def _buttons(reply: Reply) -> list[Button]:
    keyboard = keyboard_of(reply)
    return [one for row in keyboard.rows for one in row] if keyboard is not None and keyboard.inline else []


def _bare(payload: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in undated(payload).items() if key != QUESTION}
