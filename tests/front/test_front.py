"""Promise: the server's front answers its own readers alone, and asks nobody outside."""

import socket

import pytest
from streamlit import config

from kit.screen.front import HEADERS, Front
from kit.screen.shell import NO_CONNECTION, Shell
from tests.requested import sent_by


def answered(path="/", kind="http", host="localhost:8501", origin=None, app=None):
    """Return what is sent for one request to the front, and whether the app was reached."""
    reached = []

    async def reach(scope, _receive, send):
        reached.append(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def receive():
        return {"type": "websocket.connect"}

    headers = [(b"host", host.encode())] + ([(b"origin", origin.encode())] if origin else [])
    scope = {"type": kind, "path": path, "headers": headers, "method": "GET"}
    return sent_by(Front(app or reach), scope, receive), bool(reached)


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1", "[::1]:8501"])
def test_known_names_are_answered_with_every_header(host):
    sent, reached = answered(host=host)
    assert reached
    found = {name.decode() for name, _ in sent[0]["headers"]}
    assert {name.lower() for name in HEADERS} <= found


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "127.0.0.1.nip.io"])
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_name_that_was_bound_anew_is_not_answered(host, kind):
    sent, reached = answered(kind=kind, host=host)
    assert not reached
    assert sent[0].get("status", sent[0].get("code")) in (403, 1008)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:9", "x"])
def test_no_origin_makes_the_server_ask_outside(origin, monkeypatch):
    def asks(*_):
        raise AssertionError("the server looked up an address")

    monkeypatch.setattr(socket, "getaddrinfo", asks)
    _, reached = answered("/_stcore/stream", "websocket", origin=origin)
    assert not reached


@pytest.mark.parametrize("address", ["metrics", "upload_file", "upload_file/a/b"])
@pytest.mark.parametrize("base", ["", "/caa"])
def test_what_no_reader_needs_is_shut(address, base):
    sent, reached = answered(f"{base}/_stcore/{address}")
    assert not reached
    assert sent[0]["status"] == 404


def test_papers_are_kept_by_no_cache():
    sent, _ = answered("/media/abc.pdf")
    assert (b"cache-control", b"private, no-store") in sent[0]["headers"]


PAGE = b"<!DOCTYPE html><html><head></head><body><div id=root></div></body></html>"


def shown(body=PAGE, kind="text/html; charset=utf-8", path="/reach", base=""):
    """Return what the shell sends for one page, and the headers that the app was asked with."""
    asked = []

    async def app(scope, _receive, send):
        asked.extend(scope["headers"])
        told = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
        told.append((b"etag", b"x"))
        await send({"type": "http.response.start", "status": 200, "headers": told})
        await send({"type": "http.response.body", "body": body[:20], "more_body": True})
        await send({"type": "http.response.body", "body": body[20:]})

    async def receive():
        return {}

    given = [(b"accept-encoding", b"gzip"), (b"if-none-match", b"x"), (b"host", b"localhost")]
    scope = {"type": "http", "path": path, "headers": given, "method": "GET"}
    config.set_option("server.baseUrlPath", base)
    try:
        sent = sent_by(Shell(app), scope, receive)
    finally:
        config.set_option("server.baseUrlPath", "")
    whole = b"".join(one.get("body", b"") for one in sent)
    return dict(sent[0]["headers"]), whole, [name for name, _ in asked]


@pytest.mark.parametrize(("base", "place"), [("", ""), ("caa", "/caa"), ("/caa/", "/caa")])
def test_a_page_says_where_its_server_is_and_that_it_cannot_be_reached(base, place):
    headers, body, asked = shown(base=base)
    assert f'BACKEND_BASE_URL: location.origin + "{place}"' in body.decode()
    assert NO_CONNECTION in body.decode()
    assert headers[b"content-length"] == str(len(body)).encode()
    assert b"etag" not in headers and asked == [b"host"]
    assert body.count(b"</head>") == body.count(b"</body>") == 1


@pytest.mark.parametrize(
    ("kind", "path"),
    [("application/json", "/_stcore/host-config"), ("text/html", "/static/index.html")],
)
def test_what_is_no_page_is_left_as_it_is(kind, path):
    headers, body, _ = shown(kind=kind, path=path)
    assert body == PAGE and headers[b"etag"] == b"x"
