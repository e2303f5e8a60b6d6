"""Who is left out: «кроме Алиевой и началки», «без совместителей», «…, а Мадине не надо», «не Алиева, а Доскина»."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from handlers.understanding.lexicon.words import DEED_CONCEPTS
from handlers.understanding.reading.clauses import clause_around, clauses_of
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.strangers import surnames
from handlers.understanding.reading.tokens import Token
from indicators.russian.name_endings import SURNAME

EXCEPT = frozenset({"кроме", "исключая", "исключением", "помимо", "окромя"})
_LESS = frozenset({"без", "минус"})
_NAMING = frozenset({"who", "group", "class", "state"})
_ASKED = ("who_q", "remind", "send", "tell", "write", "round", "list_noun", "show", "print", "announcement")
_SPARED = ("touch", "write", "remind", "send", "exempt", "tell", "show", "not_count")
_NO_NEED = frozenset({"надо", "нужно", "стоит", "нужен", "нужна", "нужны", "обязательно", "должно", "должен", "должна"})
_LEFT_AS_IT_IS = ("остав", "остан")  # «Мелкову оставь, а Выдумкину исключи»
_GONE_ROUND = ("обойди", "придерж", "минуй")
_BESIDES = frozenset({"того", "этого", "шуток"})  # «кроме того»
_SPEAKERS = frozenset({"нас", "меня", "вас"})  # «кроме нас, у Розы Ильдусовны», not «кроме меня и директора»

# Said of somebody: «звонить не надо», «чат не нужен», «сама скажу», «Исаеву уже сказала», «Исаеву нет»; not «не
# трогай», which is an order of its own, nor «у Исаева чата нет», which says what he lacks.
_SEE_TO_IT = r"(?:скажу|напомню|позвоню|напишу|предупрежу|предупредил[аи]?)\b"
_OF_NOBODY = re.compile(
    r"\b(?:в поко[ею]|не в счет)\b|\bне (?:надо|нужн\w+|нужен|стоит|требуется)\b|\bне звони(?:те)?\b"
    rf"|\bсам[аи]? (?:\w+ )?{_SEE_TO_IT}|\b{_SEE_TO_IT} сам[аи]?\b"
    r"|\w(?:[уюе]|[оеё]й)\b.*\b(?:уже|сам[аи]?) (?:сказал|напомнил|написал|позвонил|звонил)[аи]?\b"
    r"|\bда(?:й|йте|ть) (?:им |ей |ему )?(?:про|пере|от|вы)дохнуть\b|\bпередышк"
    r"|^(?:а |и |но )?(?:\w+|(?!.*\bу )(?:\w+ ){1,2}\w+(?:[уюе]|[оеё]й|[аяиы]м)) нет\W*$",
    re.IGNORECASE,
)


def is_spared(text: str) -> bool:
    """Whether nothing is wished for whoever it is about."""
    return _OF_NOBODY.search(text) is not None


def left_out(sentence: Sentence) -> None:
    for first, *_ in _strange_surnames(sentence, range(len(sentence.tokens))):
        sentence.tokens[first].form = "noun"  # «Борисовой» ends as an order does
    for place, token in enumerate(sentence.tokens):
        counts_out = token.norm in ("считать", "считая", "считаем") and token.denied and _asked_before(sentence, place)
        if (
            counts_out
            or token.norm in EXCEPT
            or (token.norm in _LESS and _names_soon(sentence.tokens, place))
            or _are_not(sentence.tokens, place)
            or (token.norm in _LESS and _strange_surnames(sentence, (place + 1,)))  # «без Лаптевой», who is nobody
        ):
            token.entity = "except"
            if not _leaves_out_nobody(sentence.tokens, place + 1):
                places = range(place + 1, _end(sentence.tokens, place + 1))
                _leave_out(sentence, places)
                _leave_out_strangers(sentence, _strange_names(sentence, places))
    _only_not(sentence)
    _not_away(sentence)
    _forbidden(sentence)
    _spared(sentence)
    _before_the_rest(sentence)
    _contrasted(sentence)


def _are_not(tokens: Sequence[Token], place: int) -> bool:
    """«У кого нет классного руководства»: all but those."""
    following = tokens[place + 1 : place + 2]
    whose = place > 1 and tokens[place - 1].norm in ("кого", "которых") and tokens[place - 2].norm == "у"
    return tokens[place].norm == "нет" and whose and any(one.entity == "group" for one in following)


def _strange_names(sentence: Sentence, places: Collection[int]) -> list[tuple[int, ...]]:
    """Where somebody is named in full, or with a capital letter, and is not on the list."""
    written = [one for one in surnames(sentence.tokens) if sentence.tokens[one.places[0]].text[:1].isupper()]
    return sorted(one.places for one in (*sentence.unknown, *written) if one.places[0] in places)


def _leave_out_strangers(sentence: Sentence, names: Sequence[tuple[int, ...]]) -> bool:
    """«Всех кроме Лаптевой», and there is none: the exception is kept, so that it can be asked about."""
    for places in names:
        sentence.unknown = [one for one in sentence.unknown if one.places != places]
        sentence.strange[places[0]] = " ".join(sentence.tokens[at].text for at in places)
        for at in places:
            sentence.tokens[at].entity = "stranger"
    return bool(names)


def _only_not(sentence: Sentence) -> None:
    """«Всех без чата, только не физруков», «но не Петрову», «всем, не Исаеву»."""
    tokens = sentence.tokens
    for place in range(1, len(tokens) - 1):
        leads = tokens[place - 1].norm in ("только", "но", "лишь") or _is_for_all(tokens[:place])
        if tokens[place].norm != "не" or not leads:
            continue
        last = _last_named(tokens, place)
        known = last > place and _leave_out(sentence, range(place, last + 1))
        if known or _leave_out_strangers(sentence, _strange_names(sentence, (place + 1,))):
            tokens[place - 1].entity = tokens[place].entity = "except"


def _not_away(sentence: Sentence) -> None:
    """«Тем, кто не на больничном»: whoever is, is left out."""
    tokens = sentence.tokens
    for place, one in enumerate(tokens):
        if one.entity == "state" and one.about == ("state:excused",) and one.denied:
            _leave_out(sentence, (place,))


def _is_for_all(before: Sequence[Token]) -> bool:
    """«Напомни всем», and not «скажи всем, что», where it is told what happened."""
    for_all = any(one.means("all_word") and not one.denied for one in before)
    return for_all and not any(one.norm in _TELLS_ON for one in before)


def _last_named(tokens: Sequence[Token], place: int) -> int:
    """Where a row of names ends that begins behind this place: «не Исаева, Тестову и не Петрова»."""
    last = place
    for at in range(place + 1, len(tokens)):
        if tokens[at].entity in _NAMING:
            last = at
        elif tokens[at].norm not in _BETWEEN_NAMES:
            break
    return last


def _leaves_out_nobody(tokens: Sequence[Token], place: int) -> bool:
    following = [token.norm for token in tokens[place : place + 2]]
    return following[:1] != [] and (
        following[0] in _BESIDES or (following[0] in _SPEAKERS and following[1:] not in (["и"], [","]))
    )


def _asked_before(sentence: Sentence, place: int) -> bool:
    """«…, если не считать совместителей», «не считая Петрова»: behind what is asked for."""
    return place > 2 and _names_soon(sentence.tokens, place)


_WHO_IS = frozenset({"тех", "те", ",", "кто", "на"})  # «без тех, кто болеет»


def _names_soon(tokens: Sequence[Token], place: int) -> bool:
    """«без совместителей», «без учителей началки»."""
    following = [one for one in tokens[place + 1 : place + 6] if one.norm not in _WHO_IS][:2]
    near = following[1:] if following and following[0].means("staff") and not following[0].entity else following[:1]
    return any(token.entity in _NAMING for token in near)


def _end(tokens: Sequence[Token], first: int) -> int:
    """A list of names goes over commas, up to the end of the sentence or the next thing that is asked for."""
    of_all = (at for at in range(first + 1, len(tokens)) if _is_of_all(tokens, at))  # «кроме Исаева все историки …»
    all_at = next(of_all, len(tokens))
    return next((place for place in range(first, all_at) if _ends(tokens[place])), all_at)


def _is_of_all(tokens: Sequence[Token], place: int) -> bool:
    return tokens[place].norm in ("все", "всех", "всем", "кто") and tokens[place - 1].entity in _NAMING


def _ends(token: Token) -> bool:
    return token.norm in (".", "?", "!", "но", ":") or (
        not (token.entity or token.is_filler) and token.kind == "word" and token.form == "imp" and bool(token.concepts)
    )


# «Не трогай», «не пиши» are orders of their own.
_OVER_PEOPLE = ("add", "restore", "remove", "exempt", "take_away", "appoint", "handed", "set", "leave", "end_pause")
_GIVES = ("дай", "дава")


def _forbidden(sentence: Sentence) -> None:
    """«Убери Исаева, не добавляй Петрова», «сними роль с Исаева, Петрову не давай»: whoever something is not to be done
    to is not whom the order is about, and is left out of one for all: «забери роль у всех, у Петрова не забирай»."""
    tokens = sentence.tokens
    clauses = [*clauses_of(tokens)]
    forbidding = [one for one in clauses if any(_forbids(tokens, place) for place in one)]
    ordering = [one for one in clauses if one not in forbidding and any(_orders_deed(tokens[place]) for place in one)]
    ordered = {what for one in ordering for place in one for what in tokens[place].concepts} & _DEEDS
    of_others = any(tokens[place].entity in _NAMING for one in ordering for place in one)
    for places in forbidding:
        if of_others:
            _mean_others(sentence, places)
        elif any(_forbids(tokens, place) and tokens[place].concepts & ordered for place in places):
            _leave_out(sentence, places)


_DEEDS = frozenset({*DEED_CONCEPTS, "take_away", "handed"})


def _forbids(tokens: Sequence[Token], place: int) -> bool:
    one = tokens[place]
    is_denied = one.denied or (place > 0 and tokens[place - 1].norm == "не")
    return is_denied and one.form == "imp" and (one.means(*_OVER_PEOPLE) or one.norm.startswith(_GIVES))


def _orders_deed(token: Token) -> bool:
    return token.form == "imp" and not (token.denied or token.is_filler) and bool(token.concepts & _DEEDS)


def _mean_others(sentence: Sentence, places: Collection[int]) -> None:
    sentence.persons = [one for one in sentence.persons if one.places[0] not in places]
    elsewhere = {said for at, one in enumerate(sentence.tokens) if at not in places for said in one.about}
    gone = {said for at in places for said in sentence.tokens[at].about} - elsewhere
    sentence.groups = [one for one in sentence.groups if one not in gone]
    sentence.classes = [one for one in sentence.classes if one not in gone]


def _spared(sentence: Sentence) -> None:
    """A clause that says of somebody «не надо», after a clause that asks for something for all."""
    asked = exempts = False
    early: Sequence[int] = ()
    orders = any(_exempts(one) for one in sentence.tokens)
    for places in _with_rows(sentence):
        tokens = [sentence.tokens[place] for place in places]
        if any(one.means("reason_why") for one in tokens):  # «почему Исаева не тревожим»
            continue
        spares = any(map(lets_be, tokens)) or any(
            one.norm in ("не", "нет") and other.norm in _NO_NEED for one, other in pairwise(tokens)
        )
        named = [one for one in sentence.persons if one.places[0] in places]
        strange = _strange_surnames(sentence, places)
        somebody = bool(named or strange or any(one.about for one in tokens))
        spares = spares or (somebody and is_spared(" ".join(one.norm for one in tokens if one.kind == "word")))
        kept = orders and any(one.norm.startswith(_LEFT_AS_IT_IS) and one.form == "imp" for one in tokens)
        if kept and not any(map(_exempts, tokens)):
            _leave_out(sentence, places)
        elif exempts and spares and not any(one.form in ("imp", "inf") for one in tokens):
            _leave_out_all(sentence, places, strange)  # «исключи началку, а Образцову не надо»
            others = [one for one in sentence.persons if one.members not in [each.members for each in named]]
            sentence.persons = others or sentence.persons  # «исключи Исаева и Петрова, вернее, Исаева не надо»
        elif asked and spares and _leave_out_all(sentence, places, strange):
            sentence.spared += named
            sentence.spared_said += [one for token in tokens for one in token.about]
            for token in tokens:
                token.entity = token.entity or ("except" if token.kind == "word" else "")
        elif spares and somebody and not asked and not any(map(_orders, tokens)):
            early = places  # «Патимат не надо, напиши Руслану»
        asked = asked or (not spares and not kept and any(map(_asks, tokens)))
        exempts = exempts or any(map(_exempts, tokens))
    if early and asked:
        _leave_out_early(sentence, early)


def _before_the_rest(sentence: Sentence) -> None:
    """«Петрова не трогай, остальных физруков пни», «Борисовой дай продохнуть, остальным напоминай»: the rest are those
    without whoever is let be before."""
    tokens = sentence.tokens
    rest = next((place for place, one in enumerate(tokens) if one.norm.startswith("остальн") and not one.denied), 0)
    for places in clauses_of(tokens) if rest else ():
        said = [tokens[place] for place in places]
        spares = any(map(lets_be, said)) or is_spared(" ".join(one.norm for one in said if one.kind == "word"))
        if places.stop > rest or not spares:
            continue
        named = [one for one in sentence.persons if one.places[0] in places]
        if _leave_out(sentence, places):
            sentence.spared += named
            sentence.spared_said += [one for token in said for one in token.about]


_NOMINATIVE = ("ов", "ев", "ин", "ын")  # «причин нет»


def _strange_surnames(sentence: Sentence, places: Collection[int]) -> list[tuple[int, ...]]:
    """Those that look like a surname, in a case in which something is wished for somebody."""
    names = ((one, sentence.tokens[one[0]].norm) for one in _strange_names(sentence, places))
    return [one for one, word in names if SURNAME.match(word) and not word.endswith(_NOMINATIVE)]


def _leave_out_all(sentence: Sentence, places: Sequence[int], strange: Sequence[tuple[int, ...]]) -> bool:
    known = _leave_out(sentence, places)
    return _leave_out_strangers(sentence, strange) or known


_THEM = frozenset({"ему", "ей", "им", "его", "ее", "их", "него", "нее", "них"})


def _orders(token: Token) -> bool:
    """«Исаеву не пиши до среды» is an order of its own; «Исаеву звонить не надо», «Исаева оставь в покое» are none."""
    return (token.form == "imp" and not token.norm.startswith(_LEFT_AS_IT_IS)) or (
        token.form == "inf" and not token.denied
    )


def _leave_out_early(sentence: Sentence, places: Sequence[int]) -> None:
    named = [one for one in sentence.persons if one.places[0] in places]
    if len(named) == len(sentence.persons) and not any(one.norm in _THEM for one in sentence.tokens[places[-1] + 1 :]):
        _leave_out_all(sentence, places, _strange_surnames(sentence, places))  # «Исаеву не надо, напомни всем про чат»
        for token in (sentence.tokens[place] for place in places):
            if token.norm.startswith(_LEFT_AS_IT_IS):
                token.entity = "except"
    elif len(named) < len(sentence.persons):
        sentence.persons = [one for one in sentence.persons if one not in named]


def _exempts(token: Token) -> bool:
    return token.means("exempt", "remove") and token.form == "imp" and not token.denied


def _asks(token: Token) -> bool:
    if token.means("who_q") and not token.entity:
        return True
    named = token.entity or token.is_filler or token.denied or token.kind != "word"
    return not named and (token.form == "imp" or token.means(*_ASKED))


def lets_be(token: Token) -> bool:
    return (
        token.means("pass_over")
        or (token.form == "imp" and token.norm.startswith(_GONE_ROUND))
        or (token.denied and (token.norm in _NO_NEED or token.means(*_SPARED)))
    )


def _with_rows(sentence: Sentence) -> list[range]:
    """«Напомни всем, Тестовой, Исаеву и Доскиной не надо»: nothing but names, after an order that names nobody, goes
    with what follows."""
    found: list[range] = []
    begun = -1
    for places in clauses_of(sentence.tokens):
        words = [sentence.tokens[place] for place in places if sentence.tokens[place].kind == "word"]
        rowed = bool(words) and all(one.entity == "who" or one.norm == "и" for one in words)
        before = any(one.places[0] < places.start for one in sentence.persons)
        if begun < 0 and rowed and not before and found:
            begun = places.start
        elif begun < 0 or not rowed:
            found.append(range(begun if begun >= 0 else places.start, places.stop))
            begun = -1
    return found if begun < 0 else [*found, range(begun, len(sentence.tokens))]


def _contrasted(sentence: Sentence) -> None:
    """«Не Логопедова, а психолог», «классным, а не предметникам»: who is denied is not meant, if somebody else is."""
    tokens = sentence.tokens
    denied = [one for one in sentence.persons if _is_told_apart(tokens, one.places[0])]
    named = [place for place, one in enumerate(tokens) if one.about and one.entity != "state"]
    apart = [place for place in named if _is_told_apart(tokens, place)]
    if len(denied) + len(apart) == len(sentence.persons) + len(named):
        return
    _mean_others(sentence, {*(one.places[0] for one in denied), *apart})


_PREPOSITIONS = frozenset(
    {"о", "об", "обо", "насчет", "у", "к", "ко", "в", "во", "из", "про", "для", "от", "с", "со", "на", "по"}
)
_TELLS_ON = frozenset({"что", "чтобы", ":", "это"})
_BETWEEN_NAMES = _PREPOSITIONS | {",", "и", "не"}


_POINTING = frozenset({"всем", "та", "тот", "ту", "того", "той", "тому", "которая", "который", "которую", "которого"})
_SLIPS = frozenset({"ой", "тьфу", "вернее", "точнее", "пардон"})
_ADDS = frozenset({"и", "еще", "забыла", "забыл", "также"})


def _is_put_right(tokens: Sequence[Token], place: int) -> bool:
    """«Мариночка … ой, Мадиночка», «Исаев, вернее Петров»: not who was said first; «ой, и Петров» is one more, and
    «вернее, Исаева не надо» is nobody instead."""
    kind, last = tokens[place].entity, place
    if kind not in ("who", "class"):
        return False
    while last + 1 < len(tokens) and tokens[last + 1].entity == kind:
        last += 1
    behind = range(last + 1, len(tokens))
    slip = next((at for at in behind if tokens[at].norm in _SLIPS or tokens[at].entity == kind), last)
    instead = next((at for at in range(slip + 1, min(slip + 4, len(tokens))) if tokens[at].entity == kind), None)
    if instead is None or tokens[slip].norm not in _SLIPS:
        return False
    said = [tokens[at] for at in clause_around(tokens, instead, instead) if at > slip]
    is_one_more = any(one.norm in _ADDS for one in tokens[slip + 1 : slip + 4])
    return not (is_one_more or any(map(lets_be, said)) or is_spared(" ".join(one.norm for one in said)))


def _is_told_apart(tokens: Sequence[Token], place: int) -> bool:
    """«не 5б», «не у физиков», «не химикам и биологам»."""
    if _is_put_right(tokens, place):
        return True
    before = place - 1
    while before >= 0 and (tokens[before].norm in _PREPOSITIONS or tokens[before].norm in _POINTING):
        before -= 1
    if before > 0 and tokens[before].norm == "и" and tokens[before - 1].entity in _NAMING:
        first = before - 1
        while first > 0 and tokens[first - 1].entity == tokens[first].entity:
            first -= 1
        return _is_told_apart(tokens, first)
    return before >= 0 and tokens[before].norm == "не"


_TELLING_WHAT = frozenset({"он", "она", "они"})


def _leave_out(sentence: Sentence, places: Iterable[int]) -> bool:
    inside = set(places)
    people = [one for one in sentence.persons if one.places[0] in inside]
    sentence.persons = [one for one in sentence.persons if one not in people]
    sentence.excepted += people
    told = {at for at in inside if at and sentence.tokens[at - 1].norm in _TELLING_WHAT}  # «кроме Исаевой, она логопед»
    named = [one for place in sorted(inside - told) for one in sentence.tokens[place].about]
    sentence.groups = [
        one for one in sentence.groups if not any(one in sentence.tokens[place].about for place in told) or one in named
    ]
    elsewhere = {one for place, token in enumerate(sentence.tokens) if place not in inside for one in token.about}
    groups = [one for one in named if one in sentence.groups]
    classes = [one for one in named if one in sentence.classes]
    states = [one for one in named if one in sentence.states]
    sentence.excepted_states += states
    sentence.states = [one for one in sentence.states if one not in states or one in elsewhere]
    sentence.excepted_groups += groups
    sentence.excepted_classes += classes
    sentence.groups = [one for one in sentence.groups if one not in groups or one in elsewhere]
    sentence.classes = [one for one in sentence.classes if one not in classes or one in elsewhere]
    return bool(people or groups or classes or states)
