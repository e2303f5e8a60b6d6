"""Every rule of VK's keyboards, one broken at a time."""

import json
from typing import Any

import pytest

from sandbox.vk.errors import VkError
from sandbox.vk.keyboards import check


def text(label: str = "Да", **more: Any) -> dict[str, Any]:
    return {"action": {"type": "text", "label": label, **more}, "color": "primary"}


def board(rows: int, width: int, **more: Any) -> dict[str, Any]:
    return {"buttons": [[text()] * width for _ in range(rows)], **more}


GOOD = [
    board(8, 5),
    board(10, 4),
    board(6, 1, inline=True),
    board(2, 5, inline=True),
    {"buttons": [], "one_time": True},
    {"buttons": [[text(payload='{"a":1}'), text(payload={"a": 1}), text(payload=None)]]},
    {"buttons": [[{"action": {"type": "open_link", "label": "Открыть", "link": "https://example.org"}}]]},
    {"buttons": [[text("Ы" * 40)]]},
]
BAD = {
    "more than 40 buttons": board(9, 5),
    "more than 10 rows": board(11, 1),
    "more than 5 in a row": board(1, 6),
    "more than 6 inline rows": board(7, 1, inline=True),
    "more than 10 inline buttons": board(3, 4, inline=True),
    "inline and one_time": board(1, 1, inline=True, one_time=True),
    "a long label": {"buttons": [[text("Ы" * 41)]]},
    "no label": {"buttons": [[text("")]]},
    "a long payload": {"buttons": [[text(payload=json.dumps("ы" * 260))]]},
    "a payload that is not JSON": {"buttons": [[text(payload="{нет")]]},
    "an unknown colour": {"buttons": [[{**text(), "color": "golden"}]]},
    "an unknown type": {"buttons": [[{"action": {"type": "shout", "label": "А"}}]]},
    "an empty row": {"buttons": [[]]},
    "a link without an address": {"buttons": [[{"action": {"type": "open_link", "label": "Открыть"}}]]},
    "a script for an address": {
        "buttons": [[{"action": {"type": "open_link", "label": "А", "link": "javascript:alert(1)"}}]]
    },
    "no buttons": {"inline": True},
    "a flag as a number": board(1, 1, inline=1),
}


@pytest.mark.parametrize("keyboard", GOOD)
def test_good_keyboards_pass(keyboard):
    assert check(json.dumps(keyboard))["buttons"] == keyboard["buttons"]


@pytest.mark.parametrize("name", BAD)
def test_a_broken_rule_is_error_911(name):
    with pytest.raises(VkError) as caught:
        check(json.dumps(BAD[name]))
    assert caught.value.code == 911


def test_what_is_not_json_is_error_911():
    with pytest.raises(VkError):
        check("{кнопки")
