"""Uploaded bytes: documents, photos and voice messages, with signed addresses that die after a day."""

import mimetypes
import secrets
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from sandbox.clock import Clock

LIFE_SECONDS = 24 * 3600
DOC_TYPES = {"pdf": 1, "doc": 1, "docx": 1, "txt": 1, "zip": 2, "rar": 2, "gif": 3, "png": 4, "jpg": 4, "mp3": 5}
OTHER_TYPE = 8


@dataclass(slots=True)
class StoredFile:
    """`sign` and `dies_at` guard the address; `access_key` goes with the id into attachments."""

    id: int
    owner_id: int
    name: str
    content: bytes
    kind: str
    date: int
    sign: str
    access_key: str

    @property
    def ext(self) -> str:
        return PurePath(self.name).suffix.lstrip(".").lower()

    @property
    def content_type(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def reference(self) -> str:
        """How the file is named in `attachment`."""
        return f"{self.kind}{self.owner_id}_{self.id}_{self.access_key}"


class FileStore:
    """Files by id, and uploads that wait to be saved by `docs.save` or `photos.saveMessagesPhoto`."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.files: dict[int, StoredFile] = {}
        self.waiting: dict[str, tuple[str, bytes, str]] = {}
        self.base_url = ""

    def park(self, name: str, content: bytes, kind: str) -> str:
        """Keeps an upload until it is saved; the ticket is what the upload server answers."""
        ticket = secrets.token_hex(20)
        self.waiting[ticket] = (name, content, kind)
        return ticket

    def store(self, owner_id: int, name: str, content: bytes, kind: str = "doc") -> StoredFile:
        file_id = 670_000_001 + len(self.files)
        date = int(self.clock.now())
        file = StoredFile(file_id, owner_id, name, content, kind, date, secrets.token_urlsafe(12), secrets.token_hex(9))
        self.files[file_id] = file
        return file

    def url(self, file: StoredFile) -> str:
        """The address an event carries: it answers with a redirect to the bytes, as VK's does."""
        dies_at = int(self.clock.now()) + LIFE_SECONDS
        return f"{self.base_url}/{file.kind}{file.owner_id}_{file.id}?hash={file.sign}&exp={dies_at}&no_preview=1"

    def describe(self, file: StoredFile) -> dict[str, Any]:
        """An attachment as in events and answers: `{"type": "doc", "doc": {…}}`."""
        describe = {"photo": self._photo, "audio_message": self._voice}.get(file.kind, self._doc)
        return {"type": file.kind, file.kind: describe(file)}

    def find(self, reference: str) -> dict[str, Any] | None:
        """`doc-1_2_key` → the attachment; None when there is no such file."""
        _, _, rest = reference.rpartition("_") if reference.count("_") > 1 else ("", "", "")
        head = reference[: -len(rest) - 1] if rest else reference
        number = head.rpartition("_")[2]
        file = self.files.get(int(number)) if number.isdecimal() else None
        if file is None or not head.startswith(f"{file.kind}{file.owner_id}_"):
            return None
        return self.describe(file)

    def _doc(self, file: StoredFile) -> dict[str, Any]:
        return {
            "id": file.id,
            "owner_id": file.owner_id,
            "title": file.name,
            "size": len(file.content),
            "ext": file.ext,
            "date": file.date,
            "type": DOC_TYPES.get(file.ext, OTHER_TYPE),
            "url": self.url(file),
            "access_key": file.access_key,
        }

    def _photo(self, file: StoredFile) -> dict[str, Any]:
        url = self.url(file)
        sizes = [{"type": "m", "width": 130, "height": 97, "url": url}]
        sizes.append({"type": "x", "width": 604, "height": 453, "url": url})
        return {
            "album_id": -3,
            "date": file.date,
            "id": file.id,
            "owner_id": file.owner_id,
            "access_key": file.access_key,
            "sizes": sizes,
            "text": "",
            "web_view_token": file.sign,
            "has_tags": False,
        }

    def _voice(self, file: StoredFile) -> dict[str, Any]:
        url = self.url(file)
        return {
            "id": file.id,
            "owner_id": file.owner_id,
            "duration": max(1, len(file.content) // 2000),
            "waveform": [0, 3, 7, 12, 7, 3, 0],
            "link_ogg": url,
            "link_mp3": url,
            "access_key": file.access_key,
        }
