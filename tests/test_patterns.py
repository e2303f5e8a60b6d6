"""No regular expression of the product grows faster than the square of its text, which is cut before."""

import re
import subprocess
import sys

import pytest

from tests.patterns.__main__ import fault
from tests.patterns.collecting import ROOT, Found
from tests.patterns.stepping import Matcher


def test_every_pattern_of_the_product_is_tame():
    ended = subprocess.run(
        [sys.executable, "-m", "tests.patterns"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stderr[-2000:]


@pytest.mark.parametrize(
    "pattern",
    [r"(?:\w*)*!", r"(?:а|а)*!", r"(?:а?а?)*!", r"\w*[а-я]\w*[a-z]\w*", r"\s*,?\s*;?\s*$", r".*удал.*удал.*удал.*!"],
)
def test_a_wild_one_is_told(pattern):
    assert fault(Found(pattern, 0, "here")) is not None


@pytest.mark.parametrize(
    "pattern", [r"\d+ чел", r"^(?:кто|кому)\b.*звон", r"\bид\s*(\d+)", r"(?<!\d)\d{1,2}\.\d\d(?!\d)"]
)
def test_a_tame_one_is_not(pattern):
    assert fault(Found(pattern, int(re.IGNORECASE), "here")) is None


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("а", "ббб"), (r"\w+", "слово слово"), (r"а*б", "ааа"), (r"(?=а)а|б", "абаб"), (r"(а)\1", "аааа")],
)
def test_the_steps_are_counted_the_same_every_time(pattern, text):
    counted = {Matcher(pattern, 0, text, 10_000).run() for _ in range(3)}
    assert len(counted) == 1
    assert counted.pop() >= len(text)
