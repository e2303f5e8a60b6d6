"""«До какого числа меня не тревожат», «почему мне не пишете», «когда следующее письмо», «сколько раз вы мне писали».

Own patterns: words of the program's own are compared, nobody's who types.
"""

from collections.abc import Collection
from datetime import date, datetime

from handlers.access.coming_back import STILL_SILENT, own_silence
from handlers.access.taking_back import standing
from handlers.engine.rights import actor_at
from handlers.engine.talk import Talk
from handlers.people.resting import held_by
from handlers.reminding.received import kind_words
from handlers.reminding.running_rounds import moment
from handlers.teacher.disputes import of_claims, of_what
from handlers.teacher.figures_in_words import nothing_open, own_figures
from indicators.russian.rules import cut, listed, plural, small
from indicators.weeks import Week
from nudges.clock.coming import Held, moment_words
from nudges.gaps import GAP
from nudges.officer import pause_text
from nudges.periods import day_words, week_words
from nudges.plan.skip_reason import SkipReason
from nudges.plan.standing import ACCEPTED, ALL_GAPS, BY_FILE, DONE, MISTAKE, NOT_NOW, REJECTED, WITHDRAWN
from services.rounds.own_outlook import Outlook, outlook, own_letters
from services.staff.second_word import answered_in_words, closed_last, open_words
from storage.campaigns.received import Letter
from storage.people.own_time import own_time
from storage.schools.calendar import school_calendar
from storage.tables import Person, School, ThreadLine

RESTING = "Сейчас вас не тревожим: {why}."
AHEAD = "Записано и на потом: {why}."
DAYS_OFF = "Вы просили не писать: {days}."
THIS_WEEK = "На этой неделе не пишу: вы просили. Это до {day} включительно."
SAID_DONE = "О том, что вы отметили сделанным ({what}), до следующего файла молчу."
DISPUTED = "О том, что вы назвали ошибкой ({what}), молчу, пока ответственный не ответит."
WITH_OFFICER = "Ваши слова от {day} у ответственного, он ещё не ответил. Ответит — сразу напишу."
UNDECIDED = "О том, что вы назвали ошибкой ({what}), молчу, пока он не решит."
ANSWERED = "Ответственный написал вам {day}: «{words}»."
NOT_DISPUTED = "Об этом ({what}) вы ошибки не называли."
CLOSED = {
    WITHDRAWN: "Это вы отозвали {day}: ошибки в данных нет ({what}).",
    **dict.fromkeys(BY_FILE, "Вопрос закрыт {day}: по новым данным это выполнено ({what})."),
    ACCEPTED: "Ответственный ответил {day}: в данных ошибка ({what}). По ним не напоминаю.",
    REJECTED: "Ответственный ответил {day}: данные верны ({what}). Не согласны — напишите, как на самом деле, передам.",
}
OWN_HOURS = "Пишу вам {hours}."
ON_BREAK = "Сейчас в школе {what}, до {day} включительно: в эти дни не пишу."
NOBODY = "Освобождения за вами не записано: напоминаю как обычно, раз в неделю."
ONCE_A_WEEK = "Пишу обычно раз в неделю, в рабочие часы школы."
NO_MOMENT = "Ближайших напоминаний в расписании нет."
NEXT = "Следующее напоминание придёт вам {when}, если до этого ничего не изменится."
BY_NEW_FILE = "Следующее напоминание — по новому файлу, {when}, и только если по нему чего-то не хватит."
NOTHING_TO_SAY = "По данным за {week} напоминать вам не о чем: следующее письмо возможно после нового файла."
NOT_THEN = "Ближайшие напоминания школы уйдут {when}, но не вам: {why}."
NEVER_WROTE = "Напоминаний и объявлений от меня вам ещё не было."
WROTE_ONCE = "Я написал вам один раз, {at}: {what}."
WROTE = "Всего я написал вам {count}, последний — {at}: {what}."
BEFORE = "Раньше: {what}."
ELSEWHERE = "напоминание от другой вашей школы"
SOON = "в ближайшие минуты"
OF_ANOTHER = "на этой неделе вам напишет другая ваша школа"
BY_THESE = "по этим данным я вам уже писал; по новому файлу — если чего-то не хватит"
TIMES = ("раз", "раза", "раз")
_SHOWN, _QUOTED = 4, 200
_HELD = {
    Held.PAUSED: "Напоминания школы сейчас на паузе: сам никому не пишу.",
    Held.BY_HAND: "Сам я пока никому не пишу: напоминания ещё не включены.",
    Held.OFF: "Еженедельные напоминания сейчас выключены: рассылает ответственный.",
}
_TO_THEMSELVES = {
    SkipReason.EXEMPT: "на эти дни вы освобождены",
    SkipReason.OPTED_OUT: "вы просили не напоминать",
    SkipReason.CLAIMED_DONE: "вы ответили «уже сделано», проверим по следующему файлу",
    SkipReason.DISPUTED: "ваше сообщение об ошибке ждёт ответа ответственного",
    SkipReason.ADMITTED: "в данных ошибка, ответственный её признал",
    SkipReason.NOT_THIS_WEEK: "вы просили не писать на этой неделе",
    SkipReason.ALREADY_WRITTEN: "на этой неделе я вам уже писал",
    SkipReason.TOO_LATE: "в ваши часы и дни на той неделе уже не успею",
    SkipReason.FACTS_UNKNOWN: "в последних данных о вас ничего не сказано",
}
_WHOEVER = frozenset({SkipReason.EXEMPT, SkipReason.OPTED_OUT, SkipReason.NO_ACCOUNT, SkipReason.NOT_ALLOWED})


async def peace(talk: Talk, person: Person, school: School) -> list[str]:
    """Everything that keeps reminders back, each with its last day."""
    lines = []
    if now := await held_by(talk, person, to_themselves=True):
        lines.append(RESTING.format(why=now))
    if later := await held_by(talk, person, to_themselves=True, ahead=True):
        lines.append(AHEAD.format(why=later))
    today = talk.today(school)
    if days := own_time(person).days_words(today):
        lines.append(DAYS_OFF.format(days=days))
    found, claims = await own_figures(talk.batch, person, school), await standing(talk, person)
    if any(one.kind == NOT_NOW for one in claims):
        lines.append(THIS_WEEK.format(day=day_words(Week.of(today).sunday)))
    for kind, words in ((DONE, SAID_DONE), (MISTAKE, DISPUTED)):
        if theirs := [one for one in claims if one.kind == kind]:
            lines.append(words.format(what=of_claims(theirs, found)))
    return [*lines, *await _of_school(talk, school, today)]


async def _of_school(talk: Talk, school: School, today: date) -> list[str]:
    if school.paused:
        return [pause_text(paused=True, may_change=False).strip()]
    rest = (await school_calendar(talk.session, school, talk.services.default_zone)).rest_on(today)
    return [ON_BREAK.format(what=rest.title, day=day_words(rest.ends_on))] if rest is not None else []


async def until(talk: Talk, person: Person, school: School) -> str:
    """«До какого числа меня не тревожат»."""
    if silence := await own_silence(talk):
        return STILL_SILENT[silence]
    lines = await peace(talk, person, school)
    hours = own_time(person).hours_words()
    return "\n".join([*(lines or [NOBODY]), *([OWN_HOURS.format(hours=hours)] if hours else [])])


async def decided(talk: Talk, person: Person, school: School, gaps: Collection[str]) -> str:
    """«Так что решили», «что решили с сообщениями»: what is open of it, else when it was closed last and how; empty
    where there was nothing of the kind. `gaps`: what is named."""
    actor, found = actor_at(talk, school.id), await own_figures(talk.batch, person, school)
    every = [one for one in await standing(talk, person) if one.kind == MISTAKE]
    waiting = [one for one in every if not gaps or one.gap in (*gaps, ALL_GAPS)]
    closed = await closed_last(talk.session, actor, person.id, gaps)
    wrote = await answered_in_words(talk.session, actor, person.id)
    words = None if gaps else await open_words(talk.session, actor, person.id)
    if waiting or words is not None:
        since = max([*(one.at for one in waiting), *([words.at] if words is not None else [])])
        if wrote is not None and wrote.at >= since:
            said, silent = _wrote(talk, school, wrote), UNDECIDED
        else:
            said, silent = WITH_OFFICER.format(day=_day(talk, school, since)), DISPUTED
        return f"{said} {silent.format(what=of_claims(waiting, found))}" if waiting else said
    closed_at = closed[0].resolved_at if closed else None
    if wrote is not None and not gaps and (closed_at is None or wrote.at > closed_at):
        return _wrote(talk, school, wrote)
    if closed and closed_at is not None:
        how = CLOSED[closed[0].resolution or ""]
        return how.format(day=_day(talk, school, closed_at), what=of_claims(closed, found))
    if not gaps:
        return ""
    other = await decided(talk, person, school, ())
    return f"{NOT_DISPUTED.format(what=of_what(gaps))} {other}" if other else ""


def _wrote(talk: Talk, school: School, line: ThreadLine) -> str:
    return ANSWERED.format(day=_day(talk, school, line.at), words=cut(line.text, _QUOTED))


def _day(talk: Talk, school: School, at: datetime) -> str:
    return day_words(at.astimezone(talk.services.zone_of(school)).date())


async def why_silent(talk: Talk, person: Person, school: School) -> str:
    """What keeps reminders back, or that nothing does, and when the next one comes."""
    if silence := await own_silence(talk):
        return STILL_SILENT[silence]
    lines = await peace(talk, person, school)
    found = await own_figures(talk.batch, person, school)
    if not lines and found is not None and not found.gaps:
        return nothing_open(found)
    seen = await _outlook(talk, person, school)
    if not lines and seen.now in _TO_THEMSELVES:
        said = _TO_THEMSELVES[seen.now]
        lines = [f"{said[0].upper()}{said[1:]}."]
    return "\n".join([*(lines or [ONCE_A_WEEK]), next_words(talk, school, seen)])


async def coming(talk: Talk, person: Person, school: School) -> str:
    """«Когда следующее письмо»."""
    if silence := await own_silence(talk):
        return STILL_SILENT[silence]
    lines = await peace(talk, person, school)
    return "\n".join([*lines, next_words(talk, school, await _outlook(talk, person, school))])


async def _outlook(talk: Talk, person: Person, school: School) -> Outlook:
    zone = talk.services.default_zone
    return await outlook(talk.session, actor_at(talk, school.id), person.id, talk.now, default_zone=zone)


def next_words(talk: Talk, school: School, seen: Outlook) -> str:
    """When the next reminder comes to them, or why it does not."""
    if seen.coming.held is not None:
        return _HELD[seen.coming.held]
    if seen.at is None or seen.coming.at is None:
        return NO_MOMENT
    now = talk.now.astimezone(talk.services.zone_of(school))
    when, of_all = _when(seen.at, now), _when(seen.coming.at, now)
    if seen.of_another:
        return NOT_THEN.format(when=of_all, why=OF_ANOTHER)
    if seen.reason is SkipReason.ALREADY_WRITTEN and Week.of(seen.coming.at.date()) != Week.of(now.date()):
        return NOT_THEN.format(when=of_all, why=BY_THESE)
    if seen.reason in _WHOEVER or (seen.coming.figures is not None and seen.reason in _TO_THEMSELVES):
        return NOT_THEN.format(when=of_all, why=_TO_THEMSELVES.get(seen.reason, seen.reason.sentence))
    if seen.coming.figures is None:
        not_before = "как только он придёт" if when == SOON else f"не раньше чем {when}"
        return BY_NEW_FILE.format(when=not_before)
    if seen.reason is SkipReason.HAS_EVERYTHING:
        return NOTHING_TO_SAY.format(week=week_words(seen.coming.figures))
    if seen.reason is not None:
        return NOT_THEN.format(when=of_all, why=seen.reason.sentence)
    return NEXT.format(when=when)


def _when(at: datetime, now: datetime) -> str:
    return SOON if at <= now else moment_words(at, now)


async def sent(talk: Talk, person: Person, school: School) -> str:
    """«Сколько раз вы мне писали»: how often, and the newest of it."""
    letters = await own_letters(talk.session, actor_at(talk, school.id), person.id)
    if not letters:
        return NEVER_WROTE
    zone = talk.services.zone_of(school)
    newest, *before = [(moment(one.at, zone), _about(one)) for one in letters if one.at is not None]
    told = WROTE if before else WROTE_ONCE
    text = told.format(count=plural(len(letters), *TIMES), at=newest[0], what=newest[1])
    earlier = listed([f"{at} — {what}" for at, what in before], _SHOWN) if before else ""
    return f"{text}\n{BEFORE.format(what=earlier)}" if earlier else text


def _about(letter: Letter) -> str:
    gaps = ", ".join(small(GAP[code].button) for code in letter.gaps if code in GAP)
    return (ELSEWHERE if letter.elsewhere else kind_words(letter)) + (f" ({gaps})" if gaps else "")
