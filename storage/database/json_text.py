"""How a word may stand in a column that is text, or JSON as the database keeps it."""

import json


def spellings(word: str) -> list[str]:
    """In small letters, capitals and with a capital; as it is, and escaped as JSON is kept."""
    plain = [word.lower(), word.capitalize(), word.upper()]
    return list(dict.fromkeys([*plain, *(json.dumps(one)[1:-1] for one in plain)]))
