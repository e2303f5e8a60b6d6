"""«Вы о … ?»: the nearest readings as buttons where a message is not sure; a deed is shown before it is done."""

from collections.abc import Sequence
from datetime import datetime

from handlers.engine.buttons import button, good, main, under
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.understanding.reading.labels import label
from handlers.understanding.unread import keep_words
from handlers.understanding.wish import Wish
from nudges.periods import day_words

MEANT, OTHER = "meant", "meant_other"
WHICH = "Не уверен, что понял. Вы об этом?"
AGAIN = "Опять не уверен. Может быть, об этом — или скажите другими словами, двумя-тремя."
SURELY = "Понял так: {wish}. Сделать?"
UNUSED = "Понял так: {wish}. А «{words}» учесть не смогу. Сделать без этого?"
OTHER_WORDS = "Хорошо. Скажите другими словами, двумя-тремя."
OLD = "Это было давно: напишите, пожалуйста, ещё раз."
_MOST = 3
_WORDS = 4


async def which(talk: Talk, wishes: Sequence[Wish]) -> None:
    """Two or three buttons of the nearest readings, and a way out."""
    offered = list({label(one): one for one in wishes if label(one)}.items())[:_MOST]
    again = await talk.said_before_about() == MEANT
    rows = [[main(text, MEANT, k=one.code)] for text, one in offered]
    await talk.ask(MEANT, AGAIN if again else WHICH, under(*rows, [button("Другое", OTHER)]), MEANT, said=talk.text)


async def surely(talk: Talk, wish: Wish) -> None:
    """A deed that was understood, and is shown before it is done."""
    words = " ".join(wish.unused[:_WORDS])
    text = (UNUSED if words else SURELY).format(wish=said(wish), words=words)
    await talk.ask(MEANT, text, under([good("Да", MEANT, k=wish.code), button("Нет", "cancel")]), said=talk.text)


def said(wish: Wish) -> str:
    """«Не тревожить: Алиева, с 2 декабря, по 10 декабря»."""
    told = [words.format(_spoken(wish.keys[key])) for key, words in _TOLD.items() if key in wish.keys]
    return ", ".join([label(wish) or wish.code, *told])


_TOLD = {"from": "с {}", "to": "по {}", "until": "до {}", "at": "{}", "value": "{}"}


def _spoken(value: str) -> str:
    """Days and moments as people say them."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{day_words(moment.date())} в {moment:%H:%M}" if "T" in value else day_words(moment.date())


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


async def none_of_them(talk: Talk, rest: str) -> None:
    """«Другое»: what was said was not understood."""
    found = await chosen(talk)
    if found is not None:
        await keep_words(talk, found[1])
        talk.say(OTHER_WORDS)


async def _old(talk: Talk, rest: str) -> None:
    talk.say(OLD)


ROUTES = (
    Route(MEANT, Right.ANYONE, _old, Does.ASKS, bare_yes=True),
    Route(OTHER, Right.ANYONE, none_of_them, Does.OWN),
)
CONTINUATIONS = (Continuation(MEANT, Right.ANYONE, _something_else),)
