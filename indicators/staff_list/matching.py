"""Who of the school's known people a row is about. Nobody is merged on a mere likeness.

In this order: the officer's earlier answer, the account in a messenger, the exact name, an incomplete name when exactly
one person fits it, and then likeness, which always waits for the officer. Pure: no database.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Literal

from indicators.rows import MAX, VK, AccountId, PersonRow
from indicators.russian.names import Name, comparable, parse_name
from indicators.staff_list.likeness import Likeness, are_alike, fit, same_given_names

How = Literal["remembered", "account", "name", "incomplete_name", "new", "ambiguous"]
PLATFORMS: Final = {VK: "VK", MAX: "MAX"}  # as the officer reads them
_MOST_CANDIDATES = 4
SAME_GIVEN_NAMES = "имя и отчество те же, что у человека, которого в файле нет: сменилась фамилия или это другой"


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the school as the program knows them. `former` are names an officer has set right: a file may go
    on with them. Somebody who `left` is not missed."""

    person_id: int
    full_name: str
    vk_id: int | None = None
    max_id: int | None = None
    former: tuple[str, ...] = ()
    left: bool = False

    @property
    def accounts(self) -> tuple[AccountId, ...]:
        vk, max_ = self.vk_id, self.max_id
        return (((VK, vk),) if vk else ()) + (((MAX, max_),) if max_ else ())


@dataclass(frozen=True, slots=True)
class Match:
    """`person_id` when known; `candidates` (best first) and `why` when the officer must say.

    `note` is a Russian sentence about something that changed, such as a surname.
    """

    row: PersonRow
    how: How
    person_id: int | None = None
    candidates: tuple[int, ...] = ()
    why: str = ""
    note: str = ""


@dataclass(slots=True)
class Matches:
    """One match for each row, in the rows' order; `missing` are the known people no row can be about."""

    matches: list[Match]
    missing: list[int] = field(default_factory=list)

    @property
    def known(self) -> list[Match]:
        return [match for match in self.matches if match.person_id is not None]

    @property
    def new(self) -> list[Match]:
        return [match for match in self.matches if match.how == "new"]

    @property
    def ambiguous(self) -> list[Match]:
        return [match for match in self.matches if match.how == "ambiguous"]


def remember_key(row: PersonRow) -> str:
    """Under which an officer's answer about this row is kept: the same for next week's row."""
    name = row.name.key if row.name else ""
    account = row.vk_id or (f"max:{row.max_id}" if row.max_id else "")
    return f"{account}|{name}|{comparable(row.school)}"


def answer_key(row: PersonRow) -> str:
    """Under which an answer about this very row of this very file is kept."""
    return f"{row.row}|{remember_key(row)}"


def match(
    rows: Sequence[PersonRow], roster: Sequence[Known], remembered: Mapping[str, int | None] | None = None
) -> Matches:
    """Match the rows of one school against its people.

    `remembered` maps `remember_key` to the person an officer named, or to `None` for «somebody new»;
    once that somebody has been created, remember the new person's id instead. Under `answer_key` it is an answer
    about one row. A spelling that stands in several rows says nothing about any of them.
    """
    matcher = _Matcher(rows, roster, remembered or {})
    found = matcher.run()
    spoken_for = {m.person_id for m in found} | {c for m in found for c in m.candidates}
    return Matches(found, [known.person_id for known in roster if known.person_id not in spoken_for])


class _Matcher:
    """Sure matches first, so that a doubtful row is never given somebody who has a row already."""

    def __init__(
        self, rows: Sequence[PersonRow], roster: Sequence[Known], remembered: Mapping[str, int | None]
    ) -> None:
        self.rows = rows
        self.remembered = remembered
        self.people = {known.person_id: known for known in roster}
        self.names = {known.person_id: parse_name(known.full_name) for known in roster}
        self.by_account = {account: known for known in roster for account in known.accounts}
        self.by_key: defaultdict[str, list[int]] = defaultdict(list)
        self.by_last: defaultdict[str, list[int]] = defaultdict(list)
        for person_id, name in self.names.items():
            if name is not None:
                self.by_key[name.key].append(person_id)
                self.by_last[comparable(name.last)].append(person_id)
        for known in roster:
            for former in known.former:
                if (name := parse_name(former)) is not None:
                    self.by_key[name.key].append(known.person_id)
        self.spellings = Counter(map(remember_key, rows)) if remembered else Counter[str]()
        self.file_accounts = Counter(account for row in rows for account in row.accounts)
        self.file_keys = Counter(row.name.key for row in rows if row.name and not row.accounts)
        self.taken: dict[int, PersonRow] = {}
        self.seen_accounts: dict[AccountId, PersonRow] = {}

    def run(self) -> list[Match]:
        found: list[Match | None] = [None] * len(self.rows)
        for step in self._steps():
            for index, row in enumerate(self.rows):
                if found[index] is None:
                    found[index] = self._taken_once(step(row))
        self._gone = self._by_given_names() if self.people else {}
        return [m or self._new(row) for m, row in zip(found, self.rows, strict=True)]

    def _steps(self) -> Sequence[Callable[[PersonRow], Match | None]]:
        """Only those that can find somebody: a first file of many schools has nobody to be compared with."""
        known = (self._by_account, self._by_name, self._by_incomplete_name, self._alike) if self.people else ()
        return (self._remembered, *known) if self.remembered else known

    def _taken_once(self, found: Match | None) -> Match | None:
        """A person stands on one row: a second one is for the officer to look at."""
        if found is None or found.person_id is None:
            return found
        first = self.taken.setdefault(found.person_id, found.row)
        if first is found.row:
            return found
        why = f"этот человек уже есть в строке {first.row}"
        return Match(found.row, "ambiguous", None, (found.person_id,), why)

    def _remembered(self, row: PersonRow) -> Match | None:
        key = answer_key(row)
        if key not in self.remembered:
            key = remember_key(row)
            if self.spellings[key] > 1:
                return None
        person_id = self.remembered.get(key)
        if person_id is not None and person_id in self.people:
            return Match(row, "remembered", person_id)
        if key in self.remembered and person_id is None and self.by_account.keys().isdisjoint(row.accounts):
            return Match(row, "new")
        return None

    def _by_account(self, row: PersonRow) -> Match | None:
        owners = [(PLATFORMS[one[0]], self.by_account[one]) for one in row.accounts if one in self.by_account]
        if not owners:
            return None
        called, known = owners[0]
        if any(other is not known for _, other in owners):
            people = tuple(dict.fromkeys(owner.person_id for _, owner in owners))
            return Match(row, "ambiguous", None, people, "номера VK и MAX принадлежат разным людям")
        name = self.names[known.person_id]
        if row.name is None or name is None or fit(row.name, name):
            return Match(row, "account", known.person_id)
        if same_given_names(row.name, name) or are_alike(row.name, name):
            note = f"{known.full_name} теперь {row.full_name}: тот же номер {called}."
            return Match(row, "account", known.person_id, note=note)
        why = f"номер {called} принадлежит другому человеку: {known.full_name}"
        return Match(row, "ambiguous", None, (known.person_id, *self._named(row.name)), why)

    def _named(self, name: Name) -> list[int]:
        return self.by_key.get(name.key, [])[:_MOST_CANDIDATES]

    def _by_name(self, row: PersonRow) -> Match | None:
        if row.name is None or not row.name.complete:
            return None
        return self._decide(row, self.by_key.get(row.name.key, []), "name")

    def _by_incomplete_name(self, row: PersonRow) -> Match | None:
        if row.name is None:
            return None
        name = row.name
        lasts = [name.last, name.former] if name.former else [name.last]
        near = [p for last in lasts for p in self.by_last.get(comparable(last), [])]
        fitting = [p for p in near if (other := self.names[p]) and fit(name, other)]
        return self._decide(row, list(dict.fromkeys(fitting)), "incomplete_name")

    def _decide(self, row: PersonRow, people: list[int], how: How) -> Match | None:
        """Exactly one fits: known. Several: ambiguous. Those with another account are other people."""
        free = [p for p in people if not self._is_elsewhere(row, p)]
        if not free:
            return None
        name = row.name.key if row.name else ""
        if len(free) > 1:
            return Match(row, "ambiguous", None, tuple(free[:_MOST_CANDIDATES]), "подходит несколько человек")
        if not row.accounts and self.file_keys[name] > 1:
            return Match(row, "ambiguous", None, tuple(free), "такое имя стоит в файле несколько раз")
        if other := self.taken.get(free[0]):
            return Match(row, "ambiguous", None, tuple(free), f"этот человек уже есть в строке {other.row}")
        known = self.people[free[0]]
        if other_number := self._other_number(row, known):
            why = f"то же имя, но другой номер {other_number}: новая страница или тёзка"
            return Match(row, "ambiguous", None, tuple(free), why)
        return Match(row, how, free[0], note=self._renamed(row, known))

    def _is_elsewhere(self, row: PersonRow, person_id: int) -> bool:
        """A namesake whose own account stands on another row of the file."""
        return any(one not in row.accounts and self.file_accounts[one] for one in self.people[person_id].accounts)

    def _other_number(self, row: PersonRow, known: Known) -> str:
        """In which messenger the row names another account than the person's, if in one."""
        theirs = dict(known.accounts)
        differing = (platform for platform, number in row.accounts if theirs.get(platform, number) != number)
        return next((PLATFORMS[platform] for platform in differing), "")

    def _renamed(self, row: PersonRow, known: Known) -> str:
        name = self.names[known.person_id]
        if row.name is None or name is None or comparable(row.name.last) == comparable(name.last):
            return ""
        return f"{known.full_name} теперь {row.full_name}: прежняя фамилия указана в скобках."

    def _alike(self, row: PersonRow) -> Match | None:
        if row.name is None or not row.name.complete:
            return None
        if not hasattr(self, "_likeness"):
            self._likeness = Likeness(self.names)
        near = (p for _, p in self._likeness.of(row.name) if p not in self.taken and not self._is_elsewhere(row, p))
        alike = [*islice(near, _MOST_CANDIDATES)]
        return Match(row, "ambiguous", None, tuple(alike), "похоже, но не точно") if alike else None

    def _new(self, row: PersonRow) -> Match:
        """Nobody known: somebody new, unless the file itself leaves it open how many people these are."""
        for account in row.accounts:
            first = self.seen_accounts.setdefault(account, row)
            if first is not row:
                why = f"этот номер {PLATFORMS[account[0]]} уже есть в строке {first.row}"
                return Match(row, "ambiguous", why=why)
        if self.remembered and self.remembered.get(answer_key(row), 0) is None:
            return Match(row, "new")
        if (renamed := self._renamed_perhaps(row)) is not None:
            return renamed
        if row.accounts:
            return Match(row, "new")
        if row.name and self.file_keys[row.name.key] > 1:
            return Match(row, "ambiguous", why="такое имя стоит в файле несколько раз")
        if other := self._written_in_full(row):
            known = tuple(person_id for person_id, taken in self.taken.items() if taken is other)
            why = f"возможно, это {other.full_name} из строки {other.row}"
            return Match(row, "ambiguous", None, known, why)
        return Match(row, "new")

    def _by_given_names(self) -> dict[tuple[str, str], list[int]]:
        """Of those no row is about, by first name and patronymic."""
        found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for person_id, name in self.names.items():
            missed = person_id not in self.taken and not self.people[person_id].left
            if missed and name is not None and len(name.first) > 1 and len(name.patronymic) > 1:
                found[comparable(name.first), comparable(name.patronymic)].append(person_id)
        return found

    def _renamed_perhaps(self, row: PersonRow) -> Match | None:
        """Somebody new has the given names of somebody who is not in the file: the surname may have changed."""
        if not self._gone or row.name is None or not row.name.complete or remember_key(row) in self.remembered:
            return None
        alike = self._gone.get((comparable(row.name.first), comparable(row.name.patronymic)), [])
        free = [one for one in alike if not self._other_number(row, self.people[one])][:_MOST_CANDIDATES]
        return Match(row, "ambiguous", None, tuple(free), SAME_GIVEN_NAMES) if free else None

    def _written_in_full(self, row: PersonRow) -> PersonRow | None:
        """«Иванова А.П.» below «Иванова Анна Петровна» may be the same person a second time."""
        if row.name is None or row.name.complete:
            return None
        if not hasattr(self, "_in_full"):
            self._in_full: defaultdict[str, list[PersonRow]] = defaultdict(list)
            for one in self.rows:
                if one.name and one.name.complete:
                    self._in_full[comparable(one.name.last)].append(one)
        same = self._in_full.get(comparable(row.name.last), [])
        return next((one for one in same if one.name and fit(row.name, one.name)), None)
