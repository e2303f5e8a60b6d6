"""What officers and managers want to know."""

QUESTIONS = """
summary | summary | who week | show school sferum indicator change digits month which_q all_word share week report_table how_q district list_noun
summary -0.2 | digits | who week | show school sferum indicator share which_q school all_word order how_q
summary -0.1 | indicator | who week | show which_q all_word share school sferum digits list_noun
summary | sferum how_q/what_q -call -message -remind -chat | week | show school day_word deal
schedule +0.1 | what_q me should done_verb/make -undone | | day_word week
summary +0.4 | how_are_we -@thing -@person | week | school show digits
summary +0.4 | indicator school -schools_many @short | |

summary | where_we | | show
summary | count_q remain -@thing -deadline -day_unit | | show done_verb
summary | share -@thing -@percent -@group | | show which_q sferum
summary | share class_word_all | | show which_q
summary -0.3 | how_are_we | week | show school sferum day_word
indicator +0.1 | count_q parents_count -chat -@gap | | link max sferum connect
indicator what=count | count_q @thing -pupil_class -parents_count | ind who week | staff school all_word which_q show done_self make done_verb link already sferum register in_sferum create
indicator what=count -0.2 | count_q @gap | ind gap who week | staff school all_word which_q show sferum
indicator what=percent | share @thing -set.do -change.do | ind who week | show which_q how_q staff school
indicator what=percent -0.4 | =как/=какие/how_we @thing -how_do | ind who week | what_q staff
indicator -0.5 | what_q @thing -@gap -how_q | ind who week | show staff which_q where_q
indicator what=change | change_word @thing | ind week | how_q count_q which_q school breaks staff past_week
indicator what=left | remain/deadline_less @thing | ind week | count_q to staff target reach
indicator what=left | count_q reach | ind value | staff target remain should share
indicator what=left -0.2 | target remain | ind | count_q to
indicator what=why | reason_why change_word | ind week | how_q staff which_q share digits indicator
indicator what=why | reason_why share/@percent | ind week value | which_q
indicator what=target | target count_q/which_q @thing | ind | show by
indicator what=target -0.2 | count_q should @thing | ind | staff
headcount | count_q staff -@thing -@gap -remain -remind -receive -report | who | all_word school
headcount | count_us | | all_word school
forecast | forecast | to ind | target deadline new_year reach we count_q @percent staff indicator value who
forecast | reach ? -count_q | to ind value | target deadline new_year share
forecast 0.1 | reach @percent -count_q | to ind value | target deadline new_year share
list +0.3 | register.any unregistered | gap who |
list +0.3 | gap_words @thing @short -class_word | gap |
list +0.3 | below_mark @short | gap |
list +0.4 | count_q staff gap_words @gap | gap who | school
list +0.2 | @gap -write.do -remind.do -tell.do -exempt.do -set_words | who gap week | who_q whose show list_noun staff all_word school what_q sferum still week count_q done_verb make teacher past_week class_word already surname which_q deed_past day_word format_words report_table once create debtors get_done
list gap=all | debt/debtors -@gap -remind.do -write.do | who week format | show who_q all_word list_noun staff school sferum what_q whose undone report_table
list gap=all | undone who_q/whose/show/list_noun -@gap | who week | all_word staff school what_q done_verb some
list gap=all | not_done_who -@gap | who | who_q whose staff what_q all_word
list +0.1 | gap_words who_q/whose/show/list_noun @thing | who gap week | staff
list -0.6 | @group @one | who |
indicator -0.2 | about_word @thing @short | ind |
list gap=all -0.1 | count_q staff undone_word | who |
list +0.3 | count_q staff @gap not_reached | gap who | until message
list -0.4 | @group what_q -@thing -@person | who | how_q with indicator
list -0.3 | show @group -chat -@gap -@thing -report -leaflet | who | class_word indicator
list -0.3 | summary @group | who | how_q which_q
list -0.2 | staff list_noun/show/all_word report_table/list_noun/show -@gap | who format | all_word school
indicator -0.2 | @group @thing -@gap -remind.do | who ind | how_q what_q with done_verb make deal staff done_self
done_list | done_people who_q/show/list_noun/which_q -not_done_who -lag -almost | who value week | staff all_word school sferum done_verb debt indicator close
done_list | done_people @one | who week | staff
done_list | who_q/show/whose done_verb all_word -undone -@gap -almost | who week | done_people indicator staff close
done_list | whose all_word in_order | who | show
done_list | rank | value who | show done_people staff
done_list -0.2 | count_q done_people | who gap | parent chat both
lagging | lag who_q/show/which_q -@gap | value who week | staff school indicator still weeks_row debtors
lagging | lag -@gap | who week | staff show
lagging | rank_worst | value who week | who_q show staff
lagging +0.1 | who_q weeks_row | value | list_noun not_done_who debt one_place done_verb
lagging -0.1 | most_gaps | value | who_q whose
list +0.1 | lag @thing | gap who week | who_q staff show
close_ones | almost who_q/show | gap | staff done_verb target
card | card | who | show
card | @person @one | who |
card | @person what_q -@thing -remind.do -@days -receive -correct.do -done_verb -undone | who | how_q deal with show not_done
card | @person show -@thing -remind -report -receive | who | all_word
card | @person undone/done_verb -deed_all -remind.do -reason_why -says | who | what_q who_q or_not all_word show staff
card | @person not_done_who | who | what_q show
card -0.1 | @person how_q -@thing | who | deal
card +0.1 | @person or_not -receive -reach_person -write.do | who gap | was link already show remind me
card | @person @thing ? -remind.do -write.do -reason_why -says -receive -correct.do -set_do -announcement -mistake | who gap | was link or_not already which_q
card -0.2 | @person how_q/deal @thing -remind.do -correct.do | who gap |
card | @person history_by | who | about
why_listed | reason_why @person list_noun/debt/debtors/remind/got_in -cancelled -exempt | who gap | in_list staff got_in still says done_verb
why_listed | reason_why @person -exempt.past -remove.past -receive -restore | who gap | undone done_verb still says all_word debt number what_q @thing
why_listed | who_cause got_in @person | who |
audit +0.2 | action_log -upload | who | show
audit | who_q exempt.past/remove.past/change.past/load.past/forbade/add.past/correct.past/merge.past/asked_past -@gap | who days | target pause list_noun file journal upload loads day_word all_word
audit | reason_why exempt.past/remove.past | who | list_noun in_list
audit | i_did cancel.past/remove.past/send.past | | round or_not
got | receive/write.past/reach_person @person -write.do -answer | who week | what_q when_q last_time or_not already days remind who_q you
got | what_q write.past/send.past/remind.past @person | who days | when_q last_time you
got +0.2 | when_q write.past/remind.past @person | who | last_time
got -0.2 | says @person undelivered/receive | who | nobody what_q
answered | answer who_q/show/what_q | | staff all_word list_noun remind
answered | answer @one | | staff
answered -0.1 | silent who_q | |
undelivered | undelivered -@person | | who_q show all_word staff list_noun reason_why remind
undelivered | who_q receive.any undelivered | | all_word
unreachable +0.3 | text_for_chat | |
unreachable | unreachable -@person | who | who_q staff all_word max write count_q
unreachable -0.2 | count_q unreachable | who | max can
progress +0.2 | remind/round went | | already all_word
progress | progress | | round remind send show how_q count_q all_word
progress | who_q/count_q remind.past/send.past/round_gone -@person | | already all_word staff you nobody
progress | remind.past/send.past all_word | | already you who_q
progress | who_q receive.yes -undelivered -@person -undone | | remind all_word staff round
progress | round ? gone | | already
progress | count_q send.past/remind.noun gone_all | | already all_word
progress | who_q twice | value | remind write already
progress 0.1 | who_q receive.yes undone/not_done_who | | done_verb
progress | what_q round_with/with_round | | remind round
effect | count_q done_verb after_remind | |
effect | remind.noun/round_all effect/work_q | | all_word im
effect | effect -help_verb.imp -action_log | | remind round count_q ? who_q not_word already we all_word
effect +0.3 | who_q corrected_week | week | staff past_week
dynamics | dynamics | week ind who | show which_q indicator how_q school all_word change
dynamics | change_word -@person -reason_why -come_self -set.do -target -@percent -remind -correct | week ind who | what_q how_q count_q past_week compare summary all_word who_q come_gone explain digits indicator school breaks
dynamics | compare past_week/@week | week | summary indicator what_q
dynamics | compare | week ind | past_week indicator school with
dynamics -0.2 | worse_who | week | who_q staff
compare_schools +0.3 | rank/which_q class_word lag/done_people/@thing -chat | ind | link pupil rank
compare_schools +0.3 | schools summary | week | file was_sent need_word show district by_all
compare_schools | schools -switch | week | compare rank which_q count_q show summary indicator report lag share register
compare_schools | district -report.do -file -order -call_from | week ind | place_q summary digits indicator count_q staff compare which_q lag school_rank all_word show
compare_schools | which_q school lag/done_people | ind week | indicator register
deadline | deadline | who | which_q when_q count_q day_unit remain show how_q register sferum end_word close
deadline | count_q day_unit remain/to_end | | deadline new_year
audit | who_q what_q did | |
loads | loads -rows -who_q.past | days | show all_word list_noun which_q history when_q last_time
loads | which_weeks | week | digits summary have_q all_word
loads | what_weeks_missing | |
loads | when_q upload.past/loads | | last_time summary file
loads | fresh digits/summary | | ?
loads 0.1 | which_q week digits/summary | | you for_week
loads -0.1 | who_q upload.past/loads.past | days | file summary
dynamics +0.5 | come_gone what_q/change_word | | explain day_word summary digits say_word
loads +0.2 | upload.noun history/which_q/list_noun/action_log | |
upload +0.3 | upload @one | |
upload | upload -clear -remove -undo -who_q -when_q -wrong_file -past_q -which_weeks -repeat | | file summary show how_q where_q new what_q template
upload | where_q file/summary/it send/give/show/upload/it | | district send show new was_sent what_q
upload | file send.past/show.past/was_sent -remind -report -wrong_file | | what_q silent new reason_why already
upload | how_q/where_q send file | | summary
upload | file now_send | |
upload | which_file ? | | file come csv fit
upload -0.1 | column | value | is_called call how_q file message what_q
upload -0.1 | can_q report_table/file/png/summary instead | | report_table
match | match | | who_q count_q rows show all_word list_noun
match | rows reason_why/reject/count_q/which_q | | match file reject not_understood
match | who_missing | | report_table district staff help_verb
disputes +0.2 | message/told about_mistakes @short | |
disputes | dispute | | who_q show staff digits answer list_noun all_word mistake
disputes | complain_to -@person -parent | | who_q which_q staff show what_q
disputes | mistake who_q/show/list_noun | | staff told
disputes | mistakes_word @one | |
requests | requests | | who_q show new which_q
schedule | schedule -lessons | days | show remind round which_q
schedule +0.2 | when_q go_away remind/round | |
schedule | when_q round/remind/send/write -@person -write.past -remind.past -receive | days | next_word you day_word
schedule | who_q/what_q plans_tomorrow | days | round day_word you write
schedule | what_q @days you_have | days |
schedule -0.1 | what_q me should day_word | |
schedule -0.1 | which_q week_counts | | day_unit week
breaks | breaks which_q/show/list_noun/when_q/what_q -set.do -exempt -pause -if | | you set have_q
breaks | breaks @one | |
targets | target show/which_q/what_q/list_noun -@percent -set.do -change.do -remove.do -count_q | | school indicator we all_word sferum
targets | target @one | |
chats | chats_list | who | show school which_q
chats | chat which_q/show/list_noun/count_q/where_q -@gap -how_q -make -register_chat | who | you all_word school class_word know have_q bot create parent
chats | chat @one | |
chats +0.1 | class_word chat @gap | who | which_q who_q whose list_noun count_q
chats | @group parent chat -remind | who | all_word create with or_not make_past
chats 0.1 | @class chat @gap | who | reason_why
chats | all_word @class parent | who | with chat
chats | what_q @class parent_chats_word | who |
chats | reason_why chat @class | who | parent show have_q
roles | role -set.do -appoint -take -give_same -@person | | who_q show list_noun which_q access have_q
roles 0.1 | become officer | | how_q me
roles -0.2 | second_officer | | if me stay
settings | settings | | show change.do open school which_q change
exemptions +0.2 | who_q/show/list_noun/count_q excused_q -back_q -@person -exempt_past | days week | staff now which_q sick vacation
exemptions | excused_q which_q list_noun | |
exemptions | who_q touch.not | | reason_why you staff
exemptions +0.3 | @person reason_away exact_q | who | until
exemptions | @person excused_q/sick/vacation ? | who | when_q day_unit deadline_word to date_q exact until_q which_q what_q back come_out
exemptions +0.1 | when_q/leave_date back/come_out/back_future @person | who | come_out excused_q
exemptions | who_q touch_you | | reason_why
preview | preview | | show see_verb teacher staff remind what_q you
preview | what_q write.you/send.you/remind.you -write.past -@person -write_past | | staff see_verb who_q when
preview 0.1 | show text | | remind round
"""
