-- title: Gaps in evidence: missing, stale, thin, contradictory or hidden, by whom and by when
-- grain: one row for each framework, date, authority and fault of a theme or one of its figures
-- note: Of the indicators that are judged. missing: no figure. hidden: too few people to show.
--   stale: the last figure is older than the framework allows. thin: too few cases behind a
--   figure to judge it, or fewer figures in the theme than it needs.
--   contradictory: the lowest and highest level of a theme lie more than contradiction_levels
--   apart, ranges and all, or partners who score alone differ by more on an item of the theme.
--   undocumented: no document in the register of the last document_years.
--   due_on is the day that due_is names. Only of the last six dates. contradictory and
--   undocumented are listed only where the framework has a rule of the kind.

with rules as (
    select
        framework_themes.framework,
        framework_themes.theme,
        framework_themes.minimum_evidence,
        arg_max(framework_limits.value, framework_limits.theme is not null) filter (
            where framework_limits.rule = 'contradiction_levels'
        ) as contradiction_levels,
        cast(
            arg_max(framework_limits.value, framework_limits.theme is not null) filter (
                where framework_limits.rule = 'document_years'
            ) as integer
        ) as document_years
    from framework_themes
    left join framework_limits
        on
            framework_themes.framework = framework_limits.framework
            and (
                framework_limits.theme is null or framework_themes.theme = framework_limits.theme
            )
    group by framework_themes.framework, framework_themes.theme, framework_themes.minimum_evidence
),

-- Whose a theme is: of the question and the owner that most of its indicators have.
tallies as (
    select
        framework_bearings.framework,
        framework_bearings.theme,
        framework_bearings.question,
        indicator_labels.owner,
        count(*) as indicators
    from framework_bearings
    inner join indicator_labels on framework_bearings.indicator = indicator_labels.indicator
    where framework_bearings.theme is not null
    group by all
),

heads as (
    select
        framework,
        theme,
        arg_max(question, (indicators, question)) as question,
        arg_max(owner, (indicators, owner)) as owner
    from tallies
    group by framework, theme
),

judged as (
    select
        evidence.framework,
        evidence.as_at,
        evidence.area_code,
        evidence.theme,
        evidence.indicator,
        evidence.title,
        evidence.period_end,
        evidence.denominator,
        evidence.level,
        evidence.level_low,
        evidence.level_high,
        evidence.status,
        evidence.part,
        evidence.missing_reason,
        framework_bearings.question,
        framework_bearings.max_age_years,
        indicator_labels.owner,
        indicator_labels.source,
        indicator_labels.counts = 'people' as asks_people,
        split(frameworks.words, '|') as rungs,
        level_said(frameworks.scale, evidence.level, rungs[evidence.level]) as said
    from evidence
    inner join frameworks on evidence.framework = frameworks.framework
    inner join recent_dates on evidence.as_at = recent_dates.as_at
    inner join framework_bearings
        on
            evidence.framework = framework_bearings.framework
            and evidence.indicator = framework_bearings.indicator
    inner join indicator_labels on evidence.indicator = indicator_labels.indicator
    where evidence.is_judged
),

of_figures as (
    select
        judged.framework,
        judged.as_at,
        judged.area_code,
        judged.theme,
        judged.question,
        judged.indicator,
        judged.title,
        case
            when judged.status = 'stale' then 'stale'
            when judged.missing_reason = 'suppressed' then 'hidden'
            when judged.part = 'missing' then 'missing'
            when judged.part = 'too_few' then 'thin'
        end as kind,
        case kind
            when 'stale'
                then 'last figure: ' || strftime(judged.period_end, '%-d %b %Y')
            when 'hidden' then 'too few people are counted to show it'
            when 'missing'
                then
                    case judged.missing_reason
                        when 'not_collected'
                            then 'Not collected. Needs registers: ' || judged.source
                        else replace(judged.missing_reason, '_', ' ')
                    end
            when 'thin'
                then
                    'rests on ' || shown(judged.denominator, 0) || ': too few to judge'
        end as said,
        judged.owner,
        case
            when kind in ('stale', 'thin')
                then cast(judged.period_end + to_years(judged.max_age_years) as date)
            else cast(judged.as_at + interval 1 year as date)
        end as due_on,
        case
            when kind = 'stale' then 'it has been too old since'
            when kind = 'thin' then 'the figure is too old from then'
            else 'the next day of judging'
        end as due_is
    from judged
    inner join rules on judged.framework = rules.framework and judged.theme = rules.theme
    where kind is not null
),

extremes as (
    select
        framework,
        as_at,
        area_code,
        theme,
        arg_min(judged, (level, level_high, indicator)) as lowest,
        arg_max(judged, (level, level_low, indicator)) as highest
    from judged
    where level is not null
    group by framework, as_at, area_code, theme
),

contradictions as (
    select
        extremes.framework,
        extremes.as_at,
        extremes.area_code,
        extremes.theme,
        extremes.lowest.question,
        extremes.lowest.indicator,
        extremes.lowest.title,
        'contradictory' as kind,
        extremes.lowest.said || ', where ' || extremes.highest.title || ' is '
        || extremes.highest.said
        || case
            when extremes.lowest.asks_people <> extremes.highest.asks_people
                then ': what people say is not what is counted'
            else ''
        end as said,
        extremes.lowest.owner,
        cast(extremes.as_at + interval 1 year as date) as due_on,
        'the next day of judging' as due_is
    from extremes
    inner join rules on extremes.framework = rules.framework and extremes.theme = rules.theme
    where
        extremes.highest.level - extremes.lowest.level > rules.contradiction_levels
        and extremes.highest.level_low > extremes.lowest.level_high
),

documents as (
    select
        theme_levels.framework,
        theme_levels.as_at,
        theme_levels.area_code,
        theme_levels.theme,
        max(evidence_items.dated_on) as last_dated
    from theme_levels
    inner join recent_dates on theme_levels.as_at = recent_dates.as_at
    left join evidence_items
        on
            theme_levels.area_code = evidence_items.area_code
            and theme_levels.theme = evidence_items.theme
            and theme_levels.as_at >= evidence_items.dated_on
    group by theme_levels.framework, theme_levels.as_at, theme_levels.area_code, theme_levels.theme
),

of_themes as (
    select
        theme_levels.framework,
        theme_levels.as_at,
        theme_levels.area_code,
        theme_levels.theme,
        'thin' as kind,
        theme_levels.evidence_used || ' of ' || theme_levels.evidence_possible
        || ' indicators known, ' || rules.minimum_evidence || ' needed to judge'
        || case
            when theme_levels.too_few > 0
                then '; ' || theme_levels.too_few || ' more with too few cases'
            else ''
        end as said
    from theme_levels
    inner join recent_dates on theme_levels.as_at = recent_dates.as_at
    inner join rules
        on theme_levels.framework = rules.framework and theme_levels.theme = rules.theme
    where theme_levels.evidence_used < rules.minimum_evidence and theme_levels.evidence_possible > 0
    union all
    select
        documents.framework,
        documents.as_at,
        documents.area_code,
        documents.theme,
        'undocumented' as kind,
        'no document registered'
        || coalesce(' since ' || strftime(documents.last_dated, '%-d %b %Y'), '') as said
    from documents
    inner join rules on documents.framework = rules.framework and documents.theme = rules.theme
    where
        rules.document_years is not null
        and coalesce(
            documents.last_dated <= documents.as_at - to_years(rules.document_years), true
        )
    union all
    select
        rules.framework,
        partner_differences.as_at,
        partner_differences.area_code,
        rules.theme,
        'contradictory' as kind,
        'partners differ on “' || partner_differences.title || '”: '
        || partner_differences.lowest_partner || ' '
        || shown(partner_differences.lowest, 1) || ' of 4, '
        || partner_differences.highest_partner || ' '
        || shown(partner_differences.highest, 1) as said
    from partner_differences
    inner join recent_dates on partner_differences.as_at = recent_dates.as_at
    inner join rules on partner_differences.theme = rules.theme
    where partner_differences.difference > rules.contradiction_levels
    qualify
        row_number() over (
            partition by
                rules.framework, rules.theme, partner_differences.as_at,
                partner_differences.area_code
            order by partner_differences.difference desc, partner_differences.position asc
        ) = 1
),

owed as (
    select * from of_figures
    union all by name
    select * from contradictions
    union all by name
    select
        of_themes.*,
        heads.question,
        heads.owner,
        cast(of_themes.as_at + interval 1 year as date) as due_on,
        'the next day of judging' as due_is
    from of_themes
    left join heads on of_themes.framework = heads.framework and of_themes.theme = heads.theme
)

select
    framework,
    as_at,
    area_code,
    question,
    theme,
    indicator,
    coalesce(title, 'the theme as a whole') as title,
    kind,
    said,
    owner,
    due_on,
    due_is
from owed
order by framework, area_code, as_at, theme, indicator, kind
