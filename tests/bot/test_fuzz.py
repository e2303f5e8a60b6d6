"""A small run of `make fuzz`: nothing that anybody sends ends the program, and everybody is answered afterwards."""

import gc

from tests.fuzz import events, texts


async def test_random_json_ends_nothing_whichever_way_it_comes():
    assert "nothing broke" in await events.survey(count=300, seed=46)
    gc.collect()  # whatever was left open complains here


async def test_whatever_people_write_is_answered_by_our_own_sentences():
    assert "nothing broke" in await texts.survey(count=200, seed=46)
    gc.collect()  # whatever was left open complains here
