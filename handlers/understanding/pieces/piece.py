"""A part of a message that may be a wish of its own, and what speaks for that."""

import re
from dataclasses import dataclass

from handlers.understanding.reading.forms import form
from handlers.understanding.reading.weeks import says_only_when
from handlers.understanding.wish import Reading, Wish

# Said beside a wish, and none that has to be answered.
_COURTEOUS_TEXT = "yes no greet thanks complain smalltalk ask cancel start"
COURTEOUS = frozenset(_COURTEOUS_TEXT.split())
_DROPPED = frozenset({"greet", "thanks"})
# What is wished by telling how things are; elsewhere it tells why something is asked for.
_TOLD_TEXT = "exempt left restore correct done away not_here name_change add_person set_pupils unmute prefer set_break"
TOLD = frozenset(_TOLD_TEXT.split())
# Said by a noun: «… и сведения об освобождённых», «… и антитоп 3».
_NAMED_ALONE = frozenset({"exemptions", "lagging", "done_list", "summary", "dynamics", "breaks", "targets"})
_LET = frozenset({"пусть", "пускай"})
_QUESTIONS = frozenset(
    {"что", "как", "кто", "где", "когда", "сколько", "почему", "зачем", "куда", "кому", "чем", "какой"}
)
# «… и у кого нет чата», «… и список незарегистрированных»
_FIND_ME = re.compile(r"^\w+\s(?:мне\s|нам\s)?", re.IGNORECASE)
_ASKED_OF = re.compile(r"(?:у кого|из кого|в каких|на кого)\b", re.IGNORECASE)
_LISTS = ("спис", "фамили", "переч", "должник", "отстающ")
ONE_OF_THEM = frozenset({"ему", "его", "нему", "нем", "ней", "ей", "ее", "она", "он"})
THEM = ONE_OF_THEM | frozenset({"им", "их", "них", "ними", "ним", "тем", "тех", "этим", "этих", "таким"})
# «Думала исключить Мелкову»
_PONDERED = re.compile(r"\b(?:думал|хотел|собирал|планировал)\w* (?:было )?\w+(?:ть|ти|чь)(?:ся)?\b", re.IGNORECASE)
# «…, это мне для отчёта»: what something is asked for
_PURPOSE = re.compile(
    r"^(?:это |мне |нам |нужно |надо |как раз )*(?:для|к|ко|в|на) (?:\w+ )?(?:справк|отч[её]т|доклад|слайд|совещани"
    r"|собрани|педсовет|презентац|статистик|рассылк|раздач)\w*",
    re.IGNORECASE,
)
# «… и не показывай тех, у кого всё хорошо»
_LEFT_OUT = re.compile(
    r"^не (?:надо )?(?:показыв|вывод|выда|включ|перечисл)\w*|\bбез (?:всяк\w+ |лишн\w+ )?(?:рассыл|напомин)",
    re.IGNORECASE,
)
# «…, мне через час держать ответ», «нам завтра докладывать»: what the officer has to do, which is what it is for; not
# «мне надо …», «мне бы посмотреть …», «мне можно отвечать вечером»
_OWN_DUTY = re.compile(
    r"^(?:(?:а|и|ведь|же|то) )*(?:мне|нам)\b"
    r"(?!.*\b(?:надо|нуж(?:но|ен|на|ны)|бы|можно|лучше|хо(?:чется|телось)|(?:дай|покажи|скинь|пришли)(?:те)?)\b)[^?]*\b"
    r"(?:держать|сдавать|отчитыва\w+|доклад[ыа]\w*|нести|везти|ехать|идти|выступать|объяснять|отвечать|отправлять"
    r"|защищать|говорить|готовить|краснеть|заполнять|подавать|представлять|отсылать|рассказывать|отдавать|подписывать|звонить)\b",
    re.IGNORECASE,
)
# «…: слева фамилия, далее по неделям плюсики»: how a paper is to look
_LAYOUT = re.compile(
    r"^(?:(?:а|и|но) )*(?:слева|справа|сверху|снизу|внизу|вверху|далее|дальше|рядом|сбоку|в (?:столбик|столбец|строчку)"
    r"|(?:перв|втор|трет|шест|послед|отдельн)\w+ (?:столб|колон|строк|граф))",
    re.IGNORECASE,
)
_BESIDE, _WITH_VERB, _ASKED, _NEARLY_SURE, _SURELY_NAMED = 0.7, 0.4, 0.4, 0.5, 0.85


@dataclass(slots=True)
class Piece:
    """A part of a message that may be a wish, with what it would be by itself."""

    text: str
    reading: Reading
    goes_on: bool = False  # with the deed of the one before

    @property
    def wish(self) -> Wish | None:
        return self.reading.wishes[0] if self.reading.wishes else None

    @property
    def asks_for_something(self) -> bool:
        """A verb asks for it, or a question."""
        speaks = self.reading.says_deed or self.reading.asks or self.begins_by_asking
        return self.wish is not None and self.wish.code not in COURTEOUS and speaks

    @property
    def is_sure(self) -> bool:
        """Said by a verb, or told of somebody, it need not be as likely: several deeds are shown before any is done."""
        nearly = self.wish is not None and self.wish.acts and self.wish.likely >= _NEARLY_SURE
        plain = self.reading.plain and self.reading.says_deed and not self.reading.refuses
        return self.reading.sure or (nearly and plain) or self._is_told_of_somebody

    @property
    def _is_told_of_somebody(self) -> bool:
        """«…, Тетрадкину положили в больницу»."""
        if self.wish is None or self.wish.code not in TOLD or not self.wish.people:
            return False
        return self.wish.likely >= _BESIDE and self.reading.plain and self._of_nobody_named  # not «…, он не классный»

    @property
    def is_courtesy(self) -> bool:
        return self.wish is not None and self.wish.code in _DROPPED and self.reading.sure

    @property
    def first_word(self) -> str:
        return next(iter(self.text.lower().split()), "")

    @property
    def leans(self) -> bool:
        """«…, напиши по шагам»: a verb without anything of its own; «и напомни им» has its people."""
        of_whom = self.wish is not None and "who" in self.wish.keys
        return self.reading.bare and not of_whom and self._of_nobody_named

    @property
    def _of_nobody_named(self) -> bool:
        return not set(self.text.lower().replace("ё", "е").split()) & THEM

    @property
    def begins_by_asking(self) -> bool:
        text = self.text
        if form(self.first_word) == "imp" and (ordered := _FIND_ME.match(text)) is not None:
            text = text[ordered.end() :]  # «найди мне, у кого нет чата»
        first = next(iter(text.lower().split()), "")
        return first in _QUESTIONS or _ASKED_OF.match(text) is not None

    @property
    def begins_with_deed(self) -> bool:
        if self.first_word in _LET and self.wish is not None and self.wish.acts and self.wish.likely >= _SURELY_NAMED:
            return True  # «пусть Магомедов будет ответственным»
        return self.reading.says_deed and form(self.first_word.strip(".,!")) in ("imp", "inf")

    @property
    def _begins_with_order(self) -> bool:
        """«Найди мне, у кого чат не создан»: an order by its form, whatever verb it is."""
        word = self.first_word.strip(".,!")
        likely = self.wish.likely if self.wish is not None and self.reading.sure else 0.0
        return len(word) > 2 and form(word) == "imp" and likely >= _SURELY_NAMED

    @property
    def _orders(self) -> bool:
        return any(form(one) == "imp" for one in self.text.lower().split()[1:2])  # «далее покажи …»

    @property
    def _is_of_no_hour(self) -> bool:
        """«…, пиши», «…, Петрову пиши»: hours of one's own or of somebody, and none is said."""
        keys = set(self.wish.keys) if self.wish is not None else set()
        return self.wish is not None and (self.wish.code, keys) in (("hours", set()), ("set_hours", {"who"}))

    @property
    def is_only_stated(self) -> bool:
        """«5а теперь у Петровой»: no verb says it, and it is plain what is to be noted of whom."""
        if self.reading.has_words or self.wish is None or self.wish.code not in TOLD or not self.wish.people:
            return False
        return self.reading.sure and self.wish.likely >= _SURELY_NAMED and "field" in self.wish.keys

    @property
    def stands_alone(self) -> bool:
        """Whether it says what it wants by itself."""
        if self.goes_on:
            return True
        if self.wish is None or self.wish.code in COURTEOUS or self._is_of_no_hour:
            return False
        if self.wish.code == "exempt" and "who" not in self.wish.keys and self._of_nobody_named:
            return False  # «…, остальное не трогай»
        listed = self.wish.code == "list" and self.first_word.startswith(_LISTS)
        named = (self.wish.code in _NAMED_ALONE or listed) and self.reading.sure and not says_only_when(self.text)
        says = self.reading.has_words or named or self.is_only_stated
        if not says or self.reading.denies or _PONDERED.search(self.text):
            return False
        if (_PURPOSE.match(self.text) and not self.reading.says_deed) or _LEFT_OUT.search(self.text):
            return False
        if _OWN_DUTY.match(self.text) or (_LAYOUT.match(self.text) and not self.begins_with_deed and not self._orders):
            return False
        if (
            self.reading.tells
            and not self.reading.asks
            and not (self.reading.says_deed or self.begins_by_asking or self.begins_with_deed)
            and not self._begins_with_order
            and self.wish.code not in TOLD
            and not (named and self.wish.likely >= _SURELY_NAMED)
        ):
            return False
        reading, asks = self.reading, self.begins_by_asking or (self.reading.asks and "?" in self.text)
        return self.wish.likely >= (_WITH_VERB if reading.says_deed else _ASKED if asks else _BESIDE)
