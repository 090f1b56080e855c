-- title: Schools that joined a kind of partnership, next to similar schools that did not
-- note: One row for each kind and measure. sentence says what happened, or that it is too few to
--   say; caution belongs with every row that is shown.

select
    added_value.kind,
    partnership_kinds.title as kind_title,
    added_value.measure as indicator,
    indicator_labels.title,
    indicator_labels.unit,
    cast(indicator_labels.decimals as integer) as decimals,
    indicator_labels.polarity,
    added_value.joined,
    added_value.matched,
    added_value.partnerships,
    added_value.enough,
    added_value.is_enough,
    added_value.before_joined,
    added_value.after_joined,
    added_value.before_others,
    added_value.after_others,
    added_value.effect,
    added_value.lower,
    added_value.upper,
    added_value.prior_before_matching,
    added_value.prior_after_matching,
    added_value.poverty_before_matching,
    added_value.poverty_after_matching,
    added_value.is_balanced,
    added_value.is_beyond_placebo,
    shown(100 * added_value.placebo, 0) || '%' as placebo_text,
    coalesce(partnership_kinds.title, added_value.kind) || case
        when added_value.is_enough
            then
                ': ' || added_value.matched || ' schools of ' || added_value.partnerships
                || ' partnerships'
        else ''
    end as row_title,
    shown(added_value.before_joined, 1) || ' → ' || shown(added_value.after_joined, 1)
        as joined_text,
    shown(added_value.before_others, 1) || ' → ' || shown(added_value.after_others, 1)
        as others_text,
    shown(added_value.effect, 2) || ' (' || shown(added_value.lower, 2) || ' to '
    || shown(added_value.upper, 2) || ')' as effect_text,
    shown(added_value.prior_before_matching, 2) || ' → '
    || shown(added_value.prior_after_matching, 2) as prior_text,
    shown(added_value.poverty_before_matching, 2) || ' → '
    || shown(added_value.poverty_after_matching, 2) as poverty_text,
    case
        when not added_value.is_enough
            then
                'Too few to say: ' || added_value.matched || ' of ' || added_value.joined
                || ' schools that joined could be matched, of ' || added_value.partnerships
                || ' partnerships. ' || added_value.enough || ' are needed, of '
                || added_value.enough_partnerships || '.'
        when not added_value.is_balanced
            then
                'The ' || added_value.matched || ' schools that joined and the similar ones are not'
                || ' alike enough to compare.'
        when added_value.lower <= 0 and added_value.upper >= 0
            then
                'No clear difference between ' || added_value.matched
                || ' schools that joined and as many similar ones.'
        when not added_value.is_beyond_placebo
            then
                'A difference for ' || added_value.matched || ' schools that joined, '
                || 'but placebo tests find as large a difference too.'
        when (added_value.effect > 0) = (indicator_labels.polarity = 'higher_is_better')
            then
                'Results improved more in ' || added_value.matched
                || ' schools that joined than in as many similar ones.'
        else
            'Results got worse in ' || added_value.matched
            || ' schools that joined than in as many similar ones.'
    end as sentence,
    'This does not show cause. The National Audit Office (Partnering for school improvement, 2009) '
    || 'did not demonstrate a link between how partnerships are managed and school improvement; '
    || 'better placed schools partner less.' as caution
from added_value
inner join indicator_labels on added_value.measure = indicator_labels.indicator
left join partnership_kinds on added_value.kind = partnership_kinds.kind
order by kind_title, indicator_labels.title
