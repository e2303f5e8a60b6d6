"""A school's name in a file's title ends where the name ends, and not where the line does."""

import pytest

from indicators.rows import school_named, without_document

QUOTED = "МБОУ «СОШ № 4 с. Примерное»"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (f"{QUOTED}. Мониторинг активности педагогов в ИКОП «Сферум»", QUOTED),
        (f"{QUOTED} Мониторинг активности педагогов", QUOTED),
        (f"{QUOTED} Отчёт по педагогам", QUOTED),
        (f"Мониторинг активности педагогов {QUOTED} за неделю", QUOTED),
        ("МБОУ СОШ № 9. Мониторинг", "МБОУ СОШ № 9"),
        ("МБОУ СОШ № 4 с. Примерное. Мониторинг активности", "МБОУ СОШ № 4 с. Примерное"),
        ("МБОУ СОШ № 4 респ. Примерия. Сведения", "МБОУ СОШ № 4 респ. Примерия"),
        ("МБОУ СОШ № 4 им. А. С. Пушкина. Статистика за неделю", "МБОУ СОШ № 4 им. А. С. Пушкина"),
        ("МБОУ СОШ № 12 г. Примерск Сведения об активности", "МБОУ СОШ № 12 г. Примерск"),
        ("Лицей информационных технологий № 5. Список", "Лицей информационных технологий № 5"),
        ("МБОУ «Центр образования. Статистика № 1»", "МБОУ «Центр образования. Статистика № 1»"),
    ],
)
def test_the_name_ends_where_a_document_begins(title: str, name: str) -> None:
    assert school_named(title) == name
    begins = title.startswith(name[:8])
    assert not begins or without_document(title.partition(" за неделю")[0]) == name


def test_a_name_alone_stays_whole() -> None:
    for name in (QUOTED, "Школа № 5 (сельская)", "Озёрская ООШ", "МБОУ СОШ № 4 им. Героя Н. П. Иванова"):
        assert without_document(name) == name
