"""The parts a message is composed of, from the tables beside this: each with its words by case or role."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.understanding.composed.people import CASES, Named, colleagues

HERE = Path(__file__).parent
KEPT = "‚"  # the comma between people, which stays where the others are left out
WHY = (
    "он забывает/завтра проверка/директор спрашивал/срок на носу/сами не вспомнят/мне отчёт сдавать/управление требует"
)
WHY2 = "для директора/к педсовету/мне на совещание/для управления"
WHY3 = "управление/методсовет"
WHYT = "контрольные/вторая смена/конец четверти/дома ребёнок болеет/интернета нет"
NEWS = """педсовет в четверг в 14:30/завтра короткие уроки/сдайте журналы/принесите qr-коды чатов/совещание переносится
/во вторник линейка/просьба проверить списки классов""".replace("\n", "")


@dataclass(frozen=True, slots=True)
class Part:
    """`keys`: what it adds to a label, all that are equally good; `words`: how it is said, by case or role."""

    way: str
    keys: tuple[dict[str, str], ...]
    words: dict[str, list[str]]
    sex: str = ""


def blocks(name: str) -> Iterator[tuple[str, list[str]]]:
    head, lines = "", list[str]()
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith(" "):
            lines.append(line.strip())
            continue
        if lines:
            yield head, lines
        head, lines = line.strip(), []
    yield head, lines


def _keys(text: str) -> tuple[dict[str, str], ...]:
    return tuple(dict(word.split("=", 1) for word in one.split()) for one in text.split(" ~ "))


def _roles(name: str, key: str) -> list[Part]:
    return [
        Part(
            head,
            ({key: head},),
            {role: said.split(" / ") for role, _, said in (line.partition(": ") for line in lines)},
        )
        for head, lines in blocks(name)
    ]


def _times() -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for head, lines in blocks("times.txt"):
        kind, _, keys = head.partition(" ")
        found.setdefault(kind, []).append(Part(keys, _keys(keys), {"": lines[0].split(" / ")}))
    return found


GROUPS = [
    Named(head, "группа", dict(zip(CASES, line.split(" / "), strict=True)), "p")
    for head, lines in blocks("people.txt")
    for line in lines
]
PEOPLE = colleagues()
GAPS = _roles("figures.txt", "gap")
INDS = _roles("indicators.txt", "ind")
REASONS = _roles("reasons.txt", "reason")
TIMES = _times()
VALUES = [
    Part(head, ({"value": head.split()[1] + "%"},), {"": lines[0].split(" / ")}) for head, lines in blocks("values.txt")
]
GAP_OF_IND = {
    "teachers_called": "no_call",
    "teachers_journal_linked": "journal_not_linked",
    "teachers_total": "not_registered",
    "teachers_created_chats": "no_group_chat",
    "teachers_10_messages": "few_messages",
    "teachers_3_messages": "few_messages",
    "pupils_journal_linked": "pupils_journal_not_linked",
}
IND_OF_GAP = {gap: ind for ind, gap in GAP_OF_IND.items()} | {"few_messages": "messages", "no_max": "max"}


def one_person(rng: random.Random) -> Part:
    return _named([rng.choice(rng.choice(PEOPLE))], rng)


def some_people(rng: random.Random) -> Part:
    """Two or three, or one."""
    how_many = rng.choice((1, 2, 2, 3))
    return _named([rng.choice(ways) for ways in rng.sample(PEOPLE, how_many)], rng)


def a_group(rng: random.Random) -> Part:
    return _named([rng.choice(GROUPS)], rng)


def a_class(rng: random.Random) -> Part:
    return _named([rng.choice([one for one in GROUPS if one.label.startswith("class:")])], rng)


def anybody(rng: random.Random) -> Part:
    return rng.choice((one_person, one_person, some_people, a_group, a_group))(rng)


def _named(people: list[Named], rng: random.Random) -> Part:
    way = people[0].way if len(people) == 1 else f"{len(people)} человека"
    join = rng.choice((" и ", " и ", KEPT + " ")) if len(people) > 1 else ""
    words = {}
    for case in CASES:
        said = [one.forms[case] for one in people]
        words[case] = [f"{KEPT} ".join([*said[:-2], join.join(said[-2:])])]
    who = "+".join(one.label for one in people)
    return Part(way, ({"who": who},), words, people[0].sex if len(people) == 1 else "p")


def _plain(kind: str, words: str) -> Callable[[random.Random], Part]:
    return lambda rng: Part(kind, ({},), {"": words.split("/")})


def _of(kind: str) -> Callable[[random.Random], Part]:
    return lambda rng: rng.choice(TIMES[kind])


def _spans(*needs: str, only: bool = False) -> Callable[[random.Random], Part]:
    fits = [
        one
        for one in TIMES["span"]
        if all(n in one.keys[0] for n in needs) and (not only or set(one.keys[0]) == set(needs))
    ]
    return lambda rng: rng.choice(fits)


def _formats(rng: random.Random) -> Part:
    said = {
        "xlsx": "в экселе/в excel/в xlsx/таблицей/в эксель",
        "docx": "в ворде/в word/документом ворд/в docx",
        "pdf": "в пдф/в pdf/пдфом",
    }
    one = rng.choice(list(said))
    return Part(one, ({"format": one},), {"": said[one].split("/")})


_HOURS = {
    "hour1": {
        "08:00": "8/8:00/восьми/8 утра",
        "09:00": "9/9:00/девяти/9 утра/девяти утра",
        "10:00": "10/10:00/десяти/10 утра",
    },
    "hour2": {
        "15:00": "15/15:00/трёх/трёх часов дня",
        "17:00": "17/17:00/пяти вечера/17 часов",
        "16:00": "16:00/четырёх/16 часов",
    },
}


def _hour(kind: str) -> Callable[[random.Random], Part]:
    def made(rng: random.Random) -> Part:
        hour = rng.choice(list(_HOURS[kind]))
        return Part("hour", ({"hour": hour},), {"": _HOURS[kind][hour].split("/")})

    return made


def _tops(rng: random.Random) -> Part:
    one = rng.choice(("5/пять", "10/десять", "3/три"))
    return Part("top", ({"top": one.partition("/")[0]},), {"": one.split("/")})


def _counts(low: int, high: int) -> Callable[[random.Random], Part]:
    def made(rng: random.Random) -> Part:
        number = str(rng.randint(low, high))
        return Part("n", ({"value": number},), {"": [number]})

    return made


def _round(rng: random.Random) -> Part:
    one = rng.choice(
        ("80/80%/80 процентов/восьмидесяти процентов/восьмидесяти", "70/70%/семидесяти", "95/95%/95 процентов")
    )
    return Part("value", ({"value": one.partition("/")[0] + "%"},), {"": one.split("/")})


KINDS: dict[str, Callable[[random.Random], Part]] = {
    "person": one_person,
    "other": one_person,
    "some": some_people,
    "group": a_group,
    "class": a_class,
    "who": anybody,
    "gap": lambda rng: rng.choice(GAPS),
    "ind": lambda rng: rng.choice(INDS),
    "reason": lambda rng: rng.choice(REASONS),
    "value": lambda rng: rng.choice(VALUES),
    "span": _of("span"),
    "spanft": _spans("from", "to", only=True),
    "from": _spans("from", only=True),
    "to": _spans("to"),
    "at": _of("at"),
    "until": _of("until"),
    "oneday": _of("oneday"),
    "week": _of("week"),
    "due": _of("due"),
    "format": _formats,
    "top": _tops,
    "hour1": _hour("hour1"),
    "hour2": _hour("hour2"),
    "value0": _round,
    "n": _counts(12, 31),
    "m": _counts(0, 9),
    "why": _plain("why", WHY),
    "why2": _plain("why", WHY2),
    "why3": _plain("why", WHY3),
    "whyt": _plain("why", WHYT),
    "news": _plain("news", NEWS),
    "when": _plain("when", "вчера/ещё в понедельник/на прошлой неделе/сегодня утром/позавчера/давно"),
}


def ended(text: str, sex: str) -> str:
    """«уволил[ся|ась|ись]» as it goes with whom it is about."""
    return re.sub(r"\[([^\]|]*)\|([^\]|]*)\|([^\]]*)\]", lambda found: found["mfp".index(sex or "m") + 1], text)
