"""From a wish to the command that fulfils it: which one, with what a button would carry, and the words it needs."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from handlers.understanding.asking import REASON_WORDS
from handlers.understanding.wish import Wish
from handlers.wishes import wordings
from handlers.wishes.wordings import span_text
from nudges.gaps import GAP
from services.selection import Selection

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
_SETTINGS = {"zone": "zone", "school_name": "name", "deadline": "deadline", "moment": "moment", "wait": "wait"}


@dataclass(frozen=True, slots=True)
class Routed:
    """A command's code, what comes with it as with a button, and the words it reads by itself."""

    code: str
    given: Mapping[str, Any] = field(default_factory=dict)
    rest: str = ""


def routed(wish: Wish, text: str) -> Routed:
    """The command behind a wish that was read in a text."""
    by_state = _by_state(wish)
    if by_state is not None:
        return by_state
    make = _MADE.get(wish.code)
    return make(wish, text) if make is not None else Routed(RENAMED.get(wish.code, wish.code))


def selection(wish: Wish) -> str:
    """`subject:математика+-id:5`: the people of a wish as `services.selection` writes them."""
    said = wish.keys.get("who", "").split("+")
    groups = [one for one in said if ":" in one and "state:" not in one]
    return "+".join([*groups, *(f"id:{one}" for one in wish.people), *(f"-id:{one}" for one in wish.excepted)])


# Of people by how they stand, the list that shows them.
_LISTS: Mapping[str, str] = {
    "state:silent": "answered",
    "state:undelivered": "undelivered",
    "state:unreachable": "unreachable",
    "state:excused": "exempt",
}


def _by_state(wish: Wish) -> Routed | None:
    """Nobody is chosen by that: they are shown, and a deed is not done to others instead."""
    said = [one for one in wish.keys.get("who", "").split("+") if "state:" in one]
    said = [one for one in said if one != "-state:excused"]  # left out by themselves
    if not said or (wish.code == "leaflets" and said == ["state:unreachable"]):  # whom leaflets are for
        return None
    if wish.code == "restore" and said == ["state:excused"]:
        return Routed("restore", {}, "всех")
    if wish.code == "remind" and wish.keys.get("who") == "state:silent":
        return Routed("remind_silent", _gap(wish) | ({"at": wish.keys["at"]} if "at" in wish.keys else {}))
    shown = _LISTS.get(said[0].removeprefix("-"), "")
    return Routed(f"by_{shown}" if wish.acts else shown)


def names_group(wish: Wish) -> bool:
    """Whether a group is meant, alone or beside people who are named."""
    return any(not one.startswith("id:") for one in Selection.parse(selection(wish)).chosen)


def _people(wish: Wish) -> dict[str, Any]:
    if len(wish.people) == 1:
        return {"p": wish.people[0]}
    return {"ps": ",".join(map(str, wish.people))} if wish.people else {}


def _gap(wish: Wish, text: str = "") -> dict[str, Any]:
    gaps = wish.keys.get("gap", "").split("+")
    if gaps == ["few_messages_3"]:
        return {"gap": "few_messages", "below": "3"}
    renamed = [_KNOWN.get(one, one) for one in gaps]
    known = [one for name in renamed for one in name.split("+") if one in GAP or one == "all"]
    return {"gap": ("&" if _NEITHER.search(text.lower()) else "+").join(known)} if known else {}


# «Ни чата, ни звонка»: those who lack both.
_NEITHER = re.compile(r"\bни\b(?! раз).+\bни\b(?! раз)|\bодновременно\b")


_KNOWN = {
    "no_max": "not_in_max",
    "few_messages_3": "few_messages",
    "parent_chats": "no_parent_chat_with_teacher+no_parent_chat_without_teacher",
}


def _list(wish: Wish, text: str) -> Routed:
    who = {"who": found} if (found := selection(wish)) else {}
    some = who and "messenger:" not in who["who"]
    given = {"gap": "done"} if wish.code == "done_list" else _gap(wish, text) or {"gap": "all" if some else "staff"}
    return Routed("list", given | who)


def _remind(wish: Wish, text: str) -> Routed:
    tells = _TELLS.search(text.lower()) if "gap" not in wish.keys else None
    if tells is not None:
        moment = wish.keys.get("at", "") if _MOMENT.search(text[: tells.start()].lower()) else ""
        return _announce(replace(wish, keys={**wish.keys, "at": moment} if moment else _without(wish, "at")), text)
    at = {"at": wish.keys["at"]} if "at" in wish.keys else {}
    if len(wish.people) == 1 and not wish.excepted and not names_group(wish):
        return Routed("remind", _people(wish) | _gap(wish) | at)
    if wish.rest and not wish.people:
        return Routed("remind", {}, wish.rest)  # who is meant must be asked back
    who = selection(wish)
    asked = wish.keys.get("who") == "all" or "gap" in wish.keys or who
    return Routed(
        "remind", (_gap(wish, text) or ({"gap": "all"} if asked else {})) | ({"who": who} if who else {}) | at
    )


_MOMENT = re.compile(r"\d|завтра|сегодня|понедел|вторник|сред[ау]|четверг|пятниц|утр|вечер")
# «Напомни всем, что завтра педсовет»: those words are to be said, and no gap is meant.
_TELLS = re.compile(r"[,\s](?:о том,? )?(?:что|чтобы|чтоб)\s")


def _without(wish: Wish, name: str) -> dict[str, str]:
    return {key: value for key, value in wish.keys.items() if key != name}


def _with_people(code: str) -> Callable[[Wish, str], Routed]:
    return lambda wish, text: Routed(code, _people(wish), "" if wish.people else wish.rest)


def _with_text(code: str) -> Callable[[Wish, str], Routed]:
    return lambda wish, text: Routed(code, {}, text)


def _with_gap(code: str) -> Callable[[Wish, str], Routed]:
    def make(wish: Wish, text: str) -> Routed:
        gaps = str(_gap(wish).get("gap", "")).split("+")
        return Routed(code, {"gap": gaps[0]} if len(gaps) == 1 and gaps[0] else {}, text)

    return make


def _asked(code: str) -> Callable[[Wish, str], Routed]:
    """A question with everything that was said of it; of whom as `services.selection` writes it."""
    return lambda wish, text: Routed(code, {**wish.keys, "who": selection(wish)})


def _indicator(wish: Wish, text: str) -> Routed:
    """«Сколько ещё до цели», of none by name: of all that have one."""
    of_all = wish.keys.get("what") == "left" and "ind" not in wish.keys and not selection(wish)
    return _asked("forecast" if of_all else "indicator")(wish, text)


def _lagging(wish: Wish, text: str) -> Routed:
    """`value` says how many, as a number that a button may carry."""
    most = wish.keys.get("value", "") if not wish.narrowed else ""  # «две недели подряд» are no two people
    given = {key: value for key, value in wish.keys.items() if key != "value"}
    return Routed("lagging", given | {"who": selection(wish)} | ({"value": int(most)} if most.isdecimal() else {}))


def _restore(wish: Wish, text: str) -> Routed:
    if names_group(wish):
        return Routed("restore", {"who": selection(wish)})
    if wish.ordered and wish.keys.get("who") != "all":
        return Routed("restore", {}, wordings.after_command(text))
    if not wish.rest and "who" not in wish.keys and _REMINDING.search(text.lower()):
        return Routed("resume")  # «снова напоминай»
    return Routed("restore", _people(wish), "всех" if wish.keys.get("who") == "all" else wish.rest)


def _exempt(wish: Wish, text: str) -> Routed:
    if wish.keys.get("who") == "all":
        return Routed("exempt", {}, "всех")
    reason = REASON_WORDS.get(wish.keys.get("reason", ""), "")
    words = " ".join(filter(None, (span_text(wish, text), reason or _other_reason(wish))))
    rest = {"rest": words} if words else {}
    if names_group(wish):
        return Routed("exempt", {"who": selection(wish)} | rest)
    if wish.ordered:
        return Routed("exempt", {}, wordings.after_command(text))
    if wish.people:
        return Routed("exempt", _people(wish) | rest)
    return Routed("exempt", {}, " ".join(filter(None, (wish.rest, words))))


def _other_reason(wish: Wish) -> str:
    return " ".join(word for word in wish.unused if word not in wish.rest)


def _pause(wish: Wish, text: str) -> Routed:
    """`until` is the day on which everything goes on."""
    if wish.keys.get("who", "all") != "all":
        return Routed("pause_of_some")
    if not {"from", "until"} & set(wish.keys):
        return Routed("pause")
    if wish.last is None:
        return Routed("breaks", {}, f"{span_text(wish, text)} пауза")  # the last day is asked for
    first = f"с {_day(wish.keys['from'])} по " if "from" in wish.keys else "до "
    return Routed("breaks", {}, f"{first}{wish.last:%d.%m.%Y} пауза")


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d.%m.%Y}"


def _setting(wish: Wish, text: str) -> Routed:
    if "who" in wish.keys:
        return Routed("hours_of_one")
    if wish.keys.get("field") == "saturday":
        return Routed("set_workday")
    key = "hours" if wish.code == "set_hours" else _SETTINGS.get(wish.keys.get("field", ""), "")
    value = {"said": wish.keys["value"]} if key == "moment" and "value" in wish.keys else {}
    return Routed("setting", {"key": key} | value, text) if key else Routed("setting_unknown")


def _correct(wish: Wish, text: str) -> Routed:
    said = {key: wish.keys[key] for key in ("field", "value") if key in wish.keys}
    return Routed("correct", _people(wish) | said if len(wish.people) == 1 and "value" in said else {}, wish.rest)


def _announce(wish: Wish, text: str) -> Routed:
    """The command reads its words itself: they go to everybody as they were written."""
    who = {"who": found} if (found := selection(wish)) else {}
    return Routed("announce", who | ({"at": wish.keys["at"]} if "at" in wish.keys else {}))


def _report(wish: Wish, text: str) -> Routed:
    return Routed("report", {"who": who} if (who := selection(wish)) and _narrows(who) else {}, text)


def _narrows(who: str) -> bool:
    """A head is whom a report is for."""
    chosen = Selection.parse(who)
    return bool(chosen.left_out) or any(one.startswith(("subject:", "parallel:", "class:")) for one in chosen.chosen)


def _leaflets(wish: Wish, text: str) -> Routed:
    who = selection(wish) if names_group(wish) or wish.excepted or len(wish.people) > 1 else ""
    return Routed("leaflets", {"who": who} if who else {}, wordings.leaflet(wish, text))


def _template(wish: Wish, text: str) -> Routed:
    return Routed("template_default" if wish.keys.get("value") == "default" else "template")


_REMINDING = re.compile(r"напомин|пиш|рассыл|присыл")
_NOTHING = frozenset({"ничего", "никогда"})
_FOR_GOOD = re.compile(r"\b(?:ничего|никогда)\b.*\bбольше\b|\bбольше\b.*\b(?:ничего|никогда)\b")


def _cancel_round(wish: Wish, text: str) -> Routed:
    return Routed("cancel_round_of" if wish.rest else "stop")


def _mute(wish: Wish, text: str) -> Routed:
    """For good only where that is said in so many words; otherwise peace is offered for a week, or for good."""
    is_plain = wish.ordered or (wish.is_plain and wish.keys.get("value") == "good")
    in_other_words = set(wish.unused) <= _NOTHING and _FOR_GOOD.search(text.lower()) is not None
    return Routed("mute" if is_plain or (in_other_words and "until" not in wish.keys) else "tired")


def _not_now(wish: Wish, text: str) -> Routed:
    return Routed("promise" if wish.keys.get("value") == "promise" else "not_now")


def _target(wish: Wish, text: str) -> Routed:
    if wish.ordered:
        return Routed("targets", {}, wordings.after_command(text))
    said = wordings.target(wish, text)
    return Routed("targets", {}, said) if said is not None else Routed("targets_many")


def _break(wish: Wish, text: str) -> Routed:
    if wish.keys.get("who", "all") != "all":
        return Routed("breaks_of_some")
    if wish.ordered:
        return Routed("breaks", {}, wordings.after_command(text))
    said = wordings.days_off(wish, text)
    return Routed("breaks", {}, said) if said is not None else Routed("breaks_many")


# «Ты отправил напоминания?» asks how the round goes, «кто получит» whom the next one is for.
_SENT = re.compile(r"\b(?:от|разо)сла|отправ(?:ил|лен)|\bнапомнил")
_WILL_GET = re.compile(r"\b(?:получ(?:ит|ат)|уйд[её]т)\b")


def _got(wish: Wish, text: str) -> Routed:
    if not wish.people and not wish.rest and not wish.ordered and _SENT.search(text.lower()):
        return Routed("progress")
    return _with_people("got")(wish, text)


def _progress(wish: Wish, text: str) -> Routed:
    return _MADE["preview"](wish, text) if _WILL_GET.search(text.lower()) else Routed("progress")


_MADE: Mapping[str, Callable[[Wish, str], Routed]] = {
    "list": _list,
    "done_list": _list,
    "remind": _remind,
    "card": _with_people("card"),
    "got": _got,
    "progress": _progress,
    "merge": _with_people("merge"),
    "correct": _correct,
    "announce": _announce,
    "why_listed": _with_people("why_listed"),
    "code": _with_people("invite"),
    "detach": _with_people("detach"),
    "exempt": _exempt,
    "exemptions": lambda wish, text: Routed("exempt"),
    "restore": _restore,
    "left": _with_people("left"),
    "pause": _pause,
    "set": _setting,
    "set_hours": _setting,
    "howto": _with_gap("howto"),
    "where_button": _with_gap("howto"),
    "done": _with_gap("done"),
    "mistake": _with_gap("mistake"),
    "template": _template,
    "mute": _mute,
    "prefer": lambda wish, text: Routed("write_in", {"to": wish.keys["value"]} if "value" in wish.keys else {}),
    "cancel_round": _cancel_round,
    "not_now": _not_now,
    "report": _report,
    "subscribe": _with_text("subscribe"),
    "leaflets": _leaflets,
    "set_target": _target,
    "set_break": _break,
    "give_role": lambda wish, text: Routed("roles", {}, wordings.role(wish, text)),
    "take_role": lambda wish, text: Routed("role_take", {}, wordings.whose_role(wish, text)),
    "withdraw": lambda wish, text: Routed("withdraw", {}, wordings.invitation(wish, text)),
    "school": lambda wish, text: Routed("school", {}, wordings.school(text)),
    "away": _with_text("away"),
    "why_bot": lambda wish, text: Routed("why", dict(wish.keys)),
    "preview": lambda wish, text: Routed("remind", {"gap": "all"}),
    "indicator": _indicator,
    "headcount": _asked("headcount"),
    "lagging": _lagging,
    "close_ones": _asked("close_ones"),
    "forecast": _asked("forecast"),
    "compare_schools": _asked("compare_schools"),
    "explain": lambda wish, text: Routed("explain", {"term": wish.keys.get("value", "")}, text),
}
