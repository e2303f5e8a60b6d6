"""What an officer's message stands for: words that were begun, an order behind its words, «ей» of whoever was shown."""

from handlers.engine.talk import Talk
from handlers.understanding.around import school_spoken_of, taken_apart, with_whole_words
from handlers.understanding.reading.people.person_words import all_of
from handlers.understanding.said.orders.dictated import as_order, in_ones_own_name, means_them, to_whom_it_was
from handlers.understanding.said.orders.told_before import (
    may_tell_classes,
    new_name_at_once,
    of_told_classes,
    one_day_alone,
    without_columns,
)
from handlers.understanding.which_person import staff_of
from nudges.letters.read_later import SIGNED
from nudges.names import Case
from storage.dialogs.replies import keyboard_of

ALL_COLUMNS = "«{words}» учесть не смогу: колонки в таблице всегда все, лишнюю можно скрыть в самом файле."


async def in_full(talk: Talk) -> str:
    """The message itself, where it says everything."""
    whole = await with_whole_words(talk)
    whole, columns = without_columns(new_name_at_once(one_day_alone(whole)))
    if columns:
        talk.say(ALL_COLUMNS.format(words=columns))
    if may_tell_classes(whole):
        whole = of_told_classes(await taken_apart(talk, whole)) or whole
    text = as_order(whole)
    own = next((one for one in talk.who.persons if one.full_name), None)
    if text != whole and own is not None and in_ones_own_name(whole):
        text = SIGNED.format(words=text, name=own.full_name)
    return to_whom_it_was(text, await _shown_last(talk)) if means_them(text) else text


async def _shown_last(talk: Talk) -> str:
    """The one person whom the last answer was about, as somebody is written to; empty for none or several."""
    reply, school = await talk.said_before(), await school_spoken_of(talk)
    keyboard = keyboard_of(reply) if reply is not None else None
    if school is None or keyboard is None or not keyboard.inline:
        return ""
    ids = {(one.payload or {}).get("p") for row in keyboard.rows for one in row} - {None}
    people = [one for one in await staff_of(talk, school.id) if one.id in ids]
    return all_of(people, Case.DATIVE) if len(people) == 1 else ""
