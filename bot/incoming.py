"""Whatever comes from outside is read here first: updates, answers of servers, payloads of buttons.

It is bounded in size and depth, and the types of what is taken out of it are checked, so that nothing anybody sends
can raise anything but `Odd`. What is no event is set aside with a count: one event never harms those beside it.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

import aiohttp
import structlog

from bot.metrics import EVENTS_ODD
from handlers.engine.failures import place
from nudges.messenger import Event

log = structlog.get_logger()

LARGEST = 16 * 2**20  # bytes of a server's answer
DEEPEST = 200  # forwarded messages nest, two levels each
WORDS_LONGEST = 4096  # characters of a message
PAYLOAD_LONGEST = 4000  # characters
PAYLOAD_DEEPEST = 8
_INT64 = 2**63
_DIGITS = 19
# Zero bytes, soft hyphens, zero-width spaces and marks of direction: they come with copied text.
_UNSEEN = dict.fromkeys(map(ord, "\0\u00ad\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"))

_BLANKS = re.compile(r"[^\S\n]{3,}")
_EMPTY_LINES = re.compile(r"\n{4,}")
# A string is taken to its end, or to the end of the text, in one go: nothing is ever gone over twice.
_STRING_OR_BRACKET = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z|\\\Z)|[\[\]{}]', re.DOTALL)


class Odd(ValueError):
    """Something from outside is not built as it should be. It names the field, never what stood there."""


def readable(text: str) -> str:
    """The text without what nobody sees and no database takes: half of an emoji, a zero byte, soft hyphens."""
    return text.translate(_UNSEEN).encode("utf-8", "ignore").decode()


def words_of(text: str) -> str:
    """What somebody wrote, as patterns may meet it: no longer than messengers let through, without runs of nothing."""
    return _BLANKS.sub(" ", _EMPTY_LINES.sub("\n\n", text[:WORDS_LONGEST]))


def read_json(body: bytes | str, *, deepest: int = DEEPEST) -> Any:
    """What is nested more deeply than anything of use is left out (null), for the sake of what stands beside it.

    Raises:
        Odd: no JSON.
    """
    try:
        text = body if isinstance(body, str) else body.decode(json.detect_encoding(body))
        is_flat = text.count("[") + text.count("{") <= deepest
        return json.loads(text if is_flat else _pruned(text, deepest), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Odd(f"no JSON ({type(error).__name__})") from None


def _pruned(text: str, deepest: int) -> str:
    """Without recursion: that is what the sender of brackets hopes for."""
    kept: list[str] = []
    depth, kept_to = 0, 0
    for found in _STRING_OR_BRACKET.finditer(text):
        if found[0] in "[{":
            depth += 1
            if depth == deepest + 1:
                kept += (text[kept_to : found.start()], "null")
        elif found[0] in "]}":
            if depth == deepest + 1:
                kept_to = found.end()
            depth -= 1
    if depth > deepest:
        raise Odd("no JSON (it does not end)")
    return "".join((*kept, text[kept_to:]))


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def is_shallow(value: object, deepest: int) -> bool:
    """Level by level, without recursion."""
    level: list[object] = [value]
    for _ in range(deepest + 1):
        below: list[object] = []
        for one in level:
            if isinstance(one, dict):
                below += one.values()
            elif isinstance(one, list):
                below += one
        if not below:
            return True
        level = below
    return False


class Record:
    """A JSON object whose fields are asked for by type. A field that is not there, or null, is the `default`."""

    __slots__ = ("fields",)

    def __init__(self, value: object, what: str = "it") -> None:
        if not isinstance(value, dict):
            raise Odd(f"{what} is no object")
        self.fields: dict[str, Any] = value

    def __contains__(self, name: str) -> bool:
        return self.fields.get(name) is not None

    def raw(self, name: str) -> Any:
        return self.fields.get(name)

    def whole(self, name: str, default: int | None = None) -> int:
        """A whole number that a database can hold, also as text."""
        value = self.fields.get(name)
        if value is None and default is not None:
            return default
        if isinstance(value, str) and len(value) <= _DIGITS and value.removeprefix("-").isdecimal():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not -_INT64 <= value < _INT64:
            raise Odd(f"{name} is no whole number")
        return value

    def text(self, name: str, default: str | None = None) -> str:
        """Readable text; a number is taken for its digits."""
        value = self.fields.get(name)
        if value is None and default is not None:
            return default
        if isinstance(value, int) and not isinstance(value, bool):
            return str(self.whole(name))
        if not isinstance(value, str):
            raise Odd(f"{name} is no text")
        return readable(value)

    def key(self, name: str, longest: int) -> str:
        """Text that names something: neither empty nor longer than a database has room for."""
        value = self.text(name)
        if not 0 < len(value) <= longest:
            raise Odd(f"{name} is no name of anything")
        return value

    def record(self, name: str) -> "Record":
        return Record(self.fields.get(name), name)

    def perhaps(self, name: str) -> "Record | None":
        return self.record(name) if name in self else None

    def items(self, name: str) -> list[Any]:
        value = self.fields.get(name)
        if value is not None and not isinstance(value, list):
            raise Odd(f"{name} is no list")
        return value or []

    def records(self, name: str) -> list["Record"]:
        """The objects of a list; whatever else stands there is passed over."""
        return [Record(one) for one in self.items(name) if isinstance(one, dict)]


def read_payload(value: object) -> dict[str, Any] | None:
    """A button's payload is JSON, or JSON in a string, or whatever an older or forged button holds (None then)."""
    if isinstance(value, str):
        if len(value) > PAYLOAD_LONGEST:
            return None
        try:
            value = read_json(value, deepest=PAYLOAD_DEEPEST)
        except Odd:
            return None
    if not isinstance(value, dict) or not is_shallow(value, PAYLOAD_DEEPEST):
        return None
    written = json.dumps(value, ensure_ascii=False)
    # What cannot be written down cannot be kept either: half of an emoji, a zero byte.
    is_fit = len(written) <= PAYLOAD_LONGEST and readable(written) == written and "\\u0000" not in written
    return value if is_fit else None


def event_of(update: object, parse: Callable[[object], Event | None]) -> Event | None:
    """The event in an update, None where there is none for us, which includes whatever cannot be read."""
    try:
        return parse(update)
    except Exception as error:  # noqa: BLE001 — whatever surprises the reader is one event and no more
        EVENTS_ODD.inc()
        told = str(error) if isinstance(error, Odd) else ""  # no other error's words: they may quote somebody
        log.error("odd_event", kind=type(error).__name__, where=place(error), error=told)
        return None


def events_of(updates: Iterable[object], parse: Callable[[object], Event | None]) -> list[Event]:
    return [event for update in updates if (event := event_of(update, parse)) is not None]


async def read_body(response: aiohttp.ClientResponse, largest: int = LARGEST) -> bytes:
    """
    Raises:
        Odd: there is more of it than any answer has.
    """
    body = bytearray()
    async for chunk in response.content.iter_chunked(2**16):
        body += chunk
        if len(body) > largest:
            raise Odd("an answer without an end")
    return bytes(body)
