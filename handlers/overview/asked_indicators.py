"""Which indicators a question names."""

from handlers.engine.talk import Talk

# What one word may mean.
_SEVERAL = {"messages": ("teachers_3_messages", "teachers_10_messages"), "max": ("max_registered", "max_active_week")}


def asked_codes(talk: Talk) -> list[str]:
    """The indicators of `ind`; «сообщения» are both marks."""
    return codes_of(talk.word("ind"))


def codes_of(indicators: str) -> list[str]:
    return [one for said in indicators.split("+") if said for one in _SEVERAL.get(said, (said,))]
