"""What the buttons about leaving in peace carry: whom, about what, what was told before, and the way back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from handlers.engine.buttons import button, way_back
from handlers.engine.talk import Talk
from handlers.people.answered import as_carried
from handlers.people.resting import only_about
from handlers.understanding.which_person import CARRIED, label_of, whose
from nudges.messenger import Button
from services.lists import EITHER, gaps_in
from services.staff.exemptions import Changed
from storage.tables import Person

EXEMPT = "exempt"
SAID = WHY, SINCE = "because", "since"  # what somebody told of their own absence
_ROWS = 5  # of buttons, one for each person
_LEAST_WORDS = 40


def gaps_meant(talk: Talk) -> tuple[str, ...]:
    """About what alone they are left in peace; nothing stands for everything."""
    return gaps_in(talk.word("gap"))


def about_words(talk: Talk) -> str:
    return f", {only_about(gaps)}" if (gaps := gaps_meant(talk)) else ""


def whose_and_about(talk: Talk, people: Sequence[Person]) -> dict[str, Any]:
    gaps = EITHER.join(gaps_meant(talk))
    return whose(people) | ({"gap": gaps} if gaps else {})


def on_button(talk: Talk, people: Sequence[Person], words: str) -> dict[str, Any]:
    """A button holds 255 letters."""
    whom = whose_and_about(talk, people) | told_before(talk)
    return {"rest": words[: max(_LEAST_WORDS, CARRIED - len(str(whom.get("gap", ""))))]} | whom


def ways_back(
    talk: Talk, done: Changed, before: Mapping[int, tuple[int, Mapping[str, Any]]], today: date
) -> list[list[Button]]:
    """`before` has of each exemption whose it was and its words of then.

    What was decided before, or said by somebody of themselves, stays; for those whose days were only changed with their
    days of then: one button where these were the same, otherwise one each."""
    if not done.fresh:
        return [[button("Вернуть", "restore", **whose_and_about(talk, done.people))]]
    new = [one for one in done.kept if one not in before]
    if new:
        made: dict[str, Any] = {"x": min(new), "y": max(new)}
        alone = [one for one in done.fresh if one in done.answered][:_ROWS]
        if len(alone) > 1:  # a button has no room for the words of several
            theirs = {one.id: [word for word in done.said if word.person_id == one.id] for one in alone}
            rows = [
                [way_back(f"Вернуть: {label_of(one, done.fresh)}", "restore", p=one.id, **made, **said)]
                for one in alone
                for said in [as_carried(theirs[one.id], today)]
            ]
            others = [one for one in done.fresh if one not in alone]
            return [*rows, [way_back("Вернуть остальных", "restore", **whose(others), **made)]] if others else rows
        return [[way_back("Вернуть", "restore", **whose(done.fresh), **made, **as_carried(done.said, today))]]
    then = dict(before[one] for one in reversed(done.kept))
    said = then[done.fresh[0].id]
    if all(one == said for one in then.values()):
        return [[way_back("Как было", EXEMPT, **whose(done.fresh), **said)]]
    return [
        [way_back(f"Как было: {label_of(one, done.fresh)}", EXEMPT, p=one.id, **then[one.id])]
        for one in done.fresh[:_ROWS]
    ]


def told_before(talk: Talk) -> dict[str, str]:
    return {key: talk.word(key) for key in SAID if talk.word(key)}
