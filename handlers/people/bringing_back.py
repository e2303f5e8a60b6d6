"""«Вернуть Алиеву», «верни математиков», «верни всех»: whoever was left in peace is reminded again."""

from collections.abc import Sequence

from handlers.engine.buttons import button, good, under
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from handlers.people.resting import NOBODY_LEFT, NOBODY_RESTS, PEOPLE, held_by, names_everybody, resting_lines
from handlers.understanding.which_person import choose_several, label_of, nobody_such, staff_of
from indicators.russian.rules import plural
from services.selection.people import people_chosen
from services.selection.titles import title_of
from services.staff.exemptions import Changed, bring_back
from storage.people.exemptions import exempt_people
from storage.people.namesakes import told_apart
from storage.statistics.staff import accounts_of_person, wants_nudges
from storage.tables import Person

NOBODY_TO_BRING_BACK = f"{NOBODY_RESTS[:-1]}: возвращать некого."
ALL_OF_THEM_REMINDED = "Названные и так получают напоминания."


async def restore(talk: Talk, rest: str) -> None:
    """Back among the reminded. It sends nothing by itself: the next round looks at everybody anew. `own`: only what
    they said of themselves is lifted."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if talk.word("who"):
        await _group_back(talk, desk, talk.word("who"))
        return
    if not rest and not talk.number("p") and not talk.word("ps"):
        resting = await _resting(talk, desk)
        everybody = await staff_of(talk, desk.school.id)
        rows = [[button(label_of(person, everybody), "restore", p=person.id)] for person in resting[:6]]
        talk.say("Кого вернуть?" if rows else NOBODY_TO_BRING_BACK, under(*rows) if rows else None)
        return
    if names_everybody(rest):
        await _ask_all(talk, desk)
        return
    chosen = await choose_several(talk, desk, rest, "restore", "вернуть", gone=True)
    if chosen is None:
        return
    await _say_back(talk, desk, chosen[0])


async def _group_back(talk: Talk, desk: Desk, who: str) -> None:
    """Of a group only those are named who were left in peace."""
    absent = {one.id for one in await _resting(talk, desk)}
    group = await people_chosen(talk.session, actor_at(talk, desk.school.id), who)
    if not group:
        talk.say(nobody_such(await title_of(talk.session, desk.school.id, who)))
    elif absent.isdisjoint(one.id for one in group):
        talk.say(ALL_OF_THEM_REMINDED)
    else:
        await _say_back(talk, desk, [one for one in group if one.id in absent])


async def _say_back(talk: Talk, desk: Desk, people: Sequence[Person]) -> None:
    if not people:
        talk.say(NOBODY_LEFT)
        return
    done = await _back(talk, desk, people)
    names = await told_apart(talk.session, desk.school.id)
    lines = [
        f"{names.called(one.id, one.full_name)}: {await _stands(talk, one, fresh=one in done.fresh)}."
        for one in done.people
    ]
    talk.say("\n".join(lines))


async def _stands(talk: Talk, person: Person, *, fresh: bool) -> str:
    """An officer lifts what the school has decided; what a person asked for themselves stays, and is said. So is what
    was decided before they said anything."""
    if person.left_on is not None:
        return "как и прежде, отмечено, что больше не работает"
    if kept := await held_by(talk, person):
        return f"как и прежде, не тревожим ({kept})"
    if not await wants_nudges(talk.session, person):
        return f"{'освобождение снял' if fresh else 'освобождения нет'}, но человек сам просил не напоминать"
    if not await accounts_of_person(talk.session, person):
        return f"{'освобождение снял' if fresh else 'освобождения нет'}, но аккаунт не привязан: писать пока некуда"
    return "снова в напоминаниях" if fresh else "и так получает напоминания"


async def _back(talk: Talk, desk: Desk, people: Sequence[Person]) -> Changed:
    actor, ids = actor_at(talk, desk.school.id), [person.id for person in people]
    today, own = talk.today(desk.school), bool(talk.number("own"))
    return await bring_back(talk.session, actor, ids, talk.now, today=today, only_own_words=own)


async def _resting(talk: Talk, desk: Desk) -> list[Person]:
    found = await exempt_people(talk.session, desk.school.id, talk.today(desk.school))
    return list({person.id: person for _, person in found}.values())


async def _ask_all(talk: Talk, desk: Desk) -> None:
    today = talk.today(desk.school)
    found = await exempt_people(talk.session, desk.school.id, today)
    count = len({person.id for _, person in found})
    if not count:
        talk.say(NOBODY_TO_BRING_BACK)
        return
    lines = await resting_lines(talk, desk.school.id, found, today)
    question = f"Вернуть в напоминания всех, кого не тревожу? Это {plural(count, *PEOPLE)}:"
    yes = good("Да, вернуть всех", "restore_all", n=count)
    talk.say("\n".join([question, *lines]), under([yes, button("Нет", "cancel")]))


async def restore_all(talk: Talk, rest: str) -> None:
    """What was asked for with «верни всех» and shown; if somebody came or went since, it is shown again."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    resting = await _resting(talk, desk)
    if not resting or len(resting) != talk.number("n"):
        await _ask_all(talk, desk)
        return
    await _back(talk, desk, resting)
    talk.say(f"Вернул в напоминания: {plural(len(resting), *PEOPLE)}.")


ROUTES = (
    Route("restore", Right.CHANGER, restore, label="Вернуть{who}"),
    Route("restore_all", Right.CHANGER, restore_all),
)
