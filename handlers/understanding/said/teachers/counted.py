"""«А если ночью напишу, засчитается?», «один звонок на обе школы?»: whether something counts is asked, of what, and by
which point of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from handlers.understanding.reading.classes.named import take_classes
from handlers.understanding.reading.spelling import plain
from handlers.understanding.reading.tokens import tokens_of
from nudges.counting import RULES, Point, Thing


def _any(*said: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(said)})")


_GREETING = re.compile(r"\b(?:добр\w+ (?:день|вечер|утро|утречко)|доброго (?:дня|вечера|утра|времени суток))\b")
# What asks whether it counts, and not whether it has been counted.
_COUNTS = _any(
    r"счита[ею]тся\b|считаться\b|считаете\b|считают\b|идет\b|идут\b|пойдет\b|пойдут\b",
    r"засчит(?:ают|аете|ается|аются|ывает\w*|ывают\w*)\b|зачт\w+|(?:в|за) зачет\b|в (?:счет|норму|показател\w*)\b",
    r"учтут\w*|учтется\b|учитыва[ею]т\w*|годится\b|годятся\b|подойд[уе]т\b|сойд[уе]т\b|сработает\b|прокатит\b|катит\b",
    r"(?:это|он|она|оно) (?:\w+ )?(?:звонок|сообщение|чат)(?=$| ?[?,.]| или\b| и\b)",
    r"попад[уе]т\b|успе(?:ю|ет)\b|плюсу[ею]т\w*|поможет\b|переход[ия]т\b|перейд[уе]т\b|минус\b|с меня (?:тоже |ведь "
    r"|же )?",
    r"это (?:\w+ )?\w+ (?:звонк|сообщени|чат)\w{0,2}(?=$| ?[?,.])",
    r"хватит\b(?! (?:\w+ )?\w+ть(?:ся)?\b)|достаточно\b",
)
_FITS = re.compile(r"(?<!не )\bподходит\b")
_MUST = _any(r"сколько (?:раз|звонков|сообщений|надо|нужно)", "надо ли", "нужно ли", r"должн\w+", "надо", "нужно")
_ASKS = re.compile(
    r"\?|\bли\b|\bили\b"
    r"|^(?:(?:а|ой|ну|скажите|подскажите|простите|извините|здравствуйте|пожалуйста)[ ,!.]+)*"
    r"(?:а |и |что |если |как |сколько |какой |какие |можно |обязательно )"
)
# Of what has been, of what is wrong, of when and of how much is left: questions of another kind.
_OTHER = _any(
    r"почему\b|зачем\b|откуда\b|когда (?:засчит|учт|зачт|посчит|пересчит)|что (?:такое|значит)\b|чем отличает",
    r"(?:засчита|посчита|насчита)(?:л|н)\w*|зачли\b|зачел\b|учли\b|учтен\w*|зачтен\w*|зачла\b",
    r"неправильн\w*|ошиб\w*|(?:уже завтра|завтра уже)\b|завтра (?:учт|засч|зачт)|учтутся\b.*завтра",
    r"сколько\b.*(?:не ?хвата|остал|у меня|за мной|до (?:нормы|десят)|еще|по вашим|можно|раз (?:вы|я|мне)\b|нас\b"
    r"|отправил)",
    r"сколько\b.*\bя (?:уже )?(?:написал|звонил|позвонил|сделал)|у (?:всей )?школы|по школе|не писать\b",
)
_WRITES = r"сообщени|сообщен|смс|голосов|стикер|смайл|кружоч|кружк|реакци|плюсик|лайк|эмодзи|сердечк|отвеча|ответ[ыи]"
_THINGS = (
    (Thing.CALL, _any(r"(?:по|со|до|пере|видео|аудио)?звон", "видеосвяз", "видеоконф", "видеовстреч")),
    (Thing.MESSAGES, _any(_WRITES, r"(?:на|до|от|по)?пи(?:са|шу|ши)\w*")),
    (Thing.JOURNAL, _any("журнал", "дневник", "эжд")),
    (Thing.CHAT, _any("чат", r"групп[ауые]\b", "бесед")),
)
_OTHER_PEOPLE = (
    r"(?:дет(?:и|ки|ишки)|ученики?|ребят(?:а|ки)|родител[ьи]|мам[аы]|пап[аы]|коллег[аи]|завуч|муж|жена|сын|дочь"
    r"|староста"
    r"|\w+классник\w*)"
)
_THEY_DO = (
    r"(?:пиш[еу]т|напи(?:сал|ш[еу]т)\w*|отвеча[ею]т|ответ(?:ил|ят)\w*|шл[ею]т|отправ\w+|присыла\w+|прислал\w*|звон[ия]т"
    r"|(?:по|со)?звон(?:ил|ит|ят)\w*|созда(?:л|[ею]т)\w*|(?:по)?ставил\w*|привязал\w*|связал\w*)"
)
_OF_THEM = r"(?:детей|учеников|родителей|ребят|коллег|класса)\b"
_DAYS = r"в (?:понедельник|вторник|сред[уы]|четверг|пятниц)"
_MESSENGERS = (
    r"(?:ватсап|вацап|вотсап|whatsapp|вайбер|viber|телеграм|телег[еауи]\b|telegram|скайп|skype|зум[еа]?\b|zoom|дискорд"
    r"|discord|телемост|имо\b|одноклассник)"
)
_SCHOOL = r"(?:\w+ )?(?:школ|гимнази|лице[йея])"
_POINTS: Mapping[Point, re.Pattern[str]] = {
    Point.OTHER_SCHOOL: _any(
        rf"(?:друг\w+|той|т[ау]|втор\w+|основн\w+|чуж\w+|кажд\w+|соседн\w+|обе|обеих|обеим|двух|две|двум) {_SCHOOL}",
        r"обеих\b.*школ|в двух местах|по основному месту",
    ),
    Point.PART_TIME: _any(
        "совмест",
        "пол ?ставк",
        r"четверт\w+ ставк",
        r"\d[.,]\d+ став",
        r"неполн\w+ ставк",
        "почасов",
        "полставк",
        "внешни",
        r"(?:дв[ае]|три|пара|один|\d) (?:дн\w+|час\w*) в неделю",
    ),
    Point.LANGUAGE: _any(
        r"не по\W?русски", r"по\W?(?:русски|английски|родному|татарски|аварски)", r"на \w+ском\b", "на родном"
    ),
    Point.BY_PHONE: _any(
        r"(?:по|через) (?:\w+ )?(?:телефону|мобильн\w*|сотов\w*)",
        r"обычн\w+ (?:\w+ )?звон",
        "по межгород",
        "телефону обычн",
    ),
    Point.FOREIGN: _any(_MESSENGERS),
    Point.TO_BOT: _any(
        r"(?:вам|тебе|боту) (?:пишу|напишу|ответ|отвеча|писать)",
        r"(?:пишу|отвечаю|отвечу|ответы?) (?:вам|тебе|боту|сюда)",
    ),
    Point.OTHER_ACCOUNT: _any(
        r"с (?:друг\w+|чуж\w+|втор\w+|стар\w+|личн\w+) (?:номер|аккаунт|профил|страниц)",
        r"с (?:номера|аккаунта|страницы|профиля) (?:мужа|жены|сына|дочери|коллеги)",
    ),
    Point.PRIVATE: _any(
        r"личн\w+|лично\b|в личк|личк|лс\b|тет а тет|один на один|одн(?:ому|им|ой) (?:роди|учени|челов|реб|мам)"
        r"|маме\b|папе\b",
        r"звон\w* (?:\w+ )?(?:ученику|ученице|ребенку|родителю|завучу|директору|коллеге|дочери|сыну)",
    ),
    Point.OTHERS_CHAT: _any(
        r"чуж\w+ (?:чат|групп|бесед)|не (?:я|сам[аи]?) созда|созда(?:л|ла|ли) (?!(?:я|сам[аи]?|и|его)\b)\w+"
        r"|создан\w* (?:не|кем|завуч"
        r"|родит|до)\b",
        r"кто созда|не я (?:админ|владел|созда)|созданн\w+ (?:не|кем|завуч|родит|предс)",
    ),
    Point.INCOMING: _any(
        r"(?:мне|нам|меня) (?:\w+ )?(?:по)?звон|(?:по)?звон\w* (?:мне|нам|меня)\b|входящ|(?:подключ|присоедин"
        r"|участв)\w*",
        r"чуж\w+ звон|сам[аоуй]* звон|(?:зашл|зайд|зайти|вошл)\w*|взял\w* трубк|прин\w+ звон|на (?:всех|двоих"
        r"|троих)\b|втроем|вдвоем|троим|двоим",
    ),
    Point.UNANSWERED: _any(
        r"никто не|не (?:взял|ответ|отвеча|подключ|пришл|подош|отклик|прочита|читают|берут)|сбросил|сорвал|молчат",
        r"двое\b|трое\b|сколько (?:человек|людей|детей|участник)|половин\w+ класса|не всему классу|без ответа",
        r"(?:из|на) (?:двух|трех|двоих|троих|\d+) ?(?:человек|детей|участник)?|с одним (?:учени|реб)",
    ),
    Point.OTHERS: _any(
        rf"{_OTHER_PEOPLE} (?:(?!не\b)\w+ ){{0,3}}{_THEY_DO}",
        rf"(?<!не ){_THEY_DO} (?:(?!не\b)\w+ ){{0,2}}{_OTHER_PEOPLE}\b",
        rf"(?:сообщени|ответ|звонк|стикер|реакци)\w* (?:от )?(?:мо\w+ |сам\w+ )?{_OF_THEM}|от {_OF_THEM}",
        r"от (?:предыдущ|прежн|друг)\w+ учител",
    ),
    Point.KEPT: _any(
        r"переход\w*|перенос\w*|перейд\w+|в запас|на(?:перед| будущее)|впрок|на (?:следующ\w+|другую|новую) недел",
        r"(?:с|за) прошл\w+ недел|каждую неделю (?:нов|занов|снова|опять|созда|привяз)|заранее|лишни",
    ),
    Point.DELETED: _any(r"удал\w+", r"стер(?:еть|ла|л)?\b", r"сотр\w+", r"отредактир\w+", r"исправленн\w*"),
    Point.SORT: _any(
        r"голосов|кружоч|кружк[аио]м?\b|стикер|смайл|эмодзи|сердечк|фот\w+|картин|видео|файл|документ|реакци|лайк"
        r"|плюсик",
        r"опрос|пересл|пересыл|репост|ссылк|гиф|открыт(?:к|ок)|аудио|камер|презентац|канал|трансляц|микрофон|грамот",
    ),
    Point.LENGTH: _any(
        r"минут|секунд|длит|длин[аыу]|длинн|коротк|одн(?:о|им) слов|пар[аоу]й? слов|сколько (?:по )?времени|полчаса"
        r"|по времени"
    ),
    Point.SPREAD: _any(
        r"(?:за|в) один день|за (?:один )?раз\b|подряд|каждый день|ежедневно|сразу все|разом|понемногу|понемножку"
        r"|в разные дни",
        r"по (?:одному|два|две|чуть)\b|в одном (?:чате|и том)|в (?:разных|нескольких|двух|каждом|каждый) (?:чат|групп"
        r"|бесед)",
        r"суммир|складыва|по всем чатам|раскид|растян",
    ),
    Point.WHEN: _any(
        r"ноч\w*|вечер\w*|утр\w+|выходн|суббот|воскресен|праздни|каникул|после (?:уроков|работы|\d)|поздно|на перемен",
        rf"(?:до|в) \d{{1,2}}(?:[:.]\d\d| час)|во время (?:урок|отпуск|больнич)|в нерабоч|в отпуск|на больничн|{_DAYS}",
        r"завтра|сегодня|вчера|раньше срока|пораньше|в любое время|в рабочее|рабочи(?:е|й|х) д",
    ),
    Point.WHERE: _any(
        r"с (?:\w+ )?(?:телефон|комп|планшет|ноутбук|ноут|айфон|смартфон|мобильн)|через (?:браузер|сайт|приложен|веб"
        r"|комп)",
        r"из (?:дом|больниц|палат|отпуск|поезд|автобус|деревн|машин|друг\w+ город)\w*|с дач|с работы|в дороге|дома\b",
    ),
    Point.WHICH_CHAT: _any(
        r"учительск|коллег|методобъедин|педсовет|педагог|родительск|с родител|чат\w* (?:класса|школы|кружка|секци"
        r"|кафедр|мо\b)",
        r"в люб(?:ом|ой)|в как(?:ом|ой)|какой чат|любой чат|в общем|общ\w+ чат|школьн\w+ чат|классн\w+ чат|секци",
        r"с (?:классом|учениками|детьми)|родителям|ученикам|детям|учител(?:ей|ям)\b",
    ),
}
_MANY = re.compile(r"\bсколько\b|\bхватит|\bдостаточно")
_ENOUGH = re.compile(r"\bхватит|\bдостаточно")
_WITHOUT_TEACHER = re.compile(r"\bбез (?:учител|педагог|классн|меня)")
_PARENTS = re.compile(r"\bродител|\bбез (?:учител|педагог)|\bс (?:учител|педагог)")
# What is said of a number is of the number all the same: «один звонок по видео, этого хватит?».
_LESS_THAN_NUMBER = frozenset({Point.SORT, Point.WHEN, Point.WHICH_CHAT, None})
# Asked by «надо ли», «сколько раз» as well, of what is counted by the week.
_BY_MUST = frozenset({Point.OTHER_SCHOOL, Point.SPREAD, Point.PART_TIME, Point.HOW_MANY})
_OF_WHOM = frozenset({Point.PART_TIME, Point.OTHER_SCHOOL})
_WEEKLY = frozenset({Thing.MESSAGES, Thing.CALL})
_AMOUNT = re.compile(r"\bсколько\b|\bнорм|\bстольк|\d|\bодин\b|\bодному\b|\bдесять|\bтри\b|\bтрех\b|\bобе")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")


@dataclass(frozen=True, slots=True)
class Counted:
    """`said` is the number that is asked about; `rest` what the message says besides."""

    thing: Thing
    point: Point | None
    said: int | None = None
    rest: str = ""


def counting_question(text: str, *, surely: bool = False) -> Counted | None:
    """None where nothing is asked, or something else is. `surely`: it is known that a rule is asked about."""
    sentences = [one for one in _SENTENCE.findall(text) if one.strip()]
    for place, sentence in enumerate(sentences):
        found = _asked(sentence, surely=surely) or _asked_of_part_time(sentence, text)
        if found is None:
            continue
        thing, point = found
        rest = " ".join(one.strip() for at, one in enumerate(sentences) if at != place)
        wider = _point(plain(rest), thing) if rest and point in (None, Point.HOW_MANY) else None
        number = _number(sentence)
        if point is Point.PART_TIME:
            return Counted(thing, point, number)  # what is said besides is why it is asked
        if wider in _OF_WHOM:  # «мне хватит трёх? Совместителям, говорят, три»
            return Counted(thing, wider, number)
        return Counted(thing, point, number, rest)
    return None


def _asked(sentence: str, *, surely: bool) -> tuple[Thing, Point | None] | None:
    said = _GREETING.sub("", plain(sentence)).strip(" ,.!")
    if _OTHER.search(said) is not None or not (surely or _ASKS.search(said) is not None):
        return None
    counts = surely or _COUNTS.search(said) is not None or _FITS.search(said) is not None
    thing = next((thing for thing, words in _THINGS if words.search(said) is not None), None)
    if thing is None and surely and _point(said, Thing.ANYTHING) is not None:
        thing = Thing.ANYTHING
    if thing is None or not (counts or _MUST.search(said) is not None):
        return None
    point = _point(said, thing)
    enough = _ENOUGH.search(said) is not None and _number(sentence) is not None
    if point in _LESS_THAN_NUMBER and (enough or (point is None and _MANY.search(said) is not None)):
        point = Point.HOW_MANY
    if thing is Thing.CHAT and point is Point.OTHERS and _WITHOUT_TEACHER.search(said) is not None:
        return None  # that one is made by the parents
    if point is Point.HOW_MANY and thing is Thing.CHAT and _PARENTS.search(said) is not None:
        return None  # each class has two of the parents'
    by_must = point in _BY_MUST and thing in _WEEKLY and _AMOUNT.search(said) is not None
    if thing is Thing.JOURNAL and point is None:
        return None
    return (thing, point) if counts or by_must else None


_NORM_ASKED = _any(
    r"распростран\w+",
    r"(?:меня|мне|нас|нам) (?:тоже |это )?касается",
    r"действ(?:ует|уют)",
    r"обязател\w+",
    r"как (?:мне )?быть\b",
    r"(?:могу|можно) (?:\w+ ){0,2}не\b",
    r"нор(?:ма|мы|му)\b",
    r"(?:те|то|столько|такие|та) же\b",
    r"(?:по)?меньше\b",
    r"(?:надо|нужно|должн\w+|сколько)\b",
)


def _asked_of_part_time(sentence: str, text: str) -> tuple[Thing, Point] | None:
    """«Я на 0,25 ставки. На меня те же 10 сообщений распространяются?», «на полставки норма меньше?»."""
    said = plain(sentence)
    is_asked = (
        "?" in sentence or re.search(r"\b(?:сколько|какая|какой|меньше ли|как (?:мне )?быть)\b", said) is not None
    )
    if _POINTS[Point.PART_TIME].search(plain(text)) is None or _OTHER.search(said) is not None or not is_asked:
        return None
    if _NORM_ASKED.search(said) is None:
        return None
    thing = next((thing for thing, words in _THINGS if words.search(said) is not None), None)
    if thing is None and re.search(r"\bнорм|\bкасается\b|\bраспростран|\bобяза|\bтоже\b|\bбыть\b", said) is not None:
        thing = Thing.ANYTHING
    return (thing, Point.PART_TIME) if thing in (*_WEEKLY, Thing.CHAT, Thing.ANYTHING) else None


_IN_GENERAL = re.compile(r"\bчто (?:такое|значит|считается|входит)|\bкак(?:ой|ие|ое)\b.*\bсчита|\bкак (?:вы )?счита")


def asks_in_general(text: str) -> bool:
    """«Что считается звонком»: no single point of it."""
    return _IN_GENERAL.search(plain(text)) is not None


def _point(said: str, thing: Thing) -> Point | None:
    """The first of which a rule is known for the thing."""
    return next(
        (
            point
            for point, words in _POINTS.items()
            if ((thing, point) in RULES or (point is Point.PART_TIME and thing in _WEEKLY))
            and words.search(said) is not None
        ),
        None,
    )


def _number(sentence: str) -> int | None:
    """The one that is asked whether it is enough: no class («хватит чата 7Б?»)."""
    if _ENOUGH.search(plain(sentence)) is None:
        return None
    tokens = tokens_of(sentence)
    take_classes(tokens)
    values = [one.value for one in tokens if one.value is not None and not one.entity]
    return values[0] if len(values) == 1 else None
