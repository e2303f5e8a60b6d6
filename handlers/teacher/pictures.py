"""A teacher's screenshot goes on to the officers, with the figures it is about; nothing of it is kept."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from handlers.engine.job import Job
from handlers.engine.rights import actor_at
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import kept_for, other_officers, tell_officers
from handlers.teacher.figures_in_words import own_figures
from handlers.teacher.nudge_buttons import SILENT, ask_which
from handlers.teacher.objections import in_dispute
from indicators.errors import DezhurnyError
from nudges.messenger import FileRef, Written
from nudges.names import Gendered
from nudges.platforms import ByPlatform, Platform
from services.staff.threads import PICTURE, object_to
from storage.people.accounts import load_who_by_account
from storage.people.namesakes import name_shown
from storage.tables import Account, Person

LARGEST = 10 * 1024 * 1024
PICTURE_LOST = "Сам снимок не храню: напишите словами, как на самом деле."
_ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".bmp"})
_KINDS = frozenset({"photo", "doc", "video"})
OF_WHAT = "О чём снимок? Нажмите — и пока ответственный не ответит, об этом не напомню."
PASSED_ON = "Передал снимок ответственному вместе с вашими цифрами. Ответит — сразу напишу."
ONLY_WORDS = (
    "Сам снимок передать не получилось: сообщил ответственному, что вы его прислали, вместе с вашими цифрами. "
    "Надёжнее написать словами — передам дословно."
)
SENT = Gendered("прислала снимок", "прислал снимок", "присылает снимок")
# A community's dialogs are open to whoever runs it; those of a bot in MAX to nobody else.
LOOK_THERE = ByPlatform(
    vk="Сам снимок переслать не получилось: он остался в переписке с этим человеком, в сообщениях сообщества VK.",
    max="Сам снимок переслать не получилось, а в MAX его вижу только я: попросите прислать его вам.",
)


async def took_picture(talk: Talk) -> bool:
    """Whether somebody of a staff list sent a picture, also as a document."""
    if not isinstance(talk.event, Written) or not talk.who.persons or talk.who.members:
        return False
    as_files = [one for one in talk.event.files if Path(one.name).suffix.lower() in _ENDINGS]
    pictures = [*talk.event.pictures, *as_files]
    if not pictures and (talk.event.files or not _KINDS.intersection(talk.event.other)):
        return False
    if pictures and await other_officers(talk.session, talk.who.persons[0].school_id, talk.who.account.id):
        first = pictures[0]
        words = {"words": talk.text} if talk.text else {}
        await talk.end()
        await talk.later("pass_picture", name=first.name, url=first.url, size=first.size, **words)
    else:
        await talk.end()
        await _tell(talk, {}, talk.text)
    return True


async def pass_on(job: Job) -> None:
    """Fetched, put where each officer can be sent it, and forgotten; what does not work is said."""
    async with job.services.database.reading() as session:
        who = await load_who_by_account(session, job.errand.account_id)
        schools = [one.school_id for one in who.persons[:1]]
        officers = await other_officers(session, schools[0], who.account.id) if schools else []
    try:
        files = await _carried(job, [one for one in officers if one.platform == who.account.platform])
    except DezhurnyError:
        files = {}
    async with job.finishing() as talk:
        if not talk.who.persons:
            return
        await _tell(talk, files, job.errand.details.get("words", ""))


async def _carried(job: Job, officers: list[Account]) -> dict[int, tuple[str, ...]]:
    """By account: the picture as it can be sent there.

    Raises:
        DezhurnyError: it cannot be fetched, or not be sent on.
    """
    details, messenger = job.errand.details, job.services.messenger
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"picture{Path(details['name']).suffix.lower()[:6]}"
        await messenger.download(FileRef(details["name"], details["url"], details["size"]), path, limit=LARGEST)
        content = await asyncio.to_thread(path.read_bytes)
    name = f"снимок{path.suffix}"
    return {one.id: (await messenger.upload(one.external_id, name, content, picture=True),) for one in officers}


async def _tell(talk: Talk, files: dict[int, tuple[str, ...]], words: str = "") -> None:
    """Officers get it; whoever sent it gets one answer: what became of it, and what it is in dispute about."""
    person: Person = talk.who.persons[0]
    said = words or PICTURE
    await object_to(talk.session, actor_at(talk, person.school_id), person.id, said, talk.now)
    found = await own_figures(talk.batch, person, await talk.school_of(person))
    about = f" и пишет: «{words}»" if words else ""
    missing = "" if files else f" {LOOK_THERE.of(Platform(talk.services.platform))}"
    who = await name_shown(talk.session, person)
    figures, keyboard, is_fresh, _ = await in_dispute(talk, person, found, words)
    text = f"{who} {SENT.of(person.full_name)}{about}.{missing}\n{figures}"
    told = await tell_officers(talk, person.school_id, text, keyboard, files) > 0
    passed = PASSED_ON if files else ONLY_WORDS if told else _kept(talk)
    if not is_fresh and found is not None and len(found.gaps) > 1:
        ask_which(talk, person, found, "mistake", f"{passed}\n\n{OF_WHAT}")
    else:
        talk.say(f"{passed} {SILENT}" if is_fresh else passed)


def _kept(talk: Talk) -> str:
    return f"{kept_for(talk, talk.who.persons[0].school_id)} {PICTURE_LOST}"


ERRANDS = {"pass_picture": pass_on}
