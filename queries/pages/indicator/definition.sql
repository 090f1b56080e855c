-- title: What an indicator means, who answers for it, and how it is worked out
-- params: indicator

select
    indicator_labels.*,
    worked_examples.markdown,
    build_steps.path as step_path,
    build_steps.sql as step_sql,
    build_steps.status as step_status,
    build_steps.error as step_error,
    left(sha256(build_steps.sql), 12) as version
from indicator_labels
left join worked_examples
    on indicator_labels.indicator = worked_examples.indicator
left join build_steps
    on
        indicator_labels.indicator = build_steps.name
        and build_steps.layer = 'indicators'
where indicator_labels.indicator = $indicator
