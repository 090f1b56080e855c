"""Ask in SQL: what is typed is answered, wrong SQL is told with its place, a table leads on."""

import pytest

from tests.opened import html_of, open_at


@pytest.fixture
def page(store):
    return open_at("pages/evidence/sql.py")


def _asked(page, sql: str) -> str:
    page.text_area[0].set_value(sql)
    page.button[0].click().run()
    assert not page.exception, page.exception
    return html_of(page)


def test_a_question_is_answered_and_can_be_saved(page):
    told = _asked(page, "select 40 + 2 as answer, 'a <b>' as text, null as gap")
    assert "1 row answers this question" in told
    assert ">42<" in told
    assert "<b>" not in told.split("The answer")[1].split("</table>")[0]
    assert any(each.label == "Download CSV" for each in page.get("download_button"))


def test_what_is_wrong_is_told_with_its_place_and_the_last_answer_goes(page):
    _asked(page, "select 1 as one")
    told = _asked(page, "select\n  valu\nfrom figures")
    assert "There is no answer" in told
    assert "2 |   valu" in told
    assert "row answers" not in told
    assert "Ask the tables" in told


def test_the_question_to_begin_with_is_answered(page):
    page.query_params["table"] = "theme_levels"
    page.run()
    assert "from theme_levels\nwhere area_code = " in page.text_area[0].value
    told = _asked(page, page.text_area[0].value)
    assert "rows answer this question" in told
    assert "one row for each" in told
