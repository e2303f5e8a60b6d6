"""«Убери цель по звонкам», «сними срок», «суббота больше не рабочая»: what is set is not to be any more."""

import re

ORDERS = r"(?:убер|убра|сним|снят|отмен|удал|снес|сотр|вычеркн)\w*"
_TAKES_OFF = re.compile(
    rf"\b{ORDERS}|\b(?:больше|уже|теперь|снова|опять) (?:не|выходн)\b|\bне ?рабоч|\bнет\b|\bбез (?:цел|срок|норм)",
    re.IGNORECASE,
)


def takes_off(text: str) -> bool:
    return _TAKES_OFF.search(text) is not None
