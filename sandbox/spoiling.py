"""What a client gets instead of the answer when a fault strikes: the same for every messenger."""

import asyncio
import socket
import struct

from aiohttp import web

from sandbox.faults import Rule

HTML = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>kittenx</h1></body></html>"


async def spoil(rule: Rule, request: web.Request, answer: web.Response) -> web.StreamResponse:
    """`answer` is what the client would have got."""
    if rule.kind in ("slow", "error", "unsuccessful"):
        await asyncio.sleep(rule.seconds)
        if rule.retry_after:
            answer.headers["Retry-After"] = str(rule.retry_after)
        return answer
    if rule.kind == "http":
        return web.Response(status=rule.status, text=HTML, content_type="text/html")
    if rule.kind == "body":
        return web.Response(text=rule.body, content_type="application/json")
    if rule.kind == "html":
        return web.Response(text=HTML, content_type="text/html")
    if rule.kind == "half_json":
        whole = answer.body
        half = whole[: len(whole) // 2] if isinstance(whole, bytes) else b"{"
        return web.Response(body=half, content_type="application/json")
    _cut(request, hard=rule.kind == "reset")
    return web.Response()


def _cut(request: web.Request, *, hard: bool) -> None:
    transport = request.transport
    if transport is None:
        return
    raw = transport.get_extra_info("socket")
    if hard and raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
