"""What the words beside a thing make of it: a mark by its number alone, pupils by their classes, where one writes."""

from collections.abc import Sequence

from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.tokens import Token

MARKS = ("десятк", "десяток", "десяточ", "трешк", "трешек")
_BY_MARK = frozenset({"по", "с", "без", "до", "про", "о"})
_REACHED = ("набр", "набир", "дотян", "завал")
_MOST = ("сам", "наиболее", "топ", "перв", "лучш")
_TO_BOT = frozenset({"вам", "тебе", "боту"})
_WITH_CLASSES = ("какой", "какая", "какие", "каких", "каком", "какого", "какому", "каким", "сколько")
_OF_OTHERS = ("staff", "class_lead", "chat", "who_q", "call", "message", "write")


def is_mark(tokens: Sequence[Token], place: int) -> bool:
    """«По десяткам», «что с трёшкой», «не набрали десятку»; not «в первую десятку»."""
    if not tokens[place].norm.startswith(MARKS):
        return False
    lead = tokens[place - 1].norm if place else ""
    return lead in _BY_MARK or any(one.norm.startswith(_REACHED) or one.means("done_verb") for one in tokens)


def mark_of(token: Token) -> str:
    """Of «десятка», «трёшка», 10, 3: which of the two marks; empty for any other."""
    if token.norm.startswith(MARKS):
        return "message_10" if token.norm.startswith("десят") else "message_3"
    return _MARK_OF.get(token.value or 0, "")


_MARK_OF = {3: "message_3", 10: "message_10"}


def is_bare_mark(tokens: Sequence[Token], place: int) -> bool:
    """«Сколько написали три и десять», «десять закрыла», «выполнила 3 и 10»: the two marks by their numbers."""
    if not _is_three_or_ten(tokens, place) or (place and tokens[place - 1].norm in _LEADS_NUMBER):
        return False
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    if behind is not None and behind.kind != "mark" and behind.norm not in _JOINTS:
        return behind.means("done_verb") and not behind.denied and behind.form == "past"
    before = [one for one in tokens[max(0, place - 2) : place] if one.kind == "word"]
    done = any(one.means("done_verb") and one.form == "past" for one in before)
    return done or _is_three_or_ten(tokens, place - 2, place - 1) or _is_three_or_ten(tokens, place + 2, place + 1)


def _is_three_or_ten(tokens: Sequence[Token], place: int, joint: int | None = None) -> bool:
    if not 0 <= place < len(tokens) or (joint is not None and tokens[joint].norm not in _JOINTS):
        return False
    token = tokens[place]
    return token.kind in ("number", "word") and token.value in _MARK_OF and token.entity in ("", "number", "thing")


_JOINTS = frozenset({"и", ",", "или"})
_LEADS_NUMBER = frozenset({"в", "с", "до", "к", "на", "после", "из", "за", "через"})


def are_of_classes(tokens: Sequence[Token]) -> bool:
    """«Какие классы не связали дневник», «классы, где меньше половины в ЭЖД», «сравнение классов по дневнику»: of a
    class its children are counted."""
    if any(one.means(*_OF_OTHERS) or one.entity in ("who", "group") for one in tokens):
        return False
    return any(_is_subject(tokens, place) for place, one in enumerate(tokens) if _is_class_word(one))


def _is_class_word(token: Token) -> bool:
    return token.means("class_word") and token.norm.startswith("класс") and token.entity == ""


def _is_subject(tokens: Sequence[Token], place: int) -> bool:
    before = tokens[place - 1].norm if place else ""
    behind = [one.norm for one in tokens[place + 1 : place + 4] if one.kind != "mark"]
    return before in _WITH_CLASSES or before.startswith("сравн") or "где" in behind[:1] or behind[1:2] == ["которых"]


def is_praise(tokens: Sequence[Token], place: int) -> bool:
    """«Самый активный», «топ активных»: the best, and no profile."""
    return tokens[place].norm.startswith("активн") and any(
        one.norm.startswith(_MOST) for one in tokens[max(0, place - 2) : place]
    )


def is_child_cared_for(tokens: Sequence[Token], place: int) -> bool:
    """«В отпуске по уходу за ребёнком»."""
    return place > 1 and tokens[place - 1].norm == "за" and tokens[place - 2].norm.startswith("уход")


def is_writing(token: Token) -> bool:
    """«Написали», «не пишет», «не писавшие»."""
    return token.means("write") and (token.form in ("past", "third", "part") or "писавш" in token.norm)


def is_to_or_by_bot(tokens: Sequence[Token], place: int) -> bool:
    """«Писала вам об этом», «кому ещё ни разу не писали», «не получает сообщений»."""
    if tokens[place].means("write"):
        beside = tokens[place + 1].norm if place + 1 < len(tokens) else ""
        asked = tokens[place].denied and any(one.norm == "кому" for one in tokens[max(0, place - 5) : place])
        return beside in _TO_BOT or asked
    return any(one.denied and one.norm.startswith("получа") for one in tokens[max(0, place - 2) : place])


_IN_CHAT = frozenset({"для", "с", "со"})
_MOST_OF_CLASS = 45


def are_pupils(tokens: Sequence[Token], place: int) -> bool:
    """«Дети привязаны», «привязали 19 из 25»; not «чаты для родителей и для учеников»."""
    if tokens[place].means("pupil"):
        if is_child_cared_for(tokens, place):
            return False
        in_chat = place > 0 and tokens[place - 1].norm in _IN_CHAT
        return not (in_chat and any(tokens[at].means("chat") for at in clause_around(tokens, place, place)))
    if tokens[place].norm != "из" or not 0 < place < len(tokens) - 1:
        return False
    some, all_of = tokens[place - 1].value, tokens[place + 1].value
    are_counted = some is not None and all_of is not None and some <= all_of <= _MOST_OF_CLASS
    return are_counted and any(one.means("link") for one in tokens)


def is_of_one_class(tokens: Sequence[Token]) -> bool:
    """«в 8б сколько не привязано»: the children of a class, where no teacher is spoken of."""
    classes = any(one.startswith("class:") for token in tokens for one in token.about)
    return classes and not any(
        token.means("staff", "class_lead", "chat", "who_q") or token.entity in ("who", "group") for token in tokens
    )


def is_where(tokens: Sequence[Token], place: int, found: dict[int, str]) -> bool:
    """«Не пишет в чат», «в чате надо позвонить»: where something is to be done."""
    lead = place - 1 - (place > 1 and tokens[place - 1].means("which_q"))
    if lead > 0 and tokens[lead].norm.endswith(_OF_WHICH) and not tokens[lead].entity:  # «в старом чате»
        lead -= 1
    led = place > 0 and tokens[lead].norm == "в"
    return led and not _lacks_chat(tokens, lead, found) and not _DONE_THERE.isdisjoint(found.values())


def _lacks_chat(tokens: Sequence[Token], lead: int, found: dict[int, str]) -> bool:
    """«Её нет в чате», «детей нет в чате»; not «кнопки звонка нет в чате», where another thing is not there."""
    lacks = (at for at in range(max(0, lead - 2), max(0, lead)) if tokens[at].norm in ("нет", "нету"))
    return any(found.get(at - 1, "pupil") == "pupil" for at in lacks)


def is_linked_with(tokens: Sequence[Token], place: int) -> bool:
    """«Журнал добавлен в профиль», «связать профиль с журналом»."""
    linked = any(one.means("link") and not one.means("journal") for one in tokens)
    return (place > 0 and tokens[place - 1].norm in ("в", "к", "с")) or linked


_OF_WHICH = ("ом", "ем", "их", "ых", "ой", "ей")
_DONE_THERE = frozenset({"message", "call", "pupil"})
