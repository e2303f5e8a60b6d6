"""A message's wishes carried out one after the other; what is not sure is asked, what is not there is said."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from handlers import commands, not_understood
from handlers.access import joining as strangers
from handlers.access import my_data as privacy
from handlers.engine.buttons import button, under
from handlers.engine.rights import may
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.people import exemptions as exempting
from handlers.small_talk import help as about
from handlers.topics import ROUTES
from handlers.understanding import asking
from handlers.understanding.around import understand
from handlers.understanding.labels import label
from handlers.understanding.reading.manner import PAST
from handlers.understanding.wish import Reading, Wish
from handlers.wishes.honest import INSTEAD
from handlers.wishes.own_words import own_words
from handlers.wishes.routed import APART, Routed, names_group
from handlers.wishes.routing import routed
from nudges.letters.announcement import ANNOUNCE

NOTHING_SENT_NOW = (
    "Хорошо, не буду: сейчас ничего никому не отправляю. Напоминания по расписанию идут сами, пока не скажете «пауза»; "
    "одного человека не тревожить — «исключить Алиеву»."
)
NOTHING_DELETED = "Хорошо, удалять ничего не буду."
NOTHING_TO_STOP = "Хорошо. Рассылкой ведает ответственный за Сферум: остановить её может он."
WHOM_NOT = "Кого не считать? Под это имя подходят: {names}. Напишите ещё раз, с именем и отчеством."
NOBODY = "Такой фамилии в списке школы не вижу: «{words}». Напишите, как в файле, например: «карточка Ивановой Анны»."
AFTERWARDS = "Отдельно, когда решите с объявлением: {wish}."
LEFT_OUT = "Показываю, но «{words}» учесть не умею: в списке все, без этого отбора."
NOT_BY_NAME = "Поимённо, {words}, сказать не умею: показываю, что изменилось по школе."
NOT_CHOSEN = (
    "По признаку «{words}» людей не отбираю: в списке школы этого нет. Назовите фамилии, предмет, должность или класс."
)
# Their words are passed on as they are, and shown first: none is left out.
_IN_OWN_WORDS = frozenset({"announce", "correct", "away", "not_here", "mistake", "done", "report", "subscribe"})
# Their commands show what is set, and with a value set it.
_DONE_AT_ONCE = frozenset({"set_target", "set_break", "pause", "set", "set_hours", "give_role"})
_OF_PEOPLE = frozenset({"exempt", "restore"})
_COURTESY = frozenset({"thanks", "yes", "greet"})
# Answered to anybody.
_FOR_ALL = frozenset({"parent", "messengers", "help", "why_bot", "my_data", "forget_me", "start"})
_LEAST_LIKELY = 0.12
_NAMES_PEOPLE = frozenset({"list", "done_list", "lagging", "close_ones"})


async def carry(talk: Talk, reading: Reading) -> None:
    """Do, or ask, or say what cannot be done."""
    if not talk.who.is_known and not _for_strangers(reading):
        await not_understood.otherwise(talk)
    elif _has_enough(talk, reading):
        privacy.later_or_never(talk)
    elif _declines(reading):
        await declined(talk)
    elif reading.sure:
        await _one_after_another(talk, reading.wishes)
        await asking.beside(talk, [one for one in reading.beside if _is_theirs(talk, one)])
    else:
        await _unsure(talk, reading)


async def _one_after_another(talk: Talk, wishes: Sequence[Wish]) -> None:
    """An announcement waits for its button: a deed that comes after it is offered. Several deeds that would each be
    shown first are asked about together, for a question takes the place of the one before."""
    whole, waits = talk.text, False
    announces = any(one.code == ANNOUNCE for one in wishes)
    together = [] if announces else [one for one in wishes if _waits_for_yes(talk, one)]
    for place, wish in enumerate(wishes):
        talk.given, talk.spelt = {}, whole
        if waits and wish.acts:
            _offer_afterwards(talk, wish)
            continue
        if len(together) > 1 and wish in together:
            continue
        if wish.said and (wish.ordered or wish.code == ANNOUNCE):  # their words are read on by themselves
            talk.spelt = own_words(whole, [one.said for one in wishes], place)
        await fulfil(talk, wish)
        waits = wish.code == ANNOUNCE and talk.asks
    if len(together) > 1:
        await asking.surely(talk, together)


def _offer_afterwards(talk: Talk, wish: Wish) -> None:
    command = routed(wish, wish.said)
    buttons = under([button("Потом — это", command.code, **command.given)]) if command.given else None
    talk.say(AFTERWARDS.format(wish=asking.said(wish)), buttons)


def _declines(reading: Reading) -> bool:
    says_no = [one.code for one in reading.wishes] == ["no"]
    return reading.denies or says_no or (not reading.sure and reading.refuses)


def _has_enough(talk: Talk, reading: Reading) -> bool:
    """A teacher who does not want the reminders, in whatever words: asked for how long, unless it was said plainly."""
    is_plain = reading.sure and all(one.is_plain and not _only_near(one, talk.text) for one in reading.wishes)
    return talk.who.is_linked and not talk.who.members and not is_plain and privacy.is_unwanted(talk.text)


def _only_near(wish: Wish, text: str) -> bool:
    """«Я не давала согласия» says nothing of deleting."""
    return wish.code == "forget_me" and about.DELETING.search(text.lower()) is None


def _for_strangers(reading: Reading) -> bool:
    """What may be answered to somebody who is not known: words that are plainly a question to the bot."""
    wish = reading.wishes[0] if reading.sure else None
    return wish is not None and (wish.is_plain or wish.code in _FOR_ALL) and routed(wish, "").code in ROUTES


def leads_out(text: str, reading: Reading, asked: Continuation) -> bool:
    """Whether what was said while something is being asked is no answer to it, but surely a wish of its own."""
    wish = reading.wishes[0] if reading.sure and len(reading.wishes) == 1 else None
    route = ROUTES.get(routed(wish, text).code) if wish is not None else None
    if wish is None or route is None:
        return False
    is_shown = (
        wish.is_plain
        and not asked.free
        and (route.code == ANNOUNCE or (route.does is Does.SHOWS and wish.code != "set_target"))
    )
    is_of_somebody = wish.acts and bool(wish.people) and not asked.free  # «Борисов в отпуске до 5 декабря»
    if not (wish.is_known or is_shown or is_of_somebody):
        return False
    return route.leads_out or (route.code not in asked.answers and not (asked.free and not wish.is_said_alone))


async def fulfil(talk: Talk, wish: Wish, *, sure: bool = False) -> None:
    """One wish. A deed that others notice is shown first, unless it is a command word for word."""
    sure = sure or wish.ordered
    command = _command(talk, wish)
    route = ROUTES.get(command.code)
    if wish.code in _COURTESY:
        await _courtesy(talk, wish)
    elif route is None:
        instead = INSTEAD.get(command.code)
        if instead is not None and talk.who.is_known:
            instead.say(talk)
        else:
            await not_understood.otherwise(talk)
    elif (objection := _objection(talk, wish, route, sure=sure)) is not None:
        objection()
    elif not sure and _waits_for_yes(talk, wish):
        await asking.surely(talk, [wish])
    else:
        if not sure:  # otherwise it was said before the yes
            _say_what_is_left_out(talk, wish, route)
        for given in _one_by_one(command):
            talk.given = given
            await commands.run(talk, command.code, command.rest)


def _command(talk: Talk, wish: Wish) -> Routed:
    command = routed(wish, talk.text)
    if command.code == "posters" and not talk.who.members:
        return Routed("my_class")  # a teacher's poster is that of their own class
    is_let_in = talk.who.is_known or talk.who.dialogue is None
    if command.code in ("mute", "tired") and not wish.ordered and not is_let_in:
        return Routed("cancel")  # «стоп» before they are let in
    return command


def _objection(talk: Talk, wish: Wish, route: Route, *, sure: bool) -> Callable[[], None] | None:
    """What is said in the place of a deed: whose name is not clear, by what nobody is chosen, that all are meant."""
    if not may(talk, route.right):
        return None
    if wish.unclear:
        return lambda: talk.say(WHOM_NOT.format(names=", ".join(wish.unclear)))
    if wish.acts and wish.trait and not sure:
        return lambda: talk.say(NOT_CHOSEN.format(words=wish.trait))
    if _spares_everybody(wish, talk.text, sure=sure):
        return lambda: exempting.offer_pause(talk)
    return None


def _waits_for_yes(talk: Talk, wish: Wish) -> bool:
    route = ROUTES.get(_command(talk, wish).code)
    if route is None or not wish.acts or wish.ordered or not may(talk, route.right):
        return False
    return _objection(talk, wish, route, sure=False) is None and _is_shown_first(wish, route)


def _one_by_one(command: Routed) -> list[dict[str, Any]]:
    """A list for each of several gaps; a round is one, whatever is lacking."""
    gaps = str(command.given.get("gap", "")).split(APART) if command.code == "list" else []
    return [{**command.given, "gap": gap} for gap in gaps] if len(gaps) > 1 else [dict(command.given)]


def _is_shown_first(wish: Wish, route: Route) -> bool:
    """Of somebody whom nobody knows here there is nothing to show: the command says so, or asks who is meant."""
    is_of_strangers = wish.code in _OF_PEOPLE and bool(wish.rest) and "who" not in wish.keys
    return not is_of_strangers and (_is_done_at_once(wish, route) or _leaves_out(wish))


def _is_done_at_once(wish: Wish, route: Route) -> bool:
    """Whether the command asks nothing before it does what is said; a group is asked about by name."""
    if wish.code == "exempt" and names_group(wish):
        return False
    return route.does is Does.ACTS or (wish.code in _DONE_AT_ONCE and not {*wish.keys} <= {"field"})


def _leaves_out(wish: Wish) -> bool:
    """Whether the reading had no place for something that was said."""
    is_left_over = bool(wish.unused) and bool(wish.keys) and wish.code not in _IN_OWN_WORDS
    return is_left_over or bool(wish.narrowed)


def _say_what_is_left_out(talk: Talk, wish: Wish, route: Route) -> None:
    """Of what is only shown: that it is shown without something that was said."""
    if route.does is not Does.SHOWS or not may(talk, route.right):
        return
    by_name = [one for one in wish.narrowed if one.startswith(("кто ", "у кого "))]
    counts = any(one.isdecimal() for one in wish.unused)  # «на совещание через 10 минут» is for no list
    dropped = wish.narrowed or (wish.dropped if wish.code in _NAMES_PEOPLE and not counts else ())
    words = wish.trait or " ".join(dropped)
    if by_name:
        talk.say(NOT_BY_NAME.format(words=by_name[0]))
    elif words:
        talk.say(LEFT_OUT.format(words=words))


def _spares_everybody(wish: Wish, text: str, *, sure: bool) -> bool:
    """«Не напоминай всем», «исключить всех»: a pause is offered, and nothing is done yet."""
    is_said_by_denial = re.search(r"\bне\b", text.lower()) is not None and "until" not in wish.keys
    if wish.code == "automatic_off":
        return is_said_by_denial and not wish.ordered
    if wish.code == "pause":
        return "until" not in wish.keys and (not sure or is_said_by_denial)
    return wish.code == "exempt" and (wish.keys.get("who") == "all" or (is_said_by_denial and not wish.rest))


async def _courtesy(talk: Talk, wish: Wish) -> None:
    code = wish.code
    if not talk.who.is_known:
        await strangers.welcome(talk)
    elif code == "yes" and talk.who.members:
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


async def _unsure(talk: Talk, reading: Reading) -> None:
    if may(talk, Right.CHANGER) and any(_spares_everybody(one, talk.text, sure=False) for one in reading.wishes):
        exempting.offer_pause(talk)
        return
    offered = [one for one in reading.nearest if label(one) and _is_theirs(talk, one)]
    if reading.stranger and talk.who.members:
        talk.say(NOBODY.format(words=reading.stranger))
        return
    likely = [one for one in offered if one.likely >= _LEAST_LIKELY or one.share > 0.5]
    if likely and talk.who.is_known:
        await asking.which(talk, likely)
    else:
        await not_understood.otherwise(talk)


def _is_theirs(talk: Talk, wish: Wish) -> bool:
    route = ROUTES.get(routed(wish, talk.text).code)
    return may(talk, route.right) if route is not None else True


async def pressed(talk: Talk) -> None:
    """The button of a reading: the same words once more, with the wish that was meant."""
    chosen = await asking.chosen(talk)
    if chosen is None:
        return
    code, talk.spelt = chosen
    reading = await understand(talk)
    if code == asking.ALL:
        meant = [one for one in reading.wishes if _waits_for_yes(talk, one)]
    else:
        meant = [one for one in (*reading.wishes, *reading.nearest) if one.code == code][:1]
    if not meant:
        talk.say(asking.OLD)
    for wish in meant:
        await fulfil(talk, wish, sure=True)


async def declined(talk: Talk) -> None:
    """«Не надо», «паузу не ставить»: nothing is done, and what would happen all the same is said."""
    if talk.who.dialogue is not None:
        await commands.run(talk, "cancel")
    elif may(talk, Right.CHANGER) and about.SENDING.search(talk.text.lower()):
        exempting.offer_pause(talk)  # what goes by itself would still go
    elif may(talk, Right.CHANGER):
        talk.say(NOTHING_SENT_NOW, under([button("Пауза", "pause")]))
    elif talk.who.members:
        talk.say(NOTHING_TO_STOP)
    elif talk.who.is_linked and about.DELETING.search(talk.text.lower()):
        talk.say(NOTHING_DELETED)
    elif talk.who.is_linked:
        privacy.later_or_never(talk)  # «мне это не нужно»: nothing is promised that is not done
    else:
        await not_understood.otherwise(talk)
