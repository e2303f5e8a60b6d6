"""Lists, rounds, announcements and papers: of whom, about what, when."""

import re

from handlers.understanding.wish import Wish
from handlers.wishes import wordings
from handlers.wishes.routed import Routed, gap_of, moment, names_group, people, selection, whom, with_people
from services.selection import Selection


def list_of(wish: Wish, text: str) -> Routed:
    who = whom(wish)
    some = who and "messenger:" not in who["who"]
    given = {"gap": "done"} if wish.code == "done_list" else gap_of(wish, text) or {"gap": "all" if some else "staff"}
    return Routed("list", given | who)


_MOMENT = re.compile(r"\d|завтра|сегодня|понедел|вторник|сред[ау]|четверг|пятниц|утр|вечер")
# «Напомни всем, что завтра педсовет»: those words are to be said, and no gap is meant.
_TELLS = re.compile(r"[,\s](?:о том,? )?(?:что|чтобы|чтоб)\s")


def remind(wish: Wish, text: str) -> Routed:
    tells = _TELLS.search(text.lower()) if "gap" not in wish.keys else None
    if tells is not None:
        is_of_sending = _MOMENT.search(text[: tells.start()].lower()) is not None
        return announce(wish, text) if is_of_sending else Routed("announce", whom(wish))
    if len(wish.people) == 1 and not wish.excepted and not names_group(wish):
        return Routed("remind", people(wish) | gap_of(wish) | moment(wish))
    if wish.rest and not wish.people:
        return Routed("remind", {}, wish.rest)  # who is meant must be asked back
    who = whom(wish)
    asked = wish.keys.get("who") == "all" or "gap" in wish.keys or who
    return Routed("remind", (gap_of(wish, text) or ({"gap": "all"} if asked else {})) | who | moment(wish))


def announce(wish: Wish, text: str) -> Routed:
    """The command reads its words itself: they go to everybody as they were written."""
    return Routed("announce", whom(wish) | moment(wish))


# «Ты отправил напоминания?» asks how the round goes, «кто получит» whom the next one is for.
_SENT = re.compile(r"\b(?:от|разо)сла|отправ(?:ил|лен)|\bнапомнил")
_WILL_GET = re.compile(r"\b(?:получ(?:ит|ат)|уйд[её]т)\b")


def got(wish: Wish, text: str) -> Routed:
    if not wish.people and not wish.rest and not wish.ordered and _SENT.search(text.lower()):
        return Routed("progress")
    return with_people("got")(wish, text)


def preview(wish: Wish, text: str) -> Routed:
    return Routed("remind", {"gap": "all"})


def progress(wish: Wish, text: str) -> Routed:
    return preview(wish, text) if _WILL_GET.search(text.lower()) else Routed("progress")


def cancel_round(wish: Wish, text: str) -> Routed:
    return Routed("cancel_round_of" if wish.rest else "stop")


def report(wish: Wish, text: str) -> Routed:
    return Routed("report", {"who": who} if (who := selection(wish)) and _narrows(who) else {}, text)


def _narrows(who: str) -> bool:
    """A head is whom a report is for."""
    chosen = Selection.parse(who)
    return bool(chosen.left_out) or any(one.startswith(("subject:", "parallel:", "class:")) for one in chosen.chosen)


def leaflets(wish: Wish, text: str) -> Routed:
    who = selection(wish) if names_group(wish) or wish.excepted or len(wish.people) > 1 else ""
    return Routed("leaflets", {"who": who} if who else {}, wordings.leaflet(wish, text))
