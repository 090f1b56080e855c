-- title: Spending of authorities on education and children's social care
-- grain: one row for each area and financial year
-- note: In £, as returned. Districts, police, fire and other bodies are left out: they have no
--   education service. A return that has not come is not available.

with bodies as (
    select
        services.*,
        area_codes.area_code
    from stg_revenue_outturn__services as services
    inner join area_codes on services.gss_code = area_codes.gss_code
)

select
    area_code,
    period_start,
    period_end,
    education_expenditure,
    education_income,
    education_net,
    children_social_care_expenditure,
    children_social_care_income,
    children_social_care_net,
    total_expenditure,
    total_income,
    total_net,
    education_net__missing as missing_reason
from bodies
