"""An answer to a matter: words with buttons, or a command that tells more than words could."""

from dataclasses import dataclass

from handlers.engine.buttons import button, main, under
from handlers.engine.talk import Talk
from handlers.teacher.passing_words import ASK_OFFICER, offer
from nudges.messenger import Button

MATTER = "matter"


@dataclass(frozen=True, slots=True)
class Answer:
    """`name` stands on a button where it is not sure that this is asked. `buttons`: (label, command). `goes_to`: the
    command that answers. `asks_officer`: a teacher may pass the question on. `is_last`: whatever else is surely meant
    goes before it."""

    name: str
    text: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    goes_to: str = ""
    asks_officer: bool = False
    is_last: bool = False

    async def say(self, talk: Talk) -> None:
        """Of one that has words."""
        ways = [button(*one) for one in self.buttons]
        if self.asks_officer and talk.text:
            await offer(talk, self.text, ASK_OFFICER, *ways)
        else:
            talk.say(self.text, under(*([one] for one in ways)) if ways else None)

    def as_button(self, code: str) -> Button:
        return main(self.name, self.goes_to) if self.goes_to else main(self.name, MATTER, k=code)
