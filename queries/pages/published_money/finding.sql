-- title: What is published of an authority's money for schools, in a sentence
-- params: area_code, as_at

select
    has_money,
    headline,
    below,
    'dsg_central_block_share' as indicator,
    'This page needs the published sources Dedicated Schools Grant or revenue outturn.' as needed
from published_money_findings
where area_code = $area_code and as_at = cast($as_at as date)
