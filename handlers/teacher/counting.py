"""Whether something counts, answered to the very point that is asked about; what no rule knows the officer is asked."""

from handlers.engine.buttons import button, main, under
from handlers.engine.talk import Talk
from handlers.teacher.passing_words import offer
from handlers.understanding.around import understand
from handlers.understanding.said.teachers.counted import asks_in_general, counting_question
from nudges.counting import rule_of
from nudges.norms import own_numbers

# Told beside the question, a message of its own.
_GOES_ON = frozenset({"done", "away", "not_now", "hours", "mute", "name_change", "withdraw", "not_here"})


async def answered(talk: Talk, *, surely: bool = False) -> bool:
    """False where none of it is asked, and where it is asked in general, which the terms explain. `surely`: it is known
    that a rule is asked about. What is left to be answered stands in `talk.spelt`."""
    question = counting_question(talk.text, surely=surely)
    if question is None or (question.point is None and asks_in_general(talk.text)):
        return False
    whole, norms = talk.text, own_numbers((await talk.school_of(talk.who.persons[0])).settings)
    rule = rule_of(question.thing, question.point, question.said, norms)
    if rule.is_known:
        talk.say(rule.says, under([button("Как сделать", "howto"), main("Мои показатели", "my_figures")]))
    else:
        await offer(talk, rule.says)
    if question.rest and not surely:
        rest = await understand(talk, question.rest)
        if rest.sure and any(one.code in _GOES_ON for one in rest.wishes):
            talk.spelt = question.rest
    return talk.text == whole
