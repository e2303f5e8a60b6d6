"""«Кто вы», «когда следующая проверка», «я сменила фамилию»: what people ask and say about the bot and themselves."""

from datetime import date

from handlers.access import joining as strangers
from handlers.engine.buttons import button, good, main, under
from handlers.engine.keyboards import my_figures_button
from handlers.engine.rights import actor_at, at_desk, may
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import asked_now, is_to_be_told, kept_for, tell_officers
from handlers.overview.asked_week import known_weeks
from handlers.people.told_changes import change_shown
from handlers.questions.own_letters import coming, decided, sent, until, why_silent
from handlers.teacher.which_figures import named_in
from handlers.understanding.pieces.own_question import Question, own_question
from handlers.understanding.reading.tokens import tokens_of
from handlers.understanding.said.orders.new_values import fields_told
from indicators.russian.rules import cut
from indicators.weeks import Week
from nudges.clock.coming import nudge_words
from nudges.periods import day_words, figures_words, week_words
from services.rounds.coming import coming_nudge
from services.staff.told_changes import tell_change
from storage.people.namesakes import name_shown
from storage.people.unanswered import waiting_ids
from storage.statistics.facts import newest_list
from storage.tables import Person, School

WHO = (
    "Я «Дежурный» — бот, программа, а не человек. Помогаю школе с показателями Сферума: раз в неделю читаю файл "
    "статистики и каждому лично подсказываю один следующий шаг. {more}"
)
FOR_OFFICE = (
    "Вам показываю сводки, списки и отчёты; то, о чём вы просите написать другим, сначала показываю и спрашиваю."
)
FOR_READERS = "Вам показываю сводки, списки и отчёты."
FOR_TEACHERS = "Цифры беру из файла, который присылает ответственный; телефоны и пароли не храню."
CHECKED = (
    "Проверяю по файлу статистики, он за неделю с понедельника по воскресенье.\n"
    "Сейчас у меня {now}. Следующий — за {next}{earliest}."
)
EARLIEST = ", раньше {day} его не жду"
WAITS = "Ваше сообщение об ошибке у ответственного. Как только он ответит, я сразу напишу."
NOT_COME = ", он ещё не пришёл"
NOT_YET = "Файла статистики пока не было. Как только ответственный пришлёт первый, здесь появятся ваши показатели."
NAME_CHANGE = (
    "Фамилию, должность и классы беру из списка школы. Передать ваши слова ответственному, чтобы он исправил?\n«{said}»"
)
NAME_TOLD = "Передал ответственному. Как исправит, я сразу учту."
_LONGEST = 100


async def who_are_you(talk: Talk, rest: str) -> None:
    more = FOR_OFFICE if may(talk, Right.CHANGER) else FOR_READERS if talk.who.members else FOR_TEACHERS
    own = [main("Мои показатели", "my_figures")] if talk.who.is_linked and not talk.who.members else []
    talk.say(WHO.format(more=more), under([*own, button("Помощь", "help")]))


def _checked(now: str, newest: Week, received_on: date | None, today: date) -> str:
    """The next file is of a week that is over, or where the last one came before it was over, comes on that day."""
    coming = max(newest.shift(1), Week.of(today).shift(-1))
    early = received_on is not None and received_on <= newest.sunday
    day = coming.monday + (received_on - newest.monday) if early and received_on else coming.shift(1).monday
    earliest = EARLIEST.format(day=day_words(day)) if day > today else NOT_COME
    return CHECKED.format(now=now, next=week_words(coming), earliest=earliest)


async def next_check(talk: Talk, rest: str) -> None:
    """By which figures people are asked now, and when newer ones can come at the earliest."""
    if talk.who.members:
        await _of_the_desk(talk)
        return
    if not talk.who.is_linked:
        await strangers.heard(talk)
        return
    question = own_question(tokens_of(talk.text))
    persons = {person.school_id: person for person in talk.who.persons}
    for person in persons.values():
        school = await talk.school_of(person)
        said = await _of_own_letters(talk, person, school, question)
        talk.say(f"{school.name}:\n{said}" if len(persons) > 1 else said, my_figures_button())


async def _of_own_letters(talk: Talk, person: Person, school: School, question: Question | None) -> str:
    if question is Question.UNTIL:
        return await until(talk, person, school)
    named = named_in(talk.text) if question is Question.DECIDED else set()
    if question is Question.DECIDED and (stands := await decided(talk, person, school, named)):
        return stands
    if question is Question.SENT:
        return await sent(talk, person, school)
    newest = await newest_list(talk.session, school.id)
    if newest is None:
        return NOT_YET
    now = f"данные {figures_words(newest.week, newest.received_on)}"
    checked = _checked(now, newest.week, newest.received_on, talk.today(school))
    if person.id in await waiting_ids(talk.session, school.id):
        checked = f"{WAITS}\n\n{checked}"
    if question is Question.WHY or _asks_why(talk.text):
        return f"{await why_silent(talk, person, school)}\n\n{checked}"
    return f"{await coming(talk, person, school)}\n\n{checked}" if question is Question.NEXT else checked


def _asks_why(text: str) -> bool:
    """«Почему мне ничего не пришло», «вы мне не пишете»."""
    return any(
        one.means("reason_why") or (one.denied and one.means("write", "remind", "send", "receive"))
        for one in tokens_of(text)
    )


async def _of_the_desk(talk: Talk) -> None:
    desk = await at_desk(talk, Right.READER)
    weeks = await known_weeks(talk, desk) if desk is not None else []
    if desk is None or not weeks:
        return
    zone = talk.services.zone_of(desk.school)
    found = await coming_nudge(
        talk.session, actor_at(talk, desk.school.id), talk.now, default_zone=talk.services.default_zone
    )
    newest = await newest_list(talk.session, desk.school.id)
    came = newest.received_on if newest is not None and newest.week == weeks[-1] else None
    text = _checked(f"данные за {week_words(weeks[-1])}", weeks[-1], came, talk.today(desk.school))
    talk.say(f"{text}\n{nudge_words(found, talk.now.astimezone(zone))}", under([button("Расписание", "schedule")]))


async def name_change(talk: Talk, rest: str) -> None:
    """A teacher says that their name, post or classes changed: the officer is told only when they say so."""
    said = cut(talk.text or talk.word("rest"), _LONGEST)
    yes = good("Да, передать", "name_change_yes", rest=said, **asked_now(talk))
    talk.say(NAME_CHANGE.format(said=said), under([yes, button("Нет", "cancel")]))


async def name_change_yes(talk: Talk, rest: str) -> None:
    if not await is_to_be_told(talk):
        return
    told = 0
    for person in talk.who.persons:
        said = talk.word("rest")[:_LONGEST]
        actor = actor_at(talk, person.school_id)
        await tell_change(talk.session, actor, person.id, said, talk.now, fields_told(said))
        text, keyboard = change_shown(await name_shown(talk.session, person), person, [said])
        told += await tell_officers(talk, person.school_id, text, keyboard)
    kept = NAME_TOLD if told else kept_for(talk, talk.who.persons[0].school_id)
    talk.say(kept, my_figures_button())


ROUTES = (
    Route("who_are_you", Right.ANYONE, who_are_you, Does.SAYS, leads_out=True, label="Кто такой Дежурный"),
    Route("next_check", Right.ANYONE, next_check, Does.SAYS, label="Когда проверка"),
    Route("name_change", Right.LINKED, name_change, Does.ASKS, label="Другая фамилия или класс"),
    Route("name_change_yes", Right.LINKED, name_change_yes),
)
