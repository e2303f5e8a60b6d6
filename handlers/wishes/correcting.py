"""«Ой нет, лучше по средам», «не ту, другую», «а хотя нет, не надо»: what is shown or was just done is taken back, and
what is meant instead is offered. One way for all wishes."""

from dataclasses import dataclass, replace

from handlers import commands
from handlers.access import own_peace
from handlers.engine.buttons import COMMAND
from handlers.engine.open_question import note_over
from handlers.engine.rights import actor_at, may
from handlers.engine.routes import Right
from handlers.engine.talk import Talk
from handlers.overview.undoing import PUT_BACK
from handlers.people import own_time
from handlers.teacher.nudge_buttons import TAKE_BACK
from handlers.topics import ROUTES
from handlers.understanding import asking
from handlers.understanding.around import school_spoken_of, taken_apart, understand
from handlers.understanding.codes import TAKES
from handlers.understanding.reading.found import Sentence
from handlers.understanding.said import deeds
from handlers.understanding.said.orders.target_words import codes_in
from handlers.understanding.said.orders.thinking_better import slip_begins, takes_back, thinks_better
from handlers.understanding.said.put_right import in_place_of, others_alike, put_right
from handlers.understanding.said.slips import (
    Kind,
    PutRight,
    denies_alone,
    may_put_right,
    slip_of,
)
from handlers.understanding.wish import Reading
from handlers.wishes import carrying
from handlers.wishes.fulfilling import fulfil, waits_for_yes
from handlers.wishes.last_order import TAKEN_BACK, LastOrder, last_order
from nudges.letters.announcement import ANNOUNCE
from nudges.messenger import Button
from services.targets import targets

EXEMPT = "exempt"
_MOST_LINES, SET_TARGET = 3, "set_target"  # of more lines than that what is taken back is no list of them


_NO_READING = Reading()


@dataclass(frozen=True, slots=True)
class Corrected:
    """`words` of the order as it is meant; empty where nothing is wished any more."""

    order: LastOrder
    words: str = ""
    reading: Reading = _NO_READING
    is_of_others: bool = False
    names_people: bool = False


async def within(talk: Talk) -> bool:
    """«Исключи Ким до среды, а хотя нет, не надо» in one message. True when all is answered by that."""
    if not thinks_better(talk.text) or not talk.who.is_known:
        return False
    whole = await taken_apart(talk, talk.text)
    place = slip_begins(whole)
    if not place:
        return False
    at = whole.tokens[place].start
    order, said = talk.text[:at].rstrip(" ,.—–-\n"), talk.text[at:]
    reading = await understand(talk, order)
    refused = next((one for one in (*reading.wishes, *reading.nearest[:1]) if one.acts), None)
    if refused is None or refused.code == ANNOUNCE:
        return False
    before, behind = await taken_apart(talk, order), await taken_apart(talk, said)
    if takes_back(before, behind):
        carrying.nothing_changed(talk, refused)
        return True
    slip = slip_of(behind, before)
    words = put_right(before, slip, asked=False, dictates=False) if slip is not None else ""
    if words and _codes(await understand(talk, words)) == _codes(reading):
        talk.spelt = words
    return False


async def heard(talk: Talk) -> Corrected | None:
    """What is put right in what was said before; None for everything else."""
    order = await last_order(talk)
    if order is None or not (order.asked or may_put_right(talk.text)):
        return None
    if not order.asked and may(talk, Right.CHANGER) and deeds.cancels(talk.text):
        return None  # a bare «отмена» behind a deed: what was done last is named, and its way back is a button
    before, said = await taken_apart(talk, order.words), await taken_apart(talk, talk.text)
    if takes_back(before, said, silences=order.silences):
        return Corrected(order) if order.asked or order.back else None
    slip = slip_of(said, before) if order.words else None
    if slip is None or not (order.asked or slip.is_strong):
        return None
    if denies_alone(slip, before):
        return Corrected(_of_what_is_named(order)) if order.asked or order.back else None
    meant = await understand(talk, order.words)
    code = next((one.code for one in (*meant.wishes, *meant.nearest)), "")
    acts = any(one.acts for one in meant.wishes)
    words = _another(before, slip) or put_right(before, slip, asked=order.asked, dictates=code == ANNOUNCE, acts=acts)
    if code == SET_TARGET and (not words or words == order.words):
        return await _one_target(talk, order, slip)
    if not words or words == order.words:
        return None
    reading = await understand(talk, words)
    others = {one.people for one in meant.wishes} != {one.people for one in reading.wishes}
    names_people = slip.another or slip.names_people
    if not order.asked and (swapped := _one_of_them(order, meant, reading, words)) is not None:
        return swapped
    return Corrected(order, words, reading, others, names_people) if _codes(reading) == _codes(meant) else None


def _one_of_them(order: LastOrder, meant: Reading, reading: Reading, whole: str) -> Corrected | None:
    """«Не Лебедев, а Волков» of several who were let be: only he is brought back, and what was done of others stays."""
    pairs = list(zip(meant.wishes, reading.wishes, strict=False))
    changed = [(old, new) for old, new in pairs if old.people != new.people]
    if len(meant.wishes) != len(reading.wishes) or len(changed) != 1 or not order.back:
        return None
    [(old, new)] = changed
    gone, come = set(old.people) - set(new.people), set(new.people) - set(old.people)
    if old.code != EXEMPT or {**old.keys, "who": ""} != {**new.keys, "who": ""} or not gone or not come:
        return None
    words = new.said if len(pairs) > 1 else whole
    back = tuple(one for each in order.back if (one := _of_those(each, gone)) is not None)
    if not back or not words or (len(pairs) == 1 and len(old.people) == 1):
        return None
    return Corrected(replace(order, back=back), words, replace(reading, wishes=(new,)), is_of_others=True)


def _of_those(one: Button, gone: set[int]) -> Button | None:
    """The button that brings several back, for some of them."""
    payload = dict(one.payload or {})
    ids = {int(each) for each in str(payload.pop("ps", "")).split(",") if each.isdecimal()}
    ids |= {payload.pop("p")} if isinstance(payload.get("p"), int) else set()
    if payload.get(COMMAND) != "restore" or not ids & gone:
        return None
    return replace(one, payload={**payload, "ps": ",".join(map(str, sorted(ids & gone)))})


def _of_what_is_named(order: LastOrder) -> LastOrder:
    """«Хотя нет, не чат»: of what a teacher said to be done only that is taken back."""
    back = [replace(one, payload={COMMAND: TAKE_BACK}) if _takes_back(one) else one for one in order.back]
    return replace(order, back=tuple(back))


def _takes_back(one: Button) -> bool:
    return (one.payload or {}).get(COMMAND) == TAKE_BACK


async def _one_target(talk: Talk, order: LastOrder, slip: PutRight) -> Corrected | None:
    """«Нет, по чатам 90 %» of several that were set at once: the others stay, and what is not said anew, too."""
    if order.asked or not {Kind.THING} < {*slip.meant} <= {Kind.THING, Kind.AMOUNT, Kind.DAYS}:
        return None
    said = " ".join(
        slip.said.text[slip.said.tokens[run.start].start : slip.said.tokens[run.stop - 1].end]
        for runs in slip.meant.values()
        for run in runs
    )
    school, codes = await school_spoken_of(talk), codes_in(said.lower())
    if school is None or len(codes) != 1:
        return None
    goal = (await targets(talk.session, actor_at(talk, school.id))).get(codes[0])
    if Kind.DAYS not in slip.meant and goal is not None and goal.deadline is not None:
        said = f"{said} до {goal.deadline:%d.%m.%Y}"
    words = f"цель {said}"
    reading = await understand(talk, words)
    return Corrected(replace(order, back=()), words, reading) if _codes(reading) == [SET_TARGET] else None


def _codes(reading: Reading) -> list[str]:
    """What is listed and what is not are one question."""
    return ["list" if one.code == "done_list" else one.code for one in reading.wishes or reading.nearest[:1]]


def _another(order: Sentence, slip: PutRight) -> str:
    """«Не ту, другую Алиеву»: the other one of that name, or, of several, whoever is asked about then."""
    found = others_alike(order, slip.said) if slip.another else None
    if found is None:
        return ""
    named, others = found
    if len(others) == 1:
        return in_place_of(order, named.places, others[0])
    first, last = order.tokens[named.places[0]], order.tokens[named.places[-1]]
    return f"{order.text[: first.end]}{order.text[last.end :]}"  # by the surname alone


async def carry_out(talk: Talk, corrected: Corrected) -> None:
    if not await _taken_back(talk, corrected.order):
        return
    done = len(talk.replies)
    if corrected.words:
        talk.spelt = corrected.words
        await _offer(talk, _with_moment(talk, corrected.reading))
    elif talk.who.dialogue is not None and not done:
        await commands.run(talk, "cancel")
    elif not done:
        talk.say(carrying.NOTHING)
    elif not talk.replies[-1].about:
        talk.replies[-1] = replace(talk.replies[-1], about=TAKEN_BACK)
    if corrected.order.number is not None:
        note_over(talk, corrected.order.number)
    if done and len(talk.replies) > done:  # one answer
        before, behind = talk.replies[done - 1], talk.replies[done]
        taken = before.text if corrected.is_of_others and before.text.count("\n") < _MOST_LINES else PUT_BACK
        talk.replies[done - 1 : done + 1] = [replace(behind, text=f"{taken}\n\n{behind.text}")]


def _with_moment(talk: Talk, reading: Reading) -> Reading:
    """At what hour it was shown to go, where another was named under what is shown."""
    at = str(talk.who.dialogue.state.get("at") or "") if talk.who.dialogue is not None else ""
    if not at or len(reading.wishes) != 1 or not {"at"} <= TAKES.get(reading.wishes[0].code, frozenset()):
        return reading
    [wish] = reading.wishes
    return replace(reading, wishes=(replace(wish, keys={"at": at, **wish.keys}),))


async def _taken_back(talk: Talk, order: LastOrder) -> bool:
    """False where that was not done, and is asked about."""
    for one in order.back:
        talk.given = dict(one.payload or {})
        await commands.run(talk, talk.word(COMMAND))
        talk.given = {}
        last = talk.replies[-1].keyboard if talk.replies else None
        if last is not None and any((each.payload or {}).get(COMMAND) == "cancel" for row in last.rows for each in row):
            return False
    return True


async def _offer(talk: Talk, reading: Reading) -> None:
    """A deed is shown first, even where its words alone would have done it."""
    if not talk.who.members and (await own_peace.named(talk, None) or await own_time.spoken(talk)):
        return
    wishes = [replace(one, ordered=False, known=False) if one.acts else one for one in reading.wishes]
    if len(wishes) == 1 and waits_for_yes(talk, wishes[0]):
        await asking.surely(talk, reading.wishes, corrected=True)
    elif len(wishes) == 1 and wishes[0].code in ROUTES:
        await fulfil(talk, reading.wishes[0])
    else:
        await carrying.carry(talk, reading)
