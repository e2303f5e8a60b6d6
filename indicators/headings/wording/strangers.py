"""Words of a heading that explain nothing: which of them may turn it into something else, and which only tell how, by
whom, or where.

«План сообщений», «срочных сообщений», «прочитал 10 сообщений»: a noun, an adjective, and what was done make another
thing of what is counted. «Фактически», «педагогом», «специалиста», «при наличии», «в профессиональных группах», «УПП
«Сферум»» do not, and neither does a second word for what was done, where the first is known.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from indicators.catalogue import FACT, FactType
from indicators.headings.definitions import PEOPLE
from indicators.headings.needs import concepts
from indicators.lexicon.reading import Mention
from indicators.russian.word_forms import (
    is_adjective,
    is_adverb,
    is_instrumental,
    is_participle,
    is_verb,
    names_somebody,
)

_DEEDS: Final = frozenset(
    concepts("create write send make link connect register join install authorise use visit active activity activate")
)
# Known words that say of most things the same.
_HARMLESS: Final = frozenset(concepts("have set_up achieved current total count self portal"))
_PLACES: Final = frozenset({"platform", "max", "my_school", "journal"})
_COUNTED: Final = frozenset({"message", "call", "chat", "group", "grouped", "write", "send"})
_CHATS: Final = frozenset({"chat", "group", "grouped"})
# An adjective beside these says which week or day is meant.
_NARROWED: Final = frozenset({"unknown", "week", "period", "current", "month", "day", "date", "other_number"})
_SPANS: Final = frozenset({"week", "period"})
_ABBREVIATED = 4
# «Признак», «значение», «флаг», cut short.
_SIGNS: Final = frozenset({"пр", "призн", "зн", "фл", "св"})
_OF_MANY: Final = ("ов", "ей", "ами", "ями")
_TELLING: Final = ("о", "об", "при", "согласно")


def turns(said: Sequence[Mention], place: int, code: str, named: AbstractSet[str]) -> bool:
    """Whether a word that nothing explains may make something else of the fact."""
    word = said[place]
    if word.code != "unknown":
        return word.code not in (_HARMLESS | _DEEDS if named & _DEEDS else _HARMLESS)
    if not word.text.isalpha() or word.text.isascii():
        return True
    if place == 0 and word.text in _SIGNS and code in FACT and FACT[code].type is FactType.FLAG:
        return False  # «Пр. рег. в MAX»
    return not (
        _only_describes(said, place, named)
        or (_tells_who_or_how(said, place) and not _are_others(word, code))
        or _says_it_again(word, code, named)
    )


def is_of_some_week(said: Sequence[Mention], place: int) -> bool:
    """«Минувшая неделя» with a word that nobody knows: which week that is, is not said."""
    after = _beside(said, place, 1)
    word = said[place]
    return word.code == "unknown" and is_adjective(word.text) and after is not None and after.code in _SPANS


def _only_describes(said: Sequence[Mention], place: int, named: AbstractSet[str]) -> bool:
    """«УПП «Сферум»», «в профессиональных группах», «в чатах кафедры», «высокая активность (10 сообщений)»."""
    before, after = _beside(said, place, -1), _beside(said, place, 1)
    word = said[place]
    is_name = word.governed or len(word.text) <= _ABBREVIATED  # «участник пилота MAX» is no user of it
    if after and after.code in _PLACES and is_name and not is_verb(word.text) and not is_participle(word.text):
        return True
    if after and not word.governed and is_adjective(word.text) and after.code not in named | _NARROWED:
        return True
    if after and after.governed and after.code in _CHATS and word.governed and is_adjective(word.text):
        return True
    return before is not None and before.governed and before.code in _CHATS and _names_the_chats(before, word)


def _names_the_chats(before: Mention, word: Mention) -> bool:
    """«В чатах кафедры», «в групповых кружалах»."""
    return not word.governed or (before.code == "grouped" and not is_adjective(word.text))


def _beside(said: Sequence[Mention], place: int, step: int) -> Mention | None:
    at = place + step
    return said[at] if 0 <= at < len(said) else None


def _tells_who_or_how(said: Sequence[Mention], place: int) -> bool:
    word, before = said[place], _beside(said, place, -1)
    if is_adverb(word.text):
        return True
    if before is not None and before.code == "preposition":  # «сообщений о травле», «чатов под наблюдением»
        of_what = _beside(said, place, -2)
        return before.text in _TELLING and (of_what is None or of_what.code not in _COUNTED)
    return names_somebody(word.text) or (is_instrumental(word.text) and not is_adjective(word.text))


def _are_others(word: Mention, code: str) -> bool:
    """«Звонки охранников», «чаты, созданные выпускниками», «учеников-отличников»: of many, and the row is about one."""
    code = PEOPLE.get(code) or code
    counted = code in FACT and FACT[code].type is FactType.NUMBER
    return counted and word.text.endswith(_OF_MANY) and not is_adverb(word.text)


def _says_it_again(word: Mention, code: str, named: AbstractSet[str]) -> bool:
    fact = FACT.get(code)
    if fact is None or not (is_verb(word.text) or is_participle(word.text)):
        return False
    return fact.identity or fact.type is FactType.DATE or bool(named & _DEEDS)
