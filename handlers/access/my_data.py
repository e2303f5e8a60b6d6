"""«Мои данные», «удалить мои данные», «не напоминать»: what is kept, and how to end it."""

import re

from sqlalchemy import select

from handlers.engine.buttons import bad, button, under
from handlers.engine.keyboards import my_figures_button
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import tell_officers
from indicators.russian.rules import plural
from nudges.dates import find_span
from storage.people.audit import record
from storage.people.forgetting import count_weeks, forget_account, forget_people, is_last_officer, speak_again
from storage.tables import Exemption, Person

ROLES = {
    "officer": "ответственный",
    "deputy": "заместитель ответственного",
    "manager": "руководитель",
    "municipal": "управление образования",
}
FIGURES_SEEN_BY = (
    "Ваши цифры видите вы и те, кому школа открыла доступ: ответственный за Сферум и его заместитель, "
    "руководитель школы, управление образования. Больше никто."
)
WHO_SEES = (
    f"{FIGURES_SEEN_BY} Почему вас не тревожат (больничный, отпуск), знают только вы, ответственный и заместитель. "
    "В общие чаты идут только итоги без имён. Переписку, телефоны и пароли я не храню."
)
NOTHING = "О вас у меня только номер вашей страницы: без него я не смог бы ответить."
SURE = (
    "Удалю ФИО, показатели по неделям, ваши ответы и связь с вашей страницей. Вернуть это нельзя. "
    "Если школа снова загрузит файл с вашей строкой, запись появится заново, но писать вам я без вашего "
    "согласия не смогу.\n\nУдалить?"
)
LAST_OFFICER = (
    "Вы — единственный ответственный в школе, без вас я останусь без хозяина. Сначала передайте роль: напишите «роли»."
)
FORGOTTEN = (
    "Готово, ваших данных у меня больше нет. Запомню только номер страницы — чтобы не написать вам снова, когда придёт "
    "новый файл. Если передумаете — просто напишите мне."
)
MUTED = (
    "Хорошо, напоминать больше не буду. Ответственный увидит, что вы попросили не напоминать. "
    "«Мои показатели» по-прежнему работают, а вернуть напоминания можно словом «напоминать»."
)
SORRY = "Простите, если не вовремя. Хотите, на этой неделе больше не побеспокою — или не буду напоминать совсем?"
# For some time, or about one matter only.
_FOR_NOW = re.compile(r"\b(?:пока|сейчас|временно|вечер\w*|ноч\w*|выходн\w*|про|об?|насч[её]т)\b")
UNMUTED = "Снова буду напоминать — не чаще раза в неделю."


async def my_data(talk: Talk, rest: str) -> None:
    """Everything that is known, in words."""
    lines = [line for person in talk.who.persons for line in await _known(talk, person)]
    roles = [ROLES.get(member.role, member.role) for member in talk.who.members]
    if roles:
        lines.append(f"Роль: {', '.join(dict.fromkeys(roles))}.")
    if not lines:
        lines = [NOTHING]
    lines += [f"Страница: vk.com/id{talk.who.account.external_id}.", "", WHO_SEES]
    wants = all(person.wants_nudges for person in talk.who.persons)
    reminding = button("Не напоминать", "mute") if wants else button("Напоминать", "unmute")
    talk.say("\n".join(lines), under([reminding] if talk.who.persons else [], [bad("Удалить мои данные", "forget_me")]))


async def _known(talk: Talk, person: Person) -> list[str]:
    school = await talk.school_of(person)
    weeks = plural(await count_weeks(talk.session, person.id), "неделя", "недели", "недель")
    lines = [f"{person.full_name}, {school.name}."]
    if person.role or person.classes:
        lines.append(f"Должность и классы: {', '.join(part for part in (person.role, person.classes) if part)}.")
    lines.append(f"Показатели из файлов школы: {weeks}.")
    exempt = await talk.session.scalars(select(Exemption.reason).where(Exemption.person_id == person.id))
    reasons = list(exempt)
    if reasons:
        lines.append(f"Освобождения от напоминаний: {', '.join(reasons)}.")
    if not person.wants_nudges:
        lines.append("Вы попросили не напоминать.")
    return lines


async def forget_me(talk: Talk, rest: str) -> None:
    if await is_last_officer(talk.session, talk.who.account.id):
        talk.say(LAST_OFFICER)
        return
    talk.say(SURE, under([bad("Да, удалить", "forget_me_yes"), button("Нет, оставить", "cancel")]))


async def forget_me_yes(talk: Talk, rest: str) -> None:
    if await is_last_officer(talk.session, talk.who.account.id):
        talk.say(LAST_OFFICER)
        return
    for person in talk.who.persons:
        await tell_officers(talk, person.school_id, f"{person.full_name}: данные удалены по просьбе человека.")
        record(talk.session, "forgotten", talk.now, school_id=person.school_id)
    await forget_people(talk.session, [person.id for person in talk.who.persons])
    await forget_account(talk.session, talk.who.account)
    talk.who.persons.clear()
    talk.who.members.clear()
    talk.who.dialogue = None
    talk.say(FORGOTTEN)


async def mute(talk: Talk, rest: str) -> None:
    """For good; «не пишите мне до пятницы» is asked back, since it is hardly meant so."""
    said = talk.text.lower()
    if _FOR_NOW.search(said) or find_span(said, talk.now.date()) is not None:
        later_or_never(talk)
        return
    for person in talk.who.persons:
        person.wants_nudges = False
        talk.log("opted_out", person.school_id, person=person.id)
    talk.say(MUTED, under([button("Вернуть напоминания", "unmute")]))


def later_or_never(talk: Talk) -> None:
    talk.say(SORRY, under([button("Не на этой неделе", "not_now"), button("Не напоминать", "mute")]))


async def unmute(talk: Talk, rest: str) -> None:
    """Also the button of the staff chat: «разрешить напоминания» opens the dialog, and writing here allows it."""
    for person in talk.who.persons:
        person.wants_nudges = True
        await speak_again(talk.session, talk.who.account)
        talk.log("opted_in", person.school_id, person=person.id)
    talk.say(UNMUTED, my_figures_button())


ROUTES = (
    Route("my_data", Right.ANYONE, my_data, Does.SHOWS, leads_out=True),
    Route("forget_me", Right.ANYONE, forget_me, Does.ASKS, leads_out=True),
    Route("forget_me_yes", Right.ANYONE, forget_me_yes),
    Route("mute", Right.LINKED, mute, Does.OWN),
    Route("unmute", Right.LINKED, unmute, Does.OWN),
)
