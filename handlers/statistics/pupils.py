"""«Ученики 512 из 530, эжд 300»: the pupils' indicators typed, where no summary comes."""

import re

from handlers.engine.buttons import button, good, under
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from indicators.weeks import Week
from nudges.periods import week_words
from services.imports.pupils import NOTHING, Pupils, set_pupils, week_for_pupils

_COUNT = r"(\d{1,5})(?:\s{0,3}из\s{0,3}(\d{1,5}))?"
_PUPILS = re.compile(rf"\b(?:учен\w{{0,12}}|учащ\w{{0,12}}|дет\w{{0,12}})\b\D{{0,40}}?{_COUNT}", re.IGNORECASE)
_LINKED = re.compile(rf"\b(?:эжд|журнал\w{{0,6}}|дневник\w{{0,6}})\b\D{{0,20}}?{_COUNT}", re.IGNORECASE)


def read_pupils(text: str) -> Pupils:
    """«512 из 530, эжд 300», the pupils' number said first."""
    linked = _LINKED.search(text)
    rest = text[: linked.start()] + text[linked.end() :] if linked is not None else text
    registered = _PUPILS.search(rest)
    totals = [int(found[2]) for found in (registered, linked) if found is not None and found[2]]
    return Pupils(
        int(registered[1]) if registered is not None else None,
        totals[0] if totals else None,
        int(linked[1]) if linked is not None else None,
    )


async def ask(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    pupils = read_pupils(talk.text)
    if pupils.registered is None and pupils.linked is None:
        talk.say(NOTHING)
        return
    pupils.check()
    week = await week_for_pupils(talk.session, actor_at(talk, desk.school.id), talk.today(desk.school))
    about = {"w": str(week), "n": pupils.registered, "t": pupils.total, "j": pupils.linked}
    yes = good("Записать", "pupils_yes", **{key: value for key, value in about.items() if value is not None})
    question = f"Записать за {week_words(week)}: {_words(pupils)}? Сводка из файла, если придёт, это заменит."
    talk.say(question, under([yes, button("Нет", "cancel")]))


def _words(pupils: Pupils) -> str:
    of = f" из {pupils.total}" if pupils.total is not None else ""
    parts = [f"учеников в Сферуме {pupils.registered}{of}"] if pupils.registered is not None else []
    parts += [f"связали журнал {pupils.linked}{of}"] if pupils.linked is not None else []
    return ", ".join(parts)


async def write(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    said = {key: talk.number(key) if key in talk.payload else None for key in ("n", "t", "j")}
    pupils, week = Pupils(said["n"], said["t"], said["j"]), Week.parse(talk.word("w"))
    actor = actor_at(talk, desk.school.id)
    await set_pupils(talk.session, actor, week, pupils, talk.now, today=talk.today(desk.school))
    talk.say(f"Записал за {week_words(week)}: {_words(pupils)}.", under([button("Сводка", "summary")]))


ROUTES = (
    Route("set_pupils", Right.CHANGER, ask, Does.ASKS, leads_out=True),
    Route("pupils_yes", Right.CHANGER, write),
)
