"""The order of the house: which floor may know which, no circles, and folders that can be taken in at a glance."""

import re

import pytest

from tests.house import LAYERS, PACKAGES, PAGE, arrows, folders, graph, picture

DECISIONS = PAGE.with_name("decisions.md")
MOST_MODULES = 20
# Folders that are larger still, with the reason.


def test_no_files_and_no_folders_import_each_other_in_a_circle():
    closing = {
        f"{importing} -> {imported}"
        for folder, _ in folders()
        for importing, imported in graph().nominate_cycle_breakers(folder)
    }
    assert not closing, "these arrows close circles: " + ", ".join(sorted(closing))


def test_a_folder_can_be_taken_in_at_a_glance():
    crowded = {folder: len(children) for folder, children in folders() if len(children) > MOST_MODULES}
    assert crowded == {}, f"more than {MOST_MODULES} modules"


@pytest.mark.parametrize("floor", LAYERS)
def test_imports_point_down_the_house(floor):
    above = LAYERS[: LAYERS.index(floor)]
    upwards = [arrow for higher in above for arrow in arrows(floor, higher)]
    assert not upwards, "these arrows point up: " + ", ".join(upwards)


def test_the_child_that_understands_a_file_does_without_the_programs_side_of_the_guard():
    """Which brings the event loop along: a tenth of what a small file costs."""
    for module in ("indicators.file.outline", "indicators.file.understanding"):
        assert graph().find_shortest_chain(module, "indicators.guarded.process") is None


def test_every_folder_of_the_product_has_its_floor():
    assert set(PACKAGES) == {*LAYERS, "sandbox"}


def test_decisions_are_numbered_without_a_gap_and_said_once():
    numbers, titles = zip(
        *re.findall(r"^(\d+)\. \*\*(.+?)\*\*", DECISIONS.read_text(encoding="utf-8"), re.MULTILINE), strict=True
    )
    assert list(map(int, numbers)) == list(range(1, len(numbers) + 1))
    assert len(set(titles)) == len(titles)


def test_the_picture_of_the_house_is_that_of_the_code():
    assert picture() in PAGE.read_text(encoding="utf-8"), "«make house» draws it anew"
