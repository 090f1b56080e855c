"""The server's front: what it answers at all, and the headers of every answer.

Only who keeps registers sends files, and no stranger needs the metrics: both are shut to others. A
browser of another site gets no connection: Streamlit would ask an address outside whether it may.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from streamlit import config

from kit.screen import sign_in

_UPLOAD = "/_stcore/upload_file"  # open to whoever keeps registers, and to nobody else
_SHUT = ("/_stcore/metrics", _UPLOAD, "/_stcore/script-health-check")
# Streamlit starts from a script in its page, writes styles into it, and draws with WebAssembly.
_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "frame-src 'self' blob: data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Frame-Options": "SAMEORIGIN",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}


class Front:
    """Answers for the app what it should not be asked, and adds `HEADERS` to what it answers."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        """Answer one request or connection."""
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        asked = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        host, origin = asked.get("host", ""), asked.get("origin")
        if not _is_known(host) or (origin and urlsplit(origin).netloc != host):
            if scope["type"] == "websocket":
                await receive()
                return await send({"type": "websocket.close", "code": 1008})
            return await PlainTextResponse("Not here", 403)(scope, receive, send)
        sends = f"{_UPLOAD}/" in scope["path"] and scope.get("method") in ("PUT", "DELETE")
        if sends and sign_in.may_send(Headers(scope=scope)):
            return await self.app(scope, receive, send)
        if any(f"{address}/" in f"{scope['path']}/" for address in _SHUT):
            return await PlainTextResponse("Not found", 404)(scope, receive, send)

        if "/media/" in scope["path"] and not sign_in.may_have(scope["path"], Headers(scope=scope)):
            return await PlainTextResponse("Not found", 404)(scope, receive, send)

        async def send_with_headers(message):
            if message["type"] == "http.response.start":
                message = message | {"headers": [*_kept(message["headers"]), *_added(scope)]}
            await send(message)

        return await self.app(scope, receive, send_with_headers)


def _is_known(host: str) -> bool:
    """Return whether the server goes by this name, by the option server.allowedHosts."""
    name = urlsplit(f"//{host}").hostname or ""
    known = config.get_option("server.allowedHosts")
    return not known or any(
        each == "*" or name == each or (each.startswith("*.") and name.endswith(each[1:]))
        for each in known
    )


def _kept(headers) -> list:
    ours = {name.lower().encode() for name in HEADERS}
    return [(name, value) for name, value in headers if name.lower() not in ours]


def _added(scope) -> list[tuple[bytes, bytes]]:
    added = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
    if "/media/" in scope["path"]:  # a paper or a download: of one reader, at one time
        added.append((b"cache-control", b"private, no-store"))
    return added
