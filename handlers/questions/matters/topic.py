"""Matters: the button of one that may have been meant."""

from collections.abc import Mapping

from handlers.engine.rights import may
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.topic import Topic
from handlers.questions.matters.answer import MATTER, Answer
from handlers.questions.matters.officers import OFFICERS
from handlers.questions.matters.teachers import TEACHERS
from handlers.understanding import asking


def answers_to(talk: Talk) -> Mapping[str, Answer]:
    if talk.who.members:
        return OFFICERS if may(talk, Right.READER) else {}
    return TEACHERS if talk.who.is_linked else {}


async def pressed(talk: Talk, rest: str) -> None:
    """What was said stands in the question that the button was under; it may be passed on."""
    answer = answers_to(talk).get(talk.word("k"))
    if answer is None or not answer.text:
        return
    dialogue = talk.question(asking.MEANT)
    if dialogue is not None:
        talk.spelt = str(dialogue.state.get("said", ""))
        await talk.end()
    await answer.say(talk)


ROUTES = (Route(MATTER, Right.ANYONE, pressed, Does.SAYS),)
TOPIC = Topic(routes=ROUTES)
