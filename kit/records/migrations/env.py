"""How Alembic reaches the store: over the connection it is handed, inside its transaction."""

from alembic import context

from kit.records.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
