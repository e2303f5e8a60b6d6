"""«Засчитай Алиевой», «я ошиблась, Алиева права»: an answer to «это ошибка» in words, and how one is changed."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.engine.buttons import button, under
from handlers.engine.keyboards import my_figures_button
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.teacher.disputes import (
    ANSWERS,
    answer_person,
    change_button,
    change_yes,
    of_claims,
    pressed_about,
    thread_shown,
)
from handlers.teacher.figures_in_words import OwnFigures, own_figures
from handlers.teacher.verdicts import given_in_words
from handlers.understanding.reading.people.person_words import name_of
from handlers.understanding.which_person import one_person
from indicators.errors import NotPossible
from nudges.messenger import Button
from nudges.periods import day_words
from nudges.plan.standing import ACCEPTED, REJECTED
from services.staff.disputes import NewestAnswer, change_answer, find_dispute, newest_answers
from services.staff.threads import open_threads
from storage.people.namesakes import name_shown
from storage.people.registry import person_at
from storage.tables import Claim, Person

OF_SOMEBODY = "answer_dispute"
VERDICTS = {"yes": ACCEPTED, "no": REJECTED}
CHANGED = {
    ACCEPTED: (
        "Исправил: теперь признали ошибкой, по этим данным больше не напомню. Педагогу написал.",
        "{name}, ответственный исправил свой ответ: в данных правда ошибка ({what}). По ним больше не напомню.",
    ),
    REJECTED: (
        "Исправил: теперь данные верны. Педагогу написал.",
        "{name}, ответственный исправил свой ответ: данные верны ({what}). Если не согласны — напишите, передам.",
    ),
}
SAME = "Так и отвечено. {said}"
ASKED = "{who}, {what}: {day} ответили «{said}». Изменить?"
HOW = "На сообщение об ошибке ответьте кнопкой под ним: так я точно знаю, на какое. Все покажут «ошибки»."
NOTHING = (
    "{who}: сообщений об ошибке без ответа нет, и ответа, который можно изменить, тоже. Показатели я беру из "
    "файла и сам не ставлю: что было на неделе, засчитает следующий файл. Чтобы до него не напоминать, есть кнопка."
)
UNTOLD = "Написать об этом педагогу пока некуда."
_TOLD = "Педагогу написал."


async def change(talk: Talk, rest: str) -> None:
    asked, person = await pressed_about(talk)
    if not asked:
        return
    resolution, actor = talk.word("r"), actor_at(talk, person.school_id)
    every = [await change_answer(talk.session, actor, one.id, resolution, talk.now) for one in asked]
    fresh = [one.claim for one in every if one.before is None]
    if not fresh:
        talk.say(SAME.format(said=ANSWERS[every[0].before or ""][0]), under([change_button(asked)]))
        return
    found = await own_figures(talk.batch, person, await talk.school_of(person))
    told = await answer_person(talk, person, changed_words(person, fresh, found), my_figures_button())
    mine = CHANGED[resolution][0] if told else CHANGED[resolution][0].replace(_TOLD, UNTOLD)
    what = of_claims(fresh, found)
    talk.say(f"{await name_shown(talk.session, person)}, {what}. {mine}", under([change_button(fresh)]))


def changed_words(person: Person, changed: Sequence[Claim], found: OwnFigures | None) -> str:
    """To whoever called it a mistake."""
    words = CHANGED[changed[0].resolution or ""][1]
    return words.format(name=name_of(person).address or "Здравствуйте", what=of_claims(changed, found))


async def of_somebody(talk: Talk, rest: str) -> None:
    """«Засчитай Алиевой», «я ошиблась, Алиева права»: what waits for an answer with its buttons, and what was answered
    with the one that changes it. Nothing is decided by words: there may be several."""
    here = await at_desk(talk, Right.CHANGER)
    if here is None:
        return
    if any(one.about == OF_SOMEBODY for one in talk.replies):
        return  # «Галкина не права, Ильина права» are two wishes, and one answer
    before = len(talk.replies)
    settled = await given_in_words(talk, here)
    if settled is not None:
        asked = talk.replies[before:]
        del talk.replies[before:]
        nothing = await _say_settled(talk, here, settled)
        if asked:  # last, where a «да» finds it
            talk.replies += [*asked[:-1], replace(asked[-1], text="\n\n".join([asked[-1].text, *nothing]))]
        elif nothing:
            talk.say("\n\n".join(nothing), under([button("Сообщения об ошибках", "disputes")]))
        talk.replies[-1:] = [replace(one, about=OF_SOMEBODY) for one in talk.replies[-1:]]
        return
    found = await one_person(talk, Right.CHANGER, rest, OF_SOMEBODY, HOW)
    if found is None:
        return
    desk, person = found
    actor, who = actor_at(talk, desk.school.id), await name_shown(talk.session, person)
    waiting = [one for one in await open_threads(talk.session, actor) if one.person.id == person.id]
    answered = (await newest_answers(talk.session, actor)).get(person.id)
    for one in waiting:
        talk.say(*await thread_shown(talk, desk, one, who))
    if answered is not None and not any(one.disputes for one in waiting):  # what waits is what is decided now
        await _say_answered(talk, desk, person, answered, who)
    elif not waiting:
        ways = [button("Сообщения об ошибках", "disputes"), button("Карточка", "card", p=person.id)]
        let_off = button("Не тревожить неделю", "exempt", p=person.id, rest="на неделю")
        talk.say(NOTHING.format(who=who), under([let_off], ways))


async def _say_settled(talk: Talk, desk: Desk, others: Sequence[tuple[int, bool]]) -> list[str]:
    """Of whoever has nothing open what was answered; the sentences that nothing was."""
    nothing = []
    answered = await newest_answers(talk.session, actor_at(talk, desk.school.id)) if others else {}
    for number, is_right in others:
        person = await person_at(talk.session, desk.school.id, number)
        if person is None:
            continue
        who = await name_shown(talk.session, person)
        if number in answered:
            talk.given = {"value": "yes" if is_right else "no"}
            await _say_answered(talk, desk, person, answered[number], who, is_of_several=True)
        else:
            nothing.append(NOTHING.format(who=who))
    return nothing


async def _say_answered(
    talk: Talk, desk: Desk, person: Person, found: NewestAnswer, who: str, *, is_of_several: bool = False
) -> None:
    said = ANSWERS[found.resolution][0]
    if VERDICTS.get(talk.word("value")) == found.resolution:
        talk.say(f"{who}. " * is_of_several + SAME.format(said=said), under([change_button(found.claims)]))
        return
    at = found.claims[0].resolved_at or talk.now
    day = day_words(at.astimezone(talk.services.zone_of(desk.school)).date())
    what = of_claims(found.claims, await own_figures(talk.batch, person, desk.school))
    text = ASKED.format(who=who, what=what, day=day, said=said[0].lower() + said[1:-1])
    talk.say(text, under([change_yes(found.claims)], [button("Нет", "cancel")]))


async def change_buttons(talk: Talk, claim_ids: Sequence[int]) -> list[Button]:
    """For what was answered last; nothing where it is not as it was answered."""
    claims = []
    for claim_id in claim_ids:
        try:
            claim, _ = await find_dispute(talk.session, claim_id)
        except NotPossible:
            continue
        claims += [claim] if claim.resolution in ANSWERS else []
    return [change_yes(claims)] if claims else []


ROUTES = (
    Route("dispute_change", Right.CHANGER, change),
    Route("dispute_change_yes", Right.CHANGER, change, bare_yes=True),
    Route(OF_SOMEBODY, Right.CHANGER, of_somebody, Does.ASKS, label="Ответить на ошибку"),
)
