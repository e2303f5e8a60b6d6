"""Somebody has come into another messenger: the account that was there before is asked whether it is them.

By a code alone nobody is the person yet who writes from elsewhere already: the code may have been found. Until that
account answers, the new one is told nothing of them.
"""

from datetime import datetime, timedelta

from handlers.access.greeting import hello_linked
from handlers.engine.buttons import bad, button, good, under
from handlers.engine.keyboards import teacher_keyboard
from handlers.engine.rights import actor_at
from handlers.engine.routes import Continuation, Right, Route
from handlers.engine.talk import Talk
from handlers.understanding.said.intruders import it_was_not_me, somebody_else_came
from indicators.russian.rules import listed
from nudges.messenger import Button, Keyboard
from nudges.periods import day_words
from nudges.platforms import WORDS, Platform
from services.access import arriving
from services.access.arriving import Held
from services.access.roles import NO_OFFER, hand_over
from storage.messengers.arrivals import question_about
from storage.messengers.ways import every_account_of
from storage.people.pages import page_words
from storage.people.privacy.quiet import quiet_of
from storage.people.roles import role_name, roles_held, roles_of_others
from storage.tables import Account, Person

IS_IT_YOU = (
    "{how} мне пишут {inside} ({page}). Это вы? Тогда роль {roles} будет и там, а просьбы и сводки — "
    "где вам удобнее («пишите мне в MAX», «пишите мне в VK»)."
)
BY_CODE, BY_NAME = "По вашему личному коду", "Под вашим именем, с подтверждения ответственного,"
ROLE_WAITS = "Ваша роль ({roles}) пока {where}: подтвердите там одной кнопкой, что это вы, и она будет и здесь."
ROLE_THERE = "Готово: роль теперь и {inside}. Просьбы и сводки присылаю один раз — туда, где вам удобнее."
ROLE_HERE = "Готово, роль теперь и здесь: «помощь» покажет, что можно."
CAME_IN = (
    "{how} мне теперь пишут {inside} ({page}): туда и пойдут напоминания. Если это не вы, нажмите кнопку — отвяжу тот "
    "аккаунт сразу."
)
ASKED = (
    "{inside} вошли по вашему личному коду ({page}). Это вы?\n\n"
    "Пока не ответите, ваших показателей там не показываю и пишу сюда, как прежде. Если до {until} ничего не скажете, "
    "буду считать, что это вы."
)
AND_ROLE = " С ответом «Да» там будет и ваша роль: {roles}."
HELD = (
    "Код верный, спасибо! Чтобы ваши показатели не увидел кто-то другой, спросил вас {where}: «Это вы?» Нажмите там "
    "«Да, это я» — и всё откроется сразу. Если там вам неудобно, ничего не делайте: откроется само {until}, а до тех "
    "пор пишу туда, как прежде."
)
HELD_ALONE = "Код верный, спасибо! Спросить, вы ли это, мне больше негде: ваши показатели откроются сами {until}."
UNHEARD = (
    "Код верный, но спросить, вы ли это, не получилось{there}. Напишите здесь свои фамилию, имя и отчество: передам "
    "ответственному, он подтвердит."
)
NOT_THERE = ": {where} сообщение не дошло"
LET_IN = "Спасибо! Теперь пишу вам {inside}. Захотите как раньше — напишите «пишите мне сюда»."
IS_SO = "Хорошо, так и есть: {page} — это вы."
GIVEN_UP = "Хорошо, забыл: к тому имени аккаунт не привязан, и код больше не действует. Новый даст ответственный."
WHICH_NOT_ME = "Под вашим именем мне пишут ещё и {inside} ({page}). Это вы?"
NOBODY_CAME = (
    "Под вашим именем знаю только аккаунты, с которыми вы были и раньше: {pages}. По вашему коду больше никто не "
    "вошёл, показателей никому не показывал. Если код у кого-то на виду, попросите ответственного выдать новый."
)


def later_words(talk: Talk, moment: datetime) -> str:
    """«17 ноября после 11:05»: rounded up, so that it is true."""
    local = (moment + timedelta(seconds=59)).astimezone(talk.services.zone)
    return f"{day_words(local.date())} после {local:%H:%M}"


def _inside(account: Account) -> str:
    return WORDS[Platform(account.platform)].inside


async def ask_who_was_there(talk: Talk, held: Held) -> None:
    """The code fits; whose it is is asked where they write from already."""
    mine = talk.who.account
    local = held.until.astimezone(talk.services.zone)
    inside, until = _inside(mine), f"{local:%H:%M} {day_words(local.date())}"
    text = ASKED.format(inside=inside[0].upper() + inside[1:], page=page_words(mine), until=until)
    for one in held.asked:
        roles = [f"«{role_name(role.role)}»" for role in await roles_held(talk.session, one.id)]
        also = AND_ROLE.format(roles=listed(list(dict.fromkeys(roles)))) if roles else ""
        talk.say(text + also, _is_it_you(mine), to=one, about=question_about(held.person.id, mine.id))
    talk.say(_held_words(talk, held))


def _is_it_you(account: Account, *others: Button) -> Keyboard:
    yes, no = good("Да, это я", "role_here", a=account.id), bad("Нет, не я", "not_mine", a=account.id)
    return under([yes], [no], list(others))


def _held_words(talk: Talk, held: Held) -> str:
    platforms = {Platform(one.platform) for one in held.asked}
    where = listed([WORDS[one].inside for one in Platform if one in platforms])
    if held.unheard:
        return UNHEARD.format(there=NOT_THERE.format(where=where) if platforms else "")
    return (HELD if platforms else HELD_ALONE).format(where=where, until=later_words(talk, held.until))


async def is_held(talk: Talk, *, named: bool = False) -> bool:
    """Whoever waits for the other account's word is told so, instead of being taken for a stranger. Where that account
    cannot be asked, it is the officers who know them by the name they say."""
    held = await arriving.waits(talk.session, talk.who.account.id, talk.now)
    if held is None or (named and held.unheard):
        return False
    talk.say(_held_words(talk, held))
    return True


async def let_in_late(talk: Talk) -> None:
    """Whoever has waited long enough is known from this very message on."""
    if talk.who.is_known or talk.in_chat:
        return
    for one in await arriving.let_in_overdue(talk.session, talk.now, talk.who.account.id):
        talk.who.persons.append(one.person)
        await ask_about_roles(talk, one.account, BY_CODE)


async def ask_about_roles(talk: Talk, account: Account, how: str) -> None:
    """Somebody came into another messenger: the account that has their roles is asked whether it is them."""
    found = await roles_of_others(talk.session, account.id)
    if not found:
        return
    roles = listed(list(dict.fromkeys(f"«{role_name(one.role)}»" for one, _ in found)))
    for holder in {held.id: held for _, held in found}.values():
        text = IS_IT_YOU.format(how=how, inside=_inside(account), page=page_words(account), roles=roles)
        talk.say(text, _is_it_you(account), to=holder)
    platforms = {Platform(held.platform) for _, held in found}
    where = listed([WORDS[one].inside for one in Platform if one in platforms])
    talk.say(ROLE_WAITS.format(roles=roles, where=where), to=account)


async def tell_who_was_there(talk: Talk, person: Person, account: Account, how: str) -> None:
    """Somebody came in where the person writes from another account already: that one is told, and can undo it. Whose
    account has a role is asked (`ask_about_roles`)."""
    asked = {held.id for _, held in await roles_of_others(talk.session, account.id)}
    text = CAME_IN.format(how=how, inside=_inside(account), page=page_words(account))
    for other in await every_account_of(talk.session, person.id):
        if other.id != account.id and other.id not in asked and other.writing != "gone":
            talk.say(text, under([bad("Это не я", "not_mine", a=account.id)]), to=other)


async def is_me(talk: Talk, rest: str) -> None:
    """«Да, это я», said where the person wrote from before; roles that are there go along."""
    account = await talk.session.get(Account, talk.number("a"))
    if account is None:
        talk.say(NO_OFFER)
        return
    actor = actor_at(talk, None)
    let_in = await arriving.confirm(talk.session, actor, account.id, talk.now)
    for text in dict.fromkeys([await hello_linked(talk, one.person, account, one.came_from) for one in let_in]):
        talk.say(text, teacher_keyboard(), to=account)
    has_roles = any(held.id == talk.who.account.id for _, held in await roles_of_others(talk.session, account.id))
    if has_roles:
        await hand_over(talk.session, actor, account.id, talk.now)
        talk.say(ROLE_THERE.format(inside=_inside(account)))
        talk.say(ROLE_HERE, to=account)
    elif let_in and not any([await quiet_of(talk.session, one.person.id) for one in let_in]):
        talk.say(LET_IN.format(inside=_inside(account)))
    elif await _is_mine(talk, account):
        talk.say(IS_SO.format(page=page_words(account)))
    else:
        talk.say(NO_OFFER)


async def _is_mine(talk: Talk, account: Account) -> bool:
    theirs = [one for person in talk.who.persons for one in await every_account_of(talk.session, person.id)]
    return account.id in {one.id for one in theirs}


async def gives_up(talk: Talk) -> bool:
    """«Это не я» of whoever brought the code."""
    given_up = await arriving.give_up(talk.session, talk.who.account.id)
    if given_up:
        talk.say(GIVEN_UP)
    return given_up


async def intruder_named(talk: Talk, asked: Continuation | None) -> bool:
    """«Кто-то чужой вошёл по моему коду», «это не я перешла в MAX»: about another account, and never about the one it
    is said from. Where nobody has come, and where words of any kind are waited for, «в звонок зашла не я» may be about
    figures."""
    said = somebody_else_came(talk.text)
    is_free = asked is not None and asked.free
    hinted = not is_free and it_was_not_me(talk.text)
    if not talk.who.is_linked or not (said or hinted):
        return False
    if await which_is_not_me(talk):
        return True
    if said:
        pages = [page_words(one) for person in talk.who.persons for one in await _accounts(talk, person)]
        talk.say(
            NOBODY_CAME.format(pages=listed(list(dict.fromkeys(pages)))), under([button("Кто поможет", "who_helps")])
        )
    return said


async def _accounts(talk: Talk, person: Person) -> list[Account]:
    return [one for one in await every_account_of(talk.session, person.id) if one.writing != "gone"]


async def which_is_not_me(talk: Talk) -> bool:
    """Where somebody came in after the speaker, it is they who may be meant: each is asked about."""
    found = await arriving.newcomers(talk.session, actor_at(talk, None))
    for one in found:
        here = button("Здесь пишете не тому человеку", "not_me", here="1")
        talk.say(WHICH_NOT_ME.format(inside=_inside(one), page=page_words(one)), _is_it_you(one, here))
    return bool(found)


async def waits_there(talk: Talk, platform: Platform) -> bool:
    """«Пишите мне в MAX» while somebody waits there to be the speaker: that is them, or a stranger."""
    found = [one for one in await arriving.waiting_for(talk.session, actor_at(talk, None)) if one.platform == platform]
    for one in found:
        talk.say(WHICH_NOT_ME.format(inside=_inside(one), page=page_words(one)), _is_it_you(one))
    return bool(found)


ROUTES = (Route("role_here", Right.ANYONE, is_me),)
