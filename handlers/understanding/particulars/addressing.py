"""To whom something is to be said: those who are named beside the verb, or before its words begin, not who is spoken
of."""

from collections.abc import Sequence

from handlers.understanding.particulars.mentions import Mention, chain_of
from handlers.understanding.particulars.time.moment import SAYING
from handlers.understanding.reading.clauses import clause_around, follow_on
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token

_SPEAKS = ("извини", "скаж", "объясн", "попрос", "спрос", "узна", "донес", "довед")
_MARKS = frozenset({":", ".", "что", "чтобы", "чтоб", "о", "об", "пусть"})


def addressed(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    tokens = sentence.tokens
    says = [place for place, one in enumerate(tokens) if asks_to_say(one)]
    verb = next((place for place in says if tokens[place].form == "imp"), next(iter(says), None))
    start = _start_of_words(tokens, mentions, verb)
    if verb is not None:
        clause = clause_around(tokens, verb, verb)
        beside = [one for one in mentions if one.first in clause and (start is None or one.first < max(start, verb))]
        row = [each for one in beside for each in chain_of(tokens, mentions, one)]
        row += [one for one in mentions if _is_told_too(tokens, one, verb)]
        if row:
            return [one for one in mentions if one in row and not _is_told_of(tokens, one)]
        if any(_is_to_all(tokens, at) for at in clause) and not any(token.norm in _BESIDES for token in tokens):
            return []  # «музыку не включать, всех предупреди»
    if any(one.norm in _LETS and _is_to_all(tokens, at + 1) for at, one in enumerate(tokens[:-1])):
        return []  # «Омарова меняется с Образцовой, пусть все знают»
    late = [one for one in mentions if start is not None and one.first > start]
    to_all = verb is not None and any(token.means("all_word") for token in tokens[verb:start])
    if verb is not None and to_all:
        late += [one for one in mentions if _ends_before(tokens, one.last, verb)]
    late += [one for one in mentions if _is_told_of(tokens, one) or _does_it(tokens, one)]
    kept = [one for one in mentions if one not in late]
    if not kept and any(_does_it(tokens, one) for one in mentions):
        return []  # «объявление для сотрудников: …, дежурят физруки»
    return kept if to_all else kept or list(mentions)


_LETS = frozenset({"пусть", "пускай"})


_BESIDES = frozenset({"отдельно", "особенно", "лично"})


def _is_to_all(tokens: Sequence[Token], place: int) -> bool:
    """«Всем», «коллективу»; not «от нас всех», «все предметники 8б»."""
    token, following = tokens[place], tokens[place + 1 : place + 2]
    if token.denied or any(one.norm == "от" for one in tokens[max(0, place - 2) : place]):
        return False
    of_some = any(one.entity for one in following)
    return (token.means("all_word") and not of_some) or token.norm.startswith(("коллектив", "педколлектив"))


_HE = frozenset({"он", "она", "они", "который", "которая", "которые"})


def _is_told_of(tokens: Sequence[Token], one: Mention) -> bool:
    """«Спасибо Исаеву, он весь 10б подключил»: a class or group of what is told of somebody."""
    if one.person is not None:
        return False
    said = [tokens[place] for place in clause_around(tokens, one.first, one.last)]
    return any(token.norm in _HE for token in said) and any(token.form in ("past", "third") for token in said)


def _does_it(tokens: Sequence[Token], one: Mention) -> bool:
    """«…, дежурят физруки»: a group in the nominative with its verb, behind the first clause."""
    clause = clause_around(tokens, one.first, one.last)
    if one.person is not None or one.is_class or clause.start == 0 or not tokens[one.last].norm.endswith(("и", "ы")):
        return False
    lead = tokens[one.first - 1]
    return lead.form == "third" and lead.kind == "word" and not lead.is_filler and not lead.denied


_FEW = 4  # words: a clause of them says only to whom


def _is_told_too(tokens: Sequence[Token], one: Mention, verb: int) -> bool:
    """«Предупреди 7-е классы, что …, и Звёздочкину скажи»."""
    clause = clause_around(tokens, one.first, one.last)
    asks = any(asks_to_say(tokens[place]) for place in clause)
    return asks and clause.start > verb and len(clause) <= _FEW and tokens[clause.start - 1].norm in ("и", ",")


def asks_to_say(token: Token) -> bool:
    return token.form in ("imp", "inf") and (token.means(*SAYING) or token.norm.startswith(_SPEAKS))


def _start_of_words(tokens: Sequence[Token], mentions: Sequence[Mention], verb: int | None) -> int | None:
    """«Передай Петрову, что …», «Линейкину предупреди, кружок …»."""
    first = mentions[0].first if mentions else 0
    if verb is not None and first < verb and first in clause_around(tokens, verb, verb):
        return verb
    after = first if verb is None else verb + 1
    return next((place for place, one in enumerate(tokens) if one.norm in _MARKS and place >= after), None)


def _ends_before(tokens: Sequence[Token], place: int, verb: int) -> bool:
    """«Взломали Алиеву! Предупреди всех»: a sentence of its own, before what is asked for."""
    return any(token.norm in (".", "!", "?", "\n") for token in tokens[place + 1 : verb])


_TOPIC = frozenset({"про", "о", "об", "насчет", "за", "по"})


def is_spoken_of(tokens: Sequence[Token], one: Mention, mentions: Sequence[Mention]) -> bool:
    """«Поблагодари Алиеву за 6б», «напиши Исаеву про физиков»: what it is about, where somebody else is written to."""
    led = [_lead(tokens, _row(tokens, each, mentions)[0]) in _TOPIC for each in mentions]
    return led[mentions.index(one)] and not all(led)


def _lead(tokens: Sequence[Token], one: Mention) -> str:
    return tokens[one.first - 1].norm if one.first else ""


def _row(tokens: Sequence[Token], one: Mention, mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Those that follow each other: «за 8в и 6в»."""
    first = last = mentions.index(one)
    while first and follow_on(tokens, mentions[first - 1].last, mentions[first].first):
        first -= 1
    while last + 1 < len(mentions) and follow_on(tokens, mentions[last].last, mentions[last + 1].first):
        last += 1
    return mentions[first : last + 1]


_EVERYBODY = frozenset({"всем", "всех", "каждому", "каждого"})
_INCLUDING = (["включая"], ["даже"], ["особенно"], ["в", "том", "числе"])
_NAMING = frozenset({"who", "group", "class"})


def is_among_all(tokens: Sequence[Token], one: Mention, mentions: Sequence[Mention]) -> bool:
    """«Разошли всем, и совместителям тоже», «напомни всем, включая директора»: some of all who are meant; «всем
    физикам, и химикам тоже» are two groups."""
    row = _row(tokens, one, mentions)
    before = [token.norm for token in tokens[max(0, row[0].first - 3) : row[0].first]]
    after = [token.norm for token in tokens[row[-1].last + 1 : row[-1].last + 4]]
    too = bool({"и", ","} & set(before[-1:])) and after[:1] in (["тоже"], ["также"])
    including = any(words in (before[-len(words) :], after[: len(words)]) for words in _INCLUDING)
    return (too or including) and any(
        token.norm in _EVERYBODY and not any(near.entity in _NAMING for near in tokens[place + 1 : place + 3])
        for place, token in enumerate(tokens[: row[0].first])
    )
