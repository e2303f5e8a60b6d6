"""«Мой класс»: the pupils' counts, which chats are there, and their posters."""

from handlers.engine.buttons import button, main, under
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.teacher.class_pupils import typed_lines
from handlers.teacher.figures_in_words import own_figures, period
from handlers.understanding.said.teachers.own_matters import asks_by_name
from indicators.classes import class_key, class_names
from nudges.messenger import Button
from reports.figures.chat_words import KINDS
from services.chats.known import PARENTS
from storage.schools.chats import chats_of
from storage.tables import Person

NO_CLASS = "В списке школы за вами класс не записан. Если вы классный руководитель, скажите ответственному."
NO_NAMES = "Имён детей не храню и по именам не вижу: в файле только числа по классу."
NO_COUNTS = "Сколько учеников в Сферуме и сколько связали журнал ({journal}), в данных школы не сказано."
HOW = "Нет чата в списке? Пришлите мне его ссылку-приглашение или добавьте меня в чат."


async def my_class(talk: Talk, rest: str) -> None:
    persons = [person for person in talk.who.persons if class_names(person.classes)]
    if not persons:
        talk.say(NO_CLASS)
    for person in persons:
        await _class_of(talk, person)


async def _class_of(talk: Talk, person: Person) -> None:
    school = await talk.school_of(person)
    classes = class_names(person.classes)
    lines = [f"Ваши классы: {', '.join(classes)}." if len(classes) > 1 else f"Ваш класс: {classes[0]}."]
    found = await own_figures(talk.batch, person, school)
    row = found.now if found is not None else None
    if found is not None and row is not None and row.pupils_total is not None:
        lines.append(f"По данным {period(found)}: учеников — {row.pupils_total}")
        lines += [
            f"• {title} — {value}"
            for title, value in (
                ("в Сферуме", row.pupils_registered),
                (f"связали журнал ({school.journal_name})", row.pupils_journal_linked),
            )
            if value is not None
        ]
    typed = await typed_lines(talk, school, found.newest.week, classes) if found is not None else []
    lines += typed
    if asks_by_name(talk.text):
        lines.insert(0, NO_NAMES)
    if not typed and (row is None or (row.pupils_registered is None and row.pupils_journal_linked is None)):
        lines.append(NO_COUNTS.format(journal=school.journal_name))
    posters: list[Button] = []
    chats = {(class_key(one.class_name or ""), one.kind): one for one in await chats_of(talk.session, school.id)}
    for name in classes:
        for kind in PARENTS:
            chat = chats.get((name, kind))
            lines.append(f"{'✓' if chat else '▫'} {name}, чат: {KINDS[kind]}")
            if chat is not None and chat.link:
                posters.append(main(f"Плакат: {name}, {KINDS[kind]}", "poster", id=chat.id))
    rows = [[one] for one in posters[:4]]
    talk.say("\n".join([*lines, "", HOW]), under(*rows, [button("Как создать чат", "howto", gap="no_group_chat")]))


ROUTES = (Route("my_class", Right.LINKED, my_class, Does.SHOWS, label="Мой класс"),)
