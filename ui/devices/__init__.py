"""Devices that only Qt reaches: camera, serial port, sound, the system's print dialogue."""
