"""Imports on screen: what each changed, the right way round, and taken back by the one who may."""

from datetime import datetime

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from kit.people import access
from kit.screen import layout
from kit.store import build_metadata, building, contract, vintages
from kit.store.paths import CONTRACT_FOLDERS, PROJECT, Collection
from kit.store.vintages import Import, Receipt


def receipt(release, compared_with, **changes):
    about = dict.fromkeys(("source", "table", "title", "file", "sha256", "contract_sha256"), "x")
    counts = dict.fromkeys(("rows_read", "rows_stored", "rows_set_aside"), 5)
    return Receipt(
        **about | {"source": "funding", "table": "register", "file": "funding.csv"},
        **counts,
        release=release,
        imported_at="2026-11-01T10:00:00+00:00",
        set_aside_reasons={},
        gaps={},
        seconds=0.1,
        vintage="v",
        changes=changes,
        warnings=[],
        compared_with=compared_with,
    )


@pytest.mark.parametrize(
    ("release", "compared_with", "is_undone", "expected"),
    [
        ("2026-01", "2025-09", False, ("2025-09 to 2026-01", 3, 2, 1, "imported")),
        ("2025-09", "2026-01", False, ("2025-09 to 2026-01", 1, 2, 3, "an older release put back")),
        ("2026-01", "", False, ("2026-01", 3, 2, 1, "first import")),
        ("2026-01", "2025-09", True, ("2025-09 to 2026-01", 3, 2, 1, "undone")),
    ],
)
def test_two_releases_are_compared_the_right_way_round(release, compared_with, is_undone, expected):
    contracts = contract.load_all([PROJECT / name for name in CONTRACT_FOLDERS["published"]])
    made = Import("b", [receipt(release, compared_with, added=3, revised=2, gone=1)], is_undone)
    rows = list(build_metadata.import_facts(contracts.values(), [made]))
    with duckdb.connect() as base:
        base.execute("create table build as select timestamp '2026-11-28' as built_at")
        build_metadata.write_metadata(base, "build_imports", rows)
        sql = (PROJECT / "queries/pages/changes/imports.sql").read_text("utf-8")
        [found] = base.execute(
            f"select releases, added, revised, gone, state from ({sql.rstrip()})"
        ).fetchall()
    assert found == expected


def _script():
    import pandas as pd

    from kit.screen import imports

    imports.undo_form(
        pd.DataFrame({
            "batch": ["2026-11-02T10:00:00", "2026-11-01T10:00:00"],
            "file": ["funding.csv", "posts.csv"],
            "state": ["undone", "imported"],
        })
    )  # fmt: skip


def test_an_import_is_undone_on_screen_by_the_one_who_may(monkeypatch, tmp_path):
    monkeypatch.setenv("CAA_STORE", str(tmp_path))
    undone = []

    def undo(_collection, batch):
        undone.append(batch)
        return Import(batch, [], True)

    monkeypatch.setattr(vintages, "undo", undo)
    monkeypatch.setattr(building, "build", lambda *_, **__: undone.append("built"))
    page = AppTest.from_function(_script).run()
    assert list(page.selectbox[0].options) == ["2026-11-01 10:00 UTC: posts.csv"]
    page.button[0].click().run()
    assert not page.exception
    assert undone == ["2026-11-01T10:00:00", "built"]


def test_nobody_else_is_offered_to_undo(monkeypatch):
    monkeypatch.setattr(access, "reader", lambda *_: access.ANYBODY)
    page = AppTest.from_function(_script).run()
    assert not page.exception
    assert not page.button


def test_history_and_undo_know_an_import_by_what_history_prints(tmp_path):
    collection = Collection("published", tmp_path)
    with pytest.raises(ValueError, match="no import to undo"):
        vintages.undo(collection, datetime(2026, 1, 1).isoformat())


def test_an_address_may_hold_a_name_or_another_code_in_any_case():
    options = pd.DataFrame({
        "code": ["358", "202", "203"],
        "label": ["Trafford", "Camden", "Camden"],
        "also": [["E08000009"], ["E09000007"], None],
    })  # fmt: skip
    names = layout._other_names(options)
    assert names["trafford"] == names["e08000009"] == names["358"] == "358"
    assert names["e09000007"] == "202"
    assert "camden" not in names  # two are called so
