"""From a wish to the command that fulfils it: which one, with what a button would carry, and the words it needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from handlers.understanding.wish import Wish

# Wishes whose command has another name.
_RENAMED: Mapping[str, str] = {
    "done_list": "list",
    "effect": "helped",
    "exemptions": "exempt",
    "give_role": "roles",
    "take_role": "role_take",
    "answered": "disputes",
    "cancel_round": "stop",
    "set_target": "targets",
    "set_break": "breaks",
    "who_are_you": "who_are_you",
    "why_bot": "why",
    "not_me": "not_me",
    "greet": "greet",
    "no": "cancel",
    "complain": "tired",
    "set_hours": "setting",
    "set": "setting",
    "got": "card",
    "add_person": "from_the_file",
    "code": "code",
}
_SETTINGS = {"zone": "zone", "school_name": "name", "deadline": "deadline", "moment": "moment"}


@dataclass(frozen=True, slots=True)
class Routed:
    """A command's code, what comes with it as with a button, and the words it reads by itself."""

    code: str
    given: Mapping[str, Any] = field(default_factory=dict)
    rest: str = ""


def routed(wish: Wish, text: str) -> Routed:
    """The command behind a wish that was read in a text."""
    make = _MADE.get(wish.code)
    if make is not None:
        return make(wish, text)
    return Routed(_RENAMED.get(wish.code, wish.code))


def _people(wish: Wish) -> dict[str, Any]:
    if len(wish.people) == 1:
        return {"p": wish.people[0]}
    return {"ps": ",".join(map(str, wish.people))} if wish.people else {}


def _gap(wish: Wish) -> dict[str, Any]:
    gaps = wish.keys.get("gap", "").split("+")
    first = gaps[0]
    if first == "few_messages_3":
        return {"gap": "few_messages", "below": "3"}
    return {"gap": {"no_max": "not_in_max"}.get(first, first)} if first else {}


def _list(wish: Wish, text: str) -> Routed:
    gap = {"gap": "done"} if wish.code == "done_list" else _gap(wish) or {"gap": "staff"}
    who = {"who": wish.keys["who"]} if "who" in wish.keys else {}
    return Routed("list", gap | who)


def _remind(wish: Wish, text: str) -> Routed:
    given = _people(wish) | _gap(wish)
    who = {"who": wish.keys["who"]} if "who" in wish.keys and not wish.people else {}
    return Routed("remind", given | who)


def _with_rest(code: str) -> Callable[[Wish, str], Routed]:
    return lambda wish, text: Routed(code, {}, text)


def _card(wish: Wish, text: str) -> Routed:
    return Routed("card", _people(wish), wish.rest)


def span_text(wish: Wish) -> str:
    """«с 23.11.2026 по 06.12.2026»."""
    first, last = wish.keys.get("from"), wish.keys.get("to") or wish.keys.get("until")
    said = []
    if first:
        said.append(f"с {date.fromisoformat(first):%d.%m.%Y}")
    if last:
        said.append(f"{'по' if first else 'до'} {date.fromisoformat(last):%d.%m.%Y}")
    return " ".join(said)


_REASONS = {
    "sick": "больничный",
    "vacation": "отпуск",
    "maternity": "декрет",
    "trip": "командировка",
    "courses": "курсы",
    "parttime": "совместитель",
}


def _exempt(wish: Wish, text: str) -> Routed:
    words = " ".join(filter(None, (span_text(wish), _REASONS.get(wish.keys.get("reason", ""), ""))))
    if not wish.people:
        return Routed("exempt", {}, wish.rest)
    return Routed("exempt", _people(wish) | ({"rest": words} if words else {}))


def _restore(wish: Wish, text: str) -> Routed:
    return Routed("restore", _people(wish), wish.rest)


def _left(wish: Wish, text: str) -> Routed:
    return Routed("left", _people(wish), wish.rest)


def _pause(wish: Wish, text: str) -> Routed:
    if "until" in wish.keys:
        return Routed("breaks", {}, f"пауза {span_text(wish)}")
    return Routed("pause")


def _setting(wish: Wish, text: str) -> Routed:
    key = "hours" if wish.code == "set_hours" else _SETTINGS.get(wish.keys.get("field", ""), "")
    return Routed("setting", {"key": key}, text) if key else Routed("settings")


def _howto(wish: Wish, text: str) -> Routed:
    return Routed("howto", _gap(wish), text)


def _template(wish: Wish, text: str) -> Routed:
    return Routed("template_default" if wish.keys.get("value") == "default" else "template")


_MADE: Mapping[str, Callable[[Wish, str], Routed]] = {
    "list": _list,
    "done_list": _list,
    "remind": _remind,
    "card": _card,
    "got": _card,
    "exempt": _exempt,
    "restore": _restore,
    "left": _left,
    "pause": _pause,
    "set": _setting,
    "set_hours": _setting,
    "howto": _howto,
    "template": _template,
    "report": _with_rest("report"),
    "subscribe": _with_rest("subscribe"),
    "leaflets": _with_rest("leaflets"),
    "set_target": _with_rest("targets"),
    "set_break": _with_rest("breaks"),
    "give_role": _with_rest("roles"),
    "take_role": _with_rest("role_take"),
    "done": _with_rest("done"),
    "mistake": _with_rest("mistake"),
    "away": _with_rest("away"),
}
