-- title: Indicators to choose from
-- note: Also those whose SQL failed in the last build, so that the message can be read.

select
    indicator as code,
    title || ' · ' || theme_title as label
from listed_indicators
where status <> 'retired'
order by place
