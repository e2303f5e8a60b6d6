"""Which concepts make a heading a fact: what it needs, what goes well with it, and what rules it out.

A line: (meaning, needs, supports, against). `needs` are alternatives parted by `;`, each a list of concepts that
must all be there, `a|b` either of them; `chat!` must not stand behind a preposition («в чатах» is not about chats),
`chat^` must; `=role` must be the whole heading; an alternative that ends with `?` is weak: cells or neighbours have to
speak for it. The lines stand in `defined/`, a theme a file.
`@name` stands for the concepts of `SETS`. Numbers that are no fact at all make a heading `IGNORED`.
"""

from typing import Final

from indicators.headings.defined.classes import CLASSES
from indicators.headings.defined.deeds import DEEDS
from indicators.headings.defined.whom import WHOM

# Columns that are known and not wanted: the data of other people, targets, changes, and the opposite of a fact.
IGNORED: Final = "ignored"
# Columns of weeks, as one text or as first and last day: no facts either.
PERIODS: Final = ("period", "period_from", "period_to")

SETS: Final = {
    "other_time": "previous month year ever day weekend other_span",
    "measure": "plan change average rank duration most opposite no_end below upto other_number",
    "papers": "remark signature phone email birth documents experience place code invitation",
    "doings": "grade view reaction file poll voice forward comment reply mention draft delete device course portfolio "
    "attendance task_work notification homework lesson contact subject foreign pin",
    "others": "pupil parent",
    # What says whom or what a column is about; «подключён» or «активен» need one of these, perhaps in the line above.
    "objects": "message chat call journal fio surname first_name patronymic id class school role url page my_school "
    "max pupil parent write n3 n10 class_lead begin end",
    # What an upper line says of all columns below it.
    "carried": "pupil parent previous month year ever day other_span plan change average rank duration most opposite "
    "class personal incoming missed max foreign channel bot community percent below upto course lesson homework "
    "attendance portfolio poll",
    "staff": "teacher person_word user class_lead",
    # What comes beside other things as well: being there, what the figures of a week count, the two thresholds and one.
    "membership": "platform register join connect authorise link journal max",
    "counted": "message chat call write send group grouped create",
    "thresholds": "n1 n3 n10",
    "many": "count total of_them have platform current period week n1 atleast achieved make status set_up",
}

DEFINITIONS: Final = (*WHOM, *DEEDS, *CLASSES)

# What a meaning is in a list of people (a fact's code) and in a summary (an indicator's code).
PEOPLE: Final = {
    "pupils_journal": "pupils_journal_linked",
    "pupils_in": "pupils_registered",
    "pupils_count": "pupils_total",
    "teachers_in": "registered",
    "teachers_count": None,
    IGNORED: None,
}
SUMMARY: Final = {
    "pupils_in": "pupils_total",
    "pupils_count": "pupils_total",
    "teachers_in": "teachers_total",
    "teachers_count": "teachers_total",
    "registered": "teachers_total",
    "full_name": "teachers_total",  # «Учителя» over figures
    "group_chats": "teachers_created_chats",
    "messages_3": "teachers_3_messages",
    "messages_10": "teachers_10_messages",
    "calls": "teachers_called",
    "journal_linked": "teachers_journal_linked",
    "pupils_journal": "pupils_journal_linked",
    "max_registered": "max_registered",
    "max_active_week": "max_active_week",
    "parents_connected": "parents_connected",
    "school": "school",
    "period": "period",
    "period_from": "period_from",
    "period_to": "period_to",
    IGNORED: None,
}
