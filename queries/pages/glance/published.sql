-- title: What published data says of each theme, and what it does not say
-- params: area_code, as_at, framework
-- note: Structure and money are described and not ranked: neither is a level. Rows only where
--   reports of inspectors or a schools register are loaded. leads: no theme has a level, so that
--   this comes first on the page.

with loaded as (
    select 1 as one
    where
        exists (from dated_inspections) or exists (from group_snapshots)
),

named as (
    select count(level_low) = 0 as leads
    from theme_levels
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
),

said as (
    select
        theme,
        string_agg(
            distinct case badge
                when 'inspectors' then 'judged by inspectors' else badge
            end, ' · '
            order by case badge when 'inspectors' then 'judged by inspectors' else badge end desc
        ) as badges,
        string_agg(said_short, '; ' order by position) as judged,
        count(*) filter (where badge = 'counted') as counted,
        count(verdict) as tested,
        count(*) filter (where verdict = 'better') as better,
        count(*) filter (where verdict = 'worse') as worse,
        bool_or(badge = 'money') as has_money,
        bool_or(badge = 'structure') as has_structure,
        arg_min(said, position) filter (where badge in ('money', 'structure')) as described
    from published_evidence
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
    group by theme
)

select
    framework_themes.theme,
    framework_themes.title,
    framework_themes.title as heading,
    case
        when said.theme is not null then said.badges
        when framework_silences.has_evidence then 'nothing loaded of this date'
        else 'nothing is published'
    end as badges,
    case
        when said.theme is null and framework_silences.has_evidence
            then 'What is published and loaded says nothing here at this date.'
        when said.theme is null then 'Nothing is published. Your registers can answer this.'
        else concat_ws(
            ' ',
            'Inspectors on ' || said.judged || '.',
            case
                when said.counted = 0 then null
                when said.tested = 0 then 'What is counted cannot be tested for chance.'
                when said.better + said.worse = 0
                    then 'What is counted is too close to neighbours to tell.'
                when said.tested = 1
                    then 'Tested: ' || if(said.better = 1, 'better', 'worse') || ' than neighbours.'
                else
                    'Tested: ' || concat_ws(
                        ', ',
                        case
                            when said.better > 0 then 'better than neighbours on ' || said.better
                        end,
                        case
                            when said.worse > 0 then 'worse than neighbours on ' || said.worse
                        end
                    ) || ' of ' || said.tested || ' counts.'
            end,
            case
                when said.has_money then 'How money is divided: neither high nor low is better.'
            end,
            case
                when said.has_structure
                    then 'How schools are grouped: neither many nor few is better.'
            end
        )
    end as says,
    says as sentence,
    concat_ws(
        ' ',
        said.described,
        case
            when said.theme is null or said.judged is not null or said.counted > 0
                then regexp_replace(says, ' ?How [a-z]+ (is|are) [^.]*\.', '')
        end
    ) as in_short,
    framework_silences.does_not_say,
    named.leads
from framework_themes
cross join loaded
cross join named
inner join framework_silences
    on
        framework_themes.framework = framework_silences.framework
        and framework_themes.theme = framework_silences.theme
left join said on framework_themes.theme = said.theme
where framework_themes.framework = $framework
order by framework_themes.position
