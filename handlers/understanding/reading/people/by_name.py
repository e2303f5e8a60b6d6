"""Whom somebody means by a name typed in any case: «Алиевой», «алиеву марьям», «Марьям Ахмедовне»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.understanding.reading.cases import OF_SEVERAL, so_many
from handlers.understanding.reading.people.strangers import is_anothers_name
from indicators.classes import class_names
from indicators.russian.name_endings import TYPO_FROM, fits, is_typo
from indicators.russian.names import comparable
from storage.tables import Person

_SHORTEST_NAME = 3
# The letter of a class is no initial.
_WORD = re.compile(r"(?<!\d)(?<!\d\s)[^\W\d_]+(?:-[^\W\d_]+)*\.?")
_CLASS = re.compile(r"[\s,(]*(?:из\s+)?\d{1,2}\s?[-«\"]?[а-яё]\b[»\")]*(?:\s+класс\w*)?", re.IGNORECASE)
_JOINING = ("и", "а")
_COUNTED = re.compile(r"\s*(?P<many>[^\W\d_]+)\s+")
_AND = re.compile(r"(?:\s*,)?\s*(?P<and>(?:и|а\s+также|плюс|ещ[её])\s+)+|\s*,\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """The people a text may mean, and what of it was no name: «до 12.01 больничный».

    `guessed`: the spelling was forgiven, or (`misnamed`) a first name or patronymic is not theirs, so that it must be
    asked back. `tail` is the rest as it was written. `all_meant`: everybody of that name.
    """

    people: tuple[Person, ...] = ()
    rest: str = ""
    guessed: bool = False
    tail: str = ""
    misnamed: bool = False
    all_meant: bool = False

    @property
    def certain(self) -> tuple[Person, ...]:
        """Those who are meant beyond doubt: one, or all of a name, «обеих Алиевых»."""
        return self.people if self.people and not self.guessed and (self.all_meant or len(self.people) == 1) else ()

    @property
    def person(self) -> Person | None:
        """The one who is meant beyond doubt."""
        return self.people[0] if len(self.people) == 1 and not self.guessed else None


@dataclass(frozen=True, slots=True)
class Several:
    """People named in a row, and what was said after them.

    `doubt`: the name in the row that is nobody's, several people's or misspelt; then nothing is certain.
    """

    people: tuple[Person, ...] = ()
    rest: str = ""
    doubt: Found | None = None


def find_people(people: Sequence[Person], text: str) -> Found:
    """Who is meant by the words the text begins with. Every further word of the name narrows the choice. Names of
    before are looked through where nobody is called so now."""
    counted = _COUNTED.match(text)
    many = so_many(counted["many"]) if counted is not None else 0
    if counted is not None and many:
        of_name = find_people(people, text[counted.end() :])
        return replace(of_name, all_meant=len(of_name.people) == many) if of_name.people else Found(rest=text.strip())
    words = list(_WORD.finditer(text))
    were = _as_they_were(people)
    for some, forgiving in ((people, False), (list(were), False), (people, True)):
        found, used = _narrow(some, [word[0] for word in words], forgiving)
        if found:
            others = _of_another(found, [word[0] for word in words], used)
            used += others
            whose = list({one.id: were.get(one, one) for one in found}.values())
            found, tail = _of_class(whose, text[words[used - 1].end() :])
            several = used == 1 and words[0][0].lower().endswith(OF_SEVERAL)
            return Found(tuple(found), tail.strip(" ,.;—–-"), forgiving or others > 0, tail, others > 0, several)
    return Found(rest=text.strip())


def _as_they_were(people: Sequence[Person]) -> dict[Person, Person]:
    """With each of their names of before, and who they are now."""
    return {
        Person(id=one.id, name_key=name, classes=one.classes): one
        for one in people
        for name in (one.former or "").splitlines()
    }


def _of_class(people: list[Person], tail: str) -> tuple[list[Person], str]:
    """Of several the one whose class is said behind the name: «Алиевой 5А»."""
    said = _CLASS.match(tail) if len(people) > 1 else None
    of_it = [one for one in people if said and class_names(said[0])[0] in class_names(one.classes)]
    return (of_it, tail[said.end() :]) if said and of_it else (people, tail)


def find_several(people: Sequence[Person], text: str, first: Person | None = None) -> Several:
    """Everybody the text begins with: «Алиеву, Борисова и Васильеву до 12.01». With `first`, the text goes on after
    that one: «, Борисова и Васильеву до 12.01»."""
    found = find_people(people, text) if first is None else Found((first,), text.strip(" ,.;—–-"), tail=text)
    chosen: dict[int, Person] = {}
    while found.certain:
        chosen |= {one.id: one for one in found.certain}
        joint = _AND.match(found.tail)
        following = found.tail[joint.end() :] if joint is not None else ""
        another = find_people(people, following)
        if joint is None or (not another.people and not joint["and"] and not following[:1].isupper()):
            return Several(tuple(chosen.values()), found.rest)  # a comma before a reason joins nobody
        found = another
    return Several(tuple(chosen.values()), found.rest, found)


def names_others(people: Sequence[Person], person: Person, words: str) -> bool:
    """Whether words after a name have somebody else's name in them: «и Борисова»."""
    named = [comparable(match[0]) for match in _WORD.finditer(words)]
    strange = [word for word in named if len(word) >= _SHORTEST_NAME and not _fits_person(person, word, False)]
    return any(_fits_person(one, word, False) for one in people if one.id != person.id for word in strange)


def any_named(people: Sequence[Person], words: str) -> bool:
    """Whether a part of the name of one of them stands somewhere in the words."""
    said = [word for match in _WORD.finditer(words) if len(word := comparable(match[0])) >= _SHORTEST_NAME]
    return any(_fits_person(one, word, False) for one in people for word in said)


def _narrow(people: Sequence[Person], words: Sequence[str], forgiving: bool) -> tuple[list[Person], int]:
    chosen: list[Person] = []
    used = 0
    for count, word in enumerate(words, 1):
        if word in _JOINING and len((*words[count:], "")[0]) >= _SHORTEST_NAME:
            break  # «Петрову и Борисова»: no initial of Петрова's
        fitting = [person for person in (chosen or people) if _fits_person(person, comparable(word), forgiving)]
        if not fitting:
            break
        chosen, used = fitting, count
    return _exact_first(chosen, words[:used]), used


def _of_another(found: Sequence[Person], words: Sequence[str], used: int) -> int:
    """How many words behind a surname are a first name and a patronymic that are not theirs: «Алиевой Светланы»."""
    said = [comparable(word) for word in words]
    if not any(fits(_parts(one)[0], word) for one in found for word in said[:used]):
        return 0  # a first name alone
    names = [_parts(one)[1:] for one in found]
    count = 0
    while count < 2 and used + count < len(said):
        if not is_anothers_name(said[used + count], names, behind_first_name=used + count > 1):
            break
        count += 1
    return count


def _exact_first(people: list[Person], words: Sequence[str]) -> list[Person]:
    wanted = {comparable(word) for word in words}
    return sorted(people, key=lambda person: not wanted <= set(person.name_key.split()))


def _parts(person: Person) -> list[str]:
    return person.name_key.split()


def _fits_person(person: Person, word: str, forgiving: bool) -> bool:
    parts = _parts(person)
    if word.endswith(".") or len(word) == 1:
        return any(part.startswith(word.rstrip(".")) for part in parts[1:])
    if any(fits(part, word) for part in parts):
        return True
    return forgiving and len(word) >= TYPO_FROM and any(is_typo(one, word) for one in parts[0].split("-"))
