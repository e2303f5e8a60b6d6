"""Whether a matter is answered, offered as a button, or left to what else was meant.

A matter changes nothing, so the worst is a useless answer: it is taken where no wish is surely meant, or where what is
surely meant only tells something and the matter is likelier; an order goes before it unless hardly anything else can
be meant than the matter."""

from collections.abc import Sequence

from handlers import commands
from handlers.engine.talk import Talk
from handlers.questions.matters.answer import Answer
from handlers.questions.matters.topic import answers_to
from handlers.understanding.around import taken_apart
from handlers.understanding.judging.amounts import supposed
from handlers.understanding.wish import Reading
from nudges.messenger import Button

# How likely it must be, beside what else is surely meant: nothing, what says as good as nothing of it (in the
# very words of an example, too), what answers another question, what is shown, a deed.
ALONE, BESIDE_VAGUE, BESIDE_KNOWN, BESIDE_SHOWN, BESIDE_ANSWER, BESIDE_DEED = 0.3, 0.5, 0.6, 0.5, 0.75, 0.85
ALONE_TEACHERS = 0.4  # fewer of theirs are known: at 0.3 one of four answers would be another matter's, at 0.4 of five
NEVER = 2.0
OFFERED = 0.12
_MOST = 2
_VAGUE = frozenset({"ask", "explain", "upload", "demo", "greet", "smalltalk", "complain", "thanks", "help"})
_ANSWERS = frozenset(
    {"howto", "where_button", "who_are_you", "why_bot", "messengers", "my_data", "next_check", "who_helps"}
)
FORGET = "forget_other"
_WHAT_IF = "what_if_share"
_COUNTED = frozenset({"indicator", "forecast"})


def needed(reading: Reading, answer: Answer, alone: float = ALONE) -> float:
    """How likely a matter must be to be answered; more than can be where it is not."""
    best = reading.wishes[0] if reading.sure and reading.wishes else None
    if reading.stranger:  # «напомни Сапожковой»
        return NEVER
    if best is None:
        return alone
    vague = best.code in _VAGUE
    if len(reading.wishes) > 1 or answer.is_last or best.ordered or (best.is_known and not vague):
        return NEVER
    if vague:
        return BESIDE_KNOWN if best.is_known else BESIDE_VAGUE
    if best.code in _ANSWERS:
        return BESIDE_ANSWER
    return BESIDE_DEED if best.acts else BESIDE_SHOWN


async def answered(talk: Talk, reading: Reading) -> bool:
    """False where nothing of that is asked."""
    known = answers_to(talk)
    best = next(iter(reading.matters), None)
    answer = known.get(best.code) if best is not None else None
    alone = ALONE if talk.who.members else ALONE_TEACHERS
    if best is None or answer is None or best.likely < needed(reading, answer, alone):
        return False
    if best.code == _WHAT_IF and _is_counted(reading, talk.text):
        return False
    if best.code == FORGET:
        return await _forget(talk)
    if answer.goes_to:
        await commands.run(talk, answer.goes_to)
    else:
        await answer.say(talk)
    return True


def _is_counted(reading: Reading, text: str) -> bool:
    """«Если ещё трое позвонят»: the indicator tells it."""
    first = reading.wishes[0] if reading.sure and reading.wishes else None
    return first is not None and first.code in _COUNTED and "ind" in first.keys and supposed(text) is not None


async def _forget(talk: Talk) -> bool:
    people = (await taken_apart(talk, talk.text)).persons
    if len(people) != 1 or len(people[0].members) != 1:
        return False
    talk.given = {"p": people[0].members[0].id}
    await commands.run(talk, FORGET)
    return True


def offered(talk: Talk, reading: Reading) -> Sequence[Button]:
    """Those that may be meant, each on a button."""
    known = answers_to(talk)
    found = [one for one in reading.matters if one.code in known and one.code != FORGET and one.likely >= OFFERED]
    return [known[one.code].as_button(one.code) for one in found[:_MOST]]
