"""Each check finds its fault: a promise is broken in a copy of a build, and it is told."""

import json
import shutil

import duckdb
import pytest

from kit.store import building, sqlfile
from kit.store.paths import PROJECT, Collection

CHECKS = {
    file.name: file for file in sqlfile.read_all(PROJECT / "queries") if file.layer == "checks"
}
ACTIVE = "(select partnership_id from partnerships where ended_on is null limit 1)"

# check -> statements after which it finds one row more. 'zz' is nothing that exists.
BREAKS = {
    "action_due_before_it_starts": "update actions set due_on = started_on - 1 where action_id = "
    "(select min(action_id) from actions)",
    "action_for_unknown_outcome": "update actions set outcome = 'zz' where action_id = "
    "(select min(action_id) from actions)",
    "agreement_ends_before_it_is_signed": "update agreements set ends_on = signed_on - 1 "
    "where agreement_id = (select min(agreement_id) from agreements)",
    "agreement_followed_that_nobody_made": "insert into concerns (intervention_id, agreement, "
    "followed_agreement) values ('zz', 'after', true)",
    "agreement_of_unknown_partnership": "insert into agreements (agreement_id, partnership_id) "
    "values ('zz', 'zz')",
    "attendance_outside_term": "insert into attendance (seat_id, met_on) "
    "select min(seat_id), date '1999-01-01' from seats",
    "attendance_with_no_seat": "insert into attendance (seat_id) values ('zz')",
    "authority_without_region": "update areas set region_code = 'zz' where area_code = '001'",
    "bare_count_is_judged": "insert into framework_bearings (indicator) "
    "select min(indicator) from indicator_labels where kind = 'count'",
    "bearing_on_nothing": "update stg_reference__framework_bearings set theme = 'zz' where "
    "source_line = 2 and framework = 'caa_2009'",
    "change_completed_before_proposal": "insert into status_changes (change_id, proposed_on, "
    "completed_on) values ('zz', date '2025-02-01', date '2025-01-01')",
    "closed_institution_still_member": "insert into institutions (institution_id, closed_on) "
    "values ('zz', date '2024-08-31'); insert into memberships (institution_id, joined_on) values "
    "('zz', date '2023-09-01')",
    "concern_agreement_ends_before_it_is_made": "update concern_agreements set ends_on = "
    "agreed_on - 1 where agreement_id = (select min(agreement_id) from concern_agreements)",
    "concern_agreement_of_unknown_institution": "insert into concern_agreements "
    "(agreement_id, institution_id) values ('zz', 'zz')",
    "counts_behind_rates_differ": "insert into pupils_behind_rates values "
    "('zz', date '2017-08-31', 10); insert into stg_exclusions__rates (area_code, period_end, "
    "school_type, pupils) values ('zz', date '2017-08-31', 'Total', 11)",
    "country_is_no_authority": "insert into areas (area_code, name, area_type) values "
    "('970', 'England', 'authority')",
    "cut_point_of_nothing": "update stg_reference__framework_cut_points set from_value = 0 where "
    "source_line = 4 and framework = 'caa_2009'",
    "devolved_more_than_budgeted": "insert into funding (line_id, area_code, period_start, route, "
    "budget, outturn) values ('zz', '001', date '2025-04-01', 'devolved', 10, 11)",
    "figure_of_area_that_did_not_exist": "insert into outcomes (area_code, measure, period_start, "
    "period_end, value) values ('001', 'zz', date '1900-09-01', date '1901-08-31', 1)",
    "figures_belong_to_areas": "insert into indicator_values (area_code) values ('zz')",
    "forum_ends_before_it_meets": "insert into forums (forum_id, established_on, ended_on) values "
    "('zz', date '2025-02-01', date '2025-01-01')",
    "framework_follows_nothing": "update frameworks set follows = 'zz' where "
    "framework = 'caa_2009'",
    "function_ends_before_it_is_devolved": "insert into devolved_functions (partnership_id, "
    "devolved_on, ended_on) values ('zz', date '2025-02-01', date '2025-01-01')",
    "function_of_unknown_partnership": "insert into devolved_functions (partnership_id) "
    "values ('zz')",
    "grant_ends_before_period": "insert into funding (line_id, period_end, grant_ends_on) values "
    "('zz', date '2026-03-31', date '2025-08-31')",
    "hidden_count_can_be_solved": "update published_sums_solved set lowest = 2, highest = 2 where "
    "reader = 'knows the sums' and cell = (select min(cell) from published_sums where is_guarded)",
    "institution_closes_before_it_opens": "insert into institutions (institution_id, opened_on, "
    "closed_on) values ('zz', date '2025-02-01', date '2025-01-01')",
    "institutions_short_of_the_schools_register": "insert into listed_schools (urn, area_code, "
    "phase, institution_type, status, is_whole) select 'zz' || range, '001', 'primary', "
    "'community', 'open', true from range(1000)",
    "intervention_ends_before_it_begins": "insert into interventions (intervention_id, concern_on, "
    "ended_on) values ('zz', date '2025-02-01', date '2025-01-01')",
    "intervention_in_unknown_institution": "insert into interventions (intervention_id, "
    "institution_id) values ('zz', 'zz')",
    "level_left_out": "update framework_levels set level = 5 where level = 4 and "
    "framework = 'caa_2009'",
    "levels_of_another_body": "insert into framework_levels (framework, level) values "
    "('area_send_2023', 1)",
    "limit_of_nothing": "update stg_reference__framework_limits set theme = 'zz' where "
    "source_line = 2 and framework = 'caa_2009'",
    "locality_of_no_future_authority": "update stg_reference__future_localities set "
    "authority = 'zz' where locality = 'Guildford'",
    "member_leaves_before_joining": "insert into memberships (partnership_id, joined_on, left_on) "
    "values ('zz', date '2025-02-01', date '2025-01-01')",
    "membership_of_nobody": "insert into memberships (partnership_id) values ('zz')",
    "membership_of_unknown_institution": "insert into memberships (institution_id) values ('zz')",
    "membership_of_unknown_partnership": "insert into memberships (partnership_id, institution_id) "
    "values ('zz', 'zz')",
    "membership_outside_partnerships_life": "insert into partnerships (partnership_id, started_on, "
    "ended_on) values ('zz', date '2024-09-01', date '2025-08-31'); insert into memberships "
    "(partnership_id, joined_on, left_on) values ('zz', date '2024-09-01', date '2025-12-31')",
    "money_devolved_to_nobody": "insert into funding (line_id, route) values ('zz', 'devolved')",
    "money_ends_before_it_starts": "insert into funding (line_id, period_start, period_end) values "
    "('zz', date '2025-04-01', date '2025-03-31')",
    "money_of_another_authority": f"insert into funding (line_id, area_code, partnership_id) "
    f"values ('zz', 'zz', {ACTIVE})",
    "money_of_unknown_partnership": "insert into funding (line_id, partnership_id) "
    "values ('zz', 'zz')",
    "more_pupils_eligible_than_on_roll": "insert into institution_pupils (institution_id, pupils, "
    "pupils_eligible_fsm) values ('zz', 10, 11)",
    "one_figure_for_each_indicator": "insert into indicator_values (indicator, area_code, "
    "period_end) values ('zz', '001', date '2025-08-31'), ('zz', '001', date '2025-08-31')",
    "one_figure_for_each_outcome": "insert into outcomes (measure, area_code, period_end) values "
    "('zz', '001', date '2025-08-31'), ('zz', '001', date '2025-08-31')",
    "one_row_for_each_area": "insert into areas (area_code) values ('001')",
    "overlapping_terms": "insert into memberships (partnership_id, institution_id, joined_on, "
    "left_on) values ('zz', 'zz', date '2023-09-01', date '2025-08-31'), "
    "('zz', 'zz', date '2025-08-31', null), ('zy', 'zz', date '2023-09-01', date '2025-08-31'), "
    "('zy', 'zz', date '2025-09-01', null)",
    "partnership_ends_before_it_starts": "insert into partnerships (partnership_id, started_on, "
    "ended_on) values ('zz', date '2025-02-01', date '2025-01-01')",
    "partnership_led_by_unknown_institution": "insert into partnerships (partnership_id, "
    "lead_institution_id) values ('zz', 'zz')",
    "partnership_name_twice": "insert into partnerships (partnership_id, area_code, name) values "
    "('zz', '001', 'Zz '), ('zy', '001', 'ZZ'), ('zx', '002', 'zz')",
    "partnership_with_no_members": "insert into partnerships (partnership_id) values ('zz')",
    "percentage_over_a_hundred": "insert into indicator_values (indicator, area_code, numerator, "
    "denominator) values ('secondaries_in_a_partnership', '001', 11, 10)",
    "period_of_wrong_length": "insert into outcomes (measure, period_type, period_start, "
    "period_end, value) values ('zz', 'academic_year', date '2023-09-01', date '2025-08-31', 1)",
    "post_ends_before_it_starts": "insert into posts (post_id, started_on, ended_on) values "
    "('zz', date '2025-02-01', date '2025-01-01')",
    "post_of_unknown_partnership": "insert into posts (post_id, partnership_id) values "
    "('zz', 'zz')",
    "post_paid_by_unknown_line": "insert into posts (post_id, funding_line_id) values ('zz', 'zz')",
    "priority_served_by_unknown_partnership": "insert into priority_partnerships (priority_id, "
    "partnership_id) values ('zz', 'zz')",
    "priority_with_no_plan_period": "insert into priorities (priority_id) values ('zz')",
    "problem_of_unknown_partnership": "insert into problems (problem_id, partnership_id) values "
    "('zz', 'zz')",
    "problem_resolved_before_raised": "insert into problems (problem_id, raised_on, resolved_on) "
    "values ('zz', date '2025-02-01', date '2025-01-01')",
    "register_row_of_unknown_area": "insert into priorities (priority_id, area_code) values "
    "('zz', 'zz')",
    "reorganisations_agree_with_register": "insert into area_codes (gss_code, area_code, "
    "is_current) values ('zz', 'zz', true); insert into area_changes (successor_code, changed_on) "
    "values ('zz', date '2024-04-01'); insert into stg_council_register__councils (gss_code, "
    "started_on) values ('zz', date '2024-04-02')",
    "review_before_agreement": "insert into agreements (agreement_id, partnership_id, signed_on) "
    "values ('zz', 'zz', date '2025-01-01'); insert into reviews (review_id, partnership_id, "
    "reviewed_on) values ('zz', 'zz', date '2024-12-31'), ('zy', 'zz', date '2025-12-31')",
    "review_of_unknown_partnership": "insert into reviews (review_id, partnership_id) values "
    "('zz', 'zz')",
    "seat_ends_before_it_starts": "insert into seats (seat_id, started_on, ended_on) values "
    "('zz', date '2025-02-01', date '2025-01-01')",
    "seat_of_unknown_partnership": "insert into seats (seat_id, partnership_id) values "
    "('zz', 'zz')",
    "seat_with_no_forum": "insert into seats (seat_id, forum_id) values ('zz', 'zz')",
    "service_of_unknown_priority": "insert into priority_partnerships (priority_id, "
    "partnership_id) values ('zz', 'zz')",
    "small_number_shown": "insert into figures (indicator, area_code, numerator) values "
    "('permanent_exclusion_rate', '001', 3)",
    "stance_before_proposal": "insert into status_changes (change_id, proposed_on, stance_on) "
    "values ('zz', date '2025-02-01', date '2025-01-01')",
    "stance_without_date": "insert into status_changes (change_id, stance) values "
    "('zz', 'supported')",
    "status_change_of_unknown_institution": "insert into status_changes (change_id, "
    "institution_id) values ('zz', 'zz')",
    "support_by_unknown_partnership": "insert into interventions (intervention_id, "
    "supporting_partnership_id) values ('zz', 'zz')",
    "survey_answers_over_invited": "insert into survey_answers (wave, area_code, respondent, role, "
    "phase) values (date '2099-06-30', '001', 1, 'headteacher', 'primary')",
    "value_of_no_list": "insert into forums (forum_id, policy_area) values ('zz', 'zz')",
    "value_or_reason": "insert into indicator_values (indicator, value, missing_reason) values "
    "('zz', 1, 'suppressed')",
}


@pytest.fixture(scope="module")
def broken(demonstration_store, tmp_path_factory):
    """A copy of the demonstration's build that may be harmed; each harm is undone."""
    path = tmp_path_factory.mktemp("checks") / "copy.duckdb"
    shutil.copyfile(building.current_path(Collection.open("demonstration")), path)
    with duckdb.connect(str(path)) as base:
        yield base


def test_every_check_has_a_promise_to_break():
    assert set(BREAKS) == set(CHECKS)


@pytest.mark.parametrize("name", CHECKS)
def test_the_check_finds_what_it_is_for(broken, name):
    sql = CHECKS[name].text
    before = broken.execute(sql).fetchall()
    broken.execute("begin")
    try:
        for statement in BREAKS[name].split("; "):
            broken.execute(statement)
        after = broken.execute(sql).fetchall()
    finally:
        broken.execute("rollback")
    assert len(after) == len(before) + 1


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_says_why_it_matters_and_names_tables_that_are_there(broken, name):
    label = CHECKS[name].label
    assert len(label["note"].split()) > 5
    known = {row[0] for row in broken.execute("select table_name from duckdb_tables()").fetchall()}
    about = {table.strip() for table in label.get("about", "").split(",") if table}
    assert about <= known


def test_the_demonstration_fails_only_the_checks_of_its_story(broken):
    """Larkenfold has slips in its registers: README.md of the demonstration tells which."""
    told = broken.execute("""
        select check_name, severity, offenders, json_extract_string(sample, '$[0].area_code'), error
        from check_results where offenders > 0 or error <> '' order by check_name""").fetchall()
    slips = ("closed_institution_still_member", "overlapping_terms", "review_before_agreement")
    assert told == [(slip, "warning", 1, "013", "") for slip in slips]


def test_the_build_tells_what_reads_what_and_what_a_failed_check_touches(broken):
    reads = set(broken.execute("select name, reads from build_reads").fetchall())
    assert {("memberships", "stg_memberships__register"),
            ("indicator_values", "secondaries_in_a_partnership"),
            ("overlapping_terms", "memberships")} <= reads  # fmt: skip

    def touched(check):
        return {
            row[0]
            for row in broken.execute(
                "select table_name from check_reach where check_name = ?", [check]
            ).fetchall()
        }

    assert {"memberships", "secondaries_in_a_partnership", "figures"} <= touched(
        "overlapping_terms"
    )
    # The days on which registers are counted depend on every register; that touches no figure.
    assert not touched("problem_resolved_before_raised") & touched("overlapping_terms") & {
        "secondaries_in_a_partnership", "snapshots"}  # fmt: skip
    assert "attainment_8" in touched("value_or_reason")
    assert "attainment_8" not in touched("overlapping_terms")


def test_what_was_set_aside_and_what_is_not_loaded_is_told(broken):
    rows = broken.execute(
        "select kind, set_aside, set_aside_reasons, gaps from build_sources"
    ).fetchall()
    assert {row[0] for row in rows} == {"ships", "register"}
    assert all(sum(json.loads(reasons).values()) == aside for _, aside, reasons, _ in rows)
    assert any(json.loads(gaps) for *_, gaps in rows)
