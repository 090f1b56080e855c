-- title: Sums that can be read, of counts of people of which some are hidden
-- grain: one row for each reader, sum and hidden count in it
-- private: what stands behind hidden counts; a build holds it to be unsolvable
-- note: coefficient times count, added up over a sum, is total, give or take slack. Sums are a
--   region or the country with its parts, a whole with its groups, and an indicator with those it
--   adds up (sum_of). A count that two indicators share is one count. A difference that is shown
--   counts as both counts of both its measures: whoever knows the groups can work them out. One
--   reader knows the sums and nothing more; another takes each hidden count of an authority for 1
--   to 5, where that is so. A publisher's total is a sum where it is exact, or within the 0.05 % to
--   which his percentages are rounded (slack), and what he hid is unknown to both. A third and a
--   fourth kept what earlier versions showed, while it is still true. Counts of people there are
--   guarded where they are ten or fewer.
-- solved: least and most of each hidden count

with people as (
    select
        indicator,
        counts_people,
        is_share,
        numerator as counted,
        denominator as there
    from held_indicators
    where kind <> 'difference'
),

-- Each area with the whole it is a part of: an authority in no region is a part of the country.
places as (
    select
        area_code,
        area_type,
        case
            when area_type = 'authority' and region_code is not null then region_code
            when area_type <> 'country'
                then max(area_code) filter (where area_type = 'country') over ()
        end as part_of
    from areas
    where area_type in ('authority', 'region', 'country')
),

cells as (
    select
        indicator,
        area_code,
        period_end,
        numerator,
        denominator,
        false as is_published,
        value is null as is_source_hidden
    from indicator_values
    where
        area_code in (
            select places.area_code
            from places
            where places.area_type = 'authority'
        )
        and (
            (numerator is not null and denominator is not null and value is not null)
            or missing_reason = 'suppressed'
        )
    union all
    select
        indicator,
        area_code,
        period_end,
        numerator,
        denominator,
        is_published,
        false as is_source_hidden
    from totals
    where numerator is not null and denominator is not null and value is not null
),

-- Both measures of each difference, each with its counts.
measures as (
    select
        differences.indicator,
        differences.area_code,
        differences.period_end,
        unnest([
            {
                'measure': trim(split_part(labels.parts, ',', 1)),
                'numerator': differences.first_numerator,
                'denominator': differences.first_denominator
            },
            {
                'measure': trim(split_part(labels.parts, ',', 2)),
                'numerator': differences.second_numerator,
                'denominator': differences.second_denominator
            }
        ]) as one
    from differences
    inner join held_indicators on differences.indicator = held_indicators.indicator
    inner join indicator_labels as labels on differences.indicator = labels.indicator
),

seen as (
    select
        cells.* exclude (numerator, denominator),
        places.area_type,
        places.part_of,
        'a total and its parts' as kind,
        people.counts_people,
        people.is_share,
        people.counted,
        people.there,
        case when not cells.is_source_hidden then cells.numerator end as numerator,
        case when not cells.is_source_hidden then cells.denominator end as denominator,
        figures.numerator is not null as is_shown,
        is_shown or figures_remembered.numerator is not null as is_known
    from cells
    inner join people on cells.indicator = people.indicator
    inner join places on cells.area_code = places.area_code
    left join figures
        on
            cells.indicator = figures.indicator
            and cells.area_code = figures.area_code
            and cells.period_end = figures.period_end
    left join figures_remembered
        on
            cells.indicator = figures_remembered.indicator
            and cells.area_code = figures_remembered.area_code
            and cells.period_end = figures_remembered.period_end
            and cells.numerator = figures_remembered.numerator
            and cells.denominator = figures_remembered.denominator
    union all by name
    select
        differences.indicator || ': ' || differences.one.measure as indicator,
        differences.area_code,
        differences.period_end,
        places.area_type,
        case
            when places.area_type = 'authority' and regions.indicator is null
                then countries.area_code
            else places.part_of
        end as part_of,
        'a difference of a total and its parts' as kind,
        places.area_type <> 'authority' as is_published,
        differences.one.numerator is null as is_source_hidden,
        true as counts_people,
        true as is_share,
        differences.one.measure as counted,
        'those of ' || differences.one.measure as there,
        differences.one.numerator,
        differences.one.denominator,
        figures.value is not null as is_shown,
        is_shown or figures_remembered.value is not null as is_known
    from measures as differences
    inner join places on differences.area_code = places.area_code
    left join areas as countries on countries.area_type = 'country'
    left join differences as regions
        on
            differences.indicator = regions.indicator
            and differences.period_end = regions.period_end
            and places.part_of = regions.area_code
    left join figures
        on
            differences.indicator = figures.indicator
            and differences.area_code = figures.area_code
            and differences.period_end = figures.period_end
    left join figures_remembered
        on
            differences.indicator = figures_remembered.indicator
            and differences.area_code = figures_remembered.area_code
            and differences.period_end = figures_remembered.period_end
),

quantities as (
    select
        *,
        'counted' as quantity,
        counted as words,
        numerator as n,
        true as is_guarded
    from seen
    where counts_people
    union all
    select
        *,
        'not counted' as quantity,
        counted || ' of ' || there as words,
        denominator - numerator as n,
        true as is_guarded
    from seen
    where is_share
    union all
    select
        *,
        'there' as quantity,
        there as words,
        denominator as n,
        coalesce(is_small_group(denominator), false) as is_guarded
    from seen
),

-- One count is one, whichever indicators tell it.
counts as (
    select
        indicator,
        area_code,
        area_type,
        part_of,
        kind,
        period_end,
        is_published,
        quantity,
        n,
        case when n <> round(n) then 0.0005 * denominator else 0 end as blur,
        is_guarded,
        concat_ws('|', quantity, words, area_code, period_end, n) as cell,
        bool_or(is_shown) over (partition by quantity, words, area_code, period_end, n) as is_shown,
        bool_or(is_known) over (partition by quantity, words, area_code, period_end, n) as is_known,
        max(case when is_shown then denominator end) over (
            partition by there, area_code, period_end
        ) as shown_there,
        max(case when is_known then denominator end) over (
            partition by there, area_code, period_end
        ) as known_there
    from quantities
),

sums as (
    select
        concat_ws('|', parts.indicator, parts.quantity, wholes.area_code, parts.period_end)
            as equation,
        parts.kind,
        wholes.is_published,
        wholes.cell as whole,
        wholes.n as whole_n,
        parts.cell as part,
        parts.n as part_n,
        wholes.blur + coalesce(parts.blur, 0) as blur
    from counts as wholes
    inner join counts as parts
        on
            wholes.indicator = parts.indicator
            and wholes.quantity = parts.quantity
            and wholes.period_end = parts.period_end
            and wholes.area_code = parts.part_of
            and (wholes.is_published or parts.n is not null)
    union all
    -- A cell that the source hid is in no sum of ours, so its region's leaves it to the country's.
    select
        concat_ws('|', parts.indicator, parts.quantity, wholes.area_code, parts.period_end)
            as equation,
        parts.kind,
        true as is_published,
        wholes.cell as whole,
        wholes.n as whole_n,
        parts.cell as part,
        parts.n as part_n,
        0 as blur
    from counts as parts
    inner join places on parts.part_of = places.area_code and places.area_type = 'region'
    inner join counts as wholes
        on
            parts.indicator = wholes.indicator
            and parts.quantity = wholes.quantity
            and parts.period_end = wholes.period_end
            and places.part_of = wholes.area_code
            and wholes.is_published
    left join counts as regions
        on
            parts.indicator = regions.indicator
            and parts.quantity = regions.quantity
            and parts.period_end = regions.period_end
            and parts.part_of = regions.area_code
    where parts.n is null and regions.is_published is not true
    union all
    select
        concat_ws('|', wholes.indicator, 'sum of', wholes.area_code, wholes.period_end)
            as equation,
        'indicators that add up to another' as kind,
        true as is_published,
        wholes.cell as whole,
        wholes.n as whole_n,
        parts.cell as part,
        parts.n as part_n,
        wholes.blur + coalesce(parts.blur, 0) as blur
    from counts as wholes
    inner join indicator_labels as labels
        on wholes.indicator = labels.indicator and labels.sum_of is not null
    inner join counts as parts
        on
            list_contains(string_split(labels.sum_of, ', '), parts.indicator)
            and wholes.quantity = 'counted'
            and parts.quantity = 'counted'
            and wholes.area_code = parts.area_code
            and wholes.period_end = parts.period_end
),

exact as (
    select
        *,
        case
            when not is_published then true
            when count(part_n) over whole_sum = count(*) over whole_sum
                then abs(sum(part_n) over whole_sum - whole_n) <= sum(blur) over whole_sum + 1e-6
            else sum(part_n) over whole_sum <= whole_n
        end as is_exact
    from sums
    window whole_sum as (partition by equation)
),

terms as (
    select
        equation,
        part as cell,
        1 as coefficient,
        kind,
        is_published
    from exact
    where is_exact
    union
    select
        equation,
        whole as cell,
        -1 as coefficient,
        kind,
        is_published
    from exact
    where is_exact
),

facts as (
    select
        cell,
        any_value(indicator order by indicator) as indicator,
        any_value(area_code order by indicator) as area_code,
        any_value(area_type order by indicator) as area_type,
        any_value(period_end order by indicator) as period_end,
        any_value(quantity order by indicator) as quantity,
        any_value(n order by indicator) as n,
        max(blur) as blur,
        any_value(shown_there order by indicator) as shown_there,
        any_value(known_there order by indicator) as known_there,
        bool_or(is_shown) as is_shown,
        bool_or(is_known) as is_known,
        bool_or(is_guarded) and any_value(n order by indicator) is not null as is_guarded
    from counts
    group by cell
),

-- Of what an earlier version showed there is a second copy, where there is any.
readers as (
    select false as remembers
    union all
    select true as remembers
    from figures_remembered
    having count(*) > 0
),

known as (
    select
        readers.remembers,
        terms.equation,
        terms.cell,
        terms.coefficient,
        terms.kind,
        facts.indicator,
        facts.area_code,
        facts.area_type,
        facts.period_end,
        facts.quantity,
        facts.n,
        facts.is_guarded,
        case when readers.remembers then facts.is_known else facts.is_shown end as is_known,
        case when readers.remembers then facts.known_there else facts.shown_there end
            as known_there,
        sum(case when is_known then -1 * terms.coefficient * facts.n else 0 end)
            over (partition by readers.remembers, terms.equation) as total,
        -- Shown counts that are shares of a cohort, to the last digit in sums of our own; hidden
        -- ones are whole.
        sum(
            case
                when facts.blur = 0 then 0
                when not is_known then 0.5
                when terms.is_published then facts.blur
                else 0
            end
        ) over (partition by readers.remembers, terms.equation) as slack
    from terms
    inner join facts on terms.cell = facts.cell
    cross join readers
),

of_groups as (
    select
        concat_ws('|', wholes.area_code, wholes.wave, parts.grouping) as equation,
        parts.in_group,
        parts.area_code,
        parts.wave,
        parts.missing_reason is not null as is_hidden,
        count(parts.numerator) over groups_of as groups_shown,
        wholes.numerator - sum(coalesce(parts.numerator, 0)) over groups_of as answered,
        wholes.denominator - sum(coalesce(parts.denominator, 0)) over groups_of as asked
    from survey_responses as wholes
    inner join survey_responses as parts
        on
            wholes.area_code = parts.area_code
            and wholes.wave = parts.wave
            and wholes.grouping = 'all'
            and parts.grouping <> 'all'
    where wholes.numerator is not null and wholes.denominator is not null
    window groups_of as (partition by wholes.area_code, wholes.wave, parts.grouping)
),

hidden as (
    select
        remembers,
        equation,
        kind,
        cell,
        coefficient,
        total,
        slack,
        case quantity when 'there' then null else known_there end as most,
        is_guarded,
        area_type = 'authority' and quantity <> 'there' as is_taken_small,
        coalesce(n between 1 and 5, true) as is_small,
        indicator as what,
        area_code,
        period_end as of_day
    from known
    where not is_known
    union all
    select
        false as remembers,
        concat_ws('|', equation, of_groups.quantity) as equation,
        'groups of a survey' as kind,
        concat_ws('|', equation, in_group, of_groups.quantity) as cell,
        1 as coefficient,
        total,
        0 as slack,
        null as most,
        true as is_guarded,
        false as is_taken_small,
        true as is_small,
        'survey_responses' as what,
        area_code,
        wave as of_day
    from (
        select
            *,
            'answered' as quantity,
            answered as total
        from of_groups
        union all
        select
            *,
            'did not answer' as quantity,
            asked - answered as total
        from of_groups
        union all
        select
            *,
            'asked' as quantity,
            asked as total
        from of_groups
    ) as of_groups
    where is_hidden and groups_shown > 0
)

select
    'knows the sums' || case when remembers then ' and earlier versions' else '' end as reader,
    remembers,
    equation,
    kind,
    cell,
    coefficient,
    total,
    slack,
    0 as least,
    most,
    is_guarded,
    what,
    area_code,
    of_day
from hidden
union all
select
    'takes each for 1 to 5' || case when remembers then ' and knows earlier versions' else '' end
        as reader,
    remembers,
    equation,
    kind,
    cell,
    coefficient,
    total,
    slack,
    case when is_taken_small then 1 else 0 end as least,
    case when is_taken_small then 5 else most end as most,
    is_guarded,
    what,
    area_code,
    of_day
from hidden
where
    equation in (
        select small.equation
        from hidden as small
        where small.is_taken_small
        group by small.equation
        having bool_and(small.is_small)
    )
order by reader, equation, cell
