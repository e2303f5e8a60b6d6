"""What an announcement's words say of days and of whom, and who would read them too late."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from nudges.dates import find_days
from nudges.periods import day_words

_NEAR_DAY = re.compile(r"\b(?:сегодня|завтра|послезавтра)\b", re.IGNORECASE)
_OF_OTHERS = re.compile(r"^(?:у |с |к |для )?(?:её|ее|ей|его|ему|него|неё|нее|ней|их|им|них|ним|ними)\b", re.IGNORECASE)
_OF_ONESELF = re.compile(
    r"\b(?:я|мне|меня|мной|мною|мой|моя|мо[её]|мои|моего|моей|моему|моим|моих|моими|мою|мо[её]м)\b", re.IGNORECASE
)
SIGNED = "{words}\n\nОт кого: {name}"
_SIGNED = re.compile(r"\s+От кого:\s[^\n]*\s*$")
_SIGNATURE = SIGNED.format(words="", name="")
WHO_SAYS = "⚠ Передам дословно, а кто это «{word}», из слов не видно: допишите, пожалуйста, имя."
WORD_FOR_WORD = "⚠ Передам дословно: «{word}» прочтут те, кому пишете, — может быть, «вас» или «вам»?"


def names_day(words: str, today: date) -> bool:
    found = find_days(words, today)
    return found is not None and bool(found.spans)


def too_late(words: str, said_on: date, opens: date, own: Sequence[tuple[str, datetime]]) -> str:
    """What is wrong when the words said on that day are read from `opens` on, by some in hours of their `own`; empty
    where nothing is."""
    if said := _stale(words, said_on, opens):
        return f"⚠ {said}, а прочитают их {day_words(opens)}: лучше назвать день числом."
    late = [(name, at, said) for name, at in own if (said := _stale(words, said_on, at.date()))]
    if not late:
        return ""
    names = ", ".join(f"{name} ({day_words(at.date())})" for name, at, _ in late)
    return f"⚠ {late[0][2]}, а в свои часы или дни прочитают их позже: {names}. Лучше назвать день числом."


def _stale(words: str, said_on: date, read_on: date) -> str:
    """Which day of the words is another, or over, on the day they are read."""
    if read_on > said_on and (near := _NEAR_DAY.search(words)):
        return f"В словах есть «{near[0].lower()}»"
    found = find_days(words, said_on)
    over = [one.ends_on for one in found.spans if one.ends_on and one.ends_on < read_on] if found else []
    return f"Слова — о {day_words(max(over))}" if over else ""


def spoken_of(words: str) -> str:
    """«Её ждут в учительской» is sent as it was said, and read by herself."""
    found = _OF_OTHERS.match(words)
    return WORD_FOR_WORD.format(word=found[0].lower()) if found is not None else ""


def signed(words: str, name: str) -> str:
    """«Зайдите ко мне» comes from the bot: whoever speaks of themselves in it is named under it, once."""
    needs_name = _OF_ONESELF.search(words) is not None and _SIGNATURE.strip() not in words
    return SIGNED.format(words=words, name=name) if name and needs_name else words


def without_signature(words: str) -> str:
    return _SIGNED.sub("", words)


def unsigned(words: str) -> str:
    """That nobody will know who «ко мне» is; empty where they will."""
    found = _OF_ONESELF.search(words)
    is_signed = _SIGNATURE.strip() in words
    return WHO_SAYS.format(word=found[0].lower()) if found is not None and not is_signed else ""
