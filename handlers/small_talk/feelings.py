"""What people say to a person rather than to a program: they are tired, ill, gone, a parent, or ask why and whom."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers.access import joining as strangers
from handlers.access.my_data import later_or_never
from handlers.access.roles import roles
from handlers.engine.buttons import bad, button, good, main, under
from handlers.engine.keyboards import my_figures_button
from handlers.engine.rights import actor_at, may
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import NO_OFFICER, TOLD_BEFORE, other_officers, tell_officers
from handlers.overview.summary import summary
from handlers.people.reasons import reason_of
from handlers.teacher.my_figures import my_figures
from nudges.dates import find_own_days
from nudges.periods import day_words, span_words
from services.access.telling import tell_of_oneself
from services.staff.own_absence import say_absent
from storage.people.namesakes import name_shown
from storage.people.pages import page_words
from storage.people.roles import CHANGING, members, name_of_account

_LONGEST = 80  # letters of what was said that a button carries
_MOST_SPANS = 2  # of days that a button carries
SORRY_OFFICE = "Понимаю, дел и без меня хватает. Скажите, что нужно, — или нажмите кнопку, дальше сделаю сам."
WHY = (
    "Школу просят перевести рабочую переписку в Сферум и каждую неделю смотрят восемь показателей. Я слежу за цифрами "
    "вместо того, чтобы ответственный обходил всех лично: раз в неделю подсказываю один шаг и помогаю его сделать. "
    "Не хотите подсказок — их можно отключить."
)
ORDER = "Номера приказа у меня нет: его назовёт ответственный или директор."
PARENT = (
    "Здравствуйте! Я помогаю педагогам и вашего ребёнка не знаю. Ссылку на чат класса и помощь с журналом даст "
    "классный руководитель, а пошаговые инструкции — на sferum.ru/?p=instructions."
)
PROMISED = "Спасибо! Если понадобится подсказка — я здесь."
AWAY = "Спасибо, что сказали! Передать ответственному, чтобы вас пока не тревожили?"
AWAY_TOLD = "Передал. Пока ответственный не ответит, не тревожу вас: {days}."
GONE = "Понял. Передать ответственному, чтобы он убрал вас из списка школы?"
GONE_TOLD = "Передал ответственному, спасибо, что предупредили! Пока он не ответит, не тревожу вас: {days}."
UNTIL_ANSWERED = "До вашего ответа не тревожу: {days}."
AS_BEFORE = "Напоминать как прежде"
LIST_FROM_FILE = (
    "Людей я беру из файла статистики: новый сотрудник появится сам, когда придёт файл с его строкой. "
    "Тем, кто уже в списке, можно выдать личный код или листовку."
)


async def tired(talk: Talk, rest: str) -> None:
    """Harsh words and «хватит»: no argument, a way out."""
    if talk.who.is_linked and not talk.who.members:
        later_or_never(talk)
    elif talk.who.members:
        talk.say(SORRY_OFFICE, under([main("Сводка", "summary"), button("Пауза", "pause"), button("Помощь", "help")]))
    else:
        await strangers.welcome(talk)


async def why(talk: Talk, rest: str) -> None:
    """`value` is «order» where the paper behind it is asked for."""
    talk.say(
        f"{ORDER} {WHY}" if talk.word("value") == "order" else WHY, my_figures_button() if talk.who.is_linked else None
    )


async def promise(talk: Talk, rest: str) -> None:
    """«Завтра сделаю»: nothing is done yet, and nobody is pressed."""
    more = [button("Как сделать", "howto")] if talk.who.is_linked else []
    talk.say(PROMISED, under(more) if more else None)


async def parent(talk: Talk, rest: str) -> None:
    talk.say(PARENT)


async def things(talk: Talk, rest: str) -> None:
    """«Как дела»: of the school to whoever reads about it, of themselves to a teacher."""
    if talk.who.members:
        await summary(talk, "")
    elif talk.who.is_linked:
        await my_figures(talk, "")
    else:
        await strangers.welcome(talk)


async def who_helps(talk: Talk, rest: str) -> None:
    """«Кто ответственный»: the roles to those who have one, to a teacher whom they may turn to."""
    if may(talk, Right.READER):
        await roles(talk, "")
        return
    if not talk.who.is_linked:
        await strangers.welcome(talk)
        return
    for school_id in dict.fromkeys(person.school_id for person in talk.who.persons):
        lines = []
        for _, account in await members(talk.session, school_id, *CHANGING):
            name, page = await name_of_account(talk.session, account, school_id), page_words(account)
            lines.append(f"• {page}" if name == page else f"• {name}, {page}")
        text = "\n".join(["За Сферум в школе отвечают:", *dict.fromkeys(lines)]) if lines else NO_OFFICER
        talk.say(text, my_figures_button())


async def away(talk: Talk, rest: str) -> None:
    """«Я на больничном»: the officer is told only when the teacher says so."""
    said = (talk.text or talk.word("rest"))[:_LONGEST]
    talk.say(AWAY, under([good("Да, передать", "away_yes", rest=said)], [button("Не на этой неделе", "not_now")]))


async def away_yes(talk: Talk, rest: str) -> None:
    if not await tell_of_oneself(talk.session, actor_at(talk, None), talk.now):
        talk.say(TOLD_BEFORE)
        return
    said = talk.word("rest")[:_LONGEST]
    days = await _tell(talk, f"просит пока не тревожить: «{said}».", "Не тревожить", "exempt", said)
    if days:
        await talk.end()
    talk.say(AWAY_TOLD.format(days=days) if days else NO_OFFICER, my_figures_button())


async def not_here(talk: Talk, rest: str) -> None:
    """«Я больше не работаю»: only the officer takes somebody off the list."""
    said = (talk.text or talk.word("rest"))[:_LONGEST]
    yes = good("Да, передать", "gone_yes", **({"rest": said} if said else {}))
    talk.say(GONE, under([yes, button("Нет", "cancel")], [bad("Удалить мои данные", "forget_me")]))


async def gone_yes(talk: Talk, rest: str) -> None:
    if not await tell_of_oneself(talk.session, actor_at(talk, None), talk.now):
        talk.say(TOLD_BEFORE)
        return
    said = talk.word("rest")[:_LONGEST]
    words = f"пишет об уходе из школы: «{said}»." if said else "пишет, что больше не работает в школе."
    days = await _tell(talk, words, "Больше не работает", "left", said)
    talk.say(GONE_TOLD.format(days=days) if days else NO_OFFICER)


async def _tell(talk: Talk, words: str, label: str, command: str, said: str = "") -> str:
    """What a teacher has to say about themselves, to the officers of their schools, and the days on which nobody writes
    to them until these answer; empty where there is nobody to be told.

    The days a teacher named, the first and the last, are in the officer's button: nothing has to be typed again.
    """
    peace = ""
    for person in talk.who.persons:
        today = talk.today(await talk.school_of(person))
        is_gone, since = command == "left", _since(said, today)
        named = [] if is_gone else _days(said, today)
        actor = actor_at(talk, person.school_id)
        if not await other_officers(talk.session, person.school_id, talk.who.account.id):
            continue
        first = today if is_gone or since is None else since
        spans = await say_absent(talk.session, actor, person, named, talk.now, first=first, gone=is_gone)
        peace = _days_words([(one.starts_on, one.ends_on or one.starts_on) for one in spans], today)
        rest: dict[str, Any] = {"rest": f"{_typed(named, today)} {reason_of(said)}"[:_LONGEST]} if named else {}
        if is_gone and since is not None:
            rest = {"from": since.isoformat()}
        act = good(f"{label} {_days_words(named, today)}".strip(), command, p=person.id, **rest)
        text = f"{await name_shown(talk.session, person)} {words} {UNTIL_ANSWERED.format(days=peace)}"
        await tell_officers(talk, person.school_id, text, under([act], [button(AS_BEFORE, "restore", p=person.id)]))
    return peace


def _days(said: str, today: date) -> list[tuple[date, date]]:
    """The days of an absence that are not over; none where one of them is not clear."""
    found = find_own_days(said, today) if said else None
    if found is None or found.unread or len(found.spans) > _MOST_SPANS:
        return []
    spans = [(span.starts_on, span.ends_on) for span in found.spans if span.ends_on is not None]
    return [(first, last) for first, last in spans if last >= today] if len(spans) == len(found.spans) else []


def _since(said: str, today: date) -> date | None:
    """The day ahead from which somebody is away or gone, where no last day is said: «в отпуске с понедельника»."""
    found = find_own_days(said, today) if said else None
    if found is None or found.unread or len(found.spans) != 1:
        return None
    [span] = found.spans
    return span.starts_on if span.ends_on is None and span.starts_on > today else None


def _typed(spans: Sequence[tuple[date, date]], today: date) -> str:
    """As the officer's command reads it."""
    if len(spans) == 1 and spans[0][0] == today:
        return f"до {spans[0][1]:%d.%m.%Y}"
    return ", ".join(f"с {first:%d.%m.%Y} по {last:%d.%m.%Y}" for first, last in spans)


def _days_words(spans: Sequence[tuple[date, date]], today: date) -> str:
    if len(spans) == 1 and spans[0][0] == today:
        return f"до {day_words(spans[0][1])}"
    return " и ".join(span_words(first, last) for first, last in spans)


async def from_the_file(talk: Talk, rest: str) -> None:
    talk.say(LIST_FROM_FILE, under([button("Листовки", "leaflets"), button("Как прислать файл", "upload")]))


ROUTES = (
    Route("tired", Right.ANYONE, tired, Does.SAYS),
    Route("why", Right.ANYONE, why, Does.SAYS, leads_out=True),
    Route("promise", Right.ANYONE, promise, Does.SAYS),
    Route("parent", Right.ANYONE, parent, Does.SAYS, leads_out=True, label="Я родитель"),
    Route("things", Right.ANYONE, things, Does.SAYS),
    Route("who_helps", Right.ANYONE, who_helps, Does.SAYS, leads_out=True, label="Кто поможет"),
    Route("away", Right.LINKED, away, Does.ASKS, label="Меня пока нет"),
    Route("away_yes", Right.LINKED, away_yes),
    Route("not_here", Right.LINKED, not_here, Does.ASKS, label="Здесь не работаю"),
    Route("gone_yes", Right.LINKED, gone_yes),
    Route("from_the_file", Right.CHANGER, from_the_file, Does.SAYS),
)
