"""What somebody did, wrote or claims, and who waits for an answer."""

from handlers.understanding.judging.turns.turn import ALONE, Turn
from handlers.understanding.reading.manner import WHAT_WRITTEN

# «Доскина спорит, говорит чат создан»: why it stands there is shown; whether it counts is said by nobody yet.
_CLAIMS = r"\b(?:говорит|спорит|утвержда|уверя|доказыва|клян[её]тся|божится)\w*"
_VERDICT = r"\b(?:зачт|засчит|зачит|прими|приним|подтверд|соглас|учт[иё]|прав[аы]?\b|отметь|откаж|отклон|не вер)"
ONLY_CLAIMED = Turn(rf"^(?!.*{_VERDICT}).*{_CLAIMS}", "answer_dispute", "why_listed", of_somebody=True)
TO_BE_COUNTED = Turn(
    rf"{_CLAIMS}.*\b(?:зачти|засчитай|зачитай|отметь)(?:те)?\b",
    "card list why_listed",
    "answer_dispute",
    of_somebody=True,
    asked=False,
    likely=0.85,
)
# «Я ошиблась, Алиева права», «исправь ответ Алиевой», «не то нажала у Алиевой»: an answer that was given is another.
_WRONGLY = r"(?:не то|не так|не туда|зря|ошибочно|неверно|не ?правильно|по ошибке)"
ON_SECOND_THOUGHT = Turn(
    rf"\b{_WRONGLY} (?:ответил|нажал)|\b(?:ответил|нажал)\w* (?:\w+ )?{_WRONGLY}\b"
    r"|\b(?:исправ|измен|поменя|отмен|передел)\w* (?:\w+ )?ответ\b"
    r"|^(?!.*\b(?:да[йт]|выда|верни|назнач|забер|отбер|сним|лиш))"  # «права» may be rights
    r"(?=.*\b(?:ошибл?[ас]|передумал|поторопил|все таки\b|все же\b|оказывается\b|на самом деле\b))"
    r".*\b(?:(?:не ?)?прав[аы]?|(?:данные|цифры) верны|ошибка в данных|в данных (?:\w+ )?ошибка)\b",
    "",
    "answer_dispute",
    of_somebody=True,
    asked=False,
    likely=0.9,
    whole=True,
)
HOW_MANY_BELOW = Turn(r"\bсколько\b.*\b(?:меньше|менее) \w+ сообщени", "indicator", "list", likely=0.9)
WHO_WAITS = Turn(
    r"^(?:а )?(?:кто|кому|у кого)\b(?: \w+){0,3} жд[уеё]т (?:\w+ )?ответ", "", "requests", likely=ALONE, whole=True
)
# «Что последнее сделала Сычёва»: which deed, and not what her figures say
LAST_DONE = Turn(
    r"^(?!.*\b(?:отмен|верн|убер)).*\b(?:что|чего|какое)\b.*\bпоследн\w+.*\b(?:с?делал|натворил|поменял|изменил)\w*",
    "card list got answered",
    "audit",
    of_somebody=True,
    likely=0.9,
    whole=True,
)
WRITTEN_ASKED = Turn(WHAT_WRITTEN, "", "answered", of_somebody=True, likely=ALONE, whole=True)
