"""«Журнал действий»: who did what to whom, for the officer's eyes. The log holds ids; names are looked up now."""

from collections.abc import Sequence

from handlers.engine.keyboards import office_keyboard
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.settings.questions import BY_KEY, QUESTIONS
from handlers.settings.targets import goal_words
from handlers.understanding.said.lists import asks_who_did
from handlers.understanding.said.orders.target_words import MY_SCHOOL
from handlers.understanding.which_person import choose
from indicators.catalogue import INDICATOR
from indicators.russian.rules import plural, small
from services.actor import Actor
from services.audit import LogEntry, log_about, log_of, log_page
from services.targets import Goal
from storage.people.roles import role_name

ACTIONS = {
    "imported": "загружена статистика",
    "pupils_set": "записаны ученики",
    "class_pupils_set": "записаны ученики по классам",
    "pupils_undone": "возвращены прежние числа учеников",
    "class_pupils_undone": "убраны записанные по классам ученики",
    "answered_back": "ответ педагогу",
    "announced": "начата рассылка объявления",
    "announcement_changed": "изменено объявление",
    "move_invited": "приглашения в MAX",
    "workdays": "изменены рабочие дни",
    "corrected": "исправлена карточка",
    "change_declined": "данные педагога оставлены как есть",
    "merged": "объединены две карточки",
    "disowned": "«это не я»: аккаунт отвязан",
    "load_undone": "отменена загрузка",
    "linked": "вход по коду",
    "arrived": "вход по коду: спросил в прежнем мессенджере",
    "messenger_chosen": "выбран мессенджер для напоминаний",
    "link_approved": "подтверждён вход",
    "link_declined": "отклонён вход",
    "campaign_made": "запущена рассылка",
    "campaign_cancelled": "отменена рассылка",
    "paused": "пауза",
    "resumed": "снято с паузы",
    "retried": "повтор неудавшихся",
    "exempted": "исключение из напоминаний",
    "own_time": "свои часы и дни",
    "restored": "возврат к напоминаниям",
    "absence_told": "сообщение об отсутствии",
    "leaving_told": "сообщение об уходе",
    "opted_out": "просьба не напоминать",
    "complained": "недовольство напоминаниями",
    "opted_in": "снова напоминать, по просьбе",
    "forgotten": "удалены данные по просьбе",
    "backup_restored": "база восстановлена из копии",
    "dispute_answered": "ответ на сообщение об ошибке",
    "answer_taken_back": "отозван ответ на напоминание",
    "dispute_changed": "другой ответ на сообщение об ошибке",
    "role_given": "предложена роль",
    "role_taken": "роль принята",
    "role_refused": "от роли отказались",
    "role_removed": "роль снята",
    "officer_from_settings": "ответственный из настроек",
    "settings": "изменены настройки",
    "offer_withdrawn": "отозвано приглашение",
    "automatic_on": "включены напоминания",
    "automatic_off": "выключены напоминания",
    "parents_chats_on": "включены напоминания о чатах родителей",
    "parents_chats_off": "выключены напоминания о чатах родителей",
    "not_understood_on": "включено хранение непонятого",
    "not_understood_off": "выключено хранение непонятого",
    "thanks_on": "включены благодарности",
    "thanks_off": "выключены благодарности",
    "template": "загружен шаблон отчёта",
    "template_dropped": "возвращён обычный шаблон отчёта",
    "room": "записан кабинет для листовок",
    "chat_confirmed": "подтверждён чат класса",
    "target": "изменена цель",
    "break": "изменены каникулы",
    "left": "отмечено увольнение",
    "leaves_later": "отмечено увольнение заранее",
    "chat": "изменён реестр чатов",
    "unlinked": "отвязан аккаунт",
    "invited": "выдан код",
    "cabinet_entered": "вход в кабинет",
    "school_name": "запомнено другое название школы",
    "school_created": "заведена школа",
}
# What people do about themselves, what the program does, and a look at pages.
OF_THEMSELVES = frozenset(
    {"linked", "role_taken", "role_refused", "messenger_chosen", "opted_out", "opted_in", "cabinet_entered", "arrived"}
    | {"officer_from_settings", "backup_restored", "absence_told", "leaving_told", "complained", "answer_taken_back"}
)
SYSTEM = "Дежурный"
LAST, NONE = "Последние действия:", "Действий пока не было."
LAST_ABOUT = "{name}, последние действия:"
LAST_OF = "{name}, что сделано в последнее время:"
NONE_ABOUT = "{name}: ни исключений, ни отметок, ни исправлений не записано."


async def audit(talk: Talk, rest: str) -> None:
    """The last entries of the log: when, who, what, about whom; of one person's (`p`, or a name) where one is named."""
    desk = await at_desk(talk, Right.OFFICER)
    if desk is None:
        return
    zone, actor = talk.services.zone_of(desk.school), actor_at(talk, desk.school.id)
    is_of_somebody = bool(rest or talk.number("p") or talk.word("ps"))
    chosen = await choose(talk, desk, rest, "audit", "карточка", gone=True) if is_of_somebody else None
    if chosen is None and is_of_somebody:
        return
    entries: Sequence[LogEntry]
    if chosen is None:
        entries, heading, nothing = (await log_page(talk.session, actor)).entries, LAST, NONE
    else:
        name = chosen[0].full_name
        entries = await _done_by(talk, actor, chosen[0].id)
        heading, nothing = LAST_OF.format(name=name), NONE_ABOUT.format(name=name)
        if not entries:
            entries, heading = await log_about(talk.session, actor, chosen[0].id), LAST_ABOUT.format(name=name)
    lines = [f"• {entry.at.astimezone(zone):%d.%m %H:%M} {line(entry)}" for entry in entries]
    talk.say("\n".join([heading, *lines]) if lines else nothing, office_keyboard())


async def _done_by(talk: Talk, actor: Actor, person_id: int) -> Sequence[LogEntry]:
    """«Что сделала Дроздова»: what she did to others; nothing where it is asked who did it."""
    if asks_who_did(talk.text):
        return []
    return [one for one in await log_of(talk.session, actor, person_id) if one.action not in OF_THEMSELVES]


def line(entry: LogEntry) -> str:
    """«Ответова О. П.: исключение из напоминаний — Алиева М. А.»"""
    who = entry.who or SYSTEM
    about = ", ".join(
        part for part in (entry.whom if entry.whom != who else "", role_name(entry.role), _details(entry)) if part
    )
    what = ACTIONS.get(entry.action, entry.action)
    return f"{who}: {what}" + (f" — {about}" if about else "")


def _details(entry: LogEntry) -> str:
    """What was set, and how many people a round was for."""
    if entry.key in BY_KEY:
        return small(QUESTIONS[BY_KEY[entry.key]].title)
    if entry.codes:
        titles = ", ".join(f"«{INDICATOR[one].short if one in INDICATOR else MY_SCHOOL}»" for one in entry.codes)
        goal = Goal(*entry.goal) if entry.goal is not None else None
        return f"{titles}: {goal_words(goal)}" if goal or entry.dropped else titles
    return plural(entry.people, "человек", "человека", "человек") if entry.people is not None else ""


ROUTES = (Route("audit", Right.OFFICER, audit, Does.SAYS, label="Журнал действий"),)
