"""Compare, Like us and How we judge say what the data says, for full, sparse and new places."""

import re

import pytest

COMPARE = "pages/comparison/compare.py"
LIKE_US = "pages/comparison/like_us.py"
JUDGE = "pages/evidence/how_we_judge.py"
SPARSE, FORMED = "005", "019"


def test_compare_says_each_verdict_and_rank(app, demonstration_build):
    shown = app(COMPARE, area="001")
    for title, first, last, areas in demonstration_build.execute("""
            select title, first_place, last_place, areas from rank_ranges
            inner join indicator_labels using (indicator)
            where area_code = '001' and period_end = date '2026-08-31' and first_place is not null
            limit 8""").fetchall():
        assert title in shown
        assert f"{first}–{last} of {areas}" in shown
    assert "Against its statistical neighbours, Northmere is better in" in shown
    assert "of chance" in shown, "the funnel"
    assert "does not mean that one causes the other" in shown, "the caution on correlation"


@pytest.mark.parametrize("group", ["neighbours", "region", "country", "exemplars"])
def test_compare_opens_for_each_group(app, group):
    assert "Figure by figure" in app(COMPARE, area="002", compared=group)


def test_a_sparse_authority_is_told_what_is_missing(app):
    assert "Not collected" in app(COMPARE, area=SPARSE)
    app(LIKE_US, area=SPARSE)


def test_an_authority_formed_later_is_compared_with_its_predecessors(app):
    shown = app(COMPARE, area=FORMED, compared="predecessors")
    assert "Against its predecessors" in shown
    assert "figures of another period" in shown


def test_a_group_in_the_address_is_named_and_checked(app):
    shown = app(
        COMPARE, area="001", compared="own", members="002-zzz-003-001", called="Coast <b>& hills"
    )
    assert "Against Coast <b>& hills" in shown
    assert "Aldermarch, Brindlequay" in shown
    assert "Left out, no other authority of this date: 001, zzz" in shown


def test_a_group_of_nobody_is_told(app):
    shown = app(COMPARE, area="001", compared="own", members="zzz", called="Nobody")
    assert "Left out, no other authority of this date: zzz" in shown


def test_an_unknown_group_is_told(app):
    assert "There is no group called" in app(COMPARE, area="001", compared="friends")


def test_like_us_names_the_neighbour_who_improved_most(app, demonstration_build):
    area, title, name, best = demonstration_build.execute("""
        select lessons.area_code, title, areas.name, improvements.improvement from lessons
        inner join improvements
            on lessons.indicator = improvements.indicator
            and lessons.neighbour_code = improvements.area_code
            and lessons.period_end = improvements.period_end
        inner join indicator_labels on lessons.indicator = indicator_labels.indicator
        inner join areas on lessons.neighbour_code = areas.area_code
        where framework = 'caa_2009' and as_at = (select max(as_at) from assessment_dates)
            and improvements.change = 'improved'
        order by 1, 2 limit 1""").fetchone()
    assert best > 0
    shown = app(LIKE_US, area=area)
    assert title in shown
    assert name in shown
    assert "partly luck" in shown


def test_how_we_judge_opens_under_every_framework(app, demonstration_build):
    for framework, title in demonstration_build.execute(
        "select framework, title from frameworks"
    ).fetchall():
        shown = app(JUDGE, framework=framework)
        assert title in shown
        assert "What this does not tell you" in shown


@pytest.mark.parametrize("page", [COMPARE, LIKE_US, JUDGE])
@pytest.mark.parametrize("area", ["330", "941", "201"])
def test_published_pages_open(published, page, area):
    shown = published(page, area=area)
    assert "nan" not in shown.split()


def test_like_us_sets_circumstances_beside_each_neighbour(app, demonstration_build):
    """The pupils said are those of the register, counted anew; the neighbour's is a difference."""
    shown = re.sub(r"<[^>]*>", " ", app(LIKE_US, area="001"))
    counted = dict(
        demonstration_build.execute("""
            select institutions.area_code, round(sum(pupils), -2)
            from institutions inner join institution_pupils using (institution_id)
            where closed_on is null group by institutions.area_code""").fetchall()
    )
    nearest, name = demonstration_build.execute("""
        select neighbour_code, name from neighbours
        inner join areas on neighbours.neighbour_code = areas.area_code
        where neighbours.area_code = '001' order by rank limit 1""").fetchone()
    own, other = int(counted["001"]), int(counted[nearest])
    assert f"{own:,}" in shown
    sign = "+" if other >= own else "−"
    row = shown[shown.index(name, shown.index("Why these neighbours")) :][:400]
    assert f"{other:,} ({sign}{abs(other - own):,})" in row
    assert "not the model’s own variables" in shown
    assert "invented 2025" in shown


def test_like_us_says_why_of_published_neighbours(published):
    shown = published(LIKE_US, area="330")
    for said in ("Free meals at secondary", "English not first", "DfE, May 2025", "43.2%"):
        assert said.lower() in shown.lower()
