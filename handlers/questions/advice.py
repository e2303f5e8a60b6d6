"""«80 % или сразу сто?», «стоит ли ставить паузу?»: whoever asks for advice has ordered nothing yet."""

from dataclasses import replace

from handlers.engine.rights import may
from handlers.engine.routes import Right
from handlers.engine.talk import Talk
from handlers.questions.indicator import indicator
from handlers.understanding import asking
from handlers.understanding.said.deeds import asks_advice
from handlers.understanding.wish import Reading

YOURS = "Решать вам, сам я не советую: скажете прямо — сделаю."
YOUR_TARGET = "Какую цель поставить, решать вам: скажите, например, «цель по звонкам 80 %» — запишу."


async def advised(talk: Talk, reading: Reading) -> bool:
    """How it stands where that is known, and that it is theirs to decide; the deed is a button beside it."""
    wishes = reading.wishes or reading.nearest[:1]
    if not may(talk, Right.CHANGER) or not asks_advice(talk.text) or not wishes or not wishes[0].acts:
        return False
    wish = wishes[0]
    if wish.code != "set_target":
        talk.say(YOURS)
        await asking.beside(talk, [wish])
        return True
    if wish.keys.get("ind"):
        talk.given = {"ind": wish.keys["ind"], "what": "target"}
        await indicator(talk, "")
        talk.given = {}
    if talk.replies:
        last = talk.replies[-1]
        talk.replies[-1] = replace(last, text=f"{last.text}\n\n{YOUR_TARGET}")
    else:
        talk.say(YOUR_TARGET)
    return True
