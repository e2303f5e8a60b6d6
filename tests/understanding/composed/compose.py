"""Messages with their labels, composed of parts: what is meant follows from how it was put together."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from tests.phrases_measure import parse
from tests.understanding.composed.parts import GAP_OF_IND, HERE, IND_OF_GAP, KEPT, KINDS, Part, blocks, ended

Keys = dict[str, str]
_SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?\}")
_SILENT = {"why", "why2", "why3", "whyt", "when", "m"}
_WHOM = ("person", "other", "some", "group", "class", "who")
_BOTH = (". ", " и ", ", потом ", "; ", ", и ещё ", "\n", ", заодно ")


@dataclass(frozen=True, slots=True)
class Frame:
    code: str
    text: str
    meanings: str
    beside: bool


@dataclass(frozen=True, slots=True)
class Composed:
    code: str
    text: str
    label: str
    cell: tuple[str, ...]


def frames(name: str) -> list[Frame]:
    found = []
    for head, lines in blocks(name):
        for line in lines:
            text, _, meanings = line.partition("=>")
            found.append(Frame(head, text.lstrip("+ ").strip(), meanings.strip(), text.startswith("+")))
    return found


def several() -> list[Frame]:
    """Those of `several.txt`, a frame a line."""
    said = [one for one in (HERE / "several.txt").read_text("utf-8").splitlines() if one and not one.startswith("#")]
    lines = [one.partition("=>") for one in said]
    return [Frame("several", text.strip(), meanings.strip(), False) for text, _, meanings in lines]


def compose(frame: Frame, rng: random.Random) -> Composed:
    text = re.sub(r"<([^>]*)>", lambda found: rng.choice((found[1], "")), frame.text)
    text = re.sub(r"\(([^()]*/[^()]*)\)", lambda found: rng.choice(found[1].split("/")), text)
    slots = _drawn(text, rng)
    sex, said, cell = rng.choice("mf"), "", [f"{frame.code}: {frame.text}"]
    at = 0
    for found in _SLOT.finditer(text):
        part = slots[found[1]]
        said += ended(text[at : found.start()], sex)
        sex = part.sex or sex
        words = rng.choice(part.words[found[2] or ""])
        said += ended(words, sex)
        at = found.end()
        cell.append(f"{frame.code}/{found[1]}: {words if not part.sex else part.way + '.' + str(found[2])}")
    said += ended(text[at:], sex)
    meanings = [one for way in (frame.meanings or frame.code).split(" ~ ") for one in _labels(way, frame, slots)]
    return Composed(frame.code, _typed(said, rng), " ~ ".join(dict.fromkeys(meanings)), tuple(cell))


def both(first: Frame, second: Frame, rng: random.Random) -> Composed:
    """Two wishes in a message that have nothing to do with one another."""
    one, two = compose(first, rng), compose(second, rng)
    join = rng.choice(_BOTH)
    text = (
        re.sub(r"[.?!]$", "", one.text)
        + join
        + (two.text if join in (". ", "\n") else two.text[:1].lower() + two.text[1:])
    )
    pairs = list(product(one.label.split(" ~ "), two.label.split(" ~ ")))
    label = " ~ ".join(f"{a} | {b}" for a, b in (*pairs, *_spared(pairs)))
    return Composed(
        "two",
        text,
        label,
        (f"two: {join!r}", f"two: {one.code}, {two.code}", f"two first {first.text}", f"two second {second.text}"),
    )


def _spared(pairs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Nobody is written to, or listed, who is let off in the same breath."""
    for first, second in pairs:
        (code, keys), (other, more) = parse(first)[0], parse(second)[0]
        if code in ("remind", "list") and other == "exempt" and "gap" not in more and ":" not in more["who"]:
            out = "+".join(f"-{name}" for name in more["who"].split("+"))
            who = f"{keys['who']}+{out}" if "who" in keys else out
            rest = " ".join(f"{key}={value}" for key, value in keys.items() if key != "who")
            yield f"{code} who={who} {rest}".strip(), second


def _drawn(text: str, rng: random.Random) -> dict[str, Part]:
    roles: dict[str, set[str]] = {}
    for found in _SLOT.finditer(text):
        roles.setdefault(found[1], set()).add(found[2] or "")
    while True:
        slots = {name: _one(name, wanted, rng) for name, wanted in roles.items()}
        values = [tuple(part.keys[0].items()) for name, part in slots.items() if name not in _SILENT and part.keys[0]]
        women = all(part.sex != "m" for part in slots.values()) or "maternity" not in str(values)
        classes = "'class:" in str(values) and "'journal_not_linked'" in str(
            values
        )  # of a class it is its pupils' journal
        if len(set(values)) == len(values) and women and not classes:
            return slots


def _one(name: str, roles: set[str], rng: random.Random) -> Part:
    kind = KINDS[name] if name in KINDS else KINDS[name.rstrip("0123456789")]
    while True:
        part = kind(rng)
        if roles <= set(part.words):
            return part


def _labels(way: str, frame: Frame, slots: dict[str, Part]) -> list[str]:
    wishes = [_wish(one.split(), slots, whole=not frame.meanings) for one in way.split(" | ")]
    return [" | ".join(one) for one in product(*wishes)][:40]


def _wish(tokens: list[str], slots: dict[str, Part], *, whole: bool) -> list[str]:
    code, names = tokens[0], list(slots) if whole else tokens[1:]
    ways: list[Keys] = [{}]
    for name in names:
        ways = [_with(keys, more) for keys, more in product(ways, _more(code, name, slots))]
    return [" ".join([code, *(f"{key}={value}" for key, value in keys.items())]) for keys in ways]


def _with(keys: Keys, more: Keys) -> Keys:
    joined = {
        key: f"{keys[key]}+{value}" if key in ("who", "gap", "ind") and key in keys else value
        for key, value in more.items()
    }
    return keys | joined


def _more(code: str, name: str, slots: dict[str, Part]) -> list[Keys]:
    """What a token of a meaning adds to the keys: a part, a literal, or one made of parts."""
    key, literal, value = name.partition("=")
    if name in _SILENT:
        return [{}]
    if key == "but":
        people = slots[value].keys[0]["who"].split("+")
        return [{"who": "+".join(f"-{one}" for one in people)}]
    if literal:
        return [{key: value}]
    if name == "news":
        return [{"value": "…"}]
    if name == "hours":
        return [{"value": f"{slots['hour1'].keys[0]['hour']}-{slots['hour2'].keys[0]['hour']}"}]
    if name == "value" and {"hour1", "hour2"} & set(slots):
        return [{"value": slots[one].keys[0]["hour"]} for one in ("hour1", "hour2") if one in slots][:1] or [{}]
    if name in ("hour1", "hour2"):
        return [{"value": slots[name].keys[0]["hour"]}] if code != "hours" else [{}]
    if name == "gapind":
        return [{"ind": IND_OF_GAP[slots["gap"].keys[0]["gap"]]}] if slots["gap"].keys[0]["gap"] in IND_OF_GAP else [{}]
    if name == "indgap":
        return [{"gap": GAP_OF_IND[slots["ind"].keys[0]["ind"]]}] if slots["ind"].keys[0]["ind"] in GAP_OF_IND else [{}]
    if "+" in name:
        ways: list[Keys] = [{}]
        for one in name.split("+"):
            ways = [_with(keys, more) for keys, more in product(ways, _more(code, one, slots))]
        return ways
    return _of_part(code, name, slots)


def _of_part(code: str, name: str, slots: dict[str, Part]) -> list[Keys]:
    if name == "at" and "at" not in slots:
        return [{"at": slots["oneday"].keys[0]["from"]}, {"from": slots["oneday"].keys[0]["from"]}, {}]
    if name == "span" and "span" not in slots:
        name = next(one for one in slots if one.startswith("span"))
    if name == "value" and "value" not in slots:
        name = "value0"
    keys = list(slots[name].keys)
    return [*keys, {}] if code == "left" and name == "from" else keys


def _typed(text: str, rng: random.Random) -> str:
    """As people type: with commas and capitals or without."""
    text = re.sub(r"\s+", " ", text).strip().replace(" ,", ",").replace(" ?", "?")
    if rng.random() < 0.35:
        text = re.sub(r"[,?!](?=\s|$)", "", text)
    text = text.replace(KEPT, ",")
    if rng.random() < 0.3:
        text = text.lower()
    if rng.random() < 0.35:
        text = text[:1].upper() + text[1:]
    return text
