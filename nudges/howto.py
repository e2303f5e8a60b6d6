"""How to close a gap, step by step: what the button «Как сделать» shows."""

from nudges.gaps import GAP
from nudges.platforms import Platform

INSTRUCTIONS = "https://sferum.ru/?p=instructions"


def howto_text(code: str, platform: Platform = Platform.VK) -> str:
    """The steps of one gap under their heading."""
    kind = GAP[code]
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(kind.howto.of(platform).steps, 1))
    return f"{kind.howto_title}\n\n{steps}\n\nОфициальные инструкции: {INSTRUCTIONS}"
