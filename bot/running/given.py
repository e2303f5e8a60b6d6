"""What conversations and pages are given of the program. `deliver` and `answer` wake whoever does that."""

from collections.abc import Callable
from pathlib import Path

from bot.app import App
from bot.metrics import EVENTS
from bot.web.cabinet.parts import Cabinet
from handlers.engine.dependencies import Services


def services_of(app: App, number: int, files: Path, deliver: Callable[[], None], pages: Callable[[], str]) -> Services:
    """For the conversations of one community, or of MAX."""
    return Services(
        database=app.database,
        messenger=app.messengers[number],
        community_id=number,
        clock=app.clock,
        files=files,
        default_zone=app.settings.timezone,
        file_limit=app.settings.file_limit_mb * 2**20,
        reader_memory_mb=app.settings.reader_memory_mb,
        deliver=deliver,
        handled=EVENTS.inc,
        communities=tuple(app.messengers),
        link_of=app.link_of,
        cabinet_url=pages,
    )


def cabinet_of(app: App, files: Path, deliver: Callable[[], None], answer: Callable[[], None]) -> Cabinet:
    return Cabinet(
        database=app.database,
        clock=app.clock,
        files=files,
        default_zone=app.settings.timezone,
        file_limit=app.settings.file_limit_mb * 2**20,
        reader_memory_mb=app.settings.reader_memory_mb,
        secure=app.settings.public_url.startswith("https://"),
        deliver=deliver,
        answer=answer,
        communities=tuple(app.messengers),
        link_of=app.link_of,
    )
