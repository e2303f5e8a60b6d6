"""Who does somebody's duties meanwhile: «замещает Омарова», «за неё Доскина», «музыку ведёт Мелкова»."""

from collections.abc import Sequence
from itertools import pairwise

from handlers.understanding.particulars.mentions import Mention, clause_of, is_subject, norms_before
from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token


def is_stood_in_for(sentence: Sentence) -> bool:
    """«Замещает …», «директор в отъезде, за неё …»."""
    norms = [token.norm for token in sentence.tokens]
    if "теперь" in norms and not _EVERYTHING.isdisjoint(norms) and (sentence.reason or sentence.has("leave")):
        return True  # «слегла, всё теперь у Глобусовой»
    instead = (at for at, pair in enumerate(pairwise(norms)) if pair[0] == "за" and pair[1] in _OF_ABSENT)
    return sentence.has("stands_in") or any(not _is_counted(sentence.tokens, at) for at in instead)


def _is_counted(tokens: Sequence[Token], place: int) -> bool:
    """«Звонки считать за ней не надо»: what somebody has, and nobody in their place."""
    clause = (tokens[at] for at in clause_around(tokens, place, place))
    return any(one.norm.startswith(_TO_COUNT) for one in clause)


_TO_COUNT = ("счита", "учит", "учт", "числ")


def _is_replaced(tokens: Sequence[Token], one: Mention, places: range) -> bool:
    """«Козлова ушла в декрет вместо неё пока Щукина»: behind her name somebody stands in, who is named behind that."""
    at = next((at for at in places if tokens[at].norm in _OF_ABSENT and tokens[at - 1].norm in _FOR), -1)
    return one.last < at and any(tokens[behind].entity == "who" for behind in range(at + 1, places.stop))


_FOR = frozenset({"вместо", "за"})


def _is_for_another(tokens: Sequence[Token], one: Mention, places: range) -> bool:
    """«Вместо Алиевой Доскина», «Титова за Рыбакову работает»; not «Исаев отвечает за Борисова»."""
    instead = any(
        tokens[at].norm in _FOR and tokens[at + 1].entity == "who"
        for at in range(places.start, places.stop - 1)
        if not (tokens[at].norm == "за" and _answers_for(tokens, places))
    )
    return instead and not (one.first > 0 and tokens[one.first - 1].norm in _FOR)


def _answers_for(tokens: Sequence[Token], places: range) -> bool:
    return any(tokens[at].norm.startswith(("отвеча", "боле", "пережива", "беспоко", "выда", "вышл")) for at in places)


_DUTIES = ("час", "урок", "класс", "нагрузк", "предмет", "дет", "работ")
_TAKES_TEXT = (
    "ведет ведут вел взял берет возьмет заберет забрал примет принимает принял пров сидит остал работает смотр "
    "присмотр следит приглядыва"
)
_TAKES = tuple(_TAKES_TEXT.split())
_GIVES = ("отдал", "отдад", "отдае", "передал", "передад", "передае", "перешл", "перейд", "достал")
_OF_ABSENT = frozenset({"нее", "него", "них", "ее", "его", "их", "ней", "ним", "ними"})
_SENIOR = frozenset({"старший", "старшая", "старшим", "старшей", "врио", "ио", "дежурный", "дежурная"})


_ACTING = (["и", "о"], ["и.", "о."])  # «и.о. Расписаньева»
_EVERYTHING = frozenset({"все", "дела", "вопросы", "сферум"})


def stands_in(tokens: Sequence[Token], one: Mention) -> bool:
    """«Замещает Омарова», «за неё Доскина», «музыку ведёт Мелкова», «класс пока у Образцовой»."""
    places = clause_of(tokens, one)
    said = [tokens[place] for place in places if not one.first <= place <= one.last]
    norms = {token.norm for token in said}
    lead = norms_before(tokens, one.first)
    if (lead and lead[0] in _SENIOR) or norms_before(
        tokens, one.first, 2
    ) in _ACTING:  # «9а и 9в сведены, старший Магомедов»
        return True
    if lead in (["у"], ["на"]) and "теперь" in norms and not norms.isdisjoint(_EVERYTHING):
        return True  # «слегла, всё теперь у Глобусовой»
    others = any(tokens[at].entity == "who" for at in places if not one.first <= at <= one.last)
    if lead and lead[0] in _FOR and others and not is_subject(tokens, one):
        return False  # «Титова за Рыбакову работает»: whose place it is
    of_duty = any(token.norm.startswith(_DUTIES) or token.entity in ("group", "class") for token in said)
    if is_subject(tokens, one) and lead != ["вместо"]:
        replaces = any(token.means("stands_in") or token.norm.startswith("замест") for token in said)
        instead = not norms.isdisjoint({"вместо", "за"}) and not norms.isdisjoint(_OF_ABSENT)
        instead = (instead and not _is_replaced(tokens, one, places)) or _is_for_another(tokens, one, places)
        takes = any(token.norm.startswith(_TAKES) and not token.denied for token in said)
        return replaces or instead or (takes and (of_duty or not norms.isdisjoint(_OF_ABSENT)))
    given = any(token.norm.startswith(_GIVES) for token in said)
    return of_duty and (given or (lead in (["у"], ["на"], ["за"]) and not any(token.means("who_q") for token in said)))
