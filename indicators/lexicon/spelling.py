"""Text as the lexicon compares it: small letters, one spelling for what is written in several, split into words."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from indicators.russian.calendar_words import LOOSE_MONTH
from indicators.russian.stems import stem

# Signs that are words: «🆔 MAX», «🔟+ сообщений».
_SIGNS: Final = str.maketrans({"🆔": " id ", "🔟": " 10"})
_LEFT_OUT: Final = str.maketrans({"ё": "е", "\u00ad": "", "\u200b": "", "_": " ", "\u00a0": " "})
_LOOKALIKE: Final = str.maketrans("aceopxykmthb", "асеорхукмтнв")
_MIXED: Final = re.compile(r"\b(?=[^\Wа-я]*[а-я])(?=[^\Wa-z]*[a-z])\w+")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[а-яё])(?=[А-ЯЁ]|[A-Z]{2})")
_SHORT_NAME: Final = re.compile(r"(?<![^\W_])([а-я]{3,5})_(?=\w)")  # «дет_зарег», as a column of a database is called
_RUSSIAN: Final = re.compile(r"[а-я]")
_ALONE: Final = re.compile(r"\b[aceopxykb]\b")
_LATIN: Final = re.compile(r"[a-z]+")
_ORDINAL: Final = (
    r"(?:двадцать\s+|тридцать\s+)?(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|\w+надцат|двадцат|"
    r"тридцат)(?:ого|ое|ьего|ье)"
)
# (pattern, what is read instead), in this order
_SPELLINGS: Final = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?<=[а-я])-\s*\n\s*(?=[а-я])", ""),  # a word broken at the end of a line
        (r"🔗(?=\W*(?:проф|акк|стр|вк|vk|max|мах|макс))", " ссылка "),
        (r"\bкол-?во(?=[а-я]{3})", "количество "),
        (r"\bкол\W{0,3}во\b|\bк\W{0,2}во\b|\bколич\b\.?", "количество"),
        (r"\bф\s*[.,]?\s*и\s*[.,]?\s*о\b\.?", "фио"),
        (r"(?<=фио)\W*\(?\s*отчество\W+(?:при|в\s+случае)\s+наличи\w\)?", ""),
        (r"(?<=\d)\s*…\s*(?=\d)", "–"),
        (r"\b3(?=вон|арег|апис)", "з"),  # a digit that looks like the letter
        (r"\b(\d{1,2})-?(?:го|е|ое|ого)\b(?=\s+(?:по|до)\b|\s*[-–—]|\s+[а-я]{3,})", r"\1"),
        (
            r"\b(?:пн|вт|ср|чт|пт|сб|вс|понедельник\w*|вторник\w*|сред[аыуе]|четверг\w*|пятниц\w*|суббот\w*|воскресен\w*)"
            r"\b[.,]?\s*(?=\d{1,2}(?:[./]\d|\s*[-–—]|\s+[а-я]{3}))",
            "",
        ),
        (
            rf"\b(нед(?:ел[а-я]*|\.))\s*№?\s*\d{{1,2}}(?!\s*[-–—./]?\d|\s+{LOOSE_MONTH})|\bw\s?\d{{1,2}}\b",
            " неделя ",
        ),
        (rf"\bс\s+{_ORDINAL}(?:\s+{LOOSE_MONTH})?\s+по\s+{_ORDINAL}(?:\s+{LOOSE_MONTH})?", " "),
        (r"\bс понедельника(?: по (?:пятниц|суббот|воскресен)\w+)?", " "),
        (r"\b\d{1,2}(?:-?(?:ую|ая|ой|ей|ю|я|й))?\s+(?=недел[яюе]\b)", ""),  # the 46th
        (r"\b(?:перв|втор|четверт|пят)(?:ая|ую|ой)\s+(?=недел[яюе]\b)|\bтрет(?:ья|ью|ьей)\s+(?=недел[яюе]\b)", ""),
        (r"\bуч[её]?т?н?\.?\s*зап(?:ис[ьи]|\.)", "аккаунт"),
        (r"\bуч[-.]с[ья]\b|\bуч[-.]к\w*|\bуч[-.]ц\w*|\bуч[-.]ник\w*|\bобуч[-.]\w+", "учащиеся"),
        (r"(?<=\w)\((?:л?а|ла?сь|на|ая|ы|е|о)\)", ""),  # «связан(а)», «активен(на)»
        # who did it to whom: «Вам звонили», «писали мне»
        (r"\b(?:звонил\w*|писал\w*|написал\w*|присл\w+|отправил\w*)\s+(?:ли\s+)?(?:вам|мне)\b", " входящие "),
        (r"\b(?:вам|мне)\s+(?:ли\s+)?(?:по|на)?(?:звонил\w*|писал\w*|присл\w+)", " входящие "),
        # «дотянул до 3» is a threshold met
        (r"\b(дотян\w+|добрал\w+|дош[её]?л\w*|дорос\w*|допис\w+)\s+(?:ли\s+)?до\b(?=\s+(?:\d|тр|дес))", r"\1"),
        (r"\bинформационно[-\s]+коммуникационн\w+(?:\s+образовательн\w+)?\s+платформ\w+", " платформа "),
        # whom a form asks: «есть ли у Вас», «Ваша должность», and what it asks of them
        (r"\bу\s+(?:вас|меня|нас)\b|\b(?:вы|вам|вами|вас|ваш(?:а|е|и|его|ей|ем|ему|им|их|у)?)\b", " "),
        (r"\b(\w{3,}[еи])тесь\b", r"\1тся"),
        (r"\b(\w{3,}[еи])те\b", r"\1т"),
        # both answers, in either order: «отсутствие наличия» would be but one
        (r"\bналичие\W+(?:(?:или|либо)\s+)?отсутствие\)?|\bотсутствие\W+(?:(?:или|либо)\s+)?наличие\)?", "наличие"),
        (r"(?<=[а-я])\s*/\s*нет\W*$", ""),  # «заходит/нет»
        (
            r"\b(?:дд|dd)(?:\W(?:мм|mm))(?:\W(?:г{2,4}|y{2,4}))?(?:\W+(?:чч|hh)\W(?:мм|mm))?(?!\w)",
            " дата ",
        ),  # how days are written
        # as pivot tables and dashboards call their columns; «Количество по полю» counts rows and stays strange
        (r"^\W*(?:сумма\s+по\s+пол(?:ю|ям)|sum\s+of)\b", ""),
        (r"^\W*(?:sum|сумм)\s*\((.+)\)\W*$", r"\1"),
        (r"^\W*(среднее|максимум|минимум)\s+по\s+полю\b", r"\1"),
        (r"^\W*max\s+of\b", "максимум"),
        (r"^\W*максимум\s+(?=(?:\w+\s+){0,2}(?:дат|date|посл|last))", "последняя "),
        (r"^\W*(?:fct|dim|tbl|stg|vw|dwh|ods|rpt)\s(?=[^\W\d])", ""),
        (r"\W*\bбез\s+агрегации\W*$", ""),
        (r"\bmaxid\b", "max id"),
        (r"\bwau\b", " активен за неделю "),  # as those who count users call them
        (r"\bdau\b", " активен за день "),
        (r"\bmau\b", " активен за месяц "),
        (r"[(,]?\s*\b(?:код\w*\s+(?:по\s+)?)?океи\b\W*\d{3}\)?", " "),  # in what it is counted
        (r"\bвход\.(?=\s*(?:зв|выз|сооб))|(?<!й )(?<!сл\. )\bвход\.", "входящие"),
        (r"\bотч\.?(?=\s+(?:нед|пер))", "отчетный"),
        (r"\b(?:в )?(?:этом|текущем|нынешнем) учебном году\b", ""),
        (r"\bс как(?:ого|ой) (?:числа|даты|дня|времени)\b", "с даты"),
        (r"\b(?:сооб|соб)[шщ]+(?=ен)|\bсообш", "сообщ"),
        (r"\bmaх\b|\bмax\b|\bmакс\b", "max"),
        (r"\bмакс\.(?=\s*(?:число|кол|знач|сообщ|звон))", "максимум"),
        (r"\bи?коп\b(?=\W+сферум)", ""),
        (r"(?<![\d:])1[\s-]*(?::|на|/)[\s-]*1(?![\d:])", "личный"),
        (r"\bпо сравнению\b", "сравнение"),
        (
            r"\bна\s+(?:(?:одного|1|каждого)\b(?=\s+\w)|(?:человека|душу|класс|педагога|учителя|сотрудника|ученика)$)",
            "в среднем",
        ),
        (r"(?<!\w)(?:[+±]\s*/?\s*[-–—−]{1,2}|±)(?!\w)", " плюс-минус "),
    )
)
# «Показатель 5:», «Блок 1», «П4.»: where a column stands, and «Показатель 3 сообщения» is none
_PLACE: Final = r"\b(?:реквизит|блок|раздел|подраздел|часть|таблица|показатель|показ\.|пок\.|критерий|индикатор|графа|гр\.?|граф\.|ст(?:лб|б)\.?|столбец|колонка|строка|стр\.|код(?:\s+строки)?|пункт|параметр|вопрос|позиция|поз\.|поле|column|col\.?|field|unnamed:?|кол\.|прим\.|примечание|данные|сведения|доп\.|[пкгq])"
# «3. Сообщений», «1.2) ФИО», «п. 4 Звонки»: columns that are numbered
_NUMBERED: Final = re.compile(
    r"^\W*(?:п(?:ункт|\.)?\s*\d{1,2}(?:\.\d{1,2})*[.):]?\s+|\d{1,2}(?:\.\d{1,2})*(?:[.):]\s*|\s+[–—-]\s+))(?=[^\W\d])|"
    r"^\W*\d{1,2}[.)]\s+(?=[\d≥>«\"])|"
    rf"^\W*{_PLACE}\s*№?\s*(?:\d{{1,2}}(?:\.\d{{1,2}})*|[ivx]{{1,4}})\s*(?:[.:)]|[–—-]\s)\s*(?=\W?[^\W\d]|[≥>]\s*\d)|"
    rf"^\W*{_PLACE}\s*№?\s*(?:0\d{{1,3}}\W*|\d{{1,2}}(?:\.\d{{1,2}})+\s+|\d{{1,2}}\s*(?=[«\"]))(?=\W?[^\W\d])|"
    r"^\W*0\d{1,3}[.):]?\s+(?=[^\W\d])|"
    rf"^\W*№\s*\d{{1,2}}[.):]?\s+(?=[^\W\d])|"
    r"^\W*(?:[ivx]{1,4}|[хi]{1,4})[.)]\s*(?=[^\W\d]{3}|\W*[«\"])|^\W*[а-еa-e]\)\s*(?=[^\W\d]{3})|"
    rf"^\W*{_PLACE}\s*№?\s*(?:\d{{1,2}}(?:\.\d{{1,2}})*|[ivx]{{1,4}}|[а-е])[^\w+≥>]*$"
)
# «гр. 5 Звонков», «Звонков (гр. 5)»: a column's number; «гр. 10 сообщений» in small letters may be a threshold
_GRAPH: Final = r"(?i:гр(?:аф[аы]?)?\.?|ст(?:лб|б)\.?|столб(?:ец|цы)?\.?|колонка|column|col\.?)\s*№?\s*\d{1,2}"
_GRAPHS: Final = re.compile(
    rf"^\W*{_GRAPH}[.):]?\s+(?=\W*[А-ЯЁA-Z]|[≥>]|\d{{1,2}}\s*(?:\+|и\b|сообщ|сбщ)|(?!сооб|соо\b|сбщ|смс|пост|запис|или\b)[а-яё]{{2}})|"
    rf"\s*[(\[]\s*{_GRAPH}\s*[)\]]\W*$"
)
# «(+/–)», «(х – да)», «(отметка «х»)», «(1/0)»: what is to be put into the cells
_LEGEND: Final = re.compile(
    r"\((?:\W|\b(?:отме[тч]\w*|постав\w*|простав\w*|указ\w*|знак\w*|галочк\w*|крестик\w*|плюс\w*|минус\w*|"
    r"да|нет|yes|no|есть|не|имеется|или|и|если|это|[хxvv01])\b)*\)"
)
# «(да / нет / частично)», «: да|нет|не требуется»: three answers or more
_CHOICE: Final = r"[^\W\d_]+(?:\s+[^\W\d_]+){0,2}"
_OR: Final = r"\s*(?:[/|,;]|\bили\b)\s*"
_CHOICES: Final = re.compile(
    rf"[(\[]\s*{_CHOICE}(?:{_OR}{_CHOICE}){{2,}}\s*[)\]]|"
    rf"(?<!\w)(?:да|нет|есть)(?:\s*[/|]\s*{_CHOICE}){{2,}}\W*$"
)
_YES: Final = frozenset({"да", "есть", "имеется", "yes"})
_NO: Final = frozenset({"нет", "отсутствует", "не имеется", "no"})
# «1 – да, 0 – нет», «+ есть, – нет»: what stands for what
_STANDS: Final = r"(?:(?:[0-9+хxvдн✓–—−-]|да|нет|есть|имеется)\s*[–—=:-]|[+–—−-])\s*(?:[^\W\d][^,;()\[\]]*|[01+–—-])"
# «активен – 1, неактивен – 0»
_STANDS_FOR: Final = r"[^\W\d_]+(?:\s[^\W\d_]+)?\s*[–—=:-]\s*(?:[0-9+хxv✓–—−-])(?!\w)"
_KEY: Final = re.compile(
    rf"[\s,;:(\[]*(?<![\w./]){_STANDS}(?:[,;]\s*{_STANDS})+\W*$|"
    rf"\s*[(\[]\s*{_STANDS_FOR}(?:[,;]\s*{_STANDS_FOR})+\s*[)\]]\W*$"
)
# What a form says to whoever fills it in: «Укажите», «(заполняет завуч)», «(см. примечание)», a footnote's «1)»
_ASIDES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"^\W*(?:пожалуйста,?\s*)?(?:скаж|подтверд|ответ|уточн|укаж|введ|впиш|напиш|запиш|отмет|постав|выбер|сообщ|назов|простав|заполн|внес|перечисл)\w{0,2}те\b,?"
        r"(?:\s*пожалуйста,?)?(?:\s*если)?",
        r"[(\[][^()\[\]]*\b(?:заполн\w*|внос[ия]т\w*|указыва\w*|см\.?|смотри\w*|сноск\w*|прим(?:\.|еч\w*)(?=\W*\d|\s+\w))(?![а-я])[^()\[\]]*[)\]]",
        r"^\W*(?:прос(?:им|ьба)|прошу|необходимо|нужно|надо)\s+(?:указать|отметить|вписать|ввести|сообщить|уточнить|выбрать)\b,?",
        r"[(\[]\s*\w+[иьй]те\b[^()\[\]]*[)\]]",
        r"[(\[]\s*(?:измерение|мера|ключ|строк[аи]|столбцы|фильтр|dimension|measure|key)\s*[)\]]",  # where of a pivot
        r"\W*\bесли\s+(?:(?:так(?:ой|ая|ое|ие|овой|овая|овое|овые)|он[аои]?)\s+)?(?:есть|имеется|имеются)\W*$",
        r"[(\[][^()\[\]]*\b(?:указать|отметить|вписать|ввести|выбрать|поставить|проставить|заполнить|перечислить|пояснить|описать)\b"
        r"[^()\[\]]*[)\]]",
        # «(можно узнать в настройках)», «(например, 5А)», «(если есть)»
        r"[(\[]\s*(?:можно|например|напр\b|пример|образец|в\s+формате|если\s+(?:есть|имеется|нет)|как\s+(?:в|на|по)\b)"
        r"[^()\[\]]*[)\]]",
        r"^\W*(?:опрос|анкета|форма|вопрос)\s*:",
        r"^\W*подтверждаю\b\W*",
        r"[(\[](?:отметка|отм\.|данные|по данным|со слов|сведения|подпись)\s+[^()\[\]]*"
        r"(?:завуч|администр|ответств|рук|секретар|директор|учител|педагог|оператор|куратор)[^()\[\]]*[)\]]",
        r"\[\d{1,2}\]|(?<=[\w)])[¹²³⁴⁵⁶⁷⁸⁹*]+(?!\d)",
    )
)
_FOOTNOTE: Final = re.compile(r"(?<=[а-яa-z)])\s?\d{1,2}\)(?!\w)")
# «более 9» is strict: the threshold is the next number
_STRICTLY: Final = re.compile(
    r"(?:(?<!не )(?<!не\s\s)\b(?:более|больше|свыше|выше|превы[сш]\w*|over|more than)(?:\s+ли)?(?:\s+чем)?|>(?!=))"
    r"\s*\b(0|2|9|нул[яь]|дв(?:ух|е|а)|девят[ьи])(?:-?(?:х|ти))?(?![\d.,])\b"
)
_NEXT: Final = {"0": "1", "н": "1", "2": "3", "д": "3", "9": "10"}
_AT_LEAST: Final = re.compile(
    r"\b(?:не\s*(?:менее|меньше|ниже|реже|мене?\.?(?=\s))(?:\s+чем)?|хотя\s+бы|(?:как\s+)?минимум|at\s+least|gte?(?=\s*\d)|over(?=\s+\d)|min(?=\s*\d|\s+тр|\s+дес)|"
    r"не\s*<|мин\.?(?=\s*\d)|от(?=\s+(?:\d|тр|десят|одн)))|>=|=>|≥|⩾|\b(?:более|больше|свыше|выше)(?:\s+чем)?(?=\s+(?:\d|тр|дес|одн))"
)
_AND_MORE: Final = re.compile(
    r"(?<=\d)\s*(?:\+|plus\b|(?:or|and)\s+more\b|(?:-?\s*(?:и|или)\s*(?:более|больше|выше|свыше|чаще|бол\b\.?|>)))|\b(?:и|или)\s+(?:более|больше|выше|свыше|чаще|бол\b\.?)"
)
_BELOW: Final = re.compile(r"\b(?<!не )(?:менее|меньше|ниже)(?:\s+чем)?(?=\s+(?:\d|тр[её]|десят|одно))|<(?=\s*\d)")
_UP_TO: Final = re.compile(r"\b(?:до|не\s+(?:более|больше|выше))(?=\s+(?:\d|тр[её]|десят|одно))|≤(?=\s*\d)|<=")
_RANGE: Final = re.compile(r"\b\d{1,3}\s*(?:[-–—]|\.\.+)\s*\d{1,3}\b|\bот\s+\d+\s+до\s+\d+\b|\bс\s+\d+\s+до\s+\d+\b")
_NUMERALS: Final = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"\bthree\b|\bтри(?:жды)?\b|\bтр[её]х\b|\bтремя\b|\b3-?х\b|\bтройка(?=\s+(?:сообщ|пост|запис))", "3"),
        (r"\bten\b|\bдесят(?:[ьи]|ью)\b|\b10-?ти\b|\bдесят(?:ок|к[аи])\b", "10"),
        (r"\bодин\b|\bодного\b|\bодной\b|\bодна\b|\bодно\b|\b1-?го\b", "1"),
    )
)
_DAY: Final = r"\d{1,2}[./]\d{1,2}(?:[./](?:20)?\d\d)?"
_WHOLE: Final = r"(?!\d|[.,]\d)"
_YEARS: Final = r"(?:\s*г(?:ода|\.)?(?!\w))?"
_OF_MONTH: Final = rf"(?:\s+{LOOSE_MONTH}(?:\s+20\d\d)?)?{_YEARS}"
DATES: Final = re.compile(
    rf"(?<![\d,])(?<!\d\.){_DAY}\.?\s*(?:[-–—]|\.\.+)\s*{_DAY}{_WHOLE}|"
    rf"(?<![\d,])(?<!\d\.)\d{{1,2}}\s*(?:[-–—]|по\s)\s*{_DAY}{_WHOLE}|"
    rf"(?<![\d,])(?<!\d\.){_DAY}{_WHOLE}|20\d\d-\d\d-\d\d|"
    rf"\d{{1,2}}\s*(?:[-–—]|по)\s*\d{{1,2}}(?=\s+{LOOSE_MONTH}){_OF_MONTH}|"
    rf"\d{{1,2}}(?=\s+{LOOSE_MONTH}){_OF_MONTH}|"
    rf"\b20\d\d\b{_YEARS}"
)
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[№%δ()\[\]]")


@dataclass(frozen=True, slots=True)
class Word:
    """`start` and `end` are places in the plain text; `cut` when a dot says that the word is shortened,
    `slip` when a letter of it was put right."""

    text: str
    stem: str
    start: int
    end: int
    cut: bool = False
    slip: bool = False


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """The text as its concepts are read: without dates, bounds as «минимум» and «менее»."""
    return _bounded(_RANGE.sub(" предел ", DATES.sub(" ", _LEGEND.sub(" ", _one_spelling(text)))))


@lru_cache(maxsize=20_000)
def spelled(text: str) -> str:
    """The text in one spelling, dates and all: the same for all ways to write one heading."""
    return _bounded(_one_spelling(text))


def unnumbered(line: str) -> str:
    """Without the number of its column: «гр. 5 Звонков», «Звонков (гр. 5)»."""
    return _GRAPHS.sub("", line)


def _one_spelling(text: str) -> str:
    text = _SHORT_NAME.sub(r"\1. ", _CAMEL.sub(" ", unnumbered(text)).lower()).translate(_LEFT_OUT).translate(_SIGNS)
    text = _MIXED.sub(lambda match: _one_script(match[0]), text)
    if _RUSSIAN.search(text):
        text = _ALONE.sub(lambda match: match[0].translate(_LOOKALIKE), text)
    text = _KEY.sub("", _NUMBERED.sub("", _CHOICES.sub(_without_answers, text)))
    for aside in _ASIDES:
        text = aside.sub(" ", text)
    text = _FOOTNOTE.sub(lambda match: "" if _closes_nothing(text, match.start()) else match[0], text)
    for pattern, instead in _SPELLINGS:
        text = pattern.sub(instead, text)
    for pattern, instead in _NUMERALS:
        text = pattern.sub(instead, text)
    return text


def _without_answers(found: re.Match[str]) -> str:
    """Nothing is left of what may be answered; «(сообщения, звонки, чаты)» are no answers."""
    choices = {choice.strip() for choice in re.split(_OR, found[0].strip(" ([])"))}
    return " " if choices & _YES and choices & _NO else found[0]


def _closes_nothing(text: str, at: int) -> bool:
    return text.count("(", 0, at) <= text.count(")", 0, at)


def _one_script(word: str) -> str:
    """Letters that only look Russian are; «idмакс» is two words."""
    looks = word.translate(_LOOKALIKE)
    return _LATIN.sub(r" \g<0> ", word) if _LATIN.search(looks) else looks


def _bounded(text: str) -> str:
    text = _STRICTLY.sub(lambda match: f" минимум {_above(match[1])} ", text)
    text = _AND_MORE.sub(" минимум ", text)
    text = _AT_LEAST.sub(" минимум ", text)
    text = _UP_TO.sub(" предел ", text)
    text = _BELOW.sub(" менее ", text)
    return " ".join(text.split())


def _above(number: str) -> str:
    return "10" if number.startswith("дев") else _NEXT[number[0]]


def words_of(text: str) -> list[Word]:
    """The words, numbers and signs of a plain text."""
    return [
        Word(m[0], stem(m[0]), m.start(), m.end(), text[m.end() : m.end() + 1] == ".") for m in _TOKEN.finditer(text)
    ]
