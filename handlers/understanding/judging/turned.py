"""Turns of phrase by which something else is wished than what the words are like: a turn a line."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from handlers.understanding.codes import TAKES
from handlers.understanding.pieces.takes_off import ORDERS
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.manner import DISTURB, QUIET
from handlers.understanding.reading.states import (
    CLASS_TEACHER,
    FORMER_NAME,
    LAST_DAY_AT_WORK,
    LEAVES_AHEAD,
    OTHER_POST,
    POST,
    WHAT_WRITTEN,
    WHOSE_CLASS,
)


@dataclass(frozen=True)
class Turn:
    """`codes` (none: whatever it is like) are meant as `instead` where `said` is found. `of_somebody`: a colleague or a
    group is named; `asked`: it is a question; None: either way. `likely`: how likely it is at least, said so. `whole`:
    the words that are found say that and nothing else."""

    said: str
    codes: str
    instead: str
    of_somebody: bool | None = None
    asked: bool | None = None
    likely: float = 0.0
    whole: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.said)

    def fits(self, sentence: Sentence, text: str) -> bool:
        facts = (bool(sentence.persons or sentence.groups), "?" in text)
        as_said = all(one in (None, fact) for one, fact in zip((self.of_somebody, self.asked), facts, strict=True))
        return as_said and self.pattern.search(text) is not None


_ALONE = 0.96  # there is no other wish beside it
_WEEKDAY = r"(?:понедельник|вторник|сред[уаы]|четверг|пятниц[уаы])"
_WEEKDAYS = r"(?:понедельник|вторник|сред|четверг|пятниц)(?:ам|ям)"
_ABSENCE = r"(?:отпуск|больничн|командировк|отъезд|декрет|отгул|отсутств)\w*"
# «По вторникам», «каждый четверг», «бывает у нас во вторник и пятницу»: days that come again are no absence.
# and yet «может, её не трогать?»
_IN_PEACE = r"(?:исключ|освобод|остав|отстан|(?:вообще|совсем) не|не (?:трога|дерга|тревож|беспоко|спрашив)\w+ть\b)"
_RECURRING = (
    rf"^(?!.*\b{_IN_PEACE})(?!.*\b{_ABSENCE}\b)(?=.*(?:\b{_WEEKDAYS}\b|\bкажд\w+ {_WEEKDAY}"
    rf"|\b(?:работает|бывает|приходит|приезжает|появляется|ведет)\b[^.?!]{{0,40}}\bво? {_WEEKDAY}))"
)
_NOTED = r"(?:стоит|отмечен\w*|учтен\w*|записан\w*|внесен\w*|числится|значится|исключен\w*)"
# «Проверь, стоит ли у тебя так», «у тебя это отмечено?», «ты в курсе?»
_IS_NOTED = (
    rf"^(?=.*(?:{_ABSENCE}|\bболе|\bкурс))(?=.*(?:\b{_NOTED} ли\b|\bли (?:у тебя|это|ты|она|он|они)?\s?{_NOTED}"
    rf"|\b{_NOTED}\b[^.!]*\?|\bв курсе\b[^.!]*\?))"
)
# «Никуда она не ушла», «отпуск отменили», «снимите ему отъезд», «пусть опять получает»
_STAYS = (
    r"\bникуда (?:\w+ )?не (?:уш|уход|увол|уе[зх]|дел)|\b(?:увол\w+|ух\w+) передумал|\bпередумал\w* (?:увол|ух)"
    rf"|\b{_ABSENCE} (?:\w+ )?(?:отмен|не да|не состо|отозв)|\bне (?:уволил|уволена|поехал|уехал)"
    rf"|\b(?:отмен|сним|снят|убер|убра)\w* (?:\w+ ){{0,2}}{_ABSENCE}"
    r"|\bпусть (?:\w+ ){0,2}(?:опять|снова|по прежнему) (?:получ|работ)|\bпусть (?:все таки )?остается"
)
_OWN_ALARM = (
    r"\b(?:напомни|напомните|пни|пните|подними|поднимите|толкни|дерни|разбуди) (?:меня|мне)\b"
    r"(?!.*\b(?:кто|сколько|каки)\b)|\bне дай(?:те)? (?:мне )?забыть\b|\bнапоминалк\w+ (?:\w+ )?мне\b"
)

# «Я просила Мелкову не беспокоить, а ей пришло. Почему?»
_ASKED_BEFORE = (
    r"^(?!.*\b(?:убери|исключи|сними|освободи|вычеркни|верни))"
    r"(?=.*\b(?:я (?:же |ведь )?(?:просил|говорил|предупреждал|исключал)|мы (?:же )?исключали))"
    r"(?=.*\b(?:пришло|прислал|написал|получил|шлешь|шлют|опять|снова))"
)
# «Хватит рассылать», «перестань всем писать»: nobody is to be written to, and not «хватит мне писать».
_WRITES = r"(?:рассыл|писать|слать|отправлять|напоминать|присылать|спамить|рассылк)"
_BUT_REPORTS = " ".join(sorted(TAKES.keys() - {"unsubscribe"}))  # «хватит слать сводку по пятницам»
_ENOUGH = rf"\b(?:хватит|перестан\w+|прекра[тщ]\w+|довольно|кончай\w*) (?:(?!мне|меня|нам)\w+ ){{0,2}}{_WRITES}"
# «Удали все напоминания», «убери эту рассылку»: what is on its way; where nothing is, a pause is offered.
_NO_REMINDERS = (
    r"^(?:(?!из|в|про|о|не)\w+ ){0,3}(?:удал|убер|убра|снес|отмен)\w* (?:(?:все|эти|эту|всю|мои|свои) )*"
    r"(?:напоминан|рассылк)\w*$"
)
# «Убери карантин 18–20 ноября», «каникулы отменили»: days off that are not to be; not «карантин, и уроков не будет».
_NO_DAYS_OFF = (
    r"\b(?:убер|убра|отмен|сним|снят|снял|удал)\w* (?:(?!на |в |во )\w+ ){0,2}"
    r"(?:карантин|каникул|дистан|выходн|праздни|пауз\w* (?:с|на|до) \d)"
    r"|\b(?:карантин|каникул|дистан)\w*[^.?!,]{0,30}\b(?:отмен|снят|снял)"
    r"|\b(?:каникул|карантина|дистан(?:та|ционки|ционного))\b[^.?!,]{0,30}\bне (?:будет|было)"
)
# «Перенеси каникулы на неделю», «карантин сократили до среды»: other days for what is written down.
_CHANGED = r"(?:продл|сокра[тщ]|укор[оа]|перен[ео]с|сдви|подви|сме[сщ]|измени|поменя|исправ)\w*"
_OTHER_DAYS_OFF = (
    rf"\b(?<!не ){_CHANGED} (?:(?!рассыл|напомин|отчет|сообщ|письм|после|до|за)\w+ ){{0,3}}"
    r"(?:карантин|каникул|дистан|пауз)"
    rf"|\b(?:карантин|каникул|дистан)\w*[^.?!,]{{0,30}}\b(?<!не ){_CHANGED}"
)
# «Алиева и Омарова с понедельника выходят», and not «… выходят в отпуск»: they are away until then.
_DAY_SAID = r"(?:понедельник|вторник|сред[аыу]|четверг|пятниц[аыу]|\d{1,2}(?: го|ого)?\b|завтра|послезавтра)"
_GOES_TO = r" (?:в|на|за|замуж)\b(?! работ| понед| вторн| сред| четв| пятн)"
_OUT = rf"(?:выход(?:ит|ят)|выйд(?:ет|ут)|верн(?:ется|утся))\b(?!{_GOES_TO})"
_BACK_ON = rf"\b{_DAY_SAID}[^.?!,]{{0,20}}\b{_OUT}|\b{_OUT}[^.?!,]{{0,20}}\b{_DAY_SAID}"
# «Меня не будет неделю, за меня Иванова», «пусть Помощникова командует»: whoever stands in gets a role.
LEADS = r"(?:команду|покоманду|рул|порул|руковод|поруковод|главн|за старш)"
_I_AM_AWAY = (
    rf"\bменя (?:не будет|нет)|\b(?:ухожу|уезжаю|уйду|уеду)\b|\bя (?:в|на) {_ABSENCE}"
    r"|\bя (?:за)?бол(?:ею|ела|ел)\b|^(?:слегл|свалил|заболел|приболел|болею)\w*"
)
_ALL_IS_THEIRS = r"\bвсе (?:\w+ ){0,4}(?:у|на|за|к) (?!мне|меня|нас|себ|мной|себе)"
_STANDS_IN = (
    r"^(?!.*\b(?:напомн|скаж|переда[йт]|отправ|напиш|поздрав|исключ))(?=.*(?:\b(?:за|вместо) меня\b"
    rf"|\bменя (?:\w+ )?(?:замен|замещ|подмен)|\bпусть (?:\w+ ){{1,3}}{LEADS}"
    rf"|(?:{_I_AM_AWAY}).*(?:\b{LEADS}|{_ALL_IS_THEIRS})))"
)
# «Убери цель по звонкам», «сними срок», «убери субботу из рабочих», «удали чат 5а»: what is set is not to be any more.
_OFF = rf"\b(?<!не ){ORDERS} (?:(?!отч|рассыл|напомин|сводк)\w+ ){{0,2}}"
_NO_TARGET = rf"{_OFF}(?:цел[ьией]\w*|норм[уы])\b|\bцел[ьи]\b[^.?!]{{0,40}}\b(?<!не ){ORDERS}"
_NO_DEADLINE = rf"{_OFF}(?:срок(?: регистрации| подключения)?|дедлайн)$|\bбез срока регистрации\b"
_NO_WORKDAY = (
    rf"{_OFF}(?:(?:рабоч\w+ )?суб+от\w* (?:из|с) рабоч|рабоч\w+ (?:суб+от|день|дни|дня))"
    r"|\bсуб+от\w* (?:\w+ )?(?:больше|уже|теперь|снова|опять) (?:не рабоч|не учеб|выходн)"
    r"|\b(?:больше|уже) не рабоч\w+ (?:день|суб+от)"
)
_NO_CHAT = (
    r"\b(?<!не )(?:удал|убер|убра|снес|сотр|вычеркн)\w* (?:(?!с |со |у |из |от )\w+ ){0,2}(?:чат|ссылк\w+ на чат)\b"
)
# «Это разные люди», «Алиевы опять склеились», «разлепи их»: two who were made one
_MADE_ONE = r"(?:склеил|слил|слеп|сдвоил)\w*"
_CLASSES_MADE_ONE = rf"\b{_MADE_ONE} (?:\w+ ){{0,3}}класс|класс\w* {_MADE_ONE}"
_ARE_TWO = (
    rf"^(?!.*(?:{_CLASSES_MADE_ONE})).*(?:\bразн(?:ые|ых) (?:люд|человек|учител|педагог)"
    rf"|\b(?:разлеп|раскле|разъедин)\w*|\b{_MADE_ONE}|\bне один (?:и тот же )?человек)"
)
# «Двоим пришло по два раза, Петрову и Исаеву»: the messages are two, not the people
_CAME = r"(?:пришл|приход|получ|прислал|отправ|дошл|уш|напомн|напис)"
_SENT_TWICE = (
    rf"\b{_CAME}\w*\b[^.?!]*\b(?:дважды|(?:два|две|2|3|три|несколько) раза?)\b"
    rf"|\b(?:дважды|(?:два|2|3|три) раза?)\b[^.?!]*\b{_CAME}"
)
# «Последний рабочий день двадцать восьмое»: somebody's, and no working day of the school; not «последний день каникул»
_LAST_DAY = (
    r"^(?!.*\b(?:каникул|карантин|дистан|четверт|полугоди|триместр|праздник|учебн))"
    rf".*(?:{LAST_DAY_AT_WORK.pattern})"
)
# «Методический день у нас среда»: lessons are somewhere, and nobody is off
_METHOD_DAY = r"\b(?:методическ|библиотечн|разгрузочн)\w+ (?:день|дни|дня)\b"
# «Извинись перед Исаевым»: it is written to him
_EXCUSED = (
    r"\b(?<!не )(?:извинись|извинитесь|извинимся|извиниться)\b"
    r"|\b(?:принеси|попроси)(?:те)? (?:\w+ ){0,3}(?:извинени|прощени)|\bпринести (?:\w+ )?извинени"
)
# «Спроси с Исаева звонок», «требуй с физруков чат»: of them, what they lack
_DEMANDED = (
    r"\b(?<!не )(?:спроси|спрашивай|потребуй|требуй|стребуй|спросить|потребовать|стребовать)(?:те)? (?:со? |\w+ со? )"
)
# «Сафиуллина жаловалась, что её опять включили»: what somebody complains of is no order
_COMPLAINT = (
    r"^(?!.*\b(?:исключ|убер|убра|освобод|верни|включи\b|(?:не|ни) (?:трог|пиш|тревож|беспок|напомин)))"
    r".*\b(?:жал(?:уется|овал\w*|уются)|возмуща?\w+|ворчит|недовол\w+|обижа\w+|обиде\w+|обидел\w+|ругается|ругалась)"
    r"\b.*\b(?:что|почему|зачем)\b"
)
# «Сними меня с рассылки»: the officer's own letters
_OFF_WITH_ME = r"(?:сним|убер|убра|исключ|вычеркн|выреж|вырез|удал|выпиш|отпиш|отключ|откреп)\w*"
_FROM_LETTERS = r"(?:(?:из|с|от) )(?:\w+ ){0,2}(?:рассыл|сводк|напоминан|письм|уведомлен)\w*"
_OWN_LETTERS = (
    rf"\b(?<!не ){_OFF_WITH_ME} меня (?:пожалуйста )?{_FROM_LETTERS}"
    rf"|\bменя {_FROM_LETTERS} (?:пожалуйста )?{_OFF_WITH_ME}"
    rf"|\b{_OFF_WITH_ME} {_FROM_LETTERS} меня\b"
)
# «6б временно у Линейкиной, пока Алиева болеет», «Валиев больше не классный»: whose class it is now
_NOW = r"(?:теперь|временно|пока|сейчас)"
_CLASS_HANDED = (
    rf"\b\d{{1,2}} ?[а-з]\b (?:класс )?(?:{_NOW} )+у\b|\b{_NOW} \d{{1,2}} ?[а-з]\b (?:класс )?у\b"
    r"|\bбольше не (?:классн(?:ый|ая|ым|ой)|классрук|кл\.? рук)"
    r"|^(?!.*(?::|\bчто\b|\bчтоб|спасиб|привет|завтра|сегодня))(?=.*(?:\b\d{1,2} ?[а-з]\b (?:класс )?(?:отда|переда)\w*"
    r"|\b(?<!не )(?:отда|переда)\w* (?:класс )?\d{1,2} ?[а-з]\b|\b(?<!не )(?:отда|переда)\w* (?:свой )?класс\b"
    r"|\bкласс (?:\w+ ){1,3}(?:отда|переда)\w*)(?: \w+){0,3}\W*$)"
    r"|\b(?:забер|забра|забир|сня|сним|убер|убра)\w* (?:у|с|со) \w+ (?:класс )?\d{1,2} ?[а-м]\b"
    r"|\b(?:поменя|обменя)\w* (?:\w+ ){0,4}класс(?:ами|ы)\b|\bкласс(?:ами|ы) (?:\w+ ){0,4}(?:поменя|обменя)\w*"
)
# «Доскина спорит, говорит чат создан»: why it stands there is shown; whether it counts is said by nobody yet.
_CLAIMS = r"\b(?:говорит|спорит|утвержда|уверя|доказыва|клян[её]тся|божится)\w*"
_VERDICT = r"\b(?:зачт|засчит|зачит|прими|приним|подтверд|соглас|учт[иё]|прав[аы]?\b|отметь|откаж|отклон|не вер)"
_ONLY_CLAIMED = rf"^(?!.*{_VERDICT}).*{_CLAIMS}"
_TO_BE_COUNTED = rf"{_CLAIMS}.*\b(?:зачти|засчитай|зачитай|отметь)(?:те)?\b"
# «Я ошиблась, Алиева права», «исправь ответ Алиевой», «не то нажала у Алиевой»: an answer that was given is another.
_WRONGLY = r"(?:не то|не так|не туда|зря|ошибочно|неверно|не ?правильно|по ошибке)"
_ON_SECOND_THOUGHT = (
    rf"\b{_WRONGLY} (?:ответил|нажал)|\b(?:ответил|нажал)\w* (?:\w+ )?{_WRONGLY}\b"
    r"|\b(?:исправ|измен|поменя|отмен|передел)\w* (?:\w+ )?ответ\b"
    r"|^(?!.*\b(?:да[йт]|выда|верни|назнач|забер|отбер|сним|лиш))"  # «права» may be rights
    r"(?=.*\b(?:ошибл?[ас]|передумал|поторопил|все таки\b|все же\b|оказывается\b|на самом деле\b))"
    r".*\b(?:(?:не ?)?прав[аы]?|(?:данные|цифры) верны|ошибка в данных|в данных (?:\w+ )?ошибка)\b"
)
# «Придумай, что писать в чат», «составь текст для собрания», «опрос сделай»: nothing of the bot's
_COMPOSED = (
    r"\b(?:придума(?:й|ть)|сочини|набросай)(?:те)?\b|\bопрос(?:и|ите)?\b|\bплан,? как\b"
    r"|\b(?:состав|напи[шс]|подготов|сдела)\w* (?:(?:мне|нам|пожалуйста|короткий|небольшой) )?"
    r"(?:план(?! по\b| на \d| \d)|речь|доклад|стать[юя]|сценари|текст (?:для|на|к|про|о|выступления)\b)"
)
_OWN_NORM = (
    r"^(?!.*\bцел[ьи]\b).*\b(?:сни[жз]|пони[жз]|подними|повыс|установ|постав|уменьш|увелич|измени|назнач|друг)\w*\b[^.?!]*\b(?:норм|порог)\w*"
    r"|\b(?:норм[ауы]|порог)\b[^.?!]*\b(?:друг|сни[жз]|пони[жз]|установ|постав|уменьш)\w*"
)
# «Не мешай ей», «хватит напоминать Борисовой», «до четверга не ругайте его»: to be left in peace, by whatever verb
_LEFT_IN_PEACE = (
    rf"\b(?:не|хватит|прекратите?|перестаньт?е?) (?:(?:пока|больше|ее|его|их|им|ей|ему) ){{0,2}}{DISTURB}"
    r"\w*(?:й|йте|ть|зи|зите)\b|\b(?:хватит|прекратите?|перестаньт?е?) напоминать\b|\bне до (?:вас|тебя|нас)\b"
)
# «Тихо после 19», «тишина с 17 до 9», and no day
_DAY = (
    r"(?:январ|феврал|март|апрел|ма[яй]\b|июн|июл|август|сентябр|октябр|ноябр|декабр|числа|завтра|сегодня"
    rf"|{_WEEKDAY}|{_WEEKDAYS}|суббот|воскрес|\d ?го\b)"
)
_QUIET = rf"^(?!.*{_DAY})(?=.*\b{QUIET})(?=.*\b(?:после|до|с) \d)"
# «Назови школу СОШ № 7»; not «назови школу, где хуже всего»
_SCHOOL_NAMED = r"\b(?:назов|переимен)\w* (?:нашу |мою )?школу (?!где|котор|котора|с |со |у |без |по |чья|кто|из |,)\S"
_WHICH_NORM = r"\bкак(?:ая|ой|ие)\b(?: \w+){0,2} (?:норм[аы]\b|норматив)"
# «Благодаришь?»: what is set, and no thanks of the speaker's
_WHETHER_THANKS = r"\bблагодар(?:ишь|ите|ит)\b"
_WITHIN_WHICH_HOURS = (
    r"^(?!.*\b(?:срок|регистр)).*\b(?:(?:до|со) скольк\w+|(?:с|до) (?:какого|которого) (?:часа|времени))\b.*"
    r"\b(?:пиш|присыла|напомина|отправля|рассыла|беспоко)\w*"
)
_HOW_MANY_BELOW = r"\bсколько\b.*\b(?:меньше|менее) \w+ сообщени"
_WHO_WAITS = r"^(?:а )?(?:кто|кому|у кого)\b(?: \w+){0,3} жд[уеё]т (?:\w+ )?ответ"
_WHO_WAS_INVITED = r"\b(?:кто|кому)\b.*\b(?:получил\w*|пришл[оиа]|ушл[ои])\b.*\bприглашени\w*"
_NO_ANNOUNCEMENT = r"\bотмен\w* (?:(?:это|мо[её]|сегодняшн\w+|последн\w+|пожалуйста) ){0,2}объявлени\w*"
# «Исправь объявление», «перенеси объявление на четверг», «в объявлении ошибка, замени на: …»; «что с объявлением»
_PASSES_ON = r"^(?!.*\b(?:переда[йт]|сообщ|разошл|отправ|скаж|объяви)\w*)"
_REWRITTEN = r"(?:замени|исправ|поправ|поменя|измени|перепи[сш]|перенес|сдвин|отредактир|обнови)\w*"
_CHANGES_ANNOUNCEMENT = (
    rf"{_PASSES_ON}.*(?:\b(?<!не ){_REWRITTEN} (?:\w+ ){{0,2}}объявлени"
    rf"|\bобъявлени\w* (?:\w+ ){{0,2}}{_REWRITTEN}|\bв объявлени\w* (?:\w+ )?(?:ошиб|опечат|неточн|неверн))"
)
_OF_ANNOUNCEMENT = (
    rf"{_PASSES_ON}.*(?:\b(?:что|как|когда|где)\b[^.?!:,]{{0,20}}\bобъявлени|\bобъявлени\w* (?:\w+ )?(?:когда|где)\b)"
)
# «Май теперь не учитель, а завхоз», «Ершова ещё и логопед»: another post, or one beside
_HAS_POST = (
    r"^(?!.*(?::|\b(?:переда[йт]|скаж|напомн|назнач|вместо|за меня|меня не будет|и ?о\b|исполня|замеща|ответственн"
    r"|отвеча|команду|напомин|напиш|пиши|пишем|шли|присыл|отправ|рассыл|тревож|исключ|верни|покажи|спис|сколько|кто\b|кому\b|кого\b|прав[аыо]?\b)))"
    rf"(?=.*(?:\b(?:теперь|стал[аи]?)\b(?: (?:у нас|не \S+(?: \w+)?,? а|еще|и|просто))* (?:\w+ )?{POST}"
    rf"|\bеще (?:и )?(?:\w+ )?{POST}|\bпо совместительству (?:\w+ )?{POST}|\b(?:две|2) должност)).*"
)
_MADE_CLASS_TEACHER = rf"\b(?<!не )(?:назнач|постав|сдела)\w* .*{CLASS_TEACHER}.*"
# «Что последнее сделала Сычёва»: which deed, and not what her figures say
_LAST_DONE = (
    r"^(?!.*\b(?:отмен|верн|убер)).*\b(?:что|чего|какое)\b.*\bпоследн\w+.*\b(?:с?делал|натворил|поменял|изменил)\w*"
)
OFFICERS: tuple[Turn, ...] = (
    Turn(LEAVES_AHEAD, "", "left", of_somebody=True, asked=False, likely=_ALONE, whole=True),
    Turn(_CHANGES_ANNOUNCEMENT, "", "cancel_round", asked=False, likely=_ALONE, whole=True),
    Turn(_OF_ANNOUNCEMENT, "indicator ask list summary schedule announce", "progress", likely=0.9, whole=True),
    Turn(_WHETHER_THANKS, "", "thanked", asked=True, likely=_ALONE, whole=True),
    Turn(_WITHIN_WHICH_HOURS, "", "settings", of_somebody=False, likely=0.9, whole=True),
    Turn(_HOW_MANY_BELOW, "indicator", "list", likely=0.9),
    Turn(_WHO_WAITS, "", "requests", likely=_ALONE, whole=True),
    Turn(_WHO_WAS_INVITED, "", "progress", of_somebody=False, likely=_ALONE, whole=True),
    Turn(_NO_ANNOUNCEMENT, "", "cancel_round", asked=False, likely=_ALONE, whole=True),
    Turn(_RECURRING, "exempt got correct left schedule", "set_hours", of_somebody=True),
    Turn(r"\bсуббот(?:ам|ы|а|ами)\b|\bпятидневк\w*", "exempt", "set", of_somebody=False),
    Turn(_STAYS, "exempt left take_role cancel no undo", "restore", likely=0.85, whole=True),
    Turn(_IS_NOTED, "exempt card left away", "exemptions", of_somebody=True, likely=_ALONE),
    Turn(_OWN_ALARM, "", "ask", likely=0.9),
    Turn(_ASKED_BEFORE, "exempt restore exemptions", "got", of_somebody=True, likely=_ALONE),
    Turn(WHOSE_CLASS, "list headcount correct chats roles done_list audit", "card", likely=0.9, whole=True),
    Turn(
        _STANDS_IN,
        "exempt card report merge correct roles ask",
        "give_role",
        of_somebody=True,
        asked=False,
        likely=0.9,
        whole=True,
    ),
    Turn(_BACK_ON, "left restore remind correct", "exempt", of_somebody=True, asked=False, likely=0.86, whole=True),
    Turn(_NO_TARGET, "", "set_target", asked=False, likely=_ALONE, whole=True),
    Turn(_NO_DEADLINE, "", "set", of_somebody=False, asked=False, likely=_ALONE, whole=True),
    Turn(_NO_WORKDAY, "", "set_workday", of_somebody=False, asked=False, likely=_ALONE, whole=True),
    Turn(_NO_CHAT, "", "chat_register", asked=False, likely=_ALONE, whole=True),
    Turn(_NO_REMINDERS, "", "cancel_round", of_somebody=False, asked=False, likely=_ALONE, whole=True),
    Turn(_ENOUGH, _BUT_REPORTS, "pause", of_somebody=False, asked=False, likely=_ALONE, whole=True),
    Turn(_OTHER_DAYS_OFF, "pause resume breaks set exempt", "set_break", of_somebody=False, likely=0.9, whole=True),
    Turn(
        _LEFT_IN_PEACE,
        "ask remind chat_register announce complain restore retry",
        "exempt",
        of_somebody=True,
        asked=False,
        likely=0.85,
        whole=True,
    ),
    Turn(_SCHOOL_NAMED, "", "set", asked=False, likely=_ALONE, whole=True),
    Turn(_QUIET, "complain pause mute exempt", "set_hours", of_somebody=False, likely=0.85),
    Turn(_WHICH_NORM, "indicator explain list ask", "targets", likely=0.85),
    Turn(_HAS_POST, "", "correct", of_somebody=True, asked=False, likely=_ALONE, whole=True),
    Turn(_MADE_CLASS_TEACHER, "", "correct", of_somebody=True, asked=False, likely=_ALONE, whole=True),
    Turn(FORMER_NAME, "", "correct", of_somebody=True, asked=False, likely=_ALONE, whole=True),
    Turn(_LAST_DONE, "card list got answered", "audit", of_somebody=True, likely=0.9, whole=True),
    Turn(WHAT_WRITTEN, "", "answered", of_somebody=True, likely=_ALONE, whole=True),
    Turn(_ONLY_CLAIMED, "answer_dispute", "why_listed", of_somebody=True),
    Turn(_TO_BE_COUNTED, "card list why_listed", "answer_dispute", of_somebody=True, asked=False, likely=0.85),
    Turn(_ON_SECOND_THOUGHT, "", "answer_dispute", of_somebody=True, asked=False, likely=0.9, whole=True),
    Turn(_COMPOSED, "template card indicator set_target summary list forecast announce", "ask", likely=0.9),
    Turn(_OWN_NORM, "exempt list set set_target set_hours", "ask", of_somebody=True, asked=False, likely=0.9),
    Turn(
        _CLASS_HANDED,
        "exempt take_role left announce give_role remind restore",
        "correct",
        of_somebody=True,
        asked=False,
        likely=_ALONE,
    ),
    Turn(_ARE_TWO, "merge correct", "detach", of_somebody=True, asked=False, likely=0.85, whole=True),
    Turn(_SENT_TWICE, "merge detach correct", "got", of_somebody=True, likely=0.85),
    Turn(_LAST_DAY, "set set_workday set_break", "left", likely=0.85),
    Turn(_METHOD_DAY, "set set_workday set_break exempt", "ask", of_somebody=False),
    Turn(
        _EXCUSED,
        "answer_dispute card got thanks complain undo smalltalk ask",
        "announce",
        of_somebody=True,
        likely=0.85,
    ),
    Turn(
        _DEMANDED,
        "thanks card list announce complain ask indicator",
        "remind",
        of_somebody=True,
        asked=False,
        likely=0.85,
    ),
    Turn(_COMPLAINT, "restore exempt left correct remind answered announce", "why_listed", of_somebody=True),
    Turn(
        _OWN_LETTERS,
        "cancel_round audit exempt mute pause",
        "unsubscribe",
        of_somebody=False,
        asked=False,
        likely=0.9,
        whole=True,
    ),
    Turn(_NO_DAYS_OFF, "set_break pause resume cancel undo_load", "breaks", of_somebody=False, likely=0.85, whole=True),
)

# «Мне отпуск не дали», «я не на больничном», «я не увольняюсь»
_HERE = rf"{_STAYS}|\bя (?:\w+ )?не (?:на|в) {_ABSENCE}|\bя (?:\w+ )?не увол\w+|\bв {_ABSENCE} не (?:от)?пус"
_CHECKED = (
    r"^(?:(?:ну|и|а|что|как|там|же|вы|уже)[ ,]+)*"
    r"(?:проверил|посмотрел|разобрал|ответил|решил)\w*(?: уже| это)? ?\?"
)
_WITHOUT_MAX = r"\bесли (?:у (?:меня|нас) )?нет (?:(?:\w+ )?(?:макс\w*|max|мах)|мессенджера)"
TEACHERS: tuple[Turn, ...] = (
    Turn(OTHER_POST, "", "name_change", asked=False, likely=_ALONE, whole=True),
    Turn(_WITHOUT_MAX, "", "howto", likely=_ALONE, whole=True),
    Turn(_CHECKED, "", "next_check", asked=True, likely=_ALONE, whole=True),
    Turn(_HERE, "away not_here not_now mute name_change", "unmute", asked=False, likely=_ALONE, whole=True),
)


def turned(sentence: Sentence, *, is_officer: bool) -> Iterator[tuple[Collection[str], str, float]]:
    """The codes that are not meant, each with what is, and how likely that is at least."""
    text = _plain(sentence.text)
    for one in OFFICERS if is_officer else TEACHERS:
        if one.fits(sentence, text):
            yield one.codes.split() or TAKES, one.instead, one.likely


def said_by_turn(sentence: Sentence, code: str, *, is_officer: bool) -> frozenset[str]:
    """The words that make it that wish: none of them is left over."""
    text = _plain(sentence.text)
    turns = [one for one in (OFFICERS if is_officer else TEACHERS) if one.whole and one.instead == code]
    found = [one.pattern.search(text) for one in turns if one.fits(sentence, text)]
    return frozenset(word for one in found if one is not None for word in re.findall(r"\w+", _whole_words(text, one)))


def _whole_words(text: str, found: re.Match[str]) -> str:
    """«не да» is found in «не дали»."""
    rest = re.match(r"\w*", text[found.end() :])
    return found[0] + (rest[0] if rest is not None else "")


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").replace("-", " ").split())


def changes_announcement(text: str) -> bool:
    """What was announced is to say, or be, something else."""
    return re.search(_CHANGES_ANNOUNCEMENT, _plain(text)) is not None


def speaks_of_announcement(text: str) -> bool:
    return "объявлени" in text.lower()
