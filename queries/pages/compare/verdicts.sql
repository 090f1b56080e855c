-- title: Which figures of a comparison to show

select
    unnest(['all', 'better', 'worse']) as code,
    unnest(['Every figure', 'Only better', 'Only worse']) as label
