"""A small run of `make fuzz`."""

from tests.fuzz.files import survey


async def test_mutated_files_are_read_or_refused_and_nothing_else(tmp_path):
    tally = await survey(count=40, seed=46, folder=tmp_path)
    assert tally["read"] + tally["refused"] == 40
    assert min(tally["read"], tally["refused"]) > 0
    assert not list(tmp_path.iterdir())
