"""Deeds that are told of and nobody's: of whom is not said, or no verb orders them."""

import re

from handlers.understanding.lexicon.words import DEED_CONCEPTS
from handlers.understanding.particulars.narrowing import words_begin
from handlers.understanding.particulars.used import Candidate
from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.people.strangers import is_relative, surnames
from handlers.understanding.reading.tokens import Token

# Of whom it is must be said where no verb orders it: «муж вернулся», «семинар для ответственных 19 числа».
_OF_SOMEBODY = frozenset({"exempt", "restore", "left", "correct", "detach", "give_role", "take_role"})
_BY_CLASS = frozenset({"correct", "restore", "left", "give_role", "take_role", "detach"})  # «не 11а, а 11б»
# Nobody tells them; they are ordered: «в тексте опечатка» is no other text.
_ORDERED_ONLY = frozenset({"template", "retry", "thanks_on", "thanks_off", "automatic_on", "automatic_off"})
_POINTING = frozenset({"он", "она", "они", "его", "ее", "их", "ему", "ей", "им", "ним", "ней", "него", "нее", "у"})
_OTHERS = ("остальн", "проч")


# «Завтра напомню сама», «Исаева верну позже»: the officer will do it.
_OWN_DEEDS = {
    "remind": "напомню напишу скажу сообщу передам предупрежу позвоню обзвоню поговорю подойду",
    "announce": "напишу скажу сообщу передам предупрежу позвоню обзвоню поговорю объявлю разошлю",
    "exempt": "исключу уберу освобожу сниму вычеркну",
    "restore": "верну включу внесу добавлю",
    "left": "уберу удалю уволю вычеркну",
    "correct": "исправлю поменяю изменю поправлю внесу",
    "set_target": "поставлю поменяю изменю назначу",
    "set_break": "внесу поставлю добавлю",
    "give_role": "дам назначу передам отдам",
}


def is_nobodys(best: Candidate, sentence: Sentence) -> bool:
    if best.known or best.ordered:
        return False
    if best.code in ("left", "restore") and _is_of_relatives_alone(sentence):
        return True
    if any(is_ordered(one) for one in sentence.tokens):
        return False
    if best.code in ("left", "restore") and (_is_of_relative(sentence) or _goes_on_errand(sentence, best.code)):
        return True
    if _does_it_oneself(best.code, sentence):
        return True
    tells = any(one.form in ("past", "third", "part") and one.concepts and not one.entity for one in sentence.words)
    if best.code in _ORDERED_ONLY:
        return tells and not best.turned
    return best.code in _OF_SOMEBODY and not (best.turned or _names_somebody(best.code, sentence))


def _is_of_relatives_alone(sentence: Sentence) -> bool:
    """«Муж вернулся, телефона опять нет»: of nobody of the school."""
    named = sentence.persons or sentence.groups or sentence.classes or sentence.states or sentence.unknown
    return not named and sentence.speaks_of_relatives


def _is_of_relative(sentence: Sentence) -> bool:
    """«Жена Исаева уволилась»: not he."""
    tokens = sentence.tokens
    return any(one.places[0] and is_relative(tokens[one.places[0] - 1]) for one in sentence.persons)


_ROOMS = r"(?:совещан|педсовет|собрани|урок|обед|столов|буфет|кабинет|перемен|магазин|аптек|репетици|заседани|планерк)"
_WENT = r"\b(?:уше?л|выше?л|уход|уеха|перее[хз]|переше?л|верну[лт])\w* (?:\w+ )?"
_OUR = r"(?:(?:наш|ваш|эт|сво)\w* )?"  # «из нашей школы»
_WORK = (
    r"(?:школ|работ|пенси|коллектив|професси|должност|заслужен|покой|друг|нов|кафедр|завод|производств|стройк|вольн"
    r"|частн|сад\b|садик|детск|вуз|колледж|техникум|гимнази|лице|декрет|больничн|отпуск|курс|командировк|отъезд|больниц|город|район)"
)
_OF_DAYS = (
    r"(?:перв|втор|понедел|сред[аыу]|четверг|пятниц|суббот|воскрес|январ|феврал|март|апрел|ма[яй]\b|июн|июл|август"
    r"|сентябр|октябр|ноябр|декабр|завтра|сегодня|нов|лет|осен|зим|весн)"
)
_ON_ERRAND = {
    "left": re.compile(
        rf"{_WENT}(?:(?:с|со|из|на|к|от|до) (?!{_OUR}{_WORK}|нас\b|\d|{_OF_DAYS})"
        rf"|в (?:{_ROOMS}|\d+\S* (?:класс|каб)|друг\w+ (?:класс|корпус|здани|каб)|класс|корпус|здани|чат))"
    ),
    "restore": re.compile(rf"{_WENT}(?:с|со|из|от|к) (?:{_ROOMS}|вопрос|тем[еа]\b|чат|групп)"),
}


def _goes_on_errand(sentence: Sentence, code: str) -> bool:
    """«Ушёл с педсовета», «вернулся злой с совещания», «переехала на Садовую»: to somewhere, and not from work."""
    return _ON_ERRAND[code].search(sentence.text.lower().replace("ё", "е")) is not None


def _does_it_oneself(code: str, sentence: Sentence) -> bool:
    own = _OWN_DEEDS.get(code, "").split()
    return "?" not in sentence.text and any(one.norm in own for one in sentence.words if not one.entity)


def is_ordered(token: Token) -> bool:
    return token.form in ("imp", "inf", "we") and token.means(*DEED_CONCEPTS, "take_away") and not token.is_filler


def _names_somebody(code: str, sentence: Sentence) -> bool:
    named = sentence.persons or sentence.groups or sentence.unknown or sentence.states or sentence.spared
    by_class = sentence.classes and code not in _BY_CLASS
    if code == "correct" and sentence.has("name_word", "post_word"):  # «отчество теперь Аркадьевна», below a card
        return True
    if named or by_class or sentence.excepted or sentence.has("me", "mine", "all_word", "nobody"):
        return True
    return bool(surnames(sentence.tokens)) or any(one.norm in _POINTING for one in sentence.words)


def speaks_of_others(sentence: Sentence) -> bool:
    """«Остальных до среды не тревожь», and nobody is named whose others they would be; what is to be said on («передай
    всем, что остальное завтра») speaks of whatever it likes."""
    asked = sentence.tokens[: words_begin(sentence) or None]
    there = (sentence.persons, sentence.groups, sentence.classes, sentence.states, sentence.unknown)
    out = (sentence.excepted, sentence.excepted_groups, sentence.excepted_classes, sentence.excepted_states)
    named = any((*there, *out, sentence.spared, sentence.spared_said))
    return not named and any(one.norm.startswith(_OTHERS) for one in asked)


_OFF = ("cancel", "take_away", "stop", "pause", "turn_off", "end_pause")
_AS_EVER = re.compile(
    r"\b(?:напоминани|рассылк|напомина)\w* (?:\w+ )?(?:остав|как обычно|по плану|продолжа|как всегда|по прежнему|иду?т)"
    r"|\bнапомина\w+ (?:\w+ )?(?:надо|нужно|продолж)"
)


def keeps_writing(sentence: Sentence) -> bool:
    """«… на дистанте, напоминания не снимать», «…, напоминать как обычно»: whoever is off is written to as ever."""
    text = sentence.text.lower().replace("-", " ")
    if any(one.norm.startswith(_OTHERS) or one.means("nobody") for one in sentence.words):
        return False
    return any(_is_kept(sentence, place) for place in range(len(sentence.tokens))) or _AS_EVER.search(text) is not None


def _is_kept(sentence: Sentence, place: int) -> bool:
    tokens = sentence.tokens
    if not tokens[place].denied or tokens[place].form not in ("imp", "inf", "we") or not tokens[place].means(*_OFF):
        return False
    clause = clause_around(tokens, place, place)
    return any(tokens[at].form == "noun" and tokens[at].means("remind", "round", "round_all") for at in clause)
