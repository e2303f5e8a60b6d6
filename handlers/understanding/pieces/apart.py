"""Whether two parts of a message that stand side by side are two wishes, or one that is told twice or explained."""

import re

from handlers.understanding.codes import OF_EVERYBODY
from handlers.understanding.pieces.going_on import is_of_same
from handlers.understanding.pieces.piece import THEM, TOLD, Piece
from handlers.understanding.reading.clauses import THOSE
from handlers.understanding.reading.people.leaving import LAST_DAY_AT_WORK
from handlers.understanding.wish import Wish

# Of one kind two parts of a message are one wish, told twice or explained.
_KINDS_TEXT = """
    mute not_now away hours unmute not_here
    prefer mute
    done mistake unmute withdraw
    howto where_button who_helps explain help mistake leaflets
    exempt pause left
    exempt cancel_round
    undo undo_load
    undo cancel_round
    set_break set_hours
    set_break pause
    set_target set
    list card
    card explain
    explain deadline
    got why_listed
    restore resume
    exemptions deadline
    add_person correct
    name_change not_here
    why_bot not_here
"""
_KINDS = tuple(frozenset(line.split()) for line in _KINDS_TEXT.strip().splitlines())
_OF_ONE = frozenset({"exempt", "restore", "left", "correct", "detach", "answer_dispute", "merge"})
_ABSENT, _TOLD_BESIDE = frozenset({"exempt", "restore", "left"}), 0.7
SURE_WHOLE, _LIKELY_WHOLE, PARALLEL = 0.95, 0.8, 0.85
_WHERE = frozenset({"where_button", "howto", "who_helps"})
_OF_IT = frozenset({"без", "ни"})  # «напомни тем, кто без чата и без звонка»
_LEANS = re.compile(
    r"\b(?:в эт[ои]т?\w* (?:дни|время|день|период)|до этого|на это время|эту неделю|до тех пор)\b"
    r"|^(?:а |и )?(?:это|такое|оно|так)\b.*\b(?:счита|засч|зачт|учит|учтут|пойд[её]т)",
    re.IGNORECASE,
)
_WHO = re.compile(r"(?:кто|кого|у кого)\b(?!.*\?)", re.IGNORECASE)
_LISTED = re.compile(r"\b(?:тем|тех|те|всем|всех|спис\w+|фамили\w+)\b", re.IGNORECASE)
_TO_KNOW = re.compile(r"(?:хочу|хотим) (?:знать|понимать|понять)\b", re.IGNORECASE)  # what was asked for
_EACH = frozenset({"at", "from", "to", "days", "reason", "gap", "value", "ind", "format", "field", "week", "role"})
_PLAINLY_TWO = (
    frozenset({"restore", "resume"}),
    frozenset({"exempt", "pause"}),
    frozenset({"left", "pause"}),
    frozenset({"set_break", "pause"}),
    frozenset({"away", "hours"}),
    frozenset({"howto", "explain"}),
)


def go_apart(one: Piece, other: Piece, whole: Wish | None) -> bool:
    first, second = one.wish, other.wish
    if (one.is_only_stated or other.is_only_stated) and first and second and first.code == second.code:
        return False  # «у Переменкиной забрали 4б, отдали Образцовой»
    if other.goes_on:
        return True
    if first is not None and whole is not None and first.code == whole.code and _tells_of_bystander(other, whole):
        return False
    if first is None or second is None or other.first_word in _OF_IT or _TO_KNOW.match(other.text):
        return False
    if _LEANS.search(other.text) and not _are_of_others(first, second):
        return False
    if other.leans and not _are_plainly_two(one, other):
        return False
    if one.first_word.strip(",") in THOSE and not one.reading.says_deed and other.begins_with_deed:
        return False  # «всех, кто без звонка, пни, кроме совместителей»
    if _WHO.match(other.text) and (_LISTED.search(one.text) or first.code in ("list", "remind")):
        return False  # «напомни тем, кто без чата и у кого нет звонка»
    if first.code == "announce":  # the rest is what is to be said, unless a verb asks for a deed
        silences = second.code == "pause" and "until" in second.keys  # «…, в этот день больше ничего не отправляй»
        orders = other.begins_with_deed or (other.reading.says_deed and (silences or _are_of_others(first, second)))
        return second.code != "announce" and second.acts and orders and second.likely >= _LIKELY_WHOLE
    if first.code == "exempt" and "gap" in first.keys and second.code == "chats" and not other.begins_with_deed:
        return False  # «не требуй с неё звонки и чаты»
    if first.code == second.code:
        return _differ(first, second, by_verb=other.reading.says_deed, told=not one.reading.says_deed)
    if any({first.code, second.code} <= kind for kind in _KINDS) and not _are_plainly_two(one, other):
        return _are_of_others(first, second)
    if first.code in _WHERE and second.code == "done" and "gap" not in second.keys:
        return False  # «где эта кнопка, я уже всё обтыкала»
    if first.code == "left" and LAST_DAY_AT_WORK.search(other.text):
        return False  # «уходит от нас, последний рабочий день двадцать восьмое»
    of_same = second.keys.get("who", "") in ("", first.keys.get("who", ""))
    if first.code == "exempt" and "to" in first.keys and second.code == "restore" and of_same:
        return False  # «на сборах с 19 по 25, потом верни»
    if _asks_of_told(one, other) or (other.first_word == "срок" and first.code != second.code):
        return False
    keeps_first = whole is None or whole.code != "exempt"  # otherwise what was asked first would be lost
    if first.code in OF_EVERYBODY and second.code == "exempt" and not _EACH & set(second.keys) and keeps_first:
        return False  # «напомни всем, только Петрову не трогай»
    asks_more = first.code == "correct" and second.code != "correct" and other.begins_with_deed
    if not asks_more and {first.code, second.code} <= _OF_ONE and "who" in first.keys and "who" not in second.keys:
        return False  # «была в отпуске, вернулась, возвращай»
    by_itself = other.reading.says_deed or other.reading.asks or other.begins_by_asking or other.begins_with_deed
    of_first = whole is not None and whole.code == first.code and whole.likely >= _LIKELY_WHOLE
    parallel = second.likely >= PARALLEL and not other.reading.tells
    told_too = second.code in TOLD and other.reading.sure and bool(second.people)
    told_too = told_too and first.code != second.code and not set(second.people) & set(first.people)
    return by_itself or not of_first or parallel or told_too or (other.reading.tells and second.code in TOLD)


def _asks_of_told(one: Piece, other: Piece) -> bool:
    """«Исаев в отпуске, почему он в списке»: what is told is why it is asked."""
    told = one.wish is not None and one.wish.code in TOLD and not (one.reading.says_deed or one.reading.asks)
    return told and other.begins_by_asking and bool(set(other.text.lower().rstrip("?").split()) & THEM)


def _are_of_others(one: Wish, other: Wish) -> bool:
    """«Абдулаева болеет, права её на это время Расписаньевой»."""
    whom = {one.keys.get("who", ""), other.keys.get("who", "")}
    return one.code != other.code and len(whom - {""}) > 1 and min(one.likely, other.likely) >= PARALLEL


def _are_plainly_two(one: Piece, other: Piece) -> bool:
    """«Кто в 7 параллели не в MAX и карточку Сафиуллиной»: of different people, and each is sure."""
    first, second = one.wish, other.wish
    if first is None or second is None:
        return False
    codes = frozenset({first.code, second.code})
    if codes in _PLAINLY_TWO:
        if second.code == "resume" and set(other.text.lower().split()) & THEM:
            return False  # «вышла с больничного, возобновите ей напоминания»
        ordered = other.begins_with_deed or "restore" not in codes
        return ordered and all(
            each.reading.sure and wish.likely >= SURE_WHOLE for each, wish in ((one, first), (other, second))
        )
    each = [wish.likely >= PARALLEL and "who" in wish.keys for wish in (first, second)]
    return codes == {"list", "card"} and all(each) and first.keys["who"] != second.keys["who"]


def _differ(one: Wish, other: Wish, *, by_verb: bool, told: bool) -> bool:
    """The same deed of two: «Исаеву отпуск с 23-го, Тетрадкиной больничный», «справку в pdf и таблицу в xlsx»."""
    each, own = _EACH & set(one.keys), _EACH & set(other.keys)
    who, another = one.keys.get("who", ""), other.keys.get("who", "")
    if one.code == "correct" and is_of_same(one, other):
        return False
    if told and ":" in who and another and ":" not in another:
        return False  # «у начальных открытые уроки, Петрову пропусти»
    if who and another and who.split()[0] != another.split()[0]:
        surely = bool(each) and other.likely >= _LIKELY_WHOLE  # «Алиева болеет до 4-го, а Журналова не учитель»
        differ = bool(own & each) or surely or (by_verb and told) or (by_verb and bool(own) and bool(each))
        return differ or one.code in ("restore", "answer_dispute", "left")
    apart = [key for key in each & own if one.keys[key] != other.keys[key]]
    if one.code == "remind":
        return "gap" in apart and "at" in apart
    if one.code in ("report", "posters"):
        return "format" in apart
    if one.code == "set_pupils":
        return "value" in apart
    if one.code == "set_break":
        return bool(apart)
    return one.code == "set_target" and "ind" in apart and "value" in other.keys


def _tells_of_bystander(other: Piece, whole: Wish | None) -> bool:
    """«Исаев на сборах, а Петров его часы взял, но отвечать за него не обязан»: of somebody who is not meant."""
    if other.wish is None or whole is None or _is_away_or_back(other.wish, whole):
        return False
    ordered, named = other.reading.says_deed or other.reading.asks, other.wish.people
    return bool(named) and bool(whole.people) and not ordered and not set(named) & set(whole.people)


def _is_away_or_back(told: Wish, whole: Wish) -> bool:
    """«Омарова теперь ведёт 3в, Тетрадкину положили в больницу»: that is to be noted, too, and so is who has got the
    class of somebody who left."""
    if whole.code == "left" and told.code == "correct" and told.keys.get("field") == "class":
        return told.likely >= _TOLD_BESIDE
    return told.code != whole.code and told.code in _ABSENT and told.likely >= _TOLD_BESIDE
