"""Who is away, back, gone or to be left in peace, and what is asked or complained of about it."""

from handlers.understanding.judging.turns.turn import ALONE, Turn
from handlers.understanding.judging.turns.words import ABSENCE, WEEKDAY, WEEKDAYS
from handlers.understanding.reading.manner import DISTURB
from handlers.understanding.reading.people.leaving import LAST_DAY_AT_WORK, LEAVES_AHEAD

# and yet «может, её не трогать?»
_IN_PEACE = r"(?:исключ|освобод|остав|отстан|(?:вообще|совсем) не|не (?:трога|дерга|тревож|беспоко|спрашив)\w+ть\b)"
# «По вторникам», «каждый четверг», «бывает у нас во вторник и пятницу»: days that come again are no absence.
RECURRING = Turn(
    rf"^(?!.*\b{_IN_PEACE})(?!.*\b{ABSENCE}\b)(?=.*(?:\b{WEEKDAYS}\b|\bкажд\w+ {WEEKDAY}"
    rf"|\b(?:работает|бывает|приходит|приезжает|появляется|ведет)\b[^.?!]{{0,40}}\bво? {WEEKDAY}))",
    "exempt got correct left schedule",
    "set_hours",
    of_somebody=True,
)
_NOTED = r"(?:стоит|отмечен\w*|учтен\w*|записан\w*|внесен\w*|числится|значится|исключен\w*)"
# «Проверь, стоит ли у тебя так», «у тебя это отмечено?», «ты в курсе?»
IS_NOTED = Turn(
    rf"^(?=.*(?:{ABSENCE}|\bболе|\bкурс))(?=.*(?:\b{_NOTED} ли\b|\bли (?:у тебя|это|ты|она|он|они)?\s?{_NOTED}"
    rf"|\b{_NOTED}\b[^.!]*\?|\bв курсе\b[^.!]*\?))",
    "exempt card left away",
    "exemptions",
    of_somebody=True,
    likely=ALONE,
)
# «Никуда она не ушла», «отпуск отменили», «снимите ему отъезд», «пусть опять получает»
STAYS = Turn(
    r"\bникуда (?:\w+ )?не (?:уш|уход|увол|уе[зх]|дел)|\b(?:увол\w+|ух\w+) передумал|\bпередумал\w* (?:увол|ух)"
    rf"|\b{ABSENCE} (?:\w+ )?(?:отмен|не да|не состо|отозв)|\bне (?:уволил|уволена|поехал|уехал)"
    rf"|\b(?:отмен|сним|снят|убер|убра)\w* (?:\w+ ){{0,2}}{ABSENCE}"
    r"|\bпусть (?:\w+ ){0,2}(?:опять|снова|по прежнему) (?:получ|работ)|\bпусть (?:все таки )?остается",
    "exempt left take_role cancel no undo",
    "restore",
    likely=0.85,
    whole=True,
)
# «Я просила Мелкову не беспокоить, а ей пришло. Почему?»
ASKED_BEFORE = Turn(
    r"^(?!.*\b(?:убери|исключи|сними|освободи|вычеркни|верни))"
    r"(?=.*\b(?:я (?:же |ведь )?(?:просил|говорил|предупреждал|исключал)|мы (?:же )?исключали))"
    r"(?=.*\b(?:пришло|прислал|написал|получил|шлешь|шлют|опять|снова))",
    "exempt restore exemptions",
    "got",
    of_somebody=True,
    likely=ALONE,
)
# «Алиева и Омарова с понедельника выходят», and not «… выходят в отпуск»: they are away until then.
_DAY_SAID = r"(?:понедельник|вторник|сред[аыу]|четверг|пятниц[аыу]|\d{1,2}(?: го|ого)?\b|завтра|послезавтра)"
_GOES_TO = r" (?:в|на|за|замуж)\b(?! работ| понед| вторн| сред| четв| пятн)"
_OUT = rf"(?:выход(?:ит|ят)|выйд(?:ет|ут)|верн(?:ется|утся))\b(?!{_GOES_TO})"
BACK_ON = Turn(
    rf"\b{_DAY_SAID}[^.?!,]{{0,20}}\b{_OUT}|\b{_OUT}[^.?!,]{{0,20}}\b{_DAY_SAID}",
    "left restore remind correct",
    "exempt",
    of_somebody=True,
    asked=False,
    likely=0.86,
    whole=True,
)
# «Последний рабочий день двадцать восьмое»: somebody's, and no working day of the school; not «последний день каникул»
LAST_DAY = Turn(
    r"^(?!.*\b(?:каникул|карантин|дистан|четверт|полугоди|триместр|праздник|учебн))"
    rf".*(?:{LAST_DAY_AT_WORK.pattern})",
    "set set_workday set_break",
    "left",
    likely=0.85,
)
# «Методический день у нас среда»: lessons are somewhere, and nobody is off
METHOD_DAY = Turn(
    r"\b(?:методическ|библиотечн|разгрузочн)\w+ (?:день|дни|дня)\b",
    "set set_workday set_break exempt",
    "ask",
    of_somebody=False,
)
# «Сафиуллина жаловалась, что её опять включили»: what somebody complains of is no order
COMPLAINT = Turn(
    r"^(?!.*\b(?:исключ|убер|убра|освобод|верни|включи\b|(?:не|ни) (?:трог|пиш|тревож|беспок|напомин)))"
    r".*\b(?:жал(?:уется|овал\w*|уются)|возмуща?\w+|ворчит|недовол\w+|обижа\w+|обиде\w+|обидел\w+|ругается|ругалась)"
    r"\b.*\b(?:что|почему|зачем)\b",
    "restore exempt left correct remind answered announce",
    "why_listed",
    of_somebody=True,
)
# «Не мешай ей», «хватит напоминать Борисовой», «до четверга не ругайте его»: to be left in peace, by whatever verb
LEFT_IN_PEACE = Turn(
    rf"\b(?:не|хватит|прекратите?|перестаньт?е?) (?:(?:пока|больше|ее|его|их|им|ей|ему) ){{0,2}}{DISTURB}"
    r"\w*(?:й|йте|ть|зи|зите)\b|\b(?:хватит|прекратите?|перестаньт?е?) напоминать\b|\bне до (?:вас|тебя|нас)\b",
    "ask remind chat_register announce complain restore retry",
    "exempt",
    of_somebody=True,
    asked=False,
    likely=0.85,
    whole=True,
)
LEAVES = Turn(LEAVES_AHEAD, "", "left", of_somebody=True, asked=False, likely=ALONE, whole=True)
