"""Invitations to a role that nobody has taken up yet: seen in «роли», withdrawn by word or button.

Own patterns: what stands behind its own command is the beginning of a code, or «все».
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.engine.buttons import bad, button, good, under
from handlers.engine.keyboards import office_keyboard
from handlers.engine.menu import of_school
from handlers.engine.rights import Desk, actor_at, at_desk, may
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from handlers.understanding.reading.people.by_name import find_people
from indicators.russian.rules import plural, quoted
from nudges.messenger import Button, Keyboard
from nudges.periods import day_words
from services.access.roles import WITHDRAWN_BEFORE, Offered, names_first_officer
from services.access.roles import withdraw as take_back
from storage.database.connection import Session
from storage.dialogs.replies import Answer, add_replies
from storage.messengers.ways import all_accounts_of
from storage.people.pages import named_page
from storage.people.registry import people_of
from storage.people.roles import (
    ROLES,
    Role,
    name_of_account,
    offers_to,
    open_codes,
    open_offers,
    role_name,
    still_gives_role,
)
from storage.schools.communities import NOBODY, home
from storage.schools.registry import is_automatic
from storage.statistics.facts import newest_people_week
from storage.tables import Account, Member, School

_SHOWN = 5
_ALL = re.compile(r"\bвсе\b")
_CODE = re.compile(r"\bкод(?:а|у|ом|е|ы|ов|ам|ами|ах)?\b")
_BEGINS = re.compile(r"\b(?=\d*[a-z])[a-z\d]{2,8}\b")
NONE_OPEN = "Открытых приглашений нет: согласия никто не ждёт, неиспользованных кодов тоже нет."
WHICH = "Какое приглашение отозвать?"
WITHDRAWN = "Отозвал: {words}. Больше не действует."
THEIR_OFFICER_GIVES = (
    "Ответственный в школе уже есть: роли и коды теперь раздаёт он, а ваши неиспользованные приглашения больше не "
    "действуют."
)
NOT_ON_YET = (
    "Список и цифры школы уже загружены, но педагогам пока ничего не пишу. Посмотрите, кого не тревожить "
    "(«исключить Алиеву до 12.01 больничный»), и включите напоминания."
)


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer to somebody, or a code that anybody could bring; `about` names it in a button."""

    words: str
    role: str
    about: dict[str, Any]
    account_id: int | None = None
    page: tuple[str, int] | None = None

    @property
    def withdraw(self) -> Button:
        return bad(f"Отозвать: {self.words}", "offer_drop", **self.about)


async def giving_desk(talk: Talk, role: Role | None = None) -> Desk | None:
    """An officer's; of a school that has none, that of whoever answers for the municipality, who gives their own role
    to a colleague anywhere."""
    if is_municipal(talk):
        desk = await at_desk(talk, Right.READER)
        if desk is None or await names_first_officer(talk.session, actor_at(talk, desk.school.id)):
            return desk
        if desk.role is Role.MUNICIPAL:
            if role is Role.MUNICIPAL:
                return desk
            talk.say(THEIR_OFFICER_GIVES)
            return None
    return await at_desk(talk, Right.OFFICER)


def is_municipal(talk: Talk) -> bool:
    return any(one.role == Role.MUNICIPAL for one in talk.who.members)


async def say_taken(talk: Talk, member: Member, said: str) -> None:
    """To whoever has just taken a role up: what they are now, and of a new officer's school, whether the clock waits
    for their word."""
    talk.say(said.format(role=role_name(member.role)), office_keyboard(may_change=may(talk, Right.CHANGER)))
    if member.role != Role.OFFICER or member.school_id is None:
        return
    school = await talk.session.get_one(School, member.school_id)
    if not is_automatic(school) and await newest_people_week(talk.session, school.id) is not None:
        talk.say(NOT_ON_YET, of_school(under([good("Включить напоминания", "automatic_on")]), school.id))


async def offers(talk: Talk, school_id: int) -> Sequence[Offer]:
    found = []
    for member, account in await open_offers(talk.session, school_id, talk.now):
        name = await name_of_account(talk.session, account, school_id)
        page = (account.platform, account.external_id)
        role = role_name(member.role)
        found.append(Offer(f"{role}, {name}", role, {"m": member.id}, account.id, page))
    for code in await open_codes(talk.session, school_id, talk.now):
        day = day_words(code.made_at.astimezone(talk.services.zone).date())
        role = role_name(code.role)
        found.append(Offer(f"код {code.code[:2]}… от {day}, {role}", role, {"c": code.code}))
    return found


def offer_question(member: Member, school_names: Sequence[str]) -> tuple[str, Keyboard]:
    """Whether somebody takes a role up that was offered at these schools together."""
    role = Role(member.role)
    many = plural(len(school_names), "школе", "школах", "школах")
    where = f"школе {quoted(school_names[0])}" if len(school_names) == 1 else many
    words = f"Вам предлагают роль «{role_name(role)}» в {where}: {ROLES[role].may}. Согласны?"
    return words, under([good("Согласен", "role_yes", id=member.id), bad("Нет", "role_no", id=member.id)])


def say_offer(talk: Talk, member: Member, school_names: Sequence[str], *, to: Account | None = None) -> None:
    talk.say(*offer_question(member, school_names), to=to)


async def tell_offered(
    session: Session, offered: Sequence[Offered], schools: Sequence[School], communities: Sequence[int], now: datetime
) -> None:
    """What `say_offer` says, where no conversation is: somebody was named on a page."""
    member, account = offered[0].member, offered[0].account
    names = {one.id: one.name for one in schools}
    text, keyboard = offer_question(member, [names[one.member.school_id or 0] for one in offered])
    door = home(None, communities, account.platform)
    await add_replies(session, NOBODY, [Answer(account.external_id, text, keyboard, community=door)], now)


async def say_waiting(talk: Talk) -> None:
    """Offers made to the one who speaks, once more: the first time the messenger may not have brought them. What was
    offered together is one question."""
    together: dict[object, tuple[Member, list[str]]] = {}
    for member in await offers_to(talk.session, talk.who.account.id, talk.now):
        school = await talk.session.get(School, member.school_id) if member.school_id is not None else None
        if school is not None and await still_gives_role(talk.session, member.given_by, member.school_id, member.role):
            of = (member.role, member.given_by, member.offered_at)
            together.setdefault(of, (member, []))[1].append(school.name)
    for member, names in together.values():
        say_offer(talk, member, names)


async def withdraw(talk: Talk, rest: str) -> None:
    """«Отозвать приглашение Алиевой», «отозвать код K7», «отозвать все коды»: those that are meant, or a choice."""
    desk = await giving_desk(talk, Role.MUNICIPAL)
    if desk is None:
        return
    found = await withdrawable(talk, desk)
    if not found:
        talk.say(await _none(talk, desk, NONE_OPEN))
        return
    meant = await _meant(talk, desk, found, rest)
    if len(meant) == 1 or (meant and _ALL.search(rest.lower())):
        for one in meant:
            await _drop(talk, desk, one)
        return
    rows = [[one.withdraw] for one in (meant or found)[:_SHOWN]]
    talk.say(WHICH, under(*rows, [button("Отмена", "cancel")]))


async def withdrawable(talk: Talk, desk: Desk) -> Sequence[Offer]:
    """Those that they may withdraw; of whoever answers for the municipality that is their own role, where the school
    has an officer."""
    found = await offers(talk, desk.school.id)
    if not await _gives_own_role_alone(talk, desk):
        return found
    return [one for one in found if one.role == role_name(Role.MUNICIPAL)]


async def _gives_own_role_alone(talk: Talk, desk: Desk) -> bool:
    is_theirs = desk.role is Role.MUNICIPAL
    return is_theirs and not await names_first_officer(talk.session, actor_at(talk, desk.school.id))


async def _none(talk: Talk, desk: Desk, said: str) -> str:
    return THEIR_OFFICER_GIVES if await _gives_own_role_alone(talk, desk) else said


async def _meant(talk: Talk, desk: Desk, found: Sequence[Offer], words: str) -> Sequence[Offer]:
    """By the page or name of whom it was made to, by how the code begins, by the role, or whatever there is where
    nothing of these is said. Pages and roles stand in the message, and are no words of the order."""
    plain = talk.text.lower()
    page = named_page(talk.text)
    if page is not None:
        return [one for one in found if one.page == (page.platform, page.external_id)]
    begins = tuple(_BEGINS.findall(words.lower()))
    codes = [one for one in found if begins and one.about.get("c", "").lower().startswith(begins)]
    sought = find_people(await people_of(talk.session, desk.school.id), words)
    people = [] if sought.misnamed else sought.people
    named = await all_accounts_of(talk.session, [one.id for one in people])
    theirs = [one for one in found if one.account_id is not None and one.account_id in named]
    if codes or theirs:
        return codes or theirs
    roles = [one.name for one in ROLES.values() if one.name[:8] in plain]
    if roles:  # «заместителя ответственного» is one
        first = min(roles, key=lambda role: plain.find(role[:8]))
        return [one for one in found if one.role == first]
    if _CODE.search(plain):
        return [one for one in found if "c" in one.about]
    return found if not words.strip(" .!") or words.lower().strip(" .!") == "все" else []


async def drop(talk: Talk, rest: str) -> None:
    desk = await giving_desk(talk, Role.MUNICIPAL)
    if desk is None:
        return
    about = {"m": talk.number("m")} if talk.number("m") else {"c": talk.word("c")}
    found = [one for one in await withdrawable(talk, desk) if one.about == about]
    if not found:
        talk.say(await _none(talk, desk, WITHDRAWN_BEFORE))
        return
    await _drop(talk, desk, found[0])


async def _drop(talk: Talk, desk: Desk, offer: Offer) -> None:
    actor, about = actor_at(talk, desk.school.id), offer.about
    await take_back(talk.session, actor, talk.now, member_id=about.get("m", 0), code=about.get("c", ""))
    talk.say(WITHDRAWN.format(words=offer.words))


ROUTES = (
    Route("withdraw", Right.READER, withdraw, label="Отозвать приглашение"),
    Route("offer_drop", Right.READER, drop),
)
