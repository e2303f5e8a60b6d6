"""What is said of the others beside a wish of one's own: «пришлите список, я сама поговорю, им не пишите».

Own patterns: who is not to be written to, by a pronoun, and which verbs say so.
"""

import re

from handlers.understanding.reading.found import Sentence

_VERB = (
    r"(?:пиш(?:и|ите|ем)|напомина(?:й|йте|ем)|трога(?:й|йте|ем)|шли(?:те)?|рассыла(?:й|йте)|беспоко(?:й|йте)"
    r"|д[её]рга(?:й|йте))"
)
_TO_WRITE = r"(?:напоминать|писать|рассылать|слать|трогать|д[её]ргать|беспокоить|сообщать)"
_THEM = r"(?:им|ему|ей|их|его|её|ее|никому|никого|этим людям)"
# The mark or the little word that leads to it goes with it.
_LET_THEM_BE = re.compile(
    rf"[\s,;.—–-]*(?:\b(?:а|но|и|только|пока|сам[аи]?)\b[\s,]*)*"
    rf"(?:\b{_TO_WRITE}\s+(?:{_THEM}\s+)?(?:пока\s+)?не\s+(?:надо|нужно|стоит)"
    rf"|\bне\s+(?:надо|нужно|стоит)\s+(?:{_THEM}\s+)?{_TO_WRITE}(?:\s+{_THEM})?"
    rf"|\b{_THEM}\s+(?:пока\s+|ничего\s+|сами\s+)*не\s+(?:надо\s+)?{_VERB}|\bне\s+{_VERB}\s+{_THEM})\b"
    r"(?:\s+(?:пока|ничего|самим|вообще|пожалуйста))*\s*[.!]*",
    re.IGNORECASE,
)
_LEAST = 3  # words of the wish


def without_their_peace(sentence: Sentence) -> str:
    """What is wished, without that nobody of those is to be written to; empty where nothing is said of that, or where
    it is all that is said."""
    rest = _LET_THEM_BE.sub(" ", sentence.text).strip(" ,;")
    is_said = rest != sentence.text.strip(" ,;")
    return rest if is_said and len(rest.split()) >= _LEAST else ""
