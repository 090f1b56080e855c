"""Versions of an authority's self-assessment, and the steps each has taken.

A draft is the figures of the day. The director's office signs the build that is shown then, which
is kept whole from that moment; members, then peer challenge and inspectors, see that build and no
other. Frozen, it does not change any more, nor do the comments shown with it. Each step is on
record, with who took it.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Connection, insert, select

from kit import wording
from kit.people import access, record, roles, words
from kit.records import store, tables
from kit.store import database, kept_builds
from kit.store.paths import Collection

STEPS = {
    "draft": "Draft",
    "signed": "Signed",
    "shared": "Shared with members",
    "commented": "Commented on",
    "frozen": "Frozen",
}
# From which steps each is taken, and what whoever takes it may do.
_FROM = {
    "signed": ("draft", "signed", "shared", "commented"),
    "shared": ("signed",),
    "commented": ("shared", "commented"),
    "frozen": ("shared", "commented"),
}
_ACTS = {"signed": "sign_version", "shared": "prepare", "frozen": "prepare"}
LONGEST = 80  # characters of a title
MOST = 200  # versions of one authority
_VERSIONS, _STEPS = tables.versions, tables.version_steps


@dataclass(frozen=True)
class Step:
    """A step: which, of which build (none: the figures of the day), who took it, as what, when."""

    step: str
    build_id: str
    sha256: str
    who: str
    role: str
    taken_at: datetime


@dataclass(frozen=True)
class Version:
    """A version of one authority's self-assessment at a date under a framework, oldest step first.

    `build_id` and `sha256` are of the build signed last; empty before.
    """

    version_id: str
    area_code: str
    title: str
    as_at: date
    framework: str
    steps: tuple[Step, ...]

    @property
    def last(self) -> Step:
        """The step it is at."""
        return self.steps[-1]

    @property
    def signed(self) -> Step | None:
        """The step by which it was signed last."""
        return next((each for each in self.steps[::-1] if each.step == "signed"), None)

    @property
    def said(self) -> str:
        """Its step in words, with the day: signed on 1 May 2026, not frozen yet."""
        on = f"on {wording.day(self.last.taken_at)}"
        signed = f"signed on {wording.day(self.signed.taken_at)}" if self.signed else ""
        return {
            "draft": "draft, not signed",
            "signed": signed,
            "shared": f"{signed}, shared with members {on}",
            "commented": f"{signed}, commented on by {self.last.role} {on}",
            "frozen": f"{signed}, frozen {on}",
        }[self.last.step]

    def may_take(self, step: str) -> bool:
        """Say whether this step comes next."""
        return self.last.step in _FROM.get(step, ())


# ── Reading ──────────────────────────────────────────────────────────────────────────────────


def of_area(area_code: str, collection: Collection | None = None) -> list[Version]:
    """Return the versions of an authority, the one begun last first."""
    return _read(_VERSIONS.c.area_code == area_code, collection)


def get(version_id: str, collection: Collection | None = None) -> Version | None:
    """Return a version; None where there is none of this id."""
    return next(iter(_read(_VERSIONS.c.version_id == version_id, collection)), None)


def _read(which, collection: Collection | None) -> list[Version]:
    with store.reading(collection) as connection:
        return _versions(connection, which)


def _versions(connection: Connection, which) -> list[Version]:
    asked = (
        select(_VERSIONS, _STEPS)
        .join(_STEPS, _VERSIONS.c.version_id == _STEPS.c.version_id)
        .where(which)
        .order_by(_STEPS.c.number)
    )
    found: dict[str, tuple[dict, list[Step]]] = {}
    for row in connection.execute(asked).mappings():
        step = Step(**{name: row[_STEPS.c[name]] for name in Step.__dataclass_fields__})
        names = ("version_id", "area_code", "title", "as_at", "framework")
        about = {name: row[_VERSIONS.c[name]] for name in names}
        found.setdefault(about["version_id"], (about, []))[1].append(step)
    return [Version(**about, steps=tuple(steps)) for about, steps in found.values()][::-1]


def may_open(reader: access.Reader, version: Version) -> bool:
    """Say whether a reader may open the build of a version, at the step it is at.

    Signed: whoever prepares versions. Shared: members too. Frozen: also inspectors, by their link.
    """
    step, area = version.last.step, version.area_code
    if step == "draft":
        return False
    if reader.may("prepare", area):
        return True
    if reader.how != "signed_in" or not reader.may("versions", area) or step == "signed":
        return False
    if reader.may("read", area):
        return True
    return step == "frozen" and any(
        grant.area_code == area
        and grant.version_id in ("", version.version_id)
        and "versions" in roles.known()[grant.role].acts
        for grant in reader.grants
        if grant.role in roles.known()
    )


def reader_of(reader: access.Reader, version_id: str) -> access.Reader:
    """Return the reader as they may read this version: its authority alone, and write nothing.

    Who may not open it is returned as they are.
    """
    version = get(version_id)
    if version is None or not may_open(reader, version):
        return reader
    grants = (access.Grant(roles.READS, version.area_code),)
    return access.Reader(reader.person, reader.name, access.IN_VERSION, grants)


def view_of(version: Version, collection: Collection | None = None) -> database.View:
    """Return what has a version's build answer. Raises store.Refused where that cannot be had."""
    signed = version.signed
    if signed is None:
        raise store.Refused("This version is a draft: open the pages themselves.")
    path = kept_builds.path(collection or database.collection(), signed.build_id, signed.sha256)
    until = version.last.taken_at if version.last.step == "frozen" else None
    return database.View(version.version_id, path, until)


def step_of(area_code: str, as_at: str, framework: str, build_id: str) -> str:
    """Say in words which step a paper of this build is of, for its foot."""
    versions = [
        one
        for one in of_area(area_code)
        if one.as_at.isoformat() == as_at[:10] and one.framework == framework
    ]
    if view := database.view():
        versions = [one for one in versions if one.version_id == view.version_id]
    if not versions:
        return "draft, not signed"
    newest = versions[0]
    if newest.signed is None or newest.signed.build_id == build_id:
        return newest.said
    return f"draft, newer than what was signed on {wording.day(newest.signed.taken_at)}"


# ── Taking steps ─────────────────────────────────────────────────────────────────────────────


def begin(
    area_code: str,
    title: str,
    as_at: date,
    framework: str,
    collection: Collection | None = None,
) -> str:
    """Begin a version as a draft; return its id. Raises store.Refused."""
    by = access.require("prepare", area_code)
    title = " ".join(title.split())
    if not title or len(title) > LONGEST:
        raise store.Refused(f"Give it a title of at most {LONGEST} characters.")
    if words.findings(title):
        raise store.Refused("The title seems to name a person: leave names out.")
    version_id = uuid.uuid4().hex
    with store.transaction(collection) as connection:
        if len(_versions(connection, _VERSIONS.c.area_code == area_code)) >= MOST:
            raise store.Refused(f"{MOST} versions are kept of an authority, which is the most.")
        connection.execute(
            insert(_VERSIONS).values(
                version_id=version_id, area_code=area_code, title=title, as_at=as_at,
                framework=framework,
            )
        )  # fmt: skip
        _take(connection, by, version_id, area_code, "draft", "")
    return version_id


def take(
    version_id: str, step: str, role: str = "", collection: Collection | None = None
) -> Version:
    """Take the next step: signed, shared or frozen. Signing keeps the build that is shown now.

    `role`: of the authority's office, who signs. Raises store.Refused with nothing changed.
    """
    version = _known(version_id, collection)
    by = access.require(_ACTS[step], version.area_code)
    if step == "signed" and not role:
        raise store.Refused("Choose who signs.")
    kept = ("", "")
    if step == "signed" and version.may_take(step):
        kept = kept_builds.keep(collection or database.collection())
    with store.transaction(collection) as connection:
        [now] = _versions(connection, _VERSIONS.c.version_id == version_id)
        if not now.may_take(step):
            raise store.Refused(f"“{now.title}” is {now.said}: this step cannot be taken now.")
        signed = now.signed
        build = kept if step == "signed" or signed is None else (signed.build_id, signed.sha256)
        _take(connection, by, version_id, now.area_code, step, role, *build)
    return _known(version_id, collection)


def note_comment(connection: Connection, by: access.Reader, version_id: str, role: str) -> None:
    """Take the step of a comment by peer challenge or an inspector, with the comment itself."""
    found = _versions(connection, _VERSIONS.c.version_id == version_id)
    if not found or not found[0].may_take("commented") or found[0].signed is None:
        raise store.Refused("Only a version that is shared, and not frozen, can be commented on.")
    [version], signed = found, found[0].signed
    _take(
        connection, by, version_id, version.area_code, "commented", role,
        signed.build_id, signed.sha256,
    )  # fmt: skip


def _known(version_id: str, collection: Collection | None) -> Version:
    version = get(version_id, collection)
    if version is None:
        raise store.Refused("There is no such version.")
    return version


def _take(
    connection: Connection,
    by: access.Reader,
    version_id: str,
    area_code: str,
    step: str,
    role: str,
    build_id: str = "",
    sha256: str = "",
) -> None:
    connection.execute(
        insert(_STEPS).values(
            version_id=version_id, step=step, build_id=build_id, sha256=sha256,
            who=by.person or by.name, role=role, taken_at=datetime.now(UTC),
        )
    )  # fmt: skip
    record.write_within(
        connection, "version", area_code, reader=by, version=version_id, step=step, build=build_id
    )
