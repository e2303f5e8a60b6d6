"""What is ordered is that there be none: no message to the speaker, on a day, or at all."""

from itertools import pairwise

from handlers.understanding.lexicon.words import DEED_CONCEPTS
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.people.strangers import surnames

OF_SENDING = frozenset({"cancel_round", "exempt", "automatic_off", "remind", "announce", "no", "cancel", "complain"})


def wants_a_day_of_silence(sentence: Sentence) -> bool:
    """«29-го больше ничего не отправляй», «в пятницу никому не пишем»: nobody is named, and nothing else is ordered."""
    when, tokens = sentence.when, sentence.tokens
    named = bool(sentence.figures.things or surnames(tokens)) or any(
        one.entity in ("who", "group", "class", "state", "stranger", "except") for one in tokens
    )
    orders = [one for one in tokens if one.form in ("imp", "inf", "we") and one.means(*DEED_CONCEPTS)]
    sends = [one for one in orders if one.means("write", "send", "remind", "touch")]
    nobody = not sends and _names_nobody(sentence)
    is_ahead = any(day >= sentence.today for day in (*when.days, *(one for one in (when.starts, when.ends) if one)))
    return (
        (bool(sends) or nobody)
        and is_ahead
        and not (named or sentence.has("me") or "?" in sentence.text)
        and all(one.denied for one in orders)
    )


def _names_nobody(sentence: Sentence) -> bool:
    """«Сегодня никому, педсовет»: no verb says what is done to nobody."""
    words = [one for one in sentence.words if not one.is_filler]
    told = any(one.form in ("past", "third", "second") and one.concepts and not one.entity for one in words)
    return not told and any(one.norm in ("никому", "никого") for one in words)


def wants_silence(sentence: Sentence) -> bool:
    orders = [one for one in sentence.tokens if one.form == "imp" and one.means(*_OF_MESSAGES)]
    return bool(orders) and all(one.denied for one in orders)


_USELESS = frozenset({"незачем", "бесполезно", "бессмысленно"})
_WRITTEN_TO = ("write", "remind", "send", "touch")


def is_useless_to_write(sentence: Sentence) -> bool:
    """«Она до конца недели без связи, писать ей незачем», of somebody by name; a question asks about it."""
    tokens = sentence.tokens
    written = any(one.form == "inf" and not one.denied and one.means(*_WRITTEN_TO) for one in tokens)
    pairs = pairwise([one.norm for one in tokens])
    useless = ("не", "зачем") in pairs or any(one.norm in _USELESS for one in tokens)  # «незачем» is read as two
    return bool(sentence.persons) and written and useless and "?" not in sentence.text


_OF_MESSAGES = ("turn_on", "resume", "restore", "remind", "write", "send")


def is_not_needed_then(sentence: Sentence) -> bool:
    norms = [one.norm for one in sentence.tokens]
    on_a_day = any(one.entity == "days" for one in sentence.tokens)
    return on_a_day and any(
        lead == "не" and word in ("надо", "нужно", "нужна", "нужны") for lead, word in pairwise(norms)
    )


def switches_off(sentence: Sentence) -> bool:
    """«Напоминания по звонкам отключи»: what is ordered is that there be none."""
    orders = [
        one for one in sentence.tokens if one.form == "imp" and not (one.denied or one.is_filler) and one.concepts
    ]
    off = [one for one in orders if one.means("turn_off")]
    return bool(off) and not any(one.means("remind", "write", "send", "tell") for one in orders)
