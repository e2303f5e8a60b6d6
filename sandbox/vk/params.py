"""Reading a method's parameters: VK takes numbers as text, lists with commas, flags as 1/0."""

import json
from typing import Any

from sandbox.vk.errors import invalid, missing

Params = dict[str, Any]


def integer(params: Params, name: str, default: int | None = None) -> int:
    value = params.get(name)
    if value is None or value == "":
        if default is None:
            raise missing(name)
        return default
    try:
        return int(value)
    except (TypeError, ValueError):
        raise invalid(name, "not integer") from None


def integers(params: Params, name: str) -> list[int]:
    """`1,2,3`, one number, or a JSON list (inside `execute`)."""
    value = params.get(name)
    if value is None or value == "":
        return []
    if isinstance(value, int):
        return [value]
    try:
        return [int(item) for item in (value if isinstance(value, list) else str(value).split(","))]
    except (TypeError, ValueError):
        raise invalid(name) from None


def text(params: Params, name: str, default: str | None = None) -> str:
    value = params.get(name)
    if value is None or value == "":
        if default is None:
            raise missing(name)
        return default
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def flag(params: Params, name: str, default: bool = False) -> bool:
    value = params.get(name)
    return default if value is None else str(value).lower() in ("1", "true")


def version(params: Params) -> tuple[int, int]:
    """The API version asked for as a pair that compares; the current one when none is given."""
    major, _, minor = str(params.get("v") or "5.199").partition(".")
    try:
        return int(major), int(minor or 0)
    except ValueError:
        raise invalid("v") from None
