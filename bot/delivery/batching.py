"""Which rows go together: as many as the messenger takes in a request, fewer after a failure."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace

from nudges.delivery.row_ids import random_id
from nudges.messenger import Keyboard, Letter
from storage.campaigns.outbox import Claimed

EQUAL = 100  # that say the same, where a messenger takes such a request


def letter_of(row: Claimed, salt: int, keyboard: Keyboard | None) -> Letter:
    return Letter(row.peer_id, row.text, random_id(row.twin_id or row.id, salt), keyboard)


def find_twins(rows: Sequence[Claimed], keyboards: Mapping[int, Keyboard | None]) -> dict[int, int]:
    """Rows that say the same to different people and were never tried: row id → the id whose number all share."""
    first: list[Claimed] = []
    same: dict[tuple[int, str], list[Claimed]] = {}
    for row in rows:
        if row.twin_id is None and row.attempts == 0 and row.unsure_since is None:
            same.setdefault((row.campaign_id, row.text), []).append(row)
    twins: dict[int, int] = {}
    for group in same.values():
        first = [row for row in group if keyboards[row.id] == keyboards[group[0].id]]
        if len(first) > 1 and len({row.peer_id for row in first}) == len(first):
            twins |= {row.id: first[0].id for row in first}
    return twins


def with_twins(rows: Sequence[Claimed], twins: Mapping[int, int]) -> list[Claimed]:
    return [replace(row, twin_id=twins[row.id]) if row.id in twins else row for row in rows]


def take_batch(
    buffer: deque[Claimed], strikes: Mapping[int, int], patience: int = 1, *, most: int = 25
) -> list[Claimed]:
    """The next request's rows, `most` of them where each says something of its own. Rows whose requests failed as a
    whole more often than `patience` go in ever smaller company, until the culprit is alone."""
    first = buffer.popleft()
    twin, struck = first.twin_id, strikes.get(first.id, 0)
    halvings = max(0, struck - patience)
    room = (EQUAL if twin is not None else most) >> halvings or 1
    batch = [first]
    while buffer and len(batch) < room and (buffer[0].twin_id, strikes.get(buffer[0].id, 0)) == (twin, struck):
        batch.append(buffer.popleft())
    return batch
