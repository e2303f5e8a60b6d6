"""Where the wishes of a long message part, weighed together: none is torn in two or lost, and an aside is none."""

import random

import pytest

from handlers.understanding.parting.joint import Way, best
from handlers.understanding.parting.stretches import LONGEST, MOST, Stretch, places, stretches
from handlers.understanding.reader import OFFICER, Around, Message, read
from tests.phrases_measure import CLOCK, HERE, NEWEST, TODAY, parse, roster_of, same

ROSTER = roster_of((HERE / "staff.txt").read_text("utf-8").splitlines())
AROUND = Around(ROSTER, TODAY, NEWEST, CLOCK)


@pytest.mark.parametrize(
    ("said", "label"),
    [
        (
            "Добрый вечер, пришлите список тех, кто ещё не создал чат, и отдельно назовите, сколько у нас всего "
            "зарегистрировано педагогов",
            "list gap=no_group_chat | indicator ind=teachers_total",
        ),
        (
            "Курбанова в декрете до сентября, её не трогать, а на 1а теперь Гараева Диляра Ринатовна, внесите её в "
            "список и пусть ей тоже приходят письма",
            "exempt who=курбанова to=2027-08-31 reason=maternity | add_person who=гараева",
        ),
    ],
)
def test_a_wish_that_would_be_lost_is_found(said, label):
    found = read(said, AROUND)
    assert found.sure
    assert same(ROSTER, parse(label), [(one.code, dict(one.keys)) for one in found.wishes])


def test_an_aside_is_no_wish_and_is_offered_beside():
    found = read(
        "пришли мне текст напоминания на согласование я его сначала директору покажу и только потом рассылай не раньше",
        AROUND,
    )
    assert found.sure
    assert [one.code for one in found.wishes] == ["preview"]
    assert "set_hours" in [one.code for one in found.beside]


def test_an_order_that_is_likely_by_itself_is_never_dropped():
    found = read("29-го поздравь всех с днём матери, в этот день больше ничего не отправляй", AROUND)
    assert [one.code for one in found.wishes] == ["announce", "pause"]


def test_of_a_long_message_only_so_much_is_weighed():
    said = "Исаев болеет, и напомни Борисовой про звонок, а кто без чата, покажи, " * 7
    sentence = Message(said, AROUND).taken_apart(said)
    at = places(sentence)
    assert len(at) <= MOST
    assert at == sorted(set(at))
    assert len(stretches(sentence, OFFICER, at)) <= MOST * LONGEST + 1


def test_the_best_way_is_the_best_of_all():
    chance = random.Random(3)
    for size in range(1, 6):
        spans = [(one, other) for one in range(size) for other in range(one + 1, size + 1)]
        found = {span: Stretch(*span, chance.choice(["list", "remind"]), {}) for span in spans}
        scores = {span: chance.uniform(-2, 2) for span in spans}
        none = [chance.uniform(-1, 1) for _ in range(size)]
        weights = {"T:same": chance.uniform(-2, 2), "T:list>remind": chance.uniform(-2, 2), "T": -0.3}
        every = list(_every_way(size, found, scores, none, weights))
        for count in range(size + 1):
            right = max((one for one in every if not count or len(one.spans) == count), key=lambda one: one.score)
            assert best(found, scores, none, weights, count).spans == right.spans


def _every_way(size, found, scores, none, weights, first=0, last=None):
    """Without asking what was better so far; at least one wish."""
    for place in range(first, size):
        for end in range(place + 1, size + 1):
            span = (place, end)
            beside = ["T", "T:same" if last and found[last].code == found[span].code else ""] if last else []
            beside += [f"T:{found[last].code}>{found[span].code}"] if last else []
            score = sum(none[first:place]) + scores[span] + sum(weights.get(one, 0.0) for one in beside)
            yield Way(score + sum(none[end:]), (span,))
            for rest in _every_way(size, found, scores, none, weights, end, span):
                yield Way(score + rest.score, (span, *rest.spans))
