"""«Загрузки»: what was loaded, and taking the newest load of a week back."""

from datetime import UTC, datetime
from typing import Any

from handlers.engine.buttons import bad, button, good, under
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.statistics.waiting import waiting_import
from handlers.understanding.reading.weeks import Period, period_named
from indicators.russian.rules import plural, plural_form
from indicators.weeks import Week
from nudges.messenger import Button
from nudges.periods import week_words
from services.imports.loads import Undone, find_load, loads, undo_load
from storage.imports.by_hand import TYPED
from storage.imports.stored import StoredLoad

_SHOWN = 12
_BUTTONS = 4
NOT_THIS_ONE = "Хорошо, этот файл не загружаю, удалил. Что загружено раньше, осталось. Пришлите верный файл."
NONE_YET = "Пока ничего не загружали. Пришлите файл статистики прямо сюда, скрепкой."
NONE_OF = "За {said} ничего не загружено."
KINDS = {"people": "список", "summary": "сводка"}
BOTH = "список и сводка"
_TO_PREVIOUS = "previous"
_WHOLE = "whole"


async def show_loads(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    found = await loads(talk.session, actor_at(talk, desk.school.id))
    if not found:
        talk.say(NONE_YET)
        return
    period = period_named(talk.word("week"), talk.today(desk.school))
    of_week = [one for one in found if _is_of(one, period)]
    if not of_week and period is not None:
        talk.say(NONE_OF.format(said=period.said))
    found = of_week or found
    lines = [f"• {_line(talk, desk, one)}" for one in found[:_SHOWN]]
    if len(found) > _SHOWN:
        lines.append(f"…и ещё {len(found) - _SHOWN}")
    rows = [[_undo_button(one)] for one in found[:_BUTTONS]] if desk.may_change else []
    talk.say("\n".join(["Загрузки, новые недели сверху:", *lines]), under(*rows) if rows else None)


def _is_of(one: StoredLoad, period: Period | None) -> bool:
    return period is None or period.first <= Week.parse(one.week) <= period.last


def _line(talk: Talk, desk: Desk, one: StoredLoad) -> str:
    """«9–15 ноября: список, 57 строк, 17.11 в 10:12, Ответова О. П. («Статистика.xlsx»)»."""
    local = one.at.astimezone(talk.services.zone_of(desk.school))
    of = f" из {one.rows}" if one.accepted < one.rows else ""
    rows = "" if one.file_name == TYPED else f" {plural(one.accepted, 'строка', 'строки', 'строк')}{of},"
    who = f", {one.who}" if one.who else ""
    before = f"; до него за эту неделю был «{one.previous_name}»" if one.previous_at is not None else ""
    what = f"{week_words(Week.parse(one.week))}: {kind_words(one)},{rows}"
    return f"{what} {local:%d.%m в %H:%M}{who} («{one.file_name}»){before}"


def kind_words(one: StoredLoad) -> str:
    return BOTH if one.with_summary else KINDS.get(one.kind, one.kind)


def _undo_button(one: StoredLoad) -> Button:
    what = "файл" if one.with_summary else kind_words(one)
    label = f"Отменить: {what} {week_words(Week.parse(one.week))}"
    return button(label, "undo_load", **_about(one))


def _about(one: StoredLoad) -> dict[str, Any]:
    return {"w": one.week, "k": one.kind, "t": round(one.at.timestamp() * 1000)}


async def _meant(talk: Talk, desk: Desk) -> StoredLoad | None:
    """The load a button names; without one the load that came last."""
    actor = actor_at(talk, desk.school.id)
    if talk.word("w"):
        at = datetime.fromtimestamp(talk.number("t") / 1000, UTC)
        return await find_load(talk.session, actor, talk.word("w"), talk.word("k"), at)
    period = period_named(talk.word("week"), talk.today(desk.school))
    found = [one for one in await loads(talk.session, actor) if _is_of(one, period)]
    return max(found, key=lambda one: one.at, default=None)


async def ask_undo(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if not talk.word("w") and not talk.word("week") and (waiting := waiting_import(talk)) is not None:
        path = waiting.state["path"]
        await talk.end()
        talk.say(NOT_THIS_ONE, under([button("Загрузки", "loads")]))
        await talk.later("drop_file", path=path)
        return
    load = await _meant(talk, desk)
    if load is None:
        period = period_named(talk.word("week"), talk.today(desk.school))
        rows = [[button("Загрузки", "loads")]]
        talk.say(NONE_YET if period is None else NONE_OF.format(said=period.said), under(*rows))
        return
    rows = [[bad("Отменить загрузку целиком", "undo_load_yes", how=_WHOLE, **_about(load))]]
    back = ""
    if load.previous_at is not None:
        rows.insert(0, [good("Вернуть прежний файл", "undo_load_yes", how=_TO_PREVIOUS, **_about(load))])
        back = f"\nЦифры файла «{load.previous_name}» можно вернуть."
    text = f"Отменить загрузку?\n{_line(talk, desk, load)}.{back}\nЧто уже отправлено, останется у людей."
    talk.say(text, under(*rows, [button("Другая загрузка", "loads"), button("Нет", "cancel")]))


async def undo(talk: Talk, rest: str) -> None:
    if not talk.word("w"):
        await ask_undo(talk, rest)  # a button that names no load takes none back
        return
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    load = await _meant(talk, desk)
    if load is None:
        talk.say(NONE_YET)
        return
    done = await undo_load(
        talk.session,
        actor_at(talk, desk.school.id),
        load,
        talk.now,
        to_previous=talk.word("how") == _TO_PREVIOUS,
        default_zone=talk.services.zone.key,
    )
    talk.say(_done(done), under([button("Сводка", "summary"), button("Загрузки", "loads")]))


def _done(done: Undone) -> str:
    period = week_words(Week.parse(done.load.week))
    if done.back is not None:
        parts = [f"Вернул за {period} прежний файл «{done.back.file_name}»."]
    else:
        parts = [f"Отменил загрузку за {period}. Пришлите верный файл, когда будет готов."]
    if done.gone:
        parts.append(f"Убрал из списка тех, кто был только в этом файле: {done.gone}.")
    if done.sent:
        who = f"{plural_form(done.sent, 'получил', 'получили', 'получили')} {plural(done.sent, *_PEOPLE)}"
        parts.append(f"Сообщение по этим цифрам уже {who}: отозвать его я не могу. Второй раз им само не уйдёт.")
    if done.called_off:
        parts.append(f"Не отправлю то, что ещё ждало: {plural(done.called_off, *_MESSAGES)}.")
    if done.reopened:
        parts.append(f"Снова без ответа сообщения об ошибках: {plural(done.reopened, *_PEOPLE)}. Покажет «ошибки».")
    return "\n".join(parts)


_PEOPLE = ("человек", "человека", "человек")
_MESSAGES = ("сообщение", "сообщения", "сообщений")

ROUTES = (
    Route("loads", Right.READER, show_loads, Does.SHOWS, leads_out=True, label="Какие файлы загружены", by_week=True),
    Route("undo_load", Right.CHANGER, ask_undo, Does.ASKS, leads_out=True, label="Отменить загрузку"),
    Route("undo_load_yes", Right.CHANGER, undo),
)
