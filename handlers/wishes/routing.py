"""From a wish to the command that fulfils it: which one, with what a button would carry, and the words it needs."""

from collections.abc import Callable, Mapping

from handlers.understanding.codes import TAKES
from handlers.understanding.judging.amounts import asks_average, messages_between
from handlers.understanding.reading.time.clocks import NO_HOUR
from handlers.understanding.said.orders import wordings
from handlers.understanding.wish import Wish
from handlers.wishes.peace import (
    RESTING,
    days_off,
    exempt,
    exemptions,
    for_reason,
    left,
    mute,
    not_now,
    pause,
    restore,
)
from handlers.wishes.questions import (
    answer_dispute,
    answered,
    card,
    close_ones,
    deadline,
    indicator,
    lagging,
    own_class,
    summary,
)
from handlers.wishes.routed import Routed, asked, done, gap_of, moment, whom, with_gap, with_people, with_text
from handlers.wishes.sending import (
    announce,
    cancel_round,
    coming,
    got,
    leaflets,
    list_of,
    preview,
    progress,
    remind,
    report,
    subscribed,
    unsubscribed,
    why_listed,
)
from handlers.wishes.setting import chat, correct, role, setting, target, template
from nudges.gaps import GAP
from nudges.letters.announcement import ANNOUNCE
from services.lists import HAVE, TOGETHER

# Wishes whose command has another name.
RENAMED: Mapping[str, str] = {
    "effect": "helped",
    "give_role": "roles",
    "take_role": "role_take",
    "cancel_round": "stop",
    "set_target": "targets",
    "set_break": "breaks",
    "complain": "tired",
    "add_person": "from_the_file",
    "no": "cancel",
    "move_to_max": "move",
}


def routed(wish: Wish, text: str) -> Routed:
    """The command behind a wish that was read in a text."""
    if "at" in TAKES.get(wish.code, ()) and wish.code != ANNOUNCE and NO_HOUR.search(text) is not None:
        return Routed("no_such_hour")
    if not wish.ordered and (counted := _by_amount(wish, text)) is not None:
        return counted
    by_state = _by_state(wish, text)
    if by_state is not None:
        return by_state
    make = _MADE.get(wish.code)
    return make(wish, text) if make is not None else Routed(RENAMED.get(wish.code, wish.code))


_OF_AMOUNTS = frozenset({"list", "done_list", "close_ones", "lagging", "indicator", "headcount", "summary"})


def _by_amount(wish: Wish, text: str) -> Routed | None:
    """«От 6 до 9 сообщений», «сколько в среднем сообщений»: no gap and no indicator tells that."""
    if wish.code not in _OF_AMOUNTS:
        return None
    asked_of = whom(wish) | ({"week": wish.keys["week"]} if "week" in wish.keys else {})
    if asks_average(text):
        return Routed("average", asked_of)
    span = messages_between(text)
    if span is None:
        return None
    return Routed("messages_between", {"low": span[0], "high": span[1]} | _besides(wish) | asked_of)


def _besides(wish: Wish) -> dict[str, str]:
    """«Кто без чата, но сообщений больше 10»: what else those lack, or have."""
    lacking, have = (
        [one for one in wish.keys.get(key, "").split("+") if one in GAP and one != "few_messages"]
        for key in ("gap", "have")
    )
    if wish.code == "done_list":
        lacking, have = [], [*lacking, *have]
    if not lacking:
        return {"gap": f"{HAVE}{TOGETHER.join(have)}"} if have else {}
    return {"gap": TOGETHER.join([*lacking, *(f"{HAVE}{one}" for one in have)])}


# Of people by how they stand, the list that shows them.
_LISTS: Mapping[str, str] = {
    "state:silent": "answered",
    "state:undelivered": "undelivered",
    "state:unreachable": "unreachable",
    "state:excused": "exemptions",
}


def _by_state(wish: Wish, text: str) -> Routed | None:
    """Nobody is chosen by that: they are shown, and a deed is not done to others instead."""
    said = [one for one in wish.keys.get("who", "").split("+") if "state:" in one]
    said = [one for one in said if one != f"-{RESTING}"]  # left out by themselves
    if not said or (wish.code == "leaflets" and said == ["state:unreachable"]):  # whom leaflets are for
        return None
    if wish.code == "restore" and said == [RESTING]:
        return None
    if wish.code == "remind" and wish.keys.get("who") == "state:silent":
        return Routed("remind_silent", gap_of(wish) | moment(wish))
    shown = _LISTS.get(said[0].removeprefix("-"), "")
    if shown == "exemptions" and not wish.acts:
        return Routed(shown, for_reason(wish, text))
    return Routed(f"by_{shown}" if wish.acts else shown)


_MADE: Mapping[str, Callable[[Wish, str], Routed]] = {
    "list": list_of,
    "done_list": list_of,
    "remind": remind,
    "audit": with_people("audit"),
    "undo": with_people("undo"),
    "card": card,
    "got": got,
    "progress": progress,
    "schedule": coming,
    "merge": with_people("merge"),
    "correct": correct,
    "announce": announce,
    "why_listed": why_listed,
    "code": with_people("invite"),
    "detach": lambda wish, text: with_people("are_two" if len(wish.people) > 1 else "detach")(wish, text),
    "forget_other": with_people("forget_other"),
    "exempt": exempt,
    "restore": restore,
    "left": left,
    "answer_dispute": answer_dispute,
    "answered": answered,
    "exemptions": exemptions,
    "summary": summary,
    "loads": asked("loads"),
    "undo_load": asked("undo_load"),
    "retry": lambda wish, text: Routed("retry_later" if "at" in wish.keys else "retry"),
    "pause": pause,
    "set": setting,
    "set_hours": setting,
    "howto": with_gap("howto"),
    "where_button": with_gap("howto"),
    "done": done,
    "mistake": with_gap("mistake", several=True),
    "my_class": own_class,
    "template": template,
    "mute": mute,
    "prefer": lambda wish, text: Routed("write_in", {"to": wish.keys["messenger"]} if "messenger" in wish.keys else {}),
    "cancel_round": cancel_round,
    "not_now": not_now,
    "report": report,
    "subscribe": subscribed,
    "unsubscribe": unsubscribed,
    "leaflets": leaflets,
    "set_target": target,
    "chat_register": chat,
    "set_break": days_off,
    "give_role": role,
    "take_role": lambda wish, text: Routed("role_take", {}, wordings.whose_role(wish, text)),
    "withdraw": lambda wish, text: Routed("withdraw", {}, wordings.invitation(wish, text)),
    "school": lambda wish, text: Routed("school", {}, wordings.school(text)),
    "away": with_text("away"),
    "why_bot": lambda wish, text: Routed("why", dict(wish.keys)),
    "preview": preview,
    "indicator": indicator,
    "deadline": deadline,
    "dynamics": asked("dynamics"),
    "headcount": asked("headcount"),
    "lagging": lagging,
    "close_ones": close_ones,
    "forecast": asked("forecast"),
    "compare_schools": asked("compare_schools"),
    "explain": lambda wish, text: Routed("explain", {"term": wish.keys.get("value", "")}, text),
}
