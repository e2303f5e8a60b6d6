"""«Шаблон отчёта»: the school's own docx. It goes out to be filled with a letterhead, and comes back as a file."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

from handlers.engine.buttons import button, main, under
from handlers.engine.job import Job
from handlers.engine.rights import READS_ONLY, actor_at, at_desk, may, reading_as_sender
from handlers.engine.routes import Continuation, Right, Route
from handlers.engine.talk import Talk
from nudges.messenger import Button
from services.reporting.report_templates import (
    is_template,
    set_ordinary_template,
    set_template,
    template_to_edit,
    try_template,
)
from services.school_settings import SchoolSettings
from storage.tables import School

TEMPLATE = "template"  # the dialogue in which a document is taken for the template
_OPEN = timedelta(days=1)
_DOCUMENTS = (".docx", ".doc", ".dotx", ".docm", ".odt", ".rtf")
_EXPLAINED = (
    "Поставьте в нём бланк школы, поправьте шрифты и слова и пришлите мне сюда файлом docx — по нему будут все отчёты "
    "Word. Места в скобках заполняю я, лишние можно убрать:\n"
    "• {{ school }} — школа, {{ period }} — за какие дни, {{ received }} — когда получены данные\n"
    "• {{ officer }} и {{ deputy }} — кто подписывает\n"
    "• indicators — таблица показателей; findings, taken и proposed — выводы, принятые и предлагаемые меры. "
    "Строки {% … %} вокруг них должны остаться парами."
)
_OWN, _ORDINARY = "Вот шаблон отчёта вашей школы.", "Вот обычный шаблон отчёта."
_AGAIN = "Потом пришлите шаблон ещё раз."


def _ordinary_again() -> Button:
    return button("Вернуть обычный", "template_default")


async def template(talk: Talk, rest: str) -> None:
    """The template in use as a file; a document that comes next is taken for the new one."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is not None:
        await talk.ask(TEMPLATE, "Сейчас пришлю шаблон…", school=desk.school.id)
        await talk.later("template_copy", school=desk.school.id)


async def send_copy(job: Job) -> None:
    async with reading_as_sender(job) as (session, actor):
        content, own = await template_to_edit(session, actor)
    attachment = await job.services.messenger.upload(job.errand.peer_id, "Шаблон отчёта.docx", content, picture=False)
    buttons = [_ordinary_again()] if own else []
    async with job.finishing() as talk:
        text = f"{_OWN if own else _ORDINARY} {_EXPLAINED}"
        talk.say(text, under([*buttons, button("Оставить как есть", "cancel")]), files=(attachment,))


async def _something_else(talk: Talk) -> bool:
    """Any words end the waiting: a document that comes later is read as statistics again."""
    await talk.end()
    return False


def expected(talk: Talk, name: str) -> dict[str, Any]:
    """What the reading of a file is to know: the school whose template it is meant to be, when it is."""
    dialogue = talk.who.dialogue
    if dialogue is None or dialogue.name != TEMPLATE or talk.now - dialogue.at > _OPEN:
        return {}
    return {"template": dialogue.state["school"]} if name.lower().endswith(_DOCUMENTS) else {}


async def taken(job: Job, details: dict[str, Any]) -> bool:
    """Whether the file is a template; then it was tried, kept for the school, and that was said.

    Raises:
        UnusableFile: it is meant to be one and cannot be used; the one before stays.
    """
    path, wanted = Path(details["path"]), details.get("template")
    if wanted is None and path.suffix != ".docx":
        return False
    content = await asyncio.to_thread(path.read_bytes)
    if wanted is None and not await is_template(content):
        return False
    await try_template(content)
    async with job.finishing() as talk:
        school = await _school(talk, wanted)
        if school is not None:
            await _keep(talk, school, content)
    return True


async def _school(talk: Talk, wanted: int | None) -> School | None:
    """The school that was worked with when the template was asked for, or now; None when it was said why not."""
    if wanted is None:
        desk = await at_desk(talk, Right.CHANGER)
        if desk is None and may(talk, Right.CHANGER):
            talk.say(_AGAIN)
        return desk.school if desk is not None else None
    if not may(talk, Right.CHANGER, wanted):
        talk.say(READS_ONLY)
        return None
    return await talk.session.get(School, wanted)


async def _keep(talk: Talk, school: School, content: bytes) -> None:
    await set_template(talk.session, actor_at(talk, school.id), content, talk.now)
    await _end(talk)
    talk.say(
        "Шаблон подходит. Теперь все отчёты Word вашей школы — по нему, и те, что приходят по пятницам.",
        under([main("Отчёт в Word", "report", f="docx")], [_ordinary_again()]),
    )


async def ordinary(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    await _end(talk)
    if not await set_ordinary_template(talk.session, actor_at(talk, desk.school.id), talk.now):
        talk.say("Отчёты и так делаются по обычному шаблону.")
        return
    talk.say("Хорошо, отчёты снова по обычному шаблону. Свой можно прислать опять: «шаблон отчёта».")


async def _end(talk: Talk) -> None:
    if talk.who.dialogue is not None and talk.who.dialogue.name == TEMPLATE:
        await talk.end()


def shown(settings: SchoolSettings) -> str:
    """The line in «настройки»."""
    return f"Шаблон отчёта: {'свой' if settings.own_template else 'обычный'} («шаблон отчёта»)"


ROUTES = (
    Route("template", Right.CHANGER, template, label="Шаблон отчёта"),
    Route("template_default", Right.CHANGER, ordinary),
)
CONTINUATIONS = (Continuation(TEMPLATE, Right.CHANGER, _something_else, hears_all=True),)
ERRANDS = {"template_copy": send_copy}
