"""One reader: what people type is understood in `handlers/understanding`, and the handlers get it ready.

Two readers of one language come to disagree: what one understands the other answers beside the point. A module that
compares typed words with words of its own is named here, and says why in its docstring, behind «Own patterns:».
"""

import ast

import pytest

from tests.typed_words import ROOT, lines, places

REASON = "Own patterns:"
# On how many lines each may do so: one more is a look at whether the reader should not tell it.
MOST = {
    "handlers/access/introducing.py": 5,
    "handlers/access/offers.py": 3,
    "handlers/access/own_peace.py": 1,
    "handlers/access/roles.py": 4,
    "handlers/breaks/entries.py": 10,
    "handlers/people/exempt_days.py": 2,
    "handlers/people/exemptions.py": 1,
    "handlers/people/merging.py": 1,
    "handlers/people/own_absence.py": 3,
    "handlers/people/reasons.py": 1,
    "handlers/printing/documents.py": 3,
    "handlers/questions/indicator.py": 1,
    "handlers/questions/own_letters.py": 1,
    "handlers/questions/terms.py": 2,
    "handlers/reminding/later.py": 1,
    "handlers/reminding/left_out.py": 1,
    "handlers/settings/naming.py": 5,
    "handlers/settings/questions.py": 9,
    "handlers/settings/targets.py": 1,
    "handlers/settings/wizard.py": 1,
    "handlers/statistics/corrections.py": 2,
    "handlers/wishes/fulfilling.py": 2,
    "handlers/wishes/peace.py": 1,
    "services/imports/breaks.py": 1,
    "services/selection/__init__.py": 4,
    "services/staff/threads.py": 1,
}


def test_no_module_beside_the_reader_looks_at_words_unless_it_may():
    more = {module: where for module, where in places().items() if len(where) > MOST.get(module, 0)}
    assert more == {}, "what somebody means is read in handlers/understanding"


def test_whatever_reads_for_itself_says_why():
    docs = {module: ast.get_docstring(ast.parse((ROOT / module).read_text(encoding="utf-8"))) for module in places()}
    silent = [module for module, doc in docs.items() if REASON not in (doc or "")]
    assert silent == [], f"the docstring says «{REASON} …»"


def test_whatever_reads_for_itself_no_more_is_named_no_more():
    assert [one for one in MOST if one not in places()] == []


@pytest.mark.parametrize(
    "source",
    [
        'import re\nFOUND = re.compile(r"больнич|отпуск")',
        'WORDS = frozenset({"да", "нет"})\ndef agrees(text):\n    return text in WORDS',
        'def is_now(text):\n    return "сейчас" in text',
        'STEMS = ("вторник", "сред")\ndef day(text):\n    return next(one for one in STEMS if one in text)',
        'ENDS = "ого|ему"\nimport re\ndef end(text):\n    return re.search(rf"(?:{ENDS})$", text)',
        'THEIRS = frozenset("ваш ваша".split())\ndef of_us(words):\n    return bool(words & THEIRS)',
        'def asks(text):\n    return text.startswith(("кто", "кому"))',
    ],
)
def test_a_look_at_words_is_noticed(source):
    assert lines(source)


@pytest.mark.parametrize(
    "source",
    [
        'SAID = "Хорошо, больше не напомню."\ndef is_said(text):\n    return text == SAID',
        'WORDS = {"sick": "больничный"}\ndef known(code):\n    return code in WORDS',
        'import re\nNUMBER = re.compile(r"\\d+")',
    ],
)
def test_what_the_program_says_itself_is_no_such_look(source):
    assert lines(source) == []
