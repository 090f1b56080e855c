-- title: The method in plain words
-- params: framework
-- note: What each step does exactly is in the label and the SQL of the file it names. A framework
--   of another body names no level here, and no step gives one.

select
    heading as step,
    words
from method_texts
where
    part = 'step'
    and (
        not needs_levels
        or (
            select frameworks.names_levels
            from frameworks
            where frameworks.framework = $framework
        )
    )
order by position
