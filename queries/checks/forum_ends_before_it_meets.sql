-- title: A forum ends after it first met
-- severity: warning
-- fix: Correct the dates in forums
-- note: The forum exists on no day, and none of its seats gives a voice
-- about: forums

select
    area_code,
    forum_id,
    established_on,
    ended_on
from forums
where ended_on < established_on
