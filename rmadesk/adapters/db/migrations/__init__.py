"""Alembic's environment and the migrations, each a frozen step."""
