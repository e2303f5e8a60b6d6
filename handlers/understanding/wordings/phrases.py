"""From what somebody wrote to what they mean. Forgiving about spelling, strict about meaning."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from handlers.understanding.wordings.intent import Intent
from handlers.understanding.wordings.intents import INTENTS

_CYRILLIC = re.compile("[а-я]")
# Whom the words are said to; a person's page is whom they are about.
_MENTION = re.compile(r"\[(?:club|public)\d+\|[^\]]*\]|@(?:club|public)\d+|^\s*@(?!id\d)[\w.]+")
# A word, a number, or a date: dots and dashes belong to it only between its own characters.
_TOKEN = re.compile(r"\d+(?:[.:/–-]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*")
_START = """
    а ну и вот же покажи покажите показать дай дайте выведи скажи скажите хочу можно мне пожалуйста бот дежурный
    привет здравствуйте здравствуй добрый доброе день вечер утро нужна нужен нужно нужны посмотреть увидеть узнать
    сделайте сформируйте поставьте алло значит тогда
    подскажи подскажите открой давай давайте будьте добры пришли пришлите сделай сформируй плиз слушай слушайте
    скинь скиньте кинь сбрось сбросьте глянь гляньте хотела хотел бы можешь можете сможешь прошу пж так ладно ок окей
    хорошо спасибо нам надо быстро распечатай распечатайте напечатай
"""
_POLITE_START = frozenset(_START.split())
_END = """
    пожалуйста спасибо плиз бот дежурный сейчас сегодня заранее дай дайте покажи покажите скинь пришли пришлите мне нам
    пж спс благодарю надо нужно нужна нужен можно быстро быстрее большое
"""
_POLITE_END = frozenset(_END.split())
# Said anywhere they change nothing; the longer first.
_FILLER_TEXT = """
    на этой неделе · на прошлой неделе · за эту неделю · за прошлую неделю · в нашей школе · за неделю · у нас ·
    в школе · еще · там · вообще · уже · сейчас · сегодня · пожалуйста · мне · нам · дай · дайте · бы · ли · список ·
    списком · всех · сколько · людей ·
    человек · учителей · педагогов · сотрудников · учителя · педагоги · коллег · именно
"""
_FILLERS = tuple(tuple(phrase.split()) for phrase in _FILLER_TEXT.split("·"))
_LOOK_ALIKES = str.maketrans("abcekmhoptxy", "авсекмнортху")
_LAYOUT = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё")
_LATIN_WORD = r"(?:[a-z\[\];',.`!?:-]+|\d+)"
_LATIN_TEXT = re.compile(rf"{_LATIN_WORD}(?:\s+{_LATIN_WORD})*")
# «svodka»: Russian in Latin letters. After a vowel y is й, the longer combinations come first.
_PAIR_TEXT = "shch щ sch щ zh ж kh х ts ц ch ч sh ш yu ю ju ю ya я ja я yo е jo е ye е je е"
_PAIRS = _PAIR_TEXT.split()
_TRANSLITERATION = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)) | dict(
    zip("abvgdezijklmnoprstufhcyw'qx", "абвгдезийклмнопрстуфхцывькх", strict=True)
)
_LATIN_LETTERS = re.compile("|".join(sorted(_TRANSLITERATION, key=len, reverse=True)))
_SHORT_Y = re.compile(r"(?<=[aeiou])y(?![aeou])")
# «паузу не ставить», «удалить мои данные? нет», «пока не отправляй»: the command's words are there, and no wish.
_DECLINING = re.compile(
    r"^(?:(?:ой|ну|пока|лучше|да|нет|я|уже|все|стоп|спасибо)\W+)*"
    r"не\s*(?:отправ|рассыл|дел|загру|удал|исключ|став|буд|надо|нуж|стоит)"
    r"|(?:\bнет|\bне\s*(?:надо|нуж[ен]\w*|стоит|буд\w*)(?:\s+\w+)?|\bпередумал\w*)(?:\s+наверное)?\W*$"
    r"|\bне\s+(?:отправ|рассыл|дела|загру|удал|исключ|став)\w+\W*$"
)
_ONE_TYPO_FROM = 5
_TWO_TYPOS_FROM = 9
_LONGEST_ENDING = 5
_LONGEST_TEXT = 300


@dataclass(frozen=True, slots=True)
class Recognised:
    """`rest` is what followed the phrase, as it was written; `typos` counts the forgiven letters."""

    intent: Intent
    rest: str = ""
    typos: int = 0


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


# One letter makes of «сделаю» an order or a report: «сделай», «сделал».
_AS_WRITTEN = frozenset({"promise"})


def recognise(text: str) -> Recognised | None:
    """What the text asks for, or None when it is not clear: then nothing must be done but ask."""
    if len(text) > _LONGEST_TEXT:
        return None
    found = next((found for one in readings(text) if (found := _recognise(one)) is not None), None)
    if found is not None and found.typos and found.intent.code in _AS_WRITTEN:
        return None
    if found is None or found.intent.takes_no or plain(text).startswith("не"):
        return found
    return None if declines(found.rest) else found


def declines(text: str) -> bool:
    """Whether somebody says that something is not to be done."""
    return _DECLINING.search(plain(text).strip()) is not None


def readings(text: str) -> list[str]:
    """The text as it stands; in Latin letters also as typed with the keyboard not switched, and as transliterated."""
    lower = text.lower().strip()
    if not _LATIN_TEXT.fullmatch(lower):
        return [text]
    sounded = _LATIN_LETTERS.sub(lambda match: _TRANSLITERATION[match[0]], _SHORT_Y.sub("j", lower))
    return [text, lower.translate(_LAYOUT), sounded]


@lru_cache(maxsize=4096)
def _recognise(text: str) -> Recognised | None:
    text = _MENTION.sub(lambda match: " " * len(match[0]), text)
    words = [_Word(plain(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    short = _without_manners(words)
    for typos in (False, True):
        found = [one for one in (_looked_up(some, words, text, typos) for some in (words, short)) if one is not None]
        if found:
            return min(found, key=lambda one: (-one[1], bool(one[0].rest)))[0]
        loose = _looked_up(_without_fillers(short), words, text, typos)
        if loose is not None:
            return loose[0]
    return None


def _looked_up(
    candidate: Sequence[_Word], words: Sequence[_Word], text: str, typos: bool
) -> tuple[Recognised, int] | None:
    """What some of the words mean, and how many of them the phrase takes."""
    after = words[words.index(candidate[-1]) + 1 :] if candidate else []
    return _best(candidate, text, after[0].start if after else len(text), typos)


def plain(text: str) -> str:
    """Small letters, ё as е, and Latin letters that strayed into a Cyrillic word put right."""
    lower = text.lower().replace("ё", "е")
    is_mixed = _CYRILLIC.search(lower) or lower == "max"  # whose name is typed in either letters
    return lower.translate(_LOOK_ALIKES) if is_mixed else lower


def _without_manners(words: Sequence[_Word]) -> list[_Word]:
    """Greetings before the matter and thanks after it change nothing."""
    start, end = 0, len(words)
    while start < end and words[start].text in _POLITE_START:
        start += 1
    while end > start and words[end - 1].text in _POLITE_END:
        end -= 1
    return list(words[start:end])


def _without_fillers(words: Sequence[_Word]) -> list[_Word]:
    """«кто у нас без эжд» is «кто без эжд»."""
    left: list[_Word] = []
    place = 0
    while place < len(words):
        filler = next(
            (one for one in _FILLERS if tuple(word.text for word in words[place : place + len(one)]) == one), None
        )
        if filler is None:
            left.append(words[place])
        place += len(filler) if filler is not None else 1
    return left


def _best(words: Sequence[_Word], text: str, end: int, typos: bool) -> tuple[Recognised, int] | None:
    """The phrase with the fewest typos, then the one that covers most words; the table's order decides ties."""
    best: tuple[int, int] | None = None
    found: tuple[Recognised, int] | None = None
    for intent, pattern, goes_on in _beginning_with(words[0].text, typos) if words else ():
        if len(words) < len(pattern) or (len(words) > len(pattern) and not goes_on):
            continue
        cost = _cost(pattern, words, typos)
        if cost is None or (best is not None and (cost, -len(pattern)) >= best):
            continue
        rest = text[_with_sign(text, words[len(pattern)].start) : end].strip() if len(words) > len(pattern) else ""
        best, found = (cost, -len(pattern)), (Recognised(intent, rest, cost), len(pattern))
    return found


def _with_sign(text: str, start: int) -> int:
    """«цель -5» keeps its sign."""
    signed = (
        start > 0
        and text[start - 1] in "-−"
        and text[start].isdigit()
        and not text[: start - 1].rstrip("\t ")[-1:].isdigit()
    )
    return start - 1 if signed else start


@cache
def _patterns() -> tuple[tuple[Intent, tuple[str, ...], bool], ...]:
    made = []
    for intent in INTENTS:
        for phrase in intent.phrases:
            words = plain(phrase).split()
            goes_on = words[-1] == "…"
            made.append((intent, tuple(words[:-1] if goes_on else words), goes_on))
    return tuple(made)


@lru_cache(maxsize=4096)
def _beginning_with(word: str, typos: bool) -> Sequence[tuple[Intent, tuple[str, ...], bool]]:
    """Of the thousand and more those few whose first word may be this one, in the table's order."""
    patterns = _patterns()
    places = (at for first, at in _by_first_word().items() if _difference(first, word, typos) is not None)
    return [patterns[place] for place in sorted(itertools.chain.from_iterable(places))]


@cache
def _by_first_word() -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, (_, pattern, _) in enumerate(_patterns()):
        places.setdefault(pattern[0], []).append(place)
    return places


def _cost(pattern: Sequence[str], words: Sequence[_Word], typos: bool) -> int | None:
    total = 0
    for wanted, word in zip(pattern, words, strict=False):
        cost = _difference(wanted, word.text, typos)
        if cost is None:
            return None
        total += cost
    return total


def _difference(wanted: str, word: str, typos: bool) -> int | None:
    """The number of wrong letters, None when it is another word."""
    if wanted.endswith("*"):
        stem = wanted[:-1]
        if word.startswith(stem):
            return 0 if len(word) - len(stem) <= _LONGEST_ENDING else None
        if not typos or abs(len(word) - len(stem)) > _LONGEST_ENDING:
            return None
        return min((_typos(stem, word[: len(stem) + more]) or 9 for more in (0, 1, -1)), default=9) % 9 or None
    if wanted == word:
        return 0
    return _typos(wanted, word) if typos else None


def _typos(wanted: str, word: str) -> int | None:
    """Short words must be right: in «не», «3» or «все» one letter is another meaning."""
    allowed = 2 if len(wanted) >= _TWO_TYPOS_FROM else 1 if len(wanted) >= _ONE_TYPO_FROM else 0
    if not allowed or abs(len(wanted) - len(word)) > allowed or wanted.isdigit() or word.isdigit():
        return None
    from rapidfuzz.distance import OSA

    distance = int(OSA.distance(wanted, word, score_cutoff=allowed))
    return distance if 0 < distance <= allowed else None
