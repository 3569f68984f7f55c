"""Runs the steps on the connection that `store.upgrade` hands over; Alembic finds this file by name."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
