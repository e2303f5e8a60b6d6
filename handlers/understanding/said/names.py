"""Whether somebody says who they are, or that they are not."""

import re

from handlers.understanding.reading.people.strangers import SURE_SURNAME
from handlers.understanding.reading.spelling import plain
from handlers.understanding.reading.tokens import tokens_of
from indicators.russian.first_names import FIRST_NAMES
from indicators.russian.name_order import is_like_patronymic
from indicators.russian.names import Name, comparable

_I_AM = re.compile(
    r"^\W*(?:(?:здравствуйте|добрый день|доброе утро|добрый вечер|привет)\W+)?(?:это\W+)?"
    r"(?:я|меня\s+зовут|мое\s+имя|мо[еи]\s+фио)\b"
)
_NOT_ME = re.compile(r"\b[Яя] не [А-ЯЁ][а-яё]+|\b[Ээ]то не я\b|\b[Вв]ы ошиблись")  # a capital letter says it is a name


def introduces_self(text: str) -> bool:
    """«Здравствуйте, я Рябинина Людмила Аркадьевна»."""
    return _I_AM.search(plain(text)) is not None


def says_not_me(text: str) -> bool:
    """«Я не Иванова», «это не я»."""
    return _NOT_ME.search(text) is not None


def surely_not_me(text: str) -> bool:
    """«Это не я», «вы ошиблись номером», «я не Алиева»: a clause that says nothing else, and none in which the speaker
    tells of a work of theirs: «это не мне, я физрук», «вы меня с кем-то путаете, я в декрете» do not deny the name."""
    clauses = [one for said in _CLAUSES.split(text) if (one := said.strip(" .,!?:)("))]
    denies = any(_SURELY.fullmatch(plain(one)) or _NAME_DENIED.fullmatch(one) for one in clauses)
    return denies and not any(_OF_SELF.match(plain(one)) for one in clauses)


_CLAUSES = re.compile(r"[,;.!?:()\n]+|\s[–—-]\s|\s(?=(?:а|и|но)\s)")
_NAME_DENIED = re.compile(r"[Яя] (?:вообще |же |совсем )?не [А-ЯЁ][а-яё]+(?: [А-ЯЁ][а-яё]+)*")
_WHOM = r"(?:номером|адресом|адресатом|человеком|получателем|аккаунтом|страницей|чатом)"
_SURELY = re.compile(
    r"(?:(?:но|а|и|извините|простите|здравствуйте|вы|видимо|наверное|похоже|кажется) )*"
    r"(?:(?:это |тут |здесь )?(?:точно )?не я"
    rf"|ошиблись(?: {_WHOM})?|ошибка {_WHOM}|(?:я )?не т(?:от|а)(?: человек)?|(?:пишете |пишите )?не тому(?: человеку)?"
    r"(?: пишете| пишите)?|(?:это )?не мой (?:аккаунт|номер)|(?:это )?чужой (?:аккаунт|номер)"
    r"|(?:я |это )?(?:однофамил\w+|тезка|другой человек)|(?:я )?друг(?:ая|ой) \w+|(?:перепутали|спутали|путаете) "
    r"меня с друг(?:ой|им) \w+|у вас (?:неверный|неправильный|чужой) номер"
    r"|(?:это|я) не она|не (?:она|он) а я)"
)
_OF_SELF = re.compile(
    r"(?:а |и |но )?(?:я (?:же |ведь |у вас )?(?!не\b|друг|однофам|тезка|вас\b|вам\b)(?!.*\bне работа)\w+"
    r"|у меня|меня)\b"
)


def is_like_a_name(text: str, name: Name) -> bool:
    """Whether words that could be a name are one, and no sentence: «до понедельника», «чат создала», «завтра буду» are
    none. A patronymic tells, or a first name that people have; else it is written with capital letters or has a
    surname's ending, and none of it is a word of ours."""
    words = [one for one in tokens_of(text) if one.kind == "word"]
    ours = [one for one in words if one.concepts and not one.guessed and comparable(one.norm) not in FIRST_NAMES]
    if is_like_patronymic(name.patronymic) and not any(one.is_filler for one in ours):
        return True
    if FIRST_NAMES & {comparable(name.first), comparable(name.last)}:
        return not any(one.is_filler or one.form in _OF_VERBS for one in ours)
    is_written_so = all(one.text[:1].isupper() for one in words)
    return not ours and (is_written_so or any(SURE_SURNAME.fullmatch(one.norm) for one in words))


_OF_VERBS = frozenset({"imp", "past", "first", "second", "third", "we", "inf"})
