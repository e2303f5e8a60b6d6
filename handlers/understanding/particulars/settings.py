"""Which role, which setting, which field of somebody's card."""

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from handlers.understanding.particulars.keys import Keys
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.people.posts import tells_new_post
from indicators.russian.calendar_words import WEEKDAYS, weekday_number

_ROLE_WORDS: Mapping[str, tuple[str, ...]] = {
    "municipal": ("методист", "управлени", "муницип"),
    "manager": ("смотр", "просмотр", "видел", "видит", "видеть", "отчет", "сводк", "цифр"),
    "officer": ("рассыл", "ответствен", "админ", "управля", "рулит"),
}
_OF_PEOPLE: Mapping[str, tuple[str, ...]] = {
    "name": ("surname", "name_word", "spelled", "name_change"),
    "post": ("post_word",),
    "class": ("class_lead", "class_word", "took", "handed"),
    "subject": ("subject_word", "teaches"),
}
_SETTINGS: Mapping[str, tuple[str, ...]] = {
    "zone": ("zone",),
    "deadline": ("deadline",),
    "hint": ("hint",),
    "norm": ("norm_word",),
    "moment": ("time_or_day", "round", "weekday"),
    "school_name": ("school_name", "school", "school_abbr", "we_are", "named_school"),
}


_FOR_ME = (("вместо", "меня"), ("за", "меня"))
_LOADS = ("груз", "загруж", "залива")


def role(sentence: Sentence, code: str, keys: Keys) -> Keys:
    words = [one.norm for one in sentence.tokens if not one.denied]
    if code == "give_role" and any(map(_is_municipal, [*words, ""], [*words[1:], "", ""])):
        return {"role": "municipal"}
    if code == "take_role" and keys.get("who", "").startswith("-"):
        return {}
    if code == "give_role" and any(word.startswith(_LOADS) for word in words):  # «чтобы файлы грузила»
        return {"role": "deputy"}
    # A deputy head reads; who stands in for the officer is called so.
    is_head = sentence.has("role:deputy") and not any(re.match(r"зам(?!директор)", word) for word in words)
    if is_head and not keys.get("who", "").startswith("post:"):
        return {"role": "manager"}
    for known in ("deputy", "manager", "officer"):
        if sentence.has(f"role:{known}") and not keys.get("who", "").startswith("post:"):
            return {"role": known}
    if any(pair in _FOR_ME for pair in pairwise(words)):  # «вместо меня Пеналова, она и отчёты примет»: which is asked
        return {}
    told = (known for known, stems in _ROLE_WORDS.items() if any(word.startswith(stems) for word in words))
    found = next(told, "") if code == "give_role" else ""
    return {"role": found} if found else {}


def _is_municipal(word: str, following: str) -> bool:
    """«Методисту управления», and not «управление ботом»."""
    return word.startswith(_ROLE_WORDS["municipal"]) and not following.startswith(("бот", "рассыл"))


def field(sentence: Sentence, code: str, keys: Keys) -> Keys:
    if code == "set" and is_about_saturday(sentence):
        return {"field": "saturday"}
    if code == "correct" and tells_new_post(sentence.text):
        return {"field": "post"}  # «назначили завучем, класс за ней остаётся»
    if code == "correct" and sentence.classes and not any(one.startswith("subject:") for one in sentence.groups):
        return {"field": "class"}  # «ведёт не 7а, а 7б»
    fields = _OF_PEOPLE if code in ("correct", "add_person") else _SETTINGS
    return next(({"field": field} for field, concepts in fields.items() if sentence.has(*concepts)), {})


_HOURS = range(6, 23)


def weekly(sentence: Sentence, keys: Keys) -> Keys:
    """The weekday and hour of what is done every week: «вторник, 11:00»; it is no single day."""
    day, _, clock = keys.pop("at", keys.pop("to", "")).partition("T")
    keys.pop("to", None)
    if not clock and sentence.when.clock:
        clock = f"{sentence.when.clock:%H:%M}"
    if not clock and len(sentence.numbers) == 1 and sentence.numbers[0] in _HOURS:  # «на вторник 11»
        clock = f"{sentence.numbers[0]:02d}:00"
    usual = _usual_weekday(sentence)
    number = date.fromisoformat(day).weekday() if day and usual is None else usual
    return {"value": ", ".join(filter(None, (WEEKDAYS[number], clock)))} if number is not None else {}


def _usual_weekday(sentence: Sentence) -> int | None:
    """«По вторникам, а не по понедельникам», «по понедельникам не пиши, лучше по вторникам»."""
    norms = ["", "", *(one.norm for one in sentence.tokens), ""]
    moves = any(one.startswith(_MOVES) for one in norms)
    wished = [
        weekday_number(norms[place])
        for place, token in enumerate(sentence.tokens, 2)
        if token.means("weekday")
        and (token.norm.endswith(("ам", "ям")) or (norms[place - 1] == "на" and moves))
        and not token.denied
        and "не" not in (norms[place - 2], norms[place - 1], norms[place + 1])
    ]
    return wished[-1] if wished else None


def other_weekdays(sentence: Sentence, keys: Keys) -> tuple[str, ...]:
    """«По вторникам и четвергам»: one day a week is kept, and the others are said."""
    tokens = sentence.tokens
    rows = [
        (tokens[at], tokens[at + 2])
        for at in range(len(tokens) - 2)
        if tokens[at].means("weekday") and tokens[at + 1].norm in ("и", ",") and tokens[at + 2].means("weekday")
    ]
    kept = keys.get("value", "").partition(",")[0]
    named = dict.fromkeys(one.text for row in rows for one in row if WEEKDAYS[weekday_number(one.norm)] != kept)
    return tuple(named) if kept in WEEKDAYS else ()


_MOVES = ("перенес", "перенос", "передвин", "сдвин", "перестав", "поменя")  # «с пятницы на вторник»


def is_about_saturday(sentence: Sentence) -> bool:
    """«Субботу считай рабочей», «по субботам не пиши»: a rule, and no day."""
    return any(one.norm.startswith(("суббот", "шестидневк", "пятидневк")) for one in sentence.tokens)
