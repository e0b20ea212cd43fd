"""The command line: one function a verb, each thin over a service, one module for each place at the desk."""

from rmadesk.cli import bench, dock, office, registry
from rmadesk.cli.group import verbs

__all__ = ["bench", "dock", "office", "registry", "verbs"]
