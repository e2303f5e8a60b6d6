"""What whoever orders a reminder is to know of its people first: who was reminded lately, objects, asked for peace."""

from collections.abc import Collection, Mapping
from datetime import date

from handlers.engine.rights import Desk, actor_at
from handlers.engine.talk import Talk
from indicators.russian.rules import listed
from nudges.periods import day_words, week_words
from services.lists import STAFF, people_list
from services.rounds.starting import Preview
from storage.campaigns.lately import DAYS

_SHOWN = 5
_DONE = "Напоминать некому: за {week} это уже сделано — {names}."
_REMINDED = "Уже напоминал за последние {days} дней: {who}."
_NOT_NOW = "Просили не писать на той неделе: {who}."
_COMPLAINED = "Недовольны напоминаниями: {who}."
_OBJECTED = "Писали о своих цифрах: {who}."
_WAITING = "Ждут ответа на свои возражения: {who}."
_OF_ONE = {
    _REMINDED: "Напоминал уже {who}.",
    _NOT_NOW: "Просьба не писать на той неделе была {who}.",
    _COMPLAINED: "Недовольство напоминаниями было {who}.",
    _OBJECTED: "О своих цифрах было письмо {who}.",
    _WAITING: "На возражение о цифрах ответа ещё нет.",
}


def lately_words(shown: Preview, *, alone: bool) -> list[str]:
    """A sentence for each that is so of any of the recipients; `alone`: one person was named, who need not be said."""
    found, ids = shown.lately, [one.person_id for one in shown.plan.recipients]
    called = {one.person_id: shown.names.called(one.person_id, one.full_name) for one in shown.plan.recipients}
    told: list[tuple[str, Mapping[int, date] | Collection[int]]] = [
        (_REMINDED, found.reminded),
        (_NOT_NOW, found.not_now),
        (_COMPLAINED, found.complained),
        (_OBJECTED, {one: day for one, day in found.objected.items() if one not in found.waiting}),
        (_WAITING, found.waiting),
    ]
    lines = []
    for sentence, whom in told:
        theirs = [one for one in ids if one in whom]
        days = {one: day_words(whom[one]) for one in theirs} if isinstance(whom, Mapping) else {}
        if theirs and alone:
            lines.append(_OF_ONE[sentence].format(who=days.get(theirs[0], "")))
        elif theirs:
            who = [called[one] + (f" ({days[one]})" if days else "") for one in theirs]
            lines.append(sentence.format(who=listed(who, _SHOWN), days=DAYS))
    return lines


async def already_done(talk: Talk, desk: Desk, gaps: Collection[str], who: str) -> str:
    """Of those who were named and lack none of it: that it is done, by whom; empty where that is not known of all."""
    if not gaps or not who:
        return ""
    found = await people_list(
        talk.session, actor_at(talk, desk.school.id), STAFF, today=talk.today(desk.school), who=who
    )
    if found.week is None or not found.people or not all(one.closed.issuperset(gaps) for one in found.people):
        return ""
    names = listed([one.called for one in found.people], _SHOWN)
    return _DONE.format(week=week_words(found.week), names=names)
