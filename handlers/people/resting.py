"""Who is left in peace, why and until when, in words."""

from collections.abc import Sequence
from datetime import date, datetime, time

from handlers.engine.buttons import button, under
from handlers.engine.rights import Desk, at_desk
from handlers.engine.routes import Right
from handlers.engine.talk import Talk
from handlers.understanding.said.lists import begins_with_everybody
from handlers.understanding.said.reasons import usual_reasons
from indicators.russian.rules import enumerated, listed, plural, shortened, small
from indicators.weeks import Week
from nudges.gaps import GAP
from nudges.periods import day_words, span_words
from storage.people.exemptions import (
    FILE_MARK,
    LEAVES,
    OWN_WORDS,
    SAID_AWAY,
    SAID_GONE,
    exempt_people,
    exemptions_of,
    that_matter,
)
from storage.people.namesakes import told_apart
from storage.people.own_time import own_times
from storage.people.privacy.quiet import Quiet, quiet_people
from storage.people.registry import people_of
from storage.statistics.staff import asked_for_peace
from storage.tables import Exemption, Person, School

_FAR = 180  # days
_SHOWN = 30
PEOPLE = ("человек", "человека", "человек")
FOR_GOOD = "Сами попросили не напоминать: {names}."
DELETED = "Просили удалить данные, с тех пор не напоминаю: {names}."
FOR_NOW = "На этой неделе сами попросили не писать: {names}."
OWN_DAYS = "Сами попросили не писать по дням: {names}."
LONGER = "Записано и дольше: {held}. Это остаётся в силе."
NOBODY_RESTS = "Сейчас никто не освобождён от напоминаний."
MARKED = "Отмечены в файле статистики, причина в нём может быть другая: {names}."
AS_BEFORE = "Напоминать как прежде"  # than they said of themselves
NOBODY_LEFT = "Этих людей больше нет в списке школы."
TO_THEMSELVES = {
    SAID_AWAY: "по вашим словам",
    SAID_GONE: "вы писали об уходе из школы",
    LEAVES: "вы больше не работаете",
}
HOW = (
    "Кого и до какого дня не тревожить? Например: «исключить Алиеву до 12.01 больничный». "
    "Без даты — пока не вернёте словом «вернуть Алиеву»."
)
ALL_OF_THEM = [button("Кого не тревожим", "exemptions")]
WHOM = ("человека", "человек", "человек")


def names_everybody(rest: str) -> bool:
    return begins_with_everybody(rest)


def day_said(day: date, today: date) -> str:
    """The year is said where the day is so far away that it might be doubted."""
    return day_words(day, year=(day - today).days > _FAR)


def only_about(gaps: Sequence[str]) -> str:
    """«только про: журнал, звонок»; empty where it is about everything."""
    return f"только про: {', '.join(small(GAP[gap].button) for gap in gaps)}" if gaps else ""


def exemption_words(one: Exemption, today: date, *, to_themselves: bool = False) -> str:
    """«больничный, до 12 ноября»; what is still to begin says when."""
    reason = TO_THEMSELVES.get(one.reason, one.reason) if to_themselves else one.reason
    if one.gap in GAP:
        reason = f"{only_about([one.gap])}; {reason}"
    if one.starts_on > today:
        until = f" по {day_said(one.ends_on, today)}" if one.ends_on is not None else ""
        since = day_said(one.starts_on, today)
        return f"{reason}, {since}" if one.starts_on == one.ends_on else f"{reason}, с {since}{until}"
    return f"{reason}, до {day_said(one.ends_on, today)}" if one.ends_on is not None else f"{reason}, без срока"


async def held_longer(talk: Talk, people: Sequence[Person], until: date | None, today: date) -> str:
    """Of one person: what was written down before, and holds when that day is over."""
    if len(people) != 1 or until is None:
        return ""
    known = [one for one in await exemptions_of(talk.session, people[0].id, today) if one.gap is None]
    longer = [one for one in known if one.starts_on <= until and (one.ends_on is None or one.ends_on > until)]
    return f" {LONGER.format(held='; '.join(exemption_words(one, today) for one in longer))}" if longer else ""


async def held_by(talk: Talk, person: Person, *, to_themselves: bool = False, ahead: bool = False) -> str:
    """«больничный, до 13 ноября»: what holds today about everything, or is only `ahead`."""
    today = talk.today(await talk.school_of(person))
    holding = that_matter(await exemptions_of(talk.session, person.id, today), today)
    holds = (one for one in holding if one.gap is None and (one.starts_on > today) == ahead)
    return "; ".join(exemption_words(one, today, to_themselves=to_themselves) for one in holds)


async def let_off_before(
    talk: Talk, person: Person, day: date, *, to_themselves: bool = False, leaving: bool = True
) -> str:
    """What the school has decided that holds before that day, about everything; empty for nothing. `leaving`: that they
    leave on an earlier day, too."""
    today = talk.today(await talk.school_of(person))
    holding = that_matter(await exemptions_of(talk.session, person.id, today), today)
    passed = OWN_WORDS if leaving else OWN_WORDS | {LEAVES}
    holds = [one for one in holding if one.gap is None and one.reason not in passed and one.starts_on < day]
    return "; ".join(exemption_words(one, today, to_themselves=to_themselves) for one in holds)


def typed_days(spans: Sequence[tuple[date, date]], today: date) -> str:
    """As a button carries them to the officer's command."""
    if len(spans) == 1 and spans[0][0] == today:
        return f"до {spans[0][1]:%d.%m.%Y}"
    return ", ".join(f"с {first:%d.%m.%Y} по {last:%d.%m.%Y}" for first, last in spans)


def days_words(spans: Sequence[tuple[date, date]], today: date) -> str:
    if len(spans) == 1 and spans[0][0] == today:
        return f"до {day_said(spans[0][1], today)}"
    return enumerated(span_words(first, last) for first, last in spans)


async def resting_lines(
    talk: Talk, school_id: int, found: Sequence[tuple[Exemption, Person]], today: date
) -> list[str]:
    """Each exemption that matters, with its person; of many the first, and how many more there are."""
    names = await told_apart(talk.session, school_id)
    of_each: dict[int, list[Exemption]] = {}
    for one, person in found:
        of_each.setdefault(person.id, []).append(one)
    matter = {one.id for theirs in of_each.values() for one in that_matter(theirs, today)}
    shown = [(one, person) for one, person in found if one.id in matter]
    lines = [
        f"• {names.called(person.id, person.full_name)}: {exemption_words(one, today)}"
        for one, person in shown[:_SHOWN]
    ]
    return lines + ([f"…и ещё {len(shown) - _SHOWN}"] if len(shown) > _SHOWN else [])


def for_reasons(found: Sequence[tuple[Exemption, Person]], reasons: str) -> Sequence[tuple[Exemption, Person]]:
    """Those who are away for one of these usual reasons; everybody where none is named."""
    wanted = set(filter(None, reasons.split(",")))
    return [one for one in found if wanted & set(usual_reasons(one[0].reason))] if wanted else found


async def own_wish_lines(talk: Talk, school: School) -> list[str]:
    """Whom nobody left in peace but they themselves."""
    zone = talk.services.zone_of(school)
    monday = datetime.combine(Week.of(talk.today(school)).monday, time.min, zone)
    for_good, for_now = await asked_for_peace(talk.session, school.id, monday)
    names = await told_apart(talk.session, school.id)
    quiet = await quiet_people(talk.session, Person.school_id == school.id)
    gone = {one for one, word in quiet.items() if word is Quiet.DELETED}
    told = (
        (FOR_GOOD, [one for one in for_good if one.id not in gone]),
        (DELETED, [one for one in for_good if one.id in gone]),
        (FOR_NOW, for_now),
    )
    lines = [
        title.format(names=listed([names.called(one.id, one.full_name) for one in people], _SHOWN))
        for title, people in told
        if people
    ]
    people = await people_of(talk.session, school.id)
    times = await own_times(talk.session, [one.id for one in people])
    days = {one: times[one.id].days_words(talk.today(school)) for one in people if one.id in times}
    own = [f"{names.called(one.id, one.full_name)} — {said}" for one, said in days.items() if said]
    return [*lines, *([OWN_DAYS.format(names="; ".join(shortened(own, _SHOWN)))] if own else [])]


async def who_is_spared(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.READER)
    if desk is not None:
        await list_resting(talk, desk)


async def list_resting(talk: Talk, desk: Desk) -> None:
    """Why somebody is left in peace is for those who exempt, not for all who read."""
    today = talk.today(desk.school)
    everybody = await exempt_people(talk.session, desk.school.id, today)
    reasons = talk.word("reason") if desk.may_change else ""
    found = for_reasons(everybody, reasons)
    if not desk.may_change:
        names = list(dict.fromkeys(person.full_name for one, person in found if one.starts_on <= today))
        talk.say("\n".join(["Не тревожим:", *(f"• {name}" for name in names)]) if names else NOBODY_RESTS)
        return
    lines = await resting_lines(talk, desk.school.id, found, today)
    if reasons and everybody:
        told = _of_reasons(reasons, lines, len({one.id for _, one in everybody}))
        marked = list(dict.fromkeys(person.full_name for one, person in everybody if one.reason == FILE_MARK))
        if marked:  # the file says that they are away, and not why
            told.insert(-1, MARKED.format(names=listed(marked)))
        talk.say("\n".join(told), under(ALL_OF_THEM))
        return
    parts = ["\n".join(["Не тревожу:", *lines])] if lines else []
    parts += await own_wish_lines(talk, desk.school)
    talk.say("\n\n".join([*(parts or [NOBODY_RESTS]), HOW]))


def _of_reasons(reasons: str, lines: Sequence[str], everybody: int) -> list[str]:
    """Who is away for that, as far as it was said: the reason of others may only be not known."""
    named, neither = reasons.replace(",", ", "), reasons.replace(",", "» или «")
    told = [f"Не тревожу ({named}):", *lines] if lines else [f"С причиной «{neither}» никто не записан."]
    return [*told, f"Всего не тревожу {plural(everybody, *WHOM)}, по всем причинам."]
