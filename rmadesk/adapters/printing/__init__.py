"""Ways to a printer that need no window: the system's spooler, the network, a file."""
