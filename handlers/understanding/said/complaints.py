"""«Надоели»: whether a teacher is fed up with the reminders, with somebody else, or not yet; by the message's own
words, with what they mean and whether they are denied."""

from collections.abc import Sequence
from enum import Enum, auto

from handlers.understanding.reading.tokens import Token, tokens_of


class Complaint(Enum):
    NONE = auto()
    DENIED = auto()
    """«Ещё не надоело»."""
    OF_OTHERS = auto()
    UNSURE = auto()
    """Somebody or something is named that may be ours: «достали с отчётами»."""
    OF_REMINDERS = auto()


# The speaker's word for the bot or for what it sends, and what at school is none of it: by what they mean, and by
# their beginnings where a beginning says no more than that.
_OURS = ("bot_word", "remind", "write", "send", "message", "receive", "you_write", "stop_me")
# Whole words: their beginnings begin «выставлять», «Максимов» and «ботаника», too.
_YOU = frozenset(
    {"вам", "вами", "тебя", "тобой", "твой", "твоя", "твое", "твои", "бота", "боту", "ботом"}
    | {"макс", "макса", "максу", "максе", "максом"}
)
_YOURS = (
    *("ваш", "дежурн", "сферум"),
    *("пиш", "письм", "чита", "уведомл", "рассыл", "присыла", "шлете", "шлите"),
)
_OTHERS = ("pupil", "parent", "parent_all")
_EVERYDAY = (
    *("коллег", "школ", "класс", "завуч", "директор", "начальств", "администрац", "министерств", "управлени", "журнал"),
    *("мам", "пап", "муж", "детк", "жизн", "погод", "дожд", "снег", "бумаг", "бумаж", "тетрад", "проверк", "болезн"),
    *("звонить", "звонки", "болеть", "работ", "урок"),
)
_ROLES = ("post:завуч", "post:директор")
_FED_UP = ("надоел", "надоест", "достал", "задолбал", "замучил", "осточерт")
_UNNOTED = (
    "filler",
    "everyday",
    "me",
    "all_word",
    "already",
    "every",
    "week",
    "day_unit",
    "tired",
    "enough_word",
    "yes",
)
# No more than how it is said.
_EXCLAMATIONS = (
    "так",
    "очень",
    "просто",
    "сильно",
    "смерт",
    "господи",
    "боже",
    "горьк",
    "редьк",
    "хуже",
    "полн",
    "скоро",
)
_COMPLAINS, _OFFICES = ("жалу", "жало", "пожал"), ("прокуратур",)
_FETCHED = ("шкаф", "полк", "антресол")


def complaint_in(text: str) -> Complaint:
    tokens = tokens_of(text)
    said, threats = _said(tokens), _threats(tokens)
    felt = [one for one in (*said, *threats) if not one.denied]
    if not felt or any(one.means("bot_word") and one.denied for one in tokens):  # «надоел не бот, а отчёты»
        if not (said or threats):
            return Complaint.NONE
        return Complaint.OF_REMINDERS if "?" in text and said else Complaint.DENIED  # «а вам не надоело?»
    if _is_fetched(tokens):
        return Complaint.NONE
    if _is_said_by_others(tokens, felt):
        return Complaint.UNSURE
    if any(map(_is_ours, tokens)):
        return Complaint.OF_REMINDERS
    threatens = any(not one.denied for one in threats)
    if any(map(_is_others, tokens)) and not threatens:
        return Complaint.OF_OTHERS
    return Complaint.OF_REMINDERS if threatens or not any(map(_is_named, tokens)) else Complaint.UNSURE


def complains(text: str) -> bool:
    """In so many words."""
    return complaint_in(text) not in (Complaint.NONE, Complaint.DENIED)


def is_about_us(text: str) -> bool:
    """Where nothing of the kind is said in so many words: «отстаньте вы от меня», «сколько можно»."""
    tokens = tokens_of(text)
    return any(map(_is_ours, tokens)) or not any(map(_is_others, tokens))


def _said(tokens: Sequence[Token]) -> list[Token]:
    """«Надоели», «безобразие»; to be tired is said of oneself."""
    return [one for one in tokens if one.norm.startswith((*_FED_UP, "безобраз"))]


def _threats(tokens: Sequence[Token]) -> list[Token]:
    """What somebody threatens themselves; that others complain («родители написали жалобу») is no word about us."""
    complaints = [one for one in tokens if one.norm.startswith(_COMPLAINS)]
    writes = [one for one in tokens if one.form == "first" and (one.means("write") or one.norm.startswith("пода"))]
    mine = [one for one in complaints if one.form == "inf" or one.norm.endswith(("юсь", "емся"))]
    written = [one for one in complaints if one.norm.startswith("жалоб") and writes]
    none = [one for one in complaints if one.norm == "жалоб" and any(after.norm == "нет" for after in tokens)]
    refused = bool(none) or any(one.denied and one.norm.startswith("буд") for one in tokens)
    for one in (*mine, *written, *none):
        one.denied = one.denied or refused or any(other.denied for other in writes)
    return [*mine, *written, *none, *(one for one in tokens if one.norm.startswith(_OFFICES))]


def _is_fetched(tokens: Sequence[Token]) -> bool:
    """«Достала журналы из шкафа»."""
    fetched = any(one.norm.startswith("достал") for one in tokens)
    return fetched and any(one.norm == "из" or one.norm.startswith(_FETCHED) for one in tokens)


def _is_said_by_others(tokens: Sequence[Token], felt: Sequence[Token]) -> bool:
    """«Коллеги говорят, вы достали»."""
    first = min(one.start for one in felt)
    before = [one for one in tokens if one.end <= first]
    return any(one.means("says") for one in before) and any(map(_is_others, before))


def _is_ours(token: Token) -> bool:
    if token.denied:  # «надоели, не пишите»
        return token.form == "imp" and token.means("write", "send", "remind", "touch")
    return token.means(*_OURS) or token.norm in _YOU or token.norm.startswith(_YOURS)


def _is_others(token: Token) -> bool:
    return token.means(*_OTHERS, *_ROLES) or token.norm.startswith(_EVERYDAY)


def _is_named(token: Token) -> bool:
    """Something that may be meant by it; «не могу больше» may be of anything."""
    is_how = token.norm.endswith("-то") or token.norm.startswith((*_EXCLAMATIONS, *_FED_UP, *_COMPLAINS))
    is_unsaid = token.means(*_UNNOTED) and not token.denied
    return token.kind == "word" and len(token.norm) > 2 and not (is_unsaid or is_how)
