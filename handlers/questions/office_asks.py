"""«Не слишком ли часто мы пишем», «от чьего имени приходит», «кто сегодня заболел», «кто недоволен», «сколько
выполнили всё»: what an officer asks of how it goes, each with its own answer."""

from handlers.engine.buttons import button, under
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.overview.lists import say_no_list
from handlers.people.resting import exemption_words
from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.periods import week_words
from services.lists import DONE, STAFF, people_list, weeks_listed
from services.occasions import complained_lately
from services.staff.own_absence import unanswered
from storage.people.namesakes import told_apart

HOW_OFTEN = (
    "Каждому — одно напоминание в неделю, в рабочие часы школы. В четверг второй раз пишу только тем, у кого недельной "
    "нормы ещё нет, и не о том, о чём напоминаю третью неделю подряд. Кому всё сделано, тому не пишу. Одного человека "
    "можно не тревожить («исключить Алиеву до пятницы»), всем сразу — «пауза»."
)
IN_WHOSE_NAME = (
    "Напоминания приходят от сообщества школы, от меня, бота: вашего имени в них нет. В объявлении («передай …») внизу "
    "стоит «От кого» с вашим именем, если вы пишете от себя («у меня в кабинете»). Ответ на ошибку приходит как ответ "
    "ответственного за Сферум."
)
MAY_ANSWER = (
    "Да. Что педагог пишет мне об ошибке в цифрах, об отсутствии или уходе, я передаю ответственным, а ответить можно "
    "кнопкой «Ответить» или словами: «ответь Алиевой, что поправим». На остальное отвечаю сам; кто ответил на "
    "напоминание, покажет «кто ответил»."
)
NOBODY_COMPLAINED = "За последнюю неделю никто не писал, что недоволен напоминаниями."
COMPLAINED = "За последнюю неделю недовольны напоминаниями — {count}:"
NOBODY_AWAY = "О болезни и других отсутствиях сами мне пока не писали: таких сообщений без вашего решения нет."
AWAY = "Сами написали мне об отсутствии или уходе:"
ALL_DONE = "Всё выполнено у {done} из {of} ({share} %), по данным за {week}."
PEOPLE = ("человека", "человек", "человек")


async def how_often(talk: Talk, rest: str) -> None:
    if await at_desk(talk, Right.READER) is not None:
        talk.say(HOW_OFTEN, under([button("Расписание", "schedule"), button("Пауза", "pause")]))


async def in_whose_name(talk: Talk, rest: str) -> None:
    if await at_desk(talk, Right.READER) is not None:
        talk.say(IN_WHOSE_NAME, under([button("Что уйдёт", "coming"), button("Объявление", "announce")]))


async def may_answer(talk: Talk, rest: str) -> None:
    if await at_desk(talk, Right.READER) is not None:
        talk.say(MAY_ANSWER, under([button("Сообщения об ошибках", "disputes"), button("Кто ответил", "answered")]))


async def displeased(talk: Talk, rest: str) -> None:
    """Names are for those who may change something."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    names = await complained_lately(talk.session, desk.school, talk.now)
    lines = [
        COMPLAINED.format(count=plural(len(names), "человек", "человека", "человек")),
        *(f"• {one}" for one in names),
    ]
    rows = [button("Сообщения об ошибках", "disputes"), button("Кто ответил", "answered")]
    talk.say("\n".join(lines) if names else NOBODY_COMPLAINED, under(rows))


async def said_away(talk: Talk, rest: str) -> None:
    """Who wrote of an absence themselves, and till when; what an officer has decided stands in «кого не тревожим»."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    today = talk.today(desk.school)
    found = await unanswered(talk.session, actor_at(talk, desk.school.id), today)
    names = await told_apart(talk.session, desk.school.id)
    lines = [
        f"• {names.called(person.id, person.full_name)}: {'; '.join(exemption_words(one, today) for one in said)}"
        for person, said in found
    ]
    row = under([button("Запросы", "requests"), button("Кого не тревожим", "exemptions")])
    talk.say("\n".join([AWAY, *lines]) if lines else NOBODY_AWAY, row)


async def all_done(talk: Talk, rest: str) -> None:
    """The share of those who lack nothing, and who they are as a button."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    actor, today = actor_at(talk, desk.school.id), talk.today(desk.school)
    weeks = await weeks_listed(talk.session, actor)
    if not weeks:
        say_no_list(talk)
        return
    done = await people_list(talk.session, actor, DONE, today=today)
    everybody = await people_list(talk.session, actor, STAFF, today=today)
    of = len(everybody.people)
    share = round(100 * len(done.people) / of) if of else 0
    week: Week = done.week or weeks[-1]
    text = ALL_DONE.format(done=len(done.people), of=plural(of, *PEOPLE), share=share, week=week_words(week))
    row = [button("Кто всё сделал", "list", gap=DONE), button("Все долги", "list", gap="all")]
    talk.say(text, under(row, [button("Сводка", "summary")]))


ROUTES = (
    Route("how_often", Right.READER, how_often, Does.SAYS),
    Route("in_whose_name", Right.READER, in_whose_name, Does.SAYS),
    Route("may_answer", Right.READER, may_answer, Does.SAYS),
    Route("displeased", Right.CHANGER, displeased, Does.SHOWS),
    Route("said_away", Right.CHANGER, said_away, Does.SHOWS),
    Route("all_done", Right.READER, all_done, Does.SHOWS),
)
