"""A message taken apart: who, when, how much and what it is about."""

import re
from dataclasses import replace
from datetime import date, datetime, time

from handlers.understanding.reading.classes.named import take_classes
from handlers.understanding.reading.clauses import COMPARED
from handlers.understanding.reading.exceptions.reading import left_out
from handlers.understanding.reading.figures import Figures, read_figures
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.manner import read_manner
from handlers.understanding.reading.people.roster import Named, Roster
from handlers.understanding.reading.people.states import take_states
from handlers.understanding.reading.people.strangers import strangers
from handlers.understanding.reading.time.reading import read_when
from handlers.understanding.reading.tokens import Token, tokens_of
from indicators.weeks import Week

_IF = frozenset({"если", "представь", "допустим", "предположим", "бы", "вдруг", "гипотетически"})
_MORNING = time(9)
_EXAMS = (
    "егэ",
    "огэ",
    "впр",
    "гиа",
    "пробник",
    "олимпиад",
    "экзамен",
    "контрольн",
    "зачет",
    "диктант",
    "конкурс",
    "тест",
)
_PARALLELS = {"post:старшее звено": (10, 11), "post:среднее звено": (5, 6, 7, 8, 9)}
_NO_GROUP = ("начальник", "начальств", "информац", "информир")
_SHARE = re.compile(r"(\d{1,3})%")


def take_apart(text: str, roster: Roster, today: date, newest: Week) -> Sentence:
    return sentence_of(text, tokens_of(text, roster.has_surname), roster, datetime.combine(today, _MORNING), newest)


def sentence_of(
    text: str, tokens: list[Token], roster: Roster, now: datetime, newest: Week, whole: Sentence | None = None
) -> Sentence:
    """`whole`: the message of which it is a piece; its names are whose they are there."""
    classes = take_classes(tokens)
    named = [_as_in(whole, tokens, one) for one in roster.named(tokens) if len(one.members) <= 6]
    for one in named:
        for place in one.places:
            tokens[place].entity, tokens[place].form = "who", "noun"  # «Примеровой» ends as an order does
    unknown = strangers(tokens)
    for stranger in unknown:
        for place in stranger.places:
            tokens[place].entity = "stranger"
    when = read_when(tokens, now, newest)
    sentence = Sentence(text, tokens, when, Figures(), named, classes=classes, unknown=unknown, today=now.date())
    sentence.roster = roster
    _groups(sentence)
    sentence.states = take_states(tokens)
    sentence.figures = read_figures(tokens)
    sentence.manner = read_manner(text, tokens, sentence.figures)
    left_out(sentence)
    _numbers(sentence)
    sentence.supposed = [
        place
        for place, token in enumerate(tokens)
        if token.norm in _IF and (token.norm != "бы" or _would(tokens[place - 1])) and not _is_polite(tokens, place)
    ]
    return sentence


def _would(before: Token) -> bool:
    """«Если бы уволили», not «хотелось бы, чтобы …», which asks for it."""
    return before.form == "past" and before.norm != "хотелось"


def _is_polite(tokens: list[Token], place: int) -> bool:
    """«Если можно», «если ещё не поздно»: no condition, it is asked for."""
    ends = tokens[place + 2].norm if place + 2 < len(tokens) else ""
    if [one.norm for one in tokens[place + 1 : place + 2]] == ["что"] and ends in _IN_CASE:
        return tokens[place].norm == "если"  # «если что, я в отпуске»
    following = {one.norm for one in tokens[place + 1 : place + 4]}
    return tokens[place].norm == "если" and (bool(following & _AT_WILL) or {"еще", "не"} <= following)


_AT_WILL = frozenset({"можно", "поздно", "трудно", "сложно", "получится", "успеешь"})
_IN_CASE = frozenset({"", ",", ".", "!", "?"})


def _groups(sentence: Sentence) -> None:
    for token in sentence.tokens:
        if _is_no_subject(sentence.tokens, token):
            continue
        if token.entity or token.norm.startswith(_NO_GROUP) or token.norm == "общество":
            continue
        group = next((one for one in sorted(token.concepts) if one.startswith(("subject:", "post:"))), "")
        if not group or (token.guessed and (len(token.norm) < 7 or _is_no_slip(token, group))):
            continue
        token.entity, token.about = "group", (group,)
        if group in _PARALLELS:
            token.about = tuple(f"parallel:{one}" for one in _PARALLELS[group])
            sentence.classes += [one for one in token.about if one not in sentence.classes]
        elif group not in sentence.groups:
            sentence.groups.append(group)


def _is_no_slip(token: Token, group: str) -> bool:
    """«Руководит» is no slip in «русский»."""
    return token.norm.startswith("руковод") and group.startswith("subject:")


def _as_in(whole: Sentence | None, tokens: list[Token], one: Named) -> Named:
    """«Петрова до пятницы, Кузнецова тоже»: by itself the second would be a woman."""
    if whole is None:
        return one
    said = [tokens[place].norm for place in one.places]
    people = [*whole.persons, *whole.excepted]
    there = [other for other in people if [whole.tokens[place].norm for place in other.places] == said]
    return replace(one, members=there[0].members) if len(there) == 1 else one


def _is_no_subject(tokens: list[Token], token: Token) -> bool:
    """«Объясни русским языком», «покажи историю удалений»."""
    place = next(at for at, one in enumerate(tokens) if one is token)
    before, following = tokens[place - 1] if place else None, tokens[place + 1] if place + 1 < len(tokens) else None
    if before is not None and _is_language_spoken(before, token) and not any(one.means("who_q") for one in tokens):
        return True
    if token.norm == "русским":
        return following is not None and following.norm == "языком"
    if before is not None and before.norm == "по" and place > 1 and tokens[place - 2].norm.startswith(_EXAMS):
        return True  # «ЕГЭ по химии»
    if token.norm in ("инфу", "инфа", "инфой") and (before is None or before.norm not in ("по", "на", "ведет", "и")):
        return True  # «скинь мою инфу»
    looked_at = before is not None and before.means("show")
    of_thing = following is not None and following.form == "noun" and not (following.is_filler or following.entity)
    of_thing = of_thing and following is not None and not following.means("who_q", "staff")  # «история изменений»
    return (looked_at or of_thing) and token.norm in ("историю", "историей", "история", "истории")


def _is_language_spoken(before: Token, token: Token) -> bool:
    """«Памятка на татарском», «ответила по-русски»: in which language."""
    return (before.norm, token.norm[-4:]) == ("на", "ском") or (before.norm == "по" and token.norm.endswith("ски"))


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
        if place and tokens[place - 1].denied and tokens[place - 1].norm.endswith(COMPARED):  # «не ниже 80»
            tokens[place - 1].entity = token.entity
