-- title: Rows of the sources, by authority and line
-- grain: one row for each line of a register but funding, and for each figure of a published table
-- gate: of people it holds no number, only where their rows lie, and of answers not even that
-- note: What a figure rests on can be found in its file: source_lines are lines of a CSV file, rows
--   of a sheet or numbers of records. A row of a register counts from begun_on to ended_on, one of
--   a published table in the period that ends on period_end. part is the measure, item or kind that
--   a query can ask for by name; without one the row counts for all, and by_name says that it
--   counts for nobody else. cells holds the row, column by column, where it is about institutions,
--   partnerships or money. Where it is about people, cells holds no count (the gate is figures),
--   and the answers of an authority are put together. Lines of funding, of which a country has
--   millions, are not copied: pages/trace/rows reads them from their mart.

-- What a line of a register belongs to says which authority's it is and, where the line has no
-- dates of its own, from when to when it counts.
with owners as (
    select
        'area' as belongs_to,
        area_code as id,
        area_code,
        cast(null as varchar) as part,
        cast(null as date) as begun_on,
        cast(null as date) as ended_on
    from areas
    union all by name
    select
        'institution' as belongs_to,
        institution_id as id,
        area_code,
        opened_on as begun_on,
        closed_on as ended_on
    from stg_institutions__register
    union all by name
    select
        'partnership' as belongs_to,
        partnership_id as id,
        area_code,
        started_on as begun_on,
        ended_on
    from stg_partnerships__register
    union all by name
    select
        'priority' as belongs_to,
        priority_id as id,
        area_code,
        plan_start as begun_on,
        plan_end as ended_on
    from stg_priorities__register
    union all by name
    select
        'forum' as belongs_to,
        forum_id as id,
        area_code,
        policy_area as part,
        established_on as begun_on,
        ended_on
    from stg_forums__register
    union all by name
    select
        'seat' as belongs_to,
        seats.seat_id as id,
        forums.area_code,
        forums.policy_area as part,
        seats.started_on as begun_on,
        seats.ended_on
    from stg_seats__register as seats
    inner join stg_forums__register as forums on seats.forum_id = forums.forum_id
),

register_lines as (
    select
        'institutions__register' as table_name,
        'institution' as belongs_to,
        institution_id as id,
        cast(null as varchar) as part,
        opened_on as begun_on,
        closed_on as ended_on,
        source_line,
        to_json(struct_pack(
            institution_id := institution_id,
            name := name,
            phase := phase,
            institution_type := institution_type,
            opened_on := opened_on,
            closed_on := closed_on
        )) as cells
    from stg_institutions__register
    union all by name
    select
        'partnerships__register' as table_name,
        'partnership' as belongs_to,
        partnership_id as id,
        started_on as begun_on,
        ended_on,
        source_line,
        to_json(stg_partnerships__register) as cells
    from stg_partnerships__register
    union all by name
    select
        'memberships__register' as table_name,
        case when institution_id is null then 'partnership' else 'institution' end as belongs_to,
        coalesce(institution_id, partnership_id) as id,
        joined_on as begun_on,
        left_on as ended_on,
        source_line,
        to_json(stg_memberships__register) as cells
    from stg_memberships__register
    union all by name
    select
        'agreements__register' as table_name,
        'partnership' as belongs_to,
        partnership_id as id,
        signed_on as begun_on,
        ends_on as ended_on,
        source_line,
        to_json(stg_agreements__register) as cells
    from stg_agreements__register
    union all by name
    select
        'functions__register' as table_name,
        'partnership' as belongs_to,
        partnership_id as id,
        devolved_on as begun_on,
        ended_on,
        source_line,
        to_json(stg_functions__register) as cells
    from stg_functions__register
    union all by name
    select
        'reviews__register' as table_name,
        'partnership' as belongs_to,
        partnership_id as id,
        reviewed_on as begun_on,
        reviewed_on as ended_on,
        source_line,
        to_json(stg_reviews__register) as cells
    from stg_reviews__register
    union all by name
    select
        'posts__register' as table_name,
        'partnership' as belongs_to,
        partnership_id as id,
        started_on as begun_on,
        ended_on,
        source_line,
        to_json(stg_posts__register) as cells
    from (select * exclude (annual_cost, annual_cost__missing) from stg_posts__register)
        as stg_posts__register
    union all by name
    select
        'problems__register' as table_name,
        'partnership' as belongs_to,
        partnership_id as id,
        raised_on as begun_on,
        resolved_on as ended_on,
        source_line,
        to_json(stg_problems__register) as cells
    from stg_problems__register
    union all by name
    select
        'priorities__register' as table_name,
        'priority' as belongs_to,
        priority_id as id,
        plan_start as begun_on,
        plan_end as ended_on,
        source_line,
        to_json(stg_priorities__register) as cells
    from stg_priorities__register
    union all by name
    select
        'priority_partnerships__register' as table_name,
        'priority' as belongs_to,
        priority_id as id,
        source_line,
        to_json(stg_priority_partnerships__register) as cells
    from stg_priority_partnerships__register
    union all by name
    select
        'forums__register' as table_name,
        'forum' as belongs_to,
        forum_id as id,
        established_on as begun_on,
        ended_on,
        source_line,
        to_json(stg_forums__register) as cells
    from stg_forums__register
    union all by name
    select
        'seats__register' as table_name,
        'forum' as belongs_to,
        forum_id as id,
        started_on as begun_on,
        ended_on,
        source_line,
        to_json(stg_seats__register) as cells
    from stg_seats__register
    union all by name
    select
        'attendance__register' as table_name,
        'seat' as belongs_to,
        seat_id as id,
        met_on as begun_on,
        met_on as ended_on,
        source_line,
        to_json(stg_attendance__register) as cells
    from (select * exclude (attended) from stg_attendance__register) as stg_attendance__register
    union all by name
    select
        'status_changes__register' as table_name,
        'institution' as belongs_to,
        institution_id as id,
        change as part,
        proposed_on as begun_on,
        coalesce(completed_on, stance_on) as ended_on,
        source_line,
        to_json(stg_status_changes__register) as cells
    from stg_status_changes__register
    union all by name
    select
        'interventions__register' as table_name,
        'institution' as belongs_to,
        institution_id as id,
        intervention as part,
        concern_on as begun_on,
        ended_on,
        source_line,
        to_json(stg_interventions__register) as cells
    from stg_interventions__register
    union all by name
    select
        'concern_agreements__register' as table_name,
        'institution' as belongs_to,
        institution_id as id,
        agreed_on as begun_on,
        ends_on as ended_on,
        source_line,
        to_json(stg_concern_agreements__register) as cells
    from stg_concern_agreements__register
),

kept as (
    select
        register_lines.table_name,
        owners.area_code,
        coalesce(register_lines.part, owners.part) as part,
        coalesce(register_lines.begun_on, owners.begun_on) as begun_on,
        coalesce(register_lines.ended_on, owners.ended_on) as ended_on,
        [register_lines.source_line] as source_lines,
        register_lines.cells
    from register_lines
    inner join owners
        on register_lines.belongs_to = owners.belongs_to and register_lines.id = owners.id
),

grouped_schools as (
    select
        'schools_register__group_links' as table_name,
        area_code,
        group_type as part,
        joined_on as begun_on,
        [source_line] as source_lines,
        to_json(struct_pack(
            urn := urn,
            name := school_name,
            school_type := school_type,
            group_id := group_id,
            group_name := group_name,
            group_type := group_type,
            status := group_status,
            joined_on := joined_on
        )) as cells
    from stg_schools_register__group_links
),

grants as (
    select
        source_table as table_name,
        area_code,
        block as part,
        true as by_name,
        period_end,
        source_lines,
        to_json(struct_pack(
            block := block,
            recoupment := recoupment,
            amount := amount,
            missing_reason := missing_reason,
            file := source_file
        )) as cells
    from dedicated_schools_grant
),

balances as (
    select
        source_table as table_name,
        area_code,
        'maintained_schools_in_deficit' as part,
        true as by_name,
        period_end,
        source_lines,
        to_json(struct_pack(
            phase := phase,
            schools := schools,
            schools_in_deficit := schools_in_deficit,
            missing_reason := missing_reason
        )) as cells
    from maintained_schools
    where phase = 'all'
),

measured as (
    select
        source_table as table_name,
        area_code,
        measure as part,
        true as by_name,
        period_end,
        source_lines,
        true as is_people,
        to_json(struct_pack(measure := source_measure, file := source_file)) as cells
    from outcomes
    where measure not like 'dsg%' and measure <> 'maintained_schools_in_deficit'
),

-- Lines that are told have gaps between them: a gap is as long as a survey that is hidden, and
-- so tells how many answered. Of a register of answers no line is told, however many there are.
answered as (
    select
        'survey_answers__register' as table_name,
        area_code,
        item as part,
        wave as period_end,
        true as is_people
    from stg_survey_answers__register
    group by area_code, wave, item
),

asked as (
    select
        'survey_invitations__register' as table_name,
        area_code,
        wave as period_end,
        true as is_people
    from stg_survey_invitations__register
    group by area_code, wave
),

together as (
    select * from kept
    union all by name
    select * from grouped_schools
    union all by name
    select * from grants
    union all by name
    select * from balances
    union all by name
    select * from measured
    union all by name
    select * from answered
    union all by name
    select * from asked
)

select
    table_name,
    area_code,
    part,
    coalesce(by_name, false) as by_name,
    period_end,
    begun_on,
    ended_on,
    source_lines,
    coalesce(is_people, false) as is_people,
    cells
from together
order by area_code, table_name, part, period_end, source_lines
