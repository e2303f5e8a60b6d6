"""By which names people were known before: kept with the person wherever their name changes, for all who look for
somebody."""

from collections.abc import Iterable

from indicators.russian.names import comparable


def with_former(known: str, *names: str) -> str:
    """What `Person.former` says when these names, whole or as it has them, are of the past as well."""
    before = [*known.splitlines(), *(line for name in names for line in name.splitlines())]
    return "\n".join(dict.fromkeys(filter(None, map(comparable, before))))


def any_has(names: Iterable[str], words: Iterable[str]) -> bool:
    """Whether one of these names, as `Person.name_key` and `former` have them, has all the words."""
    wanted = set(words)
    return any(wanted <= set(one.split()) for one in names)


def every_name(name_key: str, former: str) -> list[str]:
    return [name_key, *former.splitlines()]
