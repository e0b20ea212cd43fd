"""The group that every verb joins."""

import click

verbs = click.Group()
"""Every verb but those that know the window."""
