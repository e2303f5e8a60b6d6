"""What is said about a gap somebody has: the step to take, with a real use for it, and a short line for a list."""

from indicators.russian.rules import plural, plural_form
from nudges.gaps import GAP, Gap, Step
from nudges.platforms import Platform, messenger_fields


def step_words(gap: Gap, journal: str, platform: Platform = Platform.VK) -> str:
    """The invitation to close the gap, from a small letter on."""
    wording = GAP[gap.code].wording
    if gap.step is Step.ADMINISTRATOR and wording.administrator:
        return wording.administrator
    text = wording.step_unknown if gap.have is None and wording.step_unknown else wording.step
    return text.format(**_fields(gap, journal, platform))


def line_words(gap: Gap, journal: str, platform: Platform = Platform.VK) -> str:
    """The gap as one short line of a list, without a dot."""
    wording = GAP[gap.code].wording
    text = wording.line_unknown if gap.have is None and wording.line_unknown else wording.line
    return text.format(**_fields(gap, journal, platform))


def left_words(gap: Gap) -> str:
    """How much is still to go: «ещё 3 сообщения»."""
    counted = GAP[gap.code].counted
    if gap.have is None or gap.need is None or counted is None:
        return "остался один шаг"
    return f"ещё {plural(gap.need - gap.have, counted.one, counted.few, counted.many)}"


def thanks_words(thanked: int, of: int) -> str:
    """Behind how many messages: «, из них спасибо — 4», «, только спасибо»."""
    if not thanked:
        return ""
    return ", только спасибо" if thanked == of else f", из них спасибо — {thanked}"


def classes_words(classes: tuple[str, ...]) -> str:
    return f"{plural_form(len(classes), 'класс', 'классы', 'классы')} {', '.join(classes)}"


def _fields(gap: Gap, journal: str, platform: Platform) -> dict[str, object]:
    return {
        "have": gap.have,
        "need": gap.need,
        "first": f" (первый рубеж — {gap.first})" if gap.first else "",
        "journal": journal,
        "classes": classes_words(gap.classes) if gap.classes else "",
        **messenger_fields(platform),
    }
