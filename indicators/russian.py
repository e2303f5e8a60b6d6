"""Small rules of Russian that several packages need."""


def word_form(number: int, one: str, few: str, many: str) -> str:
    """The noun's form after a number: 1 сообщение, 2 сообщения, 5 сообщений."""
    last_two, last = abs(number) % 100, abs(number) % 10
    if 11 <= last_two <= 14:
        return many
    if last == 1:
        return one
    return few if 2 <= last <= 4 else many


def plural(number: int, one: str, few: str, many: str) -> str:
    """The number with its noun: `plural(5, "сообщение", "сообщения", "сообщений")` is «5 сообщений»."""
    return f"{number} {word_form(number, one, few, many)}"
