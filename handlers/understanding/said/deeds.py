"""Which deed words speak of, ordered or not: sending, stopping, deleting, leaving a dialogue."""

import re

from handlers.understanding.reading.tokens import tokens_of

_SENDING = ("отправ", "рассыл", "напомин", "пиш", "писа")  # not «напомнить Алиевой»: that is one deed, and no round
_DELETES = ("удал", "стира", "стер", "сотри", "данн")
_LEAVES, _CALLED_OFF = frozenset({"выйти", "выход", "забудь", "забудьте"}), "отбой"
_TAKES_BACK = frozenset({"отмени", "отмените", "отменить", "отменяй", "отменяйте", "отмена", "отменяется", _CALLED_OFF})
_LET_OFF = ("счита", "учитыва", "тревож", "трога", "напомина", "беспоко", "пиш")
_TO_ME = ("write", "remind", "send")
_PASSES_ON = ("remind", "write", "send", "tell")


def speaks_of_sending(text: str) -> bool:
    return any(one.norm.startswith(_SENDING) for one in tokens_of(text))


def speaks_of_stopping(text: str) -> bool:
    """«Стоп» while nothing is asked and nothing on its way: what goes by itself would still go."""
    return speaks_of_sending(text) or any(one.means("stop") and not one.guessed for one in tokens_of(text))


def speaks_of_deleting(text: str) -> bool:
    return any(one.norm.startswith(_DELETES) for one in tokens_of(text))


def lets_off(text: str) -> bool:
    """«…, его не считай»: somebody is not to be counted, or written to, whatever else is said of them."""
    said = [one for one in tokens_of(text) if one.denied and one.form in ("imp", "inf")]
    return any(one.norm.startswith(_LET_OFF) for one in said)


def leaves(text: str) -> bool:
    """«Выход», «забудь», «отмена» are about what was being asked, and about no reminder."""
    return any(one.norm in _LEAVES for one in tokens_of(text)) or takes_back(text)


def cancels(text: str) -> bool:
    """«Отмена», «отмени, пожалуйста», which name no deed; «отбой» takes back what was just done."""
    return takes_back(text) and all(one.norm != _CALLED_OFF for one in tokens_of(text))


def takes_back(text: str) -> bool:
    """«Ой, отмени», «отмена, пожалуйста», and nothing else."""
    said = [
        one.norm for one in tokens_of(text) if one.kind != "mark" and (one.norm in _TAKES_BACK or not one.is_filler)
    ]
    return bool(said) and said[-1] in _TAKES_BACK and said[:-1] in ([], ["ой"])


def tells_of_letters(text: str) -> bool:
    """«Спасибо, что напомнил всем»: whether it did is said, not taken for granted."""
    tokens = tokens_of(text)
    that = next((place for place, one in enumerate(tokens) if one.norm == "что"), len(tokens))
    return any(one.form == "past" and one.means(*_PASSES_ON) for one in tokens[that:])


_ADVICE = re.compile(
    r"\b(?:что|как|сколько|когда|какую|какой|кого|кому)\s+(?:\w+\s+){0,2}?(?:лучше|правильнее|разумнее)\b"
    r"|\bлучше\b[^.!?]*\bили\b|\bстоит ли\b|\bили\s+(?:сразу|лучше|всё же|все же|пока|не стоит|не надо)\b"
    r"|\bкак (?:вы )?(?:думаете|считаете|думаешь|считаешь|посоветуете)\b",
    re.IGNORECASE,
)


def asks_advice(text: str) -> bool:
    """«80 % или сразу сто?», «стоит ли …?»: what would be better, and nothing ordered."""
    return text.rstrip(" )").endswith("?") and _ADVICE.search(text) is not None


def says_when_to_write(text: str) -> bool:
    """«…, пишите после 15»: about the hours of the reminders, and about no figures."""
    return any(one.form == "imp" and not one.denied and one.means(*_TO_ME) for one in tokens_of(text))
