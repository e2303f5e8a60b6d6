"""«Больничный Алиевой продлили на неделю»: the length is counted from the day on which it would have ended."""

from datetime import date, timedelta

from handlers.engine.buttons import button, good, under
from handlers.engine.rights import at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.people.exempt_buttons import EXEMPT
from handlers.people.resting import day_said
from handlers.understanding.reading.person_words import whom
from nudges.names import Case
from nudges.periods import day_words
from storage.people.exemptions import exemptions_of
from storage.people.registry import person_at
from storage.tables import Exemption, Person

PROLONG = "exempt_longer"
SURELY = "Не тревожу {whom} до {was} ({reason}). Сделать до {now}?"
FOR_GOOD = "И так не тревожу {whom}, пока не вернёте ({reason})."
NONE_YET = "Сейчас за этим человеком отсутствия не записано. Не тревожить {whom} до {now}?"
OVER = "Не тревожу {whom} до {was} ({reason}), а так это уже закончилось бы. Вернуть?"


async def prolong(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    person = await person_at(talk.session, desk.school.id, talk.number("p")) if desk is not None else None
    if desk is None or person is None:
        return
    today, by = talk.today(desk.school), timedelta(days=talk.number("n"))
    found = [one for one in await exemptions_of(talk.session, person.id, today) if one.gap is None]
    _ask(talk, person, found[-1] if found else None, by, today)


def _ask(talk: Talk, person: Person, one: Exemption | None, by: timedelta, today: date) -> None:
    called = whom(person, Case.ACCUSATIVE)
    if one is None:
        last = today + by - timedelta(days=1)
        text = NONE_YET.format(whom=called, now=day_words(last))
        _say(talk, text, person, f"до {last:%d.%m.%Y} {talk.word('rest')}".strip())
    elif one.ends_on is None:
        talk.say(FOR_GOOD.format(whom=called, reason=one.reason))
    elif one.ends_on + by < today:
        text = OVER.format(whom=called, was=day_said(one.ends_on, today), reason=one.reason)
        talk.say(text, under([good("Вернуть", "restore", p=person.id), button("Нет", "cancel")]))
    else:
        now = one.ends_on + by
        was = day_said(one.ends_on, today)
        text = SURELY.format(whom=called, was=was, reason=one.reason, now=day_said(now, today))
        since = f"с {one.starts_on:%d.%m.%Y} по" if one.starts_on > today else "до"
        _say(talk, text, person, f"{since} {now:%d.%m.%Y} {one.reason}")


def _say(talk: Talk, text: str, person: Person, words: str) -> None:
    talk.say(text, under([good("Да", EXEMPT, p=person.id, rest=words, why=1), button("Нет", "cancel")]))


ROUTES = (Route(PROLONG, Right.CHANGER, prolong, Does.ASKS),)
