"""What a message without a word says: «+», «👍», «🙏🙏», «😂»."""

import re
import unicodedata

_THANKS = frozenset("🙏❤💐🌹🌷🌺👏🥰😍💕💖🤗😘🎉👍👌🤝")
_AGREES = re.compile(r"\++1?")  # «+», «+1»


def mood_of(text: str) -> str:
    """The code of a courtesy; empty where there are words, or nothing but other marks: «…» agrees to nothing."""
    if _AGREES.fullmatch(text.strip()):
        return "yes"
    if any(map(str.isalnum, text)):
        return ""
    if _THANKS & set(text):
        return "thanks"
    return "smalltalk" if any(unicodedata.category(one) == "So" for one in text) else ""
