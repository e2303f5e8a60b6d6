"""A picture for every gap, small and legible."""

import io

import pytest
from PIL import Image

from nudges.howto import STEPS
from reports.pictures.howto import SCREENS, draw_howto


def test_every_gap_with_steps_has_a_picture():
    assert SCREENS.keys() == STEPS.keys()


def test_what_is_to_be_pressed_is_on_the_screen():
    for screens in SCREENS.values():
        assert all(0 <= screen.pressed < len(screen.rows) <= 3 for screen in screens)


@pytest.mark.parametrize("code", sorted(SCREENS))
def test_a_picture_is_small_and_fits_a_telephone(code):
    content = draw_howto(code)
    assert len(content) < 100_000
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (1080, 600)
