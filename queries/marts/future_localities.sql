-- title: Which localities go to which authority to be formed
-- grain: one row for each locality of an authority that is to end
-- note: The locality in small letters, as it is compared.

with listed as (
    select
        predecessor_code,
        locality,
        authority
    from stg_reference__future_localities
    union all
    select
        predecessor_code,
        locality,
        authority
    from stg_demonstration__future_localities
)

select
    listed.predecessor_code,
    lower(trim(listed.locality)) as locality,
    listed.authority
from listed
inner join future_authorities
    on
        listed.predecessor_code = future_authorities.predecessor_code
        and listed.authority = future_authorities.authority
