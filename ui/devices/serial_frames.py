"""Bytes from a serial scanner cut into scans, however the line broke them up; no port, no clock."""

MAX_FRAME_BYTES = 4096
"""More is no code; the rest is thrown away up to its end."""
_STX, _ETX = 0x02, 0x03
_LINE_ENDS = frozenset(b"\r\n")


class FrameCutter:
    """A scan ends with CR, LF, both, or ETX; one that begins with STX ends with ETX alone, and may hold lines."""

    def __init__(self) -> None:
        self._frame = bytearray()
        self._begun = False

    @property
    def waiting(self) -> bool:
        """A scan has begun and not ended."""
        return bool(self._frame)

    def feed(self, content: bytes) -> tuple[str, ...]:
        """Take what was read; gives the scans that are whole by it."""
        whole: list[str] = []
        for byte in content:
            if byte == _STX and not self._frame:
                self._begun = True
            elif byte == _ETX or (byte in _LINE_ENDS and not self._begun):
                whole += self.silence()
            elif len(self._frame) < MAX_FRAME_BYTES:
                self._frame.append(byte)
        return tuple(whole)

    def silence(self) -> tuple[str, ...]:
        """Nothing more comes: what is there is a scan."""
        frame = bytes(self._frame)
        self.forget()
        return (_text(frame),) if frame else ()

    def forget(self) -> None:
        """The line broke: what is there is half a scan."""
        self._frame.clear()
        self._begun = False


def _text(frame: bytes) -> str:
    """Scanners send UTF-8, or the bytes as they stand in the code; every byte is some letter of Latin-1."""
    try:
        return frame.decode()
    except UnicodeDecodeError:
        return frame.decode("latin-1")
