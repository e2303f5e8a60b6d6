"""Words that others change: the one right beside, or any in the line. A word is a concept, itself, or `beginning~`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from indicators.headings.needs import concepts
from indicators.lexicon.reading import Mention

# (a word, the one behind it, which of the two becomes what)
_BESIDE: Final[tuple[tuple[str, str, Literal["one", "after"], str], ...]] = (
    ("grade", "о об", "one", "neutral"),  # «отметка о регистрации»
    (
        "отметка отм",
        "register link create authorise connect join active activity visit use achieved have install",
        "one",
        "neutral",
    ),
    ("active activity status link connect", "записи запись зап", "after", "account"),
    ("last", "week period current", "one", "current"),
    ("last date", "вх", "after", "visit"),
    ("last", "след", "after", "visit"),  # «последний след», and «след. отчёт» is the next one
    ("день", "last когда", "one", "date"),
    ("other_number", "week", "one", "neutral"),  # the 46th; «за 2 недели» is told by its span
    ("пр", "week н", "one", "previous"),
    ("организац~ организатор~", "chat group grouped call count", "one", "create"),
    ("адрес~", "platform max page account profile", "one", "url"),
    ("стат", "profile account уч учебн~", "one", "status"),
    ("personal", "profile account page", "one", "neutral"),
    ("create set_up", "групп", "after", "group"),
    ("численн~ числ", "headcount", "one", "count"),  # «числ. класса, чел.»
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
    ("in", "call message", "one", "incoming"),  # «in_calls»
    ("call message", "in", "after", "unknown"),  # «calls_in_7d»: received, or in seven days
    ("create", "call", "one", "make"),  # «запускал звонок»
    ("откры~ запуск~", "max platform my_school", "one", "visit"),  # «открывал MAX»
    ("закр", "class", "one", "pin"),
    ("class", "закр", "after", "pin"),
    ("сдела~ дела~", "link register", "one", "neutral"),  # «сделать привязку»
    ("teacher person_word", "school", "after", "neutral"),  # «педагогами школы»
    ("journal", "link", "after", "link"),
    ("link", "journal", "one", "link"),
    ("прин~", "invitation", "one", "join"),  # «Принял приглашение»
    ("прин~", "invitation", "after", "neutral"),
    ("с со", "классом", "after", "neutral"),  # «видеозвонков с классом»
    ("group", "вк vk вконтакте", "one", "community"),  # «создал группу ВК»
    ("last", "отчет", "after", "task_work"),
    ("всех всем все", "teacher person_word user", "after", "incoming"),  # «сообщений всех педагогов» are not one's own
)
_IN_CHATS: Final = "chat group grouped write send"
HAPPENED: Final = "register authorise connect join link create"
_WAS: Final = "был была были было"
_NAMES_OF_MONTHS: Final = "янв~ фев~ март~ апр~ май мая мае июн~ июл~ авг~ сент~ окт~ нояб~ дек~"
# (a word, with which of these in the line, if given, and with none of these, becomes what), in this order
_WITH: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("оформл~", "platform max my_school", "chat group grouped message call", "register"),  # «Оформлен в Сферуме»
    ("grade", "class", "", "class"),  # «Grade + letter (класс)»
    ("письмо письма писем", "chat group grouped", "", "message"),
    ("численн~ числ", "message call chat group", "pupil parent class", "count"),
    ("завел завела завели", "platform max", "chat group grouped", "set_up"),  # «Завёл Сферум»
    ("зп", "connect join", "", "parent"),  # «подкл. ЗП»: законных представителей
    ("взвод~", "class headcount pupil parent", "", "class"),  # by itself it may be one of several in a class
    ("зарегистрировано", "message call", "", "neutral"),  # they were only counted
    (_NAMES_OF_MONTHS, "week", "", "neutral"),  # «ноябрь, 3-я неделя»
    ("видео video соединен~", "call", "", "neutral"),  # «звонки (аудио/видео)»
    (_WAS, "call", "", "make"),  # «были ли звонки»
    (_WAS, HAPPENED, "", "neutral"),  # «был ли зарегистрирован» is no visit
    (_WAS, "ли", "", "neutral"),  # «было ли 3 сообщения»
    ("смс~ sms~", "", "chat group grouped platform", "phone"),  # by telephone, unless it was in a chat
    ("ст сост", "profile account register active my_school max platform journal link", "teacher", "status"),
    ("св", "journal", "", "link"),  # «ЭЖ св.»
    ("отм", "journal", "link register connect", "grade"),  # «отм. в ЭЖД»
    ("откры~", "для", "class group pupil parent", "access"),  # «чаты, открытые для педагога»
    ("адрес~", "page profile account platform", "", "url"),  # «адрес личной страницы», «электронный адрес профиля»
    # «минимум сообщений» is the figure to be reached, «минимум 3 сообщения» a threshold
    ("atleast", "@counted", "@thresholds other_number count", "plan"),
    ("есть имеется", "где", "", "member"),  # «чатов, где есть педагог»
    ("связал~ связыв~", "with_teacher", "journal account profile", "contact"),  # «связались с педагогом»
    ("закры~", "@thresholds", "", "achieved"),  # «квота 10 закрыта»
    ("отмет~", "@thresholds", "journal", "neutral"),  # «отметка «3+»»
    ("публикац~ запис~", "", f"{_IN_CHATS} platform link journal", "unknown"),  # articles as well
    ("публикац~ запис~", "вк vk вконтакте", _IN_CHATS, "unknown"),
    ("раб", "profile account page", "", "active"),
    ("закрыт закрыта закрыты закрытый", "profile page", "study_profile", "unknown"),  # to strangers, or for good
    ("параллел~", "pupil count", "title", "unknown"),  # more than one class
    ("включ~", "profile account page study_profile", "", "active"),  # somebody «включён в группу» was added
    # that it was done is all that is said: «проведена активация», «привязка выполнена»
    ("провед~ осуществ~ произвед~ выполн~ заверш~ сделан~", "activate link register connect install", "", "neutral"),
    ("находит~ пребыва~", "status active", "", "neutral"),  # «находится в активном состоянии»
)


@dataclass(frozen=True, slots=True)
class Words:
    """`whole` are concepts or words, `beginnings` those of words."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def __contains__(self, mention: Mention) -> bool:
        named = mention.code in self.whole or mention.text in self.whole
        return named or (bool(self.beginnings) and mention.text.startswith(self.beginnings))

    def are_in(self, found: list[Mention]) -> bool:
        return any(mention in self for mention in found)

    def may_be_in(self, found: list[Mention]) -> bool:
        return self.are_in(found) or not (self.whole or self.beginnings)


def _words(text: str) -> Words:
    words = list(concepts(text))
    whole = frozenset(word for word in words if not word.endswith("~"))
    return Words(whole, tuple(word[:-1] for word in words if word.endswith("~")))


_PAIRS: Final = tuple((_words(one), _words(after), which, code) for one, after, which, code in _BESIDE)
_LINES: Final = tuple((_words(one), _words(beside), _words(without), code) for one, beside, without, code in _WITH)


def beside(found: list[Mention]) -> list[Mention]:
    told = list(found)
    for place, (one, after) in enumerate(pairwise(found)):
        for this, that, which, code in _PAIRS:
            if one in this and after in that:
                meant = place if which == "one" else place + 1
                told[meant] = replace(told[meant], code=code)
    return told


def anywhere(found: list[Mention]) -> list[Mention]:
    told = found
    for word, with_these, without, code in _LINES:
        if any(one in word for one in told) and with_these.may_be_in(told) and not without.are_in(told):
            told = [replace(one, code=code) if one in word else one for one in told]
    return told


def said(found: list[Mention]) -> set[str]:
    return {mention.code for mention in found}


def changed(found: list[Mention], code: str, is_meant: Callable[[Mention], bool]) -> list[Mention]:
    return [replace(m, code=code) if is_meant(m) else m for m in found]
