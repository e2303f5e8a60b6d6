"""Who is left out, read in this order: all but those, to whom it is forbidden, who is let be, who is denied."""

from handlers.understanding.reading.exceptions.but_for import leave_out_but_for
from handlers.understanding.reading.exceptions.contrasted import leave_out_contrasted
from handlers.understanding.reading.exceptions.forbidden import leave_out_forbidden
from handlers.understanding.reading.exceptions.naming import strange_surnames
from handlers.understanding.reading.exceptions.opposed import leave_out_opposed
from handlers.understanding.reading.exceptions.spared import leave_out_before_the_rest, leave_out_spared
from handlers.understanding.reading.found import Sentence


def left_out(sentence: Sentence) -> None:
    for first, *_ in strange_surnames(sentence, range(len(sentence.tokens))):
        sentence.tokens[first].form = "noun"  # «Борисовой» ends as an order does
    leave_out_but_for(sentence)
    leave_out_forbidden(sentence)
    leave_out_opposed(sentence)
    leave_out_spared(sentence)
    leave_out_before_the_rest(sentence)
    leave_out_contrasted(sentence)
