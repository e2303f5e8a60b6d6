"""«Вы о … ?»: the nearest readings as buttons where a message is not sure; a deed is shown before it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from zlib import crc32

from handlers.engine.buttons import COMMAND, button, good, main, under
from handlers.engine.old_buttons import QUESTION, of_question, question_key
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.understanding.around import school_spoken_of
from handlers.understanding.labels import label, said, what_words
from handlers.understanding.particulars.time.days_but import apart
from handlers.understanding.pieces.of_summary import is_of_summary
from handlers.understanding.pieces.takes_off import takes_off
from handlers.understanding.unread import keep_words
from handlers.understanding.which_person import label_of
from handlers.understanding.wish import Wish
from indicators.russian.rules import small
from nudges.messenger import Button
from services.schools import one_of_several
from storage.dialogs.dialogues import begin_dialogue
from storage.tables import Person

MEANT, OTHER, BESIDE, WORDS = "meant", "meant_other", "meant_beside", "meant_words"
TO_OFFICER = "pass_words"  # passes on what was not understood
ALL = "all"  # in the place of a code: every deed that was shown
WHICH = "Не уверен, что понял. Вы об этом?"
AGAIN = "Опять не уверен. Может быть, об этом — или скажите другими словами, двумя-тремя."
AGAIN_TEACHER = "Опять не уверен, простите. Может быть, об этом — или передам ваши слова ответственному."
SURELY = "Понял так: {wish}. Сделать?"
UNUSED = "Понял так: {wish}. А «{words}» учесть не смогу. Сделать без этого?"
ALL_SURELY = "Понял так:\n{wishes}\nСделать?"
ONE_UNUSED = "{wish} — но «{words}» учесть не смогу"
OF_SUMMARY = {
    "subscribe": "Присылать вам сводку по пятницам",
    "unsubscribe": "Не присылать вам сводку по пятницам",
}
OTHER_WORDS = "Хорошо. Скажите другими словами, двумя-тремя."
OR = "Или: {label}"
NAMESAKES = "Кого не считать? Под это имя подходят: {names}."
ALL_NAMESAKES = "Всех с этим именем"
OR_ELSE = "Если вы о другом:"
SURELY_SAID = "surely"  # in the state of what was asked: its words are no order and no question
ARE_WORDS = "Это {words}? Отправлю людям, только если да."
WORDS_OR_WISH = "Это {words} — или отдельная просьба: {wish}?"
OLD = "Этот вопрос уже позади: напишите, пожалуйста, ещё раз."
_MOST = 3
_WORDS = 4
_NAMESAKES = 4
_MOST_BUTTONS = 10  # a message with more is refused by VK
_MOST_ROWS = 6  # under one message, with what is beside it


async def which(talk: Talk, wishes: Sequence[Wish], matters: Sequence[Button] = ()) -> None:
    """Two or three buttons of the nearest readings, those of what may be asked that is no wish before them, and a way
    out; what had to be asked was not understood."""
    await keep_words(talk)
    offered = list({text: one for one in wishes if (text := label(one, talk.labels))}.items())[: _MOST - len(matters)]
    again = await talk.said_before_about() == MEANT
    rows = [*([one] for one in matters), *([main(text, MEANT, k=one.code)] for text, one in offered)]
    ways, said = [button("Другое", OTHER)], AGAIN if again else WHICH
    if talk.who.is_linked and not talk.who.members:
        ways.insert(0, button("Передать ответственному", TO_OFFICER, w=mark_of(talk.text)))
        said = AGAIN_TEACHER if again else WHICH
    await talk.ask(MEANT, said, under(*rows, ways), MEANT, said=talk.text)


def mark_of(said: str) -> str:
    """Tells on a button which words it stood under."""
    return f"{crc32(said.encode()):x}"


async def beside(talk: Talk, wishes: Sequence[Wish]) -> None:
    """What else it may have been, as buttons under the answer: pressed, it is done in the answer's place. Not under
    another question, for that waits for its own answer."""
    dialogue = talk.who.dialogue
    is_preview = talk.asks and dialogue is not None and dialogue.name == MEANT
    is_busy = talk.goes_on or ((talk.asks or dialogue is not None) and not is_preview)
    if not talk.replies or is_busy:
        return
    last = talk.replies[-1]
    rows = last.keyboard.rows if last.keyboard is not None else ()
    there = {(one.payload or {}).get(COMMAND) for row in rows for one in row}
    offered = {text: one.code for one in wishes if one.code not in there and (text := label(one, talk.labels))}
    state = {"said": talk.text}
    state |= {QUESTION: question_key(BESIDE, "", state)}
    below = [[button(OR.format(label=small(text)), BESIDE, k=code)] for text, code in offered.items()]
    if dialogue is None:
        below = [[of_question(one, state[QUESTION]) for one in row] for row in below]
    if not below:
        return
    rows_fit = len(rows) + len(below) <= _MOST_ROWS and sum(map(len, rows)) + len(below) <= _MOST_BUTTONS
    if rows_fit and last.peer_id == talk.peer_id and (last.keyboard is None or last.keyboard.inline):
        talk.replies[-1] = replace(last, keyboard=under(*map(list, rows), *below))
    else:
        talk.say(OR_ELSE, under(*below))
    if dialogue is None:
        talk.who.dialogue = await begin_dialogue(talk.session, talk.who.account.id, BESIDE, state, talk.now)


async def besides(talk: Talk, text: str, wish: Wish) -> None:
    """What another clause of the message wishes: pressed, it is read from that clause, and a deed shown first."""
    state = {"said": wish.said}
    state |= {QUESTION: question_key(BESIDE, "", state)}
    row = [of_question(good(label(wish, talk.labels), BESIDE, k=wish.code), state[QUESTION])]
    talk.say(text, under(row))
    talk.who.dialogue = await begin_dialogue(talk.session, talk.who.account.id, BESIDE, state, talk.now)


async def surely(talk: Talk, wishes: Sequence[Wish], *, corrected: bool = False) -> None:
    """Deeds that were understood, and are shown before they are done: one button for all of them. Namesakes that were
    chosen before are remembered. `corrected`: they are shown even where such words alone would do them."""
    school = await school_spoken_of(talk)
    talk.at = await one_of_several(talk.session, talk.who, school.id) if school is not None else None
    if len(wishes) == 1:
        words = _dropped(talk, wishes[0])
        text = (UNUSED if words else SURELY).format(wish=_said(talk, wishes[0]), words=words)
    else:
        text = ALL_SURELY.format(wishes="\n".join(f"• {_one_of_several(talk, one)}" for one in wishes))
    but = ",".join(str(number) for one in wishes for number in one.excepted)
    yes_or_no = under([good("Да", MEANT, k=ALL), button("Нет", "cancel")])
    more = ({"but": but} if but else {}) | ({"corrected": 1} if corrected else {})
    await talk.ask(MEANT, text, yes_or_no, said=talk.text, **more)


def _one_of_several(talk: Talk, wish: Wish) -> str:
    words, shown = _dropped(talk, wish), _said(talk, wish)
    return ONE_UNUSED.format(wish=shown, words=words) if words else shown


def _said(talk: Talk, wish: Wish) -> str:
    if wish.code in _TAKEN_OFF and not {"value", "to"} & wish.keys.keys() and takes_off(wish.said or talk.text):
        return ": ".join(filter(None, (_TAKEN_OFF[wish.code], what_words(wish.keys))))
    if wish.code in OF_SUMMARY and is_of_summary(wish.said or talk.text):
        return OF_SUMMARY[wish.code]
    shown, but = said(wish, talk.labels, _named(talk, wish)), _but(talk, wish)
    return f"{shown} ({but})" if but else shown


_GIVE_ROLE = "give_role"
_TAKEN_OFF: Mapping[str, str] = {"set_target": "Снять цель", "set": "Срок регистрации — не задан"}


def _but(talk: Talk, wish: Wish) -> str:
    """Which days among those off are none: their command reads it by itself."""
    return apart(wish.said or talk.text).without if wish.code == "set_break" else ""


def _dropped(talk: Talk, wish: Wish) -> str:
    """What has no place in the wish; the words of a school's name, and of whom a role is for, have theirs."""
    if wish.code == "set" and wish.keys.get("field") == "school_name":
        return ""
    unknown = wish.rest.lower().split() if wish.code == _GIVE_ROLE and not wish.people else []
    read_on = [*_but(talk, wish).lower().split(), *unknown]
    return " ".join([one for one in wish.dropped if one.lower() not in read_on][:_WORDS])


def _named(talk: Talk, wish: Wish) -> Sequence[Person]:
    """The people of a wish that is about nobody else; empty where it names groups, or somebody who is not known."""
    parts = wish.keys.get("who", "").split("+")
    known = {one.id: one for people in talk.staff.values() for one in people}
    found = [known[one] for one in wish.people if one in known]
    return found if len(found) >= len(parts) and not any(":" in one or one.startswith("-") for one in parts) else []


async def words_or_wish(talk: Talk, words: str, wish: Wish | None) -> None:
    """An order, or a question, said where anything may be said: what it was meant for; the question waits on under
    this one."""
    dialogue = talk.who.dialogue
    if dialogue is None:
        return
    rows = [[good(f"Это {words}", WORDS)]]
    text = ARE_WORDS.format(words=words)
    if wish is not None:
        rows.append([button("Отдельная просьба", MEANT, k=wish.code)])
        text = WORDS_OR_WISH.format(words=words, wish=_said(talk, wish))
    question = {"of": dialogue.name, "asked": {**dialogue.state, SURELY_SAID: True}}
    await talk.ask(MEANT, text, under(*rows, [button("Отмена", "cancel")]), said=talk.text, **question)


async def back_to_question(talk: Talk) -> None:
    """The question as it was before, and what was said to it as the message; nothing where it is forgotten."""
    dialogue = talk.question(MEANT)
    state = dialogue.state if dialogue is not None else {}
    if "of" in state:
        talk.spelt = str(state["said"])
        talk.who.dialogue = await begin_dialogue(
            talk.session, talk.who.account.id, state["of"], state["asked"], talk.now
        )


async def left_out(talk: Talk, wish: Wish) -> None:
    """Which of the namesakes is to be left out, one name after the other; a press brings the wish back with them."""
    known = {one.id: one for people in talk.staff.values() for one in people}
    people = [known[one] for one in wish.unclear[0] if one in known]

    rows = [[button(label_of(one, people), MEANT, k=wish.code, x=str(one.id))] for one in people[:_NAMESAKES]]
    all_of_them = ",".join(str(one.id) for one in people)
    rows.append([button(ALL_NAMESAKES, MEANT, k=wish.code, x=all_of_them)])
    but = ",".join(str(one) for one in wish.excepted)
    text = NAMESAKES.format(names="; ".join(label_of(one, people) for one in people))
    await talk.ask(MEANT, text, under(*rows, [button("Отмена", "cancel")]), said=talk.text, but=but)


def without_chosen(wish: Wish, ids: str) -> Wish:
    """With the namesakes that were chosen left out."""
    but = {int(one) for one in ids.split(",") if one.isascii() and one.isdigit()}
    settled = [one for one in wish.unclear if but.intersection(one)]
    chosen = [one for group in settled for one in group if one in but]
    unclear = tuple(one for one in wish.unclear if one not in settled)
    return replace(wish, excepted=tuple(dict.fromkeys((*wish.excepted, *chosen))), unclear=unclear)


async def chosen(talk: Talk) -> tuple[str, str] | None:
    """The code of the button that was pressed and the words it is about; None when they are forgotten."""
    dialogue = talk.question(MEANT, BESIDE)
    if dialogue is None:
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
    """«Другое»."""
    if await chosen(talk) is not None:
        talk.say(OTHER_WORDS)


async def _old(talk: Talk, rest: str) -> None:
    talk.say(OLD)


ROUTES = (
    Route(MEANT, Right.ANYONE, _old, Does.ASKS, bare_yes=True),
    Route(BESIDE, Right.ANYONE, _old, Does.ASKS),
    Route(WORDS, Right.ANYONE, _old, Does.ASKS),
    Route(OTHER, Right.ANYONE, none_of_them, Does.OWN),
)
CONTINUATIONS = (
    Continuation(MEANT, Right.ANYONE, _something_else),
    Continuation(BESIDE, Right.ANYONE, _something_else, hears_all=True),
)
