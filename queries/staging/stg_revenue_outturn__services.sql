-- title: Spending on services by authority
-- grain: one row for each body that makes a return
-- source: revenue_outturn
-- note: All in £. Districts, police, fire and other bodies are here too.

select
    ecode,
    gss_code,
    name,
    class,
    notes,
    make_date(cast(left(year, 4) as integer), 4, 1) as period_start,
    make_date(cast(left(year, 4) as integer) + 1, 3, 31) as period_end,
    education_expenditure * 1000 as education_expenditure,
    education_expenditure__missing,
    education_income * 1000 as education_income,
    education_income__missing,
    education_net * 1000 as education_net,
    education_net__missing,
    children_social_care_expenditure * 1000 as children_social_care_expenditure,
    children_social_care_expenditure__missing,
    children_social_care_income * 1000 as children_social_care_income,
    children_social_care_income__missing,
    children_social_care_net * 1000 as children_social_care_net,
    children_social_care_net__missing,
    total_expenditure * 1000 as total_expenditure,
    total_expenditure__missing,
    total_income * 1000 as total_income,
    total_income__missing,
    total_net * 1000 as total_net,
    total_net__missing
from source_revenue_outturn__services
