"""Pages opened without a browser, of the demonstration and of published data."""

import html
import re

import pytest
from streamlit.testing.v1 import AppTest

from kit.store.collection import PROJECT


def _opened(page: str = "", **address: str) -> str:
    """Open a page at an address as a reader does; return all HTML that it wrote."""
    test = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)

    def go():
        for name, value in address.items():
            test.query_params[name] = value

    go()
    test.run()
    if page:
        go()
        test.switch_page(page).run()
    assert not test.exception, test.exception
    shown = " ".join(each.body for each in test.get("html"))
    assert 'class="foot"' in shown, "the frame is missing"
    return html.unescape(re.sub(r"<style>.*?</style>", "", shown, flags=re.S))


@pytest.fixture
def app(demonstration_store, monkeypatch):
    monkeypatch.setenv("CAA_STORE", str(demonstration_store))
    monkeypatch.chdir(PROJECT)
    return _opened


@pytest.fixture
def published(published_store, monkeypatch):
    monkeypatch.setenv("CAA_STORE", str(published_store))
    monkeypatch.setenv("CAA_DATA", "published")
    monkeypatch.chdir(PROJECT)
    return _opened
