"""The mark on a database whose contents have moved into another one.

Both know the same open reminders: whoever started the program with the old address again would write to everybody a
second time. So nothing works with a marked database any more.

Two databases are never committed in one instant. So the source says first that a move begins, and the target takes the
move's number in the same transaction as the rows: whoever finds such a beginning looks there how it ended.
"""

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete, inspect, select

from indicators.errors import BadSetting
from storage.database.addresses import SETTING, shown
from storage.database.connection import Database, DatabaseError, Session, connect
from storage.database.key_values import read_note, write_note
from storage.tables import Note

KEY, BEGUN = "moved", "moving"
_ARRIVED = "arrived:"  # and a move's number; they go along with each further move
_AGAIN = "сохраните эту (backup) и восстановите (restore)."
_REFUSED = (
    "Эта база {when} переехала в {to}: впишите в {setting} новый адрес. Если нужно снова работать с этой, перенесите "
    f"данные обратно командой move, а когда новой базы больше нет — {_AGAIN}"
)
_UNKNOWN = (
    "Эту базу {when} начали переносить в {to}, а перенесена ли она, не видно: новая не открывается. Повторите, когда "
    f"она откроется, или впишите её адрес в {{setting}}, а если её больше нет — {_AGAIN}"
)


@dataclass(frozen=True, slots=True)
class Move:
    """One that has begun. `to` is shown to whoever tries to work with the source, `url` opens the target."""

    number: str
    to: str
    url: str
    when: str


async def begin_move(source: Database, target: Database, now: datetime, zone: str) -> Move:
    """Committed before anything is written into the target."""
    url, file = target.engine.url, target.file
    url = url if file is None else url.set(database=str(file.absolute()))
    when = f"{now.astimezone(ZoneInfo(zone)):%d.%m.%Y}"
    move = Move(secrets.token_hex(8), shown(target.engine.url), url.render_as_string(hide_password=False), when)
    async with source.writing() as session:
        await write_note(session, BEGUN, json.dumps(asdict(move), ensure_ascii=False))
    return move


async def is_begun(session: Session, move: Move) -> bool:
    """Still, or did somebody find in the meantime that nothing came of it?"""
    return await _begun(session) == move


async def note_arrival(session: Session, move: Move) -> None:
    """In the target, together with the rows."""
    await write_note(session, _ARRIVED + move.number, move.when)


async def forget_move(session: Session) -> None:
    await session.execute(delete(Note).where(Note.key == BEGUN))


async def mark_moved(session: Session, move: Move) -> None:
    await forget_move(session)
    await write_note(session, KEY, json.dumps({"to": move.to, "when": move.when}, ensure_ascii=False))


async def refuse_moved(database: Database) -> None:
    """
    Raises:
        BadSetting: the database has moved, or that cannot be told; the sentence says where to.
    """
    async with database.reading() as session:
        begun = await _begun(session)
    if begun is not None:
        async with database.writing() as session:
            await _settle(session)
    async with database.reading() as session:
        await _refuse_marked(session)


async def refuse_moved_in(session: Session) -> None:
    """The same within a transaction that is about to write."""
    if await _begun(session) is not None:
        await _settle(session)
    await _refuse_marked(session)


async def _settle(session: Session) -> None:
    """How did it end? A move that is under way is waited for: it lets nobody write."""
    move = await _begun(session)
    await forget_move(session)
    if move is not None and await _has_arrived(move):
        await mark_moved(session, move)


async def _has_arrived(move: Move) -> bool:
    target = connect(move.url)
    try:
        if target.file is not None and not target.file.exists():
            raise FileNotFoundError(target.file)
        async with target.writing() as session:
            if not await (await session.connection()).run_sync(lambda one: inspect(one).has_table(Note.__tablename__)):
                return False
            # A killed program's last words may still be under way to the server: such a look waits for them.
            arrived = select(Note.key).where(Note.key == _ARRIVED + move.number).with_for_update()
            return await session.scalar(arrived) is not None
    except (DatabaseError, OSError) as error:
        raise BadSetting(_UNKNOWN.format(setting=SETTING, to=move.to, when=move.when)) from error
    finally:
        await target.close()


async def _begun(session: Session) -> Move | None:
    kept = await read_note(session, BEGUN)
    return None if kept is None else Move(**json.loads(kept))


async def _refuse_marked(session: Session) -> None:
    kept = await read_note(session, KEY)
    if kept is not None:
        raise BadSetting(_REFUSED.format(setting=SETTING, **json.loads(kept)))
