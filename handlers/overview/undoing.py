"""«Отмени последнее»: what the speaker did last, and the button that takes it back, or why there is none."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from handlers.engine.buttons import BACK as BACK_KEY
from handlers.engine.buttons import button, good, under, way_back
from handlers.engine.old_buttons import stamp
from handlers.engine.rights import Desk, actor_at, at_desk, may, schools_of
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.overview.audit import ACTIONS, line
from handlers.teacher.second_thoughts import change_buttons
from handlers.understanding.reading.people.person_words import whom
from indicators.russian.rules import enumerated, listed
from nudges.messenger import Button, Colour, Keyboard
from nudges.names import Case
from services.audit import OwnDeed, last_of, last_own
from services.rounds.standing import rounds_under_way
from services.settings_back import ChangedSince, put_back
from services.staff.correcting import before_it
from storage.dialogs.replies import keyboard_of, replies_of
from storage.people.exemptions import OWN_WORDS, exemptions_of
from storage.people.registry import person_at
from storage.tables import Person

# By the deed: the button's label and its command, which take it back; a person goes along where it was about one.
BACK: Mapping[str, tuple[str, str]] = {
    "exempted": ("Вернуть к напоминаниям", "restore"),
    "restored": ("Снова не тревожить", "exempt"),
    "paused": ("Продолжить", "resume"),
    "resumed": ("Пауза", "pause"),
    "imported": ("Отменить загрузку", "undo_load"),
    "class_pupils_set": ("Убрать записанное", "class_pupils_back"),
    "automatic_on": ("Выключить напоминания", "automatic_off"),
    "automatic_off": ("Включить напоминания", "automatic_on"),
    "not_understood_on": ("Не хранить непонятое", "not_understood_off"),
    "not_understood_off": ("Хранить непонятое", "not_understood_on"),
    "thanks_on": ("Выключить благодарности", "thanks_off"),
    "thanks_off": ("Включить благодарности", "thanks_on"),
    "template": ("Обычный шаблон", "template_default"),
}
# Rounds can be stopped on their way, and no more.
STOPPED: Mapping[str, tuple[str, str]] = dict.fromkeys(
    ("campaign_made", "announced", "announcement_changed", "move_invited"), ("Остановить рассылку", "stop_yes")
)
# Where the others can be changed.
THERE: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("load_undone", "pupils_set"), ("Загрузки", "loads")),
    "target": ("Цели", "targets"),
    "break": ("Каникулы", "breaks"),
    "workdays": ("Расписание", "schedule"),
    "settings": ("Настройки", "settings"),
    "corrected": ("Исправить обратно", "correct"),
    **dict.fromkeys(
        ("own_time", "left", "leaves_later", "unlinked", "invited", "link_approved", "disowned"), ("Карточка", "card")
    ),
    **dict.fromkeys(("role_given", "role_removed", "offer_withdrawn"), ("Роли", "roles")),
    **dict.fromkeys(("chat", "chat_confirmed", "parents_chats_on", "parents_chats_off"), ("Чаты", "chats")),
}
# What no button takes back; that it was the last is said all the same.
FOR_GOOD = (
    "pupils_undone",
    "class_pupils_undone",
    "merged",
    "forgotten",
    "dispute_answered",
    "dispute_changed",
    "answered_back",
    "change_declined",
    "retried",
    "campaign_cancelled",
    "link_declined",
    "template_dropped",
    "room",
    "school_name",
    "school_created",
)
TAKE_BACK = "Вернуть?"
_WAYS = (
    (BACK, TAKE_BACK),
    (STOPPED, "Что уже отправлено, у людей останется; остальное можно остановить."),
    (THERE, "Поправить можно здесь:"),
)
_SHOWN = 5  # names
JUST_NOW = timedelta(minutes=15)
NOTHING = "За вами здесь ничего не записано, отменять нечего."
NOTHING_OF = "{name}: ничего, что можно вернуть, здесь не записано."
ABOUT_THEM = "Записано, что не тревожим {name}: {reason}. Вернуть к напоминаниям?"
LAST_OF = "{name}, последнее ({when}): {what}."
OVERTAKEN = "С тех пор уже иначе: {what}. Возвращать нечего."
NOT_YOURS = (
    "Что сделали другие, показывает и возвращает ответственный: попросите его. Своё верну по «отмени последнее»."
)
LAST = "Последнее, что вы сделали ({when}): {what}."
OF_ANOTHER = "Но после этого то же сделано ещё раз, и не вами: {what}. Отменить это может тот, кто сделал."
CHANGE = "Изменить ответ?"
PUT_BACK = "Вернул как было."
SET_SINCE = "С тех пор это снова меняли. Всё равно вернуть, как было до той правки?"
CANNOT = "Этого одной кнопкой не вернуть."
STAYS_SENT = "Отправленное отозвать нельзя."


async def undo(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    actor, every = actor_at(talk, desk.school.id), (*BACK, *STOPPED, *THERE, *FOR_GOOD)
    colleague = await _colleague(talk, desk)
    if colleague is not None and not may(talk, Right.OFFICER, desk.school.id):
        talk.say(NOT_YOURS)
        return
    if colleague is None:
        found, nothing, last = await last_own(talk.session, actor, every), NOTHING, LAST
    else:
        found = await last_of(talk.session, actor, colleague.id, every)
        nothing, last = (one.replace("{name}", colleague.full_name) for one in (NOTHING_OF, LAST_OF))
    if found is None and colleague is not None and await _is_left_in_peace(talk, desk, colleague):
        return
    if found is None:
        talk.say(nothing, _log(talk, desk))
        return
    at = found.entry.at.astimezone(talk.services.zone_of(desk.school))
    what = _what(found)
    if len(found.names) > 1:
        what = f"{ACTIONS.get(found.entry.action, what)} — {listed(found.names, _SHOWN)}"
    question, buttons = await _way_back(talk, desk, found, is_own=colleague is None)
    talk.say(f"{last.format(when=f'{at:%d.%m в %H:%M}', what=what.rstrip('.'))} {question}", buttons)


async def _is_left_in_peace(talk: Talk, desk: Desk, person: Person) -> bool:
    """«Отмени, что я про Соколова сказала»: whoever did nothing here is whom something was done about."""
    held = await exemptions_of(talk.session, person.id, talk.today(desk.school))
    reasons = [one.reason for one in held if one.reason not in OWN_WORDS and one.gap is None]
    if reasons:
        back = good("Вернуть", "restore", p=person.id)
        why = ABOUT_THEM.format(name=whom(person, Case.ACCUSATIVE), reason=enumerated(dict.fromkeys(reasons)))
        talk.say(why, under([back, button("Нет", "cancel")]))
    return bool(reasons)


async def _way_back(talk: Talk, desk: Desk, found: OwnDeed, *, is_own: bool) -> tuple[str, Keyboard | None]:
    """The question with the button that takes it back; where there is none, why."""
    if found.overtaken is not None:
        cards = [button("Карточка", "card", p=one) for one in found.people[:1]]
        return OVERTAKEN.format(what=line(found.overtaken).rstrip(".")), under(cards) if cards else None
    if found.since is not None and found.entry.action == "imported":  # its button is of the newest load
        return OF_ANOTHER.format(what=line(found.since)), _log(talk, desk)
    no = button("Нет", "cancel")
    if found.claims and (change := await change_buttons(talk, found.claims)):
        return CHANGE, under([*change, no])
    if is_own and (ways := await _as_it_was(talk, found.entry.at)):
        return TAKE_BACK, under(*([one] for one in ways), [no])
    if found.kept:
        command = "breaks_as_they_were" if found.entry.action == "break" else "settings_back"
        return TAKE_BACK, under([good("Вернуть как было", command, e=",".join(map(str, found.kept))), no])
    if found.field and len(found.people) == 1 and (back_then := await _card_back(talk, desk, found)) is not None:
        return TAKE_BACK, under([back_then, no])
    under_way = {one.id for one in await rounds_under_way(talk.session, actor_at(talk, desk.school.id))}
    for buttons, question in _WAYS:
        if found.entry.action in buttons and (buttons is not STOPPED or found.round_id in under_way):
            return question, under([_of_kind(found, buttons), no])
    return STAYS_SENT if found.entry.action in STOPPED else CANNOT, _log(talk, desk)


def _of_kind(found: OwnDeed, buttons: Mapping[str, tuple[str, str]]) -> Button:
    """The button of such deeds, with what this one was about."""
    label, command = buttons[found.entry.action]
    about = _about(found.people) if command in ("restore", "exempt") else _about(found.people[:1])
    if command == "class_pupils_back":  # what was written then, and nothing else
        about = {"t": round(found.entry.at.timestamp() * 1000)}
    elif buttons is STOPPED:  # their own round, and nobody else's
        about = {"c": found.round_id}
    return good(label, command, **about)


def _what(found: OwnDeed) -> str:
    """All that is taken back at once; what was said beside it and stood so already is none of it."""
    newest = {(one.codes, one.key): one for one in found.settings or (found.entry,)}  # of each as it was left
    first, *others = [line(one).partition(": ")[2].rstrip(".") for one in newest.values()]
    return "; ".join(dict.fromkeys([first, *(one.partition(" — ")[2] or one for one in others)]))


async def _colleague(talk: Talk, desk: Desk) -> Person | None:
    """Whose deeds are meant, where it is somebody else who is named."""
    person = await person_at(talk.session, desk.school.id, talk.number("p")) if talk.number("p") else None
    return person if person is not None and person.id not in {one.id for one in talk.who.persons} else None


def _log(talk: Talk, desk: Desk) -> Keyboard | None:
    """For whom it is open: what would be refused is not offered."""
    is_open = may(talk, Right.OFFICER, desk.school.id)
    return under([button("Журнал действий", "audit")]) if is_open else None


async def undo_fresh(talk: Talk, stop: Callable[[Talk, int], Awaitable[bool]]) -> bool:
    """«Отмени» right after a deed is about the deed; False where there is none. `stop` asks about a round that is still
    on its way."""
    if not may(talk, Right.CHANGER):
        return False
    newest = talk.now - JUST_NOW
    is_fresh, number = False, 0
    for school in await schools_of(talk):
        found = await last_own(talk.session, actor_at(talk, school.id), (*BACK, *STOPPED, *THERE, *FOR_GOOD))
        if found is not None and found.entry.at > newest:
            newest, talk.school_id, is_fresh = found.entry.at, school.id, True
            number = found.round_id or 0 if found.entry.action in STOPPED else 0
    if number and await stop(talk, number):
        return True
    if is_fresh:
        await undo(talk, "")
    return is_fresh


def _about(people: Sequence[int]) -> dict[str, Any]:
    return {"p": people[0]} if len(people) == 1 else {"ps": ",".join(map(str, people))} if people else {}


async def _as_it_was(talk: Talk, at: datetime) -> list[Button]:
    """The buttons of the answer to that deed which know what was before."""
    said = await replies_of(talk.session, talk.services.community_id, talk.peer_id, at)
    keyboards = [found for one in said if (found := keyboard_of(one)) is not None]
    buttons = [one for keyboard in keyboards for row in keyboard.rows for one in row]
    return [replace(one, colour=Colour.POSITIVE) for one in buttons if (one.payload or {}).get(BACK_KEY)]


async def _card_back(talk: Talk, desk: Desk, found: OwnDeed) -> Button | None:
    """What a card said before it was set right on a page, where no answer in the chat has a way back."""
    actor = actor_at(talk, desk.school.id)
    known = await before_it(talk.session, actor, found.people[0], found.field, found.entry.at)
    if known is None or not known.fresh:
        return None
    about = {"p": known.person.id, "field": known.field, "value": known.was, "st": stamp(known.now)}
    return replace(way_back("Вернуть как было", "correct_yes", **about), colour=Colour.POSITIVE)


async def settings_back(talk: Talk, rest: str) -> None:
    """What was set on a page, or in the chat where its answer knows no way back."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    ids = [int(one) for one in talk.word("e").split(",") if one.isdecimal()]
    actor = actor_at(talk, desk.school.id)
    try:
        await put_back(talk.session, actor, ids, talk.now, sure=bool(talk.word("sure")))
    except ChangedSince:
        anyway = good("Всё равно вернуть", "settings_back", e=talk.word("e"), sure="yes")
        talk.say(SET_SINCE, under([anyway, button("Нет", "cancel")]))
        return
    talk.say(PUT_BACK, under([button("Настройки", "settings"), button("Цели", "targets")]))


ROUTES = (
    Route("undo", Right.CHANGER, undo, Does.ASKS, label="Отменить последнее"),
    Route("settings_back", Right.CHANGER, settings_back),
)
