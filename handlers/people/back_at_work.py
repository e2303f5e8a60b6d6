"""«Я уже здорова»: whom an officer leaves in peace, only an officer reminds again, told of it by the person."""

from contextlib import suppress
from datetime import date, timedelta

from handlers.engine.buttons import button, good, under
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import asked_now, is_to_be_told, nobody_to_tell, tell_officers
from handlers.people.resting import held_by
from handlers.understanding.said.teachers.beginning import begins_on
from indicators.russian.rules import cut
from nudges.messenger import Written
from nudges.periods import day_words
from storage.people.exemptions import FILE_MARK, OWN_WORDS, exemptions_of
from storage.people.namesakes import name_shown
from storage.tables import Person

_LONGEST = 70  # letters of what was said that a button carries
_SINCE, _SAID = "d", "rest"
STILL_RESTING = "Сейчас вас не тревожим: {why}. Передать ответственному, что вы снова на работе?"
TO_REST = "Записано не тревожить вас: {why}. Передать ответственному, что это отменяется?"
TOLD = "Передал. Когда ответственный отметит, напоминания вернутся, обычно раз в неделю."
BACK = "{name} пишет, что снова на работе{said}. Сейчас не тревожим: {why}."
NOT_RESTING = "Сейчас никакого отсутствия за вами не записано: напоминания идут как обычно."
STAYS = "{name} пишет, что отсутствие отменяется{said}. Записано не тревожить: {why}."
ASKS_FROM = "Напоминать просит с {day}."
BEGIN = "Передать, что вы снова на работе, а напоминать просите с {day}? Сейчас вас не тревожим: {why}."


async def ask_whether_to_tell(talk: Talk) -> bool:
    """False where nobody leaves them in peace, today or later."""
    for ahead, question in ((False, STILL_RESTING), (True, TO_REST)):
        found = [await held_by(talk, one, to_themselves=True, ahead=ahead) for one in talk.who.persons]
        if why := "; ".join(filter(None, found)):
            since = begins_on(talk.text, talk.today(await talk.school_of(talk.who.persons[0])))
            about = {_SINCE: since.isoformat()} if since is not None and not ahead else {}
            about |= {_SAID: cut(talk.text, _LONGEST)} if _is_told(talk) else {}
            text = question.format(why=why)
            if since is not None and not ahead:
                text = BEGIN.format(why=why, day=day_words(since))
            yes = good("Да, передать", "back_yes", **asked_now(talk), **about)
            talk.say(text, under([yes, button("Не нужно", "cancel")]))
            return True
    return False


async def tell(talk: Talk, rest: str) -> None:
    if not await is_to_be_told(talk):
        return
    told, resting = 0, False
    for person in talk.who.persons:
        now, later = await held_by(talk, person), await held_by(talk, person, ahead=True)
        if now or later:
            resting = True
            name = await name_shown(talk.session, person)
            said = f": «{words}»" if (words := talk.word(_SAID)) else ""
            text = (BACK if now else STAYS).format(name=name, why=now or later, said=said)
            again = good("Снова напоминать", "restore", p=person.id)
            rows = [[again]]
            last = _last_day_off(talk) if now else None
            if last is not None:
                text = f"{text} {ASKS_FROM.format(day=day_words(last + timedelta(days=1)))}"
            if last is not None and not await _holds_longer(talk, person, last):
                until = {"rest": f"до {last:%d.%m.%Y} по просьбе"}
                rows = [[good(f"Не тревожить до {day_words(last)}", "exempt", p=person.id, **until)], [again]]
            told += await tell_officers(talk, person.school_id, text, under(*rows))
    talk.say(TOLD if told else nobody_to_tell(talk) if resting else NOT_RESTING)


def _is_told(talk: Talk) -> bool:
    """In words of their own, and not by a button."""
    return isinstance(talk.event, Written) and len(talk.text.split()) > 1


async def _holds_longer(talk: Talk, person: Person, last: date) -> bool:
    """What an officer has decided ends by no shorter span; what was said or marked does."""
    known = await exemptions_of(talk.session, person.id, talk.today(await talk.school_of(person)))
    decided = [one for one in known if one.gap is None and one.reason not in OWN_WORDS | {FILE_MARK}]
    return any(one.starts_on <= last and (one.ends_on is None or one.ends_on > last) for one in decided)


def _last_day_off(talk: Talk) -> date | None:
    """The day before the one that was said; a button can be forged."""
    with suppress(ValueError):
        return date.fromisoformat(talk.word(_SINCE)) - timedelta(days=1)
    return None


ROUTES = (Route("back_yes", Right.LINKED, tell),)
