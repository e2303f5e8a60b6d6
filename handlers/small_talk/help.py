"""Help, ways out, and kind words."""

from handlers.access import joining as strangers
from handlers.access.taking_back import offers_back
from handlers.engine.buttons import COMMAND, main, under
from handlers.engine.keyboards import office_keyboard, teacher_keyboard
from handlers.engine.old_buttons import NUMBER
from handlers.engine.open_question import is_asked, note_over
from handlers.engine.rights import may, schools_of
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.overview.undoing import undo_fresh
from handlers.people.back_at_work import ask_whether_to_tell
from handlers.people.exemptions import offer_pause
from handlers.people.own_absence import TOLD
from handlers.reminding.running_rounds import progress, stop, stop_one, stop_said_last
from handlers.settings.wizard import AS_IT_WAS
from handlers.small_talk.feelings import tired
from handlers.statistics.waiting import NOT_LOADED
from handlers.understanding.said import deeds
from handlers.understanding.said.polite import greets, only_polite, thanks
from nudges.messenger import Written
from services.access import joining
from storage.campaigns.outbox import open_campaigns
from storage.dialogs.dialogues import IMPORT

TEACHER_HELP = (
    "Пишите обычными словами, я пойму:\n"
    "• мои показатели — что сделано и что осталось\n"
    "• как сделать — шаги к каждому пункту\n"
    "• мой класс — ученики, чаты и плакат с QR-кодом\n"
    "• не напоминать, напоминать; пишите после 15; 31 декабря не пишите\n"
    "• мои данные, удалить мои данные\n"
    "• какие мессенджеры запрещены"
)
READER_HELP = (
    "Пишите обычными словами, я пойму:\n"
    "• сводка, динамика, отчёт\n"
    "• кто не зарегистрирован, без чатов, меньше 3, меньше 10, без звонка, не связал ЭЖД, не активен, все долги\n"
    "• сколько нас, процент по звонкам, успеваем ли, кто отстаёт, почему Алиева в списке\n"
    "• карточка Алиевой, что получила Алиева\n"
    "• кто получил, кто ответил, кто не получил, с кем поговорить, кто без движения, помогло ли\n"
    "• чаты, расписание, загрузки"
)
OFFICER_HELP = READER_HELP + (
    "\n• пришлите файл статистики — разберу и загружу; «не тот файл» — верну как было\n"
    "• напомнить: всем, «без звонка» или «Алиевой Марьям»; пауза, продолжить, отменить\n"
    "• передай всем, что завтра педсовет в 14:00\n"
    "• исключить Алиеву и Борисова до 12.01 отпуск; вернуть Алиеву; Алиевой пишите после 15\n"
    "• исправить Алиеву, объединить карточки, это не она\n"
    "• каникулы 28.12–11.01, цели, настройки, роли\n"
    "• листовки, плакаты, шаблон отчёта, заявки, ошибки, сопоставить\n"
)
SHOWN_FIRST = "\nВсё, что уходит другим людям, сначала показываю и спрашиваю."
# Where the program speaks both messengers.
OFFICER_IN_BOTH = "• переезд в MAX, кто в MAX, кто не переехал\n"
TEACHER_IN_BOTH = "\n• пишите мне в MAX (или в вк) — где получать напоминания"
NOTHING_OPEN = "Отменять нечего."
PASSED = "Этот вопрос уже позади: на него отвечать не нужно."


async def help_(talk: Talk, rest: str) -> None:
    both = len(talk.services.spoken) > 1
    if may(talk, Right.CHANGER):
        talk.say(OFFICER_HELP + OFFICER_IN_BOTH * both + SHOWN_FIRST, office_keyboard())
    elif may(talk, Right.READER):
        talk.say(READER_HELP, office_keyboard(may_change=False))
    elif talk.who.is_linked:
        talk.say(TEACHER_HELP + TEACHER_IN_BOTH * both, teacher_keyboard())
    else:
        await strangers.welcome(talk)


async def cancel(talk: Talk, rest: str) -> None:
    """Leave whatever was being asked: what is pressed under it afterwards does nothing."""
    number = talk.payload.get(NUMBER)
    await _leave(talk)
    note_over(talk, number if isinstance(number, int) else None)


async def _leave(talk: Talk) -> None:
    """Typed after an absence was told, it is about that. A file that waits is deleted."""
    if talk.who.dialogue is None:
        await _nothing_asked(talk)
        return
    if talk.question(talk.who.dialogue.name) is None:
        talk.say(PASSED)
        return
    typed = isinstance(talk.event, Written) and not talk.event.payload
    if typed and talk.who.dialogue.name == TOLD and await ask_whether_to_tell(talk):
        return
    if talk.who.dialogue.name == joining.WAITING:
        await strangers.take_back(talk)
        return
    if not typed and talk.who.dialogue.name == IMPORT:
        talk.say(AS_IT_WAS)  # «Нет» under another question is no word about a file that waits
        return
    path = talk.who.dialogue.state.get("path")
    if isinstance(path, str):
        await talk.later("drop_file", path=path)
    await talk.end()
    talk.say(NOT_LOADED if isinstance(path, str) else AS_IT_WAS)


async def _nothing_asked(talk: Talk) -> None:
    """«Стоп» and «отмена» said while nothing is asked: about the round that is on its way, or the reminders."""
    typed = isinstance(talk.event, Written) and not talk.word(COMMAND)
    if NUMBER in talk.payload or (typed and await is_asked(talk)):
        talk.say(AS_IT_WAS)
        return
    if typed and not deeds.speaks_of_stopping(talk.text) and await stop_said_last(talk):
        return
    if typed and deeds.takes_back(talk.text) and await undo_fresh(talk, stop_one):
        return
    if typed and may(talk, Right.CHANGER):
        campaigns = [one for school in await schools_of(talk) for one in await open_campaigns(talk.session, school.id)]
        if campaigns:
            await stop(talk, "")
            return
    if typed and may(talk, Right.CHANGER) and deeds.speaks_of_stopping(talk.text):
        offer_pause(talk)
        return
    if typed and talk.who.is_linked and not talk.who.members and not deeds.leaves(talk.text):
        await tired(talk, "")  # «стоп», «не надо»: it is the reminder that is not wanted, or was it?
        return
    if not typed or not deeds.takes_back(talk.text):
        talk.say("Хорошо.")
    elif not talk.who.is_linked or not await offers_back(talk):
        talk.say(NOTHING_OPEN)


def is_courtesy(talk: Talk) -> bool:
    """Nothing but thanks, or an officer's greeting; a teacher's greeting brings their figures."""
    if not talk.who.is_known:
        return thanks(talk.text)
    return only_polite(talk.text, greeting=bool(talk.who.members))


async def courtesy(talk: Talk) -> None:
    """A kind word is answered with one, and the way on is a button."""
    if talk.who.members and deeds.tells_of_letters(talk.text):
        await progress(talk, "")
        return
    text = "Здравствуйте! Рад вас видеть." if greets(talk.text) else "Хорошо! Если понадоблюсь — я здесь."
    if thanks(talk.text):
        text = "Пожалуйста! Рад помочь."
    own = [main("Мои показатели", "my_figures")] if talk.who.is_linked else []
    talk.say(text, under([*own, main("Сводка", "summary")] if talk.who.members else own))


ROUTES = (
    Route("help", Right.ANYONE, help_, Does.SAYS, leads_out=True, label="Что я умею"),
    Route("cancel", Right.ANYONE, cancel, Does.OWN, leads_out=True, bare_yes=True),
)
