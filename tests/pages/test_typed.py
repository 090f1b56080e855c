"""Ask in SQL: what is typed is answered, wrong SQL is told with its place, a table leads on."""

import html

import pytest
from streamlit.testing.v1 import AppTest

from kit.store.collection import PROJECT


@pytest.fixture
def page(demonstration_store, monkeypatch):
    monkeypatch.setenv("CAA_STORE", str(demonstration_store))
    monkeypatch.chdir(PROJECT)
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60).run()
    return app.switch_page("pages/evidence/sql.py").run()


def _asked(page, sql: str) -> str:
    page.text_area[0].set_value(sql)
    page.button[0].click().run()
    assert not page.exception, page.exception
    return html.unescape(" ".join(each.body for each in page.get("html")))


def test_a_question_is_answered_and_can_be_saved(page):
    shown = _asked(page, "select 40 + 2 as answer, 'a <b>' as text, null as gap")
    assert "1 row answers this question" in shown
    assert ">42<" in shown
    assert "<b>" not in shown.split("The answer")[1].split("</table>")[0]
    assert any(each.label == "Download CSV" for each in page.get("download_button"))


def test_what_is_wrong_is_told_with_its_place_and_the_last_answer_goes(page):
    _asked(page, "select 1 as one")
    shown = _asked(page, "select\n  valu\nfrom figures")
    assert "There is no answer" in shown
    assert "2 |   valu" in shown
    assert "row answers" not in shown
    assert "Ask the tables" in shown


def test_the_question_to_begin_with_is_answered(page):
    page.query_params["table"] = "theme_levels"
    page.run()
    assert "from theme_levels\nwhere area_code = " in page.text_area[0].value
    shown = _asked(page, page.text_area[0].value)
    assert "rows answer this question" in shown
    assert "one row for each" in shown
