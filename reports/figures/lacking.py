"""What a teacher lacks in a week: the same rules as the nudges', in the words of a table."""

from collections.abc import Sequence

from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.gaps import GAP, GAPS
from nudges.names import Gendered
from nudges.periods import week_words
from reports.figures.people import TeacherGaps


def debts_line(people: Sequence[TeacherGaps], earlier: Week | None = None) -> str:
    """Leads to the list «все долги», of the newest week or of an earlier one, and counts whom it shows."""
    count = sum(bool(one.gaps) for one in people)
    of = f" за {week_words(earlier)}" if earlier is not None else ""
    return f"Всего с долгами: {plural(count, 'человек', 'человека', 'человек')} — «все долги{of}»"


def gone_line(count: int) -> str:
    """After how many have done everything: the indicators count whoever was there in the week."""
    return f" Ещё {count} из файла той недели в списке школы уже нет." if count else ""


def said(gaps: Sequence[str], most: int = len(GAPS), *, name: str = "") -> str:
    """«мало сообщений, нет звонка» of the person with that name, at `most` so many; the others are counted, where they
    are several. A code of a newer version is shown as it is."""
    shown = gaps if len(gaps) == most + 1 else gaps[:most]
    rest = f" и ещё {len(gaps) - len(shown)}" if len(shown) < len(gaps) else ""
    return ", ".join(_said(gap, name) for gap in shown) + rest


def _said(code: str, name: str) -> str:
    words = GAP[code].lacking if code in GAP else code
    return words.of(name) if isinstance(words, Gendered) else words
