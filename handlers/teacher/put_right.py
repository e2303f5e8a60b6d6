"""«Ой, не 12, а 11», «хотя нет, не звонок, а журнал я связала»: what a teacher said of figures, said better."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from handlers.engine.rights import actor_at
from handlers.engine.talk import Talk
from handlers.teacher.disputes import of_what
from handlers.understanding.around import taken_apart
from handlers.understanding.said.deeds import says_when_to_write
from handlers.understanding.said.objecting import only_says_wrong
from handlers.understanding.said.put_right import put_right
from handlers.understanding.said.slips import Kind, adds, may_put_right, slip_of
from indicators.russian.rules import cut
from services.staff.second_word import open_words, replace_words, take_back
from storage.people.unanswered import open_claims_of_each
from storage.tables import Claim, Person, ThreadLine

_QUOTED = 200
TO_OFFICER = "{name} поправляет прежние слова («{before}»): «{words}»"
NO_MORE = "О прежнем ({what}) отвечать не надо."
TAKEN = "Поправил: ответственный получил это вместо ваших прежних слов. Ответит — сразу напишу."
DROPPED = "Прежнее ({what}) отозвал."


@dataclass(frozen=True, slots=True)
class Before:
    """`line` and `claims`: what was said, in words or by a button; `meant`: the same words as they are meant now, where
    they can be told so."""

    words: str
    line: ThreadLine | None
    claims: Sequence[Claim]
    meant: str


async def put_right_in(talk: Talk, person: Person) -> Before | None:
    """None where nothing of theirs waits, or the words are no correction of it."""
    if not may_put_right(talk.text) or only_says_wrong(talk.text) or says_when_to_write(talk.text):
        return None
    line = await open_words(talk.session, actor_at(talk, person.school_id), person.id)
    waiting = (await open_claims_of_each(talk.session, [person.id])).get(person.id, [])
    at = line.at if line is not None else max((one.at for one in waiting), default=None)
    claims = [one for one in waiting if one.at == at]
    words = line.text if line is not None else of_what(one.gap for one in claims)
    if not words:
        return None
    before, said = await taken_apart(talk, words), await taken_apart(talk, talk.text)
    slip = slip_of(said, before)
    if slip is None or not slip.is_strong or adds(said) or not {*slip.meant} - {Kind.WHOM}:
        return None
    return Before(cut(words, _QUOTED), line, claims, put_right(before, slip, asked=True, dictates=False))


async def take_the_place(talk: Talk, person: Person, before: Before) -> None:
    """The earlier words are nobody's any more, and stay to be read; the new ones are written by whoever calls."""
    if before.line is not None:
        await replace_words(talk.session, actor_at(talk, person.school_id), person.id, before.line)


async def drop(talk: Talk, person: Person, before: Before, meant: Collection[str]) -> str:
    """What was called a mistake and is not meant now is in dispute no more; what it was. Where nothing else is named,
    all of it is meant still."""
    others = [one for one in before.claims if one.gap not in meant] if meant else []
    if not others:
        return ""
    await take_back(talk.session, actor_at(talk, person.school_id), person.id, others, "", talk.now)
    return of_what(one.gap for one in others)


def put_right_words(before: Before, name: str, words: str, dropped: str) -> str:
    """For the officers."""
    text = TO_OFFICER.format(name=name, before=before.words, words=words)
    return f"{text}\n{NO_MORE.format(what=dropped)}" if dropped else text


def taken_words(dropped: str) -> str:
    """For whoever puts it right."""
    return f"{TAKEN} {DROPPED.format(what=dropped)}" if dropped else TAKEN
