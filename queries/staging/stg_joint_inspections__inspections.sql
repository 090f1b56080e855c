-- title: Joint targeted area inspections
-- grain: one row for each authority
-- source: joint_inspections
-- note: Text alone: inspectors give no grade. What the collector wrote where it found nothing, and
--   pieces that begin inside a sentence, are left out.

select
    area_code,
    published_on,
    subject,
    quotable(strengths) as strengths,
    quotable(headline) as headline,
    quotable(to_improve) as to_improve,
    link,
    source_line
from source_joint_inspections__inspections
