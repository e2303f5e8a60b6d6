"""Whom a wish is about, of all who are named: who only stands by is left aside, and whoever is named twice is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from handlers.understanding.particulars.addressing import addressed
from handlers.understanding.particulars.attributes import told_apart, without_attributes
from handlers.understanding.particulars.bystanders.sifting import is_bystander, is_fallen_back_on, is_nobody
from handlers.understanding.particulars.bystanders.standing_in import is_stood_in_for
from handlers.understanding.particulars.mentions import (
    OF_CLASSES,
    Mention,
    clause_of,
    members_of,
    mentions_of,
)
from handlers.understanding.particulars.told import who_is_right
from handlers.understanding.particulars.whose.not_listed import not_listed
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.people.roster import Named
from handlers.understanding.reading.tokens import Token

# Of the whole school, or of groups: somebody who is named beside it is where it comes from.
_OF_NOBODY_TEXT = """
    list done_list lagging summary indicator report dynamics headcount schedule set_target set_break set_hours pause
    cancel_round forecast compare_schools announce
"""
_OF_NOBODY = frozenset(_OF_NOBODY_TEXT.split())
_OF_ONE = frozenset({"card", "got", "why_listed", "code", "detach"})
_WHILE = frozenset({"от", "вместо", "пока"})  # «…, пока Курбанова сидит»


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
        named = [one for one in sentence.spared_said if one.startswith(OF_CLASSES)]
        classes = [*(one for one in classes if one.startswith("class:")), *named] if named else []
        groups = [one for one in sentence.spared_said if not one.startswith((*OF_CLASSES, "state:"))]
        excepted = [one for one in excepted if one not in persons]
        left_out = [one for one in left_out if one not in sentence.spared_said]
    elif code == "exempt" and excepted and not (persons or groups or classes or _says_all_or_nobody(sentence)):
        persons, excepted = excepted, []  # «давайте без Курбановой»
    alone = code in _OF_ONE and not (persons or sentence.unknown or not_listed(sentence, code, persons))
    if alone and groups and len(only := members_of(sentence, [*groups, *classes])) == 1:
        return Meant((Named((only[0],), (), frozenset({0})),), (), (), (), ())  # «а трудовик как?», not «логопед Штерн»
    mentions = mentions_of(sentence, persons, {*groups, *classes}) if persons or groups or classes else []
    kept = _kept(sentence, code, mentions) if mentions else []
    kept = _only_in_order(sentence.tokens, kept)
    if kept and all(one.person is not None for one in kept) and not (sentence.says_all or sentence.states):
        excepted, left_out = [], []  # of people who are named nobody need be left out
    said = list(dict.fromkeys(name for one in kept for name in one.said if name in groups or name in classes))
    excepted, left_out = told_apart(sentence, excepted, left_out, said)
    said = [one for one in said if one not in left_out]  # «кроме 11а …, а 11а как положено»
    return Meant(
        tuple(one.person for one in kept if one.person is not None),
        tuple(excepted),
        tuple(one for one in said if not one.startswith(OF_CLASSES)),
        _narrowest([one for one in said if one.startswith(OF_CLASSES)]),
        tuple(left_out),
    )


_IN_ORDER = ("перв", "втор", "трет")


def _only_in_order(tokens: Sequence[Token], kept: list[Mention]) -> list[Mention]:
    """«Алиева всё сделала, Доскина ничего, напоминание только второй»: of those who were named, that one."""
    for place, one in enumerate(tokens[:-1]):
        order = next((at for at, stem in enumerate(_IN_ORDER) if tokens[place + 1].norm.startswith(stem)), len(kept))
        before = [each for each in kept if each.last < place and each.person is not None]
        alone = place + 2 == len(tokens) or tokens[place + 2].kind == "mark"
        if one.norm in ("только", "лишь") and alone and order < len(before) == len(kept) > 1:
            return [before[order]]
    return kept


def _says_all_or_nobody(sentence: Sentence) -> bool:
    """«Исключи всех кроме …», «не тревожь никого кроме …»."""
    return sentence.says_all or sentence.has("nobody")


def is_of_one(sentence: Sentence) -> bool:
    """Whether a question names one post that one person has, and asks for nobody else: «а секретарь подключена?»"""
    others = sentence.persons or sentence.classes or sentence.has("who_q", "list_noun", "show", "give", "count_q")
    only = sentence.groups[0] if len(sentence.groups) == 1 else ""
    return "?" in sentence.text and not others and only.startswith("post:") and len(members_of(sentence, [only])) == 1


def is_of_group(sentence: Sentence) -> bool:
    """Whether only groups or classes are named where one colleague's card would be shown: «англичанки как там»."""
    named = meant(sentence, "card")
    return bool(named.groups or named.classes) and not (named.persons or sentence.unknown)


_OF_HIM = frozenset({"announce", "set_hours"})  # «позвонила Алиева в слезах, напиши ей»
_HIM = frozenset({"ей", "ему", "им", "ее", "его"})


_ASKS_FOR_SELF = ("просит", "просил", "попрос", "хоч", "хотел", "предпоч", "умоля", "жал")


def _is_of_him(sentence: Sentence, code: str) -> bool:
    """«Напиши ей», «Исаев просит не писать по вечерам»: whoever says it is whom it is about."""
    asks = code == "set_hours" and any(token.norm.startswith(_ASKS_FOR_SELF) for token in sentence.tokens)
    for_others = sentence.has("staff", "all_word", "nobody")
    return (asks and not for_others) or any(token.norm in _HIM for token in sentence.tokens)


def _narrowest(classes: Sequence[str]) -> tuple[str, ...]:
    """«11 классы на пробниках, 11а и 11б не дёргать»: the classes, and not their year."""
    years = {f"parallel:{one.removeprefix('class:')[:-1]}" for one in classes if one.startswith("class:")}
    return tuple(one for one in classes if one not in years)


def _kept(sentence: Sentence, code: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Without bystanders, unless nobody else is named and the wish is about people."""
    spoken = [one for one in mentions if not is_nobody(sentence.tokens, code, one)]
    named = without_attributes(sentence, code, spoken) if len(spoken) > 1 else spoken
    kept = [one for one in named if not is_bystander(sentence, code, one, named)]
    if (
        named and not kept and code == "exempt" and is_stood_in_for(sentence)
    ):  # «психолог в отпуске, её заменяет Иванова»: of whom it told nothing
        kept = [one for one in spoken if one not in named and not is_bystander(sentence, code, one, spoken)]
    others = sentence.states or (code == "remind" and sentence.says_all)
    of_nobody = code in _OF_NOBODY or not is_fallen_back_on(sentence, code)
    if not kept and not others and (not of_nobody or (code in _OF_HIM and _is_of_him(sentence, code))):
        kept = named
    if code == "announce":
        return addressed(sentence, kept)
    if code == "answer_dispute" and (right := who_is_right(sentence)):  # «Исаева права, Дроздова ошиблась»
        return [one for one in kept if one.person in right] or kept
    if code == "give_role":  # «теперь отвечает Магомедов вместо Звёздочкина»
        return [one for one in kept if _before(sentence.tokens, one) != "вместо"] or kept
    return _who_has_it_now(sentence, kept) if code in ("correct", "add_person") else kept


def _is_said_by_sparing(sentence: Sentence) -> bool:
    """Not «исключи началку, а Образцову не надо»: there somebody is left out of what is ordered."""
    ordered = any(
        one.means("exempt") and one.form in ("imp", "inf") and not (one.denied or one.norm.startswith("пропус"))
        for one in sentence.tokens
    )
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


_GAVE_UP = frozenset(
    {"отказался", "отказалась", "нет", "освободили", "передала", "передал", "отдала", "отдал"}
)  # «класс передал»
_TAKEN = ("забра", "сня", "отобра")  # «забрали у Доскиной»
_NOT_ANY_MORE = 4  # words in which it is said that somebody has it no more


def _who_has_it_now(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """«Линейкина больше не классная, класс взяла Доскина», «5б перешло к Указкину от Петрова»."""
    tokens = sentence.tokens
    persons = [one for one in mentions if one.person is not None]
    exact = [one for one in persons if one.person is not None and not one.person.guessed]
    if exact:  # «раньше была Галиева»: the other name is no slip in that of somebody else
        persons = exact
        mentions = [one for one in mentions if one.person is None or one in exact]
    gone = [one for one in persons if _before(tokens, one) in _WHILE or _is_away(tokens, one)]
    now = [one for one in persons if one not in gone and _is_said_of_now(sentence, one)]
    if now:
        now += [one for one in persons if one not in (*gone, *now) and _is_given_another(sentence, one)]
        return [one for one in mentions if one.person is None or one in now]
    if len(persons) < 2:
        return [one for one in mentions if one.person is None or _before(tokens, one) != "вместо"]
    had = [one for one in persons if one in gone or _had_it(tokens, one, persons)]
    return [one for one in mentions if one not in had or len(had) == len(persons)]


_AWAY = ("sick", "maternity", "vacation", "courses", "leave")
_NEAR_NAME = 3  # words


def _is_away(tokens: Sequence[Token], one: Mention) -> bool:
    """«…, пока Борисова на больничном»: why somebody else has it."""
    near = takewhile(lambda token: token.entity != "who", tokens[one.last + 1 : one.last + 1 + _NEAR_NAME])
    return any(token.means(*_AWAY) and not token.denied for token in near)


def _is_said_of_now(sentence: Sentence, one: Mention) -> bool:
    """«А и Б поменялись классами, 5б теперь у Б»."""
    tokens = sentence.tokens
    return any(
        any(tokens[place].norm == "теперь" for place in places) and not any(tokens[place].denied for place in places)
        for _, places in _clauses_about(sentence, one)
    )


def _is_given_another(sentence: Sentence, one: Mention) -> bool:
    """«… теперь у Б, а 5а у В»."""
    tokens = sentence.tokens
    return any(
        first > 0 and tokens[first - 1].norm in ("у", "за") and any(tokens[place].entity == "class" for place in places)
        for first, places in _clauses_about(sentence, one)
    )


def _clauses_about(sentence: Sentence, one: Mention) -> list[tuple[int, range]]:
    """Where somebody is named, and each time the clause."""
    ids = {member.id for member in one.person.members} if one.person is not None else set()
    spoken = [named for named in sentence.persons if ids & {member.id for member in named.members}]
    return [
        (named.places[0], clause_of(sentence.tokens, Mention(named.places[0], named.places[-1]))) for named in spoken
    ]


def _before(tokens: Sequence[Token], one: Mention) -> str:
    return tokens[one.first - 1].norm if one.first else ""


def _had_it(tokens: Sequence[Token], one: Mention, persons: Sequence[Mention]) -> bool:
    others = {other.first for other in persons if other is not one}
    start, last = one.first, one.last
    behind: list[Token] = []
    for place in range(last + 1, len(tokens)):
        words = sum(not token.is_filler for token in behind)
        if place in others or tokens[place].norm in (".", ";", "а", "но") or words == _NOT_ANY_MORE:
            break
        behind.append(tokens[place])
    no_more = any(token.denied or token.norm in _GAVE_UP for token in behind)
    before = [token.norm for token in tokens[max(0, start - _NOT_ANY_MORE) : start]]
    after = [token.norm for token in tokens[last + 1 : last + 3]]
    taken = before[-1:] in (["у"], ["с"]) and any(word.startswith(_TAKEN) for word in (*before, *after))
    freed = bool({"освободили", "сняли"} & set(after))
    yours = "у" in before and bool({"вас", "тебя"} & set(before))  # «а у вас почему-то Абдулаева»
    return no_more or freed or yours or taken
