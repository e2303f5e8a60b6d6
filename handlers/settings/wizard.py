"""The first-run wizard and «настройки»: the same questions, in a row or one at a time.

«Оставить» keeps what is there; every question has a sensible default.

Own patterns: «не знаю» and «дальше» to its own question.
"""

import re
from typing import Any

from handlers.engine.buttons import button, good, main, under, way_back
from handlers.engine.keyboards import office_keyboard
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.printing import report_template
from handlers.settings import targets, thanks
from handlers.settings.naming import is_about_else, is_another_name, is_another_wish, name_said
from handlers.settings.questions import BY_KEY, QUESTIONS, WIZARD, Question
from indicators.russian.rules import capital, quoted, small
from nudges.messenger import Button, Keyboard
from nudges.norms import norms_words
from services.school_settings import SchoolSettings, finish_setup, room_words
from services.school_settings import settings as school_settings

SETUP = "setup"
BEHIND = "Этот вопрос уже позади. Изменить можно в «настройках»."
NAME_IT = "Назвать школу {name}?"
_LONGEST_NAME = 120
TAKEN = "Записал: {title} — {now}."
AS_IT_WAS = "Хорошо, оставил как было."
_NO_ANSWER = re.compile(
    r"(?:я\s+)?(?:пока\s+|ещ[её]\s+)?(?:не\s+(?:знаю|помню|решил[аи]?|уверен[аы]?)|без\s+понятия|хз|затрудняюсь\w*|"
    r"пропусти(?:ть|м)?|дальше|далее|потом|позже|как\s+(?:есть|было)|остав(?:ь|ить|ьте))(?:\s+(?:пока|точно|ещ[её]))?[\s.!]*"
)
ELSEWHERE = {"targets": "словом «цели»"}


async def settings(talk: Talk, rest: str) -> None:
    """What is set, each with a button to change it."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    now = await _set(talk, desk)
    lines = [f"• {one.title}: {one.shown(now) or ELSEWHERE[one.key]}{_said(one)}" for one in QUESTIONS]
    buttons = [button(one.title, "setting", key=one.key) for one in QUESTIONS if not one.said]
    rows = [buttons[start : start + 2] for start in range(0, len(buttons), 2)]
    more = [button("Роли", "roles"), button("Каникулы", "breaks"), button("Расписание", "schedule")]
    lines += [f"• {line}" for line in (thanks.shown(now), report_template.shown(now))]  # VK takes ten buttons at most
    lines.append(f"• {norms_words(now.norms)} (изменить — «кабинет», «Настройки»)")
    lines.append(f"• {room_words(now.room)}")
    talk.say("\n".join(["Настройки школы:", *lines]), under(*rows, more))


def _said(question: Question) -> str:
    return f" (изменить — «{question.said}»)" if question.said else ""


async def _set(talk: Talk, desk: Desk) -> SchoolSettings:
    return await school_settings(talk.session, actor_at(talk, desk.school.id), default_zone=talk.services.default_zone)


async def one_setting(talk: Talk, rest: str) -> None:
    """Asked for, or set where it came with the wish, as `said`."""
    desk = await at_desk(talk, Right.CHANGER)
    place = BY_KEY.get(talk.word("key"))
    if desk is not None and place is not None and QUESTIONS[place].key in ELSEWHERE:
        await targets.targets(talk, "")
    elif desk is not None and place is not None:
        await _ask(talk, desk, place, alone=True, said=talk.word("said"))


async def wizard(talk: Talk, rest: str) -> None:
    """All questions in a row."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is not None:
        await _ask(talk, desk, 0, alone=False)


async def _ask(talk: Talk, desk: Desk, place: int, *, alone: bool, said: str = "") -> None:
    question = QUESTIONS[place]
    if said and question.key == "name" and is_another_name(said, talk.now.date()):
        await _name_it(talk, said, place=place, alone=alone, school=desk.school.id)
        return
    now = question.shown(await _set(talk, desk))
    if said and not question.doubt(said, talk.now.date()) and await question.answered(talk, desk, said):
        taken = question.shown(await _set(talk, desk))
        talk.say(TAKEN.format(title=small(question.title), now=taken), _was(question, now, taken))
        asked = talk.who.dialogue
        if asked is not None and asked.name == SETUP and asked.state["place"] == place:  # a command was the answer
            await _next(talk, desk, place, alone=asked.state["alone"])
        return
    about = {"n": place}
    buttons = [Button(answer, {"do": "setup_answer", "a": answer, **about}) for answer in question.answers]
    rows = [buttons[start : start + 2] for start in range(0, len(buttons), 2)]
    keep = [main("Оставить", "setup_keep", **about)]
    keep.append(button("Отмена", "cancel") if alone else button("Закончить", "setup_end"))
    count = "" if alone else f"{place + 1} из {len(WIZARD)}. "
    text = f"{count}{question.ask}" + (f"\nСейчас: {now}." if now else "")
    await talk.ask(SETUP, text, under(*rows, keep), place=place, alone=alone, school=desk.school.id)


# What says so, where that is not how it is shown.
_SAID = {"не задан": "нет", "только по вашей команде": "не надо"}


def _was(question: Question, before: str, now: str) -> Keyboard | None:
    """What was set before, a button away."""
    if not before or before == now:
        return None
    said = _SAID.get(before, before)
    return under([way_back(f"Вернуть: {before}", "setting", key=question.key, said=said[:_LONGEST_NAME])])


async def _name_it(talk: Talk, said: str, **state: Any) -> None:
    name = capital(said[:_LONGEST_NAME])
    await talk.ask(SETUP, NAME_IT.format(name=quoted(name)), _sure(state["place"]), **{**state, "maybe": name})


def _sure(place: int) -> Keyboard:
    return under([good("Да, так и назвать", "setup_sure", n=place), button("Отмена", "cancel")])


async def sure(talk: Talk, rest: str) -> None:
    """What was written is the school's name although it does not look like one."""
    dialogue = talk.who.dialogue
    said = str(dialogue.state.get("maybe", "")) if dialogue is not None and _is_current(talk) else ""
    if not said or not await _answered(talk, said, sure=True):
        talk.say(BEHIND)


async def _answered(talk: Talk, text: str, *, sure: bool = False) -> bool:
    """An answer by word or button; not understood means asked again with a hint."""
    dialogue = talk.who.dialogue
    desk = await at_desk(talk, Right.CHANGER)
    if dialogue is None or dialogue.name != SETUP or desk is None or dialogue.state["school"] != desk.school.id:
        return False
    place, alone = dialogue.state["place"], dialogue.state["alone"]
    question = QUESTIONS[place]
    if _NO_ANSWER.fullmatch(text.strip().lower()):
        talk.say(AS_IT_WAS)
        await _next(talk, desk, place, alone=alone)
        return True
    day = talk.now.date()
    text = name_said(text) if question.key == "name" and not sure else text
    if "maybe" in dialogue.state and question.key == "name" and not sure:  # «Назвать?» is answered by «Да», or a name
        if is_another_name(text, day):
            await _name_it(talk, text, **dialogue.state)
            return True
        if is_about_else(text, day):
            if alone:
                await talk.end()
            return False
    if not sure and (doubt := question.doubt(text, day)):
        state = {**dialogue.state, "maybe": text[:_LONGEST_NAME]}
        await talk.ask(SETUP, f"{doubt} {quoted(text[:_LONGEST_NAME])}?", _sure(place), **state)
        return True
    before = question.shown(await _set(talk, desk))
    if not await question.answered(talk, desk, text):
        if not sure and is_another_wish(text, question.key, day):
            return False
        talk.say(question.hint)
        return True
    now = question.shown(await _set(talk, desk)) or question.taken(text)
    talk.say(TAKEN.format(title=small(question.title), now=now), _was(question, before, now) if alone else None)
    await _next(talk, desk, place, alone=alone)
    return True


async def _next(talk: Talk, desk: Desk, place: int, *, alone: bool) -> None:
    if not alone and place + 1 < len(WIZARD):
        await _ask(talk, desk, place + 1, alone=False)
        return
    await talk.end()
    if not alone:
        await finish_setup(talk.session, actor_at(talk, desk.school.id))
        talk.say("Готово! Теперь пришлите файл статистики — и начнём.", office_keyboard())


async def said(talk: Talk) -> bool:
    return await _answered(talk, talk.text)


async def pressed(talk: Talk, rest: str) -> None:
    if not _is_current(talk) or not await _answered(talk, talk.word("a"), sure=True):
        talk.say(BEHIND)


async def keep(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    dialogue = talk.who.dialogue
    if desk is None:
        return
    if dialogue is None or not _is_current(talk):
        talk.say(BEHIND)
        return
    alone = dialogue.state["alone"]
    if alone:
        talk.say(AS_IT_WAS)
    await _next(talk, desk, dialogue.state["place"], alone=alone)


def _is_current(talk: Talk) -> bool:
    dialogue = talk.who.dialogue
    return dialogue is not None and dialogue.name == SETUP and dialogue.state["place"] == talk.payload.get("n")


async def end(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is not None:
        await talk.end()
        await finish_setup(talk.session, actor_at(talk, desk.school.id))
        talk.say("Хорошо. Остальное можно изменить позже в «настройках».", office_keyboard())


ROUTES = (
    Route("settings", Right.CHANGER, settings, Does.ASKS, label="Настройки"),
    Route("setting", Right.CHANGER, one_setting, Does.ASKS, leads_out=True),
    Route("wizard", Right.CHANGER, wizard, bare_yes=True),
    Route("setup_answer", Right.CHANGER, pressed),
    Route("setup_sure", Right.CHANGER, sure, bare_yes=True),
    Route("setup_keep", Right.CHANGER, keep),
    Route("setup_end", Right.CHANGER, end),
)
CONTINUATIONS = (Continuation(SETUP, Right.CHANGER, said, frozenset({"school", "not_now"})),)
