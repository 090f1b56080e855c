-- title: What each indicator says of itself
-- params: framework

select indicator_labels.*
from indicator_labels
left join framework_bearings
    on
        indicator_labels.indicator = framework_bearings.indicator
        and framework_bearings.framework = $framework
where
    indicator_labels.status <> 'retired'
    and (framework_bearings.theme is not null or indicator_labels.theme = 'outcomes')
order by indicator_labels.indicator
