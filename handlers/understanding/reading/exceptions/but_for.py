"""All but those: «кроме Алиевой и началки», «без совместителей», «только не физруков», «кто не на больничном»."""

from collections.abc import Sequence

from handlers.understanding.reading.exceptions.leaving_out import leave_out, leave_out_strangers
from handlers.understanding.reading.exceptions.naming import NAMING, PREPOSITIONS, strange_names, strange_surnames
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token

EXCEPT = frozenset({"кроме", "исключая", "исключением", "помимо", "окромя"})
_LESS = frozenset({"без", "минус"})
_BESIDES = frozenset({"того", "этого", "шуток"})  # «кроме того»
_SPEAKERS = frozenset({"нас", "меня", "вас"})  # «кроме нас, у Розы Ильдусовны», not «кроме меня и директора»
_TELLS_ON = frozenset({"что", "чтобы", ":", "это"})
_BETWEEN_NAMES = PREPOSITIONS | {",", "и", "не"}


def leave_out_but_for(sentence: Sentence) -> None:
    for place, token in enumerate(sentence.tokens):
        counts_out = token.norm in ("считать", "считая", "считаем") and token.denied and _asked_before(sentence, place)
        if (
            counts_out
            or token.norm in EXCEPT
            or (token.norm in _LESS and _names_soon(sentence.tokens, place))
            or _are_not(sentence.tokens, place)
            or (token.norm in _LESS and strange_surnames(sentence, (place + 1,)))  # «без Лаптевой», who is nobody
        ):
            token.entity = "except"
            if not _leaves_out_nobody(sentence.tokens, place + 1):
                places = range(place + 1, _end(sentence.tokens, place + 1))
                leave_out(sentence, places)
                leave_out_strangers(sentence, strange_names(sentence, places))
    _leave_out_only_not(sentence)
    _leave_out_away(sentence)


def _are_not(tokens: Sequence[Token], place: int) -> bool:
    """«У кого нет классного руководства»: all but those."""
    following = tokens[place + 1 : place + 2]
    whose = place > 1 and tokens[place - 1].norm in ("кого", "которых") and tokens[place - 2].norm == "у"
    return tokens[place].norm == "нет" and whose and any(one.entity == "group" for one in following)


def _leave_out_only_not(sentence: Sentence) -> None:
    """«Всех без чата, только не физруков», «но не Петрову», «всем, не Исаеву»."""
    tokens = sentence.tokens
    for place in range(1, len(tokens) - 1):
        leads = tokens[place - 1].norm in ("только", "но", "лишь") or _is_for_all(tokens[:place])
        if tokens[place].norm != "не" or not leads:
            continue
        last = _last_named(tokens, place)
        known = last > place and leave_out(sentence, range(place, last + 1))
        if known or leave_out_strangers(sentence, strange_names(sentence, (place + 1,))):
            tokens[place - 1].entity = tokens[place].entity = "except"


def _leave_out_away(sentence: Sentence) -> None:
    """«Тем, кто не на больничном»: whoever is, is left out."""
    tokens = sentence.tokens
    for place, one in enumerate(tokens):
        if one.entity == "state" and one.about == ("state:excused",) and one.denied:
            leave_out(sentence, (place,))


def _is_for_all(before: Sequence[Token]) -> bool:
    """«Напомни всем», and not «скажи всем, что», where it is told what happened."""
    for_all = any(one.means("all_word") and not one.denied for one in before)
    return for_all and not any(one.norm in _TELLS_ON for one in before)


def _last_named(tokens: Sequence[Token], place: int) -> int:
    """Where a row of names ends that begins behind this place: «не Исаева, Тестову и не Петрова»."""
    last = place
    for at in range(place + 1, len(tokens)):
        if tokens[at].entity in NAMING:
            last = at
        elif tokens[at].norm not in _BETWEEN_NAMES:
            break
    return last


def _leaves_out_nobody(tokens: Sequence[Token], place: int) -> bool:
    following = [token.norm for token in tokens[place : place + 2]]
    return following[:1] != [] and (
        following[0] in _BESIDES or (following[0] in _SPEAKERS and following[1:] not in (["и"], [","]))
    )


def _asked_before(sentence: Sentence, place: int) -> bool:
    """«…, если не считать совместителей», «не считая Петрова»: behind what is asked for."""
    return place > 2 and _names_soon(sentence.tokens, place)


_WHO_IS = frozenset({"тех", "те", ",", "кто", "на"})  # «без тех, кто болеет»


def _names_soon(tokens: Sequence[Token], place: int) -> bool:
    """«без совместителей», «без учителей началки»."""
    following = [one for one in tokens[place + 1 : place + 6] if one.norm not in _WHO_IS][:2]
    near = following[1:] if following and following[0].means("staff") and not following[0].entity else following[:1]
    return any(token.entity in NAMING for token in near)


def _end(tokens: Sequence[Token], first: int) -> int:
    """A list of names goes over commas, up to the end of the sentence or the next thing that is asked for."""
    of_all = (at for at in range(first + 1, len(tokens)) if _is_of_all(tokens, at))  # «кроме Исаева все историки …»
    all_at = next(of_all, len(tokens))
    return next((place for place in range(first, all_at) if _ends(tokens[place])), all_at)


def _is_of_all(tokens: Sequence[Token], place: int) -> bool:
    return tokens[place].norm in ("все", "всех", "всем", "кто") and tokens[place - 1].entity in NAMING


def _ends(token: Token) -> bool:
    return token.norm in (".", "?", "!", "но", ":") or (
        not (token.entity or token.is_filler) and token.kind == "word" and token.form == "imp" and bool(token.concepts)
    )
