"""What an officer asks that is beyond the program, or how it works: the one place that knows such things.

Each is told by what is wished (a verb, a question) and of what, in whatever order, and by what would make it something
else that can be done. What is answered stands in `handlers/wishes/beyond.py`, under the same code.

Own patterns: each matter by its own two words.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from handlers.understanding.reading.found import Sentence
from handlers.understanding.wish import Reading


@dataclass(frozen=True)
class Matter:
    """`all_of` are found all, in any order; `never` none. `over`: wishes that are not meant however sure they are, as
    those that only show are not. `of_somebody`: a colleague is named; `asks`: it is a question; None: either way."""

    code: str
    all_of: tuple[str, ...]
    never: str = ""
    over: str = ""
    of_somebody: bool | None = None
    asks: bool | None = None

    @cached_property
    def _needed(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(one) for one in self.all_of)

    @cached_property
    def _against(self) -> re.Pattern[str] | None:
        return re.compile(self.never) if self.never else None

    def fits(self, text: str, *, of_somebody: bool, asks: bool) -> bool:
        if self.of_somebody not in (None, of_somebody) or self.asks not in (None, asks):
            return False
        is_other = self._against is not None and self._against.search(text) is not None
        return not is_other and all(one.search(text) for one in self._needed)


_TO_OTHERS = (
    r"\b(?:всем|классн\w+|учител\w+|педагог\w*|коллег\w*|математик\w*|предметник\w*|началк\w*|им|ему|ей"
    r"|родител\w*|каждому)\b"
)
_OF_PROGRAM = r"\b(?:отчет|файл\w* статистик|сводк|листовк|плакат|памятк|ссылк|цел[ьи]\b|срок)\w*"
_COUNTS = r"\b(?:счита|засчит|зачит|зачт|учитыва|учтут|учтен|идут в сч|идет в сч|в зачет|сообщени\w* или нет)\w*"
_ASKED_ABOUT = (
    r"(?:кто|что такое|что (?:у|осталось|я)|сколько|как\b|какой|какая|какие|когда|где|чей|чья|у кого|почему|про что)"
)
MATTERS: tuple[Matter, ...] = (
    Matter(
        "own_reminder",
        (
            r"\bнапомн\w*[ ,]+(?:\w+[ ,]+)?мне\b|\bмне (?:\w+[ ,]+){0,3}напомн\w*|\bпоставь\w* мне напоминани",
            r"\b(?:про|об?|что|чтоб\w*|завтра|послезавтра|сегодня|через|утром|вечером|в [а-я\d]+|к [а-я\d]+"
            r"|за (?:день|час))\b",
        ),
        rf"\bа не\b|\bили нет\b|\bнапомн\w*(?: \w+)?,? мне[, ]+(?:пожалуйста[, ]+)?{_ASKED_ABOUT}"
        rf"|\bмне[, ]+{_ASKED_ABOUT}|:|\bне напомин",
        over="remind announce",
    ),
    Matter(
        "forward_file",
        (
            r"\b(?:перешл|пересл|отправ|разошл|разосл|скин|разда|переда|переки)\w*",
            r"\b(?:файл|документ|презентаци|вложени|фото|фотк|картинк|скан|видео|голосов)\w*",
            _TO_OTHERS,
        ),
        rf"{_OF_PROGRAM}|\bсписок|\bчто\b|\bчтоб|:|\bприш[лс]",
        over="announce report",
    ),
    Matter(
        "by_mail",
        (r"\b(?:на|по) (?:\w+ )?(?:почт[уеы]|электронк\w+|e ?mail|имейл\w*|мейл\w*|емейл\w*)(?!\w)",),
        r"\bпочт\w+ росси|\bпередай|\bнапомни|:",
        over="report list done_list",
    ),
    Matter(
        "discipline",
        (
            r"\b(?:выговор|взыскани|оштраф|штраф|премию|премии|премир|докладн|объяснительн|замечани[ея]\b|лиш\w+ прем"
            r"|накаж|наказ[аы]|благодарност\w+ приказ|приказ\w* (?:о|об) (?:благодарн|поощрен|наказ))\w*"
            r"|\bблагодарност\w*\b.*\bприказ\w*",
        ),
        r":|\b(?:передай|скажи|напиши|список|кто|кому|кого|назови|за что|справк\w+|выписк\w+|до какого"
        r"|когда|прин[яи]\w+)\b",
        over="announce thanks",
    ),
    Matter(
        "own_figures",
        (
            r"\b(?:постав|простав|нарисуй|нарисов|впиш|припиш|припис|накрут|подправ|подкрут|завыс|подтас"
            r"|сделай вид|запиш)\w*",
            r"\b(?:всем|у всех|всех|каждому|за всех|цифр\w*|процент\w*|показател\w*)\b",
            r"\b(?:сообщени|звон|чат|цифр|процент|показател|галочк|журнал|выполнен)\w*",
        ),
        r"\b(?:цел[ьи]|норм|срок|план|задач|отметь что|график|диаграмм|что передать)\w*|\bнет\b|\bпередай"
        r"|\bнапомн|:|\?|\bиз \d|\bучен|\bесли\b|\bинтересно",
        over="set_target remind list set_pupils",
    ),
    Matter(
        "text_of_messages",
        (
            r"\b(?:смайл|эмод[зж]|сердеч)\w*",
            r"\b(?:убер|убра|без|не ставь|не надо|не нужн|не пиши|добав|пиш|зачем|отключ)\w*",
        ),
        _COUNTS,
        over="set_hours remind template",
    ),
    Matter(
        "text_of_messages",
        (
            r"\b(?:пиши|пишите|напоминай|обращайся|письма|сообщения|напоминания|текст)\w*",
            r"\b(?:строже|жестче|мягче|помягче|вежливее|короче|покороче|подлиннее|официальн\w+|на ты|теплее"
            r"|грубее)\b",
            r"\b(?:им|учител\w*|педагог\w*|люд\w*|коллег\w*|всем|напомина\w*|остальным)\b",
        ),
        r":|\bпередай|\bотчет",
        over="set_hours remind template",
    ),
    Matter(
        "rate",
        (
            r"\b(?:пол)?ставк\w*|\bтарификаци\w*|\bстаж\w*|\bкатегори[ияюей]+\b|\b(?:учебн\w+ )?нагрузк\w*"
            r"|\bзарплат\w*|\bоклад\w*",
        ),
        r"\b(?:не трога|не тревож|не пиш|исключ|освобод|напомн|переда|скаж|сколько у меня|числ)\w*|:",
        of_somebody=True,
        over="exempt correct add_person list",
    ),
    Matter(
        "count_once",
        (
            r"\bкак\b[^.?!]{0,30}\b(?:счита|посчит|учит|учес|зачит)\w*",
            r"\bи\b[^.?!]+\bи\b|\b(?:дв[аеу]|два) (?:должност|предмет|ставк|класс)",
        ),
        r"\b(?:сообщени|звон|чат)\w*",
        of_somebody=True,
        over="list",
    ),
    Matter(
        "read_or_not",
        (
            r"\b(?:кто|кому|все ли|прочитал\w* ли|сколько|видно ли|узнать)\b",
            r"\b(?:прочитал|прочел|прочла|прочли|прочтен|просмотрел|открыл)\w*",
        ),
        r"\b(?:инструкци|приказ|чат\w* (?:прочит|не)|:)\w*|\bнапиши",
        over="list got announce remind",
    ),
    Matter(
        "chart",
        (
            r"\b(?:график|диаграмм|столбик|столбц|столбч|кривую|гистограмм)\w*",
            r"\b(?:постро|нарису|сдела|покаж|дай|хочу|нужн|пришл|можно|выведи)\w*",
        ),
        r"\bграфик\w* (?:отпуск|работ|рассыл|каникул|напомин|дежур)|\bстолбц\w* (?:отчет|файл)|\bканикул"
        r"|\bбез график|\b(?:таблиц|колон|файл)\w*",
        over="report list",
    ),
    Matter(
        "others_chat",
        (
            r"\bчат\w*",
            r"\b(?:спам|флуд|руга(?:ют|ет)|матер(?:ят|ятся|ится|но)|оскорб|ссор|забан|заблокир|модерир"
            r"|конфликт|скандал|болта(?:ют|ет))\w*",
        ),
        r"\bпередай|\bнапиши|:",
        over="chats chat_register disputes",
    ),
    Matter(
        "forget_other",
        (
            r"\b(?:удал|сотр|стер|вычист|очист|уничтож|забудь|забыть|отозвал\w* согласи)\w*",
            r"\b(?:данн|сведени|персональн|согласи|информаци)\w*|\bвс[её],? что\b",
        ),
        r"\b(?:ошиб|исправ|поправ|загруз|файл|передай|скажи|мо[ийе]\b|меня\b)\w*|\bне (?:удал|сот|стир)",
        of_somebody=True,
        over="left undo answer_dispute",
    ),
    Matter(
        "sign_in",
        (
            r"\b(?:телефон|симк|номер|парол|войти|вход|зайти|аккаунт|код\w* не прих)\w*",
            r"\b(?:поменял|сменил|потерял|украли|сломал|разбил|забыл|восстанов|не может|не могут"
            r"|не получается|не приходит"
            r"|нов(?:ый|ого|ом) (?:телефон|номер))\w*",
        ),
        r"\b(?:напомн|переда[йт]|скажи|напиши|отвяж|отвязать|код бота|не тревож|исключ)\w*|:|\bчат\b|\bзвон",
        of_somebody=True,
        over="correct list",
    ),
    Matter(
        "quiet_anyway",
        (
            r"\b(?:по ночам|ночью|ночами|по вечерам|поздно|в выходные|по выходным|в субботу|в воскресенье)\b",
            r"\b(?:перестан|хватит|не (?:присыла|шли|пиши|слать|надо)|зачем|прекрат)\w*",
            r"\b(?:мне|меня|сводк\w*|отчет\w*|итог\w*)\b",
        ),
        r"\b(?:всем|учител|педагог|им\b|коллег)\w*",
        of_somebody=False,
        over="unsubscribe complain pause set_hours exempt",
    ),
    Matter(
        "loaded_twice",
        (
            r"\b(?:повторно|снова|дважды|заново|втор\w+ раз|два раза|еще раз|лишний раз|по два)\b",
            r"\b(?:файл|таблиц|статистик|загру|пришл)\w*",
            r"\b(?:прид|уйд|получ|напомин|письм|сообщени|отправ|напиш)\w*",
            r"\b(?:если|не|ли|опять|людям|учител\w*|всем)\b|\?",
        ),
        r"\b(?:пришли|отправь|загрузи|напомни|напомните)\b",
        asks=True,
        over="list retry",
    ),
    Matter(
        "what_is_a_message",
        (r"\b(?:голосов|стикер|эмод[зж]|смайл|реакци|лайк|сердеч|фото|картинк|кружоч|видеосообщ|опрос)\w*", _COUNTS),
        r":|\b(?:передай|скажи|пусть)\b",
        over="list",
    ),
    Matter(
        "private_or_group",
        (r"\b(?:личк\w*|личн\w+ (?:сообщени|переписк|чат)\w*)", r"\bгрупп\w*|\bнорм\w*|" + _COUNTS),
        r":|\b(?:передай|напомни|напиши|написать|скажи|кому|кого|кто)\b",
        asks=True,
        over="list",
    ),
    Matter(
        "others_own_chat",
        (
            r"\bчат\w*",
            r"\b(?:чуж|участник|не (?:он|она|им|ей|ею)?\s?(?:создател|создавал|создал)|не сво|не твой|не мой"
            r"|обязательно сво|в любом)\w*",
            _COUNTS,
        ),
        r":|\bпередай",
        over="list",
    ),
    Matter(
        "try_first",
        (
            r"\b(?:на мне|на себе|на мне одной|себе|для пробы)\b",
            r"\b(?:попроб|провер|потренир|опробов|посмотреть как|как выглядит|выглядит)\w*",
        ),
        r":|\bкласс\w* рук|\b(?:работ|диктант|экзамен|егэ|огэ|впр)\w*",
        over="remind announce",
    ),
    Matter(
        "who_sees",
        (
            r"\b(?:учител|педагог|коллег|родител|директор|друг друга|люди|они|другие|остальные|все)\w*",
            r"\b(?:вид(?:ит|ят)|видно|увид(?:ит|ят)|смотр(?:ит|ят)|знает|знают)\b",
            r"\b(?:кто сколько|цифр\w*|показател\w*|результат\w*|друг друга|чуж\w*|список|списки|долг\w*|сколько)\b",
        ),
        r":|\bпередай|\bмои (?:данные|цифры)|\bчат\w* вид",
        asks=True,
        over="list",
    ),
    Matter(
        "other_figures",
        (
            r"\b(?:почему|откуда|отлича|расход|не сход|не совпад|не бь|друг(?:ая|ие|ой) (?:цифр|процент)|разн)\w*",
            r"\d\d ?%|\b\d\d\b|\b(?:процент|цифр)\w*",
            r"\b(?:у (?:тебя|вас|нас|меня|бота)|ваш\w*|твой|твои|твоя|здесь|тут|в (?:сводке|отчете))\b",
            r"\b(?:в|у|из|от|на)\b[^.?!,]{0,25}\b(?:управлени|районн?|министерств|ведомств|област|городск"
            r"|портал|сайт)\w*",
        ),
        r"\bсроч|\bпередай|:|\bприказ|\bостанов",
        over="list",
    ),
)


_ASKS = re.compile(r"(?:(?:а|и|ну)[ ,]+)*(?:если|можно|кто|как|почему|откуда|чем|видят|видит)\b")
# Questions that are answered with something: whatever else is sure is meant.
_SHOWN_TEXT = """
    ask explain howto help upload loads summary card progress answered indicator dynamics roles demo who_are_you
    schedule smalltalk complain thanks cabinet audit messengers my_figures my_data why_listed effect settings targets
    preview exemptions headcount compare_schools undo retry forecast template upload
"""
_SHOWN = frozenset(_SHOWN_TEXT.split())
_SURELY = 0.8


def beyond(sentence: Sentence, reading: Reading) -> str:
    """The code of the matter; empty where it is none of them, or surely something that can be done."""
    if len(reading.wishes) > 1 and reading.sure:
        return ""
    text = " ".join(sentence.text.lower().replace("ё", "е").replace("-", " ").split())
    asks, somebody = "?" in text or _ASKS.match(text) is not None, bool(sentence.persons)
    found = next((one for one in MATTERS if one.fits(text, of_somebody=somebody, asks=asks)), None)
    if found is None:
        return ""
    best = reading.wishes[0] if reading.sure and reading.wishes else None
    is_meant = best is not None and best.likely > _SURELY and best.code not in (*_SHOWN, *found.over.split())
    return "" if is_meant else found.code
