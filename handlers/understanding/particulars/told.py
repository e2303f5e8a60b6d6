"""What else is told: why somebody is absent, in which file, yes or no, which word is to be explained."""

from handlers.understanding.particulars.keys import Keys
from handlers.understanding.particulars.let_off import says_which
from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.found import REASONS, Sentence


def text(sentence: Sentence, code: str, keys: Keys) -> Keys:
    return {"value": "…"}


def verdict(sentence: Sentence, code: str, keys: Keys) -> Keys:
    """What is ordered decides, whatever else is told: «зачти Мелковой, статистика не обновилась»."""
    settles = [one for one in sentence.tokens if one.norm.startswith(_SETTLES) and not one.entity]
    said = settles or sentence.tokens
    refuses = sentence.has("reject") or any(one.denied for one in said)
    return {"value": "no" if refuses else "yes"}


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
    """The one that is named last and not denied: «не в вк, а в макс», «макс не стоит, пишите в вк»."""
    tokens = sentence.tokens
    named = [
        place
        for place, token in enumerate(tokens)
        if token.means("max", "vk") and not token.denied and not _refused(sentence, place)
    ]
    where = [place for place in named if place and tokens[place - 1].norm in ("в", "во", "через", "на")] or named
    wanted = ["max" if tokens[place].means("max") else "vk" for place in where]
    return {"messenger": wanted[-1]} if wanted else {}


_GONE = ("удал", "снес", "взлом", "выкин", "закрыт", "глюч", "тормоз", "завис", "заблок")
_OTHERS = frozenset({",", ".", "а", "но", "и", "max", "вк", "макс"})


def _refused(sentence: Sentence, place: int) -> bool:
    """«вк удаляю», «макс не открывается», «макса у меня нет»."""
    following = [one.norm for one in sentence.tokens[place + 1 : place + 7]]
    ends = next((at for at, word in enumerate(following) if word in _OTHERS or word.startswith("сферум")), 99)
    clause = following[:ends]
    around = clause_around(sentence.tokens, place, place)
    if any(sentence.tokens[at].denied and sentence.tokens[at].form in ("first", "imp") for at in around if at < place):
        return True  # «не пойду я в ваш макс»
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
