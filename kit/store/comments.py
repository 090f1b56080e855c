"""What an authority says beside its figures: comments, and events, with role, date and history.

They are kept with what people write, in the transactional store (kit.records), which outlives every
build. An edit is a new entry that names the version it was made from; withdrawing is an entry too;
so the table is its own history.

Two people who edit one version: both are kept. The later one stands, is shown what came between,
and the history says that it was written unseen. Withdrawing is refused to who has not seen the
last version: that would hide words nobody meant to take back.

A remark is of the framework it was written under, where it is about what a framework decides.
Nothing that is typed decides a path, and a remark that tells of a single child is refused, by the
rules of the importer.
"""

import hashlib
import os
import unicodedata
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from sqlalchemy import Connection, func, insert, select

from kit.people import access, record, words
from kit.people import roles as known_roles
from kit.records import store, tables
from kit.store import database
from kit.store.paths import Collection

LONGEST = 600  # characters of one remark
A_DAY = 60  # entries of one person who signs in
MOST = 1500  # lines of one authority, all versions counted
_READ_ONLY = "CAA_READ_ONLY"

Id = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{0,80}$")]
Kind = Literal["comment", "event"]
About = Literal["finding", "indicator", "theme", "version"]

Refused = store.Refused  # the remark was not taken; the message says why and how to mend it


class Entry(BaseModel):
    """One entry: one version of one remark. Times are UTC."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    entry_id: Id
    remark_id: Id
    area_code: Id
    kind: Kind
    about: About
    subject: Id  # an indicator, theme or version; nothing where it is about the finding
    framework: Id
    as_at: date | None  # of a comment: the date of the figures on the screen then
    happened_on: date | None
    said: str
    role: str
    written_at: datetime
    replaces: Id  # the version it was made from; nothing where it is new
    withdrawn: bool
    writer: str = ""  # who signed in and wrote it; nothing where nobody signs in


class MayTell(Refused):
    """Words could tell who somebody is; the writer may say that no person is meant."""

    def __init__(self, found: list[words.Finding]):
        self.found = found
        super().__init__("Some words could tell who somebody is. Change them, or confirm below.")


@dataclass(frozen=True)
class Written:
    """What was written, and the versions that had come between, the last one last."""

    entry: Entry
    between: list[Entry]


# ── Reading ──────────────────────────────────────────────────────────────────────────────────

_TABLE = tables.comments
_FIELDS = [_TABLE.c[name] for name in Entry.model_fields]


def _entries(area_code: str, collection: Collection | None) -> list[Entry]:
    """Return every version of an authority's remarks, in the order written."""
    asked = select(*_FIELDS).where(_TABLE.c.area_code == area_code).order_by(_TABLE.c.number)
    if (view := database.view()) and view.until:
        asked = asked.where(_TABLE.c.written_at <= view.until)
    with store.reading(collection) as connection:
        return [Entry.model_construct(**row) for row in connection.execute(asked).mappings()]


def unread(collection: Collection | None = None) -> str:
    """Say which lines of a file of an earlier release could not be read; nothing if all could."""
    name = "remarks.jsonl"
    asked = select(tables.taken_over.c.unread).where(tables.taken_over.c.name == name)
    with store.reading(collection) as connection:
        numbers = connection.execute(asked).scalar() or []
    if not numbers:
        return ""
    lines = ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")
    return (
        f"{'Line' if len(numbers) == 1 else 'Lines'} {lines} of {name} could not "
        "be read and are left out; every other comment and event is here."
    )


def _versions(entries: list[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.remark_id, []).append(entry)
    return found


def current_comments(area_code: str, collection: Collection | None = None) -> pd.DataFrame:
    """Return what stands now of an authority, a row for each remark, in the order first written.

    Columns: remark_id, kind (comment, event), about (finding, indicator, theme), subject (the
    indicator or theme), framework and as_at (those on the screen then), happened_on (of events),
    said, role, written_at (UTC), entry_id, versions (how many there were). No row where nothing
    stands.
    """
    found = _versions(_entries(area_code, collection))
    rows = [
        versions[-1].model_dump() | {"versions": len(versions)}
        for versions in found.values()
        if not versions[-1].withdrawn
    ]
    return _table(rows, [*_STANDING, "entry_id", "versions"])


def history(
    area_code: str, remark_id: str | None = None, collection: Collection | None = None
) -> pd.DataFrame:
    """Return every version of an authority's remarks, or of one of them, in the order written.

    Columns: those of `standing` without versions, and replaces (the version it was made from),
    withdrawn, unseen (whether another version had come between).
    """
    rows: list[dict] = []
    last: dict[str, str] = {}
    for entry in _entries(area_code, collection):
        if remark_id in (None, entry.remark_id):
            before = last.get(entry.remark_id, "")
            rows.append(entry.model_dump() | {"unseen": entry.replaces != before})
        last[entry.remark_id] = entry.entry_id
    return _table(rows, [*_STANDING, "entry_id", "replaces", "withdrawn", "unseen"])


def version_key(area_code: str, collection: Collection | None = None) -> str:
    """Return a text that changes when what stands of an authority does; nothing if nothing does."""
    entries = current_comments(area_code, collection)
    said = " ".join(entries["entry_id"] + entries["said"])  # words that were erased change it too
    return hashlib.sha256(said.encode()).hexdigest()[:16] if len(entries) else ""


def areas(collection: Collection | None = None) -> list[str]:
    """Return the codes of the authorities that ever said something, in order."""
    with store.reading(collection) as connection:
        return sorted(connection.execute(select(_TABLE.c.area_code).distinct()).scalars())


_STANDING = (
    "remark_id", "kind", "about", "subject", "framework", "as_at", "happened_on", "said", "role",
    "written_at",
)  # fmt: skip


def _table(rows: list[dict], columns: list[str]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=columns)
    for column in ("as_at", "happened_on"):
        table[column] = pd.to_datetime(table[column])
    for column in {"withdrawn", "unseen"} & set(columns):
        table[column] = table[column].astype(bool)
    table["written_at"] = pd.to_datetime(table["written_at"], utc=True).dt.tz_localize(None)
    return table


# ── Writing ──────────────────────────────────────────────────────────────────────────────────


def can_write() -> bool:
    """Say whether remarks may be written: unless CAA_READ_ONLY is set to anything but 0."""
    return os.environ.get(_READ_ONLY, "0").strip().lower() in ("", "0", "no", "false")


def may_write(area_code: str) -> bool:
    """Say whether whoever reads may write about an authority."""
    return can_write() and access.reader().may("comment", area_code)


def roles(area_code: str = "", about: str = "") -> list[str]:
    """Return the roles one may write as: rows of data/reference/author_roles.csv.

    With an authority, those that whoever reads may write as. What is said about a version is said
    by peer challenge or an inspector.
    """
    if about == "version":
        return known_roles.reviewers()
    listed = database.question("select role from author_roles order by position")[0]["role"]
    may = access.reader().writes_as(area_code) if area_code else None
    return [role for role in listed if may is None or role in may]


def write(
    area_code: str,
    said: str,
    role: str,
    *,
    kind: Kind = "comment",
    about: About = "finding",
    subject: str = "",
    framework: str = "",
    as_at: date | None = None,
    happened_on: date | None = None,
    replaces: str = "",
    confirmed: frozenset[str] = frozenset(),
    collection: Collection | None = None,
) -> Written:
    """Write a remark, or with `replaces` (an entry_id) a new version of one.

    What a version is about stays as it was. `confirmed`: words that could tell who somebody is and
    that the writer says mean no person. Raises MayTell where there are others, Refused where it
    cannot be kept; nothing is written then.
    """
    said = _clean(said)

    def make(entries: list[Entry]) -> tuple[Entry, list[Entry]]:
        base, between = _base(entries, replaces)
        last = between[-1] if between else base
        fixed = (
            {each: getattr(base, each) for each in _FIXED}
            if base
            else dict(zip(_FIXED, (_new_id(), kind, about, subject, framework), strict=True))
        )
        entry = _entry(
            **fixed,
            area_code=area_code,
            as_at=as_at if fixed["kind"] == "comment" else None,
            happened_on=happened_on,
            said=said,
            role=role,
            replaces=replaces,
            withdrawn=False,
        )
        _check(entry, confirmed)
        if last and _same(entry, last) and not last.withdrawn:
            raise Refused("Nothing has changed.")
        # A second click is no second remark.
        if not base and any(_same(entry, each) for each in _last(entries) if not each.withdrawn):
            raise Refused("This has been said already, by the same role.")
        return entry, between

    return _append(area_code, make, collection)


def withdraw(
    area_code: str, entry_id: str, role: str, collection: Collection | None = None
) -> Written:
    """Take a remark back; it stays in the history. Raises Refused with nothing written."""

    def make(entries: list[Entry]) -> tuple[Entry, list[Entry]]:
        base, between = _base(entries, entry_id)
        if base is None:
            raise Refused("This comment or event was not found.")
        last = between[-1] if between else base
        if last.withdrawn:
            raise Refused("It has already been deleted.")
        if between:
            raise Refused(f"Changed since, to: “{last.said}” ({last.role}). Look again.")
        kept = base.model_dump(exclude={"entry_id", "written_at"})
        entry = _entry(**kept | {"role": role, "replaces": entry_id, "withdrawn": True})
        _check_role(entry)
        return entry, []

    return _append(area_code, make, collection, room=MOST)  # there is always room to take back


_FIXED = ("remark_id", "kind", "about", "subject", "framework")  # over all versions


def _new_id() -> str:
    return uuid.uuid4().hex


def _entry(**facts) -> Entry:
    try:
        return Entry(entry_id=_new_id(), written_at=datetime.now(UTC), **facts)
    except ValidationError as error:
        wrong = ", ".join(str(each["loc"][0]) for each in error.errors())
        raise Refused(f"This cannot be kept: {wrong}.") from error


def _base(entries: list[Entry], entry_id: str) -> tuple[Entry | None, list[Entry]]:
    """Find the version a writer started from, and those of the same remark that came after it."""
    if not entry_id:
        return None, []
    for place, entry in enumerate(entries):
        if entry.entry_id == entry_id:
            later = entries[place + 1 :]
            return entry, [each for each in later if each.remark_id == entry.remark_id]
    raise Refused("What was to be changed is not there.")


def _last(entries: list[Entry]) -> list[Entry]:
    return [versions[-1] for versions in _versions(entries).values()]


def _same(one: Entry, other: Entry) -> bool:
    told = ("kind", "about", "subject", "framework", "happened_on", "said", "role")
    return all(getattr(one, each) == getattr(other, each) for each in told)


def _clean(said: str) -> str:
    """One line of plain text: no control character, nothing that turns the reading direction."""
    told = unicodedata.normalize("NFC", " ".join(str(said).split()))
    told = "".join(each for each in told if not unicodedata.category(each).startswith("C"))
    return " ".join(told.split())


def _check(entry: Entry, confirmed: frozenset[str]) -> None:
    if not entry.said:
        raise Refused("Nothing was written: say it in a sentence.")
    if len(entry.said) > LONGEST:
        raise Refused(f"This is {len(entry.said)} characters long: {LONGEST} is the most.")
    found = words.findings(entry.said)
    if certain := next((one for one in found if one.is_certain), None):
        raise Refused(  # what it is, is not repeated
            f"It holds what looks like {certain.looks_like}. Write about groups of people. "
            "Write the role instead."
        )
    if doubtful := [one for one in found if one.words not in confirmed]:
        raise MayTell(doubtful)
    if (entry.kind == "event") != (entry.happened_on is not None):
        raise Refused("An event has the day on which it happened, and a comment has none.")
    if entry.happened_on and entry.happened_on > date.today() + timedelta(days=1):
        raise Refused("An event has happened: give a day that is not to come.")
    if (entry.about == "finding") != (entry.subject == ""):
        raise Refused("It is not said what this is about.")
    _check_role(entry)


def _check_role(entry: Entry) -> None:
    if entry.role not in roles(entry.area_code, entry.about):
        raise Refused("Choose a role from the list: it is kept in data/reference/author_roles.csv.")


def _check_owner(base: Entry, by: access.Reader, withdraws: bool) -> None:
    """Own words are changed and deleted by their writer; a steward may delete those of others."""
    own = by.how == "machine" or base.writer == by.person
    if not own and not (withdraws and by.may("erase", base.area_code)):
        raise Refused("Only the person who wrote this, or a steward, may change or delete it.")


def _check_quota(connection: Connection, by: access.Reader) -> None:
    since = datetime.now(UTC) - timedelta(days=1)
    written = select(func.count()).where(_TABLE.c.writer == by.person, _TABLE.c.written_at > since)
    if by.person and (connection.execute(written).scalar() or 0) >= A_DAY:
        raise Refused(f"You have written {A_DAY} times today, which is the most. Go on tomorrow.")


def _append(area_code: str, make, collection: Collection | None, room: int = 0) -> Written:
    """Add the entry that `make` makes of what stands, as the only writer."""
    if not can_write():
        raise Refused(f"Nothing is written here: {_READ_ONLY} is set.")
    from kit.people import versions  # whose builds are opened as pages open theirs

    by = access.require("comment", area_code)
    with store.transaction(collection) as connection:
        _check_quota(connection, by)
        asked = select(*_FIELDS).where(_TABLE.c.area_code == area_code).order_by(_TABLE.c.number)
        entries = [Entry.model_construct(**row) for row in connection.execute(asked).mappings()]
        if len(entries) >= MOST + room:
            raise Refused(
                f"{MOST:,} comments and events are kept of this authority, which is the most: "
                "delete those no longer needed, and ask a steward to erase them."
            )
        entry, between = make(entries)
        entry = entry.model_copy(update={"writer": by.person})
        base, _ = _base(entries, entry.replaces)
        if base:
            _check_owner(base, by, entry.withdrawn)
        record.write_within(
            connection,
            "comment",
            area_code,
            reader=by,
            entry=entry.entry_id,
            what="deleted" if entry.withdrawn else "changed" if base else "written",
        )
        if entry.about == "version" and not entry.withdrawn:
            versions.note_comment(connection, by, entry.subject, entry.role)
        connection.execute(insert(_TABLE).values(entry.model_dump()))
    return Written(entry, between)
