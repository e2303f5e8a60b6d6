"""Through which of our doors the people of a school are written to: VK communities, and MAX's one bot.

Messages are allowed to a community, not to a program: who opened a dialog with one can be written to by that one
only. So a school has one home among VK's, the community in whose dialog its officer set it up, and everything about
the school goes out there. MAX has one bot for all schools; what it hears and says is kept under a number of its own.
"""

from collections.abc import Sequence

from nudges.platforms import Platform
from storage.tables import School

OF_MAX = -1  # no VK community has such a number
NOBODY = 0  # a messenger that the program does not speak: what is addressed there waits, and is given up in time


def home(community_id: int | None, running: Sequence[int], platform: str = Platform.VK) -> int:
    """Where accounts of that messenger are written to from: MAX's bot; of VK's the school's own community while the
    program runs it, the first one otherwise."""
    if platform == Platform.MAX:
        return OF_MAX if OF_MAX in running else NOBODY
    of_vk = [one for one in running if one != OF_MAX]
    if community_id in of_vk and community_id is not None:
        return community_id
    return of_vk[0] if of_vk else NOBODY


def doors_of(community_id: int | None, running: Sequence[int]) -> dict[str, int]:
    """Where a school's people are written to from, by messenger that the program speaks."""
    doors = {str(platform): home(community_id, running, platform) for platform in Platform}
    return {platform: door for platform, door in doors.items() if door != NOBODY}


def settle_at(school: School, community_id: int) -> None:
    """A school without a home gets this one, if it is VK's."""
    if school.community_id is None and community_id != OF_MAX:
        school.community_id = community_id
