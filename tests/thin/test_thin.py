"""Bad and thin registers: nothing breaks, nothing is guessed, nobody is shown by small numbers."""

import re

import pytest

from kit.store import building, contract, importing
from kit.store.paths import PROJECT, Collection
from tests.opened import html_at
from tests.thin import kept

ONE, NONE, MANY, EMPTY, UNTIED, FEW, FULL, SPREAD = kept.CODES[:8]
YEARS = (2023, 2024, 2025)


def school(area: str, number: int, phase: str = "secondary") -> dict:
    return {
        "institution_id": f"{area}-{number}",
        "name": f"School {number} of {area}",
        "area_code": area,
        "phase": phase,
        "institution_type": "community",
        "pupils": 900,
        "pupils_eligible_fsm": 90,
    }


def partnership(area: str, number: int, **more) -> dict:
    return {
        "partnership_id": f"{area}-P{number}",
        "name": f"Partnership {number} of {area}",
        "kind": "school_pairing" if number % 2 else "federation",
        "area_code": area,
        "started_on": "2021-09-01",
        "objective": "Raise attainment",
        **more,
    }


def member(area: str, partnership_number: int, school_number: int) -> dict:
    return {
        "partnership_id": f"{area}-P{partnership_number}",
        "institution_id": f"{area}-{school_number}",
        "role": "member",
        "joined_on": "2021-09-01",
    }


def line(area: str, number: int, **more) -> dict:
    return {
        "line_id": f"{area}-L{number}",
        "area_code": area,
        "period_start": "2024-04-01",
        "period_end": "2025-03-31",
        "stream": "authority_budget",
        "purpose": "leadership",
        "route": "devolved",
        "budget": 1000,
        "outturn": 1000,
        **more,
    }


def answer(area: str, respondent: int, wave: str = "2025-06-30") -> dict:
    return {
        "wave": wave,
        "area_code": area,
        "respondent": respondent,
        "role": "headteacher",
        "phase": "secondary",
        "item": "vision",
        "valued": "yes",
        "received": "yes" if respondent % 5 > 1 else "no",
        "barrier": "no",
    }


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """A build of registers in which each authority has one weakness, one has everything."""
    folder = tmp_path_factory.mktemp("thin")
    kept.areas(folder)
    schools = {ONE: 3, NONE: 5, MANY: 400, EMPTY: 4, UNTIED: 4, FEW: 6, FULL: 30}
    kept.write(
        folder,
        institutions=[
            school(area, number, "primary" if number % 5 and many > 20 else "secondary")
            for area, many in schools.items()
            for number in range(many)
        ]
        + [
            school(SPREAD, number) | {"locality": town}
            for number, town in enumerate(["Sungarth"] * 3 + ["Moongarth"] * 3 + [""])
        ],
        partnerships=[
            partnership(ONE, 1),
            partnership(EMPTY, 1),
            partnership(UNTIED, 1),
            partnership(UNTIED, 2, kind="trust"),
            partnership(SPREAD, 1),
            *(partnership(MANY, number) for number in range(90)),
            *(partnership(FULL, number) for number in range(3)),
        ],
        memberships=[
            member(ONE, 1, 0),
            member(ONE, 1, 1),
            member(UNTIED, 1, 0),
            member(UNTIED, 2, 1),
            member(UNTIED, 2, 2),
            *(member(SPREAD, 1, number) for number in (2, 3, 4)),
            *(member(MANY, number * 7 % 90, number) for number in range(400)),
            *(member(MANY, number * 11 % 90, number) for number in range(0, 400, 2)
              if number * 11 % 90 != number * 7 % 90),
            *(member(FULL, number % 3, number) for number in range(30)),
        ],
        funding=[
            line(UNTIED, 1),
            line(UNTIED, 2, route="retained"),
            *(line(MANY, number, partnership_id=f"{MANY}-P{number}") for number in range(90)),
            line(FULL, 1, partnership_id=f"{FULL}-P1"),
        ],
        reviews=[
            {"review_id": f"{FULL}-{year}", "partnership_id": f"{FULL}-P1",
             "reviewed_on": f"{year}-07-10", "costs_and_benefits": "yes",
             "what_was_done": "Joint training", "how_effective": "Well", "what_next": "Go on"}
            for year in YEARS
        ],
        survey_answers=[answer(FEW, number) for number in range(1, 4)]
        + [answer(FULL, number) for number in range(1, 21)]
        + [answer(MANY, number) for number in range(1, 61)],
        survey_invitations=[
            {"wave": "2025-06-30", "area_code": area, "role": "headteacher",
             "phase": "secondary", "invited": invited}
            for area, invited in ((FEW, 6), (FULL, 30), (MANY, 80))
        ],
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAA_STORE", str(tmp_path_factory.mktemp("store")))
        patch.setenv("CAA_DATA", "published")
        patch.chdir(PROJECT)
        made = kept.built(folder)
        assert not made.faults, "\n".join(map(str, made.faults))
        with building.open_read_only(made.path) as opened:
            yield opened


def figures(base, area: str, indicator: str) -> list[tuple]:
    return base.execute(
        "select numerator, denominator, value, missing_reason from figures "
        "where area_code = ? and indicator = ? order by period_end desc",
        [area, indicator],
    ).fetchall()


@pytest.mark.parametrize("page", kept.PAGES)
@pytest.mark.parametrize("area", [ONE, NONE, MANY, EMPTY, UNTIED, FEW, FULL])
def test_every_page_opens_for_every_authority(base, page, area):
    shown = html_at(page, area=area)
    assert "<h1>" in shown
    words = re.sub(r"<[^>]+>", " ", shown)
    odd = re.search(r".{60}\b(nan|NaN|None(?!:| of )|NaT|inf)\b.{20}", words)
    assert not odd, odd[0]


def test_an_authority_with_one_partnership_has_figures_and_no_guess(base):
    assert figures(base, ONE, "secondaries_in_a_partnership")[0][:2] == (2, 3)
    levels = base.execute(
        "select distinct assessed, level from theme_levels where area_code = ? and theme = 'voice'",
        [ONE],
    ).fetchall()
    assert levels == [(False, None)]


def test_a_partnership_of_one_and_a_trust_of_two_are_on_record_and_reach_nobody(base):
    assert figures(base, UNTIED, "secondaries_in_a_partnership")[0][:2] == (0, 4)
    counts = base.execute(
        "select distinct partnership_id, counts_as from recorded_partnerships "
        "where area_code = ? order by all",
        [UNTIED],
    ).fetchall()
    assert counts == [(f"{UNTIED}-P1", "too_few_members"), (f"{UNTIED}-P2", "ownership")]


def test_an_authority_with_none_has_gaps_with_their_reason_and_never_a_nought(base):
    for indicator in ("secondaries_in_a_partnership", "partnerships_with_written_agreement"):
        value, why = figures(base, NONE, indicator)[0][2:]
        assert value is None and why in ("not_applicable", "not_collected")


def test_where_no_membership_is_recorded_nobody_is_said_to_stand_alone(base):
    reach = html_at("pages/partnerships/reach.py", area=NONE)
    assert "To open who works with whom" in reach and "not collected for this authority" in reach
    assert "School 0 of" not in reach and "Nobody is left out" not in reach
    network = html_at("pages/partnerships/network.py", area=NONE)
    assert "is in a partnership on record" in network and "School 0 of" not in network


def test_where_no_locality_is_recorded_reach_says_so_in_one_line(base):
    reach = html_at("pages/partnerships/reach.py", area=ONE)
    assert "not recorded: column locality of institutions" in reach
    assert ">Locality</th>" not in reach


def test_reach_says_where_in_the_authority_who_is_left_out_is(base):
    """Seven secondaries: three in Sungarth, three in Moongarth, one nobody knows where."""
    reach = html_at("pages/partnerships/reach.py", area=SPREAD)
    assert "4 of 7 secondary schools are in none, the most in Sungarth: 2 of 3" in reach
    assert "column locality of institutions" not in reach
    rows = re.search(r"a list to act on.*?<tbody>(.*?)</tbody>", reach, re.S)[1]
    listed = re.findall(r"School (\d) of", rows)
    assert listed == ["5", "0", "1", "6"], "by locality, what is not recorded last"


def test_an_authority_with_400_institutions_and_90_partnerships_counts_each_once(base):
    """Each of the 80 secondaries is in one or two partnerships."""
    assert figures(base, MANY, "secondaries_in_a_partnership")[0][:2] == (80, 80)


def test_a_partnership_with_no_members_is_told_and_reaches_nobody(base):
    assert figures(base, EMPTY, "secondaries_in_a_partnership")[0][0] in (0, None)
    assert f"{EMPTY}-P1" in failed(base, "partnership_with_no_members")
    assert "Each partnership has a member" in html_at("pages/evidence/quality.py")


def test_money_devolved_to_no_partnership_is_told(base):
    assert f"{UNTIED}-L1" in failed(base, "money_devolved_to_nobody")
    assert f"{UNTIED}-L2" not in failed(base, "money_devolved_to_nobody")


def test_a_survey_with_three_answers_is_not_shown(base):
    told = figures(base, FEW, "leaders_clear_framework")
    assert told and all((n, value) == (None, None) for n, _, value, _ in told)
    assert figures(base, MANY, "leaders_clear_framework")[0][2] is not None


def failed(base, check: str) -> str:
    return base.execute(
        "select sample from check_results where check_name = ?", [check]
    ).fetchone()[0]


def test_a_failed_check_shows_on_every_page_that_uses_the_data(base):
    on_reach = html_at(
        "pages/readiness/indicator.py", area=EMPTY, indicator="secondaries_in_a_partnership"
    )
    assert "on the data behind this page fail" in on_reach
    elsewhere = html_at(
        "pages/readiness/indicator.py", area=EMPTY, indicator="schools_in_a_federation"
    )
    assert "Money that is devolved goes to a partnership" not in elsewhere
    on_glance = html_at("pages/readiness/glance.py", area=EMPTY)
    assert "on the data behind this page fail" in on_glance


def test_what_is_not_loaded_is_said_to_be_so(base):
    shown = html_at("pages/evidence/quality.py")
    assert "not loaded" in shown
    loaded = base.execute(
        "select count(*) from build_sources where kind = 'register' and imported_at is not null"
    ).fetchone()[0]
    assert f"{loaded} of 22 registers" in shown


def test_a_register_of_200_000_lines_is_taken_in_whole(tmp_path):
    lines = (
        answer(kept.CODES[n % 150], n // 150 + 1, f"{2020 + n % 5}-06-30") for n in range(200_000)
    )
    kept.write(tmp_path, survey_answers=list(lines))
    collection = Collection("published", tmp_path / "store")
    contracts = contract.load_all(collection.contract_folders)
    [receipt] = importing.import_paths(
        collection, contracts, [tmp_path / "survey_answers.csv"], complete_as_at=kept.AS_AT
    )
    assert receipt.rows_stored == 200_000
