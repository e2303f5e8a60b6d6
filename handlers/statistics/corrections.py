"""Putting right how a file was understood: a column's meaning, the week, who a row is about.

Columns and weeks are corrected in the dialogue of the waiting file and read anew; answers about people
are remembered for the school, so that the next file needs no question.

Own patterns: the answer to its own question is the number of a column and what it is.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from handlers.engine.buttons import button, good, main, under
from handlers.engine.rights import actor_at
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.statistics.preview import fact_title
from handlers.statistics.waiting import KEPT, waiting_file, waiting_import
from handlers.understanding.which_person import label_of
from indicators.catalogue import FACTS, IDENTITY, INDICATOR
from indicators.errors import BadWeek
from indicators.headings.meaning import meaning_of
from indicators.weeks import Week
from nudges.dates import LOOK_BACK, find_span
from nudges.periods import week_words
from services.imports.naming import say_who_it_is
from storage.dialogs.dialogues import IMPORT, begin_dialogue
from storage.tables import Person

_COLUMNS = 40
_CANDIDATES = 4
HOW_COLUMNS = "Напишите номер столбца, который понят неверно. Можно сразу с тем, что в нём: «3 звонки»."
HOW_WEEK = "За какую неделю этот файл? Выберите или напишите любой её день, например «12.11»."


async def columns(talk: Talk, rest: str) -> None:
    """The columns by number; the officer says which is wrong."""
    state = waiting_file(talk)
    if state is None:
        return
    lines = [
        f"{number}. «{heading}» → {fact_title(fact)}"
        for number, (heading, fact) in enumerate(state["columns"][:_COLUMNS], 1)
    ]
    await _wait_for(talk, state, "column")
    talk.say("\n".join([*lines, "", HOW_COLUMNS]), under([button("Назад", "import_again", id=state["id"])]))


async def why(talk: Talk, rest: str) -> None:
    """What each column's meaning rests on."""
    state = waiting_file(talk)
    if state is None:
        return
    lines = state.get("why") or ["Об этом файле мне нечего добавить."]
    number = state["id"]
    ways = [button("Исправить столбцы", "import_columns", id=number), button("Назад", "import_again", id=number)]
    talk.say("\n".join(["Вот из чего я исходил:", *lines]), under(ways))


async def _wait_for(talk: Talk, state: dict[str, Any], what: str, **more: Any) -> None:
    talk.who.dialogue = await begin_dialogue(
        talk.session, talk.who.account.id, IMPORT, {**state, "waits_for": what, **more}, talk.now
    )


async def _read_again(talk: Talk, state: dict[str, Any], **changed: Any) -> None:
    """A new preview; the buttons of the old one stop working when it comes."""
    kept = {key: state[key] for key in KEPT if key in state}
    talk.say("Минутку, перечитываю…")
    await talk.later("read_file", **{**kept, **changed})


async def again(talk: Talk, rest: str) -> None:
    state = waiting_file(talk)
    if state is not None:
        await _read_again(talk, state)


def meanings_of(kind_of: Iterable[Sequence[str | None]]) -> list[str]:
    """What a column may mean: facts of people, or indicators where the file is a summary."""
    people = [one.code for one in (*IDENTITY, *FACTS)]
    meant = {fact for _, fact in kind_of if fact and fact != "school"}
    # Some codes («pupils_total») are a fact of a class teacher and an indicator of a school.
    of_people = any(fact in people and fact not in INDICATOR for fact in meant)
    return ["school", *INDICATOR] if meant & INDICATOR.keys() and not of_people else people


async def said(talk: Talk) -> bool:
    """An answer to whatever the correction asked."""
    dialogue = waiting_import(talk)
    state = dict(dialogue.state) if dialogue is not None else {}
    answers = {"column": _said_column, "meaning": _said_meaning, "week": _said_week}
    take = answers.get(str(state.get("waits_for")))
    return await take(talk, state) if take is not None else False


async def _said_column(talk: Talk, state: dict[str, Any]) -> bool:
    """«10», or with what is in it: «10 звонки», «10 — не использовать»."""
    said = _COLUMN.fullmatch(talk.text.strip())
    if said is None or not 1 <= int(said["number"]) <= len(state["columns"]):
        return False
    heading, fact = state["columns"][int(said["number"]) - 1]
    meanings = meanings_of(state["columns"])
    if said["what"] and (meant := _meant(said["what"], meanings)):
        await _read_again(talk, state, mapping={**state["mapping"], heading: meant[0]})
        return True
    lines = [f"{place}. {fact_title(code)}" for place, code in enumerate(meanings, 1)]
    await _wait_for(talk, state, "meaning", heading=heading)
    question = f"Что в столбце «{heading}»? Сейчас: {fact_title(fact)}. Напишите номер:"
    talk.say("\n".join([question, "0. Не использовать", *lines]))
    return True


_COLUMN = re.compile(r"(?:столбец\s+)?№?\s*(?P<number>\d{1,3})\s*[.)№:—–-]*\s*(?P<what>[^\d\W].*)?")
_UNUSED = re.compile(r"не\s+(?:использ|нуж|надо)|ничего|лишн")


def _meant(words: str, meanings: Sequence[str]) -> tuple[str | None, ...]:
    """What a column with such words over it would be; nothing where that is not one of the meanings."""
    if _UNUSED.match(words.lower()):
        return (None,)
    named = meaning_of(words)
    return (named.code,) if named is not None and named.code in meanings else ()


async def _said_meaning(talk: Talk, state: dict[str, Any]) -> bool:
    meanings = meanings_of(state["columns"])
    number = _number(talk.text)
    meant = _meant(talk.text, meanings) if number is None else (None, *meanings)[number : number + 1]
    if not meant:
        return False
    await _read_again(talk, state, mapping={**state["mapping"], state["heading"]: meant[0]})
    return True


async def likely(talk: Talk, rest: str) -> None:
    """«Да, это звонки»: the heading that looks like the column that is gone."""
    state = waiting_file(talk)
    heading = state.get("likely", {}).get(talk.word("f")) if state is not None else None
    if state is not None and heading is not None:
        await _read_again(talk, state, mapping={**state["mapping"], heading: talk.word("f")})


async def offered(talk: Talk, rest: str) -> None:
    """As other schools corrected the columns, or as they are understood: either is this school's own word then."""
    state = waiting_file(talk)
    if state is None or not state.get("offers"):
        return
    now = dict(state["columns"])
    answer = {heading: now.get(heading) if talk.number("no") else fact for heading, fact in state["offers"]}
    await _read_again(talk, state, mapping={**state["mapping"], **answer})


def _number(text: str) -> int | None:
    digits = text.strip(" .№)")
    return int(digits) if digits.isdigit() and len(digits) < 4 else None


async def week(talk: Talk, rest: str) -> None:
    state = waiting_file(talk)
    if state is None:
        return
    this = Week.of(talk.now.astimezone(talk.services.zone).date())
    choices = [
        button(week_words(this.shift(-back)), "import_week_is", id=state["id"], w=str(this.shift(-back)))
        for back in (1, 2, 3, 0)
    ]
    await _wait_for(talk, state, "week")
    talk.say(HOW_WEEK, under(choices[:2], choices[2:]))


async def week_is(talk: Talk, rest: str) -> None:
    state = waiting_file(talk)
    if state is None:
        return
    try:
        chosen = Week.parse(talk.word("w"))
    except BadWeek as error:
        talk.say(error.sentence)
        return
    await _read_again(talk, state, week=str(chosen))


async def _said_week(talk: Talk, state: dict[str, Any]) -> bool:
    today = talk.now.astimezone(talk.services.zone).date()
    found = find_span(talk.text, today, today - LOOK_BACK)  # a file is about days that have passed
    if found is None:
        try:
            chosen = Week.parse(talk.text)
        except BadWeek:
            return False
    else:
        chosen = Week.of(found.span.starts_on)
    await _read_again(talk, state, week=str(chosen))
    return True


async def people(talk: Talk, rest: str) -> None:
    """The next doubtful row: who is it?"""
    state = waiting_file(talk)
    if state is not None:
        await _ask_who(talk, state)


async def _ask_who(talk: Talk, state: dict[str, Any]) -> None:
    doubts = state["doubts"]
    if not doubts:
        await _read_again(talk, state)
        return
    doubt = doubts[0]
    about = {"id": state["id"], "n": len(doubts)}
    answered = set(state.get("answers", {}).values())
    people = [await talk.session.get(Person, person_id) for person_id, _ in doubt["people"]]
    everybody = [person for person in people if person is not None]
    known = [person for person in everybody if person.id not in answered][:_CANDIDATES]
    rows = [[button(label_of(person, everybody), "import_person", p=person.id, **about)] for person in known]
    last = [good("Новый человек", "import_person", p=-1, **about), button("Пропустить", "import_person", p=0, **about)]
    left = f"Осталось вопросов: {len(doubts)}. " if len(doubts) > 1 else ""
    talk.say(f"{left}Строка {doubt['row']}, «{doubt['written']}»: {doubt['why']}. Кто это?", under(*rows, last))


async def person_is(talk: Talk, rest: str) -> None:
    """The answer is remembered for the school, or for this one row where the spelling stands in several.

    The same button twice answers one question only.
    """
    state = waiting_file(talk)
    if state is None:
        return
    doubts = state["doubts"]
    if not doubts or talk.number("n") != len(doubts):
        talk.say("На этот вопрос вы уже ответили.")
        return
    doubt, person_id = doubts[0], talk.number("p")
    candidates = {candidate for candidate, _ in doubt["people"]}
    answers = dict(state.get("answers", {}))
    if person_id in candidates or person_id == -1:
        who = None if person_id == -1 else person_id
        if doubt.get("repeated"):
            answers[doubt["row_key"]] = who
        else:
            await say_who_it_is(talk.session, actor_at(talk, doubt["school"]), doubt["key"], who)
    state = {**state, "doubts": doubts[1:], "answers": answers}
    await _wait_for(talk, state, "people")
    await _ask_who(talk, state)


async def match(talk: Talk, rest: str) -> None:
    """«Сопоставить»: back to the doubts of the file that waits."""
    dialogue = waiting_import(talk)
    if dialogue is None:
        talk.say("Сейчас ни один файл не ждёт. Пришлите файл: если кого-то не пойму, спрошу.")
    elif not dialogue.state["doubts"]:
        again_button = main("Показать файл ещё раз", "import_again", id=dialogue.state["id"])
        talk.say("В этом файле вопросов о людях нет.", under([again_button]))
    else:
        await _ask_who(talk, dict(dialogue.state))


ROUTES = (
    Route("import_columns", Right.READER, columns),
    Route("import_why", Right.READER, why),
    Route("import_again", Right.READER, again),
    Route("import_likely", Right.READER, likely),
    Route("import_offered", Right.READER, offered),
    Route("import_week", Right.READER, week),
    Route("import_week_is", Right.READER, week_is),
    Route("import_people", Right.READER, people),
    Route("import_person", Right.READER, person_is),
    Route("match", Right.READER, match, Does.ASKS, label="Кого не нашли"),
)
# What a column holds is said as a question about it is: «звонки».
_NAMES_A_FIGURE = frozenset({"indicator", "list", "done_list", "explain", "howto"})
CONTINUATIONS = (Continuation(IMPORT, Right.READER, said, _NAMES_A_FIGURE),)
