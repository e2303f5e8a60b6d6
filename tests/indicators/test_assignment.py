"""The table decided as a whole: each fact where all of them together are worth most."""

import random
from itertools import permutations

from indicators.headings.beside.assignment import Worths, assign
from tests.indicators.test_free_tables import ANNA, BORIS, VERA, facts

ZOYA, NINA = "Зуева Зоя Павловна", "Фомина Нина Олеговна"


def best(worths: Worths) -> float:
    """By trying everything."""
    codes = [*{code for offers in worths.values() for code in offers}, *[None] * len(worths)]
    columns = list(worths)
    return max(
        sum(worths[column].get(code, 0) if code else 0 for column, code in zip(columns, chosen, strict=True))
        for chosen in permutations(codes, len(columns))
    )


def test_a_column_gives_way_where_the_other_has_nothing_else():
    assert assign({1: {"calls": 1.0, "group_chats": 0.9}, 2: {"calls": 0.95}}) == {1: "group_chats", 2: "calls"}


def test_no_other_assignment_is_worth_more():
    chance = random.Random(1)
    for _ in range(150):
        columns = {
            column: {code: round(chance.random(), 2) for code in chance.sample("abc", chance.randint(0, 3))}
            for column in range(chance.randint(1, 3))
        }
        found = assign(columns)
        assert len(set(found.values())) == len(found)
        total = sum(columns[column][code] for column, code in found.items())
        assert abs(total - best(columns)) < 1e-9, columns


def test_the_figures_tell_a_share_and_the_plan_it_is_of():
    heads = ["ФИО", "Сообщений 1", "Сообщений 2", "Сообщений 3"]
    rows = [(ANNA, 4, 10, 40), (BORIS, 10, 20, 50), (VERA, 30, 10, 300), (ZOYA, 3, 12, 25), (NINA, 6, 8, 75)]
    found = facts(heads, *map(list, rows))
    assert [person["group_messages"] for person in found] == [4, 10, 30, 3, 6]


def test_the_figures_tell_the_difference_and_the_earlier_week():
    heads = ["ФИО", "Звонков А", "Звонков Б", "Итог"]
    rows = [(ANNA, 4, 9, 5), (BORIS, 10, 2, -8), (VERA, 3, 10, 7), (ZOYA, 3, 3, 0), (NINA, 6, 8, 2)]
    assert [person["calls"] for person in facts(heads, *map(list, rows))] == [9, 2, 10, 3, 8]
