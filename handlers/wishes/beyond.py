"""What is said where something is asked that is beyond the program, and how it works where that is asked: with what can
be done instead. What is recognised stands in `handlers/understanding/judging/beyond.py`."""

from collections.abc import Mapping

from handlers import commands
from handlers.engine.rights import may
from handlers.engine.routes import Right
from handlers.engine.talk import Talk
from handlers.understanding.around import taken_apart
from handlers.understanding.judging.beyond import beyond
from handlers.understanding.wish import Reading
from handlers.wishes.honest import INSTEAD, Instead
from nudges.counting import RULES, Point, Thing

BEYOND: Mapping[str, Instead] = {
    "own_reminder": Instead(
        "Личных напоминаний не веду: напоминаю только педагогам о показателях. О файле недели напомню вам и сам, если "
        "он "
        "не придёт; когда и что уходит, показывает расписание.",
        (("Расписание", "schedule"),),
    ),
    "forward_file": Instead(
        "Файлы другим не пересылаю: их отправляют вручную. Могу передать слова или ссылку, например: «передай "
        "классным: "
        "расписание лежит на сайте школы».",
        (("Объявление", "announce"),),
    ),
    "by_mail": Instead(
        "На почту не отправляю. Файл пришлю сюда, в чат, — оттуда его можно переслать.",
        (("Отчёт", "report"),),
    ),
    "discipline": Instead(
        "Выговоры, премии и приказы — не моё: тут решает директор. Могу показать, кто чего не сделал и кто сделал всё, "
        "напомнить человеку или передать спасибо: «поблагодари Алиеву».",
        (("Все долги", "debts"),),
    ),
    "own_figures": Instead(
        "Цифры беру из файла статистики и сам их не меняю: иначе им нельзя было бы верить. Если в файле ошибка, "
        "пришлите "
        "исправленный — или ответьте педагогу на его «это ошибка».",
        (("Сообщения об ошибках", "disputes"), ("Как прислать файл", "upload")),
    ),
    "rate": Instead(
        "Ставку, нагрузку, стаж и категорию не храню: для показателей важны только имя, должность и классы. Кто бывает "
        "в "
        "школе редко, того можно не тревожить: «исключить Алиеву совместитель».",
        (("Кого не тревожим", "exemptions"),),
    ),
    "count_once": Instead(
        "Каждый считается один раз, сколько бы предметов, классов или должностей у него ни было: нормы те же — чат, "
        "10 сообщений и звонок за неделю, связанный журнал.",
        (("Все долги", "debts"),),
    ),
    "read_or_not": Instead(
        "Прочитал ли человек сообщение, мне не видно. Знаю, кому и когда ушло и кто ответил.",
        (("Кто получил", "progress"), ("Кто ответил", "answered")),
    ),
    "chart": Instead(
        "Отдельного графика по показателю не рисую. Картинка со всеми показателями приходит со сводкой, а по неделям — "
        "числами, в динамике.",
        (("Сводка", "summary"), ("Динамика", "dynamics")),
    ),
    "others_chat": Instead(
        "Что пишут в чатах, я не вижу, и удалять сообщения или людей оттуда не могу: это делает администратор чата в "
        "его "
        "настройках — там можно закрыть чат на ночь или ограничить, кто пишет.",
        (("Чаты", "chats"),),
    ),
    "sign_in": Instead(
        "Второй профиль заводить не нужно: входят в тот же учебный профиль, по тому же номеру телефона. Если номер "
        "сменился, забыт пароль или не приходит код — это решают администратор Сферума в школе и поддержка "
        "мессенджера: "
        "чужого входа я не вижу.",
        (("Как сделать", "howto"),),
    ),
    "quiet_anyway": Instead(
        "По ночам и в выходные сводка не приходит: она бывает в пятницу днём, а педагогам пишу только в рабочие часы. "
        "Точные дни и часы — в расписании.",
        (("Расписание", "schedule"), ("Не присылать сводку", "summary_off")),
    ),
    "loaded_twice": Instead(
        "Нет. Сколько раз файл ни загружай, за одну неделю статистики каждому уходит одно напоминание — и в четверг "
        "второе, только о недельных нормах, если они ещё не выполнены. Файл за ту же неделю заменяет прежний.",
        (("Какие файлы загружены", "loads"),),
    ),
    "what_is_a_message": Instead(
        "Считает Сферум, а не я: в файле только общее число сообщений в групповых чатах за неделю — без деления на "
        "текст, голосовые, стикеры и фото. Что из этого идёт в счёт, в файле не сказано; наверняка — обычный текст.",
    ),
    "private_or_group": Instead(RULES[Thing.MESSAGES, Point.PRIVATE].says),
    "others_own_chat": Instead(
        "Сообщения считаются в любых групповых чатах, где человек пишет, свой чат для них не обязателен. А «создали "
        "чаты» — отдельный показатель: для него нужен чат, который педагог создал сам.",
    ),
    "try_first": Instead(
        "Да, бояться нечего: любое распоряжение сначала показываю и жду «Да». «Что получит Алиева» показывает чужое "
        "напоминание и ничего не отправляет, а объявление можно послать одной себе: «передай …» и ваша фамилия.",
        (("Что уйдёт", "preview"),),
    ),
    "who_sees": Instead(
        "Каждый педагог видит только свои цифры. Поимённые списки — у ответственного и у тех, кому дана роль "
        "(директор, "
        "если ему открыт доступ). В общие чаты идут только итоги без имён, родители не видят ничего.",
        (("У кого доступ", "roles"),),
    ),
    "other_figures": Instead(
        "Я считаю по последнему загруженному файлу: долю — от зарегистрированных в Сферуме, регистрацию — от всех в "
        "списке. У управления может быть другой день или другой список людей, отсюда и разница. Из чего сложилось наше "
        "число, отвечу на «почему столько процентов по звонкам».",
        (("Показатели", "indicator"), ("Какие файлы загружены", "loads")),
    ),
}


async def answered_beyond(talk: Talk, reading: Reading) -> bool:
    """Of an officer; False where nothing of that is asked."""
    best = reading.wishes[0] if reading.sure and reading.wishes else None
    if not may(talk, Right.READER) or (best is not None and best.ordered):
        return False
    code = beyond(sentence := await taken_apart(talk, talk.text), reading)
    if code == "forget_other":
        [first, *_] = sentence.persons
        if len(first.members) != 1:
            return False
        talk.given = {"p": first.members[0].id}
        await commands.run(talk, code)
        return True
    instead = BEYOND.get(code) or INSTEAD.get(code)
    if instead is None:
        return False
    instead.say(talk)
    return True
