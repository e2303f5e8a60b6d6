"""A later part of a message that goes on with the deed of the one before, or waits for a verb at the end."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from handlers.understanding.pieces.piece import Piece
from handlers.understanding.reading.exceptions.letting_be import is_spared
from handlers.understanding.wish import Reading, Wish

# Said of another without a verb: «завтра напомни про чат, а послезавтра про звонок».
_GOES_ON = frozenset({"remind", "exempt", "set_pupils", "correct", "give_role"})
_WHO_THEY = re.compile(r"(?:и |а )?кто (?:это|эти|они|именно|конкретно|такие)(?: \w+)?\W*", re.IGNORECASE)
_REMIND = re.compile(r"напом(?:ни|инай)(?:те)?\W*", re.IGNORECASE)
_HANDED = ("отда", "переда")
ReadAs = Callable[[str, str], Reading]


def gone_on(pieces: Sequence[Piece], read_as: ReadAs) -> list[Piece]:
    pieces = _let_off_each(_led_by(pieces, read_as), read_as)
    found = [pieces[0]]
    for piece in pieces[1:]:
        found.append(_going_on(piece, found[-1], read_as) if found[-1].stands_alone and not piece.goes_on else piece)
    return found


_SPAN = ("from", "to", "days")
FOR_GOOD = re.compile(r"\b(?:вообще|совсем|насовсем|полностью|навсегда)\b", re.IGNORECASE)


_OPEN = re.compile(r"\b(?:неизвестно|не ?ясно|не ?понятно|бессрочно|без срока)\b", re.IGNORECASE)
_IN_PART = re.compile(r"\bна пол(?:дня| ?ставки)\b", re.IGNORECASE)


def _let_off_each(pieces: Sequence[Piece], read_as: ReadAs) -> Sequence[Piece]:
    """«Исаева не трогай до пятницы, Борисову тоже, у неё спина, до конца месяца»: of several people each has their own
    days, which stand between their name and the next."""
    if not any(one.stands_alone and one.wish is not None and one.wish.code == "exempt" for one in pieces):
        return pieces
    found: list[Piece] = []
    meant = {
        number for one in read_as(", ".join(each.text for each in pieces), "exempt").wishes for number in one.people
    }
    for piece in pieces:
        own = read_as(piece.text, "exempt")
        is_other = piece.stands_alone and piece.wish is not None and not _is_of_absence(piece.wish)
        names = bool(own.wishes) and bool(meant & set(own.wishes[0].people))  # not who stands in
        if is_other or names or not found or not _is_let_off(found[-1]):
            is_so = piece.wish is not None and piece.wish.code == "exempt" and piece.reading.sure
            kept = piece.reading if is_so else own
            found.append(piece if is_other or not names else Piece(piece.text, replace(kept, sure=True), goes_on=True))
        else:
            found[-1] = _let_off_together(found[-1], piece, read_as)
    found = _with_reasons(_without_all_together(_with_end_of_all(_of_one_together(found, read_as))))
    each = [one for one in found if _is_let_off(one)]
    spans = {(*_span_of(one), one.wish.keys.get("reason", "") if one.wish is not None else "") for one in each}
    people = [one for piece in each if piece.wish is not None for one in piece.wish.people]
    is_each_their_own = len(spans) > 1 and len(people) == len(set(people)) and all(map(_is_told, each))
    return found if len(each) > 1 and is_each_their_own else pieces


def _of_one_together(pieces: Sequence[Piece], read_as: ReadAs) -> list[Piece]:
    """«Алиева болеет, Петров в отпуске, он до 10-го, она до пятницы»: what is said of one in two places."""
    found: list[Piece] = []
    for piece in pieces:
        same = next((at for at, one in enumerate(found) if _is_let_off(one) and _people(one) == _people(piece)), None)
        if same is None or not _is_let_off(piece):
            found.append(piece)
        else:
            found[same] = _let_off_together(found[same], piece, read_as)
    return found


def _let_off_together(one: Piece, other: Piece, read_as: ReadAs) -> Piece:
    text = f"{one.text}, {other.text}"
    return Piece(text, replace(read_as(text, "exempt"), sure=True), goes_on=True)


def _with_end_of_all(pieces: Sequence[Piece]) -> list[Piece]:
    """«Исаев болеет, Доскина в отпуске, оба до 25-го»: the days of all hold for each, and for who has none of their
    own."""
    each = [one for one in pieces if _is_let_off(one)]
    last = each[-1] if len(each) > 2 else None
    if last is None or last.wish is None or _people(last) != {who for one in each[:-1] for who in _people(one)}:
        return list(pieces)
    told = {key: last.wish.keys[key] for key in ("from", "to") if key in last.wish.keys}
    if not told:
        return list(pieces)
    found: list[Piece] = []
    for one in pieces:
        if one in each[:-1] and one.wish is not None:
            wish = replace(one.wish, keys={**told, **one.wish.keys})
            found.append(Piece(one.text, replace(one.reading, wishes=(wish,)), goes_on=True))
        elif one is not last:
            found.append(one)
    return found


def _without_all_together(pieces: Sequence[Piece]) -> list[Piece]:
    """«Алиева и Петров болеют: она до пятницы, он до 10-го»: each of them is named once more, with their own days."""
    each = [one for one in pieces if _is_let_off(one)]
    others = _rest_of(each[0], each[1:]) if len(each) > 1 else None
    if others is not None:
        return [others if one is each[0] else one for one in pieces]
    if len(each) < 3 or any(_span_of(each[0])) or _people(each[0]) != {who for one in each[1:] for who in _people(one)}:
        return list(pieces)
    rest = _with_reasons(each)[1:]
    return [one for one in pieces if one not in each] + rest


def _rest_of(together: Piece, each: Sequence[Piece]) -> Piece | None:
    """«Исаев и Омарова болеют, первый до среды»: of all who are named together those who are not named once more; None
    where there are none or all, or the end of all is told."""
    wish, others = together.wish, {who for one in each for who in _people(one)}
    names = wish.keys.get("who", "").split("+") if wish is not None else []
    if wish is None or any(_span_of(together)) or len(names) != len(wish.people) or not others < set(wish.people):
        return None
    kept = [(name, who) for name, who in zip(names, wish.people, strict=True) if who not in others]
    of_them = "+".join(name for name, _ in kept)
    told = replace(wish, keys={**wish.keys, "who": of_them}, people=tuple(number for _, number in kept))
    return Piece(together.text, replace(together.reading, wishes=(told,)), goes_on=True)


def _with_reasons(pieces: Sequence[Piece]) -> list[Piece]:
    """«Больничный: Алиева до пятницы, Петров до 10-го»: of each who is named with nothing but days."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1].wish if found and _is_let_off(found[-1]) else None
        wish = piece.wish
        if before is not None and wish is not None and _is_let_off(piece) and _says_days_alone(piece):
            reason = {"reason": before.keys["reason"]} if "reason" in before.keys else {}
            told = replace(wish, keys={**wish.keys, **reason})
            reading = replace(piece.reading, wishes=(told, *piece.reading.wishes[1:]))
            found.append(Piece(piece.text, reading, goes_on=True))
        else:
            found.append(piece)
    return found


_NAME_AND_DAYS = re.compile(r"(?:(?:а|и|у) )*(?:[\w-]+ ){1,3}\(?(?:до|по|с|со|на) [^,;:]{1,30}", re.IGNORECASE)


def _says_days_alone(piece: Piece) -> bool:
    wish = piece.wish
    says_more = wish is None or {"reason", "gap"} & wish.keys.keys() or wish.because or piece.reading.says_deed
    if not says_more and _OPEN.search(piece.text):
        return True
    return not says_more and any(_span_of(piece)) and _NAME_AND_DAYS.fullmatch(piece.text) is not None


def _people(piece: Piece) -> set[int]:
    return set(piece.wish.people) if piece.wish is not None else set()


def _is_of_absence(wish: Wish) -> bool:
    """«…, вышла с больничного» is told of an absence, too; «Омарова вышла из отпуска» is of somebody who is back."""
    return wish.code == "exempt" or (wish.code in ("restore", "left") and not wish.people)


def _is_let_off(piece: Piece) -> bool:
    return piece.goes_on and piece.wish is not None and piece.wish.code == "exempt" and bool(piece.wish.people)


def _span_of(piece: Piece) -> tuple[str, ...]:
    keys = piece.wish.keys if piece.wish is not None else {}
    return tuple(keys.get(key, "") for key in _SPAN)


def _is_told(piece: Piece) -> bool:
    """Whether it says how long: who is named without is let off as long as those beside."""
    says = any(_span_of(piece)) or _OPEN.search(piece.text) is not None or FOR_GOOD.search(piece.text) is not None
    return says or _IN_PART.search(piece.text) is not None or "reason" in (piece.wish or Wish("")).keys


def _led_by(pieces: Sequence[Piece], read_as: ReadAs) -> Sequence[Piece]:
    """«Исаеву журнал, Тестовой звонок напомни», «сегодня чаты, завтра журнал, напоминай»: the verb comes at the end."""
    *before, last = pieces
    bare = last.reading.bare and _REMIND.match(last.text) is not None  # says not of what, and is like nothing
    if not bare and (last.wish is None or last.wish.code != "remind" or not last.reading.says_deed):
        return pieces
    if any(one.reading.says_deed or one.reading.asks or one.reading.tells for one in before):
        return pieces
    if any(is_spared(one.text) for one in before):  # «Исаеву звонить не надо, Петрову напомни про чат»
        return pieces
    own = [read_as(one.text, "remind") for one in before]
    rest = [] if bare or last.leans or last.wish is None else [last.wish]
    wishes = [*(one.wishes[0] for one in own), *rest]
    if (at := wishes[-1].keys.get("at")) and not any("at" in one.keys for one in wishes[:-1]):
        wishes = [replace(one, keys={**one.keys, "at": at}) for one in wishes]  # «… и Борисовой звонок напомни завтра»
    if len(wishes) < 2 or not all(_is_another(one, other) for one, other in pairwise(wishes)):
        return pieces
    sure = last.is_sure or not rest
    led = [
        Piece(one.text, replace(each, wishes=(wish,), sure=sure), goes_on=True)
        for one, each, wish in zip(before, own, wishes, strict=False)
    ]
    return [*led, *([last] if rest else [])]


def _going_on(piece: Piece, before: Piece, read_as: ReadAs) -> Piece:
    """The same deed of another, without its verb: «в 10а двадцать один, а в 11б восемнадцать»; «… и кто это?»."""
    deed = before.wish
    if deed is not None and deed.code in ("indicator", "list") and _WHO_THEY.fullmatch(piece.text):
        counts = deed.code == "indicator"
        return Piece(piece.text, read_as(before.text, "list") if counts else Reading(), goes_on=counts)
    is_handed = piece.first_word.startswith(_HANDED) and not _is_of_its_own(piece, "give_role")
    if deed is not None and deed.code == "take_role" and is_handed:
        return Piece(piece.text, read_as(piece.text, "give_role"), goes_on=True)  # «… и отдай её Исаеву»
    if deed is not None and (opposite := _opposite(piece, before, deed, read_as)) is not None:
        return opposite
    if deed is None or deed.code not in _GOES_ON or piece.reading.says_deed or piece.reading.asks:
        return piece
    if piece.stands_alone and piece.wish is not None and piece.wish.code != deed.code:
        return piece
    own = read_as(piece.text, deed.code)
    is_another = bool(own.wishes) and _is_another(_of_all(before, deed), _of_all(piece, own.wishes[0]))
    return Piece(piece.text, replace(own, sure=before.is_sure), goes_on=True) if is_another else piece


_ALL = re.compile(r"\bвсем\b(?!,? кто)", re.IGNORECASE)


def _of_all(piece: Piece, wish: Wish) -> Wish:
    """«Напомни всем про чат, а про звонок Исаеву»: whom it is for, which goes without saying in a wish by itself."""
    is_said = "who" in wish.keys or not _ALL.search(piece.text)
    return wish if is_said else replace(wish, keys={**wish.keys, "who": "all"})


# What is ordered of another behind each, by a verb that has nothing but a name: «сними роль с Исаева, дай Петровой».
_OPPOSITE = {
    "take_role": ("give_role", ("дай", "дать", "отда", "переда", "назнач", "добав", "постав")),
    "restore": ("exempt", ("добав", "постав", "внес", "запи", "включ", "отправ")),
    "exempt": ("restore", ("добав", "верн", "включ", "внес")),
}


_FROM = re.compile(r"\bиз\s", re.IGNORECASE)
_THERE = frozenset({"туда", "вместо", "него", "нее"})


def _opposite(piece: Piece, before: Piece, deed: Wish, read_as: ReadAs) -> Piece | None:
    """«Сними Исаева с больничного, добавь Петрову», «убери Исаева из рассылки, добавь Петрову»: of another the
    contrary, and of the same reason."""
    code, verbs = _OPPOSITE.get(deed.code, ("", ()))
    if not code or not piece.first_word.startswith(verbs) or "gap" in deed.keys or piece.reading.asks:
        return None
    if _is_of_its_own(piece, code, deed.code):
        return None
    own = read_as(piece.text, code)
    wish = own.wishes[0] if own.wishes else None
    if wish is not None and deed.code == "restore" and "reason" in wish.keys and "who" not in wish.keys:
        of_same = replace(wish, keys={**wish.keys, "who": deed.keys.get("who", "")}, people=deed.people)
        return Piece(piece.text, replace(own, wishes=(of_same,), sure=before.is_sure), goes_on=True)
    if wish is None or not wish.people or set(wish.people) & set(deed.people) or set(wish.unused) - _THERE:
        return None
    told = read_as(before.text, "exempt").wishes if code == "exempt" else ()
    reason = {"reason": told[0].keys["reason"]} if told and "reason" in told[0].keys else {}
    if (code == "exempt" and not reason) or (code == "restore" and not _FROM.search(before.text)):
        return None  # «верни Исаева и добавь Петрову» wishes the same of both
    named = replace(wish, keys={**reason, **wish.keys}, unused=(), share=1.0)
    return Piece(piece.text, replace(own, wishes=(named,), sure=before.is_sure), goes_on=True)


def _is_of_its_own(piece: Piece, *codes: str) -> bool:
    """«…, отправь Петрову напоминание», «…, передай Петрову спасибо»: surely a wish that is none of these."""
    return piece.reading.sure and piece.wish is not None and piece.wish.code not in codes


def _is_another(one: Wish, other: Wish) -> bool:
    """Whether it names what such a wish needs, each with its own."""
    both = {key for key in one.keys.keys() & other.keys.keys() if one.keys[key] != other.keys[key]}
    if one.code == "remind":
        return sum(key in both for key in ("at", "gap", "who")) > 1
    if one.code == "set_pupils":
        return "value" in both and bool({"who", "ind"} & other.keys.keys())
    if any(":" in wish.keys.get("who", ":") for wish in (one, other)):  # groups
        return False
    if one.code == "correct" and is_of_same(one, other):
        return False
    told = {"exempt": {"from", "to", "days", "reason"}, "give_role": {"role"}, "correct": {"field"}}[one.code]
    return "who" in both and bool(told & other.keys.keys()) and bool(told & one.keys.keys())


def is_of_same(one: Wish, other: Wish) -> bool:
    """«А и Б поменялись классами, 5б теперь у Б»: of people who were named already."""
    first, second = ({name.split()[0] for name in wish.keys.get("who", "").split("+") if name} for wish in (one, other))
    return len(first) > 1 and bool(second) and second <= first
