"""«Сколько до конца срока»: how long everybody still has to register, and who has not."""

from datetime import date

from handlers.access import joining as strangers
from handlers.engine.buttons import button, under
from handlers.engine.keyboards import my_figures_button
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.officer import deadline_text
from nudges.periods import day_words
from services.lists import NOT_REGISTERED, Registration, registration

THIS_WEEK = "Сообщения и звонки считаются за неделю, с понедельника по воскресенье: за эту — до {day} включительно."
REGISTRATION = "Регистрация в Сферуме — до {day} включительно."
NOT_SET = "Срок регистрации пока не задан."


async def deadline(talk: Talk, rest: str) -> None:
    if not talk.who.members:
        await _of_a_teacher(talk)
        return
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    found = await registration(talk.session, actor_at(talk, desk.school.id), today=talk.today(desk.school))
    day = found.deadline
    change = [button("Задать срок" if day is None else "Изменить срок", "setting", key="deadline")]
    change = change if desk.may_change else []
    if day is None:
        talk.say(NOT_SET, under(change))
        return
    who = [button("Кто не зарегистрирован", "list", gap=NOT_REGISTERED)] if found.missing else []
    talk.say(deadline_words(found, talk.today(desk.school)), under(who, change))


async def _of_a_teacher(talk: Talk) -> None:
    """By when what is asked of them is to be done: the norms of this week, and the school's day for registration."""
    if not talk.who.is_linked:
        await strangers.heard(talk)
        return
    schools = {person.school_id: await talk.school_of(person) for person in talk.who.persons}.values()
    weekly = [THIS_WEEK.format(day=day_words(Week.of(talk.today(one)).sunday)) for one in schools]
    ahead = [(one, day) for one in schools if (day := one.registration_deadline) and day >= talk.today(one)]
    differ = len(ahead) < len(schools) or len({day for _, day in ahead}) > 1
    named = len(schools) > 1 and differ
    lines = [f"{f'{one.name}. ' if named else ''}{REGISTRATION.format(day=day_words(day))}" for one, day in ahead]
    talk.say("\n".join(dict.fromkeys([*weekly, *lines])), my_figures_button())


def deadline_words(found: Registration, today: date) -> str:
    """Of a school with a deadline: how long there is, and who is not registered."""
    day, missing = found.deadline or today, found.missing
    if missing == 0 and found.untold:
        about = plural(found.untold, "сотруднике", "сотрудниках", "сотрудниках")
        return f"Незарегистрированных в последнем файле нет, но о {about} в нём не сказано. Срок — {day_words(day)}."
    if missing == 0:
        return f"По последнему файлу зарегистрированы все. Срок — {day_words(day)}."
    if day >= today:
        return deadline_text(day, (day - today).days, missing)
    ago = plural((today - day).days, "день", "дня", "дней")
    return f"Срок регистрации ({day_words(day)}) прошёл {ago} назад." + (
        f" Ещё не в Сферуме: {plural(missing, 'человек', 'человека', 'человек')}." if missing else ""
    )


ROUTES = (Route("deadline", Right.ANYONE, deadline, Does.SHOWS, label="Срок регистрации"),)
