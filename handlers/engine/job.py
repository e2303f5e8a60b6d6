"""One piece of slow work while it is done."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from handlers.engine.dependencies import Services
from handlers.engine.menu import add_menu, say_where
from handlers.engine.talk import Talk
from services.schools import one_of_several
from storage.dialogs.errands import finish
from storage.dialogs.replies import add_replies
from storage.people.accounts import load_who_by_account
from storage.tables import Errand


class AlreadyDone(Exception):
    """Another run of the same errand ended first."""


@dataclass(slots=True)
class Job:
    """One errand under way. Its effect and its answer go into `finishing`, which happens once or not at all."""

    services: Services
    errand: Errand

    @asynccontextmanager
    async def finishing(self) -> AsyncIterator[Talk]:
        """The closing transaction. Whoever comes second is told by `AlreadyDone`, and nothing is written."""
        services, now = self.services, self.services.clock()
        async with services.writing, services.database.writing() as session:
            if not await finish(session, self.errand.id):
                raise AlreadyDone
            who = await load_who_by_account(session, self.errand.account_id)
            talk = Talk(services, session, None, who, now, self.errand.peer_id)
            talk.at = await one_of_several(session, who, self.errand.details.get("school"))
            yield talk
            say_where(talk)
            add_menu(talk)
            await add_replies(session, services.community_id, talk.replies, now)
        if talk.delivers:
            services.deliver()


# The slow work of one kind of errand; its topic declares it.
Work = Callable[[Job], Awaitable[None]]
