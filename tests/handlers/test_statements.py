"""How often a message asks the database: what was read is handed on or remembered, and not read again."""

from datetime import timedelta

import pytest

from tests.handlers.conversation import OFFICER, Conversation, talking
from tests.statements import counting

# With what is written, the slow work behind it and the sending of the answers.
AT_MOST = {"сводка": 50, "напомни про чат": 44, "кто не звонил": 24, "привет": 13}


@pytest.mark.parametrize(("said", "at_most"), AT_MOST.items())
async def test_a_message_asks_the_database_no_more_often_than(tmp_path, said, at_most):
    async with talking(tmp_path) as talk:
        await later(talk, "привет")  # the first words of a day are noted
        with counting(talk.database) as statements:
            assert await later(talk, said)
    assert len(statements) <= at_most, "\n".join(statements)


async def later(talk: Conversation, said: str) -> list[str]:
    talk.now += timedelta(minutes=1)
    return await talk.write(OFFICER, said)
