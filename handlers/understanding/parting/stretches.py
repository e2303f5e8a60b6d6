"""The places where a wish may begin, and what speaks for a stretch of words between two of them being one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from handlers.understanding.codes import ACTS
from handlers.understanding.likeness.features import features
from handlers.understanding.likeness.model import model
from handlers.understanding.pieces.begins import clauses_begin
from handlers.understanding.pieces.piece import COURTEOUS, THEM
from handlers.understanding.reading.figures import GAP_OF, Figures
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token

_JOINTS_TEXT = "и а но зато плюс потом затем заодно также тоже еще или да ну"
JOINTS = frozenset(_JOINTS_TEXT.split())
_OPENS_TEXT = """
    что как кто где когда сколько почему зачем куда кому чем какой какая какие какую каких кого
    если чтобы пусть пускай надо нужно нужен нужна нужны хочу можно давай давайте потому ведь
"""
_OPENS = frozenset(_OPENS_TEXT.split())
_ROWS = frozenset({"who", "group", "class", "stranger", "number", "percent", "week"})
_IN_ROW, _FEW = frozenset({",", "и"}), 4
_WITHIN = frozenset('-"«»“”/%№')  # marks that part nothing
MOST = 10  # places that are looked at
LONGEST = 5  # of these, in one wish


@dataclass(slots=True)
class Stretch:
    """`code`: what the words are most like, `chances` how likely each is; `told`: what speaks for its being a wish."""

    first: int
    last: int
    code: str
    chances: Mapping[str, float]
    told: list[str] = field(default_factory=list)


def places(sentence: Sentence) -> list[int]:
    """Of tokens: behind a mark, at a joint, a verb of ordering, a question word, a clause with a name of its own."""
    tokens, found = sentence.tokens, list[int]()
    inside = {place for one in sentence.persons for place in one.places[1:]} | _in_rows(tokens)
    clauses = set(clauses_begin(sentence))
    for place, (before, token) in enumerate(pairwise(tokens), 1):
        if place in inside or token.kind == "mark" or (before.kind == "mark" and before.norm in _WITHIN):
            continue
        if before.norm in JOINTS and (not found or found[-1] == place - 1):
            continue  # «и напомни» begins at «и»
        if before.norm in _LEADS and before.kind != "mark":
            continue  # «у кого», «с каких»: they begin before
        leads = token.norm in _LEADS and place + 1 < len(tokens) and tokens[place + 1].norm in _OPENS
        opens = leads or token.norm in JOINTS or token.norm in _OPENS or (token.form == "imp" and not token.entity)
        if before.kind == "mark" or opens or place in clauses:
            found.append(place)
    return [0, *_likeliest(found, tokens)]


def _in_rows(tokens: list[Token]) -> set[int]:
    """«Исаев, Борисова и 5б»: what is named in a row is not parted."""
    found = set[int]()
    named = [place for place, one in enumerate(tokens) if one.entity in _ROWS]
    for one, other in pairwise(named):
        between = tokens[one + 1 : other]
        if len(between) < _FEW and all(each.norm in _IN_ROW or each.norm in _LEADS for each in between):
            found |= set(range(one + 1, other + 1))
    return found


def _likeliest(found: list[int], tokens: list[Token]) -> list[int]:
    """Not more than may be weighed: marks and verbs before names and little words."""
    if len(found) < MOST:
        return found

    def _rank(place: int) -> int:
        behind = tokens[place + 1] if place + 1 < len(tokens) else tokens[place]
        ordered = any(one.form == "imp" and not one.entity for one in (tokens[place], behind))
        ends = tokens[place - 1].norm in (".", "!", "?", ";", "\n")
        return 2 * ordered + 2 * ends + (tokens[place - 1].kind == "mark") + (tokens[place].norm in _OPENS)

    return sorted(sorted(found, key=lambda one: (-_rank(one), one))[: MOST - 1])


def stretches(sentence: Sentence, side: str, at: list[int]) -> dict[tuple[int, int], Stretch]:
    """Each stretch by the numbers of its places."""
    ends, size = [*at[1:], len(sentence.tokens)], len(at)
    begin = [_begins(sentence.tokens, place) for place in at]
    spans = [(one, other) for one in range(size) for other in range(one + 1, min(one + LONGEST, size) + 1)]
    spans += [(0, size)] if size > LONGEST else []
    bounds = [(_first_said(sentence.tokens, at[one], ends[other - 1]), ends[other - 1]) for one, other in spans]
    known = model(side)
    each = known.likely_each(features(_part(sentence, first, last)) for first, last in bounds)
    found = {}
    for span, (first, last), labels in zip(spans, bounds, each, strict=True):
        chances: dict[str, float] = {}
        for label, chance in labels.items():
            code = label.partition(" ")[0]
            chances[code] = chances.get(code, 0.0) + chance
        code = max(chances, key=chances.__getitem__)
        told = [*_told(sentence.tokens[first:last], code, chances), *(f"B:{one}" for one in begin[span[0]])]
        told += [f"I:{one}" for place in range(span[0] + 1, span[1]) for one in begin[place]]
        found[span] = Stretch(first, last, code, chances, told)
    return found


def _first_said(tokens: list[Token], first: int, last: int) -> int:
    """Behind marks and joints."""
    while first < last - 1 and (tokens[first].kind == "mark" or tokens[first].norm in JOINTS):
        first += 1
    return first


def _part(sentence: Sentence, first: int, last: int) -> Sentence:
    said = {place - first: thing for place, thing in sentence.figures.said.items() if first <= place < last}
    own = {GAP_OF.get(thing, "") for thing in said.values()}
    lacking = [one for one in sentence.figures.lacking if GAP_OF.get(one, one) in own]
    return Sentence("", sentence.tokens[first:last], sentence.when, Figures(lacking, said))


_STEPS = (0.15, 0.3, 0.45, 0.6, 0.75, 0.87, 0.94, 0.98)
_LENGTHS = (1, 2, 3, 4, 6, 8, 11, 15, 20, 30)


def _step(number: float, steps: tuple[float, ...]) -> int:
    return sum(number > one for one in steps)


def _told(tokens: list[Token], code: str, chances: Mapping[str, float]) -> Iterator[str]:
    words = [one for one in tokens if one.kind != "mark"]
    step, kind = _step(chances[code], _STEPS), "acts" if code in ACTS else "asks"
    orders = sum(one.form == "imp" and not (one.entity or one.is_filler or one.denied) for one in words)
    wants = sum(one.norm in _WANTS for one in words)
    asks = sum(one.norm in _ASKING or one.norm.startswith(("как", "скольк")) for one in words)
    tells = any(one.form in ("past", "third") and not one.entity for one in words)
    length = _step(len(words), _LENGTHS)
    named = any(one.entity == "who" for one in words)
    of_some = named or any(one.entity in ("group", "class", "stranger") for one in words)
    points = any(one.norm in THEM for one in words)
    days = any(one.entity in ("days", "week", "clock") for one in words)
    talk = _step(sum(chances.get(one, 0.0) for one in COURTEOUS), _STEPS)
    verb = f"{min(orders, 2)}{min(wants, 1)}{min(asks, 2)}{int(tells)}"
    yield from ("W", f"s{step}", f"c:{code}", f"{kind}{step}", f"v{verb}", f"v{verb}{kind}", f"n{length}")
    yield from (f"talk{talk}", f"o{min(orders, 3)}", f"q{min(asks, 3)}", f"s{step}o{min(orders, 1)}q{min(asks, 1)}")
    yield f"c:{code}o{min(orders, 1)}q{min(asks, 1)}w{min(wants, 1)}"
    yield f"c:{code}s{step // 3}"
    yield f"{kind}who{int(of_some)}{int(points)}{int(days)}"
    yield f"c:{code}who{int(of_some)}"
    if any(one.norm == "?" for one in tokens):
        yield from ("?", f"?{kind}", f"?c:{code}")
    if words and (words[-1].norm in _LEADS or words[-1].norm in ("не", "что", "чтобы", "кроме", "без")):
        yield "leads"
    if any(one.denied or one.norm == "не" for one in words):
        yield from ("not", f"not{kind}", f"notc:{code}")


_WANTS = frozenset({"надо", "нужно", "нужен", "нужна", "нужны", "хочу", "пусть", "можно", "прошу", "хотелось", "мне"})
_ASKING = frozenset({"кто", "что", "где", "когда", "почему", "зачем", "куда", "кому", "чем", "кого", "чей", "ли"})
_LEADS = frozenset({"в", "на", "с", "у", "от", "из", "к", "по", "про", "о", "об", "за", "для"})


def _begins(tokens: list[Token], place: int) -> list[str]:
    """What stands around a place."""
    mark = tokens[place - 1].norm if place and tokens[place - 1].kind == "mark" else ""
    first = _first_said(tokens, place, len(tokens))
    joint = "+".join(one.norm for one in tokens[place:first] if one.kind != "mark")
    word, behind = tokens[first], tokens[min(first + 1, len(tokens) - 1)]
    before = next((one for one in reversed(tokens[:place]) if one.kind != "mark"), None)
    own, prior = _form(word), _form(before) if before is not None else "^"
    found = [f"m{mark}", f"j{joint}", f"m{mark}j{joint}", f"f{own}", f"m{mark}f{own}", f"j{joint}f{own}"]
    found += [f"w{word.norm if not word.entity else '@' + word.entity}", f"f{own}f{_form(behind)}", f"p{prior}f{own}"]
    found += [f"C{one}" for one in sorted(word.concepts)[:3] if not word.entity]
    found += [f"D{one}" for one in sorted(behind.concepts)[:3] if not behind.entity]
    found += [f"b{before.norm}" if before is not None and not before.entity else "b@"]
    return found


def _form(token: Token) -> str:
    return f"@{token.entity}" if token.entity else f"{'!' if token.denied else ''}{token.form or token.kind}"
