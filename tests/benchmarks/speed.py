"""What a person waits for: `run.py speed [READERS]`.

Starts the dashboard on an empty store (first start: install is not counted, the first build is),
then again (second start), each until the first page is drawn in Chromium; opens a chart page with
an empty cache and again with a full one, counting what travels; goes from the first page to its
first chart within the app, after the reader has read for five seconds; and sends a crowd of readers
(200 in 20 seconds; 0 leaves the crowd out). Seconds of wall time: compare runs of one machine only.
"""

import contextlib
import io
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks import crowd

PROJECT = Path(__file__).resolve().parents[2]
TIMES = 5  # a median of these
WAIT = 600  # seconds until a page that is not drawn ends the run: a busy machine builds slowly
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
GLANCE, CHART = "[data-testid=stMain] .ladders", ".stPlotlyChart svg"
FIRST_LINK = "a[data-in-app][href^='./indicator?']"


@contextlib.contextmanager
def _server(store: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen(command, cwd=PROJECT, env=os.environ | {"CAA_STORE": store}, **quiet)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(30)


def _open(page, address: str, drawn: str) -> float:
    """Open an address, again while the server does not answer; return the seconds it took."""
    begun = time.perf_counter()
    while True:
        try:
            page.goto(address)
            break
        except Exception:
            if time.perf_counter() - begun > WAIT:
                raise
            time.sleep(0.05)
    page.wait_for_selector(drawn, timeout=WAIT * 1000)
    return time.perf_counter() - begun


def _start(browser: Browser, store: str) -> float:
    begun = time.perf_counter()
    with _server(store) as address, contextlib.closing(browser.new_context()) as context:
        _open(context.new_page(), address, GLANCE)
        return time.perf_counter() - begun


def _chart_page(browser: Browser, address: str) -> tuple[float, float, float]:
    """Return the seconds of a cold and a warm chart page, and the megabytes of the cold one."""
    with contextlib.closing(browser.new_context()) as context:
        page, sizes = context.new_page(), []
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.loadingFinished", lambda said: sizes.append(said["encodedDataLength"]))
        cold = _open(page, f"{address}/indicator", CHART)
        travelled = sum(sizes) / 1e6
        return cold, _open(page, f"{address}/indicator", CHART), travelled


def _first_switch(browser: Browser, address: str) -> float:
    with contextlib.closing(browser.new_context()) as context:
        page = context.new_page()
        _open(page, address, GLANCE)
        page.wait_for_timeout(5000)
        begun = time.perf_counter()
        page.locator(FIRST_LINK).first.dispatch_event("click")
        page.wait_for_selector(CHART, timeout=WAIT * 1000)
        return time.perf_counter() - begun


def main(readers: str = "200") -> None:
    """Measure, print the table, and end with the figure in one line."""
    with tempfile.TemporaryDirectory() as store, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        first = _start(browser, store)
        second = statistics.median(_start(browser, store) for _ in range(3))
        with _server(store) as address:
            _first_switch(browser, address)  # what a process pays once isn't counted
            pages = [_chart_page(browser, address) for _ in range(TIMES)]
            switch = statistics.median(_first_switch(browser, address) for _ in range(TIMES))
        browser.close()
    cold, warm, travelled = map(statistics.median, zip(*pages, strict=True))
    said = ""
    if int(readers):
        table = io.StringIO()
        with contextlib.redirect_stdout(table):
            crowd.main(readers)
        print(table.getvalue())
        said = f"; {table.getvalue().strip().splitlines()[-1]}"
    print("| work | median |\n| --- | ---: |")
    print(f"| first start, with the first build | {first:.1f} s |")
    print(f"| second start | {second:.1f} s |")
    print(f"| chart page, cold | {cold:.2f} s, {travelled:.2f} MB |")
    print(f"| chart page, warm | {warm:.2f} s |")
    print(f"| first chart within the app | {switch:.2f} s |\n")
    print(
        f"chart page cold {cold:.2f} s warm {warm:.2f} s {travelled:.2f} MB; first switch "
        f"{switch:.2f} s; first start {first:.1f} s; second start {second:.1f} s{said}"
    )
