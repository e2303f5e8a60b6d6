"""«Бываю только во вторник и пятницу, в другие дни не беспокойте», «не в понедельник, а в среду»: the days of every
week on which a teacher wants to be written to, said clause by clause; and «раз в месяц», «напомните в среду утром»."""

import re
from dataclasses import dataclass, field, replace

from handlers.understanding.reading.time.own_time import OwnWish, hours_in, weekdays_named
from handlers.understanding.reading.tokens import Token, tokens_of

_DAY = r"(?:понедельник|вторник|сред(?:а|у|ам|е|ы)|четверг|пятниц|суббот|воскресен)[а-я]{0,3}"
_IS_DAY = re.compile(rf"\b{_DAY}\b")
_CLAUSE = re.compile(r"\s*[,;.!?()—–:]+\s*|\s+(?=(?:а|но|зато|только|лучше)\s)")
_ALONE = re.compile(rf"(?:(?:и|или|а|в|во|по)\s+)*{_DAY}(?:(?:\s+(?:и|или|в|во|по))*\s+{_DAY})*")
_OTHER_DAYS = re.compile(r"\b(?:в|во|по|на)?\s*(?:друг|остальн|прочи)[а-я]+(?:\s+(?:дни|дням))?\b")
_WRITES = re.compile(
    r"\b(?:пиши(?:те)?|писать|напоминай(?:те)?|напоминать|присылай(?:те)?|присылать|шли(?:те)?|слать|беспокой(?:те)?"
    r"|беспокоить|тревожь(?:те)?|тревожить|дергай(?:те)?|дергать|трогай(?:те)?|трогать|отвлекай(?:те)?|отвлекать)\b"
)
_AT_SCHOOL = re.compile(r"\b(?:бываю|прихожу|приезжаю|работаю|я (?:у вас|здесь|тут|в школе))\b")
_AWAY = re.compile(
    r"\bменя\s+(?:тут\s+|здесь\s+|у вас\s+|в школе\s+)?нет\b|\bнет\s+меня\b|\b(?:занят[аы]?|урок[а-я]*|выходн[а-я]+"
    r"|нельзя|неудобно)\b"
)
_NOT = re.compile(r"\b(?:не|кроме)\b(?!\s+(?:чаще|реже|раньше|позже|только|против))")
_AGAIN = re.compile(
    r"\b(?:только|всегда|обычно|кажд(?:ый|ую|ое)|кроме)\b|\b(?:по\s+)?(?:понедельник|вторник|сред|четверг|пятниц)ам\b"
)
# A day from which, until which or by which something holds is no day of every week.
_BOUND = re.compile(rf"\b(?:до|с|со|после|к|ко|от|за|на|эт(?:от|у)|следующ[а-я]+|прошл[а-я]+|будущ[а-я]+)\s+{_DAY}\b")
_SELDOM = re.compile(
    r"\b(?:раз|разок)\s+в\s+(?:\d+|две|два|три|пару|месяц|полмесяца|четверть|полгода|полугодие|квартал|год)"
    r"|\bне\s+кажд(?:ую|ой)\s+недел|\bчерез\s+неделю\s+(?:пиши|напоминай|присылай)|\b(?:пиши|напоминай|присылай)(?:те)?\s+"
    r"(?:мне\s+)?(?:по)?реже\b"
)
_VISITS = re.compile(r"\b(?:захожу|заглядываю|открываю|читаю|макс\w*|max)\b")
_OWN_WRITING = re.compile(r"\b(?:писать (?:могу|буду|смогу)|(?:могу|буду|смогу) писать)\b")
_FIGURES = re.compile(r"звон|сообщени|\bчат|журнал|собрани")
_QUESTION = re.compile(r"\b(?:как|как(?:ой|ая|ие|ому|ую)|когда|сколько|где|кто|что)\b|\?")
_DOES = ("first", "past")


@dataclass(slots=True)
class _Days:
    on: set[int] = field(default_factory=set)
    off: set[int] = field(default_factory=set)


def own_week(text: str) -> OwnWish | None:
    """None where no days of every week are wished: one Friday is a day of its own, and who tells what they will do on
    it wishes nothing."""
    said = " ".join(text.lower().replace("ё", "е").split())
    if (
        _BOUND.search(said) is not None
        or _OWN_WRITING.search(said) is not None
        or not (_WRITES.search(said) or _only_at_school(said))
    ):
        return None
    clauses = [one for one in _CLAUSE.split(said) if one]
    days, is_on, unsaid = _Days(), True, set[int]()
    for clause in clauses:
        named = weekdays_named(clause)
        if not named:
            continue
        if _ALONE.fullmatch(clause) is None or clause.startswith("а "):
            if _tells_of_doing(clause) or _FIGURES.search(clause) is not None:
                return None
            is_on = _is_on(clause)
            named, unsaid = named | unsaid, set()  # «по вторникам, средам меня нет»: the first ones of a row
        elif not days.on and not days.off:
            unsaid |= named
            continue
        (days.on if is_on else days.off).update(named)
    days.on |= unsaid
    if not _comes_again(said, days):
        return None
    wanted = days.on - days.off or set(range(7)) - days.off
    hours = next(
        (found for one in clauses if _WRITES.search(one) and (found := hours_in(_IS_DAY.sub(" ", one)))), OwnWish()
    )
    return replace(hours, weekdays=frozenset(wanted), name="")


def _only_at_school(said: str) -> bool:
    return _AT_SCHOOL.search(said) is not None and "только" in said and _QUESTION.search(said) is None


def _is_on(clause: str) -> bool:
    """«Не пишите, кроме вторника» is on, «кроме вторника» and «в среду уроки» are off."""
    denials = len(_NOT.findall(clause)) + (_OTHER_DAYS.search(clause) is not None)
    return denials % 2 == 0 and _AWAY.search(clause) is None


def _tells_of_doing(clause: str) -> bool:
    """«Позвоню во вторник и пятницу»; not «бываю», «прошу»."""
    return any(map(_is_deed, tokens_of(clause)))


def promises(clause: str) -> bool:
    """«Сделаю», «позвоню»."""
    return any(one.means("future_self") for one in tokens_of(clause))


def _is_deed(token: Token) -> bool:
    is_own = token.form in _DOES and not token.means("weekday") and not token.is_filler
    is_own = is_own or token.norm in ("был", "была")
    return is_own and _AT_SCHOOL.match(token.norm) is None and not token.norm.startswith(("могу", "веду", "буду"))


def _comes_again(said: str, days: _Days) -> bool:
    every = days.on | days.off
    several = (len(every) > 1 and bool(days.on)) or _OTHER_DAYS.search(said) is not None or is_seldom(said)
    return bool(every) and (several or _AGAIN.search(said) is not None)


def is_seldom(text: str) -> bool:
    """«Раз в месяц», «не каждую неделю»."""
    said = text.lower().replace("ё", "е")
    return _SELDOM.search(said) is not None and _VISITS.search(said) is None


def asks_for_letters(text: str) -> bool:
    """How often or when somebody is written to is spoken of."""
    return _WRITES.search(text.lower()) is not None


_REMINDS = re.compile(r"\b(?:напомни|напомните|напомнишь|напомните-ка|маякни(?:те)?)\b")
_ONCE = re.compile(
    rf"\b(?:в|во|на)\s+{_DAY}\b|\b(?:сегодня|завтра|послезавтра|утром|вечером|днем|накануне"
    r"|через (?!неделю|две|пару недель|месяц))\b"
    r"|\b(?:в|к|после|до|за)\s+\d|\b\d{1,2}\s+(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр"
    r"|декабр)"
)
_OTHERS = re.compile(r"\b(?:всем|всему|всех|родител|детям|ребятам|коллег|учител|им|ему|ей)(?:\b|\w*)")
_WRITE_ON = re.compile(rf"\b(?:пиши|пишите|напоминай|напоминайте|присылайте?)\b[^,.;?]*\b(?:в|во)\s+{_DAY}\b")


def reminder_asked(text: str) -> OwnWish | None:
    """«Напомните в среду утром про звонок», «пишите в пятницу»: one reminder at a day or an hour, with what of it could
    hold for every week."""
    said = " ".join(text.lower().replace("ё", "е").split())
    asks = _REMINDS.search(said)
    once = asks is not None and _ONCE.search(said) is not None and not re.search(r"\bне\s+$", said[: asks.start()])
    if not once and (_WRITE_ON.search(said) is None or _NOT.search(said) or _BOUND.search(said) is not None):
        return None
    if _OTHERS.search(said) is not None:
        return None
    hours = hours_in(_IS_DAY.sub(" ", said)) or OwnWish()
    return replace(hours, weekdays=frozenset(weekdays_named(said)), name="")
