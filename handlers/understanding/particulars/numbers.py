"""Numbers: one deed that is told with several («звонки 60, чаты 90», «5А 25 учеников, 5Б 27»), what a target is to be,
how many pupils a class has, how many people are to be named."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from handlers.understanding.particulars.keys import Keys
from handlers.understanding.reading.clauses import clause_around, is_refused
from handlers.understanding.reading.figures import INDICATOR_OF
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token
from handlers.understanding.wish import Wish

_MOST_PEOPLE = 50
_MARKS = frozenset({"teachers_3_messages", "teachers_10_messages"})
_OF_ALL = re.compile(r"(\d{1,3})/(\d{1,3})")
_PAIRED = {"set_target": "ind", "set_pupils": "who"}


def several(wish: Wish, sentence: Sentence) -> tuple[Wish, ...]:
    """A wish for each of what is named, where as many numbers are told; otherwise the one wish."""
    key = _PAIRED.get(wish.code, "")
    named = wish.keys.get(key, "").split("+") if key in wish.keys else []
    numbers = list(numbers_told(sentence, wish.code)) if len(named) > 1 else []
    if wish.code == "set_target" and 1 < len(numbers) < len(named):
        return _by_nearness(wish, sentence, named)
    if len(named) < 2 or len(numbers) != len(named):
        return (wish,)
    return tuple(
        replace(wish, keys={**wish.keys, key: one, "value": number}) for one, number in zip(named, numbers, strict=True)
    )


def _by_nearness(wish: Wish, sentence: Sentence, named: Sequence[str]) -> tuple[Wish, ...]:
    """«Звонки до 60 чаты до 90 журнал оставь»: each number is of what was named right before it; of the rest nothing
    is set."""
    places = [(at, INDICATOR_OF[thing]) for at, thing in sentence.figures.said.items() if thing in INDICATOR_OF]
    found: dict[str, str] = {}
    told_at = [at for at in range(len(sentence.tokens)) if any(numbers_told(sentence, wish.code, range(at, at + 1)))]
    ahead = bool(places) and told_at[0] < places[0][0]  # «сто процентов регистрации»
    for at in range(len(sentence.tokens)):
        told = list(numbers_told(sentence, wish.code, range(at, at + 1)))
        beside = [ind for place, ind in places if (place > at if ahead else place < at) and ind in named]
        if told and beside:
            found.setdefault(beside[0 if ahead else -1], told[0])
    return tuple(replace(wish, keys={**wish.keys, "ind": ind, "value": told}) for ind, told in found.items()) or (wish,)


def numbers_told(sentence: Sentence, code: str, places: range | None = None) -> Iterator[str]:
    """In their order, with their sign, and not what is denied («девяносто мы не вытянем»), what was before («было 70,
    стало 85», «с 70 до 85») nor by how much («подними на 5 пунктов»); of pupils none are told as well."""
    tokens = sentence.tokens
    for place in places if places is not None else range(len(tokens)):
        token = tokens[place]
        if code == "set_pupils" and _has_none(tokens, place):
            yield "0"
            continue
        if code == "set_target" and token.norm in _HALF and not (place and tokens[place - 1].ordinal):
            yield "50%"  # «не меньше половины»
            continue
        if token.ordinal or _was_before(tokens, place) or is_by_so_much(tokens, place):
            continue
        if token.entity not in ("percent", "number") or token.kind != "number":
            continue
        if place and tokens[place - 1].norm == "не":  # «24, не 26»
            continue
        if is_refused(tokens, place) and not _is_set_to(tokens, place):
            continue
        if _is_too_much(tokens, place):
            continue
        value = token.norm.rstrip("%") if token.value is None else str(token.value)
        yield f"{value}%" if token.entity == "percent" else value


def _is_set_to(tokens: Sequence[Token], place: int) -> bool:
    """«Снизь до 70, реально не тянем», said without a comma."""
    lead = tokens[place - 1].norm if place else ""
    before = [tokens[at] for at in clause_around(tokens, place, place) if at < place]
    return lead in ("до", "на") and any(one.form == "imp" and not one.denied and one.concepts for one in before)


def _is_too_much(tokens: Sequence[Token], place: int) -> bool:
    """«90 нереально, поставь 70», «до 70, 90 слишком много»; of the only number it is said of what was before."""
    near = takewhile(lambda one: one.kind != "number", tokens[place + 1 : place + 4])
    said = any(one.means("too_much") for one in near)
    others = [one for at, one in enumerate(tokens) if at != place]
    return said and any(one.kind == "number" and one.entity == tokens[place].entity for one in others)


_HALF = frozenset({"половина", "половины", "половину", "половине"})
_WISHED, _FAR = frozenset({"чтобы", "чтоб", "должно", "надо", "нужно", "хочу"}), 8
_WAS = frozenset({"было", "была", "был", "были", "вместо"})


def _was_before(tokens: Sequence[Token], place: int) -> bool:
    """Where another number tells what is now."""
    others = [at for at, one in enumerate(tokens) if at != place and one.entity in ("number", "percent")]
    others = [at for at in others if tokens[at].kind == "number"]
    before = {token.norm for token in tokens[max(0, place - 2) : place]}
    if not _WISHED.isdisjoint(token.norm for token in tokens[max(0, place - _FAR) : place]):
        before -= _WAS  # «чтобы к декабрю было сто процентов»
    from_here = bool(before & {"с", "со"}) and any(tokens[at - 1].norm in ("до", "на") for at in others if at > place)
    return bool(others) and (bool(before & _WAS) or from_here)


_RAISES = ("подним", "подня", "повыс", "повыш", "увелич", "прибав", "добав", "сниз", "пониз", "уменьш", "убав", "опуст")
_MOST_BY = 30


def is_by_so_much(tokens: Sequence[Token], place: int) -> bool:
    """«Подними на 5 пунктов», «снизь на 10»: no target is so low, and none is told by it."""
    if place < 1 or tokens[place - 1].norm != "на" or tokens[place].kind != "number":
        return False
    of_points = place + 1 < len(tokens) and tokens[place + 1].norm.startswith("пункт")
    little = (tokens[place].value or _MOST_BY + 1) <= _MOST_BY
    clause = clause_around(tokens, place, place)
    return (of_points or little) and any(tokens[at].norm.startswith(_RAISES) for at in clause)


def _has_none(tokens: Sequence[Token], place: int) -> bool:
    """«Во втором нет детей», «ни одного ученика»: of a class whose number of pupils is told."""
    token = tokens[place]
    none = token.norm in ("нет", "нету") or (token.value == 1 and place > 0 and tokens[place - 1].norm == "ни")
    said = [at for at in clause_around(tokens, place, place) if at != place]
    numbers = [tokens[at] for at in said if tokens[at].kind == "number" and tokens[at].entity != "class"]
    counted = any(not one.ordinal for one in numbers)
    return none and not counted and any(tokens[at].means("pupil") for at in said)


def value(sentence: Sentence, code: str, keys: Keys) -> Keys:
    if code == "set_target":
        told = _beside_what_is_meant(sentence, keys.get("ind", "")) or list(numbers_told(sentence, code))
        if keys.get("ind") in _MARKS:  # «хватит и трёх сообщений, десять много»: that is the other mark
            told = [one for one in told if one not in ("3", "10")]
        told = _ordered(sentence) or told
        wanted = [one for one in told if one.endswith("%")] or told
        return {"value": wanted[0]} if wanted else {}
    if sentence.percents:
        return {"value": f"{sentence.percents[0]}%"}
    if code in ("correct", "set", "add_person", "set_break"):
        return {}
    if not sentence.numbers or (code == "mistake" and _are_times_only(sentence)):
        return {}
    if code == "set_pupils":
        return {"value": str(_of_pupils(sentence))}
    return {"value": str(_mine(sentence) if code == "mistake" else sentence.numbers[0])}


def _ordered(sentence: Sentence) -> list[str]:
    """«Тридцать процентов — это стыдно, поставьте цель сорок»: of the numbers of several clauses the ordered one."""
    tokens = sentence.tokens
    said = [at for at, one in enumerate(tokens) if one.form == "imp" and one.concepts and not one.denied]
    orders = [at for at in said if not tokens[at].norm.startswith("верн")]  # «план 90, потом верни 75»
    clauses = {clause_around(tokens, at, at) for at in orders if not tokens[at].is_filler}
    told = [one for clause in clauses for one in numbers_told(sentence, "set_target", clause)]
    return told if len(told) == 1 else []


def _beside_what_is_meant(sentence: Sentence, ind: str) -> list[str]:
    """«Активных не менее 75%, связь с ЭЖД 100%»: of several numbers the one that is told of the one thing named."""
    places = [at for at, thing in sentence.figures.said.items() if INDICATOR_OF.get(thing) == ind]
    clause = clause_around(sentence.tokens, places[0], places[-1]) if places else range(0)
    beside = list(numbers_told(sentence, "set_target", clause))
    return beside if len(beside) == 1 else []


def _mine(sentence: Sentence) -> int:
    """«У вас ноль, у меня их пять»."""
    tokens = sentence.tokens
    places = [place for place, one in enumerate(tokens) if one.entity == "number" and one.value is not None]
    own = [place for place in places if any(tokens[at].norm == "меня" for at in clause_around(tokens, place, place))]
    return next((value for place in own if (value := tokens[place].value) is not None), sentence.numbers[0])


def _are_times_only(sentence: Sentence) -> bool:
    """«Третий раз пишу, что у меня нет класса»."""
    tokens = sentence.tokens
    return all(
        one.ordinal or tokens[min(place + 1, len(tokens) - 1)].norm.startswith(OF_OTHER)
        for place, one in enumerate(tokens)
        if one.entity == "number"
    )


def _of_pupils(sentence: Sentence) -> int:
    """«теперь 27, было 28», «19 учеников из 25»: the one that is, the one that is linked."""
    tokens = sentence.tokens
    if (told := [*numbers_told(sentence, "set_pupils")]) == ["0"]:  # «в 5б ни одного ученика»
        return 0
    shares = [one for one in (_OF_ALL.fullmatch(token.norm) for token in tokens) if one is not None]
    if shares:  # «6в 22/25»
        return int(shares[0][1])
    kept = [
        token.value
        for place, token in enumerate(tokens)
        if token.entity == "number"
        and token.value is not None
        and not (token.ordinal and len(told) > 0)
        and not any(one.norm in ("было", "из", "вместо", "классов", "не") for one in tokens[max(0, place - 1) : place])
        and (place + 1 >= len(tokens) or not tokens[place + 1].norm.startswith(("класс", "новен", "числ")))
    ]
    kept = [one for one in kept if one not in _of_file(sentence)] or kept
    digits = [one for one in kept if any(token.norm == str(one) for token in tokens)]
    return (digits or kept or sentence.numbers)[-1]


def how_many(sentence: Sentence, code: str, keys: Keys) -> Keys:
    """«топ 5», «десять лучших»: how many; «на 100» is no count."""
    named = [count for token in sentence.tokens for word, count in _SETS.items() if token.norm.startswith(word)]
    told = [token.value or 0 for place, token in enumerate(sentence.tokens) if _counts_people(sentence, place)]
    counts = named + [one for one in told if one <= _MOST_PEOPLE and not sentence.percents]
    return {"value": str(counts[0])} if counts and not sentence.figures.things else {}


def _of_file(sentence: Sentence) -> set[int]:
    """«27 человек, а в файле 29»: what stands there is to be put right."""
    tokens = sentence.tokens
    places = [at for at, one in enumerate(tokens) if one.norm.startswith(_FILED)]
    clauses = [clause_around(tokens, at, at) for at in places]
    return {value for clause in clauses for at in clause if (value := tokens[at].value) is not None}


_FILED = ("файл", "статистик", "отчет", "числ", "базе")
_OF_OTHER_TEXT = "пункт показател строк класс школ недел раз месяц минут час балл год лет"
OF_OTHER = tuple(_OF_OTHER_TEXT.split())


def _counts_people(sentence: Sentence, place: int) -> bool:
    """Not «по всем восьми пунктам», «из 40 человек», «ни одного пробела», «первые»."""
    tokens, token = sentence.tokens, sentence.tokens[place]
    if token.entity != "number" or not token.value or token.ordinal or token.denied:  # «стабильно ноль — кто»
        return False
    before = tokens[place - 1].norm if place else ""
    after = tokens[place + 1].norm if place + 1 < len(tokens) else ""
    return before not in ("из", "всем", "всех", "все", "ни", "по", "вместо") and not after.startswith(OF_OTHER)


_SETS: Mapping[str, int] = {
    "двоих": 2,
    "троих": 3,
    "четверых": 4,
    "пятерых": 5,
    "тройк": 3,
    "тройц": 3,
    "четверк": 4,
    "пятерк": 5,
    "шестерк": 6,
    "семерк": 7,
    "десятк": 10,
}
