"""The `random_id` of a row, and back."""

_PRIME = 2**31 - 1  # a prime, so that every factor makes a bijection
_FACTOR = 48271  # a generator of the whole group: neighbours land far apart


def random_id(row_id: int, salt: int) -> int:
    """The `random_id` of a row: int32, positive, never 0, the same for ever; different for different rows.

    The salt is the database's own, so that a new database, whose rows count from 1 again, does not
    meet the ids that VK still remembers from the old one. Negative numbers are left to conversations.
    """
    return (row_id * _FACTOR + salt) % _PRIME + 1


_INVERSE = pow(_FACTOR, -1, _PRIME)


def row_of(random_id: int, salt: int) -> int:
    """The row a message belongs to, back from its `random_id`; of a number that is not ours, some number."""
    return (random_id - 1 - salt) * _INVERSE % _PRIME
