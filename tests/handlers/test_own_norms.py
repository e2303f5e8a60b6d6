"""A list is called by what it counts: the school's own norm, wherever it is told."""

from services import school_settings
from services.actor import the_program
from tests.handlers.conversation import OFFICER, Conversation, add_person, talking, the_school

NORM_8, NORM_10 = "Меньше 8 сообщений за неделю", "Меньше 10 сообщений за неделю"


async def _norms(talk: Conversation, messages: int, calls: int = 1) -> None:
    school = await the_school(talk)
    async with talk.database.writing() as session:
        actor = the_program(school.id)
        await school_settings.set_norms(session, actor, talk.now, group_chats=1, messages=messages, calls=calls)


async def test_a_list_is_called_by_the_norm_of_the_school(tmp_path):
    async with talking(tmp_path) as talk:
        for name, count in (("Пример Анна Ивановна", 9), ("Образцова Нина Ильинична", 7)):
            facts = {"group_chats": 1, "group_messages": count, "calls": 1, "journal_linked": True}
            await add_person(talk.database, await the_school(talk), name, registered=True, **facts)
        assert (await talk.write(OFFICER, "меньше 10"))[-1].startswith(NORM_10)
        await _norms(talk, 8, calls=2)
        [said] = await talk.write(OFFICER, "меньше 10")
        assert said.startswith(NORM_8)
        assert "Образцова" in said
        assert "Пример " not in said
        assert "Норма вашей школы — 8. Показатель «10 сообщений за неделю» в сводке считаю по приказу." in said
        assert (await talk.write(OFFICER, "без звонка"))[-1].startswith("Меньше 2 звонков за неделю")
        assert NORM_8.lower() in (await talk.write(OFFICER, "что уйдёт сегодня"))[-1].lower()
        await talk.write(OFFICER, "сколько написали 10 сообщений")
        assert NORM_8 in await talk.buttons(OFFICER)
        assert f"по списку «{NORM_8}»" in (await talk.write(OFFICER, "напомни тем, у кого мало сообщений"))[-1]


async def test_who_does_not_write_at_all_is_whoever_has_no_message(tmp_path):
    async with talking(tmp_path) as talk:
        for name, count in (("Пример Анна Ивановна", 0), ("Образцова Нина Ильинична", 2)):
            facts = {"group_chats": 1, "group_messages": count, "calls": 1, "journal_linked": True}
            await add_person(talk.database, await the_school(talk), name, registered=True, **facts)
        [said] = await talk.write(OFFICER, "кто совсем не пишет в чатах")
        assert said.startswith("Ни одного сообщения за неделю")
        assert "Пример " in said
        assert "Образцова" not in said
