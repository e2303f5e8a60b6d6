"""What is set for the school: hours, days off and working days, targets, deadlines, its name and chats."""

from handlers.understanding.judging.turns.turn import ALONE, Turn
from handlers.understanding.judging.turns.words import WEEKDAY, WEEKDAYS
from handlers.understanding.pieces.takes_off import ORDERS
from handlers.understanding.reading.manner import QUIET

# «Убери карантин 18–20 ноября», «каникулы отменили»: days off that are not to be; not «карантин, и уроков не будет».
NO_DAYS_OFF = Turn(
    r"\b(?:убер|убра|отмен|сним|снят|снял|удал)\w* (?:(?!на |в |во )\w+ ){0,2}"
    r"(?:карантин|каникул|дистан|выходн|праздни|пауз\w* (?:с|на|до) \d)"
    r"|\b(?:карантин|каникул|дистан)\w*[^.?!,]{0,30}\b(?:отмен|снят|снял)"
    r"|\b(?:каникул|карантина|дистан(?:та|ционки|ционного))\b[^.?!,]{0,30}\bне (?:будет|было)",
    "set_break pause resume cancel undo_load",
    "breaks",
    of_somebody=False,
    likely=0.85,
    whole=True,
)
# «Перенеси каникулы на неделю», «карантин сократили до среды»: other days for what is written down.
_CHANGED = r"(?:продл|сокра[тщ]|укор[оа]|перен[ео]с|сдви|подви|сме[сщ]|измени|поменя|исправ)\w*"
OTHER_DAYS_OFF = Turn(
    rf"\b(?<!не ){_CHANGED} (?:(?!рассыл|напомин|отчет|сообщ|письм|после|до|за)\w+ ){{0,3}}"
    r"(?:карантин|каникул|дистан|пауз)"
    rf"|\b(?:карантин|каникул|дистан)\w*[^.?!,]{{0,30}}\b(?<!не ){_CHANGED}",
    "pause resume breaks set exempt",
    "set_break",
    of_somebody=False,
    likely=0.9,
    whole=True,
)
# «Убери цель по звонкам», «сними срок», «убери субботу из рабочих», «удали чат 5а»: what is set is not to be any more.
_OFF = rf"\b(?<!не ){ORDERS} (?:(?!отч|рассыл|напомин|сводк)\w+ ){{0,2}}"
NO_TARGET = Turn(
    rf"{_OFF}(?:цел[ьией]\w*|норм[уы])\b|\bцел[ьи]\b[^.?!]{{0,40}}\b(?<!не ){ORDERS}",
    "",
    "set_target",
    asked=False,
    likely=ALONE,
    whole=True,
)
NO_DEADLINE = Turn(
    rf"{_OFF}(?:срок(?: регистрации| подключения)?|дедлайн)$|\bбез срока регистрации\b",
    "",
    "set",
    of_somebody=False,
    asked=False,
    likely=ALONE,
    whole=True,
)
# «Требуют 100 процентов регистрации к 10 декабря, поменяй срок»: the day is meant, and no share
ANOTHER_DEADLINE = Turn(
    r"(?=.*\b(?:регистрац|подключени)\w*)(?=.*\d)(?=.*\b(?<!не )"
    r"(?:поменя|измени|перенес|сдвин|передвин|исправ|отодвин|продли)\w* (?:\w+ )?срок\b)",
    "set_target deadline indicator",
    "set",
    of_somebody=False,
    likely=ALONE,
)
NO_WORKDAY = Turn(
    rf"{_OFF}(?:(?:рабоч\w+ )?суб+от\w* (?:из|с) рабоч|рабоч\w+ (?:суб+от|день|дни|дня))"
    r"|\bсуб+от\w* (?:\w+ )?(?:больше|уже|теперь|снова|опять) (?:не рабоч|не учеб|выходн)"
    r"|\b(?:больше|уже) не рабоч\w+ (?:день|суб+от)",
    "",
    "set_workday",
    of_somebody=False,
    asked=False,
    likely=ALONE,
    whole=True,
)
NO_CHAT = Turn(
    r"\b(?<!не )(?:удал|убер|убра|снес|сотр|вычеркн)\w* (?:(?!с |со |у |из |от )\w+ ){0,2}(?:чат|ссылк\w+ на чат)\b",
    "",
    "chat_register",
    asked=False,
    likely=ALONE,
    whole=True,
)
OWN_NORM = Turn(
    r"^(?!.*\bцел[ьи]\b).*\b(?:сни[жз]|пони[жз]|подними|повыс|установ|постав|уменьш|увелич|измени|назнач|друг)\w*\b[^.?!]*\b(?:норм|порог)\w*"
    r"|\b(?:норм[ауы]|порог)\b[^.?!]*\b(?:друг|сни[жз]|пони[жз]|установ|постав|уменьш)\w*",
    "exempt list set set_target set_hours",
    "ask",
    of_somebody=True,
    asked=False,
    likely=0.9,
)
# «Тихо после 19», «тишина с 17 до 9», and no day
_DAY = (
    r"(?:январ|феврал|март|апрел|ма[яй]\b|июн|июл|август|сентябр|октябр|ноябр|декабр|числа|завтра|сегодня"
    rf"|{WEEKDAY}|{WEEKDAYS}|суббот|воскрес|\d ?го\b)"
)
QUIET_HOURS = Turn(
    rf"^(?!.*{_DAY})(?=.*\b{QUIET})(?=.*\b(?:после|до|с) \d)",
    "complain pause mute exempt",
    "set_hours",
    of_somebody=False,
    likely=0.85,
)
# «Назови школу СОШ № 7»; not «назови школу, где хуже всего»
SCHOOL_NAMED = Turn(
    r"\b(?:назов|переимен)\w* (?:нашу |мою )?школу (?!где|котор|котора|с |со |у |без |по |чья|кто|из |,)\S",
    "",
    "set",
    asked=False,
    likely=ALONE,
    whole=True,
)
WHICH_NORM = Turn(
    r"\bкак(?:ая|ой|ие)\b(?: \w+){0,2} (?:норм[аы]\b|норматив)", "indicator explain list ask", "targets", likely=0.85
)
# «Благодаришь?»: what is set, and no thanks of the speaker's
WHETHER_THANKS = Turn(r"\bблагодар(?:ишь|ите|ит)\b", "", "thanked", asked=True, likely=ALONE, whole=True)
WITHIN_WHICH_HOURS = Turn(
    r"^(?!.*\b(?:срок|регистр))"
    r".*\b(?:(?:до|со) скольк\w+|(?:с|до) (?:какого|которого) (?:часа|времени)|в какие часы)\b.*"
    r"\b(?:пиш|присыла|напомина|отправля|рассыла|беспоко)\w*",
    "",
    "settings",
    of_somebody=False,
    likely=0.9,
    whole=True,
)
SATURDAYS = Turn(r"\bсуббот(?:ам|ы|а|ами)\b|\bпятидневк\w*", "exempt", "set", of_somebody=False)
