"""Who of the school's people a row is about."""

import os
from itertools import product

import pytest

from indicators.errors import UnusableFile
from indicators.rows import PersonRow
from indicators.russian.names import parse_name
from indicators.staff_list.apart import matched
from indicators.staff_list.matching import Known, Match, match, remember_key

ANNA = Known(1, "Иванова Анна Петровна", 700)
MURAD = Known(2, "Гаджиев Мурад Алиевич")
OLGA = Known(3, "Семёнова Ольга Игоревна", 702)
ROSTER = [ANNA, MURAD, OLGA]


def row(name: str, vk_id: int | None = None, number: int = 5, max_id: int | None = None) -> PersonRow:
    return PersonRow(number, "", vk_id, parse_name(name), "", "", "", {}, max_id=max_id)


def one(name: str, vk_id: int | None = None, roster: list[Known] = ROSTER) -> Match:
    return match([row(name, vk_id)], roster).matches[0]


def test_a_vk_id_is_enough():
    found = one("Иванова Анна", 700)
    assert (found.person_id, found.how) == (1, "account")


def test_a_vk_id_with_an_altogether_different_name_waits_for_the_officer():
    found = one("Орлов Пётр Ильич", 700)
    assert found.how == "ambiguous"
    assert found.candidates == (1,)
    assert "другому человеку" in found.why


def test_a_new_surname_with_the_same_vk_id_is_the_same_person_and_said_so():
    found = one("Алиева Анна Петровна", 700)
    assert found.person_id == 1
    assert "Иванова Анна Петровна теперь Алиева Анна Петровна" in found.note


def test_the_exact_name_in_any_spelling():
    assert one("СЕМЕНОВА  ОЛЬГА ИГОРЕВНА").person_id == 3
    assert one("Гаджиев Мурад Алиевич", 999).person_id == 2  # until now the VK id was not known


def test_the_same_name_with_another_vk_id_is_not_merged_silently():
    found = one("Иванова Анна Петровна", 999)
    assert found.how == "ambiguous"
    assert "тёзка" in found.why


def test_namesakes_with_ids_of_their_own_are_two_people():
    found = match([row("Иванова Анна Петровна", 700, 5), row("Иванова Анна Петровна", 999, 6)], ROSTER)
    assert [m.how for m in found.matches] == ["account", "new"]


def test_one_name_twice_without_ids_is_for_the_officer():
    twice = [row("Гаджиев Мурад Алиевич", None, 5), row("Гаджиев Мурад Алиевич", None, 6)]
    assert [m.how for m in match(twice, ROSTER).matches] == ["ambiguous", "ambiguous"]
    assert [m.how for m in match(twice, []).matches] == ["ambiguous", "ambiguous"]


def test_two_known_namesakes_and_a_row_without_an_id():
    found = one("Иванова Анна Петровна", roster=[ANNA, Known(9, "Иванова Анна Петровна", 709)])
    assert found.how == "ambiguous"
    assert set(found.candidates) == {1, 9}


def test_initials_and_a_missing_patronymic_when_one_person_fits():
    assert one("Семёнова О.И.").how == "incomplete_name"
    assert one("Семёнова О.И.").person_id == 3
    assert one("Гаджиев Мурад").person_id == 2
    assert one("Семёнова А.И.").how == "new"


def test_initials_that_fit_two_people_are_for_the_officer():
    found = one("Иванова А.П.", roster=[ANNA, Known(4, "Иванова Алина Павловна")])
    assert found.how == "ambiguous"
    assert set(found.candidates) == {1, 4}


def test_initials_never_take_somebody_who_has_a_row_of_their_own():
    found = match([row("Семёнова О.И.", None, 5), row("Семёнова Ольга Игоревна", None, 6)], ROSTER).matches
    assert found[1].person_id == 3
    assert found[0].how == "ambiguous"
    assert "строке 6" in found[0].why


def test_initials_beside_the_name_in_full_are_not_silently_somebody_new():
    rows = [row("Орлов Пётр Ильич", 900, 5), row("Орлов П.И.", None, 6), row("Орлова П.И.", None, 7)]
    found = match(rows, []).matches
    assert [one.how for one in found] == ["new", "ambiguous", "new"]
    assert "Орлов Пётр Ильич из строки 5" in found[1].why
    again = match(rows, [Known(9, "Орлов Пётр Ильич", 900)]).matches
    assert (again[1].how, again[1].candidates) == ("ambiguous", (9,))


def test_a_former_surname_in_brackets_finds_the_person():
    found = one("Алиева (Иванова) А.П.")
    assert found.person_id == 1
    assert "прежняя фамилия" in found.note


def test_likeness_always_waits_for_the_officer():
    found = one("Гаджиеев Мурат Алиевич")
    assert found.how == "ambiguous"
    assert found.candidates == (2,)


def test_a_first_name_in_front_is_no_likeness():
    assert one("Мурад Гаджиев").person_id == 2
    assert one("Мурад Алиевич Гаджиев").person_id == 2


def test_somebody_unlike_everybody_is_new():
    found = match([row("Орлов Пётр Ильич", 5)], ROSTER)
    assert [m.row.vk_id for m in found.new] == [5]
    assert found.missing == [1, 2, 3]


def test_who_may_stand_behind_a_doubtful_row_is_not_missing():
    found = match([row("Гаджиеев Мурат Алиевич")], ROSTER)
    assert found.missing == [1, 3]


def test_the_officers_answer_is_remembered():
    doubtful = row("Гаджиеев Мурат Алиевич")
    key = remember_key(doubtful)
    assert match([doubtful], ROSTER, {key: 2}).matches[0].how == "remembered"
    assert match([doubtful], ROSTER, {key: None}).matches[0].how == "new"
    assert remember_key(row("ГАДЖИЕЕВ  Мурат Алиевич", None, 77)) == key


def test_one_vk_id_on_two_rows_is_taken_once():
    rows = [row("Иванова Анна Петровна", 700, 5), row("Иванова Анна Петровна", 700, 6)]
    assert [m.how for m in match(rows, ROSTER).matches] == ["account", "ambiguous"]
    assert [m.how for m in match(rows, []).matches] == ["new", "ambiguous"]


IN_MAX = Known(4, "Керимова Аида Руслановна", None, 700)  # the number of somebody else in VK


def test_a_number_of_max_names_nobody_of_vk():
    roster = [ANNA, IN_MAX]
    assert match([row("Керимова Аида", max_id=700)], roster).matches[0].person_id == 4
    assert match([row("Иванова Анна", 700)], roster).matches[0].person_id == 1


def test_a_number_of_max_is_enough():
    found = match([row("Мусаева Аида Руслановна", max_id=700)], [IN_MAX]).matches[0]
    assert found.person_id == 4
    assert "тот же номер MAX" in found.note


def test_numbers_of_two_different_people_wait_for_the_officer():
    found = match([row("Иванова Анна Петровна", 700, max_id=700)], [ANNA, IN_MAX]).matches[0]
    assert (found.how, set(found.candidates)) == ("ambiguous", {1, 4})


def test_one_number_of_max_on_two_rows_is_for_the_officer():
    rows = [row("Алиева Заира Омаровна", None, 5, 81), row("Юсупова Нина Ильинична", None, 6, 81)]
    found = match(rows, []).matches
    assert [one.how for one in found] == ["new", "ambiguous"]
    assert "номер MAX уже есть в строке 5" in found[1].why


def test_answers_are_remembered_by_the_account_and_vks_spelling_stays_as_it_was():
    assert remember_key(row("Иванова Анна", 700)).startswith("700|")
    assert remember_key(row("Иванова Анна", None, max_id=700)).startswith("max:700|")


ENDINGS = ["".join(letters) for letters in product("абвгдежз", repeat=4)]


async def test_a_large_list_is_matched_in_the_child_and_just_so():
    roster = [Known(number, f"Иванов{ending} Анна Петровна") for number, ending in enumerate(ENDINGS[:600], 1)]
    rows = [row(f"Иванов{ending} Анна Петровна", number=place) for place, ending in enumerate(ENDINGS[300:900], 5)]
    rows += [row("Иванова А.П."), row("Орлов Пётр", 7)]
    found = await matched(rows, roster, {}, memory_bytes=2**28, seconds=20)
    assert found == match(rows, roster, {})
    assert (len(found.known), len(found.ambiguous) > 250, len(found.missing) < 300) == (300, True, True)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no processor-time limit")
async def test_names_that_take_too_long_to_compare_end_the_child():
    """Each of the initials may be each of the full names above it."""
    rows = [row(f"Иванова А{ending} П{ending}") for ending in ENDINGS[:3000]]
    rows += [row(f"Иванова {one}.{other}.") for one, other in product("бвгдежзиклмнорстуфхцчшэюя", repeat=2)]
    with pytest.raises(UnusableFile, match="слишком долго"):
        await matched(rows, [], {}, memory_bytes=2**28, seconds=1)
