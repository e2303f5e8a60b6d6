"""What people say to a person rather than to a program: they are tired, a parent, or ask why and whom."""

from handlers.access import joining as strangers
from handlers.access.my_data import later_or_never
from handlers.access.roles import roles, say_officers
from handlers.engine.buttons import button, main, under
from handlers.engine.keyboards import my_figures_button
from handlers.engine.rights import actor_at, may
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.overview.summary import summary
from handlers.teacher.my_figures import my_figures
from handlers.understanding.said import objecting
from handlers.understanding.said.complaints import Complaint, complaint_in, is_about_us
from handlers.understanding.wish import Reading
from nudges.gaps import all_named
from services.access.opting_out import complain

SORRY_OFFICE = "Понимаю, дел и без меня хватает. Скажите, что нужно, — или нажмите кнопку, дальше сделаю сам."
WHY = (
    "Школу просят перевести рабочую переписку в Сферум и каждую неделю смотрят восемь показателей. Я слежу за цифрами "
    "вместо того, чтобы ответственный обходил всех лично: раз в неделю подсказываю один шаг и помогаю его сделать. "
    "Не хотите подсказок — их можно отключить."
)
WHY_PARENT_CHATS = (
    "У каждого класса просят два чата родителей: с классным руководителем, где вы на связи с семьями, и без него, где "
    "родители договариваются между собой."
)
_PARENT_CHATS = frozenset({"no_parent_chat_with_teacher", "no_parent_chat_without_teacher"})
ORDER = "Номера приказа у меня нет: его назовёт ответственный или директор."
PARENT = (
    "Здравствуйте! Я помогаю педагогам и вашего ребёнка не знаю. Ссылку на чат класса и помощь с журналом даст "
    "классный руководитель, а пошаговые инструкции — на sferum.ru/?p=instructions."
)
PROMISED = "Спасибо! Если понадобится подсказка — я здесь."
LIST_FROM_FILE = (
    "Людей я беру из файла статистики: новый сотрудник появится сам, когда придёт файл с его строкой. "
    "Тем, кто уже в списке, можно выдать личный код или листовку."
)

NOT_YET = "Рад слышать! Если станет лишним, скажите «не напоминать»."
OF_OTHERS = "Понимаю, сил на всё не хватает. Если и мне лучше помолчать, скажите «не на этой неделе»."
WHOSE = "Понимаю. Это о моих напоминаниях?"
NOTED = "Передам ответственному, что напоминания надоели."


async def heard_complaint(talk: Talk, reading: Reading) -> bool:
    """Whatever is answered, the officers will see who is fed up with the reminders; with anybody else is no matter of
    theirs. True where it is answered already: nobody is told «простите» for what is not ours."""
    if not talk.who.is_linked or talk.who.members:
        return False
    if objecting.only_says_wrong(talk.text) or objecting.only_says_wrong_again(talk.text):
        return False
    said = complaint_in(talk.text)
    read = any(one.code == "complain" for one in reading.wishes) and reading.sure
    if said is Complaint.OF_REMINDERS or (said is Complaint.NONE and read and is_about_us(talk.text)):
        await complain(talk.session, actor_at(talk, None), talk.now)
    is_all = read and all(one.code == "complain" for one in reading.wishes)
    if is_all and said not in (Complaint.NONE, Complaint.OF_REMINDERS):
        await tired(talk, "")
        return True
    return False


async def complained(talk: Talk, rest: str) -> None:
    """«Да» under the question whether it was about the reminders."""
    if talk.who.is_linked and not talk.who.members:
        await complain(talk.session, actor_at(talk, None), talk.now)
        talk.say(NOTED)
    later_or_never(talk)


async def tired(talk: Talk, rest: str) -> None:
    """Harsh words and «хватит»: no argument, a way out."""
    said = complaint_in(talk.text)
    if said is Complaint.NONE and not is_about_us(talk.text):  # «дети жалуются»
        said = Complaint.OF_OTHERS
    if talk.who.is_linked and not talk.who.members:
        if said is Complaint.DENIED:
            talk.say(NOT_YET, my_figures_button())
        elif said is Complaint.OF_OTHERS:
            talk.say(OF_OTHERS, under([button("Не на этой неделе", "not_now")]))
        elif said is Complaint.UNSURE:
            talk.say(WHOSE, under([button("Да, о напоминаниях", "complained"), button("Нет", "not_ours")]))
        else:
            later_or_never(talk)
    elif talk.who.members:
        talk.say(SORRY_OFFICE, under([main("Сводка", "summary"), button("Пауза", "pause"), button("Помощь", "help")]))
    else:
        await strangers.welcome(talk)


async def not_ours(talk: Talk, rest: str) -> None:
    talk.say(OF_OTHERS, under([button("Не на этой неделе", "not_now")]))


async def why(talk: Talk, rest: str) -> None:
    """`value` is «order» where the paper behind it is asked for."""
    said = f"{ORDER} {WHY}" if talk.word("value") == "order" else WHY
    if _PARENT_CHATS.intersection(all_named(talk.text)):
        said = WHY_PARENT_CHATS
    talk.say(said, my_figures_button() if talk.who.is_linked else None)


async def promise(talk: Talk, rest: str) -> None:
    """«Завтра сделаю»: nothing is done yet, and nobody is pressed."""
    more = [button("Как сделать", "howto")] if talk.who.is_linked else []
    talk.say(PROMISED, under(more) if more else None)


async def parent(talk: Talk, rest: str) -> None:
    talk.say(PARENT)


async def things(talk: Talk, rest: str) -> None:
    """«Как дела»: of the school to whoever reads about it, of themselves to a teacher."""
    if talk.who.members:
        await summary(talk, "")
    elif talk.who.is_linked:
        await my_figures(talk, "")
    else:
        await strangers.welcome(talk)


async def who_helps(talk: Talk, rest: str) -> None:
    """«Кто ответственный»: the roles to those who have one, to a teacher whom they may turn to."""
    if may(talk, Right.READER):
        await roles(talk, "")
        return
    if not talk.who.is_linked:
        await strangers.welcome(talk)
        return
    await say_officers(talk)


async def from_the_file(talk: Talk, rest: str) -> None:
    talk.say(LIST_FROM_FILE, under([button("Листовки", "leaflets"), button("Как прислать файл", "upload")]))


ROUTES = (
    Route("tired", Right.ANYONE, tired, Does.SAYS),
    Route("complained", Right.ANYONE, complained, Does.OWN),
    Route("not_ours", Right.ANYONE, not_ours, Does.SAYS),
    Route("why", Right.ANYONE, why, Does.SAYS, leads_out=True),
    Route("promise", Right.ANYONE, promise, Does.SAYS),
    Route("parent", Right.ANYONE, parent, Does.SAYS, leads_out=True, label="Я родитель"),
    Route("things", Right.ANYONE, things, Does.SAYS),
    Route("who_helps", Right.ANYONE, who_helps, Does.SAYS, leads_out=True, label="Кто поможет"),
    Route("from_the_file", Right.CHANGER, from_the_file, Does.SAYS),
)
