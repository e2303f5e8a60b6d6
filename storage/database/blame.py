"""What is to blame when something did not get into the database: what was to be written, or the database."""

from sqlalchemy.exc import DataError, DBAPIError, SQLAlchemyError, StatementError

_DATA = "22"  # the class of SQL states that say that a value is to blame


def would_fail_again(error: BaseException) -> bool:
    """However often it is tried, because of what was to be written? Otherwise the database is away, full or locked,
    and waiting helps."""
    if not isinstance(error, SQLAlchemyError) or isinstance(error, DataError):
        return True
    if isinstance(error, DBAPIError):
        return str(getattr(error.orig, "sqlstate", "") or "").startswith(_DATA)
    return isinstance(error, StatementError)
