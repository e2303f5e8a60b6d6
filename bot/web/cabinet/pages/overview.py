"""«Сводка»: the week's indicators, and what to do next."""

from dataclasses import dataclass, replace

from aiohttp import web

from bot.web.cabinet.trend import trend
from bot.web.cabinet.visit import Visit
from indicators.russian.rules import plural
from nudges.gaps import GAPS
from nudges.periods import week_words
from reports.figures.summary import aim, amount, change
from reports.figures.wording import objecting_words
from services.reporting.desk import Overview, overview
from services.rights import Deed


@dataclass(frozen=True, slots=True)
class Step:
    """Something that waits: what, why, and where it is done; nowhere by whoever may not do it."""

    title: str
    why: str
    href: str


async def show(visit: Visit) -> web.StreamResponse:
    found = await overview(visit.session, visit.actor, visit.today)
    left = (found.deadline - visit.today).days if found.deadline is not None else None
    return visit.page(
        "overview.html",
        found=found,
        steps=steps(visit, found),
        gaps=[(kind, found.staff.by_gap.get(kind.code, 0)) for kind in GAPS if found.staff.by_gap.get(kind.code)],
        days_left=left,
        aim=aim,
        amount=amount,
        change=change,
        trend=trend,
    )


def steps(visit: Visit, found: Overview) -> list[Step]:
    """The most useful first: whoever looks sees all that waits, and does what they may."""
    if found.figures is None:
        why = "Файл статистики присылают школе каждую неделю: я покажу, как понял столбцы, и спрошу."
        made: list[tuple[Deed, Step | None]] = [(Deed.IMPORT, Step("Загрузите первый файл", why, "/import"))]
    else:
        steering = (_round(found), _objecting(found), _silent(found), _unreachable(found))
        made = [(Deed.IMPORT, _file_missing(found)), *((Deed.STEER_ROUNDS, one) for one in steering)]
    return [one if visit.may(deed) else replace(one, href="") for deed, one in made if one is not None]


def _file_missing(found: Overview) -> Step | None:
    if found.last_week_missing is None:
        return None
    week = week_words(found.last_week_missing)
    return Step(f"Загрузите файл за {week}", "Без него напоминания говорили бы о старых цифрах.", "/import")


def _round(found: Overview) -> Step | None:
    newest = found.newest_round
    if newest is not None and newest.state in ("running", "paused"):
        done = f"Ушло {newest.counts.sent} из {newest.counts.total}."
        return Step("Рассылка идёт" if newest.state == "running" else "Рассылка на паузе", done, f"/rounds/{newest.id}")
    if not found.staff.lacking or (newest is not None and newest.week == found.listed):
        return None
    count = plural(found.staff.lacking, "человеку", "людям", "людям")
    return Step(f"Напомните {count}", "Сначала покажу тексты и кого пропущу.", "/rounds#new")


def _objecting(found: Overview) -> Step | None:
    if not found.objecting:
        return None
    return Step(
        f"Ответьте: {objecting_words(found.objecting)}",
        "Пока нет ответа, о том, что названо ошибкой, молчу.",
        "/people/objections",
    )


def _silent(found: Overview) -> Step | None:
    if found.automatic:
        return None
    return Step("Включите напоминания", "Пока школа рассылает только по вашей команде.", "/settings#automatic")


def _unreachable(found: Overview) -> Step | None:
    if not found.leaflets.count:
        return None
    count = plural(found.leaflets.count, "человека", "человек", "человек")
    resting = f" Ещё {found.leaflets.resting} сейчас не тревожим." if found.leaflets.resting else ""
    return Step(
        f"Раздайте листовки: для {count}",
        f"Тем, кто не зарегистрирован, без аккаунта или не разрешает мне писать.{resting}",
        "/people?state=unreachable",
    )
