"""What officers want done."""

ACTS = [
    "remind",
    "announce",
    "exempt",
    "restore",
    "left",
    "pause",
    "resume",
    "cancel_round",
    "retry",
    "undo",
    "automatic_on",
    "automatic_off",
    "set_target",
    "set_break",
    "set_workday",
    "set_hours",
    "set",
    "set_pupils",
    "correct",
    "merge",
    "detach",
    "add_person",
    "give_role",
    "take_role",
    "code",
    "leaflets",
    "posters",
    "subscribe",
    "unsubscribe",
    "template",
    "thanks_on",
    "thanks_off",
    "move_to_max",
    "answer_dispute",
    "chat_register",
    "demo",
    "undo_load",
    "forget_me",
    "mute",
    "away",
    "not_here",
    "not_me",
    "done",
    "report",
]
# Made for whoever asks and for nobody else: they need no question back.
HARMLESS = frozenset({"report", "leaflets", "posters", "done"})

WISHES = """
remind | remind.do -@if -stop_word -parent_all -break_deed | who gap at | write send staff all_word who_q whose debtors show repeat undone already round please_now target text_about not_done_who deed_inf close_to now_word what_about
remind +0.1 | remind.noun send.do/make.do/need_word -undone_deed | who gap at | staff all_word who_q whose debtors round
remind 0.1 | remind.noun @who -send.past -receive -cancel.do -remove.do -exempt.do -stop -effect -reason_why | who gap at | all_word need_word
remind | round @one -stop -pause -cancel -turn_on -turn_off | |
remind +0.2 | remind.do gap_words @gap | who gap at | debtors all_word who_q staff
remind | write.do @person -announcement_words -text -stop_word -@if -thanks_word -school_paper | who gap at | about send max_word staff to_say all_word messenger_words
remind | round.imp remind.noun -stop_word | who gap at | all_word staff who_q except_word
remind | send.imp remind.noun -stop_word | who gap at | all_word staff who_q except_word
remind +0.4 | write.do/send.do @gap -@if -stop_word -report | who gap at | staff all_word who_q whose debtors
remind | write.do debtors/almost/all_word -announcement_words -thanks_word -text -parent -day_lessons -praise_word | who gap at | staff
remind | write.do @group thing_any -announcement_words -parent_all -school_paper | who gap at |
remind -0.1 | send.do all_word/except_word -announcement_words -report -nothing_word | who at gap | remind staff round
remind | send.do @except | who at gap | remind staff round
remind | round.noun repeat/second_wave/make.do/start.do -stop -cancel.do -change.do | who gap at | all_word staff
remind -0.2 | second_wave | who gap at | round
remind -0.2 | except_word @except @short | who |
remind 0.1 | repeat remind | who gap at | staff
announce | tell.do -@person -by_bot -give_role_word | value who at text | staff all_word announcement message
announce | announcement -announce_q -cancel -@late | value who at text | send all_word staff make.do
announce | write.do/send.do all_word announcement_words/text -@gap -nothing_word | value who at text | staff
announce | write.do/congratulate thanks_word/all_word/done_people -@gap -debtors -almost -touch -nothing_word thanks_word/congratulate | value who at text | staff close indicator done_verb
announce | congratulate.do | value who at text | staff all_word parent class_word
announce +0.1 | write.do parent -@gap -@person -@if | who value text | all_word
announce | tell.do @person -show_q | value who at text |
exempt | exempt.do -@if -audit_q -who_q -undo_word | who days reason | staff list_noun remind from_lists sferum day_word all_word now_word
exempt | exempt.do all_word -@who -restore | who | staff
exempt | touch.not -audit_q -now_all -who_q -pilot | who days reason | for_now staff day_word him until
exempt | write.not/remind.not/send.not @who -all_never | who days reason | for_now staff more now_word only_word him complain_to
exempt | stop write.inf/remind.inf/touch.inf/write.noun @who | who days reason | complain_to him
exempt +1.5 | @person leave_begin.yes -? -@if -says | who days reason | come_go set_mark today_word
exempt +0.2 | not_count @who -list_noun | who days reason | for_now
exempt | remove.do remind/list_noun/exempt @who -leave | who days reason | from_lists staff
exempt | @who reason_away.yes -? -back_come -@if -says -who_q -stop_announce -day_teaching -list_mark -pause -sick_check | who days reason | come_go set_mark today_word list_noun touch write mark leave_word go_word exempt.do remove.do from_lists until now_word consider
exempt | @person leave_trip | who days reason |
exempt +0.2 | @person reason_away.yes not_ask | who days reason | write remind
exempt | set.do/mark.do @person reason_away | who days reason |
exempt | @who parttime not_ask | who days reason | write remind
restore | restore.do @person -pilot -cancel_word | who | list_noun exempt remind staff wrongly load from_lists
restore | restore.do @one | |
restore | restore.do all_word/@group -undo_word -template | who | list_noun exempt remind staff
restore +1.5 | @person -leave_begin reason_away.no -? -come_go | who | already more now
restore | @person -leave_begin back.yes -? -when_q -@if -remind -restore.not -back_future -says -leave | who | sick vacation maternity school consider early work_again list_noun we back_come
restore | @person -leave_begin back_come.yes -? -when_q -remind | who | early work_again we sick vacation
restore | turn_on.do/add.do/remind.do @person again_word -add_new | who | remind list_noun round
left | leave.yes -@if -maybe -leave_q -who_q -vacation -mine -day_mark | who days | school sferum remove list_noun from_lists already work_again please we today_word other_school again_no
left | remove.do @person -remind -exempt -reason_away -access -@if -parent -class_lead -load | who | list_noun from_lists school
pause | stop.do/pause.do @one | |
pause | pause -@person -who_q -when_q -@if -resume -lesson_word -asked_past -end_pause | until who | round remind set all_word do staff for_now make.do
pause | pause.do -pause_q | until who | round remind all_word
pause | stop round/remind/all_word/send -cancel_q -@person -who_q -past_word -pilot | until who | all_word staff write now_word
pause | turn_off.do round/remind until_day | until |
pause | send.not/write.not/remind.not nobody/all_word/staff/colleague -@person | until | for_now message my_word until
pause | need_not round/remind/message -@person | until | today_word for_now any_word
pause +0.1 | send.not/write.not for_now -@person -@who | until | all_word nobody message look_self
pause | touch.not staff/nobody/all_word -@person -@group | until | exam
pause +0.2 | message send.not/direct_not -@person | until | for_now colleague staff please nobody
pause | quiet | until | please
cancel_round +0.2 | cancel.do remind/round @person | who |
cancel_round +0.4 | stop_deed round/remind -@person | | all_word
cancel_round +0.3 | cancel_inf @one | |
cancel_round | cancel.do round/remind -@person -undo_word -cancel_q -@except | | all_word day_word
cancel_round | stop send.not/round -pause | | now_word
cancel_round | not_need round | | day_word
cancel_round | off_word remind/round | |
cancel_round +0.1 | send.not -@who -for_now -nobody -all_word -report | | round stop
resume | resume -@person -template | until | round remind all_word
resume +1.0 | remind.do again_word -@person -@gap | |
resume | restart again_word/round_all/@days | | remind round with
resume | breaks off_quarantine | |
resume | pause end_pause | | round remind
resume | remove.do/cancel.do/undo pause | |
automatic_on | turn_on.do round/remind/automatic -hint -@person -thanks_word | | automatic
automatic_off | turn_off.do round/remind/automatic -hint -@person -until_day -thanks_word | | automatic
retry | repeat/send.do failed | | who_q remind send not_reached
retry | repeat.do send.noun/remind.failed | |
undo | undo | | what_q did last all_word i_did
undo | cancel.do last | | deed_noun i_did
undo | cancel.do did_now | |
undo | mistake_self cancel.do/restore.do -@person | |
undo | cancel.do -round -remind -@person -announcement -breaks -@except -@days -lesson | | mistake_self please_now
set_target | target @value/set.do/new_year -show -which_q -@if -keep -leave_target -forecast -hint -lower_q -count_q | ind value to | set change indicator staff school order all_word sferum should by_word deadline journal
set_target | set.do @percent -@if | ind value to | all_word everywhere staff indicator should by order
set_target | set.do/change.do target -keep | ind value to | indicator
set_target | set.do @value everywhere/all_indicators | value to |
set_target | change.do norm_word/target -keep | ind value to |
set_target +0.5 | indicator_new @thing @percent | ind value | district staff
set_target | should @percent -forecast -? -reach | ind value to | all_word staff order we target district indicator new
set_target | should all_word @thing @days -? | ind to | all_word staff new_year until sferum
set_target 0.1 | target remove.do | ind | pupil by
breaks +0.3 | breaks remove.do/cancel.do -@span | | school
set_break | breaks @span -? -@person -set_not -off_quarantine -if_word -cancel | days value who | set add make school breaks_kind we until pupil class_word our closed
set_break | breaks set.do/add.do -set_not | days value | breaks_kind
set_break 0.1 | breaks until_announce -off_quarantine -if_word -? -which_q | days value who |
set_break | write.not/send.not/touch.not @days -@who | days | all_word staff holiday day_word
set_workday | saturday_work -if_word | days | saturday we mark set day_word school
set_workday | weekday_plural work_day | days |
set_hours | hours/evening/late_hours write.not/send.not/change.do/set.do/round | value who | staff after all_word
set_hours | write.do/send.do/round @clock after_word/hours -remind -@person -announcement | value who | staff hours
set_hours | round.imp/send.imp @clock -@days -announcement -all_word | value | hours round
set_hours | write.not after_word | value who | all_word staff
set_hours | round hours_span | value |
set_hours +0.2 | @hours round/hours/time_or_day/write | value who | set change send time_word
set_hours | @person write.do @clock | who value | after_word
set field=zone | zone -? | value | change.do set.do show
set field=school_name | school_name -? -remind | value | change.do set.do correct
set field=school_name | we_are school_abbr | value | school
set field=school_name | school number_word/number_school wrong/correct | value | we
set field=deadline | deadline change.do/set.do/move_word -remain | value to | register sferum
set field=moment | round/time_or_day time_or_day change.do/set.do -@if | value at | remind weekday
set field=moment | change.do/set.do round @days | value |
set field=norm | norm_word set.do/change.do -target -@if | value | message
set field=hint | hint turn_on.do/turn_off.do | value | chat telegram
set -0.4 | set.do @value -@thing -target -@person | value |
set_pupils | pupil @number -@gap -set_not -? -count_q -journal -correct.do -remind -pupils_help | value ind who | sferum all_word register school add set was_from in_school
set_pupils | @class @number -? -@gap -correct.do -report -leaflet -remind -school_paper | value ind who | pupil journal link register done_self sferum of_word
set_pupils 0.1 | set.do count_q pupil | who value |
set_pupils | @class correct.do pupil | who value |
correct | correct.do @person/@class/surname/role_word/post_word -restore | who field value | surname name_word subject_word post class_word list_noun
correct field=name | surname wrong @person/=не | who value |
correct field=name | spelled @person | who value | letter_word
correct field=name | @person name_change | who value |
correct field=class +0.5 | class_lead @person handed/remove.do/hasnt/took | who value |
correct field=class | @person took @class | who value |
correct field=subject | @person teaches subject_any | who value | not
correct field=post | post_word @person | who value |
correct -0.2 | change.do @person | who value | about there
correct field=account | count_word correct.do @number | value who | staff school
merge | merge -@late | who | list_noun two
detach | detach @person | who | account undo two different
detach | account wrong/not_hers | who | her
add_person | add.do new_word staff -@class | who |
add_person | add.do @stranger | who field value | staff new leave subject class_word instead remove list_noun
add_person | new_staff @stranger | who field value | staff we from_when add
add_person | add.do new_staff -@person | who value | staff list_noun
add_person 0.1 | @stranger subject_any | who |
give_role | appoint @person | who role at | officer we_have duties role_manager deputy
give_role | make.do @person role:deputy/role:officer/role:manager | who role | we
give_role +0.3 | make.do/set.do @person role:deputy/role:officer/role:manager | who role at |
give_role | give_same @person | who role at | officer access
give_role | @person officer make.do/set.do/add.do | who role | second_officer
take_role | remove.do/take_away access/role | who role | former
withdraw +0.5 | take_back_word code/invitation | who |
code | code -qr -@class -poster -take_back_word | who | give make new lost sferum staff connect_word link show
leaflets | leaflet -? -announcement | who format | print make show register qr each staff sferum how_q poster school
leaflets +0.2 | leaflet qr | who | register how_q
leaflets | print leaflet/paper_each | who | each all_word
posters | poster -leaflet -how_q -what_q -announcement | who | print make show chat class_word parent a4 staff where
report +0.2 | person_asks report | format week | print school_people text
subscribe +0.4 | report every | who value format | show send
report | report -template -subscribe_words -take_back -request_q | format week who | make show send district print need class_word pupil school all_word period official repeat text director indicator digits report_table file school_rank people in_town and_word
report +0.3 | report @format -template -every | format week who | week
report +0.3 | report weekly @short | week |
report 0.1 | send.do report | format week who | make
report format=xlsx -0.3 | report_table show/make.do -list_noun -gap_words | week who | file staff
list gap=all +0.2 | show/get_out debtors report_table | format |
report -0.1 | file/report_table debtors/list_noun show/get_out -@gap | format |
report 0.1 | doc/pdf summary/make.do | format week who | half_year
report format=xlsx 0.1 | get_out @one | |
subscribe | report every | value who format | show send subscribe weekday we
subscribe | subscribe report | value who |
unsubscribe | unsubscribe/subscribe.not report | |
unsubscribe | send.not/show.not report | | weekday every
template +0.2 | template how_q/upload/set | | own set
template | template -back | value | report upload set show own
template value=default +0.3 | restore.do usual | |
template value=default | template restore.do/remove.do/usual | |
thanks_on +0.3 | thanks_do done_people | | all_word staff
thanks_on | thanks_do -turn_off -thanks_not | | staff turn_on done_verb all_word debt
thanks_off | thanks_do turn_off.do | | staff
thanks_off | thanks_not | | staff
cabinet | cabinet -room -person_room | | show how_q enter computer where_q open
move_to_max | move_word max -who_q | | we chat how_q all_word sferum
move_to_max | we_in max | | already all_word
move_to_max | connect_bot max | |
answer_dispute value=yes | confirm @person | who value gap | sent screenshot what_q message call
answer_dispute value=no | reject @person | who | what_q
chat_register | add.do chat @class | who value | parent with_teacher teacher_less
chat_register | chat @class this_is | who value | parent with_teacher teacher_less
not_understood | not_understood show/list_noun/what_q | | you all_word words
not_understood | not_understood @one | |
demo | demo | | show turn_on make
undo_load | remove.do/undo/clear load/upload/file/summary_loaded | week | past_week last with_mistakes day_word wrong_file
undo_load +0.2 | remove.do last file | |
undo_load +0.2 | remove.do summary/digits day_word/past_week | |
undo_load | wrong_file | week | upload send last
prefer value=max +0.6 | write.do max -@gap -all_word | who | messenger_words
"""
