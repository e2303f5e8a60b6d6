"""A school's announcement: words of its officers for everybody or some, counted apart from reminders."""

from datetime import date

from nudges.messenger import Button, Colour, Keyboard
from nudges.names import PersonName
from nudges.periods import day_words
from nudges.plan.skip_reason import SkipReason

ANNOUNCE = "announce"
LONGEST = 1000
BEFORE_WORDS = ":\n\n"  # behind whom it speaks to


def is_announcement(kind: str) -> bool:
    """Whether a campaign of that kind («announce-3») is one."""
    return kind.partition("-")[0] == ANNOUNCE


def why_not_told(reason: SkipReason) -> str:
    """Whoever asked to be left in peace is written nothing at all, and may not know it."""
    more = ": не передаю и объявлений" if reason is SkipReason.OPTED_OUT else ""
    return f"{reason.sentence}{more}"


def why_moved(moved: tuple[date, str] | None) -> str:
    """Why it goes on another day than was asked for: that day, and why nothing is sent then."""
    return f"{day_words(moved[0])} не пишу: {moved[1]}." if moved is not None else ""


def announcement_text(name: PersonName, words: str, school: str = "") -> str:
    """`school` is named to whoever several know."""
    said, of = f"{name.address}, объявление" if name.address else "Объявление", f" ({school})" if school else ""
    return f"{said} школы{of}{BEFORE_WORDS}{words}"


def announcement_keyboard() -> Keyboard:
    return Keyboard(((Button("Мои показатели", {"do": "mine"}, colour=Colour.SECONDARY),),))
