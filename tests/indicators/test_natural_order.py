"""Names with numbers stand in the order in which people look for them."""

from indicators.russian.natural import natural_order


def test_numbers_in_names_are_in_their_order():
    names = ["Школа № 10", "школа № 9", "10А", "2Б", "2А", "Лицей № 1"]
    assert sorted(names, key=natural_order) == ["2А", "2Б", "10А", "Лицей № 1", "школа № 9", "Школа № 10"]
