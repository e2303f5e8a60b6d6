"""«Кто без звонка» and its sisters: whom a gap is about, page by page, or as a file."""

from collections.abc import Mapping
from typing import Any

from handlers.engine.attachments import send_sheet
from handlers.engine.buttons import button, good, under
from handlers.engine.job import Job
from handlers.engine.rights import Desk, actor_at, at_desk, reading_as_sender
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.overview.asked_week import list_week
from indicators.catalogue import INDICATOR
from indicators.russian.rules import capital, plural, plural_form, small
from indicators.weeks import Week
from nudges.gaps import GAP, GAPS, Source, gap_title
from nudges.gaps.on_request import NOT_IN_MAX
from nudges.messenger import Button, Keyboard
from nudges.norms import Norms, own_numbers
from nudges.periods import week_words
from reports.figures.lacking import said
from reports.figures.people import TeacherGaps
from services.lists import (
    ALL,
    DONE,
    EITHER,
    EXEMPT,
    HAVE,
    NOTHING,
    ONLY_SEEN,
    PAGE,
    STAFF,
    TOGETHER,
    UNLISTED,
    PeopleList,
    done_in,
    gaps_in,
    people_list,
)
from services.schools import school_of
from services.selection.titles import title_of as selection_title
from storage.dialogs.dialogues import file_waiting

PEOPLE = ("человек", "человека", "человек")
FILE_WAITS = "Пофамильного списка пока нет: файл, который вы прислали, ещё ждёт кнопки «Загрузить»."
NO_LIST = "Пофамильного списка пока нет: пришлите файл, где строка на каждого сотрудника, — и покажу поимённо."
TITLES = {
    ALL: "Все долги",
    DONE: "Всё сделано",
    STAFF: "Список школы",
    UNLISTED: "Есть в школе, а в файле недели нет",
    NOTHING: "Ничего не сделано, регистрация не в счёт",
}
DID = "Уже сделано"
ANY_OF_THEM, ALL_OF_THEM = "У кого нет хотя бы одного", "У кого нет ничего из этого"
NOT_BY_FILE = (
    "{title}: цели по этому столбцу файла у школы нет. Кому я пока не могу писать в MAX, покажу поимённо: «кто не "
    "переехал»."
)
OF_CHATS = (
    "об этом школа сейчас не напоминает. Чего не хватает классам, покажут «чаты». Напомнить можно и объявлением: "
    "«передай классным руководителям, что …»."
)
BELOW_3, NO_MESSAGE = "Меньше 3 сообщений за неделю", "Ни одного сообщения за неделю"
OWN_NORM = "\nНорма вашей школы — {norm}. Показатель «{indicator}» в сводке считаю по приказу."
# The summary's shares of these are shares of the registered; a list names everybody whom the gap concerns.
OF_REGISTERED = frozenset(
    kind.code for kind in GAPS if kind.indicator and INDICATOR[kind.indicator].of == "teachers_total"
)


def say_no_list(talk: Talk) -> None:
    """Nobody is known by name yet; a file that came may wait for its button."""
    talk.say(FILE_WAITS if file_waiting(talk.who.dialogue) is not None else NO_LIST)


async def debts(talk: Talk, rest: str) -> None:
    """The button's way to everything that is lacking."""
    talk.given = {"gap": ALL}
    await show(talk, rest)


async def show(talk: Talk, rest: str) -> None:
    """A page of a list: `gap` says which, `below` narrows messages to the first mark, `week` or `w` is another than the
    newest, `page` counts from 0."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    gap, below, who = talk.word("gap"), talk.word("below"), talk.word("who")
    posts = {"posts": "1"} if talk.word("posts") else {}
    meant, about = await list_week(talk, desk), _about(gap, below, who) | posts
    if meant.missing:
        talk.say(meant.note, under([button("Показать последний", "list", **about)]))
        return
    asked = meant.week
    actor, today = actor_at(talk, desk.school.id), talk.today(desk.school)
    found = await people_list(talk.session, actor, gap, below, week=asked, today=today, who=who)
    if found.week is None:
        say_no_list(talk)
        return
    if meant.note:
        talk.say(meant.note)
    norms = own_numbers(desk.school.settings)
    title = title_of(gap, below, norms, await selection_title(talk.session, desk.school.id, who))
    if not found.people:
        text, keyboard = nobody(found, gap, title, about)
        talk.say(text, keyboard or (under(other) if (other := _other_way(about, asked)) else None))
        return
    page, shown = found.on(talk.number("page"))
    heading = f"{title}: {plural(len(found.people), *PEOPLE)}. {source_of(gap)} за {week_words(found.week)}."
    lines = [_line(number, one, gap, bool(posts)) for number, one in enumerate(shown, page * PAGE + 1)]
    footer = f"\nСтраница {page + 1} из {found.pages}." if found.pages > 1 else ""
    text = (
        "\n".join([heading, "", *lines])
        + footer
        + _own_norm(gap, below, norms)
        + _unregistered(found, gap)
        + _not_known(found, gap)
    )
    talk.say(text, _keyboard(desk, found, about, page, asked))


def nobody(found: PeopleList, gap: str, title: str, about: Mapping[str, Any]) -> tuple[str, Keyboard | None]:
    """Nobody is on the list: because there is nobody, or because nothing is known of it."""
    week = week_words(found.week) if found.week is not None else ""
    if not found.asked_for:
        if any(GAP[one].source is Source.REGISTER for one in gaps_in(gap)):
            return f"{title}: {OF_CHATS}", under([button("Чаты", "chats")])
        if gap == NOT_IN_MAX.code:
            return NOT_BY_FILE.format(title=title), under([button("Кто ещё не переехал", "not_moved")])
        offer = under([button("Настройки", "settings")])
        return f"{title}: об этом школа сейчас не напоминает, поэтому и список не веду.", offer
    if not found.is_told:
        text = f"{title}: сказать не могу. В файле за {week} таких сведений не было ни о ком."
        if found.told_in is None:
            return f"{text} В прежних файлах тоже.", None
        last = button(f"Показать за {week_words(found.told_in)}", "list", **about, w=str(found.told_in))
        return f"{text} Последние — за {week_words(found.told_in)}.", under([last])
    return f"{title}: таких нет. {source_of(gap)} за {week}.{_not_known(found, gap)}", None


def source_of(gap: str) -> str:
    return "По списку чатов и данным" if gap in GAP and GAP[gap].source is Source.REGISTER else "По данным"


def _not_known(found: PeopleList, gap: str) -> str:
    """How many the list may lack."""
    count = found.done.unsure if gap in (ALL, DONE) else found.unknown
    if not count:
        return ""
    about = plural(count, "сотруднике", "сотрудниках", "сотрудниках")
    if gap not in (ALL, DONE):
        return f"\nЕщё о {about} этих сведений в файле нет."
    untold = ", ".join(small(GAP[code].button) for code in found.done.untold)
    return f"\nЕщё о {about} известно не всё" + (f" (в файле недели нет: {untold})." if untold else ".")


def title_of(gap: str, below: str, norms: Norms, of: str = "") -> str:
    """«Без звонка за неделю», of a selection «Без звонка за неделю — математика»; of those who lack several gaps
    together «Без звонка за неделю и без группового чата», of those who lack any of them with «или»."""
    if gap.startswith(HAVE):
        title = f"{DID} ({', '.join(small(GAP[one].button) for one in gaps_in(gap))})"
        return f"{title} — {of}" if of else title
    several = [small(gap_title(one, norms)) for one in gaps_in(gap)]
    gaps = capital((" и " if TOGETHER in gap else " или ").join(several))
    title = NO_MESSAGE if below == "1" else BELOW_3 if below else TITLES.get(gap) or gaps or TITLES[ALL]
    if held := done_in(gap):
        title = f"{title} (сделано: {', '.join(small(GAP[one].button) for one in held)})"
    return f"{title} — {of}" if of else title


def _own_norm(gap: str, below: str, norms: Norms) -> str:
    """Why the list is another than the order's indicator counts, where the school asks for another number."""
    kind = None if below else GAP.get(gap)
    if kind is None or kind.fewer is None or not kind.fewer.is_own(norms) or kind.indicator is None:
        return ""
    return OWN_NORM.format(norm=kind.fewer.norm(norms), indicator=INDICATOR[kind.indicator].short)


def _unregistered(found: PeopleList, gap: str) -> str:
    """Why the list is longer than the summary's figure, where that is counted from the same list."""
    counts_them_not = gap in OF_REGISTERED and not found.by_summary
    count = sum("not_registered" in one.gaps for one in found.people) if counts_them_not else 0
    if not count:
        return ""
    still = plural_form(count, "ещё не зарегистрирован", "ещё не зарегистрированы", "ещё не зарегистрированы")
    who = f"{plural(count, 'человек', 'человека', 'человек')} {still}"
    return f"\nИз них {who} в Сферуме. Сводка считает этот показатель только среди зарегистрированных."


def _line(number: int, one: TeacherGaps, gap: str, with_posts: bool = False) -> str:
    details = [it for it in (one.role, one.classes) if it] if with_posts else []
    if gap == "few_messages" and one.group_messages is not None:
        details.append(plural(one.group_messages, "сообщение", "сообщения", "сообщений"))
    elif gap == STAFF and not one.gaps:
        details.append(_nothing_open(one))
    elif gap not in GAP and TOGETHER not in gap and not gap.startswith(HAVE) and one.gaps:
        named = gaps_in(gap)
        details.append(said([code for code in one.gaps if not named or code in named], 4, name=one.name))
    details += _doubts(one, gap)
    if gap in one.spared:
        details.append(EXEMPT)
    if one.exempt:
        details.append(f"не тревожим: {one.exempt}" if one.exempt != EXEMPT else EXEMPT)
    if one.silence:
        details.append(one.silence.of(one.name))
    return f"{number}. {one.called}" + (f" — {', '.join(details)}" if details else "")


def _doubts(one: TeacherGaps, gap: str) -> list[str]:
    """Of the gap that the list is about, or of any."""
    doubted = [code for code in one.disputed if gap == code or gap not in GAP]
    if not doubted:
        return []
    return ["ошибка в данных" if all(code in one.admitted for code in doubted) else "спорит с данными"]


def _nothing_open(one: TeacherGaps) -> str:
    if not one.listed:
        return "в файле недели нет"
    return "всё сделано" if one.is_done else "известно не всё"


def _about(gap: str, below: str, who: str = "") -> dict[str, Any]:
    return {"gap": gap, **({"below": below} if below else {}), **({"who": who} if who else {})}


def _keyboard(desk: Desk, found: PeopleList, of: Mapping[str, Any], page: int, asked: Week | None) -> Keyboard:
    """A list of an earlier week that was asked for is to be seen; reminders go by the newest."""
    about, gap, turning = _with_week(of, asked), of["gap"], []
    if page > 0:
        turning.append(button("← Назад", "list", page=page - 1, **about))
    if page + 1 < found.pages:
        turning.append(button("Дальше →", "list", page=page + 1, **about))
    actions = [button("Файлом", "list_file", **about)]
    if desk.may_change and gap not in ONLY_SEEN and not gap.startswith(HAVE) and asked is None:
        actions.insert(0, good("Напомнить им", "remind", **about))
    return under(turning, actions, _other_way(of, asked))


def _with_week(of: Mapping[str, Any], asked: Week | None) -> dict[str, Any]:
    return {**of, **({"w": str(asked)} if asked is not None else {})}


def _other_way(of: Mapping[str, Any], asked: Week | None) -> list[Button]:
    """Of several gaps: those who lack any of them instead of all, and the other way round."""
    gap = str(of["gap"])
    if len(gaps_in(gap)) < 2 or gap.startswith(HAVE) or done_in(gap):
        return []
    label, joint = (ANY_OF_THEM, EITHER) if TOGETHER in gap else (ALL_OF_THEM, TOGETHER)
    return [button(label, "list", **_with_week({**of, "gap": joint.join(gaps_in(gap))}, asked))]


async def as_file(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.READER)
    if desk is not None:
        talk.snack = "Готовлю файл"
        about = {"gap": talk.word("gap"), "below": talk.word("below"), "who": talk.word("who"), "w": talk.word("w")}
        await talk.later("list_file", school=desk.school.id, **about)


async def make_file(job: Job) -> None:
    """The whole list as a spreadsheet."""
    details = job.errand.details
    async with reading_as_sender(job) as (session, actor):
        week = Week.parse(details["w"]) if details.get("w") else None
        found = await people_list(
            session, actor, details["gap"], details["below"], week=week, who=details.get("who", "")
        )
        of = await selection_title(session, details["school"], details.get("who", ""))
        norms = own_numbers((await school_of(session, actor)).settings)
    rows = [
        (
            one.name,
            one.role,
            one.classes,
            said(one.gaps, name=one.name),
            one.group_messages,
            one.calls,
            one.group_chats,
            one.exempt or "",
        )
        for one in found.people
    ]
    title = title_of(details["gap"], details["below"], norms, of)
    headings = ("ФИО", "Должность", "Классы", "Чего не хватает", "Сообщений", "Звонков", "Чатов", "Освобождение")
    await send_sheet(job, title, headings, rows)


ROUTES = (
    Route("list", Right.READER, show, Does.SHOWS, label="Список{gap}{who}", by_week=True),
    Route("debts", Right.READER, debts, Does.SAYS),
    Route("list_file", Right.READER, as_file),
)
ERRANDS = {"list_file": make_file}
