"""Who says it, asks for it, or signs: «Саида Магомедовна просит …», «по словам Исаева», «Абдулаева на связи»."""

from collections.abc import Callable, Sequence

from handlers.understanding.particulars.mentions import Mention, clause_of, is_subject, norms_before, sentence_about
from handlers.understanding.reading.found import REASONS
from handlers.understanding.reading.tokens import Token

# Who asks for something or says it is not whom it is about.
ASKS = ("интересу", "спрашив", "спросил", "просит", "просил", "попрос", "требу", "хочет")
_SAYS_TEXT = """
    велел сказал говорит говорил предлага настаива хотел жалу передал уверя клян утвержда люб счита звонил звонит
    позвонил запрети запреща разреш позволи поручи распоряд напомнил подтверд обещал сообщил диктует высказ
"""
_ASKERS = (*ASKS, *_SAYS_TEXT.split())
_ASKER_REACH = 3  # words between a name and what they say
_SOURCES = ("словам", "слов", "просьб", "указани", "распоряжени", "разрешени", "поручени", "имени", "мнени", "данным")


def says(tokens: Sequence[Token], one: Mention) -> bool:
    """«Саида Магомедовна говорит, …», «директор очень просит», «сказала Петрова»; not «Алиева сообщила, что болеет»."""
    if _tells_of_herself(tokens, one):
        return False
    after = list(tokens[one.last + 1 : one.last + 1 + _ASKER_REACH])
    ends = next((place for place, token in enumerate(after) if _ends(token)), len(after))
    near = [token for token in after[:ends] if token.is_filler or token.norm.startswith(_ASKERS) or not token.concepts]
    near = near or after[:1]
    if one.person is not None and not one.person.guessed and not is_subject(tokens, one):
        near = []  # «напомни Борисовой, чтобы позвонила»
    behind = tokens[one.first - 1] if one.first else None
    told = behind is not None and behind.form == "past" and behind.norm.startswith(_ASKERS)
    told = told and (one.person is None or is_subject(tokens, one))  # «передали Борисовой»
    return told or any(token.norm.startswith(_ASKERS) and not token.denied for token in near)


def _ends(token: Token) -> bool:
    return token.kind == "mark" or bool(token.entity) or token.norm in ("она", "он", "они")


def _tells_of_herself(tokens: Sequence[Token], one: Mention) -> bool:
    """«Козлова сообщила мне, что увольняется»: nobody else is named before the verb."""
    ahead = list(tokens[one.last + 1 : one.last + 1 + _TOLD_REACH])
    at = next((place for place, token in enumerate(ahead) if token.norm == "что"), -1)
    if at < 1 or not ahead[0].norm.startswith(_ASKERS) or any(token.entity for token in ahead[:at]):
        return False
    verb = next((token for token in ahead[at + 1 :] if token.norm not in _OF_HERSELF), None)
    return verb is not None and verb.form in ("third", "past") and verb.means(*REASONS, "leave")


_TOLD_REACH, _OF_HERSELF = 8, frozenset({"она", "он", "сам", "сама", "тоже", "уже", "скоро", "завтра", "сейчас"})


def is_named_beside_a_caller(tokens: Sequence[Token], one: Mention) -> bool:
    """«Звонила методист, Галина Павловна, говорит, …»: set off by commas between two such verbs."""
    ahead = tokens[one.last + 1 : one.last + 3]
    set_off = norms_before(tokens, one.first) == [","] and [token.norm for token in ahead[:1]] == [","]
    return set_off and any(token.norm.startswith(_ASKERS) for token in ahead[1:])


def is_with_somebody(tokens: Sequence[Token], one: Mention) -> bool:
    """«Забрать у Журналовой», and not «спроси у Рамазановой»."""
    asks = any(tokens[place].norm.startswith(("спрос", "узна", "попрос")) for place in clause_of(tokens, one))
    return norms_before(tokens, one.first) == ["у"] and not asks


def is_source(tokens: Sequence[Token], one: Mention) -> bool:
    """«По словам Исаева», «с разрешения Звонковой», «по просьбе Алиевой»."""
    return any(word.startswith(_SOURCES) for word in norms_before(tokens, one.first)) and one.first > 1


def signs(tokens: Sequence[Token], one: Mention) -> bool:
    """«Это Марина Львовна, …», «Абдулаева на связи», «подпись моя Звонкова», «… Расписаньева. …»."""
    before = [word for word in norms_before(tokens, one.first, 3) if word != ","][-2:]
    after = [token.norm for token in tokens[one.last + 1 : one.last + 3]]
    ends = not after or after[0] in (",", ".", "!", "\n", ";", ":")
    here = after == ["на", "связи"] or after[:1] in (["здесь"], ["пишу"])
    here = here or (after[:1] == ["тут"] and after[1:] in ([], [","], ["."]))
    introduced = (before[-1:] == ["это"] or before == ["это", "я"]) and (ends or here)
    signed = "подпись" in before or before[-1:] in (["пишет"], ["вами"])
    whole = sentence_about(tokens, one)
    alone = [place for place in whole if tokens[place].kind == "word"] == list(range(one.first, one.last + 1))
    return is_subject(tokens, one) and (introduced or here or signed or (alone and len(whole) < len(tokens) - 1))


def is_with(tokens: Sequence[Token], one: Mention) -> bool:
    """«Мы тут с Саидой Магомедовной гадаем», and not «Мелкову с Глобусовой»."""
    before = norms_before(tokens, one.first, one.first)
    if len(before) > 1 and tokens[one.first - 2].entity == "who":
        return False
    return before[-1:] in (["с"], ["со"]) and not {"мы", "я"}.isdisjoint(before)


def introduces(tokens: Sequence[Token], one: Mention) -> bool:
    """«Алиева печатает, диктует Петрова: список …»: who does something before the colon behind which it is said."""
    colon = next((at for at in range(one.last + 1, len(tokens)) if tokens[at].norm in _OPENS), -1)
    if colon < 0 or tokens[colon].norm != ":" or any(token.norm in ".!?" for token in tokens[: one.first]):
        return False
    before = [token for token in tokens[:colon] if token.kind == "word" and not token.entity]
    acts = any(token.form == "third" for token in before)
    told = any(token.form in ("imp", "inf") and token.concepts and not token.is_filler for token in before)
    away = any(token.means(*REASONS, "leave", "come_go") or token.denied for token in before)
    subject = one.person is None or is_subject(tokens, one)
    return acts and subject and not (told or away) and len(before) <= _FEW and colon + 2 < len(tokens)


_OPENS, _FEW = frozenset({":", ".", "!", "?"}), 4


PARTS: tuple[Callable[[Sequence[Token], Mention], bool], ...] = (
    says,
    is_named_beside_a_caller,
    signs,
    is_with,
    introduces,
)
