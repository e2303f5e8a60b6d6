"""Which of two namesakes is meant: «у Кузнецова» is a man's, «исключи Кузнецову» a woman's."""

from collections.abc import Sequence

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
