"""«Вы о … ?»: the nearest readings as buttons where a message is not sure; a deed is shown before it is done."""

from collections.abc import Sequence

from handlers.engine.buttons import button, good, main, under
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.understanding.reading.labels import label
from handlers.understanding.wish import Wish

MEANT = "meant"
WHICH = "Не уверен, что понял. Вы об этом?"
AGAIN = "Опять не уверен. Может быть, об этом — или скажите другими словами, двумя-тремя."
SURELY = "Понял так: {wish}. Сделать?"
UNUSED = "Понял так: {wish}. А «{words}» учесть не смогу. Сделать без этого?"
OLD = "Это было давно: напишите, пожалуйста, ещё раз."
_MOST = 3
_WORDS = 4


async def which(talk: Talk, wishes: Sequence[Wish]) -> None:
    """Two or three buttons of the nearest readings, and a way out."""
    offered = list({label(one): one for one in wishes if label(one)}.items())[:_MOST]
    again = await talk.said_before_about() == MEANT
    rows = [[main(text, MEANT, k=one.code)] for text, one in offered]
    await talk.ask(MEANT, AGAIN if again else WHICH, under(*rows, [button("Другое", "cancel")]), MEANT, said=talk.text)


async def surely(talk: Talk, wish: Wish) -> None:
    """A deed that was understood, and is shown before it is done."""
    words = " ".join(wish.unused[:_WORDS])
    text = (UNUSED if words else SURELY).format(wish=said(wish), words=words)
    await talk.ask(MEANT, text, under([good("Да", MEANT, k=wish.code), button("Нет", "cancel")]), said=talk.text)


def said(wish: Wish) -> str:
    """«Не тревожить: Алиева, до 2026-12-01»."""
    days = [wish.keys[key] for key in ("from", "to", "until", "at", "value") if key in wish.keys]
    return ", ".join([label(wish) or wish.code, *days])


async def chosen(talk: Talk) -> tuple[str, str] | None:
    """The code of the button that was pressed and the words it is about; None when they are forgotten."""
    dialogue = talk.who.dialogue
    if dialogue is None or dialogue.name != MEANT:
        talk.say(OLD)
        return None
    text = str(dialogue.state.get("said", ""))
    await talk.end()
    return talk.word("k"), text


async def _something_else(talk: Talk) -> bool:
    """Whatever is written instead of pressing is a message of its own."""
    await talk.end()
    return False


async def _old(talk: Talk, rest: str) -> None:
    talk.say(OLD)


ROUTES = (Route(MEANT, Right.ANYONE, _old, Does.ASKS, bare_yes=True),)
CONTINUATIONS = (Continuation(MEANT, Right.ANYONE, _something_else),)
