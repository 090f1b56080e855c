"""Evidence: a figure leads to its question, SQL, rows and file; what is owed is listed."""

import csv
import hashlib
import re
from datetime import datetime

import pandas as pd
import pytest

from kit import wording
from kit.screen import data_quality
from kit.store.paths import PROJECT

TRACE, QUESTIONS = "pages/evidence/trace.py", "pages/evidence/questions.py"
ROWS = (PROJECT / "queries/pages/trace/rows.sql").read_text(encoding="utf-8")
LIST = "Evidence still needed"
FULL, SPARSE, FORMED = "001", "005", "019"
FRAMEWORKS = ["caa_2009", "area_send_2023", "cqc_local_authority", "ilacs"]
STEPS = ["1  The question", "2  The indicator", "3  The SQL", "4  The rows", "5  The files"]


def _words(shown: str) -> set[str]:
    return set(re.sub(r"<[^>]*>", " ", shown).split())


@pytest.mark.parametrize("area", [FULL, SPARSE, FORMED])
@pytest.mark.parametrize(
    "indicator",
    ["secondaries_in_a_partnership", "leaders_shape_policy", "level_3_gap_fsm",
     "devolved_share_of_partnership_money"],
)  # fmt: skip
def test_a_figure_is_traced_in_five_steps(app, area, indicator):
    shown = app(TRACE, area=area, indicator=indicator)
    places = [shown.index(step) for step in STEPS]
    assert places == sorted(places)
    assert wording.STAMPS["demonstration"] in shown
    assert not {"nan", "None", "<NA>", "NaT"} & _words(shown)


@pytest.mark.parametrize(
    "page",
    ["partnerships/reach", "partnerships/money", "partnerships/cliff", "partnerships/register",
     "partnerships/network", "comparison/england", "outcomes/concern", "outcomes/voices"],
)  # fmt: skip
def test_a_page_leads_from_its_finding_to_where_it_comes_from(app, page):
    shown = app(f"pages/{page}.py", area=FULL)
    assert re.search(r"trace\?[^\"]*indicator=\w+[^>]*>Source", shown)


def test_rows_of_a_published_table_say_their_period(app):
    """Sheets of a workbook have the same lines: the period tells which of them is meant."""
    assert "Period ends" in app(TRACE, area=FULL, indicator="level_3_gap_fsm")


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_question_is_that_of_the_framework_chosen(app, demonstration_build, framework):
    shown = app(TRACE, area=FULL, framework=framework, indicator="leaders_clear_framework")
    asked = demonstration_build.execute(
        """select title from framework_questions where (framework, question) in (
        select (framework, question) from framework_bearings
        where framework = ? and indicator = 'leaders_clear_framework')""",
        [framework],
    ).fetchone()
    assert asked[0] in shown if asked else "Not counted in this framework’s levels" in shown


def test_sql_and_file_are_given_with_their_hashes(app, demonstration_build):
    shown = app(TRACE, area=FULL, indicator="warning_notices")
    file = PROJECT / "queries/indicators/intervention/warning_notices.sql"
    text = file.read_text(encoding="utf-8")
    assert hashlib.sha256(text.encode()).hexdigest() in shown
    assert "local_interventions.intervention = 'warning_notice'" in shown
    stored = demonstration_build.execute(
        "select sha256 from build_sources where table_name = 'interventions__register'"
    ).fetchone()[0]
    file = PROJECT / "data/demonstration/interventions.csv"
    assert stored == hashlib.sha256(file.read_bytes()).hexdigest()
    assert stored in shown


def _rows(build, indicator: str, area: str) -> list[dict]:
    asked = build.execute(ROWS, {"indicator": indicator, "area_code": area, "as_at": "2026-08-31"})
    names = [column[0] for column in asked.description]
    return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]


@pytest.mark.parametrize("area", [FULL, SPARSE, FORMED])
def test_every_figure_rests_on_rows_whose_lines_are_known(demonstration_build, area):
    known = demonstration_build.execute(
        """select indicator from figures where area_code = ? and period_end <= '2026-08-31'
        group by indicator having arg_max(coalesce(value, 0), period_end) > 0""",
        [area],
    ).fetchall()
    assert known
    for (indicator,) in known:
        rows = _rows(demonstration_build, indicator, area)
        # Of answers no line is told: a gap between lines is as long as a survey that is hidden.
        is_survey = any(row["table_name"].startswith("survey") for row in rows)
        assert is_survey or any(row["source_lines"] for row in rows), indicator


@pytest.mark.parametrize(
    ("indicator", "table", "key"),
    [
        ("secondaries_in_a_partnership", "institutions__register", "institution_id"),
        ("partnerships_reviewed_last_year", "reviews__register", "review_id"),
        ("devolved_share_of_partnership_money", "funding__register", "line_id"),
    ],
)
def test_a_line_is_where_the_row_stands_in_the_file(demonstration_build, indicator, table, key):
    name = table.removesuffix("__register")
    lines = (PROJECT / f"data/demonstration/{name}.csv").read_text(encoding="utf-8-sig")
    lines = list(csv.reader(lines.splitlines()))
    place = lines[0].index(key)
    rows = [row for row in _rows(demonstration_build, indicator, FULL)
            if row["table_name"] == table]  # fmt: skip
    assert rows
    for row in rows:
        assert f'"{key}":"{lines[row["source_lines"][0] - 1][place]}"' in row["cells"]


def test_rows_that_could_not_count_are_not_shown(demonstration_build):
    """A warning notice counts for a year; a membership that has ended does not count at all."""
    for row in _rows(demonstration_build, "warning_notices", FULL):
        if row["table_name"] == "interventions__register":
            assert row["part"] == "warning_notice"
    rows = _rows(demonstration_build, "secondaries_in_a_partnership", FULL)
    assert not any(row["is_over"] for row in rows)


def test_answers_of_people_are_placed_and_never_shown(app, demonstration_build):
    rows = _rows(demonstration_build, "leaders_shape_policy", FULL)
    assert [row["cells"] for row in rows] == [None]
    shown = app(TRACE, area=FULL, indicator="leaders_shape_policy")
    assert "Not shown: they are answers of single people" in shown
    assert "how many rows is hidden. Not shown" in shown


def test_an_unknown_indicator_is_told(app):
    assert "This figure cannot be traced" in app(TRACE, area=FULL, indicator="nonsense")


def test_published_figures_lead_to_lines_of_their_release(published):
    shown = published(TRACE, area="330", indicator="level_3_gap_sen")
    assert "level_2_3_sfla.csv" in shown
    assert "Open Government Licence v3.0" in shown
    assert not {"nan", "None", "NaT"} & _words(shown)
    shown = published(TRACE, area="330", indicator="secondaries_in_a_partnership")
    assert "Nothing is loaded for this authority" in shown


@pytest.mark.parametrize(
    ("page", "indicator"),
    [
        ("", "persistent_absence"),
        ("pages/readiness/indicator.py", "persistent_absence"),
        ("pages/judgement/level.py", "leaders_shape_policy"),
        ("pages/judgement/moves.py", "leaders_clear_framework"),
        ("pages/outcomes/outcomes.py", "persistent_absence"),
        ("pages/comparison/compare.py", "leaders_shape_policy"),
        ("pages/evidence/questions.py", "leaders_shape_policy"),
    ],
)
def test_figures_of_a_page_lead_to_their_evidence(app, page, indicator):
    shown = app(page, area=FULL, theme="voice", indicator="persistent_absence")
    assert re.search(rf'class="traced"[^>]*\./trace\?[^">]*indicator={indicator}', shown)


def test_a_flag_leads_to_its_evidence(app):
    assert re.search(r'class="traced"[^>]*>Evidence<', app("pages/judgement/prospects.py",
                                                          area="004"))  # fmt: skip


@pytest.mark.parametrize("area", [FULL, SPARSE, FORMED])
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_question_has_its_themes_and_every_debt_is_listed(
    app, demonstration_build, framework, area
):
    shown = app(QUESTIONS, area=area, framework=framework)
    assert not {"nan", "None", "<NA>", "NaT"} & _words(shown)
    asked = demonstration_build.execute(
        "select title from framework_questions where framework = ?", [framework]
    ).fetchall()
    assert asked
    for (title,) in asked:
        assert f"<h2>{title}</h2>" in shown
    debts = demonstration_build.execute(
        """select kind, count(*) from evidence_gaps where framework = ? and area_code = ?
        and as_at = '2026-08-31' group by kind""",
        [framework, area],
    ).fetchall()
    assert f"{sum(count for _, count in debts)} gaps in the evidence of" in shown
    for kind, count in debts:
        assert f"{count} {kind}" in shown
        assert len(re.findall(rf'scope="row" class="text">{kind}<', shown)) == count


def test_debts_are_listed_in_the_order_asked_for(app):
    shown = app(QUESTIONS, area="022", order="due")
    listed = shown[shown.index(LIST) :].partition("</table>")[0]
    days = [
        datetime.strptime(day, "%d %b %Y")
        for day in re.findall(r">(\d{1,2} [A-Z][a-z]{2} \d{4})<", listed)
    ]
    assert len(set(days)) > 1 and days == sorted(days)
    shown = app(QUESTIONS, area="004", order="kind")
    assert re.search(r'scope="row" class="text">(\w+)<', shown[shown.index(LIST) :])[
        1
    ] == "contradictory"  # fmt: skip


def test_where_no_register_is_kept_all_is_owed_and_said_so(published):
    shown = published(QUESTIONS, area="330")
    # Each indicator with thresholds is judged; of none is there a figure.
    cuts = PROJECT / "data/reference/frameworks/caa_2009/cut_points.csv"
    judged = pd.read_csv(cuts)["indicator"].nunique()
    assert judged == 24 and f"{judged} missing" in shown
    assert shown.count('scope="row" class="text">missing<') == judged
    assert "Not collected. Needs registers:" in shown
    assert "It needs the register evidence" in shown


def test_a_failed_check_warns_the_authority_whose_rows_fail_and_no_other(app):
    """The slips of the demonstration all lie in Larkenfold; the page on quality says so."""
    warned = "on the data behind this page"
    page = "pages/readiness/indicator.py"
    assert warned in app(page, area="013", indicator="secondaries_in_a_partnership")
    assert warned not in app(page, area=FULL, indicator="secondaries_in_a_partnership")
    assert "Larkenfold 1" in app("pages/evidence/quality.py", area=FULL)


def test_the_age_of_a_source_is_told_on_every_day_after_its_import():
    rows = pd.DataFrame({"days": pd.array([0, 1, 2, 1500, None], "Int64")})
    ages = [data_quality._age(row.days) for row in rows.itertuples()]
    assert ages == ["today", "1 day ago", "2 days ago", "1,500 days ago", "today"]
