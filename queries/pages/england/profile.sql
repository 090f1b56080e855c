-- title: What the schools register and the money published say of every authority
-- params: as_at
-- note: The register is a snapshot of August 2022; foundation trusts are overstated, since schools
--  that closed stay in their old trust. The grant is before recoupment, in £.

select
    * exclude (as_at),
    (
        select string_agg(distinct loaded_sources.title, '; ' order by loaded_sources.title)
        from loaded_sources
        where
            loaded_sources.source
            in ('schools_register', 'dedicated_schools_grant', 'demonstration')
    ) as source
from published_profiles
where as_at = cast($as_at as date)
order by name
