"""What a person waits for: `run.py speed [READERS]`.

Chart pages beside Dash (`browser`), the first start on an empty store and later ones until the
first page is drawn (install is not counted, the first build is), builds (`building`), and a crowd
of readers (`crowd`; 0 leaves it out). Seconds of wall time: compare runs of one machine only.
"""

import contextlib
import io
import statistics
import tempfile
import time

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks import browser as opened
from tests.benchmarks import building, crowd

STARTS = 3  # second starts, of which the median counts


def _start(browser: Browser, store: str) -> float:
    begun = time.perf_counter()
    with (
        opened.serving(store) as address,
        contextlib.closing(opened.new_context(browser)) as context,
    ):
        opened.open_page(context.new_page(), address, opened.GLANCE)
        return time.perf_counter() - begun


def starts() -> tuple[float, float]:
    """Return the seconds of the first start, and of later ones."""
    with tempfile.TemporaryDirectory() as store, sync_playwright() as driver:
        browser = opened.launch(driver)
        first = _start(browser, store)
        second = statistics.median(_start(browser, store) for _ in range(STARTS))
        browser.close()
    return first, second


def main(readers: str = "200") -> None:
    """Measure, print the tables, and end with the figure in one line."""
    first, second = starts()
    waits = opened.measure()
    data, costs = building.measure()
    table = io.StringIO()
    if int(readers):
        with contextlib.redirect_stdout(table):
            crowd.main(readers)
    said = table.getvalue().strip()
    print(f"{opened.report(waits)}\n")
    print("| start | seconds |\n| --- | ---: |")
    print(f"| first, with the first build | {first:.1f} |\n| second | {second:.1f} |\n")
    print(f"{building.report(data, costs)}\n\n{said}\n")
    figures = [opened.said(waits), f"first start {first:.1f} s", building.said(costs)]
    figures += [said.splitlines()[-1]] if said else []
    print("; ".join(figures))
