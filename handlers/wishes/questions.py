"""Questions about figures, with everything that was said of them."""

from handlers.understanding.reading.manner import asks_what_was_written
from handlers.understanding.reading.people.posts import asks_whose_class
from handlers.understanding.said.lists import asks_for_day, is_of_target
from handlers.understanding.said.teachers.own_class import tells_of_change
from handlers.understanding.wish import Wish
from handlers.wishes.routed import Routed, asked, gap_of, people, selection, with_people
from indicators.classes import class_names


def indicator(wish: Wish, text: str) -> Routed:
    """«Сколько ещё до цели», of none by name: of all that have one."""
    if wish.keys.get("what") == "left" and "ind" in wish.keys and asks_for_day(text):
        return deadline(wish, text)
    of_all = wish.keys.get("what") == "left" and "ind" not in wish.keys and not selection(wish)
    return asked("forecast" if of_all else "indicator")(wish, text)


def deadline(wish: Wish, text: str) -> Routed:
    """Of a target the day of the target; registration has a deadline of its own."""
    return asked("target_day")(wish, text) if is_of_target(wish.keys.get("ind", ""), text) else Routed("deadline")


def lagging(wish: Wish, text: str) -> Routed:
    """`value` says how many, as a number that a button may carry."""
    most = wish.keys.get("value", "") if not wish.narrowed else ""  # «две недели подряд» are no two people
    given = {key: value for key, value in wish.keys.items() if key != "value"}
    return Routed("lagging", given | {"who": selection(wish)} | ({"value": int(most)} if most.isdecimal() else {}))


def close_ones(wish: Wish, text: str) -> Routed:
    """«Остался только звонок»: the one thing may be named."""
    return Routed("close_ones", {**wish.keys, "who": selection(wish)} | gap_of(wish))


def answered(wish: Wish, text: str) -> Routed:
    """«Ответила ли Алиева»: what she got and what she said to it; «что она писала»: what both wrote about figures."""
    if len(wish.people) == 1 and asks_what_was_written(text):
        return Routed("thread_of", people(wish))
    return Routed("got", people(wish)) if len(wish.people) == 1 else Routed("answered")


def answer_dispute(wish: Wish, text: str) -> Routed:
    """Whose «это ошибка» it is about; of nobody by name the command says how."""
    verdict = {"value": wish.keys["value"]} if "value" in wish.keys else {}
    return Routed("answer_dispute", people(wish) | verdict, wish.rest if "who" in wish.keys and not wish.people else "")


def card(wish: Wish, text: str) -> Routed:
    """Of a class it is about whoever heads it."""
    if not wish.people and asks_whose_class(text) and (classes := class_names(text)):
        return Routed("whose_class", {"classes": ",".join(classes)})
    return with_people("card")(wish, text)


def summary(wish: Wish, text: str) -> Routed:
    """Of one colleague it is the card; of a group a list, and that is said."""
    who = selection(wish)
    if len(wish.people) == 1 and who == f"id:{wish.people[0]}":
        return Routed("card", people(wish))
    return Routed("summary", {"who": who} if who else {})


def own_class(wish: Wish, text: str) -> Routed:
    """What is told of a change is passed on as any other change; everything else is answered with the class."""
    return Routed("name_change" if tells_of_change(text) else "my_class")
