"""Turns of phrase by which something else is wished than what the words are like: a turn a line."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from handlers.understanding.codes import TAKES
from handlers.understanding.reading.found import Sentence


@dataclass(frozen=True)
class Turn:
    """`codes` (none: whatever it is like) are meant as `instead` where `said` is found. `of_somebody`: a colleague or a
    group is named; `asked`: it is a question; None: either way. `likely`: how likely it is at least, said so. `whole`:
    the words that are found say that and nothing else."""

    said: str
    codes: str
    instead: str
    of_somebody: bool | None = None
    asked: bool | None = None
    likely: float = 0.0
    whole: bool = False

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
_ABSENCE = r"(?:отпуск|больничн|командировк|отъезд|декрет|отгул|отсутств)\w*"
# «По вторникам», «каждый четверг», «бывает у нас во вторник и пятницу»: days that come again are no absence.
# and yet «может, её не трогать?»
_IN_PEACE = r"(?:исключ|освобод|остав|отстан|(?:вообще|совсем) не|не (?:трога|дерга|тревож|беспоко|спрашив)\w+ть\b)"
_RECURRING = (
    rf"^(?!.*\b{_IN_PEACE})(?!.*\b{_ABSENCE}\b)(?=.*(?:\b{_WEEKDAYS}\b|\bкажд\w+ {_WEEKDAY}"
    rf"|\b(?:работает|бывает|приходит|приезжает|появляется|ведет)\b[^.?!]{{0,40}}\bво? {_WEEKDAY}))"
)
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
    r"|\bпусть (?:\w+ ){0,2}(?:опять|снова|по прежнему) (?:получ|работ)|\bпусть (?:все таки )?остается"
)
_OWN_ALARM = (
    r"\b(?:напомни|напомните|пни|пните|подними|поднимите|толкни|дерни|разбуди) (?:меня|мне)\b"
    r"(?!.*\b(?:кто|сколько|каки)\b)|\bне дай(?:те)? (?:мне )?забыть\b|\bнапоминалк\w+ (?:\w+ )?мне\b"
)

# «Отчёт сдала вовремя, спасибо»
_REPORTED = r"\bотчет\w* (?:\w+ )?(?:сда|приня|ушел|отвез|понрав)"
_THANKED_FOR_REPORT = rf"{_REPORTED}.*\b(?:спасибо|благодар)|\b(?:спасибо|благодар).*{_REPORTED}"
# «Нет, не Петрова, а Исаева», and no more
_NOT_THAT_ONE = r"^(?:(?:ой|нет|да нет|стоп|тьфу|точнее),? )*не \w+(?: \w+)?,? а \w+(?: \w+)?[.!]*$"
_NORMS = r"\b(?:норм[аыу]|планк\w|порог\w*)\b"
_DECIDED = r"\b(?:реши|подня|сниз|опусти|утверди|сдела|теперь)"
# «Я просила Мелкову не беспокоить, а ей пришло. Почему?»
_ASKED_BEFORE = (
    r"^(?!.*\b(?:убери|исключи|сними|освободи|вычеркни|верни))"
    r"(?=.*\b(?:я (?:же |ведь )?(?:просил|говорил|предупреждал|исключал)|мы (?:же )?исключали))"
    r"(?=.*\b(?:пришло|прислал|написал|получил|шлешь|шлют|опять|снова))"
)
# «Пусть Звёздочкин поможет Книжкиной, напиши им», «ответь ей подробно, как войти»
_WORDS_FOR_OTHERS = (
    r"\bпусть\b.*\b(?:помо[жг]|подойд|зайд|позвон|возьм|принес)\w*.*\b(?:напиши|передай|скажи)(?:те)? (?:им|ей|ему)\b"
    r"|\bответь(?:те)? (?!мне)\w+\b.*\b(?:что|как|куда|где)\b|\bобъясни(?:те)? (?!мне)\w+(?: \w+){0,4},? что\b(?! так)"
)
_NOBODY = r"\bпусть (?:пока )?никто\b|\bникому (?:пока )?ничего\b|\bникто (?:пока )?ничего не получ"
_THEIR_WORDS = (
    r"\bчто (?:мне |тебе |там |вам )?(?:на)?писала? (?!ты|вы)|\b(?:перешли|покажи|скинь|дай|прочти)\w* (?:\w+ ){0,2}"
    r"(?:объяснени|объяснительн|ответ[аы]?\b)"
)
_THEY_DISPUTE = r"\b(?:отписал|написал|сообщил|жалу)\w*,? (?:\w+ )?что (?:\w+ ){0,2}(?:не ?верн|неправ|врут|не те|ошиб)"
# «Сними с Петрова галочку, я ему верю», and not «убери отметку об отпуске»
_BELIEVED = rf"^(?!.*\b{_ABSENCE})(?=.*(?:\bгалочк|\bотметк|\bкрестик|\bя (?:ей|ему|им) верю|\bспорн(?:ым|ой|ое)\b))"
# «Убери карантин 18–20 ноября», «каникулы отменили»: days off that are not to be.
_NO_DAYS_OFF = (
    r"\b(?:убер|убра|отмен|сним|снят|снял|удал)\w* (?:(?!на |в |во )\w+ ){0,2}"
    r"(?:карантин|каникул|дистан|выходн|праздни|пауз\w* (?:с|на|до) \d)"
    r"|\b(?:карантин|каникул|дистан)\w*[^.?!,]{0,30}\b(?:отмен|снят|снял|не будет)"
)
_KEPT_DATA = r"\bкакие\b.*\bданные\b.*\b(?:хран|собира|держ)"
OFFICERS: tuple[Turn, ...] = (
    Turn(_RECURRING, "exempt got correct left schedule", "set_hours", of_somebody=True),
    Turn(r"\bсуббот\w*|\bпятидневк\w*", "exempt", "set", of_somebody=False),
    Turn(_STAYS, "exempt left take_role cancel no undo", "restore", likely=0.85, whole=True),
    Turn(_IS_NOTED, "exempt card left away", "exemptions", of_somebody=True, likely=_ALONE),
    Turn(_OWN_ALARM, "", "ask", likely=0.9),
    Turn(r"\bбыло \d+.*\b(?:сегодня|теперь|сейчас|стало) \d+", "set_target set_pupils loads", "dynamics", asked=True),
    Turn(_THANKED_FOR_REPORT, "report", "thanks", asked=False, likely=_ALONE),
    Turn(_NOT_THAT_ONE, "correct exempt restore remind announce answer_dispute card got", "ask", True, likely=_ALONE),
    Turn(rf"{_NORMS}.*{_DECIDED}|{_DECIDED}.*{_NORMS}", "remind list", "set_target", of_somebody=False, asked=False),
    Turn(_ASKED_BEFORE, "exempt restore exemptions", "got", of_somebody=True, likely=_ALONE),
    Turn(_WORDS_FOR_OTHERS, "remind howto explain where_button", "announce", of_somebody=True, likely=0.85),
    Turn(_NOBODY, "exempt", "pause", of_somebody=False, likely=0.6),
    Turn(_THEIR_WORDS, "got card help ask", "answered", likely=0.6),
    Turn(_THEY_DISPUTE, "answered indicator list got complain", "disputes", likely=0.8),
    Turn(_BELIEVED, "exempt restore take_role done remind", "answer_dispute", True, False, 0.8),
    Turn(r"\bкто\b.*\b(?:прочитал|прочел|прочли|открыл)\w*", "list", "progress"),
    Turn(r"\b(?:слаб|узк|больн|провальн)\w* мест", "compare_schools indicator list lagging", "summary", likely=0.6),
    Turn(_KEPT_DATA, "loads card list upload headcount settings", "my_data", likely=0.8),
    Turn(r"\b(?:у кого|когда)\b.*\bдень рожден", "list card answered", "ask", likely=_ALONE),
    Turn(
        r"^(?:\w+,? ){0,2}хватит на сегодня[.!]*$",
        "pause cancel_round forecast exempt smalltalk",
        "cancel",
        likely=_ALONE,
    ),
    Turn(_NO_DAYS_OFF, "set_break pause resume cancel undo_load", "breaks", of_somebody=False, likely=0.85, whole=True),
    Turn(r"\bпо неделям\b", "list indicator summary", "dynamics", of_somebody=True),
)

# «Проверьте мои данные: фамилия …, класс …»
_OWN_DATA = (
    r"\b(?:провер|перепровер|сверь|сверить|посмотр|глян|уточн)\w*[^.!]*\b(?:мо[ийя] (?:данн|фамил|карточк|запис)\w*"
    r"|(?:правильно|верно|так) ли|как я (?:у вас )?запис|значит|числ)|\bчто у вас (?:на|про|обо) мн?е"
)
_IRONY = (
    r"\bразбежал|\b(?:щас|щаз)\b(?!\W*\w)|\bпосле дождичка|\bбольше нечего|\bделать нечего"
    r"|\bтолько (?:этого|вас) (?:и|мне)|\bвсе брошу|\bбегу (?:и|аж|волосы)|\bлечу\b"
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
_NO_CONSENT = r"\bсогласи\w* (?:\w+ ){0,3}не да|\bне да\w+ (?:\w+ )?согласи|\bотзываю согласи|\bотказ\w* от обработк"
# «Мне отпуск не дали», «я не на больничном», «я не увольняюсь»
_HERE = rf"{_STAYS}|\bя (?:\w+ )?не (?:на|в) {_ABSENCE}|\bя (?:\w+ )?не увол\w+|\bв {_ABSENCE} не (?:от)?пус"
_NOT_MY_CLASS = r"\b(?:сняли|освободили) (?:меня )?с классн|\bкласс (?:уже |теперь )?не мой|\bне мой класс"
_ADDRESS = r"\bя (?:же |вообще то )?(?:мужчина|женщина)\b|\bне уважаем|\b(?:женском|мужском) роде|\bобращаетесь ко мне"
# «Почему мне не пишете? я же мало написала» disputes nothing, «не пишите мне на этой неделе» is for this week.
_PASSED_OVER = (
    r"\bпочему (?:\w+ ){0,2}(?:мне|меня) (?:\w+ ){0,2}не (?:пиш|напис|напом|присл|присыл|приш|приход)"
    r"|\bпочему мне (?:\w+ )?ничего не"
)
_THIS_WEEK = (
    r"\bне (?:пиш|напомин|присыл|беспоко|тревож|шл)\w+ (?:мне |меня |больше )*на (?:этой|текущей) неделе"
    r"|\bна (?:этой|текущей) неделе (?:мне |меня |больше )*не (?:пиш|напомин|присыл|беспоко|тревож|шл)\w+"
)
_ADMITS = r"^(?!.*\bу меня \d)(?=.*(?:\bя (?:же |ведь |и правда |правда )?мало (?:на)?пис|\bмало\b.*\bя знаю\b))"
TEACHERS: tuple[Turn, ...] = (
    Turn(_PASSED_OVER, "mistake mute complain why_bot done my_figures", "next_check", likely=_ALONE, whole=True),
    Turn(_THIS_WEEK, "mute complain not_here", "not_now", likely=_ALONE, whole=True),
    Turn(_ADMITS, "mistake done withdraw", "my_figures", likely=0.6),
    Turn(r"\bвсе (?:уже |давно )?(?:сдела|выполн|законч|готов)", "unmute", "done"),
    Turn(_HERE, "away not_here not_now mute name_change", "unmute", asked=False, likely=_ALONE, whole=True),
    Turn(_NOT_MY_CLASS, "name_change not_here not_me", "my_class", likely=0.6),
    Turn(_ADDRESS, "not_me why_bot", "complain", likely=0.6),
    Turn(r"\bк исполнению принял|\bпринял\w* к исполнению", "done deadline my_figures", "not_now", likely=0.8),
    Turn(r"\bпоставьте (?:мне )?(?:галочк|отметк|плюс)", "ask mistake mute howto where_button", "done", likely=0.7),
    Turn(_NO_CONSENT, "complain no ask my_data not_here", "forget_me", likely=0.85),
    Turn(r"\bвежливо\b|\bприятно (?:читать|когда)", "smalltalk complain", "thanks", asked=False),
    Turn(_OWN_DATA, "name_change done not_here parent", "my_data", likely=_ALONE),
    Turn(_IRONY, "yes done", "smalltalk", likely=0.5),
    Turn(_LATER, "done howto", "not_now", likely=0.6),
    Turn(_OF_PARENTS + _REFUSE, "done messengers explain no parent prefer", "complain"),
    Turn(_OF_PUPILS, "parent", "complain", asked=False),
    Turn(_OF_PUPILS, "parent", "howto", asked=True),
)


def turned(sentence: Sentence, *, is_officer: bool) -> Iterator[tuple[Collection[str], str, float]]:
    """The codes that are not meant, each with what is, and how likely that is at least."""
    text = _plain(sentence)
    for one in OFFICERS if is_officer else TEACHERS:
        if one.fits(sentence, text):
            yield one.codes.split() or TAKES, one.instead, one.likely


def said_by_turn(sentence: Sentence, code: str, *, is_officer: bool) -> frozenset[str]:
    """The words that make it that wish: none of them is left over."""
    text = _plain(sentence)
    turns = [one for one in (OFFICERS if is_officer else TEACHERS) if one.whole and one.instead == code]
    found = [one.pattern.search(text) for one in turns if one.fits(sentence, text)]
    return frozenset(word for one in found if one is not None for word in re.findall(r"\w+", _whole_words(text, one)))


def _whole_words(text: str, found: re.Match[str]) -> str:
    """«не да» is found in «не дали»."""
    rest = re.match(r"\w*", text[found.end() :])
    return found[0] + (rest[0] if rest is not None else "")


def _plain(sentence: Sentence) -> str:
    return " ".join(sentence.text.lower().replace("ё", "е").replace("-", " ").split())
