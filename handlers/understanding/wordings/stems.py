"""What somebody is after when no wording of the table fits: told by the stems that matter, whatever stands around them.

Only what shows or asks something is understood so. Whatever sends, changes or deletes needs words of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.understanding.wordings.intent import Intent
from handlers.understanding.wordings.phrases import Recognised, plain

_MOST_WORDS = 16
_LONGEST = 300  # characters: a single word may be as long as a text
# Mentions, and «мне», which ends like «не».
_LEFT_OUT = re.compile(r"\[[^\]|]*\|[^\]]*\]|@[\w.]+|\bмне\b")
# Wishes that are no mere question; after them nothing is guessed.
_ACTS = re.compile(
    r"\b(?:напомн|напомина[йт]|напиш|отправ(?:ь|ить|ля[йт])|разошл|разосл|рассыла[йт]|исключ(?!ен)|верни|вернуть|удал|"
    r"сотри|назнач|сними|снять|пауз|приостан|отмен|останов|поставь|включи|выключи|добавь|убери)"
)


@dataclass(frozen=True, slots=True)
class _Gist:
    intent: Intent
    pattern: re.Pattern[str]
    acts: bool = False  # may also be told beside a word of doing: «когда отправишь напоминания»


def _gist(code: str, pattern: str, *, acts: bool = False, **given: str) -> _Gist:
    return _Gist(Intent(code, (), given), re.compile(pattern), acts)


_FEW = r"(?:меньше|менее|<|нет|не\s*(?:на)?пис\w+|не\s*набр\w+|не\s*дотя\w+|не\s*дош\w+|нету)\D{0,24}"
OFFICE: tuple[_Gist, ...] = (
    _gist("chats", r"класс.*(?:без|нет|нету)\s*чат|какие.*чаты"),
    _gist("list", r"не\s*(?:\w+\s+)?(?:заре?г|рег[ие]стрир)|(?:без|нет|нету)\s+рег[ие]стр", gap="not_registered"),
    _gist(
        "list",
        r"не\s*(?:\w+\s+)?(?:созда|завел|завед).*чат|(?:нет|нету|без)\s*(?:\w+\s+)?чат|чат\w*\s.*не\s*созда",
        gap="no_group_chat",
    ),
    _gist("list", rf"{_FEW}\b(?:3|тр(?:и|ех))\b", gap="few_messages", below="3"),
    _gist(
        "list",
        rf"{_FEW}\b(?:10|десят\w*)\b|(?:не\s*хвата\w*|мало|нет)\s+сообщ|сообщ\w*\s+(?:не\s*хвата|мало|нет\b)",
        gap="few_messages",
    ),
    _gist(
        "list",
        r"не\s*(?:\w+\s+){0,3}(?:по|со)?зв[ао]н|(?:нет|нету|без)\s*(?:ни\s+одного\s+)?звон|звонк\w*\s+нет\b",
        gap="no_call",
    ),
    _gist(
        "list",
        r"(?:не\s*(?:\w+\s+)?(?:связ|привяз|подключ)\w*|без|нет|нету)\s.*(?:журнал|эжд|электронно\w*|аккаунт)"
        r"|(?:журнал|эжд)\w*\s.*не\s*(?:связ|привяз|подключ)",
        gap="journal_not_linked",
    ),
    _gist("list", r"не\s*актив", gap="profile_inactive"),
    _gist("exempt", r"^(?:а\s+)?(?:кто|кого|список)\b.*(?:исключен|больничн|отпуск|декрет|освобожд|не\s+тро?[ег])"),
    _gist("list", r"долги|долгов|должни|чего.*не\s*хватает|не\s*все.*сдела", gap="all"),
    _gist("undelivered", r"(?:до\s+кого|кому|кто|кого)\s.*(?:не\s+(?:дошл|достав|получ))"),
    _gist("unreachable", r"(?:кому|кого|кто)\s.*(?:не\s+(?:может|можешь|можете)\s+написать|недоступ)", acts=True),
    _gist("schedule", r"(?:когда|во\s+сколько|следующ|график)\s.*(?:рассыл|напомин|напомн|отправ|пиш)", acts=True),
    _gist("progress", r"(?:кому|кто|уже)\s.*(?:напоминал|напомнил|отправлен|отправил|получил)", acts=True),
    _gist("progress", r"сколько\s.*(?:отправлен|отправил|ушло|ушли|напомнил|напоминани)", acts=True),
    _gist(
        "deadline",
        r"(?:сколько|когда|скоро|како[йв]|долго)\b.*\bсрок|(?:дней|времени|осталось)\s.*до\s.*(?:срок|регистрац)"
        r"|до\s+како\w+\s+(?:числа|дня|срока)\s.*регистр",
    ),
    _gist("disputes", r"\bжалу|(?:кто|что)\s.*ошибк"),
    _gist("match", r"не\s+сопоставл"),
    _gist(
        "upload",
        r"(?:куда|как|где)\s.*(?:прис|скин|скид|отправ|загру)|нов\w+\s+(?:статистик|файл|таблиц)|загруз\w+\s+дан",
        acts=True,
    ),
    _gist("targets", r"(?:какие|наши|какая|план)\s.*цел|целев|план\s+по\s|сколько\s.*(?:надо|нужно|должно)"),
    _gist("dynamics", r"измен(?:ил|ени)|прогресс|растем|падаем|лучше.*хуже|по\s+неделям|динамик|за\s+месяц"),
    _gist("settings", r"(?:поменя|измени|смени|настро)\w*\s.*(?:назван|час|врем|пояс|школ)"),
    _gist(
        "summary",
        r"\bсводк|показател|статистик|(?:результат|итог)\w*\s.*(?:недел|сферум|школ|месяц)|(?:что|как)\s.*сферум|как\s+дела.*(?:у\s+нас|школ)"
        r"|сколько\s.*(?:учени|учител|педагог|зарегистр|\bзвон|\bчат|\bсообщ|журнал|эжд)",
    ),
    _gist("help", r"как\s+(?:тебя|вас)\s+зовут|^\W*\?+\W*$|что\s+.*умее"),
)
TEACHER: tuple[_Gist, ...] = (
    _gist(
        "forget_me",
        r"^(?!.*\b(?:не|нет|кто|почему|зачем)\b).*(?:удал|сотр|убер|убра).*(?:\bменя\b|данны)",
        acts=True,
    ),
    _gist("unmute", r"^(?!.*\bне\b).*\b(?:снова|опять)\b.*(?:присыла|пиш|напомина)", acts=True),
    _gist("not_here", r"\bя\s.*(?:не|больше\s+не)\s+(?:учитель|педагог|работаю)"),
    _gist("mistake", r"^(?!.*не\s+ошибк).*(?:ошибк|неправильно|неверн|не\s+верн)|\bя\s.*\bа\s+у\s+(?:вас|меня)\b"),
    _gist("not_now", r"не\s+успе(?:ва|ю)|(?:на\s+этой\s+неделе|сейчас|сегодня)\s.*не\s+(?:могу|смогу|получ)"),
    _gist("away", r"\b(?:я\s.*)?(?<!не )(?:болею|заболел|на\s+больничном|в\s+отпуске|в\s+декрете|в\s+командировке)"),
    _gist(
        "tired",
        r"некогда|не\s+до\s+(?:вас|этого)|надоел|достали|не\s+(?:пи[шс]|трога|беспоко|тревож|напомина|присыла|шли)"
        r"|отключ\w*\s+(?:уведом|напомин)",
        acts=True,
    ),
    _gist(
        "messengers",
        r"(?:можно|нельзя|почему|запрещ)\w*\s.*(?:телег|ват?[сц]ап|вотсап|вайбер|дискорд|скайп|whats|viber|telegram)",
    ),
    _gist("my_data", r"(?:как\w+|что|откуда)\s.*(?:данны|храни|знае|номер|взял)"),
    _gist("why", r"(?:почему|зачем)\s+(?:вы|ты|это|бот|я|пи[шс])|^(?:а\s+)?кто\s+(?:это|вы|ты)\W*$|что\s+это\s+за"),
    _gist("my_class", r"(?:учени|дет).*класс|класс.*(?:учени|дет)|плакат(?!ь)|\bqr\b|куар|какие\s.*чат"),
    _gist("who_helps", r"фамили\w*\s.*(?:смен|помен|нов|друг|теперь)|(?:смен|помен)\w*\s+фамили"),
)


def gist(text: str, table: Sequence[_Gist]) -> Recognised | None:
    """The first line of the table whose stems are there; None when the text is long or asks for a deed."""
    said = " ".join(_LEFT_OUT.sub(" ", plain(text)).split())
    if len(said) > _LONGEST or len(said.split()) > _MOST_WORDS:
        return None
    act = bool(_ACTS.search(said))
    found = next((one for one in table if (one.acts or not act) and one.pattern.search(said)), None)
    return None if found is None else Recognised(found.intent)


def codes() -> set[str]:
    """What can be understood so."""
    return {one.intent.code for one in (*OFFICE, *TEACHER)}
