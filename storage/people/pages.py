"""An account named in a text: «[id123|Вера]», «@id123», «vk.com/id123», «id123»; in MAX «MAX 45678»."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nudges.platforms import Platform
from storage.tables import Account

_NUMBER = r"id(?P<{name}>\d{{1,12}})"
_WAYS = (
    r"\[" + _NUMBER.format(name="mention") + r"\|[^\]]*\]",
    r"[@*]" + _NUMBER.format(name="at") + r"(?:\s?\([^)]*\))?",
    r"(?:https?://)?(?:www\.|m\.)?vk\.(?:com|ru|me)/" + _NUMBER.format(name="address") + r"(?![\w.])/?(?:\?\S*)?",
    r"(?<![\w/.@*\[])" + _NUMBER.format(name="bare") + r"(?!\w)",
    # As we write it ourselves; shorter numbers are figures («цель MAX 90»).
    r"(?<!\w)max\s?[:№]?\s?(?P<max>\d{5,15})(?!\w)",
)
_PAGE = re.compile("|".join(_WAYS), re.IGNORECASE)
# A page by a name of its owner's choice: only the messenger knows whose it is.
_CHOSEN_NAME = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?vk\.(?:com|ru|me)/(?!id\d)[a-z][\w.]+|(?<![\w.])@(?!id\d)[a-z][\w.]+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class NamedPage:
    """The account's messenger and number, and the text without it."""

    platform: str
    external_id: int
    rest: str


def page_words(account: Account) -> str:
    """How an account is named to people: «vk.com/id123», «MAX 123»."""
    return page_of(account.platform, account.external_id)


def page_of(platform: str, external_id: int) -> str:
    return f"MAX {external_id}" if platform == Platform.MAX else f"vk.com/id{external_id}"


def named_pages(text: str) -> list[tuple[str, int]]:
    """The messengers and numbers of all accounts that are named."""
    return [_account(found) for found in _PAGE.finditer(text)]


def spell_pages(text: str, names: Mapping[tuple[str, int], str]) -> str:
    """The text with each account as the name of whose it is, or as plain «id123» where that is not known."""
    return _PAGE.sub(lambda found: names.get(_account(found)) or _plain(*_account(found)), text)


def _plain(platform: str, number: int) -> str:
    return page_of(platform, number) if platform == Platform.MAX else f"id{number}"


def _account(found: re.Match[str]) -> tuple[str, int]:
    way, number = next((way, value) for way, value in found.groupdict().items() if value)
    return str(Platform.MAX if way == "max" else Platform.VK), int(number)


def named_page(text: str) -> NamedPage | None:
    """The first page that is named by its number."""
    found = _PAGE.search(text)
    if found is None:
        return None
    return NamedPage(*_account(found), " ".join(f"{text[: found.start()]} {text[found.end() :]}".split()))


def names_page_in_words(text: str) -> bool:
    """Whether a page is named by a name of its owner's choice, of which the number is not known."""
    return named_page(text) is None and _CHOSEN_NAME.search(text) is not None


_WRITTEN = re.compile(r"(?:(vk|max)\s*:\s*)?(?:id)?(\d{1,15})", re.IGNORECASE)


def named_account(text: str) -> tuple[str, int] | None:
    """The messenger and the number: «max:456», «id123», a VK page's address, or a bare number of VK."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is not None:
        return (found[1] or "vk").lower(), int(found[2])
    page = named_page(text)
    return (page.platform, page.external_id) if page is not None and not page.rest else None
