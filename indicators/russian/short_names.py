"""First names as colleagues say them: «Лена», «Леночка», «Ирочка», «Глебушка» are Елена, Ирина, Глеб; and patronymics:
«Николаич», «Сергевна»."""

from collections import defaultdict
from typing import Final

# A short name, and the full ones it may be of.
_TEXT: Final = """
аля: алла альбина алевтина алина; аня: анна; нюра: анна; антоша: антон; артемка: артем; боря: борис;
валя: валентина валентин; ваня: иван; варя: варвара; вася: василий василиса; вика: виктория; витя: виктор;
вова: владимир; володя: владимир; галя: галина; гена: геннадий; гриша: григорий; гуля: гульнара гульназ;
даня: даниил данила; даша: дарья; дима: дмитрий; женя: евгений евгения; жора: георгий; зина: зинаида; ира: ирина;
игорек: игорь; катя: екатерина; костя: константин; ксюша: ксения оксана; лара: лариса; лена: елена; леня: леонид;
леша: алексей; алеша: алексей; лида: лидия; лиза: елизавета; лера: валерия; лиля: лилия лилиана; люба: любовь;
люда: людмила; люся: людмила; маня: мария; маша: мария; мила: людмила милана; миша: михаил;
надя: надежда; настя: анастасия; наташа: наталья наталия; ната: наталья наталия; коля: николай; оля: ольга;
паша: павел; петя: петр; рая: раиса; рита: маргарита; рома: роман; саша: александр александра; света: светлана;
сережа: сергей; слава: вячеслав владислав святослав ярослав станислав; соня: софья софия; стас: станислав;
степа: степан; таня: татьяна; тома: тамара; тима: тимур тимофей; толя: анатолий; федя: федор; юля: юлия юлиана;
юра: юрий; яша: яков; эля: эльвира элина эльмира; фая: фаина фаиля фанира; тоня: антонина;
шура: александр александра; андрюша: андрей; вадик: вадим; славик: вячеслав владислав; стасик: станислав;
эдик: эдуард; ростик: ростислав; толик: анатолий; владик: владислав; ильюша: илья; петруша: петр; марик: марат;
русик: руслан; тимурчик: тимур
"""
_SHORT: Final[dict[str, list[str]]] = defaultdict(list)
for _line in _TEXT.replace("\n", " ").split(";"):
    _said, _, _names = _line.partition(":")
    for _name in _names.split():
        if _said.strip() != _name:
            _SHORT[_name].append(_said.strip())
_VOWELS: Final = "аяьйеиоую"
_TENDER: Final = ("очка", "ечка", "енька", "онька", "ушка", "юшка")
_TENDER_MANS: Final = ("ушка", "юшка", "ик", "чик", "ек")
_SHORTEST: Final = 3  # letters of a stem that a tender ending may follow


def short_names(first: str) -> list[str]:
    """What somebody of this first name, in small letters, may be called, in the nominative."""
    shorts = _SHORT.get(first, [])
    stems = {one.rstrip(_VOWELS) if one[-1] in _VOWELS else one for one in (first, *shorts)}
    is_womans = first[-1:] in "аяь" or first in _WOMEN
    endings = _TENDER if is_womans else _TENDER_MANS
    tender = [stem + ending for stem in sorted(stems) if len(stem) >= _SHORTEST or stem in _TWO for ending in endings]
    tender += [one.rstrip(_VOWELS) + ending for one in shorts for ending in _TENDER if one[-1] in "ая"]
    return [one for one in dict.fromkeys([*shorts, *tender]) if one != first]


_WOMEN: Final = frozenset({"марьям", "аминат", "патимат", "хадижат", "асият", "зайнаб", "муслимат", "барият", "миясат"})
_TWO: Final = frozenset({"ир", "ан", "ол", "юл", "ал", "ас"})


def said_patronymics(patronymic: str) -> list[str]:
    """As it is spoken: «Николаич», «Сергеич», «Иваныч», «Сергевна», «Иванна»."""
    for ending, spoken in (("аевич", "аич"), ("еевич", "еич"), ("ович", "ыч")):
        if patronymic.endswith(ending):
            return [patronymic.removesuffix(ending) + spoken]
    for ending, spoken in (("аевна", "авна"), ("еевна", "евна"), ("ановна", "анна")):
        if patronymic.endswith(ending):
            return [patronymic.removesuffix(ending) + spoken]
    return []


_WORDS_TEXT: Final = """
    людей людям люди любой любою любы тому томе тома тома света свету свете светом слава славу славой славе славы рая
    раю рае вали валю валей коли колю лень лени лене милой милы милу миле мила толи гены гену дани маши паши тони вики
    кости костей костью али эли эле соня сони боре рома рому роме ром галей юре юра тим тима дима
"""
_WORDS: Final = frozenset(_WORDS_TEXT.split()) - {"юра", "юре", "дима", "рома", "соня"}


def is_also_a_word(word: str) -> bool:
    """«Людей», «любой», «тому»: a word of the language that a short name's case looks like."""
    return word in _WORDS
