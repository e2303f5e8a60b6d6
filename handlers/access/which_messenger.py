"""«Пишите мне в MAX»: a person with accounts in several messengers chooses; one without is shown the way."""

from handlers.access import joining as strangers
from handlers.access.arriving import waits_there
from handlers.engine.buttons import button, good, link, under
from handlers.engine.rights import actor_at
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.teacher.figures_in_words import own_figures
from handlers.teacher.nudge_buttons import done
from handlers.understanding.said.messengers import lost_page, refuses_here
from nudges.platforms import WORDS, Platform
from services.access.messengers import be_told_here, be_told_there, choose_messenger, same_role_in
from storage.people.pages import page_words
from storage.tables import School

CHOSEN = "Хорошо, теперь пишу вам {inside}. На вопросы отвечаю там, где их задали."
SHUT = "Хорошо, буду писать {inside}, но бот там сейчас остановлен: откройте его и нажмите «Начать»."
WAY = "{inside} мы ещё не знакомы. Откройте бота по кнопке и нажмите «Начать» — это ваша личная ссылка. Код: {code}"
NOT_SPOKEN = "{inside} бот вашей школы пока не работает, поэтому пишу здесь."
LOST = (
    "Если та страница больше не ваша, напишите мне с новой: пришлите личный код или ФИО. Код даст ответственный, "
    "старый аккаунт отвяжет он же."
)
NEWS_HERE = "Хорошо, просьбы и сводки школы присылаю сюда."
NEWS_THERE = "Хорошо, просьбы и сводки школы теперь приходят только туда ({page}). На вопросы отвечаю и здесь."
IS_IT_YOU = "{inside} с той же ролью: {pages}. Это вы? Тогда просьбы и сводки буду присылать только туда."
NO_ROLE = "{inside} вашей роли пока ни у кого нет, поэтому пишу здесь. Код для неё даёт «роли»."
NOT_IN_MAX = "not_in_max"  # the gap
_MOST = 3
WHICH = "Где вам удобнее получать напоминания?"


async def write_in(talk: Talk, rest: str) -> None:
    """The messenger comes with the button or the words; «не пишите сюда» cannot mean the one it is written in."""
    if not talk.who.is_known:
        await strangers.welcome(talk)
        return
    await _write_in(talk, talk.word("to"))


async def came_to_max(talk: Talk, rest: str) -> None:
    """«Я уже зарегистрировалась в MAX»: done where the school reminds of it, and otherwise the answer to an invitation:
    there they are not known yet, and the way there is shown."""
    figures = [await own_figures(talk.batch, one, await talk.school_of(one)) for one in talk.who.persons]
    if any(gap.code == NOT_IN_MAX for found in figures if found is not None for gap in found.gaps):
        await done(talk, rest)
    elif not talk.who.is_known:
        await strangers.welcome(talk)
    else:
        await _write_in(talk, str(Platform.MAX))


async def _write_in(talk: Talk, wanted: str) -> None:
    leaves_here = wanted == talk.services.platform and refuses_here(talk.text)
    if wanted not in tuple(Platform) or leaves_here:
        rows = [[button(WORDS[one].called, "write_in", to=str(one))] for one in Platform]
        talk.say(WHICH, under(*rows, [button("Не напоминать", "mute")]))
        return
    if wanted == talk.services.platform and lost_page(talk.text):
        talk.say(LOST, under([button("Кто поможет", "who_helps")], [button("Где мне писать", "write_in")]))
        return
    platform = Platform(wanted)
    inside = WORDS[platform].inside
    if not talk.who.persons and platform == talk.services.platform:
        await be_told_here(talk.session, actor_at(talk, None), talk.now)
        talk.say(NEWS_HERE)
        return
    if not talk.services.link_in(platform) and platform != talk.services.platform:
        talk.say(_sentence(NOT_SPOKEN, inside))
        return
    if not talk.who.persons:
        await _of_a_role(talk, platform, inside)
        return
    if await waits_there(talk, platform):
        return
    chosen = await choose_messenger(talk.session, actor_at(talk, None), platform, talk.now, talk.services.new_code)
    if chosen.account is not None:
        shut = chosen.account.writing == "denied"
        talk.say((SHUT if shut else CHOSEN).format(inside=inside))
        return
    school = await talk.session.get_one(School, chosen.school_id)
    address = talk.services.link_in(platform, school, chosen.code)
    talk.say(_sentence(WAY, inside, code=chosen.code), under([link(f"Открыть {inside}", address)]))


async def _of_a_role(talk: Talk, platform: Platform, inside: str) -> None:
    """Whoever is on no list may have the same role there; only they know whether that is them."""
    found = await same_role_in(talk.session, actor_at(talk, None), platform)
    if not found:
        talk.say(_sentence(NO_ROLE, inside))
        return
    rows = [[good(f"Да, {page_words(one)} — это я", "told_there", a=one.id)] for one in found[:_MOST]]
    pages = ", ".join(page_words(one) for one in found[:_MOST])
    talk.say(_sentence(IS_IT_YOU, inside, pages=pages), under(*rows, [button("Нет, писать здесь", "cancel")]))


async def told_there(talk: Talk, rest: str) -> None:
    there = await be_told_there(talk.session, actor_at(talk, None), talk.number("a"), talk.now)
    talk.say(NEWS_THERE.format(page=page_words(there)))


def _sentence(text: str, inside: str, **more: str) -> str:
    said = text.format(inside=inside, **more)
    return said[0].upper() + said[1:]


ROUTES = (
    Route("write_in", Right.ANYONE, write_in, Does.OWN, leads_out=True),
    Route("came_to_max", Right.ANYONE, came_to_max, Does.OWN),
    Route("told_there", Right.READER, told_there, Does.OWN),
)
