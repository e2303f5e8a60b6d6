"""A message's wishes carried out one after the other; what is not sure is asked, what is not there is said."""

from handlers import commands, not_understood
from handlers.access import my_data as privacy
from handlers.engine.buttons import button, main, under
from handlers.engine.open_question import is_asked
from handlers.engine.rights import may, schools_of
from handlers.engine.routes import Continuation, Does, Right
from handlers.engine.talk import Talk
from handlers.people import exemptions as exempting
from handlers.people.reasons import usual_reason
from handlers.questions.advice import advised
from handlers.reminding.running_rounds import waits_all_the_same
from handlers.teacher import objections, passing_words
from handlers.topics import ROUTES
from handlers.understanding import asking
from handlers.understanding.around import school_spoken_of, taken_apart, understand
from handlers.understanding.labels import label
from handlers.understanding.said.deeds import speaks_of_deleting, speaks_of_sending
from handlers.understanding.said.lists import asks_who_gets
from handlers.understanding.said.orders import wordings
from handlers.understanding.said.orders.not_possible import not_possible
from handlers.understanding.said.orders.thinking_better import says_stays
from handlers.understanding.said.peace import has_enough
from handlers.understanding.said.teachers.days_alone import are_days_alone
from handlers.understanding.said.teachers.of_others import is_to_be_passed_on, misses_a_meeting
from handlers.understanding.which_person import in_file, no_list_yet
from handlers.understanding.wish import Reading, Wish
from handlers.wishes import matters_answered, sparing
from handlers.wishes.again import asked_again, is_only_week, of_the_list
from handlers.wishes.as_recorded import as_recorded
from handlers.wishes.fulfilling import fulfil, spares_everybody, waits_for_yes
from handlers.wishes.honest import INSTEAD, Instead
from handlers.wishes.in_turn import mention_left_over, one_after_another, unheard
from handlers.wishes.last_order import last_order
from handlers.wishes.routing import routed
from indicators.russian.rules import cut
from nudges.letters.announcement import ANNOUNCE
from storage.schools.registry import is_automatic

NOTHING_SENT_NOW = (
    "Хорошо, не буду: сейчас ничего никому не отправляю. Напоминания по расписанию идут сами, пока не скажете «пауза»; "
    "одного человека не тревожить — «исключить Алиеву»."
)
PAUSED_NOW = "Хорошо, не буду: рассылки школы на паузе, никому ничего не отправляю, пока не скажете «продолжить»."
BY_HAND_NOW = "Хорошо, не буду: сам я никому не пишу, только по вашей команде."
NOTHING_CHANGED = "Хорошо, ничего не меняю. Если лишнее уже записано, «отмени последнее» вернёт как было."
NOTHING = "Хорошо, ничего не меняю."
NOTHING_DELETED = "Хорошо, удалять ничего не буду."
NOTHING_TO_STOP = "Хорошо. Рассылкой ведает ответственный за Сферум: остановить её может он."
WHAT_THEN = "Что в эти дни? Нажмите — или напишите целиком, например: «не пишите мне до 20 декабря»."
ONLY_TO_OFFICER = "Сам я передаю слова только ответственному за Сферум: он их увидит и сможет ответить. Передать?"
NOBODY = "Такой фамилии {where} не вижу: «{words}». Напишите, как в файле, например: «карточка Ивановой Анны»."
# Answered to anybody.
_FOR_ALL = frozenset({"parent", "messengers", "help", "why_bot", "my_data", "forget_me", "start"})
_LEAST_LIKELY = 0.12


async def carry(talk: Talk, reading: Reading) -> None:
    """Do, or ask, or say what cannot be done."""
    declines = _declines(reading, talk.text) and not await _orders_besides(talk)
    if not talk.who.is_known and not _for_strangers(reading):
        await not_understood.otherwise(talk)
    elif privacy.goes_on(talk):
        await commands.run(talk, "unmute")
    elif await objections.wrong_again(talk) or await sparing.by_condition(talk) or await _answered(talk, reading):
        pass
    elif _has_enough(talk, reading):
        privacy.later_or_never(talk)
    elif (declines or not reading.sure) and await _says_stays(talk):
        pass
    elif (instead := await _cannot_be(talk)) is not None:
        instead.say(talk)
    elif talk.who.is_linked and not talk.who.members and are_days_alone(talk.text, talk.now.date()):
        _ask_what_then(talk)
    elif _passes_on(talk, reading) and usual_reason(talk.text) is not None:
        await commands.run(talk, "away")
    elif _passes_on(talk, reading):
        await passing_words.offer(talk, ONLY_TO_OFFICER, passing_words.FOR_OFFICER, button("Кто поможет", "who_helps"))
    elif declines:
        await _declined(talk, reading)
    elif await asked_again(talk, reading) or (tied := await of_the_list(talk, reading)) is None:
        pass
    elif reading.sure and not is_only_week(talk, reading):
        await one_after_another(talk, (await as_recorded(talk, tied)).wishes)
        if reading.unheard:
            await unheard(talk, [one for one in reading.unheard if _is_theirs(talk, one)])
        else:
            await asking.beside(talk, [one for one in reading.beside if _is_theirs(talk, one)])
        mention_left_over(talk, reading.wishes)
    else:
        await _unsure(talk, reading)


async def _answered(talk: Talk, reading: Reading) -> bool:
    if await advised(talk, reading):
        return True
    return not _passes_on(talk, reading) and await matters_answered.answered(talk, reading)


_SHORT = 5
_CARRIED = 80  # letters
_OF_OFFICER = frozenset({"who_helps", "roles", "announce", "ask"})


def _passes_on(talk: Talk, reading: Reading) -> bool:
    """A teacher's words for somebody at school, that say nothing of their own figures or absence surely."""
    is_theirs = talk.who.is_linked and not talk.who.members and is_to_be_passed_on(talk.text)
    codes = _OF_OFFICER | ({"away"} if misses_a_meeting(talk.text) else set())
    return is_theirs and (not reading.sure or all(one.code in codes for one in reading.wishes))


def _ask_what_then(talk: Talk) -> None:
    """«С 1 декабря» where nothing waits for a day: nothing is done by it."""
    said = cut(talk.text, _CARRIED)
    ways = [button("Меня не будет", "away", rest=said), button("Ухожу из школы", "not_here", rest=said)]
    talk.say(WHAT_THEN, under(ways, [button("Не на этой неделе", "not_now"), main("Мои показатели", "my_figures")]))


async def _orders_besides(talk: Talk) -> bool:
    """«Поздравьте Дубову, только не пишите возраст», «распечатай листовки, только Алиевой не надо»: something is
    ordered, and no more than a part of it refused."""
    if not may(talk, Right.CHANGER):
        return False
    said = await taken_apart(talk, talk.text)
    if not said.spared and (said.manner.against or len(said.words) <= _SHORT):
        return False
    refused = not said.spared  # «не надо» of somebody denies no order
    orders = [one for one in said.tokens if one.form == "imp" and one.concepts and not one.is_filler]
    return any(not (one.denied and refused) for one in orders)


async def _cannot_be(talk: Talk) -> Instead | None:
    """Of an officer: what is asked for so plainly that there is an answer of its own."""
    return INSTEAD.get(not_possible(await taken_apart(talk, talk.text))) if may(talk, Right.CHANGER) else None


def _declines(reading: Reading, text: str) -> bool:
    """«Не надо», «удалить мои данные? нет», and a deed that is named and not to be done; whatever else begins with
    «не» says something else."""
    names_deed = any(one.acts for one in (*reading.wishes, *reading.nearest)) or "?" in text
    refuses = reading.denies or (reading.refuses and reading.says_deed and not reading.wishes)
    return (refuses and names_deed) or [one.code for one in reading.wishes] == ["no"]


def _has_enough(talk: Talk, reading: Reading) -> bool:
    """A teacher who does not want the reminders, in whatever words: asked for how long, unless it was said plainly."""
    is_plain = reading.sure and all(one.is_plain and not _only_near(one, talk.text) for one in reading.wishes)
    return talk.who.is_linked and not talk.who.members and not is_plain and has_enough(talk.text)


def _only_near(wish: Wish, text: str) -> bool:
    """«Я не давала согласия» says nothing of deleting."""
    return wish.code == "forget_me" and not speaks_of_deleting(text)


def _for_strangers(reading: Reading) -> bool:
    """What may be answered to somebody who is not known: words that are plainly a question to the bot."""
    wish = reading.wishes[0] if reading.sure else None
    return wish is not None and (wish.is_plain or wish.code in _FOR_ALL) and routed(wish, "").code in ROUTES


_SURELY_ASKED, _MAYBE_ASKED = 0.9, 0.3


def leads_out(text: str, reading: Reading, asked: Continuation) -> bool:
    """Whether what was said while something is being asked is no answer to it, but surely a wish of its own."""
    if asked.name == ANNOUNCE and asks_who_gets(text):
        return False  # of what is shown, and not of another round
    wish = reading.wishes[0] if reading.sure and len(reading.wishes) == 1 else None
    route = ROUTES.get(routed(wish, text).code) if wish is not None else None
    if wish is None or route is None:
        return False
    is_whole = not wish.unused and wish.share >= 1
    shows = route.does is Does.SHOWS or (route.does is Does.ASKS and not wish.acts)  # «что уйдёт в пятницу»
    is_likely = (is_whole and wish.likely > _MAYBE_ASKED) or wish.likely > _SURELY_ASKED
    is_asked = shows and is_likely and wish.code != "set_target"
    is_shown = not asked.free and ((is_whole and route.code == ANNOUNCE) or is_asked)
    is_of_somebody = wish.acts and bool(wish.people) and not asked.free  # «Борисов в отпуске до 5 декабря»
    is_order = _orders_something_else(reading, wish) and not asked.free  # «напомни всем завтра в 10», asked for an hour
    if not (wish.is_known or is_shown or is_of_somebody or is_order):
        return False
    return route.leads_out or (route.code not in asked.answers and not (asked.free and not wish.is_said_alone))


_SETS = frozenset({"set", "set_hours", "set_pupils"})


def _orders_something_else(reading: Reading, wish: Wish) -> bool:
    """A verb orders a deed, plainly, and no word is left over; what sets something may be the answer."""
    return wish.acts and wish.is_plain and reading.says_deed and not reading.denies and wish.code not in _SETS


# Said of oneself or of what is to be said.
_NO_ORDERS = frozenset({ANNOUNCE, "done", "away", "not_here", "not_me", "mute", "report"})
_MAYBE = 0.2


def order_in(talk: Talk, reading: Reading, asked: Continuation) -> Wish | None:
    """An order that was said where anything may be said: a plain one, or what may be one about somebody by name."""
    for wish in reading.wishes if reading.sure else reading.nearest[:1]:
        is_order = wish.acts and ((reading.sure and wish.is_plain) or (wish.people and wish.likely >= _MAYBE))
        route = ROUTES.get(routed(wish, talk.text).code)
        is_shown = route is not None and (route.does is Does.SHOWS or bool(wish.people))
        is_command = is_shown and reading.sure and wish.is_known
        if (is_order or is_command) and wish.code not in (*_NO_ORDERS, *asked.answers):
            return wish if _is_theirs(talk, wish) else None
    return None


async def _unsure(talk: Talk, reading: Reading) -> None:
    if may(talk, Right.CHANGER) and any(spares_everybody(one, talk.text, sure=False) for one in reading.wishes):
        exempting.offer_pause(talk)
        return
    offered = [one for one in reading.nearest if label(one, talk.labels) and _is_theirs(talk, one)]
    if reading.stranger and talk.who.members:
        where = "ни в одной из ваших школ" if len(await schools_of(talk)) > 1 else "в списке школы"
        talk.say(no_list_yet(talk) or NOBODY.format(where=where, words=reading.stranger) + in_file(talk))
        return
    likely = [one for one in offered if one.likely >= _LEAST_LIKELY or one.share > 0.5]
    matters = matters_answered.offered(talk, reading)
    if (likely or matters) and talk.who.is_known:
        await asking.which(talk, likely, matters)
    else:
        await not_understood.otherwise(talk)


def _is_theirs(talk: Talk, wish: Wish) -> bool:
    route = ROUTES.get(routed(wish, talk.text).code)
    return may(talk, route.right) if route is not None else True


async def pressed(talk: Talk) -> None:
    """The button of a reading: the same words once more, with the wish that was meant."""
    state = talk.who.dialogue.state if talk.who.dialogue is not None else {}
    before = state.get("but", "")
    chosen = await asking.chosen(talk)
    if chosen is None:
        return
    code, talk.spelt = chosen
    reading, but = await as_recorded(talk, await understand(talk)), f"{before},{talk.word('x')}"
    understood = [asking.without_chosen(one, but) for one in (*reading.wishes, *reading.nearest)]
    if code == asking.ALL:
        meant = [one for one in understood[: len(reading.wishes)] if "corrected" in state or waits_for_yes(talk, one)]
    else:
        meant = [one for one in understood if one.code == code][:1]
    if not meant:
        talk.say(asking.OLD)
    targets = [one for one in meant if one.code == "set_target"]
    if code == asking.ALL and len(targets) > 1 and (row := wordings.targets(targets, talk.spelt)):
        talk.given = {}
        await commands.run(talk, "targets", row)  # they are shown once, not after each
        meant = [one for one in meant if one not in targets]
    for wish in meant:
        if code != asking.ALL and wish.acts and wish.narrowed:  # the button named it without them
            await asking.surely(talk, [wish])
            continue
        await fulfil(talk, wish, sure=not talk.word("x"))  # who is meant is no yes


async def _nothing_sent(talk: Talk) -> None:
    """What would go by itself, unless nothing does."""
    school = await school_spoken_of(talk)
    if school is not None and school.paused:
        talk.say(PAUSED_NOW, under([button("Продолжить", "resume")]))
    elif school is not None and await waits_all_the_same(talk):
        return
    elif school is not None and not is_automatic(school):
        talk.say(BY_HAND_NOW)
    else:
        talk.say(NOTHING_SENT_NOW, under([button("Пауза", "pause")]))


_SENDS = frozenset({"remind", "announce", "retry", "automatic_on", "pause"})


def nothing_changed(talk: Talk, refused: Wish) -> None:
    """«Не увольняй Борисова»: it may be written down already."""
    people = refused.people if len(refused.people) == 1 else ()
    rows = [[button("Карточка", "card", p=one), button("Вернуть", "restore", p=one)] for one in people]
    talk.say(NOTHING_CHANGED, under(*rows) if rows else None)


async def _says_stays(talk: Talk) -> bool:
    """«Хотя нет, он остаётся», of whomever: nothing was taken back yet, and who is to leave is shown."""
    stays = may(talk, Right.CHANGER) and says_stays(await taken_apart(talk, talk.text))
    if stays:
        await commands.run(talk, "who_left")
    return stays


async def _declined(talk: Talk, reading: Reading) -> None:
    """«Не надо», «паузу не ставить»: nothing is done, and what would happen all the same is said."""
    refused = next((one for one in (*reading.wishes, *reading.nearest) if one.acts), None)
    if talk.who.dialogue is not None or await is_asked(talk):
        await commands.run(talk, "cancel")
    elif talk.who.is_known and speaks_of_deleting(talk.text) and not (refused and refused.people):
        talk.say(NOTHING_DELETED)
    elif may(talk, Right.CHANGER) and refused is not None and refused.code not in _SENDS:
        nothing_changed(talk, refused)
    elif may(talk, Right.CHANGER) and speaks_of_sending(talk.text):
        exempting.offer_pause(talk)  # what goes by itself would still go
    elif may(talk, Right.CHANGER):
        await _nothing_sent(talk)
    elif talk.who.members:
        talk.say(NOTHING_TO_STOP)
    elif talk.who.is_linked and (before := await last_order(talk)) is not None and before.back:
        talk.say(NOTHING)  # «нет, спасибо» behind what was just done for them
    elif talk.who.is_linked:
        privacy.later_or_never(talk)  # «мне это не нужно»: nothing is promised that is not done
    else:
        await not_understood.otherwise(talk)
