"""Whether something counts: of what it is asked, and by which point."""

import pytest

from handlers.understanding.said.objecting import asks_what_is_left, figures_in, messages_done
from handlers.understanding.said.teachers.counted import counting_question
from nudges.counting import GENERAL, RULES, Point, Thing, rule_of
from nudges.norms import Norms

MESSAGES, CALL, CHAT, JOURNAL = Thing.MESSAGES, Thing.CALL, Thing.CHAT, Thing.JOURNAL


@pytest.mark.parametrize(
    ("said", "thing", "point"),
    [
        ("а если я ночью напишу в чат, это засчитается?", MESSAGES, Point.WHEN),
        ("сообщения в воскресенье идут в зачёт?", MESSAGES, Point.WHEN),
        ("Можно с телефона из палаты позвонить в чат, это будет звонок?", CALL, Point.WHERE),
        ("могу я с планшета писать, это считается?", MESSAGES, Point.WHERE),
        ("а голосовые считаются за сообщения или надо текстом", MESSAGES, Point.SORT),
        ("три стикера и фото это уже четыре сообщения?", MESSAGES, Point.SORT),
        ("звонок без камеры подойдёт?", CALL, Point.SORT),
        ("Дети написали в чате 40 сообщений, мне это идёт в зачёт?", MESSAGES, Point.OTHERS),
        ("родители отвечают активно, их сообщения мне плюсуются?", MESSAGES, Point.OTHERS),
        ("мне самой звонить или достаточно к чужому звонку подключиться", CALL, Point.INCOMING),
        ("Сообщения из чата той школы сюда идут или нет", MESSAGES, Point.OTHER_SCHOOL),
        ("сколько раз звонить, один на обе школы или по одному", CALL, Point.OTHER_SCHOOL),
        ("мне хватит трёх сообщений? Вера Анатольевна говорила, совместителям три", MESSAGES, Point.PART_TIME),
        ("восемь сообщений за неделю хватит?", MESSAGES, Point.HOW_MANY),
        ("если на прошлой неделе я 20 написала, лишние сообщения на эту переходят?", MESSAGES, Point.KEPT),
        ("созвонилась по обычному телефону, пойдёт?", CALL, Point.BY_PHONE),
        ("ватсаповский чат засчитаете?", CHAT, Point.FOREIGN),
        ("считаются ли сообщения в личке", MESSAGES, Point.PRIVATE),
        ("если чат не я создала, засчитают?", CHAT, Point.OTHERS_CHAT),
        ("чат методобъединения подойдёт?", CHAT, Point.WHICH_CHAT),
        ("Добрый вечер, подскажите, звонок в чате коллег подойдёт?", CALL, Point.WHICH_CHAT),
        ("трубку никто не взял, звонок зачтётся?", CALL, Point.UNANSWERED),
        ("10 минут звонка хватит?", CALL, Point.LENGTH),
        ("если удалю сообщение, засчитается?", MESSAGES, Point.DELETED),
        ("сообщения на родном языке считаются?", MESSAGES, Point.LANGUAGE),
        ("журнал привязан в другой школе, этого хватит?", JOURNAL, Point.OTHER_SCHOOL),
    ],
)
def test_the_point_that_is_asked_about(said: str, thing: Thing, point: Point) -> None:
    found = counting_question(said)
    assert found is not None
    assert (found.thing, found.point) == (thing, point)


@pytest.mark.parametrize(
    "said",
    [
        "почему не засчитали звонок",
        "когда засчитаете мой звонок",
        "сколько сообщений мне не хватает",
        "хватит мне писать",
        "сколько можно писать",
        "мне засчитали звонок?",
        "звонок был в среду",
        "если сегодня позвоню, завтра уже учтётся?",
        "родители просят один общий чат, второй, без учителя, обязателен?",
        "у меня пароль не подходит, кому звонить?",
        "Можно ли мне не писать в дни, когда я в другой школе?",
    ],
)
def test_other_questions_are_none(said: str) -> None:
    assert counting_question(said) is None


def test_where_no_thing_is_named_the_rule_of_the_week_is_meant() -> None:
    assert counting_question("вы считаете только рабочие дни?") is None
    found = counting_question("а за субботу считать будете?", surely=True)
    assert found is not None
    assert (found.thing, found.point) == (Thing.ANYTHING, Point.WHEN)


def test_what_is_told_beside_it_is_left() -> None:
    found = counting_question("Сделала звонок. А голосовые идут в зачёт?")
    assert found is not None
    assert found.rest == "Сделала звонок."


def test_a_number_is_held_against_the_schools_norm() -> None:
    school = Norms(messages=5)
    assert rule_of(MESSAGES, Point.HOW_MANY, 6, school).says.startswith("Да, хватит: норма — 5 сообщений")
    assert rule_of(MESSAGES, Point.HOW_MANY, 3, Norms()).says.startswith("Нет, не хватит: норма — 10 сообщений")
    part_time = rule_of(MESSAGES, Point.PART_TIME, 3, Norms())
    assert not part_time.is_known
    assert part_time.says.startswith("Нет, не хватит")


@pytest.mark.parametrize(
    ("norms", "said", "answer"),
    [
        (Norms(group_chats=2), 1, "Нет, не хватит: норма — 2 групповых чата, которые создали вы сами."),
        (Norms(group_chats=2), 2, "Да, хватит: норма — 2 групповых чата, которые создали вы сами."),
        (Norms(), 1, "Да, хватит: норма — 1 групповой чат, который создали вы сами."),
        (Norms(), None, "Норма — 1 групповой чат, который создали вы сами. Каждую неделю создавать новый не надо."),
    ],
)
def test_how_many_chats_are_enough_is_the_schools_own(norms: Norms, said: int | None, answer: str) -> None:
    assert rule_of(Thing.CHAT, Point.HOW_MANY, said, norms).says.startswith(answer)


@pytest.mark.parametrize("said", ["Сообщений в чате 7Б хватит?", "А звонка в 10а хватит?", "Хватит чата 7 б класса?"])
def test_a_class_is_no_number_of_what_is_enough(said: str) -> None:
    found = counting_question(said)
    assert found is not None
    assert found.said is None


def test_how_many_calls_are_asked_for_is_said_by_the_schools_norm_alone() -> None:
    assert rule_of(CALL, Point.HOW_MANY, None, Norms(calls=2)).says == "Норма — 2 звонка за неделю."
    assert "хотя бы один" not in rule_of(CALL, None, None, Norms(calls=2)).says


def test_of_a_private_call_which_no_file_tells_no_other_rule_says_that_it_does_not_count() -> None:
    assert not RULES[CALL, Point.PRIVATE].is_known
    assert "Лишь бы его начали вы и под своим учебным профилем." in RULES[CALL, Point.WHERE].says


def test_what_no_rule_knows_is_said_not_to_be_known() -> None:
    assert not rule_of(CALL, None, None, Norms()).is_known
    assert all(one.says.endswith((".", "?")) for one in RULES.values())
    assert all(
        one.says.startswith("Этого я не знаю") or "не знаю" in one.says for one in RULES.values() if not one.is_known
    )
    assert set(GENERAL) == set(Thing)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("Я в чате 7А уже шесть написала", 6),
        ("девять сообщений есть", 9),
        ("написала 12 сообщений", 12),
        ("если напишу шесть сообщений", None),
        ("у меня 12 сообщений, а не 4", None),
        ("позвонила и написала 2", None),
        ("на собрании было 19 человек, отправила им ссылку", None),
    ],
)
def test_how_many_messages_somebody_says_there_are(said: str, number: int | None) -> None:
    assert messages_done(said) == number


def test_a_class_and_people_are_no_figure() -> None:
    assert figures_in("в 7А было 19 человек, 41 минута") == set()
    assert asks_what_is_left("сколько ещё надо")
    assert not asks_what_is_left("сколько у меня звонков")
