"""The weekly report by itself every Friday, for whoever asked for it; the summary, for whoever does not refuse it."""

from indicators.errors import NotPossible
from services.actor import Actor
from services.rights import Deed, require
from services.schools import school_of
from storage.database.connection import Session
from storage.messengers.ways import accounts_beside
from storage.people.roles import CHANGING, Role
from storage.schools.subscriptions import subscribe, subscriptions, want_summary, without_summary
from storage.tables import School

FORMATS = ("docx", "xlsx", "pdf", "png")
SUMMED_UP = CHANGING | {Role.MANAGER}
BAD_FORM = f"Отчёт бывает в таком виде: {', '.join(FORMATS)}."
NOBODY_ASKS = "Присылать по пятницам могу только тому, кто пишет мне в мессенджере."


async def subscribed_form(session: Session, actor: Actor) -> str | None:
    """The form in which whoever asks gets it, in whichever messenger; None when they do not.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    kept = subscriptions(await school_of(session, actor))
    theirs = await accounts_beside(session, actor.account_id or 0)
    return next((form for one, form in kept.items() if one in theirs), None)


async def subscribe_to_report(session: Session, actor: Actor, form: str | None) -> None:
    """None ends it.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: no such form, or nobody to send it to.
    """
    require(actor, Deed.SUBSCRIBE)
    if actor.account_id is None:
        raise NotPossible(NOBODY_ASKS)
    if form not in (None, *FORMATS):
        raise NotPossible(BAD_FORM)
    beside = await accounts_beside(session, actor.account_id)
    subscribe(await school_of(session, actor), actor.account_id, form, beside)


def may_get_summary(actor: Actor) -> bool:
    """It comes to those of the school itself; whoever answers for the municipality reads it when they ask."""
    return bool(actor.roles & SUMMED_UP)


async def gets_summary(session: Session, actor: Actor) -> bool:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    refused = await refusing_summary(session, await school_of(session, actor))
    return may_get_summary(actor) and (actor.account_id or 0) not in refused


async def refusing_summary(session: Session, school: School) -> frozenset[int]:
    """The accounts of whoever asked for none, those into which they came later among them."""
    theirs = [await accounts_beside(session, one) for one in without_summary(school)]
    return frozenset[int]().union(*theirs)


async def send_summary(session: Session, actor: Actor, *, wanted: bool) -> None:
    """In whichever messenger it would come.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: there is nobody to send it to.
    """
    require(actor, Deed.SUBSCRIBE)
    if actor.account_id is None:
        raise NotPossible(NOBODY_ASKS)
    accounts = await accounts_beside(session, actor.account_id)
    want_summary(await school_of(session, actor), accounts, wanted=wanted)
