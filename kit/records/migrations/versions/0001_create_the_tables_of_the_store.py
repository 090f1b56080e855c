"""Create the tables of the store."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the change."""
    _create_comments()
    _create_grants()
    _create_people()
    _create_record()
    _create_register_history()
    _create_register_rows()
    _create_sign_ins()
    _create_sign_offs()
    _create_wave_answers()
    _create_wave_invitations()
    _create_survey_waves()
    _create_taken_over()
    _create_version_steps()
    _create_versions()


def _create_comments() -> None:
    op.create_table(
        "comments",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("entry_id", sa.String(length=80), nullable=False),
        sa.Column("remark_id", sa.String(length=80), nullable=False),
        sa.Column("area_code", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("about", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("framework", sa.String(length=80), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("replaces", sa.String(length=80), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("writer", sa.String(length=320), server_default="", nullable=False),
        sa.Column("erased_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_comments")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_comments_entry_id")),
    )
    with op.batch_alter_table("comments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comments_area_code"), ["area_code"], unique=False)


def _create_grants() -> None:
    op.create_table(
        "grants",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("person", sa.String(length=320), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=False),
        sa.Column("area_code", sa.String(length=80), nullable=False),
        sa.Column("version_id", sa.String(length=80), server_default="", nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by", sa.String(length=320), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_grants")),
        sa.UniqueConstraint(
            "person",
            "role",
            "area_code",
            "version_id",
            name=op.f("uq_grants_person_role_area_code_version_id"),
        ),
    )
    with op.batch_alter_table("grants", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grants_person"), ["person"], unique=False)


def _create_people() -> None:
    op.create_table(
        "people",
        sa.Column("person", sa.String(length=320), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by", sa.String(length=320), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_people")),
    )


def _create_record() -> None:
    op.create_table(
        "record",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("who", sa.String(length=320), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("area_code", sa.String(length=80), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_record")),
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_act"), ["act"], unique=False)


def _create_register_history() -> None:
    op.create_table(
        "register_history",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("register", sa.String(length=80), nullable=False),
        sa.Column("row_key", sa.String(length=400), nullable=False),
        sa.Column("area_code", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("who", sa.String(length=320), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_register_history")),
    )
    with op.batch_alter_table("register_history", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_register_history_register_row_key"),
            ["register", "row_key"],
            unique=False,
        )


def _create_register_rows() -> None:
    op.create_table(
        "register_rows",
        sa.Column("register", sa.String(length=80), nullable=False),
        sa.Column("row_key", sa.String(length=400), nullable=False),
        sa.Column("area_code", sa.String(length=80), nullable=False),
        sa.Column("values", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=320), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("register", "row_key", name=op.f("pk_register_rows")),
    )
    with op.batch_alter_table("register_rows", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_rows_area_code"), ["area_code"], unique=False)


def _create_sign_ins() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=320), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_ins")),
    )
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_ins_person"), ["person"], unique=False)


def _create_sign_offs() -> None:
    op.create_table(
        "sign_offs",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("entry_id", sa.String(length=80), nullable=False),
        sa.Column("indicator", sa.String(length=80), nullable=False),
        sa.Column("version", sa.String(length=12), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("writer", sa.String(length=320), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sign_offs")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_sign_offs_entry_id")),
    )
    with op.batch_alter_table("sign_offs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_offs_indicator"), ["indicator"], unique=False)


def _create_wave_answers() -> None:
    op.create_table(
        "wave_answers",
        sa.Column("answer_id", sa.String(length=80), nullable=False),
        sa.Column("wave_id", sa.String(length=80), nullable=False),
        sa.Column("area_code", sa.String(length=80), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("answer_id", name=op.f("pk_wave_answers")),
    )
    with op.batch_alter_table("wave_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wave_answers_wave_id"), ["wave_id"], unique=False)


def _create_wave_invitations() -> None:
    op.create_table(
        "wave_invitations",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("wave_id", sa.String(length=80), nullable=False),
        sa.Column("area_code", sa.String(length=80), nullable=False),
        sa.Column("who_for", sa.JSON(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("used_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_wave_invitations")),
    )
    with op.batch_alter_table("wave_invitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wave_invitations_wave_id"), ["wave_id"], unique=False)


def _create_survey_waves() -> None:
    op.create_table(
        "survey_waves",
        sa.Column("wave_id", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("area_code", sa.String(length=80), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("wave_id", name=op.f("pk_survey_waves")),
    )
    with op.batch_alter_table("survey_waves", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_waves_area_code"), ["area_code"], unique=False)


def _create_taken_over() -> None:
    op.create_table(
        "taken_over",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_taken_over")),
    )


def _create_version_steps() -> None:
    op.create_table(
        "version_steps",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("version_id", sa.String(length=80), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("build_id", sa.String(length=80), nullable=False),
        sa.Column("who", sa.String(length=320), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_version_steps")),
    )
    with op.batch_alter_table("version_steps", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_version_steps_version_id"), ["version_id"], unique=False
        )


def _create_versions() -> None:
    op.create_table(
        "versions",
        sa.Column("version_id", sa.String(length=80), nullable=False),
        sa.Column("area_code", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("framework", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_versions")),
    )
    with op.batch_alter_table("versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_versions_area_code"), ["area_code"], unique=False)
