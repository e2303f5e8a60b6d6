"""What a teacher gets: their own figures, always, and what is known of them."""

from handlers.engine.buttons import button, main, under
from handlers.engine.keyboards import my_figures_button, teacher_keyboard
from handlers.engine.rights import NOT_FOR_YOU
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.teacher.figures_in_words import (
    NOT_TOLD,
    OwnFigures,
    lines,
    nothing_open,
    own_figures,
    period,
    trend,
)
from handlers.understanding.reading.people.person_words import name_of
from handlers.understanding.reading.weeks import period_in
from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.digest import GROUP_CHATS_ONLY
from nudges.messenger import Keyboard, Pressed
from nudges.platforms import Platform
from storage.schools.chats import live_counts
from storage.statistics.facts import newest_list
from storage.tables import Person

ABOUT_FIGURES = "figures"
ONLY_NEWEST = "Показываю последние данные: за другое время ваши цифры есть у ответственного."
NO_LIST = "Статистики пока нет: как только ответственный загрузит файл, здесь появятся ваши показатели."
NOT_LINKED = (
    "Личных показателей у меня для вас нет: в списке сотрудников я вас не вижу. Показатели школы покажет «сводка», "
    "одного коллеги — «карточка» и фамилия."
)


async def my_figures(talk: Talk, rest: str) -> None:
    """Each gap or tick with its figure, the date, and the trend. Anything a teacher writes leads here."""
    if isinstance(talk.event, Pressed):
        talk.snack = "Показываю"
    if await _of_another_time(talk):
        talk.say(ONLY_NEWEST)
    for person in talk.who.persons:
        await _figures_of(talk, person)


async def _of_another_time(talk: Talk) -> bool:
    """«Моя статистика за октябрь», where the newest figures are of November."""
    person = talk.who.persons[0]
    if not talk.text:
        return False
    school = person.school_id
    newest = await talk.batch.once(("newest", school, None), lambda: newest_list(talk.session, school))
    meant = period_in(talk.text, talk.now.date(), newest.week) if newest is not None else None
    return newest is not None and meant is not None and meant.last < newest.week


async def _figures_of(talk: Talk, person: Person) -> None:
    school = await talk.school_of(person)
    name = name_of(person).address
    found = await own_figures(talk.batch, person, school)
    greeting = f"{name}, здравствуйте!" if name else "Здравствуйте!"
    if len(talk.who.persons) > 1:
        greeting = f"{greeting}\n{school.name}"
    if found is None:
        talk.say(f"{greeting}\n\n{NO_LIST}", teacher_keyboard())
        return
    live = await _live_words(talk)
    parts = [part for part in (greeting, figures_text(found, Platform(talk.services.platform)), live) if part]
    talk.say("\n\n".join(parts), _keyboard(found), about=ABOUT_FIGURES)


async def _live_words(talk: Talk) -> str:
    """What the bot itself has seen this week, beside the file's figures, which stay the truth of the report."""
    week = Week.of(talk.now.astimezone(talk.services.zone).date())
    counts = await talk.batch.once(("live", week), lambda: live_counts(talk.session, talk.batch.accounts, str(week)))
    live = counts.get(talk.who.account.id)
    if live is None:
        return ""
    messages = plural(live.messages, "сообщение", "сообщения", "сообщений")
    calls = f" и {plural(live.calls, 'звонок', 'звонка', 'звонков')}" if live.calls else ""
    return f"По данным бота на этой неделе: {messages}{calls} (вижу не все чаты, в отчёт идёт файл)."


def figures_text(found: OwnFigures, at: Platform = Platform.VK) -> str:
    if found.now is None:
        return nothing_open(found)
    parts = [f"Ваши показатели по данным {period(found)}:", "\n".join(lines(found, at=at)), trend(found)]
    if found.gaps:
        if found.unknown:
            parts.append(NOT_TOLD.format(titles=", ".join(found.unknown)))
        note = "Если уже сделали — не учитывайте: проверим по следующему файлу."
        parts.append(f"{GROUP_CHATS_ONLY}\n{note}" if any(g.code == "few_messages" for g in found.gaps) else note)
    else:
        parts.append(nothing_open(found))
    return "\n\n".join(part for part in parts if part)


def _keyboard(found: OwnFigures) -> Keyboard:
    if not found.gaps:
        return teacher_keyboard()
    week = str(found.newest.week)
    return under(
        [main("Как сделать", "howto", w=week)],
        [button("Уже сделано", "done", w=week), button("Это ошибка", "mistake", w=week)],
    )


async def not_for_you(talk: Talk) -> None:
    talk.say(NOT_FOR_YOU, my_figures_button())


ROUTES = (
    Route("my_figures", Right.LINKED, my_figures, Does.SHOWS, leads_out=True, label="Мои показатели"),
    Route("mine", Right.LINKED, my_figures, Does.SAYS),
)
