"""Which column of a list of employees is which fact: headings and cells decide, and the table as a whole."""

from collections.abc import Iterator, Mapping
from typing import Final

from indicators.catalogue import FACT, QUOTAS, FactType
from indicators.cells.marks import are_bad_marks, is_lone_mark
from indicators.cells.opposites import Reading, read_opposite
from indicators.cells.values import text_of
from indicators.headings.about import leaves_open, said_in
from indicators.headings.beside.by_people import Marked, known_of_people, say_the_heading
from indicators.headings.beside.one_chat import lone_parts
from indicators.headings.beside.shares import shares_in
from indicators.headings.beside.together import best_together, underived, without_plans
from indicators.headings.column.evidence import Profile, profile_of
from indicators.headings.column.fact_codes import is_measured, people_code
from indicators.headings.column.likely import as_doubted, better, name_unknown
from indicators.headings.column.named_by_cells import find_named
from indicators.headings.column.options import Option, option_of
from indicators.headings.column.told_by_cells import find_by_cells
from indicators.headings.decision import Decision
from indicators.headings.layout.layout import Layout
from indicators.headings.meaning import meaning_of
from indicators.headings.name_columns import find_name_parts, find_names, name_parts, spare_names
from indicators.headings.scoring import ASKED, TAKEN
from indicators.headings.series import AS_OF, counted_through, series_of

WEEKLY: Final = frozenset({"group_messages", "messages_3", "messages_10", "calls"})
# A second meaning that is nearly as good may be taken when the best one belongs to another column.
_NEAR = 0.15
_DOUBTED = 0.3
# What an opposite can be read of: yes or no is all there is to know.
_TURNED: Final = frozenset(fact.code for fact in FACT.values() if fact.type is FactType.FLAG) | {"calls", "group_chats"}

# Who somebody is and how many are in a class changes little.
_OF_THE_YEAR: Final = frozenset(fact.code for fact in FACT.values() if fact.identity) | {"pupils_total", None}
# Cells tell which of the two «Классное руководство» is.
_OF_CLASS_TEACHER: Final = frozenset({"full_name", "classes"})

_OF_OPPOSITES: Final[Mapping[Reading, str]] = {
    "turned": "«да» здесь значит «нет»",
    "marked": "отметка здесь значит «нет»",
    "as it says": "в клетках сказано само состояние",
    "open": "отметка может значить и «да», и «нет»",
}


def people_columns(layout: Layout) -> Decision:
    """Headings and values together decide. Several columns may give one fact: see `values.combined`."""
    found = Decision({})
    profiles: dict[int, Profile] = {}
    for index in range(len(layout.headings)):
        profiles[index] = profile_of(layout.sample(index))
        _decide(index, layout, profiles[index], found)
    _tell_shares(layout, profiles, found)
    find_named(layout, found)
    find_name_parts(layout, found)
    find_names(layout, profiles, found)
    find_by_cells(layout, profiles, found)
    codes = without_plans(underived(found.codes, layout, profiles, found.why), layout, profiles, found.why)
    doubts = dict.fromkeys(lone_parts(codes, layout, layout.said), "в одном чате, а не во всех")
    doubts |= dict.fromkeys(spare_names(codes, layout), "фамилия и имя уже есть в других столбцах")
    numbered = {i for i in counted_through(layout.headings) if codes.get(i) in QUOTAS} - layout.said
    doubts |= dict.fromkeys(numbered, "число в названии — номер столбца")
    found.why |= {index: (*found.why.get(index, ()), doubt) for index, doubt in doubts.items()}
    certain = {i: code for i, code in _without_series(codes, layout).items() if i not in doubts}
    found.asked |= {index: code for index, code in codes.items() if index not in certain}
    codes = name_parts(certain, layout)
    found.codes = best_together(codes, found.worths, layout, profiles)
    _tell_lone_marks(layout, found)
    _tell_siblings(codes, layout, found)
    found.asked = {i: code for i, code in found.asked.items() if i not in found.codes}
    return found


def _decide(index: int, layout: Layout, profile: Profile, found: Decision) -> None:
    """One column by itself: its heading's score, made better or worse by its cells."""
    meaning = layout.meanings[index]
    if meaning is None:
        name_unknown(index, layout, profile, found)
        return
    if layout.other_week(index):
        found.why[index] = ("столбец другой недели",)
        return
    if index in layout.said:
        if code := people_code(meaning.code):
            found.codes[index] = code
        return
    if index in layout.long_ago and people_code(meaning.code) not in _OF_THE_YEAR:
        found.why[index] = (*meaning.why, "это было за недели до отчётной")
        return
    if meaning.turned and (turned := people_code(meaning.turned)):
        _decide_opposite(index, turned, layout, profile, found)
        found.why[index] = (*meaning.why, *found.why.get(index, ()))
        return
    best = option_of(meaning.code, meaning.score, index, layout, profile)
    below = _of_lower_line(index, layout, profile) if best.code is None or best.score < ASKED else None
    best = below or best
    rivals = [option_of(code, score, index, layout, profile) for code, score in meaning.rivals]
    rivals = [one for one in rivals if one.code and one.cells > 0]
    if best.cells < _DOUBTED:
        best = max([best, *rivals], key=lambda one: one.score)
    best = better(meaning, best, index, layout, profile) or best
    found.why[index] = (*meaning.why, *best.why)
    may_give_way = is_measured(best.code)  # who somebody is, is no matter of what is left over
    promised = _OF_CLASS_TEACHER if meaning.code == "class_teacher" else {people_code(meaning.code)}
    said = below or may_give_way or (meaning.score >= TAKEN and best.code in promised)
    if best.code and best.score >= TAKEN and (said or leaves_open(layout.headings[index], best.code)):
        found.codes[index] = best.code
        near = [one for one in rivals if may_give_way and one.score >= max(TAKEN, best.score - _NEAR)]
        found.worths[index] = {str(one.code): one.score for one in near if is_measured(one.code)}
    elif meaning.score < TAKEN and (like := as_doubted(meaning, index, layout, profile)):
        found.codes[index] = str(like.code)
        found.why[index] = (*meaning.why, *like.why)
    elif best.code in FACT and best.score >= ASKED:
        found.asked[index] = str(best.code)


def _of_lower_line(index: int, layout: Layout, profile: Profile) -> Option | None:
    """«Обучающиеся класса, чел.» over «какой класс»: who or where somebody is, where the cells bear it out."""
    upper, _, lower = layout.lined[index].rpartition(" / ")
    own = meaning_of(lower) if upper else None
    if own is None or is_measured(people_code(own.code)) or own.score < TAKEN:
        return None
    if own.code == "school" and "school" not in said_in(lower):
        return None  # «Название» is that of what the upper line names
    found = option_of(own.code, own.score, index, layout, profile)
    return found if found.cells > 0 else None


def _decide_opposite(index: int, code: str, layout: Layout, profile: Profile, found: Decision) -> None:
    reading = read_opposite(layout.sample(index)) if code in _TURNED else "open"
    if reading != "open":
        found.codes[index] = code
        found.why[index] = (_OF_OPPOSITES[reading],)
        if reading in ("turned", "marked"):
            found.turned.add(index)
    elif profile.share("text", "word") <= _DOUBTED:  # «Причина отсутствия звонков» is told in words
        found.asked[index] = code
        found.why[index] = (_OF_OPPOSITES[reading],) if code in _TURNED else ()


def _tell_lone_marks(layout: Layout, found: Decision) -> None:
    """A lone «+» under «Нет чатов» answers the heading where another opposite of the table is answered so, for one hand
    filled both in, or where people would else be what other columns say they are not."""
    open_ones = dict(_lone_marks(layout, found))
    if not open_ones:
        return
    mark = next(text_of(cell) for index in open_ones for cell in layout.sample(index) if cell is not None)
    why = f"«{mark}» отвечает на вопрос, как в соседнем столбце"
    answered = [index for index in found.turned if not are_bad_marks(layout.sample(index))]
    says = True if answered else None
    if says is None:
        known = list(known_of_people(found.codes, found.turned, layout.sample))
        says = say_the_heading(list(open_ones.values()), known)
        why = f"«{mark}» значит «{'да' if says else 'есть'}»: иначе не сходится с другими столбцами"
    for index, one in open_ones.items() if says is not None else ():
        found.asked.pop(index)
        found.why[index] = (*found.why.get(index, ())[:-1], why)
        if not _leave_to_better(index, one.code, layout, found):
            found.codes[index] = one.code
            found.turned |= {index} if says else set()


def _lone_marks(layout: Layout, found: Decision) -> Iterator[tuple[int, Marked]]:
    for index, meaning in enumerate(layout.meanings):
        turned = people_code(meaning.turned) if meaning and meaning.turned else None
        cells = layout.sample(index)
        if turned in _TURNED and index in found.asked and is_lone_mark(cells):
            yield index, Marked(turned, [cell is not None for cell in cells])


def _tell_shares(layout: Layout, profiles: dict[int, Profile], found: Decision) -> None:
    """Of «всего», «свои», «чужие» the second is the person's; the whole is asked about where no part is."""
    meant = {i: code for i, meaning in enumerate(layout.meanings) if meaning and (code := people_code(meaning.code))}
    meant = {i: code for i, code in meant.items() if i not in layout.said and not layout.other_week(i)}
    for shares in shares_in(layout.lined, meant, layout.sample):
        options = {i: option_of(shares.code, 1.0, i, layout, profiles[i]) for i in shares.own}
        own = [i for i, one in options.items() if one.code == shares.code and one.score >= TAKEN]
        for index in {shares.whole, *shares.others} - layout.said:
            found.codes.pop(index, None)
            found.asked.pop(index, None)
        found.why[shares.whole] = ("вместе с тем, что сделали другие",)
        if not own:
            found.asked[shares.whole] = shares.code
        for index in set(shares.places if own else ()) - layout.said:
            found.codes.pop(index, None)
            found.why[index] = ("в одном чате, а не во всех",)
        for index in set(own) - layout.said:
            found.codes[index] = shares.code
            found.asked.pop(index, None)
            found.why[index] = ("это доля самого человека",)


def _tell_siblings(codes: dict[int, str], layout: Layout, found: Decision) -> None:
    """Why a column that means the same as a better one is left out."""
    for index, code in codes.items():
        if index not in found.codes:
            _leave_to_better(index, code, layout, found)


def _leave_to_better(index: int, code: str, layout: Layout, found: Decision) -> bool:
    """Whether another column is that fact already; the reason is told."""
    better = next((i for i, own in found.codes.items() if own == code), None)
    if better is not None:
        found.why[index] = (*found.why.get(index, ()), f"«{layout.headings[better]}» говорит об этом точнее")
    return better is not None


def _without_series(codes: dict[int, str], layout: Layout) -> dict[int, str]:
    """«Сообщений на 09.11» beside «Сообщений на 16.11» are readings of a counter, neither is the week's figure; of
    «Неделя 1» beside «Неделя 2», or of days that could not be read, nobody knows which is the week of the file."""
    readings = [i for i, code in codes.items() if code in WEEKLY and AS_OF.search(layout.headings[i])]
    meant = {i: people_code(meaning.code) for i, meaning in enumerate(layout.meanings) if meaning} | codes
    told = {i: code for i, code in meant.items() if code and is_measured(code)}
    unclear = {i for group in series_of(told, layout.headings) for i in group if i not in layout.weeks}
    unclear -= layout.single_days
    if layout.week is not None and layout.week not in layout.weeks.values():
        unclear = set()  # the days are those of other weeks, what bears none is the file's own
    unclear |= set(readings) if len(readings) > 1 else set()
    return {i: code for i, code in codes.items() if i not in unclear or i in layout.said}
