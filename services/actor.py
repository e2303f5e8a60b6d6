"""Who does a deed: somebody who writes or clicks, the clock, or whoever runs the program's commands."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from storage.people.accounts import Who
from storage.people.roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """`school_id` is the school a deed is done at, `roles` are those held there now.

    `persons` are the rows of staff lists that are the actor themselves. `trusted` is the program's own clock, and
    whoever runs its commands: they own the database, no role is asked of them, and the log names no account.
    """

    account_id: int | None
    school_id: int | None
    roles: frozenset[Role] = frozenset()
    persons: frozenset[int] = frozenset()
    trusted: bool = False

    def at(self, school_id: int | None) -> "Actor":
        """The same actor at another school, where nothing is asked of their roles."""
        return replace(self, school_id=school_id, roles=frozenset())

    @property
    def is_known(self) -> bool:
        return bool(self.roles or self.persons)


# The same somebody as the one who does a deed at each school, for deeds that are about many.
At = Callable[[int | None], Actor]


def somebody(who: Who, school_id: int | None) -> Actor:
    """Somebody who writes or clicks, at a school; without one their roles at any school count."""
    here = {Role(one.role) for one in who.members if school_id is None or _holds_at(one.school_id, one.role, school_id)}
    return Actor(who.account.id, school_id, frozenset(here), frozenset(person.id for person in who.persons))


def _holds_at(held_at: int | None, role: str, school_id: int) -> bool:
    """A municipal officer of «all schools» has the role in each."""
    return held_at == school_id or (held_at is None and role == Role.MUNICIPAL)


def the_program(school_id: int | None = None) -> Actor:
    """The clock, or a command of the command line."""
    return Actor(None, school_id, trusted=True)
