"""«Ой, всё верно, 4 и есть», «это я не туда посмотрела»: whoever disputed figures may take it back."""

from collections.abc import Collection, Sequence
from datetime import date
from enum import Enum, auto
from itertools import pairwise

from handlers.understanding.reading.clauses import clauses_of
from handlers.understanding.reading.tokens import Token, tokens_of
from nudges.dates import find_own_days

_STAYS = ("передумал", "пошутил", "отмен", "остаюсь", "остаемся", "работаю", "выхожу", "ошиб")
_GOES = ("уезжа", "ухож", "ухожу", "увольня", "болею", "беру")
_ABSENCES = ("vacation", "sick", "maternity", "trip", "courses")
_FIGURES = ("цифр", "данн", "показател", "сообщен", "звон", "журнал", "чат")


class Concedes(Enum):
    NO = auto()
    MAYBE = auto()
    """«Всё верно», «отмена»: it may be an answer to something else."""
    YES = auto()


_AGREES = ("сходится", "сходятся", "сошл", "совпа")
_RIGHT = (*_AGREES, "верно", "верны", "верна", "верен", "правильн")
_OVERLOOKED = ("недосмотр", "недогляд", "проглядел", "невнимат", "поторопил", "поспешил", "зря")
_OF = frozenset({"по", "с", "со", "в", "во", "на", "про"})
_HOT = "погоряч"  # an apology for how it was said, and perhaps for what
_TAKEN_BACK = ("отзыв", "отозв", "отбой")
_GIVEN_UP = ("закрыт", "снят", "исчерпан", "отпал", "решил", "решен")
_FOUND_OUT = ("разобрал", "нашл", "нашел", "увидел", "пересчита", "перепровер")
_BACK = frozenset({"назад", "обратно", "слова", "слово", "жалобу", "претензию", "заявку", "вопрос", "сообщение"})
_TAKES = ("снима", "сними", "снят", "забира", "забер", "беру", "возьм", "уберит", "отмен")
_SEEN_AGAIN = frozenset({"ой", "действительно", "оказывается", "таки", "все-таки", "же", "правда", "так"})
_THEIRS = frozenset({"вас", "файле", "данные", "данных", "цифры", "цифрах"})
_TOLD = ("tell", "answer", "check", "correct")


def concedes(text: str, figures: Collection[int] | None = None) -> Concedes:
    """`figures`: what the file says, where it is known; no other number is a concession («я ошиблась, не 12, а 11»)."""
    tokens = tokens_of(text)
    others = [one for one in tokens if one.value is not None and figures is not None and one.value not in figures]
    is_denied = any(one.norm == "не" and number.value is not None for one, number in pairwise(tokens))  # «точно не 4»
    if "?" in text or others or is_denied:
        return Concedes.NO
    clauses = [[tokens[at] for at in one if tokens[at].kind != "mark"] for one in clauses_of(tokens)]
    if any(_accuses(one) or _asks_how(one) for one in clauses) or _by_halves(clauses):
        return Concedes.NO
    no_mistake = any(one.means("nothing_wrong") for one in tokens)
    if no_mistake or any(_own_fault(one) or _takes_back(one) for one in clauses):
        return Concedes.YES
    counted = any(one.value is not None for one in tokens)
    is_right = any(_says_right(one) for one in clauses)
    said = {one.norm for one in tokens}
    if is_right or (counted and {"и", "есть"} <= said):
        return Concedes.YES if counted or said & (_SEEN_AGAIN | _THEIRS) else Concedes.MAYBE
    is_over = any(one.means("cancel_talk") or one.norm.startswith(_HOT) for one in tokens) or any(
        map(_found_out, clauses)
    )
    return Concedes.MAYBE if is_over else Concedes.NO


def is_of_absence(text: str, today: date) -> bool:
    """«Не до четверга, а до пятницы больничный, ошиблась»: other words of theirs are put right, and no figures, where
    an absence or days to come are told and the dispute is not spoken of."""
    tokens = tokens_of(text)
    if any(one.norm.startswith((*_FIGURES, *_RIGHT)) or one.means("nothing_wrong", "mistakes_word") for one in tokens):
        return False
    if any(one.norm.startswith(_TAKEN_BACK) or one.norm in _BACK for one in tokens):
        return False
    found = find_own_days(text, today)
    ahead = found is not None and any((one.ends_on or today) >= today for one in found.spans)
    return ahead or any(one.means(*_ABSENCES) or one.norm.startswith(_GOES) for one in tokens)


def takes_absence_back(text: str) -> bool:
    """«Я передумала», «отпуск отменили», «не увольняюсь» after an absence was told; not «отпуск не отменили»."""
    tokens = tokens_of(text)
    if "?" in text or any(one.norm.startswith(_FIGURES) for one in tokens):
        return False
    leaves = any(lead.norm in ("в", "на") and one.means(*_ABSENCES) for lead, one in pairwise(tokens))
    stays = [one for one in _STAYS if not (leaves and one == "выхожу")]  # «выхожу в отпуск»
    return any(
        one.norm.startswith(_GOES)
        if one.denied
        else one.norm.startswith(tuple(stays)) or one.means("need_not", "not_need")
        for one in tokens
    )


def _accuses(clause: Sequence[Token]) -> bool:
    """«Вы ошиблись», «в файле ошибка», «данные неверны», «не правильно»; not «ошибки нет»."""
    wrong = [one for one in clause if one.means("mistake") and not (one.denied or one.means("nothing_wrong"))]
    is_noun = any(one.form != "past" for one in wrong)
    of_them = any(one.means("bot_word") or (is_noun and one.norm in _THEIRS) for one in clause)
    is_theirs = of_them and not any(one.means("me") for one in clause)
    if any(one.norm.startswith("не") and one.norm[2:].startswith(_RIGHT) for one in clause):
        return True
    if any(one.norm == "так" and one.denied for one in clause) and not any(one.form == "past" for one in clause):
        return True  # «это не так», not «я не так поняла»
    return bool(wrong and is_theirs) or any(one.denied and one.norm.startswith(_RIGHT) for one in clause)


def _by_halves(clauses: Sequence[Sequence[Token]]) -> bool:
    """«Верны по чатам, а по звонкам нет»: right of one thing, and of another not."""
    behind = False
    for clause in clauses:
        norms = [one.norm for one in clause]
        of_what = any(lead in _OF and norm.startswith(_FIGURES) for lead, norm in pairwise(norms))
        if behind and norms[-1:] == ["нет"] and (of_what or norms[0] in ("а", "но")):
            return True
        behind = behind or any(norm.startswith(_RIGHT) for norm in norms)
    return False


def _asks_how(clause: Sequence[Token]) -> bool:
    """«Как этот звонок делается» behind an apology: a question, and to be answered as one."""
    words = [one for one in clause if one.norm not in ("а", "и", "ну", "тогда")]
    return bool(words) and words[0].norm in ("как", "где") and any(one.form in ("inf", "third", "imp") for one in words)


def _own_fault(clause: Sequence[Token]) -> bool:
    """Not «я не ошиблась», «не я ошиблась», «зря вы меня поставили»."""
    mine = any(one.means("me") for one in clause)
    if any(one.norm in ("вы", "ты") or (one.means("me") and one.denied) for one in clause):
        return False
    is_wrong = any(
        not one.denied
        and not one.norm.startswith(_HOT)
        and (one.means("mistake_self") or (one.means("mistake") and _is_by_speaker(one, clause)))
        for one in clause
    )
    overlooked = any(one.norm.startswith(_OVERLOOKED) and not one.denied for one in clause)
    elsewhere = any(one.norm in ("туда", "то", "так") and one.denied for one in clause) and any(
        one.form == "past" and one.means("show", "read", "see") for one in clause
    )
    in_the_wrong = mine and any(one.norm in ("прав", "права") and one.denied for one in clause)
    return is_wrong or overlooked or elsewhere or in_the_wrong


def _is_by_speaker(token: Token, clause: Sequence[Token]) -> bool:
    """«Ошиблась»; not «меня перепутали», «секретарь перепутала»."""
    if token.form != "past" or any(one.norm in ("я", "мы") for one in clause):
        return token.form == "past"
    of_others = any(concept.startswith("post:") for one in clause for concept in one.concepts)
    return not (of_others or token.norm.endswith(("ли", "лись")))


def _takes_back(clause: Sequence[Token]) -> bool:
    said = {one.norm for one in clause}
    if any(one.means("data_word", "my_data", "digits") for one in clause):  # «забудьте мои данные»
        return False
    gives_up = any(one.norm.startswith(_GIVEN_UP) and not one.denied for one in clause) and "вопрос" in said
    forgets = any(one.means("forget") and one.form == "imp" and not one.denied for one in clause)
    # Not «не отзываю», «мне так и не ответили».
    passes_on = any(one.denied and one.means(*_TOLD) and one.form in ("imp", "inf") for one in clause)
    takes = any(one.norm.startswith(_TAKES) and not one.denied for one in clause) and bool(said & _BACK)
    refuses = any(one.norm.startswith(_TAKEN_BACK) and not one.denied for one in clause)
    return gives_up or forgets or passes_on or takes or refuses


def _found_out(clause: Sequence[Token]) -> bool:
    """What was found out is another matter: «я перепроверила, чат есть»."""
    found_out = any(one.norm.startswith(_FOUND_OUT) and one.form == "past" and not one.denied for one in clause)
    return found_out and not any(map(_is_thing, clause))


def _is_thing(token: Token) -> bool:
    """«Нашла кнопку» is no word about figures."""
    return token.form == "noun" and not token.is_filler and not token.means("me") and token.kind == "word"


def _says_right(clause: Sequence[Token]) -> bool:
    """«Всё верно», not «у меня всё верно», «звонок точно был»."""
    is_own = any(one.means("me") for one in clause) and not any(one.value is not None for one in clause)
    right = _AGREES if is_own else _RIGHT
    others = [one for one in clause if one.norm != "точно"]
    exactly = len(others) < len(clause) and not any(map(_says_more, others))
    return exactly or any(one.norm.startswith(right) and not one.denied for one in clause)


def _says_more(token: Token) -> bool:
    return not (token.is_filler or token.norm in _SEEN_AGAIN or token.value is not None)
