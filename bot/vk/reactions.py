"""What to do about every error code of VK: one table, which a newcomer extends by a line.

Codes and their meaning: VK's `errors.json` (5.199) and dev.vk.com; newer ones as seen in the wild.
"""

from dataclasses import dataclass

from nudges.messenger import Reaction, Refusal


@dataclass(frozen=True, slots=True)
class Rule:
    """`advice` is what the officer reads, empty where there is nothing for them to do or know.

    `one_first`: a missing right may concern this recipient only; it is the setting if all fail so.
    """

    reaction: Reaction
    advice: str = ""
    one_first: bool = False


_TOKEN = "Ключ доступа сообщества не действует: создайте новый (Управление → Работа с API) и впишите его в VK_TOKEN."
_CAPTCHA = "VK просит ввести код с картинки: рассылка остановлена. Подождите несколько часов и продолжите её."
_APPLICATION = "VK не принимает запросы программы: проверьте VK_TOKEN, VK_API_VERSION и не отключён ли доступ к API."
_CONFIRM = "VK просит подтвердить вход или действие: откройте сообщество в браузере, подтвердите и продолжите рассылку."
_SPAM = "VK ограничил сообщество за рассылку: подождите сутки, затем продолжите, лучше частями."
_ADDRESS = "Ключу сообщества запрещён этот IP-адрес: проверьте список адресов в настройках ключа."
_CLOSED = "Человек ещё не разрешил сообществу писать: пусть откроет диалог и нажмёт «Начать»."
_BLOCKED = "Человек добавил сообщество в чёрный список: поговорите с ним лично."
_PRIVACY = "Настройки приватности не пускают сообщения: пусть человек сам напишет сообществу."
_REQUEST = "Переписка ждёт, пока человек примет запрос: пусть откроет его в списке сообщений."
_DELETED = "Страница человека удалена или заблокирована: уточните его профиль."
_NOBODY = "Такой страницы в VK нет: проверьте id в файле статистики."
_NOT_US = "Сообщество не может переписываться с этим адресатом."
_CHAT = "Сообщество больше не в этом чате: добавьте его снова и зарегистрируйте чат."
_CHAT_RIGHT = "В этом чате сообществу нужны права администратора."
_READ_ONLY = "В этом чате писать нельзя: он только для чтения."
_MAX = "Чат переехал в MAX: в VK туда больше не написать."
_RIGHT = "Ключу не хватает права «Сообщения сообщества»: создайте ключ с этим правом и впишите его в VK_TOKEN."
_ACCESS = "Нет доступа к этому диалогу: проверьте права ключа и включены ли сообщения сообщества."
_BOT_FEATURES = "Включите «Возможности ботов»: Управление → Сообщения → Настройки для бота."
_INTENT = "VK не разрешает сообществу такой вид рассылки: проверьте настройки сообщений."
_LATE = "Человек писал слишком давно, и VK не даёт ответить: пусть напишет сообществу снова."
OURS = "Ошибка программы: сообщение отложено, остальные идут. Покажите журнал разработчику."

_R = Reaction

REACTIONS: dict[int, Rule] = {
    # Passing trouble on VK's side.
    **dict.fromkeys((1, 10, 32, 36, 43, 995), Rule(_R.RETRY)),
    # We are too fast, all together or with one method.
    6: Rule(_R.SLOW),
    29: Rule(_R.REST, "VK просит передышки: рассылка продолжится сама."),
    # This one recipient has had enough for now.
    9: Rule(_R.DELAY, "Человеку пришло слишком много сообщений за час: отправим позже."),
    949: Rule(_R.DELAY),
    # Nothing will work until somebody does something.
    **dict.fromkeys((5, 27, 28, 1117), Rule(_R.STOP, _TOKEN)),
    **dict.fromkeys((2, 4, 8, 11, 20, 23, 34), Rule(_R.STOP, _APPLICATION)),
    42: Rule(_R.STOP, _ADDRESS),
    **dict.fromkeys((14, 3300), Rule(_R.STOP, _CAPTCHA)),
    **dict.fromkeys((17, 24, 25), Rule(_R.STOP, _CONFIRM)),
    984: Rule(_R.STOP, _SPAM),
    # Until they write or allow.
    901: Rule(_R.UNREACHABLE, _CLOSED),
    900: Rule(_R.UNREACHABLE, _BLOCKED),
    902: Rule(_R.UNREACHABLE, _PRIVACY),
    936: Rule(_R.UNREACHABLE, _CLOSED),
    **dict.fromkeys((987, 988, 1021), Rule(_R.UNREACHABLE, _REQUEST)),
    # For good.
    **dict.fromkeys((18, 37), Rule(_R.GONE, _DELETED)),
    **dict.fromkeys((39, 113), Rule(_R.GONE, _NOBODY)),
    **dict.fromkeys((932, 962, 1016), Rule(_R.GONE, _NOT_US)),
    # Chats.
    **dict.fromkeys((917, 922, 927), Rule(_R.CHAT_OFF, _CHAT)),
    925: Rule(_R.CHAT_OFF, _CHAT_RIGHT),
    **dict.fromkeys((945, 946, 979, 983, 985, 986, 996, 1012, 1017), Rule(_R.CHAT_OFF, _READ_ONLY)),
    993: Rule(_R.CHAT_OFF, _MAX),
    # A right or a setting.
    7: Rule(_R.SETTING, _RIGHT),
    15: Rule(_R.SETTING, _ACCESS, one_first=True),
    912: Rule(_R.SETTING, _BOT_FEATURES),
    **dict.fromkeys((943, 944), Rule(_R.SETTING, _INTENT)),
    950: Rule(_R.SETTING, _LATE),
    # Ours.
    **dict.fromkeys((3, 12, 13, 100, 104, 910, 911, 913, 914, 921, 940, 969, 991, 992, 994), Rule(_R.BUG, OURS)),
}

# What may be otherwise the next time; the rest will be said again however often one asks.
PASSING = frozenset((_R.RETRY, _R.SLOW, _R.REST, _R.DELAY, _R.STOP))

UNKNOWN = Rule(_R.BUG, "VK ответил неизвестной ошибкой: сообщение отложено. Покажите журнал разработчику.")

# A whole `execute` that fails with one of these goes again in halves, until the culprit is alone.
HALVED = frozenset(code for code, rule in REACTIONS.items() if rule.reaction is Reaction.BUG)


def refusal(code: int, message: str, *, whole: bool = False) -> Refusal:
    """The reaction to an error code. After passing trouble nobody knows whether the message was taken."""
    rule = REACTIONS.get(code, UNKNOWN)
    unsure = rule.reaction is Reaction.RETRY
    return Refusal(rule.reaction, code, message, unsure, rule.advice, whole=whole, one_first=rule.one_first)


def no_answer(why: str, *, whole: bool = False) -> Refusal:
    """No answer, or none that can be read: the messages may have been taken."""
    return Refusal(Reaction.RETRY, None, why, unknown_outcome=True, whole=whole)


# Answers to `peer_ids` may carry VK's wording alone, without the code.
_WORDINGS = {
    "without permission": 901,
    "blacklist": 900,
    "privacy": 902,
    "too many requests": 6,
    "flood": 9,
    "deleted or banned": 18,
    "internal server": 10,
    "access denied": 15,
    "captcha": 14,
}


def code_of_wording(message: str) -> int:
    """The code that VK's wording stands for; 0 when it is not known."""
    return next((code for words, code in _WORDINGS.items() if words in message.lower()), 0)
