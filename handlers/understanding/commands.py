"""Commands in their own words, as the guide writes them: said so, they are no matter of likeness."""

import re
from collections import defaultdict
from collections.abc import Mapping

from handlers.understanding.codes import TAKES
from handlers.understanding.particulars.journal_name import journal_name
from handlers.understanding.particulars.used import is_taken
from handlers.understanding.reading.found import FORMATS, REASONS, Sentence
from handlers.understanding.reading.people.posts import is_of_class_teacher
from handlers.understanding.reading.people.strangers import surnames
from handlers.understanding.reading.tokens import Token

# What the command begins with; only names, groups, days, pages, roles, reasons and formats may follow.
_BEGINNINGS = """
exempt: исключить исключи исключите
restore: вернуть верни верните
pause: пауза
give_role: назначить назначь назначьте
set_target: цель цели
set_break: каникулы карантин
breaks: убери_карантин убрать_карантин отмени_карантин отменить_карантин сними_карантин убери_каникулы отмени_каникулы
detach: это_не_она это_не_он
thanks_on: благодарить благодари
thanks_off: не_благодарить не_благодари
template: шаблон_отчета шаблон
unsubscribe: не_присылать_отчет не_присылай_отчет
automatic_on: включить_рассылку включи_рассылку включить_напоминания включи_напоминания
automatic_off: выключить_рассылку выключи_рассылку выключить_напоминания выключи_напоминания
take_role: забрать_доступ забери_доступ
leaflets: листовки листовка
left: уволить уволили уволилась уволился
correct: исправить исправь исправьте
subscribe: присылать_отчет присылай_отчет присылайте_отчет
set: журнал_называется журнал_у_нас у_нас_журнал наш_журнал
set field=wait: не_ждать не_ждать_файл файл_не_ждать
who_left: кто_ушел кто_уволился кто_больше_не_работает
thanked: кто_получил_спасибо
forget_other: удали_данные удалить_данные удалите_данные удали_все_данные
"""
BEGINNINGS: Mapping[tuple[str, ...], str] = {
    tuple(words.split("_")): code.strip()
    for code, _, said in (line.partition(":") for line in _BEGINNINGS.strip().splitlines())
    for words in said.split()
}
_BY_FIRST_WORD: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
for _said, _code in BEGINNINGS.items():
    _BY_FIRST_WORD[_said[0]].append((_said, _code))
_MEANT = (*REASONS, *FORMATS, "all_word", "role:officer", "role:deputy", "role:manager", "role:municipal")
# «Сотрудником управления образования», «методиста муниципалитета»: what stands beside it is of that role.
_OFFICE = re.compile(r"образован|сотрудни|специалист|работник|представител|район|город|округ|администрац")
_PEOPLE = frozenset({"who", "group", "class"})
_OF_NUMBERS = frozenset({"set_target", "set_break"})
_ASKED = frozenset({"who_left", "thanked"})
_OF_SOMEBODY = frozenset({"forget_other"})  # «удали данные за неделю» is of a file
_OF_NO_NUMBERS = frozenset({"correct"})  # «исправь 5а 23 из 25» is of pupils
_ASKS = frozenset({"как", "что", "не", "никак"})
_POLITE = frozenset({"пожалуйста", "плиз", "пж", "бот", "дежурный"})
_LITTLE_TEXT = "и а также еще с со по до на во в к за из для от включительно пока кроме у кабинет каб"
_LITTLE = frozenset(_LITTLE_TEXT.split())


def command_of(sentence: Sentence) -> str:
    """The code of the command that the message is, word for word; nothing where it says more."""
    if sentence.supposes or sentence.has("hedge"):
        return ""
    words = [token for token in sentence.tokens if token.norm not in _POLITE]
    for said, code in _BY_FIRST_WORD.get(words[0].norm, ()) if words else ():
        rest = words[len(said) :]
        begins = tuple(token.norm for token in words[: len(said)]) == said
        if "?" in sentence.text and code not in _ASKED:
            continue
        if code in _OF_SOMEBODY and not (surnames(rest) or any(one.entity == "who" for one in rest)):
            continue
        if code == "set_target" and sentence.manner.reached:  # «цель по звонкам выполнена»
            continue
        if code == "set" and not journal_name(sentence.text):
            continue
        if code in _OF_NO_NUMBERS and any(_is_told(one) for one in rest):
            continue
        if code == "give_role" and is_of_class_teacher(sentence.text):  # a class, and no role in the bot
            continue
        if code == "give_role" and any(one.means("role:municipal") for one in rest):
            rest = [one for one in rest if _OFFICE.match(one.norm) is None]
        if begins and (_goes_on(code, rest) or all(_is_particular(one, TAKES[code.split()[0]]) for one in rest)):
            return code
    return ""


def _goes_on(code: str, rest: list[Token]) -> bool:
    """Where the command reads its words itself and asks about those that it does not know: reasons, days, figures."""
    if code == "exempt":
        return any(token.entity in _PEOPLE or not token.concepts for token in rest[:1])
    if code in ("restore", "correct", "forget_other"):
        return len(rest) == 1 and bool(surnames(rest))
    if code == "set":  # a journal's name, whatever its words mean elsewhere: «Школьник», «Моя школа»
        return bool(rest) and rest[0].norm not in _ASKS
    return code == "subscribe" or (code in _OF_NUMBERS and any(_is_told(token) for token in rest))


def _is_told(token: Token) -> bool:
    return token.kind == "number" or token.entity == "days" or token.norm == "нет"


def _is_particular(token: Token, takes: frozenset[str]) -> bool:
    if token.entity and token.entity != "number":  # a page's
        return is_taken(token, takes)
    return token.kind != "word" or token.norm in _LITTLE or token.text.isascii() or token.means(*_MEANT)


OPTED_OUT = "mute"
# «Не надо таких сообщений», «отписаться», «уберите меня из рассылки»: a teacher is taken at their word.
_OPT_OUT = re.compile(
    r"(?:(?:мне|больше|ничего) )*не (?:надо|нуж\w+|хочу получать|хочу|присыла\w+|пиш\w+|напомина\w+|шл\w+|беспоко\w+)"
    r"(?: (?:мне|больше|ничего|писать|напоминать|этих|эти|таких|такие|ваши|ваших|сообщени\w+|напоминани\w+))*"
    r"|отписаться|отпиши\w* меня|отписка|unsubscribe|без напоминаний|отмените подписку"
    r"|отказ\w* от (?:рассылки|напоминаний)|(?:вы|от)ключи(?:те)?(?: мне)? напоминания"
    r"|(?:хватит|перестань\w*|прекрати\w*)(?: мне)? (?:писать|напоминать)"
    r"|(?:убери|удали|исключи|сними)(?:те)? меня (?:из|с) рассылки"
)
_OF_MESSAGES = re.compile(r"unsubscribe|больше|сообщени|напомина|пис|пиш|присыла|шл|беспоко|рассылк")


def opts_out(text: str) -> bool:
    """Whether a teacher plainly wants no more messages, now and later."""
    said = " ".join(re.findall(r"[^\W\d_]+", text.lower().replace("пожалуйста", "")))
    return _OPT_OUT.fullmatch(said) is not None and _OF_MESSAGES.search(said) is not None
