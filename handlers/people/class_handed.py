"""«Передай 5Б от Вороной Гриб», «у Борисова класс 7Б»: whose class it is from now on, in one deed for all of them, and
«кто ведёт 5Б»."""

from collections.abc import Mapping, Sequence

from handlers.engine.buttons import button, good, under, way_back
from handlers.engine.old_buttons import CHANGED_SINCE, anyway, is_overtaken, stamp
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.people.card import card
from handlers.understanding.said.orders.class_handed import classes_handed
from handlers.understanding.which_person import label_of, no_list_yet
from indicators.classes import class_names, headed_classes
from indicators.russian.rules import listed
from services.chats.parents import heads_of_classes
from services.staff.correcting import correct_classes
from storage.people.registry import people_of, person_at
from storage.tables import Person

SET = "classes_yes"
NONE = "не указано"
_MOST = 6  # people in one deed
_LONGEST = 40  # letters of somebody's classes
HEADED, HEADED_BY_SEVERAL = "{name} сейчас ведёт {who}.", "{name} сейчас ведут {who}."
HAND_OVER = "Передать класс, или вести его будут {together}?"
HAND_SEVERAL_OVER = "Передать классы, или вести их будут {together}?"
TWO_HEADS = "У {name} теперь больше одного классного руководителя: {who}."
SEVERAL = "{name} в списке школы за несколькими: {who}. Если ведёт кто-то один, напишите: «{name} теперь у …»."
EACH = "{name} — {who}."
NOBODY = "Классного руководителя у {name} в списке школы нет. Скажите, кто это: «{name} теперь у Алиевой»."


async def handed(talk: Talk, desk: Desk) -> bool:
    """Whether the words hand a class over, and were asked about."""
    people = await people_of(talk.session, desk.school.id)
    heads = await heads_of_classes(talk.session, desk.school.id)
    wanted = classes_handed(people, heads, talk.text) if talk.text else {}
    if not wanted or len(wanted) > _MOST:
        return False
    await ask_about(talk, desk, wanted)
    return True


async def ask_about(talk: Talk, desk: Desk, wanted: Mapping[int, str]) -> None:
    """What it is and what it becomes; where somebody else heads a class that is given, whether they still do."""
    people = {one.id: one for one in await people_of(talk.session, desk.school.id)}
    fresh = {number: classes for number, classes in wanted.items() if people[number].classes != classes}
    if not fresh:
        talk.say("\n".join(f"{people[one].full_name}: так и записано." for one in wanted))
        return
    lines = [
        f"{people[one].full_name}. Класс: {people[one].classes or NONE} → {new or NONE}" for one, new in fresh.items()
    ]
    others = {one: theirs for one, theirs in (await _others_at(talk, desk, people, fresh)).items() if one not in wanted}
    no = button("Нет", "cancel")
    if not others:
        joint = "\n" if len(lines) > 1 else ". "
        talk.say(f"{joint.join([*lines, 'Исправить?'])}", under([good("Да, исправить", SET, to=_carried(fresh)), no]))
        return
    heads = _by_class(people, others)
    without = {
        number: ", ".join(name for name in class_names(people[number].classes) if name not in given)
        for number, given in others.items()
    }
    for name, theirs in heads.items():
        headed = HEADED if len(theirs) == 1 else HEADED_BY_SEVERAL
        lines.append(headed.format(name=name, who=listed([one.full_name for one in theirs])))
    together = "оба" if len(others) == len(fresh) == 1 else "вместе"
    lines.append((HAND_OVER if len(heads) == 1 else HAND_SEVERAL_OVER).format(together=together))
    talk.say(
        "\n".join(lines),
        under(
            [good(f"Передать {', '.join(heads)}", SET, to=_carried({**without, **fresh}))],
            [button(f"Вести будут {together}", SET, to=_carried(fresh))],
            [no],
        ),
    )


async def _others_at(
    talk: Talk, desk: Desk, people: Mapping[int, Person], wanted: Mapping[int, str]
) -> dict[int, list[str]]:
    """Who else heads the classes that are given, and which of them."""
    heads = await heads_of_classes(talk.session, desk.school.id)
    given = {
        name
        for number, classes in wanted.items()
        for name in headed_classes(classes, people[number].role, has_pupils=False)
        if name not in heads.get(number, ())
    }
    found = {
        number: [one for one in theirs if one in given] for number, theirs in heads.items() if number not in wanted
    }
    return {number: theirs for number, theirs in found.items() if theirs and number in people}


def _carried(wanted: Mapping[int, str]) -> str:
    return ";".join(f"{number}={classes}" for number, classes in wanted.items())


def _wanted(talk: Talk) -> dict[int, str]:
    """As `_carried` wrote it; a button can be forged."""
    found: dict[int, str] = {}
    for one in talk.word("to").split(";")[:_MOST]:
        number, _, classes = one.partition("=")
        if number.isdecimal() and len(number) < 10 and len(classes) <= _LONGEST:
            found[int(number)] = classes
    return found


async def carry_out(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    wanted = _wanted(talk)
    if desk is None or not wanted:
        return
    stands = await _stands(talk, desk, list(wanted))
    if is_overtaken(talk.payload, stands):
        now = "; ".join(f"{name} — {classes or NONE}" for name, classes in stands)
        talk.say(CHANGED_SINCE.format(now=now), under([*anyway(talk.payload)]))
        return
    done = await correct_classes(talk.session, actor_at(talk, desk.school.id), wanted, talk.now)
    fresh = [one for one in done if one.fresh]
    if not fresh:
        talk.say("\n".join(f"{one.person.full_name}: так и записано." for one in done))
        return
    left = stamp(await _stands(talk, desk, [one.person.id for one in fresh]))
    back = way_back("Вернуть как было", SET, to=_carried({one.person.id: one.was for one in fresh}), st=left)
    said = [f"{one.person.full_name}{f', класс — {one.now}' if one.now else ': класса больше нет'}." for one in fresh]
    said += await _shared(talk, desk, fresh[-1].now) if len(fresh) == 1 else []
    cards = [button("Карточка", "card", p=one.person.id) for one in fresh] if len(fresh) == 1 else []
    talk.say(
        " ".join(["Исправил.", *said]) if len(said) == 1 else "\n".join(["Исправил.", *said]), under([*cards, back])
    )


async def _stands(talk: Talk, desk: Desk, ids: Sequence[int]) -> list[tuple[str, str]]:
    people = [await person_at(talk.session, desk.school.id, one) for one in ids]
    return [(one.full_name, one.classes) for one in people if one is not None]


async def _shared(talk: Talk, desk: Desk, classes: str) -> list[str]:
    """Of each of these classes that several head now, who they are."""
    heads = await _heads(talk, desk)
    several = {name: [one.full_name for one in heads.get(name, ())] for name in class_names(classes)}
    return [TWO_HEADS.format(name=name, who=listed(who)) for name, who in several.items() if len(who) > 1]


async def _heads(talk: Talk, desk: Desk) -> dict[str, list[Person]]:
    """By class."""
    people = {one.id: one for one in await people_of(talk.session, desk.school.id)}
    return _by_class(people, await heads_of_classes(talk.session, desk.school.id))


def _by_class(people: Mapping[int, Person], heads: Mapping[int, Sequence[str]]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for number, classes in heads.items():
        for name in classes if number in people else ():
            found.setdefault(name, []).append(people[number])
    return found


async def whose_class(talk: Talk, rest: str) -> None:
    """«Кто ведёт 5Б»: the card of the one who does; both where two do."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    heads, named = await _heads(talk, desk), class_names(talk.word("classes"))
    if len(named) > 1:
        _say_each(talk, heads, named)
        return
    for name in named:
        found = heads.get(name, [])
        if len(found) == 1:
            talk.given = {"p": found[0].id}
            await card(talk, "")
        elif found:
            rows = [[button(label_of(one, found), "card", p=one.id)] for one in found[:_MOST]]
            talk.say(SEVERAL.format(name=name, who=listed([one.full_name for one in found])), under(*rows))
        else:
            talk.say(no_list_yet(talk) or NOBODY.format(name=name))


def _say_each(talk: Talk, heads: Mapping[str, Sequence[Person]], named: Sequence[str]) -> None:
    """«Кто ведёт 6А и 6Б»: a line for each, and their cards."""
    found = [one for name in named for one in heads.get(name, ())]
    lines = [
        EACH.format(name=name, who=listed([one.full_name for one in heads[name]]))
        if heads.get(name)
        else no_list_yet(talk) or NOBODY.format(name=name)
        for name in named
    ]
    rows = [[button(label_of(one, found), "card", p=one.id)] for one in dict.fromkeys(found)][:_MOST]
    talk.say("\n".join(dict.fromkeys(lines)), under(*rows) if rows else None)


ROUTES = (
    Route(SET, Right.CHANGER, carry_out),
    Route("whose_class", Right.READER, whose_class, Does.SHOWS),
)
