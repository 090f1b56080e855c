"""The build: only what changed runs, a killed one leaves nothing, two never run, readers stay."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest

from kit.store import building, contract, importing, steps
from kit.store.paths import PROJECT


def edit(queries: Path, place: str, old: str, new: str) -> None:
    path = queries / place
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def ran(built) -> set[str]:
    return {step.name for step in built.steps if step.status == "run" and step.path}


def rows(path: Path, sql: str) -> list[tuple]:
    with building.open_read_only(path) as base:
        return base.execute(sql).fetchall()


def test_what_was_stored_before_a_column_was_thought_of_is_blank_there(house, tmp_path):
    collection, queries = house
    file = tmp_path / "institutions.csv"
    file.write_text(
        "institution_id,name,area_code,phase,institution_type,opened_on,closed_on,pupils,"
        "pupils_eligible_fsm\n1,Oak School,330,secondary,community,,,900,90\n",
        encoding="utf-8",
    )
    contracts = contract.load_all(collection.contract_folders)
    importing.import_paths(collection, contracts, [file], complete_as_at=date(2026, 8, 31))
    stored = importing.current_vintages(collection)["institutions__register"] / "data.parquet"
    older = tmp_path / "older.parquet"
    duckdb.execute(f"copy (select * exclude (locality) from '{stored}') to '{older}'")
    shutil.copy(older, stored)
    receipt = stored.with_name("receipt.json")
    said = json.loads(receipt.read_text("utf-8")) | {"data_sha256": ""}  # nor were hashes kept
    receipt.write_text(json.dumps(said), encoding="utf-8")
    (queries / "staging").mkdir()
    (queries / "staging" / "stg_institutions__register.sql").write_text(
        "-- title: Institutions\n-- grain: an institution\n-- source: institutions\n\n"
        "select name, locality from source_institutions__register",
        encoding="utf-8",
    )
    built = building.build(collection, queries)
    assert rows(built.path, "from stg_institutions__register") == [("Oak School", None)]


def test_what_stops_before_publishing_leaves_what_was_served(house):
    """As where a build cannot be put on record: it is whole by then, and nobody is shown it."""
    collection, queries = house
    asked = []
    first = building.build(collection, queries, before_publishing=asked.append)
    assert asked == [first.build_id]
    edit(queries, "marts/parts.sql", "range(12)", "range(9)")

    def stop(build_id):
        asked.append(build_id)
        raise building.Refused("not on record")

    with pytest.raises(building.Refused, match="not on record"):
        building.build(collection, queries, before_publishing=stop)
    assert building.open_path(collection).stem == first.build_id and len(asked) == 2
    assert not list(collection.builds.glob("*.part*"))
    assert ran(building.build(collection, queries)) >= {"parts"}


def test_order_is_worked_out_and_everything_runs_once(house):
    built = building.build(*house)
    assert built.published
    assert ran(built) == {"parts", "kinds", "shares"}
    assert rows(built.path, "select round(share, 3) from shares") == [(33.333,)] * 3


def test_nothing_changed_nothing_is_published(house):
    first, again = building.build(*house), building.build(*house)
    assert (again.published, again.build_id) == (False, first.build_id)
    assert not ran(again)


def test_only_the_edited_file_and_what_depends_on_it_run_again(house):
    building.build(*house)
    edit(house[1], "marts/kinds.sql", "order by kind", "order by kind desc")
    assert ran(building.build(*house)) == {"kinds"}  # same rows: nothing after it need run
    edit(house[1], "marts/kinds.sql", "count(*)", "count(*) * 2")
    assert ran(building.build(*house)) == {"kinds", "shares"}


def test_an_edited_macro_runs_only_what_calls_it(house):
    building.build(*house)
    edit(house[1], "macros.sql", "100.0", "1000.0")
    built = building.build(*house)
    assert ran(built) == {"shares"}
    assert rows(built.path, "select round(share, 2) from shares limit 1") == [(333.33,)]


def test_a_file_taken_away_takes_its_table_with_it(house):
    building.build(*house)
    (house[1] / "assessment/shares.sql").unlink()
    built = building.build(*house)
    assert rows(built.path, "select count(*) from duckdb_tables() where table_name='shares'") == [
        (0,)
    ]


def test_what_an_edit_changed_is_kept_until_the_next(house):
    queries = house[1]
    edit(queries, "assessment/shares.sql", "-- grain: a kind", "-- grain: a kind\n"
         "-- changes: kind: share")  # fmt: skip
    changed = "select kind, round(was, 1), round(now, 1) from shares_changes order by kind"
    assert rows(building.build(*house).path, changed) == []
    edit(queries, "assessment/shares.sql", "share_of(parts, 12)", "share_of(parts + kind, 12)")
    now = [(1, 33.3, 41.7), (2, 33.3, 50.0)]
    assert rows(building.build(*house).path, changed) == now
    edit(queries, "marts/parts.sql", "range(12)", "range(12) ")  # the shares stay as they are
    assert rows(building.build(*house).path, changed) == now
    edit(queries, "assessment/shares.sql", "from kinds", "from kinds where kind > 0")
    assert rows(building.build(*house).path, changed) == [(0, 33.3, None)]
    edit(queries, "assessment/shares.sql", "share_of(parts +", "share_of(prts +")  # fails
    assert rows(building.build(*house).path, changed) == [(0, 33.3, None)]


def test_an_error_names_its_place_and_the_old_figures_are_served(house):
    building.build(*house)
    edit(house[1], "assessment/shares.sql", "share_of(parts", "share_of(prts")
    built = building.build(*house)
    [fault] = built.faults
    assert (fault.path, fault.line, fault.column) == ("queries/assessment/shares.sql", 4, 23)
    assert "prts" in fault.message and "^" in fault.excerpt
    assert rows(built.path, "select count(*) from shares") == [(3,)]
    status, error = rows(built.path, "select status, error from build_steps where name = 'shares'")[
        0
    ]
    assert status == "failed" and "shares.sql:4:23" in error
    edit(house[1], "assessment/shares.sql", "share_of(prts", "share_of(parts")
    mended = building.build(*house)
    assert not mended.faults and ran(mended) == {"shares"}


def test_an_error_in_the_first_build_stops_only_what_waits_for_it(house):
    edit(house[1], "marts/kinds.sql", "from parts", "from partz")
    built = building.build(*house)
    status = {step.name: step.status for step in built.steps}
    assert "waits for kinds" in built.failed_checks[0]["error"]
    assert (status["parts"], status["kinds"], status["shares"]) == ("run", "failed", "blocked")


def test_a_failed_check_of_severity_error_keeps_the_last_good_build(house):
    good = building.build(*house)
    edit(house[1], "checks/no_empty_kind.sql", "parts = 0", "parts = 4")
    with pytest.raises(building.Refused, match=r"found 3 rows. Add a part"):
        building.build(*house)
    assert building.current_path(house[0]) == good.path
    edit(house[1], "checks/no_empty_kind.sql", "severity: error", "severity: warning")
    built = building.build(*house)
    assert [check["offenders"] for check in built.failed_checks] == [3]


def test_a_layer_may_not_reach_over_another(house):
    edit(house[1], "marts/kinds.sql", "from parts", "from shares")
    assert any(
        "may not read `shares` (assessment)" in str(fault)
        for fault in building.build(*house).faults
    )


def test_a_circle_is_told(house):
    edit(house[1], "marts/parts.sql", "from range(12)", "from kinds, range(12)")
    faults = "\n".join(map(str, building.build(*house).faults))
    assert "in a circle" in faults and "parts" in faults and "kinds" in faults


def test_a_macro_that_cannot_be_read_refuses_the_build(house):
    good = building.build(*house)
    edit(house[1], "macros.sql", "as n", "a n")
    with pytest.raises(building.Refused, match=r"macros.sql:1"):
        building.build(*house)
    assert building.current_path(house[0]) == good.path


@pytest.mark.parametrize(
    ("query", "limit", "value", "told"),
    [
        ("select sum(sin(i)) as s from range(1000000000000) as t(i)", "STEP_SECONDS", 0.5,
         "within 0.5 seconds"),
        ("select string_agg(cast(i as varchar), ',' order by i) as s from range(9000000) as t(i)",
         "STEP_SECONDS", 600.0, "memory a step may have"),
    ],
    ids=["time", "memory"],
)  # fmt: skip
def test_a_step_beyond_its_limits_ends_the_build_and_the_last_one_serves(
    house, monkeypatch, query, limit, value, told
):
    good = building.build(*house)
    monkeypatch.setattr(steps, limit, value)
    monkeypatch.setattr(building, "STEP_MEMORY", "100MB")
    text = f"-- title: Kinds\n-- grain: a kind\n\n{query}\n"
    (house[1] / "marts/grown.sql").write_text(text, encoding="utf-8")
    with pytest.raises(building.Refused, match=told) as refused:
        building.build(*house)
    assert "marts/grown.sql: the table grown" in str(refused.value)
    assert building.open_path(house[0]).stem == good.build_id


def test_readers_of_the_old_build_finish_undisturbed_and_three_are_kept(house):
    first = building.build(*house)
    reader = building.open_read_only(first.path)
    shares = house[1] / "assessment/shares.sql"
    text = shares.read_text(encoding="utf-8")
    for factor in range(2, 7):
        shares.write_text(text.replace("(parts", f"({factor} * parts"), encoding="utf-8")
        newest = building.build(*house)
        with reader.cursor() as cursor:
            assert cursor.execute("select round(share) from shares limit 1").fetchall() == [(33,)]
    assert rows(newest.path, "select round(share) from shares limit 1") == [(200,)]
    reader.close()
    assert len(list(house[0].builds.glob("*.duckdb"))) == building.KEPT


def test_readers_see_one_build_or_the_other_never_a_mixture(house):
    building.build(*house)
    stop, seen = threading.Event(), []

    def read():
        while not stop.is_set():
            path = building.current_path(house[0])
            with building.open_read_only(path) as base:
                seen.append(
                    base.execute(
                        "select (select max(share) from shares) * 12 / 100 = "
                        "(select max(parts) from kinds)"
                    ).fetchone()[0]
                )

    reader = threading.Thread(target=read)
    reader.start()
    kinds = house[1] / "marts/kinds.sql"
    text = kinds.read_text(encoding="utf-8")
    for factor in (2, 3):
        kinds.write_text(text.replace("count(*)", f"count(*) * {factor}"), encoding="utf-8")
        building.build(*house)
    stop.set()
    reader.join()
    assert seen and all(seen)


BUILD_ALONE = """
import sys
from pathlib import Path
from kit.store import building
from kit.store.paths import Collection
building.build(Collection("published", Path(sys.argv[1])), Path(sys.argv[2]), full=True)
"""


def start(house) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", BUILD_ALONE, str(house[0].root), str(house[1])],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stderr=subprocess.PIPE,
        text=True,
    )


def test_killed_at_twenty_moments_the_last_good_build_serves_on(house):
    """Slow queries stretch the build so that the blows fall all through it."""
    heavy = (
        "-- title: Slow\n-- grain: one row\n\n"
        "select sum(hash(a.i * b.i)) as n from range(6000) as a(i), range(3000) as b(i)"
    )
    for number in range(3):
        (house[1] / f"marts/slow_{number}.sql").write_text(heavy, encoding="utf-8")
    good = building.build(*house)
    begun = time.perf_counter()
    assert start(house).wait() == 0
    whole = time.perf_counter() - begun
    chance = random.Random(20)
    for _ in range(20):
        process = start(house)
        time.sleep(chance.uniform(0.2, 1.0) * whole)
        process.kill()
        process.wait()
        process.stderr.close()
        served = building.current_path(house[0])
        assert rows(served, "select count(*) from shares") == [(3,)]
    edit(house[1], "macros.sql", "100.0", "200.0")
    after = building.build(*house)
    assert after.published and after.path != good.path
    assert not list(house[0].builds.glob("*.part*"))


def test_of_two_builders_one_runs_and_the_other_says_who(house):
    (house[1] / "marts/slow.sql").write_text(
        "-- title: Slow\n-- grain: one row\n\n"
        "select sum(hash(a.i * b.i)) as n from range(20000) as a(i), range(9000) as b(i)",
        encoding="utf-8",
    )
    process = start(house)
    holder = house[0].lock.with_suffix(".holder")
    deadline = time.monotonic() + 30
    said = ""
    while not said and process.poll() is None and time.monotonic() < deadline:
        if holder.is_file() and str(process.pid) in holder.read_text(encoding="utf-8"):
            with pytest.raises(building.Busy) as busy:
                building.build(*house)
            said = str(busy.value)
        time.sleep(0.02)
    assert re.search(rf"process {process.pid}, since .* is building", said)
    assert process.wait() == 0, process.stderr.read()
    process.stderr.close()


def test_two_full_builds_hold_the_same_rows(house):
    one, two = building.build(*house, full=True), building.build(*house, full=True)
    assert {step.name: step.content for step in one.steps if step.layer != "source"} == {
        step.name: step.content for step in two.steps if step.layer != "source"
    }


@pytest.mark.parametrize("left", ["a file", "a folder", "a folder with files"])
def test_what_a_killed_build_left_stops_nobody(house, left):
    """A build killed while it spills leaves a folder beside its file."""
    collection, queries = house
    first = building.build(collection, queries)
    leftover = collection.builds / "20200101T000000000Z.part.tmp"
    if left == "a file":
        leftover.write_bytes(b"half a build")
    else:
        leftover.mkdir()
        if "files" in left:
            (leftover / "duckdb_temp_storage_DEFAULT-0.tmp").write_bytes(b"spilt")
    assert building.current_path(collection) == first.path
    edit(queries, "marts/parts.sql", "range(12)", "range(13)")
    assert building.build(collection, queries).published
    assert not leftover.exists()


@pytest.mark.parametrize(("most", "refused"), [(144, False), (143, True)])
def test_a_table_that_would_outgrow_its_bound_is_refused_before_it_runs(house, most, refused):
    collection, queries = house
    (queries / "marts" / "pairs.sql").write_text(
        "-- title: Pairs\n-- grain: a pair\n"
        f"-- at_most: {most} of parts x others\n\n"
        # Were it run, this build would never end.
        f"select a.part, b.other from parts as a cross join others as b"
        f"{' cross join range(1000000000000)' if refused else ''}",
        encoding="utf-8",
    )
    (queries / "marts" / "others.sql").write_text(
        "-- title: Others\n-- grain: one\n\nselect i as other from range(12) as t(i)",
        encoding="utf-8",
    )
    if not refused:
        built = building.build(collection, queries)
        assert rows(built.path, "select count(*) from pairs") == [(144,)]
        return
    with pytest.raises(building.Refused, match=r"144 rows \(12 of parts × 12 of others\)"):
        building.build(collection, queries)
    assert building.current_path(collection) is None


@pytest.mark.parametrize(
    ("bound", "said"),
    [("a few", "is not written as"), ("20 of kinds x nobody", "names `nobody`")],
)
def test_a_bound_that_bounds_nothing_is_a_fault(house, bound, said):
    collection, queries = house
    edit(queries, "assessment/shares.sql", "-- grain", f"-- at_most: {bound}\n-- grain")
    built = building.build(collection, queries)
    assert any(said in str(fault) for fault in built.faults)


@pytest.mark.parametrize("value", ["0.0 / 0", "1.0 / 0", "'nan'::double", "-1e308 * 10"])
def test_what_is_not_a_number_is_a_fault_of_its_file(house, value):
    collection, queries = house
    edit(queries, "assessment/shares.sql", "share_of(parts, 12) as share", f"{value} as share")
    built = building.build(collection, queries)
    [fault] = built.faults
    assert fault.path.endswith("shares.sql") and "share (3 rows)" in fault.message
