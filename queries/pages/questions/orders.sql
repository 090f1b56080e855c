-- title: Ways in which the list of gaps in evidence can be ordered

select
    unnest(['kind', 'due', 'owner', 'theme']) as code,
    unnest(['Kind', 'Due', 'Owner', 'Theme']) as label
