"""«Кому уйдёт сегодня» of a large school names everybody."""

from tests.handlers.conversation import OFFICER, add_person, talking, the_school


async def test_behind_the_first_all_others_are_named(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for place in range(30):
            last = f"Примерова{chr(ord('а') + place)}"
            await add_person(talk.database, school, f"{last} Инна Львовна", 9_500_001 + place, calls=0, registered=True)
        [shown] = await talk.write(OFFICER, "кому уйдёт сегодня")
        assert "…и ещё" not in shown
        assert "\nЕщё получат (16): " in shown
        assert "\nЕщё не получат (1): Борисов Б. О." in shown
        assert all(f"Примерова{chr(ord('а') + place)} И" in shown for place in range(30))
