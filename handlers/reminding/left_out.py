"""«Без Исаева», «Исаеву не надо», «Исаеву нет, а Петрову да»: whom a round that is shown is to leave out."""

import re

from handlers.engine.talk import Talk
from handlers.understanding.around import understand

_DROPS = re.compile(r"^(?:убер\w+|вычеркн\w+|выкин\w+)\s+(?:(?:из|с)\s+(?:списка|рассылки)\s+)?", re.IGNORECASE)
_SAID_TO_ALL = "напомни всем, {said}"


async def left_out(talk: Talk) -> list[str]:
    """As a selection has them: «-id:5», «-subject:математика»; none where the words leave out nobody."""
    reading = await understand(talk, _SAID_TO_ALL.format(said=_DROPS.sub("без ", talk.text)))
    wish = reading.wishes[0] if reading.wishes else None
    if wish is None or wish.code != "remind" or wish.unclear or len(reading.wishes) > 1:
        return []
    groups = [one for one in wish.keys.get("who", "").split("+") if one.startswith("-") and ":" in one]
    return [*groups, *(f"-id:{one}" for one in wish.excepted)]
