"""A message taken apart: who, when, how much and what it is about, ready for the frames."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from handlers.understanding.reading.classes import take_classes
from handlers.understanding.reading.figures import Figures, read_figures
from handlers.understanding.reading.roster import Named, Roster, Stranger, strangers
from handlers.understanding.reading.tokens import Token, tokens_of
from handlers.understanding.reading.when import When, read_when
from indicators.weeks import Week

_EXCEPT = frozenset({"кроме", "исключая", "исключением", "окромя"})
_ASKING = ["who_q", "what_q", "how_q", "where_q", "when_q", "which_q", "reason_why", "count_q", "whose"]
REASONS = {
    "sick": "sick",
    "maternity": "maternity",
    "parttime": "parttime",
    "courses": "courses",
    "trip": "trip",
    "vacation": "vacation",
    "other_reason": "other",
}
_IF = frozenset({"если", "представь", "допустим", "предположим", "бы", "вдруг", "гипотетически"})
_SHARE = re.compile(r"(\d{1,3})%")
FORMATS = {"doc": "docx", "report_table": "xlsx", "pdf": "pdf", "png": "png"}


@dataclass(slots=True)
class Sentence:
    text: str
    tokens: list[Token]
    when: When
    figures: Figures
    persons: list[Named] = field(default_factory=list)
    excepted: list[Named] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    excepted_groups: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    excepted_classes: list[str] = field(default_factory=list)
    unknown: list[Stranger] = field(default_factory=list)
    percents: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    asks: bool = False
    supposes: bool = False
    meant: frozenset[str] = frozenset()
    today: date = date.min

    @property
    def reason(self) -> str:
        for concept, reason in REASONS.items():
            if any(token.means(concept) for token in self.tokens):
                return reason
        return ""

    @property
    def format(self) -> str:
        return next((made for concept, made in FORMATS.items() if any(one.means(concept) for one in self.tokens)), "")

    @property
    def words(self) -> list[Token]:
        return [token for token in self.tokens if token.kind != "mark"]

    def has(self, *concepts: str) -> bool:
        return any(token.means(*concepts) for token in self.tokens)

    @property
    def says_all(self) -> bool:
        return any(token.means("all_word") and not token.entity for token in self.tokens)


def take_apart(text: str, roster: Roster, today: date, newest: Week) -> Sentence:
    return sentence_of(text, tokens_of(text), roster, today, newest)


def sentence_of(text: str, tokens: list[Token], roster: Roster, today: date, newest: Week) -> Sentence:
    classes = take_classes(tokens)
    named = [one for one in roster.named(tokens) if len(one.members) <= 6]
    for one in named:
        for place in one.places:
            tokens[place].entity = "who"
    unknown = strangers(tokens)
    for stranger in unknown:
        for place in stranger.places:
            tokens[place].entity = "stranger"
    when = read_when(tokens, today, newest)
    sentence = Sentence(text, tokens, when, Figures(), named, classes=classes, unknown=unknown, today=today)
    _groups(sentence)
    sentence.figures = read_figures(tokens)
    _exceptions(sentence)
    _numbers(sentence)
    sentence.asks = "?" in text or any(token.means(*_ASKING) or token.norm == "ли" for token in tokens)
    sentence.supposes = any(token.norm in _IF for token in tokens)
    return sentence


def _groups(sentence: Sentence) -> None:
    for _place, token in enumerate(sentence.tokens):
        if token.entity:
            continue
        group = next((one for one in sorted(token.concepts) if one.startswith(("subject:", "post:"))), "")
        if not group or (token.guessed and len(token.norm) < 7):
            continue
        if token.norm == "общество":
            continue
        token.entity = "group"
        if group not in sentence.groups:
            sentence.groups.append(group)


def _exceptions(sentence: Sentence) -> None:
    """«кроме Алиевой и началки», «но без началки», «а Мадине не надо»: who is left out."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.norm in _EXCEPT:
            _except_from(sentence, place, len(tokens))
        elif token.norm == "без" and place + 1 < len(tokens) and tokens[place + 1].entity in ("group", "who", "class"):
            _except_from(sentence, place, place + 4)
        elif token.norm in ("не", "нет") and place and _is_spared(tokens, place):
            _except_before(sentence, place)


def _is_spared(tokens: Sequence[Token], place: int) -> bool:
    """«… а Мадине не надо» at the end."""
    after = tokens[place + 1].norm if place + 1 < len(tokens) else ""
    ends = place + 2 >= len(tokens) or tokens[place + 2].kind == "mark"
    return after in ("надо", "нужно", "стоит") and ends and tokens[place - 1].entity in ("who", "group", "class")


def _except_before(sentence: Sentence, place: int) -> None:
    last = place - 1
    for named in list(sentence.persons):
        if last in named.places and len(sentence.persons) > 1:
            sentence.persons.remove(named)
            sentence.excepted.append(named)
            for one in (*range(place, place + 2),):
                sentence.tokens[one].entity = "except"


def _except_from(sentence: Sentence, first: int, last: int) -> None:
    tokens = sentence.tokens
    tokens[first].entity = "except"
    stop = next((one for one in range(first + 1, min(last, len(tokens))) if _ends(tokens[one])), min(last, len(tokens)))
    for named in list(sentence.persons):
        if first < named.places[0] < stop:
            sentence.persons.remove(named)
            sentence.excepted.append(named)
    inside = [token for token in tokens[first:stop] if token.entity == "group"]
    for token in inside:
        group = next(one for one in sorted(token.concepts) if one.startswith(("subject:", "post:")))
        if group in sentence.groups:
            sentence.groups.remove(group)
            sentence.excepted_groups.append(group)
    if any(token.entity == "class" for token in tokens[first:stop]) and sentence.classes:
        sentence.excepted_classes.append(sentence.classes.pop())


def _ends(token: Token) -> bool:
    return token.norm in (".", "?", "!", "но") or (
        not token.entity and token.kind == "word" and token.form == "imp" and bool(token.concepts)
    )


def _numbers(sentence: Sentence) -> None:
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.kind != "number" or token.entity not in ("", "thing"):
            continue
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        written = _SHARE.fullmatch(token.norm)
        if written is not None or (after is not None and (after.means("share") or after.norm == "%")):
            sentence.percents.append(int(written[1]) if written else token.value or 0)
            token.entity = "percent"
            if after is not None and not written:
                after.entity = "percent"
        elif token.value is not None:
            if not token.entity:
                sentence.numbers.append(token.value)
                token.entity = "number"
        elif "/" in token.norm:
            sentence.numbers += [int(one) for one in token.norm.split("/") if one.isdigit()]
            token.entity = "number"
