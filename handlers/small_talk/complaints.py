"""«Надоели»: whether a teacher is fed up with the reminders, with somebody else, or not yet."""

import re
from enum import Enum, auto


class Complaint(Enum):
    NONE = auto()
    DENIED = auto()
    """«Ещё не надоело»."""
    OF_OTHERS = auto()
    UNSURE = auto()
    """Somebody or something is named that may be ours: «достали с отчётами»."""
    OF_REMINDERS = auto()


_FED_UP = r"(?:надоел\w*|осточертел\w*|достал[аи]?\b|задолбал\w*|замучил\w*|безобрази\w*)"
# What somebody threatens themselves; that others complain («родители написали жалобу») is no word about us.
_THREAT = (
    r"(?:(?:по)?жал(?:уюсь|уемся|оваться)|прокуратур\w*|(?:напишу|подам|напишем)\s+жалобу|"
    r"жалобу\s+(?:\w+\s+)?(?:напишу|подам|напишем))"
)
_SAID = re.compile(rf"\b(?:{_FED_UP}|{_THREAT})", re.IGNORECASE)
_DENIED = re.compile(
    rf"\bне\s+(?:буд\w+\s+|собира\w+\s+|хочу\s+|стану\s+)?(?:{_FED_UP}|{_THREAT})|\b{_THREAT}\s+не\b"
    rf"|\b{_FED_UP}\s+не\s+(?:вы|ты|ваш\w*|тво\w+|бот\w*|дежурн\w*|напоминани\w*)\b"  # and not «надоели не могу»
    r"|\bжалоб\s+нет|\bне\s+надоест|\bнадоесть\s+не",
    re.IGNORECASE,
)
_FETCHED = re.compile(r"\bдостал[аи]?\s+(?:\w+\s+){0,2}(?:из|с\s+(?:полк|антресол|шкаф))", re.IGNORECASE)
# The speaker's word for the bot or for what it sends.
_OURS = re.compile(
    r"\b(?:вы|вас|вам|вами|ваш\w*|ты|тебя|тебе|тобой|тво(?:й|я|и|е|ё|их|им|ими|его|ей)|бот\w*|дежурн\w*|напоминан\w*|напоминал\w*|напомина\w+|"
    r"уведомлен\w*|рассылк\w*|сферум\w*|макс\w*|пиш[уеи]\w*|писать|письма\w*|сообщен\w*|присыла\w*|шл[ёеи]те|"
    r"чита\w+|получать)\b",
    re.IGNORECASE,
)
# At school one is fed up with these; they write no reminders.
_OTHERS = re.compile(
    r"\b(?:дет\w+|детк\w*|ребят\w*|ребён\w*|ребен\w*|учени\w+|школьник\w*|класс\w*|пят\w+класс\w*|родител\w*|мам\w+|пап\w+|"
    r"школ[аыуе]|завуч\w*|директор\w*|начальств\w*|администрац\w*|министерств\w*|управлени\w*|коллег\w*|бумаг\w*|бумаж\w*|"
    r"журнал\w*|звонить|звонки|работ\w+|жизн\w+|погод\w*|дожд\w*|снег\w*|муж\w*|болеть|болезн\w*|уроки?|тетрад\w*|проверк\w*)\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(?:уже|как|же|ну|все|всё|это|этим|мне|меня|нас|нам|блин|просто|так|очень|совсем|сильно|вообще|до|смерти|господи|"
    r"боже|ой|ох|да|хватит|сколько|можно|отстаньте|пожалуйста|честно|я|мы|на|в|за|буду|будем|скоро|точно|куда|надо|"
    r"полное|какое|то|просто|каждую|каждый|неделю|день|раз|одно|и|тоже|хуже|горькой|редьки|скажу|устала?)\b",
    re.IGNORECASE,
)


def complaint_in(text: str) -> Complaint:
    said = _SAID.search(text)
    if _DENIED.search(text) is not None:
        return Complaint.DENIED
    if said is None or _FETCHED.search(text) is not None:
        return Complaint.NONE
    if _OURS.search(text) is not None:
        return Complaint.OF_REMINDERS
    if _OTHERS.search(text) is not None and re.match(_THREAT, said[0], re.IGNORECASE) is None:
        return Complaint.OF_OTHERS
    rest = _FILLER.sub(" ", _SAID.sub(" ", text))
    is_bare = not any(map(str.isalpha, rest)) or re.match(_THREAT, said[0], re.IGNORECASE) is not None
    return Complaint.OF_REMINDERS if is_bare else Complaint.UNSURE


def is_about_us(text: str) -> bool:
    """Where nothing of the kind is said in so many words: «отстаньте вы от меня», «сколько можно»."""
    return _OURS.search(text) is not None or _OTHERS.search(text) is None
