"""The particulars of a wish: which of what a message names become its keys."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from handlers.understanding.codes import ACTS, TAKES
from handlers.understanding.particulars.used import Candidate
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.roster import Named
from handlers.understanding.wish import Wish

_MOST_PEOPLE = 50
_NAME_WORDS = 3
_FRIDAY = 5  # the first weekday after it
_LONG = 150  # days ahead: «с сентября» was last September


def filled(found: Candidate, sentence: Sentence) -> Wish:
    """The wish with its particulars, in the order in which they depend on each other."""
    takes = TAKES.get(found.code, frozenset())
    keys = dict(found.given)
    for slot, read in _SLOTS.items():
        if slot in takes:
            for key, value in read(sentence, found.code, keys).items():
                keys.setdefault(key, value)
    certain = all(len(one.members) == 1 and not one.guessed for one in sentence.persons) and "who" in takes
    return Wish(
        found.code,
        keys,
        tuple(one.members[0].id for one in sentence.persons) if certain else (),
        tuple(one.members[0].id for one in sentence.excepted if len(one.members) == 1) if "who" in takes else (),
        tuple(token.text for token in found.unused),
        found.share,
        found.likely,
        found.code in ACTS,
        " и ".join(_written(sentence, one) for one in sentence.persons) or (_strange(found) if "who" in takes else ""),
    )


def _strange(found: Candidate) -> str:
    """Words that mean nothing: perhaps the name of somebody who is not on the list."""
    words = [token for token in found.unused if token.kind == "word" and not token.concepts and not token.entity]
    return " ".join(token.text for token in words[:_NAME_WORDS])


def _written(sentence: Sentence, one: Named) -> str:
    """A name as it stands in the message."""
    return " ".join(sentence.tokens[place].text for place in one.places)


Keys = dict[str, str]
_BOSSES = frozenset({"post:директор", "post:завуч"})
# A head may be meant by these; elsewhere it is whom something is for.
_BOSSES_TEXT = (
    "remind announce exempt restore left correct give_role take_role code report subscribe got headcount card"
)
_OF_BOSSES = frozenset(_BOSSES_TEXT.split())
# Who asks or says something is not whom it is about.
_ASKERS = ("интересует", "спрашив", "просит", "просил", "требу", "велел", "сказал")
_SHOWN_ABOUT = frozenset({"list", "done_list", "lagging", "summary", "indicator", "report", "dynamics", "headcount"})
# Of whoever is named, what they teach or are is said beside the name only to tell who is meant.
_OF_PERSONS_TEXT = (
    "exempt left give_role take_role correct add_person card why_listed answer_dispute got merge detach code"
)
_OF_PERSONS = frozenset(_OF_PERSONS_TEXT.split())


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
    if keys.get("who", "").startswith("messenger:"):
        gaps = [one for one in gaps if one != "no_max"]
    if code == "why_listed" and not sentence.has("message", "few_writers"):  # «пишет, что …» is no message
        gaps = [one for one in gaps if one != "few_messages"]
    if code in ("remind", "exempt") and sentence.has("debtors", "debt") and not gaps:
        gaps = ["all"]
    if code == "list" and not gaps and sentence.has("debtors", "debt", "undone_word"):
        gaps = ["all"]
    return {"gap": "+".join(dict.fromkeys(gaps))} if gaps else {}


def _ind(sentence: Sentence, code: str, keys: Keys) -> Keys:
    found = sentence.figures.indicators or _by_norm(sentence)
    if _journal_of_pupils(sentence, code):
        return {"ind": "pupils_journal_linked"}
    if "pupils_journal_linked" in found:
        found = [one for one in found if one != "pupils_total"]
    if not found:
        return {}
    return {"ind": "+".join(dict.fromkeys(found))}


def _by_norm(sentence: Sentence) -> list[str]:
    """«Процент десяток», «трёшек сколько»: the marks by their numbers alone."""
    words = [token.norm for token in sentence.tokens] + [str(one) for one in sentence.numbers]
    marks = (
        ("teachers_10_messages", ("десятк", "десяток", "10")),
        ("teachers_3_messages", ("трешк", "трешек", "тройк")),
    )
    return [mark for mark, beginnings in marks if any(word.startswith(beginnings) for word in words)]


def who_of(sentence: Sentence, code: str = "") -> list[str]:
    named = [_named(one) for one in _spoken_of(sentence, code)]
    named += [one.last for one in sentence.unknown]
    out = [*(_named(one) for one in sentence.excepted), *sentence.excepted_groups, *sentence.excepted_classes]
    return [*dict.fromkeys([*named, *sentence.groups, *sentence.classes])] + [f"-{one}" for one in dict.fromkeys(out)]


def _named(one: Named) -> str:
    return one.said


def _spoken_of(sentence: Sentence, code: str) -> list[Named]:
    tokens = sentence.tokens
    if code == "announce" and (len(sentence.persons) > 1 or sentence.groups):  # «… табель у Журналовой подписать»
        return [one for one in sentence.persons if tokens[one.places[0] - 1].norm not in ("у", "к", "от", "с", "со")]
    if code not in _SHOWN_ABOUT:
        return sentence.persons
    after = {one: tokens[one.places[-1] + 1 : one.places[-1] + 2] for one in sentence.persons}
    return [one for one in sentence.persons if not any(word.norm.startswith(_ASKERS) for word in after[one])]


def _who(sentence: Sentence, code: str, keys: Keys) -> Keys:
    found = who_of(sentence, code)
    if code not in _OF_BOSSES or "имени" in {one.norm for one in sentence.tokens}:  # «сводку, мне к директору»
        found = [one for one in found if one not in _BOSSES]
    if code == "announce":
        found = _addressed(sentence, found)
    if code == "add_person" or (code == "correct" and sentence.persons):
        found = [one for one in found if not one.startswith(("class:", "parallel:"))]
    if code == "add_person":
        found = [one.last for one in sentence.unknown] or [one for one in found if ":" not in one]
    if code == "exempt" and sentence.reason == "parttime" and len(found) > 1:  # «музыку и изо, они совместители»
        found = [one for one in found if one != "post:совместитель"]
    if sentence.persons and code in _OF_PERSONS:
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
    if code == "set_workday" and "days" in found:  # «в субботу 28-го, за пятницу»
        rest_days = [one for one in when.days if one.weekday() >= _FRIDAY] or when.days
        found["days"] = "+".join(str(day) for day in rest_days)
    if when.starts:
        found["from"] = str(when.starts)
    if when.ends:
        found["to"] = str(when.ends)
    return found


def _until(sentence: Sentence, code: str, keys: Keys) -> Keys:
    when = sentence.when
    day = when.ends or when.any_day
    if day and (when.lasts or (day == sentence.today and not when.ends)):  # «на неделю», «сегодня»: the day after it
        day += timedelta(days=1)
    return {"until": str(day)} if day else {}


def _to(sentence: Sentence, code: str, keys: Keys) -> Keys:
    day = sentence.when.ends or sentence.when.any_day
    return {"to": str(day)} if day else {}


def _at(sentence: Sentence, code: str, keys: Keys) -> Keys:
    when = sentence.when
    if code == "announce" and not _before_the_words(sentence):
        return {}
    day = next((one for one in (*when.days, when.starts) if one and one >= sentence.today), None)
    if day and when.clock:
        return {"at": f"{day}T{when.clock:%H:%M}"}
    if when.clock and code in ("remind", "announce", "retry"):
        return {"at": f"{sentence.today}T{when.clock:%H:%M}"}
    return {"at": str(day)} if day else {}


def _before_the_words(sentence: Sentence) -> bool:
    """«Завтра в 9 передай всем: …»: the moment of sending; one inside of what is to be said is none."""
    tokens = sentence.tokens
    ends = (place for place, one in enumerate(tokens) if one.norm in (":", "что", "чтобы", "чтоб") or one.text == "«")
    verb = next((place for place, one in enumerate(tokens) if one.means(*_SAYING)), 0)
    end = next(ends, verb + _AFTER_VERB)
    return any(one.entity in ("days", "clock") for one in tokens[:end])


_SAYING = ("tell", "announcement", "write", "send", "congratulate")
_AFTER_VERB = 3  # words in which the moment may follow what is asked for


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
    if code in ("correct", "set", "add_person"):
        return {}
    return {"value": str(sentence.numbers[-1 if code == "set_pupils" else 0])} if sentence.numbers else {}


def _top(sentence: Sentence, code: str, keys: Keys) -> Keys:
    """«топ 5», «десять лучших»: how many; «на 100» is no count."""
    named = [count for token in sentence.tokens for word, count in _SETS.items() if token.norm.startswith(word)]
    counts = named + [one for one in sentence.numbers if one <= _MOST_PEOPLE and not sentence.percents]
    return {"value": str(counts[0])} if counts and not sentence.figures.things else {}


_SETS = {"тройк": 3, "тройц": 3, "четверк": 4, "пятерк": 5, "шестерк": 6, "семерк": 7, "десятк": 10}


def _text(sentence: Sentence, code: str, keys: Keys) -> Keys:
    return {"value": "…"}


def _hours(sentence: Sentence, code: str, keys: Keys) -> Keys:
    when = sentence.when
    if when.hours:
        return {"value": "-".join(when.hours)}
    if not when.clock:
        return {}
    since = any(one.norm in ("после", "раньше", "до") for one in sentence.tokens)
    begins = any(one.norm == "после" or (one.norm == "раньше" and one.denied) for one in sentence.tokens)
    return {"value": f"{'после ' if begins else 'до ' if since else ''}{when.clock:%H:%M}"}


def _what(sentence: Sentence, code: str, keys: Keys) -> Keys:
    """Which side of a figure is asked for: «сколько осталось», «почему упали», «на сколько выросли»."""
    if sentence.has("reason_why", "who_cause"):
        return {"what": "why"}
    if sentence.has("change_word"):
        return {"what": "change"}
    if sentence.has("remain", "deadline_less", "reach"):
        return {"what": "left"}
    if sentence.has("target") and not sentence.has("done_verb"):
        return {"what": "target"}
    return {"what": "percent" if sentence.has("share") else "count"}


def _howto(sentence: Sentence, code: str, keys: Keys) -> Keys:
    """The step that is not known: the last thing that is named; to get in, where only that is named."""
    gaps = sentence.figures.gaps
    if len(gaps) > 1:
        gaps = [one for one in gaps if one not in ("few_messages", "no_max")][:1] or gaps[:1]
    if not gaps and sentence.has("enter", "sferum", "broken_code", "code", "phone_word", "register"):
        gaps = ["not_registered"]
    return {"gap": gaps[0]} if gaps else {}


def _verdict(sentence: Sentence, code: str, keys: Keys) -> Keys:
    refuses = sentence.has("reject") or any(one.denied for one in sentence.tokens)
    return {"value": "no" if refuses else "yes"}


def _usual(sentence: Sentence, code: str, keys: Keys) -> Keys:
    return {"value": "default"} if sentence.has("usual", "restore", "remove") else {}


def _term(sentence: Sentence, code: str, keys: Keys) -> Keys:
    term = next((one.norm for one in sentence.tokens if one.means("term")), "")
    return {"value": term} if term else {}


def _order(sentence: Sentence, code: str, keys: Keys) -> Keys:
    return {"value": "order"} if sentence.has("order") else {}


def _messenger(sentence: Sentence, code: str, keys: Keys) -> Keys:
    """The one that is named last and not denied: «не в вк, а в макс», «макс не стоит, пишите в вк»."""
    named = [
        ("max" if token.means("max") else "vk", place)
        for place, token in enumerate(sentence.tokens)
        if token.means("max", "vk") and not token.denied
    ]
    wanted = [one for one, place in named if not _refused(sentence, place)] or [one for one, _ in named]
    return {"value": wanted[-1]} if wanted else {}


def _refused(sentence: Sentence, place: int) -> bool:
    following = sentence.tokens[place + 1 : place + 4]
    words = [one.norm for one in following]
    return bool(words) and (words[0] in ("не", "нет", "удал") or words[:2] in (["у", "меня"], ["мне", "не"]))


def _reason(sentence: Sentence, code: str, keys: Keys) -> Keys:
    if sentence.reason == "parttime" and keys.get("who") == "post:совместитель":
        return {}
    return {"reason": sentence.reason} if sentence.reason else {}


def _format(sentence: Sentence, code: str, keys: Keys) -> Keys:
    return {"format": sentence.format} if sentence.format else {}


_ROLE_WORDS: Mapping[str, tuple[str, ...]] = {
    "municipal": ("методист", "управлени", "муницип"),
    "manager": ("смотр", "просмотр", "видел", "видит", "видеть", "отчет", "сводк", "цифр"),
    "officer": ("рассыл", "ответствен", "админ", "управля", "рулит"),
}


def _role(sentence: Sentence, code: str, keys: Keys) -> Keys:
    for role in ("deputy", "manager", "officer"):
        if sentence.has(f"role:{role}") and not keys.get("who", "").startswith("post:"):
            return {"role": role}
    words = [one.norm for one in sentence.tokens if not one.denied]
    told = (role for role, stems in _ROLE_WORDS.items() if any(word.startswith(stems) for word in words))
    found = next(told, "") if code == "give_role" else ""
    return {"role": found} if found else {}


def _field(sentence: Sentence, code: str, keys: Keys) -> Keys:
    fields = _OF_PEOPLE if code in ("correct", "add_person") else _SETTINGS
    return next(({"field": field} for field, concepts in fields.items() if sentence.has(*concepts)), {})


_OF_PEOPLE = {
    "name": ("surname", "name_word", "spelled", "name_change"),
    "post": ("post_word",),
    "class": ("class_lead", "class_word", "took", "handed"),
    "subject": ("subject_word", "teaches"),
}
_SETTINGS = {
    "zone": ("zone",),
    "deadline": ("deadline",),
    "hint": ("hint",),
    "norm": ("norm_word",),
    "moment": ("time_or_day", "round", "weekday"),
    "school_name": ("school_name", "school", "school_abbr", "we_are", "named_school"),
}
_SLOTS: Mapping[str, Callable[[Sentence, str, Keys], Keys]] = {
    "ind": _ind,
    "gap": _gap,
    "who": _who,
    "days": _days,
    "until": _until,
    "at": _at,
    "to": _to,
    "week": _week,
    "text": _text,
    "what": _what,
    "top": _top,
    "hours": _hours,
    "howto": _howto,
    "verdict": _verdict,
    "usual": _usual,
    "term": _term,
    "order": _order,
    "messenger": _messenger,
    "value": _value,
    "reason": _reason,
    "format": _format,
    "role": _role,
    "field": _field,
}
