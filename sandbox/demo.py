"""The demo school as a world: invented teachers, two officers, a staff chat, class chats."""

from sandbox.demo_files import demo_people_file, demo_summary_file
from sandbox.demo_school import CHATS, OFFICERS, ON_LEAVE, PEOPLE, REFUSING, SCHOOL, TARGETS, Person
from sandbox.people import Chat, User
from sandbox.vk.world import World

__all__ = [
    "OFFICERS",
    "ON_LEAVE",
    "SCHOOL",
    "TARGETS",
    "demo_people_file",
    "demo_summary_file",
    "demo_world",
    "officers",
]


def demo_world() -> World:
    """Everybody registered exists in the sandbox; who refuses messages answers 901."""
    users = [
        User(
            person.id, person.first_name, person.last_name, person.patronymic, _role(person), person.classes, person.sex
        )
        for person in PEOPLE
        if person.registered
    ]
    known = {user.id for user in users}
    chats = []
    for number, (title, members, rights) in enumerate(CHATS, start=1):
        inside = {member: 0 for member in members if member in known}
        chats.append(Chat(number, title, members=inside, owner_id=members[0], **rights))
    world = World(users, chats, not_allowed=REFUSING)
    world.school = SCHOOL
    world.hint = f"За Сферум отвечают {officers()}: бот показывает им сводку и списки. Ищите «ответственный»."
    return world


def officers() -> str:
    """Who they are: «Елена Образцова и Тимур Примеров»."""
    return " и ".join(f"{one.first_name} {one.last_name}" for one in PEOPLE if one.id in OFFICERS)


def _role(person: Person) -> str:
    return f"{person.role}, ответственный за Сферум" if person.id in OFFICERS else person.role
