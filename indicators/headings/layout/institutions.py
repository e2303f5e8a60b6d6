"""Tables of colleges, kindergartens and sports schools: what a school calls a class is a group there, and the class
teacher a curator. Elsewhere a group is a chat, and a curator somebody to ask."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

_OTHERS: Final = re.compile(
    r"\bстудент|\bколледж|\bтехникум|\bучилищ|\b(?:спо|поо)\b|\bкурируем|\bучебн\w+\s+групп|"
    r"\bмастер\w*\s+(?:п/о|производств)|\b(?:м?[абкг]?доу|удо)\b|\bдетск\w+\s+сад|\bсадик|"
    r"\bвоспитанник\w*\s+(?:в\s+)?групп|\bдошкольн|\bзанимающ|\bспорт(?:ивн\w+\s+)?школ|\bтренер|\bвозрастн\w+\s+групп",
    re.IGNORECASE,
)
_MASTER: Final = r"мастер(?P<case>\w{0,3})(?:\s+(?:п\W?\s?о\b|производственн\w+\s+обучени\w))?"
_OR_MASTER: Final = re.compile(
    rf"(?<=преподавател\w)\s*(?:\({_MASTER.replace('case', 'aside')}\)|(?:[,/]|\bили\b|\bи\b)\s*{_MASTER})",
    re.IGNORECASE,
)
_IS_MASTER: Final = re.compile(rf"\b{_MASTER}", re.IGNORECASE)
_IN_BRACKETS: Final = re.compile(r"(?<=преподавател[ьяюи])\s*(?:\(куратор\w*\)|[,/]\s*куратор\w*)", re.IGNORECASE)
_OF_GROUP: Final = re.compile(r"\bкуратор(\w{0,3})\s+(?:(?:учебн|студенч|академ)\w+\s+)?групп\w?\b", re.IGNORECASE)
_CURATOR: Final = re.compile(r"\bкуратор(ам|ами|ах|ов|ом|а|у|е|ы|)\b", re.IGNORECASE)
_CURATED: Final = re.compile(r"\bкурируем(\w+)", re.IGNORECASE)
# A group of people who are counted or written of, or the group itself; «в группах» is in chats
_GROUP: Final = re.compile(
    r"\b(?:(?:учебн|студенч|академич|возрастн|тренировочн)\w+\s+)?групп(а|ы|е|у|ой|)\b", re.IGNORECASE
)
_OF_CHATS: Final = re.compile(r"чат|сообщ|созда|беседу?|звон|актив|написа|отправ", re.IGNORECASE)
_OF_STUDENTS: Final = re.compile(
    r"студент|воспитанник|занимающ|дет[еи]|родител|законн|численн|контингент|списк|состав|обуч|\bчел", re.IGNORECASE
)
_CHAT_OF_GROUP: Final = re.compile(
    r"(\b(?:чат|бесед)\w*)\s+(?:(?:учебн|студенч|академич|сво)\w+\s+)?групп(ы|е|)\b", re.IGNORECASE
)


def is_no_school(texts: Iterable[str]) -> bool:
    return any(map(_OTHERS.search, texts))


def in_words_of_schools(headings: Sequence[str]) -> list[str]:
    return [_in_words_of_schools(heading) for heading in headings]


def _in_words_of_schools(heading: str) -> str:
    heading = _IN_BRACKETS.sub("", _OR_MASTER.sub("", heading) if "мастер" in heading.lower() else heading)
    heading = _IS_MASTER.sub(lambda found: f"педагог{found['case']}", heading)
    heading = _CURATOR.sub(r"педагог\1", _OF_GROUP.sub(r"педагог\1", heading))
    heading = _CURATED.sub(r"закрепленн\1", heading)
    heading = _CHAT_OF_GROUP.sub(r"\1 класса", heading)
    if _OF_STUDENTS.search(heading) or not _OF_CHATS.search(heading):
        return _GROUP.sub(lambda found: f"класс{_CASES[found[1].lower()]}", heading)
    return heading


_CASES: Final = {"а": "", "ы": "а", "е": "е", "у": "", "ой": "ом", "": "ов"}
