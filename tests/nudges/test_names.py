import pytest

from nudges.names import Case, Gendered, PersonName


@pytest.mark.parametrize(
    ("full_name", "address"),
    [
        ("Иванова Анна Петровна", "Анна Петровна"),
        ("ИВАНОВА АННА ПЕТРОВНА", "Анна Петровна"),
        ("иванова анна-мария  петровна", "Анна-Мария Петровна"),
        ("Иванова Анна", "Анна"),
        ("Иванова А.П.", "А. П. Иванова"),
        ("Иванова А. П.", "А. П. Иванова"),
        ("Гаджиева (Алиева) Патимат Магомедовна", "Патимат Магомедовна"),
        ("МАМЕДОВ РАШИД АЛИ ОГЛЫ", "Рашид Али оглы"),
        ("АЛИ-ЗАДЕ РЕНА ФИКРЕТ КЫЗЫ", "Рена Фикрет кызы"),
        ("Ивaнова Aнна Пeтровна", "Анна Петровна"),  # with Latin letters among them
        ("Smith Anna", "Anna"),
        ("Иванова", ""),
        ("", ""),
        ("Роман Давид", ""),
        ("Ли Вэй", ""),
        ("Пётр Цель", ""),
        ("Ким Светлана", "Светлана"),
        ("Магомедов Хабибула", "Хабибула"),
    ],
)
def test_people_are_addressed_politely_and_never_by_the_surname_alone(full_name, address):
    assert PersonName.read(full_name).address == address


def test_parts_from_separate_columns_are_taken_as_they_are():
    name = PersonName.read("Анна Петровна Иванова", last="ИВАНОВА", first="АННА", patronymic="ПЕТРОВНА")
    assert (name.address, name.full) == ("Анна Петровна", "Иванова Анна Петровна")


@pytest.mark.parametrize(
    ("full_name", "case", "declined"),
    [
        ("Алиева Марьям Ахмедовна", Case.DATIVE, "Алиевой Марьям Ахмедовне"),
        ("Алиева Марьям Ахмедовна", Case.ACCUSATIVE, "Алиеву Марьям Ахмедовну"),
        ("Алиев-Мамедов Рашид Ильич", Case.DATIVE, "Алиеву-Мамедову Рашиду Ильичу"),
        ("Петров Олег", Case.INSTRUMENTAL, "Петровым Олегом"),
        ("Ким Вера Ивановна", Case.DATIVE, "Ким Вере Ивановне"),
        ("Иванова А.П.", Case.DATIVE, "Иванова А. П."),
        ("АЛИ-ЗАДЕ РЕНА ФИКРЕТ КЫЗЫ", Case.ACCUSATIVE, "Али-заде Рену Фикрет кызы"),
        ("Заде Анна Ивановна", Case.DATIVE, "Заде Анне Ивановне"),
        ("Борисов Олег Ильич", Case.PREPOSITIONAL, "Борисове Олеге Ильиче"),
    ],
)
def test_names_take_the_case_the_sentence_needs(full_name, case, declined):
    assert PersonName.read(full_name).declined(case) == declined


def test_the_parts_of_a_name_are_there_in_every_case_and_made_once():
    name = PersonName.read("Мамедов Рашид Али оглы")
    assert name.forms[Case.DATIVE].last == "Мамедову"
    assert name.forms[Case.DATIVE].patronymic == "Али оглы"
    assert PersonName.read("МАМЕДОВ РАШИД АЛИ ОГЛЫ").forms is name.forms
    assert PersonName.read("Иванова А.П.").forms[Case.DATIVE].full == "Иванова А. П."


@pytest.mark.parametrize(
    ("full_name", "said"),
    [
        ("Новикова Нина Николаевна", "не зарегистрирована"),
        ("Алиев Мурад Ахмедович", "не зарегистрирован"),
        ("Алиева Лейла Мамед кызы", "не зарегистрирована"),
        ("АЛИЕВ РУСЛАН МАМЕД ОГЛЫ", "не зарегистрирован"),
        ("Ким Саша", "нет регистрации"),
        ("Иванова А. П.", "нет регистрации"),
        ("", "нет регистрации"),
    ],
)
def test_words_about_one_person_follow_the_patronymic(full_name, said):
    assert Gendered("не зарегистрирована", "не зарегистрирован", "нет регистрации").of(full_name) == said
