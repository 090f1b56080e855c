-- title: What the register says of an authority, in a sentence
-- grain: one row for each authority and assessment date
-- note: Trusts, sponsors and what has one member are on record and no partnership. Agreements and
--   reviews are the figures of the indicators, gaps and all.

with loaded as (
    select count(*) > 0 as is_loaded
    from partnerships
),

complete as (
    select min(complete_as_at) as complete_as_at
    from register_days
    where register = 'partnerships'
),

begun_since as (
    select
        dated_areas.as_at,
        partnerships.area_code,
        count(*) as partnerships
    from partnerships
    inner join dated_areas
        on
            partnerships.area_code = dated_areas.area_code
            and partnerships.started_on > dated_areas.as_at
    group by dated_areas.as_at, partnerships.area_code
),

counted as (
    select
        area_code,
        period_end,
        count(*) filter (where counts_as = 'collaboration') as partnerships,
        count(distinct kind) filter (where counts_as = 'collaboration') as kinds,
        count(*) filter (where counts_as = 'ownership') as owned,
        count(*) filter (where counts_as = 'too_few_members') as alone,
        count(*) filter (
            where counts_as = 'collaboration'
            and not is_agreed
            and coalesce(reviewed_on <= period_end - interval 1 year, true)
            and started_on <= period_end - interval 1 year
        ) as to_look_at,
        count(*) filter (
            where
            counts_as = 'collaboration'
            and least(
                case when is_agreed then agreed_to end, grant_ends_on, ended_on
            ) <= period_end + interval 1 year
        ) as ending
    from partnership_states
    group by area_code, period_end
),

said as (
    select
        area_code,
        period_end,
        max(numerator) filter (
            where indicator = 'partnerships_with_written_agreement'
        ) as agreements,
        max(numerator) filter (where indicator = 'partnerships_reviewed_last_year') as reviewed,
        max(denominator) filter (where indicator = 'partnerships_reviewed_last_year') as old_enough
    from figures
    where indicator in ('partnerships_with_written_agreement', 'partnerships_reviewed_last_year')
    group by area_code, period_end
)

select
    dated_areas.area_code,
    dated_areas.as_at,
    loaded.is_loaded,
    dated_areas.name || case
        when not loaded.is_loaded then ': no register of partnerships is loaded'
        when complete.complete_as_at < dated_areas.as_at
            then
                ': the register of partnerships is complete only to '
                || strftime(complete.complete_as_at, '%-d %B %Y')
        when coalesce(counted.partnerships, 0) = 0
            then ' keeps no record of an active partnership'
        else
            ' runs ' || counted.partnerships
            || case counted.partnerships when 1 then ' partnership' else ' partnerships' end
            || case
                when counted.kinds > 1 then ' of ' || counted.kinds || ' kinds' else ''
            end
            || case
                when said.agreements is null and counted.partnerships = 1
                    then '; whether it rests on an agreement is not known'
                when said.agreements is null then '; whether they rest on agreements is not known'
                when said.agreements = counted.partnerships
                    then
                        case counted.partnerships
                            when 1 then ', under a written agreement'
                            else ', all under a written agreement'
                        end
                when said.agreements = 0 then ', none under a written agreement'
                else ', ' || cast(said.agreements as integer) || ' under a written agreement'
            end
    end as headline,
    case
        when counted.partnerships > 0
            then
                case
                    when counted.owned + counted.alone = 0 then ''
                    else
                        'Not counted as partnerships: ' || concat_ws(
                            ' and ',
                            case counted.owned
                                when 0 then null
                                when 1 then '1 trust or sponsor'
                                else counted.owned || ' trusts and sponsors'
                            end,
                            case when counted.alone > 0 then counted.alone || ' of one member' end
                        ) || '. '
                end || case
                    when said.reviewed is null then 'Reviews: not collected'
                    else
                        cast(said.reviewed as integer) || ' of ' || cast(said.old_enough as integer)
                        || ' that are a year old or more were reviewed in the last 12 months'
                end
                || case
                    when counted.to_look_at > 0 and said.agreements + said.reviewed is not null
                        then
                            '; ' || counted.to_look_at
                            || case counted.to_look_at when 1 then ' has' else ' have' end
                            || ' neither an agreement in force nor a review in that time'
                    else ''
                end
                || case
                    when counted.ending > 0
                        then
                            '; for ' || counted.ending
                            || ' the agreement, a grant or the partnership ends within 12 months'
                    else ''
                end
                || '.'
        else ''
    end
    || case
        when begun_since.partnerships > 0
            then
                ' ' || begun_since.partnerships
                || case begun_since.partnerships when 1 then ' has' else ' have' end
                || ' begun since.'
        else ''
    end as below
from dated_areas
cross join loaded
cross join complete
left join begun_since
    on dated_areas.area_code = begun_since.area_code and dated_areas.as_at = begun_since.as_at
left join counted
    on dated_areas.area_code = counted.area_code and dated_areas.as_at = counted.period_end
left join said on dated_areas.area_code = said.area_code and dated_areas.as_at = said.period_end
order by dated_areas.area_code, dated_areas.as_at
