"""«Да, это она», «нет, не знаю такого»: whether somebody is a colleague, answered without a button."""

from itertools import product

_WHO = ("она", "он", "наша", "наш", "наша учительница", "наш учитель", "наша коллега", "наш коллега")
_AGREES = ("", "да ", "да, ", "ага ", "ага, ", "верно ", "верно, ", "конечно ", "конечно, ")
_REFUSES = ("", "нет ", "нет, ")
_UNKNOWN = ("не знаю", "не знаю такую", "не знаю такого", "не знаю ее", "не знаю его", "такой нет", "такого нет")
YES = frozenset(f"{lead}{word}" for lead, word in product(_AGREES, (f"это {one}" for one in _WHO))) | frozenset(
    f"{lead}{who}" for lead, who in product(_AGREES[1:], _WHO[:4])
)
NO = frozenset(f"{lead}{word}" for lead, word in product(_REFUSES, _UNKNOWN)) | frozenset(
    f"{lead}{this}не {who}" for lead, this, who in product(_REFUSES, ("", "это "), _WHO[:4])
)
