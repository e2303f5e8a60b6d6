"""How a thing is said: of what is past or ahead, of both or of either, for good, by name, to be told, in thanks,
against it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.understanding.reading.figures import Figures
from handlers.understanding.reading.tokens import Token

PAST, AHEAD = "past", "ahead"
BOTH, EITHER = "both", "either"
_SENDING = ("send", "remind")
_WRITING = ("write", "touch")
_YOU = frozenset({"ты", "вы", "бот", "дежурный", "тобой", "вами"})
# Beginnings of verbs that say what is still to come.
_TO_COME = (
    *("напомнишь", "напомнит", "напишешь", "напишет", "отправишь", "отправит", "отправят", "получит", "получат"),
    *("уйдет", "уйдут", "придет", "придут", "пошлешь", "пошлет", "разошлешь", "будешь", "будете", "собираешься"),
)
_ALL_AT_ONCE = frozenset({"одновременно", "сразу", "оба", "обоих", "обе"})
_OR = frozenset({"или", "либо"})
_WHO = frozenset({"кто", "кому", "кого", "список"})
_NEVER = frozenset({"ничего", "никогда"})
_FOR_GOOD = ("навсегда", "насовсем", "навечно", "навеки")
_TELLING = frozenset({"что", "чтобы", "чтоб"})
# Beginnings of verbs by which somebody is to be left in peace, behind «не».
DISTURB = r"(?:меша|пуга|руга|напряга|дерга|донима|муча|пристава|достава|тереб|нерв|гру[зж])"
# An hour beside it is one at which nothing is to come.
QUIET = r"(?:тихо|тихи[ейхм]|тихая|тишин[аеуы]|тише)\b"
# «Удалить мои данные? нет»
_TAKEN_BACK = re.compile(r"[?,.!]\s*нет\W*$")
# «…, но я пока против», «хотели …, но передумали»
_AGAINST = re.compile(
    r"\bя (?:пока |лично |все же )?против\b|\bно (?:потом |мы |я )?передумал|\bя отказал|\bно не буд|просто уточнил"
    r"|просто спросил|думаю,? не стоит|\bно\b.* против\b|\bя не (?:говорил|просил|велел)|\bно я (?:пока |еще )?не хочу"
    r"|\bне (?:отмеча|записыва|внос)\w+"
)
# «Опять неправильно, у меня 12»
_DISPUTES = re.compile(
    r"(?=.*\b(?:неправильн|неверн|не\s*так\b|ошиб|неправд|не сходит|врете))(?=.*\bу меня\b[^.?!]*\d)"
    r"|.*\b(?:но|а)\b[^.?!,]{0,12}\b(?:показыва|пишет|стоит|числ|видно)\w*\s(?:\w+\s)?(?:\d|ноль|пусто|нет\b)"
)
# «У меня на той неделе 15 было», «а за эту 20»; not «на этой неделе 15 уроков», «на этой неделе до 15-го».
_WEEK_SAID = r"(?:на|за) (?:(?:той|этой|(?:поза)?прошлой) неделе|(?:ту|эту|(?:поза)?прошлую)(?: неделю)?)"
_FIGURE = (
    r"(?<![\d.:-])\d{1,3}\b(?![.:-]\d)(?! ?(?:-?го\b|-?е\b|числ|урок|минут|час|дн|ден|человек|учен|дет|класс|утра"
    r"|вечера|январ|феврал|март|апрел|ма[йя]\b|июн|июл|август|сентябр|октябр|ноябр|декабр))"
)
_FIGURE_OF_WEEK = re.compile(
    rf"\bу меня (?:\w+ ){{0,2}}{_WEEK_SAID} (?:(?!до|с|со|по|в|к)\w+ ){{0,2}}{_FIGURE}"
    rf"|\bу меня (?:(?:было|было уже|же|вообще) )*{_FIGURE}(?: \w+){{0,2}}(?: и)? {_WEEK_SAID}"
    rf"|\bа {_WEEK_SAID} (?:у меня |было |уже |целых )*{_FIGURE}"
)


def tells_figure_of_week(text: str) -> bool:
    return _FIGURE_OF_WEEK.search(text.lower().replace("ё", "е")) is not None


# «Что писала Исаева», «сколько раз Исаева жаловалась»; not «что писали Исаевой», «что ты писал Исаевой»
WHAT_WRITTEN = (
    r"^(?!.*\b(?:ты|вы|мы|я|бот|кому|кто)\b).*\b(?:что|о чем|про что|на что|сколько раз|как часто|когда|чего)\b"
    r"[^.?!]{0,40}\b(?:жаловал[а-я]+|возражал[а-я]*|спорил[а-я]*|оспаривал[а-я]*|(?:на)?писала\b|(?:на)?писал\b"
    r"(?! \w+(?:ой|у|ю|ему|ому)\b))"
)


def asks_what_was_written(text: str) -> bool:
    return re.search(WHAT_WRITTEN, " ".join(text.lower().replace("ё", "е").split())) is not None


@dataclass(frozen=True, slots=True)
class Manner:
    """`tense`: what was sent, or what will be, is asked about. `joined`: of several lacking things both are meant, or
    either. `by_name`: whoever is asked for by «кто». `for_good`: never again. `tells`: the place of «что», behind
    which stands what is to be said on; 0 for none. `thanks_for`: a deed is named that somebody did already.
    `refuses`: it begins with «не», of a deed.
    `passed_over`: somebody was not written to by the bot. `told`: what was done is told, and nothing is ordered.
    `of_messages`: it speaks of writing or reminding. `against`: a deed is named and taken back, or somebody is against
    it. `disputes`: a figure is, by one's own. `reached`: what was to be reached is told of as done.
    """

    tense: str = ""
    joined: str = ""
    by_name: bool = False
    for_good: bool = False
    tells: int = 0
    thanks_for: bool = False
    passed_over: bool = False
    told: bool = False
    refuses: bool = False
    of_messages: bool = False
    against: bool = False
    disputes: bool = False
    reached: bool = False


PLAIN = Manner()


def read_manner(text: str, tokens: Sequence[Token], figures: Figures) -> Manner:
    norms, said = {token.norm for token in tokens}, text.lower().replace("ё", "е")
    return Manner(
        tense=_tense(tokens, norms),
        joined=_joined(tokens, figures),
        by_name=bool(norms & _WHO),
        for_good=any(one.startswith(_FOR_GOOD) for one in norms) or ("больше" in norms and bool(norms & _NEVER)),
        tells=_tells(tokens),
        thanks_for=_thanks_for(tokens),
        told=_told(tokens),
        refuses=_refuses(tokens),
        passed_over=any(is_passing_over(tokens, token) for token in tokens),
        of_messages=any(token.means(*_SENDING, *_WRITING, "round") for token in tokens),
        against=_TAKEN_BACK.search(said) is not None or _AGAINST.search(said) is not None,
        disputes=_DISPUTES.match(said) is not None,
        reached=_reached(tokens, norms),
    )


def _tense(tokens: Sequence[Token], norms: set[str]) -> str:
    if any(token.norm.startswith(_TO_COME) for token in tokens):
        return AHEAD
    said = (*_SENDING, *_WRITING) if norms & _YOU else _SENDING
    return PAST if any(token.form in ("past", "part") and token.means(*said) for token in tokens) else ""


# What is done with the bot only, and what is a deed of the school as well: «мы уволили Борисова» is to be written down.
_OF_BOT = ("exempt", "pause", "stop", "cancel", "restore", "merge", "turn_on", "turn_off", "detach")
_OF_SCHOOL = ("leave", "remove")
_DONE_REACH = 3  # words between «ты» and what it did


def _told(tokens: Sequence[Token]) -> bool:
    """«Ты уволил Борисова», «я уже исключила Алиеву»; with an order beside it that counts."""
    if any(token.form == "imp" and token.means(*_OF_BOT, *_OF_SCHOOL) for token in tokens):
        return False
    if any(token.norm in ("бы", "если") for token in tokens):
        return False
    return any(_is_done_by(tokens, place) for place in range(len(tokens)))


def _is_done_by(tokens: Sequence[Token], place: int) -> bool:
    token, before = tokens[place], {one.norm for one in tokens[max(0, place - _DONE_REACH) : place]}
    if token.form != "past" or token.denied or token.norm.startswith("передума"):
        return False
    by_bot = before & {"ты", "вы", "бот"} and token.means(*_OF_BOT, *_OF_SCHOOL)
    return bool(by_bot or ("я" in before and token.means(*_OF_BOT)))


_DONE_SO = ("ен", "ена", "ено", "ены", "ута", "уто", "уты", "ыта", "ыто", "ыты")  # not «учителя, совершившие звонок»


def _reached(tokens: Sequence[Token], norms: set[str]) -> bool:
    """«Мы выполнили цель по звонкам», «цель достигнута»; not «чтобы все сделали»."""
    if norms & {"чтобы", "чтоб", "бы", "если"}:
        return False
    done = [one for one in tokens if one.means("done_verb", "reach") and not one.entity]
    return any(one.form == "past" or (one.form == "part" and one.norm.endswith(_DONE_SO)) for one in done)


def is_passing_over(tokens: Sequence[Token], token: Token) -> bool:
    """«Кому ты не написал», «почему бот не напомнил Алиевой»: it is the bot that wrote nothing."""
    is_sending = token.denied and token.form == "past" and token.means(*_SENDING, *_WRITING)
    return is_sending and any(one.norm in _YOU for one in tokens)


def _joined(tokens: Sequence[Token], figures: Figures) -> str:
    """«Без чата и без звонка», «ни чата, ни звонка» lack both; «без чата или звонка» lack either."""
    places = [place for place, thing in figures.said.items() if thing in figures.lacking]
    if len(figures.lacking) < 2:
        return ""
    lead = max(0, places[0] - 1)
    between = [token.norm for token in tokens[lead : places[-1]]]
    if _OR & set(between):
        return EITHER
    if _WHO & set(between) or "." in between:  # «кто без чата и кто без звонка»
        return ""
    at_once = _ALL_AT_ONCE & {token.norm for token in tokens}
    return BOTH if at_once or between.count("ни") > 1 or "и" in between else ""


def _tells(tokens: Sequence[Token]) -> int:
    return next((place for place, token in enumerate(tokens) if place and token.norm in _TELLING), 0)


_THANKS_REACH = 5  # words in which the deed follows: «спасибо тебе за то, что исключил»


def _thanks_for(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if token.kind != "mark"]
    thanked = next((place for place, token in enumerate(words) if token.means("thanks", "praise")), None)
    if thanked is None:
        return False
    behind = words[thanked + 1 : thanked + 1 + _THANKS_REACH]
    said = next((place for place, token in enumerate(behind) if token.norm == "что"), None)
    return said is not None and any(token.form == "past" for token in behind[said + 1 :])


_BEFORE_NOT = frozenset({"я", "все", "пока", "стоп", "нет"})
_NO_REFUSAL = ("согл", "понима", "поня", "успе", "получ", "вижу", "знаю", "могу")  # «не вижу», «не понял»


def _refuses(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if token.kind != "mark"]
    start = next((place for place, token in enumerate(words) if token.norm not in _BEFORE_NOT), len(words))
    begun = [token.norm for token in words[start : start + 1]] == ["не"]
    said = words[start + 1 : start + 2]
    told = any(token.form == "third" or token.norm.startswith(_NO_REFUSAL) for token in said)  # «не работает кнопка»
    return begun and not told


_QUIET = re.compile(QUIET)


def says_quiet(tokens: Sequence[Token]) -> bool:
    """«Тихо после 19», «тишина с 17 до 9»."""
    return any(_QUIET.match(one.norm) for one in tokens)
