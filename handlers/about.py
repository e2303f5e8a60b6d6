"""Help, ways out, and the answer to «какие мессенджеры запрещены»."""

import re

from handlers import strangers
from handlers.buttons import main, under
from handlers.desk import may
from handlers.keyboards import office_keyboard, teacher_keyboard
from handlers.routes import Right, Route
from handlers.talk import Talk

# The order's list; `hints` looks for their invitation links.
FOREIGN = (
    "Telegram",
    "Viber",
    "WhatsApp",
    "WeChat",
    "Discord",
    "Microsoft Teams",
    "Skype for Business",
    "Snapchat",
    "Threema",
)
MESSENGERS = (
    "Для рабочей переписки нельзя использовать: " + ", ".join(FOREIGN) + ".\n\n"
    "Рабочие чаты и чаты родителей ведём в Сферуме (VK Мессенджер, учебный профиль)."
)
_THANKS = frozenset({"спасибо", "благодарю", "спс", "свидания"})
_GREETINGS = frozenset({"здравствуйте", "здравствуй", "привет", "доброе", "добрый", "доброго"})
_AROUND_TEXT = "большое огромное вам тебе за помощь утро день вечер дня до всего хорошо понятно понял поняла"
_AROUND = frozenset(_AROUND_TEXT.split())
TEACHER_HELP = (
    "Пишите обычными словами, я пойму:\n"
    "• мои показатели — что сделано и что осталось\n"
    "• как сделать — шаги к каждому пункту\n"
    "• мой класс — ученики, чаты и плакат с QR-кодом\n"
    "• не напоминать, напоминать\n"
    "• мои данные, удалить мои данные\n"
    "• какие мессенджеры запрещены"
)
READER_HELP = (
    "Пишите обычными словами, я пойму:\n"
    "• сводка, динамика, отчёт\n"
    "• кто не зарегистрирован, без чатов, меньше 3, меньше 10, без звонка, не связал ЭЖД, не активен, все долги\n"
    "• карточка Алиевой\n"
    "• кто не получил, с кем поговорить\n"
    "• школа, чаты, расписание"
)
OFFICER_HELP = READER_HELP + (
    "\n• пришлите файл статистики — разберу и загружу\n"
    "• напомнить: всем, «без звонка» или «Алиевой Марьям»; пауза, продолжить, отменить\n"
    "• исключить Алиеву до 12.01 больничный; вернуть Алиеву\n"
    "• каникулы 28.12–11.01, цели, настройки, роли\n"
    "• листовки, плакаты, заявки, ошибки, сопоставить\n\n"
    "Всё, что уходит другим людям, сначала показываю и спрашиваю."
)


async def help_(talk: Talk, rest: str) -> None:
    if may(talk, Right.CHANGER):
        talk.say(OFFICER_HELP, office_keyboard())
    elif may(talk, Right.READER):
        talk.say(READER_HELP, office_keyboard(may_change=False))
    elif talk.who.is_linked:
        talk.say(TEACHER_HELP, teacher_keyboard())
    else:
        await strangers.welcome(talk)


async def cancel(talk: Talk, rest: str) -> None:
    """Leave whatever was being asked. A file that waits is deleted."""
    if talk.who.dialogue is None:
        talk.say("Хорошо.")
        return
    if talk.who.dialogue.name == "asked":
        talk.say(strangers.ASKED_ALREADY)
        return
    path = talk.who.dialogue.state.get("path")
    if isinstance(path, str):
        await talk.later("drop_file", path=path)
    await talk.end()
    talk.say("Хорошо, оставил как было.")


def is_courtesy(talk: Talk) -> bool:
    """Nothing but thanks, or an officer's greeting; a teacher's greeting brings their figures."""
    words = set(re.findall(r"[^\W\d_]+", talk.text.lower().replace("ё", "е")))
    polite = _THANKS | _GREETINGS if talk.who.members else _THANKS
    return talk.who.is_known and bool(words & polite) and words <= _THANKS | _GREETINGS | _AROUND


async def courtesy(talk: Talk) -> None:
    """A kind word is answered with one, and the way on is a button."""
    thanked = any(word in _THANKS for word in re.findall(r"[^\W\d_]+", talk.text.lower()))
    text = "Пожалуйста! Рад помочь." if thanked else "Здравствуйте! Рад вас видеть."
    own = [main("Мои показатели", "my_figures")] if talk.who.is_linked else []
    talk.say(text, under([*own, main("Сводка", "summary")] if talk.who.members else own))


async def messengers(talk: Talk, rest: str) -> None:
    talk.say(MESSENGERS)


ROUTES = (
    Route("help", Right.ANYONE, help_),
    Route("cancel", Right.ANYONE, cancel),
    Route("messengers", Right.ANYONE, messengers),
)
