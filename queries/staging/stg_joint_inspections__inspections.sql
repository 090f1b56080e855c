-- title: Joint targeted area inspections
-- grain: one row for each authority
-- source: joint_inspections
-- note: Text alone: inspectors give no grade.

select
    area_code,
    published_on,
    subject,
    nullif(strengths, 'Not found or not applicable.') as strengths,
    nullif(headline, 'Not found or not applicable.') as headline,
    nullif(to_improve, 'Not found or not applicable.') as to_improve,
    link,
    source_line
from source_joint_inspections__inspections
