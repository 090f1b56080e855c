-- title: How few warning notices there were in a whole country

select
    string_agg(
        what || ': ' || cast(value as integer) || ' (' || source || '; ' || lower(caveat[1])
        || caveat[2:] || ')', '. ' order by figure
    ) as said
from national_context
where theme = 'intervention'
