"""The buttons under a nudge: how to do it, already done, this is a mistake, not this week."""

from collections.abc import Sequence
from typing import Any

from handlers.engine.buttons import button, main, pairs, under, way_back
from handlers.engine.rights import actor_at
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import kept_for, tell_officers
from handlers.teacher.disputes import dispute_buttons, dispute_words
from handlers.teacher.figures_in_words import OwnFigures, nothing_open, own_figures
from handlers.teacher.my_figures import my_figures
from indicators.russian.rules import cut
from nudges.gaps import GAP, Gap
from nudges.messenger import Button
from nudges.plan.standing import ALL_GAPS, DONE, MISTAKE, NOT_NOW
from services.lists import gaps_in
from services.staff.disputes import dispute, say_done, say_not_now
from services.staff.second_word import open_words
from storage.dialogs.dialogues import begin_dialogue
from storage.people.namesakes import name_shown
from storage.tables import Person

MORE = "objection_more"
ASKED_HOW = "how"  # in its state: the words were asked for
TAKE_BACK = "take_back"
WHICH = "which_figure"  # what an answer is about that asks which figure is meant, and has noted nothing yet
WHICH_SCHOOL = "О какой школе речь?"
_QUOTED = 200
_SCHOOLS = 6  # buttons, a row each
_WITHDRAW = {DONE: "Ещё не сделано", MISTAKE: "Отозвать", NOT_NOW: "Отменить"}
THANKS = "Спасибо! Проверим по следующему файлу, а на этой неделе об этом больше не напомню."
THANKS_AGAIN = "Да, вы уже говорили — спасибо! Проверим по следующему файлу."
TELLS, SPECIFIES = "сообщает об ошибке.", "говорит, в чём ошибка («{words}»)."
OLD_WEEK = "Это сообщение было о более ранней неделе. Вот как дела сейчас:"
PEACE = "Хорошо, на этой неделе больше не напомню."
DISPUTED = (
    "Передал ответственному вместе с цифрами. Пока он не ответит, об этом не напомню. "
    "Можете написать, как на самом деле, — передам и это."
)
SILENT = "Пока об этом не напоминаю."
DISPUTED_AGAIN = "Это уже у ответственного. Как только он ответит, я напишу."
ADMITTED_AGAIN = "Ответственный уже подтвердил: в данных ошибка. Об этом не напоминаю."
REJECTED_AGAIN = "На это ответственный уже ответил: данные верны. Не согласны — напишите, как на самом деле, передам."


def _person(talk: Talk) -> Person | None:
    """Whose nudge the button was under; None when it is not for whoever pressed it."""
    wanted = talk.number("p")
    persons = [person for person in talk.who.persons if wanted in (0, person.id)]
    if not persons:
        talk.snack = "Эта кнопка не для вас"
    return persons[0] if persons else None


async def _about(talk: Talk, *, any_week: bool = False) -> tuple[Person, OwnFigures] | None:
    """Whose nudge the button was under and how they stand now; None when the answer was given already.

    What a nudge of an earlier week said of figures may be otherwise by now, unless `any_week` will do.
    """
    person = _person(talk)
    if person is None:
        return None
    found = await own_figures(talk.batch, person, await talk.school_of(person))
    week = talk.word("w")
    if found is None:  # there are no figures, and no message was about any
        await my_figures(talk, "")
        return None
    if week and week != str(found.newest.week) and not any_week:
        talk.say(OLD_WEEK)
        await my_figures(talk, "")
        return None
    if not found.gaps:
        talk.say(nothing_open(found))
        return None
    return person, found


def _chosen(talk: Talk, found: OwnFigures) -> list[Gap]:
    """The gaps meant: those the button or the words name, the only one there is, or none yet."""
    wanted = talk.word("gap")
    if wanted == ALL_GAPS or len(found.gaps) == 1:
        return found.gaps
    return [gap for gap in found.gaps if gap.code in gaps_in(wanted)]


def ask_which(
    talk: Talk, person: Person, found: OwnFigures, command: str, question: str, *more: Button, **about: Any
) -> None:
    about |= {"p": person.id, "w": str(found.newest.week)}
    buttons = [button(GAP[gap.code].button, command, gap=gap.code, **about) for gap in found.gaps[: 9 - len(more)]]
    all_of_it = button("Всё сразу", command, gap=ALL_GAPS, **about)
    talk.say(question, pairs([*buttons, all_of_it, *more]), about="" if more else WHICH)


async def _of_several(talk: Talk, command: str) -> bool:
    """Whoever teaches at several schools and says not which: the only one where it is open, or it is asked."""
    if talk.number("p") or len({one.school_id for one in talk.who.persons}) < 2:
        return False
    wanted, fits = gaps_in(talk.word("gap")), []
    for person in talk.who.persons:
        found = await own_figures(talk.batch, person, await talk.school_of(person))
        if found is not None and found.gaps and (not wanted or any(gap.code in wanted for gap in found.gaps)):
            fits.append(person)
    if len(fits) == 1:
        talk.given = {**talk.payload, "p": fits[0].id}
    if len(fits) < 2:
        return False
    gap = talk.word("gap")
    rows = [[button((await talk.school_of(one)).name, command, p=one.id, gap=gap)] for one in fits[:_SCHOOLS]]
    talk.say(WHICH_SCHOOL, under(*rows))
    return True


async def done(talk: Talk, rest: str) -> None:
    """What is done is done, whichever week's message the button was under."""
    if await _of_several(talk, "done"):
        return
    about = await _about(talk, any_week=True)
    if about is None:
        return
    person, found = about
    gaps = _chosen(talk, found)
    if not gaps:
        ask_which(talk, person, found, "done", "Отлично! А что уже сделано?")
        return
    codes = [gap.code for gap in gaps]
    week = str(found.newest.week)
    fresh = await say_done(talk.session, actor_at(talk, person.school_id), person.id, week, codes, talk.now)
    back = under([main("Мои показатели", "my_figures")], [withdraw_button(person.id, DONE)])
    talk.say(THANKS if fresh else THANKS_AGAIN, back)


async def not_now(talk: Talk, rest: str) -> None:
    """A wish about the calendar: it holds whatever file has come since."""
    person = _person(talk)
    if person is None:
        return
    for one in [person] if talk.number("p") else talk.who.persons:
        found = await own_figures(talk.batch, one, await talk.school_of(one))
        week = str(found.newest.week) if found is not None else talk.word("w")
        await say_not_now(talk.session, actor_at(talk, one.school_id), one.id, week, talk.now)
    talk.say(PEACE, under([main("Мои показатели", "my_figures")], [withdraw_button(talk.number("p"), NOT_NOW)]))


async def mistake(talk: Talk, rest: str) -> None:
    if await _of_several(talk, "mistake"):
        return
    about = await _about(talk)
    if about is None:
        return
    person, found = about
    gaps = _chosen(talk, found)
    if not gaps:
        ask_which(talk, person, found, "mistake", "В чём ошибка? Нажмите или напишите, как на самом деле.")
        await hear_more(talk, person, asked=True)
        return
    codes = [gap.code for gap in gaps]
    week = str(found.newest.week)
    actor = actor_at(talk, person.school_id)
    before = await open_words(talk.session, actor, person.id) if "said" in talk.payload else None  # they named none
    at = talk.now if before is None else before.at
    fresh = await dispute(talk.session, actor, person.id, week, codes, at)
    if not fresh:
        talk.say(_disputed_before(found, codes), under([button("Написать ответственному", "object", p=person.id)]))
        return
    await hear_more(talk, person)
    name, disputed = await name_shown(talk.session, person), [one.gap for one in fresh]
    said = TELLS if before is None else SPECIFIES.format(words=cut(before.text, _QUOTED))
    text = f"{name} {said} {dispute_words(found, disputed)}"
    told = await tell_officers(talk, person.school_id, text, dispute_buttons(fresh))
    said = DISPUTED if told else f"{kept_for(talk, person.school_id)} {SILENT}"
    more = button("Написать подробнее", "object", p=person.id)
    talk.say(said, under([more], [withdraw_button(person.id, MISTAKE)]))


def withdraw_button(person_id: int, kind: str) -> Button:
    """Takes back what was just said."""
    make = button if kind == MISTAKE else way_back  # a dispute has words of its own that take it back
    return make(_WITHDRAW[kind], TAKE_BACK, p=person_id, k=kind)


async def hear_more(talk: Talk, person: Person, *, asked: bool = False) -> None:
    """The next words of whoever objected may belong to it; `asked` how it is, they are its answer."""
    state = {"p": person.id} | ({ASKED_HOW: True} if asked else {})
    talk.who.dialogue = await begin_dialogue(talk.session, talk.who.account.id, MORE, state, talk.now)


def decided_before(found: OwnFigures, codes: Sequence[str]) -> str:
    """Where an officer has admitted all of it already."""
    return ADMITTED_AGAIN if codes and all(code in found.person.admitted for code in codes) else ""


def _disputed_before(found: OwnFigures, codes: Sequence[str]) -> str:
    """What has become of it since."""
    mine = found.person
    if any(code in mine.disputed and code not in mine.admitted for code in codes):
        return DISPUTED_AGAIN
    return ADMITTED_AGAIN if all(code in mine.admitted for code in codes) else REJECTED_AGAIN


ROUTES = (Route("not_now", Right.LINKED, not_now, Does.OWN, label="Не на этой неделе"),)
