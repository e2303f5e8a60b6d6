"""Messages that are nothing but a kind word."""

from collections.abc import Sequence

from handlers.understanding.reading.tokens import Token, tokens_of

_SHORT_THANKS = 5  # words
_GOODBYE, _PAPER = "свидания", "благодарств"
_ASSENT_TEXT = "ок окей хорошо понятно понял поняла ясно ладно отлично супер здорово молодец договорились"
_ASSENT = frozenset(_ASSENT_TEXT.split())
# Said to nothing in particular, unless a question waits.
_YES_OR_NO = frozenset({"да", "нет", "ага"})
_AROUND_TEXT = (
    "жду ждать буду ответа большое огромное вам тебе за помощь утро день вечер дня до всего хорошо понятно понял поняла"
)
_AROUND = frozenset(_AROUND_TEXT.split())


def thanks(text: str) -> bool:
    return any(map(_is_thanks, tokens_of(text)))


def greets(text: str) -> bool:
    return any(map(_is_greeting, tokens_of(text)))


def only_polite(text: str, *, greeting: bool) -> bool:
    """Thanks, «понятно», a sign of no words; a greeting where that is one, otherwise «да» and «нет»."""
    words = [one for one in tokens_of(text) if one.kind == "word"]
    if not words:
        return not any(map(str.isdigit, text)) and "?" not in text  # 👍, «+», «)))»
    if _is_thanks(words[0]) and len(words) <= _SHORT_THANKS:
        return True
    return any(_is_polite(one, greeting=greeting) for one in words) and _are_around(words, greeting=greeting)


def _are_around(words: Sequence[Token], *, greeting: bool) -> bool:
    return all(_is_polite(one, greeting=greeting) or _is_greeting(one) or one.norm in _AROUND for one in words)


def _is_polite(token: Token, *, greeting: bool) -> bool:
    also = _is_greeting(token) if greeting else token.norm in _YES_OR_NO
    return _is_thanks(token) or token.norm in _ASSENT or also


def _is_thanks(token: Token) -> bool:
    return (
        token.means("thanks") and token.form != "inf" and not token.norm.startswith(_PAPER)
    ) or token.norm == _GOODBYE


def _is_greeting(token: Token) -> bool:
    return token.means("greet")
