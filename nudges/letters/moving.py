"""Moving to another messenger: an invitation with a personal link, once to everybody who is not there yet."""

from nudges.letters.announcement import is_announcement
from nudges.messenger import Button, Colour, Keyboard
from nudges.names import PersonName
from nudges.platforms import WORDS, Platform

MOVE = "move"
_SHORT = {Platform.VK: "вк", Platform.MAX: "MAX"}


def is_moving(kind: str) -> bool:
    """Whether a campaign of that kind («move-1») is one of these invitations."""
    return kind.partition("-")[0] == MOVE


def is_reminder(kind: str) -> bool:
    """Whether a campaign of that kind speaks of somebody's figures: no announcement, and no invitation."""
    return not is_announcement(kind) and not is_moving(kind)


def invitation_text(name: PersonName, to: Platform, now_in: Platform, link: str, code: str, until: str) -> str:
    """`link` is personal; `until` is the last day it works, «15 января»."""
    there, here = WORDS[to], WORDS[now_in]
    hello = f"{name.address}, здравствуйте!" if name.address else "Здравствуйте!"
    return (
        f"{hello}\n\n"
        f"Рабочие чаты школы теперь {there.inside}, и «Дежурный» тоже там. Откройте личную ссылку и нажмите "
        f"«Начать» — это минута:\n{link}\n\n"
        f"Не открывается — найдите там бота и напишите ему код {code}. Ссылка и код только ваши, на один раз, "
        f"до {until}.\n\n"
        f"После этого напоминания будут приходить {there.inside}, а здесь, {here.inside}, перестанут. "
        f"Ваши показатели и ответы останутся с вами."
    )


def invitation_keyboard() -> Keyboard:
    return Keyboard(((Button("Мои показатели", {"do": "mine"}, colour=Colour.SECONDARY),),))


def moved_text(name: PersonName, to: Platform, from_: Platform) -> str:
    """To whoever has just come over."""
    hello = f"{name.address}, спасибо, что перешли!" if name.address else "Спасибо, что перешли!"
    return (
        f"{hello} Теперь раз в неделю пишу вам сюда, {WORDS[to].inside}, а {WORDS[from_].inside} больше не напоминаю. "
        f"«Мои показатели» покажут, что уже готово. Захотите как раньше — напишите «пишите мне в {_SHORT[from_]}»."
    )
