"""Which indicators a question names."""

from handlers.engine.talk import Talk

# What one word may mean.
_SEVERAL = {"messages": ("teachers_3_messages", "teachers_10_messages"), "max": ("max_registered", "max_active_week")}


def asked_codes(talk: Talk) -> list[str]:
    """The indicators of `ind`; «сообщения» are both marks."""
    return [one for said in talk.word("ind").split("+") if said for one in _SEVERAL.get(said, (said,))]
