"""«Я ошиблась, Алиева права»: an officer's answer to «это ошибка» is changed, by a button or in words."""

import re
from collections.abc import Sequence

from handlers.engine.buttons import button, under
from handlers.engine.keyboards import my_figures_button
from handlers.engine.rights import actor_at, may, schools_of
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from handlers.teacher.disputes import ANSWERS, answer_person, change_button, of_what, pressed_about
from handlers.understanding.reading.people_by_name import find_people
from handlers.understanding.reading.person_words import name_of
from indicators.errors import NotPossible
from nudges.messenger import Button
from nudges.periods import day_words
from nudges.plan.standing import ACCEPTED, REJECTED
from services.staff.disputes import NewestAnswer, change_answer, find_dispute, newest_answers
from storage.people.namesakes import name_shown
from storage.tables import Claim, Person

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
NONE = "Вашего ответа на «это ошибка», который можно изменить, здесь нет. Что ещё ждёт ответа, покажут «ошибки»."
UNTOLD = "Написать об этом педагогу пока некуда."
_TOLD = "Педагогу написал."

# Only what says that an answer was wrong is taken; whose it was stands before or after.
_WRONG = re.compile(
    r"\b(?:я\s+)?(?:ошиблась|ошибся|поторопил(?:ась|ся)|передумал[аи]?|"
    r"(?:не\s*правильно|неверно|ошибочно|не\s+так|не\s+то|зря)\s+(?:ответил[аи]?|нажал[аи]?)|"
    r"(?:ответил[аи]?|нажал[аи]?)\s+(?:не\s+так|не\s+то|неправильно|неверно|по\s+ошибке)|"
    r"(?:исправь|измени|поменяй|отмени|переделай)(?:те)?\s+(?:мой\s+|свой\s+)?ответ)\b"
)
_AFTER_ALL = re.compile(r"\b(?:все[- ]таки|все\s+же|оказывается|на\s+самом\s+деле)\b")
_REJECTS = re.compile(r"\b(?:не\s*прав[аы]?|(?:данные|цифры)\s+верны(?:е)?|все\s+верно)\b")
_ACCEPTS = re.compile(
    r"\b(?:прав[аы]?|в\s+данных\s+(?:правда\s+)?ошибка|ошибка\s+в\s+данных|это\s+(?:правда\s+)?ошибка)\b"
)
_AROUND = re.compile(r"^(?:[\s,.;:!—–-]|(?:у|по|для|на|насчет|про|с|и|а|там|что)\b)+")


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
    told = await answer_person(talk, person, changed_words(person, fresh), my_figures_button())
    mine = CHANGED[resolution][0] if told else CHANGED[resolution][0].replace(_TOLD, UNTOLD)
    what = of_what(one.gap for one in fresh)
    talk.say(f"{await name_shown(talk.session, person)}, {what}. {mine}", under([change_button(fresh)]))


def changed_words(person: Person, changed: Sequence[Claim]) -> str:
    """To whoever called it a mistake."""
    words = CHANGED[changed[0].resolution or ""][1]
    return words.format(name=name_of(person).address or "Здравствуйте", what=of_what(one.gap for one in changed))


async def spoken(talk: Talk) -> bool:
    """Show whose answer is meant, with the button that changes it; False for every other sentence."""
    plain = " ".join(talk.text.lower().replace("ё", "е").split())
    wrong = _WRONG.search(plain) is not None
    verdict = REJECTED if _REJECTS.search(plain) else ACCEPTED if _ACCEPTS.search(plain) else ""
    if not (wrong or (verdict and _AFTER_ALL.search(plain))):
        return False
    whose = _whose(plain)
    found = await _answer_meant(talk, whose)
    if found is None:
        if wrong and verdict and whose:
            talk.say(NONE, under([button("Сообщения об ошибках", "disputes")]))
            return True
        return False
    said, what = ANSWERS[found.resolution][0], of_what(one.gap for one in found.claims)
    if verdict == found.resolution:
        talk.say(SAME.format(said=said), under([change_button(found.claims)]))
        return True
    at = found.claims[0].resolved_at or talk.now
    day = day_words(at.astimezone(talk.services.zone_of(await talk.school_of(found.person))).date())
    who = await name_shown(talk.session, found.person)
    text = ASKED.format(who=who, what=what, day=day, said=said[0].lower() + said[1:-1])
    talk.say(text, under([change_button(found.claims)], [button("Нет", "cancel")]))
    return True


def _whose(plain: str) -> str:
    """The words in which somebody may be named."""
    for said in (_WRONG, _AFTER_ALL, _REJECTS, _ACCEPTS):
        plain = said.sub(" ", plain)
    return _AROUND.sub("", plain).strip(" ,.!")


async def _answer_meant(talk: Talk, words: str) -> NewestAnswer | None:
    """Of whoever is named, in the schools of the speaker."""
    found = []
    for school in await schools_of(talk):
        if words and may(talk, Right.CHANGER, school.id):
            answers = await newest_answers(talk.session, actor_at(talk, school.id))
            named = find_people([one.person for one in answers.values()], words)
            found += [answers[named.person.id]] if named.person is not None and not named.rest else []
    return found[0] if len(found) == 1 else None


async def change_buttons(talk: Talk, claim_ids: Sequence[int]) -> list[Button]:
    """For what was answered last; nothing where it is not as it was answered."""
    claims = []
    for claim_id in claim_ids:
        try:
            claim, _ = await find_dispute(talk.session, claim_id)
        except NotPossible:
            continue
        claims += [claim] if claim.resolution in ANSWERS else []
    return [change_button(claims)] if claims else []


ROUTES = (Route("dispute_change", Right.CHANGER, change),)
