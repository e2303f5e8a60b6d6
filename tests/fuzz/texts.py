"""What officers, teachers and strangers might write: our own phrases cut, joined, repeated, in other letters."""

import asyncio
import random
from pathlib import Path
from typing import Any

from bot.metrics import EVENTS_ODD
from tests.fuzz.program import OFFICERS, STRANGERS, TEACHERS, TELL_EVERY, at_work, told

COUNT = 100_000
TOGETHER = 50
LONGEST = 4096  # characters that a messenger lets through
_PHRASES = Path(__file__).parents[1] / "handlers" / "phrases.txt"
_PIECES = (
    *("удал", "не ", "до ", "с ", "и ", ", ", "…", "?!", "«", "»", "(", "[id1|", "]", "@id", "http://", "vk.com/", "#"),
    *("Алиева-0 ", "Борисова-1 Анна Ивановна ", "7Б ", "10", "12.01", "2026-W46", "99999999999", "00:00", "%", "😀"),
    *("\0", "\u200b", "\u202e", "\ud83d", "\n", "\t", "\r\n", "\u0301", "\u00ad", "ё", "Ё", "і", "ǆ", "ß", "İ", "ﬁ"),
    *("всем ", "сводка ", "напомнить ", "отпуск ", "больничный ", "больше не пишите ", "код ", "123456", "STOP", "/"),
)
_LATIN = str.maketrans("авекмнорстухАВЕКМНОРСТУХ", "abekmhopctyxABEKMHOPCTYX")
_KEYS = str.maketrans("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.")


def phrases() -> list[str]:
    lines = (line.split("|")[-1].strip() for line in _PHRASES.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def text(rng: random.Random, known: list[str]) -> str:
    made = rng.choice(known) if rng.random() < 0.8 else rng.choice(_PIECES)
    for _ in range(rng.choice((0, 1, 1, 2, 5))):
        made = _changed(rng, made, known)[:LONGEST]
    return made


def _changed(rng: random.Random, made: str, known: list[str]) -> str:
    at = rng.randrange(len(made) + 1)
    match rng.randrange(9):
        case 0:
            return made[:at] + rng.choice(_PIECES) + made[at:]
        case 1:
            return made[:at] + rng.choice(_PIECES) * rng.choice((3, 40, 1000)) + made[at:]
        case 2:
            return made * rng.choice((2, 5, 100))
        case 3:
            return made + rng.choice((" и ", ", ", "\n", "")) + rng.choice(known)
        case 4:
            return made[:at]
        case 5:
            return made.translate(rng.choice((_LATIN, _KEYS)))
        case 6:
            return rng.choice((made.upper(), made.title(), made[::-1], made.replace(" ", "")))
        case 7:
            return "".join(rng.sample(made, len(made)))
        case _:
            opening = rng.choice("([{«<")
            return opening * rng.choice((1, 50, 1000)) + made


def message(rng: random.Random, number: int, words: str) -> dict[str, Any]:
    who = rng.choice(rng.choice((OFFICERS, OFFICERS, TEACHERS, STRANGERS)))
    content = {"id": number, "conversation_message_id": number, "date": 1_794_816_000, "from_id": who, "peer_id": who}
    told_so = {**content, "text": words, "attachments": [], "fwd_messages": []}
    return {"type": "message_new", "event_id": f"t{number}", "object": {"message": told_so, "client_info": {}}}


async def survey(count: int, seed: int) -> str:
    rng, known, start = random.Random(seed), phrases(), EVENTS_ODD._value.get()
    async with at_work() as town:
        for first in range(0, count, TOGETHER):
            numbers = range(first + 1, min(first + TOGETHER, count) + 1)
            await town.hear([message(rng, number, text(rng, known)) for number in numbers])
            if first and first % TELL_EVERY == 0:
                print(told(town, first, start), flush=True)
        await town.is_answering()
        return told(town, count, start)


def run(count: int, seed: int) -> str:
    return asyncio.run(survey(count, seed))
