"""One wish: what is objected to it, whether it is shown first, and its command.

Own patterns: what the reader narrowed, and a setting's value, begin with words that the program gave them.
"""

from collections.abc import Callable
from typing import Any

from handlers import commands, not_understood
from handlers.access import joining as strangers
from handlers.access.standing_in import STAND_IN
from handlers.breaks.changing import CHANGE
from handlers.engine.rights import may
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.people import exemptions as exempting
from handlers.people.prolonging import PROLONG
from handlers.small_talk import help as about
from handlers.teacher.nudge_buttons import TAKE_BACK
from handlers.teacher.second_thoughts import OF_SOMEBODY
from handlers.topics import ROUTES
from handlers.understanding import asking
from handlers.understanding.particulars.time.begins import OF_NEWEST, is_span, is_start
from handlers.understanding.reading.manner import PAST
from handlers.understanding.said.courtesies import only_heard
from handlers.understanding.said.denying import denies
from handlers.understanding.said.lists import month_counted, sets_side_by_side
from handlers.understanding.said.orders.wordings import names_page
from handlers.understanding.which_person import no_list_yet
from handlers.understanding.wish import Wish
from handlers.wishes.honest import INSTEAD
from handlers.wishes.routed import APART, Routed, names_group, selection
from handlers.wishes.routing import routed
from services.selection import Selection

NOT_FOUND = (
    "Не нашёл в списке школы, кого не считать: «{names}». Пока ничего не делал — напишите, пожалуйста, ещё раз: "
    "фамилию, как в списке, предмет или класс."
)
NOBODY = (
    "Не нашёл, кто это: «{names}». Пока ничего не делал — напишите, пожалуйста, ещё раз всех, фамилии — как в списке "
    "школы."
)
LEFT_OUT = "Показываю, но «{words}» учесть не умею: в списке все, без этого отбора."
NOT_OF_SPAN = "За срок «{words}» сложить не умею: показываю последнее."
NOT_SIDE_BY_SIDE = (
    "Две группы рядом не ставлю: сравниваю недели и школы. О каждой можно спросить отдельно: «звонки у 5-х классов»."
)
NOT_BY_NAME = "Поимённо, {words}, сказать не умею: показываю, что изменилось по школе."
NOT_CHOSEN = (
    "По признаку «{words}» людей не отбираю: в списке школы этого нет. Назовите фамилии, предмет, должность или класс."
)
NOT_CHOSEN_HOURS = (
    "По признаку «{words}» людей не отбираю: в списке школы этого нет. Часы меняю одному человеку, по фамилии: "
    "«Алиевой пишите после 14» — или всей школе, в «настройках»."
)
# Their words are passed on as they are, and shown first: none is left out.
_IN_OWN_WORDS = frozenset({"announce", "correct", "away", "not_here", "mistake", "done", "report", "subscribe"})
# Their commands show what is set, and with a value set it: the second may be another's right.
_DONE_AT_ONCE = frozenset({"set_target", "set_break", "pause", "set", "set_hours", "give_role"})
# Ask themselves; and a stop, which is one at once and which one word undoes.
_BY_THEMSELVES = frozenset(
    {CHANGE, PROLONG, STAND_IN, OF_SOMEBODY, "targets_off", "pause", "from_the_file", "are_two", "left"}
)
_TILL_OR_WHY = frozenset({"from", "to", "until", "days", "reason", "hours", "value"})
_TO_SET = {"give_role": Right.OFFICER}
_OF_PEOPLE = frozenset({"exempt", "restore", "left", "detach", "code", "merge"})
COURTESY = frozenset({"thanks", "yes", "greet"})
_OF_HOURS = frozenset({"set_hours", "set"})
_OF_AMOUNTS = frozenset({"messages_between", "average"})  # the numbers are what they are chosen by
_NAMES_PEOPLE = frozenset({"list", "done_list", "lagging", "close_ones"})


async def fulfil(talk: Talk, wish: Wish, *, sure: bool = False) -> None:
    """One wish. A deed that others notice is shown first, unless it is a command word for word."""
    sure = sure or _is_word_for_word(wish)
    command = _command(talk, wish)
    route = ROUTES.get(command.code)
    if wish.code in COURTESY:
        await _courtesy(talk, wish)
    elif route is None:
        instead = INSTEAD.get(command.code)
        if instead is not None and talk.who.is_known:
            instead.say(talk)
        else:
            await not_understood.otherwise(talk)
    elif wish.unclear and may(talk, route.right):
        await asking.left_out(talk, wish)
    elif (objection := _objection(talk, wish, route, sure=sure)) is not None:
        objection()
    elif not sure and waits_for_yes(talk, wish):
        await asking.surely(talk, [wish])
    else:
        if not sure:  # otherwise it was said before the yes
            _say_what_is_left_out(talk, wish, route)
        for given in _one_by_one(command):
            talk.given = given
            await commands.run(talk, command.code, command.rest)


def _is_word_for_word(wish: Wish) -> bool:
    """A target has no first day: «цель звонки 80 % с понедельника» is shown without it."""
    return wish.ordered and not (wish.code == "set_target" and any(map(is_start, wish.dropped)))


def _command(talk: Talk, wish: Wish) -> Routed:
    command = routed(wish, talk.text)
    if command.code == "posters" and not talk.who.members:
        return Routed("my_class")  # a teacher's poster is that of their own class
    if command.code == "withdraw" and not talk.who.members:
        return Routed(TAKE_BACK)  # there are no invitations of theirs, but their own words
    is_let_in = talk.who.is_known or talk.who.dialogue is None
    if command.code in ("mute", "tired") and not wish.ordered and not is_let_in:
        return Routed("cancel")  # «стоп» before they are let in
    return command


def _objection(talk: Talk, wish: Wish, route: Route, *, sure: bool) -> Callable[[], None] | None:
    """What is said in the place of a deed: whose name is not clear, by what nobody is chosen, that all are meant."""
    if not may(talk, route.right):
        return None
    if wish.acts and wish.trait and not sure:
        words = NOT_CHOSEN_HOURS if wish.code in _OF_HOURS else NOT_CHOSEN
        return lambda: talk.say(words.format(words=wish.trait))
    if wish.code == "give_role" and wish.rest and not (wish.people or names_page(talk.text)) and no_list_yet(talk):
        return lambda: talk.say(no_list_yet(talk))
    if wish.acts and wish.strange:
        words = NOBODY if wish.is_for_strangers else NOT_FOUND
        return lambda: talk.say(words.format(names="», «".join(wish.strange)))
    if spares_everybody(wish, talk.text, sure=sure):
        return lambda: exempting.offer_pause(talk)
    return None


def waits_for_yes(talk: Talk, wish: Wish) -> bool:
    command = _command(talk, wish)
    route = ROUTES.get(command.code)
    needed = _TO_SET.get(wish.code, Right.CHANGER) if wish.code in _DONE_AT_ONCE else Right.ANYONE
    at_once = _is_word_for_word(wish)
    if route is None or not wish.acts or at_once or not may(talk, route.right) or not may(talk, needed):
        return False
    is_taken_off = wish.code == "set" and command.given.get("said") == "без срока"
    shown_first = is_taken_off or _is_shown_first(wish, route)
    if wish.unclear or _is_name(command):
        return False
    return _objection(talk, wish, route, sure=False) is None and shown_first


def _is_name(command: Routed) -> bool:
    """The school's new name is read by the command itself, which shows it whole before it takes it."""
    return command.code == "setting" and command.given.get("key") == "name" and "said" in command.given


def _one_by_one(command: Routed) -> list[dict[str, Any]]:
    """A list for each of several gaps; a round is one, whatever is lacking."""
    gaps = str(command.given.get("gap", "")).split(APART) if command.code == "list" else []
    return [{**command.given, "gap": gap} for gap in gaps] if len(gaps) > 1 else [dict(command.given)]


def _is_shown_first(wish: Wish, route: Route) -> bool:
    """Of nobody whom anybody knows here there is nothing to show: the command says so, or asks who is meant."""
    is_of_nobody = wish.code in _OF_PEOPLE and not wish.people and not names_group(wish)
    if is_of_nobody or route.code in _BY_THEMSELVES:
        return False
    return _is_done_at_once(wish, route) or _leaves_out(wish)


def _is_done_at_once(wish: Wish, route: Route) -> bool:
    """Whether the command asks nothing before it does what is said; a group is asked about by name."""
    if wish.code in ("exempt", "restore") and _asks_by_name(wish):
        return False
    if wish.code == "exempt" and not (_TILL_OR_WHY & wish.keys.keys() or wish.because or wish.dropped):
        return False  # till when is asked, and nothing is done before
    return route.does is Does.ACTS or (wish.code in _DONE_AT_ONCE and not {*wish.keys} <= {"field"})


def _asks_by_name(wish: Wish) -> bool:
    """Whether the command itself shows who is meant before anything is done."""
    if wish.code == "restore":
        return not wish.people and not Selection.parse(selection(wish)).chosen and "who" in wish.keys
    return names_group(wish)


def _leaves_out(wish: Wish) -> bool:
    """Whether the reading had no place for something that was said."""
    is_left_over = bool(wish.dropped) and bool(wish.keys) and wish.code not in _IN_OWN_WORDS
    return is_left_over or bool(wish.narrowed)


def _say_what_is_left_out(talk: Talk, wish: Wish, route: Route) -> None:
    """Of what is only shown: that it is shown without something that was said."""
    is_shown = route.does is Does.SHOWS or wish.code in OF_NEWEST
    if not is_shown or not may(talk, route.right) or route.code in _OF_AMOUNTS:
        return
    by_name = [one for one in wish.narrowed if one.startswith(("кто ", "у кого ")) and wish.code != "list"]
    counts = any(one.isdecimal() for one in wish.unused)  # «на совещание через 10 минут» is for no list
    dropped = wish.narrowed or (wish.dropped if wish.code in _NAMES_PEOPLE and not counts else ())
    words = wish.trait or " ".join(dropped)
    if "who" in wish.keys and sets_side_by_side(talk.text):
        talk.say(NOT_SIDE_BY_SIDE)
    if route.code == "progress" and month_counted(talk.text, talk.now.date()) is not None:
        return  # its messages are counted
    if wish.code in OF_NEWEST and (span := next(filter(is_span, wish.dropped), "")):
        talk.say(NOT_OF_SPAN.format(words=span))
    elif by_name:
        talk.say(NOT_BY_NAME.format(words=by_name[0]))
    elif words:
        talk.say(LEFT_OUT.format(words=words))


def spares_everybody(wish: Wish, text: str, *, sure: bool) -> bool:
    """«Не напоминай всем», «исключить всех»: a pause is offered, and nothing is done yet."""
    is_said_by_denial = denies(text) and "until" not in wish.keys
    if wish.code == "automatic_off":
        return is_said_by_denial and not wish.ordered
    if wish.code == "pause":  # «поставь на паузу», «замри» order it, and one word undoes it
        return "until" not in wish.keys and (is_said_by_denial or not (sure or wish.is_plain))
    return wish.code == "exempt" and (
        wish.keys.get("who") == "all" or (is_said_by_denial and not (wish.rest or names_group(wish)))
    )


async def _courtesy(talk: Talk, wish: Wish) -> None:
    code = wish.code
    if not talk.who.is_known:
        await strangers.welcome(talk)
    elif code == "yes" and talk.who.members and not only_heard(talk.text):
        await not_understood.otherwise(talk)  # a yes to nothing that waits may have been meant for something
    elif code == "greet" and not talk.who.members:
        await commands.run(talk, "mine")
    elif wish.manner.thanks_for and talk.who.members and (known := _thanked_for(wish)) is not None:
        talk.given = dict(known.given)
        await commands.run(talk, known.code)
    else:
        await about.courtesy(talk)


def _thanked_for(wish: Wish) -> Routed | None:
    """Whether it is so is shown, not taken for granted: «спасибо, что напомнил всем», «… что уволил Борисова»."""
    if wish.manner.tense == PAST:
        return Routed("progress")
    return Routed("card", {"p": wish.people[0]}) if wish.people else None
