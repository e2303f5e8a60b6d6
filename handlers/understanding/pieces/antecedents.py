"""Who «она» is: in a part of a message that has no name of its own, the one who was named last."""

import re
from collections.abc import Mapping, Sequence

from handlers.understanding.lexicon.words import lexicon
from handlers.understanding.reading.forms import form
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.manner import DISTURB
from handlers.understanding.reading.people.roster import Named
from indicators.russian.names import gender

_ONE = re.compile(r"\b(?:её|ее|его|ей|ему|неё|нее|ней|него|нему|нём|нем|она|он)\b", re.IGNORECASE)
_MANY = re.compile(r"\b(?:их|им|ними|них|ним|они)\b", re.IGNORECASE)
_SHOWN = frozenset({"show", "give", "check"})
# «…, а сегодня не трогай»
_IN_PEACE = re.compile(rf"\bне (?:трога|дёрга|трев|беспоко|пиши|напомин|{DISTURB})\w*", re.IGNORECASE)
_OTHERS = frozenset({"nobody", "all_word", "staff", "who_q", "me"})
_WORD = re.compile(r"[^\W\d_]+")


def with_names(parts: Sequence[str], sentence: Sentence) -> list[str]:
    """The parts, with names in the place of «её», «им» where something is ordered of them or asked about them."""
    names = [_said(sentence, one) for one in sentence.persons]
    if not names:
        return list(parts)
    spared = [_said(sentence, one) for one in sentence.excepted]
    found: list[str] = []
    named: list[str] = []
    so_far: list[str] = []
    for part in parts:
        own = [name for name in names if name in part]
        is_named = own or any(name in part for name in spared)
        found.append(part if is_named or not named or not _is_of_them(part) else _named(part, named, so_far))
        named = own or named
        so_far += [name for name in own if name not in so_far]
    return found


def _said(sentence: Sentence, one: Named) -> str:
    """As it stands in the message, «Мелковой Н.Ю.» with its stops."""
    return sentence.text[sentence.tokens[one.places[0]].start : sentence.tokens[one.places[-1]].end]


def with_each(parts: Sequence[str], sentence: Sentence) -> list[str]:
    """The parts, with the name in the place of «она» and «он» where it is said how long each of several is away; words
    to be passed on stay as they are."""
    is_she = {_said(sentence, one): _is_she(one) for one in sentence.persons}
    passes_on = {one.text for one in sentence.tokens if one.form == "imp" and not one.denied and one.means(*_SAID)}
    found, so_far, row, told = list[str](), list[str](), list[str](), list[str]()
    for number, whole in enumerate(parts):
        if not passes_on.isdisjoint(_WORD.findall(whole)):
            return [*found, *parts[number:]]
        for part in _EACH_BEGINS.split(whole):
            own = [name for name in is_she if name in part]
            so_far += [name for name in own if name not in so_far]
            row, told = (own, list[str]()) if len(own) > 1 else (row, told)
            row = row or (so_far if len(so_far) == 2 and _BOTH.match(part) else row)
            in_order = _in_order(part, row, told, is_she) if not own else []
            told = [*told, *in_order]
            rest = _IN_ORDER.sub("", part, count=1)
            meant = f"{' и '.join(in_order)} {rest}" if in_order else _each(part, so_far, is_she)
            found.append((not own and meant) or part)
    return found


def told_of_each(parts: Sequence[str], sentence: Sentence) -> str:
    """«Дубова и Волков: одна всё сделала, второй болеет до среды» with each by name, where nothing is said of both:
    empty for all else."""
    names = [_said(sentence, one) for one in sentence.persons]
    split = [one for whole in parts for one in _EACH_BEGINS.split(whole)]
    bare = [one for one in split if _are_names_alone(one, names)]
    told = with_each(parts, sentence)
    are_each = [one for one in split if _IN_ORDER.match(one) is not None and one not in told]
    rest = [one for one in told if one not in bare]
    return ", ".join(rest) if bare and len(are_each) > 1 else ""


def _are_names_alone(part: str, names: Sequence[str]) -> bool:
    found = [name for name in names if name in part]
    for name in found:
        part = part.replace(name, "")
    return len(found) > 1 and set(_WORD.findall(part.lower())) <= {"и", "а"}


_NUMBERED = (r"перв(?P<g1>ый|ая|ого|ую|ому|ой)", r"втор(?P<g2>ой|ая|ого|ую|ому)", r"трет(?P<g3>ий|ья|ьего|ью|ьему|ьей)")
_BOTH = re.compile(r"(?:об[ае]|обоих|обеих|обоим|обеим)\b", re.IGNORECASE)  # not «обещал»
_IN_ORDER = re.compile(
    rf"^(?:(?:а|и)\s+)?(?:{'|'.join(_NUMBERED)}|(?P<last>последн(?:ий|яя|его|юю|ему|ей))"
    r"|(?P<some>перв(?:ые|ых|ым)\s+(?:двое|трое|двоих|троих|двоим|троим|два|две|три))"
    rf"|(?P<both>{_BOTH.pattern})|(?P<rest>остальн(?:ые|ых|ым))|(?P<one>од(?:ин|на))|(?P<other>друг(?:ой|ая)))\s+"
    r"(?=(?:в|во|на|до|с|со|по|у|бол|заб|леж|уех|уеж|уш|уход|отпуск|дек|курс|сов|декрет|больн|там"
    r"|(?:вс[её]\s|уже\s)?(?:сдел|выполн|закрыл|созда|связал|позвон|вышл?|верну|работа))\w*)",
    re.IGNORECASE,
)
_HERS = ("ая", "ую", "ья", "ью", "яя", "юю", "на", "ей")


def _in_order(part: str, row: Sequence[str], told: Sequence[str], is_she: Mapping[str, bool]) -> list[str]:
    """«Первая в госпитале, вторая в отпуске», «первые двое до среды, остальные до пятницы», «один болеет, другой …»:
    who of a row that was named before it is; none where it is not clear. `told`: of whom it was said already."""
    said = _IN_ORDER.match(part)
    if said is None or len(row) < 2:
        return []
    if said["rest"]:
        return [name for name in row if name not in told] if told else []
    if said["some"]:
        count = 3 if "тр" in said["some"].lower() else 2
        return list(row[:count]) if len(row) >= count else []
    if said["both"]:
        return list(row) if len(row) == 2 else []
    numbered = next((at for at in range(3) if said[f"g{at + 1}"]), -1)
    of_two = len(row) == 2 and (said["one"] or said["other"])
    if numbered >= len(row) or not (numbered >= 0 or said["last"] or of_two):
        return []
    name = row[numbered] if numbered >= 0 else row[0 if said["one"] else -1]
    word = said[0].strip().lower()
    ambiguous = word.endswith("ой")  # «второй» on a sick leave, and «у второй»
    if len(row) == 2 and is_she[row[0]] is not is_she[row[1]] and not ambiguous:
        return [one for one in row if is_she[one] == word.endswith(_HERS)]  # «один болеет, другая …»
    if said["other"] and ambiguous and told:
        return [one for one in row if one not in told]
    return [name] if word.endswith("ой") or is_she[name] == word.endswith(_HERS) else []


_SAID = ("tell", "write")


_EACH_BEGINS = re.compile(r"(?::|,?\s[—–-])\s+(?=(?:у\s+)?(?:она|он|не[её]|него|перв\w+|один|одна)\b)", re.IGNORECASE)
# «…: она до пятницы, он до 10-го», «у неё до среды»
_OF_EACH = re.compile(
    r"^(?:(?:а|и)\s+)?(?:у\s+)?(?P<she>она|не[её]|её|ее|ей)?(?P<he>он|него|его|ему)?\b(?=[^.?!]*?(?:\d|\b(?:до|по|с|на)\s))",
    re.IGNORECASE,
)


def _each(part: str, names: Sequence[str], is_she: Mapping[str, bool]) -> str:
    """The part with the one of several who were named before that «она» or «он» is; empty where it is not clear."""
    said = _OF_EACH.match(part)
    if said is None or not (said["she"] or said["he"]) or len(names) < 2:
        return ""
    meant = [name for name in names if is_she[name] == bool(said["she"])]
    return f"{meant[0]}{part[said.end() :]}" if len(meant) == 1 else ""


def _is_she(one: Named) -> bool:
    member = one.members[0]
    known = gender(member.patronymic)
    return known == "female" or (known is None and member.last.endswith(("а", "я")))


def with_days(parts: Sequence[str], sentence: Sentence) -> list[str]:
    """The parts, with the day that was named last in the place of «в тот день», «тогда же»."""
    days = {place: day for day, place in sentence.when.places.items()}
    found, last = list[str](), ""
    named = [(sentence.tokens[place].start, f"{days[place]:%d.%m}") for place in sorted(days)]
    for part in parts:
        start = sentence.text.find(part)
        last = next((day for at, day in reversed(named) if start >= 0 and at < start), last)
        found.append(_THAT_DAY.sub(last, part, count=1) if last else part)
    return found


_THAT_DAY = re.compile(r"\b(?:в |на )?(?:этот|тот) (?:же )?день\b|\bтогда же\b", re.IGNORECASE)


def _is_of_them(part: str) -> bool:
    return "?" in part or _IN_PEACE.search(part) is not None or any(map(_orders, _WORD.findall(part.lower())[:2]))


def _orders(word: str) -> bool:
    return form(word) == "imp"


_COUNTED = (
    re.compile(r"\b(?:об(?:ои|еи)(?:м|х)|(?:всем |всех )?дво(?:им|их))\b", re.IGNORECASE),
    re.compile(r"\b(?:всем |всех )?тро(?:им|их)\b", re.IGNORECASE),
    re.compile(r"\b(?:всем |всех )?четвер(?:ым|ых)\b", re.IGNORECASE),
)


def _named(part: str, names: Sequence[str], so_far: Sequence[str]) -> str:
    for count, them in enumerate(_COUNTED, 2):  # «Исаев забыл пароль, Тестова не вошла, обоим памятку пришли»
        if len(so_far) >= count and them.search(part) and len(_WORD.findall(part)) > count:
            return them.sub(" и ".join(so_far[-count:]), part, count=1)
    if len(names) > 1 and _MANY.search(part):
        return _MANY.sub(" и ".join(names), part, count=1)
    if _ONE.search(part):
        return _ONE.sub(names[-1], part, count=1)
    words = _WORD.findall(part.lower())
    orders = len(words) == 1 and not lexicon().concepts(words[0]) & _SHOWN
    spares = _IN_PEACE.search(part) is not None and not any(lexicon().concepts(word) & _OTHERS for word in words)
    return f"{part} {names[-1]}" if orders or spares else part  # «…, убери»; «что придёт Алиевой, покажи» shows that
