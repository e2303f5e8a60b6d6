"""One word, number or mark of a message, with what it means."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Token:
    """`kind`: word, number or mark. `entity` says which reader took it; `value` is a number's."""

    text: str
    norm: str
    start: int
    end: int
    kind: str = "word"
    concepts: set[str] = field(default_factory=set)
    form: str = ""
    denied: bool = False
    guessed: bool = False
    value: int | None = None
    ordinal: bool = False
    entity: str = ""
    about: tuple[str, ...] = ()  # the groups or classes that the entity names
    bound: bool = False  # to a phrase that has its «не» in it
    quoted: bool = False

    @property
    def is_filler(self) -> bool:
        return "filler" in self.concepts

    def means(self, *concepts: str) -> bool:
        return not self.concepts.isdisjoint(concepts)
