"""What a heading means: a dictionary of phrases first, likeness second (then it is marked as a guess)."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from indicators.headings.dictionary import DICTIONARY, IGNORED, PERIODS, WORDS

_LEFT_OUT: Final = str.maketrans({"ё": "е", "\u00ad": "", "\u200b": "", "_": " "})
_LOOKALIKE: Final = str.maketrans("aceopxykmthb", "асеорхукмтнв")
_MIXED: Final = re.compile(r"\w*[а-я]\w*[a-z]\w*|\w*[a-z]\w*[а-я]\w*")
_SPELLINGS: Final = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?<=[а-я])-\s*\n\s*(?=[а-я])", ""),  # a word broken at the end of a line
        (r"\bкол\W{0,3}во\b|\bк-во\b|\bколич\b\.?", "количество"),
        (
            r"\bне\s+(менее|меньше|ниже|мене)\b|\bхотя\s+бы\b|\bот\b(?=\s+\d)|>=|≥|⩾|\bmin\b|\bмин\.?(?=\s*\d)",
            " минимум ",
        ),
        (r"\bболее\b(?=\s+\d)|\bбольше\b(?=\s+\d)|\bсвыше\b(?=\s+\d)", " минимум "),
        (r"\bтри\b|\bтр[её]х\b|\b3-?х\b", "3"),
        (r"\bдесят[ьи]\b|\b10-?ти\b", "10"),
        (r"\bодин\b|\bодного\b|\bодной\b|\bодна\b", "1"),
        (r"\bф\.?\s*и\.?\s*о\b\.?", "фио"),
        (r"\b(?:сооб|соб)[шщ]+(?=ен)|\bсообш", "сообщ"),
        (r"\bгруп(?=ов)|\bгр\b\.?\s*(?=чат|сообщ|бесед)", "групп "),
        (r"\bл\s*[/.]\s*с\b", "лс"),
        (r"\b3(?=вон|арег|апис)", "з"),  # a digit that looks like the letter
        # «связан / не связан» lists the answers, the heading asks for the first
        (r"\b(\w{4})(\w*)\s*(?:[/\\|,;–—-]|\bили\b)\s*не\s*\1\w*", r"\1\2"),
        (r"\bне\s*(\w{4})\w*\s*(?:[/\\|,;–—-]|\bили\b)\s*(\1\w*)", r"\2"),
        (r"\bуч-к\w*|\bуч-ц\w*|\bуч-ник\w*", "ученики"),
        (r"\bуч-ся\b|\bуч-с[ья]\b|\bобуч-ся\b", "учащиеся"),
        (r"\bвк\b\s*мессенджер\w*|\bvk\b\s*мессенджер\w*|\bvk\b\s*messenger\b", "мессенджер вк"),
        (r"\bэлектронн\w*\s+образовани\w*", "эжд"),
        (r"\bэ\.\s*ж\.\s*д?\b\.?", "эжд"),
    )
)
_MONTHS: Final = r"(?:янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*"
_DATES: Final = re.compile(
    rf"(?<![\d.,])\d{{1,2}}[./]\d{{1,2}}(?:[./](?:20)?\d\d)?(?![\d.,])|20\d\d-\d\d-\d\d|"
    rf"\d{{1,2}}\s*(?:[-–—]|по)\s*\d{{1,2}}(?=\s+{_MONTHS})|\d{{1,2}}(?=\s+{_MONTHS})"
)
_BRACKETED: Final = re.compile(r"\([^)]*\)?")
_NONE: Final = ("нет", "без")
_EITHER: Final = frozenset({"да", "есть", "имеется"})
# Beginnings of words that turn a heading into its opposite, or into what is still to be done.
_OPPOSITE: Final = re.compile(
    r"\b(?:отсутств|нехват|недост|остал|остат|задолж|должник|долг|требу|нужда|нужно|необходим|отказ|отключ|отвяз|заблок|"
    r"причин|дефицит)"
)
_TOKEN: Final = re.compile(r"№|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """`code` is a meaning of the dictionary; a `guess` is shown to the officer as one."""

    code: str
    guess: bool = False


@dataclass(frozen=True, slots=True)
class _Phrase:
    code: str
    required: tuple[frozenset[str], ...]
    forbidden: frozenset[str]
    whole: bool
    first: bool
    line: int


@lru_cache(maxsize=20_000)
def plain_heading(text: str) -> str:
    """Small letters, usual abbreviations written out, signs dropped: what two spellings have in common."""
    text = text.lower().translate(_LEFT_OUT).replace("\u00a0", " ")
    text = _MIXED.sub(lambda match: match[0].translate(_LOOKALIKE), text)
    for pattern, plain in _SPELLINGS:
        text = pattern.sub(plain, text)
    return " ".join(_TOKEN.findall(text))


def _phrases() -> list[_Phrase]:
    found = []
    for line, (code, text) in enumerate(DICTIONARY):
        for phrase in text.split(";"):
            for word, stems in WORDS.items():
                phrase = phrase.replace(word, stems)
            words = phrase.split()
            whole, first = words[0] == "^", words[0] == "!"
            required = tuple(frozenset(w.split("|")) for w in words[whole or first :] if not w.startswith("-"))
            forbidden = frozenset(s for w in words if w.startswith("-") for s in w[1:].split("|"))
            found.append(_Phrase(code, required, forbidden, whole, first, line))
    return found


_PHRASES: Final = _phrases()
_STEMS: Final = frozenset(s for p in _PHRASES for group in (*p.required, p.forbidden) for s in group)
_BY_STEM: Final[dict[str, list[_Phrase]]] = {}
for _phrase in _PHRASES:
    for _stem in _phrase.required[0]:
        _BY_STEM.setdefault(_stem, []).append(_phrase)
_LONG_STEMS: Final = sorted(s for s in _STEMS if len(s) >= 5 and not s.startswith("="))


def _tokens(heading: str) -> list[str]:
    """The words of a heading without its dates: «Сообщений 10.11.2026» is not about ten messages."""
    return plain_heading(_DATES.sub(" ", heading.lower())).split()


def says_opposite(heading: str) -> bool:
    """«Отсутствует связь с ЭЖД», «Нет чатов», «Не хватает сообщений»: «да» there is no «да» of the fact.

    What stands in brackets only explains: «Связан с ЭЖД (если нет, указать причину)».
    """
    tokens = plain_heading(_DATES.sub(" ", _BRACKETED.sub(" ", heading.lower()))).split()
    if not tokens:
        return False
    if tokens[0] in _NONE and not _EITHER & set(tokens):
        return True
    return "не" in tokens or tokens[0].startswith("норм") or _OPPOSITE.search(" ".join(tokens)) is not None


@lru_cache(maxsize=20_000)
def meaning_of(heading: str) -> Meaning | None:
    """The dictionary's answer, or `None`."""
    tokens = _tokens(heading)
    code = _look_up(tokens) if tokens else None
    if code and code != IGNORED and says_opposite(heading):
        return Meaning(IGNORED)
    if code in PERIODS and _DATES.search(heading.lower()):
        return None  # it says a week itself and is not over a column of weeks
    return Meaning(code) if code else None


@lru_cache(maxsize=4_000)
def guess_of(heading: str) -> Meaning | None:
    """The dictionary's answer for the heading as it was probably meant: one slip of the pen a word."""
    tokens = _tokens(heading)
    if says_opposite(heading):
        return None
    mended = [_mended(token) for token in tokens]
    if mended == tokens:
        return None
    code = _look_up(mended)
    return Meaning(code, guess=True) if code and code != IGNORED else None


def _mended(token: str) -> str:
    from rapidfuzz.distance import OSA

    if len(token) < 5 or _stems_in(token) or not token.isalpha():
        return token
    for stem in _LONG_STEMS:
        if OSA.distance(token[: len(stem)], stem, score_cutoff=1) <= 1:
            return stem
    return token


def _stems_in(token: str) -> list[str]:
    return [token[:length] for length in range(1, len(token) + 1) if token[:length] in _STEMS]


def _look_up(tokens: list[str]) -> str | None:
    stems: set[str] = set()
    for token in tokens:
        if token.isdecimal():
            stems.update({token} & _STEMS)
            continue
        stems.update(_stems_in(token))
        stems.update({f"={token}"} & _STEMS)
    best: tuple[bool, int, int] | None = None
    code = None
    for stem in stems:
        for phrase in _BY_STEM.get(stem, ()):
            if phrase.whole and len(tokens) != len(phrase.required):
                continue
            if phrase.forbidden & stems or not all(group & stems for group in phrase.required):
                continue
            rank = (phrase.first, len(phrase.required) + phrase.whole, -phrase.line)
            if best is None or rank > best:
                best, code = rank, phrase.code
    return code


_PERCENT: Final = re.compile(r"%|процент|доля")


def is_percent(heading: str) -> bool:
    return _PERCENT.search(heading.lower()) is not None
