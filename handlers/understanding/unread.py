"""Words that nobody understood are kept for the next version, without what could name somebody."""

import re
from collections.abc import Sequence

from handlers.engine.talk import Talk
from handlers.understanding.around import people_spoken_of, school_spoken_of
from handlers.understanding.lexicon.words import meanings
from handlers.understanding.reading.people.roster import Roster
from handlers.understanding.reading.tokens import Token, tokens_of
from indicators.russian.first_names import FIRST_NAMES
from services.not_understood import has_room, keep
from storage.people.codes import codes_among, looks_like_code

GONE = "…"
_ADDRESS = re.compile(r"\S*(?:https?:|www\.|vk\.|max\.|t\.me|@|\[(?:id|club))\S*", re.IGNORECASE)
_DIGITS = re.compile(r"[\d()+-]{4,}")
# What surnames and patronymics end in, in any case; what no lexicon knows and ends so is left out.
_LIKE_A_NAME = re.compile(
    r".{2,}(?:[оеё]в|[иы]н|ск|цк)(?:а|у|ы|ой|ою|ым|ом|е|их|ых|ий|ая|ую|ого|ому|им|ими|ыми)?$"
    r"|.{2,}(?:енко|ко|юк|ук|як|ян|дзе|швили|иа|ых|их|ич|оглы|кызы|заде)(?:а|у|ом|ем|е|и)?$"
    r"|.{3,}(?:ович|евич|ьич|овн|евн|ичн|инишн)[а-я]{0,3}$"
)
_PATRONYMIC = re.compile(r".{3,}(?:ович|евич|ьич|овн|евн|ичн|инишн)[а-я]{0,3}$")
_FORMS = ("", "а", "я", "у", "ю", "ы", "и", "е", "ой", "ей", "ом", "ем", "й", "ь")
_SHORTEST = 3


async def keep_words(talk: Talk) -> None:
    """Whose school it was decides whether it is kept."""
    school, text = await school_spoken_of(talk), talk.text
    if school is None or not text or talk.in_chat:
        return
    ours = school
    if await talk.batch.once(("room", ours.id), lambda: has_room(talk.session, ours, talk.now)):
        roster = await people_spoken_of(talk, ours)
        keep(talk.session, ours, without_names(text, roster), talk.now, office=bool(talk.who.members))


def without_names(text: str, roster: Roster) -> str:
    """«передай … что завтра педсовет»: names, addresses, long numbers and codes are left out, rather one too many."""
    if looks_like_code(text):
        return GONE
    tidy = _ADDRESS.sub(GONE, " ".join(text.split()))
    for code in codes_among(tidy):
        tidy = tidy.replace(code, GONE)
    tidy = _DIGITS.sub(GONE, tidy)
    tokens = tokens_of(tidy)
    of_people = {place for named in roster.named(tokens) for place in named.places}
    parts, end = [], 0
    for place, token in enumerate(tokens):
        if place in of_people or _may_name(token, roster) or _before_patronymic(tokens, place):
            parts += [tidy[end : token.start], GONE]
            end = token.end
    return re.sub(rf"{GONE}(?:[\s.,-]*{GONE})+", GONE, "".join([*parts, tidy[end:]]))


def _before_patronymic(tokens: Sequence[Token], place: int) -> bool:
    """A first name that no list has: «Фирузат Магомедовна»."""
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    is_word = tokens[place].kind == "word" and not meanings(tokens[place].norm)[0]
    return is_word and behind is not None and _PATRONYMIC.match(behind.norm) is not None


def _may_name(token: Token, roster: Roster) -> bool:
    if token.kind != "word" or len(token.norm) < _SHORTEST:
        return False
    if _is_first_name(token.norm) or roster.fitting(token.norm, False):
        return True
    known, guessed = meanings(token.norm)
    if known and not guessed:
        return False
    return token.text[:1].isupper() or (not token.norm.isascii() and _LIKE_A_NAME.match(token.norm) is not None)


def _is_first_name(word: str) -> bool:
    return any(
        f"{word[: len(word) - cut]}{nominative}" in FIRST_NAMES
        for cut in (0, 1, 2)
        for nominative in ("", "а", "я", "й", "ь")
        if word[len(word) - cut :] in _FORMS and len(word) - cut >= _SHORTEST
    )
