"""What a teacher asks about their own letters: until when they are left in peace, why nothing comes, when it will, what
came; and what they ask about others."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise

from handlers.understanding.reading.clauses import ABOUT
from handlers.understanding.reading.tokens import Token


class Question(Enum):
    UNTIL = auto()
    WHY = auto()
    NEXT = auto()
    SENT = auto()
    OTHERS = auto()
    DECIDED = auto()
    """What has become of one's objection: «так что решили»."""


_WRITES = ("write", "remind", "send", "touch", "you_write")
_WRITING = (
    "пиш",
    "писа",
    "напис",
    "напиш",
    "присла",
    "присыла",
    "пришл",
    "приход",
    "прид",
    "тревож",
    "напомин",
    "напомн",
)
_LETTER = ("письм", "писем", "напоминан", "рассылк")
_AWAY = ("excused_q", "vacation", "sick", "exempt", "exemption")
_ENDS = ("кончит", "закончит", "заканчив", "истека", "истеч")
_NOTED = ("запис", "отмет", "отмеч", "учл", "учт")
_UNDONE = ("debtors", "denied_done", "not_done_who", "lag")
_DONE = ("done_self", "done_verb", "done_people")
_FIRST = 3  # words among which a question begins
# Said beside it without its being of something else: «что-нибудь», «последний раз», «на этой неделе».
_BESIDE = (
    *("me", "bot_word", "reason_why", "nobody", "nothing_word", "some", "coming", "next_time", "last", "last_time"),
    *("week", "this_week_q", "day_word", "weekday", "when_q", "count_q", "which_q", "what_q"),
)
_OWN_LETTERS = (*_LETTER, "сообщен", "уведомлен", "объявлен")
_OBJECTION = r"(?:ошибк|вопрос|жалоб|спор|обращени|возражени|сообщени\w* об ошибк)\w*"
_OFFICER = r"(?:ответственн\w+|завуч\w*|они|он|она|вы)"
_TOLD = r"(?:решил|ответил|разобрал|рассмотрел)\w*"
_BEGINS = r"^(?:(?:ну|и|а|так|то|же|там|уже|ли|скажите|подскажите|пожалуйста|интересно|добрый|день|здравствуйте) )*"
_THING = r"(?:сообщени|звон(?:ок|к)|чат|журнал|дневник|профил|регистраци|цифр|показател|данны|мо[яейю]+ школ)\w*"
_IN_BETWEEN = (
    r"(?: (?:же|там|в|итоге|мне|уже|по|с|со|насчет|про|о|об|мо\w+|этим|этому|это|групповы\w+|и|а"
    rf"|{_OFFICER}|{_OBJECTION}|{_THING}))*"
)
_DECIDED = re.compile(
    rf"{_BEGINS}(?:(?:что|чем|как){_IN_BETWEEN} {_TOLD}{_IN_BETWEEN}"
    rf"|(?:что|как) (?:там |же )*(?:(?:с|со|по|насчет) )?мо\w+ {_OBJECTION}"
    rf"|{_OFFICER} (?:уже |мне )*{_TOLD}{_IN_BETWEEN}"
    rf"|(?:есть|был|было|пришел) (?:ли |уже |там )*(?:ответ|решение){_IN_BETWEEN}"
    rf"|как(?:ой|ое|ов|ово) (?:же |там |в итоге )*(?:ответ|решение|итог){_IN_BETWEEN})$"
)
# Where it is a question.
_DECIDED_ASKED = re.compile(
    rf"{_BEGINS}(?:{_TOLD}(?: (?:что нибудь|что-нибудь|что-то|вопрос|уже|вы|там))*{_IN_BETWEEN}"
    rf"|(?:по|с|со|насчет|про) (?:мо\w+ )?{_THING} (?:уже |вы )*{_TOLD}(?: что-нибудь| что-то)*"
    rf"|(?:ответ|решение){_IN_BETWEEN} (?:есть|будет|был|было))$"
)


def own_question(tokens: Sequence[Token], *, names_others: bool = False) -> Question | None:
    """None for everything else: told of the past, of one's own figures, of whoever helps."""
    words = [one for one in tokens if one.kind != "mark"]
    is_marked = any(one.norm == "?" for one in tokens)
    begins = words[:_FIRST]
    if any(one.value is not None for one in tokens):
        return None
    said = " ".join(one.norm for one in words)
    if not names_others and (_DECIDED.search(said) or (is_marked and _DECIDED_ASKED.search(said))):
        return Question.DECIDED
    if not names_others and _asks_after_objection(words, begins, is_marked=is_marked):
        return Question.DECIDED
    if _of_others(words, begins, is_marked=is_marked, names_others=names_others):
        return Question.OTHERS
    mine = any(one.means("me") for one in words)
    if mine and _until(words, begins, is_marked=is_marked):
        return Question.UNTIL
    if _is_of_another_thing(words):
        return None
    written = [one for one in words if one.means(*_WRITES) or one.norm.startswith(_WRITING)]
    letters = any(one.norm.startswith(_LETTER) for one in words)
    by_bot = any(one.means("bot_word") or one.norm == "мне" for one in words) or (
        letters and not any(one.norm in ("я", "мы") for one in words)
    )
    if any(one.means("reason_why") for one in begins):
        return Question.WHY if mine and by_bot and any(one.denied for one in written) else None
    if is_marked and mine and by_bot and any(one.denied and one.form in ("third", "past") for one in written):
        return Question.WHY  # «мне не приходят напоминания, это нормально?»
    asks = is_marked or any(one.means("when_q", "count_q", "which_q", "what_q") for one in begins)
    if not asks:
        return None
    received = any(one.means("receive") and one.form == "past" for one in words) and letters
    past = received or any(one.form == "past" and not one.denied for one in written)
    if past and (by_bot or received):
        return Question.SENT
    will = [one for one in written if one.form in ("second", "third", "noun") and not one.denied]
    is_when = any(one.means("when_q") for one in begins) or any(one.means("day_word") for one in words)
    comes = will or (letters and any(one.means("coming", "next_time") for one in words))
    return Question.NEXT if is_when and by_bot and comes else None


_CONCLUDES = ("ответ", "решил", "решен", "решат", "рассм", "разобр", "разбер", "исправ", "поправ", "призна")
_OBJECTIONS = ("жалоб", "обращени", "возражени", "претензи", "ошибк")
_AROUND_OBJECTION = (
    *(*_CONCLUDES, *_OBJECTIONS, "сообщени", "звон", "чат", "журнал", "дневник", "профил", "регистраци", "цифр"),
    *(
        "показател",
        "данны",
        "ответственн",
        "завуч",
        "ждать",
        "долго",
        "вопрос",
        "скоро",
        "повод",
        "сих",
        "пор",
        "опять",
        "снова",
        "напомн",
        "пришл",
    ),
)
_ASKING = ("what_q", "when_q", "who_q", "how_q", "reason_why", "where_q")


def _asks_after_objection(words: Sequence[Token], begins: Sequence[Token], *, is_marked: bool) -> bool:
    """«Мне кто-нибудь ответит по поводу звонка?», «почему до сих пор не исправили», «моя жалоба ещё у вас?»: what has
    become of it is asked, and nothing else is spoken of."""
    if not is_marked and not any(one.means(*_ASKING) for one in begins):
        return False
    concludes = any(one.norm.startswith(_CONCLUDES) and one.form in ("past", "third", "second") for one in words)
    mine = any(one.norm.startswith(("мо", "мне")) for one in words)
    if not concludes and not (mine and any(one.norm.startswith(_OBJECTIONS) for one in words)):
        return False
    return all(
        len(one.norm) <= _LITTLE
        or one.is_filler
        or one.norm.startswith(_AROUND_OBJECTION)
        or one.means(*_ASKING, "me", "bot_word", "still", "already", "some", "nobody")
        or one.norm.startswith(("мо", "кто", "что", "там", "уже", "ещ", "наконец"))
        for one in words
    )


_LITTLE = 3  # letters


def _is_of_another_thing(words: Sequence[Token]) -> bool:
    """«Почему мне не приходит код», «когда мне писали родители»: none of these is a letter of the bot."""
    return any(
        one.form == "noun"
        and one.norm != "не"
        and not (one.is_filler or one.means(*_WRITES, *_BESIDE) or one.norm.startswith((*_WRITING, *_OWN_LETTERS)))
        and not (place and words[place - 1].norm in ABOUT | {"по"})
        for place, one in enumerate(words)
    )


def _of_others(words: Sequence[Token], begins: Sequence[Token], *, is_marked: bool, names_others: bool) -> bool:
    who = any(one.means("who_q") or one.norm in ("кого", "кому") for one in begins)
    undone = any(one.means(*_UNDONE) for one in words)
    done = any(one.means(*_DONE) for one in words)
    if who and any(one.norm == "я" for one in words):  # «кому я не написала»
        return False
    if who:
        return undone or (done and not any(one.means("can_q", "how_q") for one in words))
    if any(one.means("count_q") for one in begins):
        return undone and any(one.means("staff") for one in words)
    if not is_marked:
        return False
    but_me = any(one.means("except_word") for one in words) and any(one.means("all_word") for one in words)
    about_me = any(one.norm in ("я", "мне", "меня") for one in words)
    return (done or undone) and (but_me or (names_others and not about_me))


def _until(words: Sequence[Token], begins: Sequence[Token], *, is_marked: bool) -> bool:
    left = any(one.means(*_AWAY) for one in words) or any(
        one.denied and (one.means(*_WRITES) or one.norm.startswith(_WRITING)) for one in words
    )
    ends = any(one.norm.startswith(_ENDS) for one in words)
    till = any(one.norm in ("до", "по") and after.means("which_q", "when_q") for one, after in pairwise(words))
    if till or (ends and any(one.means("when_q") for one in begins)):
        return left
    away = any(one.means("vacation", "sick", "exempt", "exemption") for one in words)
    asked_after = any(one.means("still") or one.norm.startswith(_NOTED) or one.norm == "ли" for one in words)
    return is_marked and away and asked_after
