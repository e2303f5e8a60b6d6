"""What a file may cost."""

from dataclasses import dataclass

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """`memory_bytes` and `seconds` bound the child process, the rest bounds what it may hand back.

    `unpacked_bytes` is the size of everything inside a zip (xlsx, ods and docx are zips too);
    `ratio` is how many times larger than packed a member of some size may be.
    """

    file_bytes: int = 20 * _MB
    memory_bytes: int = 512 * _MB
    seconds: int = 40
    rows: int = 200_000
    columns: int = 400
    cells: int = 4_000_000
    unpacked_bytes: int = 220 * _MB
    ratio: int = 150
    members: int = 60
    tables: int = 200
