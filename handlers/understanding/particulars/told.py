"""What else is told: why somebody is absent, in which file, yes or no, which word is to be explained."""

from collections.abc import Sequence

from handlers.understanding.particulars.keys import Keys
from handlers.understanding.particulars.let_off import says_which
from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.found import REASONS, Sentence
from handlers.understanding.reading.people.roster import Named
from handlers.understanding.reading.tokens import Token
from indicators.russian.names import comparable


def text(sentence: Sentence, code: str, keys: Keys) -> Keys:
    return {"value": "…"}


def verdict(sentence: Sentence, code: str, keys: Keys) -> Keys:
    """What is ordered decides, whatever else is told: «зачти Мелковой, статистика не обновилась». Nothing where it is
    said of an answer only that it was wrong: «исправь ответ Исаевой»."""
    settles = [one for one in sentence.tokens if one.norm.startswith(_SETTLES) and not one.entity]
    if not settles and any(one.norm in ("данные", "цифры") for one in sentence.tokens):
        correct = next((one for one in sentence.tokens if one.norm in _CORRECT), None)
        if correct is not None:
            return {"value": "yes" if correct.denied else "no"}
    of_answer = any(one.norm == "ответ" or one.norm.startswith(("ответил", "нажал")) for one in sentence.tokens)
    if of_answer and not settles and not any(one.norm in _IS_RIGHT for one in sentence.tokens):
        return {}
    said = settles or sentence.tokens
    refuses = sentence.has("reject") or any(one.denied for one in said)
    return {"value": "no" if refuses else "yes"}


# Between a name and what is said of it: «Исаева снова права», «Исаев в этом не прав».
_OF_RIGHT_TEXT = """
    снова опять тоже все таки все-таки же была был были оказалась оказался опять-таки и не в во этом тут здесь
    совершенно абсолютно полностью конечно действительно
"""
_OF_RIGHT = frozenset(_OF_RIGHT_TEXT.split())


def who_is_right(sentence: Sentence) -> list[Named]:
    """«Исаева снова права, Дроздова ошиблась»: who it is that is right, or not; not «права у Исаевой», which are
    rights."""
    tokens, found = sentence.tokens, []
    for place, one in enumerate(tokens):
        if one.norm not in _IS_RIGHT:
            continue
        before = place - 1
        while before >= 0 and (tokens[before].norm in _OF_RIGHT or tokens[before].is_filler):
            before -= 1
        named = next((who for who in sentence.persons if before in who.places), None)
        if named is not None and any(_is_nominative(tokens[at].norm, named) for at in named.places):
            found.append(named)
    return found


def _is_nominative(norm: str, named: Named) -> bool:
    parts = (part for one in named.members for part in (one.last, one.first, one.patronymic))
    return any(comparable(part) == comparable(norm) for part in parts if part)


_IS_RIGHT = frozenset({"прав", "права", "правы", "неправ", "неправа", "неправы"})
_CORRECT = frozenset({"верны", "верные", "правильные", "правильны", "точные", "точны"})
_SETTLES = ("зачт", "засчит", "зачит", "приним", "прими", "приня", "подтвер", "соглас", "учт", "учитыв", "учесть")


_OF_TEXTS = ("текст", "припис", "напоминан", "сообщени", "письм", "обращени", "формулировк", "приветств")


def usual(sentence: Sentence, code: str, keys: Keys) -> Keys:
    """Whether the template of reports is to be the usual one; what the messages say is no template of ours."""
    if any(token.norm.startswith(_OF_TEXTS) for token in sentence.tokens):
        return {"value": "…"}
    back = any(one.means("restore", "remove") and one.form in ("imp", "inf") for one in sentence.tokens)
    return {"value": "default"} if back or sentence.has("usual") else {}


def term(sentence: Sentence, code: str, keys: Keys) -> Keys:
    found = next((one.norm for one in sentence.tokens if one.means("term")), "")
    return {"value": found} if found else {}


def order(sentence: Sentence, code: str, keys: Keys) -> Keys:
    return {"value": "order"} if sentence.has("order") else {}


def messenger(sentence: Sentence, code: str, keys: Keys) -> Keys:
    """The one that is not denied and is asked for, or named last: «не в вк, а в макс», «пишите в макс, вк только для
    личного»."""
    tokens = sentence.tokens
    named = [
        place
        for place, token in enumerate(tokens)
        if token.means("max", "vk") and not token.denied and not _refused(sentence, place)
    ]
    if not named:
        return {}
    wanted = max(named, key=lambda place: (_is_asked_for(sentence, place), _is_led_to(tokens, place), place))
    return {"messenger": "max" if tokens[wanted].means("max") else "vk"}


def _is_asked_for(sentence: Sentence, place: int) -> bool:
    said = [sentence.tokens[at] for at in clause_around(sentence.tokens, place, place)]
    return any(one.form in ("imp", "inf") or one.norm.startswith(_ASKS) for one in said)


def _is_led_to(tokens: Sequence[Token], place: int) -> bool:
    return place > 0 and tokens[place - 1].norm in ("в", "во", "через", "на")


_ASKS = ("лучше", "можно", "хоч", "хотел", "удобн", "давай")

_GONE = ("удал", "снес", "взлом", "выкин", "закрыт", "глюч", "тормоз", "завис", "заблок")
_OTHERS = frozenset({",", ".", "а", "но", "и", "max", "вк", "макс"})


def _refused(sentence: Sentence, place: int) -> bool:
    """«вк удаляю», «макс не открывается», «макса у меня нет»."""
    following = [one.norm for one in sentence.tokens[place + 1 : place + 7]]
    ends = next((at for at, word in enumerate(following) if word in _OTHERS or word.startswith("сферум")), 99)
    clause = following[:ends]
    around = clause_around(sentence.tokens, place, place)
    if sentence.tokens[place - 1].norm != "кроме" and any(
        sentence.tokens[at].denied and sentence.tokens[at].form in ("first", "imp") for at in around if at < place
    ):  # «не пойду я в ваш макс»
        return True
    return any(word in ("не", "нет", "нету") or word.startswith(_GONE) for word in clause)


def reason(sentence: Sentence, code: str, keys: Keys) -> Keys:
    if code == "exempt" and sentence.has("grief"):  # it is nobody's business
        return {}
    if sentence.reason == "parttime" and keys.get("who") == "post:совместитель":
        return {}
    told = [place for place, one in enumerate(sentence.tokens) if one.means(*REASONS) and not one.denied]
    if "gap" in keys and code == "exempt" and all(says_which(sentence, place) for place in told):
        return {}
    return {"reason": sentence.reason} if sentence.reason else {}


def file_format(sentence: Sentence, code: str, keys: Keys) -> Keys:
    if code == "leaflets" and sentence.format == "png":  # «листовку с картинкой»: it has one
        return {}
    return {"format": sentence.format} if sentence.format else {}
