"""What is said while delivery stands still, and how seldom."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.commands.stillness import Stillness
from tests.outbox_rows import NOON


class Watched:
    """A delivery whose progress and next moment are set by hand; looked at every second."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.until = None
        self.said: list[str] = []
        self.stillness = Stillness(
            lambda: self.until, self.said.append, self.clock, ZoneInfo("Europe/Moscow"), lambda: self.seconds
        )

    def clock(self):
        return NOON + timedelta(seconds=self.seconds)

    def watch(self, seconds: int) -> None:
        for _ in range(seconds):
            self.seconds += 1
            self.stillness.look()


@pytest.fixture
def watched() -> Watched:
    return Watched()


def test_nothing_is_said_while_it_moves(watched):
    for done in range(1, 100):
        watched.watch(2)
        watched.stillness.progressed(done)
    assert watched.said == []


def test_an_outage_is_told_within_seconds_and_not_with_every_try(watched):
    watched.watch(5)
    assert len(watched.said) == 1
    assert "Мессенджер пока не отвечает" in watched.said[0]
    for seconds in (2, 8, 60):
        watched.until = watched.clock() + timedelta(seconds=seconds)
        watched.watch(60)
    assert len(watched.said) == 1


def test_what_is_written_without_an_end_is_no_progress(watched):
    for _ in range(5):
        watched.watch(1)
        watched.stillness.progressed(0)
    assert len(watched.said) == 1


def test_a_long_wait_is_told_with_its_end_in_the_schools_own_time(watched):
    watched.until = NOON + timedelta(minutes=65)
    watched.watch(300)
    assert [one.split(".")[0] for one in watched.said] == ["Мессенджер просит подождать: продолжу в 13:05"]


def test_the_day_is_named_when_it_is_another_one(watched):
    watched.until = NOON + timedelta(hours=13)
    watched.watch(5)
    assert "продолжу 18.11 в 01:00" in watched.said[0]


def test_an_outage_of_hours_is_recalled_now_and_then(watched):
    watched.watch(3600)
    assert 1 < len(watched.said) < 8
