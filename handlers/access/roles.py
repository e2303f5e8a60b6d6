"""«Роли»: who may do what at the school. Given by an officer, taken up by the other side themselves.

Own patterns: what stands behind its own command is a role's name, or a page.
"""

import re
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from handlers.access.offers import giving_desk, is_municipal, offers, say_offer, say_taken, withdrawable
from handlers.access.own_row import how_to_be_known
from handlers.engine.buttons import bad, button, under
from handlers.engine.keyboards import my_figures_button
from handlers.engine.menu import of_school
from handlers.engine.rights import Desk, actor_at, at_desk, may, schools_of
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import NO_OFFICER, tell_officers
from handlers.understanding.reading.people.by_name import find_people
from handlers.understanding.which_person import choose_several, look_up, staff_of
from indicators.russian.rules import plural, quoted
from nudges.periods import day_words
from nudges.platforms import Platform
from services.access import roles as giving
from storage.messengers.ways import account_for, all_accounts_of
from storage.people.codes import ROLE_TERM, last_day
from storage.people.pages import NamedPage, named_page, names_page_in_words, page_words
from storage.people.roles import CHANGING, ROLES, Role, members, name_of_account, role_name
from storage.tables import Account, Member, Person

_ROLE_WORDS: tuple[tuple[str, Role], ...] = (
    ("замест", Role.DEPUTY),
    ("ответствен", Role.OFFICER),
    ("руковод", Role.MANAGER),
    ("директор", Role.MANAGER),
    ("завуч", Role.MANAGER),
    ("управлен", Role.MUNICIPAL),
    ("муницип", Role.MUNICIPAL),
)
# «Сотрудником управления образования»: of the role, and nobody's name.
_OF_OFFICE = re.compile(
    r"\b(?:сотрудни|специалист|работник|представител|методист)\w*(?=\s+управлен)|\bобразован\w*", re.IGNORECASE
)
NO_ROLE = "У этого человека роли нет. Кто сейчас с доступом, покажут «роли»."
OFFERED_ONLY = "Роли ещё нет, но она предложена и ждёт согласия: {roles}. Отозвать?"
NOT_LISTED = (
    "В списке школы такого человека нет, а имён тех, кого в нём нет, я не знаю. Кто сейчас с доступом, покажут «роли»: "
    "там же кнопки, чтобы его снять."
)
HOW = (
    "Чтобы добавить, напишите: «назначить Алиеву заместителем», «назначить {page} руководителем» или "
    "«назначить руководителя» — выдам код, который человек пришлёт мне сам."
)
HOW_COLLEAGUE = (
    "Сотруднику управления образования в списке школы быть не нужно, хватит аккаунта: «назначить {page} управлением "
    "образования»."
)
NOBODY_YET = "Доступа к школе пока нет ни у кого."
HOW_FIRST = (
    "Ответственного здесь ещё нет, и назвать первого можете вы: «назначить Алиеву ответственным» или «назначить "
    "ответственного» — выдам код, который человек пришлёт мне сам. Остальные роли раздаст он."
)
OFFERED = (
    "Предложил: {whom}. Роль заработает, когда человек согласится: предложение действует до {until} включительно. "
    "Если он ещё не писал мне, пусть откроет диалог со мной и нажмёт «Начать»: предложение будет там."
)
NAMED_IN_WORDS = (
    "По короткому адресу я не вижу, чей это аккаунт. Назовите человека по фамилии, пришлите адрес вида vk.com/id123 "
    "или номер из MAX («MAX 456»): его показывают «мои данные». Без имени и номера («назначить руководителя») выдам "
    "код."
)


_PAGE = {Platform.VK: "id123", Platform.MAX: "MAX 456"}  # a colleague's account, as an example


def _how(talk: Talk, how: str = HOW) -> str:
    return how.format(page=_PAGE[Platform(talk.services.platform)])


async def roles(talk: Talk, rest: str) -> None:
    """Who has which role, what is offered and not yet taken up; with words, give a role."""
    if rest:
        role = next((role for word, role in _ROLE_WORDS if word in rest.lower()), None)
        giving_at = await giving_desk(talk, role)
        if giving_at is not None:
            await _appoint(talk, giving_at, rest, role)
        return
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    lines, rows = [], []
    held = [
        (member, account, await name_of_account(talk.session, account, desk.school.id))
        for member, account in (await members(talk.session, desk.school.id))[:20]
    ]
    names = [name for _, _, name in held]
    for member, account, of in held:
        name = f"{of} ({page_words(account)})" if names.count(of) > 1 else of
        lines.append(f"• {name} — {role_name(member.role)} ({ROLES[member.role].may})")
        rows.append([bad(f"Снять: {name}", "role_take", id=member.id)])
    text = "\n".join(["Доступ есть у:", *lines]) if lines else NOBODY_YET
    how = f"{_how(talk)}\n{_how(talk, HOW_COLLEAGUE)}"
    if not may(talk, Right.OFFICER, desk.school.id):
        if desk.role is not Role.MUNICIPAL:
            talk.say(text)
            return
        names_first = await giving.names_first_officer(talk.session, actor_at(talk, desk.school.id))
        how = "\n\n".join([HOW_FIRST] * names_first + [_how(talk, HOW_COLLEAGUE)])
        rows = []
    waiting = await withdrawable(talk, desk)
    if waiting:
        text = "\n".join([text, "", "Ждут согласия или кода:", *(f"• {one.words}" for one in waiting)])
    how = "\n\n".join(filter(None, (how, await how_to_be_known(talk, desk.school.id))))
    talk.say(f"{text}\n\n{how}", under(*rows[:4], *([one.withdraw] for one in waiting[:2])))


async def say_officers(talk: Talk) -> None:
    """To a teacher: whom they may turn to, by name wherever it is known."""
    for school_id in dict.fromkeys(person.school_id for person in talk.who.persons):
        lines = []
        for member, account in await members(talk.session, school_id, *CHANGING):
            name, page = await name_of_account(talk.session, account, school_id), page_words(account)
            lines.append(f"• {role_name(member.role)}: {page}" if name == page else f"• {name}, {page}")
        text = "\n".join(["За Сферум в школе отвечают:", *dict.fromkeys(lines)]) if lines else NO_OFFICER
        talk.say(text, my_figures_button())


async def _appoint(talk: Talk, desk: Desk, rest: str, role: Role | None) -> None:
    if role is None:
        talk.say(f"Не понял, какую роль дать: ответственный, заместитель, руководитель или управление. {_how(talk)}")
        return
    page = named_page(rest)
    if page is not None:
        if role is Role.MUNICIPAL and is_municipal(talk):
            await _offer_to_colleague(talk, desk, page)
            return
        actor = actor_at(talk, desk.school.id)
        offered = await giving.offer_to_page(talk.session, actor, role, page.platform, page.external_id, talk.now)
        await _say_offered(talk, desk, [offered])
        return
    if names_page_in_words(talk.text):
        talk.say(NAMED_IN_WORDS)
        return
    name = await _without_role(talk, desk, rest)
    if not name:
        await _give_code(talk, desk, role)
        return
    chosen = await choose_several(talk, desk, name, "card", "назначить")
    for person in chosen[0] if chosen is not None else ():
        await appoint_person(talk, desk, role, person)


async def _offer_to_colleague(talk: Talk, desk: Desk, page: NamedPage) -> None:
    """At every school that the one who speaks answers for."""
    schools = [one for one in await schools_of(talk) if giving.gives_role(actor_at(talk, one.id), Role.MUNICIPAL)]
    at, ids = partial(actor_at, talk), [one.id for one in schools]
    offered = await giving.offer_to_colleague(talk.session, at, ids, page.platform, page.external_id, talk.now)
    await _say_offered(talk, desk, offered)


async def _without_role(talk: Talk, desk: Desk, rest: str) -> str:
    """«Алиеву и Борисова» of «Алиеву и Борисова заместителями»; a Директорова keeps her name beside the role's word."""
    words, staff = _OF_OFFICE.sub("", rest).split(), await staff_of(talk, desk.school.id)
    roles = [word for word in words if any(stem in word.lower() for stem, _ in _ROLE_WORDS)]
    names = [word for word in roles if len(roles) > 1 and find_people(staff, word).person is not None]
    return " ".join(word for word in words if word not in roles or word in names)


async def appoint_person(talk: Talk, desk: Desk, role: Role, person: Person) -> None:
    """An offer to their account; who has none yet gets a code that is theirs alone."""
    account = await account_for(talk.session, person)
    if account is None:
        await _give_code(talk, desk, role, person)
        return
    actor = actor_at(talk, desk.school.id)
    await _say_offered(talk, desk, [await giving.offer(talk.session, actor, role, account, talk.now)])


async def _give_code(talk: Talk, desk: Desk, role: Role, person: Person | None = None) -> None:
    actor, new_code = actor_at(talk, desk.school.id), talk.services.new_code
    person_id = person.id if person is not None else None
    made = await giving.give_code(talk.session, actor, role, talk.now, new_code, person_id=person_id)
    until = day_words(last_day(made, talk.today(desk.school)))
    text = f"Код для роли «{role_name(role)}»: {made.code}\nПусть человек пришлёт его мне. Код сработает один раз, "
    text += f"до {until} включительно."
    if person is not None:
        text += f" Он только для одного человека: {person.full_name} — заодно и познакомимся."
    talk.say(text, under([bad("Отозвать код", "offer_drop", c=made.code)]))


async def _say_offered(talk: Talk, desk: Desk, offered: Sequence[giving.Offered]) -> None:
    member, account = offered[0].member, offered[0].account
    whom = await name_of_account(talk.session, account, desk.school.id)
    known = {one.id: one.name for one in await schools_of(talk)}
    names = [known[one.member.school_id] for one in offered if one.member.school_id in known]
    say_offer(talk, member, names, to=account)
    until = day_words(talk.today(desk.school) + ROLE_TERM - timedelta(days=1))
    if len(names) > 1:
        whom = f"{whom}, в {plural(len(names), 'школе', 'школах', 'школах')}"
    withdraw = under([bad("Отозвать приглашение", "offer_drop", m=member.id, back=1)])
    talk.say(OFFERED.format(whom=whom, until=until), of_school(withdraw, member.school_id or desk.school.id))


async def accept(talk: Talk, rest: str) -> None:
    taken = await giving.accept(talk.session, actor_at(talk, None), talk.number("id"), talk.now)
    talk.who.members.extend(taken)
    await say_taken(talk, taken[0], "Спасибо! Теперь вы — {role}.")
    for member in taken:
        if member.school_id is not None:
            name = await name_of_account(talk.session, talk.who.account, member.school_id)
            await tell_officers(talk, member.school_id, f"{name}: роль «{role_name(member.role)}» принята.")


async def refuse(talk: Talk, rest: str) -> None:
    told = 0
    for member in await giving.refuse(talk.session, actor_at(talk, None), talk.number("id"), talk.now):
        if member.school_id is None:
            continue
        name = await name_of_account(talk.session, talk.who.account, member.school_id)
        said = f"{name}: от роли «{role_name(member.role)}» отказ. Предложить другому — «роли»."
        told += await tell_officers(talk, member.school_id, said)
    talk.say("Хорошо, роль не принимаю. Ответственному передам." if told else "Хорошо, роль не принимаю.")


async def take(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.OFFICER)
    if desk is None:
        return
    if rest:
        await _take_of(talk, desk, rest)
        return
    actor = actor_at(talk, desk.school.id)
    member = await giving.role_to_take(talk.session, actor, talk.number("id"))
    account = await talk.session.get_one(Account, member.account_id)
    if not talk.word("sure"):
        await _ask_to_take(talk, desk, member, account)
        return
    name = await name_of_account(talk.session, account, desk.school.id)
    await giving.take_away(talk.session, actor, member.id, talk.now)
    codes = " Неиспользованные коды ролей больше не действуют." if member.role == Role.OFFICER else ""
    talk.who.members = [one for one in talk.who.members if one.id != member.id]
    talk.say(f"Снял: {name}.{codes}")
    if account.id != talk.who.account.id:
        talk.say(f"Роль «{role_name(member.role)}» в школе {quoted(desk.school.name)} с вас снята.", to=account)


async def _ask_to_take(talk: Talk, desk: Desk, member: Member, account: Account) -> None:
    name = await name_of_account(talk.session, account, desk.school.id)
    question = f"Снять роль «{role_name(member.role)}»: {name}?"
    talk.say(question, under([bad("Да, снять", "role_take", id=member.id, sure="yes"), button("Нет", "cancel")]))


async def _take_of(talk: Talk, desk: Desk, words: str) -> None:
    """«Забрать доступ у Алиевой»: whose roles are meant; each is asked about by its button."""
    people = (await look_up(talk, desk, words)).people
    named = await all_accounts_of(talk.session, [one.id for one in people])
    page = named_page(words)
    found = [
        (member, account)
        for member, account in await members(talk.session, desk.school.id)
        if account.id in named or _is(page, account)
    ]
    rows = [[bad(f"Снять: {page_words(held)} — {role_name(one.role)}", "role_take", id=one.id)] for one, held in found]
    if len(found) == 1:
        await _ask_to_take(talk, desk, *found[0])
    elif rows:
        talk.say("Какую роль снять?", under(*rows[:5]))
    elif offered := [
        one for one in await offers(talk, desk.school.id) if any(p.full_name in one.words for p in people)
    ]:
        text = OFFERED_ONLY.format(roles="; ".join(one.words for one in offered))
        talk.say(text, under(*([one.withdraw] for one in offered[:3]), [button("Нет", "cancel")]))
    else:
        talk.say(NO_ROLE if people or page is not None else NOT_LISTED, under([button("Роли", "roles")]))


def _is(page: NamedPage | None, account: Account) -> bool:
    return page is not None and (page.platform, page.external_id) == (account.platform, account.external_id)


ROUTES = (
    Route("roles", Right.READER, roles, Does.SHOWS, label="Роли"),
    Route("role_yes", Right.ANYONE, accept, bare_yes=True),
    Route("role_no", Right.ANYONE, refuse, bare_yes=True),
    Route("role_take", Right.OFFICER, take, Does.ASKS),
)
