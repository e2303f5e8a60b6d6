"""What a teacher says for others and asks of them: words to be passed on, pupils, the figures of colleagues."""

import re

from handlers.understanding.reading.spelling import plain

_OF_PUPILS = re.compile(r"\b(?:дет(?:и|ей|ям|ях|ьми)|детк|ребят|ребен|учени|учащ|родител|мам\b|пап\b|семь|семей)")


def speaks_of_pupils(text: str) -> bool:
    """Of children, or their families."""
    return _OF_PUPILS.search(plain(text)) is not None


_TO_BE_PASSED = re.compile(
    r"^(?:(?:здравствуйте|добрый \w+|будьте добры|пожалуйста|а|и|прошу)[ ,!.]+)*"
    r"(?:(?:переда(?:й|йте|ть)|доложи(?:те)?)(?! (?:мне|нам)\b)|(?:скажи|сообщи)(?:те)? (?:пожалуйста )?"
    r"(?!мне\b|нам\b|что\b|одно|точн|на\b|как\b|если\b|прямо|честно)\w+(?:у|ю|е|и|ей|ам|ям|ой|им)\b)"
    r"[^.:?]*?(?:\bчто\b|\bчтобы?\b|:|\bо том\b)"
)


def is_to_be_passed_on(text: str) -> bool:
    """«Передайте Вере Анатольевне, что …», «скажите завучу, что …»: words for somebody, and not for the bot."""
    return _TO_BE_PASSED.search(plain(text)) is not None


_MEETING = re.compile(r"\bна (?:\w+ )?(?:совещани|собрани|педсовет|заседани|линейк|планерк|дежурств|консилиум|семинар)")


def misses_a_meeting(text: str) -> bool:
    """«Меня не будет на совещании»: no absence from school."""
    return _MEETING.search(plain(text)) is not None


_SHORT = 12  # words
_OF_OTHERS = re.compile(r"\bу (?:остальн|други|коллег|всех|нее|него|них)\w*")
_FIGURES_ASKED = re.compile(
    r"\b(?:сколько|скольк\w*|тоже|показател\w*|цифр\w*|долг\w*|в среднем|процент\w*|написал\w*|звонил\w*|сделал\w*"
    r"|сдал\w*|выполн\w*|создал\w*)\b"
)
_WHY = re.compile(r"\b(?:почему|отчего|за что|с какой стати)\b")
_MINE = re.compile(r"\b(?:мне|меня|я)\b")


def asks_of_others(text: str) -> bool:
    """«У остальных сколько?»: nobody is named."""
    is_short = len(text.split()) <= _SHORT
    return is_short and _OF_OTHERS.search(plain(text)) is not None and asks_figures(text) and not speaks_of_pupils(text)


def asks_figures(text: str) -> bool:
    said = plain(text)
    is_asked = "?" in said or re.match(r"(?:а |и |ну )*сколько\b", said) is not None or " сколько" in said
    return is_asked and _FIGURES_ASKED.search(said) is not None


def asks_why_me(text: str) -> bool:
    """«Почему мне третий раз, а …?»: where a colleague is named beside it."""
    said = plain(text)
    return _WHY.search(said) is not None and _MINE.search(said) is not None
