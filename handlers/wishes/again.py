"""«А за прошлую неделю?»: what was asked before, of the week that is named now; «напомни им» behind a list: those
who are on it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers import commands
from handlers.engine.rights import may
from handlers.engine.routes import Right
from handlers.engine.talk import Talk
from handlers.overview.asked_before import asked_before
from handlers.understanding.reading import manner
from handlers.understanding.reading.weeks import period_in, says_only_when
from handlers.understanding.said.pointing import points_at_them
from handlers.understanding.wish import Reading, Wish
from indicators.weeks import Week
from nudges.letters.announcement import ANNOUNCE
from services.lists import ALL, EITHER, HAVE, STAFF, done_in, gaps_in

NOT_HELD = (
    "Кому — не понял: такой список для этого не подходит. Назовите, о чём напомнить или кому: «без звонка», "
    "«математикам», фамилии."
)
NOT_LET_BE = (
    "Список целиком не освобождаю. Назовите, кого не тревожить: фамилии — «исключить Алиеву и Борисова до пятницы» — "
    "предмет, должность или класс."
)
_LISTS = frozenset({"list", "messages_between"})


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


async def of_the_list(talk: Talk, reading: Reading) -> Reading | None:
    """«Напомни им про звонок», «не трогай их» right behind a list are of those who are on it, and never of everybody;
    None where that is said not to be possible."""
    wish = reading.wishes[0] if reading.sure and len(reading.wishes) == 1 else None
    if wish is None or wish.code not in ("remind", "pause", ANNOUNCE) or not may(talk, Right.CHANGER):
        return reading
    if wish.people or wish.keys.get("who", "all") != "all" or not points_at_them(talk.text):
        return reading
    before = await asked_before(talk)
    if before is None or before[0] not in _LISTS:
        return reading
    code, given = before
    tied = _on_list(wish, given) if wish.code != "pause" and code == "list" else None
    if tied is None:
        talk.say(NOT_LET_BE if wish.code == "pause" else NOT_HELD)
        return None
    return replace(reading, wishes=(tied,))


def _on_list(wish: Wish, given: Mapping[str, Any]) -> Wish | None:
    """Those who lack what the list and the wish name; None for a list of which nobody is reminded."""
    gap = str(given.get("gap") or STAFF)
    named, parts = gaps_in(wish.keys.get("gap", "")), gaps_in(gap)
    lacking, have = ((), parts) if gap.startswith(HAVE) else (parts, done_in(gap))
    is_either = EITHER in gap and not gap.startswith(HAVE)
    if not (parts or (gap in (ALL, STAFF) and given.get("who"))) or (is_either and not {*named} <= {*lacking}):
        return None
    lacking = named if is_either and named else tuple(dict.fromkeys((*lacking, *named)))
    if have and not lacking and wish.code != ANNOUNCE:
        return None
    keys = {key: one for key, one in wish.keys.items() if key not in ("gap", "have")}
    keys |= {"gap": "+".join(lacking)} if lacking else {}
    keys |= {"have": "+".join(have)} if have else {}
    keys |= {"who": str(given["who"])} if given.get("who") else {}
    joined = manner.EITHER if is_either else manner.BOTH
    below = int(given.get("below") or 0) if lacking == ("few_messages",) else wish.below
    return replace(wish, keys=keys, below=below, manner=replace(wish.manner, joined=joined))
