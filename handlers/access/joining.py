"""The way in: a personal code or link, or one's name, which an officer confirms with one button.

Whoever is not known learns nothing about anybody: the answers are the same whether the name is on a list or not.
"""

from handlers.access import typed_answers
from handlers.access.arriving import (
    BY_CODE,
    BY_NAME,
    ask_about_roles,
    ask_who_was_there,
    is_held,
    later_words,
    tell_who_was_there,
)
from handlers.access.coming_back import ask_again
from handlers.access.greeting import hello_linked
from handlers.access.introducing import code_in, name_in
from handlers.access.my_data import FIGURES_SEEN_BY
from handlers.access.offers import say_taken, say_waiting
from handlers.engine.buttons import button, contact, main, under
from handlers.engine.keyboards import office_keyboard, teacher_keyboard
from handlers.engine.rights import actor_at, may, schools_of
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import KEPT, ask_officers
from handlers.understanding.said.names import says_not_me
from indicators.errors import NotAllowed
from nudges.messenger import Keyboard
from services.access import joining
from services.access.codes import Entry
from services.access.codes import enter as use_code
from services.access.joining import Asked, ask_in
from storage.people.codes import looks_like_code
from storage.people.roles import Role, role_name
from storage.tables import Account, Person

HELLO = (
    "Здравствуйте! Я «Дежурный», помощник школы по Сферуму.\n\n"
    "• Раз в неделю подсказываю педагогу один следующий шаг и отвечаю на «мои показатели».\n"
    "• Храню ФИО, школу, классы и недельные цифры из статистики, из переписки — слова об ошибках в цифрах и "
    "в списке, без имён — фразы, которых не понял.\n"
    f"• {FIGURES_SEEN_BY}"
)
WAY_IN = (
    "Чтобы я вас узнал, пришлите код с листовки или напишите фамилию, имя и отчество — "
    "ответственный подтвердит вас одной кнопкой."
)
_ABOUT_WAY_IN = "way_in"
WAY_IN_AGAIN = f"Это «Дежурный», и я пока не знаю, кто вы. {WAY_IN}"
TAKEN_BACK = "Хорошо, просьбу отозвал. Передумаете — напишите ФИО или код с листовки."
ASKED = "Спасибо! Передал ответственному в школе. Как только он подтвердит, я сразу напишу."
ASKED_ALREADY = "Ваша просьба уже у ответственного. Как только он ответит, я сразу напишу."
BAD_CODE = "Такой код не подходит: возможно, им уже воспользовались. Попросите у ответственного новый или напишите ФИО."
BAD_CODE_KNOWN = (
    "Такой код не подходит: возможно, им уже воспользовались или срок прошёл. Новый даст ответственный в школе."
)
OWN_CODE = "Этот код дали вы сами: он сработает, когда его пришлёт мне тот, для кого он."
TYPE_NAME = "Напишите, пожалуйста, фамилию, имя и отчество полностью, например: Иванова Анна Петровна."
NOT_KNOWN = (
    "Ответственный пока вас не узнал. Уточните у него, как вы записаны в списке школы, или попросите личный код: "
    "по нему войдёте сразу. Новую просьбу с ФИО передам не раньше чем через час."
)
TOO_MANY_CODES = (
    "Несколько кодов подряд не подошли, поэтому сделаю паузу: следующий проверю {again}. "
    "Код лежит на листовке, буквы в нём латинские; новый даст ответственный в школе."
)
_ASKED = {
    Asked.RINGS: ASKED,
    Asked.WAITS: ASKED,
    Asked.ALREADY: ASKED_ALREADY,
    Asked.TOO_OFTEN: "Ваши просьбы уже у ответственного. Другое ФИО смогу передать {again}; с личным кодом — сразу.",
    Asked.TURNED_AWAY: "Ответственный вас пока не узнал. Новую просьбу передам {again}; с личным кодом — сразу.",
}


async def welcome(talk: Talk) -> None:
    """The friendly way in, and nothing else. Who the bot is, is said once: a second time only what is needed."""
    if await is_held(talk):
        return
    again = await talk.said_before_about() == _ABOUT_WAY_IN
    text = WAY_IN_AGAIN if again else f"{HELLO}\n\n{WAY_IN}"
    talk.say(text, _ways(talk), about=_ABOUT_WAY_IN)


def _ways(talk: Talk) -> Keyboard:
    ways = [main("Написать ФИО", "type_name")]
    if talk.services.messenger.shares_contacts:
        ways.append(contact("Поделиться именем"))
    return under(ways)


async def wordless(talk: Talk) -> None:
    """Somebody who waits is calmed, whatever they send."""
    if talk.who.dialogue is not None and talk.who.dialogue.name == joining.WAITING:
        talk.say(ASKED_ALREADY)
    else:
        await welcome(talk)


async def start(talk: Talk, rest: str) -> None:
    if may(talk, Right.CHANGER):
        role = role_name(Role.OFFICER if may(talk, Right.OFFICER) else Role.DEPUTY)
        talk.say(f"{HELLO}\n\nВы — {role}: пришлите файл статистики или выберите кнопку.", office_keyboard())
        schools = await schools_of(talk)
        if any(not school.settings.get("configured") for school in schools):
            offer = "Настроим школу за минуту? Шесть вопросов, на каждый есть готовый ответ."
            talk.say(offer, under([main("Настроить", "wizard"), button("Потом", "cancel")]))
    elif talk.who.members:
        talk.say(f"{HELLO}\n\nСпросите «сводка» или выберите кнопку.", office_keyboard(may_change=False))
    elif talk.who.is_linked:
        talk.say(f"{HELLO}\n\nНапишите что угодно — покажу ваши показатели.", teacher_keyboard())
    else:
        await welcome(talk)
    await say_waiting(talk)


async def type_name(talk: Talk, rest: str) -> None:
    if talk.who.is_linked:
        await start(talk, rest)
    elif talk.who.dialogue is not None and talk.who.dialogue.name == joining.WAITING:
        talk.say(ASKED_ALREADY)
    elif not await is_held(talk, named=True):
        talk.say(TYPE_NAME)


async def came_with(talk: Talk, ref: str) -> bool:
    """A personal link: its `ref` is a code. Another ref changes nothing."""
    if not looks_like_code(ref):
        return False
    return await enter(talk, ref)


async def brought_code(talk: Talk) -> bool:
    """A code or its link, of whoever is known by now, too: a role's is for them."""
    code = code_in(talk)
    return bool(code) and await enter(talk, code, tell=True)


async def heard(talk: Talk) -> None:
    """Something a stranger wrote that is no code: a name, or anything."""
    name = name_in(talk.text)
    if name is None:
        await welcome(talk)
    elif not await is_held(talk, named=True):
        await _ask(talk, name.shown)


async def _ask(talk: Talk, name: str) -> None:
    """Bring the name to the officers."""
    request = await ask_in(talk.session, actor_at(talk, None), name, talk.now)
    talk.who.dialogue = request.dialogue or talk.who.dialogue
    again = later_words(talk, request.again_at) if request.again_at is not None else ""
    rings = request.outcome is Asked.RINGS
    nobody = rings and not await ask_officers(talk, name, request.people)
    talk.say(KEPT if nobody else _ASKED[request.outcome].format(again=again))


async def enter(talk: Talk, code: str, *, tell: bool = False) -> bool:
    """Use a personal code. With `tell`, a code that does not fit is answered."""
    entered = await use_code(
        talk.session, actor_at(talk, None), code, talk.now, default_zone=talk.services.default_zone
    )
    if entered.outcome is Entry.PAUSED and entered.again_at is not None and tell:
        talk.say(TOO_MANY_CODES.format(again=later_words(talk, entered.again_at)))
    elif entered.outcome is Entry.WRONG and tell and await is_held(talk):
        return True
    elif entered.outcome is Entry.WRONG and tell:
        talk.say(*((BAD_CODE_KNOWN,) if talk.who.is_known else (BAD_CODE, _ways(talk))))
    elif entered.outcome is Entry.OWN:
        talk.say(OWN_CODE)
        return True
    if entered.outcome is not Entry.OPEN:
        return tell
    if entered.held is not None:
        await ask_who_was_there(talk, entered.held)
    if entered.person is not None:
        await linked(talk, entered.person, entered.came_from)
    if entered.member is not None:
        talk.who.members.append(entered.member)
        await say_taken(talk, entered.member, "Готово, доступ открыт: вы — {role}.")
    return True


async def linked(talk: Talk, person: Person, came_from: str | None = None) -> None:
    """The account of the one who speaks now belongs to a person."""
    if person not in talk.who.persons:
        talk.who.persons.append(person)
    await talk.end()
    talk.say(await hello_linked(talk, person, talk.who.account, came_from), teacher_keyboard())
    if came_from is not None:
        await ask_about_roles(talk, talk.who.account, BY_CODE)
        await tell_who_was_there(talk, person, talk.who.account, BY_CODE)


async def approve(talk: Talk, rest: str) -> None:
    """An officer's «Да, это она»: `a` is the waiting account, `p` the person of the list."""
    person = await talk.session.get(Person, talk.number("p"))
    account = await talk.session.get(Account, talk.number("a"))
    if person is None or account is None or not may(talk, Right.CHANGER, person.school_id):
        talk.snack = "Эта просьба уже не действует"
        return
    actor = actor_at(talk, person.school_id)
    came_from = await joining.approve(talk.session, actor, account.id, person.id, talk.now)
    talk.say(f"Готово: {person.full_name} теперь с нами.")
    talk.say(await hello_linked(talk, person, account, came_from), teacher_keyboard(), to=account)
    await ask_again(talk, account)
    if came_from is not None:
        await ask_about_roles(talk, account, BY_NAME)
        await tell_who_was_there(talk, person, account, BY_NAME)


async def decline(talk: Talk, rest: str) -> None:
    """«Нет, не знаю» of one school; the request ends when all that were asked have said so."""
    account = await talk.session.get(Account, talk.number("a"))
    if account is None:
        talk.say(joining.GONE)
        return
    actors = [actor_at(talk, school.id) for school in await schools_of(talk)]
    try:
        is_over = await joining.decline(talk.session, actors, account.id, talk.now, talk.school_id)
    except NotAllowed:
        talk.snack = "Эта просьба уже не действует"
        return
    if not is_over:
        talk.say("Хорошо, не пускаю. Просьбу ещё видят другие школы.")
        return
    talk.say("Хорошо, не пускаю.")
    talk.say(NOT_KNOWN, to=account)


async def take_back(talk: Talk) -> None:
    await joining.take_back(talk.session, actor_at(talk, None))
    talk.who.dialogue = None
    talk.say(TAKEN_BACK)


async def still_asked(talk: Talk) -> bool:
    """Somebody who waits writes again: a corrected name is taken, anything else is calmed."""
    if talk.who.is_linked:  # a file has brought their page meanwhile
        await talk.end()
        return False
    if name_in(talk.text) is not None:
        await heard(talk)
    elif says_not_me(talk.text):
        await take_back(talk)
    else:
        talk.say(ASKED_ALREADY)
    return True


ROUTES = (
    Route("start", Right.ANYONE, start, Does.SAYS, leads_out=True),
    Route("type_name", Right.ANYONE, type_name),
    Route("approve", Right.CHANGER, approve, also_typed=typed_answers.YES),
    Route("decline", Right.CHANGER, decline, also_typed=typed_answers.NO),
)
CONTINUATIONS = (Continuation(joining.WAITING, Right.ANYONE, still_asked),)
