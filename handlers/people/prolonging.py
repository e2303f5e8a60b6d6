"""«Больничный Алиевой продлили на неделю»: the length is counted from the day on which it would have ended."""

from datetime import date, timedelta

from handlers.engine.buttons import button, good, under
from handlers.engine.rights import at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.people.exempt_buttons import EXEMPT
from handlers.people.resting import day_said
from handlers.understanding.reading.people.person_words import whom
from nudges.names import Case
from nudges.periods import day_words
from storage.people.exemptions import exemptions_of
from storage.people.registry import person_at
from storage.tables import Exemption, Person

PROLONG = "exempt_longer"
SURELY = "Не тревожу {whom} {was} ({reason}). Сделать {word} {now}?"
FOR_GOOD = "И так не тревожу {whom}, пока не вернёте ({reason})."
NONE_TO_CUT = "Сейчас за этим человеком отсутствия не записано: сокращать нечего."
NONE_YET = "Сейчас за этим человеком отсутствия не записано. Не тревожить {whom} до {now}?"
OVER = "Не тревожу {whom} {was} ({reason}), а так {left}. Вернуть?"


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
    if one is None and by < timedelta():
        talk.say(NONE_TO_CUT)
    elif one is None:
        last = today + by - timedelta(days=1)
        text = NONE_YET.format(whom=called, now=day_words(last))
        _say(talk, text, person, f"до {last:%d.%m.%Y} {talk.word('rest')}".strip())
    elif one.ends_on is None:
        talk.say(FOR_GOOD.format(whom=called, reason=one.reason))
    else:
        _ask_of(talk, person, one, (one.ends_on, one.ends_on + by), today)


def _ask_of(talk: Talk, person: Person, one: Exemption, ends: tuple[date, date], today: date) -> None:
    """`ends`: the last day as it is, and as it would be."""
    last, now = ends
    is_ahead = one.starts_on > today
    word, since = ("по", f"с {day_said(one.starts_on, today)} ") if is_ahead else ("до", "")
    told = {"whom": whom(person, Case.ACCUSATIVE), "was": f"{since}{word} {day_said(last, today)}"}
    if now < max(today, one.starts_on):
        left = "не осталось бы ни дня" if is_ahead else "это уже закончилось бы"
        text = OVER.format(**told, reason=one.reason, left=left)
        talk.say(text, under([good("Вернуть", "restore", p=person.id), button("Нет", "cancel")]))
        return
    begins = f"с {one.starts_on:%d.%m.%Y} " if is_ahead else ""
    text = SURELY.format(**told, reason=one.reason, word=word, now=day_said(now, today))
    _say(talk, text, person, f"{begins}{word} {now:%d.%m.%Y} {one.reason}")


def _say(talk: Talk, text: str, person: Person, words: str) -> None:
    talk.say(text, under([good("Да", EXEMPT, p=person.id, rest=words, why=1), button("Нет", "cancel")]))


ROUTES = (Route(PROLONG, Right.CHANGER, prolong, Does.ASKS),)
