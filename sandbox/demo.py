"""The demo school as a world: invented teachers, two officers, a staff chat, class chats."""

from sandbox.demo_files import demo_people_file, demo_summary_file
from sandbox.demo_school import (
    CHATS,
    MAX_CHATS,
    MAX_NUMBERS,
    NOT_STARTED,
    OFFICERS,
    ON_LEAVE,
    PEOPLE,
    REFUSING,
    SCHOOL,
    TARGETS,
    Person,
)
from sandbox.max.actions import Actions
from sandbox.max.messages import Chat as MaxChat
from sandbox.max.world import World as MaxWorld
from sandbox.people import Chat, User
from sandbox.vk.world import World

__all__ = [
    "OFFICERS",
    "OFFICER_IN_MAX",
    "ON_LEAVE",
    "SCHOOL",
    "TARGETS",
    "demo_max_world",
    "demo_people_file",
    "demo_summary_file",
    "demo_world",
    "officers",
]


OFFICER_IN_MAX = OFFICERS[0] + MAX_NUMBERS


def demo_world() -> World:
    """Everybody in VK exists in the sandbox; who refuses messages answers 901."""
    users = [_user(person) for person in PEOPLE if person.vk_id]
    known = {user.id for user in users}
    chats = []
    for number, (title, members, rights) in enumerate(CHATS, start=1):
        inside = {member: 0 for member in members if member in known}
        chats.append(Chat(number, title, members=inside, owner_id=members[0], **rights))
    world = World(users, chats, not_allowed=REFUSING)
    world.school = SCHOOL
    world.hint = f"За Сферум отвечают {officers()}: бот показывает им сводку и списки. Ищите «ответственный»."
    return world


def demo_max_world() -> MaxWorld:
    """The same people in MAX, of whom some have pressed «Начать», and the school's chats there."""
    world = MaxWorld([_user(person) for person in PEOPLE])
    bot = world.add_bot()
    for person in PEOPLE:
        if person.id in NOT_STARTED or not person.listed_max_id:
            continue
        if person.vk_id:
            Actions(world, bot).start(person.max_id)  # just now: the bot hears of it when it begins to listen
        else:
            bot.start_dialog(person.max_id)
    for number, (title, members, rights) in enumerate(MAX_CHATS, start=1):
        inside = {member + MAX_NUMBERS: 0 for member in members}
        chat_id, owner = -MAX_NUMBERS - number, members[0] + MAX_NUMBERS
        link = f"https://max.ru/join/Primer{number:06d}"
        bot.chats[chat_id] = MaxChat(chat_id, title=title, members=inside, owner_id=owner, link=link, **rights)
    return world


def _user(person: Person) -> User:
    return User(
        person.vk_id,
        person.first_name,
        person.last_name,
        person.patronymic,
        _role(person),
        person.classes,
        person.sex,
        person.max_id,
    )


def officers() -> str:
    """Who they are: «Елена Образцова и Тимур Примеров»."""
    return " и ".join(f"{one.first_name} {one.last_name}" for one in PEOPLE if one.id in OFFICERS)


def _role(person: Person) -> str:
    return f"{person.role}, ответственный за Сферум" if person.id in OFFICERS else person.role
