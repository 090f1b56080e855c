"""Promise: a second clearance is a second file, made by the same SQL with less left out.

Whoever asks, on a page or in SQL, is answered from the file of his clearance and no other, and what
he is shown says so.
"""

import io
import re
import shutil
import stat
import zipfile

import pytest

from kit.paper import evidence_pack, files
from kit.screen import ask as asking
from kit.store import building, database, sql_sandbox, sqlfile
from kit.store.paths import CLEARANCES, OPEN, PROJECT, Collection
from tests.opened import html_at

CLEARED = "in_confidence"
SMALL = (
    "select count(*) as n from figures inner join indicator_labels using (indicator) "
    "where counts = 'people' and figures.numerator between 1 and 5"
)
HIDDEN = "select count(*) as n from {} where missing_reason = 'suppressed'"


@pytest.fixture(scope="module")
def store(demonstration_store, tmp_path_factory):
    folder = tmp_path_factory.mktemp("two_clearances")
    shutil.copytree(demonstration_store / "demonstration", folder / "demonstration")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAA_STORE", str(folder))
        building.build(Collection.open("demonstration"), clearance=CLEARED)
    return folder


@pytest.fixture(autouse=True)
def served(store, monkeypatch):
    monkeypatch.setenv("CAA_STORE", str(store))
    monkeypatch.setattr("sys.argv", ["dashboard.py", "--data", "demonstration"])


def text_of(paper: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(paper)) as parts:
        whole = " ".join(parts.read(name).decode() for name in parts.namelist() if "word/" in name
                         and name.endswith(".xml"))  # fmt: skip
    return re.sub(r"<[^>]+>", "", whole)


def number(sql: str) -> int:
    return int(database.question(sql)[0]["n"].iloc[0])


def test_less_is_left_out_of_the_second_file_and_nothing_closed_is_in_it(monkeypatch):
    tables = ("figures", "survey_responses", "survey_results")
    opened = [number(HIDDEN.format(table)) for table in tables]
    assert number(SMALL) == 0
    assert database.current().mark == ""
    monkeypatch.setenv("CAA_CLEARANCE", CLEARED)
    assert number(SMALL) > 0
    cleared = [number(HIDDEN.format(table)) for table in tables]
    assert all(fewer < more for fewer, more in zip(cleared, opened, strict=True))
    assert database.current().mark == CLEARANCES[CLEARED] != ""
    collection = Collection.open("demonstration")
    private = sqlfile.private_tables(sqlfile.read_all(PROJECT / "queries"))
    path = building.open_path(collection, CLEARED)
    with building.open_read_only(path) as base:
        names = {name for (name,) in base.execute("select table_name from duckdb_tables()")
                 .fetchall()}  # fmt: skip
    assert not private & names
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_follows_from_figures_follows_from_the_same_file(monkeypatch):
    """Groups, medians and sentences are made of what these readers may see."""
    tables = ("comparisons", "figure_series", "termly_series", "coordination")
    sums = "select sum(hash(t)) as n from {} as t"
    opened = [database.question(sums.format(table))[0]["n"].iloc[0] for table in tables]
    monkeypatch.setenv("CAA_CLEARANCE", CLEARED)
    cleared = [database.question(sums.format(table))[0]["n"].iloc[0] for table in tables]
    assert all(one != other for one, other in zip(opened, cleared, strict=True))


def test_typed_sql_a_page_and_a_paper_follow(monkeypatch):
    mark = CLEARANCES[CLEARED]
    assert sql_sandbox.answer(SMALL).rows["n"].iloc[0] == 0
    assert mark not in html_at()
    assert mark not in text_of(files.make_paper("docx", "001"))
    monkeypatch.setenv("CAA_CLEARANCE", CLEARED)
    assert sql_sandbox.answer(SMALL).rows["n"].iloc[0] > 0
    assert mark in html_at()
    assert mark in text_of(files.make_paper("docx", "001"))


def test_a_pack_follows_and_says_so(monkeypatch, tmp_path):
    """It holds small numbers for those who may see them, and is marked on each of its pages."""

    def small(name: str) -> tuple[int, list[str]]:
        inside = evidence_pack.make_pack("021")
        with zipfile.ZipFile(io.BytesIO(inside)) as archive:
            archive.extract("pack.duckdb", tmp_path / name)
            pages = [archive.read(each).decode() for each in archive.namelist()
                     if each.endswith(".html")]  # fmt: skip
        path = tmp_path / name / "pack.duckdb"
        with building.open_read_only(path) as base:
            found = base.execute(
                "select count(*) from figures where indicator = 'permanent_exclusion_rate' "
                "and area_code = '021' and numerator between 1 and 5"
            ).fetchall()
        return found[0][0], pages

    mark = CLEARANCES[CLEARED]
    count, pages = small("open")
    assert count == 0 and not any(mark in page for page in pages)
    monkeypatch.setenv("CAA_CLEARANCE", CLEARED)
    count, pages = small("cleared")
    assert count > 0 and all(mark in page for page in pages)


def test_an_answer_kept_for_one_clearance_is_not_given_to_another(monkeypatch):
    keys = []
    monkeypatch.setattr(
        asking, "_answer", lambda *key: keys.append(key) or (database.question(SMALL)[0], "")
    )
    asking.ask("frame/sources")
    monkeypatch.setenv("CAA_CLEARANCE", CLEARED)
    asking.ask("frame/sources")
    assert keys[0][:3] == keys[1][:3]
    assert [key[3] for key in keys] == [OPEN, CLEARED]
