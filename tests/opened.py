"""The dashboard opened without a browser, at a page and an address as a reader has them."""

import html
import re

from streamlit.testing.v1 import AppTest

from kit.store.paths import PROJECT


def open_at(page: str = "", **address: str) -> AppTest:
    """Open the front door, then `page` (its file), both at the address; nothing may be raised."""
    test = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=120)
    for go in (test.run, lambda: test.switch_page(page).run())[: 2 if page else 1]:
        for name, value in address.items():
            test.query_params[name] = value
        go()
    assert not test.exception, test.exception
    return test


def html_of(test: AppTest) -> str:
    """Return all HTML that was written, unescaped, without style; the frame must be there."""
    written = " ".join(each.body for each in test.get("html"))
    assert 'class="foot"' in written, "the frame is missing"
    return html.unescape(re.sub(r"<style>.*?</style>", "", written, flags=re.S))


def html_at(page: str = "", **address: str) -> str:
    """Open a page at an address; return all its HTML."""
    return html_of(open_at(page, **address))
