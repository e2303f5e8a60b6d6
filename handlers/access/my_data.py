"""«Мои данные», «удалить мои данные», «не напоминать»: what is kept, and how to end it."""

from handlers.access import own_peace
from handlers.access.coming_back import STILL_SILENT, own_silence
from handlers.engine.buttons import COMMAND, bad, button, under
from handlers.engine.keyboards import my_figures_button
from handlers.engine.rights import actor_at, may
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import tell_officers
from handlers.people.back_at_work import ask_whether_to_tell
from handlers.people.exemptions import offer_pause
from handlers.people.own_time import own_time_lines
from handlers.people.resting import TO_THEMSELVES
from handlers.understanding.said import peace as said
from indicators.russian.rules import plural
from nudges.dates import find_span
from services.access.opting_out import opt_in, opt_out
from services.access.privacy import check_forgettable, forget
from storage.people.exemptions import reasons_of
from storage.people.pages import page_words
from storage.people.privacy.forgetting import count_weeks
from storage.people.privacy.personal import subject_of
from storage.people.roles import role_name
from storage.tables import Person

FIGURES_SEEN_BY = (
    "Ваши цифры видите вы и те, кому школа открыла доступ: ответственный за Сферум и его заместитель, "
    "руководитель школы, управление образования. Больше никто."
)
WHO_SEES = (
    f"{FIGURES_SEEN_BY} Почему вас не тревожат (больничный, отпуск) и что напоминания надоели, знают только вы, "
    "ответственный и заместитель. "
    "В общие чаты идут только итоги без имён. Телефоны и пароли я не храню, из переписки — только ваши слова об ошибке "
    "в цифрах и ответ на них, просьбу исправить данные — пока на неё не ответят. Фразу, которую не понял, школа может "
    "хранить 90 дней: без имён, и не видно, чья она."
)
NOTHING = "О вас у меня только номер вашего аккаунта: без него я не смог бы ответить."
SURE = (
    "Удалю ФИО, показатели по неделям, ваши ответы и связь с вашим аккаунтом. Вернуть это нельзя. В итогах школы за "
    "прошлые недели останутся только числа, без имени. "
    "Если школа снова загрузит файл с вашей строкой, запись появится заново, но писать вам я без вашего "
    "согласия не смогу.\n\nУдалить?"
)
LATER = (
    "Сейчас ничего не удаляю: в назначенный день сам этого сделать не смогу. Когда будет пора, напишите мне «удалить "
    "мои данные». Если уходите из школы, напишите, с какого дня: передам ответственному."
)
TOLD = (
    "Сотрудник школы удалил свои данные: его нет в списках, и писать ему я не буду. Показатели прошлых недель не "
    "изменились: в них остались числа без имени. Если он есть в следующем файле, запись появится снова, но уже без "
    "напоминаний."
)
FORGOTTEN = (
    "Готово, ваших данных у меня больше нет. Запомню только номер аккаунта — чтобы не написать вам снова, когда придёт "
    "новый файл. Если передумаете, напишите мне свои фамилию, имя и отчество: ответственный найдёт вас, когда "
    "в новом файле появится ваша строка."
)
MUTED = (
    "Хорошо, напоминать больше не буду; объявлений школы тоже не передам. Ответственный увидит, что вы попросили не "
    "напоминать. "
    "«Мои показатели» по-прежнему работают, а вернуть напоминания можно словом «напоминать»."
)
MUTED_STRANGER = (
    "Хорошо. Сам я пишу только педагогам, которых подтвердила школа, а вам — не буду, даже если окажетесь в её списке. "
    "На вопросы отвечаю."
)
WHOM = "Не напоминать лично вам — или остановить рассылку школы?"
NOT_REMINDED = "Вам напоминаний нет: их получают педагоги из списка школы. Рассылкой ведает ответственный за Сферум."
SILENCE_OFFERED = "silence_offered"  # what the answer is about: «а хотя нет, пишите» leaves it
SORRY = "Простите, если не вовремя. Хотите, на этой неделе больше не напомню — или не буду напоминать совсем?"
ON_ANYWAY = "Напоминания вам и так включены: обычно раз в неделю."
STILL_MUTED = "Понял. Напоминания выключены, как вы и просили. Включить снова?"
UNMUTED = "Снова буду напоминать, обычно раз в неделю."


async def my_data(talk: Talk, rest: str) -> None:
    """Everything that is known, in words."""
    lines = [line for person in talk.who.persons for line in await _known(talk, person)]
    roles = [role_name(member.role) for member in talk.who.members]
    if roles:
        lines.append(f"Роль: {', '.join(dict.fromkeys(roles))}.")
    if not lines:
        lines = [NOTHING]
    wants = talk.who.wants_nudges
    if silence := await own_silence(talk):
        lines.append(STILL_SILENT[silence])
    elif not wants:
        lines.append("Вы попросили не напоминать.")
    lines += [f"Аккаунт: {page_words(talk.who.account)}.", "", WHO_SEES]
    reminding = button("Не напоминать", "mute") if wants else button("Напоминать", "unmute")
    talk.say("\n".join(lines), under([reminding] if talk.who.persons else [], [bad("Удалить мои данные", "forget_me")]))


async def _known(talk: Talk, person: Person) -> list[str]:
    school = await talk.school_of(person)
    weeks = plural(await count_weeks(talk.session, person.id), "неделя", "недели", "недель")
    lines = [f"{person.full_name}, {school.name}."]
    if person.former:
        lines.append(f"Раньше: {', '.join(person.former.title().splitlines())}.")
    if person.role or person.classes:
        lines.append(f"Должность и классы: {', '.join(part for part in (person.role, person.classes) if part)}.")
    lines.append(f"Показатели из файлов школы: {weeks}.")
    reasons = await reasons_of(talk.session, person.id)
    if reasons:
        lines.append(f"Освобождения от напоминаний: {', '.join(TO_THEMSELVES.get(one, one) for one in reasons)}.")
    lines += own_time_lines(person, talk.today(school))
    return lines


async def forget_me(talk: Talk, rest: str) -> None:
    await check_forgettable(talk.session, actor_at(talk, None), await subject_of(talk.session, talk.who.account))
    if not talk.word(COMMAND) and said.is_for_later(talk.text, talk.now.date()):
        talk.say(LATER, under([bad("Удалить сейчас", "forget_me"), button("Мои данные", "my_data")]))
        return
    talk.say(SURE, under([bad("Да, удалить", "forget_me_yes"), button("Нет, оставить", "cancel")]))


async def forget_me_yes(talk: Talk, rest: str) -> None:
    """The officers are told without a name: what they are told is kept for a while, and no name is to be."""
    myself = await subject_of(talk.session, talk.who.account)
    forgotten = await forget(talk.session, actor_at(talk, None), myself, talk.now, talk.services.files.parent)
    talk.who.persons.clear()
    talk.who.members.clear()
    talk.who.dialogue = None
    talk.leaves_no_trace = True
    for school_id in forgotten.school_ids:
        await tell_officers(talk, school_id, TOLD)
    talk.say(FORGOTTEN)


async def mute(talk: Talk, rest: str) -> None:
    """For good; «не пишите мне до пятницы» is asked back, since it is hardly meant so."""
    if talk.who.members and not talk.word(COMMAND) and not (talk.who.is_linked and said.of_myself(talk.text)):
        _of_an_officer(talk)
        return
    if said.is_for_now(talk.text) or find_span(talk.text.lower(), talk.now.date()) is not None:
        later_or_never(talk)
        return
    await opt_out(talk.session, actor_at(talk, None), talk.now)
    if talk.who.is_known:
        talk.say(MUTED, under([button("Вернуть напоминания", "unmute")]))
    else:
        talk.say(MUTED_STRANGER)


def _of_an_officer(talk: Talk) -> None:
    """They may mean what goes to the school, or to themselves if they are on its list."""
    if talk.who.is_linked:
        pause = [button("Пауза для школы", "pause")] if may(talk, Right.CHANGER) else []
        talk.say(WHOM, under([button("Не напоминать мне", "mute"), *pause]))
    elif may(talk, Right.CHANGER):
        offer_pause(talk)
    else:
        talk.say(NOT_REMINDED)


def goes_on(talk: Talk) -> bool:
    """«Ладно, пишите» of somebody whom nobody reminds."""
    return talk.who.is_linked and not talk.who.wants_nudges and said.goes_on(talk.text)


def later_or_never(talk: Talk, sorry: str = SORRY) -> None:
    """Nothing is offered that holds already."""
    if talk.who.is_linked and not talk.who.wants_nudges:
        talk.say(STILL_MUTED, under([button("Напоминать", "unmute")]))
        return
    ways = under([button("Не на этой неделе", "not_now"), button("Не напоминать", "mute")])
    talk.say(sorry, ways, about=SILENCE_OFFERED)


async def unmute(talk: Talk, rest: str) -> None:
    """Also the button of the staff chat: «разрешить напоминания» opens the dialog, and writing here allows it."""
    denies = said.switches_off(talk.text)
    if denies and not said.speaks_of_going(talk.text):
        later_or_never(talk)
        return
    if denies and not talk.who.wants_nudges:
        talk.say(STILL_MUTED, under([button("Напоминать", "unmute")]))
        return
    fresh = await opt_in(talk.session, actor_at(talk, None), talk.now)
    if not await ask_whether_to_tell(talk) and not await own_peace.not_before(talk):
        talk.say(UNMUTED if fresh else ON_ANYWAY, my_figures_button())


ROUTES = (
    Route("my_data", Right.ANYONE, my_data, Does.SHOWS, leads_out=True, label="Мои данные"),
    Route("forget_me", Right.ANYONE, forget_me, Does.ASKS, leads_out=True, label="Удалить мои данные"),
    Route("forget_me_yes", Right.ANYONE, forget_me_yes),
    Route("mute", Right.ANYONE, mute, Does.OWN, label="Не напоминать"),
    Route("unmute", Right.LINKED, unmute, Does.OWN, label="Снова напоминать"),
)
