"""Network and money say what the registers hold: full, thin, reorganised, and published alone."""

import pytest

NETWORK, MONEY = "pages/partnerships/network.py", "pages/partnerships/money.py"
CLIFF, PUBLISHED = "pages/partnerships/cliff.py", "pages/partnerships/published_money.py"


def test_the_network_counts_who_is_in_and_who_is_out(app, demonstration_build):
    alone, institutions = demonstration_build.execute(
        """
        select
            count(*) filter (where institution_id not in (
                select institution_id from active_memberships where period_end = '2026-08-31'
            )),
            count(*)
        from open_institutions where area_code = '001' and period_end = '2026-08-31'"""
    ).fetchone()
    shown = app(NETWORK, area="001", as_at="2026-08-31")
    assert f"of {institutions} institutions" in shown
    assert f"{alone} are in no partnership" in shown


def test_without_a_partnership_its_sole_members_are_left_out(app, demonstration_build):
    partnership, name, sole = demonstration_build.execute(
        """
        with members as (
            select *, count(*) over (partition by institution_id) as kinds
            from active_memberships where period_end = '2026-08-31'
        )
        select partnership_id, partnerships.name, count(*) filter (where kinds = 1) as sole
        from members inner join partnerships using (partnership_id)
        where partnerships.area_code = '001' group by all order by sole desc limit 1"""
    ).fetchone()
    shown = app(NETWORK, area="001", as_at="2026-08-31", leaves=partnership)
    assert f"Without {name}, {sole} of its" in shown


def test_a_lead_school_that_leaves_is_told(app, demonstration_build):
    school, leads = demonstration_build.execute(
        "select node, leads from network_nodes where area_code = '001' "
        "and period_end = '2026-08-31' order by leads desc limit 1"
    ).fetchone()
    shown = app(NETWORK, area="001", as_at="2026-08-31", leaves=school)
    assert f"{leads} partnerships would have no lead" in shown


@pytest.mark.parametrize("page", [NETWORK, MONEY, CLIFF, PUBLISHED])
@pytest.mark.parametrize("area", ["005", "019", "010"])
def test_thin_reorganised_and_large_authorities_have_every_page(app, page, area):
    assert "<h1>" in app(page, area=area)


def test_every_devolution_ratio_says_what_it_counts(app):
    shown = app(MONEY, area="001")
    assert "devolved in % of devolved and retained; delegated left out" in shown
    assert "the share counts what is devolved out of devolved and retained" in shown


def test_the_cliff_adds_up(app, demonstration_build):
    whole, ending = demonstration_build.execute(
        """
        select sum(spent), sum(spent) filter (where grant_ends_on <= date '2027-08-31')
        from funding where area_code = '001' and route <> 'delegated'
        and date '2026-08-31' between period_start and period_end"""
    ).fetchone()
    shown = app(CLIFF, area="001", as_at="2026-08-31")
    assert f"£{ending / 1e3:.0f}k a year" in shown
    assert f"{100 * ending / whole:.0f}% of what is devolved or retained" in shown


@pytest.mark.real_data
def test_published_trusts_and_federations_are_drawn(published, published_build):
    groups, schools = published_build.execute(
        """
        with open_ones as (
            select * from school_group_members
            where source = 'schools_register' and group_status = 'open'
            and group_type in ('federation', 'trust', 'multi_academy_trust')
        )
        select count(distinct group_id), count(distinct urn)
        from open_ones
        where area_code = '330' and group_id in (
            select group_id from open_ones group by all having count(distinct urn) > 1
        )"""
    ).fetchone()
    shown = published(NETWORK, area="330")
    assert f"{groups} trusts and federations join {schools} schools in Birmingham" in shown
    assert f"with a school here: {groups}" in shown


@pytest.mark.real_data
def test_published_data_alone_says_what_is_needed_and_shows_the_grant(published, published_build):
    shown = published(NETWORK, area="301")
    assert "not collected for this authority" in shown and "register=memberships" in shown
    assert "Federations and trusts of two or more schools with a school here: " in shown
    shown = published(MONEY, area="301")
    assert "of its Dedicated Schools Grant" in shown and "register=funding" in shown
    central, total = published_build.execute(
        """
        select max(amount) filter (where block = 'central'),
            max(amount) filter (where block = 'total')
        from dedicated_schools_grant
        where area_code = '301' and recoupment = 'before' and period_end = '2024-03-31'"""
    ).fetchone()
    shown = published(PUBLISHED, area="301")
    assert f"({100 * central / total:.2f}%) of its Dedicated Schools Grant" in shown
    assert "per pupil cannot be given" in shown
