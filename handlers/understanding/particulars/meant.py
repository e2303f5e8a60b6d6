"""Whom a wish is about, of all who are named: not who says it, who is spoken to, or who is named a second time."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.roster import Member, Named
from handlers.understanding.reading.tokens import Token
from services.selection import Selection

# Who asks or says something is not whom it is about.
_ASKERS_TEXT = """
    интересу спрашив спросил просит просил попрос требу велел сказал говорит говорил предлага настаива хочет хотел
    жалу передал уверя клян утвержда люб счита звонил
"""
ASKERS = tuple(_ASKERS_TEXT.split())
_ASKER_REACH = 3  # words between a name and what they say
# Of the whole school, or of groups: somebody who is named beside it is where it comes from.
_OF_NOBODY_TEXT = """
    list done_list lagging summary indicator report dynamics headcount schedule set_target set_break set_hours
"""
_OF_NOBODY = frozenset(_OF_NOBODY_TEXT.split())
# A deed that is done to somebody: who only speaks of it is left aside where others are named.
_OF_OTHERS = frozenset({"exempt", "announce", "remind", "restore", "left", "give_role", "take_role", "audit", "code"})
_OF_ONE = frozenset({"card", "got", "why_listed", "code", "detach"})
_OF_CLASSES = ("class:", "parallel:")
_GIVEN_NAME = frozenset({1, 2})
_FROM = frozenset({"от", "вместо"})


@dataclass(frozen=True, slots=True)
class Meant:
    """`groups` and `classes` as a selection calls them."""

    persons: tuple[Named, ...]
    excepted: tuple[Named, ...]
    groups: tuple[str, ...]
    classes: tuple[str, ...]
    excepted_groups: tuple[str, ...]


def meant(sentence: Sentence, code: str) -> Meant:
    persons = list(sentence.persons) if code == "merge" else _once(sentence.persons)
    excepted = sentence.excepted
    groups, classes = sentence.groups, sentence.classes
    left_out = [*sentence.excepted_groups, *sentence.excepted_classes, *sentence.excepted_states]
    if code == "exempt" and _is_said_by_sparing(sentence):  # «у начальных открытые уроки, Образцову пропусти»
        persons = [*persons, *sentence.spared]
        named = [one for one in sentence.spared_said if one.startswith(_OF_CLASSES)]
        classes = [*(one for one in classes if one.startswith("class:")), *named] if named else []
        groups = [one for one in sentence.spared_said if not one.startswith((*_OF_CLASSES, "state:"))]
        excepted = [one for one in excepted if one not in persons]
        left_out = [one for one in left_out if one not in sentence.spared_said]
    elif code == "exempt" and excepted and not (persons or groups or classes or sentence.says_all):
        persons, excepted = excepted, []  # «давайте без Курбановой»
    if code in _OF_ONE and groups and not persons and len(only := _only_one(sentence, groups, classes)) == 1:
        return Meant((Named((only[0],), (), frozenset({0})),), (), (), (), ())  # «а трудовик как?»
    return Meant(
        tuple(_not_told(sentence, code, persons)), tuple(excepted), tuple(groups), tuple(classes), tuple(left_out)
    )


@dataclass(frozen=True, slots=True)
class _Listed:
    """Somebody of the school, as a selection looks at them."""

    person_id: int
    role: str
    classes: str
    messengers: frozenset[str] = frozenset()


def _only_one(sentence: Sentence, groups: Sequence[str], classes: Sequence[str]) -> list[Member]:
    chosen = Selection((*groups, *classes))
    return [one for one in sentence.members if chosen.takes(_Listed(one.id, one.role, one.classes))]


def _is_said_by_sparing(sentence: Sentence) -> bool:
    """Not «исключи началку, а Образцову не надо»: there somebody is left out of what is ordered."""
    ordered = any(one.means("exempt") and one.form in ("imp", "inf") and not one.denied for one in sentence.tokens)
    return bool(sentence.spared or sentence.spared_said) and not ordered


def _once(persons: Sequence[Named]) -> list[Named]:
    """«Алиеву не трогай … Которая Мадина»: the one that tells more; «Петрова … Игорю Николаевичу»: once."""
    kept: list[Named] = []
    for one in persons:
        ids = {member.id for member in one.members}
        narrower = [other for other in persons if other is not one and {member.id for member in other.members} < ids]
        same = any({member.id for member in other.members} == ids for other in kept)
        if not narrower and not same:
            kept.append(one)
    return kept


def _not_told(sentence: Sentence, code: str, persons: Sequence[Named]) -> list[Named]:
    tokens = sentence.tokens
    if code == "announce" and (len(persons) > 1 or sentence.groups):  # «… табель у Журналовой подписать»
        persons = [one for one in persons if _before(tokens, one) not in ("у", "к", "от", "с", "со")]
    if code in ("correct", "add_person"):
        return (
            _who_has_it_now(tokens, persons)
            if code == "correct"
            else [one for one in persons if _before(tokens, one) != "вместо"]
        )
    if code in _OF_NOBODY:
        return [one for one in persons if not _says(tokens, one) and not _is_with(tokens, one)]
    if code in _OF_OTHERS and (len(persons) > 1 or sentence.groups or sentence.classes):
        others = [one for one in persons if not _says(tokens, one) and not _is_spoken_to(tokens, one, persons)]
        return others if others or sentence.groups or sentence.classes else list(persons)
    return list(persons)


def _before(tokens: Sequence[Token], one: Named) -> str:
    return tokens[one.places[0] - 1].norm if one.places[0] else ""


def _says(tokens: Sequence[Token], one: Named) -> bool:
    """«Саида Магомедовна говорит, …», «директор очень просит», «сказала Петрова», «по словам Исаева»."""
    after = list(tokens[one.places[-1] + 1 : one.places[-1] + 1 + _ASKER_REACH])
    ends = next((place for place, token in enumerate(after) if _ends(token)), len(after))
    near = [token for token in after[:ends] if token.is_filler or token.norm.startswith(ASKERS) or not token.concepts]
    near = near or after[:1]
    said_before = _before(tokens, one)
    behind = tokens[one.places[0] - 1] if one.places[0] else None
    told = behind is not None and behind.form == "past" and said_before.startswith(ASKERS)
    says = any(token.norm.startswith(ASKERS) and not token.denied for token in near)
    return told or said_before == "словам" or says


def _ends(token: Token) -> bool:
    return token.kind == "mark" or bool(token.entity) or token.norm in ("она", "он", "они")


def _is_with(tokens: Sequence[Token], one: Named) -> bool:
    """«Мы тут с Саидой Магомедовной гадаем»."""
    place = one.places[0] - 1
    return (
        place > 0
        and tokens[place].norm in ("с", "со")
        and {"мы", "я"} & {word.norm for word in tokens[:place]} != set()
    )


def _is_spoken_to(tokens: Sequence[Token], one: Named, persons: Sequence[Named]) -> bool:
    """«Артём Валерьевич, код Сафиуллиной не работает»: a first name and patronymic that opens the message."""
    opens = all(token.is_filler or token.kind == "mark" or token.means("greet") for token in tokens[: one.places[0]])
    following = tokens[one.places[-1] + 1 : one.places[-1] + 3]
    ends = [token.norm for token in following[:1]] in ([","], ["!"])
    listed = len(following) > 1 and (following[1].entity in ("who", "group", "class") or following[1].norm == "и")
    return opens and ends and not listed and one.parts == _GIVEN_NAME and len(persons) > 1


_GAVE_UP = frozenset({"нет", "освободили", "передала", "передал", "отдала", "отдал"})  # «класс передал»
_NOT_ANY_MORE = 4  # words in which it is said that somebody has it no more


def _who_has_it_now(tokens: Sequence[Token], persons: Sequence[Named]) -> list[Named]:
    """«Линейкина больше не классная, класс взяла Доскина», «5б перешло к Указкину от Петрова»."""
    if len(persons) < 2:
        return [one for one in persons if _before(tokens, one) != "вместо"]
    kept = [one for one in persons if _before(tokens, one) not in _FROM and not _had_it(tokens, one, persons)]
    return kept or list(persons)


def _had_it(tokens: Sequence[Token], one: Named, persons: Sequence[Named]) -> bool:
    others = {place for other in persons if other is not one for place in other.places}
    start, last = one.places[0], one.places[-1]
    behind: list[Token] = []
    for place in range(last + 1, min(last + 1 + _NOT_ANY_MORE, len(tokens))):
        if place in others or tokens[place].norm in (".", ";", "а", "но"):
            break
        behind.append(tokens[place])
    no_more = any(token.denied or token.norm in _GAVE_UP for token in behind)
    before = [token.norm for token in tokens[max(0, start - _NOT_ANY_MORE) : start]]
    freed = any(token.norm in ("освободили", "сняли") for token in tokens[last + 1 : last + 3])
    yours = "у" in before and bool({"вас", "тебя"} & set(before))  # «а у вас почему-то Абдулаева»
    return no_more or freed or yours
