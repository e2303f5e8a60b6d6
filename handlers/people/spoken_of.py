"""«Петрова», «что у Чёрных», «Алиева болеет до пятницы»: a colleague's name and perhaps a word, without any command."""

import re
from collections.abc import Sequence

from handlers.engine.rights import READS_ONLY, may, schools_of
from handlers.engine.routes import Right
from handlers.engine.talk import Talk
from handlers.people import card as cards
from handlers.people import correcting
from handlers.people import exemptions as exempting
from handlers.people.reasons import usual_reason
from handlers.understanding.reading import people_by_name as finding
from handlers.understanding.reading.people_by_name import Found, find_people
from nudges.dates import find_span
from storage.people.registry import everybody_of
from storage.tables import Person, School

_BEFORE = re.compile(
    r"^(?:(?:чего не хватает|значит|так|отметь(?:те)?|запиши(?:те)?|"
    r"а|ну|и|покажи(?:те)?|показать|открой(?:те)?|найди(?:те)?|глянь|что|как|там|дела|у|про|по|о|об|с|кто|такая|такой|"
    r"карточк[ау]|мне|пожалуйста|скажи(?:те)?|коллега|педагог|учитель|учительница)[\s,:—-]+)+",
    re.IGNORECASE,
)
_SHOWING = re.compile(
    r"^(?:покажи(?:те)?|показать|открой(?:те)?|найди(?:те)?|что у|как у|как там|карточк[ау])\b", re.IGNORECASE
)
_NOTHING_MORE = re.compile(
    r"[\s?!.,]*(?:(?:как|что|дела|осталось|сделала?|показатели|карточка|пожалуйста|долги|расскажи(?:те)?)[\s?!.,]*)*"
)
_LEFT = re.compile(r"уволил|увольня|уволен|не работает|(?:у|вы)шл?[аеё]л? (?:из школы|на пенсию)", re.IGNORECASE)
_AWAY = r"(?:больнич|болеет|болен|больна|(?:в|из) отпуск|декрет|командиров)"
# «вышла на больничный» is no return, «не на больничном» is one.
_BACK = re.compile(
    r"\b(?:вы(?:шел|шла)(?!\s+(?:на больнич|в отпуск|в декрет))|вернул\w*|выздоровел\w*|поправил\w*|на работе)\b",
    re.IGNORECASE,
)
_NOT_AWAY = re.compile(rf"(?:уже|больше|сейчас|давно|\s)*не\s+(?:на\s+|в\s+)?{_AWAY}\w*[\s.!]*", re.IGNORECASE)
_LEAVE = re.compile(
    r"\b(?:исключи\w*|освободи\w*|не\s+(?:тро[гж]|тревож|беспоко|напомин|пи(?:ш|са))\w*)", re.IGNORECASE
)
_ABSENT = re.compile(r"больнич|болезн|болею|заболел|отпуск|декрет|командиров", re.IGNORECASE)
_SHORTEST = 4  # letters of a name said without any command
_MOST_WORDS = 8
NOBODY = "Такой фамилии в списке школы не вижу: «{words}». Напишите, как в файле, например: «карточка Ивановой Анны»."


async def spoken_of(talk: Talk) -> bool:
    """Answer what was said of a colleague; False where no colleague is named."""
    school = await _school(talk)
    text = talk.text.strip()
    if school is None or len(text.split()) > _MOST_WORDS:
        return False
    words = _BEFORE.sub("", text).strip(" ?!.")
    everybody = await everybody_of(talk.session, school.id)
    found = find_people(everybody, words)
    if not found.people or found.guessed or not _is_name(found.people, words):
        return _nobody(talk, text, words)
    return await _said(talk, school, found, words)


def speaks_of_absence(text: str) -> bool:
    return _ABSENT.search(text) is not None


async def names_others(talk: Talk, words: str) -> bool:
    """Whether somebody speaks of colleagues, or of everybody, and not of themselves."""
    if re.search(r"\b(?:всем|всех|никому|никого)\b", words.lower()):
        return True
    people = [(person, await everybody_of(talk.session, person.school_id)) for person in talk.who.persons]
    return any(finding.names_others(everybody, person, words) for person, everybody in people)


async def _school(talk: Talk) -> School | None:
    """The school worked with, without a question back: what was said may be about nobody."""
    schools = await schools_of(talk) if talk.who.members else []
    chosen = [one for one in schools if one.id == talk.who.account.school_id]
    return chosen[0] if chosen else schools[0] if len(schools) == 1 else None


def _is_name(people: Sequence[Person], words: str) -> bool:
    """A surname, or a first name with more of the name: a single short word may be anything."""
    first = re.split(r"[\s,]", words, maxsplit=1)[0]
    told = first[:1].isupper() and _ABSENT.search(words) is not None  # «Ким на больничном»
    return len(first) >= (_SHORTEST - 1 if told else _SHORTEST) and len(people) <= 10


def _nobody(talk: Talk, text: str, words: str) -> bool:
    """«Покажи Сидорову», and nobody is called so."""
    if not _SHOWING.match(text) or not re.fullmatch(r"[А-Яа-яЁё-]{3,}(?:\s+[А-Яа-яЁё-]{3,}){0,2}", words):
        return False
    talk.say(NOBODY.format(words=words))
    return True


async def _said(talk: Talk, school: School, found: Found, words: str) -> bool:
    """The card when nothing but the name was said; otherwise what is clear, with the way back as a button."""
    if _NOTHING_MORE.fullmatch(found.rest):
        await cards.card(talk, words)
        return True
    if "?" in talk.text:
        return False
    if not may(talk, Right.CHANGER, school.id):
        talk.say(READS_ONLY)
        return True
    if correcting.read_correction(found.people, talk.text) is not None:
        await correcting.ask(talk, "")
    elif _LEFT.search(found.rest) and not re.search(r"\bне\s+увол", found.rest.lower()):
        await exempting.left(talk, words)
    elif _LEAVE.match(found.rest):
        await exempting.leave_in_peace(talk, " ".join(_LEAVE.sub(" ", words, count=1).split()))
    elif _NOT_AWAY.fullmatch(found.rest):
        await exempting.restore(talk, words)
    elif re.search(r"\bне\b", found.rest.lower()):
        return False
    elif _BACK.search(found.rest):
        await exempting.restore(talk, words)
    elif _is_reason(found.rest, talk, school):
        await exempting.leave_in_peace(talk, words)
    else:
        return False
    return True


def _is_reason(rest: str, talk: Talk, school: School) -> bool:
    return usual_reason(rest) is not None and not (
        any(map(str.isdigit, rest)) and find_span(rest, talk.today(school)) is None
    )
