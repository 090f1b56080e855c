-- title: Figures that may not be seen, because few people stand behind them
-- grain: one row for each indicator, area and period that the gate hides
-- private: where the small numbers are
-- note: First the small numbers themselves: 1 to 5 people counted, all but 1 to 5, or a group of
--   ten or fewer. Then enough others that no sum gives them away: of each region whose total is
--   seen, at least two authorities; of the country, at least two regions whose totals are not.
--   The smallest groups go first, so that little is lost: which they are does not depend on the
--   counts, and so tells nothing of them. Counts that indicators share, or that add up to one, are
--   hidden in all of them. What the source hid stays hidden, and is one of the unknown.
-- keeps: indicator, period_end

-- Source of the rule: Department for Education, statistics policy statement on confidentiality
-- (1 to 5 hidden, and others so that they cannot be worked out); Office for National Statistics,
-- disclosure control of tables (0 and 100 % of a small group tell of each of its members).
--
-- Whoever reads must be assumed to know every total, every figure that is shown, this rule, and
-- that 1 to 5 is small. Hidden cells that sum to S are safe if each could still be more than one
-- number: at least two of them, S not so low that each must be 1, not exactly so high that each
-- would be 5; for percentages the same of the people who are not counted. Where no such set is
-- found, all go with their total: what was left would tell why it was not.
--
-- `figures` leaves out what stands here. For readers who are cleared to see small numbers the build
-- makes every table once more with nothing here, into a file of their own.

with people as (
    select
        indicator,
        kind,
        counts_people,
        is_share,
        true as of_people
    from held_indicators
    where kind <> 'difference'
),

-- An indicator that adds up others (sum_of) gives each of them away by the rest.
sums as (
    select
        indicator as whole,
        trim(unnest(string_split(sum_of, ','))) as part
    from indicator_labels
    where sum_of is not null
),

-- Two indicators with the same numerator, in words, count the same people: what is hidden in the
-- one could be read in the other. The same of denominators, if a group is small.
kin as (
    select
        ours.indicator,
        theirs.indicator as relative,
        ours.numerator = theirs.numerator as by_numerator
    from indicator_labels as ours
    inner join indicator_labels as theirs
        on ours.numerator = theirs.numerator or ours.denominator = theirs.denominator
    inner join people as one on ours.indicator = one.indicator
    inner join people as other on theirs.indicator = other.indicator
    union
    select
        unnest([sums.whole, sums.part, sums.part]) as indicator,
        unnest([sums.part, sums.whole, other.part]) as relative,
        true as by_numerator
    from sums
    inner join sums as other on sums.whole = other.whole
),

small_wide as (
    select
        totals.*,
        areas.area_type,
        coalesce(people.counts_people and is_small_count(totals.numerator), false)
        or coalesce(
            people.is_share and is_small_count(totals.denominator - totals.numerator), false
        )
        or coalesce(people.of_people and is_small_group(totals.denominator), false)
        or coalesce(totals.missing_reason = 'suppressed', false) as is_hidden
    from totals
    inner join people on totals.indicator = people.indicator
    inner join areas on totals.area_code = areas.area_code
),

authorities as (
    select
        cells.indicator,
        cells.period_end,
        cells.area_code,
        case
            when cells.missing_reason = 'suppressed' then region.area_code else areas.region_code
        end as region_code,
        cells.numerator,
        cells.denominator,
        people.counts_people,
        people.is_share,
        coalesce(
            cells.numerator is not null and cells.value is not null, false
        ) as is_counted,
        coalesce(people.counts_people and is_small_count(cells.numerator), false)
        or coalesce(
            people.is_share and is_small_count(cells.denominator - cells.numerator), false
        )
        or coalesce(people.of_people and is_small_group(cells.denominator), false)
        or (
            -- A cell the source hid is part of the publisher's totals, and of no sum of ours.
            coalesce(cells.missing_reason = 'suppressed', false)
            and coalesce(region.is_published, country.is_published, false)
        ) as is_small,
        region.value is not null and not region.is_hidden as region_is_seen,
        coalesce(region.is_hidden, false) as region_is_small,
        country.value is not null and not country.is_hidden as country_is_seen,
        region.numerator as region_numerator,
        region.denominator as region_denominator
    from indicator_values as cells
    inner join people on cells.indicator = people.indicator
    inner join areas on cells.area_code = areas.area_code and areas.area_type = 'authority'
    left join small_wide as region
        on
            cells.indicator = region.indicator
            and cells.period_end = region.period_end
            and areas.region_code = region.area_code
            and (region.is_published or cells.missing_reason is distinct from 'suppressed')
    left join small_wide as country
        on
            cells.indicator = country.indicator
            and cells.period_end = country.period_end
            and country.area_type = 'country'
),

-- Small cells first, then those that could be hidden with them, of the smallest group first.
-- unknown_… is what a reader cannot see of the region if cells up to this one are hidden.
in_line as (
    select
        *,
        row_number() over line as place,
        count(*) filter (where is_small) over region as small,
        sum(numerator) over line
        + coalesce(region_numerator - sum(numerator) over region, 0) as unknown_numerator,
        sum(denominator) over line
        + coalesce(region_denominator - sum(denominator) over region, 0) as unknown_denominator
    from authorities
    where is_small or is_counted
    window
        region as (partition by indicator, period_end, region_code),
        line as (
            partition by indicator, period_end, region_code
            order by not is_small, denominator, area_code
            rows between unbounded preceding and current row
        )
),

measured as (
    select
        *,
        place >= 2
        and (not counts_people or coalesce(is_open(unknown_numerator, place), true))
        and (
            not is_share
            or coalesce(is_open(unknown_denominator - unknown_numerator, place), true)
        )
        and coalesce(unknown_denominator > place, true) as is_safe
    from in_line
),

regions as (
    select
        indicator,
        period_end,
        region_code,
        any_value(counts_people) as counts_people,
        any_value(is_share) as is_share,
        any_value(region_is_seen) as is_seen,
        any_value(region_is_small) as is_small,
        any_value(country_is_seen) as country_is_seen,
        any_value(region_denominator) as denominator,
        any_value(small) as small,
        count(*) as cells,
        min(place) filter (where place >= small and is_safe) as safe_place
    from measured
    group by indicator, period_end, region_code
),

-- Cells of each region that go, by its own rule; and whether its total must go too.
own_rule as (
    select
        *,
        is_small or (small > 0 and (not coalesce(is_seen, false) or safe_place is null))
            as total_goes,
        case
            when small = 0 then 0
            when coalesce(is_seen, false) then coalesce(safe_place, cells)
            else small
        end as cells_go,
        case when cells_go = 0 then least(2, cells) else cells_go end as cells_if_hidden
    from regions
),

-- The same once more, of regions in the country. A region whose total goes must hide a cell, or
-- its cells would sum to the total; one that goes with others hides two, since one of zero would
-- leave theirs alone in the country's total.
regions_in_line as (
    select
        own_rule.*,
        row_number() over line as place,
        count(*) filter (where own_rule.total_goes) over country as must_go,
        sum(own_rule.cells_if_hidden) over line as unknown_cells,
        sum(measured.unknown_numerator) over line as unknown_numerator,
        sum(measured.unknown_denominator) over line as unknown_denominator
    from own_rule
    inner join measured
        on
            own_rule.indicator = measured.indicator
            and own_rule.period_end = measured.period_end
            and own_rule.region_code is not distinct from measured.region_code
            and own_rule.cells_if_hidden = measured.place
    window
        country as (partition by own_rule.indicator, own_rule.period_end),
        line as (
            partition by own_rule.indicator, own_rule.period_end
            order by
                not own_rule.total_goes, own_rule.cells_go = 0, own_rule.denominator,
                own_rule.region_code
            rows between unbounded preceding and current row
        )
),

countries as (
    select
        indicator,
        period_end,
        any_value(must_go) as must_go,
        count(*) as regions,
        coalesce(any_value(country_is_seen), false) as is_seen,
        min(place) filter (
            where
            place >= must_go
            and place >= 2
            and (not counts_people or coalesce(is_open(unknown_numerator, unknown_cells), true))
            and (
                not is_share
                or coalesce(is_open(unknown_denominator - unknown_numerator, unknown_cells), true)
            )
        ) as safe_place
    from regions_in_line
    group by indicator, period_end
),

decided as (
    select
        regions_in_line.*,
        countries.must_go > 0
        and regions_in_line.place <= case
            when countries.is_seen then coalesce(countries.safe_place, countries.regions)
            else countries.must_go
        end as is_hidden
    from regions_in_line
    inner join countries
        on
            regions_in_line.indicator = countries.indicator
            and regions_in_line.period_end = countries.period_end
),

small_differences as (
    select *
    from differences
    where
        indicator in (
            select held.indicator
            from held_indicators as held
        )
        and (
            is_small_count(first_numerator)
            or is_small_count(second_numerator)
            or is_small_count(first_denominator - first_numerator)
            or is_small_count(second_denominator - second_numerator)
            or is_small_group(first_denominator)
            or is_small_group(second_denominator)
        )
),

-- A difference and its interval give both counts to whoever knows how large the groups are. Where
-- those of a region's other authorities would leave a hidden one alone, region and country go.
told_differences as (
    select
        cells.indicator,
        cells.period_end,
        areas.region_code
    from indicator_values as cells
    inner join held_indicators as held
        on cells.indicator = held.indicator and held.kind = 'difference'
    inner join areas on cells.area_code = areas.area_code and areas.area_type = 'authority'
    left join small_differences as few
        on
            cells.indicator = few.indicator
            and cells.area_code = few.area_code
            and cells.period_end = few.period_end
    where few.indicator is not null or cells.missing_reason = 'suppressed'
    group by cells.indicator, cells.period_end, areas.region_code
    having
        count(*) < 2
        or not is_open(sum(few.first_numerator), count(*))
        or not is_open(sum(few.second_numerator), count(*))
        or not is_open(sum(few.first_denominator - few.first_numerator), count(*))
        or not is_open(sum(few.second_denominator - few.second_numerator), count(*))
),

hidden as (
    select
        measured.indicator,
        measured.area_code,
        measured.period_end
    from measured
    inner join decided
        on
            measured.indicator = decided.indicator
            and measured.period_end = decided.period_end
            and measured.region_code is not distinct from decided.region_code
            and measured.place
            <= case when decided.is_hidden then decided.cells_if_hidden else decided.cells_go end
    union
    select
        indicator,
        region_code as area_code,
        period_end
    from decided
    where is_hidden and region_code is not null
    union
    select
        countries.indicator,
        areas.area_code,
        countries.period_end
    from countries
    inner join areas on areas.area_type = 'country'
    where countries.must_go > 0 and countries.safe_place is null
    union
    select
        indicator,
        area_code,
        period_end
    from small_wide
    where is_hidden
    union
    select
        indicator,
        area_code,
        period_end
    from small_differences
    union
    select
        indicator,
        region_code as area_code,
        period_end
    from told_differences
    where region_code is not null
    union
    select
        told_differences.indicator,
        areas.area_code,
        told_differences.period_end
    from told_differences
    inner join areas on areas.area_type = 'country'
),

small_groups as (
    select distinct
        indicator,
        period_end
    from authorities
    where is_small_group(denominator)
),

shared as (
    select
        kin.relative as indicator,
        hidden.area_code,
        hidden.period_end
    from hidden
    inner join kin on hidden.indicator = kin.indicator
    left join small_groups
        on
            hidden.indicator = small_groups.indicator
            and hidden.period_end = small_groups.period_end
    where kin.by_numerator or small_groups.indicator is not null
    union
    select * from hidden
)

select
    indicator,
    area_code,
    period_end
from shared
where not is_cleared()
order by indicator, area_code, period_end
