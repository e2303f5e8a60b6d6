"""The school's own docx for its Word reports: tried before it is kept, handed out, given up."""

from datetime import datetime

from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from services.schools import school_of
from storage.database.connection import Session
from storage.schools.report_templates import drop_template, keep_template, template_of


async def is_template(content: bytes) -> bool:
    """Whether a docx has places that a report fills."""
    from reports.weekly.drawing_process import run_apart
    from reports.weekly.own_template import has_places

    return await run_apart(has_places, content)


async def try_template(content: bytes) -> None:
    """Fill it with invented weeks, so that no Friday finds out that it does not work.

    Raises:
        UnusableFile: the sentence says what to change.
    """
    from reports.weekly.drawing_process import run_apart
    from reports.weekly.own_template import check_template

    await run_apart(check_template, content)


async def template_to_edit(session: Session, actor: Actor) -> tuple[bytes, bool]:
    """The template in use, and whether it is the school's own.

    Raises:
        NotAllowed, UnknownSchool
    """
    from reports.weekly.drawing_process import run_apart
    from reports.weekly.template import default_template

    require(actor, Deed.SET_SCHOOL)
    own = await template_of(session, (await school_of(session, actor)).id)
    return (own, True) if own is not None else (await run_apart(default_template), False)


async def set_template(session: Session, actor: Actor, content: bytes, now: datetime) -> None:
    """A docx that was tried, for every Word report from now on.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    await keep_template(session, school.id, content, now)
    log_deed(session, actor, "template", now)


async def set_ordinary_template(session: Session, actor: Actor, now: datetime) -> bool:
    """Back to the ordinary one; False when it was in use already.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    if not await drop_template(session, school.id):
        return False
    log_deed(session, actor, "template_dropped", now)
    return True
