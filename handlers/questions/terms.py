"""«Что такое ЭЖД», «считается ли личное сообщение»: the words of the weekly file, explained in two lines.

Own patterns: its own dictionary, looked up by the term that the reader found.
"""

from handlers.engine.buttons import button, under
from handlers.engine.rights import schools_of
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.teacher import counting, passing_words
from indicators.catalogue import INDICATORS
from indicators.russian.rules import quoted
from reports.figures.journal import IN_THE_ORDER

_JOURNAL = (
    "ЭЖД — электронный журнал и дневник. «Связать ЭЖД» значит привязать к нему учебный профиль Сферума: "
    "это делают один раз, и показатель дальше держится сам."
)
_MESSAGES = (
    "Считаются сообщения в групповых чатах за неделю, с понедельника по воскресенье: в показателях стоят 3 и 10. "
    "Личные сообщения и ответы мне в счёт не идут."
)
_CALLS = (
    "Считается хотя бы один звонок за неделю, который начал сам педагог. "
    "Сколько минут он должен длиться, я не знаю: засчитан ли он, видно по файлу."
)
_CHATS = "Считается групповой чат, который педагог создал сам. Он нужен один раз: дальше показатель держится."
_PROFILE = (
    "Профиль «не активен», пока педагог не вошёл в мессенджер под учебным профилем. Войти нужно один раз; "
    "если статус не сменился, его поправит администратор школы."
)
_MY_SCHOOL = "ФГИС «Моя школа» — библиотека учебных материалов. Вход в неё считают отдельно от восьми показателей."
_DEBTS = "Долги — чего человеку не хватает до нормы: чат, сообщения, звонок, журнал. Список покажет «все долги»."
_EIGHT = "\n".join(
    ("Показатели — восемь цифр, по которым каждую неделю смотрят на школу:", *(f"• {one.title}" for one in INDICATORS))
)
# The beginning of a word, in the order in which the first that fits is taken.
TERMS = (
    (("эжд", "ежд", "журнал", "дневник"), _JOURNAL),
    (("сферум",), "Сферум — учебный профиль и школьные чаты в мессенджере: по нему и считают показатели школы."),
    (
        ("макс", "max"),
        "MAX — мессенджер, куда переходят школьные чаты Сферума. Как устроено у нас, подскажет «как сделать».",
    ),
    (("показател",), _EIGHT),
    (("сообщен",), _MESSAGES),
    (("звон",), _CALLS),
    (
        ("без",),
        "Родительский чат «без учителя» — чат одних родителей класса; «с учителем» — где есть и классный руководитель.",
    ),
    (("чат",), _CHATS),
    (("профил", "неактив", "активн"), _PROFILE),
    (("моя", "моей", "фгис"), _MY_SCHOOL),
    (
        ("сводк",),
        "Сводка — восемь показателей школы за неделю на одном экране: сколько есть, какая цель и что изменилось.",
    ),
    (("долг",), _DEBTS),
    (
        ("недел",),
        "Неделя статистики — с понедельника по воскресенье. Файл за неё приходит в её конце или в начале следующей.",
    ),
    (("охват",), "Охват — доля тех, кто есть в Сферуме, от всех, кто в списке: «38 из 41 (93 %)»."),
    (
        ("норм",),
        "Норма — чего ждут от одного: обычно один чат, 10 сообщений и один звонок за неделю, связанный журнал.",
    ),
    (("цел",), "Цель — сколько школа хочет набрать по показателю и к какому дню. Поставить: «цель звонки 80 %»."),
    (("отчет", "отчёт"), "Отчёт — таблица показателей, списки и меры за неделю файлом: xlsx, docx, pdf или картинкой."),
    (("сопоставл",), "Сопоставить — решить, кто в файле кто, когда имя записано иначе, чем в списке школы."),
    (("рассылк",), "Рассылка — личные напоминания по данным одной недели: каждому не больше одного, в рабочие часы."),
    (("пауз",), "Пауза — никому не пишу, пока не скажете «продолжить». Сводки и списки работают и в паузу."),
)
KNOWN = "Объясню, что такое ЭЖД, показатель, сводка, норма, цель, долги, рассылка, пауза."
OTHER = f"Этого слова в моём словаре нет. {KNOWN}"
NO_WORD = "Точного ответа на это у меня нет. Спросить ответственного?"


def explained(term: str) -> str | None:
    """By the beginning of the word."""
    said = term.lower()
    return next((text for stems, text in TERMS if said.startswith(stems)), None) if said else None


async def explain(talk: Talk, rest: str) -> None:
    """`term` is the word as it was understood."""
    said = talk.word("term").lower()
    text = explained(said)
    if text == _JOURNAL:
        schools = [*await schools_of(talk), *[await talk.school_of(one) for one in talk.who.persons]]
        names = {school.journal_name for school in schools} - {IN_THE_ORDER}
        for name in names if len(names) == 1 else ():
            text = f"{text} В вашей школе это {quoted(name) if ' ' in name else name}."
    is_teacher = talk.who.is_linked and not talk.who.members
    if is_teacher and await counting.answered(talk, surely=True):
        return
    if not said and is_teacher:
        await passing_words.offer(talk, NO_WORD)
        return
    help_ = button("Как сделать", "howto") if is_teacher else button("Помощь", "help")
    talk.say(text or (OTHER if said else KNOWN), under([help_]))


ROUTES = (Route("explain", Right.ANYONE, explain, Does.SAYS, leads_out=True, label="Объяснить слово"),)
