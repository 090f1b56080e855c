"""Promise: sign-in works in a real browser with a real provider, and ends when it should."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from kit.people import people, record
from kit.records import store
from kit.store.paths import PROJECT, Collection

PROVIDER = Path(__file__).with_name("provider")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (shutil.which("node") and (PROVIDER / "node_modules").is_dir()),
        reason="the provider is not installed: npm install --prefix tests/people/provider",
    ),
]
SECRETS = """
[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "of this test alone, and longer than thirty-two characters"
client_id = "ready"
client_secret = "not-a-secret-of-anything-real"
server_metadata_url = "http://127.0.0.1:{provider}/.well-known/openid-configuration"
client_kwargs = {{ prompt = "login", scope = "openid profile email" }}
"""


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def _running(command, address, **more):
    running = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more
    )
    try:
        for _ in range(240):
            try:
                with urllib.request.urlopen(address, timeout=2):
                    break
            except OSError:
                time.sleep(0.25)
        yield running
    finally:
        running.terminate()
        running.wait(20)


class Place:
    """A server with sign-in, its provider, and the store behind it."""

    def __init__(self, folder, collection):
        self.folder, self.collection = folder, collection
        self.port, self.provider_port = _free(), _free()
        self.address = f"http://localhost:{self.port}"
        secrets = SECRETS.format(port=self.port, provider=self.provider_port)
        (folder / "secrets.toml").write_text(secrets, encoding="utf-8")

    def provider(self, seconds=600):
        base = f"http://127.0.0.1:{self.provider_port}"
        return _running(
            ["node", "provider.js", str(self.provider_port), f"{self.address}/oauth2callback",
             str(seconds)],
            f"{base}/.well-known/openid-configuration", cwd=PROVIDER,
        )  # fmt: skip

    def server(self, **settings):
        return _running(
            [sys.executable, "-m", "streamlit", "run", "dashboard.py",
             "--server.port", str(self.port), "--secrets.files", str(self.folder / "secrets.toml")],
            f"{self.address}/_stcore/health", cwd=PROJECT,
            env=os.environ | {"CAA_STORE": str(self.collection.root.parent)} | settings,
        )  # fmt: skip


@pytest.fixture
def place(demonstration_store, tmp_path):
    """A place where ann is steward, bob writes for one authority and eve holds no role."""
    # A folder of its own beside the shared build: a file of records that was removed would go on
    # being served, empty for ever, by any server of the tests that has it open.
    root = tmp_path / "store" / "demonstration"
    root.mkdir(parents=True)
    for each in (demonstration_store / "demonstration").iterdir():
        if not each.name.startswith("records"):
            (root / each.name).symlink_to(each)
    collection = Collection("demonstration", root)
    people.give("ann@place.example", "steward", collection=collection)
    people.give("bob@place.example", "director", "001", collection=collection)
    yield Place(tmp_path, collection)
    store.close()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 2560, "height": 900})  # the whole menu fits
    yield context.new_page()
    context.close()


def sign_in(page, place, name):
    page.goto(f"{place.address}/")
    page.get_by_role("button", name="Sign in").click(timeout=60_000)
    page.wait_for_selector("input[name=login]", timeout=30_000)
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", "any")
    page.click("button[type=submit]")
    page.wait_for_url("**/interaction/**")
    page.click("button[type=submit]")
    page.wait_for_url(f"{place.address}/**", timeout=30_000)


def _says(page, text):
    page.get_by_text(text).first.wait_for(timeout=60_000)


def _again(page):
    """Do the next thing a reader might, on the same connection."""
    page.get_by_role("combobox").first.click()
    page.get_by_role("option").nth(1).click()


def test_each_person_has_what_their_roles_allow_and_it_ends_when_taken_away(page, place):
    with place.provider(), place.server():
        page.goto(f"{place.address}/level?area=001")
        _says(page, "Sign in to Ready to Partner")
        assert page.locator(".foot").count() == 0
        sign_in(page, place, "bob")
        _says(page, "Signed in as bob@place.example")
        assert page.get_by_role("button", name="Stewards").count() == 0
        _says(page, "Add a comment")
        page.goto(f"{place.address}/level?area=002")
        _says(page, "You have no role for this authority")
        page.goto(f"{place.address}/?area=001")
        _says(page, "Add a comment")
        people.end("bob@place.example", "director", "001", collection=place.collection)
        _again(page)
        _says(page, "You may not open this page")
        assert page.locator(".foot").count() == 0
    acts = [(one.act, one.area_code) for one in record.entries(collection=place.collection)][::-1]
    assert ("sign_in", "") in acts and ("refusal", "002") in acts
    assert record.check(place.collection).problems == []


def test_a_cookie_opens_nothing_once_signed_out_or_forged(page, browser, place):
    with place.provider(), place.server():
        sign_in(page, place, "ann")
        _says(page, "Signed in as ann@place.example")
        assert page.get_by_role("button", name="Stewards").count() == 1
        stolen = page.context.cookies()
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/session/end**", timeout=60_000)  # the provider's own page

        forged = [dict(one) for one in stolen]
        for one in forged:
            if one["name"] == "_streamlit_user":
                one["value"] = one["value"][:-4] + "AAAA"
        for cookies, said in ((stolen, "You have signed out"), (forged, "Sign in to")):
            other = browser.new_context()
            other.add_cookies(cookies)
            replayed = other.new_page()
            replayed.goto(f"{place.address}/")
            _says(replayed, said)
            assert replayed.locator(".foot").count() == 0
            other.close()


def test_a_sign_in_ends_when_the_provider_said_and_when_nobody_does_anything(page, place):
    with place.provider(seconds=25), place.server():
        sign_in(page, place, "ann")
        _says(page, "Signed in as ann@place.example")
        page.wait_for_timeout(25_000)
        _again(page)
        _says(page, "Your sign-in has expired")
        assert page.locator(".foot").count() == 0


def test_who_is_signed_in_reads_on_while_the_provider_is_down_and_nobody_new_comes_in(
    page, browser, place
):
    with place.server():
        with place.provider():
            sign_in(page, place, "ann")
            _says(page, "Signed in as ann@place.example")
        page.goto(f"{place.address}/")
        _says(page, "Signed in as ann@place.example")
        other = browser.new_context()
        stranger = other.new_page()
        stranger.goto(f"{place.address}/")
        stranger.get_by_role("button", name="Sign in").click(timeout=60_000)
        stranger.wait_for_timeout(3000)
        assert stranger.locator(".foot").count() == 0
        other.close()


def test_a_file_kept_for_one_reader_is_not_given_to_another(page, browser, place):
    """The address of a download works for the person who was offered it, and for nobody else."""
    with place.provider(), place.server():
        sign_in(page, place, "ann")
        _says(page, "Signed in as ann@place.example")
        with page.expect_download(timeout=60_000) as waited:
            page.get_by_role("button", name="Download CSV").first.click()
        address = waited.value.url
        assert "/media/" in address
        own = page.request.get(address)
        assert own.status == 200
        other = browser.new_context()
        assert other.request.get(address).status == 404
        other.close()
