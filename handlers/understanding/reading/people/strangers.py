"""Names of people who are not on the staff list: «Рычагов Марат Ильдарович», «код для Лаптевой»; and by what stands
beside it a name is of one of them."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from handlers.understanding.reading.cases import wanted_case
from handlers.understanding.reading.tokens import Token
from indicators.russian.first_names import FIRST_NAMES
from indicators.russian.name_endings import SURNAME, fits, is_typo
from indicators.russian.names import comparable

_PATRONYMIC = re.compile(
    r".+(?:ович|евич|ич|овна|евна|ична|инична)(?:а|у|ем|е|ы|ой)?$|.+(?:овн|евн|ичн|шн)[аеыуой]{1,2}$"
)
SHORT_PATRONYMIC = re.compile(r".{1,}(?:вич|ьич|мич|кич|вн|ичн)[а-я]{0,2}$")


@dataclass(frozen=True, slots=True)
class Stranger:
    """A full name that nobody of the list has: «Рычагов Марат Ильдарович»."""

    last: str
    places: tuple[int, ...]


def strangers(tokens: Sequence[Token]) -> list[Stranger]:
    """Names of people who are not on the list: a surname beside a known first name or a patronymic."""
    result = []
    for place, token in enumerate(tokens):
        word = comparable(token.norm)
        if token.kind != "word" or token.entity or not is_first_name(word):
            continue
        before = tokens[place - 1] if place else None
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if before is None or before.kind != "word" or before.entity or before.is_filler or len(before.norm) < 4:
            continue
        opens = place == 1 or tokens[place - 2].norm in ".!?\n"  # a capital letter tells nothing there
        if before.concepts and not before.guessed and (opens or not before.text[:1].isupper()):
            continue
        has_patronymic = following is not None and SHORT_PATRONYMIC.match(following.norm) is not None
        if not has_patronymic and not before.text[:1].isupper():
            continue
        places = (place - 1, place, place + 1) if has_patronymic else (place - 1, place)
        result.append(Stranger(_nominative(tokens, place - 1), places))
    return result


def is_first_name(word: str) -> bool:
    return (
        word in FIRST_NAMES
        or any(word[:-1] + ending in FIRST_NAMES for ending in ("а", "я", "", "й", "ь"))
        or (word[:-1] in FIRST_NAMES)
        or word.removesuffix("а").removesuffix("у") in ("павл", "льв")
    )


_RELATIVE = re.compile(
    r"до(?:ч|чк|чень?к|чур)\w*|сын\w*|вну[кч]\w*|муж(?:а|у|ем)?|жен(?:а|ы|е|у|ой)|мам(?:а|ы|е|у|ой|очк\w+)|мат(?:ь|ери|ерью)"
    r"|пап(?:а|ы|е|у|ой|очк\w+)|от(?:ец|ц\w+)|сестр\w*|брат(?:а|у|ом|ик\w*|иш\w+)?|бабушк\w+|дед(?:а|у|ом|ушк\w+)?|племян\w*"
    r"|крестн\w*|подру[гж]\w*|соседк\w*|невестк\w*|зят\w*|учени(?:к(?:а|у|ом)?|ц(?:а|ы|е|у|ей))|мальчик\w*|девоч\w*"
)


def is_relative(token: Token) -> bool:
    """«Дочка Ира родила», «жена Исаева уволилась»: beside it a name is nobody's of the school."""
    return _RELATIVE.fullmatch(token.norm) is not None


_SURELY_PATRONYMIC = re.compile(r".{2,}(?:ович|евич|[ьмкт]ич)(?:а|у|ем|е)?$|.{2,}(?:овн|евн|ичн|ишн)(?:а|ы|е|у|ой|ою)$")


def is_patronymic(word: str) -> bool:
    return _SURELY_PATRONYMIC.match(word) is not None


def is_anothers_name(word: str, names: Sequence[Sequence[str]], *, behind_first_name: bool) -> bool:
    """Whether a word behind a surname is a first name or a patronymic that none of these has: «Алиева Светлана» is not
    Алиева Марьям. `names` are their first names and patronymics; one that is not known rules nothing out."""
    part = 1 if is_patronymic(word) else 0 if is_first_name(word) and not behind_first_name else None
    known = [one[part] for one in names if len(one) > part and one[part]] if part is not None else []
    return bool(known) and not any(fits(one, word) or is_typo(one, word) for one in known)


_MANS_PATRONYMIC = re.compile(r"(?:в|ь|м|к)ич(?:а|у|ем|е)?$")
_MANS_SURNAME = re.compile(r"(?<=[оеиы][вн])(?:а|у|ым|е)$")
_MANS = ("ова", "ева", "ина")


def _nominative(tokens: Sequence[Token], place: int) -> str:
    word = comparable(tokens[place].norm)
    if word.endswith(_MANS) and wanted_case(tokens, place) in ("gen", "acc"):  # «код для Ветрова»
        return word[:-1]
    near = (*tokens[max(0, place - 2) : place], *tokens[place + 1 : place + 3])
    if any(_MANS_PATRONYMIC.search(one.norm) for one in near):  # «Ветрову Илье Петровичу»
        return _MANS_SURNAME.sub("", word)
    for ending, nominative in (
        ("ову", "ова"),
        ("еву", "ева"),
        ("ину", "ина"),
        ("кую", "кая"),
        ("ной", "на"),
        ("вой", "ва"),
    ):
        if word.endswith(ending):
            return word.removesuffix(ending) + nominative
    for ending in ("ову", "еву"):
        word = word.removesuffix(ending)
    return word


_LEAST = 5
SURE_SURNAME = re.compile(r".{2,}(?:[ое]в|[иы]н)(?:а|ой|у|ым)")


def surnames(tokens: Sequence[Token]) -> list[Stranger]:
    """Words that mean nothing and look like somebody's surname: «код для Лаптевой», «бондарь и бондарева»; whatever
    they mean, where they are written as one: «для Январёвой»."""
    strange = [
        (place, token)
        for place, token in enumerate(tokens)
        if token.kind == "word" and not token.entity
        if not token.concepts or token.guessed or _is_written_as_name(tokens, place)
        if len(token.norm) >= _LEAST and _PATRONYMIC.fullmatch(token.norm) is None and not is_first_name(token.norm)
    ]
    named = [(place, token) for place, token in strange if SURNAME.match(token.norm) is not None]
    capital = [(place, one) for place, one in strange if place and one.text[:1].isupper() and one.text[1:].islower()]
    return [Stranger(_nominative(tokens, place), (place,)) for place, token in named or capital]


def full_names(tokens: Sequence[Token]) -> list[Stranger]:
    """Each person once, and not whom they stand in for: «Латыпову Ригину Маратовну вместо Жариковой»."""
    found: list[Stranger] = []
    for one in surnames(tokens):
        place = one.places[0]
        behind = tokens[place + 1] if place + 1 < len(tokens) else None
        is_first = behind is not None and _PATRONYMIC.fullmatch(behind.norm) is not None
        follows = bool(found) and found[-1].places[-1] + 1 == place
        if not (is_first and follows) and not (place and tokens[place - 1].norm == "вместо"):
            found.append(one)
    return found


def _is_written_as_name(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    opens = not place or tokens[place - 1].norm in ".!?\n"
    return not opens and token.text.istitle() and SURE_SURNAME.fullmatch(token.norm) is not None


_LIKE = 4  # letters


def is_anothers(tokens: Sequence[Token], place: int) -> bool:
    """«Ветрова Ирина», «Ирина Сергеевна»: beside a surname or a patronymic that nobody of that first name has."""
    before, following = tokens[place - 1 : place] if place else [], tokens[place + 1 : place + 2]
    if any(map(is_relative, before)):
        return True
    surname = any(_is_strange(one) and SURNAME.match(comparable(one.norm)) for one in before)
    names = [one for one in following if _is_strange(one) and one.text[:1].isupper()]
    surname = surname or any(SURNAME.match(comparable(one.norm)) for one in names)
    return surname or any(_is_strange(one) and SHORT_PATRONYMIC.match(comparable(one.norm)) for one in following)


def has_another_surname(tokens: Sequence[Token], place: int, surnames: Sequence[str]) -> bool:
    """«Иванову Анну Сергеевну», where the one of that name is Образцова."""
    before = tokens[place - 1] if place else None
    if before is None or not (_is_strange(before) and SURNAME.match(comparable(before.norm))):
        return False
    word = comparable(before.norm)
    return not any(is_typo(comparable(one), word) or _begins_alike(one, word) for one in surnames)


def _begins_alike(last: str, word: str) -> bool:
    """«Образцву» is a slip in «Образцова»."""
    return comparable(last)[:_LIKE] == word[:_LIKE]


def has_another_name(tokens: Sequence[Token], place: int) -> bool:
    """«Иванова Ивана Ивановича», where the list has another of that surname."""
    names = [one for one in tokens[place : place + 2] if _is_strange(one)]
    return len(names) == 2 and is_first_name(comparable(names[0].norm)) and bool(SHORT_PATRONYMIC.match(names[1].norm))


def of_another(
    tokens: Sequence[Token], place: int, names: Sequence[tuple[str, str]], parts: Collection[int]
) -> list[int]:
    """The places of a first name and a patronymic behind a surname that are not theirs."""
    found: list[int] = []
    while 0 in parts and place < len(tokens) and len(found) < 2 and _is_strange(tokens[place]):
        if not is_anothers_name(comparable(tokens[place].norm), names, behind_first_name=1 in parts or bool(found)):
            break
        found.append(place)
        place += 1
    return found


def _is_strange(token: Token) -> bool:
    return token.kind == "word" and not token.entity and (not token.concepts or token.guessed)
