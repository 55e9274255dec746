"""The size of a picture, read from its header: no picture is decoded that would not fit into memory."""

from __future__ import annotations

import os
import struct
from typing import BinaryIO

_PNG_HEADER = 33
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_SCAN, _END, _FILL = 0xDA, 0xD9, 0xFF
_MOST_SEGMENTS = 1000
_LENGTH_BYTES = 2
_FRAME_BYTES = 5  # Precision, height and width.


def png_size(stream: BinaryIO) -> tuple[int, int] | None:
    """Return width and height of a PNG in points, None when it has no whole header (ISO/IEC 15948, 11.2.2)."""
    head = stream.read(_PNG_HEADER)
    if len(head) < _PNG_HEADER or head[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", head[16:24])
    return (width, height) if width and height else None


def jpeg_size(stream: BinaryIO) -> tuple[int, int] | None:
    """Return width and height of a JPEG in points, None when no frame comes before the data (ITU-T T.81, B.2)."""
    if stream.read(2) != b"\xff\xd8":
        return None
    for _ in range(_MOST_SEGMENTS):
        marker = _next_marker(stream)
        if marker is None or marker in (_SCAN, _END):
            return None
        if marker in _ALONE:
            continue
        field = stream.read(_LENGTH_BYTES)
        # The length counts its own two bytes; none at all is the end of the file.
        length = int.from_bytes(field, "big") if len(field) == _LENGTH_BYTES else 0
        if length < _LENGTH_BYTES:
            return None
        if marker in _FRAMES:
            return _frame_size(stream.read(_FRAME_BYTES))
        stream.seek(length - _LENGTH_BYTES, os.SEEK_CUR)
    return None


def _next_marker(stream: BinaryIO) -> int | None:
    if stream.read(1) != b"\xff":
        return None
    while letter := stream.read(1):
        if letter[0] != _FILL:
            return letter[0]
    return None


def _frame_size(frame: bytes) -> tuple[int, int] | None:
    if len(frame) < _FRAME_BYTES:
        return None
    _, height, width = struct.unpack(">BHH", frame)
    return (width, height) if width and height else None
