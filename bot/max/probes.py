"""Checks of the token, the certificate, the subscription and the rate for `doctor`."""

import time
from collections.abc import Awaitable, Callable

from bot.adapters.probes import Probe
from bot.incoming import Odd, Record
from bot.max.api import Api
from indicators.errors import MessengerError, MessengerRefused

_CABINET = "business.max.ru"


async def probe(api: Api, webhook: str | None = None) -> list[Probe]:
    """Each check stands alone. With a `webhook` address events come there."""

    async def events(api: Api) -> Probe:
        return await _subscription(api, webhook)

    checks: tuple[tuple[str, Callable[[Api], Awaitable[Probe]]], ...] = (
        ("Бот в MAX", _bot),
        ("События MAX", events),
        ("Темп MAX", _rate),
    )
    found: list[Probe] = []
    for name, check in checks:
        try:
            found.append(await check(api))
        except MessengerRefused as error:
            found.append(Probe(name, False, f"{error.sentence} (MAX: {error.message})"))
            break
        except (MessengerError, Odd) as error:
            found.append(Probe(name, False, _unreached(error)))
            break
    return found


def _unreached(error: Exception) -> str:
    cause = type(error.__cause__).__name__ if error.__cause__ is not None else ""
    if "Certificate" in cause or "SSL" in cause:
        return (
            "Сертификат MAX не проверяется: рядом с программой должен лежать корень Минцифры "
            "(bot/max/russian_trusted_root_ca.pem), а MAX_API_URL — начинаться с адреса из .env.example."
        )
    return "MAX не отвечает. Проверьте интернет и MAX_API_URL."


async def _bot(api: Api) -> Probe:
    known = Record(await api.call("GET", "/me", urgent=True))
    name = known.text("username", "") or known.text("first_name", "")
    if known.raw("is_bot") is not True:
        return Probe("Бот в MAX", False, f"Ключ не от бота: получите ключ бота на {_CABINET} и впишите в MAX_TOKEN.")
    return Probe("Бот в MAX", True, f"@{name}")


async def _subscription(api: Api, webhook: str | None) -> Probe:
    """While a webhook is subscribed, the long poll stays silent; without one, a webhook's address hears nothing."""
    answer = Record(await api.call("GET", "/subscriptions", urgent=True))
    urls = [one.text("url", "") for one in answer.records("subscriptions")]
    if webhook is None and urls:
        hint = (
            "У бота записан адрес webhook, и по long poll события не приходят: поставьте MAX_EVENTS=webhook "
            "или дайте программе стереть его при запуске."
        )
        return Probe("События MAX", False, hint)
    if webhook is not None and webhook not in urls:
        return Probe("События MAX", False, f"Адрес {webhook} ещё не записан: программа запишет его при запуске.")
    return Probe("События MAX", True, "приходят по webhook" if webhook else "приходят по long poll")


async def _rate(api: Api) -> Probe:
    begun = time.monotonic()
    await api.call("GET", "/me", urgent=True)
    took = round((time.monotonic() - begun) * 1000)
    return Probe("Темп MAX", True, f"{api.pace.per_second or 'без предела'} в секунду, ответ за {took} мс")
