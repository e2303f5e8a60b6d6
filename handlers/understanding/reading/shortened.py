"""«нап всем по эжд кр Рыб», «дин по зв», «св»: words that were only begun are the bot's own, written out.

Own patterns: the words an officer's wishes are made of, each in the form it mostly stands in; what is begun is found
among them, nearest to the front first.
"""

import re
from collections.abc import Iterable

from handlers.understanding.lexicon.words import lexicon

# Who writes so begins a word and breaks off behind a consonant. What is passed on is written as it was said.
_COMMANDS_TEXT = """
    сводка динамика сколько ошибки напомни карточка отчёт должники долги расписание настройки список листовки плакаты
    покажи исключи освободи верни отмена отмени продолжить продолжи цели цель помощь назначь назначить уволить засчитай
    последнее показатели включи выключи рассылка рассылки
"""
_WORDS_TEXT = """
    кроме исключением трогать беспокоить завтра сегодня последнюю следующая прошлую текущую неделю месяц
    начальные директору заместителя заместителю психологу логопеду библиотекарю учителя педагоги родителями
    декрете больничный отпуске командировке отчёт напоминание динамика сводка процентов четверти каникулы
    математикам физкультуры английского
"""
# What a school is asked for, as it stands alone, behind «без» and behind «по».
_THINGS_TEXT = """
    звонки звонка звонкам
    сообщения сообщений сообщениям
    регистрация регистрации регистрации
    журнал журнала журналу
    профиль профиля профилю
"""
_THINGS = {one[0]: one for one in map(str.split, _THINGS_TEXT.strip().splitlines())}
_GENITIVE, _DATIVE = (
    frozenset({"без", "до", "от", "из", "у", "нет", "нету", "ни", "для", "кроме"}),
    frozenset({"по", "к"}),
)
_COMMANDS, _WORDS = tuple(_COMMANDS_TEXT.split()), tuple(_WORDS_TEXT.split())
# Two letters are too few to tell a word by, but for those that are written so.
_OF_TWO = frozenset({"св", "зв", "ск", "ош", "кр"})
_WHOLE_TEXT = """
    раз под над при без для про вот так как нет там тут вам нам вас нас год час дом сын муж зам зав рад пол мир сад стол
    план факт вид ряд род дел цел тел след нов пор кот пед дед уч рек дим дин рус дан лист ком дат нос пас пос сам чем
    тем всем кем чат срок спор тест урок
"""
_ARE_WORDS = frozenset(_WHOLE_TEXT.split()) - {"дин", "род", "след", "пед", "уч"}
_HALF_KNOWN = frozenset({"завтр", "сегодн"})  # a stem that no reader of days takes
_CONSONANT = "бвгджзйклмнпрстфхцчшщ"
_WORD = re.compile(r"(?<![\w.@/-])([а-яё]{2,6})(?![\w@/-])(\.(?=\s*(?:[а-яё,;)]|$)))?", re.IGNORECASE)
_PLUS = re.compile(r"(?<=\w)\s\+\s(?=[^\W\d])")
_ANYWHERE = ("дин", "нап", "отч", "карт", "расп", "настр", "спис")
_SAID_ON = re.compile(
    r":|\b(?:переда|скаж|ответ[ьи]|сообщи|объяв|объясни|поздрав|поблагодар|напиши|спроси|предупред)\w*|«|\"",
    re.IGNORECASE,
)
# They say which of the times that follow: «след нед», «посл мес».
_OF_TIME = {"последнюю": "последний", "следующая": "следующий", "прошлую": "прошлый", "текущую": "текущий"}
_A_TIME = re.compile(r"\.?\s*(?:нед|четв|(?P<his>мес|год|раз|срок))", re.IGNORECASE)
_IMPERATIVES = {"напомни": "напоминай", "исключи": "исключай", "отмени": "отменяй", "верни": "возвращай"}


# As they stand alone or behind «в» and «на», behind «до» and «с», behind «к», behind «по».
_WEEKDAYS_TEXT = """
    пн понедельник понедельника понедельнику понедельникам
    вт вторник вторника вторнику вторникам
    ср среду среды среде средам
    чт четверг четверга четвергу четвергам
    пт пятницу пятницы пятнице пятницам
    сб субботу субботы субботе субботам
"""
_WEEKDAYS = {one[0]: one[1:] for one in map(str.split, _WEEKDAYS_TEXT.strip().splitlines())}
_CASE_BEHIND = {"до": 1, "с": 1, "со": 1, "от": 1, "к": 2, "по": 3}


def spelt_out(text: str, surnames: Iterable[str] = ()) -> str:
    """With the bot's own words in the place of their beginnings; a surname that is only begun is one on the list."""
    if _SAID_ON.search(text):
        return text
    names = tuple(surnames)

    def written(found: re.Match[str]) -> str:
        whole = _whole(found[1], text[: found.start()], text[found.end() :], names)
        return whole or found[0]

    return _PLUS.sub(" и ", _WORD.sub(written, text))


def may_be_surnames(text: str) -> bool:
    """Whether some word may be the beginning of a surname, before anybody's list is read."""
    return any(_is_begun_name(one[1], text[: one.start()]) for one in _WORD.finditer(text))


def _is_begun_name(word: str, before: str) -> bool:
    is_name = bool(before.strip()) and word[:1].isupper() and len(word) > 2
    return is_name and word[-1].lower() in _CONSONANT and not lexicon().concepts(word.lower())


def _whole(word: str, before: str, behind: str, names: tuple[str, ...]) -> str:
    said = word.lower().replace("ё", "е")
    if said in _WEEKDAYS:
        lead = next(iter(re.findall(r"(\w+)\s+$", before.lower())), "")
        return _WEEKDAYS[said][_CASE_BEHIND.get(lead, 0)]
    known = lexicon().concepts(said) and said not in _HALF_KNOWN
    if said[-1] not in _CONSONANT or said in _ARE_WORDS or known:
        return ""
    if before.strip() and word[:1].isupper():
        begun = {one for one in names if len(said) >= 3 and one.lower().replace("ё", "е").startswith(said)}
        return begun.pop() if len(begun) == 1 and not any(_is_name(said, one) for one in names) else ""
    if len(said) < 3 and said not in _OF_TWO:
        return ""
    is_first = re.search(r"\w", re.sub(r"\b(?:не|и|а|ну|так)\b", "", before.lower())) is None
    words = (*_THINGS, *_WORDS)
    lead = next(iter(re.findall(r"(\w+)\s+$", before.lower())), "")
    among = (*_COMMANDS, *words) if is_first or said in _ANYWHERE else (*words, *_COMMANDS)
    among = words if lead in _GENITIVE else among  # «нет карт» is no order
    time = _A_TIME.match(behind)
    fitting = [one for one in among if _begins(one, said)]
    others = next((one for one in fitting if one not in _OF_TIME), "")
    whole = next((one for one in fitting if time is not None and one in _OF_TIME), others)
    if whole in _OF_TIME:
        return _OF_TIME[whole] if time is not None and time["his"] else whole
    if whole in _THINGS:
        return _THINGS[whole][1 if lead in _GENITIVE else 2 if lead in _DATIVE else 0]
    return _IMPERATIVES.get(whole, whole) if lead == "не" else whole


def _begins(whole: str, said: str) -> bool:
    plain = whole.replace("ё", "е")
    return plain.startswith(said) and len(plain) > len(said) + (said not in _HALF_KNOWN)


def _is_name(said: str, name: str) -> bool:
    return name.lower().replace("ё", "е") == said
