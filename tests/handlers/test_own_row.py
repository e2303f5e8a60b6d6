"""An officer known by an account alone becomes a row of the list, and is named by it."""

from tests.handlers.conversation import ALIEVA, BORISOV, OFFICER, add_person, talking, the_school

HERS = "Ответова Людмила Аркадьевна"


async def test_an_officer_says_which_row_is_theirs_and_teachers_read_the_name(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), HERS)
        for asked in ("кто у нас ответственный за сферум", "кто ответственный?"):
            assert await talk.write(ALIEVA, asked) == [
                f"За Сферум в школе отвечают:\n• ответственный: vk.com/id{OFFICER}"
            ]
        assert "напишите «я» и свои фамилию, имя, отчество" in (await talk.write(OFFICER, "роли"))[-1]
        [asked] = await talk.write(OFFICER, "я ответова людмила аркадьевна")
        assert asked.startswith(f"{HERS} из списка школы — это вы?")
        [done] = await talk.press(OFFICER, "Да, это я")
        assert done.startswith("Людмила Аркадьевна, рад знакомству!")
        [told] = await talk.write(BORISOV, "кто у нас ответственный за сферум")
        assert told == f"За Сферум в школе отвечают:\n• {HERS}, vk.com/id{OFFICER}"
        roles = (await talk.write(OFFICER, "роли"))[-1]
        assert f"• {HERS} — ответственный" in roles
        assert "напишите «я»" not in roles


async def test_a_row_that_is_somebody_elses_is_not_taken(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "я Алиева Марьям Ахмедовна")
        [said] = await talk.press(OFFICER, "Да, это я")
        assert "к этому человеку уже привязан другой аккаунт" in said
