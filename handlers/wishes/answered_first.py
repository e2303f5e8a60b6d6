"""What a teacher asks is answered first, whatever waits: whether something counts, how much is left of what they say,
and what is about no figure at all."""

from handlers import commands
from handlers.access.my_data import later_or_never
from handlers.engine.buttons import button, main, under
from handlers.engine.keyboards import my_figures_button
from handlers.engine.rights import actor_at
from handlers.engine.routes import Continuation
from handlers.engine.talk import Talk
from handlers.people import own_absence
from handlers.people.reasons import usual_reason
from handlers.people.resting import held_by
from handlers.teacher import counted_messages, counting, nudge_buttons
from handlers.teacher.figures_in_words import nothing_open, open_words, own_figures, period
from handlers.teacher.passing_words import ASK_OFFICER, FOR_OFFICER, offer, pass_alone
from handlers.understanding.around import people_spoken_of
from handlers.understanding.reading.tokens import tokens_of
from handlers.understanding.said.teachers.of_others import asks_figures, asks_of_others, asks_why_me
from handlers.understanding.said.teachers.own_matters import Matter, matter_of
from indicators.classes import class_names
from services.access.opting_out import complain
from services.staff.second_word import waits

PICTURE = (
    "Прямо сюда: пришлите снимок следующим сообщением и, если хотите, напишите под ним, что на самом деле. Передам "
    "ответственному вместе с вашими цифрами."
)
OFFENDED = (
    "Простите, обидеть не хотел: я программа и только подсказываю, решаете вы. Хотите, на этой неделе больше не "
    "напомню — или не буду напоминать совсем?"
)
WHY_YOU = (
    "Пишу каждому, у кого по данным {period}, что-то осталось. У вас это: {open}. Сделаете — напоминать перестану."
)
WHY_DONE = "Каждому пишу только о том, чего не хватает ему. {now}"
NO_FIGURES = "Каждому пишу только о том, чего не хватает ему по файлу статистики."
NOT_OF_OTHERS = "О других не рассказываю, у каждого свои цифры."
NO_CLASS = (
    "Класса за вами по списку школы и нет: чатов класса и родителей от вас не жду. Свой групповой чат подойдёт любой — "
    "методобъединения, кружка, коллег по предмету; звонок и сообщения тоже."
)
PUPILS = (
    "Передал ответственному ваши слова: число учеников в списке поправит он. Напоминаний о ваших сообщениях и звонках "
    "это не касается."
)
FAMILIES = (
    "Заставить семью никто не может, а можно ли таких детей не считать, решает школа: в файле у класса только числа — "
    "сколько учеников в Сферуме и сколько связали журнал. Спросить ответственного?"
)
LEFT_CHAT = (
    "Кто в чате, а кто вышел, я не вижу: в показателях только то, что чат есть. Пришлите им ссылку-приглашение ещё "
    "раз, "
    "на собрании поможет плакат с QR-кодом: он в «мой класс». Не хотят возвращаться — заставить нельзя, скажите "
    "ответственному."
)
MISSED = (
    "За недели, когда вас не было, навёрстывать ничего не нужно: сообщения и звонок каждую неделю считаются заново, "
    "минусов я не ставлю. Что осталось сейчас, покажут «мои показатели»."
)
WHO_TAKES = (
    "Кто примет класс, решает школа: в списке пока стоите вы. Когда решат, напишите мне, кто и с какого дня, — передам "
    "ответственному. В чате класса и родителей сделайте нового педагога администратором, тогда ничего не пропадёт. "
    "Спросить ответственного?"
)
IF_DONE = (
    "Да. Скажете «сделала» или «сделал» — до следующего файла об этом не напомню, а когда выполненное будет в файле, и "
    "дальше тоже. Сообщения и звонок каждую неделю считаются заново."
)
PARENTS_ALONE = (
    "Чат родителей без педагога создаёт кто-то из родителей, например из родительского комитета: вас в нём быть не "
    "должно. Попросите их прислать вам ссылку-приглашение и перешлите её мне: отмечу чат в списке."
)
IF_NOT = (
    "Я никого не наказываю, а каждая неделя считается заново: не вышло на этой — выйдет на следующей; чаты и связанный "
    "журнал остаются. Ваши цифры видят ответственный и те в руководстве, кому он открыл доступ; что решит школа, знает "
    "он."
)
GRIEF = "Примите мои соболезнования. Передать ответственному, чтобы вас пока не тревожили?"
LET_OFF = (
    "Если школа разрешила, это отметит ответственный за Сферум. Передать ему ваши слова, чтобы вас пока не тревожили?"
)
HAND_CHAT = (
    "Чтобы ваш чат не пропал, сначала сделайте в его настройках администратором того, кто ведёт его дальше, а потом "
    "выходите; из чужого можно выйти сразу. Класс в списке школы меняет ответственный: напишите, кто его принимает и с "
    "какого дня, — передам."
)
TELL_NOBODY = "Хорошо, никому ничего не передаю."
RESTS = "Сейчас вас не тревожим: {why}. Если что-то пришло, оно ушло раньше, чем это записали: простите."
WAITS = (
    "Ваши слова об ошибке уже у ответственного: исправить может только он. Пока он не ответит, об этом не напоминаю. "
    "Ответит — сразу напишу."
)

_CARRIED = 80  # letters


async def answered(talk: Talk, asked: Continuation | None) -> bool:
    """Words that were asked for are passed on as they are. What is told beside a question is a message of its own."""
    if not talk.who.is_linked or talk.who.members or not talk.text:
        return False
    if asked is not None and asked.free and asked.name != nudge_buttons.MORE:
        return False
    whole = talk.text
    if await counting.answered(talk):
        return True
    if talk.text != whole:  # a question was answered, and the rest of the message goes on
        return False
    if await counted_messages.asked_whether_right(talk) or await counted_messages.asked(talk):
        return True
    if await _of_colleague(talk):
        return True
    matter = matter_of(talk.text)
    return matter is not None and await _ANSWERS[matter](talk)


async def _of_colleague(talk: Talk) -> bool:
    """«У Козловой тоже 6?», «почему мне третий раз, а Уткиной ни разу?»."""
    if asks_of_others(talk.text):
        talk.say(commands.OF_OTHERS, my_figures_button())
        return True
    if not (asks_figures(talk.text) or asks_why_me(talk.text)):
        return False
    mine = {one.id for one in talk.who.persons}
    roster = (await people_spoken_of(talk, await talk.school_of(talk.who.persons[0]))).without(mine)
    if not any(0 in one.parts and not one.guessed for one in roster.named(tokens_of(talk.text, roster.has_surname))):
        return False
    if asks_why_me(talk.text):
        return await _why_me(talk)
    talk.say(commands.OF_OTHERS, my_figures_button())
    return True


async def _missed(talk: Talk) -> bool:
    talk.say(MISSED, my_figures_button())
    return True


async def _who_takes(talk: Talk) -> bool:
    if not any(class_names(one.classes) for one in talk.who.persons):
        return False
    said = talk.text[:_CARRIED]
    away = usual_reason(talk.text) is not None  # «ухожу в декрет»
    going = button("Меня не будет", "away", rest=said) if away else button("Ухожу из школы", "not_here", rest=said)
    await offer(talk, WHO_TAKES, ASK_OFFICER, going)
    return True


async def _parents_alone(talk: Talk) -> bool:
    talk.say(PARENTS_ALONE, under([button("Мой класс", "my_class")]))
    return True


async def _if_not(talk: Talk) -> bool:
    ways = [button("Как сделать", "howto"), button("Не на этой неделе", "not_now")]
    talk.say(IF_NOT, under([main("Мои показатели", "my_figures")], ways))
    return True


async def _grief(talk: Talk) -> bool:
    await own_absence.ask_whether_to_tell_of(talk, GRIEF)
    return True


async def _hand_chat(talk: Talk) -> bool:
    going = button("Ухожу из школы", "not_here", rest=talk.text[:_CARRIED])
    talk.say(HAND_CHAT, under([going, button("Кто поможет", "who_helps")]))
    return True


async def _let_off(talk: Talk) -> bool:
    await own_absence.ask_whether_to_tell_of(talk, LET_OFF)
    return True


async def _tell_nobody(talk: Talk) -> bool:
    """What has been told already is taken back in its own way."""
    person = talk.who.persons[0]
    told = await waits(talk.session, actor_at(talk, person.school_id), person.id)
    if told or await held_by(talk, person, to_themselves=True):
        return False
    if talk.who.dialogue is not None:
        await talk.end()
    talk.say(TELL_NOBODY, my_figures_button())
    return True


async def _if_done(talk: Talk) -> bool:
    talk.say(IF_DONE, under([main("Мои показатели", "my_figures"), button("Уже сделано", "done")]))
    return True


async def _picture(talk: Talk) -> bool:
    await nudge_buttons.hear_more(talk, talk.who.persons[0])
    talk.say(PICTURE)
    return True


async def _offended(talk: Talk) -> bool:
    await complain(talk.session, actor_at(talk, None), talk.now)
    later_or_never(talk, OFFENDED)
    return True


async def _why_me(talk: Talk) -> bool:
    person = talk.who.persons[0]
    found = await own_figures(talk.batch, person, await talk.school_of(person))
    if found is None:
        said = NO_FIGURES
    elif found.gaps:
        said = WHY_YOU.format(period=period(found), open="; ".join(open_words(found, one) for one in found.gaps))
    else:
        said = WHY_DONE.format(now=nothing_open(found))
    ways = [main("Мои показатели", "my_figures"), button("Это ошибка", "mistake")]
    talk.say(f"{NOT_OF_OTHERS} {said}", under(ways, [button("Не напоминать", "mute")]))
    return True


async def _no_class(talk: Talk) -> bool:
    """Of whoever heads one by the list it is a change of the list."""
    if any(class_names(one.classes) for one in talk.who.persons) or not all(map(str.isdigit, class_names(talk.text))):
        if "?" in talk.text:
            return False
        await commands.run(talk, "name_change")
    else:
        talk.say(
            NO_CLASS,
            under([button("Как создать чат", "howto", gap="no_group_chat")], [main("Мои показатели", "my_figures")]),
        )
    return True


async def _pupils(talk: Talk) -> bool:
    await pass_alone(talk, talk.who.persons[0], talk.text, PUPILS)
    return True


async def _families(talk: Talk) -> bool:
    await offer(talk, FAMILIES)
    return True


async def _left_chat(talk: Talk) -> bool:
    await offer(talk, LEFT_CHAT, FOR_OFFICER, button("Мой класс", "my_class"))
    return True


async def _which_week(talk: Talk) -> bool:
    await commands.run(talk, "next_check")
    return True


async def _class_changed(talk: Talk) -> bool:
    await commands.run(talk, "name_change")
    return True


async def _away_told(talk: Talk) -> bool:
    """«Я же говорила, что болею, почему приходит»: what was told to somebody else is nowhere written down."""
    person = talk.who.persons[0]
    if why := await held_by(talk, person, to_themselves=True):
        talk.say(RESTS.format(why=why), my_figures_button())
    else:
        await commands.run(talk, "away")
    return True


async def _until_mended(talk: Talk) -> bool:
    """Only where their words wait for the officer."""
    person = talk.who.persons[0]
    if not await waits(talk.session, actor_at(talk, person.school_id), person.id):
        return False
    ways = [button("Не на этой неделе", "not_now"), button("Не напоминать", "mute")]
    talk.say(WAITS, under([main("Мои показатели", "my_figures")], ways))
    return True


async def _what_next(talk: Talk) -> bool:
    await commands.run(talk, "my_figures")
    return True


_ANSWERS = {
    Matter.PICTURE: _picture,
    Matter.OFFENDED: _offended,
    Matter.WHY_ME: _why_me,
    Matter.NO_CLASS: _no_class,
    Matter.PUPILS: _pupils,
    Matter.FAMILIES: _families,
    Matter.LEFT_CHAT: _left_chat,
    Matter.CLASS_CHANGED: _class_changed,
    Matter.AWAY_TOLD: _away_told,
    Matter.UNTIL_MENDED: _until_mended,
    Matter.WHICH_WEEK: _which_week,
    Matter.WHAT_NEXT: _what_next,
    Matter.MISSED: _missed,
    Matter.IF_NOT: _if_not,
    Matter.GRIEF: _grief,
    Matter.LET_OFF: _let_off,
    Matter.HAND_CHAT: _hand_chat,
    Matter.TELL_NOBODY: _tell_nobody,
    Matter.PARENTS_ALONE: _parents_alone,
    Matter.WHO_TAKES: _who_takes,
    Matter.IF_DONE: _if_done,
}
