"""Promise: no page makes its browser or the server ask anybody outside, breaks the policy of
contents, or holds what axe finds.

The browser knows no name but the server's address; in the server a hook of Python notes each
address that is asked for or connected to, whatever library asks.
"""

import re
import subprocess
import sys

import pytest

from kit.store.paths import PROJECT
from tests.browser.conftest import SIZES, serving, settle
from tests.browser.test_screens import PAGES, RULES
from tests.conftest import CHROMIUM, FLAGS

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = pytest.mark.browser

NAMES = sorted(path.stem for path in (PROJECT / "pages").glob("*/*.py"))
AREAS = {"demonstration": "001", "published": "330"}
NOTES = """
import sys
def note(event, arguments, path={path!r}):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        asked = arguments[0] if event.startswith("socket.get") else arguments[1]
        host = asked[0] if isinstance(asked, tuple) else asked
        if str(host).startswith("/") or host in (None, "", "127.0.0.1", "::1", "localhost"):
            return
        with open(path, "a") as file:
            file.write(f"{{event}} {{host}}\\n")
sys.addaudithook(note)
open({path!r} + ".on", "w").close()
"""
LISTENS = """
window.refused = []
document.addEventListener('securitypolicyviolation',
    each => window.refused.push(`${each.violatedDirective} ${each.blockedURI}`))
"""


def address(name: str, area: str) -> str:
    """Return where a page is, with all it needs to show what it can."""
    known = PAGES.get(name, f"/{name}?area={area}")
    return re.sub(r"area=\d+", f"area={area}", known)


@pytest.fixture(params=AREAS)
def site(request, tmp_path, monkeypatch):
    """Run the server of a collection; give its address, its area and what it asked outside."""
    store = request.getfixturevalue(f"{request.param}_store")
    notes = tmp_path / "notes"
    (tmp_path / "sitecustomize.py").write_text(NOTES.format(path=str(notes)), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("CAA_DATA", request.param)
    with serving(store) as at:
        yield at, AREAS[request.param], notes


@pytest.fixture
def shut_in(browser):
    """Start a browser that can find no server but ours."""
    rule = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    started = browser.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, rule])
    yield started
    started.close()


@pytest.mark.parametrize(("size", "mode"), [("desk", "light"), ("phone", "dark")])
@pytest.mark.parametrize("site", [
    "demonstration", pytest.param("published", marks=pytest.mark.real_data),
], indirect=True)  # fmt: skip
def test_every_page_keeps_to_itself_and_is_accessible(site, shut_in, size, mode):
    at, area, notes = site
    context = shut_in.new_context(viewport=SIZES[size], color_scheme=mode)
    context.add_init_script(LISTENS)
    outside, faults = [], []
    page = context.new_page()

    def look(url: str) -> None:
        if not url.startswith((f"{at}/", f"{at.replace('http', 'ws', 1)}/", "data:", "blob:")):
            outside.append(url)

    context.on("request", lambda asked: look(asked.url))
    page.on("websocket", lambda opened: look(opened.url))
    for name in NAMES:
        page.goto(at + address(name, area))
        settle(page)
        if page.locator(".stException").count() or page.locator("h1").count() != 1:
            faults.append(f"{name}: not drawn")
        faults += [f"{name}: {each}" for each in page.evaluate("window.refused")]
        found = axe.Axe().run(page, options=RULES)
        faults += [f"{name}: {each['id']}: {each['help']}" for each in found.response["violations"]]
    context.close()
    assert not faults, "\n".join(faults)
    assert not outside, outside
    assert notes.with_suffix(".on").exists()
    assert not notes.exists(), notes.read_text(encoding="utf-8")
    assert len(NAMES) > 30


@pytest.mark.parametrize("site", ["demonstration"], indirect=True)
def test_a_download_is_kept_by_no_cache(site, shut_in):
    """What a browser was given by its address is of one reader, at one time."""
    at, area, _ = site
    context = shut_in.new_context(viewport=SIZES["desk"])
    page = context.new_page()
    page.goto(at + address("indicator", area))
    settle(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download CSV").first.click()
    given = context.request.get(coming.value.url)
    assert "/media/" in coming.value.url and given.ok
    assert given.headers["cache-control"] == "private, no-store"
    assert given.headers["x-content-type-options"] == "nosniff"
    context.close()


def test_what_the_server_asks_outside_is_noted(tmp_path):
    """The hook itself: an address asked for by the plainest means is in the notes."""
    notes = tmp_path / "notes"
    code = NOTES.format(path=str(notes)) + (
        "import socket\n"
        "for ask in (lambda: socket.create_connection(('203.0.113.7', 9), 0.01),\n"
        "            lambda: socket.getaddrinfo('nowhere.invalid', 80),\n"
        "            lambda: socket.socket(2, 2).sendto(b'', ('203.0.113.7', 9))):\n"
        "    try: ask()\n"
        "    except OSError: pass\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path)
    said = notes.read_text(encoding="utf-8")
    for event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        assert event in said
