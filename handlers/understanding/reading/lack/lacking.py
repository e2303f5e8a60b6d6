"""Words by which something is said to be lacking: «без», «нет», «меньше», «не подключил», «должники»."""

from collections.abc import Sequence

from handlers.understanding.reading.tokens import Token

_LACK_WORDS = frozenset({"без", "нет", "нету", "ноль", "ни", "меньше", "менее", "мало", "0", "нехватка", "нулевые"})
_EITHER = frozenset({"сколько", "или"})
_LACK_CONCEPTS = ("debtors", "debt", "lag", "few_writers")
_GETTING_TEXT = """
    link make done_self done_verb write send call message register active add see_verb receive set past_get turn_on
    start close chat journal profile
"""
_GETTING = tuple(_GETTING_TEXT.split())
_GETTING_STEMS = (
    "дотяг", "дотян", "набр", "хват", "заве", "провел", "провод", "совер", "стоит", "стоят", "име", "заход",
    "заше", "зашл", "пользу", "откры", "дошл", "доше", "добра", "достиг", "закры", "появ", "делал", "делает", "заполн",
)  # fmt: skip


def _asks_of_both(tokens: Sequence[Token], place: int) -> bool:
    """«Сколько вошло и сколько нет», «есть или нет»."""
    ends = place + 1 == len(tokens) or tokens[place + 1].kind == "mark"
    return tokens[place].norm == "нет" and ends and place > 0 and tokens[place - 1].norm in _EITHER


def lacks(tokens: Sequence[Token], place: int, token: Token) -> bool:
    if token.norm in _LACK_WORDS and not token.entity.startswith(("except", "days")):
        return not _asks_of_both(tokens, place) and not (token.norm in ("нет", "ни") and len(tokens) == 1)
    if token.means(*_LACK_CONCEPTS):
        return True
    if token.denied and (token.means(*_GETTING) or token.norm.startswith(_GETTING_STEMS)):
        return token.form != "imp"
    return token.means("inactive") or token.norm.startswith(("незарег", "завали", "провали"))
