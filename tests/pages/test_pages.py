"""Pages say what the data says, for a full, a sparse and an absent authority, without a browser."""

import io

import pandas as pd
import pytest
import python_calamine

from kit import spreadsheet, wording

INDICATOR = "pages/readiness/indicator.py"
FRAMEWORK = "caa_2009"


def _one(build, sql: str):
    row = build.execute(sql).fetchone()
    if row is None:
        pytest.skip("the demonstration has no such case")
    return row


def test_glance_shows_each_theme_with_level_and_evidence(app, demonstration_build):
    area, date, name = _one(
        demonstration_build,
        """
        select area_code, as_at, areas.name from theme_levels inner join areas using (area_code)
        where as_at = (select max(as_at) from assessment_dates) and level is not null
        group by all order by sum(evidence_used) desc limit 1""",
    )
    shown = app(area=area, as_at=str(date))
    assert f"<h1>{name}" in shown
    for title, used, possible in demonstration_build.execute(
        """
            select title, evidence_used, evidence_possible from theme_levels
            inner join framework_themes using (framework, theme)
            where area_code = ? and as_at = ? and framework = ?""",
        [area, date, FRAMEWORK],
    ).fetchall():
        assert title in shown
        assert f"{used} of {possible}" in shown
    for heading in (
        "Strongest",
        "Weakest",
        "What changed",
        "Outcomes",
        "Prospects",
        "What is missing",
    ):
        assert heading in shown


def test_glance_opens_under_every_framework(app, demonstration_build):
    for framework, title in demonstration_build.execute("""
            select framework, any_value(title order by position) from framework_themes
            group by framework""").fetchall():
        assert title in app(framework=framework), framework


def test_glance_does_not_judge_where_there_is_too_little_evidence(app, demonstration_build):
    area, date = _one(
        demonstration_build,
        """
        select area_code, as_at from theme_levels
        where as_at = (select max(as_at) from assessment_dates)
        group by all order by sum(evidence_used) limit 1""",
    )
    shown = app(area=area, as_at=str(date))
    assert "not assessed" in shown
    assert "not collected" in shown


def test_an_abolished_code_offers_its_successors(app, demonstration_build):
    old, new = _one(
        demonstration_build, "select predecessor_code, successor_code from area_changes limit 1"
    )
    shown = app(area=old)
    assert "was abolished on" in shown
    assert f"area={new}" in shown


@pytest.mark.parametrize(
    "address",
    [{"area": "zzz"}, {"as_at": "soon"}, {"framework": "none"}, {"area": "<b>'", "as_at": "2"}],
)
def test_a_wrong_address_is_told_in_plain_words(app, address):
    assert "The address may be mistyped" in app(**address)


def test_a_wrong_indicator_is_told_in_plain_words(app):
    assert "There is no indicator called" in app(INDICATOR, indicator="no_such_thing")


def test_every_indicator_has_a_page(app, demonstration_build):
    rows = demonstration_build.execute(
        "select indicator, title, caveat from indicator_labels order by indicator"
    ).fetchall()
    for code, title, caveat in rows[::4]:
        shown = app(INDICATOR, indicator=code)
        assert title in shown
        assert caveat in shown


def test_a_suppressed_figure_stays_hidden(app, demonstration_build):
    code, area, date = _one(
        demonstration_build,
        """
        select indicator, area_code, max(as_at) from figures
        inner join assessment_dates on period_end = as_at
        inner join areas using (area_code)
        where missing_reason = 'suppressed' and areas.area_type = 'authority'
        group by all order by 3 desc limit 1""",
    )
    shown = app(INDICATOR, indicator=code, area=area, as_at=str(date))
    assert wording.missing_text("suppressed") in shown


@pytest.mark.parametrize("known", ["centre is not null", "centre is null"])
def test_a_series_by_term_tells_its_finding_with_limits_or_why_there_are_none(
    app, demonstration_build, known
):
    code, area, date, finding = _one(
        demonstration_build,
        f"""
        select indicator, area_code, as_at, finding from termly_series
        where {known} order by as_at desc, area_code limit 1""",
    )
    shown = app(INDICATOR, indicator=code, area=area, as_at=str(date))
    assert finding in shown
    assert ("limits of chance variation" in shown) == (known == "centre is not null")
    assert finding not in app(INDICATOR, indicator="secondaries_in_a_partnership", area=area)


@pytest.mark.parametrize("value", ["=1+1", "+A1", "-2", "@x", "\tx"])
def test_a_download_holds_nothing_a_spreadsheet_would_run(value):
    table, about = pd.DataFrame({"name": [value], "value": [-1.5]}), {"Title": value, "Unit": "%"}
    text = spreadsheet.as_csv(table, about).decode("utf-8-sig")
    assert f"'{value}" in text
    assert "-1.5" in text
    sheet = (
        python_calamine.load_workbook(io.BytesIO(spreadsheet.as_xlsx(table, about)))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert sheet[0] == ["Title", f"'{value}"]
    assert sheet[-1] == [f"'{value}", -1.5]


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [
        (2.675, 2, "2.68"),
        (0.5, 0, "1"),
        (-0.5, 0, "−1"),
        (1234.5, 0, "1,235"),
        (None, 1, "–"),
        (float("nan"), 0, "–"),
        (-0.04, 1, "0.0"),
    ],
)
def test_numbers_are_rounded_half_up(value, decimals, said):
    assert wording.number(value, decimals) == said


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ((2, 2, 2, "fair"), "2 fair"),
        ((2, 2, 3, "fair"), "2 fair, could be 3"),
        ((3, 1, 3, "good"), "3 good, could be 1 or 2"),
        ((2, 1, 3, "fair"), "2 fair, could be 1 to 3"),
        ((None, None, None, None), "not assessed"),
        ((2, 1, 2, "fair", "poor|fair|good"), "fair, could be poor"),
        ((3, 1, 3, "good", "poor|fair|good"), "good, could be poor or fair"),
        ((3, 3, 3, "good", "poor|fair|good"), "good"),
    ],
)
def test_levels_say_what_else_they_could_be(levels, said):
    assert wording.level(*levels) == said
