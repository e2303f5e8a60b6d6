"""«Отмени последнее»: what the speaker did last, and the button that takes it back, or why there is none."""

from collections.abc import Mapping

from handlers.engine.buttons import button, good, under
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.overview.audit import line
from services.audit import last_own

# By the deed: the button's label and its command; a person goes along where it was about one.
BACK: Mapping[str, tuple[str, str]] = {
    "exempted": ("Вернуть к напоминаниям", "restore"),
    "restored": ("Снова не тревожить", "exempt"),
    "paused": ("Продолжить", "resume"),
    "resumed": ("Пауза", "pause"),
    "imported": ("Отменить загрузку", "undo_load"),
    "pupils_set": ("Отменить загрузку", "undo_load"),
    "load_undone": ("Загрузки", "loads"),
    "campaign_made": ("Остановить рассылку", "stop"),
    "announced": ("Остановить рассылку", "stop"),
    "automatic_on": ("Выключить напоминания", "automatic_off"),
    "automatic_off": ("Включить напоминания", "automatic_on"),
    "not_understood_on": ("Не хранить непонятое", "not_understood_off"),
    "not_understood_off": ("Хранить непонятое", "not_understood_on"),
    "thanks_on": ("Выключить благодарности", "thanks_off"),
    "thanks_off": ("Включить благодарности", "thanks_on"),
    "target": ("Цели", "targets"),
    "break": ("Каникулы", "breaks"),
    "workdays": ("Расписание", "schedule"),
    "settings": ("Настройки", "settings"),
    "corrected": ("Исправить обратно", "correct"),
    "own_time": ("Карточка", "card"),
    "left": ("Карточка", "card"),
    "unlinked": ("Карточка", "card"),
    "invited": ("Карточка", "card"),
    "role_given": ("Роли", "roles"),
    "role_removed": ("Роли", "roles"),
    "chat": ("Чаты", "chats"),
    "template": ("Обычный шаблон", "template_default"),
}
# These take it back themselves; the other buttons lead to where it can be changed.
STRAIGHT = frozenset({"restore", "exempt", "resume", "pause", "undo_load", "automatic_on", "automatic_off"}) | {
    "thanks_on",
    "thanks_off",
}
# What no button takes back; that it was the last is said all the same.
FOR_GOOD = ("merged", "forgotten", "dispute_answered", "answered_back", "retried", "campaign_cancelled", "move_invited")
NOTHING = "За вами здесь ничего не записано, отменять нечего."
LAST = "Последнее, что вы сделали ({when}): {what}."
ASK = "Вернуть?"
THERE = "Поправить можно здесь:"
SENT_STAYS = "Что уже отправлено, у людей останется; остальное можно остановить."
CANNOT = "Этого одной кнопкой не вернуть."


async def undo(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    found = await last_own(talk.session, actor_at(talk, desk.school.id), (*BACK, *FOR_GOOD))
    if found is None:
        talk.say(NOTHING, under([button("Журнал действий", "audit")]))
        return
    at = found.entry.at.astimezone(talk.services.zone_of(desk.school))
    what = line(found.entry).partition(": ")[2].rstrip(".")
    text = LAST.format(when=f"{at:%d.%m в %H:%M}", what=what)
    back = BACK.get(found.entry.action)
    if back is None:
        talk.say(f"{text} {CANNOT}", under([button("Журнал действий", "audit")]))
        return
    label, command = back
    about = {"p": found.person_id} if found.person_id else {}
    question = SENT_STAYS if command == "stop" else ASK if command in STRAIGHT else THERE
    talk.say(f"{text} {question}", under([good(label, command, **about), button("Нет", "cancel")]))


ROUTES = (Route("undo", Right.CHANGER, undo, Does.ASKS),)
