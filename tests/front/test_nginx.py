"""Promise: behind nginx, below /caa/, pages, headers, compression and connections are as they are.

The configuration is that of docs/how_to/nginx.conf, its port and patience apart.
"""

import gzip
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from kit.screen.front import HEADERS
from kit.store.paths import PROJECT

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def site(demonstration_store, tmp_path_factory):
    """Run the dashboard below /caa and nginx before it; give the address of nginx."""
    folder, inner, outer = tmp_path_factory.mktemp("nginx"), free_port(), free_port()
    said = (PROJECT / "docs" / "how_to" / "nginx.conf").read_text(encoding="utf-8")
    places = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error; events {{}}\n"
        f"http {{ access_log off; {places} server {{ listen 127.0.0.1:{outer};\n"
        f"{said.replace('127.0.0.1:8501', f'127.0.0.1:{inner}').replace(' 10s;', ' 2s;')} }} }}",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port",
               str(inner), "--server.baseUrlPath", "caa"]  # fmt: skip
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    store = os.environ | {"CAA_STORE": str(demonstration_store)}
    running = [
        subprocess.Popen(command, cwd=PROJECT, env=store, **quiet),
        subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")], **quiet),
    ]
    address = f"http://127.0.0.1:{outer}"
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/caa/_stcore/health", timeout=2).close()
            break
        except OSError:
            time.sleep(0.5)
    yield address
    for each in running:
        each.terminate()
        each.wait(20)


def get(address: str, **headers: str):
    """Return status, headers and body; a redirection is not followed."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    asked = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.build_opener(Stay).open(asked, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def handshake(site: str, origin: str) -> str:
    """Ask for the connection of a page; return the first line of the answer."""
    host, port = site.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), 30) as asked:
        asked.sendall(
            f"GET /caa/_stcore/stream HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: {origin}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        )
        return asked.recv(200).decode().split("\r\n")[0]


def test_the_page_comes_below_its_path_with_every_header(site):
    assert get(f"{site}/caa")[0] == 301
    status, headers, body = get(f"{site}/caa/")
    assert status == 200 and b"<html" in body
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert get(f"{site}/")[0] in (403, 404)


def test_scripts_travel_compressed_and_are_kept(site):
    _, _, page = get(f"{site}/caa/")
    name = next(part for part in page.decode().split('"') if part.endswith(".js"))
    address = f"{site}/caa/{name.removeprefix('./').removeprefix('/caa/')}"
    status, headers, body = get(address, **{"Accept-Encoding": "gzip"})
    assert status == 200 and headers["Content-Encoding"] == "gzip"
    assert len(body) < len(gzip.decompress(body)) / 2
    assert "immutable" in headers["Cache-Control"]


@pytest.mark.parametrize("path", ["_stcore/metrics", "_stcore/upload_file", "%2e%2e/records.sqlite",
                                  "static/../../../etc/passwd", "media/../../builds"])  # fmt: skip
def test_what_no_reader_needs_is_not_there(site, path):
    status, _, body = get(f"{site}/caa/{path}")
    assert status in (400, 403, 404) or b"<html" in body
    assert b"root:" not in body and b"SQLite" not in body


def test_those_who_send_slowly_keep_nobody_out_and_are_cut_off(site):
    """Two hundred connections each send the beginning of a request and then nothing."""
    host, port = site.removeprefix("http://").split(":")
    slow = [socket.create_connection((host, int(port)), 60) for _ in range(200)]
    for each in slow:
        each.sendall(f"GET /caa/ HTTP/1.1\r\nHost: {host}:{port}\r\nX-Slow: ".encode())
    assert get(f"{site}/caa/_stcore/health")[0] == 200
    for each in slow:
        assert each.recv(200)[:12] in (b"", b"HTTP/1.1 408")
        each.close()


def test_a_page_is_connected_from_its_own_site_alone(site):
    assert " 101 " in handshake(site, site)
    for origin in ("http://evil.example", "null", "http://127.0.0.1:9"):
        assert " 101 " not in handshake(site, origin)
