"""What is changed in the school's settings and on somebody's card."""

from handlers.access.standing_in import STAND_IN
from handlers.understanding.particulars.journal_name import journal_name
from handlers.understanding.pieces.takes_off import takes_off
from handlers.understanding.said.denying import refuses_to_wait
from handlers.understanding.said.orders import wordings
from handlers.understanding.wish import Wish
from handlers.wishes.routed import Routed, people

_SETTINGS = {"zone": "zone", "school_name": "name", "deadline": "deadline", "moment": "moment", "wait": "wait"}

_SHORTEST = 4  # letters of a word that may name something


def setting(wish: Wish, text: str) -> Routed:
    if "who" in wish.keys:
        return Routed("hours_of_one")
    if wish.keys.get("field") == "saturday":
        return Routed("set_workday")
    if name := journal_name(text):
        return Routed("setting", {"key": "journal", "said": name}, text)
    key = "hours" if wish.code == "set_hours" else _SETTINGS.get(wish.keys.get("field", ""), "")
    value = {"said": wish.keys["value"]} if key in ("moment", "hours") and "value" in wish.keys else {}
    if key == "wait" and wish.is_known and refuses_to_wait(text):
        value = {"said": "не ждать"}
    if key == "deadline" and "to" not in wish.keys and takes_off(text):
        value = {"said": "без срока"}
    if key == "deadline" and "to" in wish.keys:
        value = {"said": f"до {wordings.day_of(wish.keys['to'])}"}
    if key == "name" and (name := wordings.school_name(text)):
        value = {"said": name}
    return Routed("setting", {"key": key} | value, text) if key else Routed("setting_unknown")


def correct(wish: Wish, text: str) -> Routed:
    said = {key: wish.keys[key] for key in ("field", "value") if key in wish.keys}
    return Routed("correct", people(wish) | said if len(wish.people) == 1 and said else {}, wish.rest)


def role(wish: Wish, text: str) -> Routed:
    """Of one person without a role named it is asked for: «пусть Помощникова командует»."""
    if len(wish.people) == 1 and "role" not in wish.keys:
        return Routed(STAND_IN, people(wish))
    return Routed("roles", {}, wordings.role(wish, text))


def chat(wish: Wish, text: str) -> Routed:
    return Routed("chat_forget" if takes_off(text) else "chat_register")


def template(wish: Wish, text: str) -> Routed:
    if wish.keys.get("value") == "…":
        return Routed("text_of_messages")
    return Routed("template_default" if wish.keys.get("value") == "default" else "template")


def target(wish: Wish, text: str) -> Routed:
    if wish.ordered:
        unread = " ".join(word for word in wish.unused if len(word) >= _SHORTEST)
        return Routed("targets", {"unread": unread} if unread else {}, wordings.after_command(text))
    if not {"ind", "value"} & wish.keys.keys() and takes_off(text):
        return Routed("targets_off")
    said = wordings.target(wish, text)
    return Routed("targets", {}, said) if said is not None else Routed("targets_many")
