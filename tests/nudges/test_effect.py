from nudges.effect import Effect, did_it_help, summed


def test_those_who_were_reminded_are_held_against_those_who_were_not():
    before = {
        1: {"no_call": True},
        2: {"no_call": True},
        3: {"no_call": True},
        4: {"no_call": False},
        5: {"no_call": True},
    }
    after = {1: {"no_call": False}, 2: {"no_call": True}, 3: {"no_call": False}, 4: {"no_call": True}, 5: {}}
    nudged = {1: frozenset({"no_call"}), 2: frozenset({"no_call"}), 3: frozenset({"journal_not_linked"})}
    (effect,) = did_it_help(before, after, nudged)
    assert effect == Effect("no_call", nudged=2, nudged_closed=1, others=1, others_closed=1)


def test_a_gap_of_nobody_reminded_is_counted_for_the_others():
    assert did_it_help({1: {"no_call": True}}, {1: {"no_call": True}}, {}) == [Effect("no_call", 0, 0, 1, 0)]
    assert did_it_help({}, {}, {}) == []


def test_several_weeks_add_up_for_each_gap_in_the_order_of_the_steps():
    call, journal = Effect("no_call", 4, 3, 2, 1), Effect("journal_not_linked", 1, 1, 0, 0)
    assert summed([journal, call, call]) == [Effect("no_call", 8, 6, 4, 2), journal]


def test_a_week_in_which_nobody_was_reminded_of_a_gap_adds_nothing_to_the_others():
    reminded, silent = Effect("no_call", 2, 1, 3, 0), Effect("no_call", 0, 0, 9, 5)
    assert summed([reminded, silent]) == [reminded]
