"""The bot's commands behind «/»: MAX has no keyboard that stays, so this is where the commonest wishes are found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """`says` is what somebody would write instead: the name comes as a message."""

    name: str
    about: str
    says: str


COMMANDS = (
    Command("start", "Начать сначала", "начать"),
    Command("help", "Что я умею", "помощь"),
    Command("figures", "Мои показатели", "мои показатели"),
    Command("howto", "Как сделать следующий шаг", "как сделать"),
    Command("notnow", "Не писать на этой неделе", "не на этой неделе"),
    Command("summary", "Сводка школы (ответственному)", "сводка"),
    Command("cabinet", "Кабинет ответственного", "кабинет"),
    Command("mydata", "Что обо мне хранится", "мои данные"),
)
_SAYS = {f"/{one.name}": one.says for one in COMMANDS}


def spelt_out(text: str) -> str:
    """«/help» as the words it stands for; anything else as it is."""
    name, _, rest = text.strip().partition(" ")
    says = _SAYS.get(name.lower())
    return text if says is None else f"{says} {rest}".strip()
