"""«Без Исаева», «Исаеву не надо», «Исаеву нет, а Петрову да»: whom what is shown is to leave out.

Own patterns: the first word of an answer to what is shown and waits; the rest is read with everything else.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handlers.engine.buttons import button, under
from handlers.engine.rights import Desk
from handlers.engine.talk import Talk
from handlers.understanding.around import understand
from handlers.understanding.asking import ALL_NAMESAKES, NAMESAKES
from handlers.understanding.which_person import label_of, staff_of
from nudges.messenger import Button

NOBODY_SUCH = "Не нашёл в списке школы, кого не считать: «{names}». Показанное выше пока прежнее: напишите ещё раз."
NAMES_APART = "Под эти имена подходят несколько человек. Назовите их, пожалуйста, с именем, отчеством или классом."
_MOST = 4
_DROPS = re.compile(r"^(?:убер\w+|вычеркн\w+|выкин\w+)\s+(?:(?:из|с)\s+(?:списка|рассылки)\s+)?", re.IGNORECASE)
_SAID_TO_ALL = "напомни всем, {said}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`parts` as a selection has them: «-id:5», «-subject:математика»; `unclear` are the namesakes, by each name, and
    `strange` the names that are nobody's."""

    parts: tuple[str, ...] = ()
    unclear: tuple[tuple[int, ...], ...] = ()
    strange: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts or self.unclear or self.strange)

    @property
    def is_clear(self) -> bool:
        return not (self.unclear or self.strange)

    def added_to(self, who: str) -> str:
        return _joined(who, self.parts)


def without(who: str, ids: Sequence[int]) -> str:
    """A selection with these people left out as well."""
    return _joined(who, [f"-id:{one}" for one in ids])


def _joined(who: str, parts: Sequence[str]) -> str:
    return "+".join(dict.fromkeys([*filter(None, who.split("+")), *parts]))


async def left_out(talk: Talk) -> LeftOut:
    """Nothing where the words leave out nobody."""
    reading = await understand(talk, _SAID_TO_ALL.format(said=_DROPS.sub("без ", talk.text)))
    wish = reading.wishes[0] if reading.wishes else None
    if wish is None or wish.code != "remind" or len(reading.wishes) > 1:
        return LeftOut()
    groups = [one for one in wish.keys.get("who", "").split("+") if one.startswith("-") and ":" in one]
    return LeftOut((*groups, *(f"-id:{one}" for one in wish.excepted)), wish.unclear, wish.strange)


async def ask_which(talk: Talk, desk: Desk, fewer: LeftOut, leaving: Callable[[str, Sequence[int]], Button]) -> None:
    """Which of the namesakes is to be left out; `leaving` makes the button of a label and of whom it leaves out."""
    if fewer.strange:
        talk.say(NOBODY_SUCH.format(names="», «".join(fewer.strange)))
        return
    if len(fewer.unclear) > 1:
        talk.say(NAMES_APART)
        return
    people = [one for one in await staff_of(talk, desk.school.id) if one.id in fewer.unclear[0]]
    rows = [[leaving(label_of(one, people), [one.id])] for one in people[:_MOST]]
    rows.append([leaving(ALL_NAMESAKES, [one.id for one in people])])
    named = "; ".join(label_of(one, people) for one in people)
    talk.say(NAMESAKES.format(names=named), under(*rows, [button("Отмена", "cancel")]))
