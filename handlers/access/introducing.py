"""How strangers tell who they are: their name, or a code.

Own patterns: the answer to «кто вы» is a name or a code, and no sentence; what leads to it is taken off.
"""

import re

from handlers.engine.rights import may
from handlers.engine.routes import Right
from handlers.engine.talk import Talk
from handlers.understanding.said.names import is_like_a_name
from indicators.russian.first_names import FIRST_NAMES
from indicators.russian.names import Name, comparable, parse_name
from storage.people.codes import codes_among, looks_like_code
from storage.people.roles import Role

_INTRODUCING = re.compile(
    r"^(?:(?:здравствуйте|добрый день|доброе утро|добрый вечер|привет|это|я|меня зовут|мо[её] имя|фио|учитель|педагог"
    r"|библиотекарь|(?:педагог-)?психолог|логопед|дефектолог|воспитатель|вожатая|секретарь|завуч|директор|физрук)"
    r"[\s,:.!—-]+)+",
    re.IGNORECASE,
)
_NO_NAMES_TEXT = """
    как что кто где когда не мне мой моя вы ты бот помогите пожалуйста спасибо напомни напомнить покажи карточка школа
    новый новая новенький новенькая учитель учительница педагог родитель ученик директор завуч секретарь работаю школе
    библиотекарь психолог логопед дефектолог воспитатель вожатая физрук
    ой ай ах простите извините извиняюсь прощения ошибка ошибся ошиблась
"""
_NO_NAMES = frozenset(_NO_NAMES_TEXT.split())
_PIECES = re.compile(r"[,;!?\n]|\.\s|\s[-–—]\s")
_CODE_IS = re.compile(r"^(?:вот\s+)?(?:мой\s+|личный\s+)*код(?:\s+с\s+листовки)?[\s:—-]+", re.IGNORECASE)
_CODE = re.compile(r"\bкод", re.IGNORECASE)
_LINK_CODE = re.compile(r"[?&](?:ref|start)=([\w-]+)")


def code_in(talk: Talk) -> str:
    """The whole message, or beside «код» in what is said by somebody who gives no codes out themselves. Whoever is
    known says also numbers and capitals that are none."""
    text = _CODE_IS.sub("", talk.text).strip(" .!,«»\"'")
    pasted = _LINK_CODE.search(text)
    whole = pasted[1] if pasted else text
    if not talk.who.is_known and (pasted or looks_like_code(whole)):
        return whole
    found = codes_among(whole)
    gives_codes = may(talk, Right.CHANGER) or any(one.role == Role.MUNICIPAL for one in talk.who.members)
    is_said = found == [whole] or (_CODE.search(talk.text) and not gives_codes)
    return found[0] if found and is_said else ""


def name_in(text: str) -> Name | None:
    """«Здравствуйте, меня зовут Иванова Анна Петровна, учитель химии»: the full name, None when there is none. Among
    several pieces of what is said («ой простите, это я, Романюк Виктор Данилович») the one with a patronymic is it,
    then one with a first name that people have; another is taken for a name only where it is all that is said."""
    pieces = [_INTRODUCING.sub("", one.strip()).strip(" .!") for one in _PIECES.split(_INTRODUCING.sub("", text))]
    pieces += [" ".join(words[-3:]) for one in pieces if len(words := one.split()) > 3]  # «нет, это точно я Иванова …»
    found = [(one, name) for one in pieces if (name := parse_name(one)) is not None and name.complete]
    names = [one for said, one in found if not _NO_NAMES & set(one.key.split()) and is_like_a_name(said, one)]
    first = next(iter(names), None)
    surely = next((one for one in names if one.patronymic), None) or next(filter(_is_usual, names), None)
    return surely or (first if first is not None and first.key in comparable(pieces[0]) else None)


def _is_usual(name: Name) -> bool:
    return bool(FIRST_NAMES & {name.first.lower().replace("ё", "е"), name.last.lower().replace("ё", "е")})
