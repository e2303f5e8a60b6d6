"""Which indicators are asked about or set, and which side of a figure."""

from collections.abc import Sequence
from itertools import pairwise

from handlers.understanding.particulars.figures.story import without_story
from handlers.understanding.particulars.keys import Keys
from handlers.understanding.particulars.numbers import OF_OTHER
from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.figures import INDICATOR_OF
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.lack.beside_thing import mark_of
from handlers.understanding.reading.tokens import Token


def indicators(sentence: Sentence, code: str, keys: Keys) -> Keys:
    found = without_story(sentence, sentence.figures.indicators) or _by_norm(sentence)
    if code == "set_target" and len(found) > 1:
        found = [one for one in found if one not in _left_as_they_are(sentence)] or found
    if code == "set_pupils":
        pupils_journal = sentence.has("journal", "link")
        return {"ind": "pupils_journal_linked"} if pupils_journal else {"ind": "max"} if sentence.has("max") else {}
    if "pupils_journal_linked" in found or (len(found) > 1 and code in ("dynamics", "set_target")):
        found = [one for one in found if one != "pupils_total"]
    if "pupils_total" in found:  # «сколько учеников в максе»
        found = [one for one in found if one != "max"]
    return {"ind": "+".join(dict.fromkeys(found))} if found else {}


def _left_as_they_are(sentence: Sentence) -> set[str]:
    """«По чатам 95, по звонкам оставь как было»: the indicators that are named to stay."""
    tokens = sentence.tokens
    return {
        INDICATOR_OF[thing]
        for place, thing in sentence.figures.said.items()
        if thing in INDICATOR_OF and _is_left(tokens, clause_around(tokens, place, place))
    }


def _is_left(tokens: Sequence[Token], clause: range) -> bool:
    said = [tokens[at] for at in clause]
    keeps = any(one.norm.startswith(("остав", "прежн")) or (one.denied and one.form == "imp") for one in said)
    return keeps and not any(one.entity in ("number", "percent") for one in said)


def _by_norm(sentence: Sentence) -> list[str]:
    """«Процент десяток», «трёшек сколько»: the marks by their numbers alone."""
    if led := _marks_led(sentence.tokens):
        return led
    words = [token.norm for token in sentence.tokens if not token.entity] + [str(one) for one in sentence.numbers]
    marks = (
        ("teachers_10_messages", ("десятк", "десяток")),
        ("teachers_3_messages", ("трешк", "трешек", "тройк")),
    )
    found = [mark for mark, beginnings in marks if any(word.startswith(beginnings) for word in words)]
    of_school = any(one.startswith(("школ", "класс")) for one in words)  # «сравни нас с 10 школой»
    return found or (["teachers_10_messages"] if "10" in words and not of_school else [])


def _marks_led(tokens: Sequence[Token]) -> list[str]:
    """«Процент по 3», «план по трём, не по десяти»; not «по трём показателям»."""
    places = [at for at, one in enumerate(tokens) if at and tokens[at - 1].norm == "по" and one.entity == "number"]
    kept = [at for at in places if at < 2 or tokens[at - 2].norm != "не"]
    alone = [at for at in kept if at + 1 == len(tokens) or not tokens[at + 1].norm.startswith(OF_OTHER)]
    return [INDICATOR_OF[mark] for at in alone if (mark := mark_of(tokens[at]))]


def side(sentence: Sentence, code: str, keys: Keys) -> Keys:
    """Which side of a figure is asked for: «сколько осталось», «почему упали», «на сколько выросли»."""
    if sentence.has("reason_why", "who_cause"):
        return {"what": "why"}
    if sentence.has("change_word"):
        return {"what": "change"}
    if sentence.has("remain", "deadline_less", "reach") or _is_lacking(sentence) or _is_below(sentence):
        return {"what": "left"}
    if sentence.has("target") and not sentence.has("done_verb"):
        return {"what": "target"}
    return {"what": "percent" if sentence.has("share") else "count"}


def _is_below(sentence: Sentence) -> bool:
    """«Недобор по звонкам», «на сколько мы ниже плана»."""
    norms = [one.norm for one in sentence.tokens]
    return any(one.startswith("недобор") for one in norms) or (
        sentence.has("target") and ("ниже" in norms or sentence.has("lag"))
    )


def _is_lacking(sentence: Sentence) -> bool:
    """«Сколько без журнала», «сколько ещё должно …»."""
    words = {one.norm for one in sentence.tokens}
    up_to = any(lead.norm == "до" and one.entity in ("percent", "number") for lead, one in pairwise(sentence.tokens))
    is_asked = bool(sentence.figures.lacking or ("еще" in words and up_to)) and sentence.has("count_q")
    return is_asked or ("еще" in words and sentence.has("should"))
