"""Which headings are the same, however they are spelled."""

from indicators.lexicon.spelling import spelled, words_of


def plain_heading(text: str) -> str:
    """Small letters, usual abbreviations written out, signs dropped: what two spellings have in common."""
    return " ".join(word.text for word in words_of(spelled(text)) if word.text not in "()[]")
