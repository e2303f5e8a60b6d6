"""Where the way a thing is said makes another wish of what it is like: «когда ты напомнишь …» orders nothing."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import pairwise

from handlers.understanding.codes import ACTS, HARMLESS, TAKES
from handlers.understanding.judging.doubt import SURE
from handlers.understanding.judging.silence import (
    OF_SENDING,
    is_not_needed_then,
    is_useless_to_write,
    switches_off,
    wants_a_day_of_silence,
    wants_silence,
)
from handlers.understanding.judging.turned import turned
from handlers.understanding.judging.turns.posts import LEADS
from handlers.understanding.lexicon.words import DEED_CONCEPTS
from handlers.understanding.particulars.let_off import things_let_off
from handlers.understanding.particulars.narrowing import who_did
from handlers.understanding.particulars.told import who_is_right
from handlers.understanding.particulars.whose.absence import is_of_some
from handlers.understanding.passing_on import (
    OF_WORDS,
    asks_of_somebody,
    is_dictated,
    is_told_to,
    is_told_to_those,
    passes_on,
    says_on,
    sends_document,
)
from handlers.understanding.pieces.own_question import Question, own_question
from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.manner import AHEAD, tells_figure_of_week
from handlers.understanding.reading.people.strangers import is_first_name
from handlers.understanding.reading.tokens import Token

_DEEDS = ACTS - HARMLESS
_OF_SILENCE = frozenset({"complain", "mute", "not_now", "why_bot", "who_are_you"})
_AWAY = frozenset({"больничный", "отпуск", "декрет", "курсы", "командировку", "учебу"})
# Codes, what is meant instead of any of them, and how likely that is at least.
Move = tuple[Collection[str], str, float]
_AS_GOOD_AS_KNOWN, _PASSED_ON, _DICTATED, _SAID_SO = 0.97, 0.85, 0.96, 0.95


def moved(likely: defaultdict[str, float], given: dict[str, str], sentence: Sentence, *, is_officer: bool) -> None:
    """Their likeness is that of what is meant instead."""
    for codes, instead, least in _moves(sentence, is_officer=is_officer):
        likeliest = max(likely, key=lambda code: likely[code])
        for code in [one for one in likely if one in codes and one != instead]:
            likely[instead] += likely.pop(code)
            given.setdefault(instead, instead)
        spoken_of = likeliest == instead or likeliest in codes or likely[likeliest] < SURE
        if spoken_of and likely[instead] < least and max(likely.values()) < _AS_GOOD_AS_KNOWN:
            rest = (1 - least) / (sum(likely.values()) - likely.pop(instead))
            likely.update({code: chance * rest for code, chance in likely.items()})
            likely[instead] = least
            given.setdefault(instead, instead)


def _moves(sentence: Sentence, *, is_officer: bool) -> Iterator[Move]:
    if _asks_why(sentence):
        yield {"exempt", "restore"}, "exemptions", 0.0
    if _sets_out(sentence):
        yield {"restore"}, "exempt", 0.0
    yield from turned(sentence, is_officer=is_officer)
    if is_officer and new_surname(sentence):
        yield TAKES, "correct", _SAID_SO
    if is_officer and who_is_right(sentence) and not _asks_or_orders(sentence):
        yield TAKES, "answer_dispute", _SAID_SO
    if not is_officer:
        yield from _of_oneself(sentence)
        return
    yield from _not_ordered(sentence)
    if _wants_it_back(sentence):  # «верни прежний процент по звонкам»
        yield {"set_target", "indicator", "restore", "targets"}, "undo", _PASSED_ON
    if _asks_when(sentence):  # «когда срок цели по звонкам»
        yield {"set_target", "set"}, "deadline", _PASSED_ON
    if is_useless_to_write(sentence):
        yield TAKES, "exempt", _SAID_SO
    if is_not_needed_then(sentence):  # «рассылку завтра не надо, послезавтра можно»
        yield {"cancel_round"}, "pause", 0.0
    if sentence.figures.indicators:  # «сколько человек подтвердили Мою школу»
        yield {"headcount"}, "indicator", 0.0
    if sentence.persons and things_let_off(sentence) and wants_silence(sentence):
        yield {"remind"}, "exempt", 0.0
    if sentence.classes or sentence.groups or sentence.persons:  # «сравни 5-е и 6-е по журналу»
        yield {"compare_schools"}, "indicator" if sentence.figures.indicators else "summary", 0.0
    if switches_off(sentence):
        yield {"remind"}, "exempt" if things_let_off(sentence) else "automatic_off", 0.0
    if says_on(sentence):
        yield {"remind"}, "announce", 0.0
    if is_told_to(sentence) and not sentence.figures.lacking and not sentence.text.rstrip().endswith("?"):
        yield TAKES, "announce", _PASSED_ON
    elif is_told_to_those(sentence):
        yield OF_WORDS | {"list", "preview"}, "announce", _PASSED_ON
    elif passes_on(sentence):
        yield OF_WORDS, "announce", _PASSED_ON
    elif asks_of_somebody(sentence):
        yield OF_WORDS | {"list", "ask", "chats"}, "announce", _PASSED_ON
    if sends_document(sentence):
        yield {"announce", "remind"}, "summary" if sentence.has("summary") else "report", _PASSED_ON
    if is_dictated(sentence):
        yield TAKES, "announce", _DICTATED
    if wants_a_day_of_silence(sentence):
        yield OF_SENDING, "pause", _PASSED_ON
    if _asks_who_has(sentence):
        yield {"list"}, "done_list", 0.0
    if _does_it_once(sentence):
        yield {"give_role"}, "ask", _PASSED_ON


_STANDS_IN = re.compile(rf"{LEADS}|буд|побуд|оста|замен|замещ|подмен|отвеча|работа|поработа|занима|займ|след|присмотр")


def _does_it_once(sentence: Sentence) -> bool:
    """«За меня Алиева сдаст отчёт»: she has one thing to do, and no role; not «за меня остаётся Алиева»."""
    tokens = sentence.tokens
    for place in range(1, len(tokens)):
        if tokens[place].norm != "меня" or tokens[place - 1].norm not in ("за", "вместо"):
            continue
        clause = clause_around(tokens, place, place)
        deeds = [tokens[at] for at in clause if tokens[at].form in (("third", "past") if at > place else ("third",))]
        deeds = [one for one in deeds if not (one.entity or is_first_name(one.norm))]  # «Марат»
        return any(_STANDS_IN.match(one.norm) is None for one in deeds)
    return False


def _of_oneself(sentence: Sentence) -> Iterator[Move]:
    """A teacher's «когда ты мне напишешь» is no complaint, «выйду не 26-го, а 28-го» asks for no week of peace,
    «опять неправильно, у меня 12» disputes a figure, «не включайте мне напоминания» wants none."""
    manner = sentence.manner
    asked = own_question(sentence.tokens, names_others=bool(sentence.persons))
    if asked is Question.OTHERS:
        yield TAKES, "list", _PASSED_ON
    elif asked is not None:
        yield TAKES, "next_check", _AS_GOOD_AS_KNOWN
    if is_of_some(sentence):
        yield {"away"}, "ask", 0.0
    if wants_silence(sentence):
        yield {"unmute"}, "mute", 0.0
    if not asked and tells_figure_of_week(sentence.text):
        yield TAKES, "mistake", _PASSED_ON
    if manner.disputes:
        yield {"complain", "done"}, "mistake", 0.0
    elif manner.passed_over or (manner.tense == AHEAD and sentence.has("when_q")):
        yield _OF_SILENCE, "next_check", 0.0
    elif sentence.when.returns and _is_for_a_relative(sentence):
        yield {"away"}, "not_now", 0.0
    elif sentence.when.returns:
        yield {"not_now"}, "away", 0.0


def _not_ordered(sentence: Sentence) -> Iterator[Move]:
    """«Когда ты напомнишь Алиевой» asks, «спасибо, что уволил Борисова» and «ты остановил рассылку» tell."""
    manner = sentence.manner
    if any(one.form == "imp" and one.means(*DEED_CONCEPTS) and not one.is_filler for one in sentence.tokens):
        return
    if manner.thanks_for:
        yield _DEEDS if "?" in sentence.text else TAKES, "thanks", 0.0
    elif manner.told:
        yield _DEEDS, "card" if sentence.persons else "audit", 0.0
    elif manner.reached:
        yield {"set_target"}, "forecast", 0.0
    elif manner.tense == AHEAD and sentence.has("when_q"):
        yield _DEEDS, "got" if sentence.persons else "schedule", 0.0


_NOW = frozenset({"теперь", "стала", "стал", "уже"})
_NO_SURNAME = 3  # letters


def new_surname(sentence: Sentence) -> frozenset[str]:
    """«Кравец теперь Кравец-Белая», «Исаева стала Мирзоевой»: one name, and behind it another that is no word; what
    says so."""
    tokens = [*sentence.tokens]
    if tokens and tokens[-1].kind == "mark":
        tokens.pop()
    if "?" in sentence.text or len(tokens) < 3:
        return frozenset()
    *who, now, surname = tokens
    named = {place for one in sentence.persons for place in one.places}
    is_named = now.norm in _NOW and named.issuperset(range(len(who)))
    is_double = "-" in surname.text and bool(surname.entity)
    is_name = surname.kind == "word" and surname.text[:1].isupper() and len(surname.norm) > _NO_SURNAME
    is_said = is_named and is_name and not surname.concepts and (is_double or not surname.entity)
    return frozenset({now.norm, surname.norm}) if is_said else frozenset()


def _asks_or_orders(sentence: Sentence) -> bool:
    """«Исаев прав, извинись перед ним»."""
    return "?" in sentence.text or any(one.form == "imp" and not one.is_filler for one in sentence.tokens)


_BEFORE = ("прежн", "стар", "прошл", "было")


def _wants_it_back(sentence: Sentence) -> bool:
    """What was set is to be as it was, and no number says how much that is."""
    back = any(one.form == "imp" and one.norm.startswith("верн") and not one.denied for one in sentence.tokens)
    before = any(one.norm.startswith(_BEFORE) for one in sentence.tokens)
    of_target = sentence.has("target", "share") or bool(sentence.figures.indicators)
    named = bool(sentence.persons or sentence.groups or sentence.classes or sentence.numbers or sentence.percents)
    return back and before and of_target and not named


def _asks_when(sentence: Sentence) -> bool:
    """By when something is wanted is asked, and no day is set."""
    when = sentence.when
    told = bool(when.days or when.starts or when.ends or sentence.numbers or sentence.percents)
    ordered = any(one.form == "imp" and one.concepts and not one.is_filler for one in sentence.tokens)
    asks = sentence.has("when_q") or sentence.text.rstrip().endswith("?")
    return asks and not (told or ordered) and sentence.has("deadline", "deadline_word") and sentence.has("target")


def _asks_why(sentence: Sentence) -> bool:
    """«Почему Исаева не тревожим»: it is asked, and nothing is ordered."""
    tokens = sentence.tokens
    ordered = any(one.form == "imp" and one.concepts and not (one.denied or one.is_filler) for one in tokens)
    return bool(sentence.persons) and sentence.has("reason_why") and not ordered


def _sets_out(sentence: Sentence) -> bool:
    """«Вышла на больничный» has left, «вышла с больничного» is back."""
    words = sentence.words
    return any(one.norm in _AWAY and not one.denied and lead.norm in ("на", "в") for lead, one in pairwise(words))


def _is_for_a_relative(sentence: Sentence) -> bool:
    """«Внук приедет в субботу и поставит»; not «муж приедет в пятницу, вернусь в понедельник»."""
    own = any(one.norm in _COME_BACK for one in sentence.tokens)
    return sentence.speaks_of_relatives and not sentence.reason and not own


_COME_BACK = frozenset({"вернусь", "выйду", "приеду", "возвращаюсь", "выхожу", "буду"})


def _asks_who_has(sentence: Sentence) -> bool:
    """«У кого есть чат», «у кого были звонки», «кто вчера зарегистрировался», «кто с чатом», not those who lack
    them."""
    if sentence.figures.things and not sentence.figures.lacking and (who_did(sentence) or _who_is_with(sentence)):
        return True
    words = [one.norm for one in sentence.tokens]
    asks = any(words[place : place + 2] == ["у", "кого"] for place in range(len(words)))
    has = bool({"есть", "был", "были", "была"} & set(words)) and not any(one.denied for one in sentence.tokens)
    return asks and has and bool(sentence.figures.gaps) and not sentence.figures.lacking


def _who_is_with(sentence: Sentence) -> bool:
    """«Кто с чатом», «список с активным профилем», «у кого профиль активен»; not «кто с чатом тянет»."""
    said = [
        one
        for place, one in enumerate(sentence.tokens)
        if one.kind == "word" and place not in sentence.figures.said and not (one.is_filler or one.entity)
    ]
    if not said or not all(one.means(*_ASKED_OR_NAMED) or _is_active(one) for one in said):
        return False
    asks = any(one.norm in ("кто", "список", "кого") for one in sentence.tokens)
    return asks and any(one.norm in ("с", "со") or _is_active(one) for one in sentence.tokens)


_ASKED_OR_NAMED = ("who_q", "list_noun", "staff", "show", "give", "profile", "my_school", "school")


def _is_active(token: Token) -> bool:
    return token.norm.startswith(("активн", "подтвержд")) and not token.denied
