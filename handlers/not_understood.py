"""What somebody gets whose message is no command: no words in it, or none that were understood."""

from handlers.access import joining as strangers
from handlers.access import my_data as privacy
from handlers.engine.buttons import button, main, under
from handlers.engine.keyboards import my_figures_button, office_keyboard
from handlers.engine.rights import may
from handlers.engine.routes import Right
from handlers.engine.talk import NOT_UNDERSTOOD, Talk
from handlers.teacher import my_figures as teachers
from handlers.teacher import objections, passing_words, pictures
from handlers.understanding.said.objecting import disputes
from handlers.understanding.said.peace import has_enough
from handlers.understanding.unread import keep_words
from nudges.messenger import Written

PUZZLED = (
    "Не совсем понял. Могу показать сводку или списки, напомнить коллегам, сделать отчёт — "
    "вот кнопки. А ещё пришлите мне файл статистики, и я его разберу."
)
PUZZLED_AGAIN = (
    "Опять не понял, простите. Попробуйте двумя-тремя словами: «кто без звонка», «карточка Алиевой», "
    "«напомнить всем». Всё, что умею, покажет «помощь»."
)
PUZZLED_TEACHER = (
    "Не понял, простите. Передать ваши слова ответственному — или показать ваши показатели, подсказать, как сделать?"
)
# That we said so is remembered with the answer: whoever is not understood twice gets other words.
_SAID_SO = NOT_UNDERSTOOD
# What an officer may have meant to be statistics, by what came instead of a file.
NOT_A_FILE = {
    "photo": "Спасибо, но с фотографии или снимка экрана я цифры не читаю: в них легко ошибиться.",
    "voice": "Голосовые я, к сожалению, не слушаю.",
    "link": "По ссылке я сходить не могу.",
    "forwarded": "В пересланном сообщении я файла не нашёл.",
    "video": "Видео я не смотрю.",
    "doc": "Этот документ мне не открылся.",
}
SEND_FILE = "Если это статистика — пришлите её файлом, скрепкой: xlsx, xls, ods, csv или docx с таблицей."
# The same of a teacher.
NOT_READ = {
    "voice": "Голосовые я, к сожалению, не слушаю. Напишите, пожалуйста, словами — отвечу или передам ответственному.",
    "forwarded": "Пересланное я не разбираю: не видно, чьи это слова. Напишите, пожалуйста, от себя, что нужно.",
    "link": "По ссылке я сходить не могу. Напишите, пожалуйста, словами, что нужно.",
}
UNREAD = "Такое я пока не понимаю: напишите, пожалуйста, словами."


async def wordless(talk: Talk) -> None:
    """A photo, a voice, a sticker: whoever may send statistics is told how."""
    other = talk.event.other if isinstance(talk.event, Written) else ()
    if not talk.who.is_known:
        await strangers.wordless(talk)
    elif await pictures.took_picture(talk):
        return
    elif talk.who.members and (said := next((NOT_A_FILE[one] for one in other if one in NOT_A_FILE), "")):
        words = "" if "voice" not in other else " Или напишите словами, что нужно."
        talk.say(f"{said} {SEND_FILE}{words}", under([button("Как прислать файл", "upload")]))
    else:
        said = next((NOT_READ[one] for one in other if one in NOT_READ), UNREAD)
        talk.say(said, None if talk.who.members else my_figures_button())


async def otherwise(talk: Talk) -> None:
    """Nothing was understood: everybody gets what they most likely came for."""
    await keep_words(talk)
    before = await talk.said_before_about()
    if talk.who.members:
        text = PUZZLED_AGAIN if before == _SAID_SO else PUZZLED
        talk.say(text, office_keyboard(may_change=may(talk, Right.CHANGER)), about=_SAID_SO)
    elif talk.who.is_linked and has_enough(talk.text):
        privacy.later_or_never(talk)
    elif talk.who.is_linked and disputes(talk.text):
        await objections.pass_on(talk, talk.who.persons[0], talk.text)
    elif talk.who.is_linked and before in (teachers.ABOUT_FIGURES, _SAID_SO):
        ways = [
            main("Мои показатели", "my_figures"),
            button("Как сделать", "howto"),
            button("Кто поможет", "who_helps"),
        ]
        await passing_words.offer(talk, PUZZLED_TEACHER, passing_words.FOR_OFFICER, *ways, about=_SAID_SO)
    elif talk.who.is_linked:
        await teachers.my_figures(talk, "")
    else:
        await strangers.heard(talk)
