"""Telling whether two spellings name one school."""

import re

_NOT_WORDS = re.compile(r"[^0-9a-zа-я]+")


def school_key(name: str) -> str:
    """The name without case, quotes, punctuation and «№»: «МБОУ "СОШ № 5"» and «мбоу сош №5» are one school.

    Nothing is guessed beyond that: «СОШ 5» and «Школа 5» may be two schools of one town.
    """
    return _NOT_WORDS.sub(" ", name.casefold().replace("ё", "е").replace("№", " ")).strip()
