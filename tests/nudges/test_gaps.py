import dataclasses
import itertools

import pytest

from indicators.catalogue import FACT, INDICATOR
from nudges.gaps import (
    GAP,
    GAPS,
    Gap,
    GapKind,
    Known,
    ParentChats,
    Source,
    Step,
    all_named,
    codes,
    find_gaps,
    says_anything,
)
from nudges.howto import howto_text
from nudges.norms import Norms
from nudges.platforms import Platform
from nudges.wording import line_words, step_words


def test_every_gap_is_decided_by_facts_or_by_the_register():
    for kind in GAPS:
        assert set(kind.facts) <= set(FACT)
        assert bool(kind.facts) == (kind.source is Source.FILE)
        assert kind.indicator is None or kind.indicator in INDICATOR
    assert len(GAP) == len(GAPS)


@pytest.mark.parametrize("kind", GAPS, ids=lambda kind: kind.code)
def test_a_gap_without_one_of_its_texts_cannot_be_written(kind):
    fields = {field.name: getattr(kind, field.name) for field in dataclasses.fields(kind)}
    for name in fields:
        with pytest.raises(TypeError):
            GapKind(**{other: value for other, value in fields.items() if other != name})


@pytest.mark.parametrize(("kind", "platform"), list(itertools.product(GAPS, Platform)))
def test_every_gap_has_its_steps_and_screens_in_every_messenger(kind, platform):
    howto = kind.howto.of(platform)
    assert 3 <= len(howto.steps) <= 5
    assert all(0 <= screen.pressed < len(screen.rows) <= 3 for screen in howto.screens)


@pytest.mark.parametrize("kind", GAPS, ids=lambda kind: kind.code)
def test_who_uses_max_is_not_sent_to_vk(kind):
    gap = Gap(kind.code, 1, 2, classes=("7Б",))
    texts = [step_words(gap, "ЭЖД", Platform.MAX), line_words(gap, "ЭЖД", Platform.MAX)]
    texts.append(howto_text(kind.code, Platform.MAX))
    assert not any("VK" in text or "ВК" in text for text in texts)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("чат родителей без учителя", "no_parent_chat_without_teacher"),
        ("чат с родителями", "no_parent_chat_with_teacher"),
        ("учеников в журнал", "pupils_journal_not_linked"),
        ("связать ЭЖД", "journal_not_linked"),
        ("позвонить", "no_call"),
        ("позвонить из чата", "no_call"),
        ("мою школу", "my_school_inactive"),
        ("сообщения в чате", "few_messages"),
        ("активировать профиль", "profile_inactive"),
        ("создать чат", "no_group_chat"),
        ("зайти в сферум", "not_registered"),
        ("зарегистрироваться в MAX", "not_in_max"),
        ("отпуск", None),
    ],
)
def test_what_people_call_a_gap(words, expected):
    assert next(iter(all_named(words)), None) == expected


@pytest.mark.parametrize("code", ["my_school", "max_registered", "max_active_week"])
def test_what_no_target_is_set_for_is_not_asked_for(code):
    assert find_gaps({code: False}) == []
    [gap] = find_gaps({code: False}, Norms(targets=frozenset({code})))
    assert GAP[gap.code].only_with == code
    assert find_gaps({code: None}, Norms(targets=frozenset({code}))) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"registered": None, "calls": None, "group_messages": None}, []),
        ({"registered": False}, ["not_registered"]),
        ({"registered": True}, []),
        ({"profile_active": False}, ["profile_inactive"]),
        ({"group_chats": 0}, ["no_group_chat"]),
        ({"group_chats": 1}, []),
        ({"group_messages": 9}, ["few_messages"]),
        ({"group_messages": 10}, []),
        ({"messages_10": False}, ["few_messages"]),
        ({"messages_3": False}, ["few_messages"]),
        ({"messages_3": True}, []),
        ({"messages_10": True, "messages_3": False}, []),
        ({"group_messages": 12, "messages_10": False}, []),
        ({"group_messages": 2, "messages_10": True}, ["few_messages"]),
        ({"calls": 0}, ["no_call"]),
        ({"journal_linked": False}, ["journal_not_linked"]),
        ({"my_school": False}, []),
        ({"pupils_total": 25, "pupils_journal_linked": 24}, ["pupils_journal_not_linked"]),
        ({"pupils_total": 25, "pupils_journal_linked": 25}, []),
        ({"pupils_total": 25}, []),
        ({"pupils_total": 0, "pupils_journal_linked": 0}, []),
    ],
)
def test_only_known_facts_make_gaps(facts, expected):
    assert codes(find_gaps(facts)) == expected


def test_the_first_mark_of_messages_is_named_until_it_is_reached():
    assert find_gaps({"group_messages": 1}) == [Gap("few_messages", 1, 10, 3)]
    assert find_gaps({"group_messages": 3}) == [Gap("few_messages", 3, 10, None)]
    assert find_gaps({"messages_10": False, "messages_3": True}) == [Gap("few_messages", None, 10, None)]
    assert find_gaps({"messages_10": False, "messages_3": False}) == [Gap("few_messages", None, 10, 3)]


def test_flags_say_nothing_of_a_smaller_norm_than_they_are_about():
    five = Norms(messages=5)
    assert find_gaps({"messages_10": False}, five) == []
    assert find_gaps({"messages_10": False, "messages_3": True}, five) == []
    assert find_gaps({"messages_10": False, "messages_3": False}, five) == [Gap("few_messages", None, 5, 3)]
    assert find_gaps({"messages_3": False}, Norms(messages=3)) == [Gap("few_messages", None, 3, None)]


def test_an_inactive_profile_that_is_plainly_used_is_the_administrators_step():
    assert find_gaps({"profile_active": False, "group_messages": 12})[0].step is Step.ADMINISTRATOR
    assert find_gaps({"profile_active": False})[0].step is Step.TEACHER
    assert "администратор" in step_words(Gap("profile_inactive", step=Step.ADMINISTRATOR), "ЭЖД")


def test_the_targets_of_a_school_change_the_norms():
    norms = Norms.of_school([("my_school", 50, True), ("pupils_journal_linked", 80, True)], {"norms": {"messages": 5}})
    assert codes(find_gaps({"my_school": False}, norms)) == ["my_school_inactive"]
    pupils = {"pupils_total": 25, "pupils_journal_linked": 19}
    assert find_gaps(pupils, norms) == [Gap("pupils_journal_not_linked", 19, 20)]
    assert codes(find_gaps(pupils | {"pupils_journal_linked": 20}, norms)) == []
    assert codes(find_gaps({"group_messages": 5}, norms)) == []
    assert Norms.of_school([], {"norms": {"messages": "десять", "calls": True, "group_chats": -1}}) == Norms()


def test_gaps_come_in_the_order_of_the_first_steps():
    facts = {"journal_linked": False, "calls": 0, "group_messages": 0, "group_chats": 0, "registered": False}
    assert codes(find_gaps(facts)) == [
        "not_registered",
        "no_group_chat",
        "few_messages",
        "no_call",
        "journal_not_linked",
    ]


def test_a_class_without_a_parents_chat_is_named():
    chats = ParentChats(("5А", "7Б"), frozenset({"5А"}), frozenset())
    assert find_gaps(Known({}, chats)) == []  # nobody has asked for it
    with_teacher, without = find_gaps(Known({}, chats), Norms(parents_chats=True))
    assert line_words(with_teacher, "ЭЖД").endswith("класс 7Б")
    assert without.classes == ("5А", "7Б")
    assert not says_anything(Known({}, chats))


@pytest.mark.parametrize("kind", [kind for kind in GAPS if kind.indicator], ids=lambda kind: kind.code)
def test_a_gap_starts_anew_every_week_where_its_indicator_does(kind):
    assert (kind.weekly is not None) == INDICATOR[kind.indicator].weekly
