"""Several wishes of one message: one question at a time, and what waits behind it is offered."""

import json
from collections.abc import Sequence
from dataclasses import replace
from textwrap import shorten

from handlers.engine.buttons import button, under
from handlers.engine.routes import Does
from handlers.engine.talk import Talk
from handlers.reminding.announcing import SAID
from handlers.topics import ROUTES
from handlers.understanding import asking
from handlers.understanding.labels import label, said
from handlers.understanding.particulars.time.days_but import apart
from handlers.understanding.said.orders.own_words import asked_separately, own_deadline, own_words, sent_to_another
from handlers.understanding.wish import Wish
from handlers.wishes.fulfilling import fulfil, waits_for_yes
from handlers.wishes.routed import Routed
from handlers.wishes.routing import routed
from nudges.letters.announcement import ANNOUNCE
from nudges.messenger import Colour

AFTERWARDS = "Отдельно, когда решите с {first}: {wish}."
BESIDES = "А {words} — отдельная просьба? Тогда нажмите кнопку."
BESIDES_LATER = "А {words} — отдельно: напишите, пожалуйста, когда решите с этим."
MORE_LATER = " И ещё {words}: об этом напишите отдельно."
SAY_AGAIN = " Напишите об этом потом ещё раз."
# Whose button is waited for: a question that came behind it would take its place.
TOGETHER = "этим"
_QUOTED = 90
_MARKS = " .,;:!–—-"
_INNER = str.maketrans("«»", "„“")
_CARRIED = 180  # letters, with room for what every button carries besides: VK takes 255
_SHOWN_FIRST = {ANNOUNCE: "объявлением", "remind": "напоминанием", "preview": "напоминанием"}


async def one_after_another(talk: Talk, wishes: Sequence[Wish]) -> None:
    """One question at a time: a deed, or what is to be sent, that comes after one is offered. Several deeds that would
    each be shown first are asked about together."""
    whole, asked = talk.text, ""
    wishes = _each_once(wishes, whole)
    together = [one for one in wishes if one.code not in _SHOWN_FIRST and waits_for_yes(talk, one)]
    read_on = [place for place in range(len(wishes)) if _is_read_on(wishes, place, whole)]
    shown: list[Wish] = []
    for place, wish in enumerate(wishes):
        talk.given, talk.spelt = {}, whole
        if place in read_on:
            continue
        if wish in shown:
            continue
        if asked and (wish.acts or wish.code in _SHOWN_FIRST):
            words = own_words(whole, [one.said for one in wishes], place) if wish.said else ""
            _offer_afterwards(talk, wish, asked, words)
            continue
        if wish in together and len(together) > 1:
            await asking.surely(talk, together)
            asked, shown = TOGETHER, together
            continue
        takes_the_next = place + 1 in read_on
        if wish.said and not takes_the_next and (wish.ordered or wish.code == ANNOUNCE):
            # Their command reads their words on by itself.
            talk.spelt = own_words(whole, [one.said for one in wishes], place)
        await fulfil(talk, wish)
        asked = _SHOWN_FIRST.get(wish.code, TOGETHER) if talk.asks else asked


async def unheard(talk: Talk, wishes: Sequence[Wish]) -> None:
    """What else the message wishes is told of in its own words; the first gets a button where no question is open."""
    told = [one for one in wishes if label(one, talk.labels)]
    if not told or not talk.replies:
        return
    words = [f"«{shorten(one.said.translate(_INNER).strip(_MARKS), _QUOTED, placeholder='…')}»" for one in told]
    if talk.asks or talk.who.dialogue is not None or _waits(talk):
        last = talk.replies[-1]  # the question stays what was said last: «да» is an answer to it
        talk.replies[-1] = replace(last, text=f"{last.text}\n\n{BESIDES_LATER.format(words=', '.join(words))}")
        return
    later = MORE_LATER.format(words=", ".join(words[1:])) if words[1:] else ""
    await asking.besides(talk, BESIDES.format(words=words[0]) + later, told[0])


NO_DEADLINE = "Срок в напоминание не впишу: его слова я складываю сам. Передать срок можно объявлением."
ROLES_TELL = (
    "А «{words}»: кому приходят сводки и отчёты, задаёт роль. Напишите, например: «назначь Алиеву заместителем»."
)


def mention_left_over(talk: Talk, wishes: Sequence[Wish]) -> None:
    """«…, и отдельно список …», «…, ему всё присылать»: what one wish has no place for is said, not dropped."""
    if len(wishes) != 1 or not talk.replies or talk.replies[-1].peer_id != talk.peer_id:
        return
    last = talk.replies[-1]
    separate, other = asked_separately(talk.text), sent_to_another(talk.text)
    said = []
    if separate and separate[:_FEW] not in last.text:
        said.append(BESIDES_LATER.format(words=f"«{shorten(separate.strip(_MARKS), _QUOTED, placeholder='…')}»"))
    if other and wishes[0].code == "exempt":
        said.append(ROLES_TELL.format(words=other))
    if own_deadline(talk.text) and wishes[0].code == "remind":
        talk.replies[-1] = last = replace(last, text=f"{NO_DEADLINE}\n\n{last.text}")
    if said:
        talk.replies[-1] = replace(last, text="\n\n".join([last.text, *said]))


_FEW = 12  # letters by which it is known that it was spoken of


def _waits(talk: Talk) -> bool:
    """Whether what was said last waits for its button: «да» must mean that and nothing else."""
    keyboard = talk.replies[-1].keyboard
    return keyboard is not None and any(one.colour is Colour.POSITIVE for row in keyboard.rows for one in row)


def _each_once(wishes: Sequence[Wish], text: str) -> list[Wish]:
    """«Не могу позвонить, нет кнопки» wants one and the same help twice."""
    asked = [routed(one, text) for one in wishes]
    return [
        one
        for place, one in enumerate(wishes)
        if not _is_shown_with(asked, place) and not any(_says_it(other, one) for other in wishes[:place])
    ]


def _says_it(wish: Wish, later: Wish) -> bool:
    """«Алиева и Борисова — один человек, объедини»: the verb behind the sentence wishes nothing else."""
    is_of_them = set(later.people) <= set(wish.people) and bool(later.people or "who" not in later.keys)
    more = {key: value for key, value in later.keys.items() if key != "who"}
    return later.code == wish.code and is_of_them and more.items() <= wish.keys.items()


def _is_shown_with(asked: Sequence[Routed], place: int) -> bool:
    """Whether another shows the same, or the same and more closely."""
    one = asked[place]
    route = ROUTES.get(one.code)
    if route is None or route.does not in (Does.SHOWS, Does.SAYS):
        return False
    given = one.given.items()
    for at, other in enumerate(asked):
        if at != place and (other.code, other.rest) == (one.code, one.rest):
            more = other.given.items()
            if given < more or (given == more and at < place):
                return True
    return False


# A command that reads on by itself: figures of several classes, days off with the pause behind them and the days that
# are left out of them.
_READS_ON = {"set_pupils": frozenset({"set_pupils"}), "set_break": frozenset({"set_break", "pause"})}


def _is_read_on(wishes: Sequence[Wish], place: int, text: str) -> bool:
    """Whether the command of a wish before takes this one with it."""
    wish = wishes[place]
    if wish.code == "set_workday":
        return any(one.code == "set_break" for one in wishes[:place]) and bool(apart(text).without)
    return any(
        wish.code in _READS_ON.get(one.code, ()) and (one.ordered or one.code == "set_pupils") for one in wishes[:place]
    )


def _offer_afterwards(talk: Talk, wish: Wish, first: str, words: str) -> None:
    """Whom it leaves out is not clear yet: a button would do it to them, too. What is to be announced goes along."""
    command, is_clear = routed(wish, wish.said), not (wish.unclear or wish.strange or wish.trait)
    carried = {**command.given, SAID: words} if wish.code == ANNOUNCE else command.given
    has_room = len(json.dumps(carried, ensure_ascii=False)) <= _CARRIED
    buttons = under([button("Потом — это", command.code, **carried)]) if carried and is_clear and has_room else None
    text = AFTERWARDS.format(first=first, wish=said(wish, talk.labels))
    talk.say(text if buttons is not None else f"{text}{SAY_AGAIN}", buttons)
