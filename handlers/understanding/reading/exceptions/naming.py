"""Where somebody is named, one on the list or not."""

from collections.abc import Collection

from handlers.understanding.reading.clauses import ABOUT
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.people.roster import Named
from handlers.understanding.reading.people.strangers import surnames
from indicators.russian.name_endings import SURNAME

NAMING = frozenset({"who", "group", "class", "state"})
PREPOSITIONS = ABOUT | {"у", "к", "ко", "в", "во", "из", "для", "от", "с", "со", "на", "по"}
_NOMINATIVE = ("ов", "ев", "ин", "ын")  # «причин нет»


def strange_names(sentence: Sentence, places: Collection[int]) -> list[tuple[int, ...]]:
    """Where somebody is named in full, or with a capital letter, and is not on the list."""
    written = [one for one in surnames(sentence.tokens) if sentence.tokens[one.places[0]].text[:1].isupper()]
    return sorted(one.places for one in (*sentence.unknown, *written) if one.places[0] in places)


def strange_surnames(sentence: Sentence, places: Collection[int]) -> list[tuple[int, ...]]:
    """Those that look like a surname, in a case in which something is wished for somebody."""
    names = ((one, sentence.tokens[one[0]].norm) for one in strange_names(sentence, places))
    return [one for one, word in names if SURNAME.match(word) and not word.endswith(_NOMINATIVE)]


def named_in(sentence: Sentence, places: Collection[int]) -> list[Named]:
    return [one for one in sentence.persons if one.places[0] in places]
