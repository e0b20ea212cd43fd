"""rmadesk: the desk where returned goods arrive."""

__version__ = "0.1.0"
