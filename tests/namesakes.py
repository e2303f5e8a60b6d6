"""People of a school who are called alike."""

from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Person


async def of_one_name(session: AsyncSession, first: int, second: int) -> str:
    """Both are called as the first from now on; the second's post alone tells them apart, and is returned."""
    one, other = await session.get_one(Person, first), await session.get_one(Person, second)
    other.full_name, other.name_key = one.full_name, one.name_key
    other.role = f"вторая {one.role}"
    return other.role
