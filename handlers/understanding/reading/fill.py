"""The particulars of a wish: which of what a message names become its keys."""

from datetime import timedelta

from handlers.understanding.reading.frames import Fit
from handlers.understanding.reading.roster import Named
from handlers.understanding.reading.sentence import Sentence
from handlers.understanding.wish import Wish

_LONG = 150  # days ahead: «с сентября» was last September


def filled(fit: Fit, sentence: Sentence) -> Wish:
    frame = fit.frame
    keys = dict(frame.given)
    for slot in (
        "ind",
        "gap",
        "who",
        "days",
        "until",
        "at",
        "to",
        "week",
        "value",
        "reason",
        "format",
        "role",
        "field",
    ):
        if slot in frame.takes or (slot == "role" and frame.code in ("give_role",)):
            for key, value in _SLOTS[slot](sentence, frame.code, keys).items():
                keys.setdefault(key, value)
    certain = all(len(one.members) == 1 and not one.guessed for one in sentence.persons)
    people = tuple(one.members[0].id for one in sentence.persons) if certain else ()
    excepted = tuple(one.members[0].id for one in sentence.excepted if len(one.members) == 1)
    return Wish(
        frame.code,
        keys,
        people if "who" in frame.takes else (),
        excepted if "who" in frame.takes else (),
        tuple(token.text for token in fit.unused),
        fit.share,
        fit.score,
        frame.acts,
        " и ".join(_written(sentence, one) for one in sentence.persons),
        fit.likely,
    )


def _written(sentence: Sentence, one: Named) -> str:
    """A name as it stands in the message."""
    return " ".join(sentence.tokens[place].text for place in one.places)


Keys = dict[str, str]
_BOSSES = frozenset({"post:директор", "post:завуч"})
_TO_SOMEBODY = frozenset({"report", "announce", "subscribe", "take_role", "give_role", "code", "remind"})


def _addressed(sentence: Sentence, found: list[str]) -> list[str]:
    """Of an announcement: those who are named before its words begin."""
    start = next((place for place, one in enumerate(sentence.tokens) if one.norm in (":", "что", "чтобы", "о")), None)
    inside = {
        group
        for token in sentence.tokens[start:]
        if start is not None
        for group in token.concepts
        if token.entity == "group"
    }
    before = {
        group for token in sentence.tokens[: start or None] for group in token.concepts if token.entity == "group"
    }
    text = sentence.text.lower()
    return [one for one in found if one not in inside - before and not (one in _BOSSES and "при директоре" in text)]


def _gap(sentence: Sentence, code: str, keys: Keys) -> Keys:
    gaps = sentence.figures.gaps
    if code in ("remind", "exempt") and sentence.has("debtors", "debt") and not gaps:
        gaps = ["all"]
    if code == "list" and not gaps and sentence.has("debtors", "debt", "undone_word"):
        gaps = ["all"]
    return {"gap": "+".join(dict.fromkeys(gaps))} if gaps else {}


def _ind(sentence: Sentence, code: str, keys: Keys) -> Keys:
    found = sentence.figures.indicators
    if _journal_of_pupils(sentence, code):
        return {"ind": "pupils_journal_linked"}
    if code == "list" or not found:
        return {}
    return {"ind": "+".join(dict.fromkeys(found))}


def who_of(sentence: Sentence) -> list[str]:
    named = [_named(one) for one in sentence.persons]
    named += [one.last for one in sentence.unknown]
    out = [*(_named(one) for one in sentence.excepted), *sentence.excepted_groups, *sentence.excepted_classes]
    return [*dict.fromkeys([*named, *sentence.groups, *sentence.classes])] + [f"-{one}" for one in out]


def _named(one: Named) -> str:
    return one.said


def _who(sentence: Sentence, code: str, keys: Keys) -> Keys:
    found = who_of(sentence)
    if code not in _TO_SOMEBODY:  # «сводку, мне к директору»: whom it is for, not whom it is about
        found = [one for one in found if one not in _BOSSES]
    if code == "announce":
        found = _addressed(sentence, found)
    if code == "add_person" or (code == "correct" and sentence.persons):
        found = [one for one in found if not one.startswith(("class:", "parallel:"))]
    if code == "add_person":
        found = [one.last for one in sentence.unknown] or found
    if sentence.persons and code in ("exempt", "left", "give_role", "correct", "add_person", "card"):
        found = [one for one in found if not one.startswith(("post:", "subject:"))]
    if not found and code in ("remind", "announce", "exempt", "restore") and sentence.says_all and "gap" not in keys:
        found = ["all"]
    return {"who": "+".join(found)} if found else {}


def _journal_of_pupils(sentence: Sentence, code: str) -> bool:
    return code == "set_pupils" and sentence.has("journal", "link")


def _days(sentence: Sentence, code: str, keys: Keys) -> Keys:
    when = sentence.when
    found: Keys = {}
    if code == "left" and when.starts and when.starts > sentence.today + timedelta(days=_LONG):
        return {}
    if when.week == "current" and code in ("exempt", "away", "not_now"):
        return {"from": str(sentence.today), "to": str(sentence.today + timedelta(days=6 - sentence.today.weekday()))}
    if when.days and not (when.starts or when.ends):
        if code in ("set_break", "set_workday") and len(when.days) >= 1:
            found["days"] = "+".join(str(day) for day in when.days)
        elif code in ("set", "audit", "schedule", "preview", "loads"):
            pass
        elif len(when.days) == 1:
            found["from"] = str(when.days[0])
        else:
            found["days"] = "+".join(str(day) for day in when.days)
    if when.starts:
        found["from"] = str(when.starts)
    if when.ends:
        found["to"] = str(when.ends)
    return found


def _until(sentence: Sentence, code: str, keys: Keys) -> Keys:
    day = sentence.when.ends or sentence.when.any_day
    return {"until": str(day)} if day else {}


def _to(sentence: Sentence, code: str, keys: Keys) -> Keys:
    day = sentence.when.ends or sentence.when.any_day
    return {"to": str(day)} if day else {}


def _at(sentence: Sentence, code: str, keys: Keys) -> Keys:
    when = sentence.when
    day = when.days[0] if when.days else when.starts
    if day and when.clock:
        return {"at": f"{day}T{when.clock:%H:%M}"}
    return {"at": str(day)} if day else {"at": f"{when.clock:%H:%M}"} if when.clock else {}


def _week(sentence: Sentence, code: str, keys: Keys) -> Keys:
    when = sentence.when
    if when.week:
        return {"week": when.week}
    if code == "report" and when.starts and when.ends:
        return {"week": f"{when.starts}..{when.ends}"}
    return {}


def _value(sentence: Sentence, code: str, keys: Keys) -> Keys:
    if sentence.percents:
        return {"value": f"{sentence.percents[0]}%"}
    if code == "set_hours" and sentence.when.hours:
        return {"value": "-".join(sentence.when.hours)}
    if code == "set_hours" and sentence.when.clock:
        return {"value": f"{sentence.when.clock:%H:%M}"}
    if code in ("announce", "correct", "set", "add_person", "answer_dispute") and "value" not in keys:
        return {"value": "…"} if code == "announce" else {}
    if code == "explain":
        term = next((one.norm for one in sentence.tokens if one.means("term")), "")
        return {"value": term} if term else {}
    return {"value": str(sentence.numbers[0])} if sentence.numbers else {}


def _reason(sentence: Sentence, code: str, keys: Keys) -> Keys:
    return {"reason": sentence.reason} if sentence.reason else {}


def _format(sentence: Sentence, code: str, keys: Keys) -> Keys:
    return {"format": sentence.format} if sentence.format else {}


def _role(sentence: Sentence, code: str, keys: Keys) -> Keys:
    for role in ("deputy", "manager", "officer"):
        if sentence.has(f"role:{role}"):
            return {"role": role}
    return {}


def _field(sentence: Sentence, code: str, keys: Keys) -> Keys:
    for field, concepts in _FIELDS.items():
        if sentence.has(*concepts):
            return {"field": field}
    return {}


_FIELDS = {
    "name": ("surname", "name_word"),
    "post": ("post_word",),
    "class": ("class_lead", "class_word"),
    "subject": ("subject_word",),
}
_SLOTS = {
    "gap": _gap,
    "ind": _ind,
    "who": _who,
    "days": _days,
    "until": _until,
    "to": _to,
    "at": _at,
    "week": _week,
    "value": _value,
    "reason": _reason,
    "format": _format,
    "role": _role,
    "field": _field,
}
