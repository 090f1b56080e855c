"""A full disk loses nothing: what serves goes on, nothing is half stored, and it is said."""

import os
import subprocess
import sys
from datetime import date

import pytest

from kit.store import building, contract, importing
from kit.store.paths import PROJECT
from tests.benchmarks import faults
from tests.build.test_building import edit

# In a process whose files may grow to so many bytes: a limit that every write of it meets.
LIMITED = """
import resource, sys
from datetime import date
from pathlib import Path
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
from kit.store import building, contract, importing
from kit.store.paths import Collection
collection = Collection("published", Path(sys.argv[2]))
try:
    building.build(collection, Path(sys.argv[3]))
except building.Refused as refused:
    print("build", refused)
contracts = contract.load_all(collection.contract_folders)
for one in importing.import_paths(
    collection, contracts, [Path(sys.argv[4])], complete_as_at=date(2026, 8, 31)
):
    print("import", type(one).__name__, one)
"""


def register(folder):
    path = folder / "partnerships.csv"
    rows = (f"P{n},Cluster {n},federation,358,,2021-09-01,,{n * 7919}\n" for n in range(25_000))
    path.write_text(faults.PARTNERSHIPS + "".join(rows), encoding="utf-8")
    return path


def left(collection) -> list[str]:
    """What a build or an import that ended leaves: nothing but locks."""
    folder = collection.root / "importing"
    return [path.name for path in [*collection.root.rglob("*.part*"), *folder.glob("*")]]


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no limit of the size of files")
@pytest.mark.parametrize("most", [100_000, 1_000_000])
def test_a_limit_that_every_write_meets_is_a_refusal_in_words(house, tmp_path, most):
    collection, queries = house
    good = building.build(collection, queries)
    edit(queries, "marts/parts.sql", "range(12)", "range(900000)")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(most), str(collection.root), str(queries),
         str(register(tmp_path))],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "build The disk of the store is full" in done.stdout
    assert "import Refusal" in done.stdout and "disk of the store is full" in done.stdout
    assert building.open_path(collection).stem == good.build_id
    assert not left(collection)
    assert "partnerships__register" not in importing.current_vintages(collection)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 40 MB that can be filled. Skips where this system does not let one be made."""
    place = tmp_path / "disk"
    place.mkdir()
    made = ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(place)]
    try:
        subprocess.run(made, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(disk, but: int) -> None:
    stat = os.statvfs(disk)
    (disk / "ballast").write_bytes(bytes(max(0, stat.f_bavail * stat.f_frsize - but)))


@pytest.mark.parametrize("free", [0, 8_200_000])
def test_a_full_disk_keeps_what_serves_and_is_gone_on_from(small_disk, house, tmp_path, free):
    queries = house[1]
    collection = type(house[0])("published", small_disk / "store")
    good = building.build(collection, queries)
    edit(queries, "marts/parts.sql", "range(12)", "range(2000000)")
    contracts = contract.load_all(collection.contract_folders)
    path, day = register(tmp_path), {"complete_as_at": date(2026, 8, 31)}
    fill(small_disk, free)
    with pytest.raises(building.Refused, match="disk of the store is full"):
        building.build(collection, queries)
    assert not left(collection)
    (small_disk / "ballast").unlink()
    fill(small_disk, min(free, 1_000_000))
    [told] = importing.import_paths(collection, contracts, [path], **day)
    assert isinstance(told, importing.Refusal) and "could not be stored" in str(told)
    assert building.open_path(collection).stem == good.build_id
    assert not left(collection)
    (small_disk / "ballast").unlink()
    edit(queries, "marts/parts.sql", "range(2000000)", "range(24)")
    assert building.build(collection, queries).published
    [stored] = importing.import_paths(collection, contracts, [path], **day)
    assert isinstance(stored, importing.Receipt)
