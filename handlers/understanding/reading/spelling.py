"""How a message is written: capitals, ё, the wrong keyboard layout, Latin letters, words run together."""

import re
from collections.abc import Callable

_CYRILLIC = re.compile("[а-я]")
_MENTION = re.compile(r"\[(?:club|public|id)\d+\|[^\]]*\]|@[\w.]+")
_LOOK_ALIKES = str.maketrans("abcekmhoptxy", "авсекмнортху")
_LAYOUT = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё")
# «svodka»: Russian in Latin letters. After a vowel y is й, the longer combinations come first.
_PAIR_TEXT = "shch щ sch щ zh ж kh х ts ц ch ч sh ш yu ю ju ю ya я ja я yo е jo е ye е je е"
_PAIRS = _PAIR_TEXT.split()
_TRANSLITERATION = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)) | dict(
    zip("abvgdezijklmnoprstufhcyw'qx", "абвгдезийклмнопрстуфхцывькх", strict=True)
)
_LATIN_LETTERS = re.compile("|".join(sorted(_TRANSLITERATION, key=len, reverse=True)))
_SHORT_Y = re.compile(r"(?<=[aeiou])y(?![aeou])")
_LATIN_RUN = re.compile(r"[a-z\[\];',.`]*[a-z][a-z\[\];',.`]*")
# What stays as it is, whatever stands around it.
_OWN_TEXT = """
    excel exel xls xlsx ods csv doc docx word pdf png qr vk max telegram whatsapp viber discord skype teams zoom
    bot id url sferum mts it ok a4
"""
_OWN = frozenset(_OWN_TEXT.split())
# Shortened or tender, and as long forms the readers know them.
_IN_FULL_TEXT = """
    пон понедельник понед понедельник вторн вторник четв четверг чтв четверг пятн пятница субб суббота воскр воскресенье
    чел человек денечек денек денечка денька денечку деньку денечков деньков неделечка неделька неделечку недельку
    неделечки недельки
"""
_IN_FULL = dict(zip(_IN_FULL_TEXT.split()[::2], _IN_FULL_TEXT.split()[1::2], strict=True))
_BEFORE_TIME = {"след": "следующую", "прош": "прошлую", "тек": "текущую"}  # «до след среды», «за прош нед»


def plain(text: str) -> str:
    """Small letters, ё as е, and Latin letters that strayed into a Cyrillic word put right; as long as the text."""
    lower = text.lower()
    lower = (lower if len(lower) == len(text) else text).replace("ё", "е").replace("\u00a0", " ")
    return re.sub(r"[^\W\d_]+", _one_script, lower)


def _one_script(match: re.Match[str]) -> str:
    word = match[0]
    return word.translate(_LOOK_ALIKES) if _CYRILLIC.search(word) else word


def in_full(word: str, *, before_time: bool, behind_number: bool) -> str:
    """«до пон», «11 чел», «след среда», «2 четв»: the word that is meant; itself for any other."""
    if behind_number and word == "четв":
        return "четверть"
    return (_BEFORE_TIME.get(word) if before_time else None) or _IN_FULL.get(word, word)


def without_mentions(text: str) -> str:
    return _MENTION.sub(lambda match: " " * len(match[0]), text)


def in_russian(text: str, knows: Callable[[str], bool]) -> str:
    """Latin words as they were meant: typed in the wrong layout, or written by their sound."""
    if not re.search("[a-z]", text):
        return text
    words = re.findall(r"[a-z]+", text)
    strange = [word for word in words if word not in _OWN]
    if not strange or (_CYRILLIC.search(text) and len(strange) < 2):
        return text
    ways = (_layout(text), _sounded(text))
    known = [sum(knows(word) for word in re.findall(r"[а-я]+", way)) for way in ways]
    best = max(known)
    return ways[known.index(best)] if best else text


def _layout(text: str) -> str:
    turned = _LATIN_RUN.sub(lambda match: match[0] if match[0] in _OWN else match[0].translate(_LAYOUT), text)
    return turned.replace("ё", "е")


def _sounded(text: str) -> str:
    def sound(match: re.Match[str]) -> str:
        word = match[0]
        if word in _OWN:
            return word
        return _LATIN_LETTERS.sub(lambda found: _TRANSLITERATION[found[0]], _SHORT_Y.sub("j", word))

    return re.sub(r"[a-z']+", sound, text)
