"""Who is left in peace, until when, and who comes back: people, the school, a teacher.

Own patterns: which of the words that a reading left over only say «never again».
"""

from handlers.breaks.changing import CHANGE
from handlers.people.prolonging import PROLONG
from handlers.understanding.labels import REASON_WORDS
from handlers.understanding.particulars.time.days_but import apart
from handlers.understanding.said.denying import supposes
from handlers.understanding.said.orders import wordings
from handlers.understanding.said.orders.changed_days import How, change_in
from handlers.understanding.said.reasons import reasons_and_but
from handlers.understanding.wish import Wish
from handlers.wishes.routed import Routed, gap_of, names_group, people, selection


def restore(wish: Wish, text: str) -> Routed:
    """Of a group, of all, or of whoever is away for a reason; «кроме …» leaves out people, groups and reasons."""
    if names_group(wish) or RESTING in wish.keys.get("who", "") or wish.keys.get("who") == "all":
        return Routed("restore", {"who": selection(wish)} | for_reason(wish, text), "всех")
    if wish.ordered:
        return Routed("restore", {}, wordings.after_command(text))
    if not wish.rest and "who" not in wish.keys and wish.manner.of_messages:
        return Routed("resume")  # «снова напоминай»
    return Routed("restore", people(wish), wish.rest)


def exempt(wish: Wish, text: str) -> Routed:
    if "gap" in wish.keys and wish.keys.get("who", "all") == "all":
        return Routed("exempt_all_of_one")
    if wish.keys.get("who") == "all":
        return Routed("exempt", {}, "всех")
    changed = change_in(text) if len(wish.people) == 1 and not wish.ordered else None
    if changed is not None and changed.by is not None and changed.how in (How.LONGER, How.SHORTER):
        why = REASON_WORDS.get(wish.keys.get("reason", ""), "")
        return Routed(PROLONG, people(wish) | {"n": changed.by.days} | ({"rest": why} if why else {}))
    reason = REASON_WORDS.get(wish.keys.get("reason", ""), wish.because)
    words = " ".join(filter(None, (wordings.span_text(wish, text), reason or _other_reason(wish))))
    rest = ({"rest": words} if words else {}) | gap_of(wish) | ({"why": 1} if wish.because else {})
    if names_group(wish):
        return Routed("exempt", {"who": selection(wish)} | rest)
    if wish.ordered and "gap" not in rest:
        return Routed("exempt", {}, wordings.after_command(text))
    if wish.people:
        return Routed("exempt", people(wish) | rest)
    return Routed("exempt", {}, " ".join(filter(None, (wish.rest, words))))


def exemptions(wish: Wish, text: str) -> Routed:
    """«Когда выходит Алиева»: the card tells; otherwise everybody who is left in peace, or those for a reason: «кто на
    больничном»."""
    if len(wish.people) == 1:
        return Routed("card", people(wish))
    return Routed("exemptions", for_reason(wish, text))


RESTING = "state:excused"


def for_reason(wish: Wish, text: str) -> dict[str, str]:
    """For which usual reasons those are away who are meant, or who are left out."""
    only, but = reasons_and_but(text)
    if f"-{RESTING}" in wish.keys.get("who", "") and not but:  # «верни всех, а больных не надо»
        only, but = [], only
    return {key: ",".join(said) for key, said in (("reason", only), ("but", but)) if said}


def left(wish: Wish, text: str) -> Routed:
    ahead = {"from": wish.keys["from"]} if "from" in wish.keys else {}
    return Routed("left", people(wish) | ahead, "" if wish.people else wish.rest)


def _other_reason(wish: Wish) -> str:
    """Of a command word for word; in a sentence, what was not understood is no reason."""
    if not wish.ordered:
        return ""
    return " ".join(word for word in wish.unused if word not in wish.rest)


def pause(wish: Wish, text: str) -> Routed:
    """With days it is written down as days off are, under its own name."""
    if wish.keys.get("who", "all") != "all":
        return Routed("pause_of_some")
    if change_in(text) is not None:
        return Routed(CHANGE, {}, text)
    if not {"from", "until"} & set(wish.keys):
        return Routed("pause")
    if wish.last is None:
        return Routed("breaks", {}, f"{wordings.span_text(wish, text)} пауза")  # the last day is asked for
    first = f"с {wordings.day_of(wish.keys['from'])} по " if "from" in wish.keys else "до "
    return Routed("breaks", {}, f"{first}{wish.last:%d.%m.%Y} пауза")


def days_off(wish: Wish, text: str) -> Routed:
    if wish.keys.get("who", "all") != "all":
        return Routed("breaks_of_some")
    if change_in(text) is not None:
        return Routed(CHANGE, {}, text)
    if wish.ordered:
        return Routed("breaks", {}, wordings.after_command(text))
    said = wordings.days_off(wish, text)
    if said is not None and (but := apart(text).without):
        said = f"{said}, {but}"
    return Routed("breaks", {}, said) if said is not None else Routed("breaks_many")


_FOR_GOOD = ("ничего", "никогда", "навсегда", "насовсем", "больше")


def mute(wish: Wish, text: str) -> Routed:
    """For good only where that is said in so many words; otherwise peace is offered for a week, or for good."""
    is_plain = wish.ordered or (wish.is_plain and wish.keys.get("value") == "good")
    in_other_words = wish.manner.for_good and all(one.startswith(_FOR_GOOD) for one in wish.unused)
    return Routed("mute" if is_plain or (in_other_words and "until" not in wish.keys) else "tired")


def not_now(wish: Wish, text: str) -> Routed:
    """«А если не успею?» asks; what may be wished is offered."""
    if supposes(text):
        return Routed("tired")
    return Routed("promise" if wish.keys.get("value") == "promise" else "not_now")
