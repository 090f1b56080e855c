"""Streamlit's own scripts and styles travel compressed, and nothing else is touched."""

import gzip
import subprocess
import sys

import pytest

from kit.screen import static_files
from kit.store.paths import PROJECT
from tests.requested import sent_by

PASSED_ON = {"status": 299}


def _answer(path: str, method: str = "GET", **headers: str) -> tuple[int, dict, bytes]:
    """Put one request to the middleware; return status, headers and body."""

    async def beyond(_scope, _receive, send):
        await send({"type": "http.response.start", "headers": [], **PASSED_ON})
        await send({"type": "http.response.body", "body": b""})

    named = [(name.replace("_", "-").encode(), said.encode()) for name, said in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": named}
    start, *rest = sent_by(static_files.CompressedStatic(beyond), scope)
    kept = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    return start["status"], kept, b"".join(each["body"] for each in rest)


def test_the_chart_library_is_found_and_travels_at_a_third_of_its_size():
    name = static_files.chart_library()
    whole = (static_files._FOLDER / name.removeprefix("static/")).read_bytes()
    status, headers, body = _answer(f"/{name}", accept_encoding="gzip, deflate, br")
    assert status == 200 and gzip.decompress(body) == whole
    assert len(body) < 0.4 * len(whole) and int(headers["content-length"]) == len(body)
    assert headers["content-encoding"] == "gzip" and headers["vary"] == "Accept-Encoding"
    assert "javascript" in headers["content-type"] and "immutable" in headers["cache-control"]
    assert _answer(f"/below/a/proxy/{name}", accept_encoding="gzip")[0] == 200


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/{name}", {}),  # a browser that takes no gzip
        ("/{name}", {"accept_encoding": "gzip", "range": "bytes=0-9"}),
        ("/static/js/../../index.html", {"accept_encoding": "gzip"}),
        ("/static/js/unknown.js", {"accept_encoding": "gzip"}),
        ("/static//etc/passwd", {"accept_encoding": "gzip"}),
        ("/_stcore/health", {"accept_encoding": "gzip"}),
        ("/", {"accept_encoding": "gzip"}),
    ],
)
def test_everything_else_is_passed_on(path, headers):
    path = path.format(name=static_files.chart_library())
    assert _answer(path, **headers)[0] == PASSED_ON["status"]


def test_what_is_changed_is_passed_on():
    path = f"/{static_files.chart_library()}"
    assert _answer(path, "POST", accept_encoding="gzip")[0] == PASSED_ON["status"]


def test_the_server_gets_an_app_and_the_script_of_a_page_does_not_run():
    """As `streamlit run` does it: the front door is imported, and no page is drawn by that."""
    asked = "import dashboard; print([m.cls.__name__ for m in dashboard.app._user_middleware])"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['Front', 'CompressedStatic', 'Shell']"
    assert "No runtime found" not in done.stderr
