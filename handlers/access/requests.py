"""«Заявки»: whoever waits for an officer's answer about themselves."""

from collections.abc import Sequence
from datetime import date

from handlers.access.not_me import question
from handlers.engine.buttons import bad, button, good, under
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import unknown_here, yes_rows
from handlers.people.resting import AS_BEFORE, days_words, exemption_words, typed_days
from services.staff.own_absence import unanswered
from storage.people.detached import asked_of
from storage.people.exemptions import SAID_AWAY
from storage.people.namesakes import name_shown
from storage.people.pages import page_words
from storage.people.registry import asking, called
from storage.tables import Account, Dialogue, Exemption, Person

_MOST_REQUESTS = 5
NOBODY_WAITS = "Никто не ждёт ответа. Кто пишет об ошибке в цифрах, покажут «ошибки»."


async def requests(talk: Talk, rest: str) -> None:
    """Those who typed their name, said «это не я», or that they are away or gone."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    shown = 0
    for account, dialogue in await asking(talk.session):
        shown += await _show_request(talk, desk, account, dialogue) if shown < _MOST_REQUESTS else 0
    for person, account in (await asked_of(talk.session, desk.school.id))[: _MOST_REQUESTS - shown]:
        talk.say(*question(await name_shown(talk.session, person), person, account))
        shown += 1
    today = talk.today(desk.school)
    absent = await unanswered(talk.session, actor_at(talk, desk.school.id), today)
    for person, said in absent[: _MOST_REQUESTS - shown]:
        await _show_absent(talk, person, said, today)
        shown += 1
    if not shown:
        talk.say(NOBODY_WAITS)


async def _show_absent(talk: Talk, person: Person, said: Sequence[Exemption], today: date) -> None:
    """Who said that they are away or gone, and is left in peace until an officer answers: of all days at once."""
    name, act = await name_shown(talk.session, person), good("Больше не работает", "left", p=person.id)
    why = "; ".join(exemption_words(one, today) for one in said)
    if all(one.reason == SAID_AWAY for one in said):
        days = [(one.starts_on, one.ends_on) for one in said if one.ends_on is not None]
        ahead = days_words([(max(first, today), last) for first, last in days], today)
        why = f"{SAID_AWAY}, {ahead}"
        act = good(f"Не тревожить {ahead}", "exempt", p=person.id, rest=typed_days(days, today))
    text = f"{name} — {why}. Не тревожу до вашего ответа."
    talk.say(text, under([act], [button(AS_BEFORE, "restore", p=person.id, own=1)]))


async def _show_request(talk: Talk, desk: Desk, account: Account, dialogue: Dialogue) -> bool:
    """Only what concerns this school: its own people, also one whose account is known, or a name of no school."""
    name = dialogue.state["full_name"]
    people = await called(talk.session, name)
    if people and all(one.school_id != desk.school.id for one in people):
        return False
    here = await unknown_here(talk, people, desk.school.id, account)
    rows = await yes_rows(talk.session, desk.school.id, here, account)
    text = f"Ждёт ответа: «{name}» ({page_words(account)})."
    talk.say(text, under(*rows, [bad("Нет, не знаю", "decline", a=account.id)]))
    return True


ROUTES = (Route("requests", Right.CHANGER, requests, Does.SHOWS, label="Заявки"),)
