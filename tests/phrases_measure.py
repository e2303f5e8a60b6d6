"""How well messages are understood: sentences with their meaning, read by the real reader.

    python -m tests.phrases_measure STAFF_FILE TSV_FILE [--side officer|teacher] [--say]

STAFF_FILE holds a person a line: `Фамилия Имя Отчество; должность; классы`. TSV_FILE holds a sentence and,
behind a tab, its wishes in their order, joined by ` | `; ` ~ ` stands between meanings that are equally good.
Prints figures and counts by code; sentences only with `--say`. Without files it measures the sets beside the tests.
"""

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from handlers.understanding.codes import ACTS
from handlers.understanding.reader import OFFICER, Around, read
from handlers.understanding.reading.people.member import Member
from handlers.understanding.reading.people.roster import Roster
from handlers.understanding.wish import Reading
from indicators.russian.name_endings import fits
from indicators.russian.names import comparable
from indicators.weeks import Week

HERE = Path(__file__).parent / "understanding"
TODAY, NEWEST = date(2026, 11, 17), Week.parse("2026-W46")
CLOCK = datetime(2026, 11, 17, 10).time()
NEWEST_SAID = frozenset({"previous", "current", "2026-W46", "2026-W47"})
QUARTER = "2026-11-02..2026-11-15"  # the one that has begun
_YEARS = {"post:старшее звено": ("parallel:10", "parallel:11")}  # a group that is years
_SAME = {"труд": "технология"}  # one subject, called either way
LOOSE = frozenset({"announce", "correct", "set", "add_person", "mistake", "name_change", "hours", "answer_dispute"})
LOOSE |= {"explain", "chat_register", "set_break", "mute", "why_bot", "two_schools", "template"}


@dataclass(slots=True)
class Tally:
    total: int = 0
    right: int = 0
    near: int = 0
    acting: int = 0
    misread: int = 0
    carried: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)
    seconds: float = 0.0


def roster_of(lines: Iterable[str]) -> Roster:
    members = []
    for number, line in enumerate(lines, 1):
        name, role, classes = [*(part.strip() for part in line.split(";")), "", ""][:3]
        if name:
            last, first, patronymic = [*name.split(), "", ""][:3]
            members.append(Member(number, last, first, patronymic, role, classes))
    return Roster(members)


def parse(label: str) -> list[tuple[str, dict[str, str]]]:
    wishes = []
    for part in label.split(" | "):
        words = re.split(r"\s+(?=[a-z_]+=)", part.strip())
        code, _, rest = words[0].partition(" ")
        keys = dict(word.split("=", 1) for word in words[1:])
        wishes.append((code, keys | ({"value": rest} if rest else {})))
    return wishes


def same(roster: Roster, wanted: list[tuple[str, dict[str, str]]], got: list[tuple[str, dict[str, str]]]) -> bool:
    return len(wanted) == len(got) and all(
        code == other and _keys(roster, code, keys) == _keys(roster, code, more)
        for (code, keys), (other, more) in zip(wanted, got, strict=True)
    )


def _keys(roster: Roster, code: str, keys: dict[str, str]) -> dict[str, object]:
    """What two meanings are compared by: people as people, weeks that show the same as the same."""
    kept: dict[str, object] = {}
    for key, value in keys.items():
        if key == "week" and (counted := re.fullmatch(r"last(\d)", value)) is not None:
            kept[key] = f"{NEWEST.shift(1 - int(counted[1])).monday}..{NEWEST.sunday}"
        elif key == "top":
            kept["value"] = value
        elif key == "week" and value == "quarter":
            kept[key] = QUARTER
        elif key == "who":
            named = [name for one in value.split("+") if one not in ("all", "me") for name in _YEARS.get(one, (one,))]
            kept[key] = frozenset(_person(roster, one) for one in named)
        elif key == "value":
            if code == "set_hours":
                kept[key] = frozenset(re.findall(r"\d\d:\d\d", value))
            elif code not in LOOSE:
                kept[key] = value.rstrip("%")
        elif key in ("gap", "ind", "days"):
            kept[key] = frozenset(value.split("+"))
        elif _says_nothing(key, value):
            continue
        else:
            kept[key] = value
    if kept.get("who") == frozenset():
        del kept["who"]
    if code in ("my_figures", "not_now", "not_here", "parent", "ask"):
        kept.clear()
    days = sorted(kept["days"]) if isinstance(kept.get("days"), frozenset) else []
    if days and [str(date.fromisoformat(days[0]) + timedelta(at)) for at in range(len(days))] == days:  # as a span
        del kept["days"]
        kept |= {"from": days[0], "to": days[-1]}
    if kept.get("from") == str(TODAY):
        del kept["from"]
    if "from" in kept and kept.get("from") == kept.get("to"):
        del kept["to"]
    if kept.get("gap") == frozenset({"all"}) and code == "remind":
        del kept["gap"]
    return kept


def _says_nothing(key: str, value: str) -> bool:
    """What shows the same with it and without it."""
    today = key == "from" and value == str(TODAY)
    plain = (key == "what" and value in ("count", "percent")) or (key == "week" and value in NEWEST_SAID)
    unnamed = key == "reason" and value == "other"
    return today or plain or unnamed or key in ("open", "field")


def _person(roster: Roster, said: str) -> object:
    sign, name = ("-", said[1:]) if said.startswith("-") else ("", said)
    if ":" in name:
        named = name.partition(":")[2].lower()
        return sign + _SAME.get(named, named)[:5]
    words = [comparable(word) for word in name.split()]
    found = [
        one.id
        for one in roster.members
        if words
        and (words[0] == comparable(one.last) or words[0] in comparable(one.last).split("-"))
        and (len(words) < 2 or fits(comparable(one.first), words[1]) or _is_initials(words[1], one))
    ]
    if not found and len(words) > 1:  # «марьям ахмедовна»
        found = [one.id for one in roster.members if [comparable(one.first), comparable(one.patronymic)] == words]
    return sign + (",".join(map(str, found)) if found else name[:5])


def _is_initials(said: str, member: Member) -> bool:
    """«п.о.», «п»: the first letters of the first name and the patronymic."""
    letters = re.findall(r"[а-я]", said)
    return (
        len(letters) <= 2
        and letters == [comparable(member.first)[:1], comparable(member.patronymic)[:1]][: len(letters)]
    )


def judge(tally: Tally, roster: Roster, sentence: str, label: str, reading: Reading) -> None:
    meanings = [parse(one) for one in label.split(" ~ ")]
    got = [(one.code, dict(one.keys)) for one in reading.wishes]
    asked = not reading.sure or not got
    codes = {code for meaning in meanings for code, _ in meaning}
    wants_asking = any(meaning[0][0] == "ask" for meaning in meanings)
    spared = any("neg" in keys for meaning in meanings for _, keys in meaning)
    acting = [one for one in reading.wishes if one.code in ACTS]
    right = not asked and any(same(roster, meaning, got) for meaning in meanings)
    right = right or (asked and wants_asking) or (spared and (asked or not acting))
    near = right or _offered(roster, meanings, reading)
    tally.total += 1
    tally.right += right
    tally.near += near
    is_acting = bool(codes & set(ACTS))
    tally.acting += is_acting
    wished = {code for meaning in meanings for code, keys in meaning if "neg" not in keys}
    misread = [one for one in acting if one.code not in wished] if reading.sure else []
    tally.misread += bool(misread)
    tally.carried += any(one.ordered for one in misread)
    tally.wanted[meanings[0][0][0]] += 1
    if not right:
        as_read = ("?" if asked else "") + "|".join(code for code, _ in got)
        tally.wrong[f"{'|'.join(code for code, _ in meanings[0])} → {as_read or '—'}"] += 1
        mark = "! " if misread else "~ " if near else "  "
        tally.said.append(f"{mark}{sentence}\n      {label}\n      {'?' if asked else ''}{reading}")


def _offered(roster: Roster, meanings: list[list[tuple[str, dict[str, str]]]], reading: Reading) -> bool:
    """Among the buttons: of a message that is asked back, or beside an answer that is not quite certain."""
    asked = not reading.sure or not reading.wishes
    offers = [[(one.code, dict(one.keys))] for one in (reading.nearest if asked else reading.beside)]
    offers += [[(one.code, dict(one.keys)) for one in reading.wishes]] if asked else []
    return any(same(roster, meaning, offer) for meaning in meanings for offer in offers)


def measure(staff: Path, table: Path, side: str) -> Tally:
    roster = roster_of(staff.read_text("utf-8").splitlines())
    around, tally = Around(roster, TODAY, NEWEST, CLOCK), Tally()
    for line in table.read_text("utf-8").splitlines():
        sentence, _, label = line.partition("\t")
        if label.strip():
            started = time.process_time()
            reading = read(sentence, around, side)
            tally.seconds += time.process_time() - started
            judge(tally, roster, sentence, label.strip(), reading)
    return tally


def show(tally: Tally, *, say: bool, name: str = "") -> None:
    share = 100 / max(tally.total, 1)
    print(f"{name}{tally.total} sentences, {1000 * tally.seconds / max(tally.total, 1):.1f} ms each")
    print(f"right {tally.right} ({tally.right * share:.1f} %)")
    print(f"right or among the offered buttons {tally.near} ({tally.near * share:.1f} %)")
    print(f"acting wishes {tally.acting}; misread as one that acts {tally.misread} ({tally.misread * share:.1f} %)")
    print(f"misread and carried out without a button {tally.carried}")
    print("not right, by code (wanted → read, «?» asked back):")
    for change, count in tally.wrong.most_common():
        print(f"  {count:3} {change}")
    if say:
        print("\n".join(tally.said))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--side", default="")
    parser.add_argument("--say", action="store_true")
    wish = parser.parse_args()
    if wish.files:
        staff, table = wish.files
        side = wish.side or ("teacher" if "teacher" in table.name else OFFICER)
        show(measure(staff, table, side), say=wish.say)
        return
    for side in (OFFICER, "teacher"):
        show(measure(HERE / "staff.txt", HERE / f"{side}s.tsv", side), say=wish.say, name=f"{side}s: ")


if __name__ == "__main__":
    main()
