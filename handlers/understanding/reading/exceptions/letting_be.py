"""What is said of whoever is to be let be: «звонить не надо», «чат не нужен», «Исаева обойди»."""

import re
from collections.abc import Sequence

from handlers.understanding.reading.tokens import Token

_SPARED = ("touch", "write", "remind", "send", "exempt", "tell", "show", "not_count")
_TAKES_IN = ("включ", "бери", "добавля", "вноси", "считай")  # «Дубову не включай»
_HOW_IT_IS = ("third", "past")  # «кто из классных не пишет в чатах»
NO_NEED = frozenset({"надо", "нужно", "стоит", "нужен", "нужна", "нужны", "обязательно", "должно", "должен", "должна"})
_GONE_ROUND = ("обойди", "придерж", "минуй")
# Said of somebody: «звонить не надо», «чат не нужен», «сама скажу», «Исаеву уже сказала», «Исаеву нет»; not «не
# трогай», which is an order of its own, nor «у Исаева чата нет», which says what he lacks.
_SEE_TO_IT = r"(?:скажу|напомню|позвоню|напишу|предупрежу|предупредил[аи]?)\b"
_BY_ONESELF = rf"\bсам[аи]? (?:\w+ )?{_SEE_TO_IT}|\b{_SEE_TO_IT} сам[аи]?\b"
_OF_NOBODY = re.compile(
    r"\b(?:в поко[ею]|не в счет)\b|\bне (?:надо|нужн\w+|нужен|стоит|требуется)\b|\bне звони(?:те)?\b"
    rf"|{_BY_ONESELF}"
    r"|\w(?:[уюе]|[оеё]й)\b.*\b(?:уже|сам[аи]?) (?:сказал|напомнил|написал|позвонил|звонил)[аи]?\b"
    r"|\bда(?:й|йте|ть) (?:им |ей |ему )?(?:про|пере|от|вы)дохнуть\b|\bпередышк"
    r"|^(?:а |и |но )?(?:\w+|(?!.*\bу )(?:\w+ ){1,2}\w+(?:[уюе]|[оеё]й|[аяиы]м)) нет\W*$",
    re.IGNORECASE,
)

_SEES_TO_IT = re.compile(_BY_ONESELF, re.IGNORECASE)


def words_of(tokens: Sequence[Token]) -> str:
    return " ".join(one.norm for one in tokens if one.kind == "word")


def is_spared(text: str) -> bool:
    """Whether nothing is wished for whoever it is about."""
    return _OF_NOBODY.search(text) is not None


def sees_to_it(text: str) -> bool:
    """«Исаеву сама скажу»: the officer does it this time, and lets nobody off."""
    return _SEES_TO_IT.search(text) is not None


def lets_be(token: Token) -> bool:
    return (
        token.means("pass_over")
        or (token.form == "imp" and token.norm.startswith(_GONE_ROUND))
        or (token.denied and token.form == "imp" and token.norm.startswith(_TAKES_IN))
        or (token.denied and (token.norm in NO_NEED or (token.means(*_SPARED) and token.form not in _HOW_IT_IS)))
    )
