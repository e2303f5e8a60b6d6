"""What a method is given, and the register where each method is one line of a table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.vk.community import Community
from sandbox.vk.params import Params
from sandbox.vk.world import World

if TYPE_CHECKING:
    from sandbox.faults import Faults


@dataclass(slots=True)
class Call:
    """One call of a method by a community, from a request of its own or from inside `execute`."""

    world: World
    community: Community
    faults: "Faults"
    base_url: str
    params: Params


Method = Callable[[Call], Any]
