"""A message as words."""

from handlers.understanding.reading.tokens.token import Token
from handlers.understanding.reading.tokens.words import tokens_of

__all__ = ["Token", "tokens_of"]
