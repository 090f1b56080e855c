"""Promise: any DuckDB program since 1.0 reads the open file, and works with its macros."""

import shutil
import subprocess

import pytest

from kit.store import building, sqlfile
from kit.store.paths import PROJECT, Collection

PROGRAM = shutil.which("duckdb")


def asked(path, sql):
    done = subprocess.run(
        [PROGRAM, "-readonly", "-csv", "-noheader", str(path), sql],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.skipif(PROGRAM is None, reason="duckdb-cli of tests/requirements.txt is not installed")
def test_the_duckdb_program_reads_tables_and_macros(demonstration_store, monkeypatch):
    monkeypatch.setenv("CAA_STORE", str(demonstration_store))
    path = building.open_path(Collection.open("demonstration"))
    assert asked(path, "select version()") == ["v1.5.6"]
    with building.open_read_only(path) as base:
        names = [name for (name,) in base.execute("select table_name from duckdb_tables()")
                 .fetchall()]  # fmt: skip
        counted = " union all ".join(f'select count(*) as n from "{name}"' for name in names)
        total = base.execute(f"select sum(n) from ({counted})").fetchall()[0][0]
        mean = base.execute("select sum(wilson_lower(3, 10))::varchar").fetchall()[0][0]
    assert asked(path, f"select sum(n) from ({counted})") == [str(total)]
    assert asked(path, "select sum(wilson_lower(3, 10))::varchar") == [mean]
    macros = asked(
        path, "select function_name from duckdb_functions() where function_type = 'macro' "
        "and not internal",
    )  # fmt: skip
    assert sorted(set(macros)) == sorted(sqlfile.read_macros(PROJECT / "queries"))
