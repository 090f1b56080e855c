"""The tables of the store. Migrations create them; a test holds the two together."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
EVERYWHERE = "*"  # as an authority: all of them


class Utc(TypeDecorator):
    """A time in UTC: kept without its zone on either database, given back with it."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect) -> datetime | None:
        """Return the time as it is kept. ValueError where its zone is not said."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without its zone cannot be kept")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect) -> datetime | None:
        """Return the time as it is used."""
        return None if value is None else value.replace(tzinfo=UTC)


# Numbers that count up: SQLite does so for INTEGER alone.
_Number = BigInteger().with_variant(Integer, "sqlite")


def _numbered() -> Column:
    return Column("number", _Number, primary_key=True, autoincrement=True)


# Every version of every comment and event, in the order written.
comments = Table(
    "comments",
    metadata,
    _numbered(),
    Column("entry_id", String(80), nullable=False, unique=True),
    Column("remark_id", String(80), nullable=False),
    Column("area_code", String(80), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("about", String(20), nullable=False),
    Column("subject", String(80), nullable=False),
    Column("framework", String(80), nullable=False),
    Column("as_at", Date),
    Column("happened_on", Date),
    Column("said", Text, nullable=False),
    Column("role", String(200), nullable=False),
    Column("written_at", Utc, nullable=False),
    Column("replaces", String(80), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("writer", String(320), nullable=False, server_default=""),
    Column("erased_at", Utc),
)

sign_offs = Table(
    "sign_offs",
    metadata,
    _numbered(),
    Column("entry_id", String(80), nullable=False, unique=True),
    Column("indicator", String(80), nullable=False, index=True),
    Column("version", String(12), nullable=False),
    Column("role", String(200), nullable=False),
    Column("signed_at", Utc, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("writer", String(320), nullable=False, server_default=""),
)

# The rows of registers as they are now; a deleted row keeps its number of version.
_STANDING = text('"values" is not null')
register_rows = Table(
    "register_rows",
    metadata,
    Column("register", String(80), primary_key=True),
    Column("row_key", String(400), primary_key=True),
    Column("area_code", String(80), nullable=False, index=True),
    Column("values", JSON(none_as_null=True)),  # none: deleted
    Column("version", Integer, nullable=False),
    Column("who", String(320), nullable=False),
    Column("changed_at", Utc, nullable=False),
    Column("source", String(400), nullable=False),
    Index(
        "ix_register_rows_standing",
        "register",
        "area_code",
        "row_key",
        sqlite_where=_STANDING,
        postgresql_where=_STANDING,
    ),
)

register_history = Table(
    "register_history",
    metadata,
    _numbered(),
    Column("register", String(80), nullable=False),
    Column("row_key", String(400), nullable=False),
    Column("area_code", String(80), nullable=False),
    Column("version", Integer, nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
    Column("who", String(320), nullable=False),
    Column("changed_at", Utc, nullable=False),
    Column("source", String(400), nullable=False),
    Index(None, "register", "row_key"),
    Index("ix_register_history_last", "register", "number"),
)

survey_waves = Table(
    "survey_waves",
    metadata,
    Column("wave_id", String(80), primary_key=True),
    Column("title", String(200), nullable=False),
    Column("area_code", String(80), nullable=False, index=True),
    Column("opens_on", Date, nullable=False),
    Column("closes_on", Date, nullable=False),
    Column("details", JSON, nullable=False),
)

# Nothing here leads from an invitation to an answer, or back: no key, no time, no order.
wave_invitations = Table(
    "wave_invitations",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("wave_id", String(80), nullable=False, index=True),
    Column("area_code", String(80), nullable=False),
    Column("who_for", JSON, nullable=False),
    Column("sent_at", Utc),
    Column("used_on", Date),
)

wave_answers = Table(
    "wave_answers",
    metadata,
    Column("answer_id", String(80), primary_key=True),
    Column("wave_id", String(80), nullable=False, index=True),
    Column("area_code", String(80), nullable=False),
    Column("answers", JSON, nullable=False),
    Column("day", Date, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("person", String(320), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("added_at", Utc, nullable=False),
    Column("added_by", String(320), nullable=False),
)

grants = Table(
    "grants",
    metadata,
    _numbered(),
    Column("person", String(320), nullable=False, index=True),
    Column("role", String(80), nullable=False),
    Column("area_code", String(80), nullable=False),
    Column("version_id", String(80), nullable=False, server_default=""),
    Column("ends_on", Date),
    Column("added_at", Utc, nullable=False),
    Column("added_by", String(320), nullable=False),
    UniqueConstraint("person", "role", "area_code", "version_id"),
)

# Sessions of people who signed in: for the idle limit, and so that none is used after its end.
sign_ins = Table(
    "sign_ins",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("person", String(320), nullable=False, index=True),
    Column("began_at", Utc, nullable=False),
    Column("seen_at", Utc, nullable=False),
    Column("ended_at", Utc),
)

versions = Table(
    "versions",
    metadata,
    Column("version_id", String(80), primary_key=True),
    Column("area_code", String(80), nullable=False, index=True),
    Column("title", String(200), nullable=False),
    Column("as_at", Date, nullable=False),
    Column("framework", String(80), nullable=False),
)

version_steps = Table(
    "version_steps",
    metadata,
    _numbered(),
    Column("version_id", String(80), nullable=False, index=True),
    Column("step", String(20), nullable=False),
    Column("build_id", String(80), nullable=False),
    Column("who", String(320), nullable=False),
    Column("role", String(200), nullable=False),
    Column("taken_at", Utc, nullable=False),
    Column("sha256", String(64), nullable=False, server_default=""),  # of the build's file
)

# Who did what, each entry sealed to the one before; no values of cells.
record = Table(
    "record",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),  # as it is hashed
    Column("who", String(320), nullable=False),
    Column("act", String(40), nullable=False, index=True),
    Column("area_code", String(80), nullable=False),
    Column("details", Text, nullable=False),  # JSON, as it is hashed
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

# Files of earlier releases whose entries are kept here since, and lines that could not be read.
taken_over = Table(
    "taken_over",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("at", Utc, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("unread", JSON, nullable=False),
)
