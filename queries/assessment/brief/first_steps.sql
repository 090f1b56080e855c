-- title: What an authority could keep next, by how many figures and themes it opens
-- grain: one row for each framework, date, authority and step
-- note: Worked out from the labels of indicators and the registers the authority keeps
--   (held_registers). A theme opens where as many of its judged indicators as it needs have all
--   their registers. Each step is the theme that needs the fewest new registers, the one that opens
--   more figures first: a good order, and not proven the best. figures counts all indicators of the
--   framework that can then be worked out, those of the steps before included. Of the last dates.

with recursive

needs as (
    select
        framework_bearings.framework,
        framework_bearings.theme,
        framework_bearings.indicator,
        framework_themes.title,
        framework_themes.position,
        framework_themes.minimum_evidence,
        ladders.indicator is not null as is_judged,
        list(stg_registers__days.register order by stg_registers__days.register) as registers
    from framework_bearings
    inner join framework_themes
        on
            framework_bearings.framework = framework_themes.framework
            and framework_bearings.theme = framework_themes.theme
    inner join indicator_labels on framework_bearings.indicator = indicator_labels.indicator
    inner join stg_registers__days
        on
            list_contains(
                regexp_split_to_array(indicator_labels.source, '[,;]\s*'),
                stg_registers__days.register
            )
    left join ladders
        on
            framework_bearings.framework = ladders.framework
            and framework_bearings.indicator = ladders.indicator
    -- A figure that a published source can give needs no register.
    where
        len(
            list_filter(
                regexp_split_to_array(indicator_labels.source, '[,;]\s*'),
                lambda each: each in (  -- noqa: RF02
                    'schools_register', 'maintained_school_balances', 'dedicated_schools_grant'
                )
            )
        ) = 0
    group by all
),

-- Authorities that keep the same registers take the same steps.
starts as (
    select
        summaries.framework,
        summaries.as_at,
        summaries.area_code,
        coalesce(
            list(held_registers.register order by held_registers.register) filter (
                where held_registers.register is not null
            ), []
        ) as held
    from published_summaries as summaries
    inner join recent_dates on summaries.as_at = recent_dates.as_at
    left join held_registers
        on
            summaries.as_at = held_registers.as_at
            and summaries.area_code = held_registers.area_code
    group by summaries.framework, summaries.as_at, summaries.area_code
),

-- Two judged indicators of a theme, or as many as it needs: the first, and those nearest to it.
bundles as (
    select
        seeds.framework,
        seeds.theme,
        seeds.title,
        seeds.position,
        seeds.indicator as seed,
        seeds.minimum_evidence,
        others.indicator,
        others.registers,
        row_number() over (
            partition by seeds.framework, seeds.theme, seeds.indicator, others.is_judged
            order by
                others.indicator = seeds.indicator desc,
                len(
                    list_filter(
                        others.registers,
                        lambda each: not list_contains(seeds.registers, each)  -- noqa: RF02
                    )
                ) asc,
                others.indicator asc
        ) as turn
    from needs as seeds
    inner join needs as others
        on
            seeds.framework = others.framework
            and seeds.theme = others.theme
            and others.is_judged
    where seeds.is_judged
),

offers as (
    select
        framework,
        theme,
        any_value(title) as title,
        any_value(position) as position,
        list_distinct(flatten(list(registers order by indicator))) as registers
    from bundles
    where turn <= minimum_evidence
    group by framework, theme, seed
    having count(*) = any_value(minimum_evidence)
),

walked as (
    select distinct
        framework,
        held as start,
        0 as step,
        held,
        cast([] as varchar[]) as themes,
        cast(null as varchar) as theme,
        cast(null as varchar) as title,
        cast([] as varchar[]) as added
    from starts
    union all
    select
        framework,
        start,
        step,
        held,
        themes,
        theme,
        title,
        fresh as added
    from (
        select
            walked.framework,
            walked.start,
            walked.step + 1 as step,
            list_sort(list_distinct(list_concat(walked.held, offers.registers))) as held,
            list_append(walked.themes, offers.theme) as themes,
            offers.theme,
            offers.title,
            list_sort(
                list_filter(
                    offers.registers,
                    lambda each: not list_contains(walked.held, each)  -- noqa: RF02
                )
            ) as fresh,
            row_number() over (
                partition by walked.framework, walked.start
                order by
                    len(fresh) asc,
                    (
                        select count(*)
                        from needs
                        where
                            needs.framework = walked.framework
                            and list_has_all(
                                list_concat(walked.held, offers.registers), needs.registers
                            )
                    ) desc,
                    offers.position asc,
                    array_to_string(fresh, ' ') asc
            ) as turn
        from walked
        inner join offers
            on
                walked.framework = offers.framework
                and not list_contains(walked.themes, offers.theme)
    ) as choices
    where turn = 1
)

select
    starts.framework,
    starts.as_at,
    starts.area_code,
    walked.step,
    walked.theme,
    walked.title,
    walked.added,
    len(walked.held) as registers,
    walked.step as themes,
    (
        select count(*)
        from needs
        where
            needs.framework = walked.framework
            and list_has_all(walked.held, needs.registers)
    ) as figures,
    (
        select count(*)
        from needs
        where needs.framework = walked.framework
    ) as all_figures
from starts
inner join walked on starts.framework = walked.framework and starts.held = walked.start
where walked.step > 0
order by starts.framework, starts.area_code, starts.as_at, walked.step
