"""The one error a method of MAX raises: an HTTP status, a code and a sentence, as MAX words them."""

from typing import Any


class MaxError(Exception):
    def __init__(self, status: int, code: str, message: str = "") -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message or code

    def body(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.message}


def bad_body(message: str) -> MaxError:
    """What is wrong whoever the message is for; it is looked at before the recipient."""
    return MaxError(400, "proto.payload", message)


def too_many(rate: int) -> MaxError:
    return MaxError(429, "too.many.requests", f"Limit is: {rate} calls per second.")


def no_token() -> MaxError:
    return MaxError(401, "verify.token", "Invalid access_token")


def never_started() -> MaxError:
    return MaxError(404, "dialog.not.found", "Dialog not found")


def suspended() -> MaxError:
    return MaxError(403, "chat.denied", "error.dialog.suspended")


def no_chat(chat_id: int) -> MaxError:
    return MaxError(404, "chat.not.found", f"Chat {chat_id} not found")


def no_admin() -> MaxError:
    return MaxError(403, "chat.denied", "error.chat.bot.not.admin")


def no_message(mid: str) -> MaxError:
    return MaxError(404, "message.not.found", f"Message {mid} not found")
