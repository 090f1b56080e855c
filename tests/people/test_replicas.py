"""Promise: where a machine is lost, its readers go on at another with all that they saved."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from kit.people import people, record
from kit.records import store
from kit.store import comments, replica
from kit.store.paths import PROJECT, Collection
from tests.front.test_nginx import NGINX, free_port

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(NGINX is None, reason="nginx is not installed"),
]
WORDS = "Counted before the autumn"
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def proxy(folder, port, ports):
    named = "".join(f"server 127.0.0.1:{each} max_fails=1 fail_timeout=60s;" for each in ports)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error; events {{}}\n"
        f"http {{ access_log off; {places} upstream ready {{ ip_hash; {named} }}\n"
        f"server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://ready;\n"
        "proxy_http_version 1.1; proxy_set_header Host $http_host;\n"
        "proxy_set_header X-Person bob@place.example;\n"
        'proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade"; } } }\n',
        encoding="utf-8",
    )
    return subprocess.Popen([NGINX, "-c", str(folder / "nginx.conf")], **QUIET)


def follower(folder, port, cluster):
    return subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port),
         "--server.trustedUserHeaders", json.dumps({"X-Person": "email"})],
        cwd=PROJECT,
        env=os.environ
        | {
            "CAA_STORE": str(folder / f"replica{port}"),
            "CAA_FOLLOW": str(folder / "shared"),
            "CAA_DATABASE": cluster.address,
        },
        **QUIET,
    )  # fmt: skip


@pytest.fixture
def site(demonstration_store, records_at, cluster, tmp_path, monkeypatch):
    """Two replicas behind nginx, which names bob to them; which of them serves whom by port."""
    records_at("postgresql")
    monkeypatch.setattr("sys.argv", ["pytest"])
    collection = Collection("demonstration", demonstration_store / "demonstration")
    replica.publish(collection, str(tmp_path / "shared"))
    people.give("bob@place.example", "director", "001", collection=collection)
    outer, ports = free_port(), [free_port(), free_port()]
    running = {port: follower(tmp_path, port, cluster) for port in ports}
    front = proxy(tmp_path, outer, ports)
    for port in (*ports, outer):
        for _ in range(360):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.25)
    yield f"http://127.0.0.1:{outer}", running
    for each in (front, *running.values()):
        each.terminate()
        each.wait(20)
    store.close()


def serving(running) -> int:
    """Return the port of the replica that holds a reader's connection, as Linux lists them."""
    lines = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    held = {int(line.split()[1].split(":")[1], 16) for line in lines if line.split()[3] == "01"}
    return next(port for port in running if port in held)


def test_a_replica_killed_with_a_session_on_it_loses_nothing_that_was_saved(browser, site):
    address, running = site
    place = f"{address}/indicator?area=001&indicator=secondaries_in_a_partnership"
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(place)
    page.get_by_role("button", name=re.compile("Add (or change )?a comment")).click(timeout=90_000)
    form = page.locator("[data-testid=stPopoverBody]")
    form.locator("textarea").fill(WORDS)
    form.get_by_label("Written as").click()
    page.get_by_role("option", name="Director's office").click()
    form.get_by_role("button", name="Save").click()
    page.locator(".remarks", has_text=WORDS).wait_for(timeout=60_000)

    lost = serving(running)
    os.kill(running[lost].pid, signal.SIGKILL)
    running[lost].wait(20)
    page.wait_for_timeout(2000)  # until the browser has noticed; it connects again by itself
    page.wait_for_selector('[data-test-connection-state="CONNECTED"]', timeout=90_000)
    assert serving(running) != lost
    page.goto(place)
    page.locator(".remarks", has_text=WORDS).wait_for(timeout=90_000)
    page.get_by_text("Signed in as bob@place.example").first.wait_for(timeout=60_000)
    page.close()
    assert list(comments.current_comments("001")["said"]) == [WORDS]
    assert record.check().problems == []
