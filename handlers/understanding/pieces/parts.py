"""Where one wish of a message may end and the next begin."""

import re
from collections.abc import Collection

from handlers.understanding.pieces.begins import clauses_begin
from handlers.understanding.reading.forms import form
from handlers.understanding.reading.found import Sentence

_JOINS = re.compile(
    r"\s*([;\n]|\s[2-5](?:\)|\.(?=\s))|\.\.+|[.!?](?=\s)(?:\s[2-5][).](?=\s))?|"
    r",\s*(?:а|и|но|зато|плюс)?\s+(?:(?:заодно|также|ещё|еще)\s(?!раз|не|на|до))?|\s[–—]\s(?=а\s)|"
    r"\s(?=(?:потом|затем)\s)|\s(?=(?:всем\s)?остальн\w+\s)|"
    r"\s(?:и|а|но|плюс|во[ -]?вторых|в[ -]?третьих)\s(?:заодно|еще|ещё|также|отдельно|сразу)?)\s*",
    re.IGNORECASE,
)
# «Первое: …. Второе: …», «значит так первое … второе …»; not «второе полугодие»
_ORDINAL = re.compile(
    r"(?:^|[\s,.;:!—–-])(?:(?:значит|короче|так|итак)[\s,.:]+)*(перв|втор|трет|четв[её]рт|пят)(?:ое|ье)(?:[:.,)]\s*|\s+[—–-]\s+|\s+)"
    r"(?!(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|полугод|место|число)\w*)",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"^(?:потом|затем)\s+", re.IGNORECASE)
_FIRST = re.compile(r"^(?:1[).]|во[ -]?первых|значит|короче|так)\s+", re.IGNORECASE)
_POLITE = re.compile(r",?\s*(?<![^\W_])(?:пожалуйста|плиз|пжл|будьте добры|если можно)(?![^\W_]),?", re.IGNORECASE)
# After a comma these go on with what was said: «напомни тем, кто без звонка».
_GOES_ON = (
    *(
        "кто ",
        "у кого ",
        "тем ",
        "кому ",
        "чтобы ",
        "чтоб ",
        "что ",
        "котор",
        "если ",
        "когда ",
        "тех ",
        "где ",
        "кроме ",
        "пока ",
    ),
    *(
        "потому ",
        "так как ",
        "которая",
        "ведь ",
        "иначе ",
        "то есть",
        "чем ",
        "а не ",
        "не счит",
        "пожалуйста",
        "до ",
        "с ",
        "за ",
        "о ",
        "об ",
        "про ",
        "насч",
        "ни ",
    ),
)
# What these begin goes on behind «и», «но» and «а» as well: «…, но чтобы Звонкова не уволила», «… и без совместителей».
_DEPENDS = ("потому ", "так как ", "поскольку ", "ведь ", "иначе ", "а то ", "котор", "лишь бы ")
_LESS = ("без ", "кроме ", "исключая ", "помимо ", "минус ", "не считая ")
_LEARNED = ("посмотреть", "узнать", "увидеть", "проверить", "глянуть", "знать", "понять")
_LEADS_ON = (
    *_LEARNED,
    "тем",
    "тех",
    "всем",
    "всех",
    "скажи",
    "сообщи",
    "передай",
    "напиши",
    "объяви",
    "что",
    "говорит",
    "сказал",
)
_ASKED_HOW = re.compile(r"\b(?:как|где|куда|чтобы?)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r",\s*(?:наоборот|напротив|кстати|конечно|видимо|например)\s*,", re.IGNORECASE)
_LONE_WORD = re.compile(r"(?:^|[,.;:!?\n])\s*([^\W\d_]+)$")
_NAMES = frozenset({"who", "group", "class", "stranger"})
REST = ("остальн", "друг", "проч")
# «не в декрете, а на курсах»
_NOT_THIS = re.compile(r"(?:^|\s)не (?:в|на|с|у|от|из|к|по|про|о) \S+$", re.IGNORECASE)
_NOT_THOSE = re.compile(r"не\s+т(?:ем|ех)\b", re.IGNORECASE)  # «…, но не тем, у кого нет чата»
_BUT_THOSE = re.compile(r"кроме\s+тех\b", re.IGNORECASE)  # «кроме тех, кто без звонка, всем напомни …»
_SO_THAT = re.compile(r"чтобы?\s", re.IGNORECASE)  # «…, но чтоб Звонкова не ругалась»
_MOST = 9


def _without_courtesy(match: re.Match[str]) -> str:
    """«Уберите Исаева, пожалуйста, он болеет» keeps its comma; a verb alone belongs to what follows: «Верните,
    пожалуйста, прежнюю цель»."""
    head = _LONE_WORD.search(match.string, 0, match.start())
    leads_on = head is not None and form(head[1].lower()) == "imp"
    return ", " if match[0].endswith(",") and not leads_on else " "


def _are_timed(before: str, following: str, times: Collection[str]) -> bool:
    """«Напомни про звонок завтра, про журнал в пятницу»: each with its own day."""
    return all(any(word in times for word in re.findall(r"[\w.:]+", one.lower())[1:]) for one in (before, following))


def _are_each_about(before: str, following: str, names: Collection[str]) -> bool:
    """«Напомни про звонок Исаеву, про чат Петровой», «… всем про чат, про звонок Исаеву»: each with what they lack."""
    words = [re.findall(r"[\w-]+", one.lower()) for one in (before, following)]
    return "про" in words[0] and all(any(word in names or word == "всем" for word in one) for one in words)


def _are_each_in_their_days(before: str, following: str, names: Collection[str], times: Collection[str]) -> bool:
    """«С 20 по 25 Исаев на курсах, с 23 по 30 Доскина»: the days stand before each name."""
    words = [re.findall(r"[\w-]+", one.lower()) for one in (before, following)]
    return words[1][:1] in (["с"], ["до"], ["со"]) and all(
        any(word in names for word in one) and any(word in times and word not in names for word in one) for one in words
    )


def _has_order_of_its_own(before: str, following: str, names: Collection[str]) -> bool:
    """«Верни Исаева, Борисова исключи», «8б ведёт Исаев, химию у них ведёт Борисова»: each name with its verb."""
    behind = next((word for word in _WORD.findall(following.lower())[1:] if word not in names), "")
    ordered = "imp" in _forms(before) and form(behind) == "imp"
    return ordered or all(_TELLING & _forms(one) for one in (before, following))


_TELLING = frozenset({"third", "past"})


def _is_one_more_step(before: str, following: str) -> bool:
    """«как зайти в МАКС и найти чат», «чтобы распечатать и на стенд повесить»: what is to be learned has two steps."""
    asked = _ASKED_HOW.search(before)
    forms = [_forms(one) for one in (before[asked.end() :], following)] if asked is not None else []
    return bool(forms) and all("inf" in one and "imp" not in one for one in forms)


def _forms(words: str) -> set[str]:
    return {form(word) for word in _WORD.findall(words.lower())}


def without_order(part: str) -> str:
    """«Потом» tells of a part only that it comes behind the one before."""
    return _BEHIND.sub("", part)


# «во-первых …, во-вторых …», and not «в пятых классах»
_NTHLY = re.compile(
    r",?(?:\s(?:и|а|ну))?\s*(?<![^\W_])во?[ -]?(?P<nth>(?:перв|втор|трет|четв[её]рт|пят)(?:ых|ьих))(?![^\W_]),?\s*",
    re.IGNORECASE,
)
_BUSY = frozenset(
    {"давай", "давайте", "слушай", "слушайте", "смотри", "смотрите", "записывай", "пиши", "пишите", "так"}
)


def _told_apart(text: str, names: Collection[str]) -> str:
    """A list whose marks are words gets those of one; what leads to it and orders nothing is left out."""

    def _marked(said: str) -> str:
        return _NTHLY.sub(lambda one: one[0] if one["nth"].lower() in names else "; ", said)

    nthly = [one for one in _NTHLY.finditer(text) if one["nth"].lower() not in names]
    if nthly and not nthly[0]["nth"].lower().startswith("перв"):
        return _marked(text)
    if len(nthly) > 1:
        intro = _WORD.findall(text[: nthly[0].start()].lower())
        said = [one for one in intro if one in names or (form(one) == "imp" and one not in _BUSY and len(one) > 1)]
        return _marked(text if said else text[nthly[0].end() :])
    said = [one[1].lower() for one in _ORDINAL.finditer(text)]
    return _ORDINAL.sub("; ", text).lstrip("; ") if said[:2] == ["перв", "втор"] else text


# «…, она больше не работает, потом …»: why, of whoever was named right before; not «она до пятницы, он до среды»
_OF_THE_ONE = re.compile(r"(?:он|она|они|у н(?:его|е[её]|их))\s(?!(?:до|по|с|со|на)\s)[^?]+", re.IGNORECASE)


def _with_reasons(parts: list[str]) -> list[str]:
    """What is told of somebody stays with the order about them."""
    found: list[str] = []
    for part in parts:
        told = found and len(parts) > 2 and _OF_THE_ONE.fullmatch(part) and not {"imp", "inf"} & _forms(part)
        if told and "imp" in _forms(found[-1]):
            found[-1] += f", {part}"
        else:
            found.append(part)
    return found


_LIGHT = ("", "и", "но", "а", "зато")
# «передайте классным, пусть переименуют»
_SAYS_ON = re.compile(r"\b(?:скаж|переда|сообщ|попрос|ответь|напиш|объясн|предупред|донес)\w*", re.IGNORECASE)


def _depends(before: str, following: str) -> bool:
    """Whether a clause says nothing but what belongs to the one before it."""
    said = following.lower()
    if said.startswith(_DEPENDS):
        return True
    if said.startswith(("пусть ", "пускай ")):
        told = [one[0].lower() for one in _SAYS_ON.finditer(before)]
        return any(form(one) == "imp" for one in told)
    return said.startswith(_LESS) and not {"imp", "inf"} & _forms(following)


_EXCEPTED = re.compile(r"\b(?:без|кроме|исключая|помимо) (?:\w+ ){0,2}\w+$", re.IGNORECASE)


def _is_why_left_out(before: str, following: str) -> bool:
    """«… кроме Курбановой, она в декрете»: why somebody is left out, and no order."""
    told = _OF_THE_ONE.fullmatch(following) is not None and not {"imp", "inf"} & _forms(following)
    return told and _EXCEPTED.search(before) is not None


_OTHERS = re.compile(r"(?:всем )?остальн", re.IGNORECASE)


def _is_for_others(before: str, following: str) -> bool:
    """«Исаев болеет остальным напомни», not «напомни остальным», «у остальных спроси»."""
    *_, last = _WORD.findall(before.lower()) or [""]
    told = last not in _TO_THEM and form(last) != "imp" and len(before.split()) > 1
    return told and bool({"imp", "inf"} & _forms(following))


_TO_THEM_TEXT = "у к от до для про за о об с без кроме из и а по не"
_TO_THEM = frozenset(_TO_THEM_TEXT.split())
# What is part of a word joins nothing: the stops of «Н.Ю.» and «кл. рук.», the letter of «7 а»; and back.
_MASK = {".": "\ue000", "а": "\ue001", "и": "\ue002", "А": "\ue003", "И": "\ue004"}
_PLAIN = {ord(mask): letter for letter, mask in _MASK.items()}


def _kept_whole(sentence: Sentence) -> str:
    """The text in which nothing but joints looks like one, with a comma where a clause begins without."""
    letters = list(sentence.text)
    for token in sentence.tokens:
        places = [token.end - 1] if token.kind == "word" and token.text.endswith(".") else []
        places += [token.start] if token.entity == "class" and len(token.norm) == 1 else []
        for place in places:
            letters[place] = _MASK.get(letters[place], letters[place])
    for place in clauses_begin(sentence):
        letters[sentence.tokens[place].start - 1] = ", "
    return "".join(letters)


def parts_of(sentence: Sentence) -> list[str]:
    """The pieces that may each be a wish; none when the message is one piece, or too many."""
    tokens = sentence.tokens
    names = {word.strip(".") for token in tokens if token.entity in _NAMES for word in token.text.lower().split()}

    times = {word for token in tokens if token.entity in ("days", "clock") for word in token.text.lower().split()}

    def _is_name(word: str) -> bool:
        parts = word.lower().strip(".,:").split(".")  # «Н.Ю.»
        return all(part in names for part in parts)

    said = _ASIDE.sub(" ", _FIRST.sub("", _told_apart(_kept_whole(sentence), names)))
    pieces = _JOINS.split(_POLITE.sub(_without_courtesy, said))
    found = [pieces[0].strip()]
    for mark, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        following = piece.strip()
        if not following:
            continue
        before = found[-1].split()[-1:] or [""]
        lists = mark.strip().lower() in (",", "и", ", и") and _is_name(before[0]) and _is_name(following.split()[0])
        lists = lists and not _has_order_of_its_own(found[-1], following, names)
        goes_on = mark.strip() == "," and (following.lower().startswith(_GOES_ON) or before[0].lower() in _LEADS_ON)
        goes_on = goes_on or (mark.strip(" ,").lower() in ("но", "и", "а") and _SO_THAT.match(following) is not None)
        apart = _are_timed(found[-1], following, times) or _are_each_about(found[-1], following, names)
        goes_on = goes_on and not _are_each_in_their_days(found[-1], following, names, times)
        goes_on = goes_on and not (following.lower().startswith("про ") and apart)
        goes_on = goes_on or (mark.strip().lower() in (",", "и") and _is_one_more_step(found[-1], following))
        goes_on = goes_on or (mark.strip(" ,").lower() in _LIGHT and _depends(found[-1], following))
        if not mark.strip() and _OTHERS.match(following) and not _is_for_others(found[-1], following):
            found[-1] += f" {following}"
            continue
        leads = not mark.strip() and (found[-1].lower().startswith(REST) or all(map(_is_name, found[-1].split())))
        contrasts = mark.strip(" ,").lower() == "а" and _NOT_THIS.search(found[-1]) is not None
        if contrasts:
            found[-1] += f", а {following}"
        elif _NOT_THOSE.match(following) or (_BUT_THOSE.match(found[-1]) and "imp" not in _forms(found[-1])):
            found[-1] += f"{mark} {following}"
        elif leads and found[-1]:  # «…, остальным потом напомни»
            found[-1] += f" {following}"
        elif lists:
            found[-1] += f" и {following}"
        elif goes_on or _is_why_left_out(found[-1], following):
            joint = mark.strip(" ,").lower()
            is_led = not joint or _SO_THAT.match(following) is not None
            found[-1] += f", {following}" if is_led else f" {joint} {following}"
        elif not found[-1]:
            found[-1] = following
        else:
            found.append(following)
    found = _with_reasons(found)
    return [one.translate(_PLAIN) for one in found] if 1 < len(found) <= _MOST else []
