"""Which of those who are named only stand by: in another clause, told apart, compared with, or spoken to."""

from collections.abc import Sequence
from itertools import pairwise

from handlers.understanding.codes import HARMLESS
from handlers.understanding.lexicon.words import DEED_CONCEPTS
from handlers.understanding.particulars.addressing import is_among_all, is_spoken_of
from handlers.understanding.particulars.bystanders.beside_order import is_beside_order, says_all_is_well
from handlers.understanding.particulars.bystanders.speakers import PARTS, introduces, is_source, is_with_somebody, says
from handlers.understanding.particulars.bystanders.standing_in import is_stood_in_for, stands_in
from handlers.understanding.particulars.mentions import (
    Mention,
    chain_of,
    clause_of,
    is_of_several,
    is_subject,
    norms_before,
    says_and,
)
from handlers.understanding.reading.clauses import WITH, clause_around
from handlers.understanding.reading.found import OF_SO_MANY, REASONS, Sentence
from handlers.understanding.reading.tokens import Token

_GIVEN_NAME = frozenset({1, 2})
# Their people are told who has a duty now: whoever takes it over is meant.
_OF_DUTIES = frozenset({"correct", "add_person", "give_role", "take_role", "merge", "code"})
# Of the whole school: somebody who does something in an aside is none of it.
_OF_SCHOOL_TEXT = """
    summary indicator report dynamics headcount forecast compare_schools set_target set_break pause cancel_round
"""
_OF_SCHOOL = frozenset(_OF_SCHOOL_TEXT.split())
# Of groups and classes: what a colleague does in another clause is told beside it.
_OF_GROUPS = frozenset({"chats", "list", "done_list", "lagging", "preview", "remind", "leaflets", "posters"})
_OF_ALL = frozenset({"list", "done_list", "lagging", "summary", "indicator", "report", "headcount"})
_OFFICIALS = frozenset({"post:директор", "post:завуч", "post:секретарь", "post:психолог", "post:логопед"})
_OF_ONE_ASKED = frozenset({"card", "why_listed", "got", "remind", "exempt"})
_OF_WHOM = _OF_ONE_ASKED | {"restore", "left", "announce"}


def is_bystander(sentence: Sentence, code: str, one: Mention, mentions: Sequence[Mention]) -> bool:
    """Of a row of names all play the part of the first: «в отличие от Алиевой и Исаева»."""
    tokens = sentence.tokens
    if _is_for_oneself(tokens, one):
        return True
    if len(mentions) > 1 and _is_likened(tokens, _first_of_row(tokens, one, mentions)):
        return True
    if is_source(tokens, one) or (code in ("correct", "add_person") and norms_before(tokens, one.first) == ["пока"]):
        return True
    if code in _GIVEN_TO and (is_spoken_of(tokens, one, mentions) or is_among_all(tokens, one, mentions)):
        return True
    if is_beside_order(sentence, code, one, mentions):
        return True
    if one.person is None:
        is_one = not is_of_several(tokens, one) and not one.is_class
        return is_one and (
            says(tokens, one)
            or introduces(tokens, one)
            or (code in _OF_ALL and _is_official(tokens, one) and _does_something(tokens, one))
            or (code in _GIVEN_TO and _is_official(tokens, one) and _acts_in(tokens, clause_of(tokens, one)))
        )
    return any(plays(tokens, one) for plays in PARTS) or (
        (code not in _OF_DUTIES and (len(mentions) > 1 or is_stood_in_for(sentence)) and stands_in(tokens, one))
        or (code in _OF_SCHOOL and _is_in_an_aside(sentence, one))
        or (code in _OF_GROUPS and _says_nothing_of_it(sentence, one, mentions))
        or (code == "announce" and len(mentions) > 1 and is_with_somebody(tokens, one))
        or (code in _GIVEN_TO | _MADE and _is_of_another_clause(sentence, code, one, mentions))
        or (code == "exempt" and len(mentions) > 1 and _may_be_written_to(tokens, one))
        or (code in _OF_WHOM and _is_told_of_beside(sentence, one))
        or (code == "restore" and _is_away_still(tokens, one, mentions))
        or (code == "give_role" and _is_refused_to(tokens, one, mentions))
        or (code in _OF_ONE_ASKED and _is_another_story(tokens, one))
        or _is_spoken_to(tokens, code, one, mentions)
    )


def _is_for_oneself(tokens: Sequence[Token], one: Mention) -> bool:
    """«Дай отчёт, директору отнесу», «сводку, покажу Алиевой»: what the officer does with it herself."""
    places = clause_of(tokens, one)
    said = [place for place in places if tokens[place].kind == "word" and not tokens[place].entity]
    does = any(
        tokens[place].form == "first"
        and not tokens[place].concepts - _DEEDS
        and not tokens[place].is_filler
        and not (place and tokens[place - 1].norm in _PREPOSITIONS)  # «к часу»
        for place in said
    )
    return does and len(places) < len(tokens) - 1 and not any(tokens[place].form in ("imp", "inf") for place in said)


_SHOWN = (HARMLESS | {"howto", *_OF_SCHOOL, *_OF_GROUPS}) - {"remind"}  # «нужно, чтобы Борисов создал чат, напомни»


def _is_a_purpose(tokens: Sequence[Token], one: Mention) -> bool:
    """«Крупными буквами, чтобы Книжкина поняла»: what it is to be like, and not of whom."""
    places = clause_of(tokens, one)
    leads = {tokens[place].norm for place in places if place < one.first}
    return not leads.isdisjoint(_SO_THAT) and len(places) < len(tokens) - 1


_SO_THAT = frozenset({"чтоб", "чтобы"})
_PREPOSITIONS = frozenset({"к", "ко", "в", "во", "на", "по", "до", "у", "о", "про", "из", "за", "с"})
_DEEDS = frozenset(DEED_CONCEPTS)


def _is_official(tokens: Sequence[Token], one: Mention) -> bool:
    """«Директор просит», and not «перешли директору»."""
    return (
        one.said[0] in _OFFICIALS and tokens[one.last].form == "noun" and not tokens[one.last].norm.endswith(_OBLIQUE)
    )


_OBLIQUE = ("у", "ю", "а", "е", "ом", "ем")
_PLACES = (["к"], ["ко"], ["от"], ["при"])


def _first_of_row(tokens: Sequence[Token], one: Mention, mentions: Sequence[Mention]) -> Mention:
    row = chain_of(tokens, mentions, one)
    place = row.index(one)
    while place and says_and(tokens, row[place - 1], row[place]):
        place -= 1
    return row[place]


def is_fallen_back_on(sentence: Sentence, code: str) -> bool:
    """Whether the only people that are named are meant though they only stand by: «Борисова просит код» wants it;
    «Борисова велела напомнить тем, кто без звонка» has others in mind, unless it is «ей»."""
    if code == "exempt" and is_stood_in_for(sentence):  # «замещает Борисов до пятницы»
        return False
    if code == "exempt" and sentence.has("nobody") and not any(one.norm in _THEM_TOO for one in sentence.tokens):
        return False  # «директор просит никому ничего не слать», not «ей ничего не слать»
    if code in ("correct", "add_person") and "пока" in {token.norm for token in sentence.tokens}:
        return False  # «1а без классного, пока Курбанова не вышла»
    if code in _MADE:
        return code == "posters" and any(token.norm.startswith(_WANTS) for token in sentence.tokens)
    those = sentence.figures.gaps or _speaks_of_those(sentence.tokens)
    return code != "remind" or not those or any(token.norm in _THEM_TOO for token in sentence.tokens)


_WANTS = ("прос", "ждет", "хочет")


def is_nobody(tokens: Sequence[Token], code: str, one: Mention) -> bool:
    """«Пусть идут к Артёму Валерьевичу»: nobody is written to so; «обратись к нему» is an order."""
    if code in _SHOWN and _is_a_purpose(tokens, one):
        return True
    if one.person is None:  # «я директор, напомни моим учителям»
        if _is_what_somebody_is(tokens, one):
            return True
        lead = [token for token in tokens[: one.first] if not token.means("staff") or token.entity][-1:]
        is_one = tokens[one.first - 1].means("staff") or not is_of_several(tokens, one)  # «я учитель музыки»
        of_one = bool(lead) and lead[0].norm == "я" and is_one
        return of_one or (code == "announce" and norms_before(tokens, one.first) in _PLACES)
    if code not in _GIVEN_TO | _MADE or norms_before(tokens, one.first) not in _PLACES:
        return False
    return not any(tokens[place].norm.startswith("обрат") for place in clause_of(tokens, one))


def _is_what_somebody_is(tokens: Sequence[Token], one: Mention) -> bool:
    """«Вернулась, но уже логопедом»: as what, and not who; «с логопедом» is somebody."""
    if one.is_class or is_of_several(tokens, one) or not tokens[one.last].norm.endswith(("ом", "ем")):
        return False
    before = tokens[max(0, one.first - 3) : one.first]
    return not any(token.norm in WITH for token in before) and any(
        token.form in ("past", "third", "inf") or token.norm in ("уже", "теперь") for token in before
    )


# What is written or given to people, and what is made for them: whoever does something beside it gets none of it.
_GIVEN_TO = frozenset({"remind", "announce"})
_MADE = frozenset({"leaflets", "posters", "report"})
_THEM_TOO = OF_SO_MANY | {"тоже", "также", "ему", "его", "ей", "ее", "им", "их"}
_THOSE = frozenset({"тем", "тех"})
_WHY = frozenset({"иначе", "чтобы", "чтоб", "пока", "потому", "ведь"})  # what follows tells why or until when


def _is_of_another_clause(sentence: Sentence, code: str, one: Mention, mentions: Sequence[Mention]) -> bool:
    """«Исаев уже привязал, напомни Борисовой», «напомни всем, а то Борисова меня съест», «Борисова велела напомнить
    тем, кто без звонка»; not «Исаев забыл, напомни ему и ей», «у Исаева и Борисова нет чата, напомни»."""
    tokens, places = sentence.tokens, clause_of(sentence.tokens, one)
    if not is_subject(tokens, one) or not _acts_in(tokens, places):
        return False
    if code in _MADE:
        return True
    if any(token.norm in _THEM_TOO for token in tokens):
        return any(_lacks_something(sentence, other) for other in mentions) and not _lacks_something(sentence, one)
    ordered = [clause_around(tokens, at, at) for at, token in enumerate(tokens) if token.form in ("imp", "inf")]
    there = {at for clause in ordered if clause != places for at in clause}
    own = {member.id for member in one.person.members} if one.person is not None else set()
    named = [who for who in sentence.persons if who.places[0] in there]
    if any(own & {member.id for member in who.members} for who in named):
        return False  # «Исаев забыл, напомни Исаеву»
    of_all = sentence.says_all or _speaks_of_those(tokens)
    groups = any(other.person is None and other.first in there for other in mentions)
    return bool(ordered) and (bool(named) or groups or of_all)


def _lacks_something(sentence: Sentence, one: Mention) -> bool:
    """«Журналова принесла список: Исаев и Валиев без журнала. Напомни им»."""
    places = clause_of(sentence.tokens, one)
    lack = {place for place, thing in sentence.figures.said.items() if thing in sentence.figures.lacking}
    return not lack.isdisjoint(places)


def _speaks_of_those(tokens: Sequence[Token]) -> bool:
    return any(token.norm in _THOSE or token.means("debtors") for token in tokens)


def _acts_in(tokens: Sequence[Token], places: range) -> bool:
    """Whether the clause tells what somebody does or did, and orders nothing."""
    said = [tokens[place] for place in places if not tokens[place].entity]
    forms = {token.form for token in said}
    norms = [token.norm for token in tokens[max(0, places.start - 1) : places.stop]]
    if not _WHY.isdisjoint(norms) or ["а", "то"] in map(list, pairwise(norms)):
        return "imp" not in forms
    lacks = any(token.denied and token.form in ("past", "third") for token in said)  # «Исаев так и не позвонил»
    return bool(forms & {"past", "third"}) and "imp" not in forms and not lacks


def _is_told_of_beside(sentence: Sentence, one: Mention) -> bool:
    """«Доскина отвечает за Исаева, исключи Доскину»: the order names anew which of them is meant."""
    tokens, places = sentence.tokens, clause_of(sentence.tokens, one)
    if one.person is None or any(tokens[at].form in ("imp", "inf") for at in places):
        return False
    ordered = {
        at for place, token in enumerate(tokens) if token.form == "imp" for at in clause_around(tokens, place, place)
    }
    beside, anew = (
        [{member.id for member in who.members} for who in sentence.persons if who.places[0] in there]
        for there in (places, ordered)
    )
    own = {member.id for member in one.person.members}
    return any(named in beside for named in anew) and not any(own & named for named in anew)


def _may_be_written_to(tokens: Sequence[Token], one: Mention) -> bool:
    """«Не пиши Борисову до среды, Исаеву пиши», «Исаева можно»; not «Исаева можно пропустить», «Исаева тоже можно»."""
    said = [tokens[place] for place in clause_of(tokens, one)]
    told = any(token.form == "imp" and token.means("write", "remind", "send", "touch") for token in said)
    may = told or any(token.norm == "можно" for token in said)
    lets_off = any(token.denied or token.means("exempt", "pass_over") or token.norm in _THEM_TOO for token in said)
    return may and not lets_off


def _is_refused_to(tokens: Sequence[Token], one: Mention, mentions: Sequence[Mention]) -> bool:
    """«Дай Исаеву роль, Борисовой не давай»."""
    places = clause_of(tokens, one)
    others = any(other.person is not None and other.first not in places for other in mentions)
    return others and any(tokens[place].denied for place in places)


def _is_away_still(tokens: Sequence[Token], one: Mention, mentions: Sequence[Mention]) -> bool:
    """«В госпитале Исаева, а Борисова на месте»: who is back is the other."""
    places = clause_of(tokens, one)
    others = any(other.person is not None and other.first not in places for other in mentions)
    back = any(tokens[place].form in ("past", "imp", "inf") or tokens[place].norm in ("с", "из") for place in places)
    return others and not back and any(tokens[place].means(*REASONS) and not tokens[place].denied for place in places)


_LIKENED = (
    *(("отличие", "от"), ("как", "и"), ("то", "что"), ("чем",), ("чем", "у"), ("сравнению", "с"), ("вслед", "за")),
    *(("путай", "с"), ("путать", "с"), ("путайте", "с"), ("наравне", "с"), ("как", "и", "у")),
)


def _is_likened(tokens: Sequence[Token], one: Mention) -> bool:
    """«В отличие от Доскиной», «как и Петрова», «не путай с Кузнецовой»."""
    before = tuple(norms_before(tokens, one.first, 3))
    return any(before[-len(words) :] == words for words in _LIKENED)


_ASKED_TEXT = """
    count_q who_q reason_why what_q summary report report_table doc pdf file dynamics indicator show send give make
    print pause cancel set change list_noun
"""
_ASKED_FOR = tuple(_ASKED_TEXT.split())


def _is_in_an_aside(sentence: Sentence, one: Mention) -> bool:
    """«Валентина Григорьевна стоит над душой, сводку», «оперативка у Алиевой, дай цифры»: nothing is asked of them."""
    tokens, places = sentence.tokens, clause_of(sentence.tokens, one)
    if is_subject(tokens, one) and _does_something(tokens, one):
        return True
    asked = any(place in sentence.figures.said or tokens[place].means(*_ASKED_FOR) for place in places)
    return not asked and len(places) < len(tokens) - 1


def _says_nothing_of_it(sentence: Sentence, one: Mention, mentions: Sequence[Mention]) -> bool:
    """«В 7в и 6в что с чатами? Рамазанова молчит», «у Тестовой родился внук, а что с чатами по 10-м»."""
    tokens, places = sentence.tokens, clause_of(sentence.tokens, one)
    groups = [other for other in mentions if other.person is None]
    apart = bool(groups) and not any(other.first in places for other in groups)
    tells_else = tokens[one.first - 1].norm == "у" and not any(place in sentence.figures.said for place in places)
    return apart and (is_subject(tokens, one) or tells_else) and _does_something(tokens, one)


def _does_something(tokens: Sequence[Token], one: Mention) -> bool:
    said = [tokens[place] for place in clause_of(tokens, one)]
    does = any(token.form in ("third", "past") and not token.entity and token.kind == "word" for token in said)
    return does and not any(token.means("count_q", "who_q", "reason_why") for token in said)


_CONTRASTS = frozenset({"а", "хотя", "но"})


def _is_another_story(tokens: Sequence[Token], one: Mention) -> bool:
    """«Почему у Тестовой ноль, а у Линейкиной всё есть»."""
    places = clause_of(tokens, one)
    contrasts = places.start > 0 and tokens[places.start - 1].norm in _CONTRASTS
    return contrasts and says_all_is_well(tokens, places)


def _is_spoken_to(tokens: Sequence[Token], code: str, one: Mention, mentions: Sequence[Mention]) -> bool:
    """«Артём Валерьевич, код Сафиуллиной не работает»: a first name and patronymic that opens the message."""
    opens = all(token.is_filler or token.kind == "mark" or token.means("greet") for token in tokens[: one.first])
    following = tokens[one.last + 1 : one.last + 3]
    ends = [token.norm for token in following[:1]] in ([","], ["!"])
    listed = len(following) > 1 and (following[1].entity in ("who", "group", "class") or following[1].norm == "и")
    by_name = one.person is not None and one.person.parts == _GIVEN_NAME
    others = code in _OF_SCHOOL or sum(other.person is not None for other in mentions) > 1
    return opens and ends and not listed and by_name and others
