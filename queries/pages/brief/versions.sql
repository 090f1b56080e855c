-- title: The version of the text of each indicator that this build ran
-- note: version is what a sign-off names: the first 12 digits of the SHA-256 of the SQL file, its
--   label included.

select
    name as indicator,
    left(sha256(sql), 12) as version
from build_steps
where layer = 'indicators'
order by indicator
