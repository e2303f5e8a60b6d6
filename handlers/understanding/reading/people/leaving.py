"""Who leaves the school, or has left it: from which day on, and what goes on until then."""

import re

# «Последний рабочий день двадцать восьмое»: somebody's, and no working day of the school
LAST_DAY_AT_WORK = re.compile(r"\bпоследн\w+ (?:рабоч\w+ )?(?:день|смен\w+)\b", re.IGNORECASE)
# «Уволился», «уже не работает»: who has left, whatever day is named; not «уже увольняется»
_HAS_LEFT = re.compile(
    r"\b(?:уволи(?:л(?:ся|ась|ись)|ла?|ли)|уволен[аы]?|рассчитал(?:ся|ась|ись)|уш(?:ел|ла|ли)"
    r"|переш(?:ел|ла|ли)|переве(?:лся|лась|лись|ден[аы]?)|уехал[аи]?)\b|\bуже (?:\w+ ){0,4}?не работа(?:ет|ют|ю)\b"
    r"|\bне работа(?:ет|ют|ю) уже\b"
)
# «Крылов увольняется с 1 декабря, до этого пусть работает как все»: what goes on until then is no wish of its own
_UNTIL_THEN = (
    r"(?:\W+(?:а |но )?(?:до этого|до тех пор|до ухода|пока(?: что)?|до (?:конца|увольнения))\b"
    r"[^.?!]*\b(?:пусть|напоминай\w*|пиши\w*|как (?:все|всем|всех|обычно|раньше|прежде)|работает|числится)\b[^.?!]*)?"
)
LEAVES_AHEAD = (
    r"^(?!.*\b(?:кто|переда[йт]|скаж|если|вроде|наверн\w*|может|кажется|хоч|собира|дума"
    r"|напомни(?:те|ть)?\b|исключ|назнач|верни|убер|освобод))"
    rf"(?=.*\b(?:\d|завтра|послезавтра|понедельник|вторник|сред[уаы]|четверг|пятниц[уаы]"
    r"|нового года|следующ\w+ (?:недел|месяц|четверт)))"
    r".*\b(?:увольняется|увольняются|уволится|уволятся|уходит (?:от нас|из (?:нашей )?школы|с работы|на пенсию)"
    r"|уйдет от нас|больше не (?:будет )?работа\w+"
    r"|(?:переходит|перейдет|переводится) в (?:другую|соседнюю|новую|\d+\w*) школу)\b"
    rf"[^.?!,;]*{_UNTIL_THEN}"
)


def says_has_left(text: str) -> bool:
    return _HAS_LEFT.search(text.lower().replace("ё", "е")) is not None


_UNTIL, _STILL = r"(?:до|по) [^,;.!?]*?", r"(?:ещ[её] )?"
_WORKS = rf"(?:(?:до|от|по|про)?работа(?:ю|ем)|буд(?:у|ем) {_STILL}работать)"
_AT_WORK = re.compile(
    rf"\b{_STILL}{_UNTIL}\b{_STILL}{_WORKS}\b|\b{_WORKS} {_STILL}{_UNTIL}(?=[,;.!?]|$)|\bещ[её] {_WORKS}\b"
    rf"|\b{_WORKS} ещ[её]\b|{LAST_DAY_AT_WORK.pattern}"
)
_WORKS_FROM = re.compile(rf"\bсо? [^,;.!?]*\b{_WORKS}\b|\b{_WORKS} со? ")


def without_days_at_work(text: str) -> str:
    """«Ещё до пятницы работаю, с 7 декабря»: what is left tells from when on somebody is away, or gone."""
    return _AT_WORK.sub(" ", text)


_BACK_AT = r"(?:выхожу|выйду|возвращаюсь|вернусь|приступаю|приступлю)\b(?! (?:в|на) (?!работ|школ|урок|смен|заняти))"
_BACK_FROM = re.compile(
    rf"\bсо? [^,;.!?]*?\b(?:{_BACK_AT}|(?:снова )?(?:на работе|в школе|в строю)\b)|\b{_BACK_AT}(?: \w+)* со? ",
    re.IGNORECASE,
)


def says_back_from(text: str) -> bool:
    """«С четверга выхожу», «со вторника на работе»; not «с 1 декабря выхожу в декрет»."""
    return _BACK_FROM.search(text) is not None


_FROM_THEN = re.compile(r"\b(?:потом|затем|дальше|после (?:этого|него))\b", re.IGNORECASE)


_WRITTEN_UNTIL = re.compile(
    r"\b(?:пиши|напоминай|присылай)(?:те)? [^,;.!?]*?\bдо\b|\bдо [^,;.!?]*\b(?:пиши|напоминай|присылай)(?:те)?\b",
    re.IGNORECASE,
)


def leaves_after(text: str) -> bool:
    """«До 13 декабря работаю, потом не пишите», «пишите до 13-го, дальше не надо»: silence is wished from then on, and
    not until then."""
    then = _FROM_THEN.search(text)
    worked = _AT_WORK.search(text) or _WRITTEN_UNTIL.search(text)
    return then is not None and worked is not None and worked.start() < then.start()


def says_works_from(text: str) -> bool:
    """«С понедельника работаю»: who is there from then on."""
    return _WORKS_FROM.search(text) is not None


_ACCOUNT = re.compile(r"\b(?:аккаунт|профил|регистр|учетк)\w*", re.IGNORECASE)


def asks_of_account(text: str) -> bool:
    """«Ухожу с 25 декабря, что с аккаунтом»."""
    asks = "?" in text or re.search(r"\b(?:что (?:будет )?с|как|куда|останется|перейдет|сам)\b", text) is not None
    return asks and _ACCOUNT.search(text) is not None


_BACK = re.compile(r"\b(?:выхожу|выйду|вернусь|возвращаюсь|приступаю)\b", re.IGNORECASE)


def comes_back(text: str) -> bool:
    """«С понедельника выхожу»."""
    return _BACK.search(text) is not None
