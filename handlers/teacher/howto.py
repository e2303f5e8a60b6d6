"""«Как сделать»: the steps that close a gap, with a picture of the buttons and the official instructions."""

import structlog

from handlers.engine.answers import UPLOADED
from handlers.engine.buttons import button, link, main, pairs, under
from handlers.engine.job import Job
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.teacher.figures_in_words import own_figures
from handlers.understanding.said.teachers.own_matters import without_teacher
from indicators.classes import class_names
from indicators.errors import MessengerError
from nudges.gaps import GAP, GAPS, Asked, Gap, all_named
from nudges.howto import INSTRUCTIONS, howto_text
from nudges.platforms import Platform
from reports.pictures.howto import EDITION, draw_howto
from reports.weekly.drawing_process import run_apart
from storage.database.key_values import read_note, write_note
from storage.tables import Person

log = structlog.get_logger()
ERRAND = "howto_picture"
_WITH_TEACHER, _WITHOUT_TEACHER = "no_parent_chat_with_teacher", "no_parent_chat_without_teacher"
_EXAMPLE = "«7Б, "  # a class in the steps
_OFFERED = 7  # how-tos to choose from when nothing is known to be open


async def howto(talk: Talk, rest: str) -> None:
    """The steps of one gap, or the choice between those that are open."""
    code = talk.word("gap") or next(iter(all_named(rest)), "")
    if code == _WITH_TEACHER and without_teacher(talk.text):
        code = _WITHOUT_TEACHER
    if code in GAP:
        await _steps(talk, code)
        return
    gaps = [gap.code for person in talk.who.persons for gap in await _gaps(talk, person)]
    codes = list(dict.fromkeys(gaps)) or [kind.code for kind in GAPS if kind.asked is Asked.EVERYBODY][:_OFFERED]
    if len(codes) == 1:
        await _steps(talk, codes[0])
        return
    talk.say("С чем помочь?", pairs([button(GAP[code].howto_title, "howto", gap=code) for code in codes[:10]]))


async def _steps(talk: Talk, code: str) -> None:
    """The words at once; the picture with them where it is uploaded already, otherwise as soon as it is."""
    picture = await read_note(talk.session, _key(talk.services.community_id, code))
    talk.say(
        _of_own_class(talk, howto_text(code, Platform(talk.services.platform))),
        under([link("Официальные инструкции", INSTRUCTIONS)], [main("Мои показатели", "my_figures")]),
        files=(picture,) if picture else (),
    )
    if picture is None:
        await talk.later(ERRAND, gap=code)


def _of_own_class(talk: Talk, text: str) -> str:
    """The class of the example is theirs, where they head one."""
    classes = [name for person in talk.who.persons for name in class_names(person.classes)]
    return text.replace(_EXAMPLE, f"«{classes[0]}, ") if classes else text


def _key(community_id: int, code: str) -> str:
    """A picture is uploaded once for a community, and anew when it is drawn anew."""
    return f"{UPLOADED}{community_id}:{code}:{EDITION}"


async def send_picture(job: Job) -> None:
    """Draw, upload, remember, show. The words have gone before: a failure is logged and costs only the picture."""
    code = job.errand.details["gap"]
    attachment = await _uploaded(job, code)
    async with job.finishing() as talk:
        if attachment is not None:
            await write_note(talk.session, _key(job.services.community_id, code), attachment)
            talk.say(f"{GAP[code].howto_title}: на картинке.", files=(attachment,))


async def _uploaded(job: Job, code: str) -> str | None:
    key = _key(job.services.community_id, code)
    async with job.services.database.reading() as session:
        known = await read_note(session, key)
    if known is not None:  # somebody else asked at the same time
        return known
    try:
        content = await run_apart(draw_howto, code, Platform(job.services.platform))
        return await job.services.messenger.upload(job.errand.peer_id, f"{code}.png", content, picture=True)
    except (MessengerError, ChildProcessError, OSError) as error:
        log.warning("howto_picture_failed", gap=code, kind=type(error).__name__)
        return None


async def _gaps(talk: Talk, person: Person) -> list[Gap]:
    found = await own_figures(talk.batch, person, await talk.school_of(person))
    return found.gaps if found is not None else []


ROUTES = (Route("howto", Right.ANYONE, howto, Does.SHOWS, label="Как сделать{gap}"),)
ERRANDS = {ERRAND: send_picture}
