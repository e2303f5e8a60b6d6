"""What is understood by the stems that matter, where no wording of the table fits."""

from pathlib import Path

import pytest

from handlers.engine.routes import Does
from handlers.topics import ROUTES
from handlers.understanding.wordings.stems import OFFICE, TEACHER, codes, gist

NEAR_MISSES = (Path(__file__).parent / "near_misses.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("text", "code", "given"),
    [
        ("кто у нас на этой неделе вообще ни разу не позвонил", "list", {"gap": "no_call"}),
        ("ктонезвонил", "list", {"gap": "no_call"}),
        ("не созванивались кто", "list", {"gap": "no_call"}),
        ("кто из учителей не создавал групповые чаты", "list", {"gap": "no_group_chat"}),
        ("кто ещё не регистрировался?", "list", {"gap": "not_registered"}),
        ("менее 3 сообщений", "list", {"gap": "few_messages", "below": "3"}),
        ("кто не дотянул до 10 сообщений", "list", {"gap": "few_messages"}),
        ("у кого не хватает сообщений", "list", {"gap": "few_messages"}),
        ("у кого не связан электронный журнал", "list", {"gap": "journal_not_linked"}),
        ("статус не активен", "list", {"gap": "profile_inactive"}),
        ("покажи всех, у кого есть долги", "list", {"gap": "all"}),
        ("кто на больничном", "exempt", {}),
        ("кто у нас в отпуске", "exempt", {}),
        ("как изменились показатели за месяц?", "dynamics", {}),
        ("растём или падаем?", "dynamics", {}),
        ("какие показатели по школе на сегодня", "summary", {}),
        ("во сколько отправляешь", "schedule", {}),
        ("кто получил напоминания", "progress", {}),
        ("до кого не дошло сообщение", "undelivered", {}),
        ("кому бот не может написать", "unreachable", {}),
        ("на что жалуются учителя", "disputes", {}),
        ("куда скинуть таблицу", "upload", {}),
        ("целевые показатели", "targets", {}),
        ("поменять название школы", "settings", {}),
        ("какие чаты созданы", "chats", {}),
        ("?", "help", {}),
        ("сколько до конца срока", "deadline", {}),
        ("сколько дней осталось до срока регистрации?", "deadline", {}),
        ("когда заканчивается срок", "deadline", {}),
        ("до какого числа надо зарегистрироваться", "deadline", {}),
        ("сколько звонков", "summary", {}),
        ("сколько у нас чатов", "summary", {}),
        ("сколько сообщений на этой неделе", "summary", {}),
        ("сколько педагогов связали журнал", "summary", {}),
        ("сколько напоминаний ушло", "progress", {}),
        ("сколько человек не позвонили", "list", {"gap": "no_call"}),
        ("сколько звонков нужно", "targets", {}),
    ],
)
def test_an_officers_question_is_understood_whatever_stands_around_it(text, code, given):
    found = gist(text, OFFICE)
    assert found is not None
    assert (found.intent.code, dict(found.intent.given)) == (code, given)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("я написала 12 сообщений а у вас 4", "mistake"),
        ("у вас ошибка, я звонила", "mistake"),
        ("сколько учеников в моём классе", "my_class"),
        ("QR код чата", "my_class"),
        ("какие данные вы обо мне храните", "my_data"),
        ("почему вы мне пишете", "why"),
        ("хочу удалить данные", "forget_me"),
        ("а можно мне больше не присылать это", "tired"),
        ("болею, не пишите пока", "away"),
        ("можно в телеграме?", "messengers"),
        ("смените фамилию, я теперь Борисова", "who_helps"),
    ],
)
def test_a_teachers_words_are_understood_as_about_themselves(text, code):
    found = gist(text, TEACHER)
    assert found is not None
    assert found.intent.code == code


@pytest.mark.parametrize("table", [OFFICE, TEACHER])
def test_nothing_understood_so_sends_or_changes_anything_for_others(table):
    # A bare «кто на больничном» shows the list; whom to leave in peace has to be said in the command's own words.
    harmless = {code for code, route in ROUTES.items() if route.does is not Does.ACTS} | {"exempt"}
    assert codes() <= harmless
    for text in NEAR_MISSES:
        found = gist(text, table)
        assert found is None or found.intent.code in harmless


@pytest.mark.parametrize(
    "text",
    [
        "напомни тем, кто не звонил, завтра",
        "исключи всех, кто не звонил",
        "спасибо, пожалуйста",
        "плакать хочется",
        "результаты контрольной по алгебре",
        "завтра педсовет, итоги четверти",
        "у кого день рождения",
        "кто мне звонил",
        "слово " * 17 + "не звонил",
    ],
)
def test_a_deed_or_other_talk_is_no_question(text):
    assert gist(text, OFFICE) is None


@pytest.mark.parametrize("text", ["кто удалил мои данные", "не удаляйте мои данные", "это не ошибка", "я не болею"])
def test_a_teachers_denial_starts_nothing(text):
    assert gist(text, TEACHER) is None
