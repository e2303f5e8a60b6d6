"""`schedule`: the coming moments in the school's zone, and days that are left out with the reason."""

import pytest

from tests.bot.commands.program import Program, people_file

ROW = "9100001;Примерова Анна Ивановна;учитель;Активен;да;1;0;1;да"


@pytest.fixture
async def bot(bot: Program, tmp_path) -> Program:
    people_file(tmp_path / "week.csv", [ROW])
    await bot("import", "week.csv", "--yes")
    return bot


async def test_a_far_month_has_the_weekly_moments_and_its_holidays(bot):
    ended = await bot("schedule", "--from", "2027-06-07", "--to", "2027-06-20", "--json")
    assert ended.status == 0, ended.err
    moments = {(run["kind"], run["at"]) for run in ended.json["runs"]}
    # 14 June 2027 is the day off for Russia Day, which falls on a Saturday.
    assert ("nudge", "2027-06-07T10:00:00+03:00") in moments
    assert not any(at.startswith("2027-06-14") for _, at in moments)
    assert "2027-06-14" in {out["date"] for out in ended.json["left_out"]}
    assert all(out["reason"] for out in ended.json["left_out"])
    assert ended.json["empty"] == []


async def test_a_week_of_holidays_says_why_nobody_is_reminded(bot):
    ended = await bot("schedule", "--from", "2028-01-03", "--to", "2028-01-16", "--json")
    weeks = {(one["week"], one["kind"]): one["reason"] for one in ended.json["empty"]}
    assert weeks["2028-W01", "nudge"] == weeks["2028-W01", "quota"] == "на этой неделе нет рабочих дней"
    assert ("2028-W02", "nudge") not in weeks


@pytest.mark.parametrize(
    "days",
    [
        ("2027-06-20", "2027-06-07"),
        ("завтра", "2027-06-07"),
        ("2020-01-01", "2030-01-01"),
        ("9999-12-31", "9999-12-31"),
        ("0001-01-01", "0001-01-02"),
    ],
)
async def test_days_that_make_no_sense_are_refused(bot, days):
    ended = await bot("schedule", "--from", days[0], "--to", days[1])
    assert ended.status == 2
    assert ended.out == ""
    assert len(ended.err.strip().splitlines()) == 1


async def test_people_see_a_table(bot):
    ended = await bot("schedule")
    assert ended.status == 0
    assert "напоминания педагогам" in ended.out
