"""Questions about figures, people and the bot: each gets the answer that was asked for, with the summary's numbers."""

from tests.handlers.conversation import ALIEVA, OFFICER, STRANGER, talking
from tests.handlers.test_wishes import staff

ASKED = (
    ("сколько нас", "В списке школы 4 человека."),
    ("сколько математиков", "Математика — 1 человек."),
    ("процент по звонкам", "1 звонок за неделю: 1 из 2 (50 %), по данным за 9–15 ноября."),
    ("процент по звонкам у математиков", "1 звонок за неделю — математика: 0 из 1 (0 %)"),
    ("сколько осталось до цели по звонкам", "Цели нет, а до всех не хватает: 1 человек."),
    ("почему 50 процентов", "1 из 2 среди зарегистрированных в Сферуме, это 50 %"),
    ("почему 77 процентов", "О каком показателе вы спрашиваете?"),
    ("мы успеваем?", "Цели пока не поставлены"),
    ("почему Алиева в списке", "• сообщений в групповых чатах — 4 из 10"),
    ("что такое ЭЖД", "ЭЖД — электронный журнал и дневник"),
    ("топ 3 отстающих", "1. Алиева Марьям Ахмедовна — мало сообщений, нет звонка"),
    ("сравни школы", "У вас одна школа"),
)
TEACHER_ASKED = (
    ("кто вы", "Я «Дежурный» — бот"),
    ("когда следующая проверка", "Следующий — за 16–22 ноября, раньше 23 ноября его не будет."),
    ("где кнопка звонка", "Как позвонить из чата"),
    ("по какому приказу", "Номера приказа у меня нет"),
    ("что такое эжд", "ЭЖД — электронный журнал"),
)


async def test_an_officers_questions_are_answered_with_the_summarys_numbers(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        for question, answer in ASKED:
            assert answer in "\n".join(await talk.write(OFFICER, question)), question


async def test_a_teachers_questions_are_answered(tmp_path):
    async with talking(tmp_path) as talk:
        for question, answer in TEACHER_ASKED:
            assert answer in (await talk.write(ALIEVA, question))[0], question
        assert "Я «Дежурный»" in (await talk.write(STRANGER, "кто вы"))[0]


async def test_a_forecast_speaks_of_the_targets_that_are_set(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "цель звонки 80 %")
        await talk.write(OFFICER, "цель чаты 90 % до 25 декабря")
        [told] = await talk.write(OFFICER, "мы успеваем?")
        assert "▫ 1 звонок за неделю: 1 из 2 (50 %), цель 80 %: не хватает 1. Темпа пока не видно" in told
        assert "✓ Создали чаты: 2 из 2 (100 %), цель 90 % — достигнута." in told


async def test_a_code_is_given_to_whoever_is_named(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.write(OFFICER, "код для Борисова") == ["Понял так: Личный код: Борисов. Сделать?"]
        assert "Борисов Борис Олегович: личный код" in (await talk.press(OFFICER, "Да"))[0]


async def test_a_new_surname_is_passed_on_only_when_the_teacher_says_so(tmp_path):
    async with talking(tmp_path) as talk:
        assert "Передать ваши слова" in (await talk.write(ALIEVA, "меняю фамилию на Петрову"))[0]
        assert await talk.said(OFFICER) == []
        await talk.press(ALIEVA, "Да, передать")
        [told] = await talk.said(OFFICER)
        assert "Алиева Марьям Ахмедовна пишет: «меняю фамилию на Петрову»" in told
