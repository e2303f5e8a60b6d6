"""«Ой, всё верно, 4 и есть», «я нажала случайно»: a teacher takes back what they answered or wrote about figures."""

from collections.abc import Mapping, Sequence

from handlers.access.coming_back import STILL_SILENT, own_silence
from handlers.engine.buttons import button, good, main, under
from handlers.engine.keyboards import my_figures_button
from handlers.engine.old_buttons import is_before
from handlers.engine.rights import actor_at
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import tell_officers
from handlers.people import back_at_work
from handlers.people.own_absence import TOLD, away
from handlers.teacher import nudge_buttons
from handlers.teacher.disputes import change_button, of_claims
from handlers.teacher.figures_in_words import own_figures
from handlers.teacher.nudge_buttons import TAKE_BACK
from handlers.teacher.objections import OBJECTION
from handlers.understanding.around import taken_apart, understand
from handlers.understanding.pieces.conceding import Concedes, concedes, is_of_absence
from handlers.understanding.reading.tokens import tokens_of
from handlers.understanding.said.deeds import says_when_to_write
from handlers.understanding.said.reasons import speaks_of_reason
from handlers.understanding.said.slips import denies_alone, may_put_right, slip_of
from indicators.russian.rules import cut, small
from nudges.gaps import GAP, all_named
from nudges.plan.standing import ACCEPTED, DONE, MISTAKE, NOT_NOW
from services.actor import Actor
from services.lists import EITHER
from services.staff import second_word
from services.staff.threads import object_to
from storage.people.namesakes import name_shown
from storage.tables import Claim, Person

WITHDRAW = "withdraw"  # the wish
TAKE_BACK_YES = "take_back_yes"
CLOSED = "Хорошо, отозвал{of}: ошибки в данных нет.{told} Напоминания об этом — как обычно."
WORDS_CLOSED = "Хорошо, отозвал{of} ваши слова о цифрах: ошибки в данных нет.{told}"
OFFICER_TOLD = " Ответственному написал, отвечать ему не нужно."
TO_OFFICER = "{name} пишет, что ошибки в данных нет{what}"
NO_ANSWER, STAYS_OPEN = "Вопрос закрыт, отвечать не надо.", "Остаётся: {what}."
PRESSED = "ошибки нет"
STILL_OPEN = "Ещё у ответственного: {what}."
UNDONE = "Хорошо, отметку «сделано» снял{of}. Когда сделаете — скажите."
NOT_MARKED = "Хорошо. Отметки «сделано» об этом ({what}) и нет, остальное остаётся как было."
THIS_WEEK_AGAIN = "Хорошо, снова могу написать и на этой неделе."
NOTHING = "Ничего вашего ответа сейчас не ждёт, и отметок, которые можно снять, нет."
STAYS = "Хорошо, сообщение остаётся у ответственного. Ответит — сразу напишу."
NOT_PASSED_ON = "Хорошо, ничего не передаю."
SURELY = "Отозвать сообщение об ошибке{of}? Сейчас оно у ответственного."
PASSED_ON = "Ответственный уже признал это ошибкой{of}. Передал ему ваши слова: решит он."
WITH_OFFICER = "Эти слова уже у ответственного: решит он. Ответит — сразу напишу."
CHANGED_MIND = "{name} пишет, что ошибки в данных всё-таки нет ({what}): «{words}»"
_SHOWN = 300
WHICH_BACK = "Сейчас ничего не спрашиваю. Отменить можно вот что:"
_OFFERED = {
    MISTAKE: "Отозвать сообщение об ошибке",
    DONE: "Снять отметку «сделано»",
    NOT_NOW: "Писать и на этой неделе",
}


async def conceded(talk: Talk, asked: Continuation | None) -> bool:
    """Of somebody whose objection nobody has answered yet; in the words that follow it less is enough."""
    goes_on = asked is not None and asked.name in (OBJECTION, nudge_buttons.MORE)
    if not talk.who.is_linked or (not goes_on and (talk.who.members or asked is not None)):
        return False
    if concedes(talk.text) is Concedes.NO or says_when_to_write(talk.text) or await _is_of_absence(talk, talk.text):
        return await _not_that_one(talk)
    figures = {person.id: await _figures(talk, person) for person in talk.who.persons}
    said = {person_id: concedes(talk.text, set(theirs.values())) for person_id, theirs in figures.items()}
    waiting = [one for one in talk.who.persons if await second_word.waits(talk.session, _actor(talk, one), one.id)]
    person = next((one for one in waiting if said[one.id] is not Concedes.NO), None)
    if person is None:
        is_nothing = not waiting and goes_on and Concedes.YES in said.values()
        if is_nothing and not await _of_answered(talk, talk.who.persons, talk.text):
            await talk.end()
            talk.say(NOT_PASSED_ON, my_figures_button())
        return is_nothing
    if said[person.id] is Concedes.MAYBE and not goes_on:
        return False
    disputes = _meant(await standing(talk, person), talk.text, {MISTAKE}, figures[person.id])
    if said[person.id] is Concedes.MAYBE:
        yes = good("Да, отозвать", TAKE_BACK_YES, p=person.id, k=MISTAKE)
        of = await _of(talk, person, await _what(talk, person, disputes))
        talk.say(SURELY.format(of=of), under([yes, button("Нет", "not_withdrawn")]))
    else:
        await _close(talk, person, disputes, talk.text)
    return True


async def _not_that_one(talk: Talk) -> bool:
    """«Хотя нет, не звонок»: one that is in dispute is not meant, and nothing instead."""
    if not may_put_right(talk.text):
        return False
    said = await taken_apart(talk, talk.text)
    for person in talk.who.persons:
        disputes = [one for one in await standing(talk, person) if one.kind == MISTAKE]
        before = await taken_apart(talk, ", ".join(small(GAP[one.gap].button) for one in disputes if one.gap in GAP))
        slip = slip_of(said, before) if disputes else None
        if slip is not None and denies_alone(slip, before):
            await _close(talk, person, _meant(disputes, talk.text, {MISTAKE}, {}), talk.text)
            return True
    return False


async def _is_of_absence(talk: Talk, words: str) -> bool:
    return is_of_absence(words, talk.today(await talk.school_of(talk.who.persons[0])))


async def _figures(talk: Talk, person: Person) -> Mapping[str, int]:
    """What the file says of them that may be called a mistake, by the gap."""
    found = await own_figures(talk.batch, person, await talk.school_of(person))
    return {gap.code: gap.have for gap in found.gaps if gap.have is not None} if found is not None else {}


async def take_back(talk: Talk, rest: str) -> None:
    """What was said last of what still holds, or what the words or the button name."""
    wanted, words = talk.number("p"), "" if talk.word("k") else talk.text
    persons = [one for one in talk.who.persons if wanted in (0, one.id)]
    is_absence = _is_open(talk, TOLD) or speaks_of_reason(words)
    if words and is_absence and await back_at_work.ask_whether_to_tell(talk):
        return
    if words and await _is_of_absence(talk, words):
        await away(talk, "")
        return
    holding = [(claim, person) for person in persons for claim in await standing(talk, person)]
    holding = [one for one in holding if not is_before(talk.payload, one[0].at)]
    holding.sort(key=lambda one: one[0].at, reverse=True)
    kinds = {talk.word("k")} if talk.word("k") else _kinds(words, [claim for claim, _ in holding])
    newest = next((person for claim, person in holding if claim.kind in kinds), None)
    waiting = [one for one in persons if await _waits(talk, one)]
    if newest is not None:
        theirs = [claim for claim, person in holding if person.id == newest.id]
        meant = _meant(theirs, words, kinds, await _figures(talk, newest))
        if meant[0].kind == DONE and (others := _unmarked(theirs, words)):
            talk.say(NOT_MARKED.format(what=others), my_figures_button())
        elif meant[0].kind == NOT_NOW:
            await _write_again(talk, [claim for claim, _ in holding if claim.kind == NOT_NOW])
        else:
            await (_close if meant[0].kind == MISTAKE else _undo)(talk, newest, meant, words)
    elif waiting:
        await _close(talk, waiting[0], [], words)
    elif not await _of_answered(talk, persons, words) and not await back_at_work.ask_whether_to_tell(talk):
        await _nothing(talk)


def _actor(talk: Talk, person: Person) -> Actor:
    return actor_at(talk, person.school_id)


def _is_open(talk: Talk, *names: str) -> bool:
    return talk.who.dialogue is not None and talk.who.dialogue.name in names


async def _waits(talk: Talk, person: Person) -> bool:
    """For an answer to words that were there when the button was shown."""
    since = await second_word.waits_since(talk.session, _actor(talk, person), person.id)
    return since is not None and not is_before(talk.payload, since)


async def standing(talk: Talk, person: Person) -> Sequence[Claim]:
    zone = talk.services.zone_of(await talk.school_of(person))
    return await second_word.what_holds(talk.session, _actor(talk, person), person.id, talk.now, zone)


def _kinds(words: str, claims: Sequence[Claim]) -> set[str]:
    """Which kind of answer the words name; the newest one's where they name none that holds."""
    tokens, there = tokens_of(words), {one.kind for one in claims}
    named = {MISTAKE} if any(one.means("mistakes_word", "complain_to", "nothing_wrong") for one in tokens) else set()
    named |= {DONE} if any(one.means("done_self", "done_verb") for one in tokens) else set()
    return named & there or {one.kind for one in claims[:1]}


def _meant(claims: Sequence[Claim], words: str, kinds: set[str], figures: Mapping[str, int]) -> Sequence[Claim]:
    """Those whose gaps or figures are named; else what was said last, at once; «всё» is all of it."""
    theirs, tokens, named = [one for one in claims if one.kind in kinds], tokens_of(words), set(all_named(words))
    counted = {gap for gap, have in figures.items() if have in {one.value for one in tokens}}
    for gaps in (named, counted):
        if chosen := [one for one in theirs if one.gap in gaps]:
            return chosen
    if any(one.means("all_word") for one in tokens):
        return theirs
    return [one for one in theirs if one.at == theirs[0].at and one.kind == theirs[0].kind]


def _unmarked(claims: Sequence[Claim], words: str) -> str:
    """«Ой, чата нет» where no chat was marked: nothing else is taken back for it; what is named."""
    named = all_named(words)
    is_marked = any(one.gap in named for one in claims)
    return "" if is_marked else ", ".join(small(GAP[one].button) for one in named)


async def _close(talk: Talk, person: Person, disputes: Sequence[Claim], words: str) -> None:
    """The officers are told once; whatever else waits is said, too."""
    actor = _actor(talk, person)
    if not disputes and await _takes_back(talk, await second_word.last_words(talk.session, actor, person.id)):
        talk.say(WITH_OFFICER, my_figures_button())  # of what they had called a mistake: it is theirs to decide
        return
    what = await _what(talk, person, disputes)
    await second_word.take_back(talk.session, actor, person.id, disputes, words or PRESSED, talk.now)
    if _is_open(talk, OBJECTION, nudge_buttons.MORE):
        await talk.end()
    name = await name_shown(talk.session, person)
    left = [one for one in await standing(talk, person) if one.kind == MISTAKE]
    said = f": «{cut(words, _SHOWN)}»" if words else ""
    then = STAYS_OPEN.format(what=await _names(talk, person, left)) if left else NO_ANSWER
    text = f"{TO_OFFICER.format(name=name, what=what)}{said}. {then}"
    told = await tell_officers(talk, person.school_id, text, under([button("Карточка", "card", p=person.id)]))
    of, closed = await _of(talk, person, what), CLOSED if disputes else WORDS_CLOSED
    said = closed.format(of=of, told=OFFICER_TOLD if told else "")
    rows = [[main("Мои показатели", "my_figures")]]
    if left:
        said = f"{said} {STILL_OPEN.format(what=await _names(talk, person, left))}"
        rows.append([button("Отозвать и это", TAKE_BACK, p=person.id, k=MISTAKE)])
    if disputes:
        gaps = EITHER.join(one.gap for one in disputes)
        rows.append([button("Всё-таки ошибка", "mistake", p=person.id, gap=gaps)])
    talk.say(said, under(*rows))


async def _takes_back(talk: Talk, words: str) -> bool:
    """Whether words of before are what brings one here now, by the same reading."""
    if not words or concedes(words) is Concedes.YES:
        return bool(words)
    return any(one.code == WITHDRAW for one in (await understand(talk, words)).wishes)


async def _undo(talk: Talk, person: Person, claims: Sequence[Claim], words: str) -> None:
    what = await _what(talk, person, claims)
    await second_word.take_back(talk.session, _actor(talk, person), person.id, claims, "", talk.now)
    gaps = EITHER.join(one.gap for one in claims)
    again = button("Уже сделано", "done", p=person.id, gap=gaps)
    ways = under([main("Мои показатели", "my_figures"), button("Как сделать", "howto")], [again])
    talk.say(UNDONE.format(of=await _of(talk, person, what)), ways)


async def _write_again(talk: Talk, claims: Sequence[Claim]) -> None:
    """Of every school that it was said to."""
    for one in talk.who.persons:
        theirs = [claim for claim in claims if claim.person_id == one.id]
        if theirs:
            await second_word.take_back(talk.session, _actor(talk, one), one.id, theirs, "", talk.now)
    again = button("Не на этой неделе", "not_now")
    talk.say(THIS_WEEK_AGAIN, under([again], [main("Мои показатели", "my_figures")]))


async def _of_answered(talk: Talk, persons: Sequence[Person], words: str) -> bool:
    """What an officer has called a mistake already is the officer's to decide anew."""
    for person in persons:
        actor = _actor(talk, person)
        answered = await second_word.answered_last(talk.session, actor, person.id)
        found = await own_figures(talk.batch, person, await talk.school_of(person))
        if not words or not answered or answered[0].resolution != ACCEPTED or found is None:
            continue
        if all(one.week != str(found.newest.week) for one in answered):
            continue
        await object_to(talk.session, actor, person.id, words, talk.now)
        what, name = of_claims(answered, found), await name_shown(talk.session, person)
        text = CHANGED_MIND.format(name=name, what=what, words=cut(words, _SHOWN))
        keyboard = under([change_button(answered)], [button("Карточка", "card", p=person.id)])
        await tell_officers(talk, person.school_id, text, keyboard)
        talk.say(PASSED_ON.format(of=f" ({what})"), my_figures_button())
        return True
    return False


async def _nothing(talk: Talk) -> None:
    if not await _still_silent(talk):
        talk.say(NOTHING, my_figures_button())


async def _still_silent(talk: Talk) -> bool:
    silence = await own_silence(talk)
    if silence is not None:
        talk.say(STILL_SILENT[silence], under([button("Напоминать", "unmute")]))
    return silence is not None


async def offers_back(talk: Talk) -> bool:
    """«Отмена» while nothing is asked: what of theirs holds is offered, and nothing taken back yet; False where there
    is nothing."""
    kinds = {claim.kind for person in talk.who.persons for claim in await standing(talk, person)}
    if any([await _waits(talk, one) for one in talk.who.persons]):
        kinds.add(MISTAKE)
    rows = [[button(label, TAKE_BACK, k=kind)] for kind, label in _OFFERED.items() if kind in kinds]
    if not rows:
        return await _still_silent(talk)
    talk.say(WHICH_BACK, under(*rows, [button("Нет", "cancel")]))
    return True


async def _names(talk: Talk, person: Person, claims: Sequence[Claim]) -> str:
    return of_claims(claims, await own_figures(talk.batch, person, await talk.school_of(person)))


async def _what(talk: Talk, person: Person, claims: Sequence[Claim]) -> str:
    return f" ({await _names(talk, person, claims)})" if claims else ""


async def _of(talk: Talk, person: Person, what: str) -> str:
    """With the school of whoever teaches at several."""
    several = len({one.school_id for one in talk.everywhere or talk.who.persons}) > 1
    return f"{what}, {(await talk.school_of(person)).name}" if several else what


async def not_withdrawn(talk: Talk, rest: str) -> None:
    talk.say(STAYS, my_figures_button())


ROUTES = (
    Route(TAKE_BACK, Right.LINKED, take_back, Does.OWN),
    Route(TAKE_BACK_YES, Right.LINKED, take_back, Does.OWN, bare_yes=True),
    Route("not_withdrawn", Right.LINKED, not_withdrawn, Does.SAYS, bare_yes=True),
)
