"""The mark on a database whose contents have moved into another one.

Both know the same open reminders: whoever started the program with the old address again would write to everybody a
second time. So nothing works with a marked database any more.
"""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from indicators.errors import BadSetting
from storage.database.addresses import SETTING
from storage.database.connection import Database, Session
from storage.database.key_values import read_note, write_note

KEY = "moved"
_REFUSED = (
    "Эта база {when} переехала в {to}: впишите в {setting} новый адрес. Если нужно снова работать с этой, перенесите "
    "данные обратно командой move, а когда новой базы больше нет — сохраните эту (backup) и восстановите (restore)."
)


async def mark_moved(session: Session, to: str, now: datetime, zone: str) -> None:
    """`to` is shown to whoever tries to work with this database."""
    when = f"{now.astimezone(ZoneInfo(zone)):%d.%m.%Y}"
    await write_note(session, KEY, json.dumps({"to": to, "when": when}, ensure_ascii=False))


async def refuse_moved(database: Database) -> None:
    """
    Raises:
        BadSetting: the database has moved; the sentence says where to.
    """
    async with database.reading() as session:
        await refuse_moved_in(session)


async def refuse_moved_in(session: Session) -> None:
    """The same within a transaction that is about to write."""
    kept = await read_note(session, KEY)
    if kept is not None:
        raise BadSetting(_REFUSED.format(setting=SETTING, **json.loads(kept)))
