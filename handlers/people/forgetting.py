"""«Удали данные Алиевой»: where that is done, for there is no way back, and what is enough for one who left."""

from handlers.engine.buttons import button, under
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.understanding.which_person import one_person
from storage.people.namesakes import name_shown

HOW = "Чьи данные удалить? Например: «удали данные Алиевой»."
IN_CABINET = (
    "{name}: насовсем данные удаляют на странице человека в кабинете — «Забыть». Вернуть их потом нельзя. Если человек "
    "просто ушёл из школы, достаточно отметить это: писать перестану."
)
BY_PROGRAM = (
    "{name}: насовсем данные удаляет тот, кто запускает программу, — `python -m bot forget`: страницы кабинета сейчас "
    "выключены. Если человек просто ушёл из школы, достаточно отметить это: писать перестану."
)


async def forget_other(talk: Talk, rest: str) -> None:
    found = await one_person(talk, Right.OFFICER, rest, "forget_other", HOW)
    if found is None:
        return
    _, person = found
    has_pages = bool(talk.services.cabinet_url())
    text = (IN_CABINET if has_pages else BY_PROGRAM).format(name=await name_shown(talk.session, person))
    cabinet = [button("Кабинет", "cabinet")] if has_pages else []
    talk.say(text, under([*cabinet, button("Больше не работает", "left", p=person.id)]))


ROUTES = (Route("forget_other", Right.OFFICER, forget_other, Does.SAYS),)
