"""Which of two namesakes is meant, or how many: «у Кузнецова» is a man's, «исключи Кузнецову» a woman's, «обеим
Алиевым» are two."""

import re
from collections.abc import Sequence
from itertools import takewhile

from handlers.understanding.reading.clauses import WITH
from handlers.understanding.reading.tokens import Token
from indicators.russian.names import comparable

_AFTER = {
    **dict.fromkeys(("у", "от", "без", "до", "из", "кроме", "для", "возле", "вместо"), "gen"),
    **dict.fromkeys(("к", "ко", "по"), "dat"),
    **dict.fromkeys(("про", "за", "через", "на"), "acc"),
    **dict.fromkeys(("с", "со"), "ins"),
    **dict.fromkeys(("о", "об"), "pre"),
}
_TO_WHOM = (
    *(
        "напомн",
        "напомин",
        "напиш",
        "писать",
        "пиши",
        "скаж",
        "переда",
        "сообщ",
        "дай",
        "дать",
        "выда",
        "позвон",
        "отправ",
        "пришл",
    ),
    *("постав", "помог", "распечат", "отказ", "откаж", "отвеч", "ответ", "засчит", "продл", "звони", "пропиш", "добав"),
    *("объяс", "верни_", "запиш", "назнач", "шли", "посл", "ушло", "пришло", "уходил", "отправлял", "писал", "оформ"),
)
_NOMINATIVE = ("сделал", "вышл", "вышел", "ушл", "ушел", "болеет", "заболел", "говорит", "звонил", "привязал")
_MAN = {"": {"nom"}, "а": {"gen", "acc"}, "у": {"dat"}, "ым": {"ins"}, "ом": {"ins"}, "е": {"pre"}}
_WOMAN = {"а": {"nom"}, "ой": {"gen", "dat", "ins", "pre"}, "у": {"acc"}}


def cases_of(last: str, word: str) -> set[str]:
    """In which cases the word may be this surname."""
    last = comparable(last)
    if last.endswith("а"):
        return _WOMAN.get(word.removeprefix(last[:-1]), set())
    return _MAN.get(word.removeprefix(last), set()) if word.startswith(last) else set()


def _did_something(tokens: Sequence[Token], place: int) -> bool:
    """«Почему Гаджиева не получила»: whoever did it, or did not; not «исключи Гаджиева уволился»."""
    verb = next((one for one in tokens[place + 1 :] if one.norm not in _BETWEEN), None)
    if verb is None or verb.form != "past" or verb.norm.endswith(("ли", "лись", "ло", "лось")):
        return False
    return tokens[place].norm.endswith("а") == verb.norm.endswith(("ла", "лась"))


def _is_of_some(verb: Token) -> bool:
    """«Сняли», «отправили»: nobody is named who did it."""
    return verb.form == "past" and verb.norm.endswith("ли")


_BETWEEN = frozenset({"не", "так", "и", "уже", "еще", "вчера", "сегодня"})


def _leading(tokens: Sequence[Token], place: int) -> Token | None:
    """The word that a name stands behind in its clause, over the others of a row: «напомни Петрову, Исаеву и …»."""
    for at in range(place - 1, -1, -1):
        one = tokens[at]
        in_row = at > 0 and bool(tokens[at - 1].entity)
        if one.norm == "," and not in_row:
            return None
        if one.norm not in (",", "и", "а") and not one.entity:
            return one
    return None


def behind(tokens: Sequence[Token], place: int) -> int:
    """The place of what follows, over a word set off by commas: «Кузнецову, наоборот, напомни»."""
    marks = [one.norm for one in (*tokens[place + 1 : place + 2], *tokens[place + 3 : place + 4])]
    return place + (4 if marks == [",", ","] and not tokens[place + 2].entity else 1)


def wanted_case(tokens: Sequence[Token], place: int) -> str:
    """The case in which a name stands here, told by what stands before it; empty where nothing tells."""
    before = _leading(tokens, place)
    joined = place > 0 and tokens[place - 1].norm in _AFTER
    if joined:
        return _AFTER[tokens[place - 1].norm]
    after = behind(tokens, place)
    following = tokens[after] if after < len(tokens) else None
    if _did_something(tokens, place):
        return "nom"
    if before is None and following is not None and _is_of_some(following) and tokens[place].norm.endswith("а"):
        return "acc"  # «Кузнецова сняли с 7-х»
    if before is None and following is not None and following.norm.startswith(_TO_WHOM):
        return "dat"  # «Кузнецову передай»
    orders = following is not None and following.form in ("imp", "inf") and not following.is_filler
    if before is None and orders:  # «Кузнецова пропусти», not «Кузнецова и …»
        return "acc"
    if before is None or before.is_filler or before.kind != "word":
        return "nom" if following is not None and following.norm.startswith(_NOMINATIVE) else ""
    if before.norm.startswith(_TO_WHOM):
        return "dat"
    if before.form in ("imp", "inf", "we"):
        return "acc"
    if following is not None and following.norm.startswith(_NOMINATIVE):
        return "nom"
    return "gen" if before.form == "noun" and before.end + 1 == tokens[place].start else ""


OF_SEVERAL = ("овы", "евы", "ины", "овых", "евых", "иных", "овым", "евым", "иным", "овыми", "евыми", "иными")
# «Обеим Алиевым»: how many of a name are meant.
_SO_MANY = (
    (2, re.compile(r"об[ае]|обоих|обеих|обоим|обеим|дв(?:а|е|ух|ум|оих|оим)")),
    (3, re.compile(r"тр(?:и|ех|ем|оих|оим)")),
    (4, re.compile(r"четыр(?:е|ех|ем)|четвер(?:ых|ым)")),
)


def so_many(word: str) -> int:
    """«Обеим» are 2; 0 where it counts nobody."""
    said = comparable(word)
    return next((many for many, words in _SO_MANY if words.fullmatch(said)), 0)


def is_of_several(tokens: Sequence[Token], place: int) -> bool:
    """«Алиевых», «Алиевым»; not «с Алиевым»."""
    said = tokens[place].norm
    is_one = said.endswith("ым") and place > 0 and tokens[place - 1].norm in WITH
    return said.endswith(OF_SEVERAL) and not is_one


_JOINTS = frozenset({"и", ",", "а", "но"})
_VERBS = frozenset({"imp", "inf", "past", "third", "we"})


def goes_with(tokens: Sequence[Token], before: int, place: int) -> bool:
    """«Петрову и Кузнецову», «Петрова до пятницы, а Кузнецова до среды»: a name without a verb of its own stands in
    the case of the one before."""
    if tokens[place - 1].norm not in _JOINTS or any(one.norm in ".!?" for one in tokens[before:place]):
        return False
    if place - before == 2 and tokens[place - 1].norm == "и":
        return True
    following = takewhile(lambda one: one.kind != "mark" and one.norm not in _JOINTS, tokens[behind(tokens, place) :])
    return not any(one.form in _VERBS and one.kind == "word" and not one.is_filler for one in following)
