"""What teachers say of themselves."""

TEACHERS = """
my_figures | indicator @short | |
my_figures +0.3 | how_me deal/deal_word | |
my_figures +0.2 | what_q me still done_verb/make | |
my_figures | me all_word done_self ? | |
my_data +0.4 | my_data @short -remove.do | | show
my_figures | my_figures_q | week | show how_q what_q give
my_figures | me remain -@person | gap | what_q count_q message call still should chat all_word
my_figures | what_q me undone/not_done_verb/required -inability | gap | still
my_figures | count_q me @thing -should_minutes -pupil -considered | ind gap week | show write link message call my
my_figures | me @thing considered/is_there/@gap ? -how_q -chat_teacher -voice | ind gap | call chat parent message was
my_figures | me debtors ? | | list_noun
my_figures | check_me | | please name
my_figures | show me/mine_q past_week | week | write count_q
my_figures | me still should/need @thing | gap | or_not
my_figures | required -newbie -sick | | me
my_figures +0.4 | done_self maybe_word check | gap | me link
my_figures -0.2 | count_q mine_q message | ind gap |
my_figures +0.3 | and_me @short | |
my_figures | digits my | |
done | done_self -? -denied_done -mistake -me_q -how_q -if_word -future_self -inability -count_mine -two_schools -reason_why -pupil_question -again_got -other_person | gap week | class_word me already all_word chat call journal message parent sferum link account class_word group number profile active with teacher_less done_word
done | done_self call | gap | just_now class_word already
done | active done_self | gap |
done | get_done @short | |
done | already done_verb | gap | all_word
done | done_verb all_word -? -not_done_verb | gap | me leave_me
mistake +0.1 | you wrong/mistake/counted | gap value | count_verb
mistake +0.2 | mine_q @number message -? -count_q | value gap |
mistake | mistake -nothing_wrong -@late -withdraw -pressed | gap value | you me digits all_word have_q is_there message call count
mistake | me number_vs -? | gap value | you write message count pupil
mistake | me @number @thing -? -count_q -pupil -should_minutes -hours_week | gap value | write message already have_q
mistake | i_did_call @number -? | gap value |
mistake | have_all you_wrong | |
mistake +0.3 | mine_q more_than @number | gap value | message call
mistake | old_data | | this
not_now | not_now -mute_all | week | me can if until control friday_word next_word
not_now +0.3 | cannot this_week_q | week |
not_now +0.3 | this_week_q cannot | | me
not_now | next_week_let | |
not_now | this_week skip_me | week | me
not_now | me control_work not_success | |
away | reason_away.yes -@person -who_else -? -parttime -back_come -leave_all -other_person -if_word -children_trip_q -not_sick | days reason | me until already now leave_word write.not touch teacher class_word talk_of trip_kids
away reason=sick | temperature | | sferum which_q
away | me vacation | days reason |
away | maternity | days reason | me leave_word
back -0.1 | sick closed_sick | |
unmute | back_to_work -? | | me sick closed_sick
unmute +0.3 | remind.do @short -stop_me | | me again_word
unmute | mute_back | | me
unmute | turn_on.do remind | | me back_word again_word
unmute | write.do/remind.do me again_word | |
not_here | not_here -? -sick | days | me school already year here remove list_noun summer
not_me | not_me -other_school | | you me name_word got mixed other_person class_word with number
not_me | not_me @short | |
not_me | she_not_me | | me
mistake +0.4 | me hasnt class_lead/in_list/in_lists | gap | reason_why parent about_parents staff school
mistake +0.2 | mine_q class_lead_no | gap |
not_me +0.2 | wrong_reader | | write you
not_me | me other_person | | math
mute +0.4 | exempt.do me -reason_away | | round remind
away +0.4 | exempt.do me reason_away | days reason |
mute +0.2 | write.not more_word @short | | me
mute | stop_me send/write/remind | |
mute | stop_me -less_often_only -me_denied -report | until | me all_word write round remind can please from_you
mute | touch.not/write.not/remind.not/send.not -other_person -away -@person -nobody -reason_away | until | me more please
mute | remove.do me round/list_noun | | please
complain +0.5 | enough_word @short -write -send -remind -touch | | already
complain +0.5 | no_time @short | | me
mute | leave_me_alone | |
mute | less_often | | can me month please
mute | remind.do in_hour | until |
forget_me +0.5 | forget me @short | |
forget_me +0.5 | remove.do data_word -denied_remove | | want
forget_me +0.5 | remove.do me base_word | |
forget_me +0.4 | remove.do my_data/my/data_word -denied_remove | | all_word please me you have_q
forget_me | consent_back | | my_data
forget_me | remove.do all_word about_me | |
hours | write.do time_of_day -morning_greet | value | me second_shift can only_word
hours | write.not time_of_day | value | me
hours | second_shift | value | me write
prefer value=max | write.do max me | |
prefer value=max | write.do max | | me
prefer value=vk | write.do vk | | me
next_check | next_check | | when_q digits you summary
next_check | when_q look digits/summary | | you next_word
next_check | when_q update | | digits
where_button | button -pressed | gap | where_q me which_q call chat create phone no_word how_q
two_schools +0.5 | two_schools | value | me work both write done_verb considered already all_word where_q call chat message reason_why should_not remind
two_schools +0.3 | two_schools | value | me work both write done_verb considered already all_word where_q
two_schools | me parttime_school should_not | |
my_class +0.6 | my_class | gap | what_q undone who_q pupil link
my_class +0.4 | my_class -done_self -name_change -teach_other | gap | who_q digits what_q undone show pupil link count_q meeting
my_class | poster | | parent chat show my
my_class | qr chat my | | give show
my_data | my_data -remove.do -correct.do -name_change -denied_remove | | what_q which_q you show me where_q who_q
who_helps | who_helps | | me inability sferum school
who_helps -0.1 | tell_officer | | inability me
parent +0.4 | parent_self | | me how_q link journal class_word pupil
parent +0.4 | child_learns | | @class my
parent | me child | |
withdraw | withdraw | | me
name_change | name_change | value | me
name_change | me class_changed | value |
ask -0.3 | newbie | | me what_q
not_now value=promise +0.6 | future_self yes | | day_word
not_now value=promise +0.4 | future_self -not_now -cannot | | me tomorrow
"""
