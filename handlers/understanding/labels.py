"""A wish in a few words, for the button that offers it: «Список: без звонка», «Не тревожить: Алиева»."""

from collections.abc import Mapping

from handlers.understanding.wish import Wish
from indicators.russian.rules import small
from nudges.gaps import GAP
from services.selection import Selection

# `{who}` and `{gap}` are filled in where the wish has them.
LABELS: Mapping[str, str] = {
    "summary": "Сводка",
    "indicator": "Показатели",
    "headcount": "Сколько нас",
    "forecast": "Успеваем ли",
    "list": "Список{gap}{who}",
    "done_list": "Кто молодец",
    "lagging": "Кто отстаёт",
    "close_ones": "Кому осталось немного",
    "card": "Карточка{who}",
    "why_listed": "Почему в списке{who}",
    "got": "Что получено{who}",
    "answered": "Кто ответил",
    "undelivered": "Кому не дошло",
    "unreachable": "С кем поговорить",
    "progress": "Как идёт рассылка",
    "effect": "Помогло ли",
    "dynamics": "Динамика",
    "compare_schools": "Сравнение школ",
    "deadline": "Срок регистрации",
    "audit": "Журнал действий",
    "loads": "Какие файлы загружены",
    "undo_load": "Отменить загрузку",
    "upload": "Как прислать файл",
    "match": "Кого не нашли",
    "disputes": "Сообщения об ошибках",
    "requests": "Заявки",
    "schedule": "Расписание",
    "breaks": "Каникулы",
    "targets": "Цели",
    "chats": "Чаты",
    "roles": "Роли",
    "settings": "Настройки",
    "exemptions": "Кого не тревожим",
    "preview": "Что уйдёт",
    "remind": "Напомнить{gap}{who}",
    "announce": "Объявление",
    "exempt": "Не тревожить{who}",
    "restore": "Вернуть{who}",
    "left": "Больше не работает{who}",
    "pause": "Пауза",
    "resume": "Продолжить",
    "cancel_round": "Отменить рассылку",
    "retry": "Повторить недоставленные",
    "undo": "Отменить последнее",
    "automatic_on": "Включить автонапоминания",
    "automatic_off": "Выключить автонапоминания",
    "set_target": "Поставить цель",
    "set_break": "Записать дни отдыха",
    "set_workday": "Рабочая суббота",
    "set_hours": "Часы рассылки",
    "set": "Изменить настройку",
    "set_pupils": "Записать учеников",
    "correct": "Исправить данные{who}",
    "merge": "Объединить карточки{who}",
    "detach": "Отвязать аккаунт{who}",
    "add_person": "Новый сотрудник",
    "give_role": "Дать роль{who}",
    "take_role": "Забрать роль{who}",
    "code": "Личный код{who}",
    "leaflets": "Листовки",
    "posters": "Плакаты с QR-кодами",
    "report": "Отчёт",
    "subscribe": "Присылать отчёт",
    "unsubscribe": "Не присылать отчёт",
    "template": "Шаблон отчёта",
    "thanks_on": "Благодарить",
    "thanks_off": "Не благодарить",
    "answer_dispute": "Ответить на ошибку",
    "chat_register": "Записать чат",
    "help": "Что я умею",
    "who_are_you": "Кто такой Дежурный",
    "howto": "Как сделать{gap}",
    "messengers": "Какие мессенджеры запрещены",
    "explain": "Объяснить слово",
    "why_bot": "Зачем это нужно",
    "my_figures": "Мои показатели",
    "done": "Уже сделано",
    "mistake": "Это ошибка",
    "not_now": "Не на этой неделе",
    "away": "Меня пока нет",
    "not_here": "Здесь не работаю",
    "not_me": "Это не я",
    "mute": "Не напоминать",
    "unmute": "Снова напоминать",
    "next_check": "Когда проверка",
    "where_button": "Где кнопка",
    "my_class": "Мой класс",
    "my_data": "Мои данные",
    "forget_me": "Удалить мои данные",
    "who_helps": "Кто поможет",
    "name_change": "Другая фамилия или класс",
    "stuck": "Кто без движения",
    "not_moved": "Кто ещё не переехал",
    "move_to_max": "Переход в MAX",
    "not_understood": "Чего я не понял",
    "withdraw": "Отозвать приглашение",
    "school": "Другая школа",
    "cabinet": "Ссылка в кабинет",
    "demo": "Пример школы",
    "prefer": "Где мне писать",
    "parent": "Я родитель",
    "two_schools": "Я в двух школах",
    "hours": "Удобное время",
}

# People by how they stand.
STATES: Mapping[str, str] = {
    "state:silent": "кто не ответил",
    "state:undelivered": "до кого не дошло",
    "state:unreachable": "кому не могу писать",
    "state:excused": "кого не тревожим",
}
ALL_BUT = "все, кроме названных"


def label(wish: Wish) -> str:
    """Empty for what needs no button: a greeting, a complaint."""
    text = LABELS.get(wish.code, "")
    gaps = [small(GAP[one].title) for one in wish.keys.get("gap", "").split("+") if one in GAP]
    gap = f": {gaps[0]}" if gaps else ""
    who = _first(wish.keys.get("who", "")) if "gap" not in text or not gap else ""
    return text.format(who=f": {who}" if who else "", gap=gap)


def _first(who: str) -> str:
    """Of several the first; nothing for everybody."""
    part = who.split("+")[0]
    return ALL_BUT if part.startswith("-") else titled(part) if part != "all" else ""


def titled(part: str) -> str:
    """A colleague by name, a group by what it is called elsewhere."""
    return STATES.get(part) or (Selection.parse(part).titled() if ":" in part else part.title())
