"""The database: engine, schema, migrations, stores, unit of work and projector."""
