-- title: Which data is loaded, and how old it is
-- note: Sources of which a file is imported; the reference tables ship with the product.

select *
from loaded_sources
order by title
