"""Which community writes to the people of a school, where the program runs several.

Messages are allowed to a community, not to a program: who opened a dialog with one can be written to by that one
only. So a school has one home, the community in whose dialog its officer set it up, and everything about the school
goes out there.
"""

from collections.abc import Sequence

from storage.tables import School


def home(community_id: int | None, running: Sequence[int]) -> int:
    """The school's own community while the program runs it, the first one otherwise."""
    return community_id if community_id in running and community_id is not None else running[0]


def settle_at(school: School, community_id: int) -> None:
    """A school without a home gets this one."""
    if school.community_id is None:
        school.community_id = community_id
