"""groups.*: the community itself, its rights, long poll and callback settings."""

import hashlib
from typing import Any

from sandbox.vk.community import Community
from sandbox.vk.errors import VkError, invalid
from sandbox.vk.event_kinds import EVENT_KINDS
from sandbox.vk.methods.call import Call
from sandbox.vk.methods.views import group
from sandbox.vk.params import Params, flag, integer, integers, text, version

MAX_SERVERS = 10


def get_by_id(call: Call) -> Any:
    """A list before 5.199, `{"groups": […], "profiles": []}` since."""
    wanted = text(call.params, "group_ids", "") or text(call.params, "group_id", "")
    known = {str(item.group_id): item for item in call.world.communities.values()}
    known |= {item.screen_name: item for item in call.world.communities.values()}
    names = [name.strip().removeprefix("club") for name in wanted.split(",")] if wanted else []
    found = [known[name] for name in names if name in known] if names else [call.community]
    if not found:
        raise invalid("group_ids")
    groups = [group(community, call.base_url) for community in found]
    return {"groups": groups, "profiles": []} if version(call.params) >= (5, 199) else groups


def own(call: Call) -> Community:
    """The community of the token; `group_id`, when given, must be its own."""
    group_id = integer(call.params, "group_id", call.community.group_id)
    if abs(group_id) != call.community.group_id:
        raise VkError(15, "group_id is not yours")
    return call.community


def _managed(call: Call) -> Community:
    community = own(call)
    if "manage" not in community.permissions:
        raise VkError(15, "no access to call this method. It cannot be called with current scopes")
    return community


def get_long_poll_server(call: Call) -> dict[str, Any]:
    community = _managed(call)
    if not community.events.longpoll_on:
        raise VkError(100, "longpoll for this group is not enabled")
    server = f"{call.base_url}/longpoll/{community.group_id}"
    return {"key": community.events.new_key(), "server": server, "ts": str(community.events.next_ts)}


def get_long_poll_settings(call: Call) -> dict[str, Any]:
    events = _managed(call).events
    shown = {kind: int(events.enabled[kind]) for kind in EVENT_KINDS}
    return {"is_enabled": events.longpoll_on, "api_version": events.api_version, "events": shown}


def set_long_poll_settings(call: Call) -> int:
    events = _managed(call).events
    events.longpoll_on = flag(call.params, "enabled", events.longpoll_on)
    events.api_version = text(call.params, "api_version", events.api_version)
    events.enabled.update(_kinds(call.params))
    return 1


def _kinds(params: Params) -> dict[str, bool]:
    return {kind: flag(params, kind) for kind in EVENT_KINDS if kind in params}


def get_token_permissions(call: Call) -> dict[str, Any]:
    rights = call.community.permissions
    listed = [{"name": name, "setting": mask} for name, mask in rights.items()]
    return {"mask": sum(rights.values()), "permissions": listed}


def confirmation_code(community: Community) -> str:
    return hashlib.sha256(f"confirm {community.group_id}".encode()).hexdigest()[:8]


def get_confirmation_code(call: Call) -> dict[str, str]:
    return {"code": confirmation_code(_managed(call))}


def get_callback_servers(call: Call) -> dict[str, Any]:
    community = _managed(call)
    wanted = set(integers(call.params, "server_ids")) or set(community.callback_servers)
    fields = ("id", "title", "creator_id", "url", "secret_key", "status")
    servers = [server for number, server in community.callback_servers.items() if number in wanted]
    return {"count": len(servers), "items": [{name: server[name] for name in fields} for server in servers]}


def add_callback_server(call: Call) -> dict[str, int]:
    community = _managed(call)
    if len(community.callback_servers) >= MAX_SERVERS:
        raise VkError(2000)
    number = max(community.callback_servers, default=0) + 1
    community.callback_servers[number] = {
        "id": number,
        "title": text(call.params, "title"),
        "creator_id": 0,
        "url": text(call.params, "url"),
        "secret_key": text(call.params, "secret_key", ""),
        "status": "unconfigured",
        "events": dict.fromkeys(EVENT_KINDS, False),
        "api_version": "5.199",
    }
    _announce(community, community.callback_servers[number])
    return {"server_id": number}


def _announce(community: Community, server: dict[str, Any]) -> None:
    """A new address is asked for the confirmation string at once."""
    for watcher in community.server_watchers:
        watcher(server)


def _server(call: Call) -> dict[str, Any]:
    server = _managed(call).callback_servers.get(integer(call.params, "server_id"))
    if server is None:
        raise invalid("server_id")
    return server


def edit_callback_server(call: Call) -> int:
    server = _server(call)
    for name in ("title", "url", "secret_key"):
        server[name] = text(call.params, name, server[name])
    server["status"] = "unconfigured"
    _announce(call.community, server)
    return 1


def delete_callback_server(call: Call) -> int:
    server = _server(call)
    del call.community.callback_servers[server["id"]]
    return 1


def get_callback_settings(call: Call) -> dict[str, Any]:
    server = _server(call)
    shown = {kind: int(on) for kind, on in server["events"].items()}
    return {"api_version": server["api_version"], "events": shown}


def set_callback_settings(call: Call) -> int:
    server = _server(call)
    server["api_version"] = text(call.params, "api_version", server["api_version"])
    server["events"].update(_kinds(call.params))
    return 1


def is_member(call: Call) -> Any:
    members = call.community.members
    users = integers(call.params, "user_ids")
    if users:
        return [{"user_id": user, "member": int(user in members)} for user in users]
    return int(integer(call.params, "user_id") in members)


def get_members(call: Call) -> dict[str, Any]:
    members = sorted(call.community.members)
    offset, count = integer(call.params, "offset", 0), integer(call.params, "count", 1000)
    return {"count": len(members), "items": members[offset : offset + count]}
