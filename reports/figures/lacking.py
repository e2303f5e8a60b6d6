"""What a teacher lacks in a week: the same rules as the nudges', in the words of a table."""

from collections.abc import Sequence

from nudges.gaps import GAP, GAPS
from nudges.names import Gendered


def said(gaps: Sequence[str], most: int = len(GAPS), *, name: str = "") -> str:
    """«мало сообщений, нет звонка» of the person with that name; a code of a newer version is shown as it is."""
    return ", ".join(_said(gap, name) for gap in gaps[:most])


def _said(code: str, name: str) -> str:
    words = GAP[code].lacking if code in GAP else code
    return words.of(name) if isinstance(words, Gendered) else words
