"""Keyboards are built as VK takes them, or not at all."""

import json

import pytest

from bot.vk.keyboards import keyboard_json
from nudges.messenger import Button, Colour, Keyboard
from sandbox.vk.keyboards import check


def rows(*counts: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(Button(f"{row}.{n}", {"n": n}) for n in range(count)) for row, count in enumerate(counts))


def test_quiet_loud_and_link_buttons_are_vks_callback_text_and_open_link():
    keyboard = Keyboard(
        (
            (Button("Мои показатели", {"do": "figures"}, colour=Colour.PRIMARY),),
            (Button("Меню", {"do": "menu"}, quiet=False), Button("Сайт", link="https://sferum.ru/?p=instructions")),
        )
    )
    built = json.loads(keyboard_json(keyboard))
    assert built["inline"] is True
    kinds = [button["action"]["type"] for row in built["buttons"] for button in row]
    assert kinds == ["callback", "text", "open_link"]
    assert built["buttons"][0][0]["color"] == "primary"
    assert json.loads(built["buttons"][0][0]["action"]["payload"]) == {"do": "figures"}
    check(keyboard_json(keyboard))


def test_a_long_label_is_cut_with_an_ellipsis():
    built = json.loads(keyboard_json(Keyboard(((Button("Очень " * 20, {}),),))))
    label = built["buttons"][0][0]["action"]["label"]
    assert len(label) <= 40
    assert label.endswith("…")


@pytest.mark.parametrize("keyboard", [Keyboard(rows(5, 5)), Keyboard(rows(*[4] * 10), inline=False), Keyboard(())])
def test_the_largest_keyboards_are_taken_by_vk(keyboard):
    check(keyboard_json(keyboard))


@pytest.mark.parametrize(
    "keyboard",
    [
        Keyboard(rows(5, 5, 1)),
        Keyboard(rows(6)),
        Keyboard(rows(*[1] * 7)),
        Keyboard(rows(*[5] * 9), inline=False),
        Keyboard(rows(*[1] * 11), inline=False),
        Keyboard(((Button("Много", {"text": "ё" * 300}),),)),
    ],
)
def test_a_keyboard_vk_would_refuse_is_refused_here(keyboard):
    with pytest.raises(ValueError, match=r"VK|Max"):
        keyboard_json(keyboard)
