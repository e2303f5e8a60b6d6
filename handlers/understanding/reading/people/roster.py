"""Whom a message names: people of the staff list in any case of their names, with slips forgiven."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from handlers.understanding.reading.cases import cases_of, goes_with, is_of_several, so_many, wanted_case
from handlers.understanding.reading.people.member import (
    Member,
    are_not_they,
    are_of,
    begins,
    initials_before,
    is_cut_short,
    is_initial,
    may_be_misspelt,
    may_begin,
    of_beginning,
)
from handlers.understanding.reading.people.strangers import (
    of_another,
)
from handlers.understanding.reading.tokens import Token
from indicators.russian.name_endings import TYPO_FROM, fits, is_typo
from indicators.russian.names import comparable
from indicators.russian.short_names import is_also_a_word, said_patronymics, short_names

_MOST_KNOWN = 4000  # words
Asked = tuple[str, bool]  # a word, and whether slips in it were forgiven


@dataclass(frozen=True, slots=True)
class Named:
    """The people that some words of a message may mean. `guessed`: the spelling was forgiven, or (`misnamed`) a first
    name or patronymic was said that is not theirs.

    `parts`: which parts of the name were said (0 the surname, 1 the first name, 2 the patronymic).
    """

    members: tuple[Member, ...]
    places: tuple[int, ...]
    parts: frozenset[int]
    guessed: bool = False

    plural: bool = False
    misnamed: bool = False

    @property
    def all_said(self) -> list[str]:
        """«Кузнецовы оба» are all of them."""
        names = [comparable(one.last) for one in self.members]
        return names if self.plural and len(set(names)) > 1 else [self.said]

    @property
    def said(self) -> str:
        """As a wish writes it: the surname, with the first name when it was said."""
        member = self.members[0]
        first = f" {comparable(member.first)}" if 1 in self.parts else ""
        return f"{comparable(member.last)}{first}"


@dataclass(slots=True)
class _Choice:
    """Who is left of all by the words of a name so far, which parts of it these are, and where they stand."""

    chosen: list[Member]
    parts: set[int]
    places: list[int]

    def narrow(self, chosen: list[Member], parts: set[int]) -> bool:
        """Nobody left: it was no word of this name."""
        if chosen:
            self.chosen, self.parts = chosen, self.parts | parts
        return bool(chosen)


class Roster:
    """The names of a school, ready to be looked up. `asked` are the words it was asked of, and whose they may be."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._everybody = list(members)
        self._left_out: frozenset[int] = frozenset()
        self._parts: defaultdict[str, list[tuple[str, int, Member]]] = defaultdict(list)
        self._known: dict[Asked, list[tuple[int, Member]]] = {}  # of everybody
        self.asked: dict[Asked, list[tuple[int, Member]]] = {}  # a message's words, read in pieces too
        for member in self._everybody:
            for place, part in enumerate((member.last, member.first, member.patronymic)):
                self._add(comparable(part) if part else "", place, member)
            self._add_spoken(member)
        surnames = {comparable(one.last) for one in self._everybody}
        for member in self._everybody:
            for former in member.former:
                if former not in surnames:  # whose name it is now is meant by it
                    self._add(former, 0, member)

    def _add_spoken(self, member: Member) -> None:
        """«Леночка», «Игорь Николаич»."""
        for short in short_names(comparable(member.first)) if member.first else ():
            self._parts[short[:2]].append((short, 1, member))
        for spoken in said_patronymics(comparable(member.patronymic)) if member.patronymic else ():
            self._parts[spoken[:2]].append((spoken, 2, member))

    def _add(self, name: str, place: int, member: Member) -> None:
        for word in {name, *name.split("-")} if "-" in name else (name,):
            if len(word) > 1:
                self._parts[word[:2]].append((word, place, member))

    @property
    def members(self) -> list[Member]:
        return [one for one in self._everybody if one.id not in self._left_out]

    def without(self, ids: Collection[int]) -> "Roster":
        """The others, looked up in the same index: it takes long to make for a large school."""
        others = Roster.__new__(Roster)
        others._everybody, others._parts, others._known = self._everybody, self._parts, self._known
        others._left_out, others.asked = self._left_out.union(ids), {}
        return others

    def has_surname(self, word: str) -> bool:
        """Whether it is somebody's surname in any case."""
        return any(part == 0 for part, _ in self.fitting(comparable(word), forgiving=False))

    def fitting(self, word: str, forgiving: bool) -> list[tuple[int, Member]]:
        about = word, forgiving
        if about not in self.asked:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            if about not in self._known:
                self._known[about] = self._fitting(word, forgiving)
            self.asked[about] = [one for one in self._known[about] if one[1].id not in self._left_out]
        return self.asked[about]

    def _fitting(self, word: str, forgiving: bool) -> list[tuple[int, Member]]:
        fitting = [one for one in self._parts.get(word[:2], ()) if fits(one[0], word)]
        if is_also_a_word(word):  # «людей» is nobody's short name
            fitting = [one for one in fitting if one[1] != 1 or one[0] == comparable(one[2].first)]
        found = [(place, member) for _, place, member in fitting]
        if found or not forgiving or len(word) < TYPO_FROM:
            return found
        near = {key for key in self._parts if key[0] == word[0] or key[1:] == word[1:2]}
        return [
            (place, member)
            for key in near
            for name, place, member in self._parts[key]
            if place != 1 and is_typo(name, word)
        ]

    def named(self, tokens: Sequence[Token]) -> list[Named]:
        """Everybody the message names, in its order; every further word of a name narrows the choice."""
        result: list[Named] = []
        place = 0
        while place < len(tokens):
            found = self._at(tokens, place, result[-1] if result else None)
            if found is None:
                place += 1
                continue
            result.append(found)
            place = found.places[-1] + 1
        return result

    def _at(self, tokens: Sequence[Token], start: int, before: Named | None) -> Named | None:
        found = self._narrowed(tokens, start, before, forgiving=False)
        if found is None and may_be_misspelt(tokens[start]):
            found = self._narrowed(tokens, start, before, forgiving=True)
        return found

    def _narrowed(self, tokens: Sequence[Token], start: int, before: Named | None, *, forgiving: bool) -> Named | None:
        found = self._followed(tokens, start, forgiving)
        chosen, parts, places = found.chosen, found.parts, found.places
        if not chosen or are_not_they(tokens, places, parts, chosen):
            return None
        written = {comparable(tokens[one].norm) for one in places}
        exact = [one for one in chosen if comparable(one.last) in written]
        chosen = self._by_case(tokens, places[0], before, chosen) or exact or chosen
        led = initials_before(tokens, places[0])
        if led and parts == {0} and (fits_them := [one for one in chosen if are_of(one, tokens, led)]):
            chosen, parts, places = fits_them, {0, 1}, [*led, *places]
        plural = len(places) == 1 and is_of_several(tokens, places[0])
        if len(places) == 1 and (many := so_many(tokens[places[0] - 1].norm if places[0] else "")):
            plural = many == len(chosen)
            places = [places[0] - 1, *places] if plural else places
        names = [(comparable(one.first), comparable(one.patronymic)) for one in chosen]
        others = of_another(tokens, places[-1] + 1, names, parts)
        guessed = forgiving or bool(others)
        return Named(tuple(chosen), (*places, *others), frozenset(parts), guessed, plural, bool(others))

    def _followed(self, tokens: Sequence[Token], start: int, forgiving: bool) -> "_Choice":
        """From word to word, as long as each is more of the same name."""
        found = _Choice([], set(), [])
        for place in range(start, len(tokens)):
            token = tokens[place]
            if token.norm in ".-" and found.places:
                continue
            if token.kind != "word" or token.entity or not self._goes_on(found, tokens, place, forgiving):
                break
            found.places.append(place)
        return found

    def _goes_on(self, found: "_Choice", tokens: Sequence[Token], place: int, forgiving: bool) -> bool:
        """Whether the word narrows the choice: an initial, a patronymic cut short, a further name."""
        word = comparable(tokens[place].norm)
        if found.places and is_initial(tokens[place], word):
            known = 1 in found.parts  # «М.А.», «Марьям А.»: the patronymic's
            return found.narrow(
                [one for one in found.chosen if begins(one.patronymic if known else one.first, word)], {1}
            )
        if 1 in found.parts and is_cut_short(tokens, place) and (some := of_beginning(found.chosen, word)):
            return found.narrow(some, {2})
        fitting = self.fitting(word, forgiving)
        if not found.places and not may_begin(tokens[place], fitting, forgiving):
            return False
        if found.places and not fitting:  # «алеева марям»
            fitting = [(1, one) for one in found.chosen if is_typo(comparable(one.first), word)]
        narrower = [one for one in (found.chosen or self.members) if any(one is member for _, member in fitting)]
        said = {part for part, member in fitting if any(member is one for one in narrower)}
        if found.places and said <= found.parts:
            return False  # «Алиеву Борисова»: another person
        return found.narrow(narrower, said - found.parts if len(said) > 1 and found.parts else said)

    def _by_case(
        self, tokens: Sequence[Token], place: int, before: Named | None, chosen: Sequence[Member]
    ) -> list[Member]:
        """Of a man and a woman of one surname the one whose form it is: «Петрову и Кузнецову» are both men."""
        if len({comparable(one.last) for one in chosen}) < 2:
            return []
        word = comparable(tokens[place].norm)
        if before is not None and goes_with(tokens, before.places[-1], place):
            first = comparable(tokens[before.places[0]].norm)
            asked = {case for one in before.members for case in cases_of(one.last, first)}
        else:
            wanted = wanted_case(tokens, place)
            asked = {wanted, "gen"} if wanted == "ins" else {wanted}  # «с Магомедовым», «сними с Магомедова»
        return [one for one in chosen if asked & cases_of(one.last, word)]
