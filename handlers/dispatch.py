"""Who answers what: buttons, codes, files, open dialogues and words, in this order."""

import re

from handlers.access import joining as strangers
from handlers.access import my_data as privacy
from handlers.chats import in_chat as chats
from handlers.chats import links as chat_links
from handlers.engine import home_community as homes
from handlers.engine.buttons import COMMAND, button, main, under
from handlers.engine.keyboards import my_figures_button, office_keyboard
from handlers.engine.rights import READS_ONLY, may
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from handlers.people import exemptions as exempting
from handlers.people import spoken_of as about_people
from handlers.small_talk import feelings as human
from handlers.small_talk import help as about
from handlers.teacher import my_figures as teachers
from handlers.topics import CONTINUATIONS, ROUTES
from handlers.understanding.phrases import Recognised, declines, recognise
from handlers.understanding.stems import OFFICE, TEACHER, gist
from handlers.understanding.typed_buttons import ask_for_words, typed_button
from indicators.errors import UsageError
from nudges.calendar import SchoolCalendar
from nudges.messenger import Permission, Pressed, Written
from storage.clock.heartbeat import standstill, take_untold
from storage.people.accounts import set_writing
from storage.people.roles import CHANGING, Role

# Words that end whatever is being asked, or lead out of it; anything else is an answer to the question.
LEADING_OUT = frozenset(
    {
        "start",
        "help",
        "cancel",
        "summary",
        "my_figures",
        "my_data",
        "forget_me",
        "messengers",
        "setting",
        "parent",
        "who_helps",
        "why",
    }
)
# Several of these may be asked for in one sentence: they only show something.
SHOWING = frozenset(
    {"summary", "list", "dynamics", "report", "schedule", "progress", "undelivered", "chats", "disputes", "requests"}
    | {"my_figures", "my_class", "my_data", "howto", "messengers", "leaflets", "posters", "breaks", "targets", "roles"}
    | {"helped", "deadline"}
)
_BETWEEN = re.compile(r"\s*(?:[,;\n]|\bи\b|\bа также\b|\bа ещ[её]\b|\bпотом\b|\bзатем\b|\bплюс\b)+\s*", re.IGNORECASE)
_MOST_WISHES = 3
PUZZLED = (
    "Не совсем понял. Могу показать сводку или списки, напомнить коллегам, сделать отчёт — "
    "вот кнопки. А ещё пришлите мне файл статистики, и я его разберу."
)
PUZZLED_AGAIN = (
    "Опять не понял, простите. Попробуйте двумя-тремя словами: «кто без звонка», «карточка Алиевой», "
    "«напомнить всем». Всё, что умею, покажет «помощь»."
)
PUZZLED_TEACHER = "Не понял, простите. Показать ваши показатели, подсказать, как сделать, или кому написать за помощью?"
NOT_WRITTEN_TO = "Хорошо. Сам я пишу только педагогам, которых подтвердила школа, а вам лишь отвечаю."
AS_YOU_WERE = "Хорошо, не буду."
NOT_YOURS = "Эта кнопка не для вас, но спасибо за интерес!"
# What an officer may have meant to be statistics, by what came instead of a file.
NOT_A_FILE = {
    "photo": "Спасибо, но с фотографии или снимка экрана я цифры не читаю: в них легко ошибиться.",
    "voice": "Голосовые я, к сожалению, не слушаю.",
    "link": "По ссылке я сходить не могу.",
    "forwarded": "Пересланное сообщение я вижу без вложений.",
    "video": "Видео я не смотрю.",
    "doc": "Этот документ мне не открылся.",
}
SEND_FILE = "Если это статистика — пришлите её файлом, скрепкой: xlsx, xls, ods, csv или docx с таблицей."
UNREAD = "Такое я пока не понимаю: напишите, пожалуйста, словами."
TOO_LONG = "Спасибо! Но так много текста мне не осилить: напишите, пожалуйста, одной фразой."
LONGEST = 1000


async def answer(talk: Talk) -> None:
    """Answer one event, whatever it is."""
    try:
        await _by_kind(talk)
    except UsageError as refused:  # a deed says so before it changes anything
        talk.say(refused.sentence)


async def _by_kind(talk: Talk) -> None:
    event = talk.event
    if isinstance(event, Permission):
        await _permission(talk, event)
    elif talk.in_chat:
        await chats.answer(talk)
    else:
        await _personal(talk)


async def _permission(talk: Talk, event: Permission) -> None:
    account = talk.who.account
    if await homes.is_home(talk):
        await set_writing(talk.session, [account.id], "allowed" if event.allowed else "denied", talk.now)
    if event.allowed and event.key:
        await strangers.enter(talk, event.key)


async def _personal(talk: Talk) -> None:
    event = talk.event
    if talk.who.account.writing != "allowed" and await homes.is_home(talk):
        await set_writing(talk.session, [talk.who.account.id], "allowed", talk.now)
    await homes.point_home(talk)
    await _of_the_clock(talk)
    if isinstance(event, Written) and event.ref and await strangers.came_with(talk, event.ref):
        return
    if isinstance(event, Pressed) or talk.word(COMMAND) or talk.word("command"):
        await press(talk)
    elif isinstance(event, Written) and event.files:
        await run(talk, "file")
    else:
        await _words(talk)


async def _of_the_clock(talk: Talk) -> None:
    """Officers hear first that the clock stood still: what they count on may not have happened."""
    mine = {one.school_id for one in talk.who.members if Role(one.role) in CHANGING and one.school_id is not None}
    found = await talk.batch.once("clock", lambda: standstill(talk.session, talk.now)) if mine else None
    if found is not None:
        for school in await take_untold(talk.session, found, mine):
            talk.say(found.said(SchoolCalendar(talk.services.zone_of(school))))


async def press(talk: Talk) -> None:
    """A button. Its payload names a command and what it is about; what one may do is looked up."""
    # «Начать» is the messenger's own button and has a payload of its own.
    route = ROUTES.get(talk.word(COMMAND) or talk.word("command"))
    if route is None:
        await otherwise(talk)
    elif may(talk, route.right):
        await route.handle(talk, "")
    elif isinstance(talk.event, Pressed) and talk.who.is_known:
        talk.snack = NOT_YOURS
    else:
        await _refused(talk, route)


async def _words(talk: Talk) -> None:
    if not talk.text:
        await _wordless(talk)
        return
    if len(talk.text) > LONGEST and talk.who.dialogue is None:
        talk.say(TOO_LONG) if talk.who.is_known else await strangers.welcome(talk)
        return
    button = await typed_button(talk)
    if button is not None:
        talk.given = button
        await press(talk)
        return
    if await ask_for_words(talk) or await chat_links.pasted(talk):
        return
    meant = recognise(talk.text)
    if talk.who.dialogue is not None and (meant is None or meant.intent.code not in LEADING_OUT):
        continuation = CONTINUATIONS.get(talk.who.dialogue.name)
        allowed = continuation is not None and may(talk, continuation.right)
        if allowed and continuation is not None and await continuation.proceed(talk):
            return
    if meant is None and about.is_courtesy(talk):
        await about.courtesy(talk)
    elif meant is None:
        await _in_other_words(talk)
    else:
        await _meant(talk, meant)


async def _in_other_words(talk: Talk) -> None:
    """No single command: several in one sentence, or a colleague's name and what is with them."""
    wishes = _several(talk.text)
    if wishes:
        for wish in wishes:
            talk.given = {}
            await _meant(talk, wish)
    elif declines(talk.text):
        await _declined(talk)
    elif not await about_people.spoken_of(talk):
        wish_behind = _behind(talk)
        await (_meant(talk, wish_behind) if wish_behind is not None else otherwise(talk))


async def _declined(talk: Talk) -> None:
    if talk.who.dialogue is not None:
        await run(talk, "cancel")
    elif may(talk, Right.CHANGER) and about.SENDING.search(talk.text.lower()):
        exempting.offer_pause(talk)  # what goes by itself would still go
    elif talk.who.is_known:
        talk.say(AS_YOU_WERE)
    else:
        await otherwise(talk)


def _behind(talk: Talk) -> Recognised | None:
    """What the words are likely about; a teacher's words are about themselves."""
    tables = [OFFICE] if talk.who.members else []
    tables += [TEACHER] if talk.who.is_linked else []
    return next((found for table in tables if (found := gist(talk.text, table)) is not None), None)


def _several(text: str) -> list[Recognised]:
    """«сводку и кто не позвонил»: every part must be understood, and only show something."""
    parts = [part for part in _BETWEEN.split(text) if part.strip()] if len(text) <= LONGEST else []
    found = [recognise(part) for part in parts] if 1 < len(parts) <= _MOST_WISHES else []
    wishes = [one for one in found if one is not None and one.intent.code in SHOWING]
    return wishes if len(wishes) == len(parts) else []


async def _wordless(talk: Talk) -> None:
    """A photo, a voice, a sticker: whoever may send statistics is told how."""
    other = talk.event.other if isinstance(talk.event, Written) else ()
    if not talk.who.is_known:
        await strangers.welcome(talk)
    elif talk.who.members and (said := next((NOT_A_FILE[one] for one in other if one in NOT_A_FILE), "")):
        words = "" if "voice" not in other else " Или напишите словами, что нужно."
        talk.say(f"{said} {SEND_FILE}{words}", under([button("Как прислать файл", "upload")]))
    else:
        talk.say(UNREAD, None if talk.who.members else my_figures_button())


async def _meant(talk: Talk, meant: Recognised) -> None:
    route = ROUTES.get(meant.intent.code)
    if route is None:
        await (otherwise(talk) if talk.who.is_known else strangers.welcome(talk))
        return
    talk.given = dict(meant.intent.given)
    if may(talk, route.right):
        await route.handle(talk, meant.rest)
    elif talk.who.is_linked and not talk.who.members:
        await _of_themselves(talk, route, meant.rest)
    else:
        await _refused(talk, route)


async def _of_themselves(talk: Talk, route: Route, rest: str) -> None:
    """An officer's words in a teacher's mouth, where they can only be about the teacher."""
    said = talk.text.lower()
    if route.code == "exempt" and about_people.speaks_of_absence(said):
        await human.away(talk, rest)
    elif route.code == "exempt" and said.startswith("не") and not await about_people.names_others(talk, rest):
        await privacy.mute(talk, rest)  # «не напоминай больше»
    elif route.code == "exempt" and re.search(r"\b(?:меня|мне)\b", said):
        privacy.later_or_never(talk)
    elif route.code == "restore" and re.search(r"\bменя\b", said):
        await privacy.unmute(talk, rest)
    elif route.code == "left" and gist(said, TEACHER) is not None:
        await privacy.forget_me(talk, "")  # «удалите меня из базы»
    elif route.code == "posters":
        await run(talk, "my_class")
    else:
        await _refused(talk, route)


async def run(talk: Talk, code: str, rest: str = "") -> None:
    """Another command on behalf of the same person, with the same check of rights."""
    route = ROUTES[code]
    if may(talk, route.right):
        await route.handle(talk, rest)
    else:
        await _refused(talk, route)


async def _refused(talk: Talk, route: Route) -> None:
    if not talk.who.is_known and route.code == "mute":
        talk.say(NOT_WRITTEN_TO)
    elif not talk.who.is_known:
        await strangers.welcome(talk)
    elif route.code == "unmute" and may(talk, Right.CHANGER):
        await run(talk, "resume")  # «снова напоминай» of an officer is about the school
    elif route.code == "mute" and may(talk, Right.CHANGER):
        exempting.offer_pause(talk)
    elif route.right is Right.LINKED:
        talk.say(teachers.NOT_LINKED, office_keyboard(may_change=may(talk, Right.CHANGER)))
    elif talk.who.members:
        talk.say(READS_ONLY)
    else:
        await teachers.not_for_you(talk)


async def otherwise(talk: Talk) -> None:
    """Nothing was understood: everybody gets what they most likely came for."""
    before = await talk.said_before()
    last = str(before.body.get("text", "")) if before is not None else ""
    if talk.who.members:
        text = PUZZLED_AGAIN if last in (PUZZLED, PUZZLED_AGAIN) else PUZZLED
        talk.say(text, office_keyboard(may_change=may(talk, Right.CHANGER)))
    elif talk.who.is_linked and (teachers.FIGURES in last or last == PUZZLED_TEACHER):
        ways = [button("Как сделать", "howto"), button("Кто поможет", "who_helps")]
        talk.say(PUZZLED_TEACHER, under([main("Мои показатели", "my_figures")], ways))
    elif talk.who.is_linked:
        await teachers.my_figures(talk, "")
    else:
        await strangers.heard(talk)
