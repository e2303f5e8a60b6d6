"""The words of a message by their places, as the readers of time look at them."""

from collections.abc import Sequence

from handlers.understanding.reading.tokens import Token

SINCE = frozenset({"с", "со", "от", "начиная"})
UNTIL = frozenset({"до", "по"})
REST_OF = ("остаток", "остатк")  # «остаток месяца» goes to its end
DASHES = ("-", "–", "—")
LAST_DAY = 31
_LEAST_YEAR = 20  # of a year that is written by its last two digits
_COUNTED = (
    *("message", "share", "pupil", "day_unit", "call", "chat", "hour", "minute", "staff", "class", "week", "month"),
    *("journal", "school", "digits", "gap", "class_word"),
)
_COUNTED_STEMS = (
    "процент",
    "класс",
    "час",
    "раз",
    "школ",
    "штук",
    "балл",
    "параллел",
    "минут",
    "групп",
    "педагог",
    "урок",
)


class Words:
    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    def __len__(self) -> int:
        return len(self.tokens)

    def norm(self, place: int) -> str:
        return self.tokens[place].norm if 0 <= place < len(self.tokens) else ""

    def means(self, place: int, *concepts: str) -> bool:
        return 0 <= place < len(self.tokens) and self.tokens[place].means(*concepts)

    def value(self, place: int) -> int | None:
        return self.tokens[place].value if 0 <= place < len(self.tokens) else None

    def year(self, place: int) -> int:
        """«До марта 2028», «до марта 28 года», «до марта 28-го»: the year that is written here, or 0."""
        value = self.value(place) or 0
        if 2000 < value < 2100:
            return value
        ends = place + 1 + 2 * (self.norm(place + 1) == "-")
        is_year = self.norm(ends).startswith("год") or (ends > place + 1 and self.norm(ends - 1) == "го")
        return 2000 + value if LAST_DAY >= value > _LEAST_YEAR and is_year else 0

    def entity(self, place: int) -> str:
        return self.tokens[place].entity if 0 <= place < len(self.tokens) else ""

    def take(self, first: int, last: int, entity: str = "days") -> None:
        for token in self.tokens[max(first, 0) : last + 1]:
            token.entity = entity

    def counts(self, place: int, *, surely: bool = False) -> bool:
        """Whether a number before this place counts something, and is no day and no hour; `surely`: by a word that is
        no slip in another («14-го минус» has no minutes)."""
        token = self.tokens[place] if 0 <= place < len(self.tokens) else None
        return token is not None and (
            (token.means(*_COUNTED) and not (surely and token.guessed))
            or token.norm.startswith(_COUNTED_STEMS)
            or token.entity in ("class", "percent")
        )

    def any_means(self, *concepts: str) -> bool:
        return any(one.means(*concepts) for one in self.tokens)
