"""What each wish needs beside its examples; here stands what otherwise would only be missed in a conversation."""

import gzip
import json

from handlers.engine.routes import Does
from handlers.topics import LABELS, ROUTES
from handlers.understanding.codes import ACTS
from handlers.understanding.labels import OTHERWISE
from handlers.understanding.likeness.learning import SIDES, examples, stamp
from handlers.understanding.likeness.model import FILE
from handlers.wishes.routing import RENAMED

CODES = frozenset(label.split()[0] for side in SIDES for _, label in examples(side))
# Courtesies and what is no wish: nobody is offered a button for them.
COURTESIES = frozenset({"ask", "cancel", "complain", "greet", "no", "smalltalk", "start", "thanks", "things", "yes"})
# A link for the speaker alone; and what is said in so many words and can be given once more.
AT_ONCE = frozenset({"cabinet", "withdraw"})


def test_every_wish_has_a_name_for_its_button():
    assert CODES - LABELS.keys() == COURTESIES


def test_a_command_is_called_as_its_own_record_says_and_nowhere_else():
    assert not OTHERWISE.keys() & ROUTES.keys()
    assert LABELS.keys() <= CODES


def test_what_changes_something_is_shown_before_it_is_done():
    routes = {code: ROUTES.get(RENAMED.get(code, code)) for code in CODES}
    acting = {code for code, route in routes.items() if route is not None and route.does is Does.ACTS}
    assert acting - ACTS == AT_ONCE


def test_the_weights_were_made_of_these_examples_and_words():
    head, _, _ = gzip.decompress(FILE.read_bytes()).partition(b"\n")
    assert json.loads(head)["stamp"] == stamp(), "make phrases-learn"
