"""What a reader's browser waits for, beside a Dash page of like content: `run.py browser [TIMES]`.

Chart pages are opened with an empty cache and again with a full one, in turn with the Dash page of
`peer/`; then over a slow line (10 Mbit/s, 40 ms) and within the app, where the reader has read the
first page for five seconds. A page is there when all of it has arrived and every chart on its first
screen is drawn. Medians of TIMES (5); ratios are of one run. Dash is installed into an environment
of its own, from `peer/requirements.txt`, and sends its files as it does by itself: uncompressed.
"""

import contextlib
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
PEER = Path(__file__).parent / "peer"
TIMES = 5  # a median of these
WAIT = 600  # seconds until a page that is not drawn ends the run: a busy machine builds slowly
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SCREEN = {"width": 1440, "height": 900}
SLOW = {"offline": False, "latency": 40, "downloadThroughput": 1.25e6, "uploadThroughput": 1.25e6}
PAGES = ("indicator", "reach", "money")  # those with most charts
GLANCE, CHART = "[data-testid=stMain] .ladders", ".stPlotlyChart"
FIRST_LINK = "a[data-in-app][href^='./indicator?']"
# All of the page has arrived, and each of its charts on the first screen is drawn.
_OURS = """() => {
  const app = document.querySelector("[data-testid=stApp]")
  return app?.dataset.testScriptState === "notRunning"
    && document.querySelector("footer.foot") && drawn(".stPlotlyChart")
}"""
_PEER = """() => document.querySelectorAll(".chart").length === 6 && drawn(".chart")"""
_DRAWN = """window.drawn = (charts) => {
  const seen = [...document.querySelectorAll(charts)].filter(
    (each) => each.getBoundingClientRect().top < innerHeight)
  return seen.length > 0 && seen.every((each) => each.querySelector(".main-svg"))
}"""
_FIGURES = """
    select period_end::varchar, value, upper - value
    from figures
    where indicator = ? and area_code = (select min(area_code) from figures where upper > value)
    order by period_end
"""
_PLACES = """
    select area_code, period_end::varchar, numerator, denominator, value, lower, upper
    from figures
    where indicator = ? and period_end = (
        select max(period_end) from figures as last where last.indicator = figures.indicator
    )
    order by area_code
"""


@dataclass
class Waits:
    """Seconds a reader waited, a list for each page and way of opening it; megabytes besides."""

    seconds: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    megabytes: dict[str, float] = field(default_factory=dict)

    def add(self, page: str, how: str, seconds: float) -> None:
        """Keep one wait."""
        self.seconds.setdefault((page, how), []).append(seconds)

    def median(self, page: str, how: str) -> float:
        """Return the median of the waits for a page opened in one way."""
        return statistics.median(self.seconds[page, how])

    def ratio(self, how: str) -> float:
        """Return what the slowest of our chart pages takes of what Dash takes."""
        return max(self.median(page, how) for page in PAGES) / self.median("Dash", how)


@contextlib.contextmanager
def serving(store: str, data: str = "demonstration") -> Iterator[str]:
    """Run the dashboard on a store; give its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    with running([*command, "--", "--data", data], {"CAA_STORE": store}):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    """Run a server from the project's folder while it is needed."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, cwd=PROJECT, env=os.environ | environment, **quiet)
    try:
        yield
    finally:
        server.terminate()
        server.wait(30)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextlib.contextmanager
def serving_peer(store: str, folder: Path) -> Iterator[str]:
    """Install Dash into `folder`, and run the peer on figures of the store's build."""
    venv.create(folder / "peer", with_pip=True)
    python = folder / "peer" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = [str(python), "-m", "pip", "install", "--quiet", "-r", str(PEER / "requirements.txt")]
    subprocess.run(wanted, check=True)
    content = folder / "content.json"
    content.write_text(json.dumps(_content(store)), encoding="utf-8")
    port = free_port()
    with running([str(python), str(PEER / "app.py"), str(content), str(port)], {}):
        yield f"http://127.0.0.1:{port}"


def _content(store: str) -> dict:
    """Return what the peer shows: of three indicators the years and the places, and two tables."""
    [path] = sorted(Path(store).glob("demonstration/served/open/*.duckdb"))[-1:]
    charts, tables = [], []
    with duckdb.connect(str(path), read_only=True) as base:
        longest = base.execute(
            "select indicator from figures where upper > value "
            "group by indicator order by count(*) desc, indicator limit 3"
        ).fetchall()
        for (name,) in longest:
            days, values, spread = zip(*base.execute(_FIGURES, [name]).fetchall(), strict=True)
            years = {"mode": "lines+markers", "x": days, "y": values, "spread": spread}
            places = base.execute(_PLACES, [name]).fetchall()
            dots = {"mode": "markers", "x": [row[4] for row in places], "y": [0] * len(places)}
            charts += [{"title": f"{name} over time"} | years, {"title": f"{name} now"} | dots]
            heads = ["Area", "Day", "Counted", "Out of", "Value", "From", "To"]
            tables.append({"title": name, "columns": heads, "rows": places})
    return {"charts": charts, "tables": tables[:2]}


def open_page(page: Page, address: str, there: str) -> float:
    """Open an address, again while the server does not answer; return the seconds it took.

    `there` is a selector, or a function of JavaScript that says whether all is there.
    """
    begun = time.perf_counter()
    while True:
        try:
            page.goto(address)
            break
        except Exception:
            if time.perf_counter() - begun > WAIT:
                raise
            time.sleep(0.05)
    wait_for(page, there)
    return time.perf_counter() - begun


def wait_for(page: Page, there: str) -> None:
    """Wait until what `there` names is on the page, or says that all is."""
    if there.startswith("() =>"):
        page.wait_for_function(there, timeout=WAIT * 1000)
    else:
        page.wait_for_selector(there, timeout=WAIT * 1000)


def new_context(browser: Browser) -> BrowserContext:
    """Return a browser without a cache, as wide as a laptop."""
    context = browser.new_context(viewport=SCREEN)
    context.add_init_script(_DRAWN)
    return context


def launch(driver) -> Browser:
    """Start Chromium."""
    return driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)


def _measure_page(browser: Browser, name: str, address: str, there: str, waits: Waits) -> None:
    """Open a page cold and warm, and cold again over a slow line."""
    with contextlib.closing(new_context(browser)) as context:
        page, sizes = context.new_page(), []
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.loadingFinished", lambda said: sizes.append(said["encodedDataLength"]))
        waits.add(name, "cold", open_page(page, address, there))
        waits.megabytes[name] = sum(sizes) / 1e6
        waits.add(name, "warm", open_page(page, address, there))


def _measure_slow(browser: Browser, name: str, address: str, there: str, waits: Waits) -> None:
    with contextlib.closing(new_context(browser)) as context:
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", SLOW)
        waits.add(name, "slow line", open_page(page, address, there))


def _measure_switch(browser: Browser, address: str, waits: Waits) -> None:
    """Go from the first page to its first chart, then to another authority there."""
    with contextlib.closing(new_context(browser)) as context:
        page = context.new_page()
        waits.add("glance", "cold", open_page(page, address, GLANCE))
        page.wait_for_timeout(5000)
        begun = time.perf_counter()
        page.locator(FIRST_LINK).first.dispatch_event("click")
        page.wait_for_selector(f"{CHART} svg", timeout=WAIT * 1000)
        waits.add("indicator", "first in the app", time.perf_counter() - begun)
        wait_for(page, _OURS)
        page.wait_for_timeout(1000)
        page.get_by_role("combobox", name="Authority").click()
        other = page.get_by_role("option").nth(3)
        name = other.inner_text()
        begun = time.perf_counter()
        other.click()
        page.locator("h1", has_text=name).wait_for(timeout=WAIT * 1000)
        wait_for(page, _OURS)
        waits.add("indicator", "other authority", time.perf_counter() - begun)
        waits.add("glance", "warm", open_page(page, address, GLANCE))


def measure(times: int = TIMES) -> Waits:
    """Build the demonstration into a store of its own, and open every page in turn with Dash's."""
    waits = Waits()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        store, browser = f"{folder}/store", launch(driver)
        built = [sys.executable, "-m", "kit", "build"]
        subprocess.run(
            built,
            cwd=PROJECT,
            env=os.environ | {"CAA_STORE": store},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        with serving(store) as ours, serving_peer(store, Path(folder)) as peer:
            pages = {name: (f"{ours}/{name}", _OURS) for name in PAGES} | {"Dash": (peer, _PEER)}
            for name, (address, there) in pages.items():  # what a process pays once isn't counted
                _measure_page(browser, name, address, there, Waits())
            for _ in range(times):
                for name, (address, there) in pages.items():
                    _measure_page(browser, name, address, there, waits)
                _measure_switch(browser, ours, waits)
            for _ in range(min(times, 3)):
                for name in (PAGES[0], "Dash"):
                    _measure_slow(browser, name, *pages[name], waits)
        browser.close()
    return waits


def report(waits: Waits) -> str:
    """Return the table of a run."""
    lines = ["| page | how | median s | × Dash | MB |", "| --- | --- | ---: | ---: | ---: |"]
    for name, how in waits.seconds:
        took, beside = waits.median(name, how), ""
        if ("Dash", how) in waits.seconds and name not in ("Dash", "glance"):
            beside = f"{took / waits.median('Dash', how):.2f}"
        travelled = f"{waits.megabytes[name]:.2f}" if how == "cold" and name != "glance" else ""
        lines.append(f"| {name} | {how} | {took:.2f} | {beside} | {travelled} |")
    return "\n".join(lines)


def said(waits: Waits) -> str:
    """Return the figure: the slowest chart page, cold or warm, to Dash; the first chart."""
    slowest = max(waits.ratio("cold"), waits.ratio("warm"))
    switch = waits.median("indicator", "first in the app")
    return f"chart pages {slowest:.2f} x Dash; first switch {switch:.2f} s"


def main(times: str = str(TIMES)) -> None:
    """Measure, print the table, and end with the figure in one line."""
    waits = measure(int(times))
    print(f"{report(waits)}\n\n{said(waits)}")
