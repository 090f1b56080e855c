-- title: Each bearing of a framework names an indicator, a theme and a question that exist
-- severity: error
-- fix: Correct the row of the file named, or add what it names to themes.csv, questions.csv or
--   queries/indicators
-- note: An indicator that belongs to no theme would be left out of a level without notice
-- about: framework_bearings

with judged as (
    select
        bearings.framework,
        bearings.source_line,
        case
            when indicator_labels.indicator is null
                then 'no indicator is called ' || bearings.indicator
            when bearings.theme is not null and framework_themes.theme is null
                then 'themes.csv has no theme ' || bearings.theme
            when framework_questions.question is null
                then 'questions.csv has no question ' || bearings.question
            when bearings.weight <= 0 then 'a weight is more than 0'
        end as reason
    from stg_reference__framework_bearings as bearings
    left join indicator_labels on bearings.indicator = indicator_labels.indicator
    left join framework_themes
        on
            bearings.framework = framework_themes.framework
            and bearings.theme = framework_themes.theme
    left join framework_questions
        on
            bearings.framework = framework_questions.framework
            and bearings.question = framework_questions.question
)

select
    'frameworks/' || framework || '/bearings.csv' as file,
    source_line as line,
    reason
from judged
where reason is not null
