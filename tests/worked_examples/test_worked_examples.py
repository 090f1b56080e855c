"""Each indicator's worked example is its test: Given these rows, Then these figures."""

import re
from pathlib import Path

import duckdb
import pytest

from kit.store import sqlfile
from kit.store.building import INDICATOR_COLUMNS
from kit.store.collection import PROJECT

HERE = Path(__file__).parent
QUERIES = PROJECT / "queries"
MARTS = {file.name: file for file in sqlfile.read_all(QUERIES) if file.layer == "marts"}
INDICATORS = sorted((QUERIES / "indicators").rglob("*.sql"))


def tables_in(markdown: str) -> list[tuple[str, list[str], list[list[str | None]]]]:
    """Return (heading, columns, rows) of each Markdown table under a second-level heading."""
    found = []
    for heading, body in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", markdown, re.M | re.S):
        lines = [line.strip() for line in body.splitlines() if line.strip().startswith("|")]
        cells = [[cell.strip() or None for cell in line.strip("|").split("|")] for line in lines]
        if cells:
            found.append((heading.strip(), [name or "" for name in cells[0]], cells[2:]))
    return found


@pytest.mark.parametrize("path", INDICATORS, ids=lambda path: path.stem)
def test_every_indicator_has_a_worked_example_with_a_gap_and_a_nought(path):
    markdown = (HERE / f"{path.stem}.md").read_text(encoding="utf-8")
    then = [table for table in tables_in(markdown) if table[0] == "Then"]
    assert len(then) == 1, "one table under ## Then"
    _, columns, rows = then[0]
    assert columns == [name for name, _ in INDICATOR_COLUMNS]
    assert any(row[columns.index("missing_reason")] for row in rows), "no row with a gap"


@pytest.mark.parametrize("path", INDICATORS, ids=lambda path: path.stem)
def test_given_these_rows_then_these_figures(path, demonstration_build):
    tables = tables_in((HERE / f"{path.stem}.md").read_text(encoding="utf-8"))
    file = sqlfile.read(path, QUERIES)
    given = {_given(heading): rest for heading, *rest in tables if heading != "Then"}
    [expected] = [rows for heading, _, rows in tables if heading == "Then"]
    with duckdb.connect() as base:
        for text in sqlfile.read_macros(QUERIES).values():
            base.execute(text)
        used = set()
        for table in file.reads:
            _make(base, table, given, demonstration_build, used)
        assert not given.keys() - used, f"{path.stem} does not read {given.keys() - used}"
        got = base.execute(f"select * from ({file.text.rstrip().rstrip(';')}\n)").fetchall()
    assert _comparable(got) == _comparable(expected)


def _given(heading: str) -> str:
    return re.fullmatch(r"Given `(\w+)`", heading)[1]


def _make(base, table, given, build, used) -> None:
    """Make a table of what is given; a mart, of its own SQL where that reads what is given."""
    if table in used:
        return
    used.add(table)
    mart = MARTS.get(table)
    if table not in given and mart and mart.reads & given.keys():
        for below in mart.reads:
            _make(base, below, given, build, used)
        base.execute(f'create table "{table}" as {mart.text}')
        return
    described = build.execute(f'describe "{table}"').fetchall()
    columns = ", ".join(f'"{column[0]}" {column[1]}' for column in described)
    base.execute(f'create table "{table}" ({columns})')
    if table in given:
        names, rows = given[table]
        marks = ", ".join("?" * len(names))
        listed = ", ".join(f'"{name}"' for name in names)
        base.executemany(f'insert into "{table}" ({listed}) values ({marks})', rows)


def _comparable(rows) -> list[tuple]:
    names = [name for name, _ in INDICATOR_COLUMNS]
    numbers = {name for name, kind in INDICATOR_COLUMNS if kind == "DOUBLE"}
    return sorted(
        tuple(
            "" if cell is None else f"{float(cell):.6f}" if name in numbers else str(cell)
            for name, cell in zip(names, row, strict=True)
        )
        for row in rows
    )
