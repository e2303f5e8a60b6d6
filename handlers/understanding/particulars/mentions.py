"""Who is named in a message, people and groups and classes alike, each with the words that name them."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.people.member import Member
from handlers.understanding.reading.people.roster import Named
from handlers.understanding.reading.tokens import Token
from indicators.russian.names import comparable
from services.selection import Selection

OF_CLASSES = ("class:", "parallel:")
_ENDS = frozenset({".", "!", "?", "\n"})
_JOINS = frozenset({",", "и", "плюс", "также", "а", "еще", "с", "со", "("})  # «а также», «Петрова с Исаевым»
_WORDS_FOLLOW = frozenset({"что", "чтобы", "чтоб", "пусть"})
_AND = frozenset({"и", "плюс", "также", "с", "со"})
_APART = 4  # words between two of a row
_SHORT = 3  # letters
_INITIAL = 2  # letters, with its full stop
_OF_SEVERAL = ("ам", "ям", "ов", "ев", "ей", "ы", "и", "ах", "ях", "ами", "ями", "ых", "их", "ым", "им", "ые", "ие")


@dataclass(frozen=True, slots=True)
class Mention:
    """`said`: groups and classes as a selection calls them; a person has none. `first`, `last`: places of words."""

    first: int
    last: int
    said: tuple[str, ...] = ()
    person: Named | None = None

    @property
    def is_class(self) -> bool:
        return any(one.startswith(OF_CLASSES) for one in self.said)


def mentions_of(sentence: Sentence, persons: Sequence[Named], said: Container[str]) -> list[Mention]:
    """These people, and the words that name one of these groups or classes, in the order of the message."""
    found = [Mention(one.places[0], one.places[-1], person=one) for one in persons]
    for place, token in enumerate(sentence.tokens):
        if not any(one in said for one in token.about):
            continue
        before = found[-1] if found else None
        if before is not None and before.last + 1 == place and before.said == token.about:  # «классным руководителям»
            found[-1] = Mention(before.first, place, token.about)
        else:
            found.append(Mention(place, _end_of(sentence.tokens, place), token.about))
    return sorted(found, key=lambda one: one.first)


def _end_of(tokens: Sequence[Token], place: int) -> int:
    """The letter of a class is its word, too."""
    last = place
    while last + 1 < len(tokens) and tokens[last + 1].entity == "class" and not tokens[last + 1].about:
        last += 1
    return last


def chain_of(tokens: Sequence[Token], mentions: Sequence[Mention], one: Mention) -> list[Mention]:
    """The row in which it stands: «Журналову, логопеда и психолога»."""
    place = mentions.index(one)
    first = last = place
    while first > 0 and are_joined(tokens, mentions[first - 1], mentions[first]):
        first -= 1
    while last + 1 < len(mentions) and are_joined(tokens, mentions[last], mentions[last + 1]):
        last += 1
    return list(mentions[first : last + 1])


def are_joined(tokens: Sequence[Token], one: Mention, other: Mention) -> bool:
    between = tokens[one.last + 1 : other.first]
    if between and between[0].norm == "." and len(tokens[one.last].norm) == 1:  # «М. А. (1б)»
        between = between[1:]
    return len(between) < _APART and all(_joins(token) for token in between)


def _joins(token: Token) -> bool:
    if token.norm in _WORDS_FOLLOW:  # «скажи Гаджиевой, что 8б не её»
        return False
    return token.norm in _JOINS or token.is_filler or token.means("all_word")


def says_and(tokens: Sequence[Token], one: Mention, other: Mention) -> bool:
    return any(token.norm in _AND for token in tokens[one.last + 1 : other.first])


def belongs(member: Member, said: Sequence[str]) -> bool:
    """Whether somebody is one of this group or class, by the staff list."""
    return Selection(tuple(said)).takes(_Listed(member.id, member.role, member.classes))


@dataclass(frozen=True, slots=True)
class _Listed:
    """Somebody of the school, as a selection looks at them."""

    person_id: int
    role: str
    classes: str
    messengers: frozenset[str] = frozenset()


def members_of(sentence: Sentence, said: Sequence[str]) -> list[Member]:
    return [one for one in sentence.members if belongs(one, said)]


def clause_of(tokens: Sequence[Token], one: Mention) -> range:
    return clause_around(tokens, one.first, one.last)


def norms_before(tokens: Sequence[Token], place: int, count: int = 1) -> list[str]:
    return [token.norm for token in tokens[max(0, place - count) : place]]


def sentence_about(tokens: Sequence[Token], one: Mention) -> range:
    """From mark to mark."""
    first = next((place for place in range(one.first - 1, -1, -1) if tokens[place].norm in _ENDS), -1)
    last = next((place for place in range(one.last + 1, len(tokens)) if tokens[place].norm in _ENDS), len(tokens))
    return range(first + 1, last)


def is_subject(tokens: Sequence[Token], one: Mention) -> bool:
    """Whether a person is named in the nominative: who does something, and is not done something to."""
    if one.person is None:
        return False
    names = {name for member in one.person.members for name in (member.last, member.first, member.patronymic)}
    known = {comparable(part) for name in names for part in (name, *name.split("-"))}
    said = [tokens[place] for place in one.person.places or (one.first,)]
    words = [comparable(token.norm) for token in said]
    cut = {
        word for word, token in zip(words, said, strict=True) if token.text.endswith(".")
    }  # «Валентина Григ. просит»
    known |= {word for word in cut if any(name.startswith(word) for name in known)}
    return words[0] in known and all(word in known or len(word) <= _INITIAL for word in words)  # «Патимат Омаровне»


def is_of_several(tokens: Sequence[Token], one: Mention) -> bool:
    """«физикам», and not «физик»."""
    word = tokens[one.last].norm
    return word.endswith(_OF_SEVERAL) and len(word) > _SHORT  # «зам» is one
