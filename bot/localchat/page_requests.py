"""What the page asks, read, and how it is answered: JSON, and one sentence where something does not work."""

from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from aiohttp import web
from aiohttp.web_request import FileField

from bot.localchat import limits
from bot.localchat.params import Upload

BODY_BYTES = 64 * 1024

Handler = Callable[[web.Request], Awaitable[Any]]


def answered(answer: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The handler whose answer goes out as JSON, its errors as one sentence."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            status, body = 200, await answer(request)
        except LookupError as error:
            status, body = 404, {"error": _sentence(str(error))}
        except ValueError as error:
            status, body = 400, {"error": _sentence(str(error))}
        except web.HTTPRequestEntityTooLarge:
            status, body = 413, {"error": "That is too much at once."}
        return web.Response(status=status, body=orjson.dumps(body), content_type="application/json")

    return handle


async def body_of(request: web.Request) -> dict[str, Any]:
    """The JSON object of a request; raises ValueError for anything else."""
    if request.content_type != "application/json":
        raise ValueError("JSON is expected.")
    return _object(await request.clone(client_max_size=BODY_BYTES).read())


async def form_of(request: web.Request) -> tuple[dict[str, Any], list[Upload]]:
    """The JSON object in the field `about` of a form, and its files; raises ValueError for anything else."""
    if request.content_type != "multipart/form-data":
        raise ValueError("A form is expected.")
    try:
        form = await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise ValueError(f"At most {limits.FILE_BYTES // 1024 // 1024} MB can be sent at once.") from None
    files = [
        (part.filename, part.file.read(), part.content_type)
        for part in form.getall("file", [])
        if isinstance(part, FileField)
    ]
    about = form.get("about", "")
    return _object(about if isinstance(about, str) else b""), files


def _object(written: str | bytes) -> dict[str, Any]:
    try:
        body = orjson.loads(written)
    except orjson.JSONDecodeError:
        raise ValueError("JSON is expected.") from None
    if not isinstance(body, dict):
        raise ValueError("An object is expected.")
    return body


def field(body: dict[str, Any], name: str, kind: type) -> Any:
    """A field of an object; raises ValueError if it is missing or of another type."""
    value = body.get(name)
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise ValueError(f"{name} is missing or of another type.")
    return value


def wish(body: dict[str, Any], name: str, kind: type) -> Any:
    """A field that may be left out, which gives None."""
    return field(body, name, kind) if body.get(name) is not None else None


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}" + ("" if words.endswith((".", "?")) else ".")
