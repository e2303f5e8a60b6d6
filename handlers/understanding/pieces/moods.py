"""What a message without a word says: «👍», «🙏🙏», «😂»."""

import unicodedata

_THANKS = frozenset("🙏❤💐🌹🌷🌺👏🥰😍💕💖🤗😘🎉👍👌🤝")


def mood_of(text: str) -> str:
    """The code of a courtesy; empty where there are letters, digits, or nothing but marks."""
    if any(map(str.isalnum, text)):
        return ""
    if _THANKS & set(text):
        return "thanks"
    return "smalltalk" if any(unicodedata.category(one) == "So" for one in text) else ""
