"""«А за прошлую неделю?»: what was asked before, of the week that is named now."""

from handlers import commands
from handlers.engine.talk import Talk
from handlers.overview.asked_before import asked_before
from handlers.understanding.reading.weeks import period_in, says_only_when
from handlers.understanding.wish import Reading
from indicators.weeks import Week


def is_only_week(talk: Talk, reading: Reading) -> bool:
    """Of an officer: a teacher's own figures are of one week, and are what they mean."""
    is_known = bool(reading.wishes) and reading.wishes[0].is_known
    return bool(talk.who.members) and not is_known and says_only_when(talk.text)


async def asked_again(talk: Talk, reading: Reading) -> bool:
    """False where more is said than a week, or nothing was asked that another week could be named for."""
    week = _week(talk, reading) if is_only_week(talk, reading) else ""
    before = await asked_before(talk) if week else None
    if before is None:
        return False
    code, given = before
    talk.given = {**given, "week": week}
    await commands.run(talk, code)
    return True


def _week(talk: Talk, reading: Reading) -> str:
    """As a wish carries it; days that were not read as weeks («2–8 ноября») are those that they are in."""
    named = (one.keys["week"] for one in (*reading.wishes, *reading.nearest) if "week" in one.keys)
    today = talk.now.astimezone(talk.services.zone).date()
    days = period_in(talk.text, today, Week.of(today).shift(-1))
    return next(named, f"{days.first.monday}..{days.last.sunday}" if days is not None else "")
