"""Whom a message names: people of the staff list in any case of their names, with slips forgiven."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from handlers.understanding.reading.cases import behind, cases_of, wanted_case
from handlers.understanding.reading.clauses import WITH
from handlers.understanding.reading.strangers import SHORT_PATRONYMIC, is_anothers_name, is_first_name, is_relative
from handlers.understanding.reading.tokens import Token
from indicators.russian.name_endings import SURNAME, TYPO_FROM, fits, is_typo
from indicators.russian.names import comparable
from indicators.russian.short_names import is_also_a_word, said_patronymics, short_names

_MOST_KNOWN = 4000  # words
_LEAST_OF_PATRONYMIC = 3  # letters, with a full stop behind
_LONG = 8  # letters of a surname that is nothing else
_OF_ROOT = ("ова", "ева", "ина", "ов", "ев", "ин")
# Words of these kinds may as well be a name: «Линейкина» is no «линейка».
_HARDLY = frozenset({"announcement_words", "everyday", "room", "school_paper", "term", "subject_word"})
OF_SEVERAL = ("овы", "евы", "ины", "овых", "евых", "иных", "овым", "евым", "иным", "овыми", "евыми", "иными")
# «Обеим Алиевым»: how many of a name are meant.
_SO_MANY = (
    (2, re.compile(r"об[ае]|обоих|обеих|обоим|обеим|дв(?:а|е|ух|ум|оих|оим)")),
    (3, re.compile(r"тр(?:и|ех|ем|оих|оим)")),
    (4, re.compile(r"четыр(?:е|ех|ем)|четвер(?:ых|ым)")),
)
_LITTLE = frozenset({"и", "а", "с", "в", "к", "о", "у", "я"})  # words as well as initials
_LETTER = re.compile(r"[а-я]\.?")

Asked = tuple[str, bool]  # a word, and whether slips in it were forgiven


@dataclass(frozen=True, slots=True)
class Member:
    """One of a school's staff, as far as a message may speak of them; `former` are surnames of before."""

    id: int
    last: str
    first: str
    patronymic: str
    role: str = ""
    classes: str = ""
    former: tuple[str, ...] = ()


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
        if found is None and _may_be_misspelt(tokens[start]):
            found = self._narrowed(tokens, start, before, forgiving=True)
        return found

    def _narrowed(self, tokens: Sequence[Token], start: int, before: Named | None, *, forgiving: bool) -> Named | None:
        chosen: list[Member] = []
        parts: set[int] = set()
        places: list[int] = []
        place = start
        while place < len(tokens):
            token = tokens[place]
            word = comparable(token.norm)
            if token.norm in ".-" and places:
                place += 1
                continue
            if token.kind != "word" or token.entity:
                break
            if (
                places
                and _LETTER.fullmatch(word)
                and (token.text.isupper() or token.text.endswith(".") or word not in _LITTLE)
            ):
                known = 1 in parts  # «М.А.», «Марьям А.»: the patronymic's
                narrower = [one for one in chosen if _begins(one.patronymic if known else one.first, word)]
                if not narrower:
                    break
                parts.add(1)
                chosen = narrower
            elif 1 in parts and _is_cut_short(tokens, place) and (some := _of_beginning(chosen, word)):
                parts, chosen = parts | {2}, some
            else:
                fitting = self.fitting(word, forgiving)
                if not places and not _may_begin(token, fitting, forgiving):
                    break
                if places and not fitting:  # «алеева марям»
                    fitting = [(1, one) for one in chosen if is_typo(comparable(one.first), word)]
                narrower = [one for one in (chosen or self.members) if any(one is member for _, member in fitting)]
                if not narrower:
                    break
                said = {part for part, member in fitting if any(member is one for one in narrower)}
                if places and said <= parts:
                    break  # «Алиеву Борисова»: another person
                chosen, parts = narrower, parts | (said - parts if len(said) > 1 and parts else said)
            places.append(place)
            place += 1
        if not chosen or (parts == {2} and len(places) == 1):
            return None
        if parts == {1} and len(places) == 1 and (_is_common_noun(tokens[start]) or _is_anothers(tokens, start)):
            return None
        if 0 not in parts and len(places) > 1 and _has_another_surname(tokens, start, chosen):
            return None
        if parts == {0} and _has_another_name(tokens, places[-1] + 1):
            return None
        written = {comparable(tokens[one].norm) for one in places}
        exact = [one for one in chosen if comparable(one.last) in written]
        chosen = self._by_case(tokens, places[0], before, chosen) or exact or chosen
        led = _initials_before(tokens, places[0])
        if led and parts == {0} and (fits_them := [one for one in chosen if _are_of(one, tokens, led)]):
            chosen, parts, places = fits_them, {0, 1}, [*led, *places]
        plural = len(places) == 1 and _is_of_several(tokens, places[0])
        if len(places) == 1 and (many := so_many(tokens[places[0] - 1].norm if places[0] else "")):
            plural = many == len(chosen)
            places = [places[0] - 1, *places] if plural else places
        others = _of_another(tokens, places[-1] + 1, chosen, parts)
        guessed = forgiving or bool(others)
        return Named(tuple(chosen), (*places, *others), frozenset(parts), guessed, plural, bool(others))

    def _by_case(
        self, tokens: Sequence[Token], place: int, before: Named | None, chosen: Sequence[Member]
    ) -> list[Member]:
        """Of a man and a woman of one surname the one whose form it is: «Петрову и Кузнецову» are both men."""
        if len({comparable(one.last) for one in chosen}) < 2:
            return []
        word = comparable(tokens[place].norm)
        if before is not None and _goes_with(tokens, before.places[-1], place):
            first = comparable(tokens[before.places[0]].norm)
            asked = {case for one in before.members for case in cases_of(one.last, first)}
        else:
            asked = {wanted_case(tokens, place)}
        return [one for one in chosen if asked & cases_of(one.last, word)]


def so_many(word: str) -> int:
    """«Обеим» are 2; 0 where it counts nobody."""
    said = comparable(word)
    return next((many for many, words in _SO_MANY if words.fullmatch(said)), 0)


def _is_of_several(tokens: Sequence[Token], place: int) -> bool:
    """«Алиевых», «Алиевым»; not «с Алиевым»."""
    said = tokens[place].norm
    is_one = said.endswith("ым") and place > 0 and tokens[place - 1].norm in WITH
    return said.endswith(OF_SEVERAL) and not is_one


_JOINTS = frozenset({"и", ",", "а", "но"})
_VERBS = frozenset({"imp", "inf", "past", "third", "we"})


def _goes_with(tokens: Sequence[Token], before: int, place: int) -> bool:
    """«Петрову и Кузнецову», «Петрова до пятницы, а Кузнецова до среды»: a name without a verb of its own stands in
    the case of the one before."""
    if tokens[place - 1].norm not in _JOINTS or any(one.norm in ".!?" for one in tokens[before:place]):
        return False
    if place - before == 2 and tokens[place - 1].norm == "и":
        return True
    following = takewhile(lambda one: one.kind != "mark" and one.norm not in _JOINTS, tokens[behind(tokens, place) :])
    return not any(one.form in _VERBS and one.kind == "word" and not one.is_filler for one in following)


def _initials_before(tokens: Sequence[Token], place: int) -> list[int]:
    """«Г.П. Кузнецовой»."""
    found: list[int] = []
    while place and tokens[place - 1].text.endswith(".") and _LETTER.fullmatch(comparable(tokens[place - 1].norm)):
        place -= 1
        found.insert(0, place)
    return found


def _is_cut_short(tokens: Sequence[Token], place: int) -> bool:
    """«Валентина Григ.», «Вера Анат. уходит»."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    stops = following is not None and following.norm == "." and following.start == tokens[place].end
    return len(tokens[place].norm) >= _LEAST_OF_PATRONYMIC and (stops or tokens[place].text.endswith("."))


def _of_beginning(chosen: Sequence[Member], word: str) -> list[Member]:
    return [one for one in chosen if comparable(one.patronymic).startswith(word)]


def _are_of(member: Member, tokens: Sequence[Token], places: Sequence[int]) -> bool:
    letters = [comparable(tokens[place].norm) for place in places]
    return all(map(_begins, (member.first, member.patronymic), letters))


def _begins(name: str, initial: str) -> bool:
    """Whether an initial may be that of the name; one that is not known rules nothing out."""
    return not name or comparable(name)[:1] == initial[0]


def _may_be_misspelt(token: Token) -> bool:
    """A word that means something else is no slip in somebody's name, unless it is written like one."""
    return token.concepts <= _HARDLY or token.guessed or (token.text[:1].isupper() and not token.is_filler)


def _may_begin(token: Token, fitting: Sequence[tuple[int, Member]], forgiving: bool) -> bool:
    """A word with a meaning of its own is a name only when it is written like one."""
    if not fitting or (forgiving and all(_is_root_word(token.norm, member) for _, member in fitting)):
        return False
    if not forgiving and len(token.norm) >= _LONG and any(part == 0 for part, _ in fitting):
        return True
    if _may_be_misspelt(token):
        return True
    return any(comparable(member.last) == comparable(token.norm) for part, member in fitting if part == 0)


def _is_root_word(word: str, member: Member) -> bool:
    """«Указка», «неизвестно»: the word that a surname is made of, and no slip in «Указкин», «Неизвестнова»."""
    last = comparable(member.last)
    suffix = next((one for one in _OF_ROOT if last.endswith(one)), "")
    root = last.removesuffix(suffix)
    rest = word.removeprefix(root)
    return bool(suffix) and len(root) >= _SHORTEST_ROOT and len(rest) <= _ENDING and suffix[1] not in rest


_COMMON = ("надежд", "вер", "любов", "роз", "лили", "слав", "свет")


def _is_common_noun(token: Token) -> bool:
    """«На тебя вся надежда»: a first name that is a word, too, and is not written like a name."""
    return token.text.islower() and any(
        token.norm.startswith(one) and len(token.norm) <= len(one) + _ENDING for one in _COMMON
    )


def _is_anothers(tokens: Sequence[Token], place: int) -> bool:
    """«Ветрова Ирина», «Ирина Сергеевна»: beside a surname or a patronymic that nobody of that first name has."""
    before, following = tokens[place - 1 : place] if place else [], tokens[place + 1 : place + 2]
    if any(map(is_relative, before)):
        return True
    surname = any(_is_strange(one) and SURNAME.match(comparable(one.norm)) for one in before)
    names = [one for one in following if _is_strange(one) and one.text[:1].isupper()]
    surname = surname or any(SURNAME.match(comparable(one.norm)) for one in names)
    return surname or any(_is_strange(one) and SHORT_PATRONYMIC.match(comparable(one.norm)) for one in following)


def _has_another_surname(tokens: Sequence[Token], place: int, chosen: Sequence[Member]) -> bool:
    """«Иванову Анну Сергеевну», where the one of that name is Образцова."""
    before = tokens[place - 1] if place else None
    if before is None or not (_is_strange(before) and SURNAME.match(comparable(before.norm))):
        return False
    word = comparable(before.norm)
    return not any(is_typo(comparable(one.last), word) or _begins_alike(one.last, word) for one in chosen)


def _begins_alike(last: str, word: str) -> bool:
    """«Образцву» is a slip in «Образцова»."""
    return comparable(last)[:_SHORTEST_ROOT] == word[:_SHORTEST_ROOT]


def _has_another_name(tokens: Sequence[Token], place: int) -> bool:
    """«Иванова Ивана Ивановича», where the list has another of that surname."""
    names = [one for one in tokens[place : place + 2] if _is_strange(one)]
    return len(names) == 2 and is_first_name(comparable(names[0].norm)) and bool(SHORT_PATRONYMIC.match(names[1].norm))


def _of_another(tokens: Sequence[Token], place: int, chosen: Sequence[Member], parts: Collection[int]) -> list[int]:
    """The places of a first name and a patronymic behind a surname that are not theirs."""
    names = [(comparable(one.first), comparable(one.patronymic)) for one in chosen]
    found: list[int] = []
    while 0 in parts and place < len(tokens) and len(found) < 2 and _is_strange(tokens[place]):
        if not is_anothers_name(comparable(tokens[place].norm), names, behind_first_name=1 in parts or bool(found)):
            break
        found.append(place)
        place += 1
    return found


def _is_strange(token: Token) -> bool:
    return token.kind == "word" and not token.entity and (not token.concepts or token.guessed)


_SHORTEST_ROOT, _ENDING = 4, 2  # letters
