"""«Всё не так», «у вас опять неправильно посчитано»: that figures are wrong, and not which."""

from collections.abc import Sequence

from handlers.understanding.reading.tokens import Token

_WRONG = ("неправ", "неверн", "ошибк", "ошибоч", "врет", "врут", "вранье")
_MIXED_UP = ("напута", "путаниц", "неточн", "иначе", "по-друг", "расхо")
_RIGHT = ("прав", "верн", "соответств", "сход", "совпад")  # where it is denied
_SO = frozenset({"так", "то", "те", "та", "такие", "такое", "такая", "столько", "мои", "мое"})  # where it is denied
_OF_FIGURES = ("друг", "ерунд", "чушь", "бред", "странн")  # where figures are named
_FIGURES = ("цифр", "данны", "показател", "статистик", "сведен", "отчет", "таблиц", "файл")
_COUNTED = ("посчита", "сосчита", "подсчита", "насчита", "считае", "учтен", "учли", "указан", "отмечен", "показан")
_SHOWN = ("показыва", "числ", "стоит", "значит", "выход", "получ", "записан", "видн")
_ANCHORS = frozenset({"вас", "вы", "ваши", "ваша", "ваш", "меня", "все", "бот", "бота"})
_AGAIN = ("опять", "снова", "тоже", "также", "по-прежнему", "по прежнему")
_BESIDE_TEXT = """
    у как чем на в во за по с же ведь ну вот это там тут здесь что-то чего-то какая-то какой-то какие-то
    какое-то кажется наверное по-моему совсем вообще опять снова тоже также по-прежнему не нет ни а и да но я мы мне
    мои моя мой мое нас наши наших вам вами ой ай ваших вашей вашем моих моим этой той эту ту прошлой прошлую неделе
    неделю неделя неделей самом деле есть было были был была бы уже пока раз еще простите извините здравствуйте добрый
    день вечер утро пожалуйста проверьте посмотрите спасибо
"""
_BESIDE = frozenset(_BESIDE_TEXT.split())
_MOST = 12  # words


def says_wrong(token: Token) -> bool:
    """«Неверно», «не сходится»; not «ошибки нет»."""
    if token.norm.startswith(_WRONG):
        return not (token.denied or token.means("nothing_wrong"))
    return token.denied and token.norm.startswith(_RIGHT)


def _says_otherwise(tokens: Sequence[Token], place: int) -> bool:
    """«Не так», «не те», «напутано», «другие цифры»."""
    token = tokens[place]
    if token.norm.startswith(_MIXED_UP):
        return not token.denied
    if token.norm.startswith(_OF_FIGURES):
        return not token.denied and any(one.norm.startswith(_FIGURES) for one in tokens)
    return token.denied and token.norm in _SO


def only_says_wrong(tokens: Sequence[Token]) -> bool:
    """That the figures are wrong, without a word of which or of anything else."""
    words = [one for one in tokens if one.kind != "mark"]
    wrong = _wrong_places(words)
    is_of_figures = any(one.norm in _ANCHORS or one.norm.startswith((*_FIGURES, *_COUNTED)) for one in words)
    return bool(wrong) and is_of_figures and _is_all(words, wrong) and not any(one.norm == "?" for one in tokens)


def only_says_wrong_again(tokens: Sequence[Token]) -> bool:
    """«Опять не так», of whatever it may be."""
    words = [one for one in tokens if one.kind != "mark"]
    wrong = _wrong_places(words)
    is_again = any(one.norm in _AGAIN for one in words)
    return bool(wrong) and is_again and _is_all(words, wrong) and not any(one.norm == "?" for one in tokens)


def says_all_wrong(tokens: Sequence[Token]) -> bool:
    """«Всё не так»: each of them."""
    return only_says_wrong(tokens) and any(one.norm == "все" for one in tokens)


def _wrong_places(words: Sequence[Token]) -> set[int]:
    return {place for place, one in enumerate(words) if says_wrong(one) or _says_otherwise(words, place)}


def _is_all(words: Sequence[Token], wrong: set[int]) -> bool:
    known = (*_FIGURES, *_COUNTED, *_SHOWN)
    return len(words) <= _MOST and all(
        place in wrong
        or (one.norm in _BESIDE and not (one.norm == "я" and one.denied))
        or one.norm in _ANCHORS
        or one.norm.startswith(known)
        for place, one in enumerate(words)
    )
