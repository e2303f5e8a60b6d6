"""The particulars of a wish: which of what a message names become its keys."""

import re
from collections.abc import Callable, Mapping, Sequence

from handlers.understanding.codes import ACTS, CHOSEN_BY_GAP, REMINDERS, TAKES
from handlers.understanding.particulars import numbers, settings, told, whom
from handlers.understanding.particulars.figures.achieved import achieved
from handlers.understanding.particulars.figures.gaps import gaps, have, not_held, step, wrote_nothing
from handlers.understanding.particulars.figures.indicators import indicators, side
from handlers.understanding.particulars.groups_said import is_for_who_did_all, unknown_group
from handlers.understanding.particulars.keys import Keys
from handlers.understanding.particulars.let_off import only_kept
from handlers.understanding.particulars.meant import is_of_group, is_of_one, meant
from handlers.understanding.particulars.narrowing import (
    but_nobody,
    narrowed,
    says_just_one,
    told_by_clause,
    trait,
    who_but,
    who_did,
    who_lacks,
    words_begin,
)
from handlers.understanding.particulars.numbers import is_by_so_much, numbers_told
from handlers.understanding.particulars.settings import is_about_saturday
from handlers.understanding.particulars.time.begins import OF_NEWEST, begins_later, months_named
from handlers.understanding.particulars.time.days import days, other_spans
from handlers.understanding.particulars.time.hours import bare_hour, hours
from handlers.understanding.particulars.time.moment import moment, other_clocks
from handlers.understanding.particulars.time.until import last_day, last_of_peace, until
from handlers.understanding.particulars.time.weeks import unheard_length, week
from handlers.understanding.particulars.used import Candidate
from handlers.understanding.particulars.whom import named_in
from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.found import REASONS, Sentence
from handlers.understanding.reading.left_over import could_change_it
from handlers.understanding.reading.people.posts import asks_whose_class
from handlers.understanding.reading.people.roster import Named
from handlers.understanding.wish import Wish
from services.lists import DONE

_NAME_WORDS = 3
_MOVED = re.compile(r"\b(?:перенес|перенос|сдвин|передвин|переставь)\w*\s(?:\w+\s)?(?:напоминани|рассылк)")
_WEEKDAY = re.compile(r"\b(?:понедельник|вторник|сред[уыа]|четверг|пятниц)")
# In the order in which they depend on each other.
_SLOTS: Mapping[str, Callable[[Sentence, str, Keys], Keys]] = {
    "ind": indicators,
    "done": achieved,
    "gap": gaps,
    "have": have,
    "who": whom.who,
    "days": days,
    "until": until,
    "at": moment,
    "to": last_day,
    "week": week,
    "text": told.text,
    "what": side,
    "top": numbers.how_many,
    "hours": hours,
    "howto": step,
    "verdict": told.verdict,
    "usual": told.usual,
    "term": told.term,
    "order": told.order,
    "messenger": told.messenger,
    "value": numbers.value,
    "reason": told.reason,
    "format": told.file_format,
    "role": settings.role,
    "field": settings.field,
}


def filled(found: Candidate, sentence: Sentence) -> Wish:
    """The wish with its particulars; they may make another of it."""
    if found.code == "list" and is_of_one(sentence):  # «а директор зарегистрирована?»
        found.code = "card"
    elif found.code == "card" and asks_whose_class(sentence.text):
        pass  # whoever it is
    elif found.code == "card" and is_of_group(sentence) and not _strange(found):  # «что по физкультуре»
        found.code = "list"
    takes = TAKES.get(found.code, frozenset())
    of_people = "who" in takes
    if found.code in _IN_PEACE and _is_of_hours(sentence):
        found.code = _IN_PEACE[found.code]
        takes = TAKES[found.code]
    keys = _as_meant(found, sentence, _particulars(found, sentence, takes))
    dropped = _dropped(found, sentence, keys)
    if found.code == "lagging" and dropped and sentence.figures.gaps:  # «кто три недели подряд не звонил»
        found.code, keys = "list", {**keys, **gaps(sentence, "list", keys)}
    people = meant(sentence, found.code)
    certain = all(_is_whole(one) and not one.guessed for one in people.persons)
    excepted = people.excepted if of_people else ()
    strange = whom.strange(sentence, found.code)
    dropped += () if found.code in ACTS else strange
    return Wish(
        found.code,
        keys,
        tuple(dict.fromkeys(member.id for one in people.persons for member in one.members))
        if certain and of_people
        else (),
        tuple(member.id for one in excepted if _is_whole(one) for member in one.members),
        tuple(token.text for token in found.unused if token.norm != "зато"),
        found.share,
        found.likely,
        found.code in ACTS,
        " и ".join(_written(sentence, one) for one in people.persons) or (_strange(found) if of_people else ""),
        found.known,
        found.ordered,
        _unclear(excepted),
        dropped,
        strange=strange,
        is_for_strangers=bool(whom.nobodys(sentence, found.code)),
        trait="" if "who" in keys or found.ordered else _trait(found, sentence, excepted),
        last=last_of_peace(sentence, keys),
        manner=sentence.manner,
        left_over=could_change_it(sentence, found.unused),
        below=3 if "message_3" in sentence.figures.things else int(wrote_nothing(sentence.text)),
    )


def _trait(found: Candidate, sentence: Sentence, excepted: Sequence[Named]) -> str:
    return trait(sentence, found.code) or ("" if excepted else unknown_group(sentence, found.code))


def _particulars(found: Candidate, sentence: Sentence, takes: frozenset[str]) -> Keys:
    keys = dict(found.given)
    for slot, read in _SLOTS.items():
        if slot in takes:
            for key, value in read(sentence, found.code, keys).items():
                keys.setdefault(key, value)
    return keys


def _as_meant(found: Candidate, sentence: Sentence, keys: Keys) -> Keys:
    """Where the particulars say that another wish is meant, it becomes that one, with what it takes."""
    said = sentence.text.lower()
    if found.code == "report" and _is_of_one_thing(sentence, keys):
        found.code, keys = "list", {"format": keys["format"], **gaps(sentence, "list", keys)}
    if found.code in _OF_ROUND and any(":" not in one for one in named_in(sentence, "got")):
        found.code, keys = "got", whom.who(sentence, "got", {})  # «до Алиевой дошло?»
    if found.code == "where_button" and "gap" in keys:  # shown in the steps
        found.code = "howto"
    if found.code == "set_workday" and "days" not in keys and is_about_saturday(sentence):  # «по субботам учимся»
        found.code, keys = "set", {"field": "saturday"}
    if found.code == "remind" and not {"who", "gap"} & set(keys) and _MOVED.search(said) and _WEEKDAY.search(said):
        found.code, keys["field"] = "set", "moment"  # «перенеси напоминания на вторник в 11»
    if found.code == "set" and keys.get("field") == "moment" and _WEEKDAY.search(said):
        keys |= settings.weekly(sentence, keys)
    if found.code == "set_hours" and "who" not in keys and _is_one_moment(sentence, keys):
        found.code, keys = "set", {"field": "moment", "value": keys["value"]}  # «напоминания — часа в три, а не с утра»
    if found.code == "announce" and not {"gap", "have"} & set(keys) and is_for_who_did_all(sentence):
        keys["gap"] = DONE
    if found.code == "list" and len(sentence.figures.gaps) == 1 and says_just_one(said):
        found.code = "close_ones"
    return keys


_OF_REMINDERS = re.compile(r"\b(?:напомина|рассыл)\w*", re.IGNORECASE)
_EDGE = re.compile(r"\b(?:до|после|с|со|раньше|позже|позднее)\s+\d|не (?:раньше|позже)", re.IGNORECASE)


def _is_one_moment(sentence: Sentence, keys: Keys) -> bool:
    """One hour at which the week's reminders are to come, and no edge of the hours in which they may."""
    return (
        re.fullmatch(r"\d\d:\d\d", keys.get("value", "")) is not None
        and _OF_REMINDERS.search(sentence.text) is not None
        and _EDGE.search(sentence.text) is None
    )


_IN_PEACE = {"mute": "hours", "not_now": "hours", "exempt": "set_hours"}


def _is_of_hours(sentence: Sentence) -> bool:
    """«Не пишите до 11»: an hour of every day, where nobody is absent till a day."""
    writes = any(one.denied and one.form == "imp" and one.means("write", "remind") for one in sentence.tokens)
    return writes and not sentence.reason and bool(bare_hour(sentence))


_OF_ROUND = frozenset({"progress", "undelivered"})


def _dropped(found: Candidate, sentence: Sentence, keys: Keys) -> tuple[str, ...]:
    """Whole phrases that narrow it, and that it has no place for."""
    is_taken = found.code in ("leaflets", "announce") and ("gap" in keys or "have" in keys)
    dropped = narrowed(sentence.text, found.code, has_gap=bool(sentence.figures.gaps) and not is_taken)
    if found.code == "remind" and "have" not in keys and (did := who_did(sentence)):  # «тем, кто сдал отчёт, напомни …»
        dropped += (sentence.text[sentence.tokens[did[0]].start : sentence.tokens[did[-1]].end],)
    to_all_but = found.code == "announce" and who_but(sentence).start < words_begin(sentence)
    if (found.code in CHOSEN_BY_GAP or to_all_but) and (but := who_but(sentence)):
        dropped = (sentence.text[sentence.tokens[but[0]].start : sentence.tokens[but[-1]].end],)
    elif found.code in REMINDERS and (lacking := who_lacks(sentence)):
        dropped += (sentence.text[sentence.tokens[lacking[0]].start : sentence.tokens[lacking[-1]].end],)
    dropped += not_held(sentence, found.code, keys)
    if (
        found.code == "announce"
        and not {"gap", "have"} & keys.keys()
        and not dropped
        and (told := told_by_clause(sentence))
    ):
        dropped += (told,)
    if found.code == "remind" and "T" in keys.get("at", ""):
        dropped += other_clocks(sentence)
    if found.code in OF_NEWEST:
        dropped = (*months_named(sentence), *dropped)
    if found.code == "exempt" and "to" in keys:
        dropped += other_spans(sentence, keys)
    if found.code in ACTS and (nobody := but_nobody(sentence)):
        dropped += (nobody,)
    if found.code == "set" and keys.get("field") == "moment":
        dropped += settings.other_weekdays(sentence, keys)
    if found.code == "restore":
        dropped += _still_away(sentence)
    if found.code == "set_target":
        dropped += _other_numbers(sentence, keys) + begins_later(sentence)
    if found.code == "exempt" and not {"from", "to", "days"} & keys.keys():  # «две недели за неё работает Титова»
        dropped += unheard_length(sentence)
    if found.code == "exempt" and (kept := only_kept(sentence)):
        dropped += (kept,)
    if found.code == "give_role" and {"from", "to"} & keys.keys():  # a role has no term
        dropped += (" ".join(token.text for token in sentence.tokens if token.entity == "days"),)
    return dropped


def _other_numbers(sentence: Sentence, keys: Keys) -> tuple[str, ...]:
    """«Подними на 5 пунктов», «активных 75 %, связь с журналом 100 %»: a number that the one target does not take."""
    tokens = sentence.tokens
    if "value" not in keys:
        return tuple(f"на {one.text}" for at, one in enumerate(tokens) if is_by_so_much(tokens, at))
    named = keys.get("ind", "").split("+")
    told = list(numbers_told(sentence, "set_target")) if len(named) == 1 and named != [""] else []
    others = [one for one in told if one != keys["value"] and one.endswith("%")]
    return tuple(others) if keys["value"].endswith("%") else ()


def _still_away(sentence: Sentence) -> tuple[str, ...]:
    """«В госпитале Исаева, а Борисова на месте»: what is told of whoever is not back."""
    kept = {place for one in meant(sentence, "restore").persons for place in one.places}
    tokens = sentence.tokens
    others = [one for one in sentence.persons if kept.isdisjoint(one.places)]
    clauses = [clause_around(tokens, one.places[0], one.places[-1]) for one in others]
    away = [clause for clause in clauses if any(tokens[at].means(*REASONS) for at in clause)]
    return tuple(sentence.text[tokens[clause[0]].start : tokens[clause[-1]].end] for clause in away)


def _is_of_one_thing(sentence: Sentence, keys: Keys) -> bool:
    """«Табличку по звонкам»: the people without a call, and no report of everything."""
    return keys.keys() == {"format"} and sentence.has("report_table") and len(sentence.figures.gaps) == 1


def _is_whole(one: Named) -> bool:
    """One person, or all of one name: «кроме Алиевых»."""
    return not one.misnamed and (len(one.members) == 1 or one.plural)


def _unclear(excepted: Sequence[Named]) -> tuple[tuple[int, ...], ...]:
    """«Кроме Алиевой», and there are two: nobody would be left out."""
    return tuple(tuple(member.id for member in one.members) for one in excepted if not _is_whole(one))


def _strange(found: Candidate) -> str:
    """Words that mean nothing: perhaps the name of somebody who is not on the list."""
    words = [token for token in found.unused if token.kind == "word" and not token.concepts and not token.entity]
    return " ".join(token.text for token in words[:_NAME_WORDS])


def _written(sentence: Sentence, one: Named) -> str:
    """A name as it stands in the message."""
    return " ".join(sentence.tokens[place].text for place in one.places)
