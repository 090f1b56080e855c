"""The page that a browser gets first: it says where the server is, and that it cannot be reached.

Streamlit's page asks below the address of the page before it asks at the root, which a console logs
as not found; and where no WebSocket opens, behind some proxies, it stays blank.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from streamlit import config

from kit.screen.front import Front
from kit.screen.static_files import CompressedStatic

WAIT = 6  # seconds in which a page connects, on a slow network too
NO_CONNECTION = (
    "This page cannot connect to its server. Reload it. If that does not help, ask whoever runs "
    "Ready to Partner to let WebSocket connections through."
)
_HEAD = """<script>
window.__streamlit = {{...window.__streamlit, BACKEND_BASE_URL: location.origin + "{base}"}}
</script>"""
_BODY = """<p id="no-connection" role="alert" hidden
style="position:fixed;inset:0 0 auto 0;margin:0;padding:1rem;font:1rem/1.5 Arial,sans-serif;
background:#fff;color:#0b0c0c;border-bottom:4px solid #0b0c0c;z-index:1000000">{words}</p>
<script>
(() => {{
  const line = document.getElementById("no-connection")
  const isOpen = () => document.querySelector('[data-test-connection-state="CONNECTED"]')
  const began = Date.now()
  const look = setInterval(() => {{
    line.hidden = Boolean(isOpen()) || Date.now() - began < {wait} * 1000
    if (isOpen()) clearInterval(look)
  }}, 500)
}})()
</script>"""


class Shell:
    """Adds both to each page of HTML that the app answers with; leaves all else as it is."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        """Answer one request or connection."""
        if scope["type"] != "http" or scope.get("method") != "GET" or "." in scope["path"]:
            return await self.app(scope, receive, send)
        # Compressed, it could not be added to; nor is a page that was kept without it still right.
        left = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
        headers = [(name, value) for name, value in scope["headers"] if name not in left]
        begun: list[dict] = []
        parts: list[bytes] = []

        async def send_whole(message):
            if message["type"] == "http.response.start":
                begun.append(message)
                if not _is_page(message):
                    await send(message)
            elif message["type"] != "http.response.body" or not _is_page(begun[0]):
                await send(message)
            else:
                parts.append(message.get("body", b""))
                if not message.get("more_body"):
                    await _send_page(begun[0], b"".join(parts), send)

        return await self.app(scope | {"headers": headers, "extensions": {}}, receive, send_whole)


def _is_page(start: dict) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


async def _send_page(start: dict, body: bytes, send) -> None:
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    head = _HEAD.format(base=f"/{base}" if base else "").encode()
    words = _BODY.format(words=NO_CONNECTION, wait=WAIT).encode()
    if b"</head>" in body and b"</body>" in body:
        body = body.replace(b"</head>", head + b"</head>", 1)
        body = body.replace(b"</body>", words + b"</body>", 1)
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["content-length"] = str(len(body))
    for name in ("etag", "last-modified", "accept-ranges"):
        del headers[name]
    await send(start | {"headers": headers.raw})
    await send({"type": "http.response.body", "body": body})


# What a request passes, the first named first.
LAYERS = [Middleware(Front), Middleware(CompressedStatic), Middleware(Shell)]
