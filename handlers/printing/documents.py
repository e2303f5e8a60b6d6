"""Files people print or hand in: leaflets, posters, the weekly report. Each is one line of the table.

Own patterns: the number of a room behind its own command.
"""

import asyncio
import io
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from handlers.engine.attachments import send_file
from handlers.engine.buttons import button, good, main, under
from handlers.engine.job import Job
from handlers.engine.rights import Desk, actor_at, at_desk, sender
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.understanding.reading.weeks import Period, period_in, period_named
from handlers.understanding.said.lists import without_names
from handlers.understanding.said.orders.papers import is_for_another, is_for_later
from handlers.understanding.which_person import choose, look_up, nobody_such
from indicators.errors import BadWeek
from indicators.russian.rules import plural, plural_form
from indicators.weeks import Week
from nudges.messenger import Button
from nudges.periods import span_words
from services.actor import At
from services.reporting.printing import make_leaflets, make_posters, make_report, poster_chat, report_name
from services.reporting.subscriptions import subscribed_form
from services.school_settings import ROOM, room_words, set_room
from services.schools import school_of
from services.selection.people import people_chosen
from services.selection.titles import title_of
from storage.schools.registry import newest_week, weeks_of_any

NO_WEEK = "Статистики пока нет: пришлите файл, и отчёт будет готов через минуту."
NOBODY_NEEDS = "Листовки сейчас никому не нужны: в списке нет никого, кому я не могу написать."
NONE_OF_THEM = "Листовки этим людям не нужны: насколько я знаю, я и так могу им написать."
OF_SCHOOL = "Отчёт делаю по всей школе. А по группе ({title}) покажу список: в нём есть и кнопка «Файлом»."
NAMES_INSIDE = (
    "В отчёте ({form}) есть приложение с фамилиями, убрать их я не умею. Без имён — картинка с процентами; текстом — "
    "«сводка без имён»."
)
NOT_TO_OTHERS = "Другому человеку файл сам не отправлю: пришлю вам, перешлите или распечатайте."
NOT_LATER = "К назначенному дню отчёт не откладываю: сделаю сейчас, а по пятницам могу присылать сам."
NO_NEED = (
    "Листовка — для тех, кому я не могу написать, а этому человеку, насколько я знаю, могу. "
    "Подробнее покажет карточка: «карточка» и фамилия."
)
_ROOM = re.compile(r"\bкаб(?:инет\w*|\.)?\s*№?\s*([\w/-]{1,12})", re.IGNORECASE)
_WHICH_ROOM = re.compile(r"\bкак(?:ой|ого|ом)\b.*\bкаб", re.IGNORECASE)
_FOR = re.compile(r"^\s*(?:для|на)\s+", re.IGNORECASE)
FORM_TITLES = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF", "png": "картинка"}
_FORM_WORDS = {
    "docx": ("docx", "ворд", "word", "вёрд", "документ"),
    "xlsx": ("xlsx", "эксел", "екселе", "excel", "таблиц"),
    "pdf": ("pdf", "пдф"),
    "png": ("png", "картинк", "рисунк", "фото", "изображен"),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A file ready to send; no `content` means that there was nothing to print, and `text` says why."""

    name: str
    content: bytes | None
    text: str


Make = Callable[[Job, At], Awaitable[Paper]]


async def report(talk: Talk, rest: str) -> None:
    """The weekly report; without a format it is asked for."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    if talk.word("who"):
        await _of_group(talk, desk)
        return
    wanted = form_in(f"{talk.word('f')} {rest}")
    week = await newest_week(talk.session, [desk.school.id])
    if week is None:
        talk.say(NO_WEEK)
        return
    period = period_asked(talk, rest, talk.today(desk.school), Week.parse(week))
    if period is not None:
        period = await _with_files(talk, desk, period)
        if period is None:
            return
    about = f" за {period.said}" if period is not None else ""
    if wanted is None:
        said: dict[str, Any] = {"from": str(period.first), "to": str(period.last)} if period is not None else {}
        first = [main("Word (docx)", "report", f="docx", **said), button("Excel (xlsx)", "report", f="xlsx", **said)]
        second = [button("PDF", "report", f="pdf", **said), button("Картинка", "report", f="png", **said)]
        note = _to_others(talk.text)
        question = f"{note}{' ' if note else ''}В каком виде сделать отчёт{about}?"
        talk.say(question, under(first, second, [] if period is not None else [await _by_themselves(talk, desk)]))
        return
    if (note := _to_others(talk.text)) and not talk.word("f"):
        talk.say(note)
    if without_names(talk.text) and wanted != "png":
        said = {"from": str(period.first), "to": str(period.last)} if period is not None else {}
        rows = [main("Картинка, без имён", "report", f="png", **said)]
        rows.append(button(f"Всё равно {FORM_TITLES[wanted]}", "report", f=wanted, **said))
        talk.say(
            NAMES_INSIDE.format(form=FORM_TITLES[wanted]), under(rows, [button("Сводка без имён", "summary", bare=1)])
        )
        return
    talk.say(f"Готовлю отчёт{about}, минутку…")
    first_week = {"since": str(period.first)} if period is not None else {}
    week = str(period.last) if period is not None else week
    await talk.later("paper", paper="report", school=desk.school.id, format=wanted, week=week, **first_week)


def _to_others(text: str) -> str:
    """What of the order cannot be: the paper comes to whoever asks for it, and now."""
    told = [NOT_TO_OTHERS] if is_for_another(text) else []
    return " ".join([*told, *([NOT_LATER] if is_for_later(text) else [])])


async def _of_group(talk: Talk, desk: Desk) -> None:
    """The report is of the whole school; of a group there is a list."""
    who = talk.word("who")
    title = await title_of(talk.session, desk.school.id, who)
    row = [good("Список", "list", gap="staff", who=who), button("Все долги", "list", gap="all", who=who)]
    talk.say(OF_SCHOOL.format(title=title), under(row, [button("Отчёт по школе", "report")]))


def period_asked(talk: Talk, rest: str, today: date, newest: Week) -> Period | None:
    """The weeks named in the words, or by the button that followed them; None means the newest week. Of none of them
    there need be a file."""
    if talk.word("from"):
        try:
            first, last = Week.parse(talk.word("from")), Week.parse(talk.word("to"))
        except BadWeek:
            return None
        return Period(first, last, span_words(first.monday, last.sunday)) if first <= last else None
    return period_named(talk.word("week"), today) or period_in(rest, today, newest)


async def _with_files(talk: Talk, desk: Desk, period: Period) -> Period | None:
    """From its first week with a file to its last, which are told too; None, and it was said, when there is none."""
    inside = period.inside(await weeks_of_any(talk.session, [desk.school.id]))
    if not inside:
        talk.say(f"За {period.said} файлов статистики нет.", under([button("Отчёт за последнюю неделю", "report")]))
        return None
    shown = span_words(min(inside).monday, max(inside).sunday)
    said = period.said if shown == period.said else f"{period.said} (недели {shown})"
    return Period(min(inside), max(inside), said)


async def _by_themselves(talk: Talk, desk: Desk) -> Button:
    """The button that has the report sent every Friday, or ends that."""
    if await subscribed_form(talk.session, actor_at(talk, desk.school.id)) is not None:
        return button("Больше не присылать по пятницам", "unsubscribe")
    return button("Присылать по пятницам", "subscribe")


def form_in(words: str) -> str | None:
    """The form that is named: «в ворде», «эксель», «pdf»."""
    plain = words.lower()
    return next((form for form, stems in _FORM_WORDS.items() if any(stem in plain for stem in stems)), None)


async def leaflets(talk: Talk, rest: str) -> None:
    """«Листовки», «листовка для Алиевой», or «листовки кабинет 214»: the room is printed on them and remembered."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if _WHICH_ROOM.search(talk.text):
        room = str(desk.school.settings.get(ROOM, ""))
        talk.say(f"{room_words(room)}.", under([good("Листовки", "leaflets")]))
        return
    said = _ROOM.search(rest)
    if said:
        await set_room(talk.session, actor_at(talk, desk.school.id), said[1], talk.now)
        rest = _ROOM.sub(" ", rest)
    if talk.word("who"):
        group = await people_chosen(talk.session, actor_at(talk, desk.school.id), talk.word("who"))
        if not group:
            talk.say(nobody_such(await title_of(talk.session, desk.school.id, talk.word("who"))))
            return
        talk.say("Готовлю листовки…")
        await talk.later("paper", paper="leaflets", school=desk.school.id, people=[one.id for one in group])
        return
    whom = _FOR.sub("", rest)
    found = await look_up(talk, desk, whom)
    if not talk.number("p") and (not found.people or (found.guessed and not found.misnamed)):
        talk.say("Готовлю листовки…")
        await talk.later("paper", paper="leaflets", school=desk.school.id)
    elif chosen := await choose(talk, desk, whom, "leaflets", "листовка"):
        talk.say("Готовлю листовку…")
        await talk.later("paper", paper="leaflets", school=desk.school.id, person=chosen[0].id)


async def posters(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is not None:
        talk.say("Готовлю плакаты…")
        await talk.later("paper", paper="posters", school=desk.school.id)


async def poster(talk: Talk, rest: str) -> None:
    """One class chat's poster. The number came with a button and proves nothing."""
    chat = await poster_chat(talk.session, partial(actor_at, talk), talk.number("id"))
    talk.say("Готовлю плакат…")
    await talk.later("paper", paper="posters", school=chat.school_id, chat=chat.id)


async def make_paper(job: Job) -> None:
    made = await PAPERS[job.errand.details["paper"]](job, await sender(job))
    if made.content is None:
        async with job.finishing() as talk:
            talk.say(made.text)
        return
    await send_file(job, made.name, made.content, made.text, picture=made.name.endswith(".png"))


async def _report(job: Job, at: At) -> Paper:
    from reports.make import weeks_between

    week = Week.parse(job.errand.details["week"])
    kind = job.errand.details["format"]
    weeks = weeks_between(Week.parse(job.errand.details.get("since", str(week))), week)
    today = job.services.clock().astimezone(job.services.zone).date()
    content = await make_report(job.services.database, at(job.errand.details["school"]), weeks, kind, today=today)
    return Paper(report_name(weeks, kind), content, "Отчёт готов.")


async def _leaflets(job: Job, at: At) -> Paper:
    """Personal leaflets. Their codes are written first: a printed code must work."""
    from reports.printed.leaflets import draw_leaflets

    services, now, actor = job.services, job.services.clock(), at(job.errand.details["school"])
    only, several = job.errand.details.get("person"), job.errand.details.get("people")
    meant = frozenset(several) if several is not None else None if only is None else frozenset({only})
    moving = job.errand.details.get("moving", "")
    async with services.writing, services.database.writing() as session:
        today = now.astimezone(services.zone_of(await school_of(session, actor))).date()
        made = await make_leaflets(
            session, actor, services.new_code, now, today=today, links=services.links, only=meant, moving=moving
        )
    if not made.leaflets:
        return Paper("", None, NO_NEED if only is not None else NONE_OF_THEM if several is not None else NOBODY_NEEDS)
    out = io.BytesIO()
    await asyncio.to_thread(draw_leaflets, [made], out)
    count = plural(len(made.leaflets), "листовка", "листовки", "листовок")
    text = f"Готово: {count}, по две на лист. Код на каждой сработает один раз, раздавайте лично."
    if len(made.leaflets) == 1:
        text = f"Листовка готова: {made.leaflets[0].name.full}. Код на ней сработает один раз, отдайте лично."
    if made.resting:
        who = plural(made.resting, "человека", "человек", "человек")
        back = plural_form(made.resting, "вернётся", "вернутся", "вернутся")
        text += f" Ещё {who} сейчас не тревожим: когда {back}, скажите «листовки» ещё раз."
    if not made.room:
        text += " Кабинет впишите от руки — или напишите, например, «листовки кабинет 214»."
    return Paper("Листовки.pdf", out.getvalue(), text)


async def _posters(job: Job, at: At) -> Paper:
    from reports.printed.posters import draw_posters

    async with job.services.database.reading() as session:
        made = await make_posters(session, at, job.errand.details["school"], job.errand.details.get("chat"))
    waiting = len(made.without_link)
    without = f" Без ссылки пока {plural(waiting, 'чат', 'чата', 'чатов')}: «чаты»." if waiting else ""
    if not made.posters:
        return Paper("", None, f"Печатать пока нечего: нет чатов классов со ссылкой-приглашением.{without}")
    out = io.BytesIO()
    pages = await asyncio.to_thread(draw_posters, made.posters, out)
    return Paper("Плакаты.pdf", out.getvalue(), f"Готово: {plural(pages, 'плакат', 'плаката', 'плакатов')}.{without}")


PAPERS: dict[str, Make] = {"report": _report, "leaflets": _leaflets, "posters": _posters}

ROUTES = (
    Route("report", Right.READER, report, Does.SHOWS, label="Отчёт"),
    Route("leaflets", Right.CHANGER, leaflets, Does.SHOWS, label="Листовки"),
    Route("posters", Right.CHANGER, posters, Does.SHOWS, label="Плакаты с QR-кодами"),
    Route("poster", Right.ANYONE, poster),
)
ERRANDS = {"paper": make_paper}
