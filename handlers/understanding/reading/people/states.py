"""People by how they stand: «кто не ответил», «кому не ушло», «освобождённые», «кто уже в максе», «кто в вк»."""

from collections.abc import Sequence

from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.manner import is_passing_over
from handlers.understanding.reading.tokens import Token

# Beginnings of words that say it when they are denied, and those that say it by themselves.
_DENIED = {
    "state:silent": ("ответ", "отвеча", "отозв", "отреаг", "реагир", "откликн", "отклик"),
    "state:undelivered": ("доставл", "дошл", "уход", "ушл", "ушел", "получи", "отправи", "пришл", "прише"),
    "state:unreachable": ("подключ", "заход", "зашл", "заше", "войти", "вошл", "воше"),
}
_SAID = {
    "state:silent": ("молчун", "неответивш", "молчащ", "промолчавш", "безответн"),
    "state:undelivered": ("недоставл", "неполучивш", "недошедш"),
    "state:excused": ("освобожденн", "исключенн", "заболевш", "болеющ", "отсутствующ", "больны"),
    "state:unreachable": ("неподключ", "недоступн", "недосягаем"),
}
_SILENT = ("молчи", "молчат", "молчал", "промолч", "отмолч")
_WHOM = frozenset({"кто", "тем", "тех", "кому", "кого", "всем", "всех", "те", "которые", "которым", "у"})
_WHO_ARE = frozenset({"кто", "которые"})  # «без тех, кто болеет»
_MESSENGERS = {"vk": "messenger:vk", "max": "messenger:max"}
_THERE = ("сид", "уже", "общает", "есть", "что", "кто", "которы", "зарегистрир", "остал", "только")
_BEHIND, _NEAR = 5, 4


def take_states(tokens: Sequence[Token]) -> list[str]:
    found: list[str] = []
    for place, token in enumerate(tokens):
        if token.entity or token.kind != "word":
            continue
        state = _state(tokens, place, token)
        if state:
            token.entity, token.about = "state", (state,)
            found.append(state)
    return list(dict.fromkeys(found))


def _state(tokens: Sequence[Token], place: int, token: Token) -> str:
    clause = min(place, clause_around(tokens, place, place).start)
    before = [one.norm for one in tokens[max(0, min(place - _BEHIND, clause)) : place]]
    for state, stems in _SAID.items():
        is_adjective = token.norm.startswith("больн") and _names_somebody(tokens, place + 1)
        if token.norm.startswith(stems) and not (state == "state:silent" and _writes(tokens)) and not is_adjective:
            return state
    whose = bool(_WHOM & set(before))
    if whose and token.norm.startswith(_SILENT) and not token.denied:
        return "state:silent"
    if whose and is_passing_over(tokens, token):
        return "state:undelivered"
    if whose and token.bound and token.means("unreachable"):  # «кому не могу писать»
        return "state:unreachable"
    if whose and token.denied and token.form in ("past", "third", "part"):
        for state, stems in _DENIED.items():
            if token.norm.startswith(stems) and not (state == "state:unreachable" and not _to_us(tokens, place)):
                return state
    if token.means("sick") and token.form == "third" and _WHO_ARE & set(before[-2:]) and not tokens[place - 1].entity:
        return "state:excused"
    away = token.means("sick", "vacation", "maternity", "trip") and before[-1:] in (["на"], ["в"])
    is_asked = any(one.norm == "кто" for one in tokens[:place])  # «кто без звонка и не на больничном»
    if away and (set(before[-3:]) & {"кто", "тех", "тем", "всех"} or (token.denied and is_asked)):
        return "state:excused"
    return _messenger(tokens, place, token, before)


def _names_somebody(tokens: Sequence[Token], place: int) -> bool:
    """«За больным отцом», and not «больным не пиши»."""
    following = tokens[place] if place < len(tokens) else None
    return following is not None and following.kind == "word" and following.form == "noun" and not following.is_filler


def _writes(tokens: Sequence[Token]) -> bool:
    return any(one.means("message", "chat") for one in tokens)


def _to_us(tokens: Sequence[Token], place: int) -> bool:
    """«кто не подключился» to the bot, and not to the journal."""
    return not any(one.means("journal", "my_school", "max", "sferum", "chat", "profile") for one in tokens)


def _messenger(tokens: Sequence[Token], place: int, token: Token, before: list[str]) -> str:
    known = next((said for concept, said in _MESSENGERS.items() if token.means(concept)), "")
    if not known or before[-1:] != ["в"] or token.denied or {"не", "нет", "без"} & set(before):
        return ""
    near = [one.norm for one in tokens[max(0, place - _NEAR) : place + _NEAR]]
    there = any(one.startswith(_THERE) for one in near)
    if known == "messenger:max":
        stays = any(one.startswith(("сид", "уже", "общает")) for one in near)
        return known if stays and {"кто", "тех", "сколько", "все"} & set(near) else ""
    return known if there and not any(one.startswith(("пиш", "перей", "переве")) for one in near) else ""
