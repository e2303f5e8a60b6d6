"""What is asked for plainly and cannot be: a norm of one's own for some, the week's summary on another day.

Own patterns: a norm beside how much it is to be; the summary beside a weekday on which it is to come.
"""

import re

from handlers.understanding.reading.found import Sentence

NORM_OF_SOME, SUMMARY_DAY = "norm_of_some", "summary_day"
_NORM = r"(?:норм[аыуо]\w*|норматив\w*|цел[ьи]\b|план\w{0,2}\b|порог\w*|требовани\w*)"
_HOW_MUCH = (
    r"(?:\b\d{1,2}\b(?!\s?%)|\b(?:один|одно|два|две|двух|три|тр[её]х|четыре|четыр[её]х|пять|пяти)\b"
    r"|\b(?:по)?(?:меньше|ниже|больше|выше|мягче|легче)\b|\b(?:друг|сво[йюяе]|отдельн|половин|индивидуальн|особ)\w*"
    r"|\b(?:сниз|сниж|уменьш|подним|увелич|повыс|пониз|смягч|урежь|сократ)\w*)"
)
_ENOUGH = r"(?:хватит|достаточно|довольно)\s+(?:и\s+|по\s+|пока\s+|будет\s+)*(?:\d{1,2}|одного|двух|тр[её]х|пяти)"
_OF_NORM = re.compile(
    rf"\b{_NORM}[^.?!]{{0,45}}{_HOW_MUCH}|{_HOW_MUCH}[^.?!]{{0,45}}\b{_NORM}"
    rf"|\b{_ENOUGH}\s+(?:сообщ|звонк)|\b(?:сообщени|звонк)[^.:?!]{{0,60}}\b{_ENOUGH}\b(?!\s?%)",
    re.IGNORECASE,
)
_SAYS_ELSE = re.compile(
    r":|\b(?:напомн|переда|скаж|сообщ[иа]т|объясн|напиш|ответ|спис|покаж|почему|сколько|какая|какой|какие|выполнил"
    r"|не выполн|меньше нормы|ниже нормы|больше нормы|дости|школе|школы|всем|всех|кто|у кого|процент|%)\w*",
    re.IGNORECASE,
)
_SUMMARY = r"(?:сводк|сводочк|итог)\w*"
_DAY = r"(?:понедельник\w*|вторник\w*|сред[уыае]м?\w*|четверг\w*|суббот\w*|воскресень\w*|пн|вт|ср|чт|сб)\b"
_COMES = r"(?:не\s+)?(?:шли|шлите|присыла\w+|присылат\w*|приход\w+|отправля\w+|хочу|удобн\w+|лучше|перенес\w*|сдвин\w*)"
_ANOTHER_DAY = re.compile(
    rf"(?=.*\b{_SUMMARY})(?=.*\b{_COMES})(?=.*\b(?:в|во|на|по)\s+{_DAY})(?!.*\bза\s+{_DAY})", re.IGNORECASE | re.DOTALL
)


def not_possible(sentence: Sentence) -> str:
    """The code of what is said in its place; empty where it may be possible."""
    text = sentence.text
    if _ANOTHER_DAY.match(text) is not None and "?" not in text and not sentence.persons:
        return SUMMARY_DAY
    somebody = sentence.persons or sentence.groups or sentence.classes
    if somebody and _OF_NORM.search(text) is not None and not _SAYS_ELSE.search(text):
        return NORM_OF_SOME
    return ""
