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
_STAFF_TOLD = r"(?:педагог|учител|коллег|сотрудник)\w*"
_WHOM_TOLD = rf"(?:вс[её]х?м?(?:\s+{_STAFF_TOLD})?|{_STAFF_TOLD}|классн\w+(?:\s+руководител\w+)?)(?:\s+\d[\d\w–-]*)?"
_VERBS_TOLD = (
    r"(?:разошлют|разослали|разослать|разошли(?:те)?|передадут|передали|передать|передай(?:те)?|сообщат|сообщили|сообщить"
    r"|сообщи(?:те)?|объявят|объявили|объявить|объяви(?:те)?|напишут|написали|написать|напиши(?:те)?|скажут|сказали|сказать"
    r"|скажи(?:те)?|предупредят|предупредили|предупредить|предупреди(?:те)?|оповестят|оповестили|оповестить|напомнить"
    r"|оповести(?:те)?)"
)
_COLON_TOLD = r":(?!\d)"
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
# «Вера Анатольевна говорит ‹пусть всем разошлют, что …›», «директор просит передать классным: …»
_REPORTED = re.compile(
    r"^\W*(?:(?:передай|сообщи)\w*\s+)?(?P<who>(?:[А-ЯЁ][\w.]*(?:\s+[А-ЯЁ][\w.]*){0,2}|директор\w*|завуч\w*|зам\w*|он|она"
    r"|руководство|администрация|начальник\w*|управление))\s+(?:опять\s+|тоже\s+|снова\s+)?"
    r"(?:говорит|сказал[аи]?|велел[аи]?|просит|просил[аи]?|попросил[аи]?|распорядил\w+|поручил[аи]?|хочет)[\s,:—–-]+(?=\S)",
)
_LET_THEM = re.compile(
    rf"^(?:(?:пусть|чтобы|чтоб)\s+)?(?P<before>{_WHOM_TOLD}\s+)?(?P<verb>{_VERBS_TOLD})(?P<behind>\s+{_WHOM_TOLD})?"
    rf"\s*(?:,?\s+(?:о\s+том,?\s+)?(?:что\s+|(?=чтоб))|{_COLON_TOLD}\s*)(?P<words>.{{5,}})$",
    re.IGNORECASE | re.DOTALL,
)
_DICTATED_BY = re.compile(
    r"^\W*(?:записыва\w+|диктую|пишу|передаю)\s+(?:со\s+слов\s+[\w ]{2,30}?|под\s+диктовку)"
    r"(?:[\s,:.—–-]+(?:значит|так|итак|вот))*[\s,:.—–-]+(?=\S)",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(
    rf"^(?P<polite>\W*(?:(?:надо|нужно|прошу|а|можно|просьба)\s+)*)(?P<verb>{'|'.join(_FORMS)})\b", re.I
)
# «А можно Титовой и Уткиной просто спасибо сказать, они так стараются»
_THANKS = re.compile(
    r"^(?:(?:а|и|ещё|еще|можно|давайте|хочу|хотела бы|надо бы|надо|пожалуйста)[\s,]+)*(?P<whom>[^:.!?,]{3,80}?)\s+"
    r"(?:просто\s+|большое\s+|огромное\s+)*спасибо(?:\s+большое)?\s+(?:сказать|передать|скажи(?:те)?|передай(?:те)?)\b",
    re.IGNORECASE,
)
# «Передай тем, у кого нет звонка, спасибо за терпение»: the thanks are what is said
_THANKS_TO_THOSE = re.compile(
    r"^\W*(?:пожалуйста\W+)?(?P<verb>скажи|передай)(?:те)?\s+(?P<whom>(?:всем|тем|педагогам|учителям|коллегам)\s*,?\s+"
    r"(?:(?:у\s+)?(?:кто|кого|котор\w+)|без)\s[^:,.!?\n]+?)\s*,\s*"
    r"(?P<words>(?:(?:огромное|большое|моё|наше)\s+)*(?:спасибо|благодарность)\b[^?]*)$",
    re.IGNORECASE,
)


# «Отмени то что я про Соколова сказала», the comma forgotten
_NO_COMMA = re.compile(r"^(\W*отмени(?:те)?(?:\s+(?:вс[её]|то))?)\s+(?=что\s+я\s)", re.IGNORECASE)
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
    text = _NO_COMMA.sub(r"\1, ", _DICTATED_BY.sub("", text, count=1))
    if (reported := _REPORTED.match(text)) is not None and (
        found := _LET_THEM.match(text[reported.end() :])
    ) is not None:
        whom = " ".join((found["before"] or found["behind"] or "всем").split())
        return f"передай {'всем' if _OF_ALL.match(whom) else _to_them(whom)}: {found['words'].strip()}"
    if (found := _WARN.match(text)) is not None:
        whom = "всем" if _OF_ALL.match(found["whom"]) else found["whom"]
        return f"передай {whom}: {found['words'].strip()}"
    if (found := _BEHIND.match(text)) is not None and _DATIVE.search(found["whom"]) is not None:
        return f"передай {found['whom'].strip()}: {found['words'].strip()}"
    if (found := _THANKS.match(text)) is not None:
        return f"передай {found['whom'].strip()}: спасибо"
    if (found := _THANKS_TO_THOSE.match(text)) is not None:
        return f"передай {found['whom']}: {found['words'].strip()}"
    if (found := _WHOM_FIRST.match(text)) is not None and _DATIVE.search(found["whom"]) is not None:
        return f"{found['verb'].lower()} {found['whom'].strip()}, {found['rest']}"
    found = _INFINITIVE.match(text)
    return f"{_FORMS[found['verb'].lower()]}{text[found.end() :]}" if found is not None and "?" not in text else text


def _to_them(whom: str) -> str:
    """«Предупредить ‹классных›» is said to them."""
    return re.sub(r"\bклассных\b", "классным", re.sub(r"руководителей\b", "руководителям", whom))


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
