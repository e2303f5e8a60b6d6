"""«Почему Алиева в списке»: what of one person is not done, and by which file."""

from handlers.engine.buttons import button, under
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.people.own_time import own_time_lines
from handlers.people.resting import exemption_words
from handlers.teacher.figures_in_words import (
    NO_FACTS,
    NO_FILES,
    OwnFigures,
    nothing_open,
    open_words,
    own_figures,
    period,
)
from handlers.understanding.said.peace import of_myself, says_i
from handlers.understanding.which_person import one_person
from indicators.russian.rules import small
from nudges.gaps import GAP, Source
from storage.people.exemptions import exemptions_of, that_matter
from storage.people.namesakes import name_shown

WHOSE = "О ком вы? Например: «почему Алиева в списке»."
SURE_OF = "Цифры — из файла, сам я их не меняю. Если в нём ошибка, исправьте её там, откуда он взят, и пришлите снова."


async def why_listed(talk: Talk, rest: str) -> None:
    """Each thing that is open with its figure, and where the figure comes from."""
    if not rest and not talk.number("p") and talk.who.is_linked and (of_myself(talk.text) or says_i(talk.text)):
        talk.given = {"p": talk.who.persons[0].id}
    chosen = await one_person(talk, Right.READER, rest, "why_listed", WHOSE)
    if chosen is None:
        return
    desk, person = chosen
    found = await own_figures(talk.batch, person, desk.school)
    today = talk.today(desk.school)
    lines = [_facts(found, await name_shown(talk.session, person))]
    lines += [
        f"Не тревожим: {exemption_words(one, today)}." if desk.may_change else "Не тревожим."
        for one in that_matter(await exemptions_of(talk.session, person.id, today), today)
    ]
    lines += own_time_lines(person, today) if desk.may_change else []
    ways = [button("Карточка", "card", p=person.id)]
    if desk.may_change:
        ways.append(button("Исключить", "exempt", p=person.id))
    talk.say("\n".join(lines), under(ways))


def _facts(found: OwnFigures | None, name: str) -> str:
    if found is None:
        return f"{name}: {small(NO_FILES)}"
    if found.now is None:
        return f"{name}: {small(NO_FACTS).format(of='об этом человеке')}"
    if not found.gaps:
        return f"{name}: в списках долгов этого человека нет. {nothing_open(found)} По данным {period(found)}."
    lines = [f"• {open_words(found, gap)}" for gap in found.gaps]
    by_file = [gap for gap in found.gaps if GAP[gap.code].source is Source.FILE]
    heading = f"{name} — не выполнено по данным {period(found)}:"
    return "\n".join([heading, *lines, *([SURE_OF] if by_file else [])])


ROUTES = (Route("why_listed", Right.READER, why_listed, Does.SAYS, label="Почему в списке{who}"),)
