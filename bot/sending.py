"""Delivery as this program does it: the rules looked at once more, the buttons under each message."""

from collections.abc import Awaitable, Callable, Collection
from datetime import timedelta

from bot.app import App
from bot.delivery.options import Options
from bot.delivery.progress import News, Progress
from indicators.weeks import Week
from nudges.digest import keyboard, thanks_keyboard
from nudges.letters.announcement import announcement_keyboard, is_announcement
from nudges.letters.moving import invitation_keyboard, is_moving
from nudges.messenger import Keyboard
from nudges.plan import is_thanks
from storage.campaigns.outbox import Claimed, make_recheck


def buttons(row: Claimed) -> Keyboard:
    if is_announcement(row.kind):
        return announcement_keyboard()
    if is_moving(row.kind):
        return invitation_keyboard()
    if is_thanks(row.kind, row.gaps):
        return thanks_keyboard()
    return keyboard(Week.parse(row.figures_week), row.person_id)


async def _unheard(news: News) -> None:
    """A command shows what happened at its end."""


def delivery_options(
    app: App,
    *,
    only: Collection[int] | None = None,
    ignore_hours: bool = False,
    patience: timedelta | None = None,
    tell: Callable[[News], Awaitable[None]] = _unheard,
    show: Callable[[Progress], None] | None = None,
) -> Options:
    return Options(
        clock=app.clock,
        recheck=make_recheck(app.database, app.clock, app.settings.timezone),
        keyboard=buttons,
        only=only,
        ignore_hours=ignore_hours,
        patience=patience,
        default_zone=app.settings.timezone,
        tell=tell,
        show=show,
    )
