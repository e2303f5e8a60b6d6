"""Why somebody is left in peace: the words of a reason are told from words that only look like them."""

import pytest

from handlers.people.reasons import reason_of, usual_reason
from handlers.understanding.said.reasons import speaks_of_reason, usual_reasons
from tests.handlers.conversation import OFFICER, talking


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("не более недели", "не более недели"),
        ("более месяца, ремонт дома", "более месяца, ремонт дома"),
        ("экскурсия с классом", "экскурсия с классом"),
        ("болеет", "больничный"),
        ("больна", "больничный"),
        ("заболела, не более недели", "больничный"),
        ("по болезни ребёнка", "больничный"),
        ("на курсах", "курсы"),
        ("учёба в институте", "учёба"),
        ("включительно", "по решению ответственного"),
        ("без срока", "по решению ответственного"),
    ],
)
def test_a_reason_is_kept_in_its_usual_word_or_as_it_was_written(said, kept):
    assert reason_of(said) == kept


def test_a_length_of_time_is_no_reason():
    assert usual_reason("не более недели") is None


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Алиевой не напоминай про звонок, она без микрофона", "только про: звонок; без микрофона"),
        ("не напоминай Алиевой про чаты: у неё класса нет", "только про: групповой чат; у неё класса нет"),
        ("освободи Алиеву от звонков, она не ведёт уроки", "только про: звонок; не ведёт уроки"),
        ("не тревожь Алиеву до пятницы, потому что у неё аттестация", "у неё аттестация, до 20 ноября"),
    ],
)
async def test_a_reason_in_words_of_ones_own_is_kept_and_asked_about_once(tmp_path, said, kept):
    async with talking(tmp_path) as talk:
        [question] = await talk.write(OFFICER, said)
        assert question.startswith("Понял так: Не тревожить Алиеву")
        assert "учесть не смогу" not in question
        [done] = await talk.press(OFFICER, "Да")
        assert done.startswith("Хорошо, не тревожу Алиеву")
        assert f"Алиева Марьям Ахмедовна: {kept}" in (await talk.write(OFFICER, "освобождённые"))[0]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("не в декрете, а на курсах", "курсы"),
        ("это не отпуск, а командировка", "командировка"),
        ("слегла с температурой", "больничный"),
        ("на сессии", "учёба"),
        ("учебный отпуск", "учёба"),
        ("до конца учебного года", "до конца учебного года"),
        ("уехала за учебниками", "уехала за учебниками"),
        ("отгул за субботу", "отгул за субботу"),
    ],
)
def test_a_reason_is_read_as_every_other_word_is(said, kept):
    """By what it means, and not where it is denied."""
    assert reason_of(said) == kept


def test_of_a_leave_to_study_nobody_comes_back_who_is_on_a_leave():
    assert usual_reasons("верни всех, кто в учебном отпуске") == ["учёба"]


def test_who_denies_an_absence_speaks_of_it():
    assert speaks_of_reason("отмените, я не болею")
    assert not speaks_of_reason("отмените, я ошиблась")
