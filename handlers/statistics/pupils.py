"""«Ученики 512 из 530, эжд 300», «5А 24 из 25»: the pupils' figures typed, where no summary comes."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

from handlers.engine.buttons import button, good, under, way_back
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.teacher.class_pupils import class_words
from handlers.understanding.said.orders.pupils_said import read_pupils
from indicators.comparing.by_class import AddedUp
from indicators.rows import SummaryValue
from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.messenger import Button
from nudges.periods import week_words
from services.imports.pupils import (
    NOTHING,
    PUPILS,
    Classes,
    Pupils,
    Typed,
    look_at_classes,
    put_pupils_back,
    set_classes,
    set_pupils,
    take_pupils_back,
    week_for_pupils,
    whole_school,
)
from storage.statistics.class_pupils import Counted, whole_of_linked

MOST = 15  # classes, as many as a button can carry
_NAMED = 12
REPLACED = "Сводка из файла, если придёт, это заменит."
OF_CLASSES = "Из-за этих цифр я никому не пишу: только показываю их."
UNKNOWN = "{names} в списке школы нет, не запишу. Есть: {known}."
IMPOSSIBLE = "{figures} — так не бывает: больше, чем в классе. Не запишу, пришлите верное число."
SOME_CLASSES = (
    "Число по школе сложу, когда будут все классы: пока известно — {known}. "
    "Или напишите его сами: «ученики 512 из 530»."
)
ALL_CLASSES = "Известны все классы: в сводке будет число по школе."
UNREAD = "Не понял: «{clause}»."
TOO_MANY = f"За один раз — {MOST} классов: остальные пришлите следующим сообщением."


async def ask(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    said = read_pupils(talk.text, desk.school.journal_name)
    week = await week_for_pupils(talk.session, actor_at(talk, desk.school.id), talk.today(desk.school))
    of_school = said.school.registered is not None or said.school.linked is not None
    if of_school:
        said.school.check()
        _ask_school(talk, week, said.school)
    if said.classes or (of_school and said.unread):
        await _ask_classes(talk, desk, week, said.classes, said.unread)
    elif not of_school:
        talk.say(NOTHING)


def _ask_school(talk: Talk, week: Week, pupils: Pupils) -> None:
    about = {"w": str(week), "n": pupils.registered, "t": pupils.total, "j": pupils.linked}
    yes = good("Записать", "pupils_yes", **{key: value for key, value in about.items() if value is not None})
    talk.say(f"Записать за {week_words(week)}: {_words(pupils)}? {REPLACED}", under([yes, button("Нет", "cancel")]))


async def _ask_classes(talk: Talk, desk: Desk, week: Week, said: Mapping[str, Counted], unread: list[str]) -> None:
    some = dict(list(said.items())[:MOST])
    found = await look_at_classes(talk.session, actor_at(talk, desk.school.id), week, some)
    lines = [f"Записать за {week_words(week)}:"] if found.good else []
    lines += [f"• {class_words(name, one)}" for name, one in found.good.items()]
    lines += _wrong(found) + [UNREAD.format(clause=one) for one in unread]
    lines += [TOO_MANY] if len(said) > MOST else []
    yes: list[Button] = []
    if found.good:
        lines.append(OF_CLASSES)
        yes = [good("Записать", "class_pupils_yes", w=str(week), c=_packed({one: said[one] for one in found.good}))]
    text = "\n".join(lines)
    if all(one.text != text for one in talk.replies):  # of several classes the sentence is handed over once for each
        talk.say(text, under([*yes, button("Нет", "cancel")]) if yes else None)


def _wrong(found: Classes) -> list[str]:
    lines = [IMPOSSIBLE.format(figures=class_words(name, one)) for name, one in found.impossible.items()]
    if found.unknown:
        known = ", ".join(found.known[:_NAMED]) + (" и другие" if len(found.known) > _NAMED else "")
        lines.append(UNKNOWN.format(names=", ".join(found.unknown), known=known))
    return lines


def _packed(classes: Mapping[str, Counted]) -> str:
    """«5А:24.25.10,5Б:.22.», short enough for a button."""
    values = {name: (one.registered, one.total, one.linked) for name, one in classes.items()}
    return ",".join(
        f"{name}:{'.'.join('' if one is None else str(one) for one in figures)}" for name, figures in values.items()
    )


def _unpacked(text: str) -> dict[str, Counted]:
    """Nothing of what is forged."""
    found = {}
    for one in text.split(","):
        name, _, figures = one.partition(":")
        numbers = figures.split(".")
        if len(numbers) == 3 and all(not number or (number.isdecimal() and len(number) < 6) for number in numbers):
            found[name[:4]] = Counted(*(int(number) if number else None for number in numbers))
    return found


def _words(pupils: Pupils) -> str:
    parts = [f"учеников в Сферуме {pupils.registered}{_of(pupils.total)}"] if pupils.registered is not None else []
    if pupils.linked is not None:
        whole = whole_of_linked(pupils.linked, pupils.registered, pupils.total)
        parts.append(f"связали журнал {pupils.linked}{_of(whole)}")
    return ", ".join(parts)


def _of(whole: int | None) -> str:
    return "" if whole is None else f" из {whole}"


async def write(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    said = {key: talk.number(key) if key in talk.payload else None for key in ("n", "t", "j")}
    pupils, week = Pupils(said["n"], said["t"], said["j"]), Week.parse(talk.word("w"))
    actor = actor_at(talk, desk.school.id)
    typed = await set_pupils(talk.session, actor, week, pupils, talk.now, today=talk.today(desk.school))
    back = way_back("Вернуть как было", "pupils_back", w=str(week), a=_kept(typed.now), b=_kept(typed.before))
    ways = [button("Сводка", "summary"), button("Загрузки", "loads")]
    talk.say(f"Записал за {week_words(week)}: {_words(pupils)}.", under(ways, [back]))


def _kept(figures: Mapping[str, SummaryValue | None]) -> str:
    """«0:141/184//;1:97/141//», short enough for a button; without numbers where nothing was."""
    return ";".join(f"{PUPILS.index(code)}:{_figure(one) if one else ''}" for code, one in figures.items())


def _figure(one: SummaryValue) -> str:
    day = one.typed_on.toordinal() if one.typed_on else None
    return "/".join("" if part is None else f"{part}" for part in (one.value, one.total, one.percent, day))


_FIGURE = re.compile(r"([01]):(?:(\d{0,6})/(\d{0,6})/([\d.]{0,20})/(\d{0,6}))?(?:;|$)")


def _unkept(text: str) -> dict[str, SummaryValue | None]:
    return {PUPILS[int(one[1])]: _read_figure(one) for one in _FIGURE.finditer(text)}


def _read_figure(one: re.Match[str]) -> SummaryValue | None:
    if one[2] is None:
        return None
    value, total, day = (int(one[part]) if one[part] else None for part in (2, 3, 5))
    return SummaryValue(value, total, float(one[4]) if one[4] else None, date.fromordinal(day) if day else None)


async def put_back(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    week = Week.parse(talk.word("w"))
    now = {code: one for code, one in _unkept(talk.word("a")).items() if one is not None}
    typed = Typed(week, now, _unkept(talk.word("b")))
    await put_pupils_back(talk.session, actor_at(talk, desk.school.id), typed, talk.now)
    text = f"Вернул числа учеников за {week_words(week)}, как было. Остальное за неделю не тронул."
    talk.say(text, under([button("Сводка", "summary")]))


async def write_classes(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    week, actor = Week.parse(talk.word("w")), actor_at(talk, desk.school.id)
    classes = _unpacked(talk.word("c"))
    done = await set_classes(talk.session, actor, week, classes, talk.now, today=talk.today(desk.school))
    lines = [f"• {class_words(name, one)}" for name, one in done.good.items()]
    lines += _of_school(await whole_school(talk.session, desk.school.id, week))
    back = way_back("Убрать записанное", "class_pupils_back", t=round(talk.now.timestamp() * 1000))
    talk.say("\n".join([f"Записал за {week_words(week)}:", *lines]), under([button("Сводка", "summary"), back]))


def _of_school(found: AddedUp | None) -> list[str]:
    """What is said of classes says nothing of the school until all are known."""
    if found is None:
        return []
    if found.is_of_school:
        return [ALL_CLASSES]
    of = f" из {found.of}" if found.of else ""
    return [SOME_CLASSES.format(known=f"{plural(found.classes, 'класс', 'класса', 'классов')}{of}")]


async def take_back(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    at = datetime.fromtimestamp(talk.number("t") / 1000, UTC)
    week, names = await take_pupils_back(talk.session, actor_at(talk, desk.school.id), at, talk.now)
    text = f"Убрал записанное за {week_words(week)}: {', '.join(names)}. Что стояло до этого, стоит снова."
    talk.say(text, under([button("Сводка", "summary")]))


ROUTES = (
    Route("set_pupils", Right.CHANGER, ask, Does.ASKS, leads_out=True, label="Записать учеников"),
    Route("pupils_yes", Right.CHANGER, write),
    Route("pupils_back", Right.CHANGER, put_back),
    Route("class_pupils_yes", Right.CHANGER, write_classes),
    Route("class_pupils_back", Right.CHANGER, take_back),
)
