"""Questions about figures, with everything that was said of them."""

from handlers.understanding.wish import Wish
from handlers.wishes.routed import Routed, asked, selection


def indicator(wish: Wish, text: str) -> Routed:
    """«Сколько ещё до цели», of none by name: of all that have one."""
    of_all = wish.keys.get("what") == "left" and "ind" not in wish.keys and not selection(wish)
    return asked("forecast" if of_all else "indicator")(wish, text)


def lagging(wish: Wish, text: str) -> Routed:
    """`value` says how many, as a number that a button may carry."""
    most = wish.keys.get("value", "") if not wish.narrowed else ""  # «две недели подряд» are no two people
    given = {key: value for key, value in wish.keys.items() if key != "value"}
    return Routed("lagging", given | {"who": selection(wish)} | ({"value": int(most)} if most.isdecimal() else {}))
