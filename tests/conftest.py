"""What tests share: a built store of each collection, made once in a session."""

import os
import shutil
from pathlib import Path

import pytest

from kit.store import building, contract, importing
from kit.store.paths import PROJECT, Collection

SHARED_DATA = PROJECT.parent / "shared" / "data"
MORE_DATA = PROJECT.parent / "shared" / "more_data"
CHROMIUM = next(
    (
        found
        for name in ("chromium", "chromium-browser", "google-chrome", "chrome")
        if (found := shutil.which(name))
    ),
    None,
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]


def pytest_collection_modifyitems(items):
    """Skip, with the reason, what this machine lacks."""
    no_data = pytest.mark.skip(
        reason="the published files are not in ../shared/data and ../shared/more_data"
    )
    no_chromium = pytest.mark.skip(reason="Chromium is not installed")
    for item in items:
        if item.get_closest_marker("real_data") and not (
            SHARED_DATA.is_dir() and MORE_DATA.is_dir()
        ):
            item.add_marker(no_data)
        if item.get_closest_marker("browser") and CHROMIUM is None:
            item.add_marker(no_chromium)


@pytest.fixture(scope="session")
def session_store(tmp_path_factory) -> Path:
    """A store of the tests' own; the user's stays untouched."""
    store = tmp_path_factory.mktemp("store")
    os.environ["CAA_STORE"] = str(store)
    return store


@pytest.fixture(scope="session")
def demonstration_store(session_store) -> Path:
    """A store in which the demonstration collection is built."""
    built = building.build(Collection.open("demonstration"))
    assert not built.faults, "\n".join(map(str, built.faults))
    return session_store


@pytest.fixture(scope="session")
def published_store(session_store) -> Path:
    """A store in which everything of ../shared/data and more_data is imported and built."""
    if not (SHARED_DATA.is_dir() and MORE_DATA.is_dir()):
        pytest.skip("the published files are not in ../shared/data and ../shared/more_data")
    collection = Collection.open("published")
    contracts = contract.load_all(collection.contract_folders)
    results = importing.import_paths(collection, contracts, [SHARED_DATA, MORE_DATA])
    refused = [
        result
        for result in results
        if isinstance(result, importing.Refusal) and not result.passed_over
    ]
    assert not refused, "\n".join(map(str, refused))
    built = building.build(collection)
    assert not built.faults, "\n".join(map(str, built.faults))
    return session_store


def _cursor(name: str):
    base = building.open_read_only(building.current_path(Collection.open(name)))
    with base.cursor() as cursor:
        yield cursor
    base.close()


@pytest.fixture(scope="module")
def demonstration_build(demonstration_store):
    """A cursor on the built demonstration data, read only."""
    yield from _cursor("demonstration")


@pytest.fixture(scope="module")
def published_build(published_store):
    """A cursor on the built published data, read only."""
    yield from _cursor("published")


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests: the driver cannot be started twice in a process."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()
