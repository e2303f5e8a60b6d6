"""What MAX must know of us: where events go, and which commands there are. Looked after while the program runs."""

import asyncio
from collections.abc import Sequence

import structlog

from bot.incoming import Odd, Record
from bot.max.commands import COMMANDS
from bot.max.messenger import MaxMessenger
from bot.max.updates import KINDS
from indicators.errors import MessengerError

log = structlog.get_logger()

_EVERY = 15 * 60.0  # seconds between looks at the subscription: MAX ends it after eight hours without an answer
_AGAIN = 60.0  # seconds after a look that failed


async def keep_house(messenger: MaxMessenger, webhook: str | None, secret: str, *, every: float = _EVERY) -> None:
    """For ever: events come where they are awaited, and the list of commands is ours."""
    is_told = False
    while True:
        try:
            await subscribe(messenger, webhook, secret, anew=not is_told)
            if not is_told:
                await messenger.set_commands([(one.name, one.about) for one in COMMANDS])
                is_told = True
            pause = every
        except (MessengerError, Odd) as error:
            log.warning("max_not_set_up", kind=type(error).__name__)
            pause = min(_AGAIN, every)
        await asyncio.sleep(pause)


async def subscribe(messenger: MaxMessenger, webhook: str | None, secret: str, *, anew: bool = False) -> None:
    """The one address is ours; with the long poll there is none, as MAX says nothing there while one is subscribed.
    It is told `anew` once a start, since the secret may have changed.

    Raises:
        MessengerError: MAX does not answer, or does not take the address.
    """
    known = await _subscribed(messenger)
    for url in known:
        if url != webhook:
            await messenger.api.call("DELETE", "/subscriptions", {"url": url}, urgent=True)
            # An address may hold a secret of whoever set it up.
            log.warning("max_subscription_removed", reason="events come by long poll" if webhook is None else "old")
    if webhook is not None and (anew or webhook not in known):
        body = {"url": webhook, "secret": secret, "update_types": list(KINDS)}
        await messenger.api.call("POST", "/subscriptions", None, body, urgent=True)
        log.info("max_subscribed")


async def _subscribed(messenger: MaxMessenger) -> Sequence[str]:
    answer = Record(await messenger.api.call("GET", "/subscriptions", urgent=True), "the subscriptions")
    return [one.text("url", "") for one in answer.records("subscriptions")]
