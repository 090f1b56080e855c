"""A worked example is the test of its indicator or rule: Given these rows, Then these figures."""

import re
from pathlib import Path

import duckdb
import pytest

from kit.store import sqlfile
from kit.store.paths import PROJECT
from kit.store.plan import INDICATOR_COLUMNS

HERE = Path(__file__).parent
QUERIES = PROJECT / "queries"
FILES = sqlfile.read_all(QUERIES)
BELOW = {file.name: file for file in FILES if file.layer in ("marts", "assessment")}
INDICATORS = sorted((QUERIES / "indicators").rglob("*.sql"))
RULES = {path.stem: path for path in sorted((QUERIES / "assessment").rglob("*.sql"))}
RULES.pop("source_rows")  # no rule: where rows lie, followed to the file in pages/test_evidence.py
# Rules whose examples by hand need more than one table of rows, or a world to live in.
WORKED_ELSEWHERE = {
    "assessment/test_rules.py": ["figures", "comparisons", "evidence", "prospects", "directions"],
    "assessment/test_judgement.py": [
        "theme_levels", "theme_moves", "judgement_changes",
    ],
    "assessment/test_standing.py": ["effective_weights"],
    "assessment/test_evidence_gaps.py": ["evidence_gaps"],
    "arithmetic/test_projections.py": ["projections"],
    "small_numbers/test_attack.py": ["small_numbers", "totals", "differences"],
    "small_numbers/test_solver.py": ["published_sums"],
    "documents/test_sentences.py": ["sentences", "sentence_facts", "other_facts"],
    "pages/test_outcomes.py": ["survey_responses"],
}  # fmt: skip
EXAMPLES = [*INDICATORS, *(path for name, path in RULES.items() if (HERE / f"{name}.md").exists())]


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


@pytest.mark.parametrize("name", RULES)
def test_every_rule_of_the_assessment_is_worked_out_by_hand(name):
    """By an example here, or in the test that is named to hold it and speaks of its table."""
    there = [path for path, names in WORKED_ELSEWHERE.items() if name in names]
    if not there:
        assert (HERE / f"{name}.md").exists(), "write a worked example"
    for path in there:
        text = (HERE.parent / path).read_text(encoding="utf-8")
        assert re.search(rf"\b{name}\b", text), f"{path} says nothing of it"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_given_these_rows_then_these_figures(path, demonstration_build):
    tables = tables_in((HERE / f"{path.stem}.md").read_text(encoding="utf-8"))
    file = sqlfile.read(path, QUERIES)
    given = {_given(heading): rest for heading, *rest in tables if heading != "Then"}
    [(columns, expected)] = [rest for heading, *rest in tables if heading == "Then"]
    if file.layer == "indicators":
        assert columns == [name for name, _ in INDICATOR_COLUMNS]
    with duckdb.connect() as base:
        for text in sqlfile.read_macros(QUERIES).values():
            base.execute(text)
        used = set()
        for table in file.reads:
            _make(base, table, given, demonstration_build, used)
        assert not given.keys() - used, f"{path.stem} does not read {given.keys() - used}"
        wanted = ", ".join(f'"{column}"' for column in columns)
        got = base.execute(f"select {wanted} from ({file.text.rstrip().rstrip(';')}\n)")
        numbers = [column[1] in ("NUMBER", "DOUBLE", "BIGINT") for column in got.description]
        assert _comparable(got.fetchall(), numbers) == _comparable(expected, numbers)


def _given(heading: str) -> str:
    return re.fullmatch(r"Given `(\w+)`", heading)[1]


def _make(base, table, given, build, used) -> None:
    """Make a table of what is given; else of its own SQL where that reads what is given."""
    if table in used:
        return
    used.add(table)
    mart = BELOW.get(table)
    if table not in given and mart and mart.reads & given.keys():
        for below in mart.reads:
            _make(base, below, given, build, used)
        base.execute(f'create table "{table}" as {mart.text}')
        return
    described = build.execute(f'describe "{table}"').fetchall()
    columns = ", ".join(f'"{column[0]}" {column[1]}' for column in described)
    base.execute(f'create table "{table}" ({columns})')
    if table == "wordings":  # the words are those of text/findings.csv
        base.execute("insert into wordings values (?)", build.execute("from wordings").fetchone())
    if table in given:
        names, rows = given[table]
        marks = ", ".join("?" * len(names))
        listed = ", ".join(f'"{name}"' for name in names)
        base.executemany(f'insert into "{table}" ({listed}) values ({marks})', rows)


def _comparable(rows, numbers: list[bool]) -> list[tuple]:
    return sorted(
        tuple(
            "" if cell is None else f"{float(cell):.6f}" if is_number else str(cell).lower()
            for cell, is_number in zip(row, numbers, strict=True)
        )
        for row in rows
    )
