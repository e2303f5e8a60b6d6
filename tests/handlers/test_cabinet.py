"""«Кабинет»: a link for whoever has a role, and never where others read it."""

from tests.handlers.conversation import ALIEVA, OFFICER, STAFF_CHAT, talking


async def test_the_link_goes_to_officers_alone(tmp_path):
    async with talking(tmp_path) as talk:
        talk.services.cabinet_url = lambda: "https://dezhurny.example.org"
        [said] = await talk.write(OFFICER, "кабинет")
        assert "https://dezhurny.example.org/enter/" in said
        assert "10 минут" in said
        assert not any("/enter/" in one for one in await talk.write(ALIEVA, "кабинет"))
        in_chat = await talk.write(OFFICER, "@club239000001 кабинет", peer_id=STAFF_CHAT)
        assert not any("/enter/" in one for one in in_chat)
