-- title: No hidden count can be worked out from what is shown
-- severity: error
-- fix: Look at small_numbers.sql (protect) and survey_responses.sql (partnerships) in
--   queries/assessment: more must be hidden
-- note: A total less its parts that are shown leaves the sum of the hidden ones. It must be two of
--   them or more, and leave each at least three possible values, to a reader who knows the rule
-- about: indicator_values

-- A reader's bounds, one step after another: a region whose total is hidden is worked out from the
-- country where it is the only one; then the hidden authorities of each region from its total.
with people as (
    select
        indicator,
        counts = 'people' as counts_people,
        counts = 'people' and kind = 'percentage' as is_share
    from indicator_labels
    where (counts = 'people' or out_of = 'people') and kind <> 'difference'
),

parts as (
    select
        cells.indicator,
        cells.period_end,
        cells.area_code,
        areas.region_code,
        people.counts_people,
        people.is_share,
        figures.numerator is null as is_hidden,
        cells.numerator,
        cells.denominator
    from indicator_values as cells
    inner join people on cells.indicator = people.indicator
    inner join areas on cells.area_code = areas.area_code and areas.area_type = 'authority'
    inner join figures
        on
            cells.indicator = figures.indicator
            and cells.area_code = figures.area_code
            and cells.period_end = figures.period_end
    where cells.numerator is not null and cells.denominator is not null and cells.value is not null
),

wide as (
    select
        figures.indicator,
        figures.period_end,
        figures.area_code,
        figures.area_type,
        figures.numerator,
        figures.denominator
    from figures
    inner join people on figures.indicator = people.indicator
    inner join totals
        on
            figures.indicator = totals.indicator
            and figures.area_code = totals.area_code
            and figures.period_end = totals.period_end
    -- A publisher's own totals are rounded by him, and count cells that he hid: no exact sum.
    where figures.area_type in ('region', 'country') and not totals.is_published
),

in_country as (
    select
        countries.indicator,
        countries.period_end,
        any_value(countries.numerator) - sum(regions.numerator) as numerator_left,
        any_value(countries.denominator) - sum(regions.denominator) as denominator_left,
        count(*) filter (where regions.numerator is null) as hidden
    from wide as countries
    inner join wide as regions
        on
            countries.indicator = regions.indicator
            and countries.period_end = regions.period_end
            and regions.area_type = 'region'
    where countries.area_type = 'country' and countries.numerator is not null
    group by countries.indicator, countries.period_end
),

totals_known as (
    select
        regions.indicator,
        regions.period_end,
        regions.area_code as region_code,
        coalesce(
            regions.numerator, case when in_country.hidden = 1 then in_country.numerator_left end
        ) as numerator,
        coalesce(
            regions.denominator,
            case when in_country.hidden = 1 then in_country.denominator_left end
        ) as denominator
    from wide as regions
    left join in_country
        on
            regions.indicator = in_country.indicator
            and regions.period_end = in_country.period_end
    where regions.area_type = 'region'
),

left_over as (
    select
        parts.indicator,
        parts.period_end,
        parts.region_code,
        any_value(parts.counts_people) as counts_people,
        any_value(parts.is_share) as is_share,
        count(*) filter (where parts.is_hidden) as hidden,
        any_value(totals_known.numerator)
        - coalesce(sum(parts.numerator) filter (where not parts.is_hidden), 0) as numerator,
        any_value(totals_known.denominator)
        - coalesce(sum(parts.denominator) filter (where not parts.is_hidden), 0) as denominator
    from parts
    inner join totals_known
        on
            parts.indicator = totals_known.indicator
            and parts.period_end = totals_known.period_end
            and parts.region_code = totals_known.region_code
    where totals_known.numerator is not null
    group by parts.indicator, parts.period_end, parts.region_code
),

answers as (
    select
        wholes.area_code,
        wholes.wave,
        groups.grouping,
        count(*) filter (where groups.missing_reason = 'suppressed') as hidden,
        any_value(wholes.denominator) - coalesce(sum(groups.denominator), 0) as asked
    from survey_responses as wholes
    inner join survey_responses as groups
        on
            wholes.area_code = groups.area_code
            and wholes.wave = groups.wave
            and groups.grouping <> 'all'
    where wholes.grouping = 'all' and wholes.numerator is not null
    group by wholes.area_code, wholes.wave, groups.grouping
)

select
    region_code as area_code,
    indicator as what,
    cast(period_end as varchar) as of_day
from left_over
where
    hidden > 0
    and not is_cleared()
    and (
        hidden < 2
        or (counts_people and not is_open(numerator, hidden))
        or (is_share and not is_open(denominator - numerator, hidden))
    )
union all
select
    area_code,
    'survey_responses by ' || grouping as what,
    cast(wave as varchar) as of_day
from answers
where hidden > 0 and not is_cleared() and (hidden < 2 or asked < 5)
order by area_code, what, of_day
