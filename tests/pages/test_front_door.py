"""The front door: every page has a name and a place in the menu, and words find what is there."""

import csv
import re

import pytest

from kit.screen import menu
from kit.store.paths import PROJECT
from tests.opened import html_at, open_at

with menu.PAGES.open(encoding="utf-8", newline="") as lines:
    PAGES = list(csv.DictReader(lines))
SPARSE = "005"  # the authority of the demonstration with least on record
FILES = {path.stem: path for path in (PROJECT / "pages").glob("*/*.py")}


def test_every_page_has_one_row_a_name_of_its_own_and_a_place():
    assert sorted(row["page"] for row in PAGES) == sorted(FILES)
    for column in ("title", "position", "purpose"):
        held = [row[column] for row in PAGES]
        assert all(held) and len(set(held)) == len(held), column


def test_sections_of_the_menu_stand_together():
    order = [row["section"] for row in sorted(PAGES, key=lambda row: int(row["position"]))]
    changes = [here for before, here in zip(["", *order], order, strict=False) if here != before]
    assert len(changes) == len(set(changes)), changes


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row["page"])
def test_every_page_prints_its_name_and_the_way_home(store, row):
    shown = html_at(FILES[row["page"]].relative_to(PROJECT).as_posix())
    assert re.search(rf"<p class=above>{re.escape(row['title'])}( · |: |</p>)", shown)
    assert re.search(r'<a class="brand" data-in-app href="\./\?[^"]*">Ready to Partner</a>', shown)


@pytest.mark.parametrize("page", FILES)
def test_no_page_tells_its_reader_to_run_a_command(store, page):
    """Of an authority that keeps next to nothing, so that every dead end is walked into."""
    file = FILES[page].relative_to(PROJECT).as_posix()
    assert "python -m" not in html_at(file, area=SPARSE)


def _found(words: str, **address: str) -> str:
    return html_at("pages/evidence/search.py", q=words, **address)


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("Persistent absence", r"\./indicator\?[^\"]*indicator=persistent_absence"),
        ("persistant absense", r"\./indicator\?[^\"]*indicator=persistent_absence"),
        ("councillor", r"\./brief\?"),
        ("P00025", r"\./partnership\?[^\"]*partnership=P00025"),
        ("northmere", r"\./\?[^\"]*area=001"),
        ("Nothmere", r"\./\?[^\"]*area=001"),
        ("statistical neighbours", r"\./like_us\?"),
        ("CAA", r"\./about\?"),
    ],
)
def test_words_codes_synonyms_and_misspellings_find(store, words, link):
    assert re.search(rf'<ul class="found">.*<a data-in-app href="{link}', _found(words), re.S)


def test_what_is_found_says_its_kind_and_how_much_there_is(store):
    shown = _found("partnership")
    [found] = re.findall(r"<h2>Partnerships</h2>.*?(\d+) of (\d+) · ", shown, re.S)
    assert int(found[0]) == 6 and int(found[1]) > 6
    every = _found("partnership", kind="Partnerships")
    assert every.count("<li><a data-in-app") == int(found[1])


@pytest.mark.parametrize("words", ["", " ", "x" * 5000, "'; drop table areas; --", "<b>", "zzzzqq"])
def test_words_that_find_nothing_say_so_and_nothing_breaks(store, words):
    written = open_at("pages/evidence/search.py", q=words).get("html")
    assert not any("“<b>" in each.body for each in written), "what was asked is not escaped"
    shown = " ".join(each.body for each in written)
    assert '<ul class="found">' not in shown
    assert "Nothing found for" in shown or "Find a page" in shown


def test_the_doors_are_offered_to_who_comes_to_the_front_and_not_to_a_link(store):
    assert 'data-door="member"' in html_at()
    assert "data-door" not in html_at(area="001")


def test_the_door_a_browser_remembers_opens_its_page(store, monkeypatch):
    import streamlit as st

    monkeypatch.setattr(type(st.context), "cookies", property(lambda self: {"door": "member"}))
    shown = open_at()
    assert "data-door" not in " ".join(each.body for each in shown.get("html"))
    assert any("Briefing for members" in each.body for each in shown.get("html"))


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("judgement/moves", "indicators where Birmingham is weak"),
        ("partnerships/partners", "What inspectors said of partners here"),
        ("readiness/indicator", "Central block of the Dedicated Schools Grant: Birmingham"),
        ("evidence/trace", "Central block of the Dedicated Schools Grant: Birmingham"),
    ],
)
def test_pages_of_published_data_say_what_it_can_and_lead_on(published, page, says):
    shown = published(f"pages/{page}.py", area="330")
    assert says in shown
    assert "data-in-app" in shown.partition('class="foot"')[0]
