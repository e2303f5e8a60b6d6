"""Russian full names: how they are spelled in files, compared, and shown."""

import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from indicators.russian.first_names import FIRST_NAMES
from indicators.russian.name_order import (
    PARTICLE,
    PARTICLES,
    is_like_patronymic,
    is_usual,
    ordered,
)

# Letters that look alike and are easily typed in the wrong keyboard layout.
_LATIN: Final = str.maketrans("ABCEHKMOPTXYaceopxyBbnu", "АВСЕНКМОРТХУасеорхуВьпи")
_DASHES: Final = re.compile(r"\s*[-‐‑‒–—―−]\s*")
_BRACKETS: Final = re.compile(r"[(\[]([^)\]]*)[)\]]?")
_NUMBER: Final = re.compile(r"^\s*\d+(?:[.)]\s*|\s+)")
# «…, учитель химии», «… – завуч»
_REMARK: Final = re.compile(
    rf"(?:[,;/]\s*|\s[-–—]\s+)(?!{PARTICLE}|заде)[а-яё\d].*$|\s+кл\.?\s*рук.*$|\s[-–—]\s*$",
    re.DOTALL,
)
# «Алиева П.М. /Гаджиева/»
_SLASHES: Final = re.compile(r"/\s*([А-ЯЁ][а-яё]+)\s*/")
# «…, id 700000001», «… https://vk.com/id1»
_PAGE: Final = re.compile(r"[\s,;(\[]*(?:https?://)?(?:vk\.(?:com|ru)/)?@?\bid\s*\d{3,}[)\]]*\s*$", re.IGNORECASE)
# «9А Лунина Вера», «Лунина Вера 9 «А»», «… тел. 8928…», «… 1980 г.р.», «… vera@…»
_BEFORE: Final = re.compile(r"^\s*\d{1,2}(?:-?[А-Яа-яЁё]|[\s-]?[\"«“][А-Яа-яЁё][\"»”])(?:\s+кл(?:асс|\.)?)?[\s,:–—-]+")
_BEHIND: Final = re.compile(
    r"(?:[\s,;(]+(?:\+?\(?\d|№|тел\b|т\.|моб\b|[^\s,;(@]+@)|(?<=[^\W\d_]\.)\d).*$", re.DOTALL | re.IGNORECASE
)
# «… декрет», «… б/л», «… совм.»: in small letters behind a whole name
_SMALL_BEHIND: Final = re.compile(rf"\s(?!(?:{PARTICLE}|заде)\b)[а-яё].*$", re.DOTALL)
_PARTICLES: Final = PARTICLES | {"заде"}
# Signs that are not seen, and marks of footnotes
_NO_LETTERS: Final = str.maketrans("", "", "\u200b\u00ad\u202a\u202b\u202c\u202d\u202e\u200e\u200f¹²³⁴⁵⁶⁷⁸⁹⁰*")
_JOINED_PARTICLE: Final = re.compile(rf"-({PARTICLE})\b", re.IGNORECASE)
# «М.-Р.» stands for Магомед-Расул: it is compared by its first letter, as all initials are
_DOUBLE_INITIAL: Final = re.compile(r"\b([^\W\d_])\.?-[^\W\d_](?:\.|\b)")
_PATRONYMIC: Final = re.compile(r"(вич|ич|вна|чна|шна)$")
_FEMALE: Final = re.compile(r"(вна|чна|шна|кызы|кизи|гызы)$")
_MALE: Final = re.compile(r"(ич|оглы|оглу|улы|уулу)$")
_ALLOWED: Final = re.compile(r"[^\W\d_]+(?:[-'’`][^\W\d_]+)*\.?")
_CYRILLIC: Final = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN_LETTER: Final = re.compile(r"[a-z]", re.IGNORECASE)
# Whole words: surnames grow from the same roots (Учителева, Школьникова, Классен, Тестова).
_NO_SURNAMES: Final = re.compile(
    r"(?:вакан(?:т|тн\w+|си[яиюй]\w*)|итого|всего|директор[аы]?|заместител[ьяи]|завуч[аи]?|учител(?:ь|я|и|ей|ьница)|"
    r"педагог(?:а|и|ов)?|исполнител[ьи]|примечани[ея]|фио|сотрудник(?:а|и|ов)?|декрет(?:е|н\w+)?|совместител[ьяи]|"
    r"воспитател[ьяи]|психолог[аи]?|подпис[ьи]|составил[аи]?|исп|проверил[аи]?|утверждаю|согласовано|нет|не|да$)(?!\w)"
)
# These can be surnames, when a first name and a patronymic follow; alone they name a section or a total.
_HARDLY_SURNAMES: Final = re.compile(
    r"(?:классн(?:ый|ая|ое|ые|ого)|класс(?:а|ы|ов)?|школ[аы]|школьн(?:ый|ая|ое|ые)|средн(?:ий|яя|ее|ие|их)|"
    r"ответственн(?:ый|ая|ые|ого)|тест(?:ы|овый|овая|овое|овые)?|целев(?:ой|ое|ые)|план|плановое|норма|норматив|максимум|"
    r"минимум|медиана|количество|число|показател[ьи]|значени[ея]|администраци[яи]|кафедра|отдел|отделение|цикл|мо|шмо|"
    r"математик[аи]|физик[аи]|хими[яи]|биологи[яи]|истори[яи]|географи[яи]|информатик[аи]|литератур[аы]|филологи[яи]|"
    r"русск(?:ий|ого) язык|родно(?:й|го) язык|английский|иностранн(?:ый|ые)|физ(?:ическая )?культура|технологи[яи]|"
    r"музыка|начальн(?:ые|ая|ых)|гуманитарн(?:ый|ые|ая)|естественн\w+|общественн\w+|обществознание|изо|обж|обзр)(?!\w)"
)
_INITIALS: Final = re.compile(r"[а-я-]+ [а-я]\. ?(?:[а-я]\.?)?")
_CAPITAL_INITIALS: Final = re.compile(r"[А-ЯЁ][А-яЁё-]+ [А-ЯЁ]\. ?(?:[А-ЯЁ]\.?)?")
# «Выполнили план»
_SENTENCE: Final = re.compile(r"[А-ЯЁ][а-яё]+ [а-яё]{2,}")
_FULL: Final = re.compile(r"[а-я-]{2,} [а-я-]{2,} [а-я-]+(?:вич|вна|чна|шна|ьич)")
_PLAIN: Final = re.compile(r"([А-Я][а-яё]{2,}) ([А-Я][а-яё]{2,}) ([А-Я][а-яё]+(?:вич|вна|чна|шна|ьич))")
_MOST_WORDS: Final = 6
_MOST_LETTERS: Final = 120


@dataclass(frozen=True, slots=True)
class Name:
    """Parts as shown to people; missing ones are empty. `former` is a surname that stood in brackets.

    With `initials` the first name and the patronymic are single letters or empty.
    """

    last: str
    first: str = ""
    patronymic: str = ""
    former: str = ""
    initials: bool = False

    @property
    def shown(self) -> str:
        if self.initials:
            letters = "".join(f"{part}." for part in (self.first, self.patronymic) if part)
            return f"{self.last} {letters}".strip()
        if self.last and self.first and self.patronymic:  # nearly everybody
            return f"{self.last} {self.first} {self.patronymic}"
        return " ".join(part for part in (self.last, self.first, self.patronymic) if part)

    @property
    def key(self) -> str:
        """For comparison: the same for all spellings of one name."""
        return f"{self.last} {self.first} {self.patronymic}".strip().lower().replace("ё", "е")

    @property
    def complete(self) -> bool:
        return bool(self.last and self.first and not self.initials)


@lru_cache(maxsize=4096)
def comparable(text: str) -> str:
    """Small letters, ё as е, no double spaces, no Latin letters inside a Cyrillic word."""
    return " ".join(in_cyrillic(unicodedata.normalize("NFC", text)).lower().replace("ё", "е").split())


def in_cyrillic(text: str) -> str:
    """Latin letters typed into a Cyrillic text become the letters they look like."""
    if not _CYRILLIC.search(text) or not _LATIN_LETTER.search(text):
        return text
    return text.translate(_LATIN)


def is_plain_name(text: str) -> bool:
    return plain_name(text) is not None


def plain_name(text: str) -> Name | None:
    """«Алиева Патимат Ахмедовна», a name at first sight: a look at every row, it has to be quick."""
    plain = _PLAIN.fullmatch(text)
    if plain is None or not is_usual(plain[1], plain[2]) or _NO_SURNAMES.match(text.lower()):
        return None
    return Name(plain[1], sys.intern(plain[2]), sys.intern(plain[3]))


def parse_name(text: str) -> Name | None:
    """Take a full name apart; `None` when the text is no name of a person."""
    if (plain := plain_name(text)) is not None:  # nine names of ten; the rest of the work is for the others
        return plain
    if len(text) > _MOST_LETTERS:
        return None
    text = _PAGE.sub("", _NUMBER.sub("", _alone(unicodedata.normalize("NFC", text))))
    text = in_cyrillic(_REMARK.sub("", _SLASHES.sub(r" (\1)", text)))
    text = _JOINED_PARTICLE.sub(r" \1", _DASHES.sub("-", text).translate(_NO_LETTERS))
    text = _DOUBLE_INITIAL.sub(r"\1.", text)
    brackets = _BRACKETS.findall(text)
    text = _BRACKETS.sub(" ", text).replace(".", ". ").replace(",", " ")
    words = text.strip().strip("*").split()
    if not words or len(words) > _MOST_WORDS or not all(_ALLOWED.fullmatch(word) for word in words):
        return None
    if _says_no_name(" ".join(words)):
        return None
    return _assembled(words, brackets)


def _alone(text: str) -> str:
    """Somebody's name without the class, telephone, year or address that stands around it."""
    for around in (_BEFORE, _BEHIND):
        name = around.sub("", text)
        if name != text and _is_surely_somebody(name):
            text = name
    return _without_remark(text)


def _without_remark(text: str) -> str:
    """«Лунина Вера декрет» is not called «Вера Декрет»."""
    small = _SMALL_BEHIND.search(text)
    if small is not None and not is_like_patronymic(small[0].split()[0]) and _is_whole(text[: small.start()]):
        return text[: small.start()]
    rest, _, last = text.rstrip(" .").rpartition(" ")
    return rest if _NO_SURNAMES.fullmatch(last.lower()) and _is_whole(rest) else text


def _is_whole(text: str) -> bool:
    """Surname and first name at least, in either order: what follows in small letters is none of them."""
    words = comparable(text).split()
    if len(words) == 4 and words[3] in _PARTICLES:
        return True
    return is_person(text) or (len(words) == 3 and words[0] in FIRST_NAMES and is_like_patronymic(words[1]))


def _is_surely_somebody(text: str) -> bool:
    words = comparable(text).replace(".", ". ").split()
    if is_person(text):
        return True
    return words[:1] != [] and words[0] in FIRST_NAMES and any(map(is_like_patronymic, words[1:]))


def _says_no_name(text: str) -> bool:
    lower = text.lower()
    if _NO_SURNAMES.match(lower):
        return True
    if _HARDLY_SURNAMES.match(lower) and not is_person(text) and not _INITIALS.fullmatch(lower):
        return True
    return bool(_SENTENCE.fullmatch(text)) and not is_person(text) and lower.split()[1] not in _PARTICLES


def is_full_name(text: str) -> bool:
    """«Доля Анна Петровна»: surname, first name and patronymic, whatever else the first word may mean."""
    plain = comparable(text)
    return bool(_FULL.fullmatch(plain)) and not _NO_SURNAMES.match(plain)


def is_person(text: str) -> bool:
    """«Доля Анна Петровна», «Доля Анна», «Доля А.П.»: somebody's name, whatever else the first word may mean."""
    plain = comparable(text)
    if _NO_SURNAMES.match(plain):
        return False
    words = plain.split()
    known = len(words) > 1 and words[1] in FIRST_NAMES
    return known or bool(_FULL.fullmatch(plain) or _CAPITAL_INITIALS.fullmatch(text.strip()))


def _assembled(words: list[str], brackets: list[str]) -> Name | None:
    former = next((shown_word(b.strip()) for b in brackets if _former(b.strip())), "")
    short = [word for word in words if len(word.rstrip(".")) == 1]
    words = [word.rstrip(".") if len(word) <= 3 else word.strip(".") for word in words]
    long = [word for word in words if len(word) > 1]
    if not long or short:
        return _with_letters(short, long, words, former)
    last, first, *rest = [*ordered(long), ""]
    return Name(_shown(last), _shown(first), _shown(" ".join(rest)), former)


def _with_letters(short: list[str], long: list[str], words: list[str], former: str) -> Name | None:
    """Initials mostly; but «О» and «Ю» are surnames, too: of a letter without a full stop."""
    letters = [letter.rstrip(".").upper() for letter in short]
    if len(letters) == 1 and len(long) == 2 and is_like_patronymic(long[1]):
        return Name(letters[0], shown_word(long[0]), shown_word(long[1]), former)  # «О Елена Викторовна»
    bare = [letter for letter in short if not letter.endswith(".")]
    if len(letters) == 1 and len(long) == 1 and bare and comparable(long[0]) in FIRST_NAMES:
        return Name(letters[0], shown_word(long[0]), "", former)  # «О Елена»
    if not long:
        if len(bare) != 1 or not 2 <= len(short) <= 3 or bare[0] not in (short[0], short[-1]):
            return None
        first, *rest = (letter.rstrip(".").upper() for letter in short if letter != bare[0])
        return Name(bare[0].upper(), first, "".join(rest), former, True)  # «О Е.В.»
    if len(long) == 2 and len(short) == 1 and words[-1] == short[0].rstrip("."):  # «Иванова Анна П.»
        return Name(shown_word(long[0]), shown_word(long[1]), "", former)
    return Name(shown_word(long[0]), letters[0], letters[1] if len(letters) > 1 else "", former, True)


def _former(text: str) -> bool:
    """«(Алиева)» is a former surname, «(декрет)» and «(внешний совместитель)» are remarks."""
    return bool(text) and text[0].isupper() and bool(_ALLOWED.fullmatch(text)) and len(text) > 2


def _shown(words: str) -> str:
    return " ".join(map(shown_word, words.split()))


def shown_word(word: str) -> str:
    """ИВАНОВА and иванова become Иванова; Гаджи-Магомедов stays; оглы stays small."""
    if word.lower() in _PARTICLES:
        return word.lower()
    if word.isupper() or word.islower():
        return "-".join(part.capitalize() for part in word.split("-"))
    return word


def joined_name(last: str, first: str, patronymic: str) -> Name | None:
    """A name that stands in two or three columns."""
    parts = [" ".join(part.split()) for part in (last, first, patronymic)]
    if len(parts[0].rstrip(".")) == 1 and len(parts[1].rstrip(".")) > 1:
        return Name(parts[0][0].upper(), _clean(parts[1]), _clean(parts[2]))  # «О», «Ю»
    name = parse_name(" ".join(part for part in parts if part))
    if name is None or name.initials or not parts[0]:
        return name
    surname = parse_name(parts[0])
    if surname is None:
        return name  # «Английский» is a surname only beside a first name
    words = " ".join(part for part in (surname.last, surname.first, surname.patronymic) if part)
    first, _, rest = parts[1].partition(" ")
    if not parts[2] and (_PATRONYMIC.search(rest.lower()) or set(rest.lower().split()) & _PARTICLES):
        return Name(words, _clean(first), _clean(rest), name.former)  # «Имя, отчество» in one column
    return Name(words, _clean(parts[1]), _clean(parts[2]), name.former)


def _clean(text: str) -> str:
    text = _DASHES.sub("-", in_cyrillic(_BRACKETS.sub(" ", text.translate(_NO_LETTERS))))
    return " ".join(map(shown_word, _JOINED_PARTICLE.sub(r" \1", text).split()))


def gender(patronymic: str) -> Literal["female", "male"] | None:
    word = comparable(patronymic)
    if _FEMALE.search(word):
        return "female"
    return "male" if _MALE.search(word) else None
