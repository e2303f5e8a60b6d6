"""What there is to wish: a code a line, with the particulars that become keys of the wish.

`takes`: who, gap, ind, days, at, to, until, week, value, reason, format, role, field …; `text` is what is to be said.
"""

from collections.abc import Mapping

_TAKES = """
summary: week who
indicator: ind who week what
headcount: who
forecast: ind value
list: gap have who week format
done_list: gap who week top
lagging: who week top
stuck:
not_moved:
close_ones: gap
card: who
why_listed: who gap
got: who
answered: who
undelivered:
unreachable: who
progress:
effect:
dynamics: ind who week
compare_schools: ind week
deadline: ind
audit: who
loads: week
upload:
match:
disputes:
requests:
schedule: who
breaks:
targets:
chats: who
roles:
settings:
exemptions: who
preview: who gap have
remind: gap have who at
announce: gap have who at text
exempt: gap who days reason
restore: who
left: who days
pause: until who
resume:
cancel_round: who
retry: who at
undo: who
automatic_on:
automatic_off:
set_target: ind to value
set_break: days value who
set_workday: days
set_hours: hours who
set: to at value field
set_pupils: ind who value
correct: who field value
merge: who
detach: who
add_person: who field value
give_role: who role days
take_role: who role
code: who
leaflets: who format gap
posters: who
report: format week who
subscribe: who format
unsubscribe: who
template: usual
thanks_on:
thanks_off:
cabinet:
move_to_max: who
answer_dispute: who verdict
chat_register: who value
not_understood:
demo:
undo_load: week
help:
who_are_you:
howto: howto
messengers:
explain: term
why_bot: order
cancel:
yes:
no:
greet:
thanks: who
complain:
smalltalk:
ask:
start:
school: value
things:
my_figures: gap week
done: done week
mistake: gap value
not_now: week
away: days reason
not_here: days
not_me:
mute: until
unmute:
hours: hours
prefer: messenger
next_check:
where_button: howto
two_schools:
my_class:
my_data:
forget_me:
forget_other: who
thanked:
who_left:
who_helps:
parent:
withdraw: who
name_change:
"""
TAKES: Mapping[str, frozenset[str]] = {
    code.strip(): frozenset(takes.split())
    for code, _, takes in (line.partition(":") for line in _TAKES.strip().splitlines())
}
# Somebody else would notice it, or something is lost by it.
_ACTS_TEXT = """
    remind announce exempt restore left pause resume cancel_round retry undo automatic_on automatic_off set_target
    set_break set_workday set_hours set set_pupils correct merge detach add_person give_role take_role code leaflets
    posters subscribe unsubscribe template thanks_on thanks_off move_to_max answer_dispute chat_register demo undo_load
    forget_me mute away not_here not_me done report
"""
ACTS = frozenset(_ACTS_TEXT.split())
# Shown at most: to ask is as good as to tell.
_SHOWN_TEXT = "posters report leaflets done code template demo away not_here move_to_max"
HARMLESS = frozenset(_SHOWN_TEXT.split())
# What people are told of their own gaps, or shown as it would be told; whom it goes to is chosen by what they lack.
REMINDERS = frozenset({"remind", "preview"})
CHOSEN_BY_GAP = REMINDERS | {"list"}
WRITTEN_TO = REMINDERS | {"announce"}
# Whoever is let off beside it gets nothing of it.
OF_EVERYBODY = CHOSEN_BY_GAP | WRITTEN_TO | {"retry", "leaflets"}
