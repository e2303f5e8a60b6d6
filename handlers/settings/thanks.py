"""«Благодарить», «не благодарить»: a short thank-you, once, to whoever has just closed their last gap."""

from handlers.engine.buttons import button, under
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from nudges.periods import day_words
from services.lists import DONE
from services.rounds.received import thanked
from services.school_settings import SchoolSettings, settings, switch_thanks
from storage.people.namesakes import told_apart

NOBODY_YET = "Спасибо от меня пока никто не получал."
ON = "Кто закроет последний пункт, получит спасибо вместе с еженедельными напоминаниями."
OFF = "Сейчас не благодарю: у кого всё сделано, тем не пишу."


async def switch_on(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    await switch_thanks(talk.session, actor_at(talk, desk.school.id), talk.now, on=True)
    talk.say(
        "Хорошо, буду благодарить: у кого после напоминаний всё сделано, тот один раз, вместе с еженедельными "
        "напоминаниями, получит короткое спасибо.",
        under([button("Не благодарить", "thanks_off")]),
    )


async def switch_off(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    await switch_thanks(talk.session, actor_at(talk, desk.school.id), talk.now, on=False)
    talk.say("Хорошо, у кого всё сделано, тем не пишу совсем.", under([button("Благодарить", "thanks_on")]))


async def who(talk: Talk, rest: str) -> None:
    """Who was thanked, and whether others will be."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    actor, zone = actor_at(talk, desk.school.id), talk.services.zone_of(desk.school)
    names = await told_apart(talk.session, desk.school.id)
    lines = [
        f"• {names.called(one.person_id, one.full_name)}, {day_words(one.at.astimezone(zone).date())}"
        for one in await thanked(talk.session, actor)
    ]
    parts = ["\n".join(["Спасибо получили, новые сверху:", *lines]) if lines else NOBODY_YET]
    now = await settings(talk.session, actor, default_zone=talk.services.default_zone)
    parts.append(ON if now.thanks else OFF)
    other = button("Не благодарить", "thanks_off") if now.thanks else button("Благодарить", "thanks_on")
    talk.say(
        "\n\n".join(parts), under([*([other] if desk.may_change else []), button("Кто молодец", "list", gap=DONE)])
    )


def shown(settings: SchoolSettings) -> str:
    """The line in «настройки»."""
    now, other = ("да", "не благодарить") if settings.thanks else ("нет", "благодарить")
    return f"Благодарить тех, у кого всё сделано: {now} («{other}»)"


ROUTES = (
    Route("thanked", Right.READER, who, Does.SHOWS),
    Route("thanks_on", Right.CHANGER, switch_on, label="Благодарить"),
    Route("thanks_off", Right.CHANGER, switch_off, label="Не благодарить"),
)
