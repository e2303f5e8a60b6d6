"""What the words beside a day make of it: the last one of an absence, the first one of an illness, what it is until."""

from datetime import date, timedelta

from handlers.understanding.reading.time.words import LAST_DAY, UNTIL, Words
from indicators.russian.calendar_words import weekday_number

_ILL = (
    *("больничн", "болею", "болеет", "болел", "болен", "больна", "больниц", "заболел", "слег", "температур", "грипп"),
    *("лежу", "лежит", "лежат"),
)
_TO_FALL_ILL = ("ухо", "уйд", "лож", "ляг", "иду", "идет", "буд", "клад", "операци", "выхо", "выйд", "полож")
_ENDS = ("конча", "кончит", "законч", "заканч", "закры", "закро", "истека", "истеч", "отпустят", "отпустить")
_RETURNS = (
    "выйд",
    "выходит",
    "выхожу",
    "выходят",
    "верн",
    "возвращ",
    "приед",
    "буду",
    "приступ",
    "появ",
    "выпис",
    "выпиш",
)
ABSENCES = ("vacation", "sick", "trip", "courses")
_JOINTS, _SIGNS = (",", "и"), ("-", "–", "%", ".", ":")
_NEAR = 5  # words between a day and what is said of it
_FAR = 8  # words between «до защиты» and «защита 11 декабря»
_STEM = 4  # letters by which «защиты» and «защита» are one word
_BETWEEN = 2  # words between «до» and the day itself: «до защиты диплома 11 декабря»


def since_illness(words: Words, place: int, today: date) -> date | None:
    """«Я на больничном с понедельника», «с пятницы лежу с гриппом»: since the last such day, not from the next one."""
    if words.norm(place - 1) not in ("с", "со"):
        return None
    near = range(max(0, place - _NEAR), min(len(words), place + _NEAR))
    ill = [one for one in near if words.norm(one).startswith(_ILL)]
    ends = next((one for one in near if one > place and words.norm(one) in (",", ".")), near.stop)
    ahead = any(words.norm(one).startswith(_TO_FALL_ILL) for one in range(near.start, ends))
    entering = any(words.norm(one) == "больничный" and words.norm(one - 1) == "на" for one in ill)
    if not ill or ahead or entering:
        return None
    number = weekday_number(words.norm(place))
    if words.norm(place + 1) in UNTIL and number > today.weekday():  # «с четверга по субботу»
        return None
    return today - timedelta(days=(today.weekday() - number) % 7)


def is_last(words: Words, before: int) -> bool:
    """«Отпуск кончается 22-го», «больничный закрывают двадцатого»."""
    return any(words.norm(one).startswith(_ENDS) for one in range(max(0, before - 1), before + 1))


def is_return(words: Words, before: int) -> bool:
    """«выйдет 30-го», «вернётся с понедельника», «буду числа 24»: the day after the last one."""
    near = [words.norm(one) for one in range(max(0, before - 4), before + 1)]
    told = next((at for at, one in enumerate(near) if one.startswith(_RETURNS)), 0)
    if "," in near[:told]:  # «не трогай, вернётся 14-го»: what is denied is another thing
        near = near[told:]
    returns = any(one.startswith(_RETURNS) for one in near) or ("будет" in near and "только" in near)
    past = any(one.startswith(("вышл", "вышел", "вернул", "выздор", "выписал")) for one in near)
    return returns and not past and "не" not in near and "отсутствовать" not in near


def is_plural_weekday(words: Words, place: int) -> bool:
    return words.means(place, "weekday") and words.norm(place).endswith(("ам", "ам.", "ым"))


def is_of_absence(words: Words, place: int) -> bool:
    """«Отгулы 19 и 20»: days of a month that is not said."""
    first, last = place, place
    while words.norm(first - 1) in _JOINTS or words.value(first - 1) is not None:
        first -= 1
    while words.norm(last + 1) in _JOINTS and words.value(last + 2) is not None:
        last += 2
    numbers = [words.value(at) or 0 for at in range(first, last + 1)]
    measured = words.norm(first - 1).startswith("температур") or max(numbers) > LAST_DAY  # «болею, 38 и 6»
    away = words.norm(first - 1) in ("будет", "буду", "нет") and words.norm(first - 2) in (
        "не",
        "меня",
        "его",
        "ее",
        "их",
    )
    return (
        (words.means(first - 1, *ABSENCES) or away)
        and not measured
        and not words.counts(last + 1)
        and words.norm(last + 1) not in _SIGNS
    )


def is_until_event(words: Words, place: int) -> bool:
    """«До защиты диплома 11 декабря», «до получки …, а получка 5 декабря»: the day of what is waited for."""
    for lead in range(place - 2, max(-1, place - _FAR - 1), -1):
        if words.entity(lead) == "days":
            return False
        if words.norm(lead) != "до" or not _is_event(words, lead + 1):
            continue
        between = range(lead + 2, place)
        straight = len(between) < _BETWEEN and all(_is_event(words, one) for one in between)
        again = words.norm(place - 1)[:_STEM] == words.norm(lead + 1)[:_STEM]
        return straight or again
    return False


def _is_event(words: Words, place: int) -> bool:
    token = words.tokens[place] if 0 <= place < len(words) else None
    return token is not None and token.kind == "word" and not token.entity and token.value is None
