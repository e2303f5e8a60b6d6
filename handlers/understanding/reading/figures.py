"""What of the figures a message speaks of: what somebody lacks, or the thing itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from handlers.understanding.reading.clauses import ABOUT, clause_around, follow_on
from handlers.understanding.reading.lack.beside_thing import (
    MARKS,
    are_of_classes,
    are_pupils,
    is_bare_mark,
    is_child_cared_for,
    is_linked_with,
    is_mark,
    is_of_one_class,
    is_praise,
    is_to_or_by_bot,
    is_where,
    is_writing,
    mark_of,
)
from handlers.understanding.reading.lack.lacking import lacks
from handlers.understanding.reading.lack.parents import are_apart, are_spoken_of, lonely_parents
from handlers.understanding.reading.tokens import Token

# The thing, what one who lacks it has as a gap, and the indicator that counts it.
GAP_OF = {
    "register": "not_registered",
    "profile": "profile_inactive",
    "chat": "no_group_chat",
    "message": "few_messages",
    "message_3": "few_messages",
    "message_10": "few_messages",
    "call": "no_call",
    "journal": "journal_not_linked",
    "my_school": "my_school_inactive",
    "parent_with": "no_parent_chat_with_teacher",
    "parent_without": "no_parent_chat_without_teacher",
    "parent": "parent_chats",
    "pupils_journal": "pupils_journal_not_linked",
    "max": "no_max",
}
INDICATOR_OF = {
    "register": "teachers_total",
    "profile": "profile",
    "chat": "teachers_created_chats",
    "message": "messages",
    "message_3": "teachers_3_messages",
    "message_10": "teachers_10_messages",
    "call": "teachers_called",
    "journal": "teachers_journal_linked",
    "pupils_journal": "pupils_journal_linked",
    "my_school": "my_school",
    "max": "max",
    "pupil": "pupils_total",
}
_NEAR, _FAR = 5, 7
_TALKED = ("связи", "связь", "связат", "связыв", "связаться")
_YOURS = frozenset({"вашего", "вашему", "вашем", "вашим", "ваше"})
_IT_SAYS = frozenset({"написано", "пишет"})  # «пишет „нет доступа“», «в карточке написано»
_SAY = frozenset({"сообщи", "сообщите", "сообщить", "сообщаю", "сообщил", "сообщила", "сообщает"})


@dataclass(slots=True)
class Figures:
    """`lacking`: the gaps that are named as such; `said`: what is spoken of at all, by its place."""

    lacking: list[str] = field(default_factory=list)
    said: dict[int, str] = field(default_factory=dict)

    @property
    def things(self) -> list[str]:
        return list(dict.fromkeys(self.said.values()))

    @property
    def gaps(self) -> list[str]:
        """What is lacking, as gaps; where nothing is named as lacking, what is spoken of."""
        return [GAP_OF[one] for one in self.lacking or self.things if one in GAP_OF]

    @property
    def indicators(self) -> list[str]:
        return [INDICATOR_OF[one] for one in self.things if one in INDICATOR_OF]


def read_figures(tokens: Sequence[Token]) -> Figures:
    found = _things(tokens)
    lacking = [place for place, token in enumerate(tokens) if lacks(tokens, place, token)]
    figures = Figures(said=found)
    for place, thing in found.items():
        if thing in GAP_OF and any(_about(found, tokens, lack, place) for lack in lacking):
            figures.lacking.append(thing)
    if figures.lacking:  # «без звонка и журнала», «по звонкам и чатам кто должник»
        pairs = [one for one in pairwise(found) if follow_on(tokens, *one)]
        for first, second in pairs:
            if found[first] in figures.lacking:
                figures.lacking.append(found[second])
        for first, second in reversed(pairs):
            if found[second] in figures.lacking:
                figures.lacking.append(found[first])
    figures.lacking = [one for one in figures.things if one in figures.lacking and one in GAP_OF]
    return figures


_WRITTEN_THERE = ("кнопк", "вкладк", "ошибк", "надпис", "пишет", "написано", "выдает", "показывает", "появля", "только")


def _is_written_there(tokens: Sequence[Token], place: int) -> bool:
    """«Кнопки „создать чат“ нет», «пишет „нет доступа к журналу“»: a device's words in quotes."""
    if not tokens[place].quoted:
        return False
    first = next((at for at in range(place, -1, -1) if not tokens[at].quoted), -1)
    said = [tokens[at].norm for at in range(max(0, first - 2), first + 1)]
    return any(one.startswith(_WRITTEN_THERE) and one != "пишете" for one in said)


def _things(tokens: Sequence[Token]) -> dict[int, str]:
    """Place → thing. Parents' chats and pupils' journals are told by what stands beside them."""
    parents = any(token.means("parent") for token in tokens)
    of_parents = parents and not are_apart(tokens)
    pupils = any(are_pupils(tokens, place) for place in range(len(tokens)))
    pupils = pupils or is_of_one_class(tokens) or are_of_classes(tokens)
    apart = any(token.means("teacher_less") for token in tokens)
    beside = any(token.means("with_teacher") for token in tokens)
    found: dict[int, str] = {}
    for place, token in enumerate(tokens):
        if (token.entity and token.entity not in ("thing",)) or _is_written_there(tokens, place):
            continue
        thing = _thing(tokens, place, token, parents=of_parents, pupils=pupils, apart=apart, beside=beside)
        if thing and thing not in found.values():
            found[place] = thing
    _only_the_named(found, tokens)
    if {"message_3", "message_10"} & set(found.values()):
        found = {place: one for place, one in found.items() if one != "message"}
    lonely = lonely_parents(tokens, found) if parents else None
    if lonely is not None and (apart or beside or are_spoken_of(tokens, lonely, found)):
        found[lonely] = "parent_without" if apart else "parent_with" if beside else "parent"
    return dict(sorted(found.items()))


def _only_the_named(found: dict[int, str], tokens: Sequence[Token]) -> None:
    """«Зарегистрирована в макс», «подключила мою школу», «чат есть, написала»: a word that goes with another thing."""
    for place in [at for at, thing in found.items() if thing == "chat" and is_where(tokens, at, found)]:
        del found[place]
    things = set(found.values())
    counted = any(one.means("count_q", "share") for one in tokens)
    for place, thing in list(found.items()):
        token = tokens[place]
        beside = {found.get(at) for at in clause_around(tokens, place, place)} & {"max", "my_school"}
        joins = thing == "register" and beside and not token.means("in_sferum", "sferum")
        others = (
            {"max", "my_school"} if any(one.means("journal") for one in tokens) else {"max", "my_school", "register"}
        )
        ties = thing in ("journal", "pupils_journal") and not token.means("journal") and things & others
        said = thing == "message" and token.means("write") and len(things) > 1 and not (token.denied or counted)
        where = thing == "profile" and "journal" in things and is_linked_with(tokens, place)
        if joins or ties or said or where:
            del found[place]
    for place in _refused(found, tokens):
        del found[place]
    if _corrected(tokens):
        mark = _corrected(tokens)
        if any(place < mark for place in found) and any(mark < place <= mark + _NEAR for place in found):
            for place in [one for one in found if mark - _FAR <= one < mark]:
                del found[place]


_LED_BY = ABOUT | {"по", "за", "без", "с"}
_NOUNS = ("noun", "first", "second")


def _refused(found: dict[int, str], tokens: Sequence[Token]) -> list[int]:
    """«Не звонки, а чаты», «по звонкам, а не по чатам»: what is named only to be put aside."""
    refused = []
    for place in found:
        first = place - 1 - (_norm(tokens, place - 1) in _LED_BY)
        if _norm(tokens, first) != "не" or tokens[place].form not in _NOUNS:
            continue
        at = place + 1 + (_norm(tokens, place + 1) == ",")
        behind = at + 1 + (_norm(tokens, at + 1) in _LED_BY)
        instead = _norm(tokens, at) == "а" and behind in found
        against = _norm(tokens, first - 1) == "а" and any(one < first for one in found)
        if instead or against:
            refused.append(place)
    return refused


_TAKEN_BACK = (("то", "есть"), ("ой",), ("вернее",), ("точнее",), ("тьфу",), ("нет", "не"))


def _corrected(tokens: Sequence[Token]) -> int:
    """Where somebody corrects themselves: «по журналу, ой, по звонкам»; 0 for nowhere."""
    norms = [token.norm for token in tokens]
    return next(
        (
            place
            for place in range(1, len(norms))
            for words in _TAKEN_BACK
            if tuple(norms[place : place + len(words)]) == words
        ),
        0,
    )


def _thing(
    tokens: Sequence[Token], place: int, token: Token, *, parents: bool, pupils: bool, apart: bool, beside: bool
) -> str:
    if token.means("in_sferum", "sferum") and _word_near(
        tokens, place, ("нет", "без", "вне", "кого", "зарегистр", "не")
    ):
        return "register" if not pupils and not any(one.means("call", "register") for one in tokens) else ""
    if token.means("in_sferum", "sferum") and _counts_people(tokens) and not pupils:
        return "register"
    if is_mark(tokens, place):
        return mark_of(token)
    before = _norm(tokens, place - 1)
    if before in _YOURS or before.startswith("расписани"):  # «до вашего сообщения», «расписание звонков»
        return ""
    if token.means("register"):
        of_one = token.norm.endswith(_OF_ONE_SELF)  # «я не зарегистрирована, а пишу детям»
        return "register" if of_one or not pupils else "pupil"
    if token.norm.startswith(_ENTERED) and not token.denied and any(one.means("count_q", "share") for one in tokens):
        return "pupil" if pupils else "register"  # «сколько педагогов вошло»
    if token.norm.startswith(("активност", "активист")) or is_praise(tokens, place):
        return ""
    if token.means("active") and place + 1 < len(tokens) and tokens[place + 1].means("chat"):
        return ""  # «активных чатов»
    if token.means("profile", "active", "inactive"):
        return "profile" if not any(one.means("my_school") for one in tokens) else ""
    if token.means("my_school"):
        return "my_school" if token.norm.startswith(("мо", "фгис")) else ""
    if token.means("link") and token.form == "imp" and _norm(tokens, place + 1).startswith(_ATTACHED):
        return ""
    if token.means("link") and not token.means("journal"):
        is_own = token.norm.endswith(("сь", "ся")) and not (pupils or any(one.means("journal") for one in tokens))
        are_many = pupils and token.norm.endswith(("ны", "лись"))  # «в 2а все привязаны»
        if is_own or (
            any(one.means("all_word") for one in tokens[max(0, place - 2) : place]) and not are_many
        ):  # «подключилась», «я всё подключила»
            return ""
    if token.means("journal", "link") and not token.means("action_log") and not token.norm.startswith(_TALKED):
        return "pupils_journal" if pupils else "journal"
    if token.means("call"):
        return "call" if not before.startswith("последн") else ""  # «последний звонок» is a day of the school year
    if token.means("message", "few_writers") and token.norm not in _SAY:
        return _threshold(tokens, place) if not is_to_or_by_bot(tokens, place) else ""
    if is_writing(token) and not is_to_or_by_bot(tokens, place):
        return _threshold(tokens, place) if token.denied or token.norm not in _IT_SAYS else ""
    if token.means("chat", "group") and (parents or not token.means("chats_list")):
        if parents or apart:
            return "parent_without" if apart else "parent_with" if beside else "parent"
        return "chat"
    if token.means("max"):
        return "max"
    if token.means("pupil"):
        return "pupil" if not is_child_cared_for(tokens, place) else ""
    if token.kind == "number" and token.value in (3, 10) and _norm(tokens, place - 1) in ("меньше", "менее", "до"):
        return "message_3" if token.value == 3 else "message"
    if is_bare_mark(tokens, place):
        return mark_of(token)
    if token.kind == "number" and _is_all_that_is_said(tokens, place):
        return "message"
    return ""


def _is_all_that_is_said(tokens: Sequence[Token], place: int) -> bool:
    """«Меньше 8», «у кого меньше 8?»: of messages, by the school's own norm."""
    before, behind = tokens[: max(place - 1, 0)], tokens[place + 1 :]
    is_below = _norm(tokens, place - 1) in ("меньше", "менее") and "%" not in tokens[place].norm
    asks = all(one.norm != "не" and (one.is_filler or one.means("who_q", "show")) for one in before)
    return is_below and asks and all(one.kind == "mark" for one in behind)


_ATTACHED = ("инструкц", "файл", "скрин", "ссылк", "таблиц", "документ", "памятк")  # «прикрепите инструкцию»
_OTHER_THINGS = (
    "chat",
    "message",
    "call",
    "journal",
    "profile",
    "max",
    "parent",
    "pupil",
    "my_school",
    "active",
    "write",
)


def _counts_people(tokens: Sequence[Token]) -> bool:
    """«Сколько людей в сферуме», «какой процент наших в сферуме», where nothing else is counted."""
    counts = any(one.means("count_q", "share") for one in tokens)
    return counts and not any(one.means(*_OTHER_THINGS, "register") for one in tokens)


_ENTERED = ("вошл", "воше", "зашл", "заше", "заход", "залогин")
_OF_ONE_SELF = ("рован", "рована", "ровался", "ровалась")


def _threshold(tokens: Sequence[Token], place: int) -> str:
    """«3 сообщения», «десять сообщений»: which of the two marks is meant."""
    for other in range(max(0, place - 3), min(len(tokens), place + 4)):
        mark = mark_of(tokens[other])
        if mark and tokens[other].norm.startswith(MARKS):
            return mark
        if mark and not tokens[other].entity:
            tokens[other].entity = "thing"
            return mark
    return "message"


def _about(found: dict[int, str], tokens: Sequence[Token], lack: int, thing: int) -> bool:
    """Whether a word of lack speaks of the thing: the nearest one behind it, otherwise the nearest before."""
    if lack == thing:
        return True
    before_only = tokens[lack].norm in ("без", "ни", "меньше", "менее")
    after = [place for place in found if lack <= place <= lack + _NEAR and found[place] in GAP_OF]
    if after and not _ends_clause(tokens, lack, after[0]):
        return thing == after[0]
    if before_only and tokens[lack].norm in ("без", "ни"):
        return False
    before = [place for place in found if lack - _FAR <= place < lack and found[place] in GAP_OF]
    return bool(before) and thing == before[-1]


def _ends_clause(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(token.norm in (".", "?", ";", "но", "а") for token in tokens[first + 1 : last])


def _word_near(tokens: Sequence[Token], place: int, words: tuple[str, ...]) -> bool:
    return any(one.norm in words for one in tokens[max(0, place - 3) : place + 3])


def _norm(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].norm if 0 <= place < len(tokens) else ""
