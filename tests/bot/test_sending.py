"""Which buttons stand under which message."""

from datetime import UTC, datetime

import pytest

from bot.sending import buttons
from storage.campaigns.outbox import Claimed

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "gaps", "does"),
    [
        ("digest", ("no_call",), {"howto", "done", "mistake", "not_now", "mine"}),
        ("digest", (), {"mine"}),
        ("announce-1", (), {"mine"}),
        ("move-1", (), {"mine"}),
    ],
)
def test_thanks_an_announcement_and_an_invitation_have_buttons_of_their_own(kind, gaps, does):
    row = Claimed(1, 1, 1, 1, 1, "vk", 1, "текст", gaps, 0, NOW, "2026-W47", "2026-W47", "2026-W46", None, None, kind)
    assert {one.payload["do"] for line in buttons(row).rows for one in line if one.payload} == does
