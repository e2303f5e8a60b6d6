"""«Класс уже не мой», «мне дали 5б», «сняли с классного»: what a teacher tells of a class of their own."""

import re

from handlers.understanding.reading.spelling import plain

_CHANGED = re.compile(
    r"^(?!.*(?:\?|\bсколько|\b(?:дай|пока[жз]|скинь|скажи|пришли)|\bqr\b|\bплакат|^кто\b|, кто\b))"
    r".*\b(?:больше не\b|не (?:мо[йяи]|имею)\b|не (?:являюсь )?классн|отвечаю не\b|без класса\b|классного\b.* нет\b"
    r"|снял|освободил|отказал|передал|отдал|забрал|поменял|сменил|расформир|объединил|выпустил|принял|взял|добавил|дали"
    r"|теперь\b|запишите\b|другой класс\b|перешл)"
)


def tells_of_change(text: str) -> bool:
    """No question, and somebody has to mend the list."""
    return _CHANGED.search(plain(text)) is not None
