"""Codes have an age and an owner, die with the person or the right, and cannot be guessed in a row."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from storage.people.codes import PERSONAL_TERM, ROLE_TERM
from storage.tables import Account, AuditEntry, Invitation, Member, Person
from tests.handlers.conversation import (
    ALIEVA,
    DEPUTY,
    MANAGER,
    OFFICER,
    STRANGER,
    Conversation,
    add_person,
    talking,
    the_school,
)

MINUTE = timedelta(minutes=1)


async def roles_of(talk: Conversation, external_id: int) -> list[str]:
    async with talk.database.reading() as session:
        found = select(Member.role).join(Account, Account.id == Member.account_id)
        found = found.where(Account.external_id == external_id, Member.confirmed_at.is_not(None))
        return list(await session.scalars(found))


async def linked_to(talk: Conversation, person_id: int) -> int | None:
    async with talk.database.reading() as session:
        account_id = (await session.get_one(Person, person_id)).account_id
        return None if account_id is None else (await session.get_one(Account, account_id)).external_id


async def test_a_code_of_a_role_works_for_seven_days_and_says_so(tmp_path):
    async with talking(tmp_path) as talk:
        talk.services.new_code = lambda: "PRIMER22"
        [given] = await talk.write(OFFICER, "назначить ответственного")
        assert "до 22 ноября включительно" in given
        talk.now += ROLE_TERM
        assert "код не подходит" in (await talk.write(STRANGER, "PRIMER22"))[0]
        assert not await roles_of(talk, STRANGER)
        assert "PR…" not in (await talk.write(OFFICER, "роли"))[0]


async def test_a_code_of_a_role_still_works_on_its_last_day(tmp_path):
    async with talking(tmp_path) as talk:
        talk.services.new_code = lambda: "PRIMER22"
        await talk.write(OFFICER, "назначить руководителя")
        talk.now += ROLE_TERM - MINUTE
        assert (await talk.write(MANAGER, "PRIMER22"))[0] == "Готово, доступ открыт: вы — руководитель."


async def test_an_offered_role_ends_after_seven_days_too_and_may_be_offered_again(tmp_path):
    async with talking(tmp_path) as talk:
        offer = f"назначить id{STRANGER} ответственным"
        assert "до 22 ноября включительно" in (await talk.write(OFFICER, offer))[0]
        assert "Ждут согласия" in (await talk.write(OFFICER, "роли"))[0]
        talk.now += ROLE_TERM
        assert "больше недели" in (await talk.press(STRANGER, "Согласен"))[-1]
        assert "предлагают" not in "".join(await talk.write(STRANGER, "привет"))
        assert "Ждут согласия" not in (await talk.write(OFFICER, "роли"))[0]
        assert not await roles_of(talk, STRANGER)
        await talk.write(OFFICER, offer)
        talk.now += ROLE_TERM - MINUTE
        await talk.press(STRANGER, "Согласен")
        assert await roles_of(talk, STRANGER) == ["officer"]


async def test_an_offer_that_is_made_anew_is_that_of_whoever_made_it_last(tmp_path):
    async with talking(tmp_path, officers=(OFFICER, DEPUTY)) as talk:
        await talk.write(DEPUTY, f"назначить id{STRANGER} руководителем")
        await talk.write(OFFICER, f"назначить id{STRANGER} руководителем")
        async with talk.database.writing() as session:
            deputy = select(Account.id).where(Account.external_id == DEPUTY)
            await session.execute(delete(Member).where(Member.account_id.in_(deputy)))
        await talk.press(STRANGER, "Согласен")
        assert await roles_of(talk, STRANGER) == ["manager"]


async def test_a_personal_code_grows_old_and_is_given_anew(tmp_path):
    async with talking(tmp_path) as talk:
        codes = iter(("PRIMER33", "PRIMER34"))
        talk.services.new_code = lambda: next(codes)
        person = await add_person(talk.database, await the_school(talk), "Чужов Степан Петрович")
        [given] = await talk.press_payload(OFFICER, {"do": "invite", "p": person})
        assert "PRIMER33" in given
        assert "до 14 января включительно" in given
        talk.now += PERSONAL_TERM
        assert "код не подходит" in (await talk.write(STRANGER, "PRIMER33"))[0]
        assert "PRIMER34" in (await talk.press_payload(OFFICER, {"do": "invite", "p": person}))[0]
        assert "рад знакомству" in (await talk.write(STRANGER, "PRIMER34"))[0]


async def test_a_leaflet_of_somebody_who_has_left_lets_nobody_in(tmp_path):
    async with talking(tmp_path) as talk:
        talk.services.new_code = lambda: "PRIMER33"
        person = await add_person(talk.database, await the_school(talk), "Чужов Степан Петрович")
        await talk.press_payload(OFFICER, {"do": "invite", "p": person})
        await talk.press_payload(OFFICER, {"do": "left_yes", "p": person})
        assert "код не подходит" in (await talk.write(STRANGER, "PRIMER33"))[0]
        await talk.press_payload(OFFICER, {"do": "restore", "p": person})
        assert "код не подходит" in (await talk.write(STRANGER, "PRIMER33"))[0]
        assert await linked_to(talk, person) is None


async def test_codes_from_before_an_account_was_untied_die_with_it(tmp_path):
    async with talking(tmp_path) as talk:
        codes = iter(("PRIMER33", "PRIMER34"))
        talk.services.new_code = lambda: next(codes)
        person = await add_person(talk.database, await the_school(talk), "Чужов Степан Петрович")
        await talk.press_payload(OFFICER, {"do": "invite", "p": person})
        await talk.write(STRANGER, "Чужов Степан Петрович")
        await talk.press(OFFICER, "Да, это Чужов Степан Петрович")
        await talk.press_payload(OFFICER, {"do": "unlink", "p": person, "sure": "yes"})
        assert "код не подходит" in (await talk.write(MANAGER, "PRIMER33"))[0]
        assert await linked_to(talk, person) is None


async def test_guessing_is_slowed_down_and_even_the_right_code_waits(tmp_path):
    async with talking(tmp_path) as talk:
        talk.services.new_code = lambda: "PRIMER22"
        await talk.write(OFFICER, "назначить ответственного")
        answers = []
        for number in range(20):
            talk.now += timedelta(seconds=4)
            answers += await talk.write(STRANGER, f"GUESS{number:03}")
        assert sum("код не подходит" in one for one in answers) == 4  # the fourth after the first minute's pause
        assert "следующий проверю" in answers[-1]
        assert "следующий проверю" in (await talk.write(STRANGER, "PRIMER22"))[0]
        assert not await roles_of(talk, STRANGER)
        talk.now += timedelta(minutes=3)
        assert "доступ открыт" in (await talk.write(STRANGER, "PRIMER22"))[0]


async def test_whoever_has_their_data_deleted_does_not_guess_anew(tmp_path):
    async with talking(tmp_path) as talk:
        for number in range(3):
            await talk.write(STRANGER, f"GUESS{number:03}")
        await talk.write(STRANGER, "удалить мои данные")
        await talk.press(STRANGER, "Да, удалить")
        assert "следующий проверю" in (await talk.write(STRANGER, "GUESS003"))[0]


async def test_others_are_not_slowed_down_by_it(tmp_path):
    async with talking(tmp_path) as talk:
        talk.services.new_code = lambda: "PRIMER22"
        await talk.write(OFFICER, "назначить руководителя")
        for number in range(6):
            await talk.write(STRANGER, f"GUESS{number:03}")
        assert "доступ открыт" in (await talk.write(MANAGER, "PRIMER22"))[0]


async def test_somebody_of_the_list_without_an_account_gets_a_code_that_is_theirs(tmp_path):
    async with talking(tmp_path) as talk:
        talk.services.new_code = lambda: "PRIMER55"
        person = await add_person(talk.database, await the_school(talk), "Чужов Степан Петрович")
        [given] = await talk.write(OFFICER, "назначить Чужова заместителем")
        assert "только для одного человека: Чужов Степан Петрович" in given
        hello, open_ = await talk.write(STRANGER, "PRIMER55")
        assert "Степан Петрович, рад знакомству" in hello
        assert "доступ открыт" in open_
        assert await linked_to(talk, person) == STRANGER
        assert await roles_of(talk, STRANGER) == ["deputy"]


async def test_a_page_that_is_named_gets_the_offer_and_nobody_a_code(tmp_path):
    for number, words in enumerate(
        (
            f"назначить [id{DEPUTY}|Вера] заместителем",
            f"назначить @id{DEPUTY} (Вера) заместителем",
            f"назначить https://vk.com/id{DEPUTY} заместителем",
            f"назначь заместителем m.vk.ru/id{DEPUTY}",
            f"назначить id{DEPUTY} заместителем",
        )
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        async with talking(folder) as talk:
            assert "Предложил" in (await talk.write(OFFICER, words))[0]
            await talk.write(DEPUTY, "начать")
            await talk.press(DEPUTY, "Согласен")
            assert await roles_of(talk, DEPUTY) == ["deputy"]
            async with talk.database.reading() as session:
                assert not (await session.scalars(select(Invitation))).all()


async def test_an_address_in_words_is_asked_back_and_no_code_given(tmp_path):
    async with talking(tmp_path) as talk:
        for words in ("назначить @vera_primer руководителем", "назначить vk.com/vera.primer ответственным"):
            assert "не вижу, чей это аккаунт" in (await talk.write(OFFICER, words))[0]
        async with talk.database.reading() as session:
            assert not (await session.scalars(select(Invitation))).all()
            assert not (await session.scalars(select(AuditEntry).where(AuditEntry.action == "invited"))).all()


async def test_a_page_names_its_person_in_every_command(tmp_path):
    async with talking(tmp_path) as talk:
        assert "Алиева Марьям" in (await talk.write(OFFICER, f"карточка [id{ALIEVA}|Марьям]"))[0]
        assert "Алиева Марьям" in (await talk.write(OFFICER, f"vk.com/id{ALIEVA}"))[0]
        assert "Алиеву Марьям" in (await talk.write(OFFICER, f"исключить @id{ALIEVA} до 12.01 отпуск"))[0]
        assert "снова в напоминаниях" in (await talk.write(OFFICER, f"вернуть id{ALIEVA}"))[0]
        assert "Предложил" in (await talk.write(OFFICER, f"назначить [id{ALIEVA}|Марьям] заместителем"))[0]


async def test_a_page_tells_a_teacher_or_stranger_nothing(tmp_path):
    async with talking(tmp_path) as talk:
        for who in (ALIEVA, STRANGER):
            assert "Борисов" not in " ".join(await talk.write(who, "карточка [id9100004|Борис]"))


@pytest.mark.parametrize(
    "said", ["PRIMER22", "primer22", "код PRIMER22", "здравствуйте, мне дали код primer22", "PRIMER22."]
)
async def test_a_teacher_of_the_list_takes_up_a_role_by_its_code(tmp_path, said):
    async with talking(tmp_path) as talk:
        talk.services.new_code = lambda: "PRIMER22"
        await talk.write(OFFICER, "назначить заместителя")
        assert "доступ открыт" in (await talk.write(ALIEVA, said))[0]
        assert await roles_of(talk, ALIEVA) == ["deputy"]


async def test_a_code_that_does_not_fit_is_answered_to_a_teacher_too_and_kept_nowhere(tmp_path):
    async with talking(tmp_path) as talk:
        for said in ("PRIMER22", "код primer22"):
            [answer] = await talk.write(ALIEVA, said)
            assert "код не подходит" in answer
            assert "ФИО" not in answer
        assert "Непонятого нет" in (await talk.write(OFFICER, "непонятое"))[0]


async def test_whoever_gave_a_roles_code_does_not_use_it_up(tmp_path):
    async with talking(tmp_path) as talk:
        talk.services.new_code = lambda: "PRIMER22"
        await talk.write(OFFICER, "назначить заместителя")
        assert "дали вы сами" in (await talk.write(OFFICER, "PRIMER22"))[0]
        assert await roles_of(talk, OFFICER) == ["officer"]
        assert "доступ открыт" in (await talk.write(ALIEVA, "PRIMER22"))[0]


async def test_invitations_are_told_apart_and_withdrawn_by_how_they_begin_or_all_of_them(tmp_path):
    async with talking(tmp_path) as talk:
        codes = iter(("AMPRIM22", "FUPRIM33", "JTPRIM44"))
        talk.services.new_code = lambda: next(codes)
        for _ in range(3):
            await talk.write(OFFICER, "назначить заместителя")
        await talk.write(OFFICER, "отозвать приглашение")
        labels = await talk.buttons(OFFICER)
        assert [one[:18] for one in labels[:3]] == ["Отозвать: код AM… ", "Отозвать: код FU… ", "Отозвать: код JT… "]
        assert "код FU…" in (await talk.write(OFFICER, "отозвать код FU"))[0]
        assert len(await talk.write(OFFICER, "отозвать все коды")) == 2
        assert "Открытых приглашений нет" in (await talk.write(OFFICER, "отозвать код"))[0]


async def test_all_invitations_to_one_role_are_withdrawn_and_no_others(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, f"назначить id{STRANGER} ответственным")
        await talk.write(OFFICER, f"назначить id{MANAGER} заместителем")
        assert await talk.write(OFFICER, "отозвать все приглашения руководителей") == ["Какое приглашение отозвать?"]
        [told] = await talk.write(OFFICER, "отозвать все приглашения заместителей")
        assert told.startswith("Отозвал: заместитель ответственного")
        [told] = await talk.write(OFFICER, f"отозвать приглашение id{STRANGER}")
        assert told.startswith("Отозвал: ответственный")


async def test_a_role_is_offered_to_each_who_is_named_also_to_one_called_like_a_role(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Директорова Мария Петровна", MANAGER)
        offered = await talk.write(OFFICER, "назначить Директорову и Борисова заместителями")
        assert [one.split(".")[0] for one in offered] == [
            "Предложил: Директорова Мария Петровна",
            "Предложил: Борисов Борис Олегович",
        ]


async def test_a_role_of_one_is_taken_in_two_steps(tmp_path):
    async with talking(tmp_path, officers=(OFFICER, DEPUTY)) as talk:
        assert (await talk.write(OFFICER, f"снять доступ у id{DEPUTY}"))[0].startswith("Снять роль «")
        assert "Снял" in (await talk.press(OFFICER, "Да, снять"))[0]
