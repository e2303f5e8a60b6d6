"""`NewMessageBody`: what breaks one of MAX's rules for texts, attachments and keyboards."""

from typing import Any

from sandbox.max.bot import Bot
from sandbox.max.errors import MaxError, bad_body
from sandbox.max.world import World

TEXT = 4000
ATTACHMENTS = 12
ROWS, IN_ROW, WIDE_IN_ROW = 30, 7, 3
LABEL, PAYLOAD, URL, APP_PAYLOAD = 128, 1024, 2048, 512
WIDE = {"link", "open_app", "request_contact", "request_geo_location"}
TYPES = WIDE | {"callback", "message", "clipboard"}
FORMATS = (None, "html", "markdown")
ALONE = {"file", "audio"}


def checked(world: World, bot: Bot, body: dict[str, Any], *, edit: bool = False) -> dict[str, Any]:
    """The body with its attachments as messages carry them. A body without any is refused, but for an edit.

    Raises:
        MaxError: 400, before anybody looks whom the message is for.
    """
    if "chat_id" in body or "user_id" in body:
        raise bad_body("unknown field")
    text = body.get("text")
    if text is not None and (not isinstance(text, str) or len(text) > TEXT):
        raise bad_body("text: size must be between 0 and 4000")
    if body.get("format") not in FORMATS:
        raise bad_body("format: unknown value")
    given = body.get("attachments")
    if given is not None and not isinstance(given, list):
        raise bad_body("attachments: must be a list")
    attachments = None if given is None else [_attachment(world, one) for one in given]
    _counted(attachments or [])
    nothing = not (text or "").strip() and not any(one["type"] != "inline_keyboard" for one in attachments or [])
    if nothing and not body.get("link") and not edit:
        raise bad_body("text or attachment is required")
    return {"text": text, "attachments": attachments, "link": body.get("link"), "notify": body.get("notify", True)}


def _counted(attachments: list[dict[str, Any]]) -> None:
    kinds = [one["type"] for one in attachments]
    if len(kinds) > ATTACHMENTS or kinds.count("inline_keyboard") > 1:
        raise bad_body("attachments: too many")
    media = [kind for kind in kinds if kind != "inline_keyboard"]
    if ALONE & set(media) and len(media) > 1:
        raise bad_body("attachments: file or audio must be alone")


def _attachment(world: World, given: Any) -> dict[str, Any]:
    if not isinstance(given, dict) or not isinstance(given.get("payload"), dict):
        raise bad_body("attachment: bad request")
    kind, payload = given.get("type"), given["payload"]
    if kind == "inline_keyboard":
        return {"type": kind, "payload": {"buttons": _buttons(payload.get("buttons"))}}
    token = payload.get("token")
    if token is None and isinstance(payload.get("photos"), dict) and payload["photos"]:
        token = next(iter(payload["photos"].values())).get("token")
    file = world.files.by_token.get(str(token))
    if file is None or file.kind != kind:
        raise bad_body(f"attachment: unknown token of {kind}")
    if file.ready_at > world.clock.now():
        raise MaxError(400, "attachment.not.ready", "Key: errors.process.attachment.file.not.processed")
    return world.files.described(file)


def _buttons(rows: Any) -> list[list[dict[str, Any]]]:
    if not isinstance(rows, list) or not rows:
        raise bad_body("buttons: must not be empty")
    if len(rows) > ROWS:
        raise MaxError(400, "errors.maxRows", f"maximum rows: {ROWS}")
    for row in rows:
        if not isinstance(row, list) or not row or not all(isinstance(one, dict) for one in row):
            raise bad_body("buttons: bad row")
        if len(row) > (WIDE_IN_ROW if any(one.get("type") in WIDE for one in row) else IN_ROW):
            raise MaxError(400, "errors.maxRowSize", f"maximum buttons in a row: {IN_ROW}")
        for button in row:
            _button(button)
    return rows


def _button(button: dict[str, Any]) -> None:
    if button.get("type") not in TYPES:
        raise bad_body(f"button: unknown type {button.get('type')}")
    text = button.get("text")
    if not isinstance(text, str) or not 1 <= len(text) <= LABEL:
        raise bad_body("button.text: size must be between 1 and 128")
    for name, most in (("payload", APP_PAYLOAD if button["type"] == "open_app" else PAYLOAD), ("url", URL)):
        value = button.get(name)
        if value is not None and (not isinstance(value, str) or len(value) > most):
            raise bad_body(f"button.{name}: size must be at most {most}")
    needed = {"callback": "payload", "link": "url", "clipboard": "payload"}.get(button["type"])
    if needed and not button.get(needed):
        raise bad_body(f"button.{needed}: must not be empty")
