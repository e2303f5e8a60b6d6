"""What the help and the guide name as words to say is understood, and does what they promise."""

import re
from datetime import timedelta
from pathlib import Path

from sqlalchemy import delete

from handlers.not_understood import PUZZLED, PUZZLED_AGAIN
from handlers.small_talk.help import OFFICER_HELP, OFFICER_IN_BOTH, TEACHER_HELP, TEACHER_IN_BOTH
from handlers.understanding.asking import AGAIN, WHICH
from storage.people.accounts import ensure_account
from storage.people.roles import Role, give_role
from storage.tables import Dialogue
from tests.handlers.conversation import ALIEVA, MONDAY, OFFICER, talking, the_school
from tests.handlers.test_wishes import staff

DOCS = Path(__file__).parents[2] / "docs"
PUZZLES = (WHICH, AGAIN, PUZZLED, PUZZLED_AGAIN)
# A message of its own where the line would be cut at its commas.
WHOLE = ("передай всем, что завтра педсовет в 14:00",)
# Said of what the program does, not to it.
_TOLD = ("пришлите файл статистики", "без звонка» или")
# In the quotation marks of the guide and of the commands: what stands on pages, in VK and in files, labels that are
# words under their own message, the answers to a question, and what puts right what was said just before.
_ELSEWHERE_TEXT = """
    Дежурный · Дежурный, школа № 1 · Сообщения сообщества · Возможности ботов · Типах событий · Long Poll · Сообщество
    Разрешать добавлять сообщество в чаты · Права ключа · Школы · более 10 · до 5 · до 15 · неизвестно · Рассылки
    Дополнить неделю · Заменить целиком · Выйти везде · Учителях · Человек прав · Данные верны · Показать с поправками
    Отправить · Файлом · завтра · завтра в 10 · в понедельник в 10 · декрет · отпуск · больничный · уволен
    по данным бота · Больше не работает · Алиевой Марьям
    MAX 456 · Поделиться именем · ID MAX · ролях · Или: … · Изменить… · без Исаева · Исаеву не надо, сама скажу
    Да, это я · Ответить · ответь ей, что поправим · которая начальные классы · 1Б · вторую
    Ой, не 12, а 11 · не звонок, а журнал
"""
_ELSEWHERE = {one.strip() for line in _ELSEWHERE_TEXT.strip().splitlines() for one in line.split(" · ")}
# What the guide has a teacher say.
_TEACHERS = (
    "Уже сделано", "Это ошибка", "у меня 12, а не 4", "я на больничном", "я больше не работаю",
    "пишите в любое время", "Пишите мне в MAX", "пишите мне в вк", "Не на этой неделе",
    "Ой, всё верно, 4 и есть", "забудьте, я ошиблась",
)  # fmt: skip


def named_in_help(text: str) -> list[str]:
    """«• исключить Алиеву до 12.01; вернуть Алиеву — …»: each of them."""
    lines = [line.removeprefix("• ") for line in text.splitlines() if line.startswith("• ")]
    found = [one for one in WHOLE if one in text]
    parts = [part.partition(" — ")[0] for line in lines if line not in found for part in line.split(";")]
    said = [one.strip(" «»") for part in parts for one in part.split(",")]
    return [*found, *(one for one in said if one and not any(told in one for told in _TOLD))]


def quoted_in_docs() -> list[str]:
    text = "\n".join((DOCS / name).read_text("utf-8") for name in ("guide.ru.md", "commands.md"))
    return list(dict.fromkeys(" ".join(one.split()) for one in re.findall(r"«([^«»]{2,80})»", text)))


async def not_understood(talk, who, words):
    """Those that were asked back, puzzled over or not answered at all, each said where no question is open."""
    found = []
    for one in words:
        talk.now += timedelta(minutes=1)  # or the flood gate would be what is tested
        async with talk.database.writing() as session:
            await session.execute(delete(Dialogue))
        answers = await talk.write(who, one)
        if not answers or any(answer.startswith(PUZZLES) for answer in answers):
            found.append((one, answers))
    return found


async def test_an_officers_help_and_guide_name_words_that_are_understood(tmp_path):
    quoted = quoted_in_docs()
    assert {*_ELSEWHERE, *_TEACHERS} <= {*quoted}
    named = [*named_in_help(OFFICER_HELP + "\n" + OFFICER_IN_BOTH), *quoted]
    words = {one.casefold(): one for one in named if one not in _ELSEWHERE.union(_TEACHERS)}
    async with talking(tmp_path) as talk:
        await staff(talk)
        missed = await not_understood(talk, OFFICER, words.values())
        assert not missed, missed
        assert await not_understood(talk, ALIEVA, _TEACHERS) == []


async def test_a_teachers_help_names_words_that_are_understood(tmp_path):
    async with talking(tmp_path) as talk:
        assert await not_understood(talk, ALIEVA, named_in_help(TEACHER_HELP + TEACHER_IN_BOTH)) == []


SHORT = {
    "исправить": "Кого и что исправить?",
    "исправить Борисова": "Борисов Борис Олегович: что исправить?",
    "исправить Васильеву": "Не нашёл такого человека",
    "вернуть Васильеву": "Не нашёл такого человека",
    "школа": "С какой школой работаем?",
    "кто я": "Роль: ответственный.",
    "без движения": "Таких, у кого после нескольких напоминаний",
    "верни обычный": "Понял так: Шаблон отчёта, обычный.",
    "напомнить всем завтра в 25 часов": "Такого часа не бывает",
    "напомнить всем завтра в 10:75": "Такого часа не бывает",
    "напомнить всем завтра в 10": "Напомнить всем",
    "передай всем: пройдите курсы в 72 часа": "Объявление уйдёт",
}


async def test_a_short_wording_means_what_it_says(tmp_path):
    async with talking(tmp_path) as talk:
        for said, begins in SHORT.items():
            answer = (await talk.write(OFFICER, said))[0]
            assert answer.startswith(begins), (said, answer)


async def test_a_schools_name_that_was_said_waits_for_its_button(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.write(OFFICER, "название школы Лицей № 3") == ["Назвать школу «Лицей № 3»?"]
        assert (await the_school(talk)).name != "Лицей № 3"
        assert "Лицей № 3" in (await talk.press(OFFICER, "Да, так и назвать"))[0]
        assert (await the_school(talk)).name == "Лицей № 3"
        assert await talk.write(OFFICER, "название школы МБОУ «Лицей № 3»") == ["Назвать школу МБОУ «Лицей № 3»?"]
        [said] = await talk.write(OFFICER, "название школы неправильное, поменяй")
        assert said.startswith("Как называется школа?")
        assert (await the_school(talk)).name == "Лицей № 3"
        await talk.press(OFFICER, "Отмена")
        assert (await talk.write(OFFICER, "название школы неправильное, поменяй"))[0].startswith(
            "Как называется школа?"
        )


async def test_whoever_reads_the_figures_and_teaches_is_told_why_they_are_reminded(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        async with talk.database.writing() as session:
            account = await ensure_account(session, "vk", ALIEVA)
            await give_role(session, account.id, school.id, Role.MANAGER, MONDAY)
        told = (await talk.write(ALIEVA, "почему ты мне напоминаешь?"))[0]
        assert told.startswith("Алиева Марьям Ахмедовна — не выполнено")
        assert "О ком вы" in (await talk.write(ALIEVA, "почему в списке"))[0]


async def test_a_teachers_figure_that_is_said_crossly_is_an_objection(tmp_path):
    async with talking(tmp_path) as talk:
        for said in ("опять неправильно у меня 12", "опять всё не так, у меня 12 сообщений"):
            assert (await talk.write(ALIEVA, said))[0].startswith("Передал ответственному")
        assert (await talk.write(ALIEVA, "у меня 28 уроков, а вы про чаты"))[0].startswith("Простите")


async def test_a_new_surname_under_a_card_is_that_persons(tmp_path):
    async with talking(tmp_path) as talk:
        for opened in ("карточка Алиевой", "исправить Алиеву"):
            await talk.write(OFFICER, opened)
            [asked] = await talk.write(OFFICER, "вышла замуж, теперь Сайпуллаева")
            assert asked == "Имя: Алиева Марьям Ахмедовна → Сайпуллаева Марьям Ахмедовна. Исправить?"
            await talk.press(OFFICER, "Нет")
        for said, asked in (("Орехова", "Имя: "), ("7Б", "Алиева Марьям Ахмедовна"), ("привет", "Здравствуйте")):
            await talk.write(OFFICER, "исправить Алиеву")
            assert (await talk.write(OFFICER, said))[0].startswith(asked), said
            await talk.press_payload(OFFICER, {"do": "cancel"})
        await talk.write(OFFICER, "сводка")
        assert (await talk.write(OFFICER, "вышла замуж, теперь Сайпуллаева"))[0].startswith("Кого и что исправить?")


async def test_own_hours_may_have_a_reason_behind_them_and_a_messenger_is_no_goodbye(tmp_path):
    async with talking(tmp_path) as talk:
        assert "буду писать с 15:00" in (await talk.write(ALIEVA, "пишите после 15, днём уроки"))[0]
        said = (await talk.write(ALIEVA, "не пишите мне больше в вк, пишите в макс"))[0]
        assert "не буду напоминать совсем" not in said
