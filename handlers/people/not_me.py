"""«Это не я», «это не она»: an account that was taken for somebody's is left alone at once."""

from handlers.access import joining as strangers
from handlers.engine.buttons import bad, button, good, under
from handlers.engine.rights import actor_at, at_desk, may
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import tell_officers
from handlers.people.card import shown_before
from handlers.understanding.which_person import choose
from services.access import codes
from services.access.disowning import disown, settle_disowned, tie_back
from storage.tables import Account, Person

LEFT_ALONE = (
    "Простите за беспокойство! Больше ничего сюда не пришлю и не покажу, пока ответственный школы не разберётся. "
    "Если вы всё же педагог этой школы, напишите свои фамилию, имя и отчество."
)
HAS_ROLE = (
    "С этого аккаунта ведут Дежурного в школе, поэтому сам его не отвяжу. Откройте свою карточку («карточка» и "
    "фамилия): там есть «Отвязать аккаунт»."
)
TOLD = (
    "{page} пишет, что это не {person}. Аккаунт отвязал: ничего туда не показываю и не отправляю, пока вы не ответите. "
    "Это {person}?"
)
HOW = "Чей аккаунт отвязать? Например: «отвяжи аккаунт Васильевой»."
BACK = "{name}, рады, что это вы! Ответственный подтвердил: показатели снова по кнопке."


async def not_me(talk: Talk, rest: str) -> None:
    """Somebody says they are not the person they are taken for."""
    if not talk.who.is_linked:
        await strangers.welcome(talk)
        return
    if talk.who.members:
        talk.say(HAS_ROLE)
        return
    account = talk.who.account
    people = await disown(talk.session, actor_at(talk, None), talk.now)
    talk.who.persons.clear()
    await talk.end()
    talk.say(LEFT_ALONE)
    for person in people:
        about = {"p": person.id, "a": account.id}
        rows = [
            [good("Это всё-таки тот человек", "disowned", r="yes", **about)],
            [bad("Верно, не тот", "disowned", r="no", **about)],
        ]
        text = TOLD.format(page=_page(account), person=person.full_name)
        await tell_officers(talk, person.school_id, text, under(*rows))


def _page(account: Account) -> str:
    return f"vk.com/id{account.external_id}" if account.platform == "vk" else f"Аккаунт MAX {account.external_id}"


async def answered(talk: Talk, rest: str) -> None:
    """The officer's word on it."""
    person = await talk.session.get(Person, talk.number("p"))
    if person is None or not may(talk, Right.CHANGER, person.school_id):
        talk.snack = "Отвечает ответственный этой школы"
        return
    actor = actor_at(talk, person.school_id)
    theirs = talk.word("r") == "yes"
    done = await settle_disowned(talk.session, actor, person.id, talk.number("a"), talk.now, theirs=theirs)
    if done.back:
        talk.say(f"Вернул: {person.full_name} снова получает всё сюда, {_page(done.account)}.")
        name = " ".join(filter(None, (person.first_name, person.patronymic))) or "Здравствуйте"
        talk.say(BACK.format(name=name), to=done.account.external_id)
    else:
        code = under([button("Выдать код для входа", "invite", p=person.id)])
        talk.say(f"Хорошо, {_page(done.account)} остаётся отвязанным. {person.full_name} теперь без аккаунта.", code)


async def detach(talk: Talk, rest: str) -> None:
    """«Это не она» of an officer: at once, with the way back as a button."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if not rest and not talk.number("p"):
        shown = await shown_before(talk)
        if not shown:
            talk.say(HOW)
            return
        talk.given = {"p": shown}
    chosen = await choose(talk, desk, rest, "detach", "карточка")
    if chosen is None:
        return
    actor = actor_at(talk, desk.school.id)
    account_id = chosen[0].account_id or 0
    person = await codes.unlink(talk.session, actor, chosen[0].id, talk.now)
    account = await talk.session.get_one(Account, account_id)
    rows = [button("Вернуть аккаунт", "tie_back", p=person.id, a=account_id), good("Выдать код", "invite", p=person.id)]
    text = f"Отвязал {_page(account)} от карточки «{person.full_name}»: больше ничего туда не покажу и не пришлю."
    talk.say(text, under(rows))


async def back(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    actor = actor_at(talk, desk.school.id)
    person = await tie_back(talk.session, actor, talk.number("p"), talk.number("a"), talk.now)
    talk.say(f"{person.full_name}: аккаунт снова привязан.")


ROUTES = (
    Route("not_me", Right.ANYONE, not_me, Does.OWN, leads_out=True),
    Route("disowned", Right.CHANGER, answered),
    Route("detach", Right.CHANGER, detach, leads_out=True),
    Route("tie_back", Right.CHANGER, back),
)
