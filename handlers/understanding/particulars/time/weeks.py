"""Which week of the statistics is asked about: weeks have been."""

from datetime import date, timedelta

from handlers.understanding.particulars.keys import Keys
from handlers.understanding.reading.found import Sentence
from indicators.days import in_year
from indicators.weeks import Week

_OF_ONE_DAY = frozenset({"summary", "indicator"})  # «какая была цифра 1 октября»
_SOON = timedelta(days=31)


def week(sentence: Sentence, code: str, keys: Keys) -> Keys:
    when = sentence.when
    if code == "done":  # «всё сделала ещё в октябре»: since when, and of no week
        return {}
    if when.week:
        return {"week": when.week}
    ahead = when.starts is not None and when.starts > sentence.today and when.starts <= sentence.today + _SOON
    if when.starts and when.ends and not ahead and not {"from", "to"} & set(keys) and code not in ("done", "not_now"):
        return {"week": _as_week(*_in_the_past(when.starts, when.ends, sentence.today))}
    if code in _OF_ONE_DAY and len(when.days) == 1 and not (when.starts or when.ends):
        day, _ = _in_the_past(when.days[0], when.days[0], sentence.today)
        return {"week": str(Week.of(day))} if day < Week.of(sentence.today).monday else {}
    return {}


def _in_the_past(first: date, last: date, today: date) -> tuple[date, date]:
    """Weeks of statistics have been: «с 1 сентября» is of this school year."""
    if first <= today + _SOON:
        return first, last
    return in_year(first, first.year - 1), last if last <= today else in_year(last, last.year - 1)


def _as_week(first: date, last: date) -> str:
    year, number, weekday = first.isocalendar()
    return f"{year}-W{number:02}" if weekday == 1 and (last - first).days == 6 else f"{first}..{last}"


def unheard_length(sentence: Sentence) -> tuple[str, ...]:
    """«Две недели», where nothing says from when or till when."""
    weeks = [one for one in sentence.tokens if one.entity == "week" and (one.value is not None or one.means("week"))]
    return (" ".join(one.text for one in weeks),) if len(weeks) > 1 else ()
