"""Colleagues of `staff.txt` in their cases, from their own names and not by the program's declension."""

from dataclasses import dataclass
from pathlib import Path

STAFF = Path(__file__).parents[1] / "staff.txt"
CASES = "ngda"
_FOREIGN = {"Марьям", "Аминат", "Патимат", "Хадижат", "Асият"}
# Whose bare surname is somebody else's as well, in one case or another: «Кузнецову», «Алиева».
_SHARED = ("Алиев", "Кузнецов", "Магомедов")


@dataclass(frozen=True, slots=True)
class Named:
    """One way of calling people: its forms by case, what it is in a label, and whom «он», «она», «они» go with it."""

    label: str
    way: str
    forms: dict[str, str]
    sex: str


def colleagues() -> list[list[Named]]:
    """Every way of calling each."""
    return [_called(*line.partition(";")[0].split()) for line in STAFF.read_text("utf-8").splitlines()]


def _called(last: str, first: str, patronymic: str) -> list[Named]:
    sex = "f" if patronymic.endswith("на") else "m"
    forms = {case: (_surname(last, case, sex), _own(first, case), _own(patronymic, case)) for case in CASES}
    ways = {"имя отчество": "{1} {2}", "фамилия имя": "{0} {1}", "всё имя": "{0} {1} {2}", "имя фамилия": "{1} {0}"}
    if not last.startswith(_SHARED):
        ways |= {"фамилия": "{0}", "одна фамилия": "{0}", "инициалы": "{0} " + f"{first[0]}.{patronymic[0]}."}
    label = f"{last} {first}".lower()
    return [
        Named(label, way, {case: how.format(*words) for case, words in forms.items()}, sex) for way, how in ways.items()
    ]


def _surname(word: str, case: str, sex: str) -> str:
    if sex == "m":
        return _own(word, case)
    ends = {"n": "а", "g": "ой", "d": "ой", "a": "у"}
    return "-".join(part[:-1] + ends[case] for part in word.split("-"))


def _own(word: str, case: str) -> str:
    if case == "n" or word in _FOREIGN:
        return word
    if word.endswith("а"):
        hard = "и" if word[-2] in "гкхжчшщ" else "ы"
        return word[:-1] + {"g": hard, "d": "е", "a": "у"}[case]
    if word.endswith("я"):
        return word[:-1] + {"g": "и", "d": "и" if word[-2] == "и" else "е", "a": "ю"}[case]
    stem, soft = (word[:-1], True) if word[-1] in "йь" else (word, False)
    return stem + {"g": "я" if soft else "а", "d": "ю" if soft else "у", "a": "я" if soft else "а"}[case]
