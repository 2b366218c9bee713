"""How a migration runs: on the connection that the program has already opened."""

from alembic import context

from pmo_advisor.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
