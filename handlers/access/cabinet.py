"""«Кабинет»: the one-time link into the pages, for whoever has a role, and never in a chat others read."""

from handlers.engine.rights import NOT_FOR_YOU
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from services.access.cabinet import give_link
from storage.dialogs.cabinet import LINK_TERM
from storage.people.roles import CHANGING, Role

NOT_HERE = "Ссылка в кабинет личная: напишите мне «кабинет» в личном диалоге."
NO_PAGES = "Страницы кабинета сейчас выключены: их включает тот, кто запускает программу."
HERE = (
    "Ваш кабинет — {what} на одной странице:\n{url}\n"
    "Ссылка сработает один раз, в ближайшие {minutes} минут; никому её не пересылайте. "
    "Понадобится снова — напишите «кабинет»."
)


async def cabinet(talk: Talk, rest: str) -> None:
    if talk.in_chat:
        talk.say(NOT_HERE)
        return
    if not talk.who.members:
        talk.say(NOT_FOR_YOU)
        return
    base = talk.services.cabinet_url()
    if not base:
        talk.say(NO_PAGES)
        return
    link = await give_link(talk.session, talk.who, talk.now)
    minutes = int(LINK_TERM.total_seconds() // 60)
    talk.say(HERE.format(what=_what(talk), url=f"{base}/enter/{link.token}", minutes=minutes))


def _what(talk: Talk) -> str:
    """What the pages let this one do."""
    roles = {one.role for one in talk.who.members}
    if roles & CHANGING:
        return "таблицы, загрузка файлов, рассылки и настройки"
    return "таблицы школ, загрузка файлов и отчёты" if Role.MUNICIPAL in roles else "таблицы и отчёты"


ROUTES = (Route("cabinet", Right.READER, cabinet, label="Ссылка в кабинет"),)
