-- title: The limits of each figure by measured noise
-- grain: one row for each indicator, authority and period with a figure
-- note: What a figure is compared by. basis counts: lower and upper are its 95 % interval, widened
--   by how much more authorities vary round their own lines against the country than chance gives;
--   own_lower and own_upper by how much they vary round their own lines, for a comparison with the
--   figure's own past. basis noise: an outcome without counts, from the pooled noise of all
--   authorities; the interval that is shown next to the figure stays empty. Not where no cohort of
--   the authority has reached 1,000 people: so few vary by more than authorities of ordinary size.
--   basis complete: there is no chance in a complete count, so a difference counts by its size:
--   more than the least worth telling, and of a percentage more than one case is. widened is how
--   many times wider than chance alone.

with tiny as (
    select figures.area_code
    from figures
    inner join indicator_labels on figures.indicator = indicator_labels.indicator
    where
        figures.area_type = 'authority'
        and 'people' in (indicator_labels.counts, indicator_labels.out_of)
    group by figures.area_code
    having max(figures.denominator) < 1000
),

noise as (
    select
        figures.indicator,
        figures.area_code,
        figures.period_end,
        figures.denominator,
        figures.value,
        figures.lower as chance_lower,
        figures.upper as chance_upper,
        indicator_labels.kind,
        indicator_labels.kind = 'rate' as is_rate,
        case
            when indicator_labels.uncertainty = 'complete' then 'complete'
            when figures.lower is not null then 'counts'
            else 'noise'
        end as basis,
        worth_telling(
            indicator_labels.kind, indicator_labels.least_difference, figures.denominator
        ) as worth_telling,
        against.dispersion as against_country,
        own.dispersion as alone
    from figures
    inner join indicator_labels on figures.indicator = indicator_labels.indicator
    left join area_noise as against
        on
            figures.indicator = against.indicator
            and figures.area_code = against.area_code
            and against.series = 'relative'
            and against.basis = case when figures.lower is not null then 'counts' else 'noise' end
    left join area_noise as own
        on
            figures.indicator = own.indicator
            and figures.area_code = own.area_code
            and own.series = 'own'
            and own.basis = case when figures.lower is not null then 'counts' else 'noise' end
    left join tiny on figures.area_code = tiny.area_code
    where
        (
            tiny.area_code is null
            or figures.lower is not null
            or indicator_labels.uncertainty = 'complete'
        )
        and figures.area_type = 'authority'
        and figures.value is not null
        and indicator_labels.kind <> 'count'
),

reached as (
    select
        indicator,
        area_code,
        period_end,
        kind,
        denominator,
        value,
        basis,
        sqrt(coalesce(against_country, 1)) as widened,
        case
            when basis = 'complete' then value - worth_telling
            when basis = 'counts' then value - widened * (value - chance_lower)
            when is_rate then nullif(value, 0) * exp(-1 * z_95() * sqrt(against_country))
            else value - z_95() * sqrt(against_country)
        end as lower,
        case
            when basis = 'complete' then value + worth_telling
            when basis = 'counts' then value + widened * (chance_upper - value)
            when is_rate then nullif(value, 0) * exp(z_95() * sqrt(against_country))
            else value + z_95() * sqrt(against_country)
        end as upper,
        case
            when basis = 'complete' then value - worth_telling
            when basis = 'counts' then value - sqrt(coalesce(alone, 1)) * (value - chance_lower)
            when is_rate then pow(greatest(sqrt(value) - z_95() * sqrt(alone), 0), 2)
            else value - z_95() * sqrt(alone)
        end as own_lower,
        case
            when basis = 'complete' then value + worth_telling
            when basis = 'counts' then value + sqrt(coalesce(alone, 1)) * (chance_upper - value)
            when is_rate then pow(sqrt(value) + z_95() * sqrt(alone), 2)
            else value + z_95() * sqrt(alone)
        end as own_upper
    from noise
)

select
    indicator,
    area_code,
    period_end,
    if(coalesce(lower, own_lower) is null, null, basis) as basis,
    if(basis = 'counts', widened, null) as widened,
    if(basis = 'complete', lower, kept_within(lower, kind)) as lower,
    if(basis = 'complete', upper, kept_within(upper, kind)) as upper,
    if(basis = 'complete', own_lower, kept_within(own_lower, kind)) as own_lower,
    if(basis = 'complete', own_upper, kept_within(own_upper, kind)) as own_upper
from reached
order by indicator, area_code, period_end
