-- title: What the register says of an authority, in a sentence
-- params: area_code, as_at
-- note: Agreements and reviews are the figures of the indicators, gaps and all.

with counted as (
    select
        count(*) as partnerships,
        count(distinct kind) as kinds,
        count(*) filter (where not is_agreed) as without_agreement,
        count(*) filter (
            where not is_agreed
            and coalesce(reviewed_on <= period_end - interval 1 year, true)
            and started_on <= period_end - interval 1 year
        ) as to_look_at,
        count(*) filter (
            where
            least(
                case when is_agreed then agreed_to end, grant_ends_on, ended_on
            ) <= period_end + interval 1 year
        ) as ending
    from partnership_states
    where area_code = $area_code and period_end = cast($as_at as date)
),

said as (
    select
        max(numerator) filter (
            where indicator = 'partnerships_with_written_agreement'
        ) as agreements,
        max(numerator) filter (where indicator = 'partnerships_reviewed_last_year') as reviewed,
        max(denominator) filter (where indicator = 'partnerships_reviewed_last_year') as old_enough
    from figures
    where
        area_code = $area_code
        and period_end = cast($as_at as date)
        and indicator in ('partnerships_with_written_agreement', 'partnerships_reviewed_last_year')
),

loaded as (
    select count(*) as partnerships
    from partnerships
)

select
    loaded.partnerships > 0 as is_loaded,
    counted.partnerships,
    case
        when loaded.partnerships = 0 then areas.name || ': no register of partnerships is loaded'
        when counted.partnerships = 0 then areas.name || ' keeps a record of no active partnership'
        else
            areas.name || ' runs ' || counted.partnerships
            || case counted.partnerships when 1 then ' partnership' else ' partnerships' end
            || case
                when counted.kinds > 1 then ' of ' || counted.kinds || ' kinds' else ''
            end
            || case
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
                    when said.reviewed is null then 'Reviews: not collected'
                    else
                        cast(said.reviewed as integer) || ' of ' || cast(said.old_enough as integer)
                        || ' that are a year old or more were reviewed in the last 12 months'
                end
                || case
                    when counted.to_look_at > 0
                        then
                            '; ' || counted.to_look_at
                            || ' have neither an agreement in force nor a review in that time'
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
    end as below,
    'What an authority runs with its schools stands in its own registers. Load at least '
    || 'institutions, partnerships and memberships; agreements, reviews, funding, posts and '
    || 'priorities add the rest. Below is what the national schools register knows.' as needed,
    'python -m kit import FOLDER_OF_REGISTERS --data published' || chr(10)
    || 'python -m kit build --data published' as commands
from areas
cross join counted
cross join said
cross join loaded
where areas.area_code = $area_code
