"""Where somebody wants to be written to, and why not here."""

from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.tokens import tokens_of

_HERE = frozenset({"сюда", "здесь", "тут"})
_LOST = ("потерял", "утерян", "утрат", "взлома", "заблокир", "удалил", "сменил")
_GONE = ("больше нет", "нет доступа", "не пользуюсь", "не могу зайти", "не могу войти")


def refuses_here(text: str) -> bool:
    """«Сюда больше не пишите», «пишите не сюда»; not «пишите сюда, а не в макс»."""
    tokens = tokens_of(text)
    for place, token in enumerate(tokens):
        if token.norm not in _HERE:
            continue
        clause = [tokens[at] for at in clause_around(tokens, place, place)]
        is_wanted = any(one.form == "imp" and not one.denied for one in clause)
        if token.denied or (any(one.norm == "не" for one in clause) and not is_wanted):
            return True
    return False


def lost_page(text: str) -> bool:
    """«Тот аккаунт взломали», «с той страницы не могу зайти»; not «я её не удаляла»."""
    tokens = tokens_of(text)
    said = f" {' '.join(one.norm for one in tokens)} "
    lost = any(one.norm.startswith(_LOST) and not one.denied for one in tokens)
    return lost or any(f" {one} " in said for one in _GONE)
