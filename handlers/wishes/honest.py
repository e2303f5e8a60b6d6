"""What cannot be done by a message yet, said so, with what can."""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.engine.buttons import button, under
from handlers.engine.talk import Talk


@dataclass(frozen=True, slots=True)
class Instead:
    """A sentence, and the buttons (label, command) that lead on."""

    text: str
    buttons: tuple[tuple[str, str], ...] = ()

    def say(self, talk: Talk) -> None:
        talk.say(self.text, under(*([button(*one)] for one in self.buttons)) if self.buttons else None)


INSTEAD: Mapping[str, Instead] = {
    "answer_dispute": Instead(
        "На сообщение об ошибке ответьте кнопкой под ним: так я точно знаю, на какое.",
        (("Сообщения об ошибках", "disputes"),),
    ),
    "chat_register": Instead(
        "Чтобы записать чат, добавьте в него бота и обратитесь к нему там — или пришлите мне ссылку на чат.",
        (("Чаты", "chats"),),
    ),
    "cancel_round_of": Instead(
        "Из рассылки, которая уже идёт, одного человека я не вычеркну. Могу его не тревожить или остановить всю.",
        (("Остановить рассылку", "stop"), ("Кого не тревожить", "exempt")),
    ),
    "retry_later": Instead(
        "Повторить недоставленное могу только сразу, не к назначенному часу.",
        (("Повторить сейчас", "retry"), ("Кто не получил", "undelivered")),
    ),
    "cabinet": Instead("Ссылку в кабинет выдаёт тот, кто настраивал бота.", (("Помощь", "help"),)),
    "demo": Instead("Пример школы показывает запуск программы без ключей: «make run».", (("Помощь", "help"),)),
    "hours_of_one": Instead(
        "Часы школы меняются в «настройках». Одному человеку — так: «Алиевой пишите после 15», «Алиевой не пишите "
        "31 декабря».",
        (("Настройки", "settings"),),
    ),
    "setting_unknown": Instead("Такой настройки словами я не меняю.", (("Настройки", "settings"),)),
    **{
        f"by_{shown}": Instead(
            "По тому, кто ответил и до кого дошло, людей для этого не отбираю. Покажу, кто это: назовите их сами.",
            ((title, shown),),
        )
        for shown, title in (
            ("answered", "Кто ответил"),
            ("undelivered", "Кто не получил"),
            ("unreachable", "С кем поговорить"),
            ("exempt", "Кого не тревожу"),
        )
    },
    "targets_many": Instead(
        "Цели с разными числами поставлю по одной: «цель звонки 80 %», «цель журнал 90 % до 25 декабря».",
        (("Цели", "targets"),),
    ),
    "breaks_many": Instead(
        "Несколько дней не подряд запишу по одному: «каникулы 2.12», «каникулы 7.12».", (("Каникулы", "breaks"),)
    ),
    "breaks_of_some": Instead(
        "Дни отдыха записываю для всей школы сразу, для одного класса или группы — нет. Одного человека можно не "
        "тревожить: «исключить Алиеву до 27.11 карантин».",
        (("Каникулы", "breaks"), ("Кого не тревожить", "exempt")),
    ),
    "pause_of_some": Instead(
        "Пауза — для всей школы сразу. Кого-то одного можно не тревожить: «исключить Алиеву до пятницы».",
        (("Кого не тревожить", "exempt"), ("Пауза для всех", "pause")),
    ),
    "two_schools": Instead(
        "Если вас видят две школы, каждая спрашивает за свою: напоминание приходит одно, общее. Если в одной из них "
        "вас спрашивать не нужно — скажите её ответственному.",
        (("Мои показатели", "my_figures"), ("Кто поможет", "who_helps")),
    ),
    "hours": Instead(
        "Пишу в рабочие часы школы. Скажите, когда удобно вам: «пишите после 15», «не пишите до обеда», «не пишите "
        "31 декабря».",
        (("Не на этой неделе", "not_now"), ("Кто поможет", "who_helps")),
    ),
    "withdraw_word": Instead(
        "Хорошо. Если я передал что-то ответственному, скажите и ему, что это ошибка.",
        (("Мои показатели", "my_figures"), ("Кто поможет", "who_helps")),
    ),
}
