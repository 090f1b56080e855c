"""What tests share: a built store of each collection, made once in a session."""

import getpass
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from kit.records import store as records
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
POSTGRESQL = max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), default=None)
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
    no_postgresql = pytest.mark.skip(reason="PostgreSQL is not installed")
    for item in items:
        called = getattr(item, "callspec", None)
        if POSTGRESQL is None and called and "postgresql" in called.params.values():
            item.add_marker(no_postgresql)
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


class Cluster:
    """A PostgreSQL server of the tests' own, reached by a socket in its folder."""

    def __init__(self, folder: Path):
        self.folder, self.bin = folder, POSTGRESQL.parent
        self.as_user = []
        if os.geteuid() == 0:  # initdb refuses to run as root
            self.as_user = ["runuser", "-u", "postgres", "--"]
            shutil.chown(folder, "postgres")
        user = "postgres" if self.as_user else getpass.getuser()
        self.address = f"postgresql://{user}@/postgres?host={folder}"
        self._run("initdb", "-N", "-A", "trust", "-D", folder / "data")
        self.start()

    def _run(self, program, *arguments):
        subprocess.run(
            [*self.as_user, self.bin / program, *map(str, arguments)],
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
        )

    def start(self):
        options = f"-F -c listen_addresses= -c unix_socket_directories={self.folder}"
        log = self.folder / "log"
        self._run("pg_ctl", "-w", "-D", self.folder / "data", "-l", log, "-o", options, "start")

    def stop(self):
        self._run("pg_ctl", "-w", "-m", "immediate", "-D", self.folder / "data", "stop")

    def empty(self):
        """Drop what tests made, so that the next begins with nothing."""
        engine = create_engine(self.address.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            for name in ("demonstration", "published"):
                connection.execute(text(f"drop schema if exists {name} cascade"))
        engine.dispose()


@pytest.fixture(scope="session")
def cluster():
    """A server of PostgreSQL, started once; not in pytest's folder, which is its owner's alone."""
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        made = Cluster(Path(folder))
        yield made
        records.close()
        made.stop()


@pytest.fixture
def records_at(request, tmp_path, monkeypatch):
    """Give a test an empty store of what people write, on the database it names."""

    def begin(database: str) -> Path:
        records.close()
        monkeypatch.delenv(records.ADDRESS, raising=False)
        monkeypatch.delenv(records.ADDRESS_FILE, raising=False)
        monkeypatch.setattr(records, "path", lambda _collection=None: tmp_path / "records.sqlite")
        if database == "postgresql":
            cluster = request.getfixturevalue("cluster")
            cluster.empty()
            monkeypatch.setenv(records.ADDRESS, cluster.address)
        return tmp_path

    yield begin
    records.close()
