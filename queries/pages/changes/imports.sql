-- title: Imports of the last two years, and the rows each added, revised and took away
-- note: Two releases are compared from the older to the newer, whichever was imported first. The
--  first import of a table is compared with none. Of registers about people no count is told.

select
    build_imports.batch,
    build_imports.imported_at,
    build_imports.table_title as title,
    build_imports.file,
    case
        when build_imports.compared_with is null then build_imports.release
        else
            least(build_imports.compared_with, build_imports.release)
            || ' to ' || greatest(build_imports.compared_with, build_imports.release)
    end as releases,
    case
        when build_imports.compared_with > build_imports.release then build_imports.gone
        else build_imports.added
    end as added,
    build_imports.revised,
    case
        when build_imports.compared_with > build_imports.release then build_imports.added
        else build_imports.gone
    end as gone,
    case
        when build_imports.is_undone then 'undone'
        when build_imports.compared_with > build_imports.release then 'an older release put back'
        when build_imports.compared_with is null then 'first import'
        else 'imported'
    end as state
from build_imports
inner join build on build_imports.imported_at > build.built_at - interval 2 year
order by build_imports.imported_at desc, build_imports.table_title asc
