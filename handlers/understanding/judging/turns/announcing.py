"""An announcement and the letters of a round: written anew, called off, asked about, composed, put as an apology."""

from handlers.understanding.codes import TAKES
from handlers.understanding.judging.turns.turn import ALONE, Turn

OWN_ALARM = Turn(
    r"\b(?:напомни|напомните|пни|пните|подними|поднимите|толкни|дерни|разбуди) (?:меня|мне)\b"
    r"(?!.*\b(?:кто|сколько|каки)\b)|\bне дай(?:те)? (?:мне )?забыть\b|\bнапоминалк\w+ (?:\w+ )?мне\b",
    "",
    "ask",
    likely=0.9,
)
# «Хватит рассылать», «перестань всем писать»: nobody is to be written to, and not «хватит мне писать».
_WRITES = r"(?:рассыл|писать|слать|отправлять|напоминать|присылать|спамить|рассылк)"
_BUT_REPORTS = " ".join(sorted(TAKES.keys() - {"unsubscribe"}))  # «хватит слать сводку по пятницам»
ENOUGH = Turn(
    rf"\b(?:хватит|перестан\w+|прекра[тщ]\w+|довольно|кончай\w*) (?:(?!мне|меня|нам)\w+ ){{0,2}}{_WRITES}",
    _BUT_REPORTS,
    "pause",
    of_somebody=False,
    asked=False,
    likely=ALONE,
    whole=True,
)
# «Удали все напоминания», «убери эту рассылку»: what is on its way; where nothing is, a pause is offered.
NO_REMINDERS = Turn(
    r"^(?:(?!из|в|про|о|не)\w+ ){0,3}(?:удал|убер|убра|снес|отмен)\w* (?:(?:все|эти|эту|всю|мои|свои) )*"
    r"(?:напоминан|рассылк)\w*$",
    "",
    "cancel_round",
    of_somebody=False,
    asked=False,
    likely=ALONE,
    whole=True,
)
# «Двоим пришло по два раза, Петрову и Исаеву»: the messages are two, not the people
_CAME = r"(?:пришл|приход|получ|прислал|отправ|дошл|уш|напомн|напис)"
SENT_TWICE = Turn(
    rf"\b{_CAME}\w*\b[^.?!]*\b(?:дважды|(?:два|две|2|3|три|несколько) раза?)\b"
    rf"|\b(?:дважды|(?:два|2|3|три) раза?)\b[^.?!]*\b{_CAME}",
    "merge detach correct",
    "got",
    of_somebody=True,
    likely=0.85,
)
# «Извинись перед Исаевым»: it is written to him
EXCUSED = Turn(
    r"\b(?<!не )(?:извинись|извинитесь|извинимся|извиниться)\b"
    r"|\b(?:принеси|попроси)(?:те)? (?:\w+ ){0,3}(?:извинени|прощени)|\bпринести (?:\w+ )?извинени",
    "answer_dispute card got thanks complain undo smalltalk ask",
    "announce",
    of_somebody=True,
    likely=0.85,
)
# «Спроси с Исаева звонок», «требуй с физруков чат»: of them, what they lack
DEMANDED = Turn(
    r"\b(?<!не )(?:спроси|спрашивай|потребуй|требуй|стребуй|спросить|потребовать|стребовать)(?:те)? (?:со? |\w+ со? )",
    "thanks card list announce complain ask indicator",
    "remind",
    of_somebody=True,
    asked=False,
    likely=0.85,
)
# «Сними меня с рассылки»: the officer's own letters
_OFF_WITH_ME = r"(?:сним|убер|убра|исключ|вычеркн|выреж|вырез|удал|выпиш|отпиш|отключ|откреп)\w*"
_FROM_LETTERS = r"(?:(?:из|с|от) )(?:\w+ ){0,2}(?:рассыл|сводк|напоминан|письм|уведомлен)\w*"
OWN_LETTERS = Turn(
    rf"\b(?<!не ){_OFF_WITH_ME} меня (?:пожалуйста )?{_FROM_LETTERS}"
    rf"|\bменя {_FROM_LETTERS} (?:пожалуйста )?{_OFF_WITH_ME}"
    rf"|\b{_OFF_WITH_ME} {_FROM_LETTERS} меня\b",
    "cancel_round audit exempt mute pause",
    "unsubscribe",
    of_somebody=False,
    asked=False,
    likely=0.9,
    whole=True,
)
# «Придумай, что писать в чат», «составь текст для собрания», «опрос сделай»: nothing of the bot's
COMPOSED = Turn(
    r"\b(?:придума(?:й|ть)|сочини|набросай)(?:те)?\b|\bопрос(?:и|ите)?\b|\bплан,? как\b"
    r"|\b(?:состав|напи[шс]|подготов|сдела)\w* (?:(?:мне|нам|пожалуйста|короткий|небольшой) )?"
    r"(?:план(?! по\b| на \d| \d)|речь|доклад|стать[юя]|сценари|текст (?:для|на|к|про|о|выступления)\b)",
    "template card indicator set_target summary list forecast announce",
    "ask",
    likely=0.9,
)
WHO_WAS_INVITED = Turn(
    r"\b(?:кто|кому)\b.*\b(?:получил\w*|пришл[оиа]|ушл[ои])\b.*\bприглашени\w*",
    "",
    "progress",
    of_somebody=False,
    likely=ALONE,
    whole=True,
)
NO_ANNOUNCEMENT = Turn(
    r"\bотмен\w* (?:(?:это|мо[её]|сегодняшн\w+|последн\w+|пожалуйста) ){0,2}объявлени\w*",
    "",
    "cancel_round",
    asked=False,
    likely=ALONE,
    whole=True,
)
# «Исправь объявление», «перенеси объявление на четверг», «в объявлении ошибка, замени на: …»; «что с объявлением»
_PASSES_ON = r"^(?!.*\b(?:переда[йт]|сообщ|разошл|отправ|скаж|объяви)\w*)"
_REWRITTEN = r"(?:замени|исправ|поправ|поменя|измени|перепи[сш]|перенес|сдвин|отредактир|обнови)\w*"
CHANGES_ANNOUNCEMENT = Turn(
    rf"{_PASSES_ON}.*(?:\b(?<!не ){_REWRITTEN} (?:\w+ ){{0,2}}объявлени"
    rf"|\bобъявлени\w* (?:\w+ ){{0,2}}{_REWRITTEN}|\bв объявлени\w* (?:\w+ )?(?:ошиб|опечат|неточн|неверн))",
    "",
    "cancel_round",
    asked=False,
    likely=ALONE,
    whole=True,
)
OF_ANNOUNCEMENT = Turn(
    rf"{_PASSES_ON}.*(?:\b(?:что|как|когда|где)\b[^.?!:,]{{0,20}}\bобъявлени|\bобъявлени\w* (?:\w+ )?(?:когда|где)\b)",
    "indicator ask list summary schedule announce",
    "progress",
    likely=0.9,
    whole=True,
)
