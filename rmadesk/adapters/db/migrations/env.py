"""Alembic's environment: runs on the connection that `migration.migrate` opened, in its transaction."""

from alembic import context

from rmadesk.adapters.db.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
