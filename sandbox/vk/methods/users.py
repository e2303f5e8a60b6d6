"""users.* and utils.*: names (never a patronymic), the server's time, short names."""

from typing import Any

from sandbox.vk.errors import invalid
from sandbox.vk.methods.call import Call
from sandbox.vk.methods.views import profile
from sandbox.vk.params import text

MAX_USERS = 1000
CASES = ("nom", "gen", "dat", "acc", "ins", "abl")


def get(call: Call) -> list[dict[str, Any]]:
    """Unknown ids are left out, as in VK; a community's token without ids gets an empty list."""
    if text(call.params, "name_case", "nom") not in CASES:
        raise invalid("name_case")
    names = [name for name in text(call.params, "user_ids", text(call.params, "user_id", "")).split(",") if name]
    if len(names) > MAX_USERS:
        raise invalid("user_ids")
    ids = [number for name in names if (number := _user_id(name))]
    fields = text(call.params, "fields", "").split(",")
    found = [user for number in ids if (user := call.world.user(number))]
    return [profile(user) | _extra(user.sex, user.id, fields) for user in found]


def _user_id(name: str) -> int:
    digits = name.strip().strip('[]" ').removeprefix("id")
    return int(digits) if digits.isdecimal() else 0


def _extra(sex: int, user_id: int, fields: list[str]) -> dict[str, Any]:
    known = {"sex": sex, "domain": f"id{user_id}", "screen_name": f"id{user_id}"}
    return {name: known[name] for name in fields if name in known}


def server_time(call: Call) -> int:
    return int(call.community.clock.now())


def resolve_screen_name(call: Call) -> Any:
    """`[]` when nobody has the name, as in VK."""
    name = text(call.params, "screen_name")
    for community in call.world.communities.values():
        if name in (community.screen_name, f"club{community.group_id}", f"public{community.group_id}"):
            return {"object_id": community.group_id, "group_id": community.group_id, "type": "group"}
    number = next((user.id for user in call.world.users.values() if name == user.screen_name), 0) or _user_id(name)
    if number and call.world.exists(number):
        return {"object_id": number, "type": "user"}
    return []
