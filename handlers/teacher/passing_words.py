"""«Передать ответственному»: words that nobody but an officer can answer, passed on as they are when it is wished."""

from handlers.engine.buttons import good, under
from handlers.engine.rights import actor_at
from handlers.engine.routes import Continuation, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import kept_for, tell_officers
from handlers.teacher import nudge_buttons
from handlers.teacher.disputes import answer_row
from handlers.understanding import asking
from nudges.messenger import Button
from nudges.plan.standing import MISTAKE
from services.staff.threads import object_to
from storage.dialogs.dialogues import begin_dialogue
from storage.people.namesakes import name_shown
from storage.tables import Person

KEPT = "to_officer"
ASK_OFFICER = "Спросить ответственного"
FOR_OFFICER = "Передать ответственному"
PASSED_ON_ALONE = "Передал ответственному ваши слова. Ответит — сразу напишу."
OF_SCHOOL = "Речь о школе: {name}."
LONGEST_SHOWN = 500
_WORDS = "for_officer"  # in the state of what waits


async def offer(talk: Talk, text: str, label: str = ASK_OFFICER, *more: Button, about: str = "") -> None:
    """An answer, with a button that passes on what was said; what waits for an answer waits on."""
    said, dialogue = talk.text, talk.who.dialogue
    if dialogue is None or dialogue.name in (KEPT, asking.MEANT):
        talk.who.dialogue = await begin_dialogue(talk.session, talk.who.account.id, KEPT, {_WORDS: said}, talk.now)
    else:
        dialogue.state = {**dialogue.state, _WORDS: said}
    talk.say(text, under([good(label, asking.TO_OFFICER, w=asking.mark_of(said))], list(more)), about=about)


async def pass_alone(talk: Talk, person: Person, words: str, said: str = PASSED_ON_ALONE) -> None:
    """Words that are about no figure: to the officers as they are, and nothing is in dispute by them."""
    await object_to(talk.session, actor_at(talk, person.school_id), person.id, words, talk.now)
    text = f"{await name_shown(talk.session, person)} пишет: «{words[:LONGEST_SHOWN]}»"
    told = await tell_officers(talk, person.school_id, text, under(answer_row(person.id)))
    said = said if told else kept_for(talk, person.school_id)
    if len({one.school_id for one in talk.everywhere or talk.who.persons}) > 1:
        said = f"{said} {OF_SCHOOL.format(name=(await talk.school_of(person)).name)}"
    talk.say(said, under([nudge_buttons.withdraw_button(person.id, MISTAKE)]))


async def pass_words(talk: Talk, rest: str) -> None:
    """Those that the button stood under, and no later ones."""
    dialogue = talk.who.dialogue
    state = dialogue.state if dialogue is not None else {}
    words = str(state.get("said" if dialogue is not None and dialogue.name == asking.MEANT else _WORDS, ""))
    if dialogue is None or not words or asking.mark_of(words) != talk.word("w"):
        talk.say(asking.OLD)
        return
    if dialogue.name in (KEPT, asking.MEANT):
        await talk.end()
    else:
        dialogue.state = {key: kept for key, kept in state.items() if key != _WORDS}  # once, and no more
    await pass_alone(talk, talk.who.persons[0], words)


async def _something_else(talk: Talk) -> bool:
    """Whatever is written instead of pressing is a message of its own."""
    await talk.end()
    return False


ROUTES = (Route(asking.TO_OFFICER, Right.LINKED, pass_words),)
CONTINUATIONS = (Continuation(KEPT, Right.LINKED, _something_else, hears_all=True),)
