"""VK's published schema made usable: `required: true` is lifted to the parent, `$ref` with siblings is wrapped."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

ROOT = Path(__file__).resolve().parents[2]
BASE = "http://schema.invalid/"


def schema_folder() -> Path | None:
    """Where the schema is, if it is here at all."""
    named = os.environ.get("DEZHURNY_VK_SCHEMA")
    folder = Path(named) if named else ROOT.parent / "shared" / "vk-api-schema"
    return folder if (folder / "errors.json").is_file() else None


def mend(node: Any) -> Any:
    if isinstance(node, list):
        return [mend(item) for item in node]
    if not isinstance(node, dict):
        return node
    mended = {key: mend(value) for key, value in node.items() if not (key == "required" and value is True)}
    properties = node.get("properties")
    if isinstance(properties, dict):
        needed = [name for name, one in properties.items() if isinstance(one, dict) and one.get("required") is True]
        if needed:
            mended["required"] = needed
    if isinstance(mended.get("$ref"), str) and len(mended) > 1:
        mended["allOf"] = [*mended.get("allOf", []), {"$ref": mended.pop("$ref")}]
    return mended


@cache
def registry(folder: Path) -> Registry:
    found = {}
    for path in folder.rglob("*.json"):
        content = mend(json.loads(path.read_text("utf-8")))
        address = BASE + path.relative_to(folder).as_posix()
        found[address] = Resource.from_contents({**content, "$id": address, "$schema": ""}, DRAFT7)
    return Registry().with_resources(found.items())


def problems(folder: Path, reference: str, value: Any) -> list[str]:
    """What the schema has against `value`; `reference` is like `messages/responses.json#/definitions/…`."""
    validator = Draft7Validator({"$ref": BASE + reference}, registry=registry(folder))
    return [f"{'/'.join(map(str, error.path))}: {error.message[:200]}" for error in validator.iter_errors(value)]
