"""What a «не» or «ни» denies, before it or behind it."""

from itertools import takewhile

from handlers.understanding.reading.tokens.token import Token

_DENIES = frozenset({"не", "ни"})
# Between «не» and what it denies.
_PASSED_TEXT = """
    надо нужно нужна стоит могу может можем смог смогла смогли буду будем будет были был была еще совсем вообще
    пока больше всегда хочу хочет хотел хотела хотят хотелось до сих пор успел успела успели хватает просила просил
    смей смейте вздумай на в с из во со у к ко про о об для от хочется давай обязательно должна должен должны удалось
"""
_PASSED = frozenset(_PASSED_TEXT.split())
_AHEAD = 8  # words in which what need not be done is named
_AFTERWARDS = frozenset({"надо", "нужно", "стоит", "буду", "будем", "нужен", "нужна", "нужны", "требуется"})


def deny(found: list[Token]) -> None:
    words = [token for token in found if token.kind != "mark" or token.norm in ",.?!\n"]
    for place, token in enumerate(words):
        if token.norm not in _DENIES:
            continue
        following = place + 1
        while following < len(words) - 1 and words[following].norm in _PASSED:
            following += 1
        if following < len(words) and words[following].kind == "word":
            words[following].denied = True
        after = words[place + 1].norm if place + 1 < len(words) else ""
        if after in _AFTERWARDS:  # «не надо никому напоминать»
            for one in takewhile(lambda one: one.kind != "mark", words[place + 2 : place + 2 + _AHEAD]):
                one.denied = one.denied or (one.form == "inf" and bool(one.concepts))
        ends = place + 2 >= len(words) or words[place + 2].kind == "mark" or following + 1 >= len(words)
        if after in _AFTERWARDS and ends:
            before = [one for one in reversed(_clause(words[:place])) if one.kind == "word" and not one.is_filler]
            deed = next((one for one in before if one.form in ("inf", "imp") and one.concepts), None)
            things = [
                one for one in before if not one.means("day_word", "weekday")
            ] or before  # «рассылку завтра не надо»
            known = [one for one in things if one.form == "noun" and one.concepts - {"announcement_words"}] or things
            meant = deed if deed is not None else known[0] if known else None  # «напоминания Исаеву не надо»
            if meant is not None and meant.form != "past":
                meant.denied = True


_OTHERS = frozenset({"остальным", "остальных", "другим", "других", "прочим", "прочих"})


def _clause(words: list[Token]) -> list[Token]:
    """What stands behind the last «а», «но», where anything does: «толкни Петрова, а Исаева не надо»."""
    last = max((place for place, one in enumerate(words) if one.norm == "но" or _is_but(words, place)), default=-1)
    if words and words[-1].norm in _OTHERS:  # «Исаеву напомни, остальным не надо»
        last = len(words) - 2
    marks = [place for place, one in enumerate(words) if one.kind == "mark"]
    if marks and last < marks[-1] < len(words) - 1 and not any(map(_says_something, words[marks[-1] + 1 :])):
        last = marks[-1]  # «объяви всем, Борисовой не надо»
    return words[last + 1 :] if any(one.kind != "mark" for one in words[last + 1 :]) else words


def _says_something(token: Token) -> bool:
    """Not a name, which means nothing, a group, nor what joins them: «…, Садовой и физикам не надо»."""
    if token.norm in ("и", "тоже", "также"):
        return False
    concepts = {one for one in token.concepts if not one.startswith(("subject:", "post:"))}
    return not concepts <= {"filler", "everyday"} or (token.is_filler and token.kind == "word")


def _is_but(words: list[Token], place: int) -> bool:
    """«а», and not the letter of «5а»."""
    before = words[place - 1] if place else None
    of_class = before is not None and before.kind == "number" and before.end == words[place].start
    return words[place].norm == "а" and not of_class
