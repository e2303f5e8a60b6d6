"""What part of speech an unknown Russian word is, by its ending; in small letters and without «ё»."""

import re
from typing import Final

_VERB: Final = re.compile(
    r".{3,}[аеиыуюя]л(?:а|о|и)?(?:с[ья])?|.{2,}(?:[аяуюео]ет|[аеуияю]т)ся|.{2,}[аяую]ет|.{3,}(?:ают|яют|уют|еют)"
)
_PARTICIPLE: Final = re.compile(
    r".{2,}(?:[лщжчшдтсзрнвб]ен|[ая]н)(?:а|о|ы)?|.{2,}(?:(?<![вм])енн|[ая]нн|вш|дш|ущ|ющ|ащ|ящ)"
    r"(?:ый|ий|ое|ее|ая|яя|ые|ие|ого|его|ых|их|ую|ым|им|ому|ему)(?:ся)?"
)
_ADJECTIVE: Final = re.compile(r".{2,}[нквслрдтгхчшщж](?:ый|ий|ой|ое|ая|ые|ие|ого|его|ых|их|ую|ую|ыми|ими|ому|ему)")
_ADVERB: Final = re.compile(r".{3,}(?:ски|[нл]о|(?<!ст)во)")
_INSTRUMENT: Final = re.compile(r".{3,}(?:ом|ем|ами|ями)")
_SOMEBODY: Final = re.compile(r".{2,}(?:тел|ник|ист|лог|гог|ант|ент|щик|чик|атор|ятор|граф)(?:я|а|ей|ов|ем|ом|ь)?")
_LEAST = 5


def is_verb(word: str) -> bool:
    """«Прицепила», «занимает», «является», «подаются»."""
    return len(word) >= _LEAST and _VERB.fullmatch(word) is not None


def is_participle(word: str) -> bool:
    """«Прицеплен», «внесённого», «работающих»."""
    return len(word) > _LEAST and _PARTICIPLE.fullmatch(word) is not None


def is_adjective(word: str) -> bool:
    return len(word) >= _LEAST and _ADJECTIVE.fullmatch(word) is not None


def is_adverb(word: str) -> bool:
    """«Фактически», «полностью» tell how; «прислано» says what was done."""
    told = _ADVERB.fullmatch(word) is not None and not is_participle(word) and not is_verb(word)
    return len(word) > _LEAST and (told or word.endswith("остью"))


def is_instrumental(word: str) -> bool:
    """«Педагогом», «системой»: by whom, with what."""
    return len(word) >= _LEAST and _INSTRUMENT.fullmatch(word) is not None


def names_somebody(word: str) -> bool:
    """«Воспитателя», «специалиста», «дефектолога»: by what many names of people who work end."""
    return len(word) >= _LEAST and _SOMEBODY.fullmatch(word) is not None
