"""Several wishes in one message: which of its pieces are wishes of their own, and what a later one takes from before.

A piece that says no deed and asks nothing belongs to the one before it: «исключи Петрову, она болеет» is one wish.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

from handlers.understanding.pieces.going_on import ReadAs, gone_on, is_of_same
from handlers.understanding.pieces.left_out import SENT, is_of_nobody_else
from handlers.understanding.pieces.piece import COURTEOUS, THEM, TOLD, Piece
from handlers.understanding.pieces.taking_on import taking_on
from handlers.understanding.reading.clauses import THOSE
from handlers.understanding.wish import Reading, Wish

# Who says this says nothing else with it.
_OF_ITSELF = frozenset({"parent", "not_me", "two_schools", "my_class"})
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
_ALONE = 0.4
_SURE_WHOLE, _LIKELY_WHOLE, _PARALLEL = 0.95, 0.8, 0.85
_OF_ONE = frozenset({"exempt", "restore", "left", "correct", "detach", "answer_dispute", "merge"})
_SHOWN = frozenset({"list", "lagging", "summary", "card", "done_list", "indicator", "dynamics", "preview", "progress"})
_NOTHING_SENT = re.compile(
    r"(?:никому|ничего|никого|пока)\b.*\bне\b.*(?:сыла|правля|пиш|пис|шл|напомин)", re.IGNORECASE
)
_NOT_SENT = re.compile(r"(?:не,? )?не (?:надо )?(?:рассыла|отправля|шли|посыла|спеши)\w*$", re.IGNORECASE)
_WHERE = frozenset({"where_button", "howto", "who_helps"})
_OF_IT = frozenset({"без", "ни"})  # «напомни тем, кто без чата и без звонка»
_LEANS = re.compile(
    r"\b(?:в эт[ои]т?\w* (?:дни|время|день|период)|до этого|на это время|эту неделю|до тех пор)\b"
    r"|^(?:а |и )?(?:это|такое|оно|так)\b.*\b(?:счита|засч|зачт|учит|учтут|пойд[её]т)",
    re.IGNORECASE,
)
_TO_KNOW = re.compile(r"(?:хочу|хотим) (?:знать|понимать|понять)\b", re.IGNORECASE)  # what was asked for
_EACH = frozenset({"at", "from", "to", "days", "reason", "gap", "value", "ind", "format", "field", "week", "role"})
_PLAINLY_TWO = (
    frozenset({"restore", "resume"}),
    frozenset({"exempt", "pause"}),
    frozenset({"set_break", "pause"}),
    frozenset({"away", "hours"}),
    frozenset({"howto", "explain"}),
)
# Told or asked before an order: «почему ей пришло?! Убери её».
_STORY_TEXT = "got card why_listed complain answered smalltalk audit exemptions list ask howto merge"
_STORY = frozenset(_STORY_TEXT.split())
_ORDERED, _SURELY_ORDERED = 0.6, 0.8
_FEW_WORDS = 4
Read = Callable[[str], Reading]


def several_wishes(whole: Reading, pieces: Sequence[Piece], read: Read, read_as: ReadAs) -> Reading:
    """The wishes of the pieces where they are several, otherwise the whole as it was read."""
    if _is_all_thanks(whole, pieces):
        return whole  # «отчёт сдала вовремя, спасибо»
    kept = [one for one in pieces if not one.is_courtesy]
    thanks = [one.reading for one in pieces if one.is_courtesy]
    if kept and thanks and not whole.denies:
        pieces = kept
        whole = read(", ".join(one.text for one in pieces)) if len(pieces) > 1 else pieces[0].reading
    others = [one for one in pieces if not is_of_nobody_else(one, pieces)]
    if 0 < len(others) < len(pieces):
        return several_wishes(read(", ".join(one.text for one in others)), others, read, read_as)
    first, last = pieces[0], pieces[-1]
    if len(pieces) > 1 and first.wish and first.wish.code in _SHOWN and _NOTHING_SENT.search(last.text):
        return several_wishes(first.reading, pieces[:-1], read, read_as)  # «покажи …, но никому ничего не отправляй»
    if len(pieces) > 1 and _ends_of_itself(pieces[:-1], last):  # «… с 19 по 25, потом верни»
        rest = read(", ".join(one.text for one in pieces[:-1]))
        return several_wishes(rest, pieces[:-1], read, read_as)
    if len(pieces) == 2 and last.wish and last.wish.code in _SHOWN and _NOT_SENT.match(first.text):
        return last.reading  # «не рассылай, сначала тексты покажи»
    if thanks and _asks_nothing(whole, pieces, thanks[0]):
        return thanks[0]  # «спасибо, не знала»
    if len(pieces) > 1 and _is_ordered_at_last(whole, pieces):
        ordered = read_as(", ".join(one.text for one in pieces), last.wish.code if last.wish else "")
        return replace(ordered, nearest=(*ordered.wishes, *whole.nearest))
    pieces = gone_on(pieces, read_as)
    are_some = sum(one.stands_alone for one in pieces) > 1
    segments = _segments(pieces, whole, read, read_as) if are_some else []
    if len(segments) < 2 or not _are_several(whole, segments):
        return _as_sure_as_said(whole, pieces)
    wishes: list[Wish] = []
    for one in segments:
        wishes += [replace(taking_on(wish, one.text, wishes), said=one.text) for wish in one.reading.wishes]
    return Reading(tuple(wishes), all(one.is_sure for one in segments), whole.nearest, False)


def _as_sure_as_said(whole: Reading, pieces: Sequence[Piece]) -> Reading:
    """«Включай обратно, учебный год начался»: one clause says it surely, and the others ask for nothing."""
    told = [one for one in pieces if one.stands_alone]
    if whole.sure or not whole.plain or len(told) != 1 or len(whole.wishes) != 1:
        return whole
    meant, said, wish = whole.wishes[0], told[0].reading, told[0].wish
    if wish is None or wish.code != meant.code or not (said.sure and said.plain) or wish.likely < _PARALLEL:
        return whole
    if wish.code == "away":  # whose absence it is, the other clauses tell: «замещаю Омарову, она на больничном»
        return whole
    if any(one.reading.says_deed or (one.wish is not None and one.wish.people) for one in pieces if one is not told[0]):
        return whole
    sure = replace(meant, likely=wish.likely)
    return replace(whole, wishes=(sure,), sure=True, nearest=(sure, *whole.nearest[1:]))


_BACK = frozenset({"restore", "resume", "undo"})
_ENDS = ("to", "until", "days")
_LATER = re.compile(r"\b(?:потом|затем|после (?:этого|чего)|дальше)\b", re.IGNORECASE)


def _ends_of_itself(before: Sequence[Piece], last: Piece) -> bool:
    """What was said to last until a day ends then, and must not be ended now; «… до пятницы и сними паузу», «…, верни
    остальных» are other wishes."""
    if last.wish is None or last.wish.code not in _BACK or not _LATER.search(last.text):
        return False
    if "who" in last.wish.keys and not last.wish.people:
        return False
    ending = [
        one.wish
        for one in before
        if one.wish is not None and one.wish.code in ("exempt", "pause") and any(key in one.wish.keys for key in _ENDS)
    ]
    return any(set(last.wish.people) <= set(one.people) for one in ending)


def _is_all_thanks(whole: Reading, pieces: Sequence[Piece]) -> bool:
    top = whole.wishes[0] if whole.wishes else None
    tells = any(one.wish is not None and one.wish.code in TOLD and one.reading.sure for one in pieces)
    return whole.sure and top is not None and top.code == "thanks" and top.likely >= _SURE_WHOLE and not tells


def _asks_nothing(whole: Reading, pieces: Sequence[Piece], courtesy: Reading) -> bool:
    words = sum(len(one.text.split()) for one in pieces)
    thanks = courtesy.wishes[0].code == "thanks" or words <= _FEW_WORDS
    return thanks and not whole.sure and not any(one.reading.says_deed or one.reading.asks for one in pieces)


def _is_ordered_at_last(whole: Reading, pieces: Sequence[Piece]) -> bool:
    """«Почему ей пришло?! Она в декрете, убери её»: what the last words order, and nobody else did before."""
    *others, last = pieces
    top = whole.wishes[0] if whole.wishes else None
    if last.wish is None or not last.begins_with_deed or not last.reading.plain or last.wish.code in COURTEOUS:
        return False
    if any(_counts_beside(one, last.wish) for one in others):
        return False
    is_story = top is None or top.code in _STORY
    is_same = top is not None and top.code == last.wish.code
    likely = last.wish.likely >= (_ORDERED if is_story or is_same else _SURELY_ORDERED)
    return likely and (not whole.sure or (is_story and top is not None and not is_same))


def _counts_beside(one: Piece, ordered: Wish) -> bool:
    """Whether a piece is an order or a question of its own, not the story that leads to what is ordered."""
    if one.begins_with_deed or one.reading.denies or (one.begins_by_asking and "who" not in ordered.keys):
        return True
    if not one.stands_alone or one.wish is None:
        return False
    asks = one.reading.asks and one.wish.keys.get("who") != ordered.keys.get("who")
    return asks or one.reading.says_deed or (one.wish.acts and one.wish.code != ordered.code)


def _segments(pieces: Sequence[Piece], whole: Reading, read: Read, read_as: ReadAs) -> list[Piece]:
    """Pieces joined to those that they belong to."""
    found: list[Piece] = []
    top = whole.wishes[0] if whole.wishes else None
    for piece in pieces:
        before = found[-1] if found else None
        if before is None or (piece.stands_alone and before.stands_alone and _go_apart(before, piece, top)):
            found.append(piece)
        else:
            text = f"{before.text}, {piece.text}"
            joined = read(text)
            if _is_spoilt(before, joined):  # «цель по чатам 85, остальное не трогай»
                joined = read_as(text, before.wish.code if before.wish else "")
            found[-1] = Piece(text, joined)
    return found if all(one.wish is not None for one in found) else []


def _is_spoilt(before: Piece, joined: Reading) -> bool:
    """What is told beside a wish makes no other deed of it."""
    if before.wish is None or not before.stands_alone or not joined.wishes:
        return False
    read = joined.wishes[0]
    return read.acts and read.code != before.wish.code and not (read.code in TOLD and read.people)


def _are_several(whole: Reading, segments: Sequence[Piece]) -> bool:
    wishes = [one.wish for one in segments if one.wish is not None]
    codes = [one.code for one in wishes]
    top = whole.wishes[0] if whole.wishes else None
    if set(codes) & (COURTEOUS | _OF_ITSELF) or any(one.reading.denies for one in segments):
        return False
    if _are_each_of_somebody(wishes):
        return True
    if min(one.likely for one in wishes) < _ALONE or (whole.sure and not all(one.is_sure for one in segments)):
        return False
    return top is None or top.code in codes or top.likely < _SURE_WHOLE


def _are_each_of_somebody(wishes: Sequence[Wish]) -> bool:
    """«Сними права с Исаева, пусть Петров будет ответственный»: one deed of both would be nobody's wish."""
    people = [set(one.people) for one in wishes]
    apart = all(people) and not any(one & other for one, other in combinations(people, 2))
    return (
        apart and len({one.code for one in wishes}) > 1 and all(one.acts and one.likely >= _ORDERED for one in wishes)
    )


def _tells_of_bystander(other: Piece, whole: Wish | None) -> bool:
    """«Исаев на сборах, а Петров его часы взял, но отвечать за него не обязан»: of somebody who is not meant."""
    if other.wish is None or whole is None or _is_away_or_back(other.wish, whole):
        return False
    ordered, named = other.reading.says_deed or other.reading.asks, other.wish.people
    return bool(named) and bool(whole.people) and not ordered and not set(named) & set(whole.people)


def _is_away_or_back(told: Wish, whole: Wish) -> bool:
    """«Омарова теперь ведёт 3в, Тетрадкину положили в больницу»: that is to be noted, too."""
    return told.code != whole.code and told.code in _ABSENT and told.likely >= _TOLD_BESIDE


_ABSENT, _TOLD_BESIDE = frozenset({"exempt", "restore", "left"}), 0.7


def _go_apart(one: Piece, other: Piece, whole: Wish | None) -> bool:
    first, second = one.wish, other.wish
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
    of_same = second.keys.get("who", "") in ("", first.keys.get("who", ""))
    if first.code == "exempt" and "to" in first.keys and second.code == "restore" and of_same:
        return False  # «на сборах с 19 по 25, потом верни»
    if _asks_of_told(one, other) or (other.first_word == "срок" and first.code != second.code):
        return False
    keeps_first = whole is None or whole.code != "exempt"  # otherwise what was asked first would be lost
    if first.code in SENT and second.code == "exempt" and not _EACH & set(second.keys) and keeps_first:
        return False  # «напомни всем, только Петрову не трогай»
    asks_more = first.code == "correct" and second.code != "correct" and other.begins_with_deed
    if not asks_more and {first.code, second.code} <= _OF_ONE and "who" in first.keys and "who" not in second.keys:
        return False  # «была в отпуске, вернулась, возвращай»
    by_itself = other.reading.says_deed or other.reading.asks or other.begins_by_asking or other.begins_with_deed
    of_first = whole is not None and whole.code == first.code and whole.likely >= _LIKELY_WHOLE
    parallel = second.likely >= _PARALLEL and not other.reading.tells
    return by_itself or not of_first or parallel or (other.reading.tells and second.code in TOLD)


def _asks_of_told(one: Piece, other: Piece) -> bool:
    """«Исаев в отпуске, почему он в списке»: what is told is why it is asked."""
    told = one.wish is not None and one.wish.code in TOLD and not (one.reading.says_deed or one.reading.asks)
    return told and other.begins_by_asking and bool(set(other.text.lower().rstrip("?").split()) & THEM)


def _are_of_others(one: Wish, other: Wish) -> bool:
    """«Абдулаева болеет, права её на это время Расписаньевой»."""
    whom = {one.keys.get("who", ""), other.keys.get("who", "")}
    return one.code != other.code and len(whom - {""}) > 1 and min(one.likely, other.likely) >= _PARALLEL


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
            each.reading.sure and wish.likely >= _SURE_WHOLE for each, wish in ((one, first), (other, second))
        )
    each = [wish.likely >= _PARALLEL and "who" in wish.keys for wish in (first, second)]
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
