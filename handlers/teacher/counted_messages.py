"""«Шесть уже написала, сколько ещё»: a number of messages that is said, against the norm."""

from datetime import date

from handlers.engine.buttons import button, main, under
from handlers.engine.talk import Talk
from handlers.teacher.figures_in_words import OwnFigures, lines, own_figures, period
from handlers.teacher.which_figures import named_in
from handlers.understanding.said import objecting
from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.norms import own_numbers
from nudges.periods import day_words
from storage.tables import Person

GAP = "few_messages"
LEFT = (
    "Спасибо! По вашим словам, за эту неделю {said}, а норма — {norm}: осталось ещё {left} в групповых чатах, до {day} "
    "включительно. Проверим по следующему файлу."
)
ENOUGH = "По вашим словам, за эту неделю {said}, а норма — {norm}: этого хватит. Проверим по следующему файлу."
IN_FILE = "В последних данных ({period}) стоит {have}."
IF_OTHERWISE = "Если на самом деле иначе, нажмите «Это ошибка»; сделали позже — «Уже сделано»."
_FORMS = ("сообщение", "сообщения", "сообщений")


async def asked(talk: Talk) -> bool:
    """How much is left is asked beside what is done."""
    said = objecting.messages_done(talk.text)
    if said is None or not objecting.asks_what_is_left(talk.text):
        return False
    person = talk.who.persons[0]
    found = await own_figures(talk.batch, person, await talk.school_of(person))
    await _say(talk, person, found, said)
    return True


async def asked_whether_right(talk: Talk) -> bool:
    """«32 сообщения, 4 звонка. Правильно?»: what the file says, and nothing is taken for done."""
    if not (objecting.asks_whether_right(talk.text) and named_in(talk.text)):
        return False
    person = talk.who.persons[0]
    found = await own_figures(talk.batch, person, await talk.school_of(person))
    if found is None or found.now is None:
        return False
    said = "\n".join([f"По данным {period(found)}:", *lines(found, person.full_name), IF_OTHERWISE])
    talk.say(said, under([button("Это ошибка", "mistake"), button("Уже сделано", "done")]))
    return True


async def too_few(talk: Talk, person: Person, found: OwnFigures | None) -> bool:
    """A number under the norm is told as one, and nothing is taken for done."""
    said = objecting.messages_done(talk.text)
    if said is None or said >= await _norm(talk, person, found):
        return False
    await _say(talk, person, found, said)
    return True


async def _norm(talk: Talk, person: Person, found: OwnFigures | None) -> int:
    need = next((one.need for one in found.gaps if one.code == GAP), None) if found is not None else None
    return need or own_numbers((await talk.school_of(person)).settings).messages


async def _say(talk: Talk, person: Person, found: OwnFigures | None, said: int) -> None:
    norm, today = await _norm(talk, person, found), talk.today(await talk.school_of(person))
    words = (ENOUGH if said >= norm else LEFT).format(
        said=plural(said, *_FORMS), norm=norm, left=plural(max(norm - said, 0), *_FORMS), day=_last_day(today)
    )
    have = next((one.have for one in found.gaps if one.code == GAP), None) if found is not None else None
    if found is not None and have is not None:
        words = f"{words} {IN_FILE.format(period=period(found), have=have)}"
    more = [button("Уже сделано", "done", gap=GAP)] if said >= norm and have is not None else []
    talk.say(words, under([main("Мои показатели", "my_figures")], more))


def _last_day(today: date) -> str:
    return day_words(Week.of(today).sunday)
