"""«5А 24 из 25, эжд 5А 10», «ученики 512 из 530»: what is said of pupils, of the school and of single classes."""

import re
from dataclasses import dataclass, field

from services.imports.pupils import Pupils
from storage.statistics.class_pupils import MOST_IN_CLASS, NOTHING, Counted

# A letter of its own beside a number is a class unless it may be a preposition: «24 в сферуме» is none. Where a school
# has one class of each year, «5 класс», «5-й класс» and «5 — 18 из 20» have no letter; «5-А класс» has one.
_CLASS = re.compile(
    r"(?<!\d)(?:(1[01]|[1-9])(?:-(?:[ыои]?й|о?го|о?му|[ое]м|м(?=\s?классе)))?\s?кл(?:асс[аеу]?|ассом)?(?![а-яё])\.?"
    r"|(1[01]|[1-9])(?:\s?[-–]?\s?[«\"]([а-яё])[»\"]|-?([а-ик-щэ-яё])|\s([бгджзлмн]))(?![а-яё])"
    r"|(?:^|(?<=:)|(?<=:\s))(1[01]|[1-9])(?:\s?[-–—:]\s?|\s)(?=\d{1,2}\s?(?:из|/|от)\s?\d))",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(?<!\d)(\d{1,5})(?:\s{0,3}(?:из|/|от)\s{0,3}(\d{1,5}))?(?!\d)", re.IGNORECASE)
_LINKED = re.compile(r"\b(?:эжд|элжур|эл\.?\s?журнал|журнал|дневник|связал|привязал)", re.IGNORECASE)
_INSIDE = re.compile(r"\b(?:сферум|зарегистр|подключ|в сети|мессендж)", re.IGNORECASE)
_PUPILS = re.compile(r"\b(?:учен|учащ|обучающ|дет|человек|всего|по списку|контингент)", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;\n]|\.(?=\s|$)|(?<=\d)\s+(?=(?:а|и)\s)")
_SCHOOL_PUPILS = re.compile(
    rf"\b(?:учен\w{{0,12}}|учащ\w{{0,12}}|дет\w{{0,12}})\b\D{{0,40}}?{_COUNT.pattern}", re.IGNORECASE
)
_SCHOOL_LINKED = re.compile(
    rf"\b(?:эжд|элжур|журнал\w{{0,6}}|дневник\w{{0,6}})\b\D{{0,20}}?{_COUNT.pattern}", re.IGNORECASE
)


@dataclass(slots=True)
class Said:
    """`unread` are parts of the sentence with a number that nobody understood."""

    school: Pupils
    classes: dict[str, Counted] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)


def read_pupils(text: str, journal: str = "эжд") -> Said:
    """What is said before any class is of the school, what has no class of its own is of the class before. `journal`:
    what the school calls it, «Школьник» say."""
    text = re.sub(rf"\b{re.escape(journal)}\b", "эжд", text, flags=re.IGNORECASE)
    of_school: list[str] = []
    found = Said(Pupils())
    name, previous = "", NOTHING
    for clause in filter(None, (part.strip() for part in _CLAUSE.split(text))):
        named = list(_CLASS.finditer(clause))
        if not named and (not name or _is_of_school(clause)):
            of_school.append(clause)
            continue
        name = _called(named[0]) if named else name
        figures = _of_class(_CLASS.sub(" ", clause)) if len(named) < 2 else None
        if figures is not None and named and _is_bare(clause) and _is_of_journal(previous):
            figures = Counted(linked=figures.registered, total=figures.total)
        if figures is not None and not _contradicts(figures, found.classes.get(name, NOTHING)):
            previous = found.classes[name] = figures.over(found.classes.get(name, NOTHING))
        elif _COUNT.search(_CLASS.sub(" ", clause)):
            found.unread.append(clause)
    found.school = _of_school(", ".join(of_school))
    return found


def _is_of_journal(before: Counted) -> bool:
    return before.linked is not None and before.registered is None


def _is_bare(clause: str) -> bool:
    """«По 8А связали журнал 19, по 8Б 22»: what names nothing is of what was named before."""
    return not any(one.search(clause) for one in (_LINKED, _INSIDE, _PUPILS))


def _contradicts(said: Counted, before: Counted) -> bool:
    """Two numbers of one thing in one message: one of them is of something that was not understood."""
    return None not in (said.registered, before.registered) and said.registered != before.registered


def _is_of_school(clause: str) -> bool:
    """No class has as many."""
    return any(int(one[1]) > MOST_IN_CLASS for one in _COUNT.finditer(clause))


def _called(named: re.Match[str]) -> str:
    return "".join(part for part in named.groups() if part).upper()


def _of_class(clause: str) -> Counted | None:
    """None where there is no number, or more than one of the same."""
    counts = list(_COUNT.finditer(clause))
    if len(counts) != 1:
        return _of_two(clause, counts)
    value, total = int(counts[0][1]), int(counts[0][2]) if counts[0][2] else None
    if _LINKED.search(clause):
        return Counted(linked=value, total=total)
    if total is None and _PUPILS.search(clause) and not _INSIDE.search(clause):
        return Counted(total=value)
    return Counted(registered=value, total=total)


def _of_two(clause: str, counts: list[re.Match[str]]) -> Counted | None:
    """«24 из 25 эжд 10»: the journal's number stands behind its word."""
    linked = _LINKED.search(clause)
    if len(counts) != 2 or linked is None or not counts[0].end() <= linked.start() < counts[1].start():
        return None
    first, second = _of_class(clause[: linked.start()]), _of_class(clause[linked.start() :])
    return second.over(first) if first is not None and second is not None else None


def _of_school(text: str) -> Pupils:
    linked = _SCHOOL_LINKED.search(text)
    rest = text[: linked.start()] + text[linked.end() :] if linked is not None else text
    registered = _SCHOOL_PUPILS.search(rest)
    totals = [int(one[2]) for one in (registered, linked) if one is not None and one[2]]
    return Pupils(
        int(registered[1]) if registered is not None else None,
        totals[0] if totals else None,
        int(linked[1]) if linked is not None else None,
    )
