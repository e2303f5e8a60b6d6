"""«Это не она»: an account that is not this person's is untied at once, with the way back as a button."""

from handlers.engine.buttons import button, good, under
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from handlers.people.card import shown_before
from handlers.understanding.which_person import one_person
from services.access import codes
from services.access.disowning import tie_back
from storage.people.namesakes import name_shown
from storage.people.pages import page_words
from storage.tables import Account

HOW = "Чей аккаунт отвязать? Например: «отвяжи аккаунт Васильевой»."


async def detach(talk: Talk, rest: str) -> None:
    """«Это не она» of an officer: at once, with the way back as a button."""
    if not rest and not talk.number("p") and (shown := await shown_before(talk)):
        talk.given = {"p": shown}
    chosen = await one_person(talk, Right.CHANGER, rest, "detach", HOW)
    if chosen is None:
        return
    desk, named = chosen
    account_id = named.account_id or 0
    person = await codes.unlink(talk.session, actor_at(talk, desk.school.id), named.id, talk.now)
    account = await talk.session.get_one(Account, account_id)
    rows = [button("Вернуть аккаунт", "tie_back", p=person.id, a=account_id), good("Выдать код", "invite", p=person.id)]
    name = await name_shown(talk.session, person)
    text = f"Отвязал {page_words(account)} от карточки «{name}»: больше ничего туда не покажу и не пришлю."
    talk.say(text, under(rows))


async def back(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    actor = actor_at(talk, desk.school.id)
    person = await tie_back(talk.session, actor, talk.number("p"), talk.number("a"), talk.now)
    talk.say(f"{await name_shown(talk.session, person)}: аккаунт снова привязан.")


ROUTES = (
    Route("detach", Right.CHANGER, detach, leads_out=True, label="Отвязать аккаунт{who}"),
    Route("tie_back", Right.CHANGER, back),
)
