"""Turns of phrase by which something else is wished than what the words are like: a turn a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from handlers.understanding.reading.found import Sentence


@dataclass(frozen=True)
class Turn:
    """`codes` are meant as `instead` where `said` is found. `of_somebody`: a colleague or a group is named; `asked`: it
    is a question; None: either way. `likely`: how likely it is at least, said so."""

    said: str
    codes: str
    instead: str
    of_somebody: bool | None = None
    asked: bool | None = None
    likely: float = 0.0

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.said)

    def fits(self, sentence: Sentence, text: str) -> bool:
        facts = (bool(sentence.persons or sentence.groups), "?" in text)
        as_said = all(one in (None, fact) for one, fact in zip((self.of_somebody, self.asked), facts, strict=True))
        return as_said and self.pattern.search(text) is not None


_ALONE = 0.96  # there is no other wish beside it
_WEEKDAY = r"(?:понедельник|вторник|сред[уаы]|четверг|пятниц[уаы])"
_WEEKDAYS = r"(?:понедельник|вторник|сред|четверг|пятниц)(?:ам|ям)"
# «По вторникам», «каждый четверг», «бывает у нас во вторник и пятницу»: days that come again are no absence.
_RECURRING = (
    rf"^(?!.*\b(?:исключ|освобод))(?=.*(?:\b{_WEEKDAYS}\b|\bкажд\w+ {_WEEKDAY}"
    rf"|\b(?:работает|бывает|приходит|приезжает|появляется|вед[её]т)\b[^.?!]{{0,40}}\bво? {_WEEKDAY}))"
)
_ABSENCE = r"(?:отпуск|больничн|командировк|отъезд|декрет|отгул|отсутств)\w*"
_NOTED = r"(?:стоит|отмечен\w*|учтен\w*|записан\w*|внесен\w*|числится|значится|исключен\w*)"
# «Проверь, стоит ли у тебя так», «у тебя это отмечено?», «ты в курсе?»
_IS_NOTED = (
    rf"^(?=.*(?:{_ABSENCE}|\bболе|\bкурс))(?=.*(?:\b{_NOTED} ли\b|\bли (?:у тебя|это|ты|она|он|они)?\s?{_NOTED}"
    rf"|\b{_NOTED}\b[^.!]*\?|\bв курсе\b[^.!]*\?))"
)
# «Никуда она не ушла», «отпуск отменили», «снимите ему отъезд», «пусть опять получает»
_STAYS = (
    r"\bникуда (?:\w+ )?не (?:уш|уход|увол|уе[зх]|дел)|\b(?:увол\w+|ух\w+) передумал|\bпередумал\w* (?:увол|ух)"
    rf"|\b{_ABSENCE} (?:\w+ )?(?:отмен|не да|не состо|отозв)|\bне (?:уволил|уволена|поехал|уехал)"
    rf"|\b(?:отмен|сним|снят|убер|убра)\w* (?:\w+ ){{0,2}}{_ABSENCE}"
    r"|\bпусть (?:\w+ ){0,2}(?:опять|снова|по прежнему) (?:получ|работ)|\bпусть (?:все таки )?оста[её]тся"
)
_OWN_ALARM = (
    r"\b(?:напомни|напомните|пни|пните|подними|поднимите|толкни|дерни|разбуди) (?:меня|мне)\b"
    r"(?!.*\b(?:кто|сколько|каки)\b)|\bне дай(?:те)? (?:мне )?забыть\b|\bнапоминалк\w+ (?:\w+ )?мне\b"
)

OFFICERS: tuple[Turn, ...] = (
    Turn(_RECURRING, "exempt got correct left schedule", "set_hours", of_somebody=True),
    Turn(r"\bсуббот\w*|\bпятидневк\w*", "exempt", "set", of_somebody=False),
    Turn(_STAYS, "exempt left take_role cancel no undo", "restore", likely=0.85),
    Turn(_IS_NOTED, "exempt card left away", "exemptions", of_somebody=True, likely=_ALONE),
    Turn(_OWN_ALARM, "remind report upload subscribe list summary announce set_hours", "ask", likely=0.9),
    Turn(r"\bбыло \d+.*\b(?:сегодня|теперь|сейчас|стало) \d+", "set_target set_pupils loads", "dynamics", asked=True),
)

# «Проверьте мои данные: фамилия …, класс …»
_OWN_DATA = (
    r"\b(?:провер|перепровер|сверь|сверить|посмотр|глян|уточн)\w*[^.!]*\b(?:мо[ийя] (?:данн|фамил|карточк|запис)\w*"
    r"|(?:правильно|верно|так) ли|как я (?:у вас )?запис|значит|числ)|\bчто у вас (?:на|про|обо) мн?е"
)
_IRONY = (
    r"\bразбежал|\b(?:щас|щаз)\b|\bпосле дождичка|\bбольше нечего|\bделать нечего|\bтолько (?:этого|вас) (?:и|мне)"
    r"|\b(?:все|всё) брошу|\bбегу (?:и|аж|волосы)|\bлечу\b"
)
_LATER = (
    r"^(?:\w+ )?(?:как(?: только)?|когда|вот|после|дайте|дай)\b[^?]*\b(?:сделаю|создам|проведу|займусь|подключу|напишу"
    r"|позвоню|созвон(?:юсь|имся)|начну|разберусь|заведу|привяжу|добавлю|посмотрю|зайду)\b[^?]*$"
)
_OF_PARENTS = r"\b(?:родител|мам|пап|бабуш|семь|взросл)\w*[^.?!]*"
_REFUSE = r"\b(?:отказ|не хот|не ид|не вступ|не заход|против\b|сказал\w* нет|ни в какую|не переход|не желают|упер)"
# Not «я мама ученика 3в».
_OF_PUPILS = (
    r"^(?!.*\b(?:я|это) (?:мам|пап|бабуш|родител))(?!.*\bвнук)"
    r"(?=.*(?:\bмо(?:й|ем|его|им|их|и) (?:класс|ученик|перво|пяти|дет)\w*|\bв классе\b|\bученик\w*|\bкласс\w* рук))"
)
TEACHERS: tuple[Turn, ...] = (
    Turn(_OWN_DATA, "name_change done not_here parent", "my_data", likely=_ALONE),
    Turn(_IRONY, "yes done", "smalltalk", likely=0.5),
    Turn(_LATER, "done howto my_figures explain", "not_now", likely=0.6),
    Turn(_OF_PARENTS + _REFUSE, "done messengers explain no parent prefer", "complain"),
    Turn(_OF_PUPILS, "parent", "complain", asked=False),
    Turn(_OF_PUPILS, "parent", "howto", asked=True),
)


def turned(sentence: Sentence, *, is_officer: bool) -> Iterator[tuple[list[str], str, float]]:
    """The codes that are not meant, each with what is, and how likely that is at least."""
    text = " ".join(sentence.text.lower().replace("ё", "е").replace("-", " ").split())
    for one in OFFICERS if is_officer else TEACHERS:
        if one.fits(sentence, text):
            yield one.codes.split(), one.instead, one.likely
