-- title: The text of every query that the figures come through
-- params: roots
-- note: From the tables named in roots down to what reads the sources, as the build ran them.

with recursive needed as (
    select unnest(cast($roots as text[])) as name
    union
    select build_reads.reads as name
    from needed
    inner join build_reads on needed.name = build_reads.name
)

select
    build_steps.name,
    build_steps.layer,
    build_steps.path,
    build_steps.title,
    build_steps.sql
from build_steps
inner join needed on build_steps.name = needed.name
where build_steps.path <> ''
order by build_steps.path
