-- title: Lines of enquiry from published facts, each with the register that would answer it
-- params: area_code, as_at, framework

select
    regexp_replace(said, ' Answered by: [^:]+$', '') as said,
    indicator,
    facts['title'] as words,
    facts['register'] as register,
    replace(facts['register'], ' ', '_') as register_code
from sentences
where
    framework = $framework
    and area_code = $area_code
    and as_at = cast($as_at as date)
    and sentence like 'enquiry\_%' escape '\'
order by position
