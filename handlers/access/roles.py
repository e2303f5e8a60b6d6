"""«Роли»: who may do what at the school. Given by an officer, taken up by the other side themselves."""

import re

from handlers.access.my_data import ROLES as ROLE_NAMES
from handlers.access.offers import MAY, offers, say_offer
from handlers.engine.buttons import bad, button, good, main, under
from handlers.engine.keyboards import office_keyboard
from handlers.engine.rights import Desk, ask_school, at_desk, may, schools_of
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import tell_officers
from handlers.understanding.which_person import ask_back, look_up
from indicators.russian.rules import quoted
from indicators.summary.schools import school_key
from storage.people.accounts import ensure_account
from storage.people.codes import make_invitation
from storage.people.registry import asking, called
from storage.people.roles import Role, give_role, members, name_of_account, still_officer, take_role, withdraw_offers
from storage.tables import Account, Dialogue, Member

_ROLE_WORDS: tuple[tuple[str, Role], ...] = (
    ("замест", Role.DEPUTY),
    ("ответствен", Role.OFFICER),
    ("руковод", Role.MANAGER),
    ("директор", Role.MANAGER),
    ("завуч", Role.MANAGER),
    ("управлен", Role.MUNICIPAL),
    ("муницип", Role.MUNICIPAL),
)
_PAGE = re.compile(r"(?:vk\.com/|vk\.ru/)?\bid(\d{1,12})\b")
HOW = (
    "Чтобы добавить, напишите: «назначить Алиеву заместителем», «назначить id123 руководителем» или "
    "«назначить руководителя» — выдам код, который человек пришлёт мне сам."
)
OFFERED = (
    "Предложил. Роль заработает, когда человек согласится. Если он ещё не писал мне, пусть откроет диалог со мной "
    "и нажмёт «Начать»: предложение будет там."
)
LAST = "Это единственный ответственный: сначала назначьте ещё одного."


async def roles(talk: Talk, rest: str) -> None:
    """Who has which role, what is offered and not yet taken up; with words, give a role."""
    desk = await at_desk(talk, Right.OFFICER if rest else Right.READER)
    if desk is None:
        return
    if rest:
        await _appoint(talk, desk, rest)
        return
    lines, rows = [], []
    for member, account in (await members(talk.session, desk.school.id))[:20]:
        name = await name_of_account(talk.session, account, desk.school.id)
        lines.append(f"• {name} — {ROLE_NAMES[member.role]} ({MAY[Role(member.role)]})")
        rows.append([bad(f"Снять: {name}", "role_take", id=member.id)])
    text = "\n".join(["Доступ есть у:", *lines])
    if not may(talk, Right.OFFICER, desk.school.id):
        talk.say(text)
        return
    waiting = await offers(talk, desk.school.id)
    if waiting:
        text = "\n".join([text, "", "Ждут согласия или кода:", *(f"• {one.words}" for one in waiting)])
    talk.say(f"{text}\n\n{HOW}", under(*rows[:4], *([one.withdraw] for one in waiting[:2])))


async def _appoint(talk: Talk, desk: Desk, rest: str) -> None:
    role = next((role for word, role in _ROLE_WORDS if word in rest.lower()), None)
    if role is None:
        talk.say(f"Не понял, какую роль дать: ответственный, заместитель, руководитель или управление. {HOW}")
        return
    page = _PAGE.search(rest)
    if page is not None:
        account = await ensure_account(talk.session, talk.services.platform, int(page[1]))
        await _offer(talk, desk, role, account)
        return
    name = " ".join(word for word in rest.split() if not any(stem in word.lower() for stem, _ in _ROLE_WORDS))
    if not name:
        code = await make_invitation(
            talk.session,
            talk.services.new_code,
            talk.now,
            school_id=desk.school.id,
            role=str(role),
            made_by=talk.who.account.id,
        )
        talk.log("invited", desk.school.id, role=str(role))
        talk.say(
            f"Код для роли «{ROLE_NAMES[role]}»: {code}\nПусть человек пришлёт его мне. Код сработает один раз.",
            under([bad("Отозвать код", "offer_drop", c=code)]),
        )
        return
    found = await look_up(talk, desk, name)
    if len(found.people) != 1 or found.guessed:
        ask_back(talk, found, "card", "назначить")
        return
    person = found.people[0]
    account_found = await talk.session.get(Account, person.account_id) if person.account_id else None
    if account_found is None:
        talk.say(f"{person.full_name}: аккаунт ещё не привязан, предложить роль некуда. {HOW}")
        return
    await _offer(talk, desk, role, account_found)


async def _offer(talk: Talk, desk: Desk, role: Role, account: Account) -> None:
    """The role works only after the other side has taken it up."""
    mine = talk.who.account.id
    member = await give_role(talk.session, account.id, desk.school.id, role, talk.now, given_by=mine, confirmed=False)
    if member.confirmed_at is not None:
        talk.say("Эта роль у человека уже есть.")
        return
    talk.log("role_given", desk.school.id, account=account.id, role=str(role))
    say_offer(talk, member, desk.school.name, to=account.external_id)
    talk.say(OFFERED, under([bad("Отозвать приглашение", "offer_drop", m=member.id)]))


async def _mine(talk: Talk) -> Member | None:
    """The offer a button is about, if it was made to the one who presses."""
    member = await talk.session.get(Member, talk.number("id"))
    return member if member is not None and member.account_id == talk.who.account.id else None


async def accept(talk: Talk, rest: str) -> None:
    member = await _mine(talk)
    if member is not None and member.confirmed_at is not None:
        talk.say("Роль уже ваша.")
        return
    if member is None or not await still_officer(talk.session, member.given_by, member.school_id):
        talk.say("Этого предложения уже нет.")
        return
    member.confirmed_at = talk.now
    talk.who.members.append(member)
    await talk.session.flush()
    talk.log("role_taken", member.school_id, role=member.role)
    talk.say(f"Спасибо! Теперь вы — {ROLE_NAMES[member.role]}.", office_keyboard(may_change=may(talk, Right.CHANGER)))
    if member.school_id is not None:
        name = await name_of_account(talk.session, talk.who.account, member.school_id)
        await tell_officers(talk, member.school_id, f"{name}: роль «{ROLE_NAMES[member.role]}» принята.")


async def refuse(talk: Talk, rest: str) -> None:
    member = await _mine(talk)
    if member is None or member.confirmed_at is not None:
        talk.say("Этого предложения уже нет.")
        return
    await take_role(talk.session, member.id)
    talk.say("Хорошо, не буду.")


async def take(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.OFFICER)
    if desk is None:
        return
    if rest:
        await _take_of(talk, desk, rest)
        return
    member = await talk.session.get(Member, talk.number("id"))
    if member is None or member.school_id != desk.school.id:
        talk.say("Эта роль уже снята.")
        return
    account = await talk.session.get_one(Account, member.account_id)
    name = await name_of_account(talk.session, account, desk.school.id)
    if not talk.word("sure"):
        question = f"Снять роль «{ROLE_NAMES[member.role]}»: {name}?"
        talk.say(question, under([bad("Да, снять", "role_take", id=member.id, sure="yes"), button("Нет", "cancel")]))
        return
    if not await take_role(talk.session, member.id):
        talk.say(LAST)
        return
    codes = ""
    if member.role == Role.OFFICER:
        await withdraw_offers(talk.session, desk.school.id, account.id)
        codes = " Неиспользованные коды ролей больше не действуют."
    talk.who.members = [one for one in talk.who.members if one.id != member.id]
    talk.log("role_removed", desk.school.id, account=account.id, role=member.role)
    talk.say(f"Снял: {name}.{codes}")
    if account.id != talk.who.account.id:
        talk.say(
            f"Роль «{ROLE_NAMES[member.role]}» в школе {quoted(desk.school.name)} с вас снята.", to=account.external_id
        )


async def _take_of(talk: Talk, desk: Desk, words: str) -> None:
    """«Забрать доступ у Алиевой»: whose roles are meant; each is asked about by its button."""
    named = {one.account_id for one in (await look_up(talk, desk, words)).people}
    page = _PAGE.search(words)
    rows = [
        [bad(f"Снять: {ROLE_NAMES[member.role]}", "role_take", id=member.id)]
        for member, account in await members(talk.session, desk.school.id)
        if account.id in named or (page is not None and account.external_id == int(page[1]))
    ]
    if rows:
        talk.say("Какую роль снять?", under(*rows[:5]))
    else:
        talk.say("У этого человека роли нет. Кто сейчас с доступом, покажут «роли».", under([button("Роли", "roles")]))


async def requests(talk: Talk, rest: str) -> None:
    """Those who typed their name and wait for an officer."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    shown = 0
    for account, dialogue in await asking(talk.session):
        shown += await _show_request(talk, desk, account, dialogue) if shown < 5 else 0
    if not shown:
        talk.say("Никто не ждёт ответа.")


async def _show_request(talk: Talk, desk: Desk, account: Account, dialogue: Dialogue) -> bool:
    """Only what concerns this school: its own people, or a name that is in no school at all."""
    name = dialogue.state["full_name"]
    people = await called(talk.session, name)
    here = [person for person in people if person.school_id == desk.school.id and person.account_id is None]
    if people and not here:
        return False
    rows = [[good(f"Да, это {person.full_name}", "approve", a=account.id, p=person.id)] for person in here[:4]]
    text = f"Ждёт ответа: «{name}» (vk.com/id{account.external_id})."
    talk.say(text, under(*rows, [bad("Нет, не знаю", "decline", a=account.id)]))
    return True


async def school(talk: Talk, rest: str) -> None:
    """Which of several schools to work with: by button, or by a part of its name."""
    schools = await schools_of(talk)
    chosen = [one for one in schools if one.id == talk.number("id")]
    if not chosen and rest:
        key = school_key(rest)
        chosen = [one for one in schools if key and key in one.name_key] or [
            one for one in schools if rest.lower() in one.name.lower()
        ]
    if rest and not chosen:
        talk.say(f"Школы «{rest[:60]}» среди ваших нет.")
    if len(chosen) != 1:
        ask_school(talk, chosen or schools)
        return
    talk.who.account.school_id = chosen[0].id
    talk.say(f"Работаем со школой {quoted(chosen[0].name)}.", under([main("Сводка", "summary")]))


ROUTES = (
    Route("roles", Right.READER, roles, Does.SHOWS),
    Route("role_yes", Right.ANYONE, accept, bare_yes=True),
    Route("role_no", Right.ANYONE, refuse, bare_yes=True),
    Route("role_take", Right.OFFICER, take),
    Route("requests", Right.CHANGER, requests, Does.SHOWS),
    Route("school", Right.READER, school, Does.OWN),
)
