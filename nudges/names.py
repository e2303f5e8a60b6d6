"""How people are addressed: имя-отчество, ordinary capitals, the case the sentence needs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from indicators.russian.name_order import shows_order
from indicators.russian.names import gender

_PARTICLES = {"оглы", "оглу", "кызы", "кизи", "гызы", "улы", "уулу", "заде"}
_CYRILLIC = re.compile("[А-Яа-яЁё]")
_LATIN_TWINS = str.maketrans("AaBCcEeHKkMOoPpTXxYy", "АаВСсЕеНКкМОоРрТХхУу")
_WORD = re.compile(r"[^\W\d_]+")


class Case(StrEnum):
    """The cases sentences about people need, after pytrovich's names for them."""

    GENITIVE = "GENITIVE"  # нет кого
    DATIVE = "DATIVE"  # напомнить кому
    ACCUSATIVE = "ACCUSATIVE"  # исключить кого
    INSTRUMENTAL = "INSTRUMENTAL"  # поговорить с кем
    PREPOSITIONAL = "PREPOSITIONAL"  # спросить о ком


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts, in ordinary capitals. `first` and `patronymic` may be initials, or empty."""

    last: str = ""
    first: str = ""
    patronymic: str = ""

    @classmethod
    def read(cls, full_name: str, *, last: str = "", first: str = "", patronymic: str = "") -> "PersonName":
        """Take the parts where a file gave them, otherwise split «Фамилия Имя Отчество»."""
        if not first:
            last, first, patronymic = _split(full_name)
        return cls(tidy(last), tidy(first), tidy(patronymic))

    @property
    def has_initials(self) -> bool:
        return bool(self.first) and len(self.first.rstrip(".")) == 1

    @property
    def address(self) -> str:
        """What the person is called to their face; never the surname alone, empty when nothing is known."""
        if self.has_initials:
            initials = [f"{part[0]}." for part in (self.first, self.patronymic) if part]
            return " ".join([*initials, self.last] if self.last else initials)
        if self.patronymic and len(self.patronymic.rstrip(".")) > 1:
            return f"{self.first} {self.patronymic}"
        if _CYRILLIC.search(self.last) and not shows_order(self.last, self.first):
            return ""  # «Роман Давид»: which of the two the first name is, nobody can see
        return self.first

    @property
    def full(self) -> str:
        return " ".join(part for part in (self.last, self.first, self.patronymic) if part)

    def declined(self, case: Case) -> str:
        """The full name in another case: «Алиевой Марьям Ахмедовне». Initials stay as they are."""
        return self.forms[case].full

    @property
    def forms(self) -> "Mapping[Case, PersonName]":
        """The name in every case. It is told from the whole name whether it is a woman's, and made once."""
        return _forms(self)


@lru_cache(maxsize=2048)
def _forms(name: PersonName) -> Mapping[Case, PersonName]:
    from pytrovich.detector import PetrovichGenderDetector
    from pytrovich.enums import Case as TheirCase
    from pytrovich.enums import Gender, NamePart
    from pytrovich.maker import PetrovichDeclinationMaker

    if not name.first or name.has_initials:
        return dict.fromkeys(Case, name)
    detector: Any = PetrovichGenderDetector()
    found = detector.detect(middlename=name.patronymic) if name.patronymic else detector.detect(firstname=name.first)
    if found is Gender.ANDROGYNOUS and name.last:
        found = detector.detect(lastname=name.last)
    maker = PetrovichDeclinationMaker()

    def made(part: NamePart, text: str, case: Case) -> str:
        return maker.make(part, found, TheirCase[case.value], text) if text else ""

    return {
        case: PersonName(
            made(NamePart.LASTNAME, name.last, case),
            made(NamePart.FIRSTNAME, name.first, case),
            made(NamePart.MIDDLENAME, name.patronymic, case),
        )
        for case in Case
    }


@dataclass(frozen=True, slots=True)
class Gendered:
    """Words about one person: of a woman, of a man, and of somebody whose patronymic does not tell."""

    female: str
    male: str
    neutral: str

    def of(self, full_name: str) -> str:
        known = gender(PersonName.read(full_name).patronymic)
        return self.neutral if known is None else {"female": self.female, "male": self.male}[known]


@lru_cache(maxsize=4096)
def tidy(text: str) -> str:
    """Ordinary capitals and single spaces: «АННА-МАРИЯ» → «Анна-Мария», «Мамед Оглы» → «Мамед оглы»,
    «АЛИ-ЗАДЕ» → «Али-заде»; a particle that begins the text is a name.

    A Latin letter that has strayed into a Cyrillic word is put right.
    """
    return _WORD.sub(_as_written, " ".join(text.split()))


def _as_written(match: re.Match[str]) -> str:
    word = _one_script(match[0]).lower()
    return word if word in _PARTICLES and match.start() else word.capitalize()


def _one_script(word: str) -> str:
    return word.translate(_LATIN_TWINS) if _CYRILLIC.search(word) else word


def _split(full_name: str) -> tuple[str, str, str]:
    words = re.sub(r"\([^)]*\)", " ", full_name).replace(".", ". ").split()
    if not words:
        return "", "", ""
    if len(words) == 1:
        return words[0], "", ""
    return words[0], words[1], " ".join(words[2:])


@dataclass(frozen=True, slots=True)
class ShownNames:
    """What the people of a school are called where several are shown. `apart` is, by person, what stands behind a name
    that is not theirs alone: « (физика)», « (7А)»."""

    apart: Mapping[int, str]

    def called(self, person_id: int, name: str) -> str:
        return f"{name}{self.behind(person_id)}"

    def behind(self, person_id: int) -> str:
        return self.apart.get(person_id, "")


def short_name(name: str) -> str:
    """«Алиева М. А.»; an account without a name («vk.com/id123», «MAX 456») stays as it is."""
    if not name or any(letter in "/0123456789" for letter in name):
        return name
    parts = PersonName.read(name)
    initials = [f"{part[0]}." for part in (parts.first, parts.patronymic) if part]
    return " ".join([parts.last, *initials])
