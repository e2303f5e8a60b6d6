"""What both officers and teachers say: help, courtesy, and the bot itself."""

TALK = """
help | help -learn_q | | show you me how_q file list_noun short
help | what_q you_can | |
help | help_verb @short | |
help -0.2 | what_q write.inf see_verb/show.inf | |
help -0.1 | instruction | | ? simple have_q
help -0.2 | confused @short | |
who_are_you | who_are_you | | teacher
help +0.1 | ping | | ping
howto | how_q -telegram -@person -you_talk -calls_count -me_called -audit_q -max_you | gap who | make create link call register enter active chat parent inability button bot can class_word pupil teacher_less with_teacher me give sferum add_word invite teacher code_word come_in do_word close
howto | instruction @thing | gap | show
howto -0.1 | inability @thing | gap | me
messengers | telegram/forbidden messenger_q/can_q/forbidden/which_q/? -unknown_hint | | which_q write staff class_word can work chat
messengers | telegram -hint | | can parent chat
explain | explain_q term | value | which_q digits week how_q this sferum
explain | term_q | value |
explain | count_rule -@person | value | call message voice minute which_q ? chat week
explain | considered ? -@person -me_called | value | call message chat voice
explain +0.1 | considered voice/video/sticker/minute | value | message call without
explain 0.1 | which_q week considered | value |
explain | if_word indicator_falls | value |
why_bot value=order | order ?/have_q/which_q/who_said -set_words -@percent | | call message all_word who_q you which_q require school officer
why_bot | reason_why this_all/you_write/need_it -@person | | write me for_what who_needs
why_bot | who_needs | |
deadline -0.3 | deadline ? | | which_q when_q
cancel | cancel_talk | |
cancel | cancel.do @one | |
cancel -0.2 | not_need @short | |
yes | yes @short -thanks -no -me | | understood
yes | send.do @short -report -all_word -@who | |
yes 0.1 | yes send.do | | all_word
no | no @short -understood | |
greet | greet @short -@thing -who_are_you | | bye
thanks | thanks -remind -@gap -all_word -thanks_do -send.do | | help_verb big understood remind praise_word you
thanks | understood_thanks | |
greet | bye | |
thanks | praise @short -who_q -show -@who | | you bot
yes -0.1 | understood @short | |
complain | tired -@person -@gap | | sferum summary week all_word what_q each write me already you
complain | not_understand_you | | you
complain | not_asked | | you what_q send
smalltalk | smalltalk_word -room | | you tell how_q
smalltalk -0.1 | how_are_you @short | | you
"""
