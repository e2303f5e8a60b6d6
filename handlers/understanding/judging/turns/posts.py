"""What somebody is: their class, post and name, whose place they take, and two who were made one."""

from handlers.understanding.judging.turns.turn import ALONE, Turn
from handlers.understanding.judging.turns.words import ABSENCE
from handlers.understanding.reading.people.posts import APPOINTED, CLASS_TEACHER, FORMER_NAME, POST, WHOSE_CLASS

# «Меня не будет неделю, за меня Иванова», «пусть Помощникова командует»: whoever stands in gets a role.
LEADS = r"(?:команду|покоманду|рул|порул|руковод|поруковод|главн|за старш)"
_I_AM_AWAY = (
    rf"\bменя (?:не будет|нет)|\b(?:ухожу|уезжаю|уйду|уеду)\b|\bя (?:в|на) {ABSENCE}"
    r"|\bя (?:за)?бол(?:ею|ела|ел)\b|^(?:слегл|свалил|заболел|приболел|болею)\w*"
)
_ALL_IS_THEIRS = r"\bвсе (?:\w+ ){0,4}(?:у|на|за|к) (?!мне|меня|нас|себ|мной|себе)"
STANDS_IN = Turn(
    r"^(?!.*\b(?:напомн|скаж|переда[йт]|отправ|напиш|поздрав|исключ))(?=.*(?:\b(?:за|вместо) меня\b"
    rf"|\bменя (?:\w+ )?(?:замен|замещ|подмен)|\bпусть (?:\w+ ){{1,3}}{LEADS}"
    rf"|(?:{_I_AM_AWAY}).*(?:\b{LEADS}|{_ALL_IS_THEIRS})))",
    "exempt card report merge correct roles ask",
    "give_role",
    of_somebody=True,
    asked=False,
    likely=0.9,
    whole=True,
)
# «Это разные люди», «Алиевы опять склеились», «разлепи их»: two who were made one
_MADE_ONE = r"(?:склеил|слил|слеп|сдвоил)\w*"
_CLASSES_MADE_ONE = rf"\b{_MADE_ONE} (?:\w+ ){{0,3}}класс|класс\w* {_MADE_ONE}"
ARE_TWO = Turn(
    rf"^(?!.*(?:{_CLASSES_MADE_ONE})).*(?:\bразн(?:ые|ых) (?:люд|человек|учител|педагог)"
    rf"|\b(?:разлеп|раскле|разъедин)\w*|\b{_MADE_ONE}|\bне один (?:и тот же )?человек)",
    "merge correct",
    "detach",
    of_somebody=True,
    asked=False,
    likely=0.85,
    whole=True,
)
# «6б временно у Линейкиной, пока Алиева болеет», «Валиев больше не классный»: whose class it is now
_NOW = r"(?:теперь|временно|пока|сейчас)"
CLASS_HANDED = Turn(
    rf"\b\d{{1,2}} ?[а-з]\b (?:класс )?(?:{_NOW} )+у\b|\b{_NOW} \d{{1,2}} ?[а-з]\b (?:класс )?у\b"
    r"|\bбольше не (?:классн(?:ый|ая|ым|ой)|классрук|кл\.? рук)"
    r"|^(?!.*(?::|\bчто\b|\bчтоб|спасиб|привет|завтра|сегодня))(?=.*(?:\b\d{1,2} ?[а-з]\b (?:класс )?(?:отда|переда)\w*"
    r"|\b(?<!не )(?:отда|переда)\w* (?:класс )?\d{1,2} ?[а-з]\b|\b(?<!не )(?:отда|переда)\w* (?:свой )?класс\b"
    r"|\bкласс (?:\w+ ){1,3}(?:отда|переда)\w*)(?: \w+){0,3}\W*$)"
    r"|\b(?:забер|забра|забир|сня|сним|убер|убра)\w* (?:у|с|со) \w+ (?:класс )?\d{1,2} ?[а-м]\b"
    r"|\b(?:поменя|обменя)\w* (?:\w+ ){0,4}класс(?:ами|ы)\b|\bкласс(?:ами|ы) (?:\w+ ){0,4}(?:поменя|обменя)\w*",
    "exempt take_role left announce give_role remind restore",
    "correct",
    of_somebody=True,
    asked=False,
    likely=ALONE,
)
# «3А и 3Б поменялись руководителями», «поменяй местами классных 3А и 3Б»
_TWO_CLASSES = r"(?=.*\b\d{1,2} ?[а-м]\b.*\b\d{1,2} ?[а-м]\b)"
HEADS_SWAPPED = Turn(
    rf"^(?!.*(?::|\b(?:напомн|скаж|переда[йт]|исключ)))(?=.*\b(?<!не )(?:по|об)меня\w*\b){_TWO_CLASSES}"
    r".*\b(?:руководител(?:ями|и|ей)|классны(?:ми|е|х)|классрук\w*|кл\.? ?рук\w*)",
    "",
    "correct",
    asked=False,
    likely=ALONE,
    whole=True,
)
# «Май теперь не учитель, а завхоз», «Ершова ещё и логопед»: another post, or one beside
HAS_POST = Turn(
    r"^(?!.*(?::|\b(?:переда[йт]|скаж|напомн|назнач(?!ил|ена?\b)|вместо|за меня|меня не будет|и ?о\b|исполня|замеща"
    r"|ответственн|отвеча|команду|напомин|напиш|пиши|пишем|шли|присыл|отправ|рассыл|тревож|исключ|верни|покажи|спис|сколько|кто\b|кому\b|кого\b|прав[аыо]?\b)))"
    rf"(?=.*(?:\b(?:теперь|стал[аи]?)\b(?: (?:у нас|не \S+(?: \w+)?,? а|еще|и|просто))* (?:\w+ )?{POST}"
    rf"|{APPOINTED}"
    rf"|\bеще (?:и )?(?:\w+ )?{POST}|\bпо совместительству (?:\w+ )?{POST}|\b(?:две|2) должност)).*",
    "",
    "correct",
    of_somebody=True,
    asked=False,
    likely=ALONE,
    whole=True,
)
MADE_CLASS_TEACHER = Turn(
    rf"\b(?<!не )(?:назнач|постав|сдела)\w* .*{CLASS_TEACHER}.*",
    "",
    "correct",
    of_somebody=True,
    asked=False,
    likely=ALONE,
    whole=True,
)
CLASS_ASKED = Turn(WHOSE_CLASS, "list headcount correct chats roles done_list audit", "card", likely=0.9, whole=True)
RENAMED = Turn(FORMER_NAME, "", "correct", of_somebody=True, asked=False, likely=ALONE, whole=True)
