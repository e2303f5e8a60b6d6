"""What a heading means: a dictionary of phrases first, likeness second (then it is marked as a guess).

How to read a phrase: its words may stand anywhere in the heading, in any order. `сообщ` is the beginning
of a word, `=id` a whole word, `а|б` either of them, `-канал` must not occur. A phrase that starts with `^`
is the whole heading. Of several phrases that fit, the one with the most words wins, then the earlier line.
{teacher} and {pupil} are the words below. «не менее» is read as «минимум», «три» as «3», «кол-во» as «количество».
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_WORDS: Final = {
    "{teacher}": "учител|педагог|сотрудник|педработ|преподават|работник|кадр|=пед",
    "{pupil}": "учени|учащ|обучающ|=дети|=детей|школьник|воспитанник|=уч-ся",
    "{journal}": "эжд|элжур|журнал|дневник|=эж|=эд|=мэш|=ээжд|=эо|=эор|электронн",
    "{platform}": "сферум|мессенджер|=вк|=vk|sferum|=вконтакте",
}

# Columns that are known and not wanted: the data of other people, targets, changes, and the opposite of a fact.
IGNORED: Final = "ignored"

# (meaning, phrases). A meaning is a fact's code, IGNORED, or one of the words of `PEOPLE` and `SUMMARY` below.
DICTIONARY: Final[tuple[tuple[str, str], ...]] = (
    (IGNORED, "^ =№; ^ =№ =п =п; ^ =п =п; ^ =no; ^ номер; ^ =номер =п =п; ^ =№ строк; =n =п =п"),
    (IGNORED, "порядков номер"),
    (IGNORED, "телефон; почт; =email; =e =mail; mail; снилс; паспорт; =инн; дат рожд; возраст; =пол"),
    (IGNORED, "^ рожден"),
    (IGNORED, "предмет; стаж; категори -персонал; образован =уров; ^ образование; примечан; комментар"),
    (IGNORED, "подпис; адрес -страниц"),
    (IGNORED, "план -выпол; цел -целом; целев; норматив; прошл недел; предыдущ; динамик; прирост"),
    (IGNORED, "изменен; разниц; отклонен"),
    (IGNORED, "рейтинг; =место -работ; балл; длительн; продолжительн; минут; последн сообщ; дат сообщ"),
    (IGNORED, "дат звон; врем"),
    (IGNORED, "личн сообщ; канал сообщ; прочита; получен сообщ; звон =мин -1; звонк =мин; входящ"),
    (IGNORED, "пропущен; средн сообщ; средн -школ"),
    (IGNORED, "=фио {pupil}; =фио родител; =фио директор; =фио ответствен; =фио координатор; директор"),
    (IGNORED, "ответствен; родител"),
    (IGNORED, "участ чат; состо чат; вступ чат; чат родител; приглашен; пригласи; код; логин; парол"),
    (IGNORED, "удален"),
    (IGNORED, "менее 3; менее 10; меньше 3; меньше 10; менее сообщ; меньше сообщ"),
    (IGNORED, "=не создав|созда|создал|создали; =не зарег; =не связ|привяз|подключ|подкл"),
    (IGNORED, "=не напис|совершил|соверш|активир"),
    (IGNORED, "=без звон; =без чат; =без сообщ; =без связ; =без привяз; =без {journal}; незарег"),
    (IGNORED, "неактивн; =не актив"),
    ("vk_id", "=vk =id; =вк =id; =vk =ид; =вк =ид; vkid; =id; =ид; идентификатор; userid"),
    ("vk_id", "ссылк -чат -журнал; =url; профил ссылк"),
    ("vk_id", "страниц; профил =vk|=вк|вконтакте; аккаунт =vk|=вк|вконтакте -связ -привяз; ^ =vk"),
    ("vk_id", "^ =вк; ^ вконтакте; номер =vk|=вк"),
    ("vk_id", "=id сотрудник|педагог|учител|пользоват; =vk =user =id; =user =id; номер страниц"),
    ("last_name", "^ фамили; ^ =last =name; ^ =lastname; ^ surname; фамили {teacher} -имя -инициал"),
    ("first_name", "^ =имя; ^ =first =name; ^ =firstname; ^ =имена"),
    ("patronymic", "^ отчеств; ^ =middle =name; ^ =middlename; ^ =patronymic"),
    ("full_name", "=фио; =ф =и =о; фамили =имя; фамили инициал; фамили =и =о; =полное =имя"),
    ("full_name", "=full =name; =fullname; ^ =name"),
    ("full_name", "^ =учитель; ^ =педагог; ^ =сотрудник; ^ =работник; ^ =преподаватель"),
    ("full_name", "^ =пользователь; ^ =человек; ^ =участник"),
    ("full_name", "^ =учителя; ^ =педагоги; ^ =сотрудники; =имя {teacher}|пользоват"),
    ("full_name", "^ педагогическ работник; ^ =user =name; ^ =username"),
    ("class_teacher", "классн руководител -чат -количеств -сообщ"),
    ("role", "должност; ^ =роль; ^ =роли; =роль|=роли; ^ =role; ^ =roles; ^ =position"),
    ("role", "категори персонал; кем работ"),
    ("classes", "^ =класс; ^ =классы; классн руководств; класс {teacher}; ^ =class; ^ =classes"),
    ("classes", "закреплен класс; ^ =кл; ^ литера; ведет класс"),
    ("school", "школ -моя -моей -мою -ученик -учител; образовательн организац|учрежд; учебн заведен"),
    ("school", "=оо; =оу; учрежден; организац"),
    ("school", "наименован; ^ =название; название школ|=оо; ^ =school; место работ; ^ =мбоу; ^ =мкоу"),
    ("school", "гимнази; лице"),
    ("period", "^ недел; ^ период; ^ отчетн недел|период; ^ =дата; ^ =week; за период; период недел"),
    ("my_school", "моя|моей|мою школ; фгис; моя|моей|мою школ {teacher}; фгис моя|моей|мою школ"),
    ("last_activity", "последн актив|вход|визит|посещ|действ|онлайн|авториз|=раз"),
    ("last_activity", "дат вход|актив|посещ|визит|авториз"),
    ("last_activity", "^ был =в =сети; last|lastseen activ|seen|login|visit|activity; ^ =lastseen"),
    ("last_activity", "последн заход"),
    ("pupils_journal", "{pupil} {journal}; {pupil} связ|привяз|подключ|подкл {journal}"),
    ("pupils_journal", "{pupil} связ|привяз"),
    ("pupils_journal", "{pupil} класс {journal}; {pupil} {platform} связ|привяз|подключ {journal}"),
    ("pupils_journal", "{pupil} аккаунт связ {journal}"),
    ("pupils_in", "{pupil} {platform}; {pupil} зарег|регистр|подключ"),
    ("pupils_in", "{pupil} всего|количеств {platform}; {pupil} класс {platform}"),
    ("pupils_in", "{pupil} класс зарег; {pupil} количеств зарег {platform}"),
    ("pupils_in", "{pupil} всего количеств {platform}"),
    ("pupils_count", "{pupil}; {pupil} количеств|всего|числ|контингент|список|списк; {pupil} класс"),
    ("pupils_count", "^ контингент; ^ наполняемост; {pupil} всего класс"),
    ("messages_10", "сообщ 10; ^ 10; {teacher} сообщ 10; сообщ минимум 10; {teacher} напис сообщ 10"),
    ("messages_10", "напис 10; минимум 10; сообщ 10 чат групп"),
    ("messages_3", "сообщ 3; ^ 3; {teacher} сообщ 3; сообщ минимум 3; {teacher} напис сообщ 3"),
    ("messages_3", "напис 3; минимум 3; сообщ 3 чат групп"),
    ("group_messages", "сообщ; сообщ групп|чат; сообщ групп чат; количеств сообщ; напис сообщ"),
    ("group_messages", "отправ сообщ; сообщ недел; messag; сообщ {platform}"),
    ("group_messages", "количеств сообщ групп|чат; количеств сообщ недел; сообщ чат недел"),
    ("group_messages", "количеств сообщ чат недел; ^ =смс"),
    ("calls", "звон; {teacher} звон; соверш звон; {teacher} соверш звон; звон недел; минимум звон"),
    ("calls", "количеств звон; calls; call; видеозвон; созвон"),
    ("calls", "{teacher} соверш минимум звон; {teacher} соверш 1 звон недел; звон {platform}"),
    ("journal_linked", "{journal} -паспорт; {journal} связ|привяз|подключ|подкл|интегр|синхрон"),
    ("journal_linked", "{teacher} {journal} связ|привяз|подключ|подкл"),
    ("journal_linked", "{journal} аккаунт|учетн; {teacher} {journal}; journal; связ аккаунт"),
    ("journal_linked", "привяз аккаунт; {platform} {journal} связ|привяз"),
    ("journal_linked", "{teacher} {platform} {journal} связ|привяз|подключ"),
    ("journal_linked", "{teacher} аккаунт {journal} связ|привяз; связка {journal}"),
    ("group_chats", "созда чат|бесед|групп; созда групп чат|бесед; групп чат -сообщ -напис -звон"),
    ("group_chats", "количеств чат|бесед; ^ чат; ^ бесед; {teacher} созда чат"),
    ("group_chats", "{teacher} созда групп чат; чат созда {teacher}; chats"),
    ("group_chats", "количеств групп чат -сообщ -напис; количеств созда чат"),
    ("group_chats", "{teacher} чат -сообщ -напис"),
    ("teachers_in", "{teacher} {platform}; {teacher} зарег|регистр|подключ -{journal}"),
    ("teachers_in", "{teacher} всего {platform}; {teacher} всего количеств {platform}"),
    ("teachers_in", "{teacher} количеств зарег|регистр; {teacher} всего зарег|регистр"),
    ("teachers_in", "{teacher} количеств {platform}; {teacher} зарег|регистр {platform}"),
    ("teachers_count", "{teacher} количеств|всего|числ|числен|штат|списоч|списк|список"),
    ("teachers_count", "{teacher} всего школ; {teacher} количеств всего|школ|=оо; ^ {teacher}"),
    ("registered", "зарег; регистр|регестр; registered|registration; регистр {platform}"),
    ("registered", "наличие профил|аккаунт|регистр|учетн"),
    ("registered", "^ {platform}; есть {platform}; аккаунт {platform} -связ -привяз; профил сферум"),
    ("registered", "учетн запис -статус; подключ {platform}; {platform} да"),
    ("profile_active", "статус; актив профил; статус профил|аккаунт|учетн; активирован; активац"),
    ("profile_active", "^ =активен; ^ =active; ^ =status; профил активир; ^ профиль"),
)

# What a meaning is in a list of people (a fact's code) and in a summary (an indicator's code).
PEOPLE: Final = {
    "pupils_journal": "pupils_journal_linked",
    "pupils_in": "pupils_registered",
    "pupils_count": "pupils_total",
    "teachers_in": "registered",
    "teachers_count": None,
    IGNORED: None,
}
SUMMARY: Final = {
    "pupils_in": "pupils_total",
    "pupils_count": "pupils_total",
    "teachers_in": "teachers_total",
    "teachers_count": "teachers_total",
    "registered": "teachers_total",
    "full_name": "teachers_total",  # «Учителя» over figures
    "group_chats": "teachers_created_chats",
    "messages_3": "teachers_3_messages",
    "messages_10": "teachers_10_messages",
    "calls": "teachers_called",
    "journal_linked": "teachers_journal_linked",
    "pupils_journal": "pupils_journal_linked",
    "school": "school",
    "period": "period",
    IGNORED: None,
}

_LEFT_OUT: Final = str.maketrans({"ё": "е", "\u00ad": "", "\u200b": "", "_": " "})
_LOOKALIKE: Final = str.maketrans("aceopxykmthb", "асеорхукмтнв")
_MIXED: Final = re.compile(r"\w*[а-я]\w*[a-z]\w*|\w*[a-z]\w*[а-я]\w*")
_SPELLINGS: Final = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?<=[а-я])-\s*\n\s*(?=[а-я])", ""),  # a word broken at the end of a line
        (r"\bкол\W{0,3}во\b|\bк-во\b|\bколич\b\.?", "количество"),
        (
            r"\bне\s+(менее|меньше|ниже|мене)\b|\bхотя\s+бы\b|\bот\b(?=\s+\d)|>=|≥|⩾|\bmin\b|\bмин\.?(?=\s*\d)",
            " минимум ",
        ),
        (r"\bболее\b(?=\s+\d)|\bбольше\b(?=\s+\d)|\bсвыше\b(?=\s+\d)", " минимум "),
        (r"\bтри\b|\bтр[её]х\b|\b3-?х\b", "3"),
        (r"\bдесят[ьи]\b|\b10-?ти\b", "10"),
        (r"\bодин\b|\bодного\b|\bодной\b|\bодна\b", "1"),
        (r"\bф\.?\s*и\.?\s*о\b\.?", "фио"),
        (r"\bуч-ся\b|\bуч-с[ья]\b|\bобуч-ся\b", "учащиеся"),
        (r"\bвк\b\s*мессенджер\w*|\bvk\b\s*мессенджер\w*|\bvk\b\s*messenger\b", "мессенджер вк"),
        (r"\bэлектронн\w*\s+образовани\w*", "эжд"),
        (r"\bэ\.\s*ж\.\s*д?\b\.?", "эжд"),
    )
)
_TOKEN: Final = re.compile(r"№|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """`code` is a meaning of the dictionary; a `guess` is shown to the officer as one."""

    code: str
    guess: bool = False


@dataclass(frozen=True, slots=True)
class _Phrase:
    code: str
    required: tuple[frozenset[str], ...]
    forbidden: frozenset[str]
    whole: bool
    line: int


def plain_heading(text: str) -> str:
    """Small letters, usual abbreviations written out, signs dropped: what two spellings have in common."""
    text = text.lower().translate(_LEFT_OUT).replace("\u00a0", " ")
    text = _MIXED.sub(lambda match: match[0].translate(_LOOKALIKE), text)
    for pattern, plain in _SPELLINGS:
        text = pattern.sub(plain, text)
    return " ".join(_TOKEN.findall(text))


def _phrases() -> list[_Phrase]:
    found = []
    for line, (code, text) in enumerate(DICTIONARY):
        for phrase in text.split(";"):
            for word, stems in _WORDS.items():
                phrase = phrase.replace(word, stems)
            words = phrase.split()
            whole = words[0] == "^"
            required = tuple(frozenset(w.split("|")) for w in words[whole:] if not w.startswith("-"))
            forbidden = frozenset(s for w in words if w.startswith("-") for s in w[1:].split("|"))
            found.append(_Phrase(code, required, forbidden, whole, line))
    return found


_PHRASES: Final = _phrases()
_STEMS: Final = frozenset(s for p in _PHRASES for group in (*p.required, p.forbidden) for s in group)
_BY_STEM: Final[dict[str, list[_Phrase]]] = {}
for _phrase in _PHRASES:
    for _stem in _phrase.required[0]:
        _BY_STEM.setdefault(_stem, []).append(_phrase)
_LONG_STEMS: Final = sorted(s for s in _STEMS if len(s) >= 5 and not s.startswith("="))


@lru_cache(maxsize=20_000)
def meaning_of(heading: str) -> Meaning | None:
    """The dictionary's answer, or `None`."""
    tokens = plain_heading(heading).split()
    code = _look_up(tokens) if tokens else None
    return Meaning(code) if code else None


@lru_cache(maxsize=4_000)
def guess_of(heading: str) -> Meaning | None:
    """The dictionary's answer for the heading as it was probably meant: one slip of the pen a word."""
    tokens = plain_heading(heading).split()
    mended = [_mended(token) for token in tokens]
    if mended == tokens:
        return None
    code = _look_up(mended)
    return Meaning(code, guess=True) if code and code != IGNORED else None


def _mended(token: str) -> str:
    from rapidfuzz.distance import OSA

    if len(token) < 5 or _stems_in(token) or not token.isalpha():
        return token
    for stem in _LONG_STEMS:
        if OSA.distance(token[: len(stem)], stem, score_cutoff=1) <= 1:
            return stem
    return token


def _stems_in(token: str) -> list[str]:
    return [token[:length] for length in range(1, len(token) + 1) if token[:length] in _STEMS]


def _look_up(tokens: list[str]) -> str | None:
    stems: set[str] = set()
    for token in tokens:
        if token.isdigit():
            stems.update({token} & _STEMS)
            continue
        stems.update(_stems_in(token))
        stems.update({f"={token}"} & _STEMS)
    best: tuple[int, int] | None = None
    code = None
    for stem in stems:
        for phrase in _BY_STEM.get(stem, ()):
            if phrase.whole and len(tokens) != len(phrase.required):
                continue
            if phrase.forbidden & stems or not all(group & stems for group in phrase.required):
                continue
            rank = (len(phrase.required) + phrase.whole, -phrase.line)
            if best is None or rank > best:
                best, code = rank, phrase.code
    return code


_PERCENT: Final = re.compile(r"%|процент|доля")


def is_percent(heading: str) -> bool:
    return _PERCENT.search(heading.lower()) is not None
