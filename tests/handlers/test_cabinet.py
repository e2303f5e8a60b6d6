"""«Кабинет»: a link for whoever has a role, and never where others read it."""

from storage.people.accounts import ensure_account
from storage.people.roles import Role, give_role
from tests.handlers.conversation import ALIEVA, MANAGER, MONDAY, OFFICER, STAFF_CHAT, talking, the_school


async def test_the_link_goes_to_officers_alone(tmp_path):
    async with talking(tmp_path) as talk:
        talk.services.cabinet_url = lambda: "https://dezhurny.example.org"
        [said] = await talk.write(OFFICER, "кабинет")
        assert "https://dezhurny.example.org/enter/" in said
        assert "10 минут" in said
        assert not any("/enter/" in one for one in await talk.write(ALIEVA, "кабинет"))
        in_chat = await talk.write(OFFICER, "@club239000001 кабинет", peer_id=STAFF_CHAT)
        assert not any("/enter/" in one for one in in_chat)


async def test_whoever_reads_only_is_promised_no_more(tmp_path):
    async with talking(tmp_path) as talk:
        talk.services.cabinet_url = lambda: "https://dezhurny.example.org"
        school = await the_school(talk)
        async with talk.database.writing() as session:
            account = await ensure_account(session, "vk", MANAGER)
            await give_role(session, account.id, school.id, Role.MANAGER, MONDAY)
        assert (await talk.write(MANAGER, "кабинет"))[0].startswith("Ваш кабинет — таблицы и отчёты на одной странице:")
        assert "рассылки и настройки" in (await talk.write(OFFICER, "кабинет"))[0]
