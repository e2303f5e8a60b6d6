"""Who does somebody's duties meanwhile: «замещает Омарова», «за неё Доскина», «музыку ведёт Мелкова»."""

from collections.abc import Sequence
from itertools import pairwise

from handlers.understanding.particulars.mentions import Mention, clause_of, is_subject, norms_before
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token


def is_stood_in_for(sentence: Sentence) -> bool:
    """«Замещает …», «директор в отъезде, за неё …»."""
    norms = [token.norm for token in sentence.tokens]
    if "теперь" in norms and not _EVERYTHING.isdisjoint(norms) and (sentence.reason or sentence.has("leave")):
        return True  # «слегла, всё теперь у Глобусовой»
    return sentence.has("stands_in") or any(lead == "за" and one in _OF_ABSENT for lead, one in pairwise(norms))


_DUTIES = ("час", "урок", "класс", "нагрузк", "предмет", "дет", "работ")
_TAKES_TEXT = (
    "ведет ведут вел взял берет возьмет заберет забрал пров сидит остал работает смотр присмотр следит приглядыва"
)
_TAKES = tuple(_TAKES_TEXT.split())
_GIVES = ("отдал", "отдад", "отдае", "передал", "передад", "передае", "перешл", "перейд", "достал")
_OF_ABSENT = frozenset({"нее", "него", "них", "ее", "его", "их", "ней", "ним", "ними"})
_SENIOR = frozenset({"старший", "старшая", "старшим", "старшей", "врио", "ио", "дежурный", "дежурная"})


_EVERYTHING = frozenset({"все", "дела", "вопросы", "сферум"})


def stands_in(tokens: Sequence[Token], one: Mention) -> bool:
    """«Замещает Омарова», «за неё Доскина», «музыку ведёт Мелкова», «класс пока у Образцовой»."""
    places = clause_of(tokens, one)
    said = [tokens[place] for place in places if not one.first <= place <= one.last]
    norms = {token.norm for token in said}
    lead = norms_before(tokens, one.first)
    if lead and lead[0] in _SENIOR:  # «9а и 9в сведены, старший Магомедов»
        return True
    if lead in (["у"], ["на"]) and "теперь" in norms and not norms.isdisjoint(_EVERYTHING):
        return True  # «слегла, всё теперь у Глобусовой»
    of_duty = any(token.norm.startswith(_DUTIES) or token.entity in ("group", "class") for token in said)
    if is_subject(tokens, one) and lead != ["вместо"]:
        replaces = any(token.means("stands_in") for token in said)
        instead = not norms.isdisjoint({"вместо", "за"}) and not norms.isdisjoint(_OF_ABSENT)
        instead = instead or any(one.norm == "вместо" and other.entity == "who" for one, other in pairwise(said))
        takes = any(token.norm.startswith(_TAKES) and not token.denied for token in said)
        return replaces or instead or (takes and (of_duty or not norms.isdisjoint(_OF_ABSENT)))
    given = any(token.norm.startswith(_GIVES) for token in said)
    return of_duty and (given or (lead in (["у"], ["на"]) and not any(token.means("who_q") for token in said)))
