"""Of what somebody is let off: of one thing («освободи от звонков», «чаты ей не положены») and not of everything."""

import re
from itertools import pairwise

from handlers.understanding.reading.clauses import clause_around, follow_on
from handlers.understanding.reading.figures import GAP_OF
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token

_LEADS = frozenset({"от", "по", "про", "о", "об", "насчет", "с", "без"})
_BETWEEN = (
    "их",
    "ых",
    "ой",
    "ую",
    "им",
    "ым",
    "ими",
    "ыми",
    "ого",
    "его",
    "ому",
    "ему",
    "ания",
    "ения",
    "анию",
    "ению",
)
_OF_PERSONS = frozenset({"него", "нему", "ним", "них", "ними"})
_POINTS = ("показател", "пункт", "требовани", "критери")
_OFF = ("сним", "снят", "снял", "убер", "убра", "вычерк", "отмен", "отключ", "нельзя", "незачем", "исключени", "разреш")
_ASKED = ("требу", "треб", "спраш", "спрос", "счита", "учит", "положен", "обяза", "нужен", "нужн")  # where it is denied
_WHAT_FOR = ("какой", "какая", "какие", "какое", "никак", "ни", "зачем", "незачем")
# Whoever is let off everything.
_ALTOGETHER = re.compile(
    r"\b(?:совсем|вообще|полностью|ничего|никаких (?:сообщ|напомин|пис)\w*|ни слова|в покое|из (?:рассыл|спис|учет)\w*"
    r"|не (?:трога|дерга|тревож|беспоко|мучай)\w*|человека|молчи)\b"
)
_ONLY = frozenset({"только", "лишь", "одна", "одну", "один", "одни", "кроме"})


def things_let_off(sentence: Sentence) -> list[str]:
    """As gaps; none where everything is meant."""
    named = [(place, thing) for place, thing in sentence.figures.said.items() if thing in GAP_OF]
    if not named or only_kept(sentence):
        return []
    tokens = sentence.tokens
    pointed = any(token.norm.startswith(_POINTS) for token in tokens)
    away = bool(sentence.reason or sentence.when.ends or sentence.when.starts or sentence.when.days)
    altogether = _ALTOGETHER.search(sentence.text.lower().replace("ё", "е")) is not None
    found = {
        place
        for place, _ in named
        if _is_noun(tokens[place])
        and (
            pointed
            or _is_led(tokens, place)
            or (not altogether and (_is_not_asked(tokens, place) or (not away and _is_wondered_at(tokens, place))))
        )
    }
    for (first, _), (second, _) in pairwise(named):  # «сними с неё чаты и звонки»
        if {first, second} & found and follow_on(tokens, first, second):
            found |= {first, second}
    found = {place for place in found if not _is_still_asked(tokens, place)}
    return list(dict.fromkeys(GAP_OF[thing] for place, thing in named if place in found))


def only_kept(sentence: Sentence) -> str:
    """«С неё только регистрация»: the one thing that is still asked."""
    for place in sentence.figures.said:
        before = sentence.tokens[max(0, place - 2) : place]
        if any(token.norm in _ONLY for token in before):
            return f"{before[-1].text if before[-1].norm in _ONLY else 'только'} {sentence.tokens[place].text}"
    return ""


def says_which(sentence: Sentence, place: int) -> bool:
    """«От группового звонка», «от учебного профиля»: an adjective of the thing, which may look like a reason."""
    return place > 0 and place + 1 in sentence.figures.said and sentence.tokens[place - 1].norm in _LEADS


def _is_noun(token: Token) -> bool:
    """«звонки», and not «звонила»."""
    return token.form in ("noun", "first", "second")


def _is_led(tokens: list[Token], place: int) -> bool:
    """«от показателя по родителям», «про журнал не спрашивай», «от трёх сообщений»."""
    lead = [token.norm for token in tokens[max(0, place - 2) : place] if token.kind != "number"]
    if len(lead) > 1 and lead[1].endswith(_BETWEEN) and lead[1] not in _OF_PERSONS:
        lead = lead[:1]
    return bool(lead) and lead[-1] in _LEADS


def _is_not_asked(tokens: list[Token], place: int) -> bool:
    """«Звонки не считаем», «сними с неё чаты», not «сообщения с него спрашивайте»."""
    said = [tokens[at] for at in clause_around(tokens, place, place)]
    denied = any(one.denied or one.norm in ("не", "ни") for one in said)
    return any(one.norm.startswith(_OFF) or (denied and one.norm.startswith(_ASKED)) for one in said)


def _is_still_asked(tokens: list[Token], place: int) -> bool:
    """«Освободи от звонков, чат с него спрашивай»."""
    said = [tokens[at] for at in clause_around(tokens, place, place)]
    return any(one.norm.startswith(("требуй", "спрашив")) and one.form == "imp" and not one.denied for one in said)


def _is_wondered_at(tokens: list[Token], place: int) -> bool:
    """«Какой ей журнал», «никаких чатов»; of somebody who is ill it is said of everything."""
    return any(token.norm.startswith(_WHAT_FOR) for token in tokens[max(0, place - 4) : place])
