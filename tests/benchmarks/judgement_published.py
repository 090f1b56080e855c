"""Rows of `judgement` that are about published England: tides, spread, breaks, Birmingham's paper.

Without the published files each says that it was not measured.
"""

from datetime import date

from kit.store import building
from tests.benchmarks import judgement

BIRMINGHAM = "330"


def rows() -> list[judgement.Row]:
    """Import, build and measure; or say that nothing was."""
    if not all(folder.is_dir() for folder in judgement.SHARED):
        return [("published England", "", "not measured: the published files are not here")]
    try:
        base = judgement.built("published", judgement.SHARED)
    except building.Refused as refused:
        return [("published England", "", f"not measured: {str(refused).splitlines()[0]}")]
    return [*tides(base), *spread(base), *breaks(base), *leads(base), *trusts(base)]


def tides(base):
    """Level 2 at 19 by its own line, and against the country."""
    for year, way, then in ((2012, "improving", "144 of 145"), (2018, "worsening", "98 of 149")):
        own, against, all_ = judgement.one(
            base,
            """select count(*) filter (where direction = $2), count(*) filter (
                where relative = $2), count(*)
            from directions inner join areas using (area_code)
            where indicator = 'level_2_by_19' and period_end = $1 and area_type = 'authority'
                and direction <> 'cannot be calculated'""",
            date(year, 8, 31),
            way,
        )
        yield (
            f"level 2 at 19, {way}, {year}",
            f"{then} said",
            f"{against} of {all_} said (own line {own})",
        )


def spread(base):
    """Suspensions: who differs from neighbours, and who would without measured noise."""
    apart, chance, all_ = judgement.one(
        base,
        """select count(*) filter (where verdict in ('better', 'worse')), count(*) filter (
            where beside_value not between lower and upper), count(*)
        from comparison_tests inner join figures using (indicator, area_code, period_end)
        where indicator = 'suspension_rate' and comparison = 'neighbours'
            and period_end = (select max(period_end) from comparison_tests
                where indicator = 'suspension_rate' and verdict is not null)""",
    )
    yield (
        "authorities that differ on suspensions",
        "85 to 90%",
        f"{100 * apart / max(all_, 1):.0f}% ({100 * chance / max(all_, 1):.0f}% by chance alone)",
    )


def breaks(base):
    """No projection from within a break; improvement since 2020/21 where it can be told."""
    (projected,) = judgement.one(
        base,
        """select count(*) from projections where area_code = ?
        and indicator = 'persistent_absence' and period_end >= date '2022-07-01'""",
        BIRMINGHAM,
    )
    yield "Birmingham's persistent absence, projections", "17.1 to 35.4%", str(projected)
    improved, compared = judgement.one(
        base,
        """select count(distinct area_code) filter (where change = 'improved'),
            count(distinct area_code)
        from improvements where indicator = 'persistent_absence'
            and from_end >= date '2022-07-01'""",
    )
    yield "persistent absence improved since 2021/22", "nobody", f"{improved} of {compared}"


def leads(base):
    """What Birmingham's briefing says first of outcomes, of what goes well and what worries."""
    for part, then in (("well", "not suspensions"), ("worry", "21.0 against 20.6")):
        said = base.execute(
            """select said from sentences where area_code = ? and part = ?
                and subject = 'outcomes' and framework = 'caa_2009'
                and as_at = (select max(as_at) from assessment_dates)
            order by position limit 3""",
            [BIRMINGHAM, part],
        ).fetchall()
        yield (
            f"Birmingham's paper, {part}",
            then,
            " / ".join(text.split(" among")[0] for (text,) in said),
        )


def trusts(base):
    """Gaps that a publisher gives, against those made of rounded percentages."""
    (over,) = judgement.one(
        base,
        """select coalesce(avg((value > 50)::int), 0) from figures
        where indicator = 'trusts_crossing_boundaries' and area_type = 'authority'
            and value is not null""",
    )
    yield "authorities most of whose trusts cross", "most exceed", f"{100 * over:.0f}%"
