"""Promise: lists have dates. A set for 2008 to 2010, one for today, each in use on its days."""

import pytest

from kit.store.paths import PROJECT

CHOICES = (PROJECT / "queries/pages/register/choices.sql").read_text(encoding="utf-8")
THEN, NOW = "2009-08-31", "2026-08-31"


def _in_use(build, table, key, day):
    rows = build.execute(
        f"""select {key} from {table}
        where coalesce(in_use_from <= $day, true) and coalesce(in_use_to >= $day, true)""",
        {"day": day},
    ).fetchall()
    return {row[0] for row in rows}


@pytest.mark.parametrize(
    ("table", "key", "then", "now", "both"),
    [
        (
            "partnership_kinds",
            "kind",
            {"leading_edge", "consortium_14_19", "extended_school_cluster"},
            {"teaching_school_hub", "attendance_hub", "inclusion_group", "family_hub",
             "fair_access_panel", "area_education_partnership", "regional_improvement"},
            {"federation", "school_pairing", "other"},
        ),
        (
            "policy_areas",
            "policy_area",
            {"building_schools", "childrens_trust_board"},
            {"send_and_inclusion", "childrens_partnership"},
            {"schools_forum", "excluded_pupils"},
        ),
        (
            "streams",
            "stream",
            {"building_schools_for_the_future", "national_challenge"},
            {"high_needs_block"},
            {"dedicated_schools_grant"},
        ),
        (
            "intervention_kinds",
            "intervention",
            {"notice_to_improve"},
            {"requires_significant_improvement"},
            {"special_measures", "warning_notice"},
        ),
    ],
    ids=["kinds", "policy areas", "streams", "interventions"],
)  # fmt: skip
def test_each_day_has_its_list(demonstration_build, table, key, then, now, both):
    on_then = _in_use(demonstration_build, table, key, THEN)
    on_now = _in_use(demonstration_build, table, key, NOW)
    assert then | both <= on_then
    assert now | both <= on_now
    assert not then & on_now
    assert not now & on_then


def test_a_page_offers_the_kinds_of_the_day_and_those_recorded_here(demonstration_build):
    def kinds(area, day):
        rows = demonstration_build.execute(CHOICES, {"area_code": area, "as_at": day}).fetchall()
        return {code for name, _, code, _ in rows if name == "kind"}

    assert "leading_edge" in kinds("none", THEN)
    assert "teaching_school_hub" not in kinds("none", THEN)
    assert "leading_edge" not in kinds("none", NOW)
    assert "teaching_school_hub" in kinds("none", NOW)
    recorded = {
        row[0]
        for row in demonstration_build.execute(
            "select distinct kind from partnership_states where area_code = '001' "
            "and period_end = ?",
            [NOW],
        ).fetchall()
    }
    assert recorded and recorded <= kinds("001", NOW)


def test_what_a_register_holds_under_an_older_name_is_still_accepted_and_offered_last():
    from kit.store import contract
    from kit.store.paths import Collection

    contracts = contract.load_all(Collection.open("published").contract_folders)
    (register,) = contracts["interventions"].tables
    column = next(one for one in register.columns if one.name == "intervention")
    known = list(contract.values_of(column, contracts)[0])
    assert known[-1] == "notice_to_improve"
    assert "requires_significant_improvement" in known
