"""«Замени на: …», «не 14, а 15», «перенеси на четверг в 10», «только физикам»: what of an announcement is to change."""

import re
from collections.abc import Sequence
from itertools import takewhile

from handlers.understanding.reading.tokens import Token, tokens_of
from handlers.understanding.said.orders.announced_words import TO_SOME
from indicators.russian.day_words import Kind, day_words
from indicators.russian.rules import capital

_CHANGING = r"(?:замен|исправ|поправ|помен|измен|перепиш|перепис|отредактир|обнов)[а-яё]{0,8}"
_CHANGES = re.compile(rf"\b(?<!не ){_CHANGING}", re.IGNORECASE)
_SUBJECT = r"(?:объявлени|текст|слов)[а-яё]{0,4}"
_ABOUT = re.compile(rf"\b{_SUBJECT}", re.IGNORECASE)
_COLON = re.compile(r":(?!\d)")
# «Ой, я не то написала, ‹надо›: …»
_MISSAID = re.compile(
    r"\b(?:не\s{1,3}(?:то|так|те|та|тот)\b|ошиб|опечат|опис|оговор|неправильно|неверно|вместо этого)", re.IGNORECASE
)
_QUOTED = re.compile(r"^[«\"“„'](?P<words>[^«»\"“”„]{1,1000})[»\"”']\W{0,3}$")
# «Поменяй ‹в объявлении слова› «отчёты» на «планы»»
_NAMING = re.compile(
    rf"^(?:(?:в|во|его|её|это|этом|там|мне|пожалуйста|время|{_SUBJECT})\s{{1,3}}){{0,4}}", re.IGNORECASE
)
_INSTEAD = re.compile(r"\bвместо\s{1,3}", re.IGNORECASE)
_NOT_BUT = re.compile(r"\bне\s{1,3}(?P<was>[^,.!?]{1,100}?),?\s{1,3}а\s{1,3}(?P<now>[^.!?\n]{1,300})", re.IGNORECASE)
_EDGES = " \t\n,;.—–-«»\"“”„'"
_PUTS = re.compile(r"^(?:надо|нужно|напиши\w{0,3}|поставь\w{0,3}|пусть будет|будет|должно быть)\s{1,3}", re.IGNORECASE)
_LONGEST_PART = 12  # words of which «вместо …» is what is said now
_BARE_HOUR = re.compile(
    r"\bна\s{1,3}(?=\d{1,2}(?:[:.]\d\d)?(?:\s{1,3}(?:час|утра|дня|вечера)[а-яё]{0,2})?\W{0,3}$)", re.IGNORECASE
)
_PARTS_OF_DAY = frozenset({"утра", "утро", "утром", "дня", "днём", "днем", "вечера", "вечером", "час", "часа", "часов"})
_FILLING = (
    *(
        "замен",
        "перенес",
        "перенос",
        "сдвин",
        "передвин",
        "отлож",
        "помен",
        "измен",
        "исправ",
        "отправ",
        "пошл",
        "назнач",
    ),
    *("пусть", "лучше", "давай", "постав", "уйд", "объявлен", "время", "день", "дату", "рассылк", "пожалуйст"),
    *("его", "её", "ее", "это", "этот", "всё", "все-таки", "всё-таки", "теперь", "тогда", "ой", "нет", "хотя", "надо"),
    *("нужно", "можно", "а", "и", "но", "же", "уже", "только", "тоже", "ладно", "передума", "прост", "извин"),
)
_LONG = 4  # letters of a stem; a shorter word is itself alone


def new_words(text: str, said: str) -> str:
    """What is to be said in the place of `said`; empty where the text has no such words."""
    colon = _COLON.search(text)
    if colon is not None and (told := text[colon.end() :].strip()):
        head = text[: colon.start()]
        changes = _CHANGES.search(head) or _ABOUT.search(head) or _MISSAID.search(head)
        return capital(_unquoted(told)) if changes else ""
    if changed := _in_part(text, said):
        return capital(changed)
    verb = _CHANGES.search(text)
    rest = _NAMING.sub("", text[verb.end() :].strip()) if verb is not None else ""
    whole = rest.removeprefix("на ").strip() if rest.startswith("на ") else ""
    return capital(_unquoted(whole)) if whole and not is_moment(whole) else ""


def _unquoted(words: str) -> str:
    found = _QUOTED.match(words.strip())
    return found["words"].strip() if found is not None else words.strip()


def _in_part(text: str, said: str) -> str:
    """«Замени 14 на 15», «не 14, а 15», «вместо отчётов — планы»: where that stands in what is said."""
    verb = _CHANGES.search(text)
    if verb is not None:
        rest = _NAMING.sub("", text[verb.end() :].strip())
        for at in [one.start() for one in re.finditer(r"\sна\s", rest)]:
            if changed := _put(said, rest[:at], rest[at + 4 :]):
                return changed
    several = [found for one in _AND_NOT.split(text) if (found := _NOT_BUT.search(one)) is not None]
    if len(several) > 1:  # «ой, не в 14, а в 15, и не в кабинете, а в библиотеке»
        return _put_all(said, several)
    if (other := _NOT_BUT.search(text)) is not None and (changed := _put(said, other["was"], _first(other["now"]))):
        return changed
    instead = _INSTEAD.search(text)
    words = text[instead.end() :].split() if instead is not None else []
    for count in range(min(len(words) - 1, _LONGEST_PART), 0, -1):
        if changed := _put(said, " ".join(words[:count]), _first(" ".join(words[count:]))):
            return changed
    return ""


_AND_NOT = re.compile(r"[,;]?\s{1,3}(?:и|а ещё|а еще)\s{1,3}(?=не\s)|[,;]\s{1,3}(?=не\s)", re.IGNORECASE)


def _put_all(said: str, others: Sequence[re.Match[str]]) -> str:
    """Each in its place; nothing where one of them has none."""
    for one in others:
        said = _put(said, one["was"], _first(one["now"])) if said else ""
    return said


def _first(words: str) -> str:
    """«Во вторник‹, поменяй объявление›»: what follows says that it is to be changed."""
    kept = takewhile(lambda part: not (_CHANGES.search(part) or _ABOUT.search(part)), re.split(r",\s", words))
    return ", ".join(kept)


def _put(said: str, was: str, now: str) -> str:
    was, now = was.strip(_EDGES), _PUTS.sub("", now.strip(_EDGES)).strip(_EDGES)
    if not was or not now:
        return ""
    found = re.search(rf"(?<!\w){re.escape(was)}(?!\w)", said, re.IGNORECASE)
    return f"{said[: found.start()]}{now}{said[found.end() :]}" if found is not None else ""


def new_moment(text: str) -> str:
    """«Перенеси его на четверг в 10», «лучше в 12»: the words of the day and the hour; empty where something else is
    said as well."""
    other = _NOT_BUT.search(text)
    of_hour = other is not None and is_moment(_plain(other["was"])) and not _plain(text[: other.start()])
    told = _first(other["now"]) if other is not None and of_hour else text.partition(", а не ")[0]
    plain = _plain(told)
    return _BARE_HOUR.sub("в ", plain) if is_moment(plain) else ""


def _plain(text: str) -> str:
    kept = [one for one in re.findall(r"[\w:.\-]+", text.lower()) if not _is_filling(one.strip(".-"))]
    return " ".join(kept).strip(" .:-")


def _is_filling(word: str) -> bool:
    return any(word == one or (len(one) > _LONG and word.startswith(one)) for one in _FILLING)


def is_moment(words: str) -> bool:
    said = day_words(words.lower())
    return any(one.kind not in (Kind.OTHER, Kind.ON) for one in said) and all(
        one.kind is not Kind.OTHER or one.text in _PARTS_OF_DAY for one in said
    )


def names_day(words: str) -> bool:
    """An hour alone is one of the day it has now."""
    return any(one.kind not in (Kind.OTHER, Kind.ON, Kind.NUMBER) for one in day_words(words.lower()))


def head_of(text: str) -> str:
    """What stands before the words: «‹перенеси на четверг в 10 и замени на›: …»."""
    colon = _COLON.search(text)
    return text[: colon.start()] if colon is not None else text


_ABOUT_SHORT = re.compile(r"\b(?:про|об?|насч[её]т)\s{1,3}(?P<stem>\w{3})\w?\b")
_STEM = 5  # letters in which a word is the same in every case
_ABOUT_IT = frozenset({"про", "о", "об"})


def names_words_of(text: str, said: str) -> bool:
    """«Объявление про журналы»: whether it is the one that says «приносим журналы»."""
    stems = _stems(said)
    if any(one[:_STEM] in stems for one in re.findall(r"\w{5,}", head_of(text).lower())):
        return True
    short = _ABOUT_SHORT.search(head_of(text).lower())  # «про мыши» of «мыши в кабинетах»
    return short is not None and any(
        one.startswith(short["stem"]) and len(one) <= _STEM for one in re.findall(r"\w+", said.lower())
    )


def without_its_name(text: str, said: str) -> str:
    """«Перенеси объявление ‹про журналы› на пятницу» without what only tells which one is meant."""
    stems = _stems(said)
    return " ".join(one for one in text.split() if one.lower() not in _ABOUT_IT and one.lower()[:_STEM] not in stems)


def _stems(said: str) -> set[str]:
    return {one[:_STEM] for one in re.findall(r"\w{5,}", said.lower())}


_FOR_WHOM = re.compile(r"\b(?:только|лишь|не всем|добавь|добавьте|ещ[её]|тоже)\b", re.IGNORECASE)
_BESIDES = re.compile(r"\b(?:добавь|добавьте|ещ[её]|тоже)\b", re.IGNORECASE)


def whom_said(text: str) -> str:
    """«Объявление ‹только физикам›», «не всем, а ‹химикам›»; empty where it says nothing of whom it is for."""
    if _FOR_WHOM.search(text) is None:
        return ""
    other = _NOT_BUT.search(text)
    kept = [one for one in tokens_of(other["now"] if other is not None else text) if one.kind != "mark"]
    named = [one for one in kept if not (_is_filling(one.norm) or one.means("tell", "send", "write", "announcement"))]
    return " ".join(one.text for one in named if not (_CHANGES.match(one.text) or _FOR_WHOM.match(one.text)))


_TURN = re.compile(
    r"^\W*(?:(?:ой|ай|нет|не|тьфу|а|хотя|упс|стоп|вернее|точнее|простите|извините|лучше|давайте?)\b[\s,.!—–-]{1,3}){1,4}",
    re.IGNORECASE,
)
_NOT_THEM = re.compile(  # «(нет,) не физикам, (а) учителям химии»
    r"^\W*(?:(?:ой|ай|нет|тьфу|а|хотя|упс|простите|извините)\b[\s,.!—–-]{1,3}){0,3}не\s{1,3}"
    r"(?:\w+\s{1,3}){0,2}\w+,\s{1,3}(?:а\s{1,3})?(?P<now>[^,]+)$",
    re.IGNORECASE,
)
_TURNS = re.compile(r"\b(?:ой|нет|тьфу|упс|вернее|точнее|лучше)\b", re.IGNORECASE)
_MOST_NAMED = 6  # words that only say whom


def whom_turned_to(text: str) -> str:
    """«Нет, ‹математикам›», «ой, ‹Уткиной›»: whom it is for instead, where nothing else is said; who they are, the
    reader tells."""
    other = _NOT_THEM.match(text)
    turn = _TURN.match(text) if other is None else None
    if "?" in text or (other is None and (turn is None or _TURNS.search(turn.group()) is None)):
        return ""
    said = other["now"] if other is not None else text[turn.end() :] if turn is not None else ""
    words = [one for one in tokens_of(said) if one.kind != "mark"]
    is_deed = any(one.denied or one.norm == "не" or _is_verb(one) for one in words)
    return " ".join(one.text for one in words) if 0 < len(words) <= _MOST_NAMED and not is_deed else ""


def _is_verb(token: Token) -> bool:
    """«Химии» and «и» only look like one."""
    of_people = any(one.startswith(("subject:", "post:")) for one in token.concepts)
    is_known = bool(token.concepts) and not (token.is_filler or of_people)
    return is_known and token.form in ("imp", "inf", "past", "third")


def says_besides(text: str) -> bool:
    """«И Ивановой тоже»: whoever was to have it has it all the same."""
    return _BESIDES.search(text) is not None


_ASKS = re.compile(
    rf"^(?:\W|\w{{1,6}},?\s){{0,3}}?(?:{_CHANGING}|без\s|кроме\s|только\s|не всем|добавь|ещ[её]\s)", re.IGNORECASE
)


_DICTATES = re.compile(
    rf"(?:\b(?<!не ){_CHANGING}|{_MISSAID.pattern})(?:[\s,.!—–-]{{1,3}}\w{{1,12}}){{0,5}}\s*$", re.IGNORECASE
)


def asks_to_change(text: str) -> bool:
    """Whether words behind what was just announced may be of it."""
    return bool(
        _ASKS.search(text)
        or _NOT_BUT.search(text)
        or new_moment(head_of(text))
        or whom_turned_to(text)
        or says_anew(text)
    )


def says_anew(text: str) -> bool:
    """«Ой, я не то написала, замени: приборы в лаборантской»: other words, and no order of their own."""
    head = head_of(text)
    return head != text and TO_SOME.match(head) is None and _DICTATES.search(head) is not None


_REPORTED = re.compile(
    r"^\W*(?:(?:она|он|они|завуч|директор)\s)?(?:уточнил[аи]?|сказал[аи]?|говорит|поправил[аи]?|просит)[\s,:—–-]+",
    re.IGNORECASE,
)
_MOST_ALONE = 8


def whom_alone(text: str) -> str:
    """«Она уточнила, не всем, а только ‹классным руководителям 5–9›»: whom it is for, and no words of it."""
    told = _REPORTED.sub("", text).strip(" .!")
    if "?" in told or ":" in told or len(told.split()) > _MOST_ALONE:
        return ""
    return whom_said(told) or whom_turned_to(told)
