"""«Карточка Алиевой»: everything the officer may know of one person, and what can be done."""

from collections.abc import Mapping, Sequence

from handlers.engine.buttons import bad, button, good, under
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.people.own_time import own_time_lines
from handlers.people.resting import exemption_words
from handlers.teacher.class_pupils import typed_lines
from handlers.teacher.disputes import thread_lines
from handlers.teacher.figures_in_words import NO_FACTS, NO_FILES, lines, own_figures, period, trend
from handlers.understanding.which_person import one_person
from indicators.classes import class_names
from nudges.messenger import Keyboard
from nudges.periods import day_words
from nudges.platforms import WORDS, Platform
from services.access import codes
from services.staff.threads import thread
from storage.messengers.ways import lacks_account
from storage.people.audit import COMPLAINED, last_of_each
from storage.people.codes import last_day
from storage.people.exemptions import exemptions_of, that_matter
from storage.people.namesakes import name_shown
from storage.people.pages import page_of
from storage.people.privacy.quiet import quiet_of
from storage.statistics.staff import accounts_of_person
from storage.tables import Person

HOW = "Чью карточку показать? Например: «карточка Алиевой»."
WHOSE_CODE = "Кому выдать код? Например: «код для Алиевой». Всем сразу удобнее: «листовки»."
WRITING = {
    "unknown": "бот ещё не писал",
    "allowed": "пишем друг другу",
    "denied": "написать не могу, пока не нажмёт «Начать»",
    "gone": "аккаунт недоступен",
}


async def card(talk: Talk, rest: str) -> None:
    found = await one_person(talk, Right.READER, rest, "card", HOW)
    if found is not None:
        await _show(talk, *found)


async def _show(talk: Talk, desk: Desk, person: Person) -> None:
    accounts = await accounts_of_person(talk.session, person)
    about = ", ".join(part for part in (person.role, person.classes) if part)
    parts = [person.full_name + (f" — {about}" if about else "")]
    parts.append(_contact(accounts))
    if person.left_on is not None:
        parts.append(f"Не работает с {day_words(person.left_on)}.")
    if silence := await quiet_of(talk.session, person.id):
        said = silence.of(person.full_name)
        parts.append(f"{said[0].upper()}{said[1:]}: не пишем, пока человек не попросит.")
    today = talk.today(desk.school)
    if desk.may_change:
        parts += await _complained(talk, desk, person)
    for one in that_matter(await exemptions_of(talk.session, person.id, today), today):
        parts.append(f"Не тревожим: {exemption_words(one, today)}." if desk.may_change else "Не тревожим.")
    parts += own_time_lines(person, today)
    found = await own_figures(talk.batch, person, desk.school)
    if found is None:
        parts.append(NO_FILES)
    elif found.now is None:
        parts.append(NO_FACTS.format(of="об этом человеке"))
    else:
        parts += ["", f"По данным {period(found)}:", *lines(found, person.full_name, Platform(talk.services.platform))]
        if found.unknown:
            parts.append(f"Неизвестно: {', '.join(found.unknown)}.")
        if trend(found):
            parts += ["", trend(found)]
    if found is not None:
        parts += await typed_lines(talk, desk.school, found.newest.week, class_names(person.classes))
    if desk.may_change:
        parts += await _thread(talk, desk, person)
    keyboard = None
    if desk.may_change:
        lacking = await lacks_account(talk.session, person.id)
        keyboard = _keyboard(person, is_known=bool(accounts), lacking=lacking)
    talk.say("\n".join(parts), keyboard, about=about_card(person.id))


async def _complained(talk: Talk, desk: Desk, person: Person) -> list[str]:
    at = (await last_of_each(talk.session, desk.school.id, COMPLAINED)).get(person.id)
    zone = talk.services.zone_of(desk.school)
    return [f"Недовольство напоминаниями: {day_words(at.astimezone(zone).date())}."] if at is not None else []


async def _thread(talk: Talk, desk: Desk, person: Person) -> list[str]:
    """What was said about the figures, by both."""
    found = await thread(talk.session, actor_at(talk, desk.school.id), person.id)
    lines = thread_lines(found, talk.services.zone_of(desk.school))
    return ["", "Переписка о цифрах:", *lines] if lines else []


def about_card(person_id: int) -> str:
    """What an answer is about that shows somebody's card; see `shown_before`."""
    return f"card:{person_id}"


async def shown_before(talk: Talk) -> int:
    """Whose card was shown last in this dialog; 0 when the last answer was something else."""
    kind, _, number = (await talk.said_before_about()).partition(":")
    return int(number) if kind == "card" and number.isdigit() else 0


def _contact(accounts: Sequence[tuple[str, int, str, bool]]) -> str:
    if not accounts:
        return "Аккаунт не привязан: нужен код или листовка."
    told = [f"{page_of(where, number)}, {WRITING.get(writing, writing)}" for where, number, writing, _ in accounts]
    return f"{'; '.join(told)}."


def _keyboard(person: Person, *, is_known: bool, lacking: bool) -> Keyboard:
    """A code is for whoever lacks an account in one of the program's messengers."""
    first = [good("Напомнить", "remind", p=person.id)] if is_known else []
    if lacking:
        first.append(button("Выдать код для входа", "invite", p=person.id))
    rows = [first, [button("Исключить", "exempt", p=person.id), button("Вернуть", "restore", p=person.id)]]
    last = [bad("Больше не работает", "left", p=person.id)]
    if is_known:
        last.append(button("Отвязать аккаунт", "unlink", p=person.id))
    rows.append([button("Что приходило", "got", p=person.id)])
    setting_right = [button("Исправить", "correct", p=person.id), button("Объединить", "merge", p=person.id)]
    return under(*rows, setting_right, last)


async def unlink(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    actor = actor_at(talk, desk.school.id)
    if not talk.word("sure"):
        person = await codes.linked_person(talk.session, actor, talk.number("p"))
        name = await name_shown(talk.session, person)
        question = f"Отвязать аккаунт от карточки «{name}»? Писать этому человеку станет некуда."
        talk.say(question, under([bad("Да, отвязать", "unlink", p=person.id, sure="yes"), button("Нет", "cancel")]))
        return
    person = await codes.unlink(talk.session, actor, talk.number("p"), talk.now)
    name = await name_shown(talk.session, person)
    talk.say(f"{name}: аккаунт отвязан.", under([good("Выдать код для входа", "invite", p=person.id)]))


def _in(platform: str, links: Mapping[str, str]) -> str:
    """Which messenger's, where there are several."""
    return f" {WORDS[Platform(platform)].inside}" if len(links) > 1 else ""


async def invite(talk: Talk, rest: str) -> None:
    """A personal code, and the link that brings it by itself."""
    found = await one_person(talk, Right.CHANGER, rest, "invite", WHOSE_CODE)
    if found is None:
        return
    desk, person = found
    if person.left_on is not None and person.left_on <= talk.today(desk.school):
        text = (
            f"{person.full_name} больше не работает в школе: код не нужен. Если это не так, сначала верните в список."
        )
        talk.say(text, under([button("Вернуть", "restore", p=person.id)]))
        return
    actor, services = actor_at(talk, desk.school.id), talk.services
    made = await codes.give_code(talk.session, actor, person.id, talk.now, services.new_code)
    links = services.links(desk.school, made.code)
    link = "".join(f"\nСсылка{_in(platform, links)}: {one}" for platform, one in links.items())
    until = day_words(last_day(made, talk.today(desk.school)))
    talk.say(
        f"{await name_shown(talk.session, person)}: личный код {made.code}{link}\n"
        f"Сработает один раз, до {until} включительно; передавайте лично."
    )


ROUTES = (
    Route("invite", Right.CHANGER, invite),
    Route("card", Right.READER, card, Does.SAYS, label="Карточка{who}"),
    Route("unlink", Right.CHANGER, unlink),
)
