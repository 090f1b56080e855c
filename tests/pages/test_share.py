"""Sharing: what an address holds is checked on arrival, and every page can be taken away."""

import csv
import io

import openpyxl
import pandas as pd
import pytest

from kit import spreadsheet
from kit.screen import share
from kit.store.paths import PROJECT

PAGES = sorted(path.relative_to(PROJECT).as_posix() for path in PROJECT.glob("pages/*/*.py"))
HOSTILE = ["<script>alert(1)</script>", "'; drop table figures; --", "x" * 9000, "\x00", "＝1+1"]
READ = {  # page → the choices of its own that it reads from the address
    "compare": ["compared", "indicator", "against"],
    "network": ["leaves"],
    "partnership": ["partnership"],
    "reach": ["phases"],
    "register": ["kind", "phase", "age", "agreement", "review"],
    "level": ["theme"],
    "what_if": ["moved"],
    "decide": ["owner", "due"],
    "indicator": ["indicator"],
    "trace": ["indicator"],
}


def _page(name: str) -> str:
    return next(page for page in PAGES if page.endswith(f"/{name}.py"))


@pytest.mark.parametrize("page", PAGES)
def test_a_mistyped_name_in_the_address_is_told_on_every_page(app, page):
    shown = app(page, aera="002")
    assert "Unknown setting in the link ignored: “aera”." in shown


@pytest.mark.parametrize(
    ("page", "name"), [(page, name) for page, names in READ.items() for name in names]
)
@pytest.mark.parametrize("value", HOSTILE[:1] + HOSTILE[2:3])
def test_no_page_passes_over_what_it_cannot_show(app, page, name, value):
    shown = app(_page(page), area="001", **{name: value})
    assert "The address may be mistyped" in shown or "has no such" in shown
    assert value not in shown or len(value) < 60  # long ones are cut
    assert len(shown) < 400_000  # and not carried into every link


@pytest.mark.parametrize("value", HOSTILE[:3])
def test_scenarios_and_groups_refuse_what_they_do_not_know(app, value):
    assert "left out" in app(_page("what_if"), area="001", changes=value)
    named = app(_page("what_if"), area="001", other=value, called=value, other_called=value)
    assert "left out" in named and (value not in named or len(value) < 60)
    shown = app(_page("compare"), area="001", compared="own", members=value, called=value)
    assert "Left out, no other authority of this date: " in shown


def test_an_authority_may_be_named_in_words(app):
    named = app(area="northmere").replace("area=northmere", "area=001")  # the way home keeps it
    assert named == app(area="001")
    assert "The address may be mistyped" in app(area="north-mere")


@pytest.mark.parametrize(
    "value",
    ["=1+1", " =1+1", "\u200b=1", "\ufeff@x", "＝1+1", "＋1", "－1", "＠x", "﹦1", "\n=1", "\t1"],
)
def test_nothing_in_a_file_can_be_run(value):
    table, about = pd.DataFrame({value: [value], "plain": ["a = b"]}), {value: value}
    for lines in (
        list(csv.reader(io.StringIO(spreadsheet.as_csv(table, about).decode("utf-8-sig")))),
        _lines(spreadsheet.as_xlsx(table, about)),
        _lines(spreadsheet.as_workbook([(value, table, about)], about)),
    ):
        cells = [cell for line in lines for cell in line if cell]
        assert f"'{value}" in cells
        assert value not in cells
        assert "a = b" in cells


def _lines(content: bytes) -> list[list]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    return [list(row) for sheet in book for row in sheet.iter_rows(values_only=True)]


def test_names_of_sheets_are_allowed_and_differ():
    table = pd.DataFrame({"a": [1]})
    titles = ["a/b:c", "A B C", "'quoted'", "=1", "History", "", "x" * 40, "x" * 41]
    content = spreadsheet.as_workbook([(title, table, {}) for title in titles], {"Title": "all"})
    names = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert names[:5] == ["About", "a b c", "A B C 2", "quoted", "1"]
    assert len({name.lower() for name in names}) == len(titles) + 1
    assert all(0 < len(name) <= 31 for name in names)


def test_names_in_an_address_are_plain_words():
    assert share.slug("Óran’s & Vale (North)") == "orans-vale-north"
