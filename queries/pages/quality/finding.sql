-- title: What is loaded and what the checks found, in a sentence

with checked as (
    select
        count(*) as checks,
        count(*) filter (where offenders > 0 or error <> '') as found
    from check_results
),

touched as (
    select count(distinct check_reach.table_name) as indicators
    from check_results
    inner join check_reach on check_results.check_name = check_reach.check_name
    inner join indicator_labels on check_reach.table_name = indicator_labels.indicator
    where check_results.offenders > 0 or check_results.error <> ''
),

loaded as (
    select
        count(*) filter (where kind = 'register') as registers,
        count(imported_at) filter (where kind = 'register') as registers_loaded,
        count(distinct source) filter (where kind = 'published') as sources,
        count(distinct source) filter (where kind = 'published' and imported_at is not null)
            as sources_loaded,
        max(imported_at) as imported_at
    from build_sources
)

select
    case checked.found
        when 0 then 'All ' || checked.checks || ' checks on the data pass'
        else
            checked.found || ' of ' || checked.checks || ' checks on the data fail, touching '
            || touched.indicators
            || case touched.indicators when 1 then ' indicator' else ' indicators' end
    end as headline,
    loaded.registers_loaded || ' of ' || loaded.registers || ' registers'
    || case
        when loaded.sources > 0
            then
                ' and ' || loaded.sources_loaded || ' of ' || loaded.sources || ' published sources'
        else ''
    end || ' are loaded' as below,
    loaded.imported_at
from checked
cross join touched
cross join loaded
