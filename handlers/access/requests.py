"""«Заявки»: whoever waits for an officer's answer about themselves."""

from collections.abc import Sequence
from datetime import date

from handlers.access.not_me import question
from handlers.engine.buttons import bad, button, good, under
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import say_elsewhere, unknown_here, written_already, yes_rows
from handlers.people.resting import AS_BEFORE, days_words, exemption_words, typed_days
from handlers.people.told_changes import change_shown
from indicators.russian.rules import plural
from nudges.messenger import Keyboard
from nudges.periods import day_words
from services.access.joining import DECLINED
from services.staff.own_absence import unanswered
from services.staff.told_changes import unanswered as told_changes
from storage.people.audit import who_disowned
from storage.people.detached import asked_of
from storage.people.exemptions import SAID_AWAY
from storage.people.namesakes import told_apart
from storage.people.pages import page_words
from storage.people.registry import asking
from storage.people.registry import called as known_as
from storage.people.unanswered import count_waiting
from storage.tables import Account, Dialogue, Exemption, Person

Shown = tuple[str, Keyboard]

_MOST_REQUESTS = 5
OVER = "{name} — {why}, ответа ещё нет. Не тревожил до {day}, эти дни прошли."
AND_MORE = "И ещё {count}: ответите на эти — покажу следующие («заявки»)."
OBJECTING = "Ждут ответа: {who} об ошибке в цифрах."
NOBODY_WAITS = "Никто не ждёт ответа. Кто пишет об ошибке в цифрах, покажут «ошибки»."


async def requests(talk: Talk, rest: str) -> None:
    """Those who typed their name, said «это не я», are called otherwise now, or said that they are away or gone."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    waiting = await _waiting(talk, desk)
    for text, keyboard in waiting[:_MOST_REQUESTS]:
        talk.say(text, keyboard)
    objecting = await count_waiting(talk.session, desk.school.id)
    if not waiting and not objecting:
        talk.say(NOBODY_WAITS)
    elif len(waiting) > _MOST_REQUESTS:
        talk.say(AND_MORE.format(count=len(waiting) - _MOST_REQUESTS))
    if objecting:
        who = plural(objecting, "человек пишет", "человека пишут", "человек пишут")
        said = OBJECTING.format(who=who) if waiting else f"Заявок нет. {OBJECTING.format(who=who)}"
        talk.say(said, under([button("Сообщения об ошибках", "disputes")]))
    await say_elsewhere(talk, desk, "requests", lambda there: _count(talk, there))


async def _waiting(talk: Talk, desk: Desk, *, listed: bool = False) -> list[Shown]:
    """`listed`: without names that stand on no list, which wait at every school alike."""
    asked = [(one, await known_as(talk.session, one[1].state["full_name"])) for one in await asking(talk.session)]
    found = [await _request(talk, desk, *one, people) for one, people in asked if people or not listed]
    return [*(one for one in found if one is not None), *await _colleagues(talk, desk)]


async def _count(talk: Talk, desk: Desk) -> int:
    return len(await _waiting(talk, desk, listed=True))


async def _colleagues(talk: Talk, desk: Desk) -> list[Shown]:
    actor, today = actor_at(talk, desk.school.id), talk.today(desk.school)
    names = await told_apart(talk.session, desk.school.id)

    def called(person: Person) -> str:
        return names.called(person.id, person.full_name)

    asked = [
        question(called(person), person, one, await who_disowned(talk.session, person, one.id))
        for person, one in await asked_of(talk.session, desk.school.id)
    ]
    changed = [change_shown(called(one), one, said) for one, said in await told_changes(talk.session, actor)]
    away = [_absent(called(one), one, said, today) for one, said in await unanswered(talk.session, actor, today)]
    return [*asked, *changed, *away]


def _absent(name: str, person: Person, said: Sequence[Exemption], today: date) -> Shown:
    """Who said that they are away or gone, and is left in peace until an officer answers: of all days at once."""
    act = good("Больше не работает", "left", p=person.id)
    why = "; ".join(exemption_words(one, today) for one in said)
    if all(one.reason == SAID_AWAY for one in said):
        days = [(one.starts_on, one.ends_on) for one in said if one.ends_on is not None]
        ahead = days_words([(max(first, today), last) for first, last in days], today)
        why = f"{SAID_AWAY}, {ahead}"
        act = good(f"Не тревожить {ahead}", "exempt", p=person.id, rest=typed_days(days, today))
    text = f"{name} — {why}. Не тревожу до вашего ответа."
    ends = max(one.ends_on or today for one in said)
    if ends < today:
        text = OVER.format(name=name, why=said[0].reason, day=day_words(ends))
    return text, under([act], [button(AS_BEFORE, "restore", p=person.id, own=1)])


async def _request(
    talk: Talk, desk: Desk, account: Account, dialogue: Dialogue, people: Sequence[Person]
) -> Shown | None:
    """Only what concerns this school and has no answer of it: of the people that are called so its own, also one whose
    account is known, or a name of no school."""
    name = dialogue.state["full_name"]
    elsewhere = bool(people) and all(one.school_id != desk.school.id for one in people)
    if elsewhere or desk.school.id in dialogue.state.get(DECLINED, ()):
        return None
    here = await unknown_here(talk, people, desk.school.id, account)
    rows = await yes_rows(talk.session, desk.school.id, here, account)
    text = f"Ждёт ответа: «{name}» ({page_words(account)})." + await written_already(talk.session, here, account)
    return text, under(*rows, [bad("Нет, не знаю", "decline", a=account.id)])


ROUTES = (Route("requests", Right.CHANGER, requests, Does.SHOWS, label="Заявки"),)
