"""What an officer asks of how it goes: how often, in whose name, who is displeased or ill, the share of those done."""

from handlers.understanding.judging.turns.turn import ALONE, Turn

_WE_WRITE = (
    r"(?:пиш(?:ем|ете|ешь|ет)|напомина(?:ем|ете|ешь|ет)|дёргаем|дергаем|тереб\w+|беспоко(?:им|ите)|приход\w+"
    r"|шл(?:ем|ете|ешь))"
)
# «Не слишком ли часто мы им пишем», «сколько раз в неделю им приходит»; not of one person, whose letters are counted.
HOW_OFTEN = Turn(
    rf"^(?!.*\b(?:отчет|сводк|файл|статистик)).*(?:\b(?:слишком|очень|не) (?:ли )?(?:часто|много)\b|\bкак часто\b"
    rf"|\b(?:сколько|по сколько) раз в (?:неделю|день|месяц)\b)[^.!]*\b{_WE_WRITE}"
    rf"|\b{_WE_WRITE}[^.!?]*\b(?:слишком|не) (?:ли )?(?:часто|много)\b.*\?",
    "",
    "how_often",
    of_somebody=False,
    likely=ALONE,
    whole=True,
)
IN_WHOSE_NAME = Turn(
    r"\bот (?:чьего|какого|вашего|моего|твоего) (?:\w+ )?(?:имени|лица)\b.*\?|\?.*\bот (?:чьего|моего|вашего) имени\b"
    r"|\b(?:видят|видно|понимают|знают|поймут)\b[^.!]*\b(?:что это я|от меня|что я пишу|кто пишет|кто отправ\w+"
    r"|мое имя)\b"
    r"|\bкто (?:у них )?(?:значится |указан |стоит )?отправител|\bчье имя\b",
    "",
    "in_whose_name",
    likely=ALONE,
    whole=True,
)
MAY_ANSWER = Turn(
    r"\b(?:могут|смогут|можно|получится)\b[^.!]*\b(?:ответить|отвечать|написать|писать)\b[^.!]*"
    r"\b(?:через (?:вас|тебя|бот\w*)|мне|нам|боту|вам сюда)\b.*\?",
    "answered got progress ask howto",
    "may_answer",
    of_somebody=False,
    likely=ALONE,
    whole=True,
)
DOUBLES = Turn(
    r"\b(?:задвоен|дублик|дубл[ияеь]|дублей|дубли)\w*[^.!]*(?:\?|\b(?:есть|нет|провер|найд|покаж|спис)\w*)"
    r"|\b(?:есть|нет|провер\w*|найд\w*)\b[^.!?]*\b(?:задвоен|дублик|дубл)\w*|^дубл\w* есть\b"
    r"|\b(?:дважды|два раза|2 раза)\b[^.!]*\bв списке|\bв списке\b[^.!]*\b(?:дважды|два раза|2 раза)\b",
    "merge match list ask summary card headcount",
    "doubles",
    of_somebody=False,
    likely=ALONE,
    whole=True,
)
_NOT_PLEASED = (
    r"(?:обижа|обидел|недовол|жалу|жалова|возмуща|возмут|ворч|злит|злят|руга|бес[ия]т|раздраж|протест|против\b)"
)
DISPLEASED = Turn(
    rf"^(?!.*\b(?:не хочу|чтобы не|цифр|данны|ошибк)).*\b(?:кто|кого|сколько|много|есть ли|кому|никто)\b[^.!]*"
    rf"\b{_NOT_PLEASED}\w*",
    "",
    "displeased",
    of_somebody=False,
    likely=ALONE,
    whole=True,
)
_ILL = r"(?:заболе|более|больничн|болен|больн[ао]|отсутств|не (?:будет|выйдет|выходит)|отпрос|температур)"
SAID_AWAY = Turn(
    rf"\b(?:кто|ктото)\b[^.?!]*\b(?:писал|сообщ|предупред|говорил|отпрос|прислал|жаловал)"
    rf"\w*[^.?!]*\b{_ILL}\w*"
    r"|\bкто\b[^.?!]*\b(?:сегодня|вчера|за (?:утро|день|выходные))\b[^.?!]*\b(?:заболе|на больничн)\w*",
    "",
    "said_away",
    likely=ALONE,
    whole=True,
)
_EVERYTHING = r"(?:все|всё|полностью|целиком|по всем показател\w*|все показател\w*)"
_DID = r"\b(?:выполнил|сделал|закрыл|справил|готов)\w*"
_OF_ONE_THING = r"\b(?:чат|звон|сообщен|журнал|эжд|регистр|профил)"
ALL_DONE = Turn(
    rf"^(?!.*{_OF_ONE_THING}).*\b(?:сколько|какой|каков|как[ау]я|процент)\b[^.!?]*"
    rf"(?:{_DID}[^.!?]*\b{_EVERYTHING}|\b{_EVERYTHING}[^.!?]*{_DID})\b",
    "indicator headcount summary done_list list",
    "all_done",
    of_somebody=False,
    likely=ALONE,
    whole=True,
)
_NOT_LACKING = r"(?:(?!\b(?:нет|без|ни|не)\b)[^.!?])*"
WELL_DONE = Turn(
    rf"\bу кого\b{_NOT_LACKING}\b(?:звонк|чат|сообщени|журнал)\w*{_NOT_LACKING}"
    r"\b(?:хорошо|лучше|отлично|получа\w+|в порядке)\b"
    rf"|\bкто\b{_NOT_LACKING}\b(?:хорошо|лучше|отлично|умеет|освоил\w*)\b{_NOT_LACKING}\b(?:звон|чат|пиш)\w*",
    "list close_ones lagging",
    "done_list",
    likely=ALONE,
    whole=True,
)
HOW_IT_GOES = (HOW_OFTEN, IN_WHOSE_NAME, MAY_ANSWER, DOUBLES, DISPLEASED, SAID_AWAY, ALL_DONE, WELL_DONE)
