"""Of how many messages those are meant who are asked for: «от 6 до 9 сообщений», «больше 5, но меньше 10»; and whether
an average is asked.

Own patterns: numbers beside «сообщений», with what compares them.
"""

import re

from handlers.understanding.reading.tokens.numerals import NUMBERS

MOST = 9999
_N = r"(\d{1,3})"
_OF_MESSAGES = re.compile(r"\bсообщени\w*|\bсмс\w*")
_BETWEEN = (
    re.compile(
        rf"\bот {_N} до {_N}(?! ?(?:%|[а-я]*(?:декабр|январ|феврал|март|апрел|мая|сентябр|октябр|ноябр|класс)))"
    ),
    re.compile(rf"\bмежду {_N} и {_N}\b"),
    re.compile(rf"\b{_N} ?[-–—] ?{_N} сообщ"),
)
_OVER = re.compile(rf"\b(?:больше|более|свыше|выше)(?: чем)? {_N}\b")
_UNDER = re.compile(rf"\b(?:(?:меньше|менее|ниже)(?: чем)?|до(?= \d+ сообщ)) {_N}\b")
_JUST = re.compile(rf"\b(?:ровно|по) {_N} сообщ")
_NORMS = (3, 10)
_AVERAGE = re.compile(r"\b(?:в среднем|средн(?:ее|яя|ий|его|ей|юю))\b")


_TOGETHER = {"двое": 2, "трое": 3, "четверо": 4, "пятеро": 5, "шестеро": 6, "семеро": 7}
_IF_MORE = re.compile(
    r"\bесли (?:еще )?(?:хотя бы )?(?:еще )?(?P<count>\d{1,3})(?! ?%)(?: \w+)? "
    r"(?:позвон|созда|напиш|свяж|привяж|зарегистр|сдела|подключ|дожм|прибав|добав)"
)


def supposed(text: str) -> int | None:
    """«Сколько будет, если ещё трое позвонят»: how many more are supposed."""
    said = re.sub(r"\w+", lambda word: str(_TOGETHER.get(word[0], word[0])), text.lower().replace("ё", "е"))
    found = _IF_MORE.search(_in_digits(" ".join(said.split())))
    return int(found["count"]) if found is not None and int(found["count"]) else None


def messages_between(text: str) -> tuple[int, int] | None:
    """The least and the most of them; None where no number chooses, or only a norm does, which has lists of its own."""
    said = _in_digits(" ".join(text.lower().replace("ё", "е").split()))
    if _OF_MESSAGES.search(said) is None or "%" in said:
        return None
    for pattern in _BETWEEN:
        if (found := pattern.search(said)) is not None and int(found[1]) <= int(found[2]):
            return int(found[1]), int(found[2])
    over, under, just = _OVER.search(said), _UNDER.search(said), _JUST.search(said)
    if just is not None:
        return int(just[1]), int(just[1])
    if over is not None:
        return int(over[1]) + 1, int(under[1]) - 1 if under is not None else MOST
    if under is not None and int(under[1]) not in _NORMS and int(under[1]) > 1:
        return 0, int(under[1]) - 1
    return None


def _in_digits(text: str) -> str:
    """«Больше двадцати пяти» → «больше 25»."""
    digits = re.sub(r"[а-я]+", lambda word: str(NUMBERS.get(word[0], word[0])), text)
    return re.sub(r"\b([2-9])0 ([1-9])\b", r"\1\2", digits)


def asks_average(text: str) -> bool:
    """«Сколько в среднем сообщений на учителя»."""
    said = text.lower().replace("ё", "е")
    return (
        _AVERAGE.search(said) is not None
        and re.search(r"\bсообщени|\bзвонк", said) is not None
        and ("средн" not in said or re.search(r"средн\w+ (?:школ|звен|класс)", said) is None)
    )
