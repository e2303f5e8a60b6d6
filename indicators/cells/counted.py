"""Cells that say what they count: «3 зв.», «5 сообщ. в группах», «исх.: 4», «не менее 3 сообщений за неделю»."""

import re
from functools import lru_cache
from typing import Final

from indicators.lexicon.lookup import of_word
from indicators.russian.rules import is_infinitive

# What may be counted, by whom, where and when; any other word («5 класс», «3 дня назад») makes a number something else.
_COUNTED: Final = frozenset(
    {
        *("count", "message", "call", "chat", "group", "grouped", "outgoing", "pupil", "parent", "max", "platform"),
        *("make", "write", "send", "create", "self", "register", "connect", "join", "link", "week", "current"),
    }
)
_PASSED_OVER: Final = frozenset({"в", "во", "за", "на"})
_FEMALE: Final = re.compile(r"(?<=\w)\((?:л?а|ла?сь|на|ая|ы|е|о|ов|ка)\)")
_THREE: Final = re.compile(r"\bтр(?:и|[её]х)\b")
_TEN: Final = re.compile(r"\bдесят[ьи]\b")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?")
_BOUND: Final = re.compile(
    r"(?:более|больше|выше|свыше|менее|меньше|ниже|не|чем|от|до|и|или|мин|max|min|макс|максимум|минимум|как|хотя|бы|из|"
    r"of|с|е)\.?"
)
_BELOW_ZERO: Final = re.compile(r"[-−]\d")
_A_WEEK: Final = re.compile(r"\bнедел[яие]\b")  # «5 за неделю» counts, «46 неделя» and «2 недели» do not
_LONGEST = 60


def in_figures(text: str) -> str:
    """«не менее трёх» is «не менее 3»."""
    return _TEN.sub("10", _THREE.sub("3", text))


def figure_of(text: str) -> str:
    """The text in small letters without the words of what it counts: «3 и более», «5»; empty where it says more."""
    return _parted(text)[0]


def counted_words(text: str) -> str:
    """These words; empty where the text holds no figure, or says more."""
    return _parted(text)[1]


@lru_cache(maxsize=10_000)
def _parted(text: str) -> tuple[str, str]:
    if len(text) > _LONGEST:
        return "", ""
    text = in_figures(_FEMALE.sub("", text.lower().replace("ё", "е")))
    if not any(sign.isdigit() for sign in text) or _BELOW_ZERO.match(text) or _A_WEEK.search(text):
        return "", ""
    words = [word.strip(".") for word in _WORD.findall(text) if not _BOUND.fullmatch(word)]
    if not any(map(_is_counted, words)) or not all(word in _PASSED_OVER or _is_counted(word) for word in words):
        return "", ""
    bare = _WORD.sub(lambda word: word[0] if _BOUND.fullmatch(word[0]) else " ", text)
    return " ".join(bare.split()).strip(" .:;,-–—=()"), " ".join(words)


def _is_counted(word: str) -> bool:
    if is_infinitive(word):
        return False  # «написать 10 сообщений» is still to be done
    return (of_word(word) or ("",))[0] in _COUNTED
