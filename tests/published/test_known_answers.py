"""Questions of the published figures whose answers are known, asked of the built database.

The first list is the publishers' figures as this product was given them. The second was read from
the files by hand, with csv and calamine, and never through the importer or the SQL under test.
"""

from decimal import ROUND_HALF_UP, Decimal

import pytest

from kit.store.database import QUERIES

pytestmark = pytest.mark.real_data
OFFERED_FUNDING = (
    (QUERIES / "pages" / "registers" / "offered_funding.sql")
    .read_text(encoding="utf-8")
    .replace("$area_code", "'330'")
)

KNOWN = [
    (
        "England, permanent exclusions 2006/07, 2008/09, 2016/17",
        """
        select numerator from permanent_exclusion_rate
        where area_code = '970' and year(period_end) in (2007, 2009, 2017)
        order by period_end
        """,
        [8680, 6545, 7720],
    ),
    (
        "and their rates, % of pupils",
        """
        select round(value, 2) from permanent_exclusion_rate
        where area_code = '970' and year(period_end) in (2007, 2009, 2017)
        order by period_end
        """,
        [0.12, 0.09, 0.10],
    ),
    (
        "permanent exclusion rate 2008/09 and 2016/17, Birmingham, Oldham, Kent",
        """
        select round(value, 2) from permanent_exclusion_rate
        where area_code in ('330', '353', '886') and year(period_end) in (2009, 2017)
        order by area_code, period_end
        """,
        [0.10, 0.13, 0.23, 0.12, 0.12, 0.02],
    ),
    (
        "level 3 at 19, 2004/05 and 2017/18, Tower Hamlets and Knowsley",
        """
        select round(value, 1) from level_3_by_19
        where area_code in ('211', '340') and year(period_end) in (2005, 2018)
        order by area_code, period_end
        """,
        [35.3, 67.8, 22.6, 36.5],
    ),
    (
        "and by the release of 2018, which gave other figures: Tower Hamlets and Knowsley",
        """
        select round(level_3_percentage, 1) from stg_attainment_at_19__levels
        where
            area_code in ('211', '340') and characteristic = 'Total'
            and year(period_end) in (2005, 2018)
        order by area_code, period_end
        """,
        [35.4, 67.5, 22.6, 36.3],
    ),
    (
        "schools in a federation, Aug 2022: rows, schools and federations of England",
        """
        select unnest([count(*), count(distinct urn), count(distinct group_id)])
        from school_group_members where group_type = 'federation'
        """,
        [1057, 1052, 468],
    ),
    (
        "schools in a federation, Aug 2022: Lewisham, Knowsley, Kent",
        """
        select numerator from schools_in_a_federation
        where area_code in ('209', '340', '886') order by area_code
        """,
        [16, 0, 34],
    ),
    (
        "secondaries in a multi-academy trust, Aug 2022: Lewisham, Birmingham, Kent",
        """
        select count(distinct urn) from school_group_members
        where
            group_type = 'multi_academy_trust' and phase = 'secondary'
            and area_code in ('209', '330', '886')
        group by area_code order by area_code
        """,
        [3, 53, 54],
    ),
    (
        "DSG, England total 2019-20 and 2023-24, £m",
        """
        select round(amount / 1e6, 1) from dedicated_schools_grant
        where
            area_code = '970' and block = 'total' and recoupment = 'before'
            and year(period_start) in (2019, 2023)
        order by period_start
        """,
        [44867.5, 57165.6],
    ),
    (
        "high needs block 2019-20 and 2023-24, £m, Birmingham and Knowsley",
        """
        select round(amount / 1e6) from dedicated_schools_grant
        where
            area_code in ('330', '340') and block = 'high_needs' and recoupment = 'before'
            and year(period_start) in (2019, 2023)
        order by area_code, period_start
        """,
        [162, 271, 20, 34],
    ),
    (
        "LAIT: hyphens, and values in all",
        """
        select unnest([count(*) filter (where value__missing = 'not_available'), count(*)])
        from stg_lait__values
        """,
        [93883, 641070],
    ),
    (
        "Attainment 8, 2025: Kent, England",
        """
        select value from attainment_8
        where area_code in ('886', '970') and year(period_end) = 2025 order by area_code
        """,
        [46.7, 46.0],
    ),
]

BY_HAND = [
    (
        "Lewisham, permanent exclusions and pupils 2006/07 and 2016/17",
        """
        select unnest([numerator, denominator]) from permanent_exclusion_rate
        where area_code = '209' and year(period_end) in (2007, 2017) order by period_end
        """,
        [28, 35510, 64, 40966],
    ),
    (
        "the three authorities whose permanent exclusions of 2016/17 are suppressed",
        """
        select areas.name from permanent_exclusion_rate
        inner join areas using (area_code)
        where missing_reason = 'suppressed' and year(period_end) = 2017 order by name
        """,
        ["Darlington", "St. Helens", "York"],
    ),
    (
        "permanent exclusions of Inner and Outer London and the South East, 2016/17",
        """
        select numerator from permanent_exclusion_rate
        where area_code in ('987', '988', '989') and year(period_end) = 2017 order by area_code
        """,
        [405, 685, 810],
    ),
    (
        "permanent exclusion rate of 2023/24, Knowsley and England, from the later source",
        """
        select round(value, 4) from permanent_exclusion_rate
        where area_code in ('340', '970') and year(period_end) = 2024 order by area_code
        """,
        [0.1949, 0.1289],
    ),
    (
        "in 2008/09 Bedford and Cheshire East had exclusions and no pupils counted; the counties"
        " that had ended are not asked",
        """
        select area_code || ' ' || coalesce(cast(numerator as integer), 0) || ' '
            || coalesce(missing_reason, '')
        from permanent_exclusion_rate
        where area_code in ('820', '822', '875', '895') and year(period_end) = 2009
        order by area_code
        """,
        ["822 29 not_available", "895 36 not_available"],
    ),
    (
        "level 3 at 19 of England: cohort and number, 2004/05 and 2017/18",
        """
        select unnest([denominator, numerator]) from level_3_by_19
        where area_code = '970' and year(period_end) in (2005, 2018) order by period_end
        """,
        [558620, 237299, 555001, 318391],
    ),
    (
        "level 3 at 19 of Lewisham, Birmingham, Oldham and Kent, 2017/18",
        """
        select round(value, 1) from level_3_by_19
        where area_code in ('209', '330', '353', '886') and year(period_end) = 2018
        order by area_code
        """,
        [59.1, 57.9, 56.1, 54.7],
    ),
    (
        "level 3 at 19, 2023/24, England and Tower Hamlets",
        """
        select value from level_3_by_19
        where area_code in ('211', '970') and year(period_end) = 2024 order by area_code
        """,
        [72.228, 57.561],
    ),
    (
        "free school meals gap at level 3, 2017/18: Tower Hamlets, Birmingham, Knowsley, England",
        """
        select round(value, 6) from level_3_gap_fsm
        where area_code in ('211', '330', '340', '970') and year(period_end) = 2018
        order by area_code
        """,
        [8.314325, 18.415725, 19.675503, 25.759439],
    ),
    (
        "Isles of Scilly, level 3 at 19, is suppressed in all fourteen years of counts",
        """
        select count(*) from level_3_by_19
        where area_code = '420' and missing_reason = 'suppressed'
        """,
        [14],
    ),
    (
        "Attainment 8: Birmingham 2019, Lewisham and Knowsley 2025",
        """
        select value from attainment_8
        where
            area_code = '330' and year(period_end) = 2019
            or area_code in ('209', '340') and year(period_end) = 2025
        order by area_code
        """,
        [46.7, 46.6, 34.4],
    ),
    (
        "persistent absence of England 2022, 2025 and Oldham 2025; none of 2020",
        """
        select coalesce(cast(value as varchar), missing_reason) from persistent_absence
        where
            area_code = '970' and year(period_end) in (2020, 2022, 2025)
            or area_code = '353' and year(period_end) = 2025
        order by area_code, period_end
        """,
        ["18.93", "not_available", "22.50843", "18.14"],
    ),
    (
        "16 and 17 year-olds in education or training, March 2025: Tower Hamlets, England",
        """
        select value from participation_16_17
        where area_code in ('211', '970') and period_end = date '2025-03-31' order by area_code
        """,
        [95.7, 92.0],
    ),
    (
        "schools in a federation, Aug 2022: Tower Hamlets, Birmingham, Oldham, and Devon, the most",
        """
        select numerator from schools_in_a_federation
        where area_code in ('211', '330', '353', '878') order by area_code
        """,
        [6, 21, 7, 69],
    ),
    (
        "groups in the register: all, multi-academy trusts, open federations; unknown joining days",
        """
        select unnest([
            count(*), count(*) filter (where group_type = 'multi_academy_trust'),
            count(*) filter (where group_type = 'federation' and closed_on is null),
            (select count(*) from school_group_members where joined_on is null)
        ])
        from school_groups
        """,
        [6905, 1689, 643, 1367],
    ),
    (
        "DSG of Lewisham 2019-20: schools, central, high needs, early years, total, £",
        """
        select round(amount) from dedicated_schools_grant
        where area_code = '209' and recoupment = 'before' and year(period_start) = 2019
        order by
            array_position(['schools', 'central', 'high_needs', 'early_years', 'total'], block)
        """,
        [209648625, 5420127, 51498189, 23978489, 290545430],
    ),
    (
        "DSG of London 2023-24, total before and schools block after recoupment, £",
        """
        select amount from dedicated_schools_grant
        where
            area_code = '986' and year(period_start) = 2023
            and (block, recoupment) in (('total', 'before'), ('schools', 'after'))
        order by amount desc
        """,
        [9900116158, 3552579245],
    ),
    (
        "schools and central block, % of the DSG: Birmingham 2019-20, Kent 2023-24",
        """
        select unnest([round(schools.value, 3), round(central.value, 3)])
        from dsg_schools_block_share as schools
        inner join dsg_central_block_share as central using (area_code, period_end)
        where
            area_code = '330' and year(period_end) = 2020
            or area_code = '886' and year(period_end) = 2024
        order by area_code
        """,
        [77.318, 1.519, 74.028, 0.730],
    ),
    (
        "lines of the section 251 outturn of Birmingham 2024-25 a register is offered, £",
        f"""
        select cast(replace(regexp_extract(offered_from, '£(.*)', 1), ',', '') as bigint)
        from ({OFFERED_FUNDING})
        where line_id in ('s251_childrens_centres_2025', 's251_young_people_2025')
        order by line_id
        """,
        [19792287, 13183073],
    ),
    (
        "maintained schools and those in deficit at 31 March 2021: Lewisham, Tower Hamlets,"
        " Birmingham, Kent, England",
        """
        select unnest([denominator, numerator]) from maintained_schools_in_deficit
        where
            area_code in ('209', '211', '330', '886', '970') and period_end = date '2021-03-31'
        order by area_code
        """,
        [77, 12, 84, 9, 238, 29, 324, 5, 12655, 1059],
    ),
    (
        "spending of 2024-25 on education: Lewisham and England, £ thousand; Birmingham sent none",
        """
        select coalesce(cast(cast(round(education_net / 1000) as bigint) as varchar),
            missing_reason)
        from revenue_outturn where area_code in ('209', '330', '970') order by area_code
        """,
        ["360269", "not_available", "44390881"],
    ),
    (
        "authorities whose return had not come",
        """
        select areas.name from revenue_outturn
        inner join areas using (area_code)
        where missing_reason = 'not_available' order by name
        """,
        ["Birmingham", "Cumberland", "Slough"],
    ),
    (
        "area SEND inspections that did and did not require a statement; weaknesses of Birmingham",
        """
        select unnest([
            count(*) filter (where statement_required),
            count(*) filter (where not statement_required),
            max(weaknesses) filter (where area_code = '330')
        ])
        from area_send_inspections
        """,
        [82, 67, 13],
    ),
    (
        "schools and pupils of England 2016/17 in the roster, and Kent's maintained secondaries",
        """
        select unnest([
            sum(schools), sum(pupils),
            sum(schools) filter (
                where area_code = '886' and is_maintained
                and school_type = 'State-funded secondary'
            )
        ])
        from stg_school_roster__schools where year(period_end) = 2017
        """,
        [21319, 8025073, 29],
    ),
    (
        "the ten statistical neighbours of Kent, in order",
        "select neighbour_code from neighbours where area_code = '886' order by rank",
        ["881", "845", "878", "303", "935", "926", "891", "938", "822", "933"],
    ),
    (
        "values marked provisional and outturn in LAIT",
        """
        select unnest([
            count(*) filter (where period_status = 'provisional'),
            count(*) filter (where period_status = 'outturn')
        ])
        from stg_lait__values
        """,
        [680, 21420],
    ),
    (
        "a pooled period: 2014 to 2016, children hurt on the road in Birmingham",
        """
        select period_start || ' ' || period_end || ' ' || period_type || ' ' || value
        from stg_lait__values
        where measure = 'RTA' and years = '2014-16' and area_code = '330'
        """,
        ["2014-01-01 2016-12-31 pooled_years 24.78"],
    ),
    (
        "authorities of today, those that have ended, regions and countries",
        """
        select unnest([
            count(*) filter (where area_type = 'authority' and valid_to is null),
            count(*) filter (where area_type = 'authority' and valid_to is not null),
            count(*) filter (where area_type = 'region'),
            count(*) filter (where area_type = 'country')
        ])
        from areas
        """,
        [153, 7, 11, 1],
    ),
    (
        "authorities at the end of March 2009, 2018, 2020, 2022 and of April 2023",
        """
        with days as (
            select unnest([
                date '2009-03-31', date '2018-03-31', date '2020-03-31', date '2022-03-31',
                date '2023-04-30'
            ]) as day
        )

        select count(*) from days
        inner join areas
            on
                area_type = 'authority' and valid_from <= day
                and (valid_to is null or valid_to >= day)
        group by day order by day
        """,
        [150, 152, 151, 152, 153],
    ),
    (
        "who followed Dorset",
        """
        select successor_code || ' ' || extent || ' ' || changed_on from area_changes
        where predecessor_code = '835' order by successor_code
        """,
        ["838 part 2019-04-01", "839 part 2019-04-01"],
    ),
]


def alike(answer):
    """Numbers to nine places whatever their type; all else as text."""
    if isinstance(answer, int | float | Decimal):
        return Decimal(repr(float(answer))).quantize(Decimal("1e-9"), ROUND_HALF_UP)
    return str(answer)


@pytest.mark.parametrize(
    ("question", "query", "answer"), KNOWN + BY_HAND, ids=[case[0] for case in KNOWN + BY_HAND]
)
def test_the_known_answer_comes_out(question, query, answer, published_build):
    found = [row[0] for row in published_build.execute(query).fetchall()]
    assert [alike(value) for value in found] == [alike(value) for value in answer]


def test_totals_never_count_as_authorities(published_build):
    """Where a source gives England too, its authorities add up to about that, and not to twice."""
    shares = published_build.execute("""
        select
            sum(numerator) filter (where area_type = 'authority')
            / sum(numerator) filter (where area_type = 'country')
        from permanent_exclusion_rate
        inner join areas using (area_code)
        where period_end < date '2018-01-01' and period_end <> date '2009-08-31'
        group by period_end
    """).fetchall()
    assert shares
    assert all(0.98 < share < 1.001 for (share,) in shares)
