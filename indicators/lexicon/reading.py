"""A text as a list of concepts, each with its place, whether it is negated, and how surely it was recognised."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from indicators.lexicon.guessing import PREFIXES, compound, contracted, cut_short, mended, without_vowels
from indicators.lexicon.lexicon import MOST_WORDS, lexicon
from indicators.lexicon.lookup import of_word, stands_in_tables
from indicators.lexicon.spelling import Word, plain, words_of
from indicators.russian.stems import stem
from indicators.russian.word_forms import is_adjective

Sureness = Literal["word", "cut", "slip", "unknown"]
_PASSED_OVER: Final = frozenset({"preposition", "neutral", "count", "have", "conjunction"})
_ADJECTIVES: Final = frozenset({"grouped", "personal", "neutral", "new", "total", "current", "platform"})
_OF_PLACE: Final = frozenset({"в", "во", "на", "из", "по", "для", "с", "со", "к", "ко", "о", "об", "у", "через", "in"})
_LONGEST_ENDING = 4
_NO_THINGS: Final = (None, "preposition", "conjunction", "begin", "end")
_PLACES: Final = frozenset({"platform", "max", "journal", "my_school"})
_PEOPLE: Final = frozenset({"pupil", "parent", "teacher", "person_word"})
_JOINTS: Final = ("/", ".", "-", "\\")
_STATES: Final = frozenset(
    {"active", "link", "register", "create", "connect", "have", "join", "authorise", "achieved", "install", "make"}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One concept where it stands. `governed`: a preposition stands before it («в чатах»); `aside`: in brackets.

    An `excepted` one is only left out («без учёта личных»): nothing is said of the rest.
    An `unknown` word is a mention too, of nothing.
    """

    code: str
    start: int
    end: int
    text: str
    how: Sureness = "word"
    negated: bool = False
    governed: bool = False
    aside: bool = False
    excepted: bool = False


@lru_cache(maxsize=20_000)
def mentions_in(text: str) -> tuple[Mention, ...]:
    """What the text speaks of, in its order."""
    read = plain(text)
    words = _initials_joined(words_of(read), read)
    words.sort(key=lambda word: word.text == "ли")  # «настроена ли связь»: it parts no phrase
    return tuple(_with_roles(_looked_up(mended(words))))


def _initials_joined(words: list[Word], text: str) -> list[Word]:
    """«Э/ж», «О.О.», «л-с»: letters that stand for a word of the tables."""
    found: list[Word] = []
    at = 0
    while at < len(words):
        end = at + 1
        while (
            end < len(words) and len(words[end - 1].text) == len(words[end].text) == 1 and _are_joined(words, end, text)
        ):
            end += 1
        while end > at + 1 and _stands_for("".join(word.text for word in words[at:end])) in _NO_THINGS:
            end -= 1
        joined = "".join(word.text for word in words[at:end])
        one = words[at]
        found.append(one if end == at + 1 else Word(joined, stem(joined), one.start, words[end - 1].end))
        at = end
    return found


def _stands_for(letters: str) -> str | None:
    return lexicon().exact.get(letters)


def _are_joined(words: list[Word], at: int, text: str) -> bool:
    return text[words[at - 1].end : words[at].start].strip() in _JOINTS and words[at].text.isalpha()


def _looked_up(words: list[Word]) -> list[Mention]:
    found: list[Mention] = []
    at, depth = 0, 0
    while at < len(words):
        word = words[at]
        if word.text in "([" or word.text in ")]":
            depth = max(0, depth + (1 if word.text in "([" else -1))
            at += 1
            continue
        used, mentions = _at(words, at)
        found += [replace(mention, aside=depth > 0) for mention in mentions]
        at += used
    return found


def _at(words: list[Word], at: int) -> tuple[int, list[Mention]]:
    """The mentions that begin at a word, and how many words they take."""
    word = words[at]
    for length in range(min(MOST_WORDS, len(words) - at), 1, -1):
        part = words[at : at + length]
        if code := lexicon().phrases.get(tuple(one.stem for one in part)):
            how: Sureness = "slip" if any(one.slip for one in part) else "word"
            return length, [Mention(code, word.start, part[-1].end, " ".join(one.text for one in part), how)]
    if "-" in word.text and not stands_in_tables(word.text):
        return 1, _of_compound(word)
    if known := of_word(word.text):
        return 1, [_mention(known, word, "slip" if word.slip else "word")]
    return 1, [_guessed(word)]


def _mention(known: tuple[str, bool], word: Word, how: Sureness = "word") -> Mention:
    return Mention(known[0], word.start, word.end, word.text, how, negated=known[1])


def _of_compound(word: Word) -> list[Mention]:
    """«сообщ-й» is a contraction; otherwise each part speaks for itself."""
    first, _, rest = word.text.partition("-")
    own = lexicon().exact.get(first) if len(first) >= _LONGEST_ENDING else None
    if own not in (None, "neutral") and len(rest) < _LONGEST_ENDING and not of_word(rest):
        return [_mention((str(own), False), word, "cut")]  # «сост-е»
    if len(rest) <= _LONGEST_ENDING and (len(rest) == 1 or not of_word(rest)) and (code := contracted(first, rest)):
        return [_mention((code, False), word, "cut")]
    found: list[Mention] = []
    start = word.start
    for part in word.text.split("-"):
        if part in PREFIXES and not found:  # «онлайн-звонки»
            start += len(part) + 1
            continue
        piece = Word(part, stem(part), start, start + len(part))
        known = of_word(part)
        if known is None and found and found[-1].code != "unknown" and len(part) <= _LONGEST_ENDING:
            break  # «сообщ-ний»
        found.append(_mention(known, piece) if known else _guessed(piece))
        start += len(part) + 1
    return found


def _guessed(word: Word) -> Mention:
    """A word that is cut short, otherwise unknown."""
    text = word.text
    if len(text) < 2:
        return Mention("neutral", word.start, word.end, text)
    code = (cut_short(text) if word.cut or len(text) >= 4 else None) or compound(text) or without_vowels(text)
    if code:
        return _mention((code, False), word, "cut")
    return Mention("unknown", word.start, word.end, text, "unknown")


def _with_roles(found: list[Mention]) -> list[Mention]:
    """Who is denied, and what stands behind a preposition."""
    result: list[Mention] = []
    denies, governs, excepts = False, False, False
    aside = False
    for mention in found:
        if mention.aside and not aside:
            governs = False  # «в Сферуме (личные)»
        aside = mention.aside
        if mention.code in ("not", "without", "except"):
            denies, excepts = True, mention.code == "except" or (mention.aside and mention.text == "без")
            continue
        if mention.code == "preposition":
            governs = mention.text in _OF_PLACE
            result.append(mention)
            continue
        passed = mention.code in _PASSED_OVER
        denied = denies and not passed
        if mention.code in _PEOPLE and result and result[-1].code in _PLACES:
            governs = False  # «в Сферуме учащихся»
        result.append(
            replace(
                mention,
                negated=mention.negated or denied,
                governed=governs,
                excepted=denied and (excepts or _only_tells_apart(mention)),
            )
        )
        denies = denies and passed
        governs = governs and (mention.code in _ADJECTIVES or mention.text.startswith("скольк") or _describes(mention))
    return _denied_at_end(result) if denies else result


def _only_tells_apart(mention: Mention) -> bool:
    """«(VK id, не MAX)»: which of two it is."""
    return mention.aside and mention.code in _PLACES


def _describes(mention: Mention) -> bool:
    """«В профессиональных группах»: what follows stands behind the preposition as well."""
    return mention.code == "unknown" and is_adjective(mention.text)


def _denied_at_end(found: list[Mention]) -> list[Mention]:
    """«Чатов нет», «Аккаунт в MAX отсутствует» deny what stands before; «активен / нет» lists the answers."""
    if found and found[-1].code in _STATES:
        return found
    things = [place for place, one in enumerate(found) if one.code not in _PASSED_OVER and not one.governed]
    if not things:
        return [*found, Mention("no_end", 0, 0, "нет")]
    return [replace(one, negated=True) if place == things[-1] else one for place, one in enumerate(found)]
