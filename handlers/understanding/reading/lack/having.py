"""What is told to be there already: «с чатом», «звонил», «журнал связан», «завёл чат»."""

from collections.abc import Collection, Mapping, Sequence

from handlers.understanding.reading.clauses import ABOUT, clause_around
from handlers.understanding.reading.tokens import Token

_LEADS = ABOUT | {"на", "по", "за", "в", "во", "из", "с", "к", "без", "не"}
_GIVEN_UP = ("забы", "пропус", "прогул", "заброс", "брос", "потер", "удал", "отмен", "сорв")
_MANAGED = ("смог", "успе", "сумел", "нача")
_THERE = frozenset({"есть", "имеется", "имеются", "был", "была", "были", "уже"})


def is_held(tokens: Sequence[Token], said: Mapping[int, str], lacking: Collection[str], place: int) -> bool:
    """«С чатом», «звонил», «чат есть», «журнал связан»."""
    places = clause_around(tokens, place, place)
    clause = [tokens[at] for at in places]
    if said[place] in lacking or any(one.denied or _is_of_another(one) for one in clause):
        return False
    before = [one.norm for one in tokens[max(0, place - 3) : place]]
    beside = ("с" in before or "со" in before) and "без" not in before
    made = any(is_made(tokens, said, at) for at in places if at < place)
    behind = [tokens[at] for at in places if at >= place and tokens[at].form in ("past", "part")]
    done = any(one.concepts and not (one.entity or one.is_filler or is_given_up(one)) for one in behind)
    done = done and not any(one.form == "inf" for one in clause)
    return beside or made or done or any(one.norm in _THERE for one in clause)


def _is_of_another(token: Token) -> bool:
    """«Я уже позвонила», «Исаева звонила»: nobody is chosen by that."""
    return token.means("me") or token.norm in _OTHERS or token.entity in ("who", "group", "class", "stranger")


_OTHERS = frozenset({"я", "мы", "мне", "вы", "ты", "он", "она", "они"})


def is_given_up(verb: Token) -> bool:
    """«Забыл», «пропустил»: nothing was made."""
    return verb.norm.startswith(_GIVEN_UP)


def is_made(tokens: Sequence[Token], said: Mapping[int, str], place: int) -> bool:
    """A verb whose object is the thing: it stands behind it, and nothing leads from one to the other; not «забыл
    создать чат», «пропустил звонок»."""
    verb, thing = tokens[place], next((at for at in said if at > place), None)
    if verb.form != "past" or verb.norm.startswith(_GIVEN_UP) or thing is None:
        return False
    between = tokens[place:thing]
    ahead = any(one.form == "inf" and one.kind == "word" and not one.is_filler for one in between)
    is_still_to_do = ahead and not verb.norm.startswith(_MANAGED)
    return not is_still_to_do and not any(one.norm in _LEADS or one.kind == "mark" for one in between)
