"""«Пишите после 15», «31 декабря не пишите»: a person's own hours and days, and the way back."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, time

from handlers.engine.buttons import button, good, main, under, way_back
from handlers.engine.rights import actor_at, may, schools_of
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.people.bringing_back import BY_THEMSELVES
from handlers.understanding.reading.people.by_name import Found, find_people, find_several
from handlers.understanding.reading.people.person_words import whom as whom_words
from handlers.understanding.reading.time.own_time import OwnWish, own_wish, weekly_wish
from handlers.understanding.reading.time.own_week import asks_for_letters, is_seldom, own_week, reminder_asked
from handlers.understanding.said.peace import of_myself
from handlers.understanding.which_person import CARRIED, ask_back
from indicators.russian.rules import enumerated
from nudges.names import Case
from nudges.own_time import OwnTime
from nudges.periods import spans_of
from services.schools import one_of_several
from services.staff.own_time import set_days_off, set_hours
from storage.people.own_time import own_time
from storage.people.privacy.quiet import quiet_of
from storage.people.registry import people_of, person_at
from storage.tables import Person, School

AS_USUAL = "Хорошо, {whom} снова пишу в рабочие часы школы."
HOURS = "Хорошо, {whom} буду писать {hours}, в рабочие дни школы."
WEEKLY = "Хорошо, {whom} буду писать {hours}: напоминание — не чаще раза в неделю, в ближайший такой день."
DAY = "Хорошо, {days} {whom} не напишу. Что пришлось бы на {on}, придёт в следующий рабочий день."
PAST = "Этот день уже прошёл: назовите тот, который ещё будет."
GONE = "В списке школы этого человека больше нет: менять нечего."
YOU = "вам"
SILENT = " Но пока не пишу: {why}."
OF_SCHOOL = " О делах школы — ошибках, заявках, сводке — пишу как прежде."
NOT_LISTED = (
    "Напоминаний я вам не шлю: в списке педагогов вас нет. О делах школы пишу, когда они появляются. "
    "Когда писать педагогам, меняют словами «писать с 10 до 17»."
)
ONCE_A_WEEK = (
    "Реже раза в неделю не умею: напоминание приходит после свежего файла, обычно раз в неделю. Неделю можно "
    "пропустить — «не на этой неделе»."
)
NOR_SELDOMER = " Реже не умею, но неделю можно пропустить — «не на этой неделе»."
NOT_BY_HOUR = (
    "Один раз, в назначенный день и час, напомнить не смогу: напоминание приходит раз в неделю, после свежего файла."
)
ALWAYS_THEN = "Зато могу всегда писать вам {hours} — нажмите, если так удобно."
TOLD_DAYS = "Понял. Писать вам только {hours}?"
YOUR_WORD = "вы просили не напоминать, вернуть можно словом «напоминать»"


async def spoken(talk: Talk) -> bool:
    """Do what such a sentence says; False for every other one, and where it is not sure whose time it is."""
    if _is_teacher(talk) and _cannot_be(talk):
        return True
    wish = _wish(talk, talk.text, talk.now.date())
    if wish is None:
        return False
    people = await _whose(talk, wish)
    if people is None:
        return True
    if not people and _is_about_me(talk, wish):
        talk.say(NOT_LISTED)
        return True
    for person in people[:1]:
        wish = _wish(talk, talk.text, talk.today(await talk.school_of(person))) or wish
    if not people:
        return False
    await _keep(talk, people, wish)
    return True


def _wish(talk: Talk, text: str, today: date) -> OwnWish | None:
    """A teacher's own days of the week may be said with whatever around them."""
    weekly = weekly_wish(text)
    if weekly is None:
        return (own_week(text) if _is_teacher(talk) else None) or own_wish(text, today)
    return weekly if talk.who.members else replace(weekly, name="")


def _is_teacher(talk: Talk) -> bool:
    return talk.who.is_linked and not talk.who.members


def _cannot_be(talk: Talk) -> bool:
    """One reminder at its hour, or one a month: said so, with what can be had instead. Days on which somebody is there
    are no wish yet."""
    if is_seldom(talk.text) and asks_for_letters(talk.text) and own_week(talk.text) is None:
        ways = [button("Не на этой неделе", "not_now"), button("Не напоминать", "mute")]
        talk.say(ONCE_A_WEEK, under(ways))
        return True
    every_week = own_week(talk.text)
    is_only_told = every_week is not None and not asks_for_letters(talk.text)
    wish = every_week if is_only_told else reminder_asked(talk.text) if every_week is None else None
    if wish is None:
        return False
    then = OwnTime(wish.begins, wish.ends, weekdays=wish.weekdays).hours_words()
    if not then:
        talk.say(NOT_BY_HOUR, under([button("Не на этой неделе", "not_now"), main("Мои показатели", "my_figures")]))
        return True
    days = "".join(map(str, sorted(wish.weekdays)))
    carried = {key: f"{at:%H:%M}" for key, at in (("b", wish.begins), ("e", wish.ends)) if at is not None}
    yes = good(f"Писать {then}", "own_week", d=days, **carried)
    said = TOLD_DAYS if is_only_told else f"{NOT_BY_HOUR} {ALWAYS_THEN}"
    talk.say(
        said.format(hours=then), under([yes], [button("Не на этой неделе", "not_now"), button("Не нужно", "cancel")])
    )
    return True


async def week_chosen(talk: Talk, rest: str) -> None:
    """The button under what cannot be done once; it can be forged."""
    days = frozenset(int(one) for one in talk.word("d") if one in "0123456")
    begins, ends = (_time_of(talk.word(key)) for key in ("b", "e"))
    if days or begins or ends:
        await _keep(talk, list(talk.who.persons), OwnWish(begins, ends, weekdays=days))


def _time_of(said: str) -> time | None:
    with suppress(ValueError):
        return time.fromisoformat(said)
    return None


async def _whose(talk: Talk, wish: OwnWish) -> list[Person] | None:
    """A teacher's own rows of all schools; for an officer the colleagues that are named. None where it was asked
    back which of several is meant."""
    if not wish.name:
        return list(talk.who.persons) if not talk.who.members or _is_about_me(talk, wish) else []
    schools = [one for one in await schools_of(talk) if may(talk, Right.CHANGER, one.id)]
    found = [find_people(await people_of(talk.session, one.id), wish.name) for one in schools]
    named = [one.person for one in found if one.person is not None and not one.rest]
    alike = [one for one in found if len(one.people) > 1 and not one.rest]
    several = [find_several(await people_of(talk.session, one.id), wish.name) for one in schools]
    together = [one for one in several if len(one.people) > 1 and one.doubt is None and not one.rest]
    if len(together) == 1:
        return list(together[0].people)
    if len(schools) == 1 and alike and len(talk.text) <= CARRIED:
        ask_back(talk, Found(alike[0].people, talk.text, alike[0].guessed), "own_time", "карточка")
        return None
    return named if len(named) == 1 else []


def _is_about_me(talk: Talk, wish: OwnWish) -> bool:
    """An officer's «пишите после 15» is about the school, «мне пишите после 15» is not."""
    return not wish.name and of_myself(talk.text)


async def chosen(talk: Talk, rest: str) -> None:
    """Whose time was meant; the button carries the words."""
    person, words = await _meant(talk), talk.word("rest")
    wish = _wish(talk, words, talk.today(await talk.school_of(person))) if person is not None else None
    if person is None or wish is None:
        talk.say(GONE)
        return
    await _keep(talk, [person], wish)


async def _keep(talk: Talk, people: list[Person], wish: OwnWish) -> None:
    zone = talk.services.default_zone
    for person in people if wish.days else ():
        actor, today = actor_at(talk, person.school_id), talk.today(await talk.school_of(person))
        if any(day < today for day in wish.days):
            talk.say(PAST)
            return
        await set_days_off(talk.session, actor, person.id, wish.days, talk.now)
    if not wish.days:
        actor, hours, ids = actor_at(talk, people[0].school_id), (wish.begins, wish.ends), [one.id for one in people]
        await set_hours(talk.session, actor, ids, *hours, talk.now, default_zone=zone, weekdays=wish.weekdays)
    talk.at = await one_of_several(talk.session, talk.who, people[0].school_id)
    if talk.alone_of_several is not None:
        talk.at = await talk.school_of(talk.alone_of_several)
    is_own = people[0].id in {one.id for one in talk.who.persons}  # of several schools, and said once
    for person in people[:1] if is_own else people:
        silence = await quiet_of(talk.session, person.id)
        why = "" if silence is None else SILENT.format(why=YOUR_WORD if is_own else BY_THEMSELVES[silence])
        why += OF_SCHOOL if is_own and may(talk, Right.CHANGER, person.school_id) else ""
        _say(talk, person, wish, YOU if is_own else whom_words(person, Case.DATIVE), why)


def _say(talk: Talk, person: Person, wish: OwnWish, whom: str, why: str) -> None:
    """`why` it is kept and nobody is written to all the same."""
    if wish.days:
        days = enumerated(spans_of(wish.days))
        said = "+".join(day.isoformat() for day in wish.days)
        undo = way_back("Отменить", "own_day_back", p=person.id, d=said)
        talk.say(
            DAY.format(days=days, whom=whom, on="эти дни" if len(wish.days) > 1 else "этот день") + why, under([undo])
        )
        return
    hours = own_time(person).hours_words()
    if not hours:
        talk.say(AS_USUAL.format(whom=whom) + why)
        return
    back, said = ("В любые дни и часы школы", WEEKLY) if person.weekdays else ("В любые часы школы", HOURS)
    seldom = NOR_SELDOMER if talk.text and is_seldom(talk.text) else ""
    talk.say(said.format(whom=whom, hours=hours) + seldom + why, under([way_back(back, "own_hours_back", p=person.id)]))


async def _meant(talk: Talk) -> Person | None:
    """Whom a button is about: the speaker, or somebody of a school they look after."""
    own = next((one for one in talk.who.persons if one.id == talk.number("p")), None)
    if own is not None:
        return own
    schools: list[School] = [one for one in await schools_of(talk) if may(talk, Right.CHANGER, one.id)]
    found = [await person_at(talk.session, one.id, talk.number("p")) for one in schools]
    return next((one for one in found if one is not None), None)


async def hours_back(talk: Talk, rest: str) -> None:
    person = await _meant(talk)
    if person is None:
        talk.say(GONE)
        return
    await _keep(talk, [person], OwnWish())


async def day_back(talk: Talk, rest: str) -> None:
    person = await _meant(talk)
    days: list[date] = []
    with suppress(ValueError):
        days = [date.fromisoformat(one) for one in talk.word("d").split("+")]
    if person is None or not days:
        talk.say(GONE)
        return
    await set_days_off(talk.session, actor_at(talk, person.school_id), person.id, days, talk.now, off=False)
    said = enumerated(spans_of(days))
    talk.say(f"Хорошо, {said} — {'дни как дни' if len(days) > 1 else 'день как день'}.")


def own_time_lines(person: Person, today: date) -> list[str]:
    """What a card and «мои данные» say of it."""
    theirs = own_time(person)
    hours, days = theirs.hours_words(), theirs.days_words(today)
    return [*([f"Пишем {hours}."] if hours else []), *([f"Просит не писать: {days}."] if days else [])]


ROUTES = (
    Route("own_time", Right.CHANGER, chosen),
    Route("own_week", Right.LINKED, week_chosen, Does.OWN, bare_yes=True),
    Route("own_hours_back", Right.ANYONE, hours_back, Does.OWN),
    Route("own_day_back", Right.ANYONE, day_back, Does.OWN),
)
