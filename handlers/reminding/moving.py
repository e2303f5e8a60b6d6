"""«Переезд в MAX»: how many are there, one invitation with a personal link to everybody else, paper for the rest."""

from collections import Counter
from datetime import datetime

from handlers.engine.attachments import send_sheet
from handlers.engine.buttons import button, good, under
from handlers.engine.job import Job
from handlers.engine.rights import Desk, actor_at, at_desk, reading_as_sender
from handlers.engine.routes import Does, Right, Route, typed
from handlers.engine.talk import Talk
from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.messenger import Button
from nudges.periods import day_words
from nudges.plan.skip_reason import SkipReason
from nudges.platforms import Platform
from services.rounds.moving import Move, Mover, invite_to_move, move_of
from storage.people.namesakes import told_apart

TO = Platform.MAX
NO_MAX = (
    "MAX к боту ещё не подключён. Кто запускает программу, впишет ключ бота (MAX_TOKEN), и можно переезжать: "
    "подробно — в руководстве, глава «Дежурный в MAX»."
)
RESTS = "Сейчас школа отдыхает или стоит на паузе: пригласить смогу, когда можно будет писать."
MANNERS = "Каждому — один раз, в рабочие часы, вместо напоминания той же недели."
ALL_THERE = "Все, кто есть в списке школы, уже в MAX. Спасибо!"
NOBODY_LEFT = "Приглашать больше некого."
_PAGE = 30
_PEOPLE = ("человек", "человека", "человек")
_TO_PEOPLE = ("человеку", "людям", "людям")


async def show(talk: Talk, rest: str) -> None:
    """How the move stands, and the invitation that would go."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    if TO not in talk.services.spoken:
        talk.say(NO_MAX)
        return
    move = await _move(talk, desk)
    if not move.not_yet:
        talk.say(f"{_standing(move)}\n\n{ALL_THERE}" if move.everybody else ALL_THERE)
        return
    parts = [_standing(move)]
    if move.to_invite and desk.may_change:
        parts += [f"Приглашение, например {_example(move)}:\n\n{move.sample}", MANNERS if move.opens else RESTS]
    talk.say("\n\n".join(parts), under(*_rows(move, desk)))


async def _move(talk: Talk, desk: Desk) -> Move:
    return await move_of(
        talk.session, actor_at(talk, desk.school.id), TO, talk.now, default_zone=talk.services.zone.key
    )


def _standing(move: Move) -> str:
    lines = [f"Переезд в MAX: {len(move.moved)} из {move.everybody} уже там."]
    if move.invited:
        lines.append(f"• приглашены и ещё не перешли — {len(move.invited)}")
    if move.waiting:
        lines.append(f"• приглашение назначено — {len(move.waiting)}{from_when(move.goes)}")
    if move.to_invite:
        later = (
            f", из них позже{from_when(move.opens_later)} — {len(move.later)}: на этой неделе уже писал"
            if move.later
            else ""
        )
        lines.append(f"• могу пригласить в VK — {move.to_invite}{later}")
    if move.left:
        why = Counter(one.why.sentence for one in move.left if one.why is not None)
        told = "; ".join(f"{sentence} — {count}" for sentence, count in why.most_common())
        lines.append(f"• поможет листовка — {len(move.left)} ({told})")
    return "\n".join(lines)


def from_when(moment: datetime | None) -> str:
    return f", с {moment:%H:%M} {day_words(moment.date())}" if moment is not None else ""


def _example(move: Move) -> str:
    return (*move.now, *move.later)[0].name


def _rows(move: Move, desk: Desk) -> list[list[Button]]:
    rows = []
    if desk.may_change and move.to_invite and move.opens is not None:
        rows.append([good(f"Пригласить: {move.to_invite}", "move_yes", kind=move.kind, w=str(move.week))])
    if desk.may_change:
        rows.append([button("Листовки тем, кто не в MAX", "move_leaflets")])
    rows.append([button("Кто не переехал", "not_moved"), button("Кто в MAX", "list", gap="staff", who="messenger:max")])
    return rows


async def invite(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None or not talk.word("w"):
        return
    count = await invite_to_move(
        talk.session,
        actor_at(talk, desk.school.id),
        TO,
        Week.parse(talk.word("w")),
        talk.word("kind"),
        talk.now,
        default_zone=talk.services.zone.key,
        new_code=talk.services.new_code,
        links=talk.services.links,
    )
    if not count:
        talk.say(NOBODY_LEFT)
        return
    rows = [button("Как идёт рассылка", "progress"), button("Отменить", "stop")]
    talk.say(f"Хорошо, приглашу в MAX: {plural(count, *_TO_PEOPLE)}. Сколько перешло, покажет «переезд».", under(rows))
    talk.delivers = True


async def not_moved(talk: Talk, rest: str) -> None:
    """Whoever is not in MAX yet, and what is done about them."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    move = await _move(talk, desk)
    people = move.not_yet
    if not people:
        talk.say(ALL_THERE)
        return
    last = (len(people) - 1) // _PAGE
    page = min(max(talk.number("page"), 0), last)
    shown = people[page * _PAGE : (page + 1) * _PAGE]
    names = await told_apart(talk.session, desk.school.id)
    lines = [
        f"{number}. {names.called(one.person_id, one.name)} — {what(move, one)}"
        for number, one in enumerate(shown, page * _PAGE + 1)
    ]
    footer = [f"Страница {page + 1} из {last + 1}."] if last else []
    heading = f"Ещё не в MAX: {plural(len(people), *_PEOPLE)}."
    turning = [button("← Назад", "not_moved", page=page - 1)] if page else []
    turning += [button("Дальше →", "not_moved", page=page + 1)] if page < last else []
    talk.say("\n".join([heading, "", *lines, *footer]), under(turning, [button("Файлом", "not_moved_file")]))


def what(move: Move, one: Mover) -> str:
    if one in move.invited:
        return "приглашение было"
    if one in move.waiting:
        return f"приглашение назначено{from_when(move.goes)}"
    if one.why is not None:
        return f"{one.why.sentence}; поможет листовка" if one.why is SkipReason.NOT_ALLOWED else one.why.sentence
    return "можно пригласить" if one in move.now else f"можно пригласить{from_when(move.opens_later)}"


async def as_file(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.READER)
    if desk is not None:
        talk.snack = "Готовлю файл"
        await talk.later("not_moved_file", school=desk.school.id)


async def make_file(job: Job) -> None:
    services = job.services
    async with reading_as_sender(job) as (session, actor):
        move = await move_of(session, actor, TO, services.clock(), default_zone=services.zone.key)
    rows = [(one.name, what(move, one)) for one in move.not_yet]
    await send_sheet(job, f"Ещё не в MAX, {day_words(services.clock().date())}", ("ФИО", "Что дальше"), rows)


async def leaflets(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is not None:
        talk.say("Готовлю листовки…")
        await talk.later("paper", paper="leaflets", school=desk.school.id, moving=str(TO))


ROUTES = (
    Route("move", Right.READER, show, Does.ASKS, leads_out=True),
    Route(
        "move_yes", Right.CHANGER, invite, also_typed=typed("пригласи · пригласить · приглашай · отправь · отправить")
    ),
    Route("not_moved", Right.READER, not_moved, Does.SHOWS, leads_out=True, label="Кто ещё не переехал"),
    Route("not_moved_file", Right.READER, as_file),
    Route("move_leaflets", Right.CHANGER, leaflets, Does.SHOWS),
)
ERRANDS = {"not_moved_file": make_file}
