"""Sentences of pages: every template is held to the facts that its SQL or page gives it.

An analyst may reword any row of text/findings.csv. What a template may say is what is given to it:
a name that nobody fills in, a row that nobody says and a form without its row each fail here.
"""

import ast
import csv
import re

import duckdb
import pytest

from kit import findings
from kit.store import sqlfile
from kit.store.paths import PROJECT

with (PROJECT / "text" / "findings.csv").open(encoding="utf-8") as lines:
    ROWS = {(row["finding"], row["form"]): row["template"] for row in csv.DictReader(lines)}
SQL = {
    path: re.sub(r"^\s*--.*$", "", text, flags=re.M)
    for path in sorted((PROJECT / "queries").rglob("*.sql"))
    if "wordings" in (text := path.read_text(encoding="utf-8")) and path.stem != "wordings"
}
PYTHON = {
    path: text
    for folder in ("kit", "pages")
    for path in sorted((PROJECT / folder).rglob("*.py"))
    if "findings.say(" in (text := path.read_text(encoding="utf-8"))
}
_SAID = re.compile(r"'(\w+)\.(\w*)'")  # 'finding.form' whole, or 'finding.' before its form
_FORMS = re.compile(r"case\b((?:(?!\bcase\b).)*?)\bend as (\w+)_form\b", re.S)
_PLACE = re.compile(r"{([^{}]+)}")


def _forms(text: str) -> dict[str, set[str]]:
    """Return the forms that a query can choose for each finding."""
    found: dict[str, set[str]] = {}
    for body, finding in _FORMS.findall(text):
        said = re.findall(r"\b(?:then|else) '(\w+)'", body)
        found.setdefault(finding, set()).update(said)
    return found


@pytest.mark.parametrize("path", SQL, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_every_sentence_of_a_query_has_its_words_and_every_word_its_fact(path):
    text = SQL[path]
    facts, forms = set(re.findall(r"'(\w+)':", text)), _forms(text)
    said = {(finding, form) for finding, form in _SAID.findall(text) if form}
    for finding in {finding for finding, form in _SAID.findall(text) if not form}:
        assert finding in forms, f"the form of {finding} is chosen nowhere as {finding}_form"
        said |= {(finding, form) for form in forms[finding]}
    assert said
    for row in sorted(said):
        assert row in ROWS, f"text/findings.csv lacks {'.'.join(row)}"
        names = {place.partition(":")[0] for place in _PLACE.findall(ROWS[row])}
        assert names <= facts, f"{'.'.join(row)} fills in {names - facts}, which nobody gives"


def _calls(text: str) -> list[tuple[str, str, set[str]]]:
    """Return finding, form and names of facts of each `findings.say(…)` of a Python file."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "findings.say":
            # facts handed on as a whole (**facts) are held by the tests of that page
            names = {each.arg or "*" for each in node.keywords}
            keys = [each.value for each in node.args if isinstance(each, ast.Constant)]
            whole = len(keys) == len(node.args)  # else the form is worked out: any of its rows
            form = (keys[1] if len(keys) > 1 else "any") if whole else ""
            found.append((keys[0], form, names))
    return found


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_every_sentence_of_a_page_has_its_words_and_every_word_its_fact(path):
    for finding, form, facts in _calls(PYTHON[path]):
        rows = [row for row in ROWS if row[0] == finding and form in ("", row[1])]
        assert rows, f"text/findings.csv lacks {finding}.{form}"
        for row in rows:
            names = {place.partition(":")[0] for place in _PLACE.findall(ROWS[row])}
            assert "*" in facts or names <= facts, f"{'.'.join(row)}: {names - facts}"


def test_every_row_is_said_somewhere():
    said = set()
    for text in SQL.values():
        said |= {(finding, form) for finding, form in _SAID.findall(text)}
        said |= {(finding, form) for finding, forms in _forms(text).items() for form in forms}
    for text in PYTHON.values():
        for finding, form, _ in _calls(text):
            said |= {row for row in ROWS if row[0] == finding and form in ("", row[1])}
    assert not {".".join(row) for row in set(ROWS) - said}


@pytest.mark.parametrize(
    ("template", "facts", "said"),
    [
        ("{name} has {n} {n:theme|themes}", {"name": "Northmere", "n": 1}, "Northmere has 1 theme"),
        ("{name} has {n} {n:theme|themes}", {"name": "X", "n": "2"}, "X has 2 themes"),
        ("{n} {n:is|are} open, {m} shut", {"n": 0, "m": None}, "0 are open,  shut"),
    ],
)
def test_queries_and_pages_fill_in_the_same_way(template, facts, said):
    assert findings.fill(template, **facts) == said
    given = ", ".join(
        f"'{name}': {'null' if value is None else repr(value)}" for name, value in facts.items()
    )
    with duckdb.connect() as base:
        base.execute(sqlfile.read_macros(PROJECT / "queries")["filled"])
        (found,) = base.execute(f"select filled($1, {{{given}}})", [template]).fetchone()
    assert found == said
