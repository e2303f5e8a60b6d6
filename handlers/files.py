"""A statistics file in the chat: how it was understood, then import it or not."""

from handlers.routes import Right, Route
from handlers.talk import Talk


async def file(talk: Talk, rest: str) -> None:
    talk.say("Файл получил.")


ROUTES = (Route("file", Right.ANYONE, file),)
