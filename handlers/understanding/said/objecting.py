"""Whether words dispute figures, and what else a teacher tells about them: «не 4, а 12», «всё, кроме журнала», «звонок
был в среду»."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from handlers.understanding.reading import wrong
from handlers.understanding.reading.spelling import plain
from handlers.understanding.reading.tokens import Token, tokens_of
from indicators.russian.calendar_words import MONTH, near_days, weekday_number
from nudges.dates import LOOK_BACK, find_span

_BARE = 2  # words: «это ошибка»
_LONGEST_THANKS = 3
_BUT = frozenset({"кроме", "исключением"})
_ENDS = frozenset({".", "!", "?"})
_MOST_DIGITS = 6


def disputes(text: str) -> bool:
    """«У меня 12», «двенадцать, а не четыре», «данные неверны»; not «ошибки нет»."""
    tokens = tokens_of(text)
    return _disputes_figure(tokens) or (any(map(wrong.says_wrong, tokens)) and len(text.split()) > _BARE)


def _disputes_figure(tokens: Sequence[Token]) -> bool:
    numbers = [one for one in tokens if one.kind == "number"]
    refused = any(one.norm == "не" and following.kind == "number" for one, following in pairwise(tokens))
    more = any(one.norm == "столько" and one.denied for one in tokens) and any(one.value is not None for one in tokens)
    mine = next((two.end for one, two in pairwise(tokens) if (one.norm, two.norm) == ("у", "меня")), None)
    told = mine is not None and any(one.start > mine and one.text[0].isdigit() for one in numbers)
    return told or more or (refused and len(numbers) > 1)


def only_thanks(text: str) -> bool:
    """«Понятно, спасибо большое»: no detail of what is wrong."""
    words = [one for one in tokens_of(text) if one.kind != "mark"]
    says_more = any(one.means("mistake") or one.kind == "number" for one in words)
    return 0 < len(words) <= _LONGEST_THANKS and words[0].means("thanks", "understood") and not says_more


_WHETHER_RIGHT = re.compile(
    r"(?:^|[\s,.;!?–—-])(?:правильно|верно|все так|так|сходится|совпадает)(?: же| ли)?\s*\?\W*$"
)
_OF_NORM = re.compile(
    r"\b(?:надо|нужно|норм|достаточн|хват|долж|миним|треб|счита|будет|если|обязательн|сдела[йю]|напишу)"
)


def asks_whether_right(text: str) -> bool:
    """«12 сообщений, 1 звонок. Правильно?»; not «10 сообщений надо, верно?», which is of the norm."""
    said = plain(text)
    return _WHETHER_RIGHT.search(said) is not None and _OF_NORM.search(said) is None and bool(figures_in(text))


_FOR_SOMEBODY = re.compile(
    r"\b(?:скин(?:ь|ьте|ешь)|кинь(?:те)?|сбрось(?:те)?|перешл(?:и|ите)|пришл(?:и|ите|ешь)|вышл(?:и|ите)|отправь(?:те)?"
    r"|дай(?:те)?|одолжи(?:те)?|принес(?:и|ите)|захвати(?:те)?|купи(?:те)?|забер(?:и|ите)|подмени(?:те)?|займи(?:те)?"
    r"|подожди(?:те)?|приезжай(?:те)?|приходи(?:те)?|зайди(?:те)?|набери(?:те)?|распечатай(?:те)?)\b"
)


def is_for_somebody_else(text: str) -> bool:
    """«Галочка, скинь фото расписания»: asked of a colleague, in the wrong window, where no word is of figures."""
    tokens = tokens_of(text)
    of_figures = any(map(wrong.says_wrong, tokens)) or any(one.means("mistake") for one in tokens)
    return _FOR_SOMEBODY.search(plain(text)) is not None and not of_figures and not disputes(text)


def numbers_in(text: str) -> set[int]:
    """All that are said, in figures or in words."""
    return {one.value for one in tokens_of(text) if one.value is not None and len(str(one.value)) <= _MOST_DIGITS}


_NO_FIGURE_TEXT = """
    числ минут час урок класс утра вечера недел дн ден человек учени учащ дет ребят родител мам девоч мальчик лет раз
"""
_NO_FIGURE = tuple(_NO_FIGURE_TEXT.split())
_MONTH = re.compile(MONTH)
_AGAIN = ("опять", "снова", "тоже", "также", "по-прежнему")


def figures_in(text: str) -> set[int]:
    """The numbers that may be a figure of one's own; no day, no class and no «пять минут»."""
    tokens = [one for one in tokens_of(text) if one.norm not in ("-", "–", "го")]
    tokens = [one for one, after in pairwise([*tokens, Token("", "", 0, 0)]) if not _is_class(one, after)]
    after = [*(one.norm for one in tokens[1:]), ""][: len(tokens)]
    return {
        one.value
        for one, following in zip(tokens, after, strict=True)
        if one.value is not None
        and not (following.startswith(_NO_FIGURE) or _MONTH.fullmatch(following))
        and len(str(one.value)) <= _MOST_DIGITS
    }


_OF_MESSAGES = ("сообщен", "написал", "отписал", "отправил")
_OF_A_CALL = ("звон", "позвон", "созвон")
_STILL = frozenset({"еще", "осталось", "хватает", "нехватает", "остается", "добрать", "дописать"})


def messages_done(text: str) -> int | None:
    """«Я уже шесть написала», «у меня 6 сообщений за эту неделю»: how many messages somebody says that there are; None
    where no number is said, several are, or it is of something else. What is set against the file is no such number."""
    tokens = tokens_of(text)
    if disputes(text) or any(one.norm in ("будет", "напишу", "если", "хватит") for one in tokens):
        return None
    numbers = figures_in(text)
    done = [one for one in tokens if one.norm.startswith(_OF_MESSAGES) and not one.denied]
    is_done = any(one.form == "past" or one.norm.startswith("сообщен") for one in done)
    is_of_call = any(one.norm.startswith(_OF_A_CALL) for one in tokens)
    return next(iter(numbers)) if len(numbers) == 1 and is_done and not is_of_call else None


def asks_what_is_left(text: str) -> bool:
    """«Сколько ещё надо», «сколько осталось»."""
    norms = [one.norm for one in tokens_of(text)]
    return "сколько" in norms and any(one in _STILL for one in norms)


def _is_class(number: Token, letter: Token) -> bool:
    """«7А», written in one."""
    return number.kind == "number" and letter.kind == "word" and len(letter.norm) == 1 and letter.start == number.end


def says_again(text: str) -> bool:
    """«Опять не так», «и на этой неделе тоже»: as it was before."""
    return any(one.norm in _AGAIN for one in tokens_of(text))


def says_wrong(text: str) -> bool:
    """«Опять не так», «снова неправильно»: that it is wrong, and no more need be said."""
    return any(wrong.says_wrong(one) or (one.norm == "так" and one.denied) for one in tokens_of(text))


def says_all_wrong(text: str) -> bool:
    """«Всё не так»: each of the figures."""
    return wrong.says_all_wrong(tokens_of(text))


def only_says_wrong(text: str) -> bool:
    """«У вас не так посчитано»: that the figures are wrong, without a word of which."""
    return wrong.only_says_wrong(tokens_of(text))


def only_says_wrong_again(text: str) -> bool:
    """«Опять не так», of whatever it may be."""
    return wrong.only_says_wrong_again(tokens_of(text))


def left_out_of_all(text: str) -> str:
    """What stands behind «всё, кроме»; empty where nothing is left out of everything."""
    tokens = tokens_of(text)
    everything = next((place for place, one in enumerate(tokens) if one.norm == "все"), len(tokens))
    for token in tokens[everything:]:
        if token.norm in _ENDS:
            break
        if token.norm in _BUT or (token.norm == "считая" and token.denied):
            return text[token.end :]
    return ""


def day_of_deed(text: str, today: date) -> date | None:
    """The day in the past on which something was done; None where none is said."""
    tokens = tokens_of(text)
    near = next((days for one in tokens if not one.denied and (days := near_days(one.norm) or 0) < 0), 0)
    if near:
        return today + timedelta(days=near)
    named = next((one for place, one in enumerate(tokens) if _is_weekday(tokens, place)), None)
    if named is not None:
        return today - timedelta(days=(today.weekday() - weekday_number(named.norm)) % 7 or 7)
    if any(one.means("day_word", "weekday") and one.denied for one in tokens):
        return None
    found = find_span(text.lower().replace("ё", "е"), today, today - LOOK_BACK)
    day = found.span.ends_on or found.span.starts_on if found is not None else None
    return day if day is not None and day < today else None


def _is_weekday(tokens: Sequence[Token], place: int) -> bool:
    """«В прошлую среду»; not «не в среду, а …»."""
    lead = place - 2 if place and tokens[place - 1].means("past_week") else place - 1
    is_then = lead >= 0 and tokens[lead].norm in ("в", "во")
    day = tokens[place]
    return is_then and day.kind == "word" and day.means("weekday") and not (day.denied or day.guessed)


_CANNOT = re.compile(
    r"[^,.;!?]*\b(?:не (?:могу|получа(?:ется|лось)|выходит|вышло|удается|удалось|умею|знаю как|открывается|работает)"
    r"|никак)\b[^,.;!?]*"
)


def cannot(text: str) -> str:
    """«А журнал не могу привязать»: the clause of it; empty where nobody says so."""
    found = _CANNOT.search(plain(text))
    return found[0] if found is not None else ""


_TO_SOMEBODY = re.compile(
    r"\b(?:ей|ему|им|завучу|директору|ответственно(?:му|й)|секретарю) (?:\w+ )?(?:по)?звонил\w*"
    r"|\b(?:по)?звонил\w* (?:ей|ему|им|завучу|директору|ответственно(?:му|й)|секретарю)\b|\bв курсе\b"
)


def tells_of_talk(text: str) -> bool:
    """«Вера Анатольевна в курсе, я ей звонила»: on the telephone, and no word about a figure."""
    return _TO_SOMEBODY.search(plain(text)) is not None and not any(map(str.isdigit, text))


_PIECE = re.compile(r"[^,.;!?]+[,.;!?]*|[,.;!?]+")


def without_promises(text: str) -> str:
    """«Написала 3 сообщения, позвоню в пятницу»: what is still to be done is not done, nor is its day."""
    pieces = _PIECE.findall(text)
    kept = [one for one in pieces if not any(token.means("future_self") for token in tokens_of(one))]
    return "".join(kept) if kept else text
