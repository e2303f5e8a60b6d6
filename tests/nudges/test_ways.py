"""The one account of several that a person is written to."""

from datetime import UTC, datetime

from indicators.weeks import Week
from nudges.digest import Figures
from nudges.gaps.record import Known
from nudges.plan import Round, make_plan
from nudges.plan.skip_reason import SkipReason
from nudges.plan.standing import Standing
from nudges.platforms import Platform, Way, best_way

BOTH = ("vk", "max")
EARLY, LATE = datetime(2026, 11, 10, tzinfo=UTC), datetime(2026, 11, 16, tzinfo=UTC)


def vk(**more):
    return Way(1, 101, "vk", **more)


def of_max(writing="allowed", **more):
    return Way(2, 202, "max", writing, **more)


def best(*ways, spoken=BOTH):
    found = best_way(ways, spoken)
    return found.platform if found is not None else None


def test_the_one_that_spoke_last_is_written_to():
    assert best(vk(heard_at=EARLY), of_max(heard_at=LATE)) == "max"
    assert best(vk(writing="allowed", heard_at=LATE), of_max(heard_at=EARLY)) == "vk"


def test_the_chosen_one_goes_before_the_one_that_spoke_last():
    assert best(vk(heard_at=LATE), of_max(heard_at=EARLY, chosen_at=EARLY)) == "max"


def test_whoever_cannot_be_written_to_in_one_is_written_to_in_the_other():
    assert best(vk(writing="denied", chosen_at=LATE), of_max()) == "max"
    assert best(vk(writing="unknown"), of_max(writing="gone", heard_at=LATE)) == "vk"


def test_nobody_is_written_to_in_a_messenger_that_the_program_does_not_speak():
    assert best(vk(), of_max(heard_at=LATE), spoken=("vk",)) == "vk"
    assert best(of_max(), spoken=("vk",)) is None


def test_with_nothing_known_it_is_vk():
    assert best(of_max("unknown"), vk()) == "vk"


def test_two_of_a_list_behind_one_account_are_one_recipient():
    known = Known({"registered": True, "journal_linked": False})
    anna = Standing(1, "Иванова Анна", known=known, way=Way(5, 11), accounts=frozenset({5, 6}))
    twin = Standing(
        2, "Иванова Анна Петровна", known=known, way=Way(6, 12, Platform.MAX, "allowed"), accounts=frozenset({6})
    )
    made = make_plan([anna, twin], Round("digest", Figures(Week.parse("2026-W46"))))
    assert [one.person_id for one in made.recipients] == [1]
    assert [(one.person_id, one.reason) for one in made.skipped] == [(2, SkipReason.ALREADY_WRITTEN)]


def test_who_never_pressed_start_in_max_is_known_to_be_out_of_reach_and_vk_is_tried():
    known = Known({"registered": True, "journal_linked": False})
    round_ = Round("digest", Figures(Week.parse("2026-W46")))
    ways = {1: of_max("unknown"), 2: of_max("denied"), 3: vk()}
    people = [Standing(number, "Иванова Анна", known=known, way=way) for number, way in ways.items()]
    made = make_plan(people, round_)
    assert [one.person_id for one in made.recipients] == [3]
    assert [one.reason for one in made.skipped] == [SkipReason.NOT_STARTED, SkipReason.NOT_ALLOWED]
    assert best(of_max("unknown", heard_at=LATE), vk()) == "vk"
