"""Particulars that are put right or told beside: which day, which number, whose class, to whom it is announced."""

import pytest

from handlers.understanding.reader import Around, read
from tests.phrases_measure import CLOCK, HERE, NEWEST, TODAY, roster_of

AROUND = Around(roster_of((HERE / "staff.txt").read_text("utf-8").splitlines()), TODAY, NEWEST, CLOCK)


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("ответственной с Нового года будет Хадижат Магомедовна", {"from": "2027-01-01"}),
        ("Сафиуллина в отпуске до 18, не до 28", {"to": "2026-11-18"}),
        ("каникулы с 30 декабря, а не с 28-го", {"from": "2026-12-30"}),
        ("праздник не двадцать четвёртого, а двадцать пятого, поставь выходной", {"days": "2026-11-25"}),
        ("отчёт не за октябрь, за прошлую неделю", {"week": "previous"}),
        ("Исправь: 24 человека в 2б, не 26", {"value": "24"}),
        ("ухожу в декрет 14 числа, ответственная Марина Львовна", {"from": "2026-12-14"}),
        ("напомни четвёртым классам про чат, конец четверти", {"at": None}),
        ("второго админа назначь Артёма Валерьевича", {"from": None, "at": None}),
        ("исключи Доскину, она всё сделала ещё в субботу", {"from": None, "to": None}),
        # whose class it is
        ("карточки по 10а и по Хабибуллину тоже", {"who": "хабибуллин+class:10А"}),
        ("Вернулась из декрета Курбанова, 1а пока за Мадиной Абдуллаевной", {"who": "курбанова"}),
        ("Неизвестнову оставь, Глобусову верни", {"who": "глобусова"}),
        ("кроме 4а и 4б кто из началки без чата", {"who": "post:начальная школа+-class:4А+-class:4Б"}),
        # what a stranger teaches is no group
        ("уволилась Симбирцева, русский, убирай", {"who": "симбирцева"}),
        ("приняли Латыпову Ригину Маратовну вместо Жариковой, занеси", {"who": "латыпова"}),
        # a thing that only looks like a subject
        ("хочу видеть историю изменений", {"who": None}),
        ("руководство отдельно покажи", {"who": None}),
        # what an announcement says is not to whom it is
        ("музыку не включать, форма строгая, всех предупреди", {"who": "all"}),
        ("Омарова и Образцова меняются кабинетами, пусть все знают", {"who": "all"}),
        # what somebody has is no reason
        ("почему Пеналова в должниках, у неё чат есть", {"gap": None}),
    ],
)
def test_each_particular_is_where_it_belongs(said: str, keys: dict[str, str | None]) -> None:
    reading = read(said, AROUND)
    found = (*reading.wishes, *reading.nearest)[0].keys
    assert {key: found.get(key) for key in keys} == keys
