"""Writing to the officers of a school: requests, alarms, disputes."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from zlib import crc32

from handlers.engine.buttons import LABEL, bad, button, good, under
from handlers.engine.menu import of_school
from handlers.engine.rights import Desk, actor_at, may, schools_of
from handlers.engine.routes import Right
from handlers.engine.talk import Talk
from nudges.messenger import Button, Keyboard
from services.access.joining import schools_asked
from services.access.telling import Heard, tell_of_oneself
from storage.database.connection import Session
from storage.messengers.ways import accounts_beside, accounts_of, every_account_of, known_in
from storage.people.namesakes import told_apart
from storage.people.officers import accounts_with
from storage.people.pages import page_words
from storage.people.roles import CHANGING, members, with_several_schools
from storage.tables import Account, Person, School

_SHOWN = 4
ELSEWHERE = "Ждут ответа и в других ваших школах: {where}."
_WHOM = "p"
_ASKED = "n"  # in a button: which question it stands under
TOLD_BEFORE = {
    Heard.AGAIN: "Это я уже передал. Если что-то изменилось, напишите ещё раз.",
    Heard.ENOUGH: "Сегодня я уже передавал это ответственному не раз: он видит и ответит.",
}
NO_MORE = "В списке этой школы вас больше нет, поэтому передавать нечего."
NO_OFFICER = "Ответственного в школе пока нет, поэтому передать некому."
KEPT = "Записал. Ответственного в школе пока нет: как только появится, увидит это."
NOBODY_ELSE = (
    "Кроме вас, передать это некому. Отметьте сами: «исключить Алиеву до 12.01 отпуск», «вернуть Алиеву», "
    "«Алиева больше не работает»."
)
ALREADY = (
    " В другом мессенджере я уже знаю: {known}. Подтверждайте, если уверены, что это тот же человек: напоминания и "
    "показатели пойдут сюда."
)
NOT_LISTED = " В списке школы я такого человека без аккаунта не нашёл. Проверьте, пожалуйста, ФИО."
YOURS = "Записал. Кроме вас, ответить на это в школе некому: «ошибки» и «заявки»."


async def tell_officers(
    talk: Talk,
    school_id: int,
    text: str,
    keyboard: Keyboard | None = None,
    files: Mapping[int, tuple[str, ...]] = MappingProxyType({}),
) -> int:
    """Write to everybody else who may change things at a school, with `files` by account; how many they are. Whoever
    has several schools is told which it is."""
    officers = await other_officers(talk.session, school_id, talk.who.account.id)
    several = await with_several_schools(talk.session, [one.id for one in officers])
    name = (await talk.session.get_one(School, school_id)).name if several else ""
    theirs = of_school(keyboard, school_id) if several and keyboard is not None else keyboard
    for account in officers:
        said, under_it = (f"{name}:\n{text}", theirs) if account.id in several else (text, keyboard)
        talk.say(said, under_it, to=account, files=files.get(account.id, ()))
    return len(officers)


async def say_elsewhere(talk: Talk, desk: Desk, command: str, waiting: Callable[[Desk], Awaitable[int]]) -> None:
    """Whoever changes things at several schools reads in which others somebody waits, too; a button asks there."""
    others = [one for one in await schools_of(talk) if one.id != desk.school.id and may(talk, Right.CHANGER, one.id)]
    counts = {one.id: await waiting(replace(desk, school=one)) for one in others}
    found = [one for one in others if counts[one.id]]
    if found:
        where = "; ".join(f"{one.name} — {counts[one.id]}" for one in found)
        rows = [[button(one.name, command, at_school=one.id)] for one in found[:_SHOWN]]
        talk.say(ELSEWHERE.format(where=where), under(*rows))


def asked_now(talk: Talk) -> dict[str, Any]:
    """For the button «Да, передать» of a question about oneself: which question it is, and as whom it is answered."""
    event = talk.event.event_id if talk.event is not None else ""
    return {_ASKED: f"{crc32(event.encode()):x}", **as_whom(talk)}


def as_whom(talk: Talk) -> dict[str, Any]:
    return {_WHOM: talk.alone_of_several.id} if talk.alone_of_several is not None else {}


async def is_to_be_told(talk: Talk) -> bool:
    """Whether «Да, передать» is to be carried out; otherwise it is said why not."""
    whom = talk.number(_WHOM)
    meant = [one for one in talk.who.persons if one.id == whom] if whom else talk.who.persons
    if not meant:  # as somebody of one school they said nothing to another
        talk.say(NO_MORE)
        return False
    heard = await tell_of_oneself(talk.session, actor_at(talk, None), talk.now, talk.word(_ASKED))
    talk.speaks_as(meant)
    if heard is not Heard.NEW:
        talk.say(TOLD_BEFORE[heard])
    return heard is Heard.NEW


def nobody_to_tell(talk: Talk) -> str:
    """Of an absence, which is an officer's to write down: whoever speaks may be the only one."""
    return NOBODY_ELSE if may(talk, Right.CHANGER, talk.who.persons[0].school_id) else NO_OFFICER


def kept_for(talk: Talk, school_id: int) -> str:
    """Instead of «передал», where nobody could be told and what was said waits all the same."""
    return YOURS if may(talk, Right.CHANGER, school_id) else KEPT


async def unknown_here(talk: Talk, people: Sequence[Person], school_id: int, account: Account) -> list[Person]:
    """Those of the school whom nobody knows yet in the messenger of this account, or whose account it is by a file."""
    ids = [person.id for person in people]
    known, theirs = await known_in(talk.session, account.platform, ids), await accounts_of(talk.session, ids)
    here = [person for person in people if person.school_id == school_id]
    return [one for one in here if one.id not in known or account.id in theirs.get(one.id, ())]


async def other_officers(session: Session, school_id: int, account_id: int | None) -> list[Account]:
    """Everybody but the one who acts, in whatever messenger. That an account without the role is theirs is known by
    a code alone (decision 74): what it says is told to the one that has it."""
    held = {account.id for _, account in await members(session, school_id, *CHANGING)}
    mine = await accounts_beside(session, account_id) if account_id and account_id in held else {account_id}
    return [one for one in await accounts_with(session, school_id, *CHANGING) if one.id not in mine]


async def ask_officers(talk: Talk, name: str, people: Sequence[Person]) -> int:
    """«Это она?»: each officer sees the fitting names of their own school, and of a name that stands nowhere asks
    nobody twice; how many were asked."""
    account, told = talk.who.account, 0
    asks, no = f"Ко мне просится «{name}» ({page_words(account)}).", bad("Нет, не знаю", "decline", a=account.id)
    schools = sorted(await schools_asked(talk.session, people))
    if not people:
        officers = [one for at in schools for one in await other_officers(talk.session, at, account.id)]
        for one in {one.id: one for one in officers}.values():
            talk.say(f"{asks}{NOT_LISTED}", under([no]), to=one)
        return len(officers)
    for school_id in schools:
        here = await unknown_here(talk, people, school_id, account)
        rows = await yes_rows(talk.session, school_id, here, account)
        question = " Это человек из вашего списка?" if len(here) == 1 else " Кто это из вашего списка?"
        text = f"{asks}{question if here else NOT_LISTED}{await written_already(talk.session, here, account)}"
        told += await tell_officers(talk, school_id, text, under(*rows, [no]))
    return told


async def yes_rows(session: Session, school_id: int, here: Sequence[Person], account: Account) -> list[list[Button]]:
    """«Да, это Алиева Марьям Ахмедовна (7А)»: a button for each whose account it may be."""
    names = await told_apart(session, school_id)
    return [
        [good(_yes_words(names.called(one.id, one.full_name), one.full_name), "approve", a=account.id, p=one.id)]
        for one in here[:_SHOWN]
    ]


async def written_already(session: Session, here: Sequence[Person], account: Account) -> str:
    """Whose account it may be writes from another one already: it may be somebody else who is called so."""
    pages = [(one.full_name, other) for one in here for other in await every_account_of(session, one.id)]
    known = [f"{name} — {page_words(other)}" for name, other in pages if other.id != account.id]
    return ALREADY.format(known="; ".join(known)) if known else ""


def _yes_words(called: str, full_name: str) -> str:
    """What tells one from a namesake is never cut off: «Да, это Алиева М. А. (учитель математики)»."""
    label, behind = f"Да, это {called}", called.removeprefix(full_name)
    if not behind or len(label) <= LABEL:
        return label
    last, *others = full_name.split()
    return f"Да, это {' '.join([last, *(f'{one[0]}.' for one in others[:2])])}{behind}"
