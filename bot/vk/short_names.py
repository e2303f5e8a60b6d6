"""Short names of pages in OFFICER_IDS and of communities, «vk.com/umalatova_r»: the number behind each is asked of VK
with the key that is there."""

from bot.incoming import Record
from bot.settings import SHORT, Settings
from bot.vk.api import Api, understood
from indicators.errors import MessengerError


async def with_numbers(settings: Settings, api: Api) -> Settings:
    """The settings with numbers for names; a name that VK does not tell stays, for `doctor` to speak of."""
    if not settings.short_names:
        return settings
    found = [await _resolved(api, one) for one in settings.officer_ids]
    return settings.model_copy(update={"officer_ids": found})


async def number_of_community(api: Api, name: str) -> int:
    """0 where VK does not tell it, for `doctor` to speak of."""
    try:
        with understood():
            answer = await api.call("utils.resolveScreenName", urgent=True, screen_name=name)
            page = Record(answer) if isinstance(answer, dict) else Record({})
            return page.whole("object_id") if page.text("type", "") in ("group", "page", "event") else 0
    except MessengerError:
        return 0


async def _resolved(api: Api, officer: int | str) -> int | str:
    if not isinstance(officer, str) or not officer.startswith(SHORT):
        return officer
    try:
        with understood():
            answer = await api.call("utils.resolveScreenName", urgent=True, screen_name=officer.removeprefix(SHORT))
            # Nobody by that name is an empty list.
            page = Record(answer) if isinstance(answer, dict) else Record({})
            is_person = page.text("type", "") == "user"
            return page.whole("object_id") if is_person else officer
    except MessengerError:
        return officer
