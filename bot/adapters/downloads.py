"""Fetching a file somebody sent, from the messenger's own hosts only, never more than asked for."""

from collections.abc import Sequence
from pathlib import Path

import aiohttp
from yarl import URL

from indicators.errors import MessengerUnreachable, UnusableFile
from nudges.messenger import FileRef
from storage.database.owner_only import make_file

_REDIRECTS = (301, 302, 303, 307, 308)
_HOPS = 5
_TIMEOUT = aiohttp.ClientTimeout(total=300, sock_connect=15, sock_read=30)
_CHUNK = 64 * 1024


class Downloads:
    """`name` is the messenger's, for the sentences; `hosts` are its own, with all below them. `api_url` is where the
    API is: its host may serve files too, which is how a messenger on this machine works."""

    def __init__(self, session: aiohttp.ClientSession, api_url: str, name: str, hosts: Sequence[str]) -> None:
        self._session = session
        self._api = URL(api_url)
        self._name = name
        self._hosts = tuple(hosts)

    def may_fetch(self, url: URL) -> bool:
        """Is it an address of the messenger? Anything else could be a server in our own network."""
        if url.host is None or url.scheme not in ("http", "https") or url.user is not None:
            return False
        if (url.host, url.port) == (self._api.host, self._api.port):
            return True
        return url.scheme == "https" and any(url.host == one or url.host.endswith(f".{one}") for one in self._hosts)

    async def fetch(self, file: FileRef, to: Path, *, limit: int) -> None:
        """Write the file's bytes to `to`; after an error nothing is left there.

        Raises:
            UnusableFile: too large, not at an address of the messenger, or no longer there.
            MessengerUnreachable: the server does not answer.
        """
        if file.size > limit:
            raise _too_large(limit)
        try:
            await self._follow(URL(file.url), to, limit)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            to.unlink(missing_ok=True)
            raise MessengerUnreachable(f"Не получилось скачать файл из {self._name}: пришлите его ещё раз.") from error
        except UnusableFile:
            to.unlink(missing_ok=True)
            raise

    async def _follow(self, url: URL, to: Path, limit: int) -> None:
        for _ in range(_HOPS):
            if not self.may_fetch(url):
                raise UnusableFile(f"Файл лежит не на серверах {self._name}: приложите его к сообщению как документ.")
            async with self._session.get(url, allow_redirects=False, timeout=_TIMEOUT) as response:
                if response.status in _REDIRECTS:
                    url = url.join(URL(response.headers.get("Location", "")))
                    continue
                if response.status >= 500:
                    raise MessengerUnreachable(f"{self._name} не отдаёт файл: пришлите его ещё раз через минуту.")
                if response.status != 200:
                    raise UnusableFile(f"Файла больше нет на сервере {self._name}: пришлите его ещё раз.")
                await _save(response, to, limit)
                return
        raise UnusableFile("Файл спрятан за слишком многими переадресациями: пришлите его ещё раз.")


async def _save(response: aiohttp.ClientResponse, to: Path, limit: int) -> None:
    size = 0
    make_file(to)
    with to.open("wb") as target:
        async for chunk in response.content.iter_chunked(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise _too_large(limit)
            target.write(chunk)


def _too_large(limit: int) -> UnusableFile:
    return UnusableFile(
        f"Файл больше {limit // (1024 * 1024)} МБ: пришлите только таблицу, без картинок и лишних листов."
    )
