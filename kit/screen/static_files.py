"""The scripts and styles of Streamlit itself, sent compressed; where its chart library lies.

Streamlit sends its own files as they are, 9 MB for a first page with a chart: that is 8 seconds on
a line of 10 Mbit/s. They never change while the server runs, so each is compressed once, when it is
first asked for, and kept: 3 MB travel, and no reader costs processor time.
"""

import gzip
import mimetypes
import threading
from functools import cache
from pathlib import Path

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

_FOLDER = Path(file_util.get_static_dir()) / "static"
_COMPRESSED = {".js", ".css"}  # fonts and images are compressed already
_LEVEL = 6  # 9 takes twice as long and saves one part in a hundred
_SHORTEST = 1000  # bytes: what is shorter fits the same packet either way
_YEAR = 365 * 24 * 60 * 60
_lock = threading.Lock()


class CompressedStatic:
    """Answer for Streamlit's scripts and styles where a browser takes gzip; pass all else on."""

    def __init__(self, app: ASGIApp):
        self._app = app
        self._names = frozenset(
            f"{path.parent.name}/{path.name}"
            for path in _FOLDER.glob("*/*")
            if path.suffix in _COMPRESSED and path.stat().st_size >= _SHORTEST
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        name = self._asked(scope)
        if name is None:
            await self._app(scope, receive, send)
            return
        answer = Response(
            await to_thread.run_sync(_compressed, name),
            media_type=mimetypes.guess_type(name)[0],
            headers={
                "Content-Encoding": "gzip",
                "Vary": "Accept-Encoding",
                # The name of such a file holds a hash of its content, as Streamlit itself says.
                "Cache-Control": f"public, immutable, max-age={_YEAR}",
            },
        )
        await answer(scope, receive, send)

    def _asked(self, scope: Scope) -> str | None:
        """Return which of the known files a request is for, or None."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return None
        headers = Headers(scope=scope)
        if "gzip" not in headers.get("accept-encoding", "") or "range" in headers:
            return None
        _, found, name = scope["path"].rpartition("/static/")
        return name if found and name in self._names else None


def _compressed(name: str) -> bytes:
    with _lock:  # two who ask for the same file at once wait for one compression
        return _compress(name)


@cache
def _compress(name: str) -> bytes:
    return gzip.compress((_FOLDER / name).read_bytes(), _LEVEL, mtime=0)


@cache
def chart_library() -> str:
    """Return the address of the chart library, relative to that of the app; "" if not found."""
    found = sorted(_FOLDER.glob("js/PlotlyChart.*.js"))
    return f"static/js/{found[0].name}" if found else ""
