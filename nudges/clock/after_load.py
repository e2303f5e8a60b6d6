"""One line after a load: who gets what when, who has had theirs, and why the others get nothing."""

from dataclasses import dataclass
from datetime import datetime

from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.clock.coming import Held, NextNudge, moment_words, nudge_words
from nudges.own_time import OWN_HOURS
from nudges.periods import week_words
from nudges.plan import Plan
from nudges.plan.skip_reason import SkipReason
from nudges.wording import thanks_words

_WHOM = ("человеку", "людям", "людям")
_PEOPLE = ("человек", "человека", "человек")
NOBODY = "Напоминать по этим данным некому."


@dataclass(frozen=True, slots=True)
class AfterLoad:
    """What becomes of the figures of `week`; moments in the school's zone.

    `newest` is the newest week with a list by name. `planned` is who would get what at the moment of the round; `had`
    how many have got the digest by these figures, and of how many; None where there was none. `had_thanks` of
    them were thanked. `fresh`: the clock may
    use them. `later` get theirs in hours or on days of their own.
    """

    week: Week
    newest: Week
    now: datetime
    coming: NextNudge
    planned: Plan
    had: tuple[int, int] | None
    fresh: bool
    later: int = 0
    had_thanks: int = 0

    @property
    def recipients(self) -> int:
        return len(self.planned.recipients)

    @property
    def by_hand(self) -> int:
        """How many a round by hand would be for: it thanks nobody."""
        return self.recipients - self.planned.thanked


def after_load_words(found: AfterLoad) -> str:
    return " ".join(filter(None, (_who_and_when(found), _others(found))))


def _who_and_when(found: AfterLoad) -> str:
    coming, by_hand = found.coming, plural(found.by_hand, *_WHOM)
    count = f"{plural(found.recipients, *_WHOM)}{thanks_words(found.planned.thanked, found.recipients)}"
    if found.week < found.newest:
        return f"Напоминаю по самым новым данным, за {week_words(found.newest)}. {nudge_words(coming, found.now)}"
    if found.had is not None:
        sent, whole = found.had
        so_far = "" if sent == whole else f" из {whole}"
        so_far += thanks_words(found.had_thanks, sent)
        had = f"Напоминание по данным за эту неделю уже отправлено: его получили {plural(sent, *_PEOPLE)}{so_far}."
        sends = "отправит «напомнить»" if coming.steered else "отправить может ответственный школы"
        more = f" Ещё есть что сказать {by_hand}: само это не уйдёт, {sends}." if found.by_hand else ""
        return had + more
    if coming.held is Held.PAUSED:
        return nudge_words(coming, found.now)
    if not found.recipients:
        return NOBODY
    if coming.held is Held.BY_HAND:
        if not coming.steered:
            return f"{nudge_words(coming, found.now)} Сейчас это {count}."
        return (
            f"Пока никому не пишу. Когда включите напоминания, они пойдут каждую неделю сами; сейчас — {count}. "
            "Сначала проверьте, кого не тревожить: «исключить Алиеву до 12.01 больничный»."
        )
    if coming.held is Held.OFF:
        return f"{nudge_words(coming, found.now)} По этим данным есть что сказать {by_hand}."
    if not found.fresh:
        sends = "«Напомнить» отправит сообщения" if coming.steered else "Ответственному есть что сказать"
        return f"Этим данным больше двух недель: сам по ним не напоминаю. {sends} {by_hand}."
    started = "На этой неделе напоминания уже уходили, по более ранним данным. " if coming.started else ""
    if coming.at is None or coming.figures != found.week:
        return f"{started}{nudge_words(coming, found.now)}"
    if coming.awaited is not None:
        return f"{started}{nudge_words(coming, found.now)} Сейчас это {count}.{_later(found)}"
    when, later = moment_words(coming.at, found.now), _later(found)
    if found.later == found.recipients:
        when, later = OWN_HOURS, ""
    stops = " Остановить — «пауза»." if coming.steered else ""
    return f"{started}Напоминания по этим данным уйдут сами {when}: {count}.{later}{stops}"


def _later(found: AfterLoad) -> str:
    if not found.later:
        return ""
    if found.later == found.recipients:
        return " Каждому — в свои часы или дни."
    return f" Из них {plural(found.later, *_WHOM)} — позже, в свои часы или дни."


def _others(found: AfterLoad) -> str:
    """Why the rest get nothing; of a pause that is said already."""
    if found.week < found.newest:
        return ""
    reasons = found.planned.reasons
    reasons.pop(SkipReason.PAUSED, None)
    if found.had is not None:
        reasons.pop(SkipReason.ALREADY_WRITTEN, None)
    if not reasons:
        return ""
    return f"Остальным не пишу: {'; '.join(f'{_inside(why)} — {many}' for why, many in reasons.most_common())}."


def _inside(reason: SkipReason) -> str:
    """A reason within a sentence that has a colon of its own."""
    first, _, more = reason.sentence.partition(": ")
    return f"{first} ({more})" if more else first
