"""What an announcement says, and to whom, in the words of whoever orders it."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from handlers.understanding.reading.people.by_name import Several
from handlers.understanding.reading.tokens import Token, tokens_of
from indicators.russian.day_words import DayWord, Kind, day_words
from indicators.russian.rules import capital

_COLON = r":(?!\d)"  # «в 12:30» has none
_VERBS = (
    r"(?:передай|сообщи|объяви|скажи|разошли|отправь|предупреди|оповести|напомни|напиши|ответь|доведи|донеси|извести)"
    r"(?:те)?"
)
_VERB = re.compile(rf"\b{_VERBS}\b", re.IGNORECASE)
TO_ALL = re.compile(
    rf"^\W*(?:пожалуйста\W+)?{_VERBS}\s+"
    r"(?:объявлени\w+\s+)?(?:(?:всем|всех)\b(?:\s+(?:педагог|учител|коллег|сотрудник)\w*)?"
    r"|(?:педагогам|учителям|коллегам|сотрудникам|коллег|педагогов|учителей)\b(?=\W*(?:,|:|что\b)))"
    r"[\s,:—–-]*(?:о том\s*,?\s*)?(?:что\s+)?",
    re.IGNORECASE,
)
# «Алиевой спасибо, что …»: the thanks are what is said.
_WORDS = re.compile(rf"(?:[\s,]что\s+|{_COLON}\s*|[\s,](?=чтоб|спасибо\b))(?P<words>.+)$", re.IGNORECASE | re.DOTALL)
TO_SOME = re.compile(rf"^\W*(?:пожалуйста\W+)?{_VERBS}\s+", re.IGNORECASE)
# «Физрукам завтра сбор в зале»: after one word for whom.
_AFTER_ONE = re.compile(
    r"^[а-яё-]+,?\s+(?P<words>(?:сегодня|завтра|послезавтра|во?|со?|до|к|на|после)\s.+)$", re.IGNORECASE | re.DOTALL
)
# «… кроме Лосевой: сбор в зале»: who is left out is read with the wish, and is none of the words.
_BUT = re.compile(
    rf"^(?:кроме|исключая|за исключением)\s(?:(?:[^:]|:\d)*?(?:{_COLON}\s*|[\s,]что\s+)|.*$)",
    re.IGNORECASE | re.DOTALL,
)
# «Всем, кто не в отпуске, что …»: so are those who are told of by a clause.
_WHO = re.compile(
    rf"^(?:у\s+)?(?:кто|кого|кому|котор\w+|без)\s(?:[^:]|:\d)*?(?:{_COLON}\s*|,?\s+что\s+|,?\s(?=чтоб))",
    re.IGNORECASE | re.DOTALL,
)
# «Похвали тех, кто …»: some, whoever they are.
_THOSE = re.compile(r"\b(?:тех|тем|всех|всем)\s*,?\s+(?:у\s+)?(?:кто|кого|котор\w+)\b", re.IGNORECASE)
# «Классным руководителям, кроме Лосевой, она болеет, передай: …»: whom it is for stands before the verb.
_LAST_VERB = re.compile(rf"\b{_VERBS}(?:{_COLON}\s*|\s*,?\s+что\s+)(?P<words>.+)$", re.IGNORECASE | re.DOTALL)
_THAT = re.compile(r"^(?:чтобы|чтоб)\s", re.IGNORECASE)
ANNOUNCEMENT = re.compile(r"^\W*объявлени\w+(?:\s+(?:для\s+)?всем?х?)?[\s,:—–-]*", re.IGNORECASE)

_OUTSIDERS = re.compile(
    r"^\W*(?:пожалуйста\W+)?[а-яё]+\s+(?:объявлени\w+\s+)?(?:всем\s+)?(?:родителям|ученикам|учащимся|детям|школьникам)\b",
    re.IGNORECASE,
)
# «Кто не звонил?» while the words are asked for: nobody announces that.
_QUESTION = re.compile(r"^\W*(?:кто|кому|у кого|сколько|покажи(?:те)?|почему|кого)\b[^,.!:;\n]*$", re.IGNORECASE)


def is_for_outsiders(text: str) -> bool:
    """«Передай родителям, что …»."""
    return _OUTSIDERS.match(text) is not None


def is_question(text: str) -> bool:
    return _QUESTION.match(text) is not None


def announced(
    text: str, named: Several, *, chosen: bool, timed: bool = False
) -> tuple[str, frozenset[int] | None] | None:
    """What is to be said, and to whom when people are named; None when it is not clear to whom. `timed`: when it is to
    go was said, and is none of the words."""
    text = _untimed(text) if timed else text
    for beginning in (TO_ALL, ANNOUNCEMENT):
        said = beginning.match(text)
        if said is not None:
            rest = text[said.end() :].strip()
            behind = _behind_whom(rest) if chosen else rest
            told = behind if said[0].rstrip().endswith(":") else _WHO.sub("", behind)
            return _words_of(_BUT.sub("", told)), None
    some = TO_SOME.match(text)
    if some is None:
        if not chosen and _THOSE.search(text):
            return None
        last = _LAST_VERB.search(text) if chosen else None
        return _words_of(last["words"]) if last is not None else "", None
    rest = text[some.end() :]
    words = _WORDS.search(rest) or (_AFTER_ONE.match(rest) if chosen else None)
    if chosen:
        return _words_of(words["words"]) if words is not None else "", None
    if not named.people or named.doubt is not None:
        return None
    return capital(re.sub(r"^[\s,:—–-]*(?:что\s+)?", "", named.rest)), frozenset(one.id for one in named.people)


_MOMENT = frozenset({Kind.DATE, Kind.WEEKDAY, Kind.NEAR, Kind.WEEK, Kind.END})
_OF_MOMENT = frozenset({Kind.ON, Kind.NUMBER})
_PARTS_OF_DAY = re.compile(r"утр\w+|дн[её]м|вечер\w+|час\w*|обед\w*")


def _untimed(text: str) -> str:
    """«Передай всем ‹завтра в 12›: …», «‹в пятницу› передай всем …»: without the moment before the words, or before the
    verb where nothing tells where they begin."""
    words, verb = _WORDS.search(text), _VERB.search(text)
    end = words.start() if words is not None else verb.start() if verb is not None else 0
    for moment in reversed(list(_moments(day_words(text[:end].lower())))):
        first, last = moment[0].start, moment[-1].end
        behind_verb = verb is not None and not text[verb.end() : first].strip()
        before_verb = verb is not None and last <= verb.start()
        if behind_verb or before_verb or not text[last:end].strip(" ,"):
            text = f"{text[:first].rstrip(' ,')} {text[last:].lstrip(' ,')}"
    return text.strip()


def _moments(said: Sequence[DayWord]) -> Iterator[list[DayWord]]:
    """Runs of words that say a moment: «в пятницу в 10», «завтра утром», «в 12»."""
    for is_moment, run in groupby(said, lambda one: one.kind in _MOMENT | _OF_MOMENT or _is_of_moment(one)):
        words = list(run)
        kinds = {one.kind for one in words}
        if is_moment and (kinds & _MOMENT or kinds >= _OF_MOMENT):
            yield words


def _is_part_of_day(one: DayWord) -> bool:
    return one.kind is Kind.OTHER and _PARTS_OF_DAY.fullmatch(one.text) is not None


def _is_of_moment(one: DayWord) -> bool:
    """«Утром», and what leads to a day: «с понедельника», «после нового года»."""
    return _is_part_of_day(one) or one.kind is Kind.SINCE or one.text == "после"


def is_said_anew(text: str) -> bool:
    """A whole order with words of its own: it says nothing of what is shown."""
    some = TO_SOME.match(text)
    return some is not None and _WORDS.search(text, some.end()) is not None


def _behind_whom(text: str) -> str:
    """«Всем ‹классным руководителям кроме начальной школы, что› в среду …»: groups are whom it is for, and are read
    with the wish; they are none of the words."""
    words = _WORDS.search(text) or _AFTER_ONE.match(text)
    head = takewhile(
        lambda one: one.norm != "кроме", tokens_of(text[: words.start("words")] if words is not None else text)
    )
    named = [one for one in head if one.kind == "word" and not one.is_filler]
    if not named or not all(_is_whom(one) for one in named):
        return text
    return words["words"] if words is not None else ""


def _is_whom(token: Token) -> bool:
    return token.means("staff", "class_word", "all_word", "day_word") or any(
        one.startswith(("subject:", "post:")) for one in token.concepts
    )


def _words_of(text: str) -> str:
    """«Чтобы сдали отчёты» is no sentence alone."""
    return f"Просили передать, {text}" if _THAT.match(text) else capital(text)


_TIMES = frozenset({*_MOMENT, Kind.NUMBER})
_OF_VERBS = frozenset({"imp", "inf", "we", "first", "second", "past"})


def apart_from_moment(words: str) -> tuple[str, str]:
    """«11 января в 9: педсовет в 14»: the moment in front, which is when to send it, and the words, which have an hour
    or a day of their own; empty where that is not so."""
    colon = re.search(_COLON, words)
    head, told = (words[: colon.start()], words[colon.end() :].strip()) if colon is not None else ("", "")
    said = day_words(head.lower())
    is_moment = any(one.kind in _MOMENT for one in said) and all(
        one.kind is not Kind.OTHER or _is_part_of_day(one) for one in said
    )
    return (head, capital(told)) if is_moment and told and _names_time(told) else ("", "")


def tells_no_time(words: str) -> bool:
    """«Педсовет», with a moment that was taken for that of sending: of something that happens it is not said when."""
    tokens = [one for one in tokens_of(words) if one.kind == "word" and not one.is_filler]
    happens = [one for one in tokens if one.means("announcement_words")]
    does = any(one.form in _OF_VERBS and one not in happens for one in tokens)
    return bool(happens) and not does and not _names_time(words)


def _names_time(words: str) -> bool:
    return any(one.kind in _TIMES for one in day_words(words.lower()))
