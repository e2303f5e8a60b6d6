"""What every answer of the server carries, and how a browser is told of what is none of our pages."""

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.web.cabinet.guard import HEADERS, NO_PAGE, NOT_UNDERSTOOD, refusal

_SENTENCES = {
    404: NO_PAGE,
    405: "Эту страницу так не открывают: вернитесь и нажмите ещё раз.",
    408: "Запрос шёл слишком долго и не дошёл. Попробуйте ещё раз.",
    413: "Это слишком много за раз: сократите и повторите.",
}


@web.middleware
async def in_words(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Programs get what aiohttp says; a person with a browser gets a page."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status < 400 or "text/html" not in request.headers.get("Accept", ""):
            raise
        said = refusal(request, error.status, _SENTENCES.get(error.status, NOT_UNDERSTOOD))
        if "Allow" in error.headers:
            said.headers["Allow"] = error.headers["Allow"]
        return said


async def with_headers(request: web.Request, response: web.StreamResponse) -> None:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
