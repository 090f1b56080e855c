-- title: What the schools register and the money published say of every authority
-- params: as_at
-- note: The register is a snapshot of August 2022; foundation trusts are overstated, since schools
--  that closed stay in their old trust. The grant is before recoupment, in £.

select
    * exclude (as_at),
    (
        select string_agg(distinct build_sources.title, '; ' order by build_sources.title)
        from build_sources
        where
            build_sources.imported_at is not null
            and build_sources.source
            in ('schools_register', 'dedicated_schools_grant', 'demonstration')
    ) as source
from published_profiles
where as_at = cast($as_at as date)
order by name
