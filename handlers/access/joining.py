"""The way in: a personal code or link, or one's name, which an officer confirms with one button.

Whoever is not known learns nothing about anybody: the answers are the same whether the name is on a list or not.
"""

import re

from handlers.access.my_data import FIGURES_SEEN_BY
from handlers.access.offers import say_waiting
from handlers.engine.buttons import button, main, under
from handlers.engine.keyboards import office_keyboard, teacher_keyboard
from handlers.engine.rights import may, schools_of
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import ask_officers, schools_asked
from handlers.understanding.person_words import name_of
from indicators.russian.names import Name, parse_name
from storage.dialogs.dialogues import end_dialogue
from storage.people.codes import find_invitation, looks_like_code, use_invitation
from storage.people.registry import called, link
from storage.people.roles import CHANGING, Role, give_role, issuer, schools_with, still_officer
from storage.tables import Account, Dialogue, Person

HELLO = (
    "Здравствуйте! Я «Дежурный», помощник школы по Сферуму.\n\n"
    "• Раз в неделю подсказываю педагогу один следующий шаг и отвечаю на «мои показатели».\n"
    "• Храню ФИО, школу, классы и недельные цифры из статистики. Переписку не храню.\n"
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
TYPE_NAME = "Напишите, пожалуйста, фамилию, имя и отчество полностью, например: Иванова Анна Петровна."
MOST_ASKS = 3
DECLINED = "declined"  # in the waiting dialogue: the schools whose officer does not know the name
_INTRODUCING = re.compile(
    r"^(?:(?:здравствуйте|добрый день|доброе утро|добрый вечер|привет|это|я|меня зовут|мо[её] имя|фио|учитель|педагог)"
    r"[\s,:.!—-]+)+",
    re.IGNORECASE,
)
_NO_NAMES_TEXT = """
    как что кто где когда не мне мой моя вы ты бот помогите пожалуйста спасибо напомни напомнить покажи карточка школа
    новый новая новенький новенькая учитель учительница педагог родитель ученик директор завуч секретарь работаю школе
"""
_NO_NAMES = frozenset(_NO_NAMES_TEXT.split())
_CODE_IS = re.compile(r"^(?:вот\s+)?(?:мой\s+|личный\s+)*код(?:\s+с\s+листовки)?[\s:—-]+", re.IGNORECASE)
_LINK_CODE = re.compile(r"[?&]ref=([\w-]+)")


async def welcome(talk: Talk) -> None:
    """The friendly way in, and nothing else. Who the bot is, is said once: a second time only what is needed."""
    again = await talk.said_before_about() == _ABOUT_WAY_IN
    text = WAY_IN_AGAIN if again else f"{HELLO}\n\n{WAY_IN}"
    talk.say(text, under([main("Написать ФИО", "type_name")]), about=_ABOUT_WAY_IN)


async def start(talk: Talk, rest: str) -> None:
    if may(talk, Right.CHANGER):
        talk.say(f"{HELLO}\n\nВы — ответственный: пришлите файл статистики или выберите кнопку.", office_keyboard())
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
    elif talk.who.dialogue is not None and talk.who.dialogue.name == "asked":
        talk.say(ASKED_ALREADY)
    else:
        talk.say(TYPE_NAME)


async def came_with(talk: Talk, ref: str) -> bool:
    """A personal link: its `ref` is a code. Another ref changes nothing."""
    if not looks_like_code(ref):
        return False
    return await enter(talk, ref)


async def heard(talk: Talk) -> None:
    """Something a stranger wrote: a code, a name, or anything."""
    text = _CODE_IS.sub("", talk.text)
    pasted = _LINK_CODE.search(text)
    if pasted or looks_like_code(text):
        await enter(talk, pasted[1] if pasted else text, tell=True)
        return
    name = _name_in(text)
    if name is not None:
        await _ask(talk, name.shown)
    else:
        await welcome(talk)


def _name_in(text: str) -> Name | None:
    """«Здравствуйте, меня зовут Иванова Анна Петровна, учитель химии»: the full name, None when there is none."""
    name = parse_name(_INTRODUCING.sub("", text).split(",")[0].strip(" .!"))
    return name if name is not None and name.complete and not _NO_NAMES & set(name.key.split()) else None


async def _ask(talk: Talk, name: str) -> None:
    """Bring the name to the officers; a few corrections are welcome, more would be pestering."""
    before = talk.who.dialogue.state.get("asked", 0) if talk.who.dialogue is not None else 0
    if before >= MOST_ASKS:
        talk.say(ASKED_ALREADY)
        return
    await talk.ask("asked", ASKED, full_name=name, asked=before + 1)
    await ask_officers(talk, name, await called(talk.session, name))


async def enter(talk: Talk, code: str, *, tell: bool = False) -> bool:
    """Use a personal code. With `tell`, a code that does not fit is answered."""
    invitation = await find_invitation(talk.session, code)
    if invitation is None:
        if tell:
            talk.say(BAD_CODE)
        return tell
    if invitation.person_id is not None:
        person = await talk.session.get(Person, invitation.person_id)
        if person is None or not await link(talk.session, person, talk.who.account):
            talk.say(BAD_CODE)
            return True
        await use_invitation(talk.session, invitation, talk.now)
        await linked(talk, person)
    elif invitation.role is not None:
        by = issuer(invitation)
        if by is not None and not await still_officer(talk.session, by, invitation.school_id):
            talk.say(BAD_CODE)
            return True
        await use_invitation(talk.session, invitation, talk.now)
        member = await give_role(
            talk.session, talk.who.account.id, invitation.school_id, Role(invitation.role), talk.now
        )
        talk.who.members.append(member)
        talk.log("role_taken", invitation.school_id, role=invitation.role)
        talk.say("Готово, доступ открыт.", office_keyboard(may_change=may(talk, Right.CHANGER)))
    return True


async def linked(talk: Talk, person: Person) -> None:
    """The account of the one who speaks now belongs to a person."""
    if person not in talk.who.persons:
        talk.who.persons.append(person)
    talk.log("linked", person.school_id, person=person.id)
    await talk.end()
    talk.say(hello_linked(person), teacher_keyboard())


def hello_linked(person: Person) -> str:
    address = name_of(person).address or "коллега"
    return (
        f"{address}, рад знакомству! Теперь раз в неделю подскажу один следующий шаг. "
        "Напишите «мои показатели» в любое время. Не хотите напоминаний — напишите «не напоминать»."
    )


async def approve(talk: Talk, rest: str) -> None:
    """An officer's «Да, это она»: `a` is the waiting account, `p` the person of the list."""
    person = await talk.session.get(Person, talk.number("p"))
    account = await talk.session.get(Account, talk.number("a"))
    if person is None or account is None or not may(talk, Right.CHANGER, person.school_id):
        talk.snack = "Эта просьба уже не действует"
        return
    waiting = await talk.session.get(Dialogue, account.id)
    if waiting is None or waiting.name != "asked":
        talk.say("Эту просьбу уже обработали." if person.account_id != account.id else "Уже подтверждено.")
        return
    if person not in await called(talk.session, waiting.state["full_name"]):
        talk.say(f"Просится «{waiting.state['full_name']}», а это не {person.full_name}.")
        return
    if not await link(talk.session, person, account):
        talk.say(f"{person.full_name}: к этому человеку уже привязан другой аккаунт. Сначала отвяжите его в карточке.")
        return
    await end_dialogue(talk.session, account.id)
    talk.log("link_approved", person.school_id, person=person.id, account=account.id)
    talk.say(f"Готово: {person.full_name} теперь с нами.")
    talk.say(hello_linked(person), teacher_keyboard(), to=account.external_id)


async def decline(talk: Talk, rest: str) -> None:
    """«Нет, не знаю» of one school; the request ends when all that were asked have said so."""
    account = await talk.session.get(Account, talk.number("a"))
    waiting = await talk.session.get(Dialogue, account.id) if account is not None else None
    if account is None or waiting is None or waiting.name != "asked":
        talk.say("Эту просьбу уже обработали.")
        return
    asked = await schools_asked(talk, await called(talk.session, waiting.state["full_name"]))
    mine = {school_id for school_id in asked if may(talk, Right.CHANGER, school_id)}
    if not mine:
        talk.snack = "Эта просьба уже не действует"
        return
    declined = mine | set(waiting.state.get(DECLINED, ()))
    for school_id in sorted(mine):
        talk.log("link_declined", school_id, account=account.id)
    if (asked & await schools_with(talk.session, *CHANGING)) - declined:
        waiting.state = {**waiting.state, DECLINED: sorted(declined)}
        talk.say("Хорошо, не пускаю. Просьбу ещё видят другие школы.")
        return
    await end_dialogue(talk.session, account.id)
    talk.say("Хорошо, не пускаю.")
    again = under([button("Написать ФИО ещё раз", "type_name")])
    talk.say(
        "Ответственный пока вас не узнал. Проверьте ФИО или попросите у него личный код.", again, to=account.external_id
    )


async def still_asked(talk: Talk) -> bool:
    """Somebody who waits writes again: a corrected name or a code is taken, anything else is calmed."""
    if _LINK_CODE.search(talk.text) or looks_like_code(talk.text) or _name_in(talk.text) is not None:
        await heard(talk)
    else:
        talk.say(ASKED_ALREADY)
    return True


ROUTES = (
    Route("start", Right.ANYONE, start, Does.SAYS, leads_out=True),
    Route("type_name", Right.ANYONE, type_name),
    Route("approve", Right.CHANGER, approve),
    Route("decline", Right.CHANGER, decline),
)
CONTINUATIONS = (Continuation("asked", Right.ANYONE, still_asked),)
