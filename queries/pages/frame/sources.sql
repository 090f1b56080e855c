-- title: Which data is loaded, and how old it is
-- note: Sources of which a file is imported; the reference tables ship with the product.

select
    source,
    title,
    publisher,
    licence,
    attribution,
    address,
    max(release) as release,
    max(imported_at) as imported_at,
    sum(rows) as rows
from build_sources
where imported_at is not null
group by source, title, publisher, licence, attribution, address
order by title
