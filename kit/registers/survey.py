"""A survey by links: who is asked, answers that nobody can trace, and rows of the register.

It is of leaders, or of partners that score one checklist each alone (`form`).

An invitation is a token of which only the hash is kept. An answer has no token, no time and no
order: it is kept under a name made by chance, and all answers of a wave have the wave's last day.
What is saved as it goes is a draft under such a name too, which only the leader's address holds.
"""

import hashlib
import random
import secrets
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from kit.people import access, record
from kit.records import register_rows, store, tables
from kit.records.store import Refused
from kit.store.paths import Collection
from kit.store.schema import Table, Wide

GROUPS = "survey_groups"  # under which it is kept which open answer is in which group
LEAST = 5  # answers below which nothing is shown
_WAVES, _INVITED, _ANSWERS = tables.survey_waves, tables.wave_invitations, tables.wave_answers
Details = dict[str, str]
LEADERS, PARTNERS = "leaders", "partners"  # the two forms: yes or no to items, or a score of each


@dataclass(frozen=True)
class Wave:
    """One round of the survey: what is asked, of whom, between which days."""

    wave_id: str
    title: str
    area_code: str
    opens_on: date
    closes_on: date
    details: dict[str, Any]

    @property
    def is_locked(self) -> bool:
        """Whether its answers are in the register, and no more can come."""
        return bool(self.details.get("locked"))

    @property
    def form(self) -> str:
        """Who answers, and so how: LEADERS or PARTNERS."""
        return self.details.get("form", LEADERS)

    def is_open(self, today: date) -> bool:
        """Say whether it can be answered on a day."""
        return self.opens_on <= today <= self.closes_on and not self.is_locked


def _hash(token: str) -> str:
    return hashlib.sha256(token.strip().encode()).hexdigest()


def today() -> date:
    """Return the day of the machine."""
    return datetime.now(UTC).date()


def begin(
    title: str,
    area_code: str,
    opens_on: date,
    closes_on: date,
    items: list[str],
    question: str,
    kept: list[str],
    collection: Collection | None = None,
    form: str = LEADERS,
) -> str:
    """Set up a wave; return its id. Raises Refused where days or items do not make one.

    `kept`: what is kept of who answered, such as role and phase, and nothing else of them.
    """
    access.require("registers", area_code)
    if closes_on < opens_on:
        raise Refused("Not saved: the survey would close before it opens.")
    if not items:
        raise Refused("Not saved: choose at least one statement.")
    wave_id = secrets.token_hex(6)
    details = {"items": items, "question": question, "kept": kept, "form": form}
    with store.transaction(collection) as connection:
        record.write_within(connection, "survey", area_code, set_up=wave_id, form=form)
        connection.execute(insert(_WAVES).values(
            wave_id=wave_id, title=title, area_code=area_code, opens_on=opens_on,
            closes_on=closes_on, details=details,
        ))  # fmt: skip
    return wave_id


def waves(area_code: str, collection: Collection | None = None) -> list[Wave]:
    """Return the waves of an authority, the newest first."""
    asked = (
        select(_WAVES).where(_WAVES.c.area_code == area_code).order_by(_WAVES.c.closes_on.desc())
    )
    with store.reading(collection) as connection:
        return [Wave(**one) for one in connection.execute(asked).mappings()]


def invite(wave: Wave, leaders: list[Details], collection: Collection | None = None) -> list[str]:
    """Invite leaders; return a token for each, in order: none is kept or can be shown again."""
    access.require("registers", wave.area_code)
    if wave.is_locked:
        raise Refused("Not saved: this wave is locked.")
    tokens = [secrets.token_urlsafe(15) for _ in leaders]
    rows = [
        {"token_hash": _hash(token), "wave_id": wave.wave_id, "area_code": wave.area_code,
         "who_for": leader, "sent_at": None, "used_on": None}
        for token, leader in zip(tokens, leaders, strict=True)
    ]  # fmt: skip
    random.SystemRandom().shuffle(rows)
    if rows:
        with store.transaction(collection) as connection:
            record.write_within(
                connection, "survey", wave.area_code, wave=wave.wave_id, invited=len(rows)
            )
            connection.execute(insert(_INVITED), rows)
    return tokens


def _invitation(connection, token: str) -> tuple[Wave, dict] | None:
    row = connection.execute(select(_INVITED).where(_INVITED.c.token_hash == _hash(token)))
    found = row.mappings().first()
    if found is None:
        return None
    wave = connection.execute(select(_WAVES).where(_WAVES.c.wave_id == found["wave_id"]))
    return Wave(**wave.mappings().one()), dict(found)


def opened(token: str, collection: Collection | None = None) -> Wave:
    """Return the wave a token opens. Raises Refused where it opens none, in words for a leader."""
    with store.reading(collection) as connection:
        found = _invitation(connection, token)
    if found is None:
        raise Refused("This link does not open a survey. Use the whole link you were sent.")
    wave, row = found
    if row["used_on"]:
        raise Refused("This link has been used: an answer was sent with it. Thank you.")
    if today() < wave.opens_on:
        raise Refused(f"This survey opens on {wave.opens_on.day} {wave.opens_on:%B %Y}.")
    if not wave.is_open(today()):
        raise Refused("This survey has closed. Thank you for your interest.")
    return wave


def save_draft(wave: Wave, draft: str, said: dict, collection: Collection | None = None) -> str:
    """Keep what was answered so far; return the name of the draft, by chance where it is new."""
    draft = draft or secrets.token_urlsafe(15)
    if not wave.is_open(today()):
        raise Refused("This survey has closed.")
    with store.transaction(collection) as connection:
        known = connection.execute(select(_ANSWERS.c.answers).where(
            _ANSWERS.c.answer_id == _hash(draft), _ANSWERS.c.wave_id == wave.wave_id
        )).scalar()  # fmt: skip
        if known is not None and known.get("sent"):
            raise Refused("This answer has been sent and cannot be changed.")
        connection.execute(delete(_ANSWERS).where(_ANSWERS.c.answer_id == _hash(draft)))
        connection.execute(insert(_ANSWERS).values(
            answer_id=_hash(draft), wave_id=wave.wave_id, area_code=wave.area_code,
            answers={**said, "sent": False}, day=wave.closes_on,
        ))  # fmt: skip
    return draft


def draft_of(wave: Wave, draft: str, collection: Collection | None = None) -> dict:
    """Return what a draft says so far; nothing where there is none."""
    asked = select(_ANSWERS.c.answers).where(
        _ANSWERS.c.answer_id == _hash(draft), _ANSWERS.c.wave_id == wave.wave_id
    )
    with store.reading(collection) as connection:
        said = connection.execute(asked).scalar()
    return said if said and not said.get("sent") else {}


def send(token: str, draft: str, said: dict, collection: Collection | None = None) -> None:
    """Take an answer: the token is used up, and the answer kept under a name of its own.

    All or nothing. The role and phase of the answer are those invited. Raises Refused.
    """
    wave = opened(token, collection)
    with store.transaction(collection) as connection:
        # Whoever comes second with the same token finds it used: there is one writer at a time.
        done = connection.execute(
            update(_INVITED)
            .where(_INVITED.c.token_hash == _hash(token), _INVITED.c.used_on.is_(None))
            .values(used_on=wave.closes_on)
        )
        if done.rowcount != 1:
            raise Refused("This link has been used: an answer was sent with it. Thank you.")
        row = connection.execute(
            select(_INVITED.c.who_for).where(_INVITED.c.token_hash == _hash(token))
        ).scalar_one()
        group = {name: row[name] for name in row if name in wave.details.get("kept", ())}
        if draft:
            connection.execute(delete(_ANSWERS).where(_ANSWERS.c.answer_id == _hash(draft)))
        connection.execute(insert(_ANSWERS).values(
            answer_id=secrets.token_hex(20), wave_id=wave.wave_id, area_code=wave.area_code,
            answers={**said, "group": group, "sent": True}, day=wave.closes_on,
        ))  # fmt: skip
        _shuffle(connection, wave.wave_id)


def _shuffle(connection, wave_id: str) -> None:
    """Write a wave's invitations and answers again, in an order of chance.

    A database keeps rows in the order written, and which were written together: that would lead
    from an answer to the invitation used with it.
    """
    for table in (_INVITED, _ANSWERS):
        found = connection.execute(select(table).where(table.c.wave_id == wave_id))
        rows = [dict(one) for one in found.mappings()]
        random.SystemRandom().shuffle(rows)
        connection.execute(delete(table).where(table.c.wave_id == wave_id))
        if rows:
            connection.execute(insert(table), rows)


def invited(wave: Wave, collection: Collection | None = None) -> list[tuple[Details, bool]]:
    """Return who was invited and whether they have answered, never what; in order of name."""
    access.require("registers", wave.area_code)
    asked = select(_INVITED.c.who_for, _INVITED.c.used_on).where(_INVITED.c.wave_id == wave.wave_id)
    with store.reading(collection) as connection:
        found = [(dict(who), bool(used)) for who, used in connection.execute(asked)]
    return sorted(found, key=lambda one: sorted(one[0].items()))


def answers(wave: Wave, collection: Collection | None = None) -> list[dict]:
    """Return the answers sent, in an order made by chance: their own names."""
    access.require("registers", wave.area_code)
    asked = select(_ANSWERS.c.answers).where(_ANSWERS.c.wave_id == wave.wave_id)
    with store.reading(collection) as connection:
        found = connection.execute(asked.order_by(_ANSWERS.c.answer_id)).scalars().all()
    return [one for one in found if one.get("sent")]


def small_groups(leaders: list[Details], kept: list[str]) -> list[str]:
    """Return the groups of which so few are asked that an answer tells whose it may be."""
    sizes = Counter(" · ".join(one[name] for name in kept) for one in leaders)
    return [f"{group}: {count}" for group, count in sorted(sizes.items()) if count < LEAST]


def words(wave: Wave, collection: Collection | None = None) -> list[str]:
    """Return the open answers, for the steward to read and to group by hand."""
    return sorted(
        said for one in answers(wave, collection) if (said := one.get("words", "").strip())
    )


def groups(wave: Wave, collection: Collection | None = None) -> dict[str, str]:
    """Return the group that each open answer was put in by hand, empty where in none."""
    kept = _kept_groups(wave, collection).get("answers", {})
    return {said: kept.get(_hash(said), "") for said in words(wave, collection)}


def keep_groups(
    wave: Wave, said: list[tuple[str, str]], who: str, collection: Collection | None = None
) -> None:
    """Keep in which group each open answer is: `said`, answers with groups, empty for none.

    Of an answer only its hash is kept here, so that words are in one place alone.
    """
    access.require("registers", wave.area_code)
    in_groups = [(answer, group.strip()) for answer, group in said if group.strip()]
    values = {
        "answers": {_hash(answer): group for answer, group in in_groups},
        "counts": dict(Counter(group for _, group in in_groups)),
    }
    change = register_rows.Change(wave.wave_id, values, None, wave.area_code)
    register_rows.save(GROUPS, [change], who=who, source=wave.title, collection=collection)


def group_counts(wave: Wave, collection: Collection | None = None) -> list[tuple[str, int]]:
    """Return how many open answers are in each group made by hand; small groups are hidden.

    Whoever may read this authority may see them. Only of a wave that is locked: before, who
    answered last could be read from how a number grew.
    """
    access.require("read", wave.area_code)
    counts = _kept_groups(wave, collection).get("counts", {}) if wave.is_locked else {}
    found = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [(group, count) for group, count in found if count >= LEAST]


def _kept_groups(wave: Wave, collection: Collection | None) -> dict:
    kept = register_rows.by_key(GROUPS, [wave.wave_id], collection).get(wave.wave_id)
    return kept.values if kept else {}


def rows(wave: Wave, table: Table, collection: Collection | None = None) -> tuple[list, list]:
    """Return a wave as rows of the register of answers, and of that of invitations."""
    wide: Wide = table.wide  # type: ignore[assignment]
    day = wave.closes_on.isoformat()
    names = [column.name for column in table.columns]
    made = []
    for number, one in enumerate(answers(wave, collection), 1):
        about = {wide.day: day, "area_code": wave.area_code, wide.respondent: str(number)}
        for item, said in one["items"].items():
            row = about | one["group"] | {wide.item: item} | said
            made.append({name: row.get(name, "") for name in names})
    sizes = Counter(tuple(who[d] for d in wide.details) for who, _ in invited(wave, collection))
    asked = [
        {wide.day: day, "area_code": wave.area_code}
        | dict(zip(wide.details, group, strict=True))
        | {"invited": str(count)}
        for group, count in sorted(sizes.items())
    ]
    return made, asked


def scores(wave: Wave, table: Table, collection: Collection | None = None) -> list[Details]:
    """Return a wave of partners as rows of the register of their scores."""
    day = wave.closes_on.isoformat()
    number = Counter[str]()
    made = []
    for one in answers(wave, collection):
        group = one["group"]
        number[str(group)] += 1
        about = {"scored_on": day, "area_code": wave.area_code, **group}
        about["respondent"] = str(number[str(group)])
        for item, said in one["items"].items():
            row = about | {"item": item} | said
            if all(row.get(column.name) for column in table.columns if column.required):
                made.append({column.name: row.get(column.name, "") for column in table.columns})
    return made


def lock(wave: Wave, collection: Collection | None = None) -> Wave:
    """Close a wave for good and return it: no answer comes in, drafts never sent are deleted.

    One locked before its last day closes today: what has not happened is in no register.
    """
    access.require("registers", wave.area_code)
    details = {**wave.details, "locked": True}
    closes_on = min(wave.closes_on, today())
    with store.transaction(collection) as connection:
        record.write_within(connection, "survey", wave.area_code, locked=wave.wave_id)
        found = connection.execute(select(_ANSWERS).where(_ANSWERS.c.wave_id == wave.wave_id))
        for one in found.mappings().all():
            if not one["answers"].get("sent"):
                connection.execute(delete(_ANSWERS).where(_ANSWERS.c.answer_id == one["answer_id"]))
        connection.execute(
            update(_WAVES)
            .where(_WAVES.c.wave_id == wave.wave_id)
            .values(details=details, closes_on=closes_on)
        )
    return replace(wave, details=details, closes_on=closes_on)
