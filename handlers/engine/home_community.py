"""The community a school's people are written to from, and whoever comes to another one of ours by mistake."""

from handlers.engine.buttons import link, under
from handlers.engine.talk import Talk
from nudges.platforms import Platform
from storage.schools.communities import settle_at
from storage.tables import School

ELSEWHERE = (
    "Напоминания вашей школы приходят от другого сообщества: откройте его по кнопке и нажмите «Начать». "
    "На вопросы отвечу и здесь."
)


def settle(talk: Talk, school: School) -> None:
    """A school that is being set up here belongs here."""
    settle_at(school, talk.services.community_id)


async def is_home(talk: Talk) -> bool:
    """Does it matter to a school of theirs whether this community may write to them?"""
    services = talk.services
    return await _home(talk) in (None, services.community_id)


async def _home(talk: Talk) -> int | None:
    """None for those of no school, or where there is one community only. This one, when it is one of several."""
    services = talk.services
    if services.platform != Platform.VK or len(services.communities) < 2 or not talk.who.persons:
        return None
    homes = set()
    for person in talk.who.persons:
        school = await talk.session.get_one(School, person.school_id)
        homes.add(services.home_of(school))
    return services.community_id if services.community_id in homes else min(homes)


async def point_home(talk: Talk) -> None:
    """For who has allowed messages here but not yet where they come from."""
    community = await _home(talk)
    if community is not None and community != talk.services.community_id and talk.who.account.writing != "allowed":
        address = talk.services.link_of(community)
        talk.say(ELSEWHERE, under([link("Открыть сообщество школы", address)]) if address else None)
