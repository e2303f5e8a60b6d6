"""«Сколько учеников 8А связали журнал»: what is known of the pupils of a class, which no list of the staff tells."""

from collections.abc import Sequence

from handlers.engine.rights import Desk
from handlers.engine.talk import Talk
from handlers.teacher.class_pupils import typed_lines
from indicators.catalogue import INDICATOR
from indicators.weeks import Week
from nudges.periods import week_words
from reports.figures.journal import with_journal
from services.selection import Selection
from services.selection.titles import title_of

_CLASS = "class:"
NOT_KNOWN = (
    "{title} — {of}: нет данных за {week}. Цифры класса можно ввести самим: «5А 24 из 25». Что стоит в файле у "
    "классного руководителя, покажет его карточка."
)


async def say_of_classes(talk: Talk, desk: Desk, week: Week, codes: Sequence[str], who: str) -> None:
    names = [one.removeprefix(_CLASS) for one in Selection.parse(who).chosen if one.startswith(_CLASS)]
    lines = await typed_lines(talk, desk.school, week, names)
    if lines:
        talk.say("\n".join([f"Ученики, за {week_words(week)}:", *lines]))
        return
    of = await title_of(talk.session, desk.school.id, who)
    titles = [with_journal(INDICATOR[one], desk.school.journal_name).short for one in codes]
    talk.say(NOT_KNOWN.format(title=", ".join(titles), of=of, week=week_words(week)))
