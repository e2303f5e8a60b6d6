"""The buttons under a nudge: how to do it, already done, this is a mistake, not this week."""

from handlers.engine.buttons import bad, button, good, pairs, shorten, under
from handlers.engine.keyboards import my_figures_button
from handlers.engine.rights import actor_at, at_desk, may
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import tell_officers
from handlers.teacher.figures_in_words import OwnFigures, line_of, own_figures, period
from handlers.teacher.my_figures import my_figures
from handlers.understanding.reading.person_words import name_of
from indicators.weeks import Week
from nudges.gaps import GAP, Gap
from nudges.messenger import Keyboard
from nudges.periods import week_words
from nudges.plan import ACCEPTED, ALL_GAPS
from services.staff.disputes import REJECTED, answer, dispute, find_dispute, say_done, say_not_now
from services.staff.threads import said_since
from storage.campaigns.claims import open_disputes
from storage.dialogs.dialogues import begin_dialogue
from storage.messengers.ways import account_for
from storage.tables import Claim, Person

THANKS = "Спасибо! Проверим по следующему файлу, а на этой неделе об этом больше не напомню."
THANKS_AGAIN = "Да, вы уже говорили — спасибо! Проверим по следующему файлу."
NOTHING_LEFT = "По последним данным у вас всё сделано — спасибо!"
OLD_WEEK = "Это сообщение было о более ранней неделе. Вот как дела сейчас:"
PEACE = "Хорошо, на этой неделе больше не побеспокою."
DISPUTED = (
    "Передал ответственному вместе с цифрами. Пока он не ответит, об этом не напомню. "
    "Можете написать, как на самом деле, — передам и это."
)
DISPUTED_AGAIN = "Это уже у ответственного. Как только он ответит, я напишу."
ANSWERS = {
    ACCEPTED: (
        "Признали ошибкой, по этим данным больше не напомню.",
        "{name}, спасибо, что сказали: в данных правда ошибка ({what}). По ним больше не напомню.",
    ),
    REJECTED: (
        "Оставили как есть.",
        "{name}, ответственный проверил: данные верны ({what}). Если что-то не получается, напишите «как сделать» — "
        "помогу, или «кто ответственный» — покажу, к кому обратиться.",
    ),
}


def _person(talk: Talk) -> Person | None:
    """Whose nudge the button was under; None when it is not for whoever pressed it."""
    wanted = talk.number("p")
    persons = [person for person in talk.who.persons if wanted in (0, person.id)]
    if not persons:
        talk.snack = "Эта кнопка не для вас"
    return persons[0] if persons else None


async def _about(talk: Talk, *, any_week: bool = False) -> tuple[Person, OwnFigures] | None:
    """Whose nudge the button was under and how they stand now; None when the answer was given already.

    What a nudge of an earlier week said of figures may be otherwise by now, unless `any_week` will do.
    """
    person = _person(talk)
    if person is None:
        return None
    found = await own_figures(talk.batch, person, await talk.school_of(person))
    week = talk.word("w")
    if found is None or (week and week != str(found.newest.week) and not any_week):
        talk.say(OLD_WEEK)
        await my_figures(talk, "")
        return None
    if not found.gaps:
        talk.say(NOTHING_LEFT)
        return None
    return person, found


def _chosen(talk: Talk, found: OwnFigures) -> list[Gap]:
    """The gaps meant: the one the button names, the only one there is, or none yet."""
    wanted = talk.word("gap")
    if wanted == ALL_GAPS or len(found.gaps) == 1:
        return found.gaps
    return [gap for gap in found.gaps if gap.code == wanted]


def _ask_which(talk: Talk, person: Person, found: OwnFigures, command: str, question: str) -> None:
    about = {"p": person.id, "w": str(found.newest.week)}
    buttons = [button(GAP[gap.code].button, command, gap=gap.code, p=person.id, w=about["w"]) for gap in found.gaps[:9]]
    talk.say(question, pairs([*buttons, button("Всё сразу", command, gap=ALL_GAPS, p=person.id, w=about["w"])]))


async def done(talk: Talk, rest: str) -> None:
    """What is done is done, whichever week's message the button was under."""
    about = await _about(talk, any_week=True)
    if about is None:
        return
    person, found = about
    gaps = _chosen(talk, found)
    if not gaps:
        _ask_which(talk, person, found, "done", "Отлично! А что уже сделано?")
        return
    codes = [gap.code for gap in gaps]
    week = str(found.newest.week)
    fresh = await say_done(talk.session, actor_at(talk, person.school_id), person.id, week, codes, talk.now)
    talk.say(THANKS if fresh else THANKS_AGAIN, my_figures_button())


async def not_now(talk: Talk, rest: str) -> None:
    """A wish about the calendar: it holds whatever file has come since."""
    person = _person(talk)
    if person is None:
        return
    found = await own_figures(talk.batch, person, await talk.school_of(person))
    week = str(found.newest.week) if found is not None else talk.word("w")
    await say_not_now(talk.session, actor_at(talk, person.school_id), person.id, week, talk.now)
    talk.say(PEACE, my_figures_button())


async def rest_this_week(talk: Talk) -> None:
    """Peace about the newest figures, for every school of the one who speaks."""
    for person in talk.who.persons:
        found = await own_figures(talk.batch, person, await talk.school_of(person))
        if found is not None:
            await _rest(talk, person, found)


async def _rest(talk: Talk, person: Person, found: OwnFigures) -> None:
    actor = actor_at(talk, person.school_id)
    await say_not_now(talk.session, actor, person.id, str(found.newest.week), talk.now)


async def mistake(talk: Talk, rest: str) -> None:
    about = await _about(talk)
    if about is None:
        return
    person, found = about
    gaps = _chosen(talk, found)
    if not gaps:
        _ask_which(talk, person, found, "mistake", "В чём ошибка?")
        return
    codes = [gap.code for gap in gaps]
    week = str(found.newest.week)
    fresh = await dispute(talk.session, actor_at(talk, person.school_id), person.id, week, codes, talk.now)
    if not fresh:
        talk.say(DISPUTED_AGAIN, under([button("Написать ответственному", "object", p=person.id)]))
        return
    talk.say(DISPUTED, under([button("Написать подробнее", "object", p=person.id)]))
    await begin_dialogue(talk.session, talk.who.account.id, "objection", {"p": person.id}, talk.now)
    for disputed in fresh:
        text = f"{person.full_name} сообщает об ошибке. {dispute_words(found, disputed.gap)}"
        await tell_officers(talk, person.school_id, text, dispute_buttons(disputed.id))


def dispute_words(found: OwnFigures, code: str, of: str = "") -> str:
    """What the file says about it: «По данным за 9–15 ноября: сообщений в групповых чатах — 4 из 10.» A newer one may
    say what the person says."""
    return f"По данным {period(found)}: {line_of(found, code, of)}."


def dispute_buttons(claim_id: int) -> Keyboard:
    return under(
        [good("Да, ошибка в данных", "dispute", id=claim_id, r=ACCEPTED)],
        [bad("Данные верны", "dispute", id=claim_id, r=REJECTED)],
    )


async def answer_dispute(talk: Talk, rest: str) -> None:
    """An officer's answer; whoever comes second is told what the first one said."""
    disputed, person = await find_dispute(talk.session, talk.number("id"))
    if not may(talk, Right.CHANGER, person.school_id):
        talk.snack = "Отвечает ответственный этой школы"
        return
    resolution, actor = talk.word("r"), actor_at(talk, person.school_id)
    answered = await answer(talk.session, actor, disputed.id, resolution, talk.now)
    if answered.before is not None:
        talk.say(f"На это уже ответили. {ANSWERS.get(answered.before, ('',))[0]}".strip())
        return
    mine = ANSWERS[resolution][0]
    talk.say(f"{person.full_name}, {_of_what(disputed)}: {mine[0].lower()}{mine[1:]}")
    await tell_person(talk, person, verdict_words(person, disputed, resolution))


def _of_what(disputed: Claim) -> str:
    return (GAP[disputed.gap].button if disputed.gap in GAP else "все показатели").lower()


def verdict_words(person: Person, disputed: Claim, resolution: str) -> str:
    """What an officer decided, told to whoever called it a mistake."""
    name = name_of(person).address or "Здравствуйте"
    return ANSWERS[resolution][1].format(name=name, what=_of_what(disputed))


async def tell_person(talk: Talk, person: Person, text: str, keyboard: Keyboard | None = None) -> bool:
    """Write to a person of the list; false when there is nowhere to."""
    account = await account_for(talk.session, person)
    if account is None or account.writing == "gone":
        return False
    talk.say(text, keyboard or my_figures_button(), to=account)
    return True


async def disputes(talk: Talk, rest: str) -> None:
    """Every open dispute in a message of its own, with its buttons."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    found = await open_disputes(talk.session, desk.school.id)
    if not found:
        talk.say("Сообщений об ошибках без ответа нет.")
        return
    for disputed, person in found[:5]:
        shown = dispute_shown(await own_figures(talk.batch, person, desk.school), person, disputed)
        words = await said_since(talk.session, actor_at(talk, desk.school.id), person.id, disputed.at)
        text = f"{person.full_name}. {shown}" + (f"\nПишет: «{words}»" if words else "")
        talk.say(shorten_lines(text), dispute_buttons(disputed.id))
    if len(found) > 5:
        talk.say(f"И ещё {len(found) - 5}: ответите на эти — покажу следующие («ошибки»).")


def dispute_shown(found: OwnFigures | None, person: Person, disputed: Claim) -> str:
    """An open dispute with what the newest file says of it."""
    if found is not None and disputed.gap in GAP:
        return dispute_words(found, disputed.gap, person.full_name)
    return f"За {week_words(Week.parse(disputed.week))}."


def shorten_lines(text: str, longest: int = 1000) -> str:
    return text if len(text) <= longest else shorten(text[:longest])


ROUTES = (
    Route("done", Right.LINKED, done, Does.OWN),
    Route("not_now", Right.LINKED, not_now, Does.OWN),
    Route("dispute", Right.CHANGER, answer_dispute),
    Route("disputes", Right.CHANGER, disputes, Does.SHOWS),
)
