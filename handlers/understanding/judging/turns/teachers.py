"""What a teacher says in turns of phrase."""

from handlers.understanding.judging.turns.absences import STAYS
from handlers.understanding.judging.turns.turn import ALONE, Turn
from handlers.understanding.judging.turns.words import ABSENCE
from handlers.understanding.reading.people.posts import OTHER_POST

# «Мне отпуск не дали», «я не на больничном», «я не увольняюсь»
HERE = Turn(
    rf"{STAYS.said}|\bя (?:\w+ )?не (?:на|в) {ABSENCE}|\bя (?:\w+ )?не увол\w+|\bв {ABSENCE} не (?:от)?пус",
    "away not_here not_now mute name_change",
    "unmute",
    asked=False,
    likely=ALONE,
    whole=True,
)
CHECKED = Turn(
    r"^(?:(?:ну|и|а|что|как|там|же|вы|уже)[ ,]+)*"
    r"(?:проверил|посмотрел|разобрал|ответил|решил)\w*(?: уже| это)? ?\?",
    "",
    "next_check",
    asked=True,
    likely=ALONE,
    whole=True,
)
WITHOUT_MAX = Turn(
    r"\bесли (?:у (?:меня|нас) )?нет (?:(?:\w+ )?(?:макс\w*|max|мах)|мессенджера)",
    "",
    "howto",
    likely=ALONE,
    whole=True,
)
# «У меня не столько, а минимум пятнадцать, откуда вы берёте эти цифры?»
NOT_SO_MANY = Turn(r"\bне столько\b(?! времени).*\b(?:а|больше|меньше|минимум)\b", "", "mistake", likely=ALONE)
OWN_POST = Turn(OTHER_POST, "", "name_change", asked=False, likely=ALONE, whole=True)
# «Только на этой неделе не пишите»: no hours are wished, and no silence for good
THIS_WEEK = Turn(
    rf"^(?!.*(?:\b(?:до|с|со|кроме)\b|\bболе|{ABSENCE}))(?=.*\bна (?:этой|текущей) неделе\b)"
    r"(?=.*\bне (?:пиш|беспоко|тревож|напомина|трога|дерга|присыла|шл)\w*(?:е|й|йте|ть|шите|жьте|лите)\b)",
    "hours mute away ask",
    "not_now",
    asked=False,
    likely=ALONE,
)
# «Меня перевели в другой корпус»: nobody leaves the school by that
OTHER_PLACE = Turn(
    r"\b(?:перевел|переш|переех|перевож|переход)\w*\b[^.?!]{0,20}\bв (?:друг|нов|соседн)\w+"
    r" (?:корпус|здани|кабинет|смен)"
    r"|\bшкола та же\b",
    "not_here away two_schools",
    "name_change",
    asked=False,
    likely=ALONE,
)
TEACHERS: tuple[Turn, ...] = (OWN_POST, NOT_SO_MANY, WITHOUT_MAX, CHECKED, THIS_WEEK, OTHER_PLACE, HERE)
