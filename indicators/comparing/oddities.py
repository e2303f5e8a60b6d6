"""What looks odd inside one file. Warnings are shown; they do not stop an import."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeVar

from indicators.catalogue import FACTS
from indicators.rows import MAX, VK, Column, FactValue, PersonRow
from indicators.russian.rules import listed, plural
from indicators.summary.schools import by_school

Facts = Mapping[str, FactValue]
Key = TypeVar("Key")

_FEW = 5
_FIRST_ORDINARY_ID = 10_000


def _three_and_ten(facts: Facts) -> bool:
    return facts.get("messages_10") is True and facts.get("messages_3") is False


def _flag_and_number(code: str, threshold: int) -> Callable[[Facts], bool]:
    def differ(facts: Facts) -> bool:
        number, flag = facts.get("group_messages"), facts.get(code)
        return isinstance(number, int) and isinstance(flag, bool) and (number >= threshold) != flag

    return differ


def _active_unregistered(facts: Facts) -> bool:
    return facts.get("registered") is False and any(
        facts.get(code) for code in ("group_messages", "calls", "group_chats", "messages_3", "messages_10")
    )


def _more_than_whole(code: str) -> Callable[[Facts], bool]:
    def more(facts: Facts) -> bool:
        part, whole = facts.get(code), facts.get("pupils_total")
        return isinstance(part, int) and isinstance(whole, int) and part > whole

    return more


# (what is odd about a row, how it is said)
_ODD: Final[tuple[tuple[Callable[[Facts], bool], str], ...]] = (
    (_three_and_ten, "Отмечено 10 сообщений, но не отмечено 3"),
    (_flag_and_number("messages_3", 3), "Число сообщений и отметка «не меньше 3» расходятся"),
    (_flag_and_number("messages_10", 10), "Число сообщений и отметка «не меньше 10» расходятся"),
    (_active_unregistered, "Не зарегистрирован, но есть сообщения, чаты или звонки"),
    (_more_than_whole("pupils_registered"), "Учеников в Сферуме больше, чем в классе"),
    (_more_than_whole("pupils_journal_linked"), "С журналом связано больше учеников, чем есть в классе"),
)


def of_people(people: Sequence[PersonRow]) -> list[str]:
    warnings = []
    different = {id(row.facts): row.facts for row in people}  # thousands of people share the same
    for odd, sentence in _ODD:
        found = {number for number, facts in different.items() if odd(facts)}
        if found:
            warnings.append(f"{sentence}: {_places([row for row in people if id(row.facts) in found])}.")
    return warnings + _small_ids(people) + _twice(people)


def _small_ids(people: Sequence[PersonRow]) -> list[str]:
    """VK gave out its numbers below 10,000 in the first weeks: these may be numbers of another system."""
    ids = [row.vk_id for row in people if row.vk_id]
    if len(ids) > 2 and max(ids) < _FIRST_ORDINARY_ID:
        return [f"Номера VK подозрительно малы (не больше {max(ids)}): проверьте, тот ли это столбец."]
    return []


def _places(rows: Sequence[PersonRow]) -> str:
    return listed([f"{row.called} (строка {row.row})" for row in rows], _FEW)


def _twice(people: Sequence[PersonRow]) -> list[str]:
    """The same VK id on two rows, or the same full name in one school without ids to tell them apart."""
    by_id = _repeated((account, row) for row in people for account in row.accounts)
    by_name = _repeated(
        ((row.school, row.name.key), row) for row in people if row.name is not None and row.name.complete
    )
    warnings = []
    for platform, called in ((VK, "VK"), (MAX, "MAX")):
        theirs = [group for account, group in by_id.items() if account[0] == platform]
        if same_id := [some for group in theirs for some in by_school(group) if len(some) > 1]:
            warnings.append(f"Один номер {called} стоит в нескольких строках: {_groups(same_id)}.")
    distinct = [list({row.accounts or (id(row),): row for row in group}.values()) for group in by_name.values()]
    twice = [group for group in distinct if len(group) > 1]
    if unclear := [group for group in twice if not all(row.accounts for row in group)]:
        warnings.append(f"Одно ФИО стоит в нескольких строках: {_groups(unclear)}.")
    if namesakes := [group for group in twice if all(row.accounts for row in group)]:
        warnings.append(f"Полные тёзки с разными номерами страниц, это разные люди: {_groups(namesakes)}.")
    return warnings


def _repeated(keyed: Iterable[tuple[Key, PersonRow]]) -> dict[Key, list[PersonRow]]:
    """What stands in several rows, with these. Of thousands nearly everything stands in one, and needs no list."""
    first: dict[Key, PersonRow] = {}
    found: dict[Key, list[PersonRow]] = {}
    for key, row in keyed:
        before = first.setdefault(key, row)
        if before is not row:
            found.setdefault(key, [before]).append(row)
    return {key: found[key] for key in first if key in found} if found else found


def _groups(groups: Sequence[Sequence[PersonRow]]) -> str:
    def said(rows: Sequence[PersonRow]) -> str:
        numbers = ", ".join(str(row.row) for row in rows[:4])
        return f"{rows[0].called} (строки {numbers})"

    return listed([said(rows) for rows in groups], _FEW)


_MEASURED: Final = frozenset(fact.code for fact in FACTS)
# What reminders are about, as one says what a file does not tell; any of the facts is enough.
_REMINDED: Final = (
    (("registered",), "регистрация"),
    (("profile_active",), "статус профиля"),
    (("group_chats",), "созданные чаты"),
    (("group_messages", "messages_10"), "сообщения в групповых чатах"),
    (("calls",), "звонки"),
    (("journal_linked",), "связь с журналом"),
)


def absent_facts(kind: str, columns: Sequence[Column]) -> list[str]:
    """What a list of people says nothing about, in words."""
    told = {column.fact for column in columns}
    return [words for codes, words in _REMINDED if kind == "people" and not told.intersection(codes)]


def of_columns(kind: str, columns: Sequence[Column]) -> list[str]:
    """Headings that were guessed or not understood."""
    guessed = [f"«{column.heading}»" for column in columns if column.guess]
    warnings = []
    if guessed:
        count = plural(len(guessed), "столбец", "столбца", "столбцов")
        warnings.append(f"Угадано по сходству {count}, проверьте: {listed(guessed)}.")
    if kind == "people" and not any(column.fact in _MEASURED for column in columns):
        warnings.append("В списке нет ни одного показателя: из него станет известно только, кто работает в школе.")
    return warnings
