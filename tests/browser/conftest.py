"""A server for the tests of screens, started once, and a page of the browser to each test."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from kit.store.paths import PROJECT

playwright = pytest.importorskip("playwright.sync_api")

SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
# The first deep link to a fresh server is logged as unknown, although the page opens.
HARMLESS = re.compile(r"page that you have requested does not seem")


@contextmanager
def serving(store, folder=PROJECT):
    """Run a server of its own, of the project in `folder`, on a free port; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)],
        cwd=folder,
        env=os.environ | {"CAA_STORE": str(store)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                break
        except OSError:
            time.sleep(0.25)
    try:
        yield address
    finally:
        running.terminate()
        running.wait(20)


@pytest.fixture(scope="session")
def server(demonstration_store):
    with serving(demonstration_store) as address:
        yield address


@pytest.fixture
def screen(browser, server):
    """Open an address of the app; fails at the end if the console held an error.

    `loses_network`: the test cuts the network of this page, which the console then says.
    """
    contexts, errors = [], []

    def opened(path: str, size: str = "desk", mode: str = "light", at: str = server,
               loses_network: bool = False):  # fmt: skip
        context = browser.new_context(viewport=SIZES[size], color_scheme=mode)
        contexts.append(context)
        page = context.new_page()
        opened.pages.append(page)
        page.set_default_timeout(120_000)  # a busy machine is slow, and a fault shows all the same
        if not loses_network:
            page.on(
                "console",
                lambda said: (
                    errors.append(f"{said.text} {said.location}") if said.type == "error" else None
                ),
            )
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(at + path)
        settle(page)
        return page

    opened.pages = []
    yield opened
    for context in contexts:
        context.close()
    errors = [error for error in errors if not HARMLESS.search(error)]
    assert not errors, "\n".join(errors)


def settle(page) -> None:
    page.wait_for_selector("footer.foot", timeout=60_000)
    page.wait_for_selector('.stApp[data-test-script-state="notRunning"]', timeout=60_000)
    page.wait_for_function("!document.querySelector('.stPlotlyChart .stSkeleton, .stSkeleton')")
    page.wait_for_function("document.mending")  # the component that mends Streamlit's own marks
    page.wait_for_timeout(800)


def choose(page, label: str, said: str | int) -> None:
    """Choose in a list, by words or by place; one that shuts is opened again."""
    options = page.get_by_role("option")
    option = options.nth(said) if isinstance(said, int) else options.filter(has_text=said).first
    box = page.get_by_label(label, exact=True).first
    box.scroll_into_view_if_needed()
    for _ in range(5):
        box.click()
        with suppress(playwright.TimeoutError):
            option.click(timeout=3_000)
            settle(page)
            return
    raise AssertionError(f"{label} does not offer {said}")


def keep(page, name: str) -> None:
    """Keep a picture where the environment says so (SCREENSHOTS), to be looked at."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
