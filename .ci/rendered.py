"""Open both pages of a running dashboard in Chromium; wait until each is drawn."""

import shutil
import sys

from playwright.sync_api import sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    for place, drawn in {"": ".ladders", "indicator": ".stPlotlyChart svg"}.items():
        page.goto(f"{sys.argv[1]}/{place}")
        page.wait_for_selector(f"[data-testid=stMain] {drawn}", timeout=90_000)
        page.wait_for_selector("footer.foot", timeout=60_000)
        assert not page.query_selector("[data-testid=stException]"), page.inner_text("body")
        print(f"/{place}:", page.inner_text("[data-testid=stMain] h1"))
    browser.close()
