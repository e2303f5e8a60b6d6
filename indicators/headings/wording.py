"""What a line of a heading speaks of: the lexicon's mentions, and what a word means only beside others."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from indicators.headings.needs import PASSIVE, concepts
from indicators.headings.spans import lone_year, other_span
from indicators.lexicon.reading import Mention, mentions_in
from indicators.lexicon.spelling import DATES, spelled
from indicators.russian.rules import is_infinitive

_THRESHOLDS: Final = frozenset(concepts("@thresholds"))
_LETTERS: Final = {"ф": "surname", "и": "first_name", "о": "patronymic"}
_ENDS: Final = {"с": "begin", "со": "begin", "от": "begin", "по": "end", "до": "end"}
_COUNTED: Final = frozenset(concepts("@counted"))
_LINKED: Final = frozenset({"journal", "link", "chat", "phone", "message", "call"})
_ACCEPTED: Final = ("прин", "неприн", "отвеч", "неотвеч", "достав", "недостав", "получ", "неполуч")
_TEXTED: Final = ("смс", "sms")
_SOURCES: Final = ("по данным", "по сведениям", "по информации", "по отчету", "по отчетам", "по выгрузке")
_DEEDS: Final = frozenset(
    concepts("create write send make link connect register join install call authorise use visit")
)
_TELLING: Final = frozenset({"neutral", "count", "total", "rank", "activity"})
_STAFF: Final = frozenset({"teacher", "person_word"})
_WAS: Final = ("был", "была", "были", "было")
_HAPPENED: Final = frozenset({"register", "authorise", "connect", "join", "link", "create"})
_CARRIED_OUT: Final = ("провед", "осуществ", "произвед", "выполн", "заверш", "сделан")
_IN_PRINT: Final = ("публикац", "запис")
_OF_THRESHOLD: Final = (
    *("требован", "услов", "норм", "минимальн", "цел", "norm", "уров", "нижн", "верхн"),
    *("первый", "первая", "первое", "второй", "вторая", "второе"),
)
_BOUNDS: Final = (*_OF_THRESHOLD, "квот", "порог", "барьер", "рубеж", "ценз", "планк", "quota", "threshold", "ge")
# (a word, the one behind it, which of the two becomes what): a concept, a word, or `beginning~` of one.
_BESIDE: Final = tuple(
    (frozenset(one.split()), frozenset(after.split()), which, code)
    for one, after, which, code in (
        ("grade", "о об", "one", "neutral"),  # «отметка о регистрации»
        ("отметка отм", "register link create authorise connect join active achieved have install", "one", "neutral"),
        ("active activity status", "записи запись зап", "after", "account"),
        ("last", "week period current", "one", "current"),
        ("last date", "вх", "after", "visit"),
        ("день", "last", "one", "date"),
        ("other_number", "week", "one", "neutral"),  # the 46th; «за 2 недели» is told by its span
        ("пр", "week н", "one", "previous"),
        ("организац~ организатор~", "chat group grouped call count", "one", "create"),
        ("адрес~", "platform max page account profile", "one", "url"),
        ("стат", "profile account уч учебн~", "one", "status"),
        ("personal", "profile account page", "one", "neutral"),
        ("create set_up", "групп", "after", "group"),
        ("n num", "message chat call group parent pupil teacher", "one", "count"),
        ("уч учеб~", "пр", "after", "profile"),
        ("call message chat create make", "коллегами коллег", "after", "incoming"),  # «созданы коллегами»
        ("end", "register authorise connect link create make write send", "one", "neutral"),  # «завершение регистрации»
        ("подтверждени~", "account register create link call message journal", "one", "neutral"),
        ("получ~ приобр~", "account profile study_profile access", "one", "have"),
        ("отвечает отвечают", "plan neutral", "one", "achieved"),  # «отвечает требованию»
        ("настро~", "link", "one", "make"),
        ("journal link", "настро~", "after", "make"),
        ("выходил~ выходит", "в во на", "one", "visit"),  # «выходил в MAX»
        ("получ~ предостав~ обеспеч~ откры~", "access", "one", "have"),
        ("тип~ вид~ форма~ категория~", "school", "after", "place"),  # «тип школы» names none
        ("message call", "класса классов", "after", "pupil"),  # «сообщений класса»; «звонил классу» somebody else
        ("message call write", "классу классам", "after", "neutral"),
        ("create", "call", "one", "make"),  # «запускал звонок»
        ("откры~ запуск~", "max platform my_school", "one", "visit"),  # «открывал MAX»
        ("закр", "class", "one", "pin"),
        ("сдела~ дела~", "link register", "one", "neutral"),  # «сделать привязку»
        ("teacher person_word", "school", "after", "neutral"),  # «педагогами школы»
        ("journal", "link", "after", "link"),
        ("link", "journal", "one", "link"),
    )
)


def mentions_of(line: str) -> list[Mention]:
    if letter := _LETTERS.get(line.strip(" .").lower()):
        return [Mention(letter, 0, len(line), line)]
    found = list(mentions_in(line))
    _beside(found)
    for change in _CHANGES:
        found = change(found)
    if found and (end := _end(found[-1], line)):
        found[-1] = replace(found[-1], code=end)
    if lone_year(line) and not _said(found) & {"week", "period"}:
        found.append(Mention("year", 0, 0, "год"))
    if other_span(line) and not any(m.code == "ever" for m in found):
        found.append(Mention("other_span", 0, 0, "другой срок"))
    return found


def _end(last: Mention, line: str) -> str | None:
    """«Период с», and no «с 9 по 15 ноября» of which the days are gone."""
    return _ENDS.get(last.text) if last.code == "preposition" and not DATES.search(spelled(line)) else None


def _beside(found: list[Mention]) -> None:
    for place, (one, after) in enumerate(pairwise(found)):
        for this, that, which, code in _BESIDE:
            if _is_one(one, this) and _is_one(after, that):
                changed = place if which == "one" else place + 1
                found[changed] = replace(found[changed], code=code)


def _is_one(mention: Mention, words: frozenset[str]) -> bool:
    if mention.code in words or mention.text in words:
        return True
    return any(word.endswith("~") and mention.text.startswith(word[:-1]) for word in words)


def _about(found: list[Mention]) -> list[Mention]:
    """«Показатель по сообщениям», «данные по звонкам» are of those; «ответственный по чатам» is somebody."""
    told = list(found)
    for place in range(len(found) - 2):
        one, by, after = found[place : place + 3]
        if by.text == "по" and one.code in _TELLING and place == 0:
            told[place + 2] = replace(after, governed=False)
    return told


def _last_day(found: list[Mention]) -> list[Mention]:
    """«Последний день активности», «последнее время входа» are dates, «за последний день» a span."""
    told = list(found)
    for place, (one, after) in enumerate(pairwise(found)):
        spans = place > 0 and found[place - 1].code == "preposition"
        if one.code == "last" and not spans and after.text in ("день", "время"):
            told[place + 1] = replace(after, code="date")
    return told


def _to_do(found: list[Mention]) -> list[Mention]:
    """«Привязать журнал», «создать чат» are still to be done."""
    told = bool(found) and found[0].code in _DEEDS and found[0].how == "word" and is_infinitive(found[0].text)
    return [replace(found[0], code="plan"), *found[1:]] if told else found


def _said(found: list[Mention]) -> set[str]:
    return {mention.code for mention in found}


def _as(found: list[Mention], code: str, is_meant: Callable[[Mention], bool]) -> list[Mention]:
    return [replace(m, code=code) if is_meant(m) else m for m in found]


def _answers(found: list[Mention]) -> list[Mention]:
    """Beside other words «+/–» lists the answers."""
    alone = len(_said(found) - PASSIVE) <= 1
    return found if alone else _as(found, "answers", lambda m: m.text in ("плюс-минус", "плюс минус"))


def _with_teacher(found: list[Mention]) -> list[Mention]:
    more = [
        Mention("with_teacher", one.start, after.end, f"{one.text} {after.text}")
        for one, after in pairwise(found)
        if one.text in ("с", "со") and after.code in ("teacher", "person_word") and not after.text.startswith("коллег")
    ]
    return found + more


def _of_calls(found: list[Mention]) -> list[Mention]:
    """«Звонки (аудио/видео)», «Были ли у Вас звонки?»"""
    if "call" not in _said(found):
        return found
    kinds = _as(found, "neutral", lambda m: m.text in ("видео", "video"))
    kinds = _as(kinds, "neutral", lambda m: m.text.startswith("соединен"))
    return _as(kinds, "make", lambda m: m.text in _WAS)


def _not_accepted(found: list[Mention]) -> list[Mention]:
    """«Не принято звонков», «(не приняты)» are missed ones, «без входящих», «(без принятых)» only leave those out."""
    return [
        replace(m, code="missed", negated=False)
        if m.code == "incoming"
        and m.negated
        and m.text.startswith(_ACCEPTED)
        and not (m.aside and m.text.endswith("ых"))
        else m
        for m in found
    ]


def _of_phone(found: list[Mention]) -> list[Mention]:
    """«СМС отправлено»: by telephone, unless it was in a chat."""
    texted = any(m.code == "message" and m.text.startswith(_TEXTED) for m in found)
    if not texted or _said(found) & {"chat", "group", "grouped", "platform"}:
        return found
    return _as(found, "phone", lambda m: m.code == "message")


def _sourced(found: list[Mention]) -> list[Mention]:
    """«По данным платформы» says from where it is known, «у педагога» whose row it is."""
    told = list(found)
    for place, (one, after) in enumerate(pairwise(found)):
        if (
            one.text in _SOURCES
            or _is_register(one, after)
            or (one.text == "у" and after.code in _STAFF and len(found) > 2)
        ):
            told[place + 1] = replace(after, code="neutral", text=f"{one.text} {after.text}")
    return told


def _is_register(one: Mention, after: Mention) -> bool:
    """«Детей по журналу», «по журналу звонков»: on which list somebody stands."""
    return one.text == "по" and after.code == "journal" and after.text.startswith("журнал")


def _noted(found: list[Mention]) -> list[Mention]:
    """«Зарегистрировано сообщений» only says that they were counted."""
    if not _said(found) & {"message", "call"}:
        return found
    return _as(found, "neutral", lambda m: m.text == "зарегистрировано")


def _week_of_month(found: list[Mention]) -> list[Mention]:
    """«Ноябрь, 3-я неделя» is one week, «сообщений за месяц» is none."""
    if "week" not in _said(found):
        return found
    return _as(found, "neutral", lambda m: m.code == "month" and not m.text.startswith(("мес", "30", "еже", "month")))


def _was(found: list[Mention]) -> list[Mention]:
    """«Был ли зарегистрирован» is no visit."""
    return _as(found, "neutral", lambda m: m.text in _WAS) if _said(found) & _HAPPENED else found


def _of_journal(found: list[Mention]) -> list[Mention]:
    """«Отм. в ЭЖД» are marks."""
    return _as(found, "grade", lambda m: m.text == "отм") if "journal" in _said(found) else found


def _opened_for(found: list[Mention]) -> list[Mention]:
    """«Чаты, открытые для педагога» are not made by that teacher."""
    if not any(m.text == "для" for m in found):
        return found
    return _as(found, "access", lambda m: m.code == "create" and m.text.startswith("откры"))


def _address(found: list[Mention]) -> list[Mention]:
    """«Адрес личной страницы», «электронный адрес профиля» are links."""
    if not _said(found) & {"page", "profile", "account", "platform"}:
        return found
    return _as(found, "url", lambda m: m.code in ("place", "email") and "адрес" in m.text)


def _on_platform(found: list[Mention]) -> list[Mention]:
    """«на пл.», not a plan."""
    return _as(found, "platform", lambda m: m.text == "пл" and m.governed)


def _at_least(found: list[Mention]) -> list[Mention]:
    """«Минимум сообщений» is the figure to be reached, «минимум 3 сообщения» a threshold."""
    said = _said(found)
    if said & (_THRESHOLDS | {"other_number", "count"}) or not said & _COUNTED:
        return found
    return _as(found, "plan", lambda m: m.code == "atleast")


def _numbered(found: list[Mention]) -> list[Mention]:
    """«Инф. 3», «п. 3», «Сведения (3)»: behind one word that says nothing the number tells where the column stands."""
    if [m.code in _THRESHOLDS for m in found] != [False, True]:
        return found
    word = found[0]
    says_nothing = word.code in ("neutral", "unknown") and not word.text.startswith(_BOUNDS)
    return [] if says_nothing else found


def _thresholds(found: list[Mention]) -> list[Mention]:
    """«Норматив 3 сообщения», «норма 10 сообщений выполнена»: met or not."""
    said = _said(found)
    if not _THRESHOLDS & said:
        return found
    found = _as(found, "achieved", lambda m: m.text.startswith("закры"))  # «Квота 10 закрыта»
    if "journal" not in said:
        found = _as(found, "neutral", lambda m: m.code == "grade" and m.text.startswith("отмет"))  # «Отметка «3+»»
    if any(m.text == "ли" for m in found):
        found = _as(found, "neutral", lambda m: m.text in _WAS)  # «Было ли у Вас 3 сообщения»
    said = _said(found)
    if {"achieved", "plan"} <= said:
        return [m for m in found if m.code != "plan"]
    return _as(found, "neutral", lambda m: m.text.startswith(_OF_THRESHOLD))


def _done(found: list[Mention]) -> list[Mention]:
    """«Проведена активация», «привязка выполнена»: that it was done is all that is said."""
    if not _said(found) & {"activate", "link", "register", "connect", "install"}:
        return found
    return _as(found, "neutral", lambda m: m.code in ("make", "achieved") and m.text.startswith(_CARRIED_OUT))


def _state(found: list[Mention]) -> list[Mention]:
    """«Находится в активном состоянии» is no member of anything."""
    told = _said(found) & {"status", "active"}
    return _as(found, "neutral", lambda m: m.text.startswith(("находит", "пребыва"))) if told else found


def _switched_on(found: list[Mention]) -> list[Mention]:
    """«Профиль педагога включён»: active; somebody «включён в группу» was added."""
    owned = _said(found) & {"profile", "account", "page"}
    return _as(found, "active", lambda m: m.text.startswith("включ")) if owned else found


def _norm_met(found: list[Mention]) -> list[Mention]:
    """«Норма звонков выполнена»: there was a call."""
    said = _said(found)
    met = {"achieved", "plan"} <= said and said & {"call", "chat"} and not said & {"percent", "message"}
    return _as(found, "neutral", lambda m: m.code in ("plan", "achieved")) if met else found


def _through_journal(found: list[Mention]) -> list[Mention]:
    """«Вход через ЭЖД»: the accounts are linked."""
    through = any(one.text in ("через", "с помощью") and after.code == "journal" for one, after in pairwise(found))
    return _as(found, "link", lambda m: m.code in ("visit", "authorise", "register")) if through else found


def _pupils(found: list[Mention]) -> list[Mention]:
    """«Кол-во уч.», «уч. в кл.»; beside «профиль» it is the profile for lessons."""
    for place, (one, after) in enumerate(pairwise(found)):
        if one.text == "от" and after.text == "уч":  # «Сообщ. от уч.»
            found[place + 1] = replace(after, code="pupil")
    alone = _said(found) - PASSIVE <= {"count", "total", "class"}
    return _as(found, "pupil", lambda m: m.text == "уч") if alone else found


def _undone(found: list[Mention]) -> list[Mention]:
    """«Подключён / отключён», «связан/отвязан» list the answers: the second is the first, denied. In another form it
    says what became of the first: «регистрация приостановлена»."""
    told = list(found)
    said = [place for place, mention in enumerate(found) if mention.code != "conjunction"]
    for one, after in ((found[before], place) for before, place in pairwise(said)):
        is_state = one.code in _HAPPENED | {"activate"} and not one.negated
        if found[after].code == "block" and is_state and one.text[-2:] == found[after].text[-2:]:
            told[after] = replace(found[after], code=one.code, negated=True)
    return told


def _blocked(found: list[Mention]) -> list[Mention]:
    """Whose profile is blocked or deleted, is not active."""
    said = _said(found)
    if said & _LINKED:
        return found
    ended = {"block", "delete"} if said & {"profile", "study_profile", "account", "page"} else {"block"}
    return [replace(m, code="active", negated=not m.negated) if m.code in ended else m for m in found]


def _for_example(found: list[Mention]) -> list[Mention]:
    """«Должность (учитель, завуч)» names some of the answers."""
    return _as(found, "neutral", lambda m: m.aside) if found and found[0].code == "role" else found


def _in_print(found: list[Mention]) -> list[Mention]:
    """«Публикаций»: articles as well."""
    anywhere = not _said(found) & {"chat", "group", "grouped", "platform", "write", "send"}
    return _as(found, "unknown", lambda m: m.text.startswith(_IN_PRINT)) if anywhere else found


def _post(found: list[Mention]) -> list[Mention]:
    """«Пост» by itself is an office, «постов» are messages."""
    alone = _said(found) - PASSIVE == {"message"}
    return _as(found, "role", lambda m: m.text == "пост") if alone else found


_CHANGES: Final = (
    _to_do,
    _post,
    _about,
    _last_day,
    _answers,
    _sourced,
    _noted,
    _week_of_month,
    _with_teacher,
    _of_calls,
    _was,
    _not_accepted,
    _of_phone,
    _of_journal,
    _opened_for,
    _on_platform,
    _address,
    _at_least,
    _numbered,
    _thresholds,
    _pupils,
    _undone,
    _blocked,
    _for_example,
    _in_print,
    _switched_on,
    _done,
    _state,
    _norm_met,
    _through_journal,
)
