"""Whoever asks for something is none whose card is wanted: «Марина Львовна просит цифры», «…? Галина Павловна
интересуется»."""

from handlers.understanding.particulars.bystanders.speakers import ASKS
from handlers.understanding.pieces.piece import THEM
from handlers.understanding.reading.found import Sentence

_REACH = 2  # words between a name and what they do
_OF_SELF = frozenset({"него", "нее", "себе", "себя", "свой", "свою", "своя", "свои", "своей"})


def without_asker(sentence: Sentence) -> str:
    """What the only one who is named asks for; empty where it may be about them as well."""
    if len(sentence.persons) != 1 or not (THEM | _OF_SELF).isdisjoint(one.norm for one in sentence.tokens):
        return ""
    tokens, places = sentence.tokens, sentence.persons[0].places
    behind = range(places[-1] + 1, min(places[-1] + 2 + _REACH, len(tokens)))
    verb = next((at for at in behind if tokens[at].norm.startswith(ASKS)), None)
    if verb is None or any(tokens[at].kind == "mark" for at in range(places[-1] + 1, verb)):
        return ""
    before, after = sentence.text[: tokens[places[0]].start], sentence.text[tokens[verb].end :]
    return f"{before.rstrip(' ,')} {after.lstrip(' ,')}".strip()
