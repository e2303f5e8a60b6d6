"""Uploaded bytes: a token for every upload, an address for whoever receives the message."""

import mimetypes
import secrets
from dataclasses import dataclass
from typing import Any

from sandbox.clock import Clock

KINDS = ("image", "video", "audio", "file")
LIMITS = {"image": 50 * 2**20, "video": 250 * 2**20, "audio": 256 * 2**20, "file": 4 * 2**30}
IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tiff")


@dataclass(slots=True)
class StoredFile:
    """`ready_at` is when an attachment may name it; `sign` guards its address."""

    id: int
    token: str
    name: str
    content: bytes
    kind: str
    ready_at: float
    sign: str

    @property
    def content_type(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


class FileStore:
    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.by_token: dict[str, StoredFile] = {}
        self.waiting: dict[str, str] = {}
        """Upload addresses that were given out, with their kind."""
        self.base_url = ""

    def address(self, kind: str) -> str:
        ticket = secrets.token_urlsafe(16)
        self.waiting[ticket] = kind
        return f"{self.base_url}/max-upload/{ticket}"

    def store(self, name: str, content: bytes, kind: str, ready_in: float = 0.0) -> StoredFile:
        number = 880_000_001 + len(self.by_token)
        ready_at = self.clock.now() + ready_in
        file = StoredFile(number, secrets.token_urlsafe(24), name, content, kind, ready_at, secrets.token_urlsafe(12))
        self.by_token[file.token] = file
        return file

    def described(self, file: StoredFile) -> dict[str, Any]:
        """The attachment as messages carry it."""
        payload: dict[str, Any] = {"url": f"{self.base_url}/max-files/{file.id}/{file.sign}", "token": file.token}
        if file.kind == "image":
            return {"type": "image", "payload": {"photo_id": file.id, **payload}}
        if file.kind == "file":
            return {"type": "file", "payload": payload, "filename": file.name, "size": len(file.content)}
        return {"type": file.kind, "payload": payload}

    def find(self, number: int, sign: str) -> StoredFile | None:
        return next((one for one in self.by_token.values() if one.id == number and one.sign == sign), None)
