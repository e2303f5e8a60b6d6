"""The form of a verb, told by its ending: what is asked for, what was done, what is only named."""

import re
from functools import lru_cache

_NOUN = re.compile(r"(?:ни[еяюи]|нием|нию|ний|ниям\w*|ниях|нья|к[аиуе]|кой|ок|тель\w*|ость\w*)$")
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("past", re.compile(r"[аеиоуыяю]л[аио]?(?:с[ья])?$|[шгксзрб](?:л[аио])(?:с[ья])?$|(?:рос|нес|вез|мог|лег)$")),
    ("inf", re.compile(r"(?:ть|ти|чь)(?:ся)?$")),
    ("part", re.compile(r"(?:нн?[аоы]?|нн(?:ый|ая|ое|ые|ого|ых|ой|ую|ым)|[яаеиоу]т[аоы]?)$")),
    ("second", re.compile(r"(?:ешь|ишь|ете)(?:с[ья])?$")),
    ("third", re.compile(r"(?:ет|ит|ут|ют|ат|ят)(?:ся)?$")),
    ("we", re.compile(r"(?:ем|им)(?:ся)?$")),
    ("imp", re.compile(r"(?:[иьй]|ите|ьте|йте)(?:с[ья])?$")),
    ("first", re.compile(r"[ую](?:сь)?$")),
)
_PARTICIPLE = re.compile(r"(?:нн|вш|ущ|ющ|ащ|ящ|[яаеиоу]т)(?:ый|ая|ое|ые|ого|ых|ой|ую|ым|ому|ыми|ий|ие|их|им|ими)$")
_ADJECTIVE = re.compile(r"(?:[ыи]й|(?<![рвмсткчд])ой|ая|яя|[ое]е|[ыи]е|[ое]го|[ое]му|[ыи]х|[ыи]ми|ую|юю)$")
# They end as verbs do.
_NOUN_TEXT = """
    чат отчет плакат автомат кабинет совет педсовет предмет интернет результат формат комитет факультет лет нет привет
    журнал портал канал материал персонал сигнал показатель школ часть очередь область запись сеть память помощь
    печать мать дочь ночь день неделю апрель июнь июль сентябрь октябрь ноябрь декабрь январь февраль секретарь
    список пароль роль цель модуль стиль связь дети люди сотрудники коллеги учителя педагоги родители ученики
    дни недели цели роли сети части записи области очереди цифры или ли ни если чьи сами одни мои твои свои ваши наши
    всей этой той одной моей твоей своей кой больной выходной случай май край счет зачет расчет ответ запрет пакет
    сначала ребят класс телефон привязок совсем почти опять снова здесь пусть есть
"""
_NOUNS = frozenset(_NOUN_TEXT.split())
# They look like the past and ask for something.
_ASKED = frozenset(
    ["удали", "разошли", "пошли", "пришли", "вышли", "шли", "перешли", "отошли", "раздели", "сними", "поздравь"]
)


@lru_cache(maxsize=4096)
def form(word: str) -> str:
    """`imp`, `inf`, `past`, `part`, `second`, `third`, `we`, `first`, or `noun`."""
    if word in _ASKED:
        return "imp"
    if word in _NOUNS or _NOUN.search(word):
        return "noun"
    if _ADJECTIVE.search(word) and _PARTICIPLE.search(word) is None:
        return "noun"
    if word.endswith(("ет", "ит", "ут", "ют", "ат", "ят", "ется", "ится", "утся", "ются", "атся", "ятся")):
        return "third"
    return next((name for name, pattern in _FORMS if pattern.search(word)), "noun")
