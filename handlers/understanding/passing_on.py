"""Words that are to be passed on: «передай Омаровой спасибо», «разошли всем: завтра …»; and papers, which are not."""

from collections.abc import Sequence
from itertools import pairwise

from handlers.understanding.particulars.mentions import Mention, is_subject
from handlers.understanding.particulars.narrowing import lack_of_told, who_but, words_begin
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.people.roster import Named
from handlers.understanding.reading.tokens import Token

_TO_SAY = ("скажи", "ответь", "передай", "сообщи", "объясни")


_DOCUMENTS = ("report", "summary")


_HANDS_OVER = ("send", "give", "show")


def sends_document(sentence: Sentence) -> bool:
    """«Сводку пришли директору», «отправь Исаеву отчёт»: the paper itself, and no words about it."""
    tokens = sentence.tokens
    if any(one.norm in _WORDS_FOLLOW or one.quoted for one in tokens):
        return False
    words = [one for one in tokens if not (one.entity in ("who", "group", "class") or one.is_filler)]
    return any(
        verb.form == "imp"
        and not verb.denied
        and verb.means(*_HANDS_OVER)
        and paper.form == "noun"
        and _is_paper(paper)
        for pair in pairwise(words)
        for verb, paper in (pair, pair[::-1])
    )


def _is_paper(token: Token) -> bool:
    return token.means(*_DOCUMENTS) and not token.norm.startswith("ответ")


_LEAST_DICTATED = 3


def is_dictated(sentence: Sentence) -> bool:
    """«Разошлите всем короткую шпаргалку: какой у вас чат, …»: all that follows is to be said on."""
    tokens = sentence.tokens
    mark = next((at for at, one in enumerate(tokens) if one.norm == ":"), 0)
    before = tokens[:mark]
    if len([one for one in tokens[mark + 1 :] if one.kind == "word"]) < _LEAST_DICTATED:
        return False
    if any(place < mark for place in sentence.figures.said) or any(one.means("remind", *_OF_LISTS) for one in before):
        return False
    says = any(one.form == "imp" and not one.denied and _passes(one) for one in before)
    return says and any(one.means("all_word") or one.entity in ("who", "group", "class") for one in before)


_OF_LISTS = ("list_noun", "report", "summary", "report_table", "leaflet", "card", "who_q")


_PASSES = ("разошли", "отправь", "объяви", "донеси", "доведи", "предупреди", *_TO_SAY)


def _passes(token: Token) -> bool:
    return token.means("write", "tell") or token.norm.startswith(_PASSES)


def says_on(sentence: Sentence) -> bool:
    """«Напомни всем, что завтра педсовет»: those words are to be said, and no gap is meant; not «обещал, что сделает,
    напомни ему»."""
    ordered = any(one.form in ("imp", "inf", "we") for one in sentence.tokens[: sentence.manner.tells])
    return ordered and not sentence.figures.gaps and not sentence.has("debt", "debtors")


# What words that are to be passed on are like: «скажи спасибо началке», «напиши ей, что всё нормально».
OF_WORDS = frozenset({"remind", "got", "card", "done_list", "thanks", "thanks_on", "answered", "answer_dispute"})


_WORDS_FOLLOW = frozenset({"что", "чтобы", "чтоб", "пусть"})


_THANKS = ("спасибо", "благодар", "привет", "похвал")


_TO_ASK = ("спрос", "узна", "уточн", "поинтерес")


def asks_of_somebody(sentence: Sentence) -> bool:
    """«Спроси у Валиева, получилось ли»: it is written to him."""
    tokens = sentence.tokens
    return any(
        lead.norm.startswith(_TO_ASK)
        and lead.form == "imp"
        and not lead.denied
        and one.norm == "у"
        and whom.entity == "who"
        for lead, one, whom in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def passes_on(sentence: Sentence) -> bool:
    """«Передай Омаровой спасибо», «успокой Петрова: всё нормально»; «скажи, что с Петровым» asks."""
    tokens = sentence.tokens
    if not tokens or sentence.text.rstrip().endswith("?"):
        return False
    if any(_says_to(one, thanks=False) and one.means("congratulate") for one in tokens) and not sentence.has("remind"):
        return any(one.entity in ("who", "group", "class") for one in tokens)
    if tokens[0].norm == "пусть":  # «пусть Исаев поможет Книжкиной с чатом, напиши обоим»
        return any(_says_to(one, thanks=False) for one in tokens)
    thanks = any(one.norm.startswith(("поблагодар", *_THANKS)) for one in tokens)
    if sentence.figures.gaps and not (thanks and sentence.has("tell") and not sentence.has("remind")):
        return False  # «напиши ей про чат», beside «передай ей спасибо за чат»
    verb = next((place for place, one in enumerate(tokens) if _says_to(one, thanks=thanks)), None)
    whom = next((place for place, one in enumerate(tokens) if one.entity in ("who", "group", "class")), None)
    if verb is None or whom is None:
        return False
    words = next((place for place, one in enumerate(tokens) if place > verb and one.norm in _WORDS_FOLLOW), None)
    return thanks or (words is not None and whom < words)


_BETWEEN = frozenset({"пожалуйста", ",", "и"})


def is_told_to(sentence: Sentence) -> bool:
    """«Скажите Исаеву, что чат нужно переименовать», «Борисовой ответь, пусть подождёт»: the name stands straight
    beside the verb, and what is to be said behind them; «скажи, что у Борисовой» asks."""
    tokens = sentence.tokens
    for place, verb in enumerate(tokens):
        if verb.form == "imp" and not verb.denied and verb.norm.startswith(_TO_SAY):
            last = _end_of_names(tokens, place)
            named = [
                one for one in sentence.persons if one.places[-1] in (place - 1, last) and not _is_subject(tokens, one)
            ]
            words = next((one.norm for one in tokens[last + 1 :] if one.norm not in _BETWEEN), "")
            many = any(one.entity in ("group", "class") for one in tokens[place + 1 : last + 1])
            if (named or many) and words in _WORDS_FOLLOW:
                return True
    return False


def _end_of_names(tokens: Sequence[Token], place: int) -> int:
    while place + 1 < len(tokens) and tokens[place + 1].entity in ("who", "group", "class"):
        place += 1
    return place


def _is_subject(tokens: Sequence[Token], one: Named) -> bool:
    return is_subject(tokens, Mention(one.places[0], one.places[-1], person=one))


def _says_to(token: Token, *, thanks: bool) -> bool:
    says = token.means("tell", "write", "congratulate") or (thanks and token.norm.startswith(("скаж", "похвал")))
    return token.form == "imp" and not token.denied and says


_TO_SAY_ALL = (*_TO_SAY, "объяви", "оповести", "предупреди", "донеси", "доведи")


def is_told_to_those(sentence: Sentence) -> bool:
    """«Передай всем, кто не звонил, что обучение в среду», «сообщи всем: у кого нет чата, зайдите»: to whom it is said
    is told by what they lack, or to all, and the words stand behind them."""
    tokens, ends = sentence.tokens, words_begin(sentence)
    said = next((at for at in range(ends) if tokens[at].form == "imp" and not tokens[at].is_filler), None)
    if said is None or tokens[said].denied or not tokens[said].norm.startswith(_TO_SAY_ALL):
        return False
    if sentence.text.rstrip().endswith("?") or tokens[ends].norm not in ("что", ":"):
        return False
    whom = [one for one in tokens[said + 1 : ends] if one.kind == "word"]
    to_all = any(one.means("all_word") for one in whom) and all(one.means("all_word", "staff") for one in whom)
    but = who_but(sentence)
    return to_all or bool(lack_of_told(sentence)) or (bool(but) and but.start < ends)
