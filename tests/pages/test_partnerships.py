"""Register, a partnership's own page and Reach say what the registers hold, and no more."""

import re

import pytest

from kit import wording
from kit.store.paths import PROJECT
from tests.opened import html_at

REGISTER = "pages/partnerships/register.py"
PARTNERSHIP = "pages/partnerships/partnership.py"
REACH = "pages/partnerships/reach.py"
PAGES = (REGISTER, PARTNERSHIP, REACH)
FULL, SPARSE, FORMED, LARGEST, SMALLEST = "001", "005", "019", "002", "021"


def _rows(shown: str, caption: str) -> int:
    """Count the rows of the table whose caption begins so."""
    found = re.search(rf"<caption[^>]*>{re.escape(caption)}.*?<tbody>(.*?)</tbody>", shown, re.S)
    return found[1].count("<tr>") if found else 0


@pytest.mark.parametrize("area", [FULL, SPARSE, FORMED, LARGEST, SMALLEST, "015", "024"])
@pytest.mark.parametrize("page", PAGES)
def test_every_kind_of_authority_has_its_page(app, page, area):
    shown = app(page, area=area)
    assert wording.STAMPS["demonstration"] in shown
    assert "<h1>" in shown
    assert "nan" not in re.sub(r"<[^>]*>", " ", shown).split()


@pytest.mark.parametrize("page", PAGES)
def test_an_authority_that_has_ended_keeps_its_pages(app, page):
    assert "Skellmarch" in app(page, area="025", as_at="2022-08-31")


def test_the_register_counts_what_the_indicator_counts(app, demonstration_build):
    agreed, active = demonstration_build.execute(
        """
        select numerator, denominator from figures
        where indicator = 'partnerships_with_written_agreement' and area_code = ?
        order by period_end desc limit 1""",
        [FULL],
    ).fetchone()
    shown = app(REGISTER, area=FULL)
    assert f"runs {int(active)} partnerships" in shown
    assert f"{int(agreed)} under a written agreement" in shown
    with_one = app(REGISTER, area=FULL, agreement="in_force")
    rows = [row for row in with_one.split("<tr>") if '<td class="text">Northmere</td>' in row]
    counted = [row for row in rows if '<td class="text">yes</td>' in row]
    others = [row for row in rows if '<td class="text">no: ' in row]
    assert len(counted) == agreed
    assert others and len(counted) + len(others) == len(rows)  # trusts, and what has one member
    heading = re.search(r"<h2>(\d+) partnerships, and (\d+) on record but not counted<", with_one)
    assert int(heading[1]) == with_one.count('<td class="text">yes</td>')
    assert int(heading[2]) == with_one.count('<td class="text">no: ')
    kinds = shown[shown.index("is the most frequent kind") :].partition("</table>")[0]
    assert (
        sum(map(int, re.findall(r'</th><td data-sort="\d+" class="">(\d+)</td>', kinds))) == active
    )


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("age", ("under_1", "under_3", "over_3")),
        ("agreement", ("in_force", "none")),
        ("review", ("recent", "older", "never")),
    ],
)
def test_filters_part_the_register(app, name, codes):
    every = int(re.search(r"<h2>(\d+) partnership", app(REGISTER, area=LARGEST))[1])
    parts = [
        int(re.search(r"<h2>(\d+) partnership", app(REGISTER, area=LARGEST, **{name: code}))[1])
        for code in codes
    ]
    assert sum(parts) == every


def test_every_partnership_of_an_authority_has_its_page(app, demonstration_build):
    codes = demonstration_build.execute(
        "select partnership_id, name from partnerships where area_code in (?, '013') "
        "and started_on <= (select max(as_at) from assessment_dates) order by partnership_id",
        [FULL],
    ).fetchall()
    for code, name in codes[::6]:
        area = FULL if code < "P00060" else "013"
        assert name in app(PARTNERSHIP, area=area, partnership=code)


@pytest.mark.parametrize(
    ("code", "said"), [("nobody", "There is no partnership"), ("P00416", "is kept by")]
)
def test_a_partnership_of_elsewhere_is_told_in_plain_words(app, code, said):
    assert said in app(PARTNERSHIP, area=FULL, partnership=code)


def test_reach_names_each_institution_left_out(app, demonstration_build):
    out = demonstration_build.execute(
        """
        select name from open_institutions inner join institutions using (institution_id)
        where open_institutions.area_code = ? and is_secondary
            and period_end = (select max(as_at) from assessment_dates)
            and institution_id not in (
                select institution_id from active_memberships
                where period_end = (select max(as_at) from assessment_dates))""",
        [LARGEST],
    ).fetchall()
    shown = app(REACH, area=LARGEST, phases="secondary")
    assert out
    assert _rows(shown, "In no partnership") == len(out)
    for (name,) in out:
        assert name in shown


@pytest.mark.parametrize("phases", ["secondary", "primary", "special", "unit", "all"])
def test_reach_counts_what_its_indicator_counts(demonstration_build, phases):
    """The list, the kinds and the combinations add up to the figure of the indicator."""
    indicator = {
        "secondary": "secondaries_in_a_partnership",
        "primary": "primaries_in_a_partnership",
        "special": "special_schools_in_a_partnership",
        "unit": "colleges_and_units_in_a_partnership",
        "all": "institutions_in_a_partnership",
    }[phases]
    assert not demonstration_build.execute(
        """
        with counted as (
            select area_code, period_end, count(*) as every,
                count(*) filter (where kinds_count > 0) as reached
            from reached_institutions where ? = 'all' or phases = ?
            group by all
        )
        select * from counted inner join figures using (area_code, period_end)
        where indicator = ? and value is not null
            and (numerator <> reached or denominator <> every)""",
        [phases, phases, indicator],
    ).fetchall()


def test_what_members_achieve_tells_of_no_small_school(demonstration_build):
    """Of each authority no school is hidden alone, and what is hidden could be several numbers."""
    sums = demonstration_build.execute(
        "select min(numerator), min(denominator) from partnership_outcomes"
    ).fetchone()
    assert min(sums) > 10
    small = demonstration_build.execute(
        """
        with of_one as (
            select partnership_id, period_end, any_value(institution_id) as institution_id
            from active_memberships group by all having count(*) = 1
        )
        select * from of_one
        inner join partnership_outcomes using (partnership_id, period_end)
        inner join institution_outcomes using (institution_id, measure, period_end)
        where institution_outcomes.missing_reason is not null
            or institution_outcomes.denominator <= 10
            or institution_outcomes.numerator between 1 and 5"""
    ).fetchall()
    assert not small


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("page", "said"),
    [
        (REGISTER, "trusts and federations join"),
        (PARTNERSHIP, "as the register stood in"),
        (REACH, "not collected for this authority"),
    ],
)
def test_published_england_says_what_to_load(published_store, monkeypatch, page, said):
    monkeypatch.setenv("CAA_STORE", str(published_store))
    monkeypatch.setenv("CAA_DATA", "published")
    monkeypatch.chdir(PROJECT)
    assert said in html_at(page, area="886")
