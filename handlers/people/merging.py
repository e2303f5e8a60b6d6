"""Two cards that are one person: which one stays, and then one of them.

Own patterns: what stands between the two names behind its own command.
"""

import re
from collections.abc import Sequence

from handlers.engine.buttons import button, good, under
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.understanding.reading.people.by_name import find_people
from handlers.understanding.which_person import label_of
from indicators.russian.rules import plural
from nudges.periods import week_words
from services.staff.merging import listed_together, may_be_same, merge
from storage.people.privacy.forgetting import count_weeks
from storage.people.registry import everybody_of
from storage.tables import Person

HOW = "Кого объединить? Назовите обе карточки: «объедини Алиеву М.А. и Алиеву Марьям Ахмедовну»."
NOBODY_ALIKE = f"Похожей второй карточки в списке не вижу. {HOW}"
IN_ONE_FILE = (
    "⚠ В файле за {period} они стоят в разных строках: похоже, это разные люди. После объединения в цифрах школы "
    "станет на одного человека меньше."
)
WHICH = (
    "Это один человек? Какую карточку оставить? Всё из второй перейдёт в неё, второй не станет, и вернуть её будет "
    "нельзя."
)
_BETWEEN = re.compile(r"\s*(?:,|\bи\b|\bс\b|\bсо\b)\s*", re.IGNORECASE)
_SHOWN = 5


async def ask(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    everybody = await everybody_of(talk.session, desk.school.id)
    chosen = _carried(talk, everybody) or _named(everybody, rest)
    if len(chosen) == 2:
        await _which_stays(talk, chosen)
    elif len(chosen) == 1:
        _with_whom(talk, chosen[0], everybody)
    else:
        talk.say(HOW)


def _carried(talk: Talk, everybody: Sequence[Person]) -> list[Person]:
    """Of a button; or two people of a wish."""
    several = [int(one) for one in talk.word("ps").split(",") if one.isascii() and one.isdigit()]
    wanted = several or [talk.number("p"), talk.number("o")]
    return [person for number in dict.fromkeys(wanted) for person in everybody if person.id == number]


def _named(everybody: Sequence[Person], text: str) -> list[Person]:
    """Both names, whatever stands between them; of namesakes the one who was not named yet. Nobody where a name is left
    that several people have."""
    sought = [find_people(everybody, part) for part in filter(None, _BETWEEN.split(text))]
    named = [one.people for one in sought if not one.misnamed]
    found: list[Person] = []
    for people in sorted(filter(None, named), key=len):
        left = [one for one in people if one not in found]
        found += left if len(left) <= 2 - len(found) else []
    return found[:2] if all(set(people).intersection(found) for people in named if people) else []


def _with_whom(talk: Talk, person: Person, everybody: Sequence[Person]) -> None:
    alike = [one for one in everybody if may_be_same(one, person)][:_SHOWN]
    if not alike:
        talk.say(NOBODY_ALIKE)
        return
    rows = [[button(label_of(one, alike), "merge", p=person.id, o=one.id)] for one in alike]
    talk.say(f"{person.full_name}: с какой карточкой объединить?", under(*rows, [button("Отмена", "cancel")]))


async def _which_stays(talk: Talk, both: Sequence[Person]) -> None:
    lines = []
    for one in both:
        weeks = await count_weeks(talk.session, one.id)
        about = ", ".join(filter(None, (one.role, one.classes)))
        account = "аккаунт привязан" if one.account_id is not None else "без аккаунта"
        weeks_words = plural(weeks, "неделя", "недели", "недель")
        lines.append(f"• {one.full_name}{f' — {about}' if about else ''}: {account}, данных — {weeks_words}")
    one, other = both
    rows = [
        [good(f"Оставить: {_told_apart(one, other)}", "merge_yes", p=one.id, o=other.id)],
        [good(f"Оставить: {_told_apart(other, one)}", "merge_yes", p=other.id, o=one.id)],
    ]
    actor = actor_at(talk, both[0].school_id)
    together = await listed_together(talk.session, actor, [one.id for one in both])
    warning = [] if together is None else ["", IN_ONE_FILE.format(period=week_words(together))]
    talk.say("\n".join([*lines, *warning, "", WHICH]), under(*rows, [button("Нет, это разные люди", "cancel")]))


def _told_apart(one: Person, other: Person) -> str:
    """On a button there is no room for the name that both have."""
    if one.full_name != other.full_name:
        return one.full_name
    differing = ((one.role, other.role), (one.classes, other.classes))
    about = next((mine for mine, theirs in differing if mine and mine != theirs), "")
    account = "с аккаунтом" if one.account_id is not None else "без аккаунта"
    return about or (account if (one.account_id is None) != (other.account_id is None) else f"№ {one.id}")


async def carry_out(talk: Talk, rest: str) -> None:
    desk: Desk | None = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    actor = actor_at(talk, desk.school.id)
    done = await merge(talk.session, actor, talk.number("p"), talk.number("o"), talk.now)
    text = f"Объединил: «{done.gone}» теперь в карточке «{done.person.full_name}». Дважды этому человеку не напишу."
    talk.say(text, under([button("Карточка", "card", p=done.person.id)]))


ROUTES = (
    Route("merge", Right.CHANGER, ask, Does.ASKS, leads_out=True, label="Объединить карточки{who}"),
    Route("merge_yes", Right.CHANGER, carry_out),
)
