"""How strangers tell who they are: their name, or a code."""

import re

from handlers.engine.rights import may
from handlers.engine.routes import Right
from handlers.engine.talk import Talk
from indicators.russian.names import Name, parse_name
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
"""
_NO_NAMES = frozenset(_NO_NAMES_TEXT.split())
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
    """«Здравствуйте, меня зовут Иванова Анна Петровна, учитель химии»: the full name, None when there is none."""
    name = parse_name(_INTRODUCING.sub("", text).split(",")[0].strip(" .!"))
    return name if name is not None and name.complete and not _NO_NAMES & set(name.key.split()) else None
