"""Settings: environment variables, or the same lines in `.env`. Each one is described in `.env.example`."""

import re
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from pydantic_settings.exceptions import SettingsError
from yarl import URL

from indicators.errors import BadSetting
from storage.schools.communities import OF_MAX

# People copy the address of a page or community instead of its number.
_SITE = r"(?:(?:https?://)?(?:www\.|m\.)?vk\.(?:com|ru)/|@)?"
_PAGE = re.compile(_SITE + r"id(\d+)/?(?:\?.*)?", re.IGNORECASE)
_OF_MAX = re.compile(r"max:\s*(\d{1,18})", re.IGNORECASE)
_COMMUNITY = re.compile(r"(?:" + _SITE + r"(?:club|public|event)|-)(\d+)/?(?:\?.*)?", re.IGNORECASE)
_NAME = re.compile(_SITE + r"([a-z][a-z\d_.]{2,31})/?(?:\?.*)?", re.IGNORECASE)
SHORT = "vk:"
"""Before a page's short name, while its number is not known."""


def _number(value: object, address: re.Pattern[str]) -> object:
    """The number in an address; what is no address stays as it is, for the check that follows."""
    found = address.fullmatch(value.strip()) if isinstance(value, str) else None
    return found[1] if found else value


def _officer(value: str) -> object:
    """A number of VK's, `max:3`, or `vk:` and the short name of a page."""
    of_max = _OF_MAX.fullmatch(value)
    if of_max:
        return f"max:{of_max[1]}"
    number = _number(value, _PAGE)
    named = _NAME.fullmatch(number) if isinstance(number, str) else None
    if named:
        return f"{SHORT}{named[1]}"
    if isinstance(number, str) and not number.isdecimal():
        raise ValueError("нужны номера страниц VK (id123) или MAX (max:456)")
    return int(str(number))


def _is_public(url: str) -> bool:
    """MAX calls https on the usual port only, and takes no address that names a port."""
    try:
        found = URL(url)
    except ValueError:
        return False
    return found.scheme == "https" and bool(found.host) and found.explicit_port is None


NEEDS_SECRET = (
    "События по Callback API без секретного ключа не принимаются: любой, кто узнает адрес, мог бы писать от имени "
    "ответственного. Придумайте ключ и впишите его в VK_CALLBACK_SECRET (для нескольких сообществ — callback_secret в "
    "VK_COMMUNITIES) и в Управление → Работа с API → Callback API."
)


NEEDS_MAX_SECRET = (
    "События MAX по webhook без секрета не принимаются: любой, кто узнает адрес, мог бы писать от чужого имени. "
    "Придумайте MAX_WEBHOOK_SECRET: от 5 до 256 латинских букв, цифр, «-» и «_»."
)
NEEDS_PUBLIC_URL = (
    "Для MAX_EVENTS=webhook нужен PUBLIC_URL: адрес программы в интернете, https на порту 443, "
    "например https://dezhurny.example.org."
)
_SECRET = re.compile(r"[A-Za-z0-9_-]{5,256}")
WEBHOOK_PATH = "/max"


class Community(BaseModel):
    """One VK community of VK_COMMUNITIES. With a short `name` its number is 0 until the key has told it."""

    token: SecretStr
    group_id: int = 0
    callback_secret: str = ""
    name: str = ""

    @model_validator(mode="before")
    @classmethod
    def _from_address(cls, values: object) -> object:
        if not isinstance(values, dict):
            return values
        number = _number(values.get("group_id", 0), _COMMUNITY)
        named = _NAME.fullmatch(number.strip()) if isinstance(number, str) else None
        return values | ({"group_id": 0, "name": named[1]} if named else {"group_id": number})


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8-sig", env_ignore_empty=True, extra="ignore"
    )

    vk_token: SecretStr | None = None
    vk_group_id: int | str | None = None
    vk_api_url: str = "https://api.vk.ru/method"
    vk_api_version: str = "5.199"
    vk_events: Literal["longpoll", "callback"] = "longpoll"
    vk_callback_secret: str = ""
    vk_communities: list[Community] = []
    max_token: SecretStr | None = None
    max_api_url: str = "https://platform-api2.max.ru"
    max_rate: int = Field(default=8, ge=0, le=1000)
    max_events: Literal["longpoll", "webhook"] = "longpoll"
    max_webhook_secret: str = ""
    max_file_hosts: Annotated[list[str], NoDecode] = []
    database_url: str = "sqlite+aiosqlite:///data/dezhurny.db"
    timezone: str = "Europe/Moscow"
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8080, ge=0, le=65535)
    public_url: str = ""
    officer_ids: Annotated[list[int | str], NoDecode] = []
    keep_weeks: int = Field(default=104, ge=26, le=1040)
    file_limit_mb: int = Field(default=20, ge=1)
    reader_memory_mb: int = Field(default=512, ge=128)

    @field_validator("officer_ids", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """`1, 2` as people write it, addresses of pages, `max:3`, or a JSON list."""
        if not isinstance(value, str):
            return value
        value = re.sub(r"(?i)max:\s+", "max:", value)
        return [_officer(one.strip("\"'")) for one in re.split(r"[\s,;]+", value.strip("[] ")) if one]

    @field_validator("max_file_hosts", mode="before")
    @classmethod
    def _hosts(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return [one.strip("\"'").lower() for one in re.split(r"[\s,;]+", value.strip("[] ")) if one]

    @field_validator("vk_group_id", mode="before")
    @classmethod
    def _from_address(cls, value: object) -> object:
        number = _number(value, _COMMUNITY)
        if not isinstance(number, str):
            return number
        if number.strip().isdecimal():
            return int(number)
        if _NAME.fullmatch(number.strip()):
            return number
        raise ValueError("нужен номер сообщества или его адрес, например vk.com/club123 или vk.com/school_bot")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError("нет такого часового пояса; пример — Europe/Moscow") from error
        return value

    @field_validator("vk_api_url", "max_api_url")
    @classmethod
    def _no_slash(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("адрес должен начинаться с https://")
        try:
            is_whole = URL(value).host is not None
        except ValueError:
            is_whole = False
        if not is_whole:
            raise ValueError("это не адрес: пример — https://api.vk.ru/method или https://platform-api2.max.ru")
        return value.rstrip("/")

    @property
    def communities(self) -> list[Community]:
        """VK_COMMUNITIES, or the one community of VK_TOKEN and VK_GROUP_ID; may be empty."""
        if self.vk_communities:
            return self.vk_communities
        if self.vk_token is None:
            return []
        about = {"group_id": self.vk_group_id or 0, "callback_secret": self.vk_callback_secret}
        return [Community.model_validate({"token": self.vk_token, **about})]

    def cabinet_url(self, address: str = "") -> str:
        """Where people find the pages: PUBLIC_URL, or the address that is served, or would be."""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = "localhost" if self.http_host in ("0.0.0.0", "::", "") else self.http_host
        return address if address and host == self.http_host else f"http://{host}:{self.http_port}"

    @property
    def doors(self) -> tuple[int, ...]:
        """What people are written to through: VK's communities, MAX's bot. None at all means the sandbox."""
        of_vk = tuple(community.group_id for community in self.communities)
        return of_vk if self.max_token is None else (*of_vk, OF_MAX)

    @property
    def officers(self) -> list[tuple[str, int]]:
        """OFFICER_IDS as (messenger, number); without the names that are not resolved."""
        known = [one for one in self.officer_ids if isinstance(one, int) or not one.startswith(SHORT)]
        return [("vk", one) if isinstance(one, int) else ("max", int(one.removeprefix("max:"))) for one in known]

    @property
    def short_names(self) -> list[str]:
        """Those of OFFICER_IDS whose numbers are not known."""
        return [one.removeprefix(SHORT) for one in self.officer_ids if isinstance(one, str) and one.startswith(SHORT)]

    @property
    def is_open_to_strangers(self) -> bool:
        """Events come by callback, and anybody who finds the address could send them."""
        secrets = [community.callback_secret.strip() for community in self.communities]
        return self.vk_events == "callback" and not all(secrets)

    @property
    def webhook(self) -> str | None:
        """Where MAX sends events; None where they are asked for."""
        return (
            f"{self.public_url.rstrip('/')}{WEBHOOK_PATH}" if self.max_token and self.max_events == "webhook" else None
        )

    def fault(self) -> str | None:
        """Why the program must not start with these settings."""
        if any(community.group_id == 0 and not community.name for community in self.communities):
            return "Впишите в .env VK_GROUP_ID: номер сообщества, его видно в адресе vk.com/club…"
        if self.is_open_to_strangers:
            return NEEDS_SECRET
        if self.webhook is not None and not _SECRET.fullmatch(self.max_webhook_secret):
            return NEEDS_MAX_SECRET
        if self.webhook is not None and not _is_public(self.public_url):
            return NEEDS_PUBLIC_URL
        return None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def data_folder(self) -> Path:
        """Where files wait for an answer: beside the SQLite database, or `data`."""
        from storage.database.addresses import data_folder

        return data_folder(self.database_url)


def load_settings() -> Settings:
    """Read the environment and `.env`.

    Raises:
        BadSetting: names each setting that cannot be used, and why.
    """
    try:
        return Settings()
    except ValidationError as error:
        faults = "; ".join(f"{str(part['loc'][0]).upper()} — {_reason(part)}" for part in error.errors())
        raise BadSetting(f"Проверьте настройки в файле .env: {faults}.") from error
    except UnicodeDecodeError as error:
        raise BadSetting("Файл .env записан не в UTF-8: сохраните его в этой кодировке.") from error
    except (SettingsError, OSError) as error:
        # A broken JSON value, or a file that is no text: the message must not show the value, it may be a token.
        raise BadSetting("Файл .env или переменные окружения не читаются: проверьте запись VK_COMMUNITIES.") from error


_REASONS = {
    "int_parsing": "нужно целое число",
    "literal_error": "годится longpoll; у VK ещё callback, у MAX ещё webhook",
    "less_than_equal": "число слишком велико",
    "greater_than_equal": "число слишком мало",
    "missing": "не хватает значения",
}


def _reason(part: object) -> str:
    fault = part if isinstance(part, dict) else {}
    cause = fault.get("ctx", {}).get("error")
    return str(cause) if cause else _REASONS.get(str(fault.get("type")), "значение не подходит")
