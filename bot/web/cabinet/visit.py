"""One request of somebody who has come in: who they are, at which school, and how a page answers them."""

import hashlib
import mimetypes
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlencode

import aiohttp_jinja2
from aiohttp import web
from multidict import MultiDict

from bot.web.cabinet.parts import Cabinet
from nudges.norms import Norms, own_numbers
from services.actor import Actor, somebody
from services.rights import Deed, may
from storage.database.connection import Session
from storage.people.accounts import Who
from storage.people.roles import Role
from storage.tables import School

CSRF = "_csrf"
Errors = Mapping[str, str]


def csrf_of(token: str) -> str:
    """Nobody but the pages of this session knows it: made of the session's own secret, which no script can read."""
    return hashlib.sha256(f"form:{token}".encode()).hexdigest()


class NotHere(Exception):
    """There is no such thing at this school; with a sentence where there is more to say than that."""


@dataclass(slots=True)
class Visit:
    """`session` reads, and is there while a page is made; a deed opens a transaction of its own (`writing`).

    `form` is what was typed, empty for a page that is only looked at.
    """

    request: web.Request
    cabinet: Cabinet
    session: Session
    who: Who
    token: str
    schools: Sequence[School]
    now: datetime
    chosen: School | None = None
    form: MultiDict[str] = field(default_factory=MultiDict)

    def at(self, school_id: int | None) -> Actor:
        return somebody(self.who, school_id)

    @property
    def school(self) -> School:
        if self.chosen is None:
            raise NotHere
        return self.chosen

    @property
    def actor(self) -> Actor:
        return self.at(self.chosen.id if self.chosen is not None else None)

    @property
    def today(self) -> date:
        return self.now.astimezone(self.cabinet.zone_of(self.chosen)).date()

    @property
    def zone(self) -> str:
        return self.cabinet.default_zone

    @property
    def norms(self) -> Norms:
        """Of how much of what the school asks."""
        return own_numbers(self.school.settings)

    @property
    def is_municipal(self) -> bool:
        return any(member.role == Role.MUNICIPAL for member in self.who.members)

    def may(self, deed: str) -> bool:
        return may(self.actor, Deed(deed))

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.cabinet.zone_of(self.chosen))

    @property
    def csrf(self) -> str:
        return csrf_of(self.token)

    def number(self, name: str, default: int = 0) -> int:
        """A whole number of the address or of the form; what is none, or too large for a database, is the default."""
        value = self.request.match_info.get(name) or self.form.get(name) or self.request.query.get(name) or ""
        return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else default

    def numbers(self, name: str) -> list[int]:
        """Each once, in their order."""
        found = [one for one in self.form.getall(name, []) if one.isascii() and one.isdigit() and len(one) < 16]
        return list(dict.fromkeys(map(int, found)))

    def word(self, name: str) -> str:
        return str(self.form.get(name, "")).strip()

    def asked(self, name: str) -> str:
        return self.request.query.get(name, "").replace("\0", "").strip()

    def writing(self) -> AbstractAsyncContextManager[Session]:
        """One transaction for a deed."""
        return self.cabinet.database.writing()

    def links(self, code: str) -> list[str]:
        """The personal links of a code, one for each messenger."""
        return list(self.cabinet.links(self.school, code).values())

    def page(self, template: str, /, *, status: int = 200, errors: Errors | None = None, **values: Any) -> web.Response:
        context = {"visit": self, "errors": errors or {}, "typed": self.form, **values}
        response = aiohttp_jinja2.render_template(template, self.request, context, status=status)
        response.headers["Cache-Control"] = "no-store"
        return response

    def go(self, where: str, /, done: str = "", **numbers: int | str) -> web.Response:
        """Show another page after a deed, which says what was done (a key of `words.DONE`)."""
        query = {"done": done, **numbers} if done else dict(numbers)
        joined = f"{where}{'&' if '?' in where else '?'}{urlencode(query)}" if query else where
        return web.Response(status=303, headers={"Location": joined, "Cache-Control": "no-store"})

    def file(self, content: bytes, name: str, *, inline: bool = False) -> web.Response:
        """A document to keep, or a picture to look at."""
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        where = "inline" if inline else "attachment"
        disposition = f"{where}; filename*=UTF-8''{quote(name)}"
        headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
        return web.Response(body=content, content_type=kind, headers=headers)
