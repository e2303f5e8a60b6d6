"""«Это не она»: an account that is not this person's is untied at once, with the way back as a button."""

from collections import Counter

from handlers.engine.buttons import button, good, under
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.people.card import shown_before
from handlers.understanding.which_person import carried, one_person, staff_of
from indicators.russian.rules import listed
from services.access import codes
from services.access.disowning import tie_back
from storage.people.namesakes import name_shown
from storage.people.pages import page_words
from storage.tables import Account, Person

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


TWO = "У меня это и так разные люди:\n{people}\nНичего не меняю.{doubles}"
NO_DOUBLES = " Записанных дважды в списке школы не вижу."
DOUBLES = " Одинаково записаны: {names}. Если это один человек — «объединить» и фамилия с именем."


async def are_two(talk: Talk, rest: str) -> None:
    """«Козловы — разные люди, не путать»: nothing is to be untied; who stands in the list twice is told."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    people = await carried(talk, desk, talk.word("ps"))
    lines = "\n".join(f"• {one.full_name}{_about(one)}" for one in people)
    rows = [[button(f"Карточка: {one.full_name}", "card", p=one.id)] for one in people[:_CARDS]]
    talk.say(TWO.format(people=lines, doubles=await _doubles(talk, desk)), under(*rows))


async def doubles(talk: Talk, rest: str) -> None:
    """«Нет ли в списке задвоений»."""
    desk = await at_desk(talk, Right.READER)
    if desk is not None:
        talk.say((await _doubles(talk, desk)).strip(), under([button("Кого не нашли", "match")]))


async def _doubles(talk: Talk, desk: Desk) -> str:
    written = Counter(one.full_name for one in await staff_of(talk, desk.school.id) if one.left_on is None)
    twice = [name for name, count in written.items() if count > 1]
    return DOUBLES.format(names=listed(twice, 5)) if twice else NO_DOUBLES


def _about(one: Person) -> str:
    told = ", ".join(filter(None, (one.role, one.classes)))
    return f" — {told}" if told else ""


_CARDS = 3
ROUTES = (
    Route("doubles", Right.READER, doubles, Does.SAYS),
    Route("are_two", Right.CHANGER, are_two, Does.SAYS),
    Route("detach", Right.CHANGER, detach, leads_out=True, label="Отвязать аккаунт{who}"),
    Route("tie_back", Right.CHANGER, back),
)
