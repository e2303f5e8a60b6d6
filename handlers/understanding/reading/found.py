"""A message taken apart: what the readers found in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from handlers.understanding.reading.figures import Figures
from handlers.understanding.reading.manner import PLAIN, Manner
from handlers.understanding.reading.people.member import Member
from handlers.understanding.reading.people.roster import Named, Roster
from handlers.understanding.reading.people.strangers import Stranger
from handlers.understanding.reading.time.when import When
from handlers.understanding.reading.tokens import Token

REASONS = {
    "grief": "other",
    "sick": "sick",
    "maternity": "maternity",
    "parttime": "parttime",
    "courses": "courses",
    "trip": "trip",
    "vacation": "vacation",
    "other_reason": "other",
}
_RELATIVE = re.compile(
    r"ребен\w+|дет(?:и|ей|ям|ях|ьми)|доч\w+|сын\w*|вну[кч]\w*|муж(?:а|у|ем)?|жен(?:а|ы|е|у|ой)|мам\w+|мат(?:ь|ери\w*)"
    r"|от(?:ец|ц\w+)|бабушк\w+"
)
_GROWN = re.compile(
    r"муж\w*|жен\w+|мам\w+|мат(?:ь|ери\w*|ерью)|от(?:ец|ц\w+)|пап\w+|бабушк\w+|дед\w*|больн\w+|инвалид\w+|родител\w+"
)
OF_SO_MANY = frozenset({"двоим", "двоих", "троим", "троих", "четверым", "четверых", "обоим", "обоих", "обеим", "обеих"})
_DEVICES = ("телефон", "смартфон", "мобильн", "ноутбук", "компьютер", "планшет")
_NEAR_RELATIVE = 3  # words before what they have
FORMATS = {"doc": "docx", "report_table": "xlsx", "pdf": "pdf", "png": "png"}


@dataclass(slots=True)
class Likened:
    """What the examples are compared by, worked out once, whoever's words they may be: see `likeness.both`."""

    features: list[int] = field(default_factory=list)
    heard: list[list[int]] = field(default_factory=list)


@dataclass(slots=True)
class Sentence:
    text: str
    tokens: list[Token]
    when: When
    figures: Figures
    persons: list[Named] = field(default_factory=list)
    excepted: list[Named] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    excepted_groups: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    excepted_classes: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    excepted_states: list[str] = field(default_factory=list)
    strange: dict[int, str] = field(default_factory=dict)  # behind «кроме», by place: names of nobody on the list
    spared: list[Named] = field(default_factory=list)  # of whom it is said «…, а Алиеву не надо»
    spared_said: list[str] = field(default_factory=list)  # groups and classes
    unknown: list[Stranger] = field(default_factory=list)
    percents: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    supposed: list[int] = field(default_factory=list)  # places of «если», «бы»
    today: date = date.min
    manner: Manner = PLAIN
    roster: Roster | None = None  # of the school
    likened: Likened = field(default_factory=Likened)

    @property
    def supposes(self) -> bool:
        return bool(self.supposed)

    @property
    def members(self) -> Sequence[Member]:
        return self.roster.members if self.roster is not None else ()

    @property
    def reason(self) -> str:
        for concept, reason in REASONS.items():
            named = [place for place, token in enumerate(self.tokens) if token.means(concept) and not token.denied]
            if not named or (reason == "maternity" and self._cares_for_another(named)):
                continue
            return "other" if reason == "sick" and all(self._is_of_relative(one) for one in named) else reason
        return ""

    @property
    def speaks_of_relatives(self) -> bool:
        """«Внук приедет в субботу и поставит»."""
        return any(
            not one.entity and (_RELATIVE.fullmatch(one.norm) or _GROWN.fullmatch(one.norm)) for one in self.words
        )

    def _cares_for_another(self, named: Sequence[int]) -> bool:
        """«Отпуск по уходу за отцом»: no parental leave."""
        behind = self.tokens[named[-1] + 1 : named[-1] + 1 + _NEAR_RELATIVE]
        return any(_GROWN.fullmatch(one.norm) for one in behind) and self.has("vacation")

    def _is_of_relative(self, place: int) -> bool:
        """«У неё ребёнок в больнице», «сын заболел»; whoever has a sick leave is taken for ill."""
        if self.tokens[place].norm.startswith("больничн"):
            return False
        near = self.tokens[max(0, place - _NEAR_RELATIVE) : place + 2]
        if any(one.norm.startswith(_DEVICES) for one in near):  # «телефон у неё сломался»
            return True
        return any(not one.entity and _RELATIVE.fullmatch(one.norm) for one in near)  # «Мамедова заболела»

    @property
    def format(self) -> str:
        """As what it is wanted; not «без картинок»."""
        tokens = self.tokens
        words = [one for at, one in enumerate(tokens) if not (one.denied or (at and tokens[at - 1].norm == "без"))]
        near = [{one.norm for one in tokens[max(0, at - 1) : at + 2]} for at in range(len(tokens))]
        either = [one for at, one in enumerate(tokens) if one.means("report_table") and "или" in near[at]]
        words = [one for one in words if one not in either]  # «график или таблица»: it is all the same
        return next((made for concept, made in FORMATS.items() if any(one.means(concept) for one in words)), "")

    @property
    def words(self) -> list[Token]:
        return [token for token in self.tokens if token.kind != "mark"]

    def has(self, *concepts: str) -> bool:
        return any(token.means(*concepts) for token in self.tokens)

    @property
    def says_all(self) -> bool:
        """Not «всем троим», who are named."""
        return any(
            token.means("all_word")
            and not token.entity
            and following.norm not in OF_SO_MANY
            and token.text.lower() != "всё"  # «всё теперь у Глобусовой»
            for token, following in zip(self.tokens, [*self.tokens[1:], *self.tokens[-1:]], strict=True)
        )
