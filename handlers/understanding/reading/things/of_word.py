"""Which thing of the figures a word names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handlers.understanding.reading.lack.beside_thing import (
    MARKS,
    is_bare_mark,
    is_child_cared_for,
    is_mark,
    is_praise,
    is_to_or_by_bot,
    is_writing,
    mark_of,
)
from handlers.understanding.reading.tokens import Token

_TALKED = ("связи", "связь", "связат", "связыв", "связаться")
_YOURS = frozenset({"вашего", "вашему", "вашем", "вашим", "ваше"})
_IT_SAYS = frozenset({"написано", "пишет"})  # «пишет „нет доступа“», «в карточке написано»
_SAY = frozenset({"сообщи", "сообщите", "сообщить", "сообщаю", "сообщил", "сообщила", "сообщает"})


@dataclass(frozen=True, slots=True)
class _Word:
    """A word in its place, and what the message speaks of: parents, pupils, chats without a teacher and with one."""

    tokens: Sequence[Token]
    place: int
    parents: bool
    pupils: bool
    apart: bool
    beside: bool

    @property
    def token(self) -> Token:
        return self.tokens[self.place]

    @property
    def before(self) -> str:
        return norm_at(self.tokens, self.place - 1)

    def speaks_of(self, *concepts: str) -> bool:
        return any(one.means(*concepts) for one in self.tokens)


def thing_of(tokens: Sequence[Token], place: int, *, parents: bool, pupils: bool, apart: bool, beside: bool) -> str:
    """Empty for none: the first who knows the word says which."""
    word = _Word(tokens, place, parents, pupils, apart, beside)
    return next((thing for known in _KNOWN if (thing := known(word)) is not None), "")


def _in_sferum(word: _Word) -> str | None:
    if not word.token.means("in_sferum", "sferum"):
        return None
    if _word_near(word.tokens, word.place, ("нет", "без", "вне", "кого", "зарегистр", "не")):
        return "register" if not word.pupils and not word.speaks_of("call", "register") else ""
    return "register" if _counts_people(word.tokens) and not word.pupils else None


def _of_mark(word: _Word) -> str | None:
    return mark_of(word.token) if is_mark(word.tokens, word.place) else None


def _nobodys(word: _Word) -> str | None:
    """«До вашего сообщения», «расписание звонков»."""
    return "" if word.before in _YOURS or word.before.startswith("расписани") else None


def _registered(word: _Word) -> str | None:
    token = word.token
    if token.means("register"):
        of_one = token.norm.endswith(_OF_ONE_SELF)  # «я не зарегистрирована, а пишу детям»
        return "register" if of_one or not word.pupils else "pupil"
    if token.norm.startswith(_ENTERED) and not token.denied and word.speaks_of("count_q", "share"):
        return "pupil" if word.pupils else "register"  # «сколько педагогов вошло»
    return None


def _profile(word: _Word) -> str | None:
    token, place = word.token, word.place
    if token.norm.startswith(("активност", "активист")) or is_praise(word.tokens, place):
        return ""
    if token.means("active") and place + 1 < len(word.tokens) and word.tokens[place + 1].means("chat"):
        return ""  # «активных чатов»
    if token.means("profile", "active", "inactive"):
        return "profile" if not word.speaks_of("my_school") else ""
    return None


def _my_school(word: _Word) -> str | None:
    if not word.token.means("my_school"):
        return None
    return "my_school" if word.token.norm.startswith(("мо", "фгис")) else ""


def _journal(word: _Word) -> str | None:
    token = word.token
    if token.means("link") and (_is_attached(word) or _is_linked_oneself(word)):
        return ""
    if token.means("journal", "link") and not token.means("action_log") and not token.norm.startswith(_TALKED):
        return "pupils_journal" if word.pupils else "journal"
    return None


def _is_attached(word: _Word) -> bool:
    """«Прикрепите инструкцию»."""
    return word.token.form == "imp" and norm_at(word.tokens, word.place + 1).startswith(_ATTACHED)


def _is_linked_oneself(word: _Word) -> bool:
    """«Подключилась», «я всё подключила»; not «в 2а все привязаны»."""
    token = word.token
    if token.means("journal"):
        return False
    if token.norm.endswith(("сь", "ся")) and not (word.pupils or word.speaks_of("journal")):
        return True
    are_many = word.pupils and token.norm.endswith(("ны", "лись"))
    return not are_many and any(one.means("all_word") for one in word.tokens[max(0, word.place - 2) : word.place])


def _call(word: _Word) -> str | None:
    if not word.token.means("call"):
        return None
    return "call" if not word.before.startswith("последн") else ""  # «последний звонок» is a day of the school year


def _message(word: _Word) -> str | None:
    token, of_bot = word.token, is_to_or_by_bot(word.tokens, word.place)
    if token.means("message", "few_writers") and token.norm not in _SAY:
        return _threshold(word.tokens, word.place) if not of_bot else ""
    if is_writing(token) and not of_bot:
        return _threshold(word.tokens, word.place) if token.denied or token.norm not in _IT_SAYS else ""
    return None


def _chat(word: _Word) -> str | None:
    if not word.token.means("chat", "group") or (word.token.means("chats_list") and not word.parents):
        return None
    if word.parents or word.apart:
        return "parent_without" if word.apart else "parent_with" if word.beside else "parent"
    return "chat"


def _max_or_pupil(word: _Word) -> str | None:
    if word.token.means("max"):
        return "max"
    if word.token.means("pupil"):
        return "pupil" if not is_child_cared_for(word.tokens, word.place) else ""
    return None


def _number(word: _Word) -> str | None:
    token = word.token
    if token.kind == "number" and token.value in (3, 10) and word.before in ("меньше", "менее", "до"):
        return "message_3" if token.value == 3 else "message"
    if is_bare_mark(word.tokens, word.place):
        return mark_of(token)
    return "message" if token.kind == "number" and _is_all_that_is_said(word.tokens, word.place) else None


# In this order: what stands further up knows better.
_KNOWN: Sequence[Callable[[_Word], str | None]] = (
    _in_sferum,
    _of_mark,
    _nobodys,
    _registered,
    _profile,
    _my_school,
    _journal,
    _call,
    _message,
    _chat,
    _max_or_pupil,
    _number,
)


def _is_all_that_is_said(tokens: Sequence[Token], place: int) -> bool:
    """«Меньше 8», «у кого меньше 8?»: of messages, by the school's own norm."""
    before, behind = tokens[: max(place - 1, 0)], tokens[place + 1 :]
    is_below = norm_at(tokens, place - 1) in ("меньше", "менее") and "%" not in tokens[place].norm
    asks = all(one.norm != "не" and (one.is_filler or one.means("who_q", "show")) for one in before)
    return is_below and asks and all(one.kind == "mark" for one in behind)


_ATTACHED = ("инструкц", "файл", "скрин", "ссылк", "таблиц", "документ", "памятк")
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


def _word_near(tokens: Sequence[Token], place: int, words: tuple[str, ...]) -> bool:
    return any(one.norm in words for one in tokens[max(0, place - 3) : place + 3])


def norm_at(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].norm if 0 <= place < len(tokens) else ""
