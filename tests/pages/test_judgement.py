"""Pages of judgement: a level opens, what would move it, what if, added value, prospects."""

import html
import re

import pytest
from streamlit.testing.v1 import AppTest

from kit.screen import wording
from kit.store.collection import PROJECT

PAGES = [path.stem for path in sorted((PROJECT / "pages" / "judgement").glob("*.py"))]
FRAMEWORKS = ["caa_2009", "area_send_2023", "cqc_local_authority"]
FULL, SPARSE, FORMED = "001", "005", "019"


@pytest.fixture
def app(demonstration_store, monkeypatch):
    monkeypatch.setenv("CAA_STORE", str(demonstration_store))
    monkeypatch.chdir(PROJECT)
    return _opened


def _opened(page: str, **address: str) -> str:
    test = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
    for name, value in address.items():
        test.query_params[name] = value
    test = test.run()
    for name, value in address.items():
        test.query_params[name] = value
    test = test.switch_page(f"pages/judgement/{page}.py").run()
    assert not test.exception, test.exception
    shown = " ".join(each.body for each in test.get("html"))
    assert 'class="foot"' in shown, "the frame is missing"
    return html.unescape(re.sub(r"<style>.*?</style>", "", shown, flags=re.S))


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("page", PAGES)
def test_every_framework_is_served(app, page, framework):
    shown = app(page, area=FULL, framework=framework)
    assert wording.STAMPS["demonstration"] in shown
    assert "<h1>" in shown
    assert not {"nan", "None", "<NA>"} & set(re.sub(r"<[^>]*>", " ", shown).split())


@pytest.mark.parametrize("area", [SPARSE, FORMED])
@pytest.mark.parametrize("page", PAGES)
def test_every_kind_of_authority_has_its_page(app, page, area):
    assert "<h1>" in app(page, area=area)


def test_a_move_is_said_in_what_is_counted(app, demonstration_build):
    change, low, high = demonstration_build.execute(
        """
        select cast(change as integer), cast(numerator as integer), cast(to_numerator as integer)
        from theme_moves
        where framework = 'caa_2009' and area_code = ? and indicator = 'leaders_clear_framework'
        order by as_at desc limit 1""",
        [FULL],
    ).fetchone()
    shown = app("moves", area=FULL)
    assert f"{change} more: {high} in place of {low}, of" in shown
    assert "leaders who answered" in shown


def test_what_nobody_ever_did_is_said(app):
    assert "Not within any move seen" in app("moves", area=FULL, framework="cqc_local_authority")
