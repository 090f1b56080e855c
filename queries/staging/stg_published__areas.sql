-- title: Authorities of England that ship with the product
-- grain: one row for each authority
-- source: published
-- note: Inner and Outer London are regions within London.

select
    area_code,
    gss_code,
    name,
    authority_type,
    region_code
from source_published__areas
