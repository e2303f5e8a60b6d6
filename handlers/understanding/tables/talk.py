"""What both officers and teachers say: help, courtesy, and the bot itself."""

TALK = """
help +0.1 | simple ? | | instruction
start | start_word @short -round -remind | |
school | school_switch | |
school +0.6 | school named_school @short | value |
school | schools our_word @short | |
help | help -learn_q | | show you me how_q file list_noun short
help | what_q you_can | |
help | help_verb @short | |
help -0.2 | what_q write.inf see_verb/show.inf | |
help -0.1 | instruction | | ? simple have_q
help -0.2 | confused @short | |
who_are_you | who_are_you | | teacher
help +0.1 | ping | | ping
howto +0.1 | how_q @thing done_self.inf/make.inf/link.inf/call.inf/register.inf/active.inf/create -@person -you_talk -calls_count -code | gap | pupil parent staff class_word chat teacher_less with_teacher sferum profile account
howto | how_q -telegram -@person -you_talk -calls_count -me_called -audit_q -max_you | gap who | make create link call register enter active chat parent inability button bot can class_word pupil teacher_less with_teacher me give sferum add_word invite teacher code_word come_in do_word close
howto gap=not_registered | broken_code | | me
howto gap=not_registered +0.2 | how_q enter -cabinet -my_school | | sferum me phone_word change number_word code_word
howto gap=not_registered | register.inf how_q | |
howto gap=not_registered -0.1 | where_q code enter | | staff
howto | inability_alone @short | |
howto +0.2 | inability help_verb @short | |
howto +0.2 | what_q start_with | |
howto | instruction @thing | gap | show
howto -0.1 | inability @thing | gap | me
messengers | telegram/forbidden messenger_q/can_q/forbidden/which_q/? -unknown_hint | | which_q write staff class_word can work chat
messengers | telegram -hint | | can parent chat
explain | explain_q term | value | which_q digits week how_q this sferum
explain | term_q | value |
explain | count_rule -@person | value | call message voice minute which_q ? chat week
explain | considered ? -@person -me_called | value | call message chat voice
explain +0.3 | explain_q term | value | you sferum max with
explain +0.1 | considered voice/video/sticker/minute | value | message call without
explain 0.1 | which_q week considered | value |
explain | if_word indicator_falls | value |
why_bot value=order | order ?/have_q/which_q/who_said -set_words -@percent | | call message all_word who_q you which_q require school officer
why_bot | reason_why this_all/you_write/need_it -@person | | write me for_what who_needs
why_bot | who_needs | |
why_bot +0.2 | must_q ? @short | |
why_bot | reason_why me should | | this engage
deadline -0.3 | deadline ? | | which_q when_q
forget_me +0.3 | remove.do my_data/data_word me/my | |
forget_me +0.3 | forget me @short | |
my_data +0.3 | my_data -remove.do -remove.no | | show what_q
cancel | cancel_talk | |
cancel | cancel.do @one | |
cancel -0.2 | not_need @short | |
yes | yes @short -rude -thanks -no -me | | understood
yes | send.do @short -stop_me -report -all_word -@who | |
yes 0.1 | yes send.do | | all_word
no | no @short -understood | |
cancel +0.2 | stop_alone @one | |
cancel | not_send @short -@who -all_word -nobody | |
greet | greet @short -@thing -who_are_you | | bye
thanks | thanks -remind -@gap -all_word -thanks_do -send.do | | help_verb big understood remind praise_word you
thanks | praise/done_people bot_word @short | | bot_word
thanks | thanks remind.noun | |
thanks | understood_thanks | |
greet | bye | |
thanks | praise @short -who_q -show -@who | | you bot
yes -0.1 | understood @short | |
complain +0.2 | broken sferum | |
complain | long_ago me | | school work without
complain +0.4 | once_more every | | summary week
complain +0.6 | rude | |
complain | tired -@person -@gap | | sferum summary week all_word what_q each write me already you
complain | not_understand_you | | you
complain | not_asked | | you what_q send
smalltalk | smalltalk_word -room | | you tell how_q
things +0.1 | news_q @short | |
things +0.5 | how_stand | | @thing call message journal chat with
things | how_are_you @short | | you
things +0.3 | how_stand | | @thing
"""
