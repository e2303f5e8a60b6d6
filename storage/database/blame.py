"""What is to blame when something did not get into the database: what was to be written, or the database."""

from sqlalchemy.exc import DataError, DBAPIError, SQLAlchemyError, StatementError

_DATA = "22"  # the class of SQL states that say that a value is to blame

FULL = "На диске нет места: ничего не записывается. Освободите хотя бы 500 МБ."
SILENT = "База данных не отвечает."
BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_SENTENCES = {
    "SQLITE_FULL": FULL,
    "SQLITE_READONLY": "В базу нельзя писать: диск или файл открыт только для чтения.",
    "SQLITE_CANTOPEN": "Файл базы не открывается: только для чтения, нет прав или открыто слишком много файлов.",
    "SQLITE_IOERR": "Диск с базой не слушается: проверьте, есть ли на нём место и цел ли он.",
    "SQLITE_CORRUPT": "Файл базы повреждён: восстановите его из копии (restore).",
    "SQLITE_NOTADB": "Файл базы повреждён: восстановите его из копии (restore).",
    "SQLITE_BUSY": "База занята другой программой: подождите, пока та закончит, и повторите.",
    "53100": FULL,  # PostgreSQL's own disk
    "25006": "В базу нельзя писать: сервер открыл её только для чтения.",
    "28": "Сервер базы не принял имя или пароль.",
    "3D000": "Базы с таким именем на сервере нет: создайте её.",
    "42501": "У этого имени нет прав на базу: попросите того, кто ведёт сервер.",
}


def code_of(error: BaseException) -> str:
    """SQLite's or the server's own name of what went wrong; empty when it gave none."""
    cause = getattr(error, "orig", error)
    return str(getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or "")


def in_words(error: BaseException) -> str | None:
    """The sentence for whoever runs the program, where the fault is a known one."""
    if isinstance(getattr(error, "orig", None), OSError):
        return SILENT
    code = code_of(error)
    return next((sentence for begin, sentence in _SENTENCES.items() if code.startswith(begin)), None)


def is_damaged(error: BaseException) -> bool:
    """Whether an SQLite file is none, or is one no more."""
    return code_of(error).startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT"))


# A server's own names: a unique rule, two who waited for each other, one who saw what was no more.
_FASTER = ("23505", "40P01", "40001", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")


def was_faster(error: BaseException) -> bool:
    """Whether somebody else wrote the same at the same moment: done anew, the work finds what they wrote. SQLite has
    one writer at a time, on a server two may look at the same emptiness."""
    return isinstance(error, DBAPIError) and code_of(error) in _FASTER


def would_fail_again(error: BaseException) -> bool:
    """However often it is tried, because of what was to be written? Otherwise the database is away, full or locked,
    and waiting helps."""
    if not isinstance(error, SQLAlchemyError) or isinstance(error, DataError):
        return True
    if isinstance(error, DBAPIError):
        return code_of(error).startswith(_DATA)
    return isinstance(error, StatementError)
