"""«Обеим Алиевым»: everybody of that name is meant, and nobody is left out in silence."""

from pathlib import Path

from tests.handlers.conversation import OFFICER, Conversation, add_person, talking, the_school

BOTH = "Алиева Марьям Ахмедовна, Алиева Патимат Омаровна"


async def _with_a_namesake(talk: Conversation) -> None:
    school = await the_school(talk)
    await add_person(talk.database, school, "Алиева Патимат Омаровна", 9_200_001, registered=True, calls=0)
    await add_person(talk.database, school, "Ершова Анна Павловна", 9_200_002, registered=True, calls=0)


async def test_an_announcement_for_both_goes_to_both_beside_others(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _with_a_namesake(talk)
        said = "передай Борисову, Ершовой и обеим Алиевым что педсовет перенесли на четверг на 14"
        [preview] = await talk.write(OFFICER, said)
        assert f"4 людям: {BOTH}, Борисов Борис Олегович, Ершова Анна Павловна." in preview
        assert "«Педсовет перенесли на четверг на 14»" in preview
        for said in ("передай Алиевым что ждём", "передай двум Алиевым: ждём", "скажи обеим Алиевым, что ждём"):
            [preview] = await talk.write(OFFICER, said)
            assert f"2 людям: {BOTH}." in preview, said


async def test_both_are_let_off_and_brought_back(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _with_a_namesake(talk)
        [done] = await talk.write(OFFICER, "исключи обеих Алиевых до пятницы")
        assert "Алиеву Марьям Ахмедовну" in done
        assert "Алиеву Патимат Омаровну" in done
        [back] = await talk.write(OFFICER, "верни обеих Алиевых")
        assert "Алиева Марьям Ахмедовна" in back
        assert "Алиева Патимат Омаровна" in back
        [asked] = await talk.write(OFFICER, "обе Алиевы в отпуске до пятницы")
        assert "Алиеву Марьям Ахмедовну и Алиеву Патимат Омаровну" in asked
        [preview] = await talk.write(OFFICER, "напомни Ершовой и обеим Алиевым")
        assert "3 людям" in preview


async def test_a_number_that_is_not_theirs_is_asked_back(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _with_a_namesake(talk)
        [doubt] = await talk.write(OFFICER, "передай троим Алиевым, что ждём")
        assert "Алиева Марьям Ахмедовна или Алиева Патимат Омаровна?" in doubt
        [doubt] = await talk.write(OFFICER, "передай Алиевой, что ждём")
        assert "Алиева Марьям Ахмедовна или Алиева Патимат Омаровна?" in doubt
