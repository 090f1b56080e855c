"""A small house to build, of a few queries."""

import shutil

import pytest

from kit.store.paths import PROJECT, Collection

SMALL_QUERIES = {
    "macros.sql": "create or replace macro share_of(n, d) as n * 100.0 / nullif(d, 0);\n",
    "marts/parts.sql": "-- title: Parts\n-- grain: a part\n\n"
    "select i as part, i % 3 as kind from range(12) as t(i)",
    "marts/kinds.sql": "-- title: Kinds\n-- grain: a kind\n\n"
    "select kind, count(*) as parts from parts group by all order by kind",
    "assessment/shares.sql": "-- title: Shares\n-- grain: a kind\n\n"
    "select kind, share_of(parts, 12) as share from kinds",
    "checks/no_empty_kind.sql": "-- title: No kind is empty\n-- severity: error\n"
    "-- fix: Add a part\n-- note: Kinds are there for parts\n\nselect * from kinds where parts = 0",
}


@pytest.fixture
def house(tmp_path):
    """A small house of its own: five SQL files, an empty published collection."""
    queries = tmp_path / "queries"
    for place, text in SMALL_QUERIES.items():
        path = queries / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copy(PROJECT / "queries" / "label.toml", queries)
    return Collection("published", tmp_path / "store"), queries
