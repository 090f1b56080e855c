"""The store forgives: what is damaged is passed over, and the newest whole build is shown."""

import json
import os
import shutil
import subprocess
import sys

import duckdb
import pytest

from kit.store import building, builds, contract, database, importing, stored, vintages
from kit.store.paths import CONTRACT_FOLDERS, OPEN, PROJECT, Collection
from kit.store.plan import VERSION

FIRST, SECOND = "20260101T000000000Z", "20260102T000000000Z"


@pytest.fixture
def published(tmp_path, monkeypatch):
    """Two builds made by hand, the later one named by the pointer."""
    collection = Collection("demonstration", tmp_path / "demonstration")
    for name in (FIRST, SECOND):
        publish(collection, name)
    monkeypatch.setattr(database, "collection", lambda: collection)
    return collection


def publish(collection, name, version=VERSION):
    parts = {}
    for folder in (collection.builds, collection.served / OPEN):
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{name}.part"
        with duckdb.connect(str(part)) as base:
            base.execute(
                "create table build as select $name as build_id, timestamp '2026-01-01' as "
                "built_at, $version as version, 'demonstration' as collection",
                {"name": name, "version": version},
            )
            base.execute("create table closed_tables (name varchar)")
            base.execute("create table many as select hash(range) as h from range(100000)")
        parts[part] = folder / f"{name}.duckdb"
    builds.publish(parts, collection)


def spoil(path, how):
    content = bytearray(path.read_bytes())
    if how == "empty":
        content = bytearray()
    elif how == "truncated":
        content = content[: len(content) // 2]
    else:
        content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    os.utime(path, (1, 1))


def files(collection, name):
    return [folder / f"{name}.duckdb" for folder in (collection.builds, collection.served / OPEN)]


@pytest.mark.parametrize("how", ["empty", "truncated", "a bit flipped", "gone"])
@pytest.mark.parametrize("which", [0, 1], ids=["private", "open"])
def test_a_damaged_build_counts_as_none_and_the_one_before_serves(published, how, which):
    spoilt, whole = files(published, SECOND)[which], files(published, SECOND)[1 - which]
    if how == "gone":
        spoilt.unlink()
    else:
        spoil(spoilt, how)
    serves = (building.current_path(published), building.open_path(published))
    assert serves[which] == files(published, FIRST)[which]
    assert serves[1 - which] == whole
    assert builds.damage(published) == (builds.MISSING if how == "gone" else builds.DAMAGED)
    assert ("The newest build is" in database.damage()) == (which == 1)
    assert any(SECOND in problem for problem in stored.check(published).problems)


@pytest.mark.parametrize(
    "written", [b"\xff\xfe garbage", b"", b"../../x.duckdb", b"gone.duckdb", b"\0.duckdb"]
)
def test_a_pointer_that_is_garbage_serves_the_newest_build(published, written):
    published.pointer.write_bytes(written)
    assert building.open_path(published).stem == SECOND
    assert building.current_path(published).stem == SECOND
    assert builds.damage(published)
    assert stored.check(published).problems


def test_the_build_published_now_is_never_pruned_though_the_clock_went_back(published):
    for day in range(3, 8):
        publish(published, f"2026010{day}T000000000Z")
    late = "20250101T000000000Z"
    publish(published, late)
    assert building.open_path(published).stem == late
    for folder in (published.builds, published.served / OPEN):
        left = sorted(path.stem for path in folder.glob("*.duckdb"))
        assert late in left
        assert len(left) == building.KEPT + 1
        assert sorted(path.stem for path in folder.glob("*.sha256")) == left


def test_a_build_of_another_database_counts_as_none(published):
    path = files(published, SECOND)[1]
    content = bytearray(path.read_bytes())
    content[12:20] = (9999).to_bytes(8, "little")  # the version of storage, after the checksum
    path.write_bytes(bytes(content))
    path.with_suffix(".sha256").unlink()
    assert building.open_path(published).stem == FIRST
    assert builds.damage(published) in (builds.OTHER_DATABASE, builds.DAMAGED)


def test_a_newer_build_is_said_to_be_so_and_never_replaced_unasked(published):
    publish(published, "20260103T000000000Z", str(int(VERSION) + 1))
    assert building.open_path(published).stem == SECOND
    assert "newer version" in database.damage()
    with pytest.raises(building.Refused, match="update the program"):
        building.build(published)
    for name in (FIRST, SECOND):
        files(published, name)[1].unlink()
    with pytest.raises(database.NoBuild, match="newer version"):
        database.current()


def test_a_file_that_goes_bad_while_it_is_open_is_answered_by_the_one_before(published):
    assert database.current().build_id == SECOND
    build_path = files(published, SECOND)[1]
    spoil(build_path, "truncated")
    stat = build_path.stat()
    builds._known[build_path] = ((stat.st_mtime_ns, stat.st_size, stat.st_ino), "")  # unnoticed
    rows, answered = database.question("select sum(h) as total from many")
    assert answered.build_id == FIRST
    assert len(rows) == 1


def test_the_pointer_moves_after_files_and_folders_are_on_the_disk(published, monkeypatch):
    said = []
    monkeypatch.setattr(builds, "sync", lambda path: said.append(path.name))
    publish(published, "20260104T000000000Z")
    pointer = said.index("current.new")
    assert {"20260104T000000000Z.duckdb", "20260104T000000000Z.sha256", "builds", "open"} <= set(
        said[:pointer]
    )
    assert said[pointer + 1 :] == [published.pointer.parent.name]


# A store with a real build ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("which", "how"), [(0, "truncated"), (1, "a bit flipped"), (1, "gone"), (1, "pointer")]
)
def test_the_next_build_heals_what_is_damaged(house, which, how):
    collection, queries = house
    first = building.build(collection, queries).build_id
    text = queries / "marts" / "parts.sql"
    text.write_text(text.read_text("utf-8").replace("range(12)", "range(24)"), "utf-8")
    second = building.build(collection, queries).build_id
    path = files(collection, second)[which]
    if how == "pointer":
        collection.pointer.write_bytes(b"\0")
    elif how == "gone":
        path.unlink()
    else:
        spoil(path, how)
    serves = second if how == "pointer" or which == 0 else first
    assert building.open_path(collection).stem == serves
    built = building.build(collection, queries)
    assert built.build_id != first
    assert not builds.damage(collection)
    assert not stored.check(collection).problems or built.build_id != second
    with building.open_read_only(building.open_path(collection)) as base:
        assert base.execute("select sum(parts) from shares, (select 24 as parts)").fetchone()
    assert not building.build(collection, queries).published


def in_bubblewrap(arguments, *binds):
    return subprocess.run(
        ["bwrap", "--dev-bind", "/", "/", *binds, sys.executable, *arguments],
        capture_output=True, text=True, cwd="/", timeout=120,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )  # fmt: skip


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap makes the read-only mount")
def test_a_read_only_store_is_served_from_any_working_directory(published):
    root = str(published.root.parent)
    asks = (
        "from kit.store import database as d; print(repr(d.ensure()), d.current().build_id, "
        "repr(d.damage()))"
    )
    for spoilt, expected in ((False, f"'' {SECOND} ''"), (True, f"'' {FIRST} 'The newest build")):
        if spoilt:
            spoil(files(published, SECOND)[1], "truncated")
        env = ("--ro-bind", root, root, "--setenv", "CAA_STORE", root)
        done = in_bubblewrap(["-c", asks], *env)
        assert done.stdout.startswith(expected), done.stdout + done.stderr
    refused = in_bubblewrap(["-m", "kit", "build"], *env)
    assert refused.returncode == 1
    assert "The store cannot be written to" in refused.stdout + refused.stderr


def test_a_full_disk_leaves_the_figures_there_are(published, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(database.building, "build", full)
    said = database._Watch().look(lambda _done, _said: None)
    assert said.startswith(database.UNWRITTEN)
    assert "No space left" in said
    assert database.current().build_id == SECOND


@pytest.mark.parametrize("how", ["truncated", "a bit flipped", "gone", "no receipt", "bad receipt"])
def test_a_damaged_stored_file_is_named_and_imported_again(tmp_path, monkeypatch, how):
    monkeypatch.setattr(importing, "import_shipped", lambda *_: [])
    collection = Collection("published", tmp_path / "published")
    contracts = contract.load_all([PROJECT / name for name in CONTRACT_FOLDERS["published"]])
    path = tmp_path / "partnerships.csv"
    path.write_text(
        "partnership_id,name,kind,area_code,lead_institution_id,started_on,ended_on,objective\n"
        "P1,North cluster,federation,358,,2021-09-01,,Reading\n"
    )

    def take():
        return importing.import_paths(
            collection, contracts, [path], complete_as_at=importing.date(2026, 8, 31)
        )

    take()
    vintage = vintages.current_vintages(collection)["partnerships__register"]
    data, receipt = vintage / "data.parquet", vintage / "receipt.json"
    if how == "gone":
        data.unlink()
    elif how == "no receipt":
        receipt.unlink()
    elif how == "bad receipt":
        receipt.write_text(json.dumps(["not a receipt"]))
    else:
        spoil(data, how)
    [problem] = vintages.damaged(collection)
    assert "partnerships__register" in problem
    assert "again" in problem
    vintages.history(collection)
    with pytest.raises(building.Refused, match="partnerships__register"):
        building.build(collection)
    [again] = take()
    assert not again.already_imported
    assert not vintages.damaged(collection)
