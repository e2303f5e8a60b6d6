"""A picture for every gap, small and legible."""

import io

import pytest
from PIL import Image

from nudges.gaps import GAP
from reports.pictures.howto import draw_howto


@pytest.mark.parametrize("code", sorted(GAP))
def test_a_picture_is_small_and_fits_a_telephone(code):
    content = draw_howto(code)
    assert len(content) < 100_000
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (1080, 600)
