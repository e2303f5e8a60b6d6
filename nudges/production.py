"""The Russian production calendar: which days nobody works, and which Saturdays everybody does.

The transfers of days off are decreed by the Government each autumn for the next year; the `holidays`
package keeps them (2026: decree 1466 of 24 September 2025; 2027: as published in September 2026). For
a later year only the Labour Code is certain: article 112 lists the holidays, and one that falls on a
weekend moves to the next working day, those of January aside.
"""

import sys
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

CERTAIN_UNTIL = 2027
DAY_OFF = "выходной"  # an ordinary weekend
_SATURDAY = 5
_JANUARY_LAST = 8  # the New Year holidays end on 8 January
_STATUTORY = {
    **{(1, day): "Новогодние каникулы" for day in range(1, _JANUARY_LAST + 1)},
    (1, 7): "Рождество Христово",
    (2, 23): "День защитника Отечества",
    (3, 8): "Международный женский день",
    (5, 1): "Праздник Весны и Труда",
    (5, 9): "День Победы",
    (6, 12): "День России",
    (11, 4): "День народного единства",
}


@dataclass(frozen=True, slots=True)
class ProductionYear:
    """`off`: days that are no working days besides ordinary weekends, and why. `working`: working Saturdays."""

    off: dict[date, str]
    working: frozenset[date]
    certain: bool


@cache
def production_year(year: int) -> ProductionYear:
    return _decreed(year) if year <= CERTAIN_UNTIL else _statutory(year)


def day_off(day: date) -> str | None:
    """Why `day` is no working day in the country: a holiday's name or «выходной»; None for a working day."""
    known = production_year(day.year)
    if day in known.working:
        return None
    if day in known.off:
        return known.off[day]
    return DAY_OFF if day.weekday() >= _SATURDAY else None


def _decreed(year: int) -> ProductionYear:
    calendar = _russia()(years=year, language="ru")
    off = {day: _tidy(name) for day, name in calendar.items()}
    return ProductionYear(off, frozenset(calendar.weekend_workdays), certain=True)


def _russia() -> "type[HolidayBase]":
    """Of the library this country alone: with the package itself it would load two hundred and fifty others, a tenth of
    a second and some megabytes of a program that has just been started."""
    spec = find_spec("holidays.countries")
    if spec is not None and spec.name not in sys.modules:
        sys.modules[spec.name] = module_from_spec(spec)
    found: type[HolidayBase] = import_module("holidays.countries.russia").RU
    return found


def _tidy(name: str) -> str:
    """«Выходной (перенесено с 04.01.2026)» stands inside sentences here."""
    return name.removesuffix(" (выходной)").replace("Выходной (перенесено", "выходной (перенесён")


def _statutory(year: int) -> ProductionYear:
    """Without a decree. 31 December is left free too: every decree of late years has made it so."""
    off = {date(year, month, day): name for (month, day), name in _STATUTORY.items()}
    off[date(year, 12, 31)] = "Предновогодний выходной"
    for day, name in sorted(off.items()):
        if day.month == 1 or day.weekday() < _SATURDAY or day.month == 12:
            continue
        moved = day
        while moved in off or moved.weekday() >= _SATURDAY:
            moved += timedelta(days=1)
        off[moved] = name
    return ProductionYear(off, frozenset(), certain=False)
