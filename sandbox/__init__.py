"""A VK that runs on this machine: API, long poll, callback, uploads, a messenger page, a demo school."""

from sandbox.people import Chat, User
from sandbox.server import RunningSandbox, start_sandbox
from sandbox.vk.world import World

__all__ = ["Chat", "RunningSandbox", "User", "World", "start_sandbox"]
