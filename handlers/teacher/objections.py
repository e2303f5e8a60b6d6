"""«У меня 12, а не 4», a picture, words after «Это ошибка»: to the officer with the figures; the answer comes back."""

from collections.abc import Collection, Sequence

from handlers.engine.buttons import COMMAND, button, under
from handlers.engine.rights import actor_at, may
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import kept_for, tell_officers
from handlers.teacher import counted_messages, nudge_buttons
from handlers.teacher.disputes import answer_person, answer_row, change_button, dispute_buttons, dispute_words
from handlers.teacher.figures_in_words import OwnFigures, line_of, lines, open_words, own_figures, period
from handlers.teacher.howto import howto
from handlers.teacher.passing_words import (
    FOR_OFFICER,
    LONGEST_SHOWN,
    OF_SCHOOL,
    PASSED_ON_ALONE,
    offer,
    pass_alone,
)
from handlers.teacher.put_right import drop, put_right_in, put_right_words, take_the_place, taken_words
from handlers.teacher.which_figures import all_but, gaps_disputed, is_counted, named_in, told_of_dispute
from handlers.understanding.around import understand
from handlers.understanding.reading.manner import tells_figure_of_week
from handlers.understanding.reading.people.person_words import name_of
from handlers.understanding.said import objecting
from handlers.understanding.said.teachers.own_matters import asks_something, is_of_no_figure
from handlers.understanding.wish import Wish
from nudges.messenger import Keyboard, Written
from nudges.plan.standing import MISTAKE
from services.lists import EITHER, gaps_in
from services.staff.disputes import dispute
from services.staff.second_word import answered_last, waits
from services.staff.threads import answer_back, object_to
from storage.people.namesakes import name_shown
from storage.people.unanswered import open_claims_of_each
from storage.tables import Claim, Person

OBJECTION, ANSWER = "objection", "answer_back"
# What follows an objection belongs to it when it reads so, or as nothing else; what is said to be done may be of
# something else, which its command knows.
_BELONGS = frozenset({"mistake"})
_SURELY_ITS_OWN = 0.8
_FOR_OFFICER = "слова для ответственного"
ASK = "Напишите, как на самом деле, или пришлите снимок: передам ответственному вместе с вашими цифрами."
PASSED_ON = "Передал ответственному ваши слова вместе с цифрами. Ответит — сразу напишу."
WHICH = "О чём речь? Нажмите — отмечу, и об этом пока не напомню."
NOT_FOR_ME = "Похоже, это не мне: никому не передаю. Или передать ответственному?"
HEARD = "Понял. Передать ваши слова ответственному?"
NOT_OPEN = "По данным {period}: {known}. Осталось: {left}."
PARENTS_CHAT = (
    "Отлично! Чтобы отметить этот чат, пришлите мне его ссылку-приглашение или добавьте меня в него — сделаю и плакат "
    "с QR-кодом."
)
ONLY_THAT = "Спасибо, что сказали! По данным осталось только это — помогу сделать."
_OF_PARENTS = frozenset({"no_parent_chat_with_teacher", "no_parent_chat_without_teacher"})
_SHORT = 6  # words: «опять у вас всё не так»
_BARE = 4  # words: «это ошибка в данных»


def _says_how(text: str) -> bool:
    """More than that it is a mistake."""
    is_told = objecting.disputes(text) or objecting.only_says_wrong(text) or any(map(str.isdigit, text))
    return is_told or len(text.split()) > _BARE


async def ask(talk: Talk, rest: str) -> None:
    """The words are still to come."""
    person = next((one for one in talk.who.persons if talk.number("p") in (0, one.id)), None)
    if person is not None:
        await talk.ask(OBJECTION, ASK, under([button("Отмена", "cancel")]), p=person.id)


async def said_words(talk: Talk) -> bool:
    dialogue = talk.who.dialogue
    person = next((one for one in talk.who.persons if dialogue and one.id == dialogue.state.get("p")), None)
    if person is None or not talk.text or objecting.only_thanks(talk.text):
        return False
    if dialogue is not None and dialogue.name == OBJECTION and await _is_something_else(talk):
        return False
    await pass_on(talk, person, talk.text)
    return True


_ELSE = frozenset({"my_figures", "away", "not_now", "mute", "next_check", "my_class", "hours", "who_helps", "not_here"})


async def _is_something_else(talk: Talk) -> bool:
    """«А сколько мне ещё сообщений?», «я болею до пятницы», asked how it really is."""
    reading = await understand(talk)
    is_else = reading.sure and all(one.code in _ELSE and one.likely > _SURELY_ITS_OWN for one in reading.wishes)
    return is_else and not objecting.disputes(talk.text)


async def said_more(talk: Talk) -> bool:
    """A detail after an objection: the officer gets it too. A question or a wish of its own stays one."""
    if asks_something(talk.text) or objecting.tells_of_talk(talk.text):
        return False
    if objecting.is_for_somebody_else(talk.text) and not named_in(talk.text):
        await offer(talk, NOT_FOR_ME, FOR_OFFICER)
        return True
    reading, dialogue = await understand(talk), talk.who.dialogue
    belongs = _BELONGS | ({"done"} if dialogue is not None and nudge_buttons.ASKED_HOW in dialogue.state else set())
    if reading.sure and any(_is_its_own(one, talk.text, belongs) for one in reading.wishes):
        return False
    return await said_words(talk)


def _is_its_own(wish: Wish, said: str, belongs: Collection[str]) -> bool:
    """What takes words back is none of them; «я ошиблась, не 12, а 11» only says them better."""
    if wish.code == "done" and "gap" not in wish.keys and len(said.split()) > _BARE:
        return False  # «там подключились 18 родителей, все подтвердят», beside «написал, проверяйте»
    takes_back = wish.code == "withdraw" and not any(map(str.isdigit, said))
    return wish.code not in belongs and (takes_back or wish.likely > _SURELY_ITS_OWN)


async def pass_on(talk: Talk, person: Person, words: str, code: str = "") -> None:
    """To the officers, with what the file says; a gap that is named, or plainly meant, is in dispute from now on. In
    the place of what was said `before`, where that is put right. What no figure tells of goes alone."""
    await nudge_buttons.hear_more(talk, person)
    actor, before = actor_at(talk, person.school_id), await put_right_in(talk, person)
    if before is None and is_of_no_figure(words) and not named_in(words).union(gaps_in(code)):
        await pass_alone(talk, person, words)
        return
    if before is not None:
        await take_the_place(talk, person, before)
    await object_to(talk.session, actor, person.id, words, talk.now)
    found = await own_figures(talk.batch, person, await talk.school_of(person))
    meant = before.meant or words if before is not None else words
    figures, keyboard, is_fresh, gaps = await in_dispute(talk, person, found, meant, code)
    dropped = await drop(talk, person, before, {*gaps, *named_in(meant)}) if before is not None else ""
    name = await name_shown(talk.session, person)
    quoted = words[:LONGEST_SHOWN]
    text = f"{name} пишет: «{quoted}»" if before is None else put_right_words(before, name, quoted, dropped)
    told = await tell_officers(talk, person.school_id, f"{text}\n{figures}", keyboard)
    passed = PASSED_ON if found is not None and found.now is not None else PASSED_ON_ALONE
    said = (passed if before is None else taken_words(dropped)) if told else kept_for(talk, person.school_id)
    if len({one.school_id for one in talk.everywhere or talk.who.persons}) > 1:
        said = f"{said} {OF_SCHOOL.format(name=(await talk.school_of(person)).name)}"
    if found is not None and not is_fresh and (decided := nudge_buttons.decided_before(found, gaps)):
        said = f"{said} {decided}"
    back = nudge_buttons.withdraw_button(person.id, MISTAKE)
    if found is not None and len(found.gaps) > 1 and not gaps and not named_in(words).union(gaps_in(code)):
        nudge_buttons.ask_which(talk, person, found, "mistake", f"{said} {WHICH}", back, said=1)
        return
    talk.say(f"{said} {nudge_buttons.SILENT}" if is_fresh else said, under([back]))


async def in_dispute(
    talk: Talk, person: Person, found: OwnFigures | None, words: str, code: str = ""
) -> tuple[str, Keyboard, bool, list[str]]:
    """What the officers are shown with such words and may answer by a button, whether anything is in dispute from now
    on that was not before, and which gaps are meant."""
    actor = actor_at(talk, person.school_id)
    answered = await answered_last(talk.session, actor, person.id)
    gaps = [one.code for one in gaps_disputed(found, words, gaps_in(code), [one.gap for one in answered])]
    fresh: list[Claim] = []
    if found is not None and gaps:
        fresh = await dispute(talk.session, actor, person.id, str(found.newest.week), gaps, talk.now)
    waiting = (await open_claims_of_each(talk.session, [person.id])).get(person.id, [])
    asked = [one for one in waiting if one.gap in gaps]
    keyboard = dispute_buttons(asked) if asked else under(answer_row(person.id))
    again = [one for one in answered if found is not None and one.week == str(found.newest.week) and one.gap in gaps]
    if again and not asked:  # of the same figures an officer has answered before
        keyboard = under([change_button(again)], answer_row(person.id))
    return figures_words(found, gaps, person), keyboard, bool(fresh), gaps


def figures_words(found: OwnFigures | None, gaps: Sequence[str], person: Person) -> str:
    if found is None or found.now is None:
        return "Данных об этом человеке пока нет."
    if gaps:
        return dispute_words(found, gaps)
    return "\n".join([f"По данным {period(found)}:", *lines(found, person.full_name)])


async def wrong_again(talk: Talk) -> bool:
    """«У вас не так посчитано» is about the figures, and no complaint of the reminders, and so is «опять не так» of
    somebody who has objected before; of anybody else it is asked about. «Спасибо, но это за прошлую, а за эту 20» is
    more than thanks."""
    if talk.who.members or not talk.who.is_linked or not talk.text or "?" in talk.text:
        return False
    if tells_figure_of_week(talk.text) or objecting.only_says_wrong(talk.text):
        await pass_on(talk, await _whose(talk, ""), talk.text)
        return True
    is_short = len(talk.text.split()) <= _SHORT
    if not (is_short and objecting.says_again(talk.text) and objecting.says_wrong(talk.text)):
        return False
    for person in talk.who.persons:
        actor = actor_at(talk, person.school_id)
        if await answered_last(talk.session, actor, person.id) or await waits(talk.session, actor, person.id):
            await pass_on(talk, person, talk.text)
            return True
    if objecting.only_says_wrong_again(talk.text):
        await nudge_buttons.mistake(talk, "")
        return True
    return False


async def ask_answer(talk: Talk, rest: str) -> None:
    """«Ответить» of an officer: their next words go to the teacher."""
    person = await talk.session.get(Person, talk.number("p"))
    if person is None or not may(talk, Right.CHANGER, person.school_id):
        talk.snack = "Отвечает ответственный этой школы"
        return
    question = f"Что ответить? Перешлю дословно: {await name_shown(talk.session, person)}."
    await talk.ask(ANSWER, question, under([button("Отмена", "cancel")]), p=person.id)


async def said_answer(talk: Talk) -> bool:
    dialogue = talk.who.dialogue
    person = await talk.session.get(Person, dialogue.state.get("p")) if dialogue is not None else None
    if person is None or not may(talk, Right.CHANGER, person.school_id) or not talk.text:
        return False
    await talk.end()
    await answer_back(talk.session, actor_at(talk, person.school_id), person.id, talk.text, talk.now)
    told = await answer_person(talk, person, answer_words(person, talk.text), answer_button(person))
    name = await name_shown(talk.session, person)
    sent = f"Передал: {name}." if told else f"{name}: писать пока некуда, ответ — в карточке."
    talk.say(sent, under([button("Карточка", "card", p=person.id)]))
    return True


def answer_words(person: Person, text: str) -> str:
    """An officer's words as the teacher gets them."""
    name = name_of(person).address
    return f"{f'{name}, ответственный' if name else 'Ответственный'} отвечает: «{text}»"


def answer_button(person: Person) -> Keyboard:
    return under([button("Ответить", "object", p=person.id)])


async def _whose(talk: Talk, code: str) -> Person:
    """Of whoever teaches at several schools, where what is named, or whose figure is said, is open."""
    first, *others = talk.who.persons
    named, numbers = named_in(talk.text).union(gaps_in(code)), objecting.numbers_in(talk.text)
    for person in (first, *others) if others else ():
        found = await own_figures(talk.batch, person, await talk.school_of(person))
        gaps = [gap for gap in found.gaps if not named or gap.code in named] if found is not None else []
        if any(gap.have in numbers for gap in gaps) or (named and gaps):
            return person
    return first


async def mistake(talk: Talk, rest: str) -> None:
    """«Это ошибка»; with words of their own the officer gets these."""
    gap = str(talk.given.get("gap", ""))
    if _is_said(talk) and (gap or _says_how(talk.text) or is_of_no_figure(talk.text)):
        await pass_on(talk, await _whose(talk, gap), talk.text, gap)
    else:
        await nudge_buttons.mistake(talk, rest)


async def done(talk: Talk, rest: str) -> None:
    """«Звонок был в среду», and the file tells of that Wednesday that there was none: a mistake, which no file to
    come puts right. What is in dispute already waits for the officer and no file: these words belong to it."""
    gap = str(talk.given.get("gap", ""))
    if _is_said(talk) and objecting.tells_of_talk(talk.text):
        await offer(talk, HEARD, FOR_OFFICER)
        return
    told = objecting.without_promises(talk.text)
    if _is_said(talk) and (kept := [one for one in gaps_in(gap) if one in named_in(told)]):
        gap = EITHER.join(kept)  # «написала, позвоню в пятницу»: the call is still to be made
        talk.given = {**talk.given, "gap": gap}
    person = await _whose(talk, gap)
    if _is_said(talk):
        school = await talk.school_of(person)
        found = await own_figures(talk.batch, person, school)
        if found is not None and (disputed := told_of_dispute(found, talk.text, gap)):
            await pass_on(talk, person, talk.text, disputed)
            return
        if set(gaps_in(gap)) <= {counted_messages.GAP} and await counted_messages.too_few(talk, person, found):
            return
        day = objecting.day_of_deed(told, talk.today(school))
        open_ = set(gaps_in(gap)) & {one.code for one in found.gaps} if found is not None else set()
        if day is not None and found is not None and any(is_counted(day, found.newest.week, one) for one in open_):
            await pass_on(talk, person, talk.text, gap)
            return
        others = all_but(found, talk.text) if found is not None else None
        if others is not None and not others:
            talk.say(ONLY_THAT, under([button("Как сделать", "howto")]))
            return
        if others:
            talk.given = {**talk.given, "gap": EITHER.join(others)}
        elif found is not None and found.gaps and gaps_in(gap) and not open_:
            _not_open(talk, found, gaps_in(gap))
            return
    await nudge_buttons.done(talk, rest)
    stuck = named_in(objecting.cannot(talk.text)) - set(gaps_in(gap)) if _is_said(talk) else set()
    if stuck and all(one.code != "howto" for one in (await understand(talk)).wishes):
        talk.given = {"gap": min(stuck)}
        await howto(talk, "")


def _not_open(talk: Talk, found: OwnFigures, named: Sequence[str]) -> None:
    """«Чат создан» where only a call is lacking: it is no word about the call."""
    if all(one in _OF_PARENTS for one in named):
        talk.say(PARENTS_CHAT, under([button("Мой класс", "my_class")]))
        return
    known = "; ".join(line_of(found, one) for one in named)
    left = "; ".join(open_words(found, one) for one in found.gaps)
    ways = [button("Это ошибка", "mistake"), button("Как сделать", "howto")]
    talk.say(NOT_OPEN.format(period=period(found), known=known, left=left), under(ways))


def _is_said(talk: Talk) -> bool:
    """In words, and by no button, pressed or typed."""
    return isinstance(talk.event, Written) and not talk.event.payload and not talk.word(COMMAND)


ROUTES = (
    Route("done", Right.LINKED, done, Does.OWN, label="Уже сделано"),
    Route("mistake", Right.LINKED, mistake, Does.OWN, label="Это ошибка"),
    Route("object", Right.LINKED, ask, Does.OWN),
    Route("answer_back", Right.CHANGER, ask_answer, Does.ASKS),
)
CONTINUATIONS = (
    Continuation(
        OBJECTION,
        Right.LINKED,
        said_words,
        frozenset({"done", "mistake"}),
        free=True,
        words=_FOR_OFFICER,
        lasts=True,
    ),
    Continuation(
        nudge_buttons.MORE,
        Right.LINKED,
        said_more,
        frozenset({"done", *_BELONGS}),
        free=True,
        words=_FOR_OFFICER,
        lasts=True,
    ),
    Continuation(ANSWER, Right.CHANGER, said_answer, free=True, words="ответ педагогу"),
)
