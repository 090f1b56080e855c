-- title: What the figures say, in sentences
-- params: area_code, as_at, framework
-- note: part is standing, well, worry, changed, question or not_told; said is the
--  sentence, indicator the figure it leads to, asked_of the role that answers for it, page the
--  address of the page it leads to, words those of the sentence that lead there.

select
    part,
    position,
    sentence,
    form,
    subject,
    said,
    theme,
    indicator,
    asked_of,
    page,
    coalesce(
        list_filter(
            if(
                page in ('level', 'moves'),
                [facts['theme'], facts['title']],
                [facts['title'], facts['action']]
            ),
            lambda each: contains(said, each)
        )[1],
        regexp_extract(said, '^[^:.?,]+')
    ) as words
from sentences
where
    framework = $framework
    and area_code = $area_code
    and as_at = cast($as_at as date)
order by part, position
