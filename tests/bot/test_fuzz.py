"""A small run of `make fuzz`: nothing that anybody sends ends the program, and everybody is answered afterwards."""

import gc

import pytest

from tests.fuzz import events, texts


@pytest.mark.parametrize("seed", [46, 47])
async def test_random_json_ends_nothing_whichever_way_it_comes(seed):
    assert "nothing broke" in await events.survey(count=300, seed=seed)
    gc.collect()  # whatever was left open complains here


@pytest.mark.parametrize("seed", [46, 47])
async def test_whatever_people_write_is_answered_by_our_own_sentences(seed):
    assert "nothing broke" in await texts.survey(count=200, seed=seed)
    gc.collect()  # whatever was left open complains here
