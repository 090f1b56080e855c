-- title: The evidence of a theme, used and missing
-- params: area_code, as_at, framework, theme

with ladder as (
    select
        bool_or(is_named) as is_named,
        map_from_entries(list((level, short))) as short
    from rungs
    where framework = $framework
)

select
    evidence.indicator,
    evidence.title,
    evidence.unit,
    evidence.kind,
    case
        when not evidence.is_judged then 'shown, not judged'
        when evidence.part = 'too_few' then 'too few cases to judge'
        when evidence.part = 'no_case' then 'no case'
        when evidence.asked > 0 and evidence.part = 'judged'
            then
                shown(evidence.denominator, 0) || ' of ' || shown(evidence.asked, 0)
                || ' asked answered'
        when evidence.uncertainty = 'complete' and evidence.part = 'judged'
            then 'complete count, no chance'
        when evidence.status = 'not_collected'
            then 'Not collected. Needs registers: ' || indicator_labels.source
        else replace(evidence.status, '_', ' ')
    end as part_played,
    evidence.decimals,
    evidence.status,
    evidence.missing_reason,
    evidence.period_text,
    evidence.value,
    evidence.lower,
    evidence.upper,
    evidence.denominator,
    evidence.weight,
    evidence.level,
    case
        when evidence.part = 'too_few' then 'too few to judge'
        when evidence.level is null then 'no level'
        when ladder.is_named then evidence.word
        else 'level ' || evidence.level || ' ' || evidence.word
    end
    || case
        when evidence.level_low is null or evidence.level_low = evidence.level_high then ''
        else
            ', could be ' || concat_ws(
                ' or ',
                case
                    when evidence.level_low < evidence.level
                        then
                            if(evidence.level - evidence.level_low > 1, 'down to ', '')
                            || ladder.short[evidence.level_low]
                end,
                case
                    when evidence.level_high > evidence.level
                        then
                            if(evidence.level_high - evidence.level > 1, 'up to ', '')
                            || ladder.short[evidence.level_high]
                end
            )
    end as level_text,
    not ladder.is_named as is_numbered,
    coalesce(theme_levels.limited_by = evidence.indicator, false) as limits,
    'Source rows' as source_rows
from evidence
cross join ladder
inner join indicator_labels on evidence.indicator = indicator_labels.indicator
left join theme_levels
    on
        evidence.framework = theme_levels.framework
        and evidence.as_at = theme_levels.as_at
        and evidence.area_code = theme_levels.area_code
        and evidence.theme = theme_levels.theme
where
    evidence.framework = $framework
    and evidence.area_code = $area_code
    and evidence.as_at = cast($as_at as date)
    and evidence.theme = $theme
order by evidence.is_judged desc, evidence.level asc nulls last, evidence.title asc
