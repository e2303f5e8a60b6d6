"""The assignment of columns to facts with the highest total worth, each fact to one column and each column one fact."""

from collections.abc import Mapping
from math import inf

Worths = Mapping[int, Mapping[str, float]]


def assign(worths: Worths) -> dict[int, str]:
    """`worths` says what each column is worth as each fact it may be. A column that nobody needs is left out.

    The Hungarian method, a fact at a time: each new fact takes the column that costs the others least, along a path
    of exchanges («this column to me, then you take that one»). Facts are few, so a wide table costs little.
    """
    facts = sorted({code for offers in worths.values() for code in offers})
    columns = sorted(worths) if facts else []
    # The last columns are none at all: a fact may stay without one.
    costs = [[-worths[column].get(code, 0.0) for column in columns] + [0.0] * len(facts) for code in facts]
    taken_by = _matched(costs)
    return {
        column: facts[fact]
        for place, column in enumerate(columns)
        if (fact := taken_by[place]) is not None and facts[fact] in worths[column]
    }


def _matched(costs: list[list[float]]) -> list[int | None]:
    """The row of each column in the cheapest matching of all rows."""
    width = len(costs[0]) if costs else 0
    of_row, of_column = [0.0] * len(costs), [0.0] * width
    taken_by: list[int | None] = [None] * width
    for start in range(len(costs)):
        _add_row(start, costs, of_row, of_column, taken_by)
    return taken_by


def _add_row(
    start: int, costs: list[list[float]], of_row: list[float], of_column: list[float], taken_by: list[int | None]
) -> None:
    """One more row finds its column by a shortest path; `of_row` and `of_column` are the potentials."""
    width = len(of_column)
    distance, came_from, seen = [inf] * width, [-1] * width, [False] * width
    row, at = start, -1
    while True:
        nearest, best = -1, inf
        for column in range(width):
            if seen[column]:
                continue
            reached = costs[row][column] - of_row[row] - of_column[column]
            if reached < distance[column]:
                distance[column], came_from[column] = reached, at
            if distance[column] < best:
                nearest, best = column, distance[column]
        of_row[start] += best
        for column in range(width):
            owner = taken_by[column]
            if seen[column]:
                of_column[column] -= best
                of_row[owner if owner is not None else start] += best
            else:
                distance[column] -= best
        at, seen[nearest] = nearest, True
        owner = taken_by[nearest]
        if owner is None:
            break
        row = owner
    while at >= 0:
        before = came_from[at]
        taken_by[at] = taken_by[before] if before >= 0 else start
        at = before
