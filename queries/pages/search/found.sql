-- title: What a reader's words find
-- params: words, kind, most
-- note: By kind, best first: what has the code; the name itself; names that begin with the words;
--   names, then other words, that hold them all; then names in which each looks like a word.
--   `most` of each kind, or all of the one kind asked for; `found` counts.

with

asked as (
    select
        cleaned.said,
        string_split(cleaned.said, ' ') as words
    from (
        select trim(
            regexp_replace(strip_accents(lower(left($words, 80))), '[^a-z0-9]+', ' ', 'g')
        ) as said
    ) as cleaned
),

rated as (
    select
        search_names.*,
        case
            when
                list_contains(string_split(search_names.also, ' '), asked.said)
                and regexp_matches(asked.said, '[0-9]') then 1
            when search_names.plain = asked.said then 2
            when starts_with(search_names.plain, asked.said) then 3
            when len(list_filter(
                asked.words,
                lambda word: not contains(' ' || search_names.plain, ' ' || word)  -- noqa: RF02
            )) = 0 then 4
            when len(list_filter(
                asked.words,
                lambda word: not contains(  -- noqa: RF02
                    ' ' || search_names.plain || ' ' || search_names.also,
                    ' ' || word  -- noqa: RF02
                )
            )) = 0 then 5
            when len(list_filter(
                asked.words,
                lambda word: len(list_filter(  -- noqa: RF02
                    string_split(search_names.plain, ' '),
                    lambda held: jaro_winkler_similarity(  -- noqa: RF02
                        held, word  -- noqa: RF02
                    ) >= 0.9
                )) = 0
            )) = 0 then 6
        end as rating
    from search_names
    inner join asked on len(asked.said) > 1
    where $kind = '' or search_names.kind = $kind
),

counted as (
    select
        *,
        min(rating) over (partition by kind) as best,
        row_number() over (
            partition by kind order by rating asc, len(plain) asc, plain asc, code asc
        ) as place,
        count(*) over (partition by kind) as found
    from rated
    where rating is not null
)

select
    kind,
    title,
    said,
    page,
    parameter,
    code,
    area_code,
    found
from counted
where place <= if($kind = '', $most, 300)
order by best > 2 asc, position asc, place asc
