"""«Это не я»: an account that was taken for somebody's is left alone at once, and an officer says what is right."""

from collections.abc import Sequence

from handlers.access import joining as strangers
from handlers.access.arriving import gives_up, which_is_not_me
from handlers.engine.buttons import bad, button, good, under
from handlers.engine.rights import actor_at, may
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import tell_officers
from handlers.teacher.passing_words import FOR_OFFICER, offer
from handlers.understanding.said.names import surely_not_me
from nudges.messenger import Keyboard, Written
from nudges.platforms import WORDS, Platform
from services.access.disowning import disown, disown_other, settle_disowned
from storage.messengers.ways import every_account_of
from storage.people.accounts import load_who_by_account
from storage.people.namesakes import name_shown
from storage.people.pages import page_words
from storage.tables import Account, Person

LEFT_ALONE = (
    "Простите за беспокойство! Больше ничего сюда не пришлю и не покажу, пока ответственный школы не разберётся. "
    "Если вы всё же педагог этой школы, напишите свои фамилию, имя и отчество."
)
OTHERS_ALONE = (
    "Простите за беспокойство! Чужих показателей и напоминаний сюда не пришлю, ответственный школы разберётся. Всё "
    "ваше остаётся как прежде."
)
NOT_MINE = (
    "Спасибо, что сказали! {page} отвязал: больше ничего туда не показываю и не присылаю, пишу вам сюда, как прежде. "
    "Прежний код больше не действует; ответственный разберётся, кто это был. Захотите перейти сами — напишите «пишите "
    "мне в {messenger}»."
)
HAS_ROLE = (
    "С этого аккаунта ведут Дежурного в школе, поэтому сам его не отвяжу. Откройте свою карточку («карточка» и "
    "фамилия): там есть «Отвязать аккаунт»."
)
TOLD = (
    "{page} пишет, что это не {person}. Аккаунт отвязал: ничего туда не показываю и не отправляю, пока вы не ответите. "
    "Это {person}?"
)
TOLD_OF = (
    "{person} ({here}) пишет, что {page} — кто-то чужой под этим именем. Тот аккаунт отвязал и прежний личный код "
    "отменил: ничего туда не показываю и не отправляю, пока вы не ответите. {page} — всё-таки {person}?"
)
ASK = (
    "{name} — это не вы? Нажмёте «Это не я» — отвяжу этот аккаунт, и ответственный школы разберётся. Если это вы, а "
    "неверно что-то в списке или в показателях, передам ваши слова."
)
BACK = "{name}, рады, что это вы! Ответственный подтвердил: показатели снова по кнопке."


async def not_me(talk: Talk, rest: str) -> None:
    """Somebody says they are not the person they are taken for."""
    if not talk.word("here") and await gives_up(talk):  # of somebody's code, whoever they are elsewhere
        return
    if not talk.who.is_linked:
        await strangers.welcome(talk)
        return
    if not talk.word("here") and await which_is_not_me(talk):
        return
    if talk.who.members:
        talk.say(HAS_ROLE)
        return
    is_said = isinstance(talk.event, Written) and not talk.event.payload and not talk.word("here")
    if is_said and not surely_not_me(talk.text):
        await _ask(talk)
        return
    account = talk.who.account
    people = await disown(talk.session, actor_at(talk, None), talk.now)
    talk.who.persons.clear()
    await talk.end()
    talk.say(LEFT_ALONE)
    await _ask_officers(talk, people, account, account)


async def _ask(talk: Talk) -> None:
    """Whoever says «это не мне», «вы меня с кем-то путаете» may mean what is asked of them, and not who they are."""
    name = await name_shown(talk.session, talk.who.persons[0])
    await offer(talk, ASK.format(name=name), FOR_OFFICER, bad("Это не я", "not_me"))


async def not_mine(talk: Talk, rest: str) -> None:
    """«Это не я» about an account that came in under one's name in another messenger: `a`."""
    people, account = await disown_other(talk.session, actor_at(talk, None), talk.number("a"), talk.now)
    inside = WORDS[Platform(account.platform)].called
    talk.say(NOT_MINE.format(page=page_words(account), messenger=inside))
    is_somebody = (await load_who_by_account(talk.session, account.id)).is_known
    talk.say(OTHERS_ALONE if is_somebody else LEFT_ALONE, to=account)
    await _ask_officers(talk, people, account, talk.who.account)


async def _ask_officers(talk: Talk, people: Sequence[Person], account: Account, said_by: Account) -> None:
    for person in people:
        text, keyboard = question(await name_shown(talk.session, person), person, account, said_by)
        await tell_officers(talk, person.school_id, text, keyboard)


def question(name: str, person: Person, account: Account, said_by: Account | None) -> tuple[str, Keyboard]:
    """What officers are asked, until one answers. `said_by`: the account itself, or another of the person's."""
    about = {"p": person.id, "a": account.id}
    rows = [
        [good("Это всё-таки тот человек", "disowned", r="yes", **about)],
        [bad("Верно, не тот", "disowned", r="no", **about)],
    ]
    if said_by is None or said_by.id == account.id:
        return TOLD.format(page=page_words(account), person=name), under(*rows)
    return TOLD_OF.format(here=page_words(said_by), page=page_words(account), person=name), under(*rows)


async def answered(talk: Talk, rest: str) -> None:
    """The officer's word on it."""
    person = await talk.session.get(Person, talk.number("p"))
    if person is None or not may(talk, Right.CHANGER, person.school_id):
        talk.snack = "Отвечает ответственный этой школы"
        return
    actor = actor_at(talk, person.school_id)
    theirs = talk.word("r") == "yes"
    today = talk.today(await talk.school_of(person))
    done = await settle_disowned(talk.session, actor, person.id, talk.number("a"), talk.now, theirs=theirs, today=today)
    shown = await name_shown(talk.session, person)
    if done.back:
        talk.say(f"Вернул: {shown} снова получает всё сюда, {page_words(done.account)}.")
        name = " ".join(filter(None, (person.first_name, person.patronymic))) or "Здравствуйте"
        talk.say(BACK.format(name=name), to=done.account)
    else:
        unsaid = ", сказанное оттуда убрал" if done.unsaid else ""
        left = f"Хорошо, {page_words(done.account)} остаётся отвязанным{unsaid}."
        theirs_now = [page_words(one) for one in await every_account_of(talk.session, person.id)]
        if theirs_now:
            way = button("Карточка", "card", p=person.id)
            talk.say(f"{left} {shown}: аккаунт уже другой, {', '.join(theirs_now)}.", under([way]))
        else:
            way = button("Выдать код для входа", "invite", p=person.id)
            talk.say(f"{left} {shown} теперь без аккаунта.", under([way]))


ROUTES = (
    Route("not_me", Right.ANYONE, not_me, Does.OWN, leads_out=True, label="Это не я"),
    Route("not_mine", Right.LINKED, not_mine),
    Route("role_not_here", Right.LINKED, not_mine),  # as its button was called before
    Route("disowned", Right.CHANGER, answered),
)
