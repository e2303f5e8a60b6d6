"""The one error a method of the sandbox raises, and VK's own wording for each code (errors.json, 5.199)."""

from typing import Any

Answer = dict[str, Any]

WORDING: dict[int, str] = {
    1: "Unknown error occurred",
    2: "Application is disabled. Enable your application or use test mode",
    3: "Unknown method passed",
    4: "Incorrect signature",
    5: "User authorization failed",
    6: "Too many requests per second",
    7: "Permission to perform this action is denied",
    8: "Invalid request",
    9: "Flood control",
    10: "Internal server error",
    12: "Unable to compile code",
    13: "Runtime error occurred during code invocation",
    14: "Captcha needed",
    15: "Access denied",
    17: "Validation required",
    18: "User was deleted or banned",
    27: "Group authorization failed",
    28: "Application authorization failed",
    29: "Rate limit reached",
    32: "Need wait",
    36: "Method execution was interrupted due to timeout",
    43: "This section is temporary unavailable",
    100: "One of the parameters specified was missing or invalid",
    104: "Not found",
    105: "Couldn't save file",
    129: "Invalid photo",
    900: "Can't send messages for users from blacklist",
    901: "Can't send messages for users without permission",
    902: "Can't send messages to this user due to their privacy settings",
    909: "Can't edit this message, because it's too old",
    910: "Can't sent this message, because it's too big",
    911: "Keyboard format is invalid",
    912: "This is a chat bot feature, change this status in settings",
    914: "Message is too long",
    917: "You don't have access to this chat",
    919: "You can't see invite link for this chat",
    920: "Can't edit this kind of message",
    924: "Can't delete this message for everybody",
    925: "You are not admin of this chat",
    927: "Chat does not exist",
    932: "Your community can't interact with this peer",
    935: "User not found in chat",
    936: "Contact not found",
    945: "Chat was disabled",
    946: "Chat not supported",
    950: "Can't send message, reply timed out",
    983: "Chat is read-only",
    993: "Chat has moved to another messenger",
    1012: "Writing is disabled for this chat",
    1117: "Access token has expired",
    2000: "Servers number limit is reached",
}


class VkError(Exception):
    """A refusal VK would give: `code` from errors.json and, after a colon, what exactly was wrong."""

    def __init__(self, code: int, detail: str = "", **fields: Any) -> None:
        wording = WORDING.get(code, "Unknown error occurred")
        self.code = code
        self.text = f"{wording}: {detail}" if detail else wording
        self.fields = fields
        super().__init__(f"[{code}] {self.text}")

    def answer(self, request_params: dict[str, Any]) -> Answer:
        """`{"error": {...}}`; the token is never echoed, as in VK."""
        shown = [{"key": key, "value": str(value)} for key, value in request_params.items() if key != "access_token"]
        error = {"error_code": self.code, "error_msg": self.text, **self.fields, "request_params": shown}
        return {"error": error}


def missing(name: str) -> VkError:
    return VkError(100, f"{name} is undefined")


def invalid(name: str, why: str = "is invalid") -> VkError:
    return VkError(100, f"{name} {why}")
