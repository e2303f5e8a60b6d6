"""«Классным 5–9: до пятницы создать чаты. Передать дословно», «Зимину: жду вас. Отправьте ему от моего имени»: an order
to say something on that stands behind the words themselves.

Own patterns: where such a message parts, from mark to mark.
"""

import re

_VERBS = (
    r"(?:передать|передай(?:те)?|отправить|отправь(?:те)?|разослать|разошли(?:те)?|переслать|перешли(?:те)?|довести"
    r"|доведи(?:те)?|донести|донеси(?:те)?|сообщить|сообщи(?:те)?|написать|напиши(?:те)?|объявить|объяви(?:те)?"
    r"|сказать|скажи(?:те)?)"
)
_HOW = (
    r"(?:[\s,]+(?:это|так|и|пожалуйста|прошу|ему|ей|им|всем|каждому|дословно|слово|в|точности|срочно|сегодня|сейчас"
    r"|от|моего|нашего|имени|директора|администрации|до|сведения|под|роспись|как|есть|без|изменений|сообщением))*"
)
_BEHIND = re.compile(
    rf"^(?P<whom>[^:.!?\n]{{3,120}}?)\s*(?::|\s[—–-]\s)\s*(?P<words>.{{5,}}?)[.!;,]?\s+(?:прошу\s+|и\s+)?{_VERBS}{_HOW}"
    r"[\s.!]*$",
    re.IGNORECASE | re.DOTALL,
)
_DATIVE = re.compile(r"(?:ам|ям|всем|[ое]му|[ую]|(?<!и)е|[оеё]й)\b", re.IGNORECASE)  # whom, and no heading
_FORMS = {
    "передать": "передай",
    "сообщить": "сообщи",
    "сказать": "скажи",
    "написать": "напиши",
    "ответить": "ответь",
    "разослать": "разошли",
    "объявить": "объяви",
    "отправить": "отправь",
}
_INFINITIVE = re.compile(
    rf"^(?P<polite>\W*(?:(?:надо|нужно|прошу|а|можно|просьба)\s+)*)(?P<verb>{'|'.join(_FORMS)})\b", re.I
)
# «А можно Титовой и Уткиной просто спасибо сказать, они так стараются»
_THANKS = re.compile(
    r"^(?:(?:а|и|ещё|еще|можно|давайте|хочу|хотела бы|надо бы|надо|пожалуйста)[\s,]+)*(?P<whom>[^:.!?,]{3,80}?)\s+"
    r"(?:просто\s+|большое\s+|огромное\s+)*спасибо(?:\s+большое)?\s+(?:сказать|передать|скажи(?:те)?|передай(?:те)?)\b",
    re.IGNORECASE,
)


_I_ORDER = re.compile(r"^\W*(?:приказываю|распоряжаюсь|поручаю)\s*(?:[:—–-]\s*|\s)", re.IGNORECASE)
_CARRY_OUT = re.compile(
    r"([.!])\s*(?:исполнить|исполняйте|выполнять|выполнить|исполнение доложить)[\s.!]*$", re.IGNORECASE
)
# «Личный состав предупредить: с понедельника проверка»
_OF_ALL = re.compile(
    r"(?:вс[её]?х?м?|личный состав|коллектив\w*|педагог\w*|учител\w*|сотрудник\w*)\b[^:]{0,12}$", re.IGNORECASE
)
_WARN = re.compile(
    r"^\W*(?P<whom>всех|всем|личный состав|коллектив|педагогов|учителей|сотрудников)\s+"
    r"(?:предупред\w+|уведом\w+|оповест\w+|проинформир\w+|информир\w+)\s*(?::|,?\s*что|\s[—–-]\s)\s*(?P<words>.{5,})$",
    re.IGNORECASE | re.DOTALL,
)
# «Чайкину скажите, чтоб зашёл»
_WHOM_FIRST = re.compile(
    r"^(?P<whom>[^:,.!?\n]{3,60}?)\s+(?P<verb>скажи|передай|сообщи|напиши|ответь|объясни)(?:те)?\s*,?\s+"
    r"(?P<rest>(?:что|чтоб|чтобы|пусть)\b.+)$",
    re.IGNORECASE | re.DOTALL,
)


def as_order(text: str) -> str:
    """With the order in front, as «передай …: …»; the text itself where it is no such message."""
    text = _CARRY_OUT.sub(r"\1", _I_ORDER.sub("", text, count=1))
    if (found := _WARN.match(text)) is not None:
        whom = "всем" if _OF_ALL.match(found["whom"]) else found["whom"]
        return f"передай {whom}: {found['words'].strip()}"
    if (found := _BEHIND.match(text)) is not None and _DATIVE.search(found["whom"]) is not None:
        return f"передай {found['whom'].strip()}: {found['words'].strip()}"
    if (found := _THANKS.match(text)) is not None:
        return f"передай {found['whom'].strip()}: спасибо"
    if (found := _WHOM_FIRST.match(text)) is not None and _DATIVE.search(found["whom"]) is not None:
        return f"{found['verb'].lower()} {found['whom'].strip()}, {found['rest']}"
    found = _INFINITIVE.match(text)
    return f"{_FORMS[found['verb'].lower()]}{text[found.end() :]}" if found is not None and "?" not in text else text


def in_ones_own_name(text: str) -> bool:
    return re.search(r"\bот моего имени\b", text, re.IGNORECASE) is not None


_TO_THEM = re.compile(
    r"^(?P<verb>\W*(?:(?:и|а|ну|тогда|пожалуйста)\s+)*(?:ответь|передай|напиши|скажи|сообщи|отправь|объясни)(?:те)?)\s+"
    r"(?:ей|ему)\b(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)


def to_whom_it_was(text: str, name: str) -> str:
    """«Ответь ей, что поправим», with the name of whoever was shown last."""
    found = _TO_THEM.match(text)
    return f"{found['verb']} {name}{found['rest']}" if found is not None and name else text


def means_them(text: str) -> bool:
    return _TO_THEM.match(text) is not None
