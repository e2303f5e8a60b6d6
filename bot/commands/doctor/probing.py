"""`doctor --probe`: half an hour with a live token of MAX; each step is said as soon as it is known."""

from bot.adapters.probes import Probe
from bot.app import open_app
from bot.commands.cabinet import BAD_ACCOUNT
from bot.commands.common import run_async
from bot.max.trial import Trial
from bot.settings import Settings, load_settings
from bot.terminal.output import print_json, say
from indicators.errors import UsageError
from nudges.platforms import Platform
from storage.people.pages import named_account

PATIENCE = 15 * 60.0  # seconds for somebody to take up the telephone and press
BREATH = 1.1  # seconds
_NO_TOKEN = "Проба нужна для MAX: впишите MAX_TOKEN в .env."
_NOBODY = "Кому писать? Назовите себя: doctor --probe --officer max:456 (номер покажет бот по слову «мои данные»)."


def probe_command(officer: str | None, *, as_json: bool) -> int:
    found = run_async(try_out(load_settings(), officer, said=not as_json))
    if as_json:
        print_json({"checks": [{"name": one.name, "ok": one.ok, "hint": one.hint} for one in found]})
    return 0 if all(one.ok for one in found) else 1


async def try_out(
    settings: Settings, officer: str | None, *, said: bool = False, patience: float = PATIENCE, breath: float = BREATH
) -> list[Probe]:
    """
    Raises:
        UsageError: no token, or nobody to write to.
    """
    person = _person(settings, officer)

    def tell(probe: Probe) -> None:
        if said:
            say(f"{'✓' if probe.ok else '✗'} {probe.name}: {probe.hint}")

    async with open_app(settings, online=True) as app:
        if app.of_max is None:
            raise UsageError(_NO_TOKEN)
        found = await app.of_max.probe(settings.webhook)
        for one in found:
            tell(one)
        if not found[0].ok:
            return found
        if said:
            say("Дальше бот напишет только вам. Откройте MAX: под первым сообщением будет кнопка, нажмите её.")
        trial = Trial(app.of_max, person, patience, tell, breath)
        return found + await trial.run(by_webhook=settings.webhook is not None)


def _person(settings: Settings, officer: str | None) -> int:
    """Who asks: the one who is named, else the first officer in MAX."""
    if officer is None:
        known = [number for platform, number in settings.officers if platform == Platform.MAX]
        if not known:
            raise UsageError(_NOBODY)
        return known[0]
    named = named_account(officer)
    if named is None or named[0] != Platform.MAX:
        raise UsageError(_NOBODY if named else BAD_ACCOUNT)
    return named[1]
