"""How well a definition fits what a heading speaks of."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Final

from indicators.headings.definitions import IGNORED
from indicators.headings.needs import PASSIVE, Definition, Need, concepts, definitions
from indicators.headings.wording.strangers import is_of_some_week, turns
from indicators.lexicon.quoting import NAMED
from indicators.lexicon.reading import Mention
from indicators.russian.word_forms import names_somebody

TAKEN: Final = 0.6
ASKED: Final = 0.35
_WEAK: Final = 0.5
_SLIP: Final = 0.05
# A word that explains nothing, known or not, makes the heading a question: «чатов на модерации», «неудачных звонков».
_UNEXPLAINED: Final = 0.65
_UNEXPLAINED_ASIDE: Final = 0.05
# One that only tells how, by whom or where leaves it to the cells, each further one makes that harder.
_PASSED: Final = 0.4
_PASSED_AGAIN: Final = 0.1
# What a weak meaning loses when something else is named behind a preposition.
_OF_WHAT: Final = 0.3
_SHORT = 3
_INTERNET: Final = "интернет"
THRESHOLDS: Final = frozenset(concepts("@thresholds"))
# Deeds and states: what is denied of them is denied of the fact («не выполнил 10 сообщений», «чаты не созданы»).
_DEEDS: Final = frozenset(
    concepts(
        "achieved have attend create set_up make use register join authorise link connect active activate write send "
        "install add"
    )
)
_OBJECTS: Final = frozenset(concepts("@objects"))
CARRIED: Final = frozenset(concepts("@carried"))
_NAMES: Final = frozenset({"full_name", "last_name", "first_name", "patronymic"})
# What cells tell of themselves: «Кем принят (должность)» may say it in brackets, among words that nobody knows.
_TOLD_BY_CELLS: Final = frozenset({"role", "classes", "last_name", "first_name", "patronymic"})
# Who somebody is, whatever a clause adds: «номер страницы, с которой педагог заходит».
_IDENTITY: Final = _NAMES | {"vk_id", "max_id", "role", "classes", "school"}
# «Сообщений (без групповых)» are the personal ones.
_IN_GROUPS: Final = frozenset({"group_messages", "messages_3", "messages_10", "group_chats"})
_GROUPS: Final = frozenset({"grouped", "group"})
# «В учебном профиле», «чатах учебного профиля» is where the platform is.
_ALSO_CALLED: Final = frozenset({"study_profile"})
_DECOYS: Final = frozenset(concepts("@other_time @measure @papers @doings organizer fill"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """`code` is a meaning of the definitions, `score` how sure it is (1: nothing speaks against it).

    A `guess` rests on a slip of the pen; `why` are Russian parts of the score, for whoever asks.
    """

    code: str
    guess: bool = False
    score: float = 1.0
    why: tuple[str, ...] = ()
    rivals: tuple[tuple[str, float], ...] = ()
    turned: str = ""
    """The fact of which the heading says the opposite: «Не связан с ЭЖД»."""
    weight: float = 0.0


@dataclass(slots=True)
class Bag:
    """The mentions of a heading; of those `above` only what an upper line says."""

    mentions: list[Mention]
    above: int = 0
    codes: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        plainly = {m.code for m in self.mentions if not m.negated}
        self.denied = {m.code for m in self.mentions if m.negated and not m.aside} - plainly
        self.codes = {m.code for m in self.mentions if not m.negated}
        self.codes |= {m.code for m in self.mentions if m.negated and m.code in self.denied}


def decide(bag: Bag, *, objects: bool) -> Meaning | None:
    """The best of all definitions. With `objects` only those that name a thing: the rest is for the lines above."""
    fitting = [one for definition in definitions() if (one := _fit(definition, bag, objects))]
    good = sorted((m for m in fitting if m.score > 0), key=lambda m: -m.weight)
    if good:
        best = good[0]
        if best.code == "index":
            return Meaning(IGNORED, why=("это номер строки",))
        rivals = tuple((m.code, round(m.score, 2)) for m in good[1:4] if m.code != best.code)
        return replace(best, rivals=rivals)
    if fitting:
        turned = max((m for m in fitting if m.turned), key=lambda m: m.weight, default=None)
        return Meaning(IGNORED, why=(turned or fitting[0]).why, turned=turned.turned if turned else "")
    decoys = [m.text for m in bag.mentions[bag.above :] if m.code in _DECOYS]
    if decoys and not objects:
        return Meaning(IGNORED, why=(f"«{decoys[0]}» — не показатель",))
    return None


def _fit(definition: Definition, bag: Bag, objects: bool) -> Meaning | None:
    best: Meaning | None = None
    for need in definition.needs:
        if not _is_met(need, bag) or (objects and not any(group & _OBJECTS for group in need.groups)):
            continue
        found = _scored(definition, need, bag)
        if best is None or found.weight > best.weight:
            best = found
    return best


def _is_met(need: Need, bag: Bag) -> bool:
    if not all(group & bag.codes for group in need.groups):
        return False
    if need.free and not all(any(m.code == code and not m.governed for m in bag.mentions) for code in need.free):
        return False
    if not all(any(m.code == code and m.governed for m in bag.mentions) for code in need.governed):
        return False
    if not need.whole:
        return True
    named = frozenset().union(*need.groups)
    said = {m.code for m in bag.mentions[bag.above :]} - PASSIVE
    return said <= named


def _scored(definition: Definition, need: Need, bag: Bag) -> Meaning:
    named = frozenset().union(*need.groups)
    good = named | definition.supports
    good |= _ALSO_CALLED if "platform" in good else frozenset()
    said = bag.mentions
    denied = bag.denied - PASSIVE - (definition.against & CARRIED)
    opposite = next((m for m in said if m.code in denied or _falls_short(m, named)), None)
    bad = next((m for m in said if m.code in definition.against - named and not m.negated and m is not opposite), None)
    if definition.code in _IN_GROUPS and (left := next((m for m in said if m.excepted and m.code in _GROUPS), None)):
        return Meaning(definition.code, score=0, why=(f"без «{left.text}» — это другое",))
    if bad and (opposite is None or not _falls_short(bad, named)):
        return Meaning(definition.code, score=0, why=(f"«{bad.text}» — это другое",))
    score, why = (_WEAK if need.weak else 1.0), [f"{NAMED}{', '.join(_said(said, named))}"]
    plainly = {m.code for m in said if not m.negated}
    in_brackets = definition.code in _TOLD_BY_CELLS and _is_in_brackets(said, named)
    clause = _clause_from(said) if definition.code in _IDENTITY else len(said)
    passed = 0
    for place, mention in enumerate(said):
        above = place < bag.above and not is_of_some_week(said, place)
        less = _doubt(mention, plainly if mention.negated else good, above=above)
        if less and (place >= clause or (in_brackets and not mention.aside)):
            less = _UNEXPLAINED_ASIDE
        if less and definition.code in _NAMES and mention.aside and not names_somebody(mention.text):
            less = _UNEXPLAINED_ASIDE  # «Имя (печатными буквами)»
        if less == _UNEXPLAINED and not mention.negated and not turns(said, place, definition.code, named):
            less, passed = _PASSED_AGAIN if passed else _PASSED, passed + 1
        if less:
            score -= less
            why.append(f"«{mention.text}» сбивает")
    if need.weak and (vague := _names_a_thing(said)):
        score -= _OF_WHAT
        why.append(f"«{vague}» — к чему это, не сказано")
    guess = any(m.how == "slip" and m.code in named for m in said)
    score -= _SLIP * guess
    supports = len({m.code for m in said} & definition.supports)
    weight = score + 0.25 * (len(need.groups) - 1) + 0.03 * supports
    if opposite:
        knows_of_what = score > _WEAK - _OF_WHAT  # «отключил VPN» is the opposite of something else
        tells = opposite.code in named | _DEEDS | {"below", "self"} and not opposite.excepted
        turned = definition.code if tells and knows_of_what else ""
        return Meaning(definition.code, score=0, why=(f"«{opposite.text}»: обратное",), turned=turned, weight=weight)
    return Meaning(definition.code, guess, max(score, 0.05), tuple(why), weight=weight)


def _is_in_brackets(said: Sequence[Mention], named: frozenset[str]) -> bool:
    own = [m for m in said if m.code in named]
    return bool(own) and all(m.aside for m in own)


def _clause_from(said: Sequence[Mention]) -> int:
    """Where a clause begins that tells more of what was named: «…, с которой педагог заходит в Сферум»."""
    return next((place for place, one in enumerate(said) if place and one.text.startswith("котор")), len(said))


def _falls_short(mention: Mention, named: frozenset[str]) -> bool:
    """«Менее 3 сообщений» is the opposite of the threshold."""
    return mention.code == "below" and bool(named & THRESHOLDS)


def _names_a_thing(said: Sequence[Mention]) -> str:
    """«Внесён в список», «связь с интернетом»: a word that means nothing by itself says here what it is about;
    «на этой неделе» only says which week."""
    after = [*said[1:], None]
    things = (
        one.text
        for one, then in zip(said, after, strict=True)
        if _is_thing(one) and (_ends_there(then) or one.text.startswith(_INTERNET))
    )
    return next(things, "")


def _ends_there(after: Mention | None) -> bool:
    return after is None or after.code in PASSIVE


def _is_thing(mention: Mention) -> bool:
    named = mention.governed and mention.text.isalpha() and len(mention.text) > _SHORT
    return mention.code == "neutral" and (
        named or mention.text.startswith((_INTERNET, "данные", "сведения", "информация"))
    )


def _said(said: Iterable[Mention], named: frozenset[str]) -> list[str]:
    return list(dict.fromkeys(m.text for m in said if m.code in named))


def _doubt(mention: Mention, good: AbstractSet[str], *, above: bool) -> float:
    if above or mention.code in good or mention.code in PASSIVE:
        return 0
    if mention.negated:  # «Сообщений (неотправленных)»; «(без личных)» only leaves some out
        return _UNEXPLAINED if mention.aside and not mention.excepted else 0
    return _UNEXPLAINED_ASIDE if _is_remark(mention) else _UNEXPLAINED


def _is_remark(mention: Mention) -> bool:
    """«(по журналу)», «(ЦОС)», «(вручную)»; «(срочных)», «(прогноз)» say which are meant."""
    short = len(mention.text) <= _SHORT or mention.text.endswith("о")
    return mention.aside and (mention.governed or short)
