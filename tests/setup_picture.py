"""`python -m tests.setup_picture` draws docs/pictures/setup.png: the three places of a VK community to switch on."""

from nudges.gaps.record import Screen
from reports.pictures.howto import draw_screens
from tests.pictures import FOLDER

SCREENS = (
    Screen("Управление", ("Сообщения", "Сообщения: вкл.", "Настройки для бота"), 1, "Включите сообщения"),
    Screen("Работа с API", ("Ключи доступа", "4 права", "Создать ключ"), 2, "Создайте ключ"),
    Screen("Long Poll API", ("Включено", "Типы событий", "4 события"), 2, "Отметьте события"),
)
NOTE = "Схема: на экране VK пункты могут стоять чуть иначе."

if __name__ == "__main__":
    (FOLDER / "setup.png").write_bytes(draw_screens(SCREENS, NOTE))
