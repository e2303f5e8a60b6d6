"""People by how they stand: «кто не ответил», «кому не ушло», «освобождённые», «кто уже в максе», «кто в вк»."""

import re
from collections.abc import Sequence

from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.manner import is_passing_over
from handlers.understanding.reading.tokens import Token

# «Последний рабочий день двадцать восьмое»: somebody's, and no working day of the school
LAST_DAY_AT_WORK = re.compile(r"\bпоследн\w+ (?:рабоч\w+ )?(?:день|смен\w+)\b", re.IGNORECASE)
# «Уволился», «уже не работает»: who has left, whatever day is named; not «уже увольняется»
_HAS_LEFT = re.compile(
    r"\b(?:уволи(?:л(?:ся|ась|ись)|ла?|ли)|уволен[аы]?|рассчитал(?:ся|ась|ись)|уш(?:ел|ла|ли)"
    r"|переш(?:ел|ла|ли)|переве(?:лся|лась|лись|ден[аы]?)|уехал[аи]?)\b|\bуже (?:\w+ ){0,4}?не работа(?:ет|ют|ю)\b"
    r"|\bне работа(?:ет|ют|ю) уже\b"
)
# How the names of posts begin, as schools have them.
POST = (
    r"(?:учител|педагог|преподавател|завуч|директор|психолог|логопед|воспитател|библиотекар|методист|зам\b|замест|замдир|секретар"
    r"|завхоз|лаборант|вожат|тьютор|тренер|инструктор|концертмейстер|делопроизводител|специалист|инженер|программист"
    r"|заведующ|хормейстер|бухгалтер|кладовщик|сторож|повар|медсестр|охранник|соцпедагог|дефектолог)"
)
# «Я больше не учитель, теперь завхоз», «перевели на полставки», «я ещё и логопед»: another post, and nobody leaves
OTHER_POST = (
    r"^(?!.*\b(?:увол|ухожу|ушла|ушел|другой школе|другую школу|перехожу в))(?=.*(?:"
    rf"\bбольше не \w+.*\b(?:теперь|стал[аи]?|перевели|перешл[аи]|перешел|а)\b.*\b{POST}"
    rf"|\bя (?:теперь|сейчас|еще|тоже)(?: (?:еще|и|не|просто))*(?: \w+){{0,2}} {POST}"
    rf"|\b(?:перевели|переводят|назначили|переведут|перешла|перешел|поставили)\b.*\b(?:должност|{POST})"
    r"|\b(?:вых(?:ожу|одил|ла)|выш(?:ла|ел)|перехожу|перешл[аи]|перешел|перевели|переводят|теперь|буду|работаю|стал[аи]?)\b"
    r"[^.?!]*\b(?:пол|полторы|четверть|целую|полную|0[.,]\d+|1[.,]5)? ?ставк)).*"
)
# «Назначь Гриб классным руководителем 7В»: whose class it is
CLASS_TEACHER = r"\b(?:классн\w* рук|классрук|кл\.? ?рук|классн(?:ым|ой)\b)"


def is_of_class_teacher(text: str) -> bool:
    return re.search(CLASS_TEACHER, text.lower().replace("ё", "е")) is not None


# «Верни Кравец прежнюю фамилию», «вернула девичью фамилию»
FORMER_NAME = (
    r"\b(?:верн\w+|взял\w*|оставил\w*|снова)\b.*\b(?:прежн|стар|девич|добрачн|перв)\w+ фамили"
    r"|\b(?:прежн|стар|девич|добрачн)\w+ фамили\w* (?:\w+ ){0,3}(?:верн\w+|взял\w*)"
)


def asks_former_name(text: str) -> bool:
    return re.search(FORMER_NAME, text.lower().replace("ё", "е")) is not None


# «Крылов увольняется с 1 декабря, до этого пусть работает как все»: what goes on until then is no wish of its own
_UNTIL_THEN = (
    r"(?:\W+(?:а |но )?(?:до этого|до тех пор|до ухода|пока(?: что)?|до (?:конца|увольнения))\b"
    r"[^.?!]*\b(?:пусть|напоминай\w*|пиши\w*|как (?:все|всем|всех|обычно|раньше|прежде)|работает|числится)\b[^.?!]*)?"
)
LEAVES_AHEAD = (
    r"^(?!.*\b(?:кто|переда[йт]|скаж|если|вроде|наверн\w*|может|кажется|хоч|собира|дума"
    r"|напомни(?:те|ть)?\b|исключ|назнач|верни|убер|освобод))"
    rf"(?=.*\b(?:\d|завтра|послезавтра|понедельник|вторник|сред[уаы]|четверг|пятниц[уаы]"
    r"|нового года|следующ\w+ (?:недел|месяц|четверт)))"
    r".*\b(?:увольняется|увольняются|уволится|уволятся|уходит (?:от нас|из (?:нашей )?школы|с работы|на пенсию)"
    r"|уйдет от нас|больше не (?:будет )?работа\w+"
    r"|(?:переходит|перейдет|переводится) в (?:другую|соседнюю|новую|\d+\w*) школу)\b"
    rf"[^.?!,;]*{_UNTIL_THEN}"
)
# Beginnings of words that say it when they are denied, and those that say it by themselves.
_DENIED = {
    "state:silent": ("ответ", "отвеча", "отозв", "отреаг", "реагир", "откликн", "отклик"),
    "state:undelivered": ("доставл", "дошл", "уход", "ушл", "ушел", "получи", "отправи", "пришл", "прише"),
    "state:unreachable": ("подключ", "заход", "зашл", "заше", "войти", "вошл", "воше"),
}
_SAID = {
    "state:silent": ("молчун", "неответивш", "молчащ", "промолчавш", "безответн"),
    "state:undelivered": ("недоставл", "неполучивш", "недошедш"),
    "state:excused": ("освобожденн", "исключенн", "заболевш", "болеющ", "отсутствующ", "больны"),
    "state:unreachable": ("неподключ", "недоступн", "недосягаем"),
}
_SILENT = ("молчи", "молчат", "молчал", "промолч", "отмолч")
_WHOM = frozenset({"кто", "тем", "тех", "кому", "кого", "всем", "всех", "те", "которые", "которым", "у"})
_WHO_ARE = frozenset({"кто", "которые"})  # «без тех, кто болеет»
_MESSENGERS = {"vk": "messenger:vk", "max": "messenger:max"}
_THERE = ("сид", "уже", "общает", "есть", "что", "кто", "которы", "зарегистрир", "остал", "только")
_BEHIND, _NEAR = 5, 4


def take_states(tokens: Sequence[Token]) -> list[str]:
    found: list[str] = []
    for place, token in enumerate(tokens):
        if token.entity or token.kind != "word":
            continue
        state = _state(tokens, place, token)
        if state:
            token.entity, token.about = "state", (state,)
            found.append(state)
    return list(dict.fromkeys(found))


def _state(tokens: Sequence[Token], place: int, token: Token) -> str:
    clause = min(place, clause_around(tokens, place, place).start)
    before = [one.norm for one in tokens[max(0, min(place - _BEHIND, clause)) : place]]
    for state, stems in _SAID.items():
        is_adjective = token.norm.startswith("больн") and _names_somebody(tokens, place + 1)
        if token.norm.startswith(stems) and not (state == "state:silent" and _writes(tokens)) and not is_adjective:
            return state
    whose = bool(_WHOM & set(before))
    if whose and token.norm.startswith(_SILENT) and not token.denied:
        return "state:silent"
    if whose and is_passing_over(tokens, token):
        return "state:undelivered"
    if whose and token.bound and token.means("unreachable"):  # «кому не могу писать»
        return "state:unreachable"
    if whose and token.denied and token.form in ("past", "third", "part"):
        for state, stems in _DENIED.items():
            if token.norm.startswith(stems) and not (state == "state:unreachable" and not _to_us(tokens, place)):
                return state
    if token.means("sick") and token.form == "third" and _WHO_ARE & set(before[-2:]) and not tokens[place - 1].entity:
        return "state:excused"
    away = token.means("sick", "vacation", "maternity", "trip") and before[-1:] in (["на"], ["в"])
    is_asked = any(one.norm == "кто" for one in tokens[:place])  # «кто без звонка и не на больничном»
    if away and (set(before[-3:]) & {"кто", "тех", "тем", "всех"} or (token.denied and is_asked)):
        return "state:excused"
    return _messenger(tokens, place, token, before)


def _names_somebody(tokens: Sequence[Token], place: int) -> bool:
    """«За больным отцом», and not «больным не пиши»."""
    following = tokens[place] if place < len(tokens) else None
    return following is not None and following.kind == "word" and following.form == "noun" and not following.is_filler


def _writes(tokens: Sequence[Token]) -> bool:
    return any(one.means("message", "chat") for one in tokens)


def _to_us(tokens: Sequence[Token], place: int) -> bool:
    """«кто не подключился» to the bot, and not to the journal."""
    return not any(one.means("journal", "my_school", "max", "sferum", "chat", "profile") for one in tokens)


def _messenger(tokens: Sequence[Token], place: int, token: Token, before: list[str]) -> str:
    known = next((said for concept, said in _MESSENGERS.items() if token.means(concept)), "")
    if not known or before[-1:] != ["в"] or token.denied or {"не", "нет", "без"} & set(before):
        return ""
    near = [one.norm for one in tokens[max(0, place - _NEAR) : place + _NEAR]]
    there = any(one.startswith(_THERE) for one in near)
    if known == "messenger:max":
        stays = any(one.startswith(("сид", "уже", "общает")) for one in near)
        return known if stays and {"кто", "тех", "сколько", "все"} & set(near) else ""
    return known if there and not any(one.startswith(("пиш", "перей", "переве")) for one in near) else ""


def says_has_left(text: str) -> bool:
    return _HAS_LEFT.search(text.lower().replace("ё", "е")) is not None


_NEW_YEAR = re.compile(r"\bс нового года\b", re.IGNORECASE)


def since_new_year(text: str) -> str:
    """«С нового года» is from its first day on, where «до нового года» is till the last day of the old one."""
    return _NEW_YEAR.sub("с 1 января", text)


# «Что писала Исаева», «сколько раз Исаева жаловалась»; not «что писали Исаевой», «что ты писал Исаевой»
WHAT_WRITTEN = (
    r"^(?!.*\b(?:ты|вы|мы|я|бот|кому|кто)\b).*\b(?:что|о чем|про что|на что|сколько раз|как часто|когда|чего)\b"
    r"[^.?!]{0,40}\b(?:жаловал[а-я]+|возражал[а-я]*|спорил[а-я]*|оспаривал[а-я]*|(?:на)?писала\b|(?:на)?писал\b"
    r"(?! \w+(?:ой|у|ю|ему|ому)\b))"
)


def asks_what_was_written(text: str) -> bool:
    return re.search(WHAT_WRITTEN, " ".join(text.lower().replace("ё", "е").split())) is not None


# «кто ведёт 5б», «у кого сейчас 5б», «5б чей»; not «кто ведёт 5б математику», «у кого из 5б нет чата»
_A_CLASS = r"\d{1,2} ?[а-м]\b"
_WHO_LEADS = (
    rf"\W*(?:а |и |скажи |подскажи )*(?:(?:кто|чей|у кого|за кем)(?: (?:у нас|сейчас|теперь|там|вообще|же|это|ведет"
    rf"|взяла?|руководит|отвечает|за|у|в|класс\w*|записан\w*|числится))* {_A_CLASS}(?: класс\w*)?"
    rf"|{_A_CLASS}(?: класс\w*)? (?:у кого|чей|за кем|кто ведет)(?: (?:сейчас|теперь|класс\w*|записан\w*))*)\W*$"
)
WHOSE_CLASS = (
    r"^(?!.*\b(?:без|нет|нету|не|или)\b)(?=.*\b\d{1,2}(?: ?[а-е]|[жзклм])\b)"
    r"(?:.*\b(?:кто|чей)\b(?:(?! из )[^.?!,])*\b(?:классн(?:ый|ая|ого)?|классрук\w*|классный рук\w*|кл\.? ?рук\w*)\b"
    rf"|{_WHO_LEADS})"
)
_WHOSE = re.compile(WHOSE_CLASS)


def asks_whose_class(text: str) -> bool:
    return _WHOSE.search(" ".join(text.lower().replace("ё", "е").replace("-", " ").split())) is not None
