"""Devices at the desk: cameras, scanners at a port, folders that are watched."""
