"""Lists, rounds, announcements and papers: of whom, about what, when."""

from handlers.understanding.judging.turned import changes_announcement, speaks_of_announcement
from handlers.understanding.pieces.of_summary import is_of_summary
from handlers.understanding.reading.manner import AHEAD, PAST
from handlers.understanding.said.lists import asks_posts, asks_who_teaches, nothing_done, without_names
from handlers.understanding.said.orders import wordings
from handlers.understanding.wish import Wish
from handlers.wishes.routed import APART, Routed, gap_of, moment, names_group, people, selection, whom, with_people
from indicators.russian.day_words import Kind, day_words
from nudges.gaps import GAP
from nudges.letters.announcement import ANNOUNCE
from services.lists import ALL, DONE, HAVE, NOTHING, STAFF, TOGETHER, UNLISTED
from services.selection import EXCUSED, Selection


def list_of(wish: Wish, text: str) -> Routed:
    who = whom(wish)
    if without_names(text) and (indicator := _counted_by(wish)):  # «по звонкам, только цифры»: it is shown to others
        return Routed("indicator", {"ind": indicator, "what": "count"})
    if _BUT_EXCUSED in wish.keys.get("who", "").split("+"):
        who = {"who": "+".join(filter(None, (who.get("who", ""), _BUT_EXCUSED)))}
    some = who and "messenger:" not in who["who"]
    if wish.keys.get("gap") == UNLISTED:
        return Routed("list", {"gap": UNLISTED} | who | ({"week": wish.keys["week"]} if "week" in wish.keys else {}))
    lacking = gap_of(wish, apart=APART) or {"gap": ALL if some and not asks_who_teaches(text) else STAFF}
    week = {"week": wish.keys["week"]} if "week" in wish.keys else {}
    if gap_of(wish).get("gap", ALL) == ALL and nothing_done(text):
        return Routed("list", {"gap": NOTHING} | who | week)
    have = gap_of(wish, apart=TOGETHER)
    done = {"gap": f"{HAVE}{have['gap']}"} if have and have["gap"] != ALL else {"gap": DONE}  # «у кого есть чат»
    posts = {"posts": "1"} if wish.code == "list" and lacking["gap"] == STAFF and asks_posts(text) else {}
    return Routed("list", (done if wish.code == "done_list" else lacking) | who | week | posts)


def _counted_by(wish: Wish) -> str:
    gap = wish.keys.get("gap", "")
    return (GAP[gap].indicator or "") if gap in GAP and "who" not in wish.keys else ""


_BUT_EXCUSED = f"-{EXCUSED}"


def remind(wish: Wish, text: str) -> Routed:
    if len(wish.people) == 1 and not wish.excepted and not names_group(wish):
        return Routed("remind", people(wish) | gap_of(wish) | moment(wish))
    who = whom(wish)
    if wish.rest and not wish.people and not who:
        about = {"about": gap} if (gap := gap_of(wish).get("gap")) else {}
        return Routed("remind", about | moment(wish), wish.rest)  # who is meant must be asked back
    asked = wish.keys.get("who") == "all" or "gap" in wish.keys or who
    return Routed("remind", (gap_of(wish) or ({"gap": ALL} if asked else {})) | who | moment(wish))


def announce(wish: Wish, text: str) -> Routed:
    """The command reads its words itself: they go to everybody as they were written."""
    whose = {"gap": DONE} if wish.keys.get("gap") == DONE else gap_of(wish)
    return Routed("announce", whom(wish) | whose | moment(wish))


def got(wish: Wish, text: str) -> Routed:
    """Nobody is named: how the round went, or whom the next one is for; of what is to come when that is."""
    if wish.manner.tense == AHEAD:
        return coming(wish, text)
    if not wish.people and not wish.rest and not wish.ordered and wish.manner.tense == PAST:
        return progress(wish, text)
    return with_people("got")(wish, text)


def coming(wish: Wish, text: str) -> Routed:
    """«Когда напомнишь Алиевой», «получит ли она»: when the next reminders go, and whether to them."""
    if wish.code == "schedule" and wish.manner.tense != AHEAD:
        return Routed("schedule")
    if who := selection(wish):
        return Routed("coming", {"who": who}, text if _names_day(text) else "")
    if wish.rest:
        return Routed("got", {}, wish.rest)  # who is meant must be asked back
    return preview(wish, text) if wish.code in ("got", "progress") else Routed(wish.code)


def why_listed(wish: Wish, text: str) -> Routed:
    """«Почему ты не написал Алиевой» asks for no list."""
    return coming(wish, text) if wish.manner.passed_over else with_people("why_listed")(wish, text)


def preview(wish: Wish, text: str) -> Routed:
    """The round of just those who were named, about what was named; otherwise everybody's. What goes on a day to come
    goes by itself: «что уйдёт в среду»."""
    shown = remind(wish, text)
    if not shown.given and not shown.rest and wish.manner.tense == AHEAD and _names_day(text):
        return Routed("coming", {"who": ""}, text)
    return shown if shown.given or shown.rest else Routed("remind", {"gap": ALL})


def _names_day(text: str) -> bool:
    return any(one.kind in (Kind.WEEKDAY, Kind.NEAR, Kind.DATE) for one in day_words(text.lower()))


def progress(wish: Wish, text: str) -> Routed:
    by_name = {"by_name": "yes"} if wish.manner.by_name else {}
    if speaks_of_announcement(text):
        return Routed("progress", {"of": ANNOUNCE, **by_name})
    return preview(wish, text) if wish.manner.tense == AHEAD else Routed("progress", by_name)


def cancel_round(wish: Wish, text: str) -> Routed:
    if changes_announcement(text):
        return Routed("announce_change")
    if speaks_of_announcement(text):
        return Routed("stop", {"of": ANNOUNCE})
    return Routed("cancel_round_of" if wish.rest else "stop")


def report(wish: Wish, text: str) -> Routed:
    week = {"week": wish.keys["week"]} if "week" in wish.keys else {}
    return Routed("report", ({"who": who} if (who := selection(wish)) and _narrows(who) else {}) | week, text)


def _narrows(who: str) -> bool:
    """A head is whom a report is for."""
    chosen = Selection.parse(who)
    return bool(chosen.left_out) or any(one.startswith(("subject:", "parallel:", "class:")) for one in chosen.chosen)


def subscribed(wish: Wish, text: str) -> Routed:
    """«Присылай директору отчёт»: everybody asks for their own; the summary comes by itself."""
    if "who" in wish.keys and not wish.ordered:
        return Routed("subscribe_other")
    return Routed("summary_on" if is_of_summary(wish.said or text) else "subscribe", {}, text)


def unsubscribed(wish: Wish, text: str) -> Routed:
    """«Хватит слать сводку», «директору отчёт больше не шли»: everybody ends their own."""
    if "who" in wish.keys:
        return Routed("unsubscribe_other")
    return Routed("summary_off" if is_of_summary(wish.said or text) else "unsubscribe")


def leaflets(wish: Wish, text: str) -> Routed:
    if wish.keys.get("gap") == "no_max" and "who" not in wish.keys:
        return Routed("move_leaflets")
    who = selection(wish) if names_group(wish) or wish.excepted or len(wish.people) > 1 else ""
    return Routed("leaflets", {"who": who} if who else {}, wordings.leaflet(wish, text))
