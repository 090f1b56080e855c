"""Promise: the server's front answers its own readers alone, and asks nobody outside."""

import socket

import pytest

from kit.screen.front import HEADERS, Front
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
